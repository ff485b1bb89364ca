"""One household in one review round: answers, computed and recognised result."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.household import Area, Category, YesNo


class RoundKind(enum.StrEnum):
    """Periodic (định kỳ), continuous (thường xuyên), total review opening a standard's period (đầu kỳ)."""

    PERIODIC = "periodic"
    CONTINUOUS = "continuous"
    PERIOD_START = "period_start"


class RoundState(enum.StrEnum):
    """Where a round stands: danh sách → rà soát → họp dân → niêm yết → xin ý kiến → công nhận."""

    LISTING = "listing"
    SURVEYING = "surveying"
    MEETING = "meeting"
    POSTING = "posting"
    OPINION = "opinion"
    RECOGNISED = "recognised"


class ReviewState(enum.StrEnum):
    """DRAFT: saved, may be incomplete. CLOSED: chốt phiếu. RECOGNISED: decided, read-only."""

    DRAFT = "draft"
    CLOSED = "closed"
    RECOGNISED = "recognised"


class Lacking(enum.StrEnum):
    """Answer to one deprivation indicator; UNKNOWN is not NO."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """The officer's answer to one indicator. suggested: what the program proposed when it was given."""

    lacking: Lacking = Lacking.UNKNOWN
    suggested: Lacking = Lacking.UNKNOWN
    carried_over: bool = False
    note: str = ""

    @property
    def counted(self) -> Lacking:
        """What counts: a value carried over from last year counts only once confirmed."""
        return Lacking.UNKNOWN if self.carried_over else self.lacking


@dataclass(frozen=True)
class House:
    """The dwelling and its services; codes of the catalogues, empty = not answered. floor_area in m²."""

    floor_area: float | None = None
    wall: str = ""
    column: str = ""
    roof: str = ""
    water: str = ""
    latrine: str = ""
    lighting: str = ""
    uses_internet: YesNo = YesNo.UNKNOWN
    has_information_device: YesNo = YesNo.UNKNOWN


@dataclass(frozen=True)
class Review:
    """One form. answers: by indicator code. needs: by need code. groups: by priority-group code.

    income_points: B1 total keyed from the paper form (integer). inputs: B1 answers by question code.
    reasons: codes of the catalogue `reasons`. recognised: class of the decision;
    before it, the class put forward where that is not the computed one, with difference_reason.
    form_a: phiếu A by item; form_a_passed: the surveyor sends the household on to phiếu B.
    reference: class by the round's standard for comparison, None without one. reference_answers: what only
    that standard asks for.
    """

    round_id: int | None = None
    household_id: int | None = None
    standard_id: str = ""
    state: ReviewState = ReviewState.DRAFT
    reviewed_on: date | None = None
    reviewer: str = ""
    area: Area = Area.RURAL
    house: House = field(default_factory=House)
    income_points: int | None = None
    income_per_person: int | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    main_reason: str = ""
    needs: Mapping[str, YesNo] = field(default_factory=dict)
    groups: Mapping[str, YesNo] = field(default_factory=dict)
    registered_to_escape: YesNo = YesNo.UNKNOWN
    needs_residential_land: YesNo = YesNo.UNKNOWN
    needs_production_land: YesNo = YesNo.UNKNOWN
    livelihood_option: str = ""
    accepted_warnings: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    computed: Category = Category.UNDECIDED
    recognised: Category | None = None
    difference_reason: str = ""
    form_a: Mapping[str, YesNo] = field(default_factory=dict)
    form_a_passed: YesNo = YesNo.UNKNOWN
    reference: Category | None = None
    reference_answers: Mapping[str, Lacking] = field(default_factory=dict)
    id: int | None = None
    uid: str = ""

    @property
    def lacking(self) -> dict[str, Lacking]:
        """Answers that count, by indicator code."""
        return {code: answer.counted for code, answer in self.answers.items()}

    @property
    def lacking_by_reference(self) -> dict[str, Lacking]:
        """Answers that count by the standard for comparison."""
        return {**self.lacking, **self.reference_answers}
