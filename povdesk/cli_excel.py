"""The command export: the official lists and the register as Excel files."""

import argparse
from datetime import date
from pathlib import Path
from typing import TextIO

from povdesk.domain.errors import InvalidInput
from povdesk.storage.database import open_database

OFFICIAL, HOUSEHOLDS, TEMPLATE = "official-list", "households", "template"
KINDS = (OFFICIAL, HOUSEHOLDS, TEMPLATE)


def export(asked: argparse.Namespace, path: Path, out: TextIO, today: date) -> None:
    """Write what was asked for."""
    if asked.kind == OFFICIAL:
        if asked.year is None:
            raise InvalidInput("Chưa nói danh sách của năm nào.", "Thêm --year NĂM, ví dụ --year 2024.")
        _official(asked.year, path, asked.xlsx)
    elif asked.kind == TEMPLATE:
        from povdesk.spreadsheets import official_list

        official_list.write_template(asked.xlsx, today)
    else:
        _households(asked.as_of, path, asked.xlsx, today)
    print(f"Đã ghi {asked.xlsx}", file=out)


def _official(year: int, path: Path, file: Path) -> None:
    from povdesk.spreadsheets import official_list as sheets
    from povdesk.storage import official_list

    database = open_database(path)
    try:
        with database.reading() as connection:
            found = official_list.gather(connection, year)
    finally:
        database.close()
    sheets.write(file, found)


def _households(as_of: date | None, path: Path, file: Path, today: date) -> None:
    from povdesk.spreadsheets import register_list as sheets
    from povdesk.storage import households, register_list

    database = open_database(path)
    try:
        with database.reading() as connection:
            day = as_of or households.working_day(connection, today)
            found = register_list.gather(connection, day)
    finally:
        database.close()
    sheets.write(
        file,
        found.households,
        found.members,
        day=found.day,
        agency=found.agency,
        sample=found.sample,
    )
