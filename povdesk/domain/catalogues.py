"""Code lists (dân tộc, quan hệ, nguyên nhân …): shipped as dated data, extended by the officer."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from povdesk.domain.rule_data import RESOURCES, Fields, Mistakes, read_toml

FOLDER = RESOURCES / "catalogues"


@dataclass(frozen=True)
class CatalogueItem:
    """One entry of a code list.

    certainty: empty when confirmed, else why to check it. extra: facts only this list has.
    """

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: str = ""
    note: str = ""
    active: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict)

    def is_valid_on(self, day: date) -> bool:
        """In use on that day, and not switched off."""
        starts = self.valid_from is None or self.valid_from <= day
        return self.active and starts and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Catalogue:
    """A whole list with what it is and where it comes from."""

    name: str
    title: str
    source: str
    note: str
    items: tuple[CatalogueItem, ...]


def load(name: str, edits: Iterable[CatalogueItem] = ()) -> tuple[CatalogueItem, ...]:
    """The items of a list in its order; the officer's items replace those of the same code."""
    by_code = {item.code: item for item in catalogue(name).items}
    by_code.update({item.code: item for item in edits})
    return tuple(by_code.values())


def item_of(name: str, code: str) -> CatalogueItem | None:
    """The shipped item with that code."""
    return _by_code(name).get(code)


def name_of(name: str, code: str) -> str:
    """The words for a code; the code itself when the list does not know it."""
    found = item_of(name, code)
    return found.name if found else code


def names() -> list[str]:
    """All shipped lists."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@functools.cache
def catalogue(name: str) -> Catalogue:
    """A shipped list, read strictly."""
    return read_catalogue(FOLDER / f"{name}.toml")


def read_catalogue(path: Path) -> Catalogue:
    """A list from one file; RuleDataUnreadable names all its mistakes."""
    return from_data(read_toml(path), path.stem, path.name)


def from_data(data: Mapping[str, Any], name: str, file_name: str) -> Catalogue:
    """A list from plain data, checked as a whole."""
    mistakes = Mistakes(file_name)
    fields = Fields(data, "", mistakes)
    title, source, note = fields.text("title"), fields.text("source", ""), fields.text("note", "")
    items = tuple(_item(row) for row in fields.tables("item"))
    codes = [item.code for item in items]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        mistakes.add("", f"mã “{code}” có hai lần")
    fields.finish()
    mistakes.raise_if_any()
    return Catalogue(name, title, source, note, items)


def _item(row: Fields) -> CatalogueItem:
    return CatalogueItem(
        code=row.text("code"),
        name=row.text("name"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        certainty=row.text("certainty", ""),
        note=row.text("note", ""),
        active=row.flag("active", True),
        extra=MappingProxyType(row.rest()),
    )


@functools.cache
def _by_code(name: str) -> dict[str, CatalogueItem]:
    return {item.code: item for item in catalogue(name).items}
