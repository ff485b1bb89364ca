"""What the columns of a list mean: recognised by their headings, remembered for headings seen before."""

import enum
import functools
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from povdesk.domain.rule_data import RESOURCES
from povdesk.domain.vietnamese import clean_text, fold

FILE = RESOURCES / "importing" / "columns.toml"


class Field(enum.StrEnum):
    """What a cell can say; those of the official lists have the same codes there."""

    CODE = "code"
    ORDINAL = "ordinal"
    HEAD = "head"
    MEMBER = "member"
    RELATION = "relation"
    BORN = "born"
    MALE = "male"
    FEMALE = "female"
    SEX = "sex"
    ID_NUMBER = "id_number"
    PROVINCE = "province"
    DISTRICT = "district"
    DISTRICT_CODE = "district_code"
    COMMUNE = "commune"
    COMMUNE_CODE = "commune_code"
    HAMLET = "hamlet"
    ADDRESS = "address"
    PHONE = "phone"
    ETHNIC_GROUP = "ethnic_group"
    CATEGORY = "category"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"
    INCOME_POINTS = "income_points"
    DEPRIVATION_POINTS = "deprivation_points"
    MINORITY = "minority"
    NO_LABOUR = "no_labour"
    MERIT = "merit"
    REASONS = "reasons"
    NOTE = "note"
    AGE = "age"
    SIZE = "size"

    @property
    def label(self) -> str:
        return _names()[self].label

    @property
    def is_taken(self) -> bool:
        """False for what the program works out itself."""
        return _names()[self].taken


NOT_KEPT = frozenset(
    {Field.PROVINCE, Field.DISTRICT, Field.DISTRICT_CODE, Field.COMMUNE, Field.COMMUNE_CODE, Field.AGE}
)
"""Read by nobody: the commune's own names are in the settings, ages follow from births."""


@dataclass(frozen=True)
class Names:
    label: str
    same: frozenset[str]
    holds: tuple[str, ...]
    taken: bool


def matched(headings: Sequence[str]) -> dict[int, Field]:
    """The meaning of each column that has one, by its place; a meaning is given once, the best first."""
    scored = []
    for place, heading in enumerate(headings):
        words = plain(heading)
        if words:
            scored += [(-score, place, field) for field, score in _scores(words, heading)]
    found: dict[int, Field] = {}
    for _score, place, field in sorted(scored):
        if place not in found and field not in found.values():
            found[place] = field
    return _settled(found)


def heading_score(text: str) -> int:
    """How much a single cell looks like a heading: 0 not at all, 3 exactly."""
    words = plain(text)
    if not words or len(words) > 60:
        return 0
    return max((score for _field, score in _scores(words, text)), default=0)


def signature(headings: Sequence[str]) -> str:
    """The same for tables with the same headings, in whatever file."""
    text = "\n".join(plain(heading) for heading in headings)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def as_record(mapping: Mapping[int, Field]) -> dict[str, str]:
    """The mapping as it is kept, by the column's place."""
    return {str(place): str(field) for place, field in sorted(mapping.items())}


def from_record(record: Mapping[str, str]) -> dict[int, Field]:
    """Read back what `as_record` gave; what this program does not know is left out."""
    known = {str(field): field for field in Field}
    return {int(place): known[field] for place, field in record.items() if field in known}


def plain(text: str) -> str:
    """A heading to compare: folded, letters and digits only."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(clean_text(text))))


def _settled(found: dict[int, Field]) -> dict[int, Field]:
    """A list of heads names only them; a list of people may call the head "Họ và tên" in both columns."""
    fields = {field: place for place, field in found.items()}
    if Field.HEAD in fields and Field.MEMBER not in fields and Field.RELATION in fields:
        found[fields[Field.HEAD]] = Field.MEMBER
    return found


def _scores(words: str, heading: str) -> list[tuple[Field, int]]:
    last = plain(heading.rpartition(" / ")[2])
    found = []
    for field, names in _names().items():
        if words in names.same:
            found.append((field, 3))
        elif last in names.same:
            found.append((field, 2))
        elif any(f" {part} " in f" {words} " for part in names.holds):
            found.append((field, 1))
    return found


@functools.cache
def _names() -> dict[Field, Names]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        Field(one["field"]): Names(
            one["label"],
            frozenset(plain(name) for name in one["same"]),
            tuple(one.get("holds", ())),
            one.get("taken", True),
        )
        for one in data["column"]
    }
