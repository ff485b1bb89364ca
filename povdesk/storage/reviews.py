"""Review forms: open one with what is known, save it half filled, close it when nothing is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.classification import (
    classify,
    deprivation_points,
    summed_income_points,
    unknown_indicators,
)
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, Area, Category, Household, Member, MemberFacts, Person, YesNo
from povdesk.domain.review import Answer, Review, ReviewState
from povdesk.domain.standard import Standard
from povdesk.domain.validation import Level, Problem, find_problems, open_problems
from povdesk.storage import drafts, household_links, households, review_rows, rounds, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.drafts import Draft
from povdesk.storage.rounds import Round
from povdesk.storage.tables import class_history, commune_identity, review


@dataclass(frozen=True)
class Form:
    """One household's form in one round, as the form page shows it.

    household: roster with the facts of this round's form, or of the last form when this one is not begun.
    review: not yet saved when its id is None; answers of the last form are then carried over, not counted.
    last_review, last_facts (by person id): what the form of an earlier round said. last_category: the class
    in force now. position of total, previous_id, next_id: place among the hamlet's listed households.
    draft: what was typed and not saved. asked: on the list because it asked for it (phiếu A is for those).
    """

    household: Household
    review: Review
    round: Round
    last_review: Review | None = None
    last_round_year: int | None = None
    last_facts: Mapping[int, MemberFacts] = field(default_factory=dict)
    last_category: Category | None = None
    position: int = 0
    total: int = 0
    previous_id: int | None = None
    next_id: int | None = None
    draft: Draft | None = None
    asked: bool = False

    @property
    def is_read_only(self) -> bool:
        return self.review.state is ReviewState.RECOGNISED


class Saved(NamedTuple):
    """What was kept. message: something the officer has to know, usually empty."""

    household_id: int
    review_id: int
    state: ReviewState
    message: str = ""


class FormNotReady(InvalidInput):
    """The form cannot be closed (or kept) as it is. problems: what stands in the way, in field order."""

    def __init__(self, problems: Sequence[Problem], message: str, advice: str) -> None:
        super().__init__(message, advice)
        self.problems = tuple(problems)


def open_form(connection: Connection, household_id: int, round_id: int) -> Form:
    """The household's form in the round: as saved, or begun from the last form.

    A form not begun takes over house, members' facts and groups as facts, the twelve answers as
    suggestions (carried_over); points, reasons, needs and insurance that has run out start empty.
    """
    this = rounds.get(connection, round_id)
    key = connection.execute(
        select(review.c.id).where(review.c.round_id == round_id, review.c.household_id == household_id)
    ).scalar()
    last, last_year = _last_form(connection, household_id, this, key)
    if key is None:
        household = households.get(connection, household_id)
        earlier = review_rows.latest_facts(connection, _ids(household), but=None)
        household = _with_facts(household, _taken_over(earlier, this))
        form = _begun(connection, household, this, last)
    else:
        form = review_rows.read(connection, key)
        facts = review_rows.facts(connection, key)
        if form.state is ReviewState.RECOGNISED:
            household = review_rows.household_then(connection, household_id, key)
        else:
            household = households.get(connection, household_id)
            earlier = review_rows.latest_facts(connection, _ids(household), but=key)
            household = _with_facts(household, {**_taken_over(earlier, this), **facts})
    opened = Form(
        household,
        form,
        this,
        last_review=last,
        last_round_year=last_year,
        last_facts=review_rows.facts(connection, last.id) if last and last.id else {},
        last_category=_category_now(connection, household_id, this),
        draft=drafts.get(connection, drafts.FORM, drafts.form_key(round_id, household.uid)),
    )
    return _placed(connection, opened, household.hamlet_id)


def new_form(connection: Connection, round_id: int, hamlet_id: int | None, head_name: str = "") -> Form:
    """An empty form for a household that is not in the register: one row, the head."""
    this = rounds.get(connection, round_id)
    household = Household(hamlet_id=hamlet_id, members=(Member(Person(head_name), HEAD),))
    opened = Form(
        household,
        _begun(connection, household, this, None),
        this,
        draft=drafts.get(connection, drafts.FORM, drafts.form_key(round_id, "")),
    )
    return _placed(connection, opened, hamlet_id)


def save(
    act: Act,
    standard: Standard,
    household: Household,
    form: Review,
    *,
    left: Mapping[int, str] | None = None,
) -> Saved:
    """Keep household and form, complete or not; only what is impossible is refused.

    A closed form stays closed while nothing stands in its way; otherwise it becomes a draft again and
    the message says why. left: person id → why he or she left the roster. The typed draft is dropped.
    """
    this, form = _checked(act, household, form)
    problems = _refuse_impossible(act, standard, household, form)
    standing = _in_the_way(problems, form)
    message = ""
    if form.state is ReviewState.CLOSED and standing:
        form = replace(form, state=ReviewState.DRAFT)
        message = (
            f"Phiếu trở lại bản nháp vì {_counted(standing)}. Bấm F6 để tới từng chỗ, sửa xong rồi chốt lại."
        )
    act.describe(f"Lưu phiếu hộ {households.spoken_name(household)}", "household", household.uid)
    return _keep(act, standard, household, form, this, left or {})._replace(message=message)


def close(
    act: Act,
    standard: Standard,
    household: Household,
    form: Review,
    *,
    left: Mapping[int, str] | None = None,
) -> Saved:
    """Chốt phiếu: the form counts from now on.

    Refused with FormNotReady while something is impossible or missing, or unlikely and not accepted with
    a reason (`form.accepted_warnings`, field → reason).
    """
    this, form = _checked(act, household, form)
    problems = _refuse_impossible(act, standard, household, form)
    standing = _in_the_way(problems, form)
    if standing:
        raise FormNotReady(
            standing,
            f"Chưa chốt được phiếu vì {_counted(standing)}: {standing[0].message}",
            "Bấm F6 để tới từng chỗ.",
        )
    act.describe(f"Chốt phiếu hộ {households.spoken_name(household)}", "household", household.uid)
    return _keep(act, standard, household, replace(form, state=ReviewState.CLOSED), this, left or {})


def reopen(act: Act, review_id: int) -> None:
    """Make a closed form a draft again, so that it does not count."""
    found = review_rows.read(act.connection, review_id)
    _refuse_recognised(found.state)
    assert found.household_id is not None
    household = households.get(act.connection, found.household_id)
    act.describe(f"Mở lại phiếu hộ {households.spoken_name(household)}", "household", household.uid)
    act.update(review, review_id, {"state": str(ReviewState.DRAFT)})


def _keep(
    act: Act,
    standard: Standard,
    household: Household,
    form: Review,
    this: Round,
    left: Mapping[int, str],
) -> Saved:
    typed_under, is_new = household.uid, household.id is None
    day = form.reviewed_on or min(act.today, date(this.year, 12, 31))
    household = households.save(act, household, on=day, left=left)
    form = replace(
        form,
        household_id=household.id,
        standard_id=standard.id,
        computed=classify(standard, form.area, form.income_points, form.lacking),
        reference=_by_reference(act.connection, this, form),
    )
    complete = not unknown_indicators(standard, form.lacking)
    points = {
        "deprivation_points": deprivation_points(standard, form.lacking) if complete else None,
        "income_points_summed": summed_income_points(standard, form.area, form.inputs),
    }
    # A household that was in no register is on the list because it asked.
    source = {"source": rounds.REQUEST} if is_new else {}
    key = review_rows.keep(act, form, household.members, {**points, **source})
    drafts.drop_form(act, form.round_id, typed_under)
    assert household.id is not None
    return Saved(household.id, key, form.state)


def _by_reference(connection: Connection, this: Round, form: Review) -> Category | None:
    """The class by the standard that the round only compares with."""
    if not this.reference_standard_id:
        return None
    other = rule_edits.standard(connection, this.reference_standard_id)
    return classify(other, form.area, form.income_points, form.lacking_by_reference)


def _checked(act: Act, household: Household, form: Review) -> tuple[Round, Review]:
    """The form with the key it is kept under; refuses a form that is decided."""
    if form.round_id is None:
        raise NotPossibleNow("Chưa chọn kỳ rà soát.", "Mở kỳ rà soát của năm rồi nhập phiếu.")
    this = rounds.get(act.connection, form.round_id)
    if household.id is None:
        return this, replace(form, id=None)
    kept = act.connection.execute(
        select(
            review.c.id, review.c.uid, review.c.state, review.c.recognised, review.c.difference_reason
        ).where(review.c.round_id == form.round_id, review.c.household_id == household.id)
    ).first()
    if kept is None:
        return this, replace(form, id=None)
    _refuse_recognised(ReviewState(kept.state))
    form = replace(form, id=kept.id, uid=kept.uid, state=ReviewState(kept.state))
    put_forward = Category(kept.recognised) if kept.recognised else None
    if form.recognised is not put_forward:  # The meeting decided while the form was open.
        form = replace(form, recognised=put_forward, difference_reason=kept.difference_reason)
    return this, form


def _refuse_recognised(state: ReviewState) -> None:
    if state is ReviewState.RECOGNISED:
        raise NotPossibleNow(
            "Phiếu này đã có quyết định công nhận nên chỉ xem, không sửa.",
            "Ghi thay đổi vào phiếu của kỳ rà soát sau.",
        )


def _refuse_impossible(act: Act, standard: Standard, household: Household, form: Review) -> Sequence[Problem]:
    problems = find_problems(standard, household, form, act.today)
    impossible = [problem for problem in problems if problem.level is Level.IMPOSSIBLE]
    if impossible:
        raise FormNotReady(
            impossible, " ".join(problem.message for problem in impossible), "Sửa lại rồi lưu."
        )
    return problems


def _in_the_way(problems: Sequence[Problem], form: Review) -> list[Problem]:
    """What stops closing: anything missing, and what is unlikely and not accepted with a reason."""
    accepted = {key: reason for key, reason in form.accepted_warnings.items() if reason.strip()}
    return open_problems(problems, replace(form, accepted_warnings=accepted))


def _counted(problems: Sequence[Problem]) -> str:
    missing = sum(problem.level is Level.MISSING for problem in problems)
    others = len(problems) - missing
    words = [f"còn {missing} mục chưa trả lời"] if missing else []
    words += [f"{others} cảnh báo chưa ghi lý do"] if others else []
    return " và ".join(words)


def _begun(connection: Connection, household: Household, this: Round, last: Review | None) -> Review:
    form = Review(
        round_id=this.id,
        household_id=household.id,
        standard_id=this.standard_id,
        area=household.area or _commune_area(connection, this),
    )
    if last is None:
        return form
    answers = {
        code: Answer(lacking=answer.lacking, carried_over=True, note=answer.note)
        for code, answer in last.answers.items()
    }
    return replace(form, house=last.house, answers=answers, groups=dict(last.groups))


def _taken_over(earlier: Mapping[int, tuple[MemberFacts, int]], this: Round) -> dict[int, MemberFacts]:
    """Facts of earlier forms without what holds for one year only: needs, and insurance run out."""
    taken = {}
    for person_id, (facts, year) in earlier.items():
        if year != this.year:
            until = facts.insured_until or date(year, 12, 31)
            ran_out = facts.health_insurance is YesNo.YES and until < (
                this.started_on or date(this.year, 9, 1)
            )
            facts = replace(
                facts,
                health_insurance=YesNo.UNKNOWN if ran_out else facts.health_insurance,
                insured_until=None if ran_out else facts.insured_until,
                need_job=YesNo.UNKNOWN,
                need_training=YesNo.UNKNOWN,
                need_production=YesNo.UNKNOWN,
            )
        taken[person_id] = facts
    return taken


def _ids(household: Household) -> list[int]:
    return [member.person.id for member in household.members if member.person.id is not None]


def _with_facts(household: Household, facts: Mapping[int, MemberFacts]) -> Household:
    members = tuple(
        replace(member, facts=facts.get(member.person.id or 0, member.facts)) for member in household.members
    )
    return replace(household, members=members)


def _last_form(
    connection: Connection, household_id: int, this: Round, key: int | None
) -> tuple[Review | None, int | None]:
    """The newest counted form of an earlier round, else that of the household it split off."""
    found = review_rows.last_counted(connection, household_id, this, key)
    found = found or household_links.origin_form(connection, household_id, this.year)
    return (review_rows.read(connection, found[0]), found[1]) if found else (None, None)


def _commune_area(connection: Connection, this: Round) -> Area:
    """Xã is rural, phường and thị trấn urban (rules 2.2)."""
    kind = connection.execute(
        select(commune_identity.c.kind)
        .where(commune_identity.c.valid_from <= this.last_day)
        .order_by(commune_identity.c.valid_from.desc())
        .limit(1)
    ).scalar()
    return Area.URBAN if (kind or "").lower() in ("phường", "thị trấn") else Area.RURAL


def _category_now(connection: Connection, household_id: int, this: Round) -> Category | None:
    found = connection.execute(
        select(class_history.c.category)
        .where(
            class_history.c.household_id == household_id,
            class_history.c.entitled_from <= date(this.year, 12, 31),
        )
        .order_by(class_history.c.entitled_from.desc(), class_history.c.id.desc())
        .limit(1)
    ).scalar()
    return Category(found) if found else None


def _placed(connection: Connection, opened: Form, hamlet_id: int | None) -> Form:
    """The place among the hamlet's listed households, in the order of their heads' names."""
    listed = rounds.listed(connection, opened.round.id, hamlet_id or 0)
    order = [row.household_id for row in listed]
    if opened.household.id is None or opened.household.id not in order:
        return replace(opened, total=len(order), asked=opened.household.id is None)
    place = order.index(opened.household.id)
    return replace(
        opened,
        asked=listed[place].source == rounds.REQUEST,
        position=place + 1,
        total=len(order),
        previous_id=order[place - 1] if place else None,
        next_id=order[place + 1] if place + 1 < len(order) else None,
    )
