"""The plan's outline, lists, dialogs and checks: by keyboard, at every size of the window."""

# Fixtures are shared by import.
# ruff: noqa: F401, F811

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from povdesk.documents.annual_plan import build
from povdesk.documents.blocks import Clause, Heading, Point, plain
from povdesk.domain.plan import SectionKind
from povdesk.ui import theme
from povdesk.ui.indicators.measurement_dialog import MeasurementDialog
from povdesk.ui.plan.issue_dialog import IssueDialog
from povdesk.ui.plan.layout import PAPER, TARGETS, WRITE
from povdesk.ui.plan.link_words import InsertLinkDialog
from povdesk.ui.plan.linked_text import LinkedTextField
from povdesk.ui.plan.outline import entries
from povdesk.ui.plan.role_editor import SharesDialog
from povdesk.ui.plan.target_dialogs import CutsDialog, TargetDialog
from tests.plan_sample import make_facts, make_plan
from tests.ui.plan_pages import YEAR, database, desk, plan_in, settled, shown, small_commune
from tests.ui.typing_vi import press, type_unikey

pytestmark = pytest.mark.gui


def test_the_outline_carries_the_numbers_of_the_paper():
    plan = make_plan()
    facts = make_facts(plan)
    (main, *_annexes) = build(plan, facts, sample=False).sections
    printed = [
        block.letter if isinstance(block, Point) else block.number
        for block in main.blocks
        if isinstance(block, Heading | Clause | Point)
    ]

    assert [entry.number for entry in entries(plan, facts) if entry.number] == printed


@pytest.mark.parametrize(
    "words",
    [
        "Phấn đấu giảm {{IND-03.target}} hộ cận nghèo",
        "{{year}}{{commune.name}}",
        "- Ý một\n+ Ý con {{IND-05.target}}\n- Ý hai",
        "",
        "Không có số liệu nào, chỉ có chữ “ngoặc” và dấu {",
    ],
)
def test_words_and_links_come_back_as_they_were_put_in(qtbot, words):
    field = LinkedTextField("thu", "Lời văn")
    qtbot.addWidget(field)

    field.set_value(words)

    assert field.value() == words


@pytest.mark.parametrize("words", ["Hồ Thị Nghiệm", "Đường thủy, hoà thuận", "ƯỚC MƠ Ẩn"])
def test_vietnamese_typed_with_unikey_beside_a_chip_stays_whole(qtbot, words):
    field = LinkedTextField("thu", "Lời văn")
    qtbot.addWidget(field)
    field.set_value("{{year}}")
    field.show()
    field.edit().moveCursor(field.edit().textCursor().MoveOperation.End)

    type_unikey(field.edit(), words)

    assert field.value() == "{{year}}" + words


def test_copied_words_carry_their_links_to_another_block(qtbot):
    one, other = LinkedTextField("mot", "Một"), LinkedTextField("hai", "Hai")
    for field in (one, other):
        qtbot.addWidget(field)
    one.set_value("Giảm {{IND-03.target}} hộ")
    one.edit().selectAll()

    other.edit().insertFromMimeData(one.edit().createMimeDataFromSelection())

    assert other.value() == "Giảm {{IND-03.target}} hộ"


def test_a_deleted_section_comes_back_with_undo(qtbot, shown, database):
    before = plan_in(database)
    shown.go_to("S2.2.c")
    shown.layout_of().outline.setFocus()
    press(shown.layout_of().outline, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shown)
    assert plan_in(database).section("S2.2.c") is None
    assert shown.layout_of().outline.entry("S2.2.d").number == "c)"
    assert shown.layout_of().outline.code() == "S2.2.d"

    shown.acts().undo()
    settled(qtbot, shown)

    after = plan_in(database)
    assert after.section("S2.2.c") == before.section("S2.2.c")
    assert [one.code for one in after.walk()] == [one.code for one in before.walk()]


def test_a_section_moves_with_alt_and_the_arrows(qtbot, shown, database):
    shown.go_to("S2.2.b")
    press(shown.layout_of().outline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, shown)

    parts = [one.code for one in plan_in(database).section("S2.2").parts]
    assert parts[:2] == ["S2.2.b", "S2.2.a"]
    assert shown.layout_of().outline.code() == "S2.2.b"


def test_a_new_point_is_shown_ready_to_be_written(qtbot, shown, database):
    shown.go_to("S2.2.b")
    shown.acts().add(SectionKind.POINT, "after")
    settled(qtbot, shown)

    parts = [one.code for one in plan_in(database).section("S2.2").parts]
    assert parts[2] == shown.layout_of().outline.code() == "N1"
    assert shown.layout_of().editing.text.body().edit().hasFocus()


def test_a_recipient_is_added_only_when_something_was_typed(qtbot, shown, database):
    before = plan_in(database).recipients
    shown.go_to("recipients")
    editor = shown.layout_of().editing.recipients
    editor.add()
    settled(qtbot, shown)
    assert plan_in(database).recipients == before

    type_unikey(editor.words().edit(), "Hội Nông dân xã")
    editor.flush()
    settled(qtbot, shown)

    after = plan_in(database).recipients
    assert [one.text for one in after if one not in before] == ["Hội Nông dân xã"]
    assert len(after) == len(before) + 1


