"""Gifts outside the budget: kept, listed, set against the support that names their fund."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.donation import FUND, Donation, FundTotal, GivenOut, fund_totals
from povdesk.domain.errors import InvalidInput
from povdesk.domain.programme import Source
from povdesk.domain.vietnamese import clean_text, fold, short_date
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import donation, support_event


def all_donations(connection: Connection, year: int | None = None) -> tuple[Donation, ...]:
    """Gifts, the latest first; only a year's when one is given."""
    query = select(donation).order_by(donation.c.received_on.desc(), donation.c.id.desc())
    if year is not None:
        query = query.where(donation.c.received_on.between(date(year, 1, 1), date(year, 12, 31)))
    return tuple(
        Donation(
            row.received_on, row.donor, row.fund, row.amount, row.in_kind, row.purpose, row.note, row.uid
        )
        for row in connection.execute(query)
    )


def funds(connection: Connection) -> tuple[str, ...]:
    """Names of funds to choose from: the one for the poor, then those used before."""
    used = connection.execute(select(donation.c.fund).distinct()).scalars()
    names = {fold(FUND): FUND} | {fold(name): name for name in used if name}
    return tuple(sorted(names.values(), key=lambda name: (name != FUND, fold(name))))


def totals(connection: Connection, day: date) -> tuple[FundTotal, ...]:
    """Each fund's gifts and what supports took from it, from the first record up to the day."""
    return fund_totals(all_donations(connection), _given_out(connection), day)


def save(act: Act, wanted: Donation) -> str:
    """Add or change a gift; returns its uid."""
    donor, in_kind = clean_text(wanted.donor), clean_text(wanted.in_kind)
    if not donor:
        raise InvalidInput("Chưa nhập người, đơn vị ủng hộ.", "Gõ tên, hoặc gõ “Nhà hảo tâm không nêu tên”.")
    if not wanted.amount and not in_kind:
        raise InvalidInput("Chưa nhập số tiền hoặc hiện vật.", "Gõ số tiền, hoặc ghi hiện vật được ủng hộ.")
    if wanted.amount is not None and wanted.amount < 0:
        raise InvalidInput("Số tiền không được âm.", "Nhập lại số tiền.")
    if wanted.received_on > act.today:
        raise InvalidInput(
            f"Ngày nhận {short_date(wanted.received_on)} ở sau hôm nay.", "Kiểm tra ngày nhận."
        )
    act.describe(f"Lưu khoản ủng hộ của {donor}", "donation", wanted.uid)
    values = {
        "received_on": wanted.received_on,
        "donor": donor,
        "fund": clean_text(wanted.fund),
        "amount": wanted.amount,
        "in_kind": in_kind,
        "purpose": clean_text(wanted.purpose),
        "note": clean_text(wanted.note),
    }
    return keep(act, donation, wanted.uid, values)[0]


def delete(act: Act, uid: str) -> None:
    """Remove a gift from the list."""
    key = key_of(act.connection, donation, uid)
    donor = act.connection.execute(select(donation.c.donor).where(donation.c.id == key)).scalar_one()
    act.describe(f"Xóa khoản ủng hộ của {donor}", "donation", uid)
    act.delete(donation, key)


def _given_out(connection: Connection) -> Iterable[GivenOut]:
    """Finished support from a source that is no budget; the others are counted by the budget lines."""
    budgets = [str(one) for one in Source if one is not Source.FUND]
    rows = connection.execute(
        select(
            support_event.c.source,
            support_event.c.amount,
            support_event.c.happened_on,
            support_event.c.finished_on,
        ).where(
            support_event.c.deleted_at.is_(None),
            support_event.c.source != "",
            support_event.c.source.not_in(budgets),
            support_event.c.state == "finished",
        )
    )
    return [GivenOut(row.source, row.amount, row.finished_on or row.happened_on) for row in rows]
