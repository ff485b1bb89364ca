"""Dialogs of the code lists: a new item, a day off, another name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from povdesk.domain.catalogues import CatalogueItem

from ..widgets.fields import Choice, ChoiceField, Field, PartialDateField, TextField
from .form_dialog import FormDialog
from .part import SettingsPart


def ask_new_item(part: SettingsPart, name: str, title: str, known: Sequence[CatalogueItem]) -> FormDialog:
    """A further item; where items carry facts, also which one it counts as."""
    from povdesk.storage import catalogue_items

    words = TextField("name", "Tên mục", None, required=True)
    begins = PartialDateField("valid_from", "Dùng từ ngày", whole=True)
    begins.set_placeholder("để trống: từ trước đến nay")
    fields: list[Field] = [words]
    asks = catalogue_items.needs_pattern(name)
    if asks:
        choices = [Choice(item.code, item.name) for item in known]
        like = ChoiceField("like", "Tính giống mục", choices, None, required=True)
        like.set_hint("Máy gợi ý và thống kê mục mới như mục này.")
        fields.append(like)
    fields.append(begins)
    dialog = FormDialog(
        f"Thêm vào danh mục {title.lower()}",
        fields,
        part,
        columns=1,
        needed={"name": "Gõ tên mục.", "like": "Chọn mục mà máy tính giống như vậy (F4)."},
        words="Tên đã dùng trong phiếu thì không sửa được nữa, chỉ ngừng dùng được.",
    )

    def save(done: Any, failed: Any) -> None:
        typed, like_code = words.value(), dialog.field("like").value() if asks else ""
        first = begins.date_value()
        part.write(
            lambda act: catalogue_items.add(act, name, typed, like=like_code, valid_from=first),
            f"Đã thêm “{typed}”.",
            done,
            failed,
        )

    dialog.start(save)
    return dialog


def ask_holiday(part: SettingsPart) -> FormDialog:
    """Days off of one year, by their first and last day."""
    from povdesk.storage import catalogue_items

    words = TextField("name", "Tên ngày nghỉ", None, required=True)
    first = PartialDateField("first", "Từ ngày", None, required=True, whole=True)
    last = PartialDateField("last", "Đến hết ngày", whole=True)
    last.set_placeholder("để trống: chỉ một ngày")
    dialog = FormDialog(
        "Thêm ngày nghỉ",
        [words, first, last],
        part,
        columns=1,
        needed={"name": "Gõ tên, ví dụ Tết Nguyên đán.", "first": "Gõ ngày, ví dụ 27/01/2025."},
        words="Ngày nghỉ không tính vào thời hạn theo ngày làm việc.",
    )

    def save(done: Any, failed: Any) -> None:
        typed, begins, ends = words.value(), first.date_value(), last.date_value()
        assert begins is not None
        part.write(
            lambda act: catalogue_items.add_holiday(act, typed, begins, ends),
            f"Đã thêm ngày nghỉ {typed}.",
            done,
            failed,
        )

    dialog.start(save)
    return dialog


def ask_name(part: SettingsPart, name: str, item: CatalogueItem) -> FormDialog:
    """Another name for an own item that stands in no record."""
    from povdesk.storage import catalogue_items

    words = TextField("name", "Tên mục", None, required=True)
    dialog = FormDialog(f"Đổi tên “{item.name}”", [words], part, columns=1, needed={"name": "Gõ tên mục."})
    words.set_value(item.name)

    def save(done: Any, failed: Any) -> None:
        typed = words.value()
        part.write(
            lambda act: catalogue_items.rename(act, name, item.code, typed),
            f"Đã đổi tên thành “{typed}”.",
            done,
            failed,
        )

    dialog.start(save)
    return dialog


def is_retired(item: CatalogueItem, today: date) -> bool:
    """Not offered any more."""
    return not item.active or (item.valid_to is not None and item.valid_to < today)
