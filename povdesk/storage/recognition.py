"""Recognition: the chairman's decision on the lists of a round, what follows from it, and the frozen list."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, union

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Category
from povdesk.domain.movement import Passage, movement_of
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.domain.round_progress import StepNotReady, step_now
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.storage import issued_papers, movement_facts, movements, round_missing, round_steps, rounds
from povdesk.storage.act import Act
from povdesk.storage.movements import LISTED, Line
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    class_history,
    decision,
    hamlet,
    household,
    membership,
    person,
    review,
    review_member,
    round_outcome,
)

_DECISION_NUMBER = re.compile(r"[0-9]+[A-Za-z]?(/QĐ-UBND)?")
"""A chairman's decision has a running number and the symbol QĐ-UBND (NĐ 30/2020, Phụ lục III), no year."""

_JSON = json.JSONEncoder(ensure_ascii=False)


class Decision(NamedTuple):
    """The decision as it was given; number as on the paper ("87/QĐ-UBND")."""

    id: int
    number: str
    signed_on: date | None


class Proposed(NamedTuple):
    """One household as it is to be recognised. before: its class until now, None = never recognised."""

    household_id: int
    hamlet_id: int
    hamlet: str
    code: str
    head_name: str
    size: int
    before: Category | None
    computed: Category
    category: Category
    reason: str
    income_points: int | None
    deprivation_points: int | None
    review_id: int

    @property
    def escapes(self) -> bool:
        """Thoát nghèo: poor until now, near-poor or neither from now on."""
        return self.before is Category.POOR and self.category is not Category.POOR

    @property
    def escapes_near(self) -> bool:
        """Thoát cận nghèo: near-poor until now, neither from now on."""
        return self.before is Category.NEAR_POOR and self.category not in LISTED


def of_round(connection: Connection, round_id: int) -> Decision | None:
    """The round's decision; None before it is given."""
    row = connection.execute(
        select(decision).where(decision.c.round_id == round_id).order_by(decision.c.id.desc()).limit(1)
    ).first()
    return Decision(row.id, row.number, row.signed_on) if row else None


def days(this: Round, signed_on: date, *, follows_periodic: bool = False) -> tuple[date, date]:
    """From when a recognition counts and from when it entitles (decision 9).

    follows_periodic: a total review after the year's closing begins the new period, it does not rewrite it.
    """
    if this.kind is RoundKind.CONTINUOUS:
        first = signed_on.replace(day=1)
        return first, first
    entitled = date(this.year + 1, 1, 1)
    return (entitled if follows_periodic else date(this.year, 12, 31)), entitled


