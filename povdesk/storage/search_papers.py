"""Finds papers (plans, issued papers) and indicators by their words, without looking at diacritics."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.confirmation import KIND
from povdesk.domain.vietnamese import fold, matches, query_words
from povdesk.storage.tables import indicator_definition, issued_paper, person, plan


class FoundPaper(NamedTuple):
    """kind: plan, issued or indicator. code: its year, its key in the register, or the indicator's code."""

    kind: str
    title: str
    remark: str
    code: str


def find(connection: Connection, typed: str, at_most: int) -> tuple[FoundPaper, ...]:
    """All the words, in any order: plans, then issued papers, then indicators."""
    words = query_words(typed)
    if not words:
        return ()
    known = (*_plans(connection), *_issued(connection), *_indicators(connection))
    found = [one for one in known if matches(words, fold(f"{one.title} {one.remark}"))]
    return tuple(found[:at_most])


def _plans(connection: Connection) -> list[FoundPaper]:
    rows = connection.execute(
        select(plan.c.year, plan.c.number, plan.c.symbol).order_by(plan.c.year.desc(), plan.c.version.desc())
    )
    newest: dict[int, FoundPaper] = {}
    for row in rows:
        number = f"{row.number}/{row.symbol}" if row.number else "đang soạn"
        newest.setdefault(
            row.year, FoundPaper("plan", f"Kế hoạch giảm nghèo năm {row.year}", number, str(row.year))
        )
    return list(newest.values())


def _issued(connection: Connection) -> list[FoundPaper]:
    rows = connection.execute(
        select(
            issued_paper.c.id,
            issued_paper.c.number,
            issued_paper.c.symbol,
            issued_paper.c.subject,
            person.c.full_name,
        )
        .outerjoin(person, person.c.id == issued_paper.c.person_id)
        .where(issued_paper.c.kind == KIND)
        .order_by(issued_paper.c.id.desc())
    )
    return [
        FoundPaper(
            "issued",
            f"Giấy xác nhận {row.full_name or ''}".strip(),
            f"{row.number}/{row.symbol}, {row.subject}" if row.number else f"chưa có số, {row.subject}",
            str(row.id),
        )
        for row in rows
    ]


def _indicators(connection: Connection) -> list[FoundPaper]:
    columns = indicator_definition.c
    rows = connection.execute(
        select(columns.code, columns.short_name, columns.name).order_by(columns.position, columns.id)
    )
    return [FoundPaper("indicator", row.short_name or row.name, row.code, row.code) for row in rows]
