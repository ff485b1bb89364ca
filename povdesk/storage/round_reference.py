"""A round counted by a second standard as well, for comparison; the class itself stays with the first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.classification import classify, refusal
from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Area, Category
from povdesk.domain.review import Answer, Lacking, ReviewState
from povdesk.domain.standard import DeprivationIndicator, Standard
from povdesk.storage import rounds, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    hamlet,
    household,
    review,
    review_answer,
    review_member,
    review_reference_answer,
    review_round,
)

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


@dataclass(frozen=True)
class Compared:
    """One household by both standards. size: people in the form."""

    household_id: int
    code: str
    head_name: str
    hamlet: str
    size: int
    income_points: int | None
    deprivation_points: int | None
    computed: Category
    reference: Category

    @property
    def key(self) -> int:
        return self.household_id


@dataclass(frozen=True)
class Comparison:
    """Both standards side by side. rows: closed forms whose class differs, by hamlet and head's name.

    table: how many households by (class, class by the other standard). undecided: forms without a class
    by one of the two; they are in neither list. extra: indicators that only the other standard asks for.
    stale: forms that would have another class now, because that standard was edited after the counting.
    """

    round: Round
    standard: Standard
    other: Standard | None
    rows: tuple[Compared, ...] = ()
    table: tuple[tuple[Category, Category, int], ...] = ()
    undecided: int = 0
    forms: int = 0
    extra: tuple[DeprivationIndicator, ...] = ()
    stale: int = 0


def set_reference(act: Act, round_id: int, standard_id: str) -> int:
    """Choose the standard to compare with ("" = none) and count all forms of the round by it anew.

    Also to be called when that standard was completed since. Returns how many forms have a class by it.
    InvalidInput: the round's own standard, or one that cannot classify yet.
    """
    this = rounds.get(act.connection, round_id)
    other = rule_edits.standard(act.connection, standard_id) if standard_id else None
    if standard_id and standard_id == this.standard_id:
        raise InvalidInput("Kỳ rà soát đã theo chuẩn này.", "Chọn một chuẩn khác để đối chiếu.")
    if other is not None and refusal(other):
        raise InvalidInput(refusal(other))
    words = f"Tính thêm theo {other.title} để đối chiếu" if other else "Bỏ chuẩn đối chiếu"
    act.describe(f"{words}: {this.name}", "review_round", this.uid)
    act.update(review_round, round_id, {"reference_standard_id": standard_id})
    return _count_all(act, round_id, other)


def comparison(connection: Connection, round_id: int) -> Comparison:
    """The round by both standards, as kept with its forms."""
    this = rounds.get(connection, round_id)
    standard = rule_edits.standard(connection, this.standard_id)
    if not this.reference_standard_id:
        return Comparison(this, standard, None)
    other = rule_edits.standard(connection, this.reference_standard_id)
    forms = connection.execute(_forms(round_id)).all()
    found = [_compared(row) for row in forms]
    now = _classes(connection, round_id, other)
    decided = [row for row in found if Category.UNDECIDED not in (row.computed, row.reference)]
    counts: dict[tuple[Category, Category], int] = {}
    for row in decided:
        pair = row.computed, row.reference
        counts[pair] = counts.get(pair, 0) + 1
    return Comparison(
        this,
        standard,
        other,
        tuple(row for row in decided if row.computed is not row.reference),
        tuple((*pair, count) for pair, count in sorted(counts.items())),
        len(found) - len(decided),
        len(found),
        other.indicators_beyond(standard),
        sum(now[row.id] != (row.reference_computed or Category.UNDECIDED) for row in forms),
    )


def candidates(connection: Connection, round_id: int) -> tuple[Standard, ...]:
    """Standards other than the round's own, complete or not."""
    this = rounds.get(connection, round_id)
    return tuple(one for one in rule_edits.standards(connection) if one.id != this.standard_id)


def _count_all(act: Act, round_id: int, other: Standard | None) -> int:
    found = _classes(act.connection, round_id, other) if other is not None else {}
    forms = act.connection.execute(select(review.c.id).where(review.c.round_id == round_id)).scalars()
    for key in list(forms):
        act.update(review, key, {"reference_computed": str(found[key]) if key in found else None})
    return sum(category is not Category.UNDECIDED for category in found.values())


def _classes(connection: Connection, round_id: int, other: Standard) -> dict[int, Category]:
    """Each form's class by the other standard as it is now, by the form's key."""
    answers: dict[int, dict[str, Lacking]] = {}
    for table in (review_answer, review_reference_answer):
        for row in connection.execute(
            select(table).join(review, review.c.id == table.c.review_id).where(review.c.round_id == round_id)
        ).mappings():
            answer = Answer(Lacking(row["lacking"]), carried_over=bool(row.get("carried_over")))
            answers.setdefault(row["review_id"], {})[row["indicator"]] = answer.counted
    forms = connection.execute(
        select(review.c.id, review.c.area, review.c.income_points).where(review.c.round_id == round_id)
    )
    return {
        form.id: classify(other, Area(form.area), form.income_points, answers.get(form.id, {}))
        for form in forms
    }


def _forms(round_id: int) -> Any:
    size = (
        select(func.count())
        .where(review_member.c.review_id == review.c.id)
        .correlate(review)
        .scalar_subquery()
    )
    return (
        select(
            review.c.id,
            review.c.household_id,
            household.c.code,
            household.c.head_name,
            hamlet.c.name.label("hamlet_name"),
            size.label("size"),
            review.c.income_points,
            review.c.deprivation_points,
            review.c.computed,
            review.c.reference_computed,
        )
        .join(household, household.c.id == review.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(review.c.round_id == round_id, review.c.state.in_(_COUNTED), household.c.deleted_at.is_(None))
        .order_by(hamlet.c.position, household.c.name_sort_key, household.c.code)
    )


def _compared(row: Any) -> Compared:
    return Compared(
        row.household_id,
        row.code,
        row.head_name,
        row.hamlet_name,
        row.size,
        row.income_points,
        row.deprivation_points,
        Category(row.computed),
        Category(row.reference_computed or Category.UNDECIDED),
    )