def test_a_recipient_is_moved_and_deleted_by_keys(qtbot, shown, database):
    before = [one.text for one in plan_in(database).recipients]
    shown.go_to("recipients")
    editor = shown.layout_of().editing.recipients
    editor.choose(1)
    press(editor.list_widget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, shown)
    assert [one.text for one in plan_in(database).recipients][:2] == [before[1], before[0]]

    press(editor.list_widget(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shown)
    assert [one.text for one in plan_in(database).recipients] == [before[0], *before[2:]]


def test_a_missing_recipient_is_added_at_a_click_where_the_check_says_so(qtbot, shown, database):
    finding = next(one for one in shown.state().findings if one.fix == "add_recipient")
    shown.acts().fix(finding)
    settled(qtbot, shown)

    assert finding not in shown.state().findings
    assert len(plan_in(database).recipients) == 9


def test_what_a_role_leads_is_chosen_with_the_space_bar(qtbot, shown, database):
    shown.go_to("R3")
    role = shown.state().plan.role("R3")
    saved = []
    dialog = SharesDialog(shown.state(), role, shown.desk.habits, saved.append, shown)
    dialog.open()
    dialog.view().choose(lambda row: row.code == "IND-18")
    press(dialog.view(), Qt.Key.Key_Space)
    dialog._on_save()

    assert saved == [dataclasses.replace(role, leads=("IND-16", "IND-17", "IND-18", "IND-23", "IND-24"))]


def test_f6_goes_from_finding_to_finding_and_to_their_places(shown):
    side = shown.layout_of().side
    side.step(1)
    first = shown.layout_of().tab(), shown.layout_of().outline.code()
    for _ in range(len(shown.state().findings) - 1):
        side.step(1)
    last = shown.state().findings[-1]

    assert first[0] == TARGETS
    assert shown.layout_of().tab() == WRITE
    assert shown.layout_of().outline.code() == last.where


def test_the_panel_counts_what_is_wrong(shown):
    side = shown.layout_of().side

    assert side.count() == len(shown.state().findings)
    assert [note.words for note in side.checks().notes()][: side.count()] == [
        finding.message for finding in shown.state().findings
    ]


def dialogs(shown):
    state = shown.state()
    figure = state.facts.figure("IND-17")
    return {
        "link": lambda: shown.open_link(state.uses[0]),
        "insert": lambda: InsertLinkDialog(state, shown.desk.habits, shown),
        "target": lambda: TargetDialog(figure, YEAR, shown),
        "measurement": lambda: MeasurementDialog(shown.desk, figure, None, shown),
        "cuts": lambda: CutsDialog(shown.desk, YEAR, state.facts.day, shown),
        "issue": lambda: IssueDialog(state, shown),
        "subjects": lambda: shown.layout_of().open_figure(
            state, state.facts.figure("IND-16"), "subjects", None
        ),
        "shares": lambda: SharesDialog(
            state, state.plan.roles[0], shown.desk.habits, lambda _role: None, shown
        ),
    }


@pytest.mark.parametrize(
    "name", ["link", "insert", "target", "measurement", "cuts", "issue", "subjects", "shares"]
)
def test_enter_in_the_first_field_of_a_dialog_does_not_accept(qtbot, shown, name):
    dialog: QDialog = dialogs(shown)[name]()
    dialog.open()
    settled(qtbot, shown)
    answers = []
    dialog.accepted.connect(lambda: answers.append("accepted"))
    fields = [one for one in dialog.findChildren(QLineEdit) if one.isVisibleTo(dialog)]

    assert not [one for one in dialog.findChildren(QPushButton) if one.autoDefault() or one.isDefault()]
    for field in fields[:1]:
        press(field, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Return)
    assert not answers
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("size", list(theme.TextSize))
@pytest.mark.parametrize(("width", "height"), [(1314, 640), (1041, 500), (972, 480)])
def test_nothing_is_cut_off_and_nothing_scrolls_sideways(qtbot, qapp, shown, size, width, height):
    try:
        theme.set_text_size(qapp, size)
        shown.window().resize(width, height)
        shown.set_short(height < 640)
        shown.reload()
        settled(qtbot, shown)
        cut = []
        for tab in (WRITE, TARGETS):
            shown.layout_of().choose_tab(tab)
            settled(qtbot, shown)
            if shown.layout_of().targets.view().horizontalScrollBar().isVisible():
                cut.append("the table scrolls sideways")
            for made in shown.findChildren(QPushButton):
                if made.isVisible() and made.text() and made.width() < made.sizeHint().width() - 1:
                    cut.append(made.text())
                right = made.mapTo(shown, made.rect().topRight()).x()
                if made.isVisible() and made.text() and right > width:
                    cut.append(f"{made.text()} ends at {right}")
        assert not cut
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


def test_where_the_window_is_narrow_the_panel_lies_over_the_text_and_esc_closes_it(qtbot, shown):
    shown.window().resize(1041, 500)
    settled(qtbot, shown)
    layout = shown.layout_of()
    assert layout.is_narrow() and not layout.side.isVisible()

    layout.toggle_side()
    assert layout.side.isVisible()
    layout.close_side()
    assert not layout.side.isVisible()
