"""The officer's part of the code lists: his own items, what is no longer chosen from a day on, where used.

A shipped item is never edited: it can only be retired from a day on. An own item that stands in a record
can only be retired, too, because the record was made under its words.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD
from povdesk.domain.own_items import LIKE
from povdesk.domain.vietnamese import clean_text, fold, short_date
from povdesk.storage import catalogue_edits
from povdesk.storage.act import Act
from povdesk.storage.tables import catalogue_item, metadata

HOLIDAYS = "public_holidays"
CLOSED = frozenset({"contracts", "form_a", "genders", "retirement_ages", "school_ages", "work_statuses"})
"""Lists that have a place of their own or are bound to how the program counts; only to look at."""

_COUNTED_BY_CODE = frozenset({"needs", "priority_groups"})
"""Lists whose shipped codes the indicators ask for by name."""

_LONGEST_HOLIDAY = 31


def items(connection: Connection, name: str) -> tuple[CatalogueItem, ...]:
    """A list as it is here: the shipped items with the day they were retired, then the officer's own."""
    shipped = {item.code: item for item in catalogues.catalogue(name).items}
    edits = [
        replace(shipped[edit.code], valid_to=edit.valid_to, active=edit.active)
        if edit.code in shipped
        else edit
        for edit in catalogue_edits.edits(connection, name)
    ]
    return catalogues.load(name, edits)


def lists(connection: Connection, names: Iterable[str] | None = None) -> dict[str, tuple[CatalogueItem, ...]]:
    """Several lists at once, by name; all of them when none is named."""
    return {name: items(connection, name) for name in (catalogues.names() if names is None else names)}


def for_forms(connection: Connection, day: date) -> dict[str, tuple[CatalogueItem, ...]]:
    """The lists that differ from the shipped ones, as forms offer them: what is retired last, and said so."""
    changed = connection.execute(select(catalogue_item.c.catalogue).distinct()).scalars()
    found = {}
    for name in sorted(set(changed) - CLOSED - {HOLIDAYS}):
        known = items(connection, name)
        valid = [item for item in known if item.is_valid_on(day)]
        retired = [
            replace(item, name=f"{item.name} (đã ngừng)") for item in known if not item.is_valid_on(day)
        ]
        found[name] = (*valid, *retired)
    return found


def is_own(name: str, code: str) -> bool:
    """The officer's, not one that came with the program."""
    return catalogues.item_of(name, code) is None


def is_counted_by_code(name: str, code: str) -> bool:
    """The program asks for this shipped item by its code, so it cannot be retired."""
    return name in _COUNTED_BY_CODE or (name, code) == ("relations", HEAD)


def needs_pattern(name: str) -> bool:
    """Do items of this list carry facts that suggestions and counts ask for (durable, rank, policy)?"""
    return any(item.extra for item in catalogues.catalogue(name).items) and name != HOLIDAYS


def uses(connection: Connection, name: str, code: str) -> tuple[tuple[str, int], ...]:
    """Where a code stands in records and how often, in words, the most frequent first."""
    counts: dict[str, int] = {}
    for table_name, column, words in _COLUMNS.get(name, ()):
        table = metadata.tables[table_name]
        wanted = table.c[column] == code
        found = connection.execute(select(func.count()).select_from(table).where(wanted)).scalar_one()
        counts[words] = counts.get(words, 0) + int(found)
    return tuple(sorted(((w, n) for w, n in counts.items() if n), key=lambda pair: -pair[1]))


