"""The activities' papers put together from a small invented commune."""

from datetime import date

import pytest

from povdesk import papers_catalogue
from povdesk.documents.blocks import Document, GroupRow, Table
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.payment import Basis, PaymentList
from povdesk.papers_catalogue import Answers
from povdesk.storage import insurance_changes, payments, visits
from povdesk.storage.database import open_database
from tests.storage import made_once

DAY = date(2024, 11, 20)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    made_once.sample_commune(path, households=40).close()
    opened = open_database(path)
    yield opened
    opened.close()


def lines(document: Document) -> list[tuple[str, ...]]:
    tables = [block for part in document.sections for block in part.blocks if isinstance(block, Table)]
    return [row for table in tables for row in table.rows if not isinstance(row, GroupRow)]


def build(database, code: str, **answers) -> Document:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return papers_catalogue.build(connection, code, Answers(2024, DAY, **answers))


def test_the_register_of_poor_households_has_each_entitled_household_once(commune) -> None:  # type: ignore[no-untyped-def]
    rows = lines(build(commune, "D24"))
    # Counted by hand from the classes in force, without what the paper's query does.
    with commune.reading() as connection:
        classes = connection.exec_driver_sql(
            "SELECT c.household_id, c.category FROM class_history c JOIN household h ON h.id = c.household_id"
            " WHERE c.entitled_from <= '2024-11-20' AND h.deleted_at IS NULL"
            " AND (h.ended_on IS NULL OR h.ended_on > '2024-11-20') ORDER BY c.entitled_from, c.id"
        ).all()
    last = dict(tuple(row) for row in classes)
    poor = sum(category == "poor" for category in last.values())
    assert poor > 0
    assert sum(row[5].startswith("Hộ nghèo") for row in rows) == poor
    assert len({row[1] for row in rows}) == len(rows)


def test_visits_of_a_hamlet_stand_in_its_diary_and_not_among_the_support(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.reading() as connection:
        seen = [one for one in visits.of_year(connection, 2024, 2) if one.visited_on <= DAY]
    assert len(lines(build(commune, "D24-TH", hamlet_id=2))) == len(seen)
    assert all(row[4] != "Thăm hộ" for row in lines(build(commune, "D24-HT")))
    with pytest.raises(NotPossibleNow, match="Thôn này"):
        build(commune, "D24", hamlet_id=999)


def test_the_months_bhyt_paper_holds_exactly_the_lines_that_count(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.reading() as connection:
        found = insurance_changes.lines(connection, 2024, 1)
    assert found
    with commune.writing() as act:
        insurance_changes.exclude(act, 2024, 1, found[0].key, "Đã có thẻ nhóm khác")

    printed = lines(build(commune, "D31", month=1))
    assert len(printed) == len(found) - 1
    assert not any(row[1] == found[0].name and row[2] == found[0].born for row in printed)


def test_decembers_bhyt_list_made_in_january_bears_the_day_it_is_made(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.reading() as connection:
        answers = Answers(2024, date(2025, 1, 3), month=12)
        document = papers_catalogue.build(connection, "D31", answers)
    head = document.sections[0].blocks[0]
    assert (head.filter_text, head.printed_on) == ("Tháng 12 năm 2024", "Ngày lập: 03/01/2025")


def test_a_payment_list_is_chosen_among_the_records_of_the_year(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act:
        made = payments.proposed(act.connection, Basis.BOTH, DAY, amount=100_000)
        payments.save(act, PaymentList("Quà Tết", made_on=DAY, period="Tết 2025", lines=made))
    paper = papers_catalogue.find("D30")
    assert paper.records is not None
    with commune.reading() as connection:
        (key,) = [key for key, words in paper.records(connection, 2024) if words == "Quà Tết, Tết 2025"]
    assert len(lines(build(commune, "D30", record_id=key))) == len(made)
    with pytest.raises(InvalidInput, match="Chưa chọn"):
        build(commune, "D30")


def test_the_plan_and_the_minutes_come_from_the_years_inspections(commune) -> None:  # type: ignore[no-untyped-def]
    assert len(lines(build(commune, "D29"))) == 1
    paper = papers_catalogue.find("D29-BB")
    assert paper.records is not None
    with commune.reading() as connection:
        ((key, _words),) = paper.records(connection, 2024)
    assert lines(build(commune, "D29-BB", record_id=key))[0][1] == "Hai hộ chưa khởi công nhà đã được duyệt"
