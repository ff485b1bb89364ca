"""A review form as rows of its tables, and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Table, func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Area, Category, Household, Member, MemberFacts, YesNo
from povdesk.domain.review import Answer, House, Lacking, Review, ReviewState
from povdesk.storage import households
from povdesk.storage.act import Act
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    person,
    review,
    review_answer,
    review_form_a,
    review_group,
    review_input,
    review_member,
    review_need,
    review_reason,
    review_reference_answer,
    review_round,
)

_HOUSE = tuple(field.name for field in fields(House))
_FACTS = tuple(field.name for field in fields(MemberFacts))
_THREE_STATES = frozenset(f.name for f in fields(MemberFacts) if f.default is YesNo.UNKNOWN)
_ANSWERED = ("registered_to_escape", "needs_residential_land", "needs_production_land")
_TEXTS = ("standard_id", "reviewer", "main_reason", "livelihood_option", "note", "difference_reason")
_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


def read(connection: Connection, key: int) -> Review:
    """One form by its key."""
    row = connection.execute(select(review).where(review.c.id == key)).mappings().first()
    if row is None:
        raise NotPossibleNow("Phiếu này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    answers = {
        line["indicator"]: Answer(
            Lacking(line["lacking"]), Lacking(line["suggested"]), bool(line["carried_over"]), line["note"]
        )
        for line in _lines(connection, review_answer, key)
    }
    house = {name: row[name] for name in _HOUSE}
    for name in ("uses_internet", "has_information_device"):
        house[name] = YesNo(house[name])
    return Review(
        round_id=row["round_id"],
        household_id=row["household_id"],
        state=ReviewState(row["state"]),
        reviewed_on=row["reviewed_on"],
        area=Area(row["area"]),
        house=House(**house),
        income_points=row["income_points"],
        income_per_person=row["income_per_person"],
        inputs={line["question"]: line["answer"] for line in _lines(connection, review_input, key)},
        answers=answers,
        reasons=tuple(line["reason"] for line in _lines(connection, review_reason, key)),
        needs={line["need"]: YesNo(line["answer"]) for line in _lines(connection, review_need, key)},
        groups={line["group"]: YesNo(line["answer"]) for line in _lines(connection, review_group, key)},
        accepted_warnings=json.loads(row["accepted_warnings"] or "{}"),
        computed=Category(row["computed"]),
        recognised=Category(row["recognised"]) if row["recognised"] else None,
        form_a={line["item"]: YesNo(line["answer"]) for line in _lines(connection, review_form_a, key)},
        form_a_passed=YesNo(row["form_a_passed"] or YesNo.UNKNOWN),
        reference=Category(row["reference_computed"]) if row["reference_computed"] else None,
        reference_answers={
            line["indicator"]: Lacking(line["lacking"])
            for line in _lines(connection, review_reference_answer, key)
        },
        id=row["id"],
        uid=row["uid"],
        **{name: row[name] for name in _TEXTS},
        **{name: YesNo(row[name]) for name in _ANSWERED},
    )


def keep(act: Act, form: Review, members: Sequence[Member], points: Mapping[str, Any]) -> int:
    """Write a form with its members' facts; only what differs is changed. Returns its key.

    points: what the standard computes, and where the form comes from, by column.
    """
    values = {
        "household_id": form.household_id,
        "round_id": form.round_id,
        "state": str(form.state),
        "reviewed_on": form.reviewed_on,
        "area": str(form.area),
        "income_points": form.income_points,
        "income_per_person": form.income_per_person,
        **points,
        "computed": str(form.computed),
        "recognised": str(form.recognised) if form.recognised else None,
        "reference_computed": str(form.reference) if form.reference else None,
        "form_a_passed": None if form.form_a_passed is YesNo.UNKNOWN else str(form.form_a_passed),
        "accepted_warnings": _accepted(form.accepted_warnings),
        **{name: getattr(form.house, name) for name in _HOUSE},
        **{name: getattr(form, name) for name in (*_TEXTS, *_ANSWERED)},
    }
    values = {name: str(value) if isinstance(value, YesNo) else value for name, value in values.items()}
    if form.id is None:
        key = act.insert(review, {"uid": form.uid, **values})
    else:
        key = form.id
        act.update(review, key, values)
    _match(act, review_member, key, "person_id", _member_lines(members))
    _match(act, review_answer, key, "indicator", _answer_lines(form.answers))
    further = {code: {"lacking": str(lacking)} for code, lacking in form.reference_answers.items()}
    _match(act, review_reference_answer, key, "indicator", further)
    _match(act, review_input, key, "question", {q: {"answer": a} for q, a in form.inputs.items()})
    _match(act, review_reason, key, "reason", {reason: {} for reason in form.reasons})
    _match(act, review_need, key, "need", _three_states(form.needs))
    _match(act, review_group, key, "group", _three_states(form.groups))
    _match(act, review_form_a, key, "item", _three_states(form.form_a))
    return key


def facts(connection: Connection, key: int) -> dict[int, MemberFacts]:
    """What a form says of each member, by person id."""
    return {line["person_id"]: _facts(line) for line in _lines(connection, review_member, key)}


def household_then(connection: Connection, household_id: int, key: int) -> Household:
    """The household with the roster and facts that a decided form was decided on."""
    rows = connection.execute(
        select(
            *(column.label(f"person_{column.name}") for column in person.c),
            *(column for column in review_member.c if column.name not in ("uid", "id")),
        )
        .join(person, person.c.id == review_member.c.person_id)
        .where(review_member.c.review_id == key)
        .order_by(review_member.c.position, review_member.c.id)
    ).mappings()
    members = tuple(
        Member(
            person=households.person_of({c.name: row[f"person_{c.name}"] for c in person.c}),
            relation=row["relation"],
            facts=_facts(row),
        )
        for row in rows
    )
    return replace(households.get(connection, household_id), members=members)


def latest_facts(
    connection: Connection, people: Sequence[int], *, but: int | None
) -> dict[int, tuple[MemberFacts, int]]:
    """The newest counted facts of each person, whatever household he or she was in then, with their year.

    but: a form that is not looked at.
    """
    rows = connection.execute(
        select(review_member, review_round.c.year)
        .join(review, review.c.id == review_member.c.review_id)
        .join(review_round, review_round.c.id == review.c.round_id)
        .where(review_member.c.person_id.in_(people), review.c.state.in_(_COUNTED), review.c.id != (but or 0))
        .order_by(review_round.c.year, func.coalesce(review.c.reviewed_on, ""), review.c.id)
    ).mappings()
    return {row["person_id"]: (_facts(row), row["year"]) for row in rows}


def last_counted(
    connection: Connection, household_id: int, this: Round, but: int | None
) -> tuple[int, int] | None:
    """Key and year of the household's newest counted form up to this round, another one than `but`."""
    row = connection.execute(
        select(review.c.id, review_round.c.year)
        .join(review_round, review_round.c.id == review.c.round_id)
        .where(
            review.c.household_id == household_id,
            review.c.state.in_(_COUNTED),
            review.c.id != (but or 0),
            review_round.c.year <= this.year,
            review.c.round_id != this.id,
        )
        .order_by(review_round.c.year.desc(), review.c.reviewed_on.desc(), review.c.id.desc())
        .limit(1)
    ).first()
    return (row.id, row.year) if row else None


