"""Who helps which family, and a fair spread of the families that nobody helps yet."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.hamlet_names import at_start, hamlet_words
from povdesk.domain.household import Category, YesNo
from povdesk.domain.vietnamese import name_sort_key


@dataclass(frozen=True)
class Help:
    """One cadre's care for one family. until: the first day that it is no longer so; None: it goes on."""

    id: int
    cadre_id: int
    cadre: str
    post: str = ""
    body: str = ""
    since: date | None = None
    until: date | None = None
    goal: str = ""
    content: str = ""
    result: str = ""

    def runs_on(self, day: date) -> bool:
        """In force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)

    @property
    def unit(self) -> str:
        """Post and body as one text; a post that names its body stands alone."""
        parts = [self.post] if self.post else []
        if self.body and self.body.casefold() not in self.post.casefold():
            parts.append(self.body)
        return ", ".join(parts)


@dataclass(frozen=True)
class Family:
    """A family as the lists of this subject name it; category NOT_POOR: no longer poor or near-poor.

    lacks, reasons, needs: names, of its latest closed form. helps: those of the day and those that ended.
    """

    id: int
    uid: str
    code: str
    head_name: str
    hamlet_id: int
    hamlet: str
    category: Category
    size: int = 0
    birth_year: int | None = None
    ethnic_group: str = ""
    lacks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    helps: tuple[Help, ...] = ()
    hamlet_kind: str = "thôn"

    @property
    def hamlet_words(self) -> str:
        """ "Thôn Trà Hoa", "Bản 2"."""
        return at_start(hamlet_words(self.hamlet_kind, self.hamlet))

    @property
    def is_listed(self) -> bool:
        """Poor or near-poor."""
        return self.category in (Category.POOR, Category.NEAR_POOR)

    @property
    def class_words(self) -> str:
        return self.category.label if self.is_listed else "Đã ra khỏi diện"

    def helpers_on(self, day: date) -> tuple[Help, ...]:
        """Those who help on a day."""
        return tuple(one for one in self.helps if one.runs_on(day))

    def helper_names(self, day: date) -> str:
        return ", ".join(dict.fromkeys(one.cadre for one in self.helpers_on(day)))


@dataclass(frozen=True)
class Carer:
    """A cadre who can be given families. load: families in care now. in_charge: hamlets he or she answers
    for; hamlets: those where he or she helps families already."""

    id: int
    full_name: str
    load: int = 0
    in_charge: frozenset[int] = frozenset()
    hamlets: frozenset[int] = frozenset()

    def nearness(self, hamlet_id: int) -> int:
        """0 in charge of the hamlet, 1 helps there already, 2 a stranger."""
        return 0 if hamlet_id in self.in_charge else 1 if hamlet_id in self.hamlets else 2


def spread(families: Sequence[Family], carers: Iterable[Carer]) -> dict[int, int]:
    """A proposal: family → cadre, each family once, those at home in the hamlet first, nobody overloaded.

    The most that anyone is given is the fair share: all families in care divided by the cadres, rounded
    up. Who has that many already is given none.
    """
    wanted = sorted(carers, key=lambda one: (name_sort_key(one.full_name), one.id))
    if not wanted:
        return {}
    load = {one.id: one.load for one in wanted}
    share = _fair_share(tuple(load.values()), len(families))
    proposed: dict[int, int] = {}
    # Families that find somebody near come first, so that strangers do not take those places.
    for nearness in range(3):
        for family in families:
            if family.id in proposed:
                continue
            free = [
                one for one in wanted if load[one.id] < share and one.nearness(family.hamlet_id) <= nearness
            ]
            if free:
                chosen = min(free, key=lambda one: load[one.id])
                proposed[family.id] = chosen.id
                load[chosen.id] += 1
    return proposed


def _fair_share(loads: Sequence[int], families: int) -> int:
    """The lowest limit under which all families find a place."""
    share = 0
    while sum(max(share - load, 0) for load in loads) < families:
        share += 1
    return share


class OptionState(enum.StrEnum):
    """How far the livelihood option of a family without land is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under_way"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        return _OPTION_WORDS[self]


