"""Three invented communes as registers of their own, to be merged."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from povdesk.domain.commune_merging import Wishes
from povdesk.storage import commune_merging
from povdesk.storage.commune_source import opened
from povdesk.storage.database import Database
from povdesk.storage.tables import commune_identity, issued_paper, metadata
from tests.storage import made_once

NAMES = ("Trà Lâm", "Trà Hiệp", "Trà Thanh")
JOINT = date(2025, 7, 1)
NOW = datetime(2025, 7, 2, 9, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def name_it(one: Database, name: str) -> None:
    """Give the invented commune its name, a register of papers and a budget of its own."""
    with one.writing() as act:
        act.describe("Chuẩn bị")
        for row in act.connection.execute(select(commune_identity)).mappings().all():
            if row["name"] == "Trà Lâm":
                act.update(commune_identity, row["id"], {"name": name})
        act.insert(
            issued_paper,
            {
                "kind": "decision",
                "year": 2024,
                "number": "12",
                "symbol": "QĐ-UBND",
                "signed_on": date(2024, 12, 10),
                "subject": f"Công nhận hộ nghèo xã {name}",
                "pdf": f"%PDF {name}".encode(),
                "issued_at": "2024-12-10T08:00:00+07:00",
            },
        )


def make_registers(base: Path, names: tuple[str, ...] = NAMES) -> None:
    """One folder for each, with Vietnamese letters."""
    for seed, name in enumerate(names, start=11):
        one = made_once.sample_commune(base / name / "povdesk.db", 60, seed, clock=clock)
        name_it(one, name)
        one.close()


def proposed(joint: Database, folder: Path) -> Wishes:
    """What the program proposes for the register in a folder."""
    with opened(folder / "povdesk.db", joint) as source, joint.reading() as connection:
        return commune_merging.propose(connection, source, NOW.date())


def row_counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
            for table in metadata.sorted_tables
        }
