"""Báo cáo, biểu mẫu, driven by keys as an officer does."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from povdesk import papers_catalogue
from povdesk.storage import history, issued_papers, paper_wording, result_table_rules
from povdesk.ui.reports import batch, reading
from povdesk.ui.reports.page import create
from povdesk.ui.settings import wording_dialog
from povdesk.ui.settings.form_dialog import FormDialog
from povdesk.ui.widgets.pdf_pages import PdfPages
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from tests.ui.plan_pages import database, desk, small_commune

__all__ = ["database", "desk", "small_commune"]
pytestmark = pytest.mark.gui
CLOSED, OPEN = "3", "5"


@pytest.fixture
def page(qtbot, desk):  # type: ignore[no-untyped-def]
    window = QStackedWidget()
    qtbot.addWidget(window)
    made = create(desk)
    window.addWidget(made)
    window.resize(1158, 649)
    window.show()
    window.activateWindow()
    settle(qtbot, made)
    yield made
    window.close()


def settle(qtbot, page):
    qtbot.waitUntil(lambda: page.is_loaded() and not page.desk.worker.is_busy(), timeout=20_000)


def choose(qtbot, page, code):
    assert page.list.choose(lambda row: row.code == code)
    settle(qtbot, page)


def opened(qtbot, kind):
    found = []

    def there() -> bool:
        found[:] = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(there, timeout=20_000)
    return found[0]


def titles(page):
    model = page.list.list_model()
    return [model.row(place).title for place in range(model.rowCount())]


def test_every_paper_of_the_catalogue_is_on_the_page_by_its_name_not_its_code(page):
    assert sorted(titles(page)) == sorted(paper.title for paper in papers_catalogue.papers())
    receivers = [page.list.list_model().row(n).receiver for n in range(len(titles(page)))]
    order = list(reading.RECEIVERS)
    assert [order.index(one) for one in receivers] == sorted(order.index(one) for one in receivers)


def test_a_few_letters_without_marks_find_a_paper(qtbot, page):
    page.search("doi chieu")
    assert titles(page) == ["Bảng đối chiếu số liệu"]
    page.search("khong co dau")
    assert titles(page) == []


def test_the_paper_whose_answers_are_shown_is_always_one_that_is_seen(qtbot, page):
    choose(qtbot, page, "T2")
    page.search("doi chieu")
    assert page.list.current_row().code == "D35"


def test_no_paper_in_the_list_none_to_print(qtbot, page):
    choose(qtbot, page, "T2")
    page.search("khong co dau")
    assert page.list.current_row() is None
    assert not page.panel.preview.isEnabled() and not page.panel.batch.isEnabled()

    page._clear()
    page.search("")
    assert page.panel.preview.isEnabled() and page.list.current_row() is not None


def test_enter_on_a_paper_previews_it_with_the_answers_that_stand_there(qtbot, page):
    choose(qtbot, page, "T2")
    page.panel.field("round").set_value(CLOSED)
    QTest.keyClick(page.list, Qt.Key.Key_Return)

    dialog = opened(qtbot, PreviewDialog)
    qtbot.waitUntil(lambda: dialog.view().pages() is not None, timeout=20_000)

    assert "DIỄN BIẾN HỘ NGHÈO, RÀ SOÁT ĐỊNH KỲ NĂM 2023" in dialog.view().pages().text(0)
    dialog.close()


def test_the_same_answers_are_offered_next_time(qtbot, page, desk):
    choose(qtbot, page, "T2")
    page.panel.field("round").set_value(CLOSED)
    page.print_page()
    opened(qtbot, PreviewDialog).close()
    settle(qtbot, page)

    again = create(desk)
    qtbot.addWidget(again)
    again.show()
    settle(qtbot, again)

    assert again.list.current_row().code == "T2"
    assert again.panel.answers()["round_id"] == 3


def test_what_is_not_chosen_gets_the_cursor_instead_of_a_paper(qtbot, page):
    choose(qtbot, page, "D34")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, page)

    assert page.panel.first_missing() == "household"
    assert page.panel.field("household").has_cursor()


def test_a_day_that_cannot_be_read_is_not_replaced_by_today(qtbot, page):
    code = next(row.code for row in page.list.list_model().rows() if "as_of" in row.asked)
    choose(qtbot, page, code)
    page.panel.field("as_of").line().setText("không phải ngày")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, page)

    assert page.panel.field("as_of").problem() is not None and page.panel.field("as_of").has_cursor()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)]


def test_a_paper_without_its_numbers_says_what_is_missing_and_leads_there(qtbot, page, desk):
    choose(qtbot, page, "D19")
    page.panel.field("round").set_value(OPEN)
    page.print_page()
    settle(qtbot, page)

    assert page.panel.problem_text().startswith("Chưa đủ số liệu.")
    page.panel._link.click()
    assert desk.opened[-1][0] == "review"


def test_all_hamlets_come_as_one_file_behind_a_list_of_first_pages(qtbot, page):
    choose(qtbot, page, "D14")
    page.panel.field("round").set_value(CLOSED)
    QTest.keyClick(page.panel.batch, Qt.Key.Key_Return)

    dialog = opened(qtbot, PreviewDialog)
    qtbot.waitUntil(lambda: dialog.view().pages() is not None, timeout=30_000)
    pages: PdfPages = dialog.view().pages()

    cover = " ".join(pages.text(0).split())
    lines = re.findall(r"\d thôn (Trà \w+) (\d+) (\d+)", cover)
    assert len(lines) == 4, cover
    for hamlet, first, _count in lines:
        assert hamlet.upper() in pages.text(int(first) - 1).upper()
    assert pages.count() == 1 + sum(int(count) for _hamlet, _first, count in lines)
    dialog.close()


def test_printing_hamlet_by_hamlet_stops_between_two_papers(qtbot, database):
    with database.reading() as connection:
        answers = {"year": 2023, "today": date(2024, 12, 20), "round_id": 3}
        parts = batch.read_parts(connection, "D14", answers, [(1, "Trà Xanh"), (2, "Trà Hoa")])
    seen = []

    def progress(percent: int, text: str = "") -> None:
        seen.append(text)

    assert batch.draw(parts, lambda rows: None, progress, lambda: len(seen) >= 1) == b""
    assert seen == ["Đang dựng Trà Xanh"]


def test_words_of_the_report_are_kept_for_its_round_and_can_be_taken_back(qtbot, page, database):
    choose(qtbot, page, "D20")
    page.panel.field("round").set_value(CLOSED)
    page.panel.words.click()
    dialog = opened(qtbot, FormDialog)
    dialog.field("report-evaluation").set_value("Đạt yêu cầu đề ra.")
    dialog.save()
    settle(qtbot, page)

    with database.reading() as connection:
        assert result_table_rules.texts(connection, 3) == {"evaluation": "Đạt yêu cầu đề ra."}
        assert result_table_rules.texts(connection, 5) == {}


def test_each_paper_asks_only_what_it_needs(qtbot, page):
    for paper in papers_catalogue.papers():
        choose(qtbot, page, paper.code)
        asked = {str(one) for one in (*paper.asks, *paper.may_ask)}
        for name in ("round", "hamlet", "household", "person", "month", "period", "record", "as_of"):
            assert page.panel.field(name).isVisibleTo(page.panel) == (name in asked), (paper.code, name)


def test_a_signed_posting_goes_into_the_register_with_its_file(qtbot, page, database):
    choose(qtbot, page, "D16")
    page.panel.field("round").set_value(CLOSED)
    page.panel.signed.click()
    dialog = opened(qtbot, FormDialog)
    dialog.field("signed-number").set_value("15")
    dialog.field("signed-on").set_value(date(2023, 11, 20))
    dialog.save()
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=20_000)
    settle(qtbot, page)

    with database.reading() as connection:
        row = next(one for one in issued_papers.rows(connection) if one.kind == "D16")
        kept = issued_papers.pdf(connection, row.id)
    assert (row.number, row.symbol, row.signed_on) == ("15", "TB-UBND", date(2023, 11, 20))
    assert kept is not None and "Số: 15/TB-UBND" in PdfPages(kept).text(0)


def test_the_number_of_any_signed_paper_of_a_round_is_entered_here(qtbot, page, database):
    choose(qtbot, page, "D08")
    page.panel.field("round").set_value(CLOSED)
    assert page.panel.signed.isVisibleTo(page.panel)
    page.panel.signed.click()
    dialog = opened(qtbot, FormDialog)
    dialog.field("signed-number").set_value("84")
    dialog.field("signed-on").set_value(date(2023, 9, 11))
    dialog.save()
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=20_000)
    settle(qtbot, page)

    with database.reading() as connection:
        row = next(one for one in issued_papers.rows(connection) if one.kind == "D08")
        kept = issued_papers.pdf(connection, row.id)
    assert (row.number, row.symbol) == ("84", "KH-UBND")
    assert kept is not None and "Số: 84/KH-UBND" in PdfPages(kept).text(0)
    choose(qtbot, page, "D14")
    assert not page.panel.signed.isVisibleTo(page.panel)


def test_identity_numbers_are_shown_after_saying_what_for(qtbot, page, database):
    choose(qtbot, page, "D31")
    page.panel._identity.setChecked(True)
    page.print_page()
    dialog = opened(qtbot, FormDialog)
    dialog.save()
    assert dialog.isVisible()

    dialog.field("identity-purpose").set_value("Gửi bảo hiểm xã hội")
    dialog.save()
    shown = opened(qtbot, PreviewDialog)
    settle(qtbot, page)
    shown.close()

    with database.reading() as connection:
        entry = history.entries(connection)[0]
    assert entry.action == "Xem số định danh: Danh sách tăng, giảm thẻ BHYT trong tháng"


def test_the_wording_of_a_paper_is_the_offices_own(qtbot, page, database):
    choose(qtbot, page, "D08")
    page.panel.words.click()
    dialog = opened(qtbot, FormDialog)
    dialog.field("wording-funding").set_value("Kinh phí do ngân sách tỉnh bảo đảm.")
    dialog.save()
    settle(qtbot, page)

    with database.reading() as connection:
        kept = paper_wording.lines(connection, "round.toml", "D08")
        answers = papers_catalogue.Answers(2024, date(2024, 12, 20), round_id=5)
        document = papers_catalogue.build(connection, "D08", answers)
    assert kept["funding"] == ("Kinh phí do ngân sách tỉnh bảo đảm.",)
    assert kept["subject"] == paper_wording.shipped("round.toml", "D08")["subject"]
    assert "Kinh phí do ngân sách tỉnh bảo đảm." in [
        getattr(block, "text", "") for block in document.sections[0].blocks
    ]


def test_every_part_of_a_wording_has_a_name_on_the_dialog():
    named = {paper.code for paper in papers_catalogue.papers() if paper_wording.file_of(paper.code)}
    assert named | {"names"} == set(paper_wording.PAPERS)
    for code in paper_wording.PAPERS:
        file = paper_wording.any_file_of(code)
        assert set(paper_wording.shipped(file, code)) <= set(wording_dialog.PARTS), code
