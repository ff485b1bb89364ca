"""Reporting periods of a year: those usual, those kept, and the officer's words about them."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.period import REMARKS, Period, PeriodKind, proposed
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.storage import issued_papers, recognition, rounds
from povdesk.storage.act import Act
from povdesk.storage.tables import issued_paper, officer, reporting_period

# --- Reading --------------------------------------------------------------------------------------


def periods(connection: Connection, year: int) -> tuple[Period, ...]:
    """The periods of a year by their day."""
    query = _query().where(reporting_period.c.year == year)
    rows = connection.execute(query.order_by(reporting_period.c.as_of, reporting_period.c.id)).mappings()
    return tuple(_period(row) for row in rows)


def all_frozen(connection: Connection) -> tuple[Period, ...]:
    """Every frozen period, the latest day first."""
    query = _query().where(reporting_period.c.frozen_at.is_not(None))
    rows = connection.execute(query.order_by(reporting_period.c.as_of.desc(), reporting_period.c.id.desc()))
    return tuple(_period(row) for row in rows.mappings())


def proposals(connection: Connection, year: int) -> tuple[Period, ...]:
    """Periods the year usually has and that are not there yet."""
    closings = []
    for one in rounds.all_rounds(connection):
        if one.year == year and one.kind is not RoundKind.CONTINUOUS and one.state is RoundState.RECOGNISED:
            decided = recognition.of_round(connection, one.id)
            if decided is not None and decided.signed_on is not None and decided.signed_on.year == year:
                closings.append((one.name, decided.signed_on))
    return proposed(year, periods(connection, year), closings)


def years(connection: Connection) -> frozenset[int]:
    """The years that have periods."""
    return frozenset(connection.execute(select(reporting_period.c.year).distinct()).scalars())


def reported(connection: Connection) -> dict[int, str]:
    """Number and symbol of the report that was issued and still counts, by period."""
    rows = connection.execute(
        select(issued_paper.c.period_id, issued_paper.c.number, issued_paper.c.symbol)
        .where(issued_paper.c.period_id.is_not(None), issued_papers.not_cancelled())
        .order_by(issued_paper.c.id)
    )
    return {row.period_id: f"{row.number}/{row.symbol}" for row in rows}


def get(connection: Connection, period_id: int) -> Period:
    """One period. Raises NotPossibleNow when it is gone."""
    row = connection.execute(_query().where(reporting_period.c.id == period_id)).mappings().first()
    if row is None:
        raise NotPossibleNow("Kỳ báo cáo này không còn nữa.", "Mở lại danh sách kỳ báo cáo.")
    return _period(row)


# --- Writing --------------------------------------------------------------------------------------


def save(act: Act, wanted: Period) -> int:
    """Keep a period that is not frozen; returns its id."""
    name = clean_text(wanted.name)
    if not name:
        raise InvalidInput("Chưa nhập tên kỳ báo cáo.", "Gõ tên, ví dụ 6 tháng đầu năm 2024.")
    if wanted.as_of.year != wanted.year:
        raise InvalidInput(
            f"Ngày số liệu {short_date(wanted.as_of)} không thuộc năm {wanted.year}.", "Sửa ngày số liệu."
        )
    twin = act.connection.execute(
        select(reporting_period.c.id).where(
            reporting_period.c.year == wanted.year,
            reporting_period.c.name == name,
            reporting_period.c.id != (wanted.id or 0),
        )
    ).scalar()
    if twin is not None:
        raise InvalidInput(f"Năm {wanted.year} đã có kỳ “{name}”.", "Đặt tên khác.")
    act.describe(f"Lưu kỳ báo cáo {name}", "reporting_period", wanted.uid)
    values = {"name": name, "year": wanted.year, "kind": str(wanted.kind), "as_of": wanted.as_of}
    if wanted.id is None:
        return act.insert(reporting_period, values)
    if get(act.connection, wanted.id).is_frozen:
        raise NotPossibleNow("Kỳ đã chốt nên không sửa được.", "Bỏ chốt trước nếu thật sự cần sửa.")
    act.update(reporting_period, wanted.id, values)
    return wanted.id


def save_remarks(act: Act, period_id: int, remarks: Mapping[str, str]) -> None:
    """Keep the officer's words for the report; they may be written before and after freezing."""
    this = get(act.connection, period_id)
    act.describe(f"Lưu nhận xét của kỳ {this.name}", "reporting_period", this.uid)
    kept = {key: clean_lines(remarks.get(key, "")) for key in REMARKS}
    text = json.dumps(
        {key: words for key, words in kept.items() if words}, ensure_ascii=False, sort_keys=True
    )
    act.update(reporting_period, period_id, {"remarks": text})


def delete(act: Act, period_id: int) -> None:
    """Take out a period that is not frozen."""
    this = get(act.connection, period_id)
    if this.is_frozen:
        raise NotPossibleNow("Kỳ đã chốt nên không xóa được.", "Bỏ chốt trước nếu thật sự cần xóa.")
    kept = select(issued_paper.c.id).where(issued_paper.c.period_id == period_id).limit(1)
    if act.connection.execute(kept).first() is not None:
        raise NotPossibleNow(
            "Sổ văn bản còn dòng đã hủy của kỳ này nên không xóa kỳ được.", "Chốt lại số liệu, rồi ban hành."
        )
    act.describe(f"Xóa kỳ báo cáo {this.name}", "reporting_period", this.uid)
    act.delete(reporting_period, period_id)


# --- Private --------------------------------------------------------------------------------------


def _query() -> Any:
    columns = [column for column in reporting_period.c if column.name not in ("content", "content_hash")]
    return select(*columns, officer.c.full_name).outerjoin(
        officer, officer.c.id == reporting_period.c.officer_id
    )


def _period(row: RowMapping) -> Period:
    return Period(
        row["name"],
        row["year"],
        PeriodKind(row["kind"]),
        row["as_of"],
        row["frozen_at"] or "",
        row["full_name"] or "",
        json.loads(row["remarks"] or "{}"),
        row["id"],
        row["uid"],
    )
