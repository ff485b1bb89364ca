"""“Gói nhật ký lỗi”: one zip for whoever helps, without a name, a number or a place of anybody."""

import platform
import re
import sqlite3
import zipfile
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, select

from povdesk import __version__
from povdesk.domain.errors import NotPossibleNow
from povdesk.storage.tables import SCHEMA_NUMBER, cadre, metadata, officer, person, signer

LINES = 600
"""So many last lines of each log file."""

_NUMBERS = re.compile(r"\d{8,}")
_CARDS = re.compile(r"\b[A-Z]{2}\d{6,}\b")
_PLACES = re.compile(r"(?i)([a-z]:\\users\\|/home/|/users/)[^\\/\r\n\"']+")


def write(path: Path, log_folder: Path, connection: Connection | None, details: str = "") -> None:
    """Write the zip. connection: None when the database cannot be opened; the log alone then goes in."""
    names = _names(connection) if connection is not None else ()
    parts = {"thong-tin.txt": _about(details)}
    if connection is not None:
        parts["cau-truc.sql"] = _schema(connection)
        parts["so-dong.txt"] = _counts(connection)
    for number, text in enumerate(_logs(log_folder)):
        parts[f"nhat-ky-{number}.txt"] = text
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in parts.items():
                bundle.writestr(name, without_people(text, names))
    except OSError as error:
        raise NotPossibleNow(f"Chưa ghi được tệp {path.name}.", "Chọn thư mục khác rồi lưu lại.") from error


def without_people(text: str, names: Iterable[str]) -> str:
    """The text without long numbers, card codes, home folders, and without any of the names."""
    text = _PLACES.sub(r"\1…", text)
    text = _CARDS.sub("…", _NUMBERS.sub("…", text))
    for name in names:
        if name in text:
            text = text.replace(name, "…")
    return text


def _names(connection: Connection) -> tuple[str, ...]:
    found: set[str] = set()
    for column in (person.c.full_name, cadre.c.full_name, officer.c.full_name, signer.c.full_name):
        found.update(connection.execute(select(column).distinct()).scalars())
    return tuple(sorted((name for name in found if " " in name), key=len, reverse=True))


def _about(details: str) -> str:
    lines = [
        f"PovDesk {__version__}, dữ liệu kiểu {SCHEMA_NUMBER}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}",
    ]
    return "\n".join([*lines, "", details]).rstrip() + "\n"


def _schema(connection: Connection) -> str:
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
    ).scalars()
    pragmas = [
        f"-- {name} = {connection.exec_driver_sql(f'PRAGMA {name}').scalar()}"
        for name in ("journal_mode", "synchronous", "user_version", "page_count", "freelist_count")
    ]
    return "\n".join([*pragmas, *(f"{sql};" for sql in rows)]) + "\n"


def _counts(connection: Connection) -> str:
    lines = []
    for table in sorted(metadata.tables):
        count = connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar()
        lines.append(f"{table}\t{count}")
    return "\n".join(lines) + "\n"


def _logs(folder: Path) -> list[str]:
    """The newest first."""
    found = []
    for path in sorted(folder.glob("povdesk.log*")):
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        found.append("\n".join(lines[-LINES:]) + "\n")
    return found
