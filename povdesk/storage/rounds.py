"""Review rounds: which one is the year's, opening one, and which households are on its list."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage.act import Act
from povdesk.storage.tables import (
    class_history,
    household,
    review,
    review_request,
    review_round,
    round_step,
)

_MOST_KEYS = 5_000
MANAGED, REQUEST = "managed", "request"
"""Why a household is on the list: it is poor or near-poor now, or it asked."""


class Round(NamedTuple):
    """One review round. standard_id: the legal text it is counted by.

    reference_standard_id: another one its forms are counted by as well, for comparison; empty = none.
    """

    id: int
    uid: str
    year: int
    kind: RoundKind
    name: str
    standard_id: str
    procedure_id: str
    started_on: date | None
    ended_on: date | None
    state: RoundState
    note: str
    reference_standard_id: str = ""

    @property
    def last_day(self) -> date:
        """The day up to which its forms can be dated."""
        return self.ended_on or date(self.year, 12, 31)


class Listed(NamedTuple):
    """One household on the list of a round. state: None while its form has not been begun."""

    household_id: int
    hamlet_id: int
    head_name: str
    source: str
    review_id: int | None
    state: ReviewState | None


def all_rounds(connection: Connection) -> tuple[Round, ...]:
    """Every round, the newest year first."""
    order = (review_round.c.year.desc(), review_round.c.id.desc())
    return tuple(_round(row) for row in connection.execute(_rounds().order_by(*order)))


def get(connection: Connection, round_id: int) -> Round:
    """One round by its key; NotPossibleNow when there is none."""
    row = connection.execute(_rounds().where(review_round.c.id == round_id)).first()
    if row is None:
        raise NotPossibleNow("Không thấy kỳ rà soát này.", "Mở lại trang Rà soát năm rồi thử lại.")
    return _round(row)


def current(connection: Connection, year: int) -> Round | None:
    """The year's round over all listed households (periodic or total review); None when not opened.

    Where a year has both, the one still open, else the total review that followed.
    """
    decided = review_round.c.state == str(RoundState.RECOGNISED)
    row = connection.execute(
        _rounds()
        .where(review_round.c.year == year, review_round.c.kind != str(RoundKind.CONTINUOUS))
        .order_by(decided, review_round.c.id.desc())
        .limit(1)
    ).first()
    return _round(row) if row else None


def of_kind(connection: Connection, year: int, kind: RoundKind) -> Round | None:
    """The year's newest round of one kind."""
    row = connection.execute(
        _rounds()
        .where(review_round.c.year == year, review_round.c.kind == str(kind))
        .order_by(review_round.c.id.desc())
        .limit(1)
    ).first()
    return _round(row) if row else None


def codes(connection: Connection) -> dict[int, str]:
    """The code shown for every household, by key."""
    return {row.id: row.code for row in connection.execute(select(household.c.id, household.c.code))}


def open_round(
    act: Act,
    year: int,
    *,
    standard_id: str,
    kind: RoundKind = RoundKind.PERIODIC,
    started_on: date,
    name: str = "",
    procedure_id: str = "",
    steps: Iterable[tuple[str, date | None]] = (),
) -> int:
    """Open a round. steps: (code, due day) from the procedure. Returns its id.

    Its list is what `listed` gives: the poor and near-poor by the list in force, and those who asked.
    A year has one periodic round; a second one is refused. A total review that opens a standard's period
    may follow it once it is recognised.
    """
    before = current(act.connection, year) if kind is not RoundKind.CONTINUOUS else None
    follows = before is not None and kind is RoundKind.PERIOD_START and before.kind is RoundKind.PERIODIC
    if before is not None and not follows:
        raise NotPossibleNow(f"Kỳ rà soát năm {year} đã mở rồi.", "Mở trang Rà soát năm để làm tiếp.")
    if before is not None and before.state is not RoundState.RECOGNISED:
        raise NotPossibleNow(
            f"{before.name} chưa công nhận nên chưa mở được tổng rà soát.", "Công nhận kỳ đó trước."
        )
    words = name or _NAMES[kind].format(year=year, month=started_on.month)
    act.describe(f"Mở kỳ {words[0].lower()}{words[1:]}", "review_round")
    key = act.insert(
        review_round,
        {
            "year": year,
            "kind": str(kind),
            "name": words,
            "standard_id": standard_id,
            "procedure_id": procedure_id,
            "started_on": started_on,
            "state": str(RoundState.LISTING),
        },
    )
    for step, due_on in steps:
        act.insert(round_step, {"round_id": key, "step": step, "due_on": due_on})
    if kind is RoundKind.PERIODIC:
        _take_requests(act, key, year)
    return key


