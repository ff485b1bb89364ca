"""Tab 3: how long each kind of record is kept, and what is due; purged only by hand, after a checked copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk import paths
from povdesk.domain.officer import Role
from povdesk.domain.privacy import Due, KeepingRule
from povdesk.domain.vietnamese import short_date

from .. import messages, theme
from ..backup import jobs
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..settings.list_part import Listed, ListPart
from ..sign_in.role_buttons import needs
from ..widgets.card import Card
from ..widgets.fields import TextField
from ..widgets.labels import button
from ..widgets.table import ListColumn, ListModel, ListView

_RULES = (
    ListColumn("title", "Loại dữ liệu", 260, lambda row: row.item.title, bold=True, stretch=True),
    ListColumn("since", "Tính từ", 150, lambda row: row.item.counted_from),
    ListColumn(
        "years",
        "Lưu",
        110,
        lambda row: f"{row.item.keep_years} năm" if row.item.keep_years else "không hạn",
    ),
    ListColumn("source", "Căn cứ", 260, lambda row: row.item.source),
)
_DUE = (
    ListColumn("words", "Bản ghi", 260, lambda row: row.words, bold=True, stretch=True),
    ListColumn("since", "Tính từ", 100, lambda row: short_date(row.since), lambda row: row.since),
    ListColumn("over", "Hết hạn", 100, lambda row: short_date(row.over_on), lambda row: row.over_on),
)


@dataclass(frozen=True)
class _Keeping:
    rules: Sequence[KeepingRule]
    due: Sequence[Due]


class RetentionPart(ListPart):
    """Times are empty until the office sets them with their paper."""

    name, title, adding, shrinks = "retention", "Thời hạn lưu", "", False
    words = (
        "Để trống thì lưu không hạn. Chỉ đặt thời hạn khi có văn bản quy định; phần mềm không bao giờ tự xóa."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._due_model = ListModel(_DUE)
        super().__init__(desk, _RULES, parent)
        self._due_model.setParent(self)
        self._due = Card("Hết thời hạn lưu", self, flush=True)
        self._list = ListView(self._due_model, desk.habits, "retention-due", self)
        self._list.setMinimumHeight(theme.px(110))
        self._purge = needs(
            button("Xóa các bản ghi này…", self._on_purge, kind="danger", icon="delete", parent=self),
            Role.MANAGE,
        )
        self._due.add_action(self._purge)
        self._due.body.addWidget(self._list, 1)
        self.body.addWidget(self._due, 1)

    def load(self, connection: Any) -> _Keeping:
        from povdesk.storage import retention

        return _Keeping(retention.rules(connection), retention.due(connection, date.today()))

    def show_loaded(self, loaded: _Keeping) -> None:
        self._loaded = loaded
        self.show_rows([Listed(one.subject, one) for one in loaded.rules])
        self._list.set_rows(list(loaded.due))
        count = len(loaded.due)
        self._due.set_remark(f"{count} bản ghi" if count else "chưa có bản ghi nào")
        self._purge.setEnabled(bool(count))

    def _keys(self) -> list[tuple[str, str]]:
        return [("Enter", "đặt thời hạn")]

    def _on_edit(self, row: Listed) -> None:
        rule: KeepingRule = row.item
        years = TextField("keep-years", "Số năm lưu (để trống: không hạn)", None)
        source = TextField("keep-source", "Căn cứ: số, ngày của văn bản quy định", None)
        years.set_value(str(rule.keep_years or ""))
        source.set_value(rule.source)
        dialog = FormDialog(rule.title, [years, source], self, columns=1)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import retention

            typed = years.value()
            number = (int(typed) if typed.isascii() and typed.isdigit() else 0) if typed else None
            said = source.value()
            self.write(
                lambda act: retention.save(act, rule.subject, number, said),
                f"Đã lưu thời hạn: {rule.title.lower()}.",
                done,
                failed,
            )

        dialog.start(save)

    def _on_purge(self) -> None:
        count = len(self._loaded.due)
        messages.confirm(
            self,
            f"Xóa hẳn {count} bản ghi hết thời hạn lưu?",
            "Sao lưu rồi xóa",
            "Giữ lại",
            self._back_up,
            more="Phần mềm sao lưu và kiểm tra bản sao lưu trước. Xóa xong không hoàn tác được; các bản sao "
            "lưu cũ còn chứa dữ liệu này cho đến khi được thay.",
        )

    def _back_up(self) -> None:
        path = self.desk.folder / paths.DATABASE_NAME
        self.desk.worker.run(
            self,
            jobs.making(path, None, None),
            lambda _receipt: self._purge_now(),
            text="Sao lưu trước khi xóa",
        )

    def _purge_now(self) -> None:
        wanted, today = self._loaded.due, date.today()
        path = self.desk.folder / paths.DATABASE_NAME

        def work(act: Any) -> int:
            from povdesk.storage import retention

            return retention.purge(act, wanted, today)

        def clean(count: int) -> None:
            from povdesk.storage import privacy_erasure

            self.desk.worker.alone(
                self,
                lambda: privacy_erasure.clean_file(path),
                lambda _nothing: messages.tell(self, f"Đã xóa {count} bản ghi hết thời hạn lưu."),
            )

        self.desk.worker.write(self, work, clean)
