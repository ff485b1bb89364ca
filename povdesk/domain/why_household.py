"""“Vì sao hộ này?”: everything that explains one household's class, as values for screen and paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from povdesk.domain.classification import classify, deprivations
from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import Standard

AREAS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}


@dataclass(frozen=True)
class Lack:
    """One thing the household lacks. fact: what was found there; criterion: when it counts as lacking."""

    name: str
    criterion: str
    fact: str


@dataclass(frozen=True)
class ClassInForce:
    """A class by decision. number, signed_on: of the decision, empty and None when not known."""

    category: Category
    since: date
    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Received:
    """Support of one kind in the year: how many times, the last day, đồng in all (None: not in money)."""

    kind: str
    times: int
    last_on: date
    amount: int | None = None


@dataclass(frozen=True)
class Right:
    """What the list of policies says the class is entitled to."""

    policy: str
    words: str


@dataclass(frozen=True)
class Counted:
    """The counted form: points against the limits, and what it gives.

    cutoff: None when the standard has no limit yet. needed: fewest deprivations of a poor household.
    changes: finished sentences, each one single change that gives another class.
    """

    reviewed_on: date | None
    round_name: str
    standard_title: str
    area: Area
    income_points: int | None
    cutoff: int | None
    deprivation_points: int
    needed: int
    computed: Category
    lacks: tuple[Lack, ...] = ()
    unknown: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhyHousehold:
    """One household on a day. counted: None when no form of it counts. remark: what to know first."""

    household_id: int
    household_uid: str
    day: date
    year: int
    identity: CommuneIdentity
    signer: Signer | None
    is_sample: bool
    code: str
    head_name: str
    address: str
    hamlet: str
    size: int
    in_force: ClassInForce | None
    counted: Counted | None
    remark: str
    received: tuple[Received, ...]
    rights: tuple[Right, ...]
    hamlet_chief: str
    posting: str
    coming: ClassInForce | None = None  # Decided already, in force after `day`.

    @property
    def place(self) -> str:
        """The address with hamlet and commune."""
        return ", ".join(filter(None, [self.address, self.hamlet, self.identity.full_name]))


def single_changes(
    standard: Standard, area: Area, income_points: int | None, lacking: Mapping[str, Lacking]
) -> tuple[str, ...]:
    """Which one change, alone, would give another class; one sentence says so when there is none."""
    now = classify(standard, area, income_points, lacking)
    cutoff = standard.cutoffs[area]
    if now is Category.UNDECIDED or cutoff is None or income_points is None:
        return ()
    sentences = []
    for answer, words in ((Lacking.YES, "bớt"), (Lacking.NO, "thêm")):
        code = next((i.code for i in standard.indicators if lacking.get(i.code) is answer), None)
        if code is None:
            continue
        other = Lacking.NO if answer is Lacking.YES else Lacking.YES
        then = classify(standard, area, income_points, {**lacking, code: other})
        if then is not now:
            sentences.append(f"Nếu {words} một chỉ số thiếu hụt bất kỳ thì tính ra {then.label.lower()}.")
    crossing = cutoff + 1 if income_points <= cutoff else cutoff
    then = classify(standard, area, crossing, lacking)
    if then is not now:
        distance = abs(crossing - income_points)
        more = "tăng" if crossing > income_points else "giảm"
        sentences.append(
            f"Nếu điểm B1 {more} {distance} điểm (thành {crossing}) thì tính ra {then.label.lower()}."
        )
    if sentences:
        return tuple(sentences)
    few = deprivations(standard, lacking) - standard.min_deprivations + 1
    together = f" Phải bớt từ {few} chỉ số thiếu hụt trở lên." if few > 1 and now is Category.POOR else ""
    return (f"Không một thay đổi riêng lẻ nào làm khác kết quả tính.{together}",)
