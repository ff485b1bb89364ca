"""The book of requests: received, sent to a round, answered with reasons; terms follow the holidays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.requests import Request, RequestKind, RequestResult, RequestState
from povdesk.domain.review import RoundKind
from povdesk.storage import catalogue_edits, requests, rounds
from povdesk.storage.database import Database
from tests.storage.counter import add_form, make_counter

RECEIVED = date(2024, 8, 12)


@pytest.fixture
def counter(data_folder: Path) -> Iterator[tuple[Database, int, int]]:
    opened = make_counter(data_folder)
    yield opened
    opened[0].close()


def receive(database: Database, **more: object) -> int:
    wanted = Request(RECEIVED, RequestKind.RECOGNISE, "Hồ Văn Đào", hamlet_id=1, reason="Nhà cháy")
    with database.writing() as act:
        return requests.save(act, replace(wanted, **more))  # type: ignore[arg-type]


def read(database: Database, key: int) -> Request:
    with database.reading() as connection:
        return requests.get(connection, key)


def test_a_request_is_kept_with_its_last_day(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    found = read(database, receive(database, household_id=family, number="12/GĐN"))

    assert (found.applicant, found.hamlet, found.code) == ("Hồ Văn Đào", "thôn Trà Lạc", "TL-001")
    assert found.due_on == date(2024, 9, 3)
    assert found.state is RequestState.WAITING


def test_a_holiday_entered_later_moves_the_last_day(counter: tuple[Database, int, int]) -> None:
    database, _, _ = counter
    key = receive(database)
    item = CatalogueItem("off", "Nghỉ", date(2024, 9, 3), date(2024, 9, 3), extra={"month": 9, "day": 3})
    with database.writing() as act:
        catalogue_edits.keep(act, "public_holidays", item)
    assert read(database, key).due_on == date(2024, 9, 4)

    with database.writing() as act:
        catalogue_edits.drop(act, "public_holidays", "off")
    assert read(database, key).due_on == date(2024, 9, 3)


def test_what_the_book_cannot_hold_is_refused_in_words(counter: tuple[Database, int, int]) -> None:
    database, _, _ = counter
    receive(database, number="12/GĐN")
    for more in (
        {"applicant": "  "},
        {"hamlet_id": None},
        {"received_on": date(2025, 1, 2)},
        {"number": "12/GĐN"},
    ):
        with pytest.raises(InvalidInput):
            receive(database, **more)
    receive(database, number="12/GĐN", received_on=date(2023, 8, 12))


def test_sending_to_review_opens_one_continuous_round_and_uses_it_again(
    counter: tuple[Database, int, int],
) -> None:
    database, family, periodic = counter
    first, second = receive(database, household_id=family), receive(database, applicant="Đinh Thị Lan")
    with database.writing() as act:
        this = requests.send_to_round(act, first, date(2024, 10, 15))
    with database.writing() as act:
        again = requests.send_to_round(act, second, date(2024, 10, 16))

    assert this == again != periodic
    with database.reading() as connection:
        opened = rounds.get(connection, this)
        assert opened.kind is RoundKind.CONTINUOUS
        assert [one.household_id for one in rounds.listed(connection, this)] == [family]
    assert read(database, first).state is RequestState.REVIEWING


def test_a_closed_form_of_the_round_makes_it_ready_to_answer(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    key = receive(database, household_id=family)
    with database.writing() as act:
        this = requests.send_to_round(act, key, date(2024, 10, 15))
    add_form(database, family, this, state="draft")
    assert read(database, key).state is RequestState.REVIEWING
    with database.writing() as act:
        act.describe("Chốt")
        act.connection.exec_driver_sql("UPDATE review SET state = 'closed'")

    assert read(database, key).state is RequestState.READY


def test_a_refusal_needs_its_reason_and_then_only_looking_is_left(counter: tuple[Database, int, int]) -> None:
    database, _, _ = counter
    key = receive(database)
    with pytest.raises(InvalidInput), database.writing() as act:
        requests.answer(act, key, RequestResult.REFUSED, answered_on=date(2024, 8, 30))
    with pytest.raises(InvalidInput), database.writing() as act:
        requests.answer(act, key, RequestResult.RECOGNISED, answered_on=date(2024, 8, 1))
    with database.writing() as act:
        requests.answer(
            act,
            key,
            RequestResult.REFUSED,
            answered_on=date(2024, 8, 30),
            refusal_reason="Thu nhập trên mức chuẩn",
        )

    found = read(database, key)
    assert (found.result, found.refusal_reason) == (RequestResult.REFUSED, "Thu nhập trên mức chuẩn")
    for act_on in (requests.remove, lambda act, key: requests.save(act, found)):
        with pytest.raises(NotPossibleNow), database.writing() as act:
            act_on(act, key)


def test_an_answer_can_be_taken_back(counter: tuple[Database, int, int]) -> None:
    from povdesk.storage.act import last_act

    database, _, _ = counter
    key = receive(database)
    with database.writing() as act:
        requests.answer(act, key, RequestResult.RECOGNISED, answered_on=date(2024, 8, 30))
    with database.reading() as connection:
        last = last_act(connection)
    assert last is not None and last[1] == "Trả lời giấy đề nghị của Hồ Văn Đào: công nhận"
    with database.writing() as act:
        act.undo(last[0])

    assert read(database, key).state is RequestState.WAITING


def test_households_of_that_name_are_offered_without_diacritics(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    with database.reading() as connection:
        assert requests.households_named(connection, "dinh thi uong", 1) == (
            (family, "TL-001, chủ hộ Hồ Văn Đào"),
        )
        assert requests.households_named(connection, "Đinh Thị Ương", 2) == ()
        assert requests.households_named(connection, "", None) == ()


def test_no_letter_of_refusal_is_made_for_a_request_that_was_recognised(
    counter: tuple[Database, int, int],
) -> None:
    from povdesk import papers_requests

    database, _, _ = counter
    key = receive(database)
    with database.writing() as act:
        requests.answer(act, key, RequestResult.RECOGNISED, answered_on=date(2024, 8, 30))

    with pytest.raises(NotPossibleNow, match="đã được công nhận"), database.reading() as connection:
        papers_requests.refusal(connection, key)
