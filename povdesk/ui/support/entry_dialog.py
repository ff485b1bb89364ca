"""One support, by keys only: the fields follow the kind; F8 saves and goes on to the next one."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.support import Loan, Subject, Support, SupportState
from povdesk.domain.vietnamese import format_number
from povdesk.storage.search import Found
from povdesk.storage.support_reading import SupportRow

from .. import theme
from ..desk import Desk
from ..special_lists.finder import FinderField
from ..special_lists.list_tab import SURE, SureDialog
from ..undoing import offer_undo
from ..widgets.field import Field, ProblemLevel
from ..widgets.fields import (
    Choice,
    ChoiceField,
    LongTextField,
    MoneyField,
    NumberField,
    PartialDateField,
    TextField,
)
from .loading import MONEY_SOURCES, STATES, ToChoose

_WHO = {
    Subject.HOUSEHOLD: "household",
    Subject.PERSON: "person",
    Subject.CADRE: "cadre",
    Subject.HAMLET: "hamlet",
}
_LOAN = ("lender", "programme", "due_on", "rate", "repaid_on")
_KEPT_WORDS = ("result", "evidence_number", "place", "note")


class Chooser(FinderField):
    """Only somebody of the register will do."""

    def unreadable(self) -> str:
        """Why what is typed is nobody yet; "" when someone is chosen or the field is empty."""
        if self.found() is not None or not self.value():
            return ""
        return "Chọn trong danh sách hiện ra (mũi tên xuống, Enter)."

    def take_only_hit(self) -> None:
        """Left with one hit below: that one was meant."""
        if self.found() is None and len(self._hits) == 1 and self.value():
            self.take(self._hits[0])

    def _on_typed(self, text: str) -> None:
        self._hits = []
        super()._on_typed(text)

    def _show(self, hits: Sequence[Found], typed: str = "") -> None:
        super()._show(hits, typed)
        if not self.has_cursor():
            self.take_only_hit()

    def _left(self) -> None:
        self.take_only_hit()
        super()._left()

    def forget(self) -> None:
        """Nobody is chosen any more."""
        self._chosen, self._chosen_text = None, ""
        self.set_value("")
        self.set_hint("")


class EntryDialog(SureDialog):
    """A new support, or one to change. household: chosen already, for one entered from its own list."""

    def __init__(
        self,
        desk: Desk,
        offered: ToChoose,
        page: QWidget,
        row: SupportRow | None = None,
        household: Found | None = None,
    ) -> None:
        self._desk, self._page, self._offered, self._row = desk, page, offered, row
        self._again, self._saved, self._laid = False, 0, ""
        kept = row.support.kind if row else ""
        hint = "Gõ tên hoặc mã, chọn trong danh sách."
        fields: list[Field] = [
            ChoiceField("kind", "Loại hỗ trợ, hoạt động", offered.offered(keep=kept), required=True),
            ChoiceField("subject", "Ghi cho", (), required=True),
            Chooser("household", "Hộ", desk, hint, heads=True),
            Chooser("person", "Người", desk, hint),
            ChoiceField("cadre", "Cán bộ", offered.cadres, required=True),
            ChoiceField("hamlet", "Thôn", offered.hamlets, required=True),
            ChoiceField("attendee", "Người trong hộ tham gia"),
            PartialDateField("happened_on", "Ngày hỗ trợ", required=True, whole=True, not_future=True),
            MoneyField("amount", "Số tiền"),
            ChoiceField("source", "Nguồn", MONEY_SOURCES),
            TextField("lender", "Bên cho vay"),
            TextField("programme", "Chương trình vay"),
            PartialDateField("due_on", "Hạn trả", whole=True),
            NumberField("rate", "Lãi suất", unit="%/năm", maximum=100),
            PartialDateField("repaid_on", "Đã trả hết ngày", whole=True, not_future=True),
            NumberField("quantity", "Số lượng"),
            TextField("unit", "Đơn vị tính (con, kg, ngày…)"),
            ChoiceField("project", "Dự án", offered.projects),
            ChoiceField("state", "Tình trạng", STATES),
            TextField("evidence_number", "Số chứng từ, biên bản"),
            TextField("result", "Kết quả"),
            MoneyField("counterpart", "Đối ứng của hộ"),
            PartialDateField("approved_on", "Ngày duyệt", whole=True, not_future=True),
            PartialDateField("finished_on", "Ngày hoàn thành", whole=True, not_future=True),
            TextField("place", "Nơi thực hiện"),
            LongTextField("note", "Ghi chú", lines=2),
        ]
        super().__init__(
            "Sửa hỗ trợ" if row else "Ghi hỗ trợ",
            fields,
            page,
            columns=3,
            needed={
                "kind": "Chọn loại (F4), hoặc gõ vài chữ của tên.",
                "household": "Gõ tên chủ hộ hoặc mã hộ rồi chọn trong danh sách.",
                "person": "Gõ họ tên rồi chọn trong danh sách.",
                "happened_on": f"Gõ ngày, ví dụ 15/06/{offered.day.year}; Ctrl+; là hôm nay.",
            },
        )
        if row is None:
            self.add_button("Lưu và thêm tiếp  F8", self.save_and_next, left=True)
            QShortcut(QKeySequence("F8"), self).activated.connect(self.save_and_next)
        self._least_width = theme.px(860)
        self.field("state").set_value(str(SupportState.FINISHED))
        self.field("kind").changed.connect(self._on_kind)
        self.field("subject").changed.connect(self._arrange)
        self.field("household").picked.connect(lambda hit: self._read_people(hit.household_id))
        self.offer_tick()
        if row is not None:
            self._fill(row)
        elif household is not None:
            self.field("household").take(household)
        self._arrange()
        self._changed = False

    def sizeHint(self) -> QSize:
        """High enough for the kinds with most fields, within the window behind."""
        hint = super().sizeHint()
        return self.within_window(QSize(hint.width(), max(hint.height(), theme.px(640))))

    def begin(self) -> None:
        """Show it; saving writes one act and offers to take it back."""
        self.start(self._write, "kind")

    def save_and_next(self) -> None:
        """F8: save, then the same for another household or person."""
        self._again = True
        self.save()

    def wanted(self) -> Support:
        """What the dialog says now."""
        value = self._value
        kind = self._offered.kind(value("kind"))
        subject = self._subject()
        home, someone = self.field("household").found(), self.field("person").found()
        quantity: Decimal | None = value("quantity")
        rate: Decimal | None = value("rate")
        loan = None
        if kind is not None and kind.is_loan:
            loan = Loan(
                value("lender"),
                value("programme"),
                self.field("due_on").date_value(),
                None if rate is None else float(rate),
                self.field("repaid_on").date_value(),
            )
        state = SupportState(value("state") or str(SupportState.FINISHED))
        return Support(
            value("kind"),
            subject,
            self.field("happened_on").date_value(),
            household_id=home.household_id if home and subject is Subject.HOUSEHOLD else None,
            person_id=someone.person_id if someone and subject is Subject.PERSON else None,
            cadre_id=_key(value("cadre")),
            hamlet_id=_key(value("hamlet")),
            attendee_id=_key(value("attendee")) if subject is Subject.HOUSEHOLD else None,
            project_id=_key(value("project")),
            policy=self._row.support.policy if self._row and self._same_kind() else "",
            approved_on=self.field("approved_on").date_value(),
            finished_on=self.field("finished_on").date_value(),
            state=state,
            amount=value("amount"),
            source=value("source"),
            counterpart=value("counterpart"),
            quantity=None if quantity is None else float(quantity),
            unit=value("unit"),
            loan=loan,
            uid=self._row.uid if self._row else "",
            **{name: value(name) for name in _KEPT_WORDS},
        )

    def refuse(self, error: Exception) -> None:
        """The sentence below, and beside the field it is about."""
        self._again = False
        super().refuse(error)
        for _place, problem in getattr(error, "found", ()):
            code = _WHO.get(self._subject(), "kind") if problem.field == "who" else problem.field
            if code in self._fields and self._fields[code].isVisibleTo(self):
                impossible = str(problem.level) == "impossible"
                level = ProblemLevel.ERROR if impossible else ProblemLevel.WARNING
                self._fields[code].show_problem(level, problem.message)
                if impossible:
                    self._fields[code].setFocus()
                break

    def _write(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        from povdesk.storage import support

        wanted, sure = self.wanted(), self.ticked(SURE)
        words = f"Đã ghi: {self._text('kind')}{self._for_whom()}."

        def saved(_uid: str) -> None:
            self._desk.say(words)
            offer_undo(self._desk, self._page, words)
            done()

        def refused(error: Exception) -> None:
            if isinstance(error, support.Doubtful) and shiboken6.isValid(self):
                self.ask_tick()
            failed(error)

        self._desk.worker.write(self._page, lambda act: support.save(act, wanted, sure=sure), saved, refused)

    def _done(self) -> None:
        if not shiboken6.isValid(self):
            return
        if not self._again:
            self.accept()
            return
        self._again = False
        self._saved += 1
        words = f"Đã lưu {format_number(self._saved)} lượt{self._for_whom()}. Nhập lượt tiếp theo."
        self.say(words, theme.Tone.OK)
        for code in ("household", "person"):
            self.field(code).forget()
        self.field("attendee").set_choices(())
        self.field("evidence_number").set_value("")
        self.allow_save()
        self._sure.setChecked(False)
        self._sure.hide()
        self._changed = False
        self._fields[_WHO.get(self._subject(), "happened_on")].setFocus()

    def _first_wrong(self) -> Field | None:
        """Only what is on the screen can be wrong."""
        everything = self._fields
        self._fields = {code: one for code, one in everything.items() if not one.isHidden()}
        try:
            wrong = super()._first_wrong()
        finally:
            self._fields = everything
        if wrong is not None:
            self._again = False
        return wrong

    # ---- which fields there are

    def _on_kind(self) -> None:
        kind = self._offered.kind(self._value("kind"))
        if kind is not None:
            subject = self.field("subject")
            subject.set_choices([Choice(str(one), one.label) for one in kind.subjects])
            if not subject.value():
                subject.set_value(str(kind.subjects[0]))
        self._arrange()

    def _arrange(self) -> None:
        """Show the fields of this kind and subject, without gaps between them."""
        kind = self._offered.kind(self._value("kind"))
        subject = self._subject()
        hidden = {code for one, code in _WHO.items() if one is not subject}
        if kind is None:
            hidden -= {"household"}
        if kind is None or len(kind.subjects) == 1:
            hidden.add("subject")
        if kind is None or not kind.is_loan:
            hidden |= set(_LOAN)
        if subject is not Subject.HOUSEHOLD or (kind is not None and kind.is_loan):
            hidden.add("attendee")
        mark = ",".join(sorted(hidden))
        if mark == self._laid:
            return
        self._laid = mark
        grid = next(
            found
            for found in (self.content.itemAt(place).layout() for place in range(self.content.count()))
            if isinstance(found, QGridLayout)
        )
        shown = [one for code, one in self._fields.items() if code not in hidden]
        for one in self._fields.values():
            grid.removeWidget(one)
            one.setVisible(one in shown)
        for place, one in enumerate(shown):
            grid.addWidget(one, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)

    def _subject(self) -> Subject:
        kind = self._offered.kind(self._value("kind"))
        if kind is None:
            return Subject.HOUSEHOLD
        if len(kind.subjects) == 1:
            return kind.subjects[0]
        return Subject(self._value("subject") or str(kind.subjects[0]))

    def _same_kind(self) -> bool:
        return self._row is not None and self._row.support.kind == self._value("kind")

    def _for_whom(self) -> str:
        code = _WHO.get(self._subject())
        words = self._text(code) if code else ""
        return f", {words}" if words else ""

    def _value(self, code: str) -> Any:
        return self._fields[code].value()

    def _text(self, code: str) -> str:
        field: Any = self._fields[code]
        return str(field.text() if isinstance(field, ChoiceField) else field.value())

    def _read_people(self, household_id: int, chosen: int | None = None) -> None:
        """Who lives there, to name the one who attended."""

        def read(connection: Any) -> list[Choice]:
            from povdesk.storage import support_register

            (home,) = support_register.homes(connection, [household_id])
            return [Choice(str(key), name) for key, name in home.people]

        def show(people: list[Choice]) -> None:
            self.field("attendee").set_choices(people)
            if chosen is not None:
                changed = self._changed
                self.field("attendee").set_value(str(chosen))
                self._changed = changed

        self._desk.worker.read(self, read, show)

    def _fill(self, row: SupportRow) -> None:
        one = row.support
        self.field("kind").set_value(one.kind)
        self._on_kind()
        self.field("subject").set_value(str(one.subject))
        place = f"{row.code}, {row.hamlet}"
        if one.subject is Subject.HOUSEHOLD and one.household_id is not None:
            self.field("household").take(Found(one.household_id, "", None, row.head, True, place))
            self._read_people(one.household_id, one.attendee_id)
        if one.subject is Subject.PERSON and one.person_id is not None:
            place = f"{place}, hộ {row.head}" if row.code else "không ở hộ nào trong sổ"
            self.field("person").take(Found(one.household_id or 0, "", one.person_id, row.who, False, place))
        for code, key in (
            ("cadre", one.cadre_id),
            ("hamlet", one.hamlet_id),
            ("project", one.project_id),
        ):
            self.field(code).set_value("" if key is None else str(key))
        for code in ("happened_on", "approved_on", "finished_on", "amount", "source", "counterpart", "unit"):
            self.field(code).set_value(getattr(one, code))
        for code in _KEPT_WORDS:
            self.field(code).set_value(getattr(one, code))
        self.field("state").set_value(str(one.state))
        self.field("quantity").set_value(None if one.quantity is None else Decimal(str(one.quantity)))
        if one.loan is not None:
            for code in ("lender", "programme", "due_on", "repaid_on"):
                self.field(code).set_value(getattr(one.loan, code))
            rate = one.loan.rate
            self.field("rate").set_value(None if rate is None else Decimal(str(rate)))


def _key(code: str) -> int | None:
    return int(code) if code else None
