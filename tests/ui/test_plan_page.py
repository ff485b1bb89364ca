"""The officer works on the plan in the window: words, numbers, targets, papers."""

# Fixtures are shared by import.
# ruff: noqa: F401, F811

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk import papers
from povdesk.domain.errors import StorageUnavailable
from povdesk.domain.indicator import Part
from povdesk.domain.plan import PlanStatus
from povdesk.storage import indicators, plan_edits
from povdesk.storage.tables import review, review_member
from povdesk.ui.plan import exporting
from povdesk.ui.plan.banner import TextBanner
from povdesk.ui.plan.layout import PAPER, TARGETS, WRITE
from tests.ui.plan_pages import (
    YEAR,
    database,
    desk,
    paper_text,
    plan_in,
    settled,
    shown,
    small_commune,
)
from tests.ui.typing_vi import press, type_unikey

pytestmark = pytest.mark.gui


def write_at_end(page, words):
    """Put the caret at the end of the block in front and type as UniKey does."""
    field = page.layout_of().editing.text.body()
    field.setFocus()
    field.edit().moveCursor(QTextCursor.MoveOperation.End)
    type_unikey(field.edit(), words)


def test_words_typed_in_a_block_come_out_on_the_paper(qtbot, shown, database):
    shown.go_to("S2.2.b")
    write_at_end(shown, " bền vững ở thôn Trà Hoa")
    shown.layout_of().choose_tab(PAPER)
    settled(qtbot, shown)

    assert plan_in(database).section("S2.2.b").body == (
        "Phấn đấu giảm {{IND-03.target}} hộ cận nghèo bền vững ở thôn Trà Hoa"
    )
    assert "Phấn đấu giảm 45 hộ cận nghèo bền vững ở thôn Trà Hoa" in paper_text(shown)


def test_what_was_typed_can_be_taken_back_with_ctrl_z(qtbot, shown, database):
    before = plan_in(database).section("S2.2.b").body
    shown.go_to("S2.2.b")
    write_at_end(shown, " nữa")
    shown.layout_of().editing.flush()
    settled(qtbot, shown)
    assert plan_in(database).section("S2.2.b").body != before

    shown.acts().undo()
    settled(qtbot, shown)

    assert plan_in(database).section("S2.2.b").body == before
    assert shown.layout_of().editing.text.body().value() == before


def test_half_typed_words_are_offered_again_after_a_power_cut(qtbot, shown, desk):
    shown.go_to("S2.2.b")
    write_at_end(shown, " viết dở")
    shown.layout_of().editing.text._on_pause()
    settled(qtbot, shown)

    shown.reload()
    settled(qtbot, shown)
    draft = shown.state().drafts["S2.2.b"]

    assert draft.body.endswith("hộ cận nghèo viết dở")


@pytest.mark.parametrize("then", ["S2.2.b", "S2.2.a"], ids=["here", "away"])
def test_words_that_could_not_be_saved_are_offered_again(qtbot, shown, database, monkeypatch, then):
    def refuse(*_asked, **_named):
        raise StorageUnavailable("Có chương trình khác đang giữ tệp dữ liệu.")

    before = plan_in(database).section("S2.2.b").body
    editor = shown.layout_of().editing.text
    shown.go_to("S2.2.b")
    write_at_end(shown, " bền vững")
    with monkeypatch.context() as patched:
        patched.setattr(plan_edits, "save_section", refuse)
        shown.layout_of().editing.flush()
        shown.go_to(then)
        settled(qtbot, shown)
    dialog_in_front().reject()
    shown.go_to("S2.2.b")
    settled(qtbot, shown)
    assert plan_in(database).section("S2.2.b").body == before
    next(made for made in editor.findChildren(QPushButton) if made.text() == "Tiếp tục").click()
    settled(qtbot, shown)

    assert plan_in(database).section("S2.2.b").body == f"{before} bền vững"
    assert not editor.findChild(TextBanner).isVisible()


def dialog_in_front():
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def test_a_chip_shows_the_value_and_keeps_its_link_when_the_line_around_it_is_typed_over(qtbot, shown):
    shown.go_to("S2.2.b")
    field = shown.layout_of().editing.text.body()
    field.edit().moveCursor(QTextCursor.MoveOperation.Start)
    type_unikey(field.edit(), "Đến cuối năm: ")

    assert field.value() == "Đến cuối năm: Phấn đấu giảm {{IND-03.target}} hộ cận nghèo"


def test_a_chosen_number_is_put_in_at_the_caret(qtbot, shown):
    shown.go_to("S2.2.b")
    edit = shown.layout_of().editing.text.body().edit()
    edit.moveCursor(QTextCursor.MoveOperation.End)

    edit.insert_link("year")

    assert edit.text().endswith("hộ cận nghèo{{year}}")


