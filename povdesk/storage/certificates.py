"""Certificates of poor and near-poor households: one paper for years, one confirmation box for each."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Category
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.storage import movements, recognition, rounds
from povdesk.storage.act import Act
from povdesk.storage.movements import LISTED
from povdesk.storage.rounds import Round
from povdesk.storage.tables import certificate, certificate_year, household


class Certified(NamedTuple):
    """One household of the round that is to have a certificate.

    certificate_id None: it has none. years: class by year confirmed. year: the box of this round.
    """

    household_id: int
    code: str
    head_name: str
    category: Category
    year: int
    certificate_id: int | None
    number: str
    issued_on: date | None
    years: Mapping[int, Category]

    @property
    def is_confirmed(self) -> bool:
        return self.years.get(self.year) is self.category


def year_of(this: Round, signed_on: date) -> int:
    """The box a recognition fills: the year after the review; a continuous one fills its own year's."""
    return signed_on.year if this.kind is RoundKind.CONTINUOUS else this.year + 1


def of_round(connection: Connection, round_id: int) -> tuple[Certified, ...]:
    """The poor and near-poor of a recognised round, in the order of its lists."""
    this = rounds.get(connection, round_id)
    given = recognition.of_round(connection, round_id)
    if this.state is not RoundState.RECOGNISED or given is None or given.signed_on is None:
        return ()
    papers = {
        row.household_id: row for row in connection.execute(select(certificate).order_by(certificate.c.id))
    }
    boxes: dict[int, dict[int, Category]] = {}
    for row in connection.execute(select(certificate_year)):
        boxes.setdefault(row.certificate_id, {})[row.year] = Category(row.category)
    found = []
    for one in _recognised(connection, round_id):
        paper = papers.get(one.household_id)
        found.append(
            Certified(
                one.household_id,
                one.code,
                one.head_name,
                one.category,
                year_of(this, given.signed_on),
                paper.id if paper else None,
                paper.number if paper else "",
                paper.issued_on if paper else None,
                boxes.get(paper.id, {}) if paper else {},
            )
        )
    return tuple(found)


class _Recognised(NamedTuple):
    household_id: int
    code: str
    head_name: str
    category: Category


def _recognised(connection: Connection, round_id: int) -> tuple[_Recognised, ...]:
    """The poor and near-poor as the round was closed with them; of a round without that list, as decided."""
    kept = [
        _Recognised(line.household_id, line.code, line.head_name, line.passage.closing)
        for line in movements.outcome(connection, round_id)
        if line.passage.closing in LISTED and line.passage.closing is not None
    ]
    return tuple(kept) or tuple(
        _Recognised(one.household_id, one.code, one.head_name, one.category)
        for one in recognition.proposal(connection, round_id)
        if one.category in LISTED
    )


def confirm(act: Act, round_id: int, on: date) -> int:
    """Fill this round's box on every certificate, a new one where there is none. Returns how many.

    Numbers are left blank until they are given.
    """
    this = rounds.get(act.connection, round_id)
    if this.state is not RoundState.RECOGNISED:
        raise NotPossibleNow("Kỳ rà soát chưa có quyết định công nhận.", "Ghi quyết định trước.")
    if on > act.today:
        raise InvalidInput(f"Ngày {short_date(on)} ở sau hôm nay.", "Ghi khi đã ký giấy chứng nhận.")
    waiting = [one for one in of_round(act.connection, round_id) if not one.is_confirmed]
    if not waiting:
        return 0
    act.describe(f"Xác nhận {len(waiting)} giấy chứng nhận, {this.name}", "review_round", this.uid)
    for one in waiting:
        key = one.certificate_id
        if key is None:
            key = act.insert(certificate, {"household_id": one.household_id, "issued_on": on})
        box = act.connection.execute(
            select(certificate_year.c.id).where(
                certificate_year.c.certificate_id == key, certificate_year.c.year == one.year
            )
        ).scalar()
        values = {"category": str(one.category), "confirmed_on": on}
        if box is None:
            act.insert(certificate_year, {"certificate_id": key, "year": one.year, **values})
        else:
            act.update(certificate_year, box, values)
    return len(waiting)


def set_number(act: Act, certificate_id: int, number: str, issued_on: date | None) -> None:
    """Keep the number and date a certificate was given; a number already used is refused."""
    number = clean_text(number)
    row = act.connection.execute(
        select(certificate.c.household_id, household.c.uid, household.c.head_name)
        .join(household, household.c.id == certificate.c.household_id)
        .where(certificate.c.id == certificate_id)
    ).one()
    taken = act.connection.execute(
        select(household.c.head_name)
        .join(certificate, certificate.c.household_id == household.c.id)
        .where(certificate.c.number == number, certificate.c.id != certificate_id)
    ).scalar()
    if number and taken is not None:
        raise InvalidInput(f"Số {number} đã cấp cho hộ {taken}.", "Kiểm tra sổ cấp giấy chứng nhận.")
    act.describe(f"Ghi số giấy chứng nhận hộ {row.head_name}", "household", row.uid)
    act.update(certificate, certificate_id, {"number": number, "issued_on": issued_on})
