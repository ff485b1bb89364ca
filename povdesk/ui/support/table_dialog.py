"""Nhập nhanh theo bảng: one line is one support, typed or pasted from Excel; a draft outlives the window."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from povdesk.domain.errors import InvalidInput
from povdesk.domain.support import Subject, Support, SupportKind
from povdesk.domain.vietnamese import format_count, parse_date
from povdesk.storage.support_register import Home, Register

from ..desk import Desk
from ..widgets.fields import Choice
from ..widgets.grid import KEYS, GridColumn, GridModel
from .grid_dialog import AMOUNT, EVIDENCE, LEVELS, QUANTITY, GridDialog, day_text
from .loading import ToChoose, load_choices

_AFTER_LAST_KEY, _CHECK_AFTER = 2000, 400
_SHARED = ("kind", "source", "project", "state", "unit", "amount", "quantity", "happened_on")
_COLUMN_OF = {"happened_on": "day", "amount": "amount", "quantity": "quantity", "attendee": "person"}


class _Misnamed(InvalidInput):
    """A person's name that the household does not have; marked in the person's cell."""

    column = "person"


class TableDialog(GridDialog):
    """A household by code or head's name; a person of it where the kind is for people."""

    def __init__(self, desk: Desk, page: QWidget, offered: ToChoose, register: Register, draft: Any) -> None:
        self._register = register
        kinds = [
            Choice(kind.code, kind.name)
            for kind in offered.kinds
            if kind.active and {Subject.HOUSEHOLD, Subject.PERSON} & set(kind.subjects)
        ]
        super().__init__(
            desk,
            page,
            offered,
            "Nhập nhanh theo bảng",
            kinds,
            GridModel(self._columns(), "Gõ mã hộ hoặc tên chủ hộ"),
            KEYS,
            "Mỗi dòng một lượt. Dán được từ Excel đúng thứ tự các cột của bảng.",
        )
        self.model.set_new_row(self._new_row)
        self._keeper = QTimer(self, singleShot=True, interval=_AFTER_LAST_KEY)
        self._keeper.timeout.connect(self.keep_draft)
        self._checker = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._checker.timeout.connect(self.check)
        self._forget = self.add_button("Bỏ bảng nháp", self._on_forget, left=True)
        self._forget.hide()
        if draft is not None:
            self._restore(draft)
        self.model.edited.connect(self._on_edited)
        self.field("kind").changed.connect(self._on_edited)

    @classmethod
    def open_for(cls, desk: Desk, page: QWidget) -> None:
        """Read the register, what can be chosen and what was left half typed, then show the dialog."""
        today = date.today()

        def read(connection: Any) -> Any:
            from povdesk.storage import drafts, support_register

            register = Register(support_register.homes(connection))
            return load_choices(connection, today), register, drafts.get(connection, drafts.SUPPORT_TABLE, "")

        desk.worker.read(page, read, lambda found: cls(desk, page, *found).begin())

    def line_of(self, row: dict[str, Any], kind: SupportKind) -> Support:
        home: Home | None = row.get("home")
        named = {name: row.get(name) for name in ("amount", "quantity")}
        shared = {**self.shared(), **named, "evidence_number": row.get("evidence_number") or ""}
        shared["happened_on"] = row.get("day") or shared["happened_on"]
        if home is None:
            raise InvalidInput("Chưa có hộ.", "Gõ mã hộ hoặc họ tên chủ hộ.")
        typed = row.get("person") or ""
        someone = None
        if typed:
            try:
                someone = home.person(typed)
            except InvalidInput as error:
                raise _Misnamed(error.message, error.advice) from None
        if Subject.HOUSEHOLD in kind.subjects and (someone is None or Subject.PERSON not in kind.subjects):
            return Support(subject=Subject.HOUSEHOLD, household_id=home.id, attendee_id=someone, **shared)
        if someone is None:
            raise _Misnamed(f"“{kind.name}” ghi cho từng người.", "Gõ họ tên người trong hộ ở cột Người.")
        return Support(subject=Subject.PERSON, household_id=home.id, person_id=someone, **shared)

    def column_of(self, field: str) -> str:
        return _COLUMN_OF.get(field, "home")

    def check(self) -> None:
        """Ask the register about all lines and mark what it says; the cursor stays."""
        lines, marks = self.lines()
        today = date.today()

        def read(connection: Any) -> Any:
            from povdesk.storage import support

            return support.check(connection, [one for _place, one in lines], today)

        def show(found: Any) -> None:
            index = self.grid.currentIndex()
            had_focus = self.grid.hasFocus()
            if had_focus or not found:
                more = {
                    (lines[number][0], self.column_of(problem.field)): (
                        LEVELS[problem.level],
                        problem.message,
                    )
                    for number, problem in reversed(found)
                }
                self.model.show_problems({**more, **marks})
                if had_focus and index.isValid():
                    self.grid.setCurrentIndex(index)

        self._desk.worker.read(self, read, show, lambda _error: None)

    # ---- the draft

    def keep_draft(self) -> None:
        """Write what is typed; no line of history."""
        self._keeper.stop()
        payload = json.dumps(self._as_texts(), ensure_ascii=False)
        title = self.field("kind").text()

        def write(act: Any) -> Any:
            from povdesk.storage import drafts

            return drafts.put(act, drafts.SUPPORT_TABLE, "", payload, title=title)

        self._desk.worker.typed(
            self._page,
            write,
            lambda at: at and self._desk.say_unasked("Đã lưu nháp bảng đang nhập – mất điện vẫn còn"),
        )

    def wrote(self, act: Any) -> None:
        from povdesk.storage import drafts

        drafts.drop(act, drafts.SUPPORT_TABLE, "")

    def _write(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """The draft goes before the save, which drops it; behind it, it would offer the same lines again."""
        if self._keeper.isActive():
            self.keep_draft()
        super()._write(done, failed)

    def _done(self) -> None:
        self._keeper.stop()
        super()._done()

    def done(self, result: int) -> None:
        """However the window closes, what is half typed is kept until it is saved or dropped."""
        if self._keeper.isActive():
            self.keep_draft()
        super().done(result)

    def _on_edited(self) -> None:
        if self._button.isEnabled():
            self._keeper.start()
        self._checker.start()

    def _on_forget(self) -> None:
        self._keeper.stop()
        self.model.remove_rows(range(self.model.count()))
        self._keeper.stop()
        self._forget.hide()
        self.say("Đã bỏ bảng nháp. Ctrl+Z trong bảng lấy lại được.")

        def write(act: Any) -> None:
            from povdesk.storage import drafts

            drafts.drop(act, drafts.SUPPORT_TABLE, "")

        self._desk.worker.drafts(self._page, write)
        self.grid.go_to(0)

    def _as_texts(self) -> dict[str, Any]:
        columns = [column for column in self.model.columns if column.editable]
        shared = {}
        for code in _SHARED:
            field = self.field(code)
            value = field.value()
            shared[code] = str(value) if value is not None else ""
        rows = [{column.key: column.text_of(row) for column in columns} for row in self.model.rows()]
        return {"shared": shared, "rows": rows}

    def _restore(self, draft: Any) -> None:
        kept = json.loads(draft.payload)
        columns = {column.key: column for column in self.model.columns if column.editable}
        for code in ("kind", "source", "project", "state", "unit"):
            self.field(code).set_value(kept["shared"].get(code, ""))
        day = kept["shared"].get("happened_on", "")
        if day:
            self.field("happened_on").set_value(parse_date(day))
        for code in ("amount", "quantity"):
            text = kept["shared"].get(code, "")
            number = None if not text else int(text) if code == "amount" else float(text)
            self.field(code).set_value(number)
            self._filled[code] = number
        self.model.set_rows(
            {key: columns[key].value_of(text) for key, text in row.items() if key in columns}
            for row in kept["rows"]
        )
        self._show_sums()
        self._forget.show()
        count = format_count(self.model.count())
        self.say(f"Đã lấy lại bảng nháp {count} dòng, nhập dở lúc {draft.saved_at:%H:%M %d/%m/%Y}.")

    # ---- columns

    def _new_row(self) -> dict[str, Any]:
        shared = self.shared()
        return {"amount": shared["amount"], "quantity": shared["quantity"]}

    def _columns(self) -> list[GridColumn]:
        def shown(home: Home | None) -> str:
            return "" if home is None else f"{home.code} {home.head}"

        def hamlet(row: dict[str, Any]) -> str:
            home = row.get("home")
            return home.hamlet if isinstance(home, Home) else ""

        def day(text: str) -> date:
            return parse_date(text, today=date.today(), past_only=True)

        return [
            GridColumn(
                "home", "Hộ (mã hoặc chủ hộ)", 190, self._register.find, shown, empty=None, stretch=True
            ),
            GridColumn("hamlet", "Thôn", 96, computed=hamlet),
            GridColumn("person", "Người trong hộ", 140),
            GridColumn("day", "Ngày (khác ở trên)", 132, day, day_text, empty=None, is_date=True),
            AMOUNT,
            QUANTITY,
            EVIDENCE,
        ]
