"""Tab 2: find anybody, see everything kept about them, hand it out, mend it, or erase it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain.officer import PURPOSES, Role
from povdesk.domain.privacy import PersonExtract

from .. import messages, theme
from ..desk import Desk
from ..keys import ComboBox, bind
from ..settings.part import SettingsPart
from ..sign_in.role_buttons import needs
from ..widgets import file_saving
from ..widgets.card import Card
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .erase_dialog import EraseDialog

_ALONE = "Trả lời yêu cầu của chính người đó"
_PEOPLE = (
    ListColumn("name", "Họ tên", 140, lambda row: row.name, bold=True),
    ListColumn("born", "Sinh", 86, lambda row: row.born),
    ListColumn("number", "Số cuối", 72, lambda row: row.id_number),
    ListColumn("home", "Hộ", 120, lambda row: row.home, stretch=True, tip=lambda row: row.home),
)
_FACTS = (
    ListColumn("part", "Phần", 164, lambda row: row.part, bold=True),
    ListColumn("field", "Mục", 172, lambda row: row.field),
    ListColumn("words", "Nội dung", 170, lambda row: row.words, stretch=True, tip=lambda row: row.words),
)


class _Fact(NamedTuple):
    part: str
    field: str
    words: str


class PersonPart(SettingsPart):
    """Looking at the full data says what for and leaves a line in the history."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._made: PersonExtract | None = None
        self._household_id: int | None = None
        self._shown_id: int | None = None
        self.search = SearchBox("Tìm người: họ tên hoặc đủ số định danh", self)
        self.purpose = ComboBox(self)
        self.purpose.setEditable(True)
        self.purpose.addItems(list(PURPOSES))
        self.purpose.setCurrentText(_ALONE)
        self.purpose.setAccessibleName("Mục đích xem")
        self.people = ListView(ListModel(_PEOPLE, self), desk.habits, "privacy-people", self)
        self.facts = ListView(ListModel(_FACTS, self), desk.habits, "privacy-facts", self)
        self._show = button("Xem dữ liệu", self._on_show, kind="primary", key="Enter", parent=self)
        self._form = button("Mở phiếu để sửa", self._on_form, parent=self)
        self._print = button("Trích ra giấy", self.preview, icon="print", key="Ctrl+P", parent=self)
        self._json = button("Tệp JSON…", self._on_json, parent=self)
        self._erase = needs(
            button("Xóa dữ liệu…", self._on_erase, kind="danger", icon="delete", parent=self), Role.MANAGE
        )
        self._card = Card("Chưa chọn người nào", self, flush=True)
        self._lay_out()
        self.search.wanted.connect(self._on_search)
        self.search.entered.connect(self.people.choose_first)
        self.people.opened.connect(lambda _row: self._on_show())
        self.people.chosen.connect(self._on_chosen)
        bind(self, "Ctrl+F", self.search.setFocus)
        self._set_possible()

    def load(self, connection: Any) -> Sequence[Any]:
        from povdesk.storage import privacy

        return privacy.find(connection, self.search.text())

    def show_loaded(self, loaded: Sequence[Any]) -> None:
        self.people.set_rows(list(loaded))
        if loaded and self.people.current_row() is None:
            self.people.choose(lambda _row: True)
        self._set_possible()

    def show_target(self, **target: Any) -> None:
        """name: whom to look for."""
        if target.get("name"):
            self.search.setText(target["name"])

    def start(self) -> None:
        self.search.setFocus()

    def preview(self) -> None:
        """The extract as it will be handed out; also as Excel, Word and PDF."""
        if self._made is None:
            self.desk.say("Chọn một người và bấm Xem dữ liệu trước.")
            return
        from ..widgets.preview_dialog import preview_document

        made = self._made
        self._note(made)

        def document() -> Any:
            from povdesk.documents.person_extract import build

            return build(made)

        preview_document(
            self,
            self.desk,
            f"Dữ liệu của {made.full_name}",
            document,
            file_name="trich-du-lieu",
            note="Có số định danh đầy đủ: chỉ giao cho chính người đó hoặc người được ủy quyền.",
        )

    def _on_search(self, _text: str) -> None:
        self._forget()
        self.reload()

    def _on_chosen(self, row: Any) -> None:
        # What is printed is never somebody else than who is chosen.
        if row is None or row.id != self._shown_id:
            self._forget()
        self._set_possible()

    def _forget(self) -> None:
        self._made, self._household_id, self._shown_id = None, None, None
        self._card.set_title("Chưa chọn người nào")
        self._card.set_remark("")
        self.facts.set_rows([])

    def _on_show(self) -> None:
        row = self.people.current_row()
        if row is None:
            return
        purpose, today = self.purpose.currentText(), date.today()

        def note(act: Any) -> PersonExtract:
            from povdesk.storage import privacy

            privacy.note_view(act, [row.id], purpose)
            return privacy.extract(act.connection, row.id, today)

        def shown(made: PersonExtract) -> None:
            self._made, self._household_id = made, row.household_id if row.here else None
            self._shown_id = row.id
            self._card.set_title(made.full_name)
            self._card.set_remark(made.household or "không còn trong hộ nào")
            self.facts.set_rows(_flat(made))
            self._set_possible()
            self.facts.choose_first()

        self.desk.worker.drafts(self, note, shown)

    def _note(self, made: PersonExtract) -> None:
        purpose = self.purpose.currentText()

        def work(act: Any) -> None:
            from povdesk.storage import privacy

            privacy.note_extract(act, made, purpose)

        self.desk.worker.drafts(self, work)

    def _on_form(self) -> None:
        if self._household_id is not None:
            self.desk.open("household", household_id=self._household_id, person_id=self._shown_id)

    def _on_json(self) -> None:
        made = self._made
        if made is None:
            return
        kind = ("json", "Tệp JSON (*.json)")
        path = file_saving.ask_path(self, self.desk, "Trích dữ liệu", "trich-du-lieu", kind)
        if path is None:
            return
        self._note(made)

        def job(_progress: Any, _cancelled: Any) -> None:
            from povdesk import papers_handover

            papers_handover.write_extract(made, path)

        file_saving.write(self, self.desk, path, job, "Trích dữ liệu")

    def _on_erase(self) -> None:
        row = self.people.current_row()
        if row is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import privacy_erasure

            return privacy_erasure.plan(connection, row.id)

        self.desk.worker.read(
            self, read, lambda planned: EraseDialog(self, self.desk, planned, self._on_erased).open()
        )

    def _on_erased(self, erased: Any) -> None:
        self._forget()
        self.search.clear_search()
        left = [f"Còn nêu tên trong: {one}" for one in erased.left]
        left += [f"Xem lại: {one}" for one in erased.elsewhere]
        messages.tell(
            self,
            f"Đã xóa tên và các số của người này ở {erased.records} bản ghi, {erased.acts} dòng nhật ký.",
            "\n".join(left) or "Không văn bản nào đã ban hành và không kỳ nào đã chốt nêu tên người này.",
        )

    def _set_possible(self) -> None:
        chosen = self.people.current_row() is not None
        for made in (self._show, self._erase):
            made.setEnabled(chosen)
        for made in (self._print, self._json):
            made.setEnabled(self._made is not None)
        self._form.setEnabled(self._household_id is not None)

    def _lay_out(self) -> None:
        left, row = QWidget(self), QHBoxLayout()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        found = Card(parent=self, flush=True)
        found.body.addWidget(self.people)
        self.people.setMinimumHeight(theme.px(160))
        column.addWidget(found, 1)
        column.addWidget(label("Mục đích xem (ghi vào nhật ký)", "strong", self))
        column.addWidget(self.purpose)
        acts = QHBoxLayout()
        acts.addWidget(self._erase)
        acts.addStretch(1)
        acts.addWidget(self._show)
        column.addLayout(acts)
        self._card.body.addWidget(self.facts, 1)
        below = QHBoxLayout()
        below.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 8)
        below.addStretch(1)
        for made in (self._form, self._json, self._print):
            below.addWidget(made)
        self._card.body.addLayout(below)
        left.setMinimumWidth(theme.px(420))
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(left, 4)
        row.addWidget(self._card, 5)
        self.body.addLayout(row, 1)
        keys = [("Enter", "xem dữ liệu"), ("Ctrl+P", "trích ra giấy"), ("Ctrl+F", "tìm người")]
        self.body.addWidget(KeyStrip(keys, self), 0, Qt.AlignmentFlag.AlignBottom)


def _flat(made: PersonExtract) -> list[_Fact]:
    """One field a line, the name of its part on the first one, an empty line between records."""
    lines: list[_Fact] = []
    for one in made.sections:
        pairs = one.columns == ("Mục", "Nội dung")
        records = [list(one.rows)] if pairs else [zip(one.columns, row, strict=True) for row in one.rows]
        title = one.title
        for record in records:
            for field, words in record:
                if words:
                    lines.append(_Fact(title, field, words))
                    title = ""
    return lines