def _lines(connection: Connection, table: Table, key: int) -> Iterable[Any]:
    return connection.execute(select(table).where(table.c.review_id == key).order_by(table.c.id)).mappings()


def _match(
    act: Act, table: Table, review_id: int, name: str, wanted: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Make the rows a form owns in one table equal to `wanted`, by the column that names them."""
    there = {line[name]: line for line in _lines(act.connection, table, review_id)}
    for code, line in there.items():
        if code not in wanted:
            act.delete(table, line["id"])
    for code, values in wanted.items():
        line = there.get(code)
        if line is None:
            act.insert(table, {"review_id": review_id, name: code, **values})
        elif any(line[column] != value for column, value in values.items()):
            act.update(table, line["id"], values)


def _member_lines(members: Sequence[Member]) -> dict[int | None, dict[str, Any]]:
    return {
        member.person.id: {
            "position": position,
            "relation": member.relation,
            **{name: _kept(getattr(member.facts, name)) for name in _FACTS},
        }
        for position, member in enumerate(members)
    }


def _answer_lines(answers: Mapping[str, Answer]) -> dict[str, dict[str, Any]]:
    return {
        code: {
            "lacking": str(answer.lacking),
            "suggested": str(answer.suggested),
            "carried_over": int(answer.carried_over),
            "note": answer.note,
        }
        for code, answer in answers.items()
    }


def _three_states(answers: Mapping[str, YesNo]) -> dict[str, dict[str, Any]]:
    return {code: {"answer": str(answer)} for code, answer in answers.items()}


def _accepted(warnings: Mapping[str, str]) -> str:
    return json.dumps(dict(warnings), ensure_ascii=False, sort_keys=True) if warnings else ""


def _facts(row: Any) -> MemberFacts:
    values: dict[str, Any] = {
        name: YesNo(row[name]) if name in _THREE_STATES else row[name] for name in _FACTS
    }
    return MemberFacts(**values)


def _kept(value: Any) -> Any:
    return str(value) if isinstance(value, YesNo) else value
