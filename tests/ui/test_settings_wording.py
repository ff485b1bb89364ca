"""The wording of the papers on the settings page: found, changed, taken back, as a rule pack left it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk import papers_catalogue
from povdesk.documents.checks import texts
from povdesk.domain.errors import InvalidInput
from povdesk.storage import paper_wording, rounds, rule_edits
from povdesk.ui import theme
from tests.documents import catalogue

from .settings_window import (
    database,
    dialog_of,
    open_page,
    page,
    press_button,
    save,
    settled,
    small_commune,
    take_back,
)
from .typing_vi import press, type_vi

__all__ = ["database", "open_page", "page", "small_commune"]

OWN = "Gặp gỡ hộ mỗi tháng một lần"


def open_wordings(qtbot, page):
    page.show_target(tab="catalogues", catalogue="paper_wording")
    settled(qtbot, page)
    return page.part().wordings


def states(card) -> dict[str, str]:
    return {row.key: row.state for row in card.view.list_model().rows()}


def kept(database, file: str, code: str) -> dict[str, tuple[str, ...]]:
    with database.reading() as connection:
        return paper_wording.lines(connection, file, code)


def test_every_paper_that_can_be_reworded_stands_in_one_list_by_group(qtbot, page):
    card = open_wordings(qtbot, page)
    assert states(card) == dict.fromkeys(paper_wording.PAPERS, "Mặc định")
    rows = card.view.list_model().rows()
    assert rows[0].group == "Kỳ rà soát"
    assert {row.key for row in rows if row.group == "Hoạt động trong năm"} == {"D29", "D29-BB", "D31"}


def test_a_word_of_the_text_finds_the_paper_in_which_it_stands(qtbot, page):
    card = open_wordings(qtbot, page)
    type_vi(card._search, "phiền hà")
    card._search.ask_now()
    assert [row.key for row in card.view.list_model().rows()] == ["D29"]


def test_the_office_rewords_the_assignment_plan_and_takes_it_back(qtbot, page, database):
    card = open_wordings(qtbot, page)
    card.view.setFocus()
    assert card.view.choose(lambda row: row.key == "D06")
    press(card.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog_of(page).field("wording-tasks").set_value(OWN)
    save(qtbot, page)

    with database.reading() as connection:
        changed = rule_edits.edits(connection, paper_wording.KIND)["D06"].changed_at
        answers = papers_catalogue.Answers(2024, date(2024, 12, 20), as_of=date(2024, 12, 20))
        document = papers_catalogue.build(connection, "D06", answers)
    assert states(card)["D06"] == f"Sửa ngày {changed:%d/%m/%Y}"
    said = [getattr(block, "text", "") for block in document.sections[0].blocks]
    assert any(OWN in text for text in said)
    assert not any("mỗi quý một lần" in text for text in said)

    take_back(qtbot, page)
    assert states(card)["D06"] == "Mặc định"
    assert "mỗi quý một lần" in kept(database, "assignment_plan.toml", "D06")["tasks"][0]


def test_a_mistyped_place_to_fill_in_is_refused_with_those_that_exist(database):
    with pytest.raises(InvalidInput, match=r"\{nm\}") as refused, database.writing() as act:
        paper_wording.keep(act, "review.toml", "D14", {"subject": ["Họp dân năm {nm}"]})
    assert "{nam}" in refused.value.advice
    assert kept(database, "review.toml", "D14") == paper_wording.shipped("review.toml", "D14")


def test_what_was_changed_goes_back_to_what_came_along_and_that_can_be_undone(qtbot, page, database):
    with database.writing() as act:
        paper_wording.keep(act, "review.toml", "D18", {"recipients": ["Như Điều 3", "Trưởng các thôn"]})
    card = open_wordings(qtbot, page)
    assert card.view.choose(lambda row: row.key == "D18")
    QApplication.processEvents()
    press_button(card, "Trở lại lời văn gốc")
    settled(qtbot, page)

    assert states(card)["D18"] == "Mặc định"
    assert kept(database, "review.toml", "D18")["recipients"] == ("Như Điều 3",)
    take_back(qtbot, page)
    assert kept(database, "review.toml", "D18")["recipients"] == ("Như Điều 3", "Trưởng các thôn")


def test_the_wording_that_a_rule_pack_brought_says_so(qtbot, page, database):
    with database.writing() as act:
        rule_edits.put(
            act, paper_wording.KIND, "D21", {"closing": ["Trên đây là báo cáo."]}, "Nhập gói", "pack:Gói bịa"
        )
    card = open_wordings(qtbot, page)
    assert states(card)["D21"].startswith("Theo gói “Gói bịa”, ")


def test_the_keys_of_the_code_lists_do_nothing_while_the_papers_are_shown(qtbot, page, database):
    card = open_wordings(qtbot, page)
    part = page.part()
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_N):
        qtbot.keyClick(part, key, Qt.KeyboardModifier.ControlModifier)
        settled(qtbot, page)
    with pytest.raises(AssertionError, match="no dialog"):
        dialog_of(page)
    assert card.isVisible()


@pytest.mark.parametrize("size", list(theme.TextSize))
def test_the_papers_fit_a_small_screen_in_every_text_size(qtbot, qapp, page, size):
    theme.set_text_size(qapp, size)
    try:
        card = open_wordings(qtbot, page)
        assert page.width() == 1041
        assert card.view.horizontalScrollBar().maximum() == 0
        for made in card.findChildren(QPushButton):
            assert made.mapTo(page, made.rect().topRight()).x() <= page.width(), made.text()
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


@pytest.mark.parametrize(
    ("code", "part", "own", "printed"),
    [
        (
            "D27",
            "opening",
            "Theo sổ của {uy_ban}, xác nhận:",
            "Theo sổ của Ủy ban nhân dân xã Trà Lâm, xác nhận:",
        ),
        ("D33", "heading_reason", "Vì sao điều chỉnh", "VÌ SAO ĐIỀU CHỈNH"),
        ("T2", "title", "Biến động hộ nghèo", "BIẾN ĐỘNG HỘ NGHÈO, RÀ SOÁT ĐỊNH KỲ NĂM 2023"),
    ],
)
def test_papers_of_the_counter_later_plans_and_titles_of_tables_are_reworded_too(
    qtbot, page, database, code, part, own, printed
):
    if code == "D33":
        catalogue.issue_plan(database)
    card = open_wordings(qtbot, page)
    card.view.setFocus()
    assert card.view.choose(lambda row: row.key == code)
    press(card.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog_of(page).field(f"wording-{part}").set_value(own)
    save(qtbot, page)

    with database.reading() as connection:
        this = next(one for one in rounds.all_rounds(connection) if one.name == "Rà soát định kỳ năm 2023")
        answers = papers_catalogue.Answers(
            2024,
            date(2024, 12, 20),
            round_id=this.id,
            household_id=catalogue._families(connection)[0] if code == "D27" else None,
        )
        document = papers_catalogue.build(connection, code, answers)
    said = [words for section in document.sections for block in section.blocks for words in texts(block)]
    assert printed in said

    take_back(qtbot, page)
    assert states(card)[code] == "Mặc định"
