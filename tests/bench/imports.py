"""A large list read, rehearsed and written, against the bare library and plain SQL on the same tables."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tests.bench.timing import Figure, Rounds, round_robin, timed

HOUSEHOLDS, PEOPLE = 5_000, 22_000
_NOW = datetime(2024, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def figures(rounds: int) -> Iterator[Figure]:
    """The official list of a large commune into an empty register."""
    from povdesk.domain.importing.rehearsing import rehearse
    from povdesk.spreadsheets import official_list, reading
    from povdesk.storage import imports, seeds
    from povdesk.storage.creation import create_database

    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        path = folder / "list.xlsx"
        official_list.write(path, _lists())
        database = create_database(folder / "povdesk.db", fill=seeds.seed, clock=lambda: _NOW)

        def rehearsal() -> None:
            with database.reading() as connection:
                known = imports.register(connection, _NOW.date())
            found = rehearse(reading.read(path), known)
            if len(found.rows) != PEOPLE or found.new_households != HOUSEHOLDS:
                raise RuntimeError(found.summary())

        result = round_robin(
            {
                "calamine and SQL": timed(lambda: _bare(path, folder)),
                "rehearsal": timed(rehearsal),
            },
            min(rounds, 5),
        )
        name = f"{HOUSEHOLDS:,} households, {PEOPLE:,} people read and rehearsed"
        yield result.figure(name, "rehearsal", to="calamine and SQL", limit=3)
        with database.reading() as connection:
            found = rehearse(reading.read(path), imports.register(connection, _NOW.date()))
        database.close()
        result = _written(folder, found, min(rounds, 5))
        yield result.figure(f"{HOUSEHOLDS:,} households written", "act", to="plain SQL", limit=None)


def _written(folder: Path, rehearsal: Any, rounds: int) -> Rounds:
    """One act with its history, against the rows alone put into the same tables by plain sqlite3."""
    from povdesk.storage import imports
    from povdesk.storage.database import open_database

    target = folder / "written.db"
    rows: dict[str, list[tuple[Any, ...]]] = {}

    def act() -> float:
        shutil.copy(folder / "povdesk.db", target)
        database = open_database(target)
        started = time.perf_counter()
        with database.writing() as writing:
            imports.write(writing, rehearsal)
        taken = time.perf_counter() - started
        if not rows:
            with database.reading() as connection:
                for name in ("hamlet", "household", "person", "membership", "decision", "class_history"):
                    made = connection.exec_driver_sql(f"SELECT * FROM {name}")
                    rows[name] = [tuple(row) for row in made]
        database.close()
        return taken

    def plain() -> float:
        shutil.copy(folder / "povdesk.db", target)
        connection = sqlite3.connect(target)
        for setting in ("journal_mode = TRUNCATE", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {setting}").fetchone()
        started = time.perf_counter()
        for name, made in rows.items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(made[0]))})", made)
        connection.commit()
        taken = time.perf_counter() - started
        connection.close()
        return taken

    return round_robin({"act": act, "plain SQL": plain}, rounds)


def _bare(path: Path, folder: Path) -> None:
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    target = folder / "bare.db"
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    width = max(len(row) for row in rows)
    columns = ", ".join(f"c{place}" for place in range(width))
    connection.execute(f"CREATE TABLE list (id INTEGER PRIMARY KEY, {columns})")
    marks = ", ".join("?" for _ in range(width))
    values = ([str(cell) if isinstance(cell, date) else cell for cell in row] for row in rows)
    connection.executemany(f"INSERT INTO list ({columns}) VALUES ({marks})", values)
    connection.commit()
    connection.close()


def _number(person: int) -> str:
    """As a real one agrees with sex and birth: odd people are men, all born 1930 to 2019."""
    born = 1930 + person % 90
    sign = (0 if person % 2 else 1) + (2 if born >= 2000 else 0)
    return f"051{sign}{born % 100:02}{person:06}"


def _lists():  # type: ignore[no-untyped-def]
    from povdesk.domain.household import Category, Sex
    from povdesk.domain.official_list import (
        ListKind,
        OfficialHousehold,
        OfficialLists,
        OfficialMember,
    )
    from povdesk.domain.partial_date import PartialDate

    given = ("Tía", "Ánh", "Nghĩa", "Quỳnh", "Lý", "Đẹp", "Hoa", "Sự")
    families = []
    person = 0
    for number in range(HOUSEHOLDS):
        members = []
        for place in range(5 if number % 5 < 2 else 4):
            members.append(
                OfficialMember(
                    f"Hồ {'Văn' if person % 2 else 'Thị'} {given[person % 8]} {given[person // 8 % 8]}",
                    "Con" if place else "Chủ hộ",
                    Sex.MALE if person % 2 else Sex.FEMALE,
                    PartialDate(1930 + person % 90, person % 12 + 1, person % 28 + 1),
                    _number(person),
                    "Co",
                    30,
                )
            )
            person += 1
        families.append(
            OfficialHousehold(
                f"T-{number}",
                f"Trà Hoa {number % 4}",
                members[0].name,
                Category.POOR if number % 2 else Category.NEAR_POOR,
                len(members),
                tuple(members),
                "",
                120,
                30,
                True,
                reasons=("Không có đất sản xuất",),
            )
        )
    return OfficialLists(
        2023,
        date(2023, 12, 31),
        "Rà soát định kỳ năm 2023",
        "Xã Trà Lâm",
        "",
        "Huyện Trà Bồng",
        "Tỉnh Quảng Ngãi",
        "Ủy ban nhân dân xã Trà Lâm",
        "62/QĐ-UBND",
        date(2023, 12, 12),
        {ListKind.LISTED: tuple(families), ListKind.ESCAPED_POOR: (), ListKind.ESCAPED_NEAR_POOR: ()},
        True,
        False,
    )