def proposal(connection: Connection, round_id: int) -> tuple[Proposed, ...]:
    """Every household with a closed form in the round, hamlet by hamlet in order of the heads' names."""
    this = rounds.get(connection, round_id)
    before = classes_before(connection, this)
    there = movement_facts.sizes(connection, this.last_day)
    rows = connection.execute(
        select(
            review,
            household.c.hamlet_id,
            household.c.code,
            household.c.head_name,
            hamlet.c.name.label("hamlet_name"),
        )
        .join(household, household.c.id == review.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(
            review.c.round_id == round_id,
            review.c.state != str(ReviewState.DRAFT),
            household.c.deleted_at.is_(None),
            household.c.ended_on.is_(None) | (household.c.ended_on > this.last_day),
        )
        .order_by(hamlet.c.position, hamlet.c.name, household.c.name_sort_key, household.c.code)
    )
    return tuple(
        Proposed(
            row.household_id,
            row.hamlet_id,
            row.hamlet_name,
            row.code,
            row.head_name,
            there.get(row.household_id, 0),
            before.get(row.household_id),
            Category(row.computed),
            Category(row.recognised or row.computed),
            row.difference_reason,
            row.income_points,
            row.deprivation_points,
            row.id,
        )
        for row in rows
    )


def recognise(act: Act, round_id: int, number: str, signed_on: date | None) -> int:
    """Write the decision and everything it changes, as one act. Returns the decision's key.

    Class history on both axes, forms read-only, the round closed with its frozen list. A household that
    was never on a list and is not put on one now gets no class.
    """
    this = rounds.get(act.connection, round_id)
    number, day = _checked(act, this, number, signed_on)
    follows = this.kind is RoundKind.PERIOD_START and (
        rounds.of_kind(act.connection, this.year, RoundKind.PERIODIC) is not None
    )
    counted, entitled = days(this, day, follows_periodic=follows)
    found = proposal(act.connection, round_id)
    ever = _ever_listed(act.connection)
    act.describe(f"Công nhận theo quyết định {number}, {this.name}", "review_round", this.uid)
    key = act.insert(
        decision, {"round_id": round_id, "number": number, "signed_on": day, "kind": str(this.kind)}
    )
    for one in found:
        act.update(
            review, one.review_id, {"state": str(ReviewState.RECOGNISED), "recognised": str(one.category)}
        )
        if one.category not in LISTED and one.before not in LISTED:
            continue
        passage = Passage(
            one.before,
            one.category,
            ever_poor=(one.household_id, str(Category.POOR)) in ever,
            ever_near_poor=(one.household_id, str(Category.NEAR_POOR)) in ever,
        )
        act.insert(
            class_history,
            {
                "household_id": one.household_id,
                "category": str(one.category),
                "counted_from": counted,
                "entitled_from": entitled,
                "round_id": round_id,
                "decision_id": key,
                "movement": str(movement_of(passage)),
                "note": one.reason,
            },
        )
    round_steps.recognised(act, round_id, day)
    freeze(act, this, found)
    return key


def correct_decision(act: Act, round_id: int, number: str, signed_on: date) -> None:
    """Put right a number or date that was typed wrongly; what was recognised stays as it is."""
    kept = of_round(act.connection, round_id)
    if kept is None:
        raise InvalidInput("Kỳ rà soát này chưa có quyết định.", "Ghi quyết định công nhận trước.")
    this = rounds.get(act.connection, round_id)
    same_month = kept.signed_on is not None and (kept.signed_on.year, kept.signed_on.month) == (
        signed_on.year,
        signed_on.month,
    )
    if this.kind is RoundKind.CONTINUOUS and not same_month:
        raise InvalidInput(
            "Quyết định thường xuyên có hiệu lực theo tháng ký nên không đổi sang tháng khác được.",
            "Hoàn tác quyết định rồi ghi lại.",
        )
    number = _number(number)
    _refuse_used(act.connection, round_id, number, signed_on)
    act.describe(f"Sửa số, ngày quyết định, {this.name}", "review_round", this.uid)
    act.update(decision, kept.id, {"number": number, "signed_on": signed_on})


def _number(typed: str) -> str:
    """The decision's number as kept; refused when the paper could not print it just as it was typed."""
    number = clean_text(typed)
    if not number:
        raise InvalidInput("Chưa nhập số quyết định.", "Gõ như trên văn bản, ví dụ 87/QĐ-UBND.")
    if not _DECISION_NUMBER.fullmatch(number):
        raise InvalidInput(f"Số quyết định “{number}” chưa đúng.", "Gõ như 87 hoặc 87/QĐ-UBND.")
    return number


def _refuse_used(connection: Connection, round_id: int, number: str, day: date) -> None:
    """The round's own paper in the register has the same number."""
    bare, symbol = number.partition("/")[0], issued_papers.DECISION_SYMBOL
    issued_papers.refuse_used(connection, bare, symbol, day, but_kind="D18")
    issued_papers.refuse_used_by_decision(connection, bare, symbol, day, own_round=round_id)


def _checked(act: Act, this: Round, number: str, signed_on: date | None) -> tuple[str, date]:
    if this.state is RoundState.RECOGNISED:
        raise InvalidInput(f"{this.name} đã có quyết định.", "Hoàn tác quyết định nếu ghi nhầm.")
    number = _number(number)
    if signed_on is None:
        raise InvalidInput("Chưa nhập ngày quyết định.", "Gõ ngày ký, ví dụ 12/12/2024.")
    if signed_on > act.today:
        raise InvalidInput(f"Ngày {short_date(signed_on)} ở sau hôm nay.", "Ghi quyết định khi đã ký.")
    if this.started_on is not None and signed_on < this.started_on:
        raise InvalidInput(
            f"Ngày quyết định trước ngày bắt đầu kỳ rà soát ({short_date(this.started_on)}).",
            "Kiểm tra ngày ký.",
        )
    _refuse_used(act.connection, this.id, number, signed_on)
    standing = [
        one for one in round_missing.missing(act.connection, this.id, RoundState.RECOGNISED) if one.blocks
    ]
    if standing:
        raise StepNotReady("Công nhận", standing)
    now = step_now(round_steps.steps(act.connection, this.id))
    if now is not None and now.step is not RoundState.RECOGNISED:
        raise InvalidInput(
            f"Bước {now.short_name} chưa kết thúc.", "Kết thúc các bước trước rồi ghi quyết định."
        )
    return number, signed_on


def freeze(act: Act, this: Round, found: Iterable[Proposed]) -> None:
    """Keep the household-level list as it is now; it is what a closed round is read from."""
    forms = {one.household_id: one for one in found}
    if this.kind is RoundKind.PERIODIC:
        lines: tuple[Line, ...] = movements.computed(act.connection, this.year, this)
    else:
        lines = tuple(line_of(one) for one in forms.values())
        if this.kind is RoundKind.PERIOD_START:
            lines = tuple(movements.as_opening(one) for one in lines)
    known = {line.household_id for line in lines}
    # Reviewed, but on no list at either end of the year: kept for the record, counted nowhere.
    lines += tuple(
        line_of(one._replace(before=Category.NOT_POOR)) for key, one in forms.items() if key not in known
    )
    day = date(this.year, 12, 31) if this.kind is RoundKind.PERIODIC else this.last_day
    members = members_of(act.connection, this.id, day)
    outcomes = (
        _outcome(this.id, line, forms.get(line.household_id), members.get(line.household_id, ""))
        for line in lines
    )
    act.insert_block(round_outcome, outcomes)


def _outcome(round_id: int, line: Line, form: Proposed | None, members: str) -> dict[str, Any]:
    passage = line.passage
    return {
        "round_id": round_id,
        "household_id": line.household_id,
        "hamlet_id": line.hamlet_id,
        "hamlet": line.hamlet,
        "code": line.code,
        "head_name": line.head_name,
        "opening": str(passage.opening) if passage.opening else None,
        "closing": str(passage.closing) if passage.closing else None,
        "opening_size": passage.opening_size,
        "closing_size": passage.closing_size,
        "movement": str(line.movement),
        "arrival": str(passage.arrival) if passage.arrival else None,
        "why": line.why,
        "computed": str(form.computed) if form else None,
        "income_points": form.income_points if form else None,
        "deprivation_points": form.deprivation_points if form else None,
        "members": members,
    }


def line_of(one: Proposed) -> Line:
    """Of a household from its class until now to the one put forward."""
    passage = Passage(one.before, one.category, one.size, one.size)
    return Line(
        one.household_id,
        one.hamlet_id,
        one.hamlet,
        one.code,
        one.head_name,
        passage,
        movement_of(passage),
        one.reason,
    )


def members_of(connection: Connection, round_id: int, day: date | None = None) -> dict[int, str]:
    """Who lives in each household of the round or of any list, as JSON, in the form's order.

    day: the round's last day unless told: the same day that the number of people is counted on, so that a
    list never names more or fewer than it counts.
    """
    day = day or rounds.get(connection, round_id).last_day
    wanted = union(
        select(review.c.household_id).where(review.c.round_id == round_id),
        select(class_history.c.household_id),
    )
    rows: Iterable[Any] = connection.execute(
        select(
            membership.c.household_id,
            membership.c.relation.label("lives_as"),
            person,
            review_member.c.relation,
            review_member.c.health_insurance,
            review_member.c.malnourished,
            review_member.c.studying,
        )
        .join(person, person.c.id == membership.c.person_id)
        .outerjoin(
            review, (review.c.household_id == membership.c.household_id) & (review.c.round_id == round_id)
        )
        .outerjoin(
            review_member,
            (review_member.c.review_id == review.c.id) & (review_member.c.person_id == person.c.id),
        )
        .where(
            membership.c.household_id.in_(wanted),
            membership.c.valid_from.is_(None) | (membership.c.valid_from <= day),
            membership.c.valid_to.is_(None) | (membership.c.valid_to > day),
        )
        .order_by(
            membership.c.household_id,
            review_member.c.position.is_(None),
            review_member.c.position,
            membership.c.id,
        )
    ).all()
    found: dict[int, dict[int, dict[str, str]]] = {}
    for row in rows:
        born = [f"{part:02d}" for part in (row.birth_day, row.birth_month) if part]
        born += [str(row.birth_year)] if row.birth_year else []
        found.setdefault(row.household_id, {})[row.id] = {
            "name": row.full_name,
            "relation": row.relation or row.lives_as,
            "sex": row.sex or "",
            "born": "/".join(born),
            "ethnic_group": row.ethnic_group,
            "insured": row.health_insurance or "",
            "malnourished": row.malnourished or "",
            "studying": row.studying or "",
        }
    return {key: _JSON.encode(list(people.values())) for key, people in found.items()}


def _ever_listed(connection: Connection) -> set[tuple[int, str]]:
    rows = connection.execute(select(class_history.c.household_id, class_history.c.category).distinct())
    return {(row.household_id, row.category) for row in rows}


def classes_before(connection: Connection, this: Round) -> dict[int, Category]:
    """The class each household had when the round decided: the last one that is not of this round."""
    others = class_history.c.round_id.is_(None) | (class_history.c.round_id != this.id)
    rows = connection.execute(
        select(class_history.c.household_id, class_history.c.category)
        .where(others, class_history.c.counted_from <= this.last_day)
        .order_by(class_history.c.counted_from, class_history.c.id)
    )
    return {row.household_id: Category(row.category) for row in rows}
