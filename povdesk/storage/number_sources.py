"""Whom a printed number counts: read now for its day, kept with the paper at issue, opened again later.

One way for screens, papers and frozen periods: a LinkedFigure names the number, `lists_of` reads the people
behind it, `kept_with` packs them for the register of issued papers, `opened` gives them back as they stood.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.indicator import Figure, Part
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.period_records import as_plain, from_plain, packed, unpacked
from povdesk.storage import dashboard, indicators
from povdesk.storage.indicators import Subject
from povdesk.storage.tables import cadre, frozen_figure, household, issued_paper, person, reporting_period

Lists = Mapping[Part, tuple[Subject, ...]]
"""The people behind a number by part; parts without anybody may be left out."""

_OWNERS = {"household": household, "person": person, "cadre": cadre}


@dataclass(frozen=True)
class KeptSubject:
    """One line of a kept list: enough to print it unchanged. household: uid of the household."""

    kind: str
    uid: str
    name: str
    household: str = ""
    hamlet: str = ""
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class Opened:
    """An issued paper with its numbers. lists: by the key of the number."""

    paper_id: int
    subject: str
    issued_at: str
    figures: tuple[LinkedFigure, ...]
    lists: Mapping[str, Lists]
    pdf: bytes | None = None


def has_list(code: str) -> bool:
    """Whether people of the register can stand behind a number of this code."""
    return (code.startswith("IND-") and "." not in code) or code in dashboard.MEASURES


def lists_of(connection: Connection, figure: LinkedFigure) -> Lists:
    """The people behind a number as of its day, read from the register as it is now."""
    if not has_list(figure.code):
        return {}
    if figure.period_id is not None:
        return _frozen(connection, figure.period_id, figure.code)
    if figure.code in dashboard.MEASURES:
        measure, _part = dashboard.MEASURES[figure.code]
        parts = (Part.REACHED, Part.NOT_REACHED, Part.MISSING)
        found = indicators.subjects_of(
            connection, [(measure, part) for part in parts], figure.year, figure.day
        )
        named = dict(zip(parts, found, strict=True))
    else:
        named = {
            part: indicators.subjects(connection, figure.code, figure.year, figure.day, part) for part in Part
        }
    return {part: rows for part, all_rows in named.items() if (rows := _of_place(all_rows, figure))}


def frozen_at(connection: Connection, figure: LinkedFigure) -> str:
    """Since when the people behind a number are kept; empty when they are read from the register."""
    found = connection.execute(
        select(reporting_period.c.frozen_at).where(reporting_period.c.id == figure.period_id)
    ).scalar()
    return found or ""


def _frozen(connection: Connection, period_id: int, code: str) -> Lists:
    data = connection.execute(
        select(frozen_figure.c.subjects).where(
            frozen_figure.c.period_id == period_id, frozen_figure.c.code == code
        )
    ).scalar()
    parts = unpacked(dict[str, tuple[KeptSubject, ...]], data) if data else {}
    return subjects_from(connection, parts)


def _of_place(found: Iterable[Subject], figure: LinkedFigure) -> tuple[Subject, ...]:
    """Those of the number's hamlet, by its key or else its name; all of them where it has none."""
    rows = dashboard.of_hamlet(found, figure.hamlet_id)
    if figure.hamlet_id is not None or not figure.hamlet:
        return rows
    return tuple(one for one in rows if one.hamlet == figure.hamlet)


def lists_on_day(connection: Connection, year: int, day: date) -> dict[str, Lists]:
    """The people behind every counted number of a day by code, all in one statement."""
    measures = dict(indicators.measures_behind(connection, year))
    measures |= {code: measure for code, (measure, _part) in dashboard.MEASURES.items()}
    asked = [(measure, part) for measure in dict.fromkeys(measures.values()) for part in Part]
    rows = dict(zip(asked, indicators.subjects_of(connection, asked, year, day), strict=True))
    return {
        code: {part: found for part in Part if (found := rows[measure, part])}
        for code, measure in measures.items()
    }


def of_indicator(figure: Figure, words: str, value: str, year: int) -> LinkedFigure:
    """The number of an indicator as a linked one; a typed one says where it comes from."""
    shown = figure.shown
    source = ""
    if figure.definition.is_typed:
        typing = shown.typing
        source = "Số nhập tay"
        if typing is not None:
            by = ", ".join(filter(None, [typing.measured_by, typing.source, typing.evidence_number]))
            source = f"Số nhập tay: {by}" if by else source
    return LinkedFigure(figure.code, words, value, year, shown.as_of, source=source)


# --- Kept with a paper ----------------------------------------------------------------------------


