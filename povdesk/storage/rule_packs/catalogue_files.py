"""Items of code lists that a rule pack may bring: new ones as the officer adds them, and what is retired."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from povdesk.domain import catalogues
from povdesk.domain.catalogues import Catalogue, CatalogueItem
from povdesk.domain.own_items import LIKE
from povdesk.domain.rule_data import Mistakes
from povdesk.domain.rule_pack import PackItem, Part
from povdesk.domain.toml_text import plain
from povdesk.domain.vietnamese import short_date
from povdesk.storage import catalogue_items

TABULATED = frozenset({"retirement_ages", "school_ages"})
"""Closed to the officer's hand on the settings page, yet changed by law: a pack may replace whole lines."""

REFUSED = catalogue_items.CLOSED - TABULATED
"""Lists whose codes are tied to how the program counts."""

_ALSO = {"policies": {"classes": [""], "words": ""}}
"""Facts that the officer's own pages add to shipped items."""

_OF_ITS_OWN = frozenset({"short", "quick"})
_MOST_CODE, _MOST_NAME = 200, 300


def read(path: str, data: Mapping[str, Any]) -> Catalogue:
    """A list by the loader of the shipped lists."""
    return catalogues.from_data(data, PurePosixPath(path).stem, path)


def items(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    """The items of one list, checked as if the officer had typed them."""
    found, mistakes = read(path, data), Mistakes(path)
    if found.name not in catalogues.names() or found.name in REFUSED:
        mistakes.add("", "phần mềm không nhận danh mục này từ gói")
        mistakes.raise_if_any()
    listed = tuple(_with_facts(found.name, item) for item in found.items)
    for item in listed:
        for why in _wrong(found.name, item):
            mistakes.add(f"item {item.code}", why)
    mistakes.raise_if_any()
    title = catalogues.catalogue(found.name).title
    for item in listed:
        yield PackItem(Part.CATALOGUE, item.code, _called(title, item), values(item), found.name)


def values(item: CatalogueItem) -> dict[str, Any]:
    """An item as packs and comparisons have it."""
    made: dict[str, Any] = plain(
        {
            "name": item.name,
            "valid_from": item.valid_from,
            "valid_to": item.valid_to,
            "active": item.active,
            "extra": dict(sorted(item.extra.items())),
        }
    )
    return made


def _with_facts(name: str, item: CatalogueItem) -> CatalogueItem:
    """What an item does not say of itself it has from the one it counts as, as when the officer adds it."""
    pattern = catalogues.item_of(name, str(item.extra.get(LIKE, "")))
    if pattern is None:
        return item
    facts = {key: value for key, value in pattern.extra.items() if key not in _OF_ITS_OWN}
    return replace(item, extra={**facts, **item.extra})


def _called(title: str, item: CatalogueItem) -> str:
    day = f" {short_date(item.valid_from)}" if item.valid_from and item.valid_from == item.valid_to else ""
    return f"{title}: {item.name}{day}"


def _wrong(name: str, item: CatalogueItem) -> Iterator[str]:
    if len(item.code) > _MOST_CODE or len(item.name) > _MOST_NAME:
        yield "tên hoặc mã quá dài"
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        yield "ngày kết thúc ở trước ngày bắt đầu"
    known = catalogues.item_of(name, item.code)
    if known is not None and name not in TABULATED:
        yield from _wrong_change(name, item, known)
    else:
        yield from _wrong_facts(name, item)
    if name == catalogue_items.HOLIDAYS and not _is_day(item.extra):
        yield "thiếu tháng, ngày (month, day)"
    if name == "retirement_ages" and not item.code.isdecimal():
        yield "mã phải là năm"


def _wrong_change(name: str, item: CatalogueItem, known: CatalogueItem) -> Iterator[str]:
    """Records were made under a shipped item's words: it is retired and another one added."""
    if item.name != known.name:
        yield f"mục kèm phần mềm không đổi tên được (tên cũ “{known.name}”); ngừng dùng rồi thêm mục mới"
    more = _ALSO.get(name, {})
    kept = {key: value for key, value in item.extra.items() if key not in more}
    if plain(kept) != plain(known.extra):
        yield "mục kèm theo phần mềm không đổi cách tính được"
    for key in more:
        if key in item.extra and not _is_alike(item.extra[key], more[key]):
            yield f"“{key}” không đúng kiểu"
    retires = not item.active or item.valid_to is not None
    if retires and catalogue_items.is_counted_by_code(name, item.code):
        yield "mục này được dùng trong cách tính nên không ngừng được"


def _wrong_facts(name: str, item: CatalogueItem) -> Iterator[str]:
    shipped = catalogues.catalogue(name).items
    examples: dict[str, Any] = {key: value for one in shipped for key, value in one.extra.items()}
    examples |= _ALSO.get(name, {})
    for key, value in item.extra.items():
        if key == LIKE:
            if catalogues.item_of(name, str(value)) is None:
                yield f"tính giống mục “{value}”, mà danh mục không có mục đó"
        elif key not in examples:
            yield f"không biết mục “{key}”"
        elif not _is_alike(value, examples[key]):
            yield f"“{key}” không đúng kiểu"
    needed = set.intersection(*(set(one.extra) for one in shipped)) if shipped else set()
    for key in sorted(needed - _OF_ITS_OWN - set(item.extra)):
        yield f"thiếu “{key}”"


def _is_alike(value: Any, known: Any) -> bool:
    if isinstance(known, list):
        return isinstance(value, list) and all(isinstance(line, str) for line in value)
    if isinstance(known, int) and not isinstance(known, bool):
        return type(value) is int and 0 <= value <= 10_000
    return type(value) is type(known)


def _is_day(extra: Mapping[str, Any]) -> bool:
    try:
        date(2024, extra["month"], extra["day"])
    except (KeyError, TypeError, ValueError):
        return False
    return True