def test_freezing_a_number_needs_a_reason_and_the_paper_keeps_it(qtbot, shown, database):
    use = next(use for use in shown.state().uses if use.code == "IND-22.target")
    dialog = shown.open_link(use)
    dialog.value().set_value("25")
    dialog.keep()
    assert dialog.reason().problem() is not None

    dialog.reason().set_value("Theo số huyện giao")
    dialog.keep()
    shown.layout_of().choose_tab(PAPER)
    settled(qtbot, shown)

    (kept,) = plan_in(database).frozen
    assert (kept.code, kept.value, kept.reason) == ("IND-22.target", "25", "Theo số huyện giao")
    assert "Tối thiểu 25 hộ nghèo, hộ cận nghèo" in paper_text(shown)
    drifted = [note for note in shown.layout_of().side.links().notes() if "sổ nay 27" in note.more]
    assert len(drifted) == 1


def test_a_frozen_number_follows_the_register_again_when_asked(qtbot, shown, database):
    use = next(use for use in shown.state().uses if use.code == "IND-22.target")
    dialog = shown.open_link(use)
    dialog.value().set_value("25")
    dialog.reason().set_value("Theo số huyện giao")
    dialog.keep()
    settled(qtbot, shown)

    finding = next(one for one in shown.state().findings if one.fix == "refresh_link")
    shown.acts().fix(finding)
    settled(qtbot, shown)

    assert plan_in(database).frozen == ()


def test_a_card_entered_in_the_register_moves_the_insurance_figure_but_not_the_target(qtbot, shown, database):
    def row():
        shown_rows = shown.layout_of().targets.rows()
        return next(one.figure for one in shown_rows if one.code == "IND-16")

    shown.layout_of().choose_tab(TARGETS)
    before = row()
    with database.reading() as connection:
        uncovered = indicators.subjects(connection, "IND-16", YEAR, date(YEAR, 12, 31), Part.NOT_REACHED)
        facts = connection.execute(
            review_member.select()
            .join(review, review_member.c.review_id == review.c.id)
            .where(review_member.c.person_id.in_([one.id for one in uncovered]))
            .where(review.c.state != "draft", review.c.reviewed_on >= date(YEAR, 1, 1))
        ).first()

    def insure(act):
        act.describe("Ghi thẻ bảo hiểm y tế")
        values = {"health_insurance": "yes", "insured_until": date(YEAR, 12, 31)}
        act.update(review_member, facts.id, values)

    shown.desk.worker.write(shown, insure)
    settled(qtbot, shown)
    after = row()

    assert after.measured.numerator == before.measured.numerator + 1
    assert after.measured.denominator == before.measured.denominator
    assert (after.target, after.previous) == (before.target, before.previous)


def test_the_table_of_targets_has_all_26_lines_and_says_what_is_counted_and_what_is_typed(shown):
    rows = shown.layout_of().targets.rows()

    assert [row.code for row in rows] == [f"IND-{number:02}" for number in range(1, 27)]
    model = shown.layout_of().targets.view().model()
    texts = {rows[line].code: [model.index(line, column).data() for column in range(9)] for line in range(26)}
    assert texts["IND-01"][6] == "Chờ rà soát"
    assert texts["IND-22"][5] == "27"
    assert "hộ" in texts["IND-24"][7] and "/" in texts["IND-24"][7]
    assert texts["IND-17"][7].startswith("Trạm Y tế xã")


def test_enter_on_an_indicator_lists_who_is_reached_and_who_is_not(qtbot, shown, desk):
    figure = shown.state().facts.figure("IND-16")
    dialog = shown.layout_of().open_figure(shown.state(), figure, "subjects", None)
    qtbot.waitUntil(lambda: dialog.tabs() is not None)

    assert dialog.part() == "Chưa đạt"
    assert dialog.view().list_model().total() == round(
        figure.measured.denominator - figure.measured.numerator
    )
    household = dialog.view().current_row().household_id
    press(dialog.view(), Qt.Key.Key_Return)
    assert desk.opened == [("household", {"household_id": household})]


def test_the_list_behind_an_indicator_is_printed_without_identity_numbers(qtbot, shown, data_folder):
    figure = shown.state().facts.figure("IND-16")
    dialog = shown.layout_of().open_figure(shown.state(), figure, "subjects", None)
    qtbot.waitUntil(lambda: dialog.tabs() is not None)

    paper = dialog.paper()
    papers.write_pdf(paper.document(), data_folder / "danh sách.pdf")
    dialog.reject()

    assert (data_folder / "danh sách.pdf").read_bytes().startswith(b"%PDF")
    assert paper.title.endswith(": chưa đạt")


def test_a_target_is_changed_in_its_dialog(qtbot, shown):
    figure = shown.state().facts.figure("IND-22")
    dialog = shown.layout_of().open_figure(shown.state(), figure, "target", shown.acts().write)
    dialog.value().set_value(Decimal(30))
    dialog.save()
    settled(qtbot, shown)

    assert shown.state().facts.figure("IND-22").target.value == 30
    assert shown.state().values["IND-22.target"] == "30"


def test_a_typed_number_is_kept_with_who_measured_it(qtbot, shown):
    figure = shown.state().facts.figure("IND-17")
    dialog = shown.layout_of().open_figure(shown.state(), figure, "measure", shown.acts().write)
    dialog.fill(Decimal("48.5"), date(2024, 12, 20), "Trạm Y tế xã")
    dialog.save()
    settled(qtbot, shown)

    measured = shown.state().facts.figure("IND-17").measured
    assert (measured.value, measured.as_of, measured.typing.measured_by) == (
        48.5,
        date(2024, 12, 20),
        "Trạm Y tế xã",
    )