def kept_with(connection: Connection, figures: Sequence[LinkedFigure]) -> dict[str, Any]:
    """What the register keeps of a paper's numbers: columns for `issued_papers.record`."""
    days: dict[tuple[int, date], dict[str, Lists]] = {}
    lists = {}
    for figure in figures:
        if figure.key in lists or not has_list(figure.code):
            continue
        if figure.period_id is not None:
            found = lists_of(connection, figure)
        else:
            on = figure.year, figure.day
            if on not in days:
                days[on] = lists_on_day(connection, *on)
            found = {
                part: rows
                for part, everybody in days[on].get(figure.code, {}).items()
                if (rows := _of_place(everybody, figure))
            }
        lists[figure.key] = kept(connection, found)
    return kept_lists(figures, lists)


def kept_lists(
    figures: Sequence[LinkedFigure], lists: Mapping[str, Mapping[str, tuple[KeptSubject, ...]]]
) -> dict[str, Any]:
    """The same from lists that were kept before (a frozen period)."""
    return {
        "figures": json.dumps(as_plain(tuple(figures)), ensure_ascii=False, sort_keys=True),
        "sources": packed({key: dict(parts) for key, parts in lists.items() if parts}),
    }


def opened(connection: Connection, paper_id: int) -> Opened:
    """An issued paper's numbers with the lists as they were at issue."""
    row = connection.execute(select(issued_paper).where(issued_paper.c.id == paper_id)).mappings().first()
    if row is None:
        raise NotPossibleNow("Văn bản này không còn trong sổ.", "Mở lại sổ rồi thử lại.")
    figures = _figures(row["figures"])
    kept_parts = (
        unpacked(dict[str, dict[str, tuple[KeptSubject, ...]]], row["sources"]) if row["sources"] else {}
    )
    lists = {key: subjects_from(connection, parts) for key, parts in kept_parts.items()}
    return Opened(paper_id, row["subject"], row["issued_at"], figures, lists, row["pdf"])


def of_plan(connection: Connection, plan_id: int) -> Opened | None:
    """What was kept when a plan was issued; None before."""
    key = connection.execute(
        select(issued_paper.c.id)
        .where(issued_paper.c.plan_id == plan_id)
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).scalar()
    return opened(connection, key) if key is not None else None


def _figures(text: str | None) -> tuple[LinkedFigure, ...]:
    """Empty for papers of which only values were kept."""
    data = json.loads(text) if text else []
    found: tuple[LinkedFigure, ...] = (
        from_plain(tuple[LinkedFigure, ...], data) if isinstance(data, list) else ()
    )
    return found


# --- Keeping and finding people -------------------------------------------------------------------


def kept(connection: Connection, lists: Lists) -> dict[str, tuple[KeptSubject, ...]]:
    """Lists as they are kept: names and places as they stand, keys that hold in every copy."""
    keys = {row.household_id for rows in lists.values() for row in rows if row.household_id is not None}
    uids = _uids(connection, keys)
    return {
        str(part): tuple(
            KeptSubject(
                row.kind,
                row.uid,
                row.name,
                uids.get(row.household_id or 0, ""),
                row.hamlet,
                row.group,
                row.note,
            )
            for row in rows
        )
        for part, rows in lists.items()
        if rows
    }


def subjects_from(connection: Connection, parts: Mapping[str, Iterable[KeptSubject]]) -> Lists:
    """Kept lists to be shown: unchanged, with today's keys so that a household still there opens."""
    rows = {part: tuple(one) for part, one in parts.items()}
    wanted = {one.household for of in rows.values() for one in of} | {
        one.uid for of in rows.values() for one in of
    }
    keys = {kind: _keys(connection, kind, wanted) for kind in _OWNERS}
    return {
        Part(part): tuple(
            Subject(
                one.kind,
                keys[one.kind].get(one.uid, 0),
                one.uid,
                one.name,
                household_id=keys["household"].get(one.household),
                hamlet=one.hamlet,
                group=one.group,
                note=one.note,
            )
            for one in of
        )
        for part, of in rows.items()
    }


def at_day(figure: LinkedFigure, day: date) -> LinkedFigure:
    """The same number on another day, in that day's year."""
    return replace(figure, day=day, year=day.year, period_id=None)


def _uids(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in _portions(sorted(keys)):
        query = select(household.c.id, household.c.uid).where(household.c.id.in_(some))
        found |= {row.id: row.uid for row in connection.execute(query)}
    return found


def _keys(connection: Connection, kind: str, uids: Iterable[str]) -> dict[str, int]:
    table = _OWNERS[kind]
    query = select(table.c.id, table.c.uid)
    if "deleted_at" in table.c:
        query = query.where(table.c.deleted_at.is_(None))
    found: dict[str, int] = {}
    for some in _portions(sorted(uids)):
        found |= {row.uid: row.id for row in connection.execute(query.where(table.c.uid.in_(some)))}
    return found


def _portions(values: Sequence[Any], size: int = 5_000) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
