"""The panel at the right: what the chosen paper is asked for, and the verbs."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from ..special_lists.finder import FinderField
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, Field, PartialDateField, ProblemLevel
from ..widgets.labels import button, label, set_tone
from ..widgets.page import scrolled
from .reading import WHOLE_COMMUNE, Loaded, ReportRow

_MONTHS = tuple(Choice(str(month), f"Tháng {month}", str(month)) for month in range(1, 13))
_REMEMBERED = ("year", "round", "hamlet", "month", "period", "record")
_WHERE = {"round": ("review", "Mở Rà soát năm"), "household": ("households", "Mở Hộ gia đình")}


class AnswersPanel(QFrame):
    """preview_wanted, batch_wanted, words_wanted, signed_wanted: a verb was pressed.

    year_chosen: other records may fit.
    """

    preview_wanted = Signal()
    batch_wanted = Signal()
    words_wanted = Signal()
    signed_wanted = Signal()
    year_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._desk = desk
        self._row: ReportRow | None = None
        self._loaded: Loaded | None = None
        self._title = label("", "cardTitle", self, wrap=True)
        self._remark = label("", "caption", self, wrap=True)
        self._problem = label("", "strong", self, wrap=True)
        self._advice = label("", "caption", self, wrap=True)
        self._link = button("", self._on_link, kind="link", parent=self)
        self._place = ""
        self._fields: dict[str, Field] = {
            "year": ChoiceField("report-year", "Năm"),
            "round": ChoiceField("report-round", "Kỳ rà soát"),
            "hamlet": ChoiceField("report-hamlet", "Thôn"),
            "household": self._a_finder(
                "household", "Hộ", "Gõ tên chủ hộ rồi chọn trong danh sách.", heads=True
            ),
            "person": self._a_finder("person", "Người", "Gõ họ tên rồi chọn trong danh sách."),
            "month": ChoiceField("report-month", "Tháng", _MONTHS),
            "period": ChoiceField("report-period", "Kỳ báo cáo"),
            "record": ChoiceField("report-record", "Việc cần in"),
            "as_of": PartialDateField("report-as-of", "Số liệu đến ngày"),
        }
        self._blank = QCheckBox("Mẫu trống để điền tay", self)
        self._identity = QCheckBox("In đủ số định danh", self)
        self.preview = button("Xem, in", self.preview_wanted.emit, icon="print", kind="primary", parent=self)
        self.batch = button("In theo từng thôn", self.batch_wanted.emit, icon="document-print", parent=self)
        self.words = button("Lời báo cáo, biểu kèm theo", self.words_wanted.emit, icon="edit", parent=self)
        self.signed = button(
            "Ghi số, ngày đã ký", self.signed_wanted.emit, icon="checkmark-circle", parent=self
        )
        self._lay_out()
        year = self._fields["year"]
        year.committed.connect(self._on_year)

    def show_loaded(self, loaded: Loaded) -> None:
        """Other choices; what is chosen stays where it still exists."""
        self._loaded = loaded
        self._choices("year", [Choice(str(year), str(year)) for year in loaded.years])
        if not self._value("year"):
            self._fields["year"].set_value(str(loaded.year))
        self._fit_year()

    def show_paper(self, row: ReportRow | None) -> None:
        """Ask what this paper needs, with the answers given last time."""
        self._row = row
        self.setEnabled(row is not None)
        if row is None or self._loaded is None:
            return
        self._title.setText(row.title)
        self._remark.setText(row.remark)
        self._remark.setVisible(bool(row.remark))
        hamlets = list(self._loaded.hamlets)
        if "hamlet" not in row.asks:
            hamlets.insert(0, Choice(WHOLE_COMMUNE, "Toàn xã"))
        self._choices("hamlet", hamlets)
        self._choices("record", [])
        kept = self._desk.habits.get("reports.answers", {}).get(row.code, {})
        for name in ("year", "month", "round", "period", "hamlet"):
            if kept.get(name):
                self._fields[name].set_value(kept[name])
            if name == "year":
                self._fit_year()
        if not self._value("hamlet") and hamlets:
            self._fields["hamlet"].set_value(hamlets[0].code)
        if not self._value("month"):
            self._fields["month"].set_value(str(self._loaded.today.month))
        for name, field in self._fields.items():
            field.setVisible((name == "year" and "round" not in row.asked) or name in row.asked)
        self._blank.setVisible("blank" in row.asked)
        self._identity.setVisible("identity" in row.asked)
        self._identity.setChecked(False)
        self.batch.setVisible("hamlet" in row.asked and len(self._loaded.hamlets) > 1)
        self.words.setVisible(row.code == "D20" or row.worded)
        self.words.setText("Sửa lời văn" if row.worded else "Lời báo cáo, biểu kèm theo")
        self.signed.setVisible(row.issuable)
        self.say_missing(None)

    def show_records(self, choices: tuple[Choice, ...]) -> None:
        """What RECORD can be."""
        self._choices("record", choices)
        kept = self._desk.habits.get("reports.answers", {}).get(self._row.code if self._row else "", {})
        wanted = kept.get("record", "")
        codes = [choice.code for choice in choices]
        if codes:
            self._fields["record"].set_value(wanted if wanted in codes else codes[0])

    def year(self) -> int:
        return int(self._value("year") or (self._loaded.year if self._loaded else 0))

    def first_missing(self) -> str:
        """The first thing that must be chosen and is not, or that cannot be read; "" when all is there."""
        row = self._row
        if row is None:
            return ""
        # Blank forms of a household need no household.
        asks = row.asks - ({"household"} if self._blank.isVisible() and self._blank.isChecked() else set())
        for name, field in self._fields.items():
            why = "" if field.isHidden() else getattr(field, "unreadable", lambda: "")()
            if why:
                # What it says is never left out of the paper in silence.
                field.show_problem(ProblemLevel.ERROR, why)
                return name
        given = self.answers()
        return next((name for name in self._fields if name in asks and given.get(_KEYS[name]) is None), "")

    def focus_on(self, name: str) -> None:
        self._fields[name].setFocus()

    def answers(self) -> dict[str, Any]:
        """As `Answers` takes them; only what this paper asks for."""
        assert self._row is not None and self._loaded is not None
        asked = self._row.asked
        given: dict[str, Any] = {"year": self.year(), "today": self._loaded.today}
        for name in ("round", "hamlet", "month", "period", "record"):
            value = self._value(name) if name in asked else ""
            given[_KEYS[name]] = int(value) if value and value != WHOLE_COMMUNE else None
        if "household" in asked:
            hit = self._finder("household").found()
            given["household_id"] = hit.household_id if hit else None
        if "person" in asked:
            hit = self._finder("person").found()
            given["person_id"] = hit.person_id if hit else None
            if hit is not None and given.get("household_id") is None:
                given["household_id"] = hit.household_id
        if "as_of" in asked:
            given["as_of"] = self._as_of()
        given["blank"] = "blank" in asked and self._blank.isChecked()
        given["identity"] = "identity" in asked and self._identity.isChecked()
        if given["round_id"] is not None:
            of_round = next((y for y, one in self._loaded.rounds if int(one.code) == given["round_id"]), None)
            given["year"] = of_round or given["year"]
        return given

    def remember(self) -> None:
        """Offer the same answers next time; identity numbers are never a habit."""
        if self._row is None:
            return
        kept = dict(self._desk.habits.get("reports.answers", {}))
        kept[self._row.code] = {
            name: self._value(name) for name in _REMEMBERED if name in self._row.asked or name == "year"
        }
        self._desk.habits.put("reports.answers", kept)

    def say_missing(self, error: Exception | None) -> None:
        """Why the paper cannot be made, and where that is put right; None: nothing to say."""
        shown = error is not None
        for widget in (self._problem, self._advice, self._link):
            widget.setVisible(shown)
        if error is None:
            return
        self._problem.setText(f"Chưa đủ số liệu. {getattr(error, 'message', error)}")
        set_tone(self._problem, Tone.WARN)
        self._advice.setText(getattr(error, "advice", ""))
        asked = self._row.asked if self._row else frozenset()
        place, words = next(
            (_WHERE[name] for name in _WHERE if name in asked), ("plan", "Mở Kế hoạch, văn bản")
        )
        self._place = place
        self._link.setText(words)

    def problem_text(self) -> str:
        """What stands there; "" when the paper could be made."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def field(self, name: str) -> Any:
        return self._fields[name]

    def _on_link(self) -> None:
        self._desk.open(self._place)

    def _on_year(self, *_value: object) -> None:
        self._fit_year()
        self.year_chosen.emit()

    def _fit_year(self) -> None:
        """Rounds: all, the year's first; periods: of the year."""
        if self._loaded is None:
            return
        year = self.year()
        rounds = sorted(self._loaded.rounds, key=lambda pair: (pair[0] != year, -pair[0]))
        self._choices("round", [choice for _year, choice in rounds])
        if not self._value("round") and rounds:
            self._fields["round"].set_value(rounds[0][1].code)
        periods = [choice for of_year, choice in self._loaded.periods if of_year == year]
        self._choices("period", periods)
        if not self._value("period") and periods:
            self._fields["period"].set_value(periods[0].code)

    def _as_of(self) -> date | None:
        field = self._fields["as_of"]
        assert isinstance(field, PartialDateField)
        found = field.date_value()
        if found is None and self._row is not None and "as_of" in self._row.asks and self._loaded is not None:
            return min(self._loaded.today, date(self.year(), 12, 31))
        return found

    def _a_finder(self, name: str, title: str, hint: str, *, heads: bool = False) -> FinderField:
        return FinderField(f"report-{name}", title, self._desk, hint, heads=heads, required=False)

    def _finder(self, name: str) -> FinderField:
        field = self._fields[name]
        assert isinstance(field, FinderField)
        return field

    def _choices(self, name: str, choices: Any) -> None:
        field = self._fields[name]
        assert isinstance(field, ChoiceField)
        field.set_choices(list(choices))

    def _value(self, name: str) -> str:
        return str(self._fields[name].value() or "")

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(theme.CARD_PADDING, 12, theme.CARD_PADDING, 12)
        body.setSpacing(6)
        body.addWidget(self._title)
        body.addWidget(self._remark)
        for field in self._fields.values():
            body.addWidget(field)
        body.addWidget(self._blank)
        body.addWidget(self._identity)
        for widget in (self._problem, self._advice, self._link):
            body.addWidget(widget)
            widget.hide()
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(scrolled(body, self), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 12)
        foot.setSpacing(6)
        first = QHBoxLayout()
        first.addWidget(self.preview, 1)
        foot.addLayout(first)
        foot.addWidget(self.batch)
        foot.addWidget(self.words)
        foot.addWidget(self.signed)
        column.addLayout(foot)


_KEYS = {
    "year": "year",
    "round": "round_id",
    "hamlet": "hamlet_id",
    "household": "household_id",
    "person": "person_id",
    "month": "month",
    "period": "period_id",
    "record": "record_id",
    "as_of": "as_of",
}