def test_a_typed_number_is_corrected_and_can_be_deleted(qtbot, shown):
    def dialog():
        figure = shown.state().facts.figure("IND-17")
        made = shown.layout_of().open_figure(shown.state(), figure, "measure", shown.acts().write)
        qtbot.waitUntil(lambda: bool(made.earlier()))
        return made

    before = shown.state().facts.figure("IND-17").measured
    correcting = dialog()
    newest = correcting.earlier()[0]
    correcting.choose(newest.uid)
    correcting.fill(Decimal("49.1"), newest.as_of, "Trạm Y tế xã")
    correcting.save()
    settled(qtbot, shown)
    assert shown.state().facts.figure("IND-17").measured.value == 49.1

    deleting = dialog()
    assert len(deleting.earlier()) == len(correcting.earlier())
    deleting.choose(newest.uid)
    deleting.delete()
    settled(qtbot, shown)
    assert shown.state().facts.figure("IND-17").measured.as_of != before.as_of


def test_the_plan_is_saved_as_pdf_and_word(qtbot, shown, data_folder):
    for name, start in (("kế hoạch.pdf", b"%PDF"), ("kế hoạch.docx", b"PK")):
        saved = []
        exporting.save(
            shown, shown.desk, shown.state(), data_folder / name, lambda saved=saved: saved.append(1)
        )
        qtbot.waitUntil(lambda saved=saved: bool(saved), timeout=20_000)

        assert (data_folder / name).read_bytes().startswith(start)


def test_the_preview_is_the_same_file_that_is_saved(qtbot, shown, data_folder):
    shown.layout_of().choose_tab(PAPER)
    settled(qtbot, shown)
    saved = []
    path = data_folder / "bản lưu.pdf"
    exporting.save(shown, shown.desk, shown.state(), path, lambda: saved.append(1))
    qtbot.waitUntil(lambda: bool(saved), timeout=20_000)

    assert path.read_bytes() == shown.layout_of().paper.view().pages().data


def test_an_issued_plan_keeps_its_file_and_can_no_longer_be_changed(qtbot, shown, database):
    for status in (PlanStatus.CHECKING, PlanStatus.SUBMITTED):
        shown.acts().step(status)
        settled(qtbot, shown)
    dialog = shown.acts().ask_to_issue()
    dialog.fill("21", date(2024, 3, 5))
    dialog.issue()
    settled(qtbot, shown)
    qtbot.waitUntil(lambda: shown.state().is_frozen, timeout=20_000)
    settled(qtbot, shown)

    issued = plan_in(database)
    assert (issued.status, issued.number, issued.signed_on) == (PlanStatus.ISSUED, "21", date(2024, 3, 5))
    shown.layout_of().choose_tab(PAPER)
    settled(qtbot, shown)
    assert shown.layout_of().paper.view().pages().data == shown.state().issued_pdf
    assert "Số: 21/KH-UBND" in paper_text(shown)
    assert "ngày 05 tháng 3 năm 2024" in paper_text(shown)
    shown.layout_of().choose_tab(WRITE)
    shown.go_to("S2.2.b")
    assert shown.layout_of().editing.text.body().edit().isReadOnly()


def test_a_year_without_a_plan_offers_to_make_one_from_the_year_before(qtbot, shown, database):
    shown.show_target(year=2025)
    settled(qtbot, shown)
    assert shown.state().plan is None

    shown.acts().create(shown.state(), from_last_year=True)
    settled(qtbot, shown)

    assert plan_in(database, 2025).year == 2025
    assert shown.state().plan.year == 2025
    assert "2025" in shown.title


def test_a_plan_from_the_wording_stands_there_at_once_and_the_outline_has_the_focus(qtbot, shown, database):
    shown.window().activateWindow()
    shown.show_target(year=2026)
    settled(qtbot, shown)
    make = next(each for each in shown.findChildren(QPushButton) if "kế hoạch mẫu" in each.text())
    make.setFocus()

    make.click()
    settled(qtbot, shown)

    assert plan_in(database, 2026).year == 2026
    assert shown.state().plan.year == 2026
    qtbot.waitUntil(shown.layout_of().outline.hasFocus)


def test_on_the_paper_the_outline_turns_to_the_page_of_the_chosen_line(qtbot, shown):
    shown.layout_of().choose_tab(PAPER)
    settled(qtbot, shown)
    outline, paper = shown.layout_of().outline, shown.layout_of().paper
    pages = {}
    for code in ("head", "S2", "S4", "R9", "annexes"):
        outline.choose(code)
        pages[code] = paper.view().current()

    assert pages["head"] == 0
    assert sorted(pages.values()) == list(pages.values())
    sizes = paper.view().pages()
    assert sizes.size(pages["annexes"]).width() > sizes.size(pages["R9"]).width()
    assert "IV. NHIỆM VỤ VÀ GIẢI PHÁP" in " ".join(sizes.text(pages["S4"]).split())
