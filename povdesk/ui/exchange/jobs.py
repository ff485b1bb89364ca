"""The page's work with files, on the files lane with a database of its own; nothing here touches widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from povdesk.domain.importing.rehearsing import Choices, rehearse, suggested_sheets, suggested_year, tables
from povdesk.domain.importing.table import Table
from povdesk.domain.importing.verdicts import Rehearsal
from povdesk.domain.importing.workbook import ReadWorkbook

Job = Callable[[Callable[..., None], Callable[[], bool]], Any]


@dataclass
class Opened:
    """A file as it was read. suggested: sheets that are taken unless the officer says otherwise.

    under_review: years whose classes come from the forms, never from a file.
    """

    path: Path
    workbook: ReadWorkbook
    tables: list[Table]
    suggested: tuple[str, ...]
    year: int
    hamlets: int = 0
    notes: list[str] = field(default_factory=list)
    under_review: frozenset[int] = frozenset()

    def table(self, sheet: str) -> Table | None:
        return next((one for one in self.tables if one.sheet.name == sheet), None)


def reading(database_path: Path, path: Path, today: date) -> Job:
    """Read the file in a process of its own and look for its tables."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Opened:
        from povdesk.spreadsheets import reading as spreadsheets
        from povdesk.storage import imports

        workbook = spreadsheets.read(path, progress=progress, cancelled=cancelled)
        with _open(database_path) as database, database.reading() as connection:
            known = imports.register(connection, today)
        found = tables(workbook, known.mappings)
        suggested = suggested_sheets(found)
        chosen = [one for one in found if one.sheet.name in suggested]
        notes = [one.refused for one in workbook.sheets if one.refused]
        year = suggested_year(workbook, chosen, known)
        under_review = frozenset(one for one in known.rounds if known.is_under_review(one))
        return Opened(path, workbook, found, suggested, year, len(known.hamlets), notes, under_review)

    return job


def rehearsing(database_path: Path, opened: Opened, choices: Choices, today: date) -> Job:
    """A verdict for every line; nothing is written."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Rehearsal:
        from povdesk.storage import imports

        with _open(database_path) as database, database.reading() as connection:
            known = imports.register(connection, today)
        return rehearse(opened.workbook, known, choices, progress=progress, cancelled=cancelled)

    return job


def taking(database_path: Path, rehearsal: Rehearsal) -> Job:
    """A verified copy first, then everything as one act."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage import imports

        with _open(database_path) as database:
            return imports.take_in(database, rehearsal, progress=progress, cancelled=cancelled)

    return job


class _open:
    """The database for one job."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Any:
        from povdesk.storage.database import open_database

        self._database = open_database(self._path, check=False)
        return self._database

    def __exit__(self, *_error: object) -> None:
        self._database.close()
