"""Who owes what: proposed from the plan, overdue, received, asked for by letter; the public notice."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk import papers_catalogue, papers_programme
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import Addressees, Letterhead, ListItem, Table
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.programme_papers import by_source
from povdesk.domain.task_report import Kind, Standing, TaskReport
from povdesk.storage import commune as units
from povdesk.storage import paper_wording, plans, programme_papers, seeds, task_reports, todo
from povdesk.storage.database import Database
from tests.documents.words import docx_words, pdf_words
from tests.storage import made_once

TODAY = date(2024, 11, 20)


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = made_once.register(data_folder / "povdesk.db", seeds.seed)
    yield database
    database.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = made_once.sample_commune(tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db", households=40)
    yield database
    database.close()


def _do(database: Database, work: Callable[..., Any]) -> Any:
    with database.writing() as act:
        return work(act)


def _report(due: date | None = None, received: date | None = None) -> TaskReport:
    return TaskReport(2024, "Báo cáo 9 tháng", owner="Trạm Y tế xã", due_on=due, received_on=received)


@pytest.mark.parametrize(
    ("report", "standing", "words"),
    [
        (_report(date(2024, 11, 8)), Standing.OVERDUE, "Quá hạn 12 ngày"),
        (_report(date(2024, 11, 20)), Standing.WAITING, "Đến hạn hôm nay"),
        (_report(date(2024, 11, 25)), Standing.WAITING, "Còn 05 ngày"),
        (_report(), Standing.UNDATED, "Chưa đặt hạn"),
        (_report(date(2024, 11, 8), date(2024, 11, 8)), Standing.RECEIVED, "Đã nhận"),
        (_report(date(2024, 11, 8), date(2024, 11, 11)), Standing.RECEIVED, "Nhận trễ 03 ngày"),
    ],
)
def test_a_line_says_how_it_stands(report: TaskReport, standing: Standing, words: str) -> None:
    assert (report.standing(TODAY), report.standing_words(TODAY)) == (standing, words)


def test_the_plan_proposes_each_duty_once_with_its_place(commune: Database) -> None:
    def begin(act):  # type: ignore[no-untyped-def]
        for identity in units.default_identities():
            units.save_identity(act, identity)
        plans.create_plan(act, 2024)

    _do(commune, begin)
    with commune.reading() as connection:
        found = task_reports.proposals(connection, 2024, TODAY)
    first = next(one for one in found if one.kind is Kind.REPORT)
    assert first.plan_reference == "Mục V.1" and "báo cáo UBND huyện" in first.title
    assert first.owner.startswith("Công chức Văn hóa - Xã hội") and first.due_on is None
    assert not any("{" in one.title for one in found)
    assert {one.plan_reference for one in found} == {f"Mục V.{place}" for place in range(1, 10)}
    _do(commune, lambda act: task_reports.add_all(act, found[:3]))
    with commune.reading() as connection:
        assert task_reports.proposals(connection, 2024, TODAY) == found[3:]


def test_without_a_plan_there_is_nothing_to_propose(commune: Database) -> None:
    with commune.reading() as connection, pytest.raises(NotPossibleNow, match="Năm 2024 chưa có kế hoạch"):
        task_reports.proposals(connection, 2024, TODAY)


def test_overdue_is_a_thing_to_do_until_it_is_received(commune: Database) -> None:
    uid = _do(commune, lambda act: task_reports.save(act, _report(date(2024, 11, 8))))
    _do(commune, lambda act: task_reports.save(act, _report(date(2024, 12, 15))))

    def rule():  # type: ignore[no-untyped-def]
        with commune.reading() as connection:
            found = todo.gather(connection, TODAY, 2024)
        return next(item for item in found.items if item.code == "report_overdue")

    assert (rule().count, rule().deadline) == (1, date(2024, 12, 15))
    assert rule().cases[0].note == "Quá hạn 12 ngày: Báo cáo 9 tháng"
    _do(commune, lambda act: task_reports.receive(act, [uid], date(2024, 11, 20)))
    assert rule().count == 0
    _do(commune, lambda act: task_reports.receive(act, [uid], None))
    assert rule().count == 1


def test_a_line_needs_what_and_who(commune: Database) -> None:
    for wanted, words in (
        (TaskReport(2024, "", owner="Thôn Trà Hoa"), "tên việc"),
        (TaskReport(2024, "Báo cáo"), "nơi phải nộp"),
    ):
        with pytest.raises(InvalidInput, match=words):
            _do(commune, lambda act, wanted=wanted: task_reports.save(act, wanted))


def test_the_letter_asks_each_owner_for_its_own(sample: Database) -> None:
    """On 20/11 three lines are overdue: V.5 since 20/9, V.4 and V.3 since 31/10."""
    with sample.reading() as connection:
        document = papers_programme.reminder(connection, 2024, TODAY, reply_by=date(2024, 11, 30))
    blocks = document.sections[0].blocks
    head = next(block for block in blocks if isinstance(block, Letterhead))
    assert head.symbol == "UBND-VHXH" and head.regarding.startswith("đôn đốc")
    names = next(block for block in blocks if isinstance(block, Addressees)).names
    assert names == ("Công chức Địa chính - Xây dựng", "Công chức Địa chính - Nông nghiệp", "Trạm Y tế xã")
    items = [block.text for block in blocks if isinstance(block, ListItem)]
    assert len(items) == 3 and "(hạn 20/09/2024)" in str(items[0])
    assert any("trước ngày 30 tháng 11 năm 2024" in str(getattr(block, "text", "")) for block in blocks)


def test_a_day_with_nothing_overdue_still_prints(sample: Database) -> None:
    with sample.reading() as connection:
        document = papers_programme.reminder(connection, 2024, date(2024, 1, 31))
    assert any(
        "Không có việc, báo cáo" in str(getattr(block, "text", "")) for block in document.sections[0].blocks
    )


def test_the_officers_words_are_kept_and_can_be_given_back(commune: Database) -> None:
    file, code = programme_papers.WORDING, programme_papers.REMINDER
    shipped = paper_wording.shipped(file, code)
    own = {"closing": ["Gửi về {uy_ban} {han}."]}
    _do(commune, lambda act: paper_wording.keep(act, file, code, own))
    with commune.reading() as connection:
        found = paper_wording.lines(connection, file, code)
    assert found["closing"] == ("Gửi về {uy_ban} {han}.",) and found["opening"] == shipped["opening"]
    _do(commune, lambda act: paper_wording.keep(act, file, code, {"closing": shipped["closing"]}))
    with commune.reading() as connection:
        assert paper_wording.lines(connection, file, code) == shipped
    with pytest.raises(InvalidInput, match="không được để trống"):
        _do(commune, lambda act: paper_wording.keep(act, file, code, {"closing": [" "]}))


def test_the_public_notice_adds_up_and_names_no_identity(sample: Database) -> None:
    with sample.reading() as connection:
        facts = programme_papers.resources(connection, 2024, TODAY)
        document = papers_programme.resources(connection, 2024, TODAY)
        numbers = set(
            connection.exec_driver_sql("SELECT id_number FROM person WHERE id_number <> ''").scalars()
        )
        paid = connection.exec_driver_sql(
            """SELECT coalesce(sum(amount), 0) FROM support_event WHERE deleted_at IS NULL
            AND subject IN ('household', 'person', 'hamlet') AND coalesce(finished_on, happened_on)
            BETWEEN '2024-01-01' AND '2024-11-20' AND kind NOT IN
            ('TRUYEN_THONG', 'TAP_HUAN_CAN_BO', 'THAM_HO', 'GIAI_NGAN', 'KIEM_TRA_GIAM_SAT')"""
        ).scalar()
    table = next(block for block in document.sections[1].blocks if isinstance(block, Table))
    assert sum(one.amount for one in by_source(facts.helps)) == paid
    assert table.totals[0][5] == f"{paid:,}".replace(",", ".")
    words = " ".join(" ".join(map(str, getattr(row, "cells", row))) for row in table.rows)
    assert numbers and not any(number in words for number in numbers)
    assert "khám, chữa bệnh" not in words.lower() and "bảo hiểm y tế" not in words.lower()


@pytest.mark.parametrize("code", ["D25", "D28"])
def test_both_papers_hold_the_same_words_in_pdf_and_word(sample: Database, tmp_path: Path, code: str) -> None:
    with sample.reading() as connection:
        document = papers_catalogue.build(connection, code, papers_catalogue.Answers(2024, TODAY))
    pdf.write(document, tmp_path / "văn bản.pdf")
    docx.write(document, tmp_path / "văn bản.docx")
    assert pdf_words(tmp_path / "văn bản.pdf", document) == docx_words(tmp_path / "văn bản.docx")


def test_the_notice_of_one_hamlet_lists_that_hamlet_only(sample: Database) -> None:
    with sample.reading() as connection:
        one = programme_papers.resources(connection, 2024, TODAY, 1)
        whole = programme_papers.resources(connection, 2024, TODAY)
    assert {help.hamlet for help in one.helps} == {one.hamlet} and not one.gifts
    assert len(one.helps) < len(whole.helps)