def listed(connection: Connection, round_id: int, hamlet_id: int | None = None) -> tuple[Listed, ...]:
    """The list of a round, or of one hamlet in it, in order of hamlet and head's name.

    On it: households with a form in the round, those poor or near-poor by the list in force (periodic
    rounds), and those whose request belongs to the round.
    """
    this = get(connection, round_id)
    there: ColumnElement[bool] = household.c.deleted_at.is_(None)
    if hamlet_id is not None:
        there &= household.c.hamlet_id == hamlet_id
    forms = {
        row.household_id: row
        for row in connection.execute(
            select(review.c.household_id, review.c.id, review.c.state, review.c.source)
            .join(household, household.c.id == review.c.household_id)
            .where(review.c.round_id == round_id, there)
        ).all()
    }
    managed = _managed(connection, this, there)
    asked = {
        row.household_id
        for row in connection.execute(
            select(review_request.c.household_id).where(
                review_request.c.round_id == round_id, review_request.c.household_id.is_not(None)
            )
        )
    }
    wanted = {*forms, *managed, *asked}
    if hamlet_id is not None and len(wanted) <= _MOST_KEYS:
        there &= household.c.id.in_(sorted(wanted))
    rows = connection.execute(
        select(household.c.id, household.c.hamlet_id, household.c.head_name, household.c.ended_on)
        .where(there)
        .order_by(household.c.hamlet_id, household.c.name_sort_key, household.c.code)
    ).all()
    found = []
    for row in rows:
        form = forms.get(row.id)
        gone = row.ended_on is not None and row.ended_on <= this.last_day
        if form is None and (gone or (row.id not in managed and row.id not in asked)):
            continue
        source = (form.source if form else "") or (REQUEST if row.id in asked else MANAGED)
        found.append(
            Listed(
                row.id,
                row.hamlet_id,
                row.head_name,
                source,
                form.id if form else None,
                ReviewState(form.state) if form else None,
            )
        )
    return tuple(found)


def progress(connection: Connection, round_id: int, hamlet_id: int | None = None) -> tuple[int, int]:
    """How many households `listed` gives and how many of them have a form that counts, without names."""
    this = get(connection, round_id)
    there: ColumnElement[bool] = household.c.deleted_at.is_(None)
    if hamlet_id is not None:
        there &= household.c.hamlet_id == hamlet_id
    forms = connection.execute(
        select(review.c.household_id, review.c.state)
        .join(household, household.c.id == review.c.household_id)
        .where(review.c.round_id == round_id, there)
    ).all()
    asked = select(household.c.id).where(
        household.c.id.in_(
            select(review_request.c.household_id).where(review_request.c.round_id == round_id)
        ),
        there,
    )
    gone = select(household.c.id).where(household.c.ended_on <= this.last_day)
    without_form = _managed(connection, this, there) | set(connection.execute(asked).scalars())
    without_form -= set(connection.execute(gone).scalars())
    counts = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))
    with_form = {key for key, _state in forms}
    return len(with_form | without_form), sum(state in counts for _key, state in forms)


def _managed(connection: Connection, this: Round, there: ColumnElement[bool]) -> set[int]:
    """Households poor or near-poor by the list in force until the round ends.

    A total review takes over what was counted at the year's closing, its own results left out.
    """
    if this.kind is RoundKind.CONTINUOUS:
        return set()
    since = class_history.c.entitled_from
    wanted_rows: ColumnElement[bool] = since <= min(this.last_day, date(this.year, 12, 31))
    if this.kind is RoundKind.PERIOD_START:
        since = class_history.c.counted_from
        others = class_history.c.round_id.is_(None) | (class_history.c.round_id != this.id)
        wanted_rows = (since <= date(this.year, 12, 31)) & others
    newest = func.row_number().over(
        partition_by=class_history.c.household_id, order_by=(since.desc(), class_history.c.id.desc())
    )
    classes = (
        select(class_history.c.household_id, class_history.c.category, newest.label("place"))
        .join(household, household.c.id == class_history.c.household_id)
        .where(wanted_rows, there)
        .subquery()
    )
    wanted = [str(Category.POOR), str(Category.NEAR_POOR)]
    return set(
        connection.execute(
            select(classes.c.household_id).where(classes.c.place == 1, classes.c.category.in_(wanted))
        )
        .scalars()
        .all()
    )


def _take_requests(act: Act, round_id: int, year: int) -> None:
    """Requests of the year that no round has dealt with come onto the list."""
    waiting = act.connection.execute(
        select(review_request.c.id).where(
            review_request.c.round_id.is_(None),
            review_request.c.answered_on.is_(None),
            review_request.c.received_on <= date(year, 12, 31),
        )
    ).scalars()
    for key in list(waiting):
        act.update(review_request, key, {"round_id": round_id})


_NAMES = {
    RoundKind.PERIODIC: "Rà soát định kỳ năm {year}",
    RoundKind.CONTINUOUS: "Rà soát thường xuyên tháng {month} năm {year}",
    RoundKind.PERIOD_START: "Tổng rà soát đầu kỳ cuối năm {year}",
}


def _rounds() -> Select[Any]:
    names = [name for name in Round._fields]
    return select(*(review_round.c[name] for name in names))


def _round(row: Any) -> Round:
    values = row._mapping
    return Round(**{**values, "kind": RoundKind(values["kind"]), "state": RoundState(values["state"])})
