"""Numbers that somebody else counted, entered by hand: value, day, who and from which paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.tables import indicator_definition, measurement


@dataclass(frozen=True)
class Measurement:
    """One typed number of an indicator. Either a value, or numerator and denominator of a rate."""

    as_of: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    measured_by: str = ""
    source: str = ""
    method: str = ""
    evidence_number: str = ""
    note: str = ""
    uid: str = ""


_TEXTS = ("measured_by", "source", "method", "evidence_number", "note")


def measurements(connection: Connection, code: str) -> tuple[Measurement, ...]:
    """All typed numbers of an indicator, the newest first."""
    rows = connection.execute(
        select(measurement)
        .join(indicator_definition, indicator_definition.c.id == measurement.c.indicator_id)
        .where(indicator_definition.c.code == code)
        .order_by(measurement.c.as_of.desc(), measurement.c.id.desc())
    ).mappings()
    return tuple(_measurement(row) for row in rows)


def measurements_by_code(connection: Connection) -> dict[str, tuple[Measurement, ...]]:
    """The typed numbers of every indicator that has any, the newest first."""
    rows = connection.execute(
        select(indicator_definition.c.code, measurement)
        .join_from(measurement, indicator_definition)
        .order_by(measurement.c.as_of.desc(), measurement.c.id.desc())
    ).mappings()
    found: dict[str, list[Measurement]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(_measurement(row))
    return {code: tuple(several) for code, several in found.items()}


def _measurement(row: Mapping[Any, Any]) -> Measurement:
    return Measurement(
        row["as_of"],
        row["value"],
        row["numerator"],
        row["denominator"],
        **{name: row[name] for name in _TEXTS},
        uid=row["uid"],
    )


def save_measurement(act: Act, code: str, wanted: Measurement) -> int:
    """Keep a typed number, a new one or one that was kept before; returns its id."""
    indicator = act.connection.execute(
        select(indicator_definition.c.id, indicator_definition.c.name, indicator_definition.c.uid).where(
            indicator_definition.c.code == code
        )
    ).first()
    if indicator is None:
        raise NotPossibleNow("Chỉ tiêu này không còn nữa.", "Mở lại bảng chỉ tiêu.")
    _check(wanted, act.today)
    act.describe(f"Nhập số đo: {indicator.name}", "indicator_definition", indicator.uid)
    values = {
        "as_of": wanted.as_of,
        "value": wanted.value,
        "numerator": wanted.numerator,
        "denominator": wanted.denominator,
        **{name: clean_text(getattr(wanted, name)) for name in _TEXTS},
    }
    if not wanted.uid:
        return act.insert(measurement, {"indicator_id": indicator.id, **values})
    key = key_of(act.connection, measurement, wanted.uid)
    act.update(measurement, key, values)
    return key


def delete_measurement(act: Act, uid: str) -> None:
    """Remove a number that was entered by mistake; it stays in the history."""
    act.describe("Xóa số đo nhập tay", "measurement", uid)
    act.delete(measurement, key_of(act.connection, measurement, uid))


def _check(wanted: Measurement, today: date) -> None:
    has_parts = wanted.numerator is not None or wanted.denominator is not None
    if wanted.value is None and not has_parts:
        raise InvalidInput("Chưa nhập số đo.", "Gõ giá trị, hoặc số đạt và tổng số.")
    if has_parts and (wanted.numerator is None or wanted.denominator is None):
        raise InvalidInput("Số đạt và tổng số phải có cả hai.", "Gõ số còn thiếu, hoặc chỉ gõ giá trị.")
    if wanted.numerator is not None and wanted.denominator is not None:
        if wanted.denominator <= 0 or wanted.numerator < 0:
            raise InvalidInput("Tổng số phải lớn hơn 0, số đạt không được âm.", "Kiểm tra và gõ lại.")
        if wanted.numerator > wanted.denominator:
            raise InvalidInput("Số đạt lớn hơn tổng số.", "Kiểm tra và gõ lại.")
    if wanted.as_of > today:
        raise InvalidInput("Ngày đo ở sau hôm nay.", "Gõ ngày đã đo.")
    if not clean_text(wanted.measured_by) and not clean_text(wanted.source):
        raise InvalidInput("Chưa ghi ai đo, lấy từ đâu.", "Gõ đơn vị đo hoặc tên báo cáo.")