def add(act: Act, name: str, words: str, *, like: str = "", valid_from: date | None = None) -> str:
    """Add an item of the officer's own; returns its code, which is its name.

    like: the code of the item it counts as, needed where items carry facts (a new kind of wall is durable
    or not). The name is the code, so that every screen and paper can name it.
    """
    _refuse_closed(name)
    words = _unused_words(act.connection, name, words)
    pattern = next((item for item in items(act.connection, name) if item.code == like), None)
    if needs_pattern(name) and pattern is None:
        raise InvalidInput(
            "Chưa chọn mục này tính giống mục nào.",
            "Chọn một mục có sẵn ở ô “Tính giống mục”; máy gợi ý và thống kê theo mục đó.",
        )
    act.describe(f"Thêm “{words}” vào danh mục {_title(name)}", "catalogue_item", f"{name}:{words}")
    extra = dict(pattern.extra) if pattern else {}
    for name_of_its_own in ("short", "quick"):
        extra.pop(name_of_its_own, None)
    if pattern is not None:
        extra[LIKE] = extra.get(LIKE, pattern.code)
    catalogue_edits.keep(act, name, CatalogueItem(words, words, valid_from=valid_from, extra=extra))
    return words


def add_holiday(act: Act, words: str, first: date, last: date | None = None) -> tuple[str, ...]:
    """Add days off of one year (Tết, a day in lieu); returns their codes, one for each day."""
    words, last = clean_text(words), last or first
    if not words:
        raise InvalidInput("Chưa nhập tên ngày nghỉ.", "Ví dụ: Tết Nguyên đán.")
    if not timedelta(0) <= last - first < timedelta(days=_LONGEST_HOLIDAY):
        raise InvalidInput(
            "Ngày nghỉ cuối phải từ ngày đầu trở đi và không quá 31 ngày.", "Xem lại hai ngày."
        )
    known = {item.code for item in items(act.connection, HOLIDAYS)}
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    taken = [day for day in days if day.isoformat() in known]
    if taken:
        raise InvalidInput(f"Ngày {short_date(taken[0])} đã có trong danh mục.", "Xem lại hai ngày.")
    act.describe(f"Thêm ngày nghỉ {words}", "catalogue_item", f"{HOLIDAYS}:{first.isoformat()}")
    for day in days:
        extra = {"month": day.month, "day": day.day}
        catalogue_edits.keep(act, HOLIDAYS, CatalogueItem(day.isoformat(), words, day, day, extra=extra))
    return tuple(day.isoformat() for day in days)


def rename(act: Act, name: str, code: str, words: str) -> str:
    """Give an own item that stands in no record another name; returns its code, which follows the name."""
    item = _own_item(act.connection, name, code)
    _refuse_used(act.connection, name, item, "đổi tên")
    if fold(words) != fold(item.name):
        words = _unused_words(act.connection, name, words)
    words = clean_text(words)
    act.describe(f"Đổi tên “{item.name}” thành “{words}”", "catalogue_item", f"{name}:{code}")
    if name == HOLIDAYS:
        catalogue_edits.keep(act, name, replace(item, name=words))
        return code
    if words != code:
        catalogue_edits.drop(act, name, code)
        catalogue_edits.keep(act, name, replace(item, code=words, name=words))
    return words


def retire(act: Act, name: str, code: str, last_day: date) -> None:
    """Ngừng dùng: not offered after the last day; records that have it keep it."""
    _refuse_closed(name)
    item = _item(act.connection, name, code)
    shipped = not is_own(name, code)
    if shipped and is_counted_by_code(name, code):
        raise NotPossibleNow(
            f"“{item.name}” được dùng trong cách tính của phần mềm nên không ngừng được.",
            "Để trống mục này trên phiếu nếu không dùng tới.",
        )
    if item.valid_from is not None and last_day < item.valid_from:
        raise InvalidInput(
            f"“{item.name}” dùng từ {short_date(item.valid_from)}, sau ngày vừa nhập.", "Xem lại ngày."
        )
    act.describe(
        f"Ngừng dùng “{item.name}” từ sau {short_date(last_day)}", "catalogue_item", f"{name}:{code}"
    )
    catalogue_edits.keep(act, name, replace(item, valid_to=last_day))


def resume(act: Act, name: str, code: str) -> None:
    """Use a retired item again."""
    item = _item(act.connection, name, code)
    act.describe(f"Dùng lại “{item.name}”", "catalogue_item", f"{name}:{code}")
    if is_own(name, code):
        catalogue_edits.keep(act, name, replace(item, valid_to=None, active=True))
    else:
        catalogue_edits.drop(act, name, code)


