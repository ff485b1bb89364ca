"""Facts of the whole database, by key, as JSON."""

import json
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.vietnamese import clean_text
from povdesk.storage.act import Act
from povdesk.storage.tables import officer, setting


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """The value kept under `key`, or the default."""
    found = connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()
    return default if found is None else json.loads(found)


def put(act: Act, key: str, value: Any) -> None:
    """Keep a value; the act must be described by the caller."""
    text = json.dumps(value, ensure_ascii=False)
    known = act.connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
    if known is None:
        act.insert(setting, {"key": key, "value": text})
    else:
        act.update(setting, known, {"value": text})


def is_sample(connection: Connection) -> bool:
    """True for the invented commune: every screen and paper then says DỮ LIỆU MẪU."""
    return bool(get(connection, "is_sample", False))


def officer_name(connection: Connection) -> tuple[str, str]:
    """Name and post of the officer who uses the program; empty when not entered."""
    row = connection.execute(
        select(officer.c.full_name, officer.c.post).where(officer.c.active == 1).order_by(officer.c.id)
    ).first()
    return (row.full_name, row.post) if row else ("", "")


def save_office(act: Act, working_year: int, full_name: str, post: str) -> None:
    """The year to work in, and whose name stands in the history from now on."""
    if not 2021 <= working_year <= 2100:
        raise InvalidInput(f"Không có năm làm việc {working_year}.", "Gõ năm bằng bốn chữ số, ví dụ 2026.")
    if not clean_text(full_name):
        raise InvalidInput("Chưa nhập họ tên cán bộ dùng phần mềm.", "Gõ họ và tên.")
    act.describe("Lưu năm làm việc và cán bộ dùng phần mềm", "setting", "working_year")
    put(act, "working_year", working_year)
    values = {"full_name": clean_text(full_name), "post": clean_text(post)}
    if act.officer_id:
        act.update(officer, act.officer_id, values)
    else:
        act.insert(officer, values)
