"""Old copies are thinned by their number; a wrong clock never costs a copy."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.storage.backup import copies, places, rotation
from povdesk.storage.backup.header import Header, Reason
from povdesk.storage.tables import hamlet

from .samples import a_database, a_header, packed

HANOI = timezone(timedelta(hours=7))
BEGIN = datetime(2024, 1, 1, 9, tzinfo=HANOI)


def _made(seq: int, at: datetime, reason: Reason = Reason.AUTOMATIC, rows: int = 100) -> Header:
    header = a_header(b"x", seq=seq, reason=str(reason), counts={"household": rows})
    return replace(header, created_local=at.isoformat(), created_utc=at.isoformat())


def _a_year(per_day: int = 4) -> list[Header]:
    return [
        _made(1 + day * per_day + turn, BEGIN + timedelta(days=day, hours=turn))
        for day in range(365)
        for turn in range(per_day)
    ]


def _write(folder: Path, header: Header) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / copies.file_name(header)
    named = {
        name: getattr(header, name) for name in ("seq", "created_local", "created_utc", "counts", "reason")
    }
    path.write_bytes(packed(b"x", None, **named))
    return path


def test_after_a_year_the_last_days_weeks_and_months_are_there() -> None:
    year = _a_year()
    numbers = rotation.kept(year)
    keep = [header for header in year if header.seq in numbers]
    days = [header.created.date() for header in keep]

    assert len([header for header in keep if header.created >= year[-1].created - timedelta(days=2)]) == 9
    assert {datetime(2024, 12, day).date() for day in range(17, 29)} <= set(days)
    assert {(day.year, day.month) for day in days} == {(2024, month) for month in range(4, 13)}
    assert len(keep) < 40


def test_pinned_copies_stay_for_ever() -> None:
    year = _a_year()
    pinned = _made(2, BEGIN, Reason.PLAN_ISSUED)
    keep = rotation.kept([year[0], pinned, *year[2:]])

    assert pinned.seq in keep and year[0].seq not in keep


def test_three_copies_from_before_upgrades_stay() -> None:
    year = _a_year(1)
    upgrades = [replace(header, reason=str(Reason.BEFORE_UPGRADE)) for header in year[:5]]

    assert rotation.kept([*upgrades, *year[5:]]) & {1, 2, 3, 4, 5} == {3, 4, 5}


@given(st.lists(st.tuples(st.integers(0, 700), st.sampled_from(Reason)), min_size=1, max_size=120))
def test_the_newest_copy_always_stays_and_thinning_twice_is_thinning_once(
    made: list[tuple[int, Reason]],
) -> None:
    days = sorted(made, key=lambda each: each[0])
    headers = [_made(seq, BEGIN + timedelta(days=day), reason) for seq, (day, reason) in enumerate(days, 1)]
    keep = rotation.kept(headers)

    assert len(headers) in keep
    assert rotation.kept([header for header in headers if header.seq in keep]) == keep


def test_thinning_removes_only_copies_of_this_database(tmp_path: Path) -> None:
    year = _a_year(1)[::7]
    paths = [_write(tmp_path, header) for header in year]
    stranger = tmp_path / "PovDesk_xa_000001_20230101-0900.pvbak"
    stranger.write_bytes(packed(b"x", None, db_uuid="f" * 32, seq=1))
    removed = rotation.thin(tmp_path, "0" * 32, year[-1].created)

    assert removed and set(removed) < set(paths)
    assert stranger.exists() and paths[-1].exists()
    assert not [path for path in removed if path.exists()]


@pytest.mark.parametrize("year", [2009, 2023, 2099])
def test_a_wrong_clock_removes_nothing(tmp_path: Path, year: int) -> None:
    headers = _a_year(1)[::7]
    wrong = BEGIN.replace(year=year)
    paths = [_write(tmp_path, header) for header in headers]
    paths.append(_write(tmp_path, _made(1000, wrong)))

    assert rotation.thin(tmp_path, "0" * 32, BEGIN + timedelta(days=365)) == ()
    assert rotation.thin(tmp_path, "0" * 32, BEGIN + timedelta(days=365), clock_suspect=True) == ()
    assert all(path.exists() for path in paths)


def test_a_copy_that_suddenly_holds_far_less_removes_nothing(tmp_path: Path) -> None:
    headers = [*_a_year(1)[::7], _made(1000, BEGIN + timedelta(days=366), rows=70)]
    for header in headers:
        _write(tmp_path, header)

    assert rotation.thin(tmp_path, "0" * 32, BEGIN + timedelta(days=367)) == ()


def test_an_automatic_copy_is_made_only_when_something_was_saved(data_folder: Path) -> None:
    database = a_database(data_folder / "povdesk.db")
    first = rotation.automatic(database)
    again = rotation.automatic(database)
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Biếc"})
    second = rotation.automatic(database)
    database.close()

    assert first is not None and second is not None and again is None
    assert [copy.header.seq for copy in copies.in_folder(places.local_folder(database.path))] == [2, 1]
    assert not first.encrypted
