"""A căn cứ of the plan is chosen from the register of incoming papers, and its dates are looked at."""

# Fixtures are shared by import.
# ruff: noqa: F401, F811

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.storage import incoming_papers
from povdesk.ui.plan.basis_dialog import BasisDialog
from povdesk.ui.plan.outline import BASES
from povdesk.ui.widgets.dialog import Dialog
from tests.ui.plan_pages import database, desk, paper_text, plan_in, settled, shown, small_commune
from tests.ui.typing_vi import press, type_vi

pytestmark = pytest.mark.gui

HUYEN = "Ủy ban nhân dân huyện Trà Bồng"
PROGRAMME = IncomingPaper(
    "Kế hoạch", "05/KH-UBND", date(2024, 2, 20), HUYEN, "Giảm nghèo bền vững năm 2024 (văn bản bịa)"
)
OLD = IncomingPaper(
    "Hướng dẫn",
    "07/HD-UBND",
    date(2023, 2, 1),
    HUYEN,
    "Lập kế hoạch giảm nghèo (văn bản bịa)",
    valid_to=date(2023, 12, 31),
)
WORDS = (
    "Căn cứ Kế hoạch số 05/KH-UBND ngày 20 tháng 02 năm 2024 của Ủy ban nhân dân huyện Trà Bồng "
    "về giảm nghèo bền vững năm 2024 (văn bản bịa)"
)


def keep(database, *papers: IncomingPaper) -> None:
    for paper in papers:
        with database.writing() as act:
            incoming_papers.save(act, paper)


def ask(qtbot, shown) -> BasisDialog:
    shown.go_to(BASES)
    bases = shown.layout_of().editing.bases
    next(one for one in bases.findChildren(QPushButton) if one.text().startswith("Chọn từ văn bản")).click()
    settled(qtbot, shown)
    return next(one for one in shown.window().findChildren(BasisDialog) if one.isVisible())


def test_a_paper_of_the_register_becomes_a_basis_in_full_words_and_prints(qtbot, shown, database):
    keep(database, PROGRAMME)
    before = plan_in(database).bases
    dialog = ask(qtbot, shown)
    type_vi(dialog._search, "05/KH")
    dialog._search.ask_now()
    dialog.view.setFocus()
    press(dialog.view, Qt.Key.Key_Return)
    settled(qtbot, shown)

    after = plan_in(database).bases
    assert [one.text for one in after] == [before[0].text, WORDS, *(one.text for one in before[1:])]
    assert after[1].incoming_paper
    assert shown.layout_of().editing.bases.words().value() == WORDS
    shown.layout_of().choose_tab(1)
    settled(qtbot, shown)
    assert "Kế hoạch số 05/KH-UBND ngày 20 tháng 02 năm 2024" in paper_text(shown)

    shown.acts().undo()
    settled(qtbot, shown)
    assert plan_in(database).bases == before
    with database.reading() as connection:
        assert any(one.number == "05/KH-UBND" for one in incoming_papers.all_papers(connection))


def test_a_paper_that_ran_out_before_the_plan_is_added_only_after_a_question(qtbot, shown, database):
    keep(database, OLD)
    before = plan_in(database).bases
    dialog = ask(qtbot, shown)
    assert dialog.view.choose(lambda row: row.paper.number == "07/HD-UBND")
    assert "chỉ có hiệu lực đến 31/12/2023" in dialog._trouble.text()
    dialog._on_add()
    question = [one for one in shown.window().findChildren(Dialog) if one.isVisible()][-1]
    assert question is not dialog
    assert plan_in(database).bases == before
    next(one for one in question.findChildren(QPushButton) if one.text() == "Vẫn thêm").click()
    settled(qtbot, shown)

    assert len(plan_in(database).bases) == len(before) + 1
    named = [one.message for one in shown.state().findings if one.code == "CHK-08"]
    assert any("07/HD-UBND" in message and "31/12/2023" in message for message in named)


def test_what_the_register_does_not_say_is_named_before_it_is_missed_on_paper(qtbot, shown, database):
    keep(database, IncomingPaper("Công văn", "12/UBND", subject="Rà soát (văn bản bịa)"))
    dialog = ask(qtbot, shown)
    assert dialog.view.choose(lambda row: row.paper.number == "12/UBND")
    assert "chưa ghi ngày ký, cơ quan ban hành" in dialog._trouble.text()


def test_a_basis_is_shown_as_one_already(qtbot, shown, database):
    keep(database, PROGRAMME)
    ask(qtbot, shown)._on_add()
    settled(qtbot, shown)
    dialog = ask(qtbot, shown)
    assert [row.state for row in dialog.view.list_model().rows()].count("Đã là căn cứ") == 1
