"""How many poor and near-poor households each hamlet is to lose in a year (annex by hamlet)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.tables import hamlet, indicator_definition, target

POOR_RATE, NEAR_POOR_CUT = "IND-01", "IND-03"

HOUSEHOLDS = "households_cut"
"""population_group of a hamlet's target in households, where the plan's own target is a rate."""


@dataclass(frozen=True)
class Cut:
    """None: not given to the hamlet."""

    poor: int | None = None
    near_poor: int | None = None


def cuts(connection: Connection, year: int) -> dict[str, Cut]:
    """By the uid of the hamlet; hamlets without any are left out."""
    rows = connection.execute(
        select(indicator_definition.c.code, hamlet.c.uid, target.c.population_group, target.c.value)
        .select_from(target)
        .join(indicator_definition, target.c.indicator_id == indicator_definition.c.id)
        .join(hamlet, target.c.hamlet_id == hamlet.c.id)
        .where(target.c.year == year, target.c.value.is_not(None))
    )
    poor: dict[str, int] = {}
    near_poor: dict[str, int] = {}
    for row in rows:
        if row.code == NEAR_POOR_CUT and not row.population_group:
            near_poor[row.uid] = int(row.value)
        elif row.code == POOR_RATE and row.population_group == HOUSEHOLDS:
            poor[row.uid] = int(row.value)
    return {uid: Cut(poor.get(uid), near_poor.get(uid)) for uid in {*poor, *near_poor}}


def save_cuts(act: Act, year: int, wanted: Mapping[str, Cut]) -> None:
    """Save the hamlets named; others keep what they have."""
    act.describe(f"Giao chỉ tiêu giảm hộ cho các thôn năm {year}", "target")
    for uid, cut in wanted.items():
        if any(value is not None and value < 0 for value in (cut.poor, cut.near_poor)):
            raise InvalidInput("Chỉ tiêu giảm không được âm.", "Kiểm tra và gõ lại.")
        key = key_of(act.connection, hamlet, uid)
        _put(act, year, key, POOR_RATE, HOUSEHOLDS, cut.poor)
        _put(act, year, key, NEAR_POOR_CUT, "", cut.near_poor)


def _put(act: Act, year: int, hamlet_id: int, code: str, group: str, value: int | None) -> None:
    indicator = act.connection.execute(
        select(indicator_definition.c.id).where(indicator_definition.c.code == code)
    ).scalar()
    if indicator is None:
        raise NotPossibleNow("Chưa có bộ chỉ tiêu của kế hoạch.", "Lấy bộ chỉ tiêu mẫu rồi thử lại.")
    known = act.connection.execute(
        select(target.c.id).where(
            target.c.indicator_id == indicator,
            target.c.year == year,
            target.c.hamlet_id == hamlet_id,
            target.c.population_group == group,
        )
    ).scalar()
    if known is None and value is not None:
        row = {"indicator_id": indicator, "year": year, "hamlet_id": hamlet_id, "population_group": group}
        act.insert(target, {**row, "operator": ">=", "value": value})
    elif known is not None and value is None:
        act.delete(target, known)
    elif known is not None:
        act.update(target, known, {"value": value})
