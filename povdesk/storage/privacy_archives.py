"""Which archives name a person: issued papers, frozen periods, closed rounds. Nothing here changes them."""

import json
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from povdesk.domain.change_words import value_words
from povdesk.domain.vietnamese import short_date
from povdesk.storage.tables import (
    frozen_figure,
    household,
    issued_paper,
    person,
    reporting_period,
    review_round,
    round_outcome,
)


def naming(connection: Connection, person_id: int, household_ids: list[int]) -> tuple[str, ...]:
    """What to look for, in words; empty when no archive names the person."""
    row = connection.execute(
        select(person.c.uid, person.c.full_name, person.c.id_number).where(person.c.id == person_id)
    ).one()
    homes = connection.execute(select(household.c.uid).where(household.c.id.in_(household_ids))).scalars()
    sought = _Sought(row.full_name, tuple(filter(None, (row.uid, row.id_number))), tuple(homes))
    return tuple(
        dict.fromkeys(
            [
                *_papers(connection, person_id, household_ids, sought),
                *_periods(connection, sought),
                *_rounds(connection, household_ids, sought),
            ]
        )
    )


class _Sought(NamedTuple):
    """A name alone may be another person's: in a list it counts beside the household's own uid."""

    name: str
    certain: tuple[str, ...]
    homes: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        if any(word in text for word in self.certain):
            return True
        return self.name in text and any(home in text for home in self.homes)

    def is_named_by(self, text: str) -> bool:
        return self.name in text or any(word in text for word in self.certain)


def _papers(
    connection: Connection, person_id: int, household_ids: list[int], sought: _Sought
) -> Iterator[str]:
    query = select(
        issued_paper.c.id,
        issued_paper.c.subject,
        issued_paper.c.number,
        issued_paper.c.symbol,
        issued_paper.c.issued_at,
        issued_paper.c.sources,
        issued_paper.c.figures,
        or_(issued_paper.c.person_id == person_id, issued_paper.c.household_id.in_(household_ids)).label(
            "linked"
        ),
    ).order_by(issued_paper.c.id)
    for row in connection.execute(query):
        kept = f"{row.figures or ''} {_unpacked(row.sources)}"
        if row.linked or sought.is_named_by(row.subject) or sought.stands_in(kept):
            number = f" số {row.number}/{row.symbol}" if row.number else ""
            subject = row.subject or "không ghi trích yếu"
            yield f"Văn bản đã ban hành{number}: {subject} ({value_words('issued_at', row.issued_at)})"


def _periods(connection: Connection, sought: _Sought) -> Iterator[str]:
    rows = connection.execute(
        select(reporting_period.c.name, reporting_period.c.as_of, frozen_figure.c.subjects)
        .join(frozen_figure, frozen_figure.c.period_id == reporting_period.c.id)
        .where(frozen_figure.c.subjects.is_not(None))
        .order_by(reporting_period.c.id)
    )
    for row in rows:
        if sought.stands_in(_unpacked(row.subjects)):
            yield f"Kỳ báo cáo đã chốt: {row.name}, số liệu ngày {short_date(row.as_of)}"
    contents = select(reporting_period.c.name, reporting_period.c.as_of, reporting_period.c.content)
    for row in connection.execute(contents):
        if sought.stands_in(_unpacked(row.content)):
            yield f"Kỳ báo cáo đã chốt: {row.name}, số liệu ngày {short_date(row.as_of)}"


def _rounds(connection: Connection, household_ids: list[int], sought: _Sought) -> Iterator[str]:
    rows = connection.execute(
        select(review_round.c.name, round_outcome.c.head_name, round_outcome.c.members)
        .join(round_outcome, round_outcome.c.round_id == review_round.c.id)
        .where(round_outcome.c.household_id.in_(household_ids))
        .order_by(review_round.c.id)
    )
    for row in rows:
        if sought.is_named_by(f"{row.head_name} {_text_of(row.members)}"):
            yield f"Danh sách đã công nhận: {row.name}"


def _unpacked(data: bytes | None) -> str:
    """The text of packed lists; empty when there are none or they cannot be read."""
    if not data:
        return ""
    try:
        return zlib.decompress(data).decode("utf-8", "replace")
    except zlib.error:
        return data.decode("utf-8", "replace")


def _text_of(kept: str) -> str:
    """JSON may hold letters as escapes; the words are compared as they are read."""
    try:
        return json.dumps(json.loads(kept or "[]"), ensure_ascii=False)
    except ValueError:
        return kept
