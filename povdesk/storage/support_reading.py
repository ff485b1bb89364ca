"""Support events as lists show them: with the names of whom they are for; and the loans among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.sql import Select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.support import Loan, Subject, Support
from povdesk.domain.vietnamese import fold, format_count, short_date
from povdesk.storage import catalogue_edits
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.support import support_of
from povdesk.storage.tables import cadre, hamlet, household, loan, membership, person, project, support_event


@dataclass(frozen=True)
class SupportRow:
    """One line. who: the name of the subject. head, code: of the household. hamlet: "" = whole commune."""

    support: Support
    kind: str
    who: str = ""
    head: str = ""
    code: str = ""
    hamlet: str = ""
    hamlet_position: int = 0
    attendee: str = ""
    project: str = ""
    project_name: str = ""
    folded: str = ""

    @property
    def uid(self) -> str:
        return self.support.uid

    @property
    def key(self) -> str:
        """By which a list finds the line again."""
        return self.support.uid


@dataclass(frozen=True)
class LoanRow:
    """One loan. support_uid: of its support, "" when it has none."""

    uid: str
    support_uid: str
    household_id: int
    code: str
    head: str
    hamlet: str
    hamlet_position: int
    principal: int | None
    lent_on: date | None
    loan: Loan

    @property
    def key(self) -> str:
        """By which a list finds the line again."""
        return self.uid

    def is_open_on(self, day: date) -> bool:
        """Lent by then and not repaid yet."""
        begun = self.lent_on is None or self.lent_on <= day
        return begun and (self.loan.repaid_on is None or self.loan.repaid_on > day)

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open_on(day) and self.loan.due_on is not None and self.loan.due_on < day


def of_year(connection: Connection, year: int) -> tuple[SupportRow, ...]:
    """What happened in a year, the newest first."""
    within = support_event.c.happened_on.between(date(year, 1, 1), date(year, 12, 31))
    return _listed(connection, _asked().where(within))


def of_household(connection: Connection, household_id: int) -> tuple[SupportRow, ...]:
    """All that a household and its people received there, of all years, the newest first."""
    lived = select(membership.c.person_id).where(
        membership.c.household_id == household_id,
        or_(membership.c.valid_from.is_(None), membership.c.valid_from <= support_event.c.happened_on),
        or_(membership.c.valid_to.is_(None), membership.c.valid_to > support_event.c.happened_on),
    )
    own = support_event.c.household_id == household_id
    theirs = and_(support_event.c.household_id.is_(None), support_event.c.person_id.in_(lived))
    return _listed(connection, _asked().where(or_(own, theirs)))


def years(connection: Connection) -> tuple[int, ...]:
    """Years that have support, the newest first."""
    rows = connection.execute(
        select(func.substr(support_event.c.happened_on, 1, 4))
        .where(support_event.c.deleted_at.is_(None))
        .distinct()
    ).scalars()
    return tuple(sorted({int(year) for year in rows}, reverse=True))


def loans(connection: Connection) -> tuple[LoanRow, ...]:
    """All loans, those not repaid first, then by the day they are due."""
    rows = connection.execute(
        select(
            loan,
            support_event.c.uid.label("support_uid"),
            household.c.code,
            household.c.head_name,
            hamlet.c.name.label("hamlet_name"),
            hamlet.c.position.label("hamlet_position"),
        )
        .join(household, household.c.id == loan.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .outerjoin(support_event, support_event.c.id == loan.c.support_event_id)
        .where(support_event.c.deleted_at.is_(None), household.c.deleted_at.is_(None))
        .order_by(loan.c.repaid_on.is_not(None), loan.c.due_on, household.c.name_sort_key)
    ).mappings()
    return tuple(_loan_row(row) for row in rows)


def mark_repaid(act: Act, uids: Sequence[str], day: date | None) -> None:
    """Loans are repaid on a day; None: not repaid after all. All of them in one act."""
    if not uids:
        raise InvalidInput("Chưa chọn khoản vay nào.", "Chọn dòng trong danh sách rồi thử lại.")
    if day is not None and day > act.today:
        raise InvalidInput(f"Ngày trả {short_date(day)} ở sau ngày hôm nay.", "Xem lại ngày trả.")
    rows = {row.uid: row for row in loans(act.connection)}
    what = f"{format_count(len(uids))} khoản vay"
    if len(uids) == 1 and uids[0] in rows:
        what = f"khoản vay của hộ {rows[uids[0]].head}"
    act.describe(f"Ghi đã trả hết {what}" if day is not None else f"Bỏ ghi đã trả {what}", "loan", uids[0])
    for uid in uids:
        row = rows.get(uid)
        if row is None:
            raise NotPossibleNow("Khoản vay này không còn nữa.", "Mở lại danh sách rồi thử lại.")
        if day is not None and row.lent_on is not None and day < row.lent_on:
            raise InvalidInput(
                f"Hộ {row.head} vay ngày {short_date(row.lent_on)}, sau ngày trả.", "Xem lại ngày trả."
            )
        act.update(loan, key_of(act.connection, loan, uid), {"repaid_on": day})


_WHO = person.alias("who")
_ATTENDEE = person.alias("attendee")
_OF_HOUSEHOLD = hamlet.alias("of_household")
_OWN = hamlet.alias("own_hamlet")


def _asked() -> Select[Any]:
    lived_in = (
        select(membership.c.household_id)
        .where(
            membership.c.person_id == support_event.c.person_id,
            or_(membership.c.valid_from.is_(None), membership.c.valid_from <= support_event.c.happened_on),
            or_(membership.c.valid_to.is_(None), membership.c.valid_to > support_event.c.happened_on),
        )
        .order_by(membership.c.id)
        .limit(1)
        .correlate(support_event)
        .scalar_subquery()
    )
    home = func.coalesce(support_event.c.household_id, lived_in)
    return (
        select(
            support_event,
            household.c.id.label("home_id"),
            household.c.code.label("home_code"),
            household.c.head_name,
            _WHO.c.full_name.label("who_name"),
            _ATTENDEE.c.full_name.label("attendee_name"),
            cadre.c.full_name.label("cadre_name"),
            func.coalesce(_OF_HOUSEHOLD.c.name, _OWN.c.name, "").label("hamlet_name"),
            func.coalesce(_OF_HOUSEHOLD.c.position, _OWN.c.position, 999).label("hamlet_position"),
            project.c.code.label("project_code"),
            project.c.name.label("project_full"),
            project.c.short_name.label("project_short"),
            *(column.label(f"loan_{column.name}") for column in loan.c),
        )
        .select_from(support_event)
        .outerjoin(household, household.c.id == home)
        .outerjoin(_WHO, _WHO.c.id == support_event.c.person_id)
        .outerjoin(_ATTENDEE, _ATTENDEE.c.id == support_event.c.attendee_id)
        .outerjoin(cadre, cadre.c.id == support_event.c.cadre_id)
        .outerjoin(_OF_HOUSEHOLD, _OF_HOUSEHOLD.c.id == household.c.hamlet_id)
        .outerjoin(_OWN, _OWN.c.id == support_event.c.hamlet_id)
        .outerjoin(project, project.c.id == support_event.c.project_id)
        .outerjoin(loan, loan.c.support_event_id == support_event.c.id)
        .where(support_event.c.deleted_at.is_(None), household.c.deleted_at.is_(None))
        .order_by(support_event.c.happened_on.desc(), support_event.c.id.desc())
    )


def _listed(connection: Connection, question: Select[Any]) -> tuple[SupportRow, ...]:
    names = catalogue_edits.names(connection, "support_kinds")
    return tuple(_row(row, names) for row in connection.execute(question).mappings())


def _row(row: Any, names: dict[str, str]) -> SupportRow:
    lent = None
    if row["loan_id"] is not None:
        lent = {column.name: row[f"loan_{column.name}"] for column in loan.c}
    one = support_of({**row, "household_id": row["home_id"]}, lent)
    kind = names.get(one.kind, one.kind)
    who = {
        Subject.HOUSEHOLD: row["head_name"],
        Subject.PERSON: row["who_name"],
        Subject.CADRE: row["cadre_name"],
        Subject.HAMLET: row["hamlet_name"],
        Subject.NONE: "Toàn xã",
    }[one.subject]
    found = SupportRow(
        one,
        kind,
        who or "",
        row["head_name"] or "",
        row["home_code"] or "",
        row["hamlet_name"],
        row["hamlet_position"],
        row["attendee_name"] or "",
        row["project_code"] or "",
        row["project_short"] or row["project_full"] or "",
    )
    return _with_text(found)


def _with_text(row: SupportRow) -> SupportRow:
    one = row.support
    words = (row.kind, row.who, row.head, row.code, row.hamlet, row.attendee, one.evidence_number)
    return replace(row, folded=fold(" ".join((*words, one.result, one.place, one.note))))


def _loan_row(row: Any) -> LoanRow:
    details = Loan(row["lender"], row["programme"], row["due_on"], row["rate"], row["repaid_on"], row["note"])
    return LoanRow(
        row["uid"],
        row["support_uid"] or "",
        row["household_id"],
        row["code"],
        row["head_name"],
        row["hamlet_name"],
        row["hamlet_position"],
        row["principal"],
        row["lent_on"],
        details,
    )
