"""Small databases of every released schema, with the awkward things that real registers hold.

Before a release: `python -m tests.storage.released_schemas` writes tests/data/schemas/NNNN.json: the
statements, one a line, in plain ASCII, because some letters in them are deliberately loose. A file of a
schema that has been released is never written again.
"""

import json
import sqlite3
import tempfile
import unicodedata
from contextlib import closing
from pathlib import Path

from povdesk.storage.act import Act
from povdesk.storage.database import APPLICATION_ID, Database
from povdesk.storage.tables import SCHEMA_NUMBER, attachment, household, known_stick, person

from .commune_builder import a_commune, a_form, a_household, a_person

FOLDER = Path(__file__).resolve().parents[1] / "data" / "schemas"

NAMES = (
    unicodedata.normalize("NFD", "Đinh Thị Nguồn"),
    "Hồ Văn O'Suối",
    'Phạm Thị "Đá"; DROP TABLE person; --',
    "Y",
    "Ê Ban " * 30,
    "𠮷 Văn Lạ 🙂",
)


def awkward(path: Path) -> Database:
    """Names in parts, old numbers, families without anybody, long notes, a deleted person, a scan."""
    database = a_commune(path)
    for number, name in enumerate(NAMES):
        with database.writing() as act:
            act.describe("Thêm người")
            act.insert(person, {"full_name": name, "id_number": f"21100000{number}"})
    with database.writing() as act:
        act.describe("Thêm hộ")
        home = a_household(act, "Hồ Thị Tre", {2022: "poor", 2023: "near_poor"})
        member = a_person(act, home, "Hồ Văn Măng", 2016, relation="child", ethnic_group="Cor")
        a_form(act, home, members={member: {}}, lacking={"health_insurance": "unknown"})
        act.insert(household, {"code": "TRỐNG-01", "hamlet_id": 1, "note": "Ghi chú dài " * 20})
        _scan(act)
        act.connection.execute(
            known_stick.insert().values(uid=act.new_uid(), stick_uuid="a" * 32, label="A", last_seen="")
        )
    with database.writing() as act:
        act.describe("Xóa người nhập nhầm")
        act.delete(person, 4)
    return database


def freeze(database_path: Path, into: Path) -> None:
    """Write a database as text that shows what changed when it is made again."""
    with closing(sqlite3.connect(database_path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        lines = [*connection.iterdump()]
    into.parent.mkdir(parents=True, exist_ok=True)
    numbers = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {version};"]
    into.write_text(json.dumps([*lines, *numbers], indent=0) + "\n", encoding="ascii")


def thaw(frozen: Path, into: Path) -> None:
    """The database that was frozen."""
    with closing(sqlite3.connect(into)) as connection:
        connection.executescript("\n".join(json.loads(frozen.read_text(encoding="ascii"))))


def frozen(number: int) -> Path:
    return FOLDER / f"{number:04d}.json"


def _scan(act: Act) -> None:
    act.insert(
        attachment,
        {
            "object_type": "plan",
            "object_uid": act.new_uid(),
            "file_name": "bản ký.pdf",
            "size": 5,
            "sha256": "0" * 64,
            "content": b"%PDF-\x00",
            "added_at": "2024-12-31T08:00:00+00:00",
        },
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = awkward(Path(folder) / "povdesk.db")
        made.close()
        freeze(made.path, frozen(SCHEMA_NUMBER))
