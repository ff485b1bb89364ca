"""Everything behind “Vì sao hộ này?” of one household, read in one go."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain import own_items, suggestions
from povdesk.domain.classification import classify, deprivation_points, unknown_indicators
from povdesk.domain.commune import identity_on
from povdesk.domain.confirmation import standing
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.household import Category, Household
from povdesk.domain.review import Lacking, Review, ReviewState
from povdesk.domain.rights import ESCAPED, rights_of
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import full_date, short_date
from povdesk.domain.why_household import (
    ClassInForce,
    Counted,
    Lack,
    Received,
    Right,
    WhyHousehold,
    single_changes,
)
from povdesk.storage import (
    catalogue_edits,
    catalogue_items,
    commune,
    households,
    review_rows,
    rule_edits,
    settings,
)
from povdesk.storage.indicators import rules
from povdesk.storage.tables import (
    class_history,
    decision,
    hamlet,
    posting,
    review,
    review_round,
    support_event,
)

NOT_SUPPORT = frozenset({"THAM_HO"})
"""Kinds of events that are work of the cadres, not something a family received."""

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


def gather(
    connection: Connection, household_id: int, today: date, *, round_id: int | None = None
) -> WhyHousehold:
    """The household as of today in the working year. round_id: explain the form of this round, also a draft.

    NotPossibleNow when the household is not in the register.
    """
    day = households.working_day(connection, today)
    found = households.get(connection, household_id, day)
    place = connection.execute(select(hamlet).where(hamlet.c.id == found.hamlet_id)).mappings().one()
    in_force = class_on(connection, household_id, day)
    form = _form(connection, household_id, day, round_id)
    return WhyHousehold(
        household_id=household_id,
        household_uid=found.uid,
        day=day,
        year=day.year,
        identity=identity_on(commune.identities(connection), day),
        signer=commune.default_signer(connection, day),
        is_sample=settings.is_sample(connection),
        code=found.code,
        head_name=households.spoken_name(found),
        address=found.address,
        hamlet=hamlet_words(place["kind"], place["name"]),
        size=found.size,
        in_force=in_force,
        counted=_counted(connection, found, form, day) if form else None,
        remark=_remark(connection, household_id, day, form),
        received=_received(connection, found, day),
        rights=_rights(connection, household_id, day),
        hamlet_chief=place["chief_name"],
        posting=_posting(connection, found.hamlet_id, day),
        coming=coming_class(connection, household_id, day),
    )


def class_on(connection: Connection, household_id: int, day: date) -> ClassInForce | None:
    """The class in force on a day with its decision; None when the household was never in a list."""
    return next(iter(classes_until(connection, household_id, day)), None)


def coming_class(connection: Connection, household_id: int, day: date) -> ClassInForce | None:
    """The class decided by a day that only applies after it, as in the last weeks of a year."""
    last = class_on(connection, household_id, date.max)
    decided = last is not None and last.signed_on is not None and last.signed_on <= day < last.since
    return last if decided else None


def classes_until(connection: Connection, household_id: int, day: date) -> tuple[ClassInForce, ...]:
    """All classes up to a day, the latest first."""
    rows = connection.execute(
        select(
            class_history.c.category, class_history.c.entitled_from, decision.c.number, decision.c.signed_on
        )
        .outerjoin(decision, decision.c.id == class_history.c.decision_id)
        .where(class_history.c.household_id == household_id, class_history.c.entitled_from <= day)
        .order_by(class_history.c.entitled_from.desc(), class_history.c.id.desc())
    )
    return tuple(ClassInForce(Category(row[0]), row[1], row[2] or "", row[3]) for row in rows)


def _form(connection: Connection, household_id: int, day: date, round_id: int | None) -> Review | None:
    query = (
        select(review.c.id)
        .join(review_round, review_round.c.id == review.c.round_id)
        .where(review.c.household_id == household_id)
        .order_by(review_round.c.year.desc(), review.c.reviewed_on.desc(), review.c.id.desc())
        .limit(1)
    )
    if round_id is None:
        query = query.where(
            review.c.state.in_(_COUNTED),
            review_round.c.year <= day.year,
            review.c.reviewed_on.is_(None) | (review.c.reviewed_on <= day),
        )
    else:
        query = query.where(review.c.round_id == round_id)
    key = connection.execute(query).scalar()
    return review_rows.read(connection, key) if key is not None else None


def _counted(connection: Connection, found: Household, form: Review, day: date) -> Counted:
    standard = rule_edits.standard(connection, form.standard_id)
    assert form.id is not None and found.id is not None
    then = review_rows.household_then(connection, found.id, form.id)
    lacking = form.lacking
    name = connection.execute(
        select(review_round.c.name).where(review_round.c.id == form.round_id)
    ).scalar_one()
    unknown = set(unknown_indicators(standard, lacking))
    seen = own_items.counted_as(then, form, catalogue_items.for_forms(connection, day))
    return Counted(
        reviewed_on=form.reviewed_on,
        round_name=name,
        standard_title=standard.title,
        area=form.area,
        income_points=form.income_points,
        cutoff=standard.cutoffs[form.area],
        deprivation_points=deprivation_points(standard, lacking),
        needed=standard.min_deprivations,
        computed=classify(standard, form.area, form.income_points, lacking),
        lacks=tuple(_lacks(standard, *seen, form.reviewed_on or day)),
        unknown=tuple(item.name for item in standard.indicators if item.code in unknown),
        changes=single_changes(standard, form.area, form.income_points, lacking),
    )


def _lacks(standard: Standard, then: Household, form: Review, day: date) -> Iterable[Lack]:
    proposed = suggestions.suggest(standard, then, form, day)
    for item in standard.indicators:
        if form.lacking.get(item.code) is not Lacking.YES:
            continue
        proposal = proposed.get(item.code)
        facts = [form.answers[item.code].note]
        if proposal is not None and proposal.lacking is Lacking.YES:
            facts.append(proposal.reason)
        fact = " ".join(filter(None, facts)) or "Rà soát viên ghi nhận tại hộ."
        yield Lack(item.name, item.text, fact)


def _remark(connection: Connection, household_id: int, day: date, form: Review | None) -> str:
    draft = connection.execute(
        select(review_round.c.name)
        .join(review, review.c.round_id == review_round.c.id)
        .where(
            review.c.household_id == household_id,
            review.c.state == str(ReviewState.DRAFT),
            review_round.c.year == day.year,
        )
    ).scalar()
    if form is None:
        return "Hộ chưa có phiếu rà soát nào được chốt nên chưa có điểm để giải thích."
    if form.state is ReviewState.DRAFT:
        return "Phiếu này còn là bản nháp nên kết quả tính có thể thay đổi."
    if draft:
        since = f" ngày {short_date(form.reviewed_on)}" if form.reviewed_on else ""
        return f"Phiếu {draft[0].lower()}{draft[1:]} chưa chốt nên chưa tính; dưới đây theo phiếu{since}."
    return ""


def _received(connection: Connection, found: Household, day: date) -> tuple[Received, ...]:
    """Support of the year up to the day, by kind, the latest first."""
    people = [member.person.id for member in found.members]
    rows = connection.execute(
        select(support_event.c.kind, support_event.c.happened_on, support_event.c.amount)
        .where(
            (support_event.c.household_id == found.id) | support_event.c.person_id.in_(people),
            support_event.c.deleted_at.is_(None),
            support_event.c.state == "finished",
            support_event.c.kind.not_in(NOT_SUPPORT),
            support_event.c.happened_on >= date(day.year, 1, 1),
            support_event.c.happened_on <= day,
        )
        .order_by(support_event.c.happened_on)
    ).all()
    words = catalogue_edits.names(connection, "support_kinds")
    by_kind: dict[str, Received] = {}
    for kind, happened_on, amount in rows:
        before = by_kind.get(kind)
        total = amount if before is None or before.amount is None else before.amount + (amount or 0)
        times = before.times + 1 if before else 1
        by_kind[kind] = Received(words.get(kind, kind), times, happened_on, total)
    return tuple(sorted(by_kind.values(), key=lambda one: one.last_on, reverse=True))


def _rights(connection: Connection, household_id: int, day: date) -> tuple[Right, ...]:
    """Only what the commune's list of policies says of the class; nothing is concluded from names."""
    counting, _status = rules.load(connection)
    allowed = standing(classes_until(connection, household_id, day), day, counting.exit_months)
    if allowed is None:
        return ()
    category = allowed.found.category
    group = ESCAPED if category is Category.NOT_POOR else str(category)
    return rights_of(catalogue_edits.load(connection, "policies"), group, day)


def _posting(connection: Connection, hamlet_id: int | None, day: date) -> str:
    """The public posting that is open on the day, in words; empty when none is."""
    row = connection.execute(
        select(posting)
        .where(
            posting.c.posted_from <= day,
            posting.c.posted_to >= day,
            posting.c.hamlet_id.is_(None) | (posting.c.hamlet_id == hamlet_id),
        )
        .order_by(posting.c.posted_from.desc())
        .limit(1)
    ).first()
    if row is None:
        return ""
    at = f" tại {row.places[0].lower()}{row.places[1:]}" if row.places else ""
    return f"Danh sách đang niêm yết{at} đến hết {full_date(row.posted_to)}."
