"""What the register knew when a list was compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Category, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import RoundState


@dataclass(slots=True)
class KnownPerson:
    """household_id: where he or she lives now, None for nowhere. left: households left, and when."""

    id: int
    name: str
    folded: str
    sex: Sex | None
    born: PartialDate | None
    id_number: str
    ethnic_group: str
    died_on: date | None
    household_id: int | None = None
    relation: str = ""
    left: tuple[tuple[int, date | None], ...] = ()


@dataclass(slots=True)
class KnownClass:
    """round_id: of the round that decided it; None when it came with a list."""

    id: int
    category: Category
    counted_from: date
    round_id: int | None


@dataclass(slots=True)
class KnownHousehold:
    """members: who lives there now, in order; former: who left it. removed: it lies in "Đã xóa"."""

    id: int
    code: str
    hamlet_id: int
    head_name: str
    head_folded: str
    address: str
    phone: str
    removed: bool
    ended_on: date | None = None
    members: list[KnownPerson] = field(default_factory=list)
    former: list[KnownPerson] = field(default_factory=list)
    classes: list[KnownClass] = field(default_factory=list)


@dataclass
class Register:
    """seq: the last act that is in it. rounds: key and state of the round over all households, by year.

    hamlets: key, name and code. commune: its names as they end an address, folded. parked: lines that wait
    already. mappings: of columns, by the signature of their headings. own_words: the officer's own items.
    """

    seq: int
    households: dict[int, KnownHousehold]
    persons: dict[int, KnownPerson]
    hamlets: tuple[tuple[int, str, str], ...]
    commune: frozenset[str]
    today: date
    working_year: int
    rounds: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    own_words: Mapping[str, tuple[CatalogueItem, ...]] = field(default_factory=dict)
    parked: frozenset[tuple[str, str]] = frozenset()
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def is_under_review(self, year: int) -> bool:
        """Whether the classes at this year's end come from forms that are still being filled in."""
        return year in self.rounds and self.rounds[year][1] != str(RoundState.RECOGNISED)

    @property
    def closing_year(self) -> int:
        """Of a list that does not say: the working year, while that is under review the one before."""
        return self.working_year - 1 if self.is_under_review(self.working_year) else self.working_year
