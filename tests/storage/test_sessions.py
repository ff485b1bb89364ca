"""Talks in the hamlets, and visits to households with what is left to do."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.storage import sessions, support, visits
from povdesk.storage.sessions import Session
from povdesk.storage.tables import cadre
from povdesk.storage.visits import Visit

from .people import keep, make_commune, make_household


@pytest.fixture
def commune(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def seen(database, year: int = 2024, hamlet_id: int | None = None) -> tuple[Visit, ...]:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return visits.of_year(connection, year, hamlet_id)


def test_a_session_is_kept_changed_and_removed(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act:
        uid = sessions.save(act, Session(date(2024, 4, 6), "Họp thôn", 1, 52, 41, "Chính sách giảm nghèo"))
    with commune.writing() as act:
        sessions.save(act, Session(date(2024, 4, 7), "Họp thôn", None, 60, None, "Chính sách", uid=uid))
    with commune.reading() as connection:
        (one,) = sessions.of_year(connection, 2024)
        assert sessions.of_year(connection, 2023) == ()
    assert (one.held_on, one.hamlet, one.turns, one.households_reached) == (date(2024, 4, 7), "", 60, None)
    with commune.writing() as act:
        sessions.delete(act, uid)
    with commune.reading() as connection:
        assert sessions.of_year(connection, 2024) == ()


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Session(date(2024, 4, 6), content=" "), "nội dung"),
        (Session(date(2024, 4, 6), turns=-1, content="Chính sách"), "nhỏ hơn 0"),
    ],
)
def test_a_session_that_cannot_be_is_refused(commune, one: Session, words: str) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act, pytest.raises(InvalidInput, match=words):
        sessions.save(act, one)


def test_a_visit_is_a_support_event_of_its_kind_so_that_it_is_kept_once(commune) -> None:  # type: ignore[no-untyped-def]
    home = keep(commune, make_household("Hồ Văn Đào", hamlet_id=2))
    with commune.writing() as act:
        act.describe("Cán bộ")
        visitor = act.insert(cadre, {"full_name": "Đinh Thị Nga"})
    with commune.writing() as act:
        uid = visits.save(act, Visit(home.id, date(2024, 9, 3), visitor, "Mái dột", "Báo thôn lợp lại mái"))

    (one,) = seen(commune)
    assert (one.head_name, one.hamlet, one.cadre) == ("Hồ Văn Đào", "thôn Trà Hoa", "Đinh Thị Nga")
    assert one.is_waiting
    assert seen(commune, hamlet_id=1) == () and seen(commune, 2023) == ()
    with commune.reading() as connection:
        kinds = connection.exec_driver_sql("SELECT kind, subject, state FROM support_event").all()
    assert kinds == [("THAM_HO", "household", "finished")]

    with commune.writing() as act:
        visits.finish_follow_up(act, uid, date(2024, 9, 20))
    assert not seen(commune)[0].is_waiting
    with commune.writing() as act:
        visits.delete(act, uid)
    assert seen(commune) == ()


def test_a_visit_that_cannot_be_is_refused(commune) -> None:  # type: ignore[no-untyped-def]
    home = keep(commune, make_household("Hồ Văn Đào"))
    day = date(2024, 9, 3)
    for visit, words in (
        (Visit(home.id, date(2024, 12, 31)), "sau hôm nay"),
        (Visit(home.id, day, follow_up_done_on=day), "chưa ghi việc"),
        (Visit(home.id, day, follow_up="Việc", follow_up_done_on=date(2024, 9, 1)), "trước ngày thăm"),
    ):
        with commune.writing() as act, pytest.raises(InvalidInput, match=words):
            visits.save(act, visit)
    with commune.writing() as act, pytest.raises(NotPossibleNow, match="không còn trong sổ"):
        visits.save(act, Visit(99, day))


def test_changing_a_visit_on_the_support_page_keeps_visitor_and_follow_up(commune) -> None:  # type: ignore[no-untyped-def]
    home = keep(commune, make_household("Hồ Văn Đào"), date(2023, 1, 1))
    with commune.writing() as act:
        act.describe("Cán bộ")
        visitor = act.insert(cadre, {"full_name": "Đinh Thị Nga"})
    with commune.writing() as act:
        uid = visits.save(act, Visit(home.id, date(2024, 9, 3), visitor, "Mái dột", "Lợp lại"))
    with commune.writing() as act:
        one = support.get(act.connection, uid)
        support.save(act, replace(one, cadre_id=None, result="Mái dột nặng"), sure=True)

    (seen_now,) = seen(commune)
    assert (seen_now.cadre, seen_now.content, seen_now.follow_up) == (
        "Đinh Thị Nga",
        "Mái dột nặng",
        "Lợp lại",
    )