def delete(act: Act, name: str, code: str) -> None:
    """Take away an own item that stands in no record."""
    item = _own_item(act.connection, name, code)
    _refuse_used(act.connection, name, item, "xóa")
    act.describe(f"Xóa “{item.name}” khỏi danh mục {_title(name)}", "catalogue_item", f"{name}:{code}")
    catalogue_edits.drop(act, name, code)


def _title(name: str) -> str:
    return catalogues.catalogue(name).title.lower()


def _item(connection: Connection, name: str, code: str) -> CatalogueItem:
    found = next((item for item in items(connection, name) if item.code == code), None)
    if found is None:
        raise NotPossibleNow("Mục này không còn trong danh mục.", "Mở lại danh mục rồi thử lại.")
    return found


def _own_item(connection: Connection, name: str, code: str) -> CatalogueItem:
    if not is_own(name, code):
        raise NotPossibleNow(
            "Mục kèm theo phần mềm không sửa, không xóa được.", "Ngừng dùng mục này, rồi thêm mục của xã."
        )
    return _item(connection, name, code)


def _refuse_used(connection: Connection, name: str, item: CatalogueItem, verb: str) -> None:
    found = uses(connection, name, item.code)
    if found:
        listed = "; ".join(f"{count} {words}" for words, count in found)
        raise NotPossibleNow(
            f"“{item.name}” đang được dùng ở {listed} nên không {verb} được.",
            "Ngừng dùng mục này; nếu cần, thêm mục mới.",
        )


def _refuse_closed(name: str) -> None:
    if name in CLOSED:
        raise NotPossibleNow(f"Danh mục {_title(name)} gắn với cách tính của phần mềm nên chỉ xem.")


def _unused_words(connection: Connection, name: str, words: str) -> str:
    words = clean_text(words)
    if not words:
        raise InvalidInput("Chưa nhập tên mục.", "Gõ tên mục cần thêm.")
    if len(words) > 200:
        raise InvalidInput("Tên mục dài quá 200 chữ.", "Viết ngắn lại.")
    if name == HOLIDAYS:
        return words
    for item in items(connection, name):
        if fold(words) in (fold(item.name), fold(item.code)):
            raise InvalidInput(f"Danh mục đã có “{item.name}”.", "Dùng mục đó hoặc gõ tên khác.")
    return words


_FACT = "người trong phiếu rà soát"
_FORM = "phiếu rà soát"
_COLUMNS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "education_levels": (("review_member", "education", _FACT),),
    "ethnic_groups": (("person", "ethnic_group", "người trong sổ"),),
    "house_columns": (("review", "column", _FORM), ("review_input", "answer", _FORM)),
    "house_roofs": (("review", "roof", _FORM), ("review_input", "answer", _FORM)),
    "house_walls": (("review", "wall", _FORM), ("review_input", "answer", _FORM)),
    "latrines": (("review", "latrine", _FORM), ("review_input", "answer", _FORM)),
    "lightings": (("review", "lighting", _FORM), ("review_input", "answer", _FORM)),
    "needs": (("review_need", "need", _FORM),),
    "organisations": (("organisation_membership", "organisation", "hội viên"),),
    "pensions": (("review_member", "pension", _FACT),),
    "policies": (("support_event", "policy", "lượt hỗ trợ"), ("payment_list", "policy", "danh sách chi trả")),
    "priority_groups": (("review_group", "group", _FORM),),
    "reasons": (("review_reason", "reason", _FORM), ("review", "main_reason", _FORM)),
    "relations": (("membership", "relation", "người trong sổ"), ("review_member", "relation", _FACT)),
    "school_levels": (("review_member", "school_level", _FACT),),
    "social_allowances": (("review_member", "social_allowance", _FACT),),
    "support_kinds": (("support_event", "kind", "lượt hỗ trợ"),),
    "training_levels": (("review_member", "training", _FACT),),
    "water_sources": (("review", "water", _FORM), ("review_input", "answer", _FORM)),
    "work_kinds": (("review_member", "work_kind", _FACT),),
}
"""Table, column and words of every place where a list's codes are kept."""