_OPTION_WORDS = {
    OptionState.PROPOSED: "Đã đề xuất",
    OptionState.AGREED: "Đã thống nhất",
    OptionState.UNDER_WAY: "Đang thực hiện",
    OptionState.FINISHED: "Đã xong",
}


@dataclass(frozen=True)
class LandFamily:
    """A family without land (plan V.4). no_home_land, no_field_land: YES lacks it; UNKNOWN: nobody asked.

    is_noted: an option was kept for the year; else option is what the form proposes.
    """

    family: Family
    no_home_land: YesNo = YesNo.UNKNOWN
    no_field_land: YesNo = YesNo.UNKNOWN
    option: str = ""
    leader: str = ""
    state: OptionState | None = None
    note: str = ""
    is_noted: bool = False

    @property
    def id(self) -> int:
        return self.family.id

    @property
    def land_words(self) -> str:
        """ "Đất ở, đất sản xuất"."""
        parts = []
        if self.no_home_land is YesNo.YES:
            parts.append("đất ở")
        if self.no_field_land is YesNo.YES:
            parts.append("đất sản xuất")
        words = ", ".join(parts)
        return words[:1].upper() + words[1:] if words else "Phiếu chưa ghi"

    @property
    def state_words(self) -> str:
        if self.state is not None and self.is_noted:
            return self.state.label
        return "Theo phiếu, chưa thống nhất" if self.option else "Chưa có phương án"


@dataclass(frozen=True)
class ExitFamily:
    """A family that registered to leave poverty in a year. source: from its form, or from a record."""

    family: Family
    registered_on: date | None = None
    solution: str = ""
    result: str = ""
    note: str = ""
    is_noted: bool = False

    @property
    def id(self) -> int:
        return self.family.id

    @property
    def source_words(self) -> str:
        return "Ghi sổ" if self.is_noted else "Theo phiếu"


@dataclass(frozen=True)
class OrganisationFamily:
    """A family in the care of a mass organisation (plan V.7). members: names of its members there."""

    family: Family
    organisation: str
    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    content: str = ""
    result: str = ""
    help_id: int | None = None

    @property
    def id(self) -> tuple[int, str]:
        return self.family.id, self.organisation


@dataclass(frozen=True)
class Cadre:
    """A cadre as he or she is entered. valid_to: last day of service; None: still there."""

    full_name: str
    post: str = ""
    body_id: int | None = None
    phone: str = ""
    on_poverty_list: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    id: int | None = None


@dataclass(frozen=True)
class CadreRow:
    """A cadre in the list. trained_on: the latest course of the year; trainings: all of them, newest first.

    hamlets: names of those in charge of on the day.
    """

    cadre: Cadre
    body: str = ""
    households: int = 0
    hamlets: tuple[str, ...] = ()
    trained_on: date | None = None
    trainings: tuple[tuple[date, str], ...] = field(default=())

    @property
    def id(self) -> int | None:
        return self.cadre.id

    def serves_on(self, day: date) -> bool:
        begun = self.cadre.valid_from is None or self.cadre.valid_from <= day
        return begun and (self.cadre.valid_to is None or self.cadre.valid_to >= day)


@dataclass(frozen=True)
class Body:
    """A body: board, union, station; kind is a code of BODY_KINDS."""

    name: str
    short_name: str = ""
    kind: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    cadres: int = 0
    id: int | None = None

    @property
    def kind_words(self) -> str:
        return BODY_KINDS.get(self.kind, "")


BODY_KINDS: Mapping[str, str] = {
    "committee": "Đảng ủy, HĐND, UBND",
    "office": "Phòng, bộ phận chuyên môn",
    "board": "Ban chỉ đạo, ban quản lý",
    "union": "Mặt trận, đoàn thể",
    "station": "Trạm, đài, trung tâm",
    "school": "Trường học",
    "hamlet": "Thôn, tổ dân phố",
    "other": "Khác",
}


@dataclass(frozen=True)
class HamletCharge:
    """Who is in charge of a hamlet, from a day to a day, both included; id None: nobody is.

    poor, near_poor: families of the hamlet on the day.
    """

    hamlet_id: int
    hamlet: str
    id: int | None = None
    cadre_id: int | None = None
    cadre: str = ""
    post: str = ""
    since: date | None = None
    until: date | None = None
    poor: int = 0
    near_poor: int = 0
