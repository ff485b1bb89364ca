"""The whole register as an Excel file, against the bare library writing the same cells."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.timing import Figure, round_robin, timed

HOUSEHOLDS, PEOPLE = 5_000, 22_000


def figures(rounds: int) -> Iterator[Figure]:
    """Plain values in, a checked file out; the floor only puts the cells down and closes."""
    from povdesk.spreadsheets import register_list

    households, members = _register()
    day = date(2024, 12, 31)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)

        def ours() -> None:
            register_list.write(
                folder / "ours.xlsx", households, members, day=day, agency="UBND xã Thử", sample=False
            )

        ours()
        cells = _cells(folder / "ours.xlsx")
        result = round_robin(
            {
                "bare XlsxWriter": timed(lambda: _bare(folder / "bare.xlsx", cells)),
                "register": timed(ours),
            },
            min(rounds, 5),
        )
        name = f"{HOUSEHOLDS:,} households, {PEOPLE:,} people as Excel"
        yield result.figure(name, "register", to="bare XlsxWriter", limit=2)
        sizes = [(folder / f"{one}.xlsx").stat().st_size for one in ("ours", "bare")]
        yield Figure("size of the Excel file", sizes[0] / sizes[1], None, floor="bare XlsxWriter")


def _register() -> tuple[Sequence[Any], Sequence[Any]]:
    from povdesk.domain.household import Category, Sex
    from povdesk.domain.partial_date import PartialDate
    from povdesk.storage.register_list import RegisterHousehold, RegisterMember

    classes = (Category.POOR, Category.NEAR_POOR, Category.NOT_POOR)
    households = [
        RegisterHousehold(
            f"T{n % 4}-{n:04}",
            f"Hồ Văn {n}",
            f"Trà Hoa {n % 4}",
            f"Tổ {n % 7}",
            n % 9 + 1,
            "Co",
            classes[n % 3],
            f"Đinh Thị {n % 60}",
        )
        for n in range(HOUSEHOLDS)
    ]
    members = [
        RegisterMember(
            households[n % HOUSEHOLDS].code,
            households[n % HOUSEHOLDS].head,
            households[n % HOUSEHOLDS].hamlet,
            f"Nguyễn Thị {n}",
            "Con",
            Sex.FEMALE if n % 2 else Sex.MALE,
            PartialDate(1930 + n % 94, n % 12 + 1, n % 28 + 1),
            f"{n:012}",
            "Co",
        )
        for n in range(PEOPLE)
    ]
    return households, members


def _cells(path: Path) -> list[list[list[Any]]]:
    """What stands in our file, sheet by sheet, so that both write the same."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    count = sum(len(row) for sheet in sheets for row in sheet)
    if count < PEOPLE * 9:
        raise RuntimeError(json.dumps({"cells": count}))
    return sheets


def _bare(path: Path, sheets: list[list[list[Any]]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(number, place, value)
    book.close()
