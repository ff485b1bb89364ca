"""A household form in a window over a small commune, driven as an officer does."""

from dataclasses import replace
from datetime import date
from zlib import crc32

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from povdesk.domain.household import HEAD, Household, Member, MemberFacts, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, House, Lacking
from povdesk.domain.standard import standard_by_id
from povdesk.storage import drafts, reviews, rounds
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.households.form_draft import DraftBanner
from povdesk.ui.households.form_page import FormPage
from povdesk.ui.widgets.fields import Field
from povdesk.ui.widgets.grid import GridView
from povdesk.ui.worker import Worker
from tests.storage.people import STANDARD, keep

from .typing_vi import press, stages, type_vi

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RULES = standard_by_id(STANDARD)


class Driver:
    """The page with everything a test does to it. said: answers in the status bar; kept: drafts."""

    def __init__(self, qtbot, database, folder, *, width=1314, height=640):
        self.qtbot, self.database = qtbot, database
        self.worker = Worker(database)
        self.said: list[str] = []
        self.kept: list[str] = []
        self.presses = 0
        self.opened: list[str] = []
        self.page = FormPage(
            Desk(
                self.worker,
                Habits(folder),
                folder,
                say=self.said.append,
                say_unasked=self.kept.append,
                open=lambda key, **_target: self.opened.append(key),
            )
        )
        qtbot.addWidget(self.page)
        self.page.resize(width, height)
        self.page.show()
        self.page.activateWindow()
        self.settle()

    def settle(self):
        """Until nothing waits in the background."""
        builder = self.page._builder
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.worker.is_busy() and not builder.is_busy())
            QTest.qWait(1)

    def evaluated(self):
        """The running result as of now."""
        self.page._evaluate()
        return self.page.sheet().panel

    def open(self, household_id=None, **target):
        if household_id is not None:
            target["household_id"] = household_id
        self.page.show_target(**target)
        self.settle()
        assert self.page.sheet() is not None

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """A key for the window: shortcuts count."""
        self.presses += 1
        QTest.keyClick(self.focused(), key, modifiers)
        QApplication.processEvents()

    def press(self, key, modifiers=None):
        """A key for the control with the focus."""
        self.presses += 1
        press(self.focused(), key, modifiers)

    def type(self, text):
        """Letter by letter to whatever has the focus by then: the first one opens a cell's editor."""
        for letter in text:
            self.presses += 1
            type_vi(self.focused(), letter)

    def unikey(self, text):
        """As UniKey types in Telex order; its own Backspaces are no presses of the officer's."""
        for letter in text:
            for place, stage in enumerate(stages(letter)):
                if place:
                    press(self.focused(), Qt.Key.Key_Backspace)
                self.presses += 1
                type_vi(self.focused(), stage)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def focused_field(self) -> str:
        """The code of the field with the focus, "grid" in the roster."""
        widget = self.focused()
        while widget is not None and not isinstance(widget, Field | GridView):
            widget = widget.parentWidget()
        return "grid" if isinstance(widget, GridView) else widget.code if widget is not None else ""

    def field(self, code) -> Field:
        for part in self.page.sheet().parts():
            found = part.field(code)
            if found is not None:
                return found
        raise AssertionError(f"the form has no field {code}")

    def detail(self, code) -> Field:
        """A field of the chosen member's details."""
        return self.page.sheet().roster._details.field(code)

    def grid(self) -> GridView:
        return self.page.sheet().roster._view

    def cell(self, row, key) -> str:
        """What a cell of the roster shows."""
        model = self.grid().grid_model()
        column = next(column for column in model.columns if column.key == key)
        return column.text_of(model.rows()[row])

    def go_to_cell(self, row, key):
        self.grid().go_to(row, key)

    def save(self):
        self.key(Qt.Key.Key_S, CTRL)
        self.settle()

    def button_called(self, name) -> QPushButton:
        """A button by the name that a screen reader says."""
        return next(b for b in self.page.findChildren(QPushButton) if b.accessibleName().startswith(name))

    def button(self, words) -> QPushButton:
        window = QApplication.activeModalWidget() or self.page
        return next(b for b in window.findChildren(QPushButton) if b.text().startswith(words))

    def dialog(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def answer(self, words):
        """Press this button of the dialog in front, which closes it."""
        self.button(words).click()
        self.qtbot.waitUntil(lambda: self.dialog() is None)
        self.page.activateWindow()
        self.settle()

    def dismiss(self):
        """Close the dialog in front without doing anything."""
        self.dialog().reject()
        self.qtbot.waitUntil(lambda: self.dialog() is None)
        self.page.activateWindow()
        self.settle()

    def stored(self, household_id):
        """The form as it is kept now."""
        with self.database.reading() as connection:
            this = rounds.current(connection, 2024)
            return reviews.open_form(connection, household_id, this.id)

    def draft(self, household_uid=""):
        """What is kept of this household's form without being saved; None when nothing is."""
        with self.database.reading() as connection:
            return drafts.get(connection, drafts.FORM, drafts.form_key(1, household_uid))

    def banner(self):
        """The offer to go on with a draft."""
        return self.page.findChild(DraftBanner)

    def close(self):
        self.worker.close()


def full_member(name, relation="child", *, born="12/05/1984", sex=Sex.MALE, **facts) -> Member:
    """A member with nothing left to ask; a grown-up has an identity number."""
    partial = PartialDate.parse(born)
    grown = partial.age_on(date(2024, 10, 15)) >= 16
    century = 0 if partial.year < 2000 else 2
    digit = century + (sex is Sex.FEMALE)
    number = f"051{digit}{partial.year % 100:02d}{crc32(name.encode()) % 10**6:06d}" if grown else ""
    person = Person(name, sex, partial, number, ethnic_group="30")
    known = {
        "health_insurance": YesNo.YES,
        "work_status": "working" if grown else "",
        "contract": "not_waged" if grown else "",
        "education": "upper_secondary" if grown else "primary",
        "studying": YesNo.NO if grown else YesNo.YES,
        "school_level": "" if grown else "lower_secondary",
        "malnourished": YesNo.UNKNOWN if grown else YesNo.NO,
        "social_allowance": "none",
    }
    return Member(person, relation, facts=MemberFacts(**{**known, **facts}))


def full_family(head="Hồ Văn Đào", hamlet_id=1) -> Household:
    """Head, wife and a child at school."""
    return Household(
        hamlet_id=hamlet_id,
        members=(
            full_member(head, HEAD),
            full_member("Đinh Thị Ương", "wife", born="03/07/1986", sex=Sex.FEMALE),
            full_member("Hồ Thị Thuỷ", "child", born="20/11/2012", sex=Sex.FEMALE),
        ),
    )


def full_review(review, *, lacking=("water", "latrine", "housing_quality")):
    """Every question answered."""
    answers = {
        indicator.code: Answer(Lacking.YES if indicator.code in lacking else Lacking.NO)
        for indicator in RULES.indicators
    }
    return replace(
        review,
        reviewed_on=date(2024, 10, 10),
        reviewer="Đinh Văn Hoà",
        income_points=120,
        answers=answers,
        reasons=("no_land",),
        main_reason="no_land",
        house=House(48.0, "other", "other", "sheet", "other", "other", "grid", YesNo.YES, YesNo.YES),
    )


def registered(database, family, *, review=None, close=False) -> int:
    """A household in the register, with a form of this year when `review` makes one. Returns its key."""
    kept = keep(database, family, date(2022, 1, 1))
    if review is None:
        return kept.id
    with database.writing() as act:
        this = rounds.current(act.connection, 2024)
        form = reviews.open_form(act.connection, kept.id, this.id)
        household = replace(form.household, members=with_facts(form.household.members, family.members))
        (reviews.close if close else reviews.save)(act, RULES, household, review(form.review))
    return kept.id


def with_facts(members, wanted):
    """The members with the facts of others, one by one."""
    return tuple(replace(one, facts=other.facts) for one, other in zip(members, wanted, strict=True))
