"""The officer's own words in the report on a round, and which tables of the province go with it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..undoing import offer_undo
from ..widgets.fields import LongTextField

_BLOCKS = {
    "causes": "Nguyên nhân nghèo (để trống: máy ghi theo biểu 10)",
    "evaluation": "Đánh giá",
    "proposal": "Đề xuất, kiến nghị",
}
_EXTRAS = {
    "T11": "Kèm biểu 11, thiếu hụt của trẻ em",
    "T12": "Kèm biểu 12, tổng hợp hộ nghèo theo chuẩn đa chiều",
    "T13": "Kèm biểu 13, tổng hợp hộ cận nghèo theo chuẩn đa chiều",
    "T14": "Kèm biểu 14, danh sách chi tiết hộ nghèo",
    "T15": "Kèm biểu 15, danh sách chi tiết hộ cận nghèo",
}
_ONCE = "Biểu 8: đếm không trùng, mỗi hộ chỉ ở một nhóm"


def edit(parent: QWidget, desk: Desk, round_id: int) -> None:
    """Read what is kept, then show it."""

    def read(connection: Any) -> Any:
        from povdesk.storage import paper_wording, result_table_rules, rounds

        day = rounds.get(connection, round_id).last_day
        usual = paper_wording.lines(connection, paper_wording.file_of("D20"), "D20")
        return (
            result_table_rules.texts(connection, round_id),
            {name: "\n".join(lines) for name, lines in usual.items()},
            result_table_rules.rules(connection, day),
        )

    desk.worker.read(parent, read, lambda found: _show(parent, desk, round_id, *found))


def _show(
    parent: QWidget, desk: Desk, round_id: int, kept: Mapping[str, str], usual: Mapping[str, str], rules: Any
) -> FormDialog:
    fields = [LongTextField(f"report-{name}", title) for name, title in _BLOCKS.items()]
    for field, name in zip(fields, _BLOCKS, strict=True):
        field.set_value(kept.get(name) or usual.get(name, ""))
    dialog = FormDialog(
        "Lời báo cáo, biểu kèm theo",
        fields,
        parent,
        columns=1,
        words="Lời ghi ở đây chỉ dùng cho báo cáo của kỳ rà soát đang chọn. Biểu kèm theo dùng cho mọi kỳ.",
    )
    for code, words in _EXTRAS.items():
        dialog.add_box(code, words, code in rules.extras)
    dialog.add_box("once", _ONCE, rules.count_once)

    def save(done: Any, failed: Any) -> None:
        written = {name: field.value() for field, name in zip(fields, _BLOCKS, strict=True)}
        texts = {name: text for name, text in written.items() if text.strip() != usual.get(name, "").strip()}
        options = {
            "extras": [code for code in _EXTRAS if dialog.ticked(code)],
            "count_once": dialog.ticked("once"),
        }
        changed = options != {"extras": list(rules.extras), "count_once": rules.count_once}
        desk.worker.write(
            parent,
            partial(_save, round_id=round_id, texts=texts, options=options if changed else None),
            lambda _n: (done(), offer_undo(desk, parent, "Đã lưu lời báo cáo.")),
            failed,
        )

    dialog.start(save)
    return dialog


def _save(act: Any, *, round_id: int, texts: Mapping[str, str], options: Mapping[str, Any] | None) -> None:
    from povdesk.storage import result_table_rules

    if options is not None:
        result_table_rules.set_options(act, options)
    result_table_rules.save_texts(act, round_id, texts)
