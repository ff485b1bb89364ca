"""Why somebody entered or left the list behind a number between two moments, in one plain phrase each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.vietnamese import short_date
from povdesk.storage import dashboard
from povdesk.storage.indicators import Subject
from povdesk.storage.indicators import rules as counting_rules
from povdesk.storage.period_facts import Fact, answers, gone, happened, recorded_since, rows_of, supported
from povdesk.storage.tables import cadre, household, indicator_definition, membership, person, rule_override

_UNKNOWN = "Chưa thấy lý do trong sổ; xem nhật ký của hộ"

_SUPPORT: Mapping[str, tuple[str, ...]] = {
    "livelihood_households": ("livelihood",),
    "production_support": ("production",),
    "job_advice": ("job",),
    "placed_workers": ("placed",),
    "trained_workers": ("training",),
    "left_abroad": ("abroad",),
    "abroad_escaped": ("abroad",),
    "language_learners": ("language",),
    "health_insurance": ("card",),
    "worker_trained": ("training",),
    "worker_certificate": ("training",),
    "skills_training": ("training",),
    "house_support": ("house",),
    "clean_water": ("water",),
    "hygienic_latrine": ("latrine",),
    "telecom_use": ("telecom",),
    "trained_staff": ("cadre_course",),
}
"""Kinds of support that a measure counts, by the names of rules.toml."""

_WORK = ("able_to_work", "work_status", "studying")
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "production_support": ("able_to_work", "need_production"),
    "job_advice": ("able_to_work", "need_job"),
    "health_insurance": ("health_insurance", "insured_until"),
    "schooling": ("studying", "school_level"),
    "worker_trained": ("trained", "training", *_WORK),
    "worker_certificate": ("certificate", "trained", "training", *_WORK),
    "skills_training": ("able_to_work", "need_training"),
    "lasting_work": ("lasting_work", "contract", *_WORK),
    "clean_water": ("water",),
    "hygienic_latrine": ("latrine",),
    "telecom_use": ("uses_internet", "telecom"),
}
"""Answers that a measure reads: facts of a member, indicators of lacking, the form's own questions."""

_OF_AGES = (
    "schooling",
    "worker_trained",
    "worker_certificate",
    "skills_training",
    "job_advice",
    "production_support",
)
_OF_CLOSINGS = (
    "poor_rate",
    "poor_and_near_poor_rate",
    "near_poor_households",
    "near_poor_cut",
    "minority_rate_cut",
    "multidimensional_rate",
)


@dataclass(frozen=True)
class Moment:
    """A day as somebody saw it. frozen_at: local time when it was kept; empty: as the register is now."""

    year: int
    day: date
    frozen_at: str = ""


@dataclass
class _People:
    """Whom the moved are: keys of households and persons by uid."""

    households: dict[str, set[int]] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    cadres: dict[str, int] = field(default_factory=dict)


def reasons(
    connection: Connection,
    code: str,
    pairs: Sequence[tuple[Subject | None, Subject | None]],
    before: Moment,
    after: Moment,
) -> list[str]:
    """One phrase for each pair (as it was, as it is), in the same order."""
    if not pairs:
        return []
    measure = _measure(connection, code)
    people = _found(connection, pairs)
    homes = {key for keys in people.households.values() for key in keys}
    persons = set(people.persons.values())
    late = recorded_since(connection, before.frozen_at)
    counting, _status = counting_rules.load(connection)
    kinds = tuple(kind for name in _SUPPORT.get(measure, ()) for kind in counting.kinds[name])
    facts: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    readers = (
        gone(connection, homes, persons),
        happened(connection, homes, persons, of_closing=measure in _OF_CLOSINGS),
        supported(connection, homes, persons, people.cadres.values(), kinds),
        answers(connection, homes, persons, _ANSWERS.get(measure, ()), before.day, after.day),
    )
    for found in readers:
        for owner, fact in found:
            facts[owner].append(fact)
    changed_rules = _changed_rules(connection, before.frozen_at)
    said = []
    for was, now in pairs:
        one = now or was
        assert one is not None
        owners = [("household", key) for key in sorted(people.households.get(one.uid, ()))]
        if one.uid in people.persons:
            owners.insert(0, ("person", people.persons[one.uid]))
        if one.uid in people.cadres:
            owners = [("cadre", people.cadres[one.uid])]
        own = [
            (fact, late.get((fact.table, fact.row)))
            for owner in owners
            for fact in facts.get(owner, ())
            if before.day < fact.day <= after.day or (fact.table, fact.row) in late
        ]
        stays = was is not None and now is not None
        best = min(
            own,
            key=lambda pair: (pair[0].rank_inside if stays else pair[0].rank, -pair[0].day.toordinal()),
            default=None,
        )
        if best is not None:
            said.append(_words(best[0], best[1], before))
        else:
            said.append(_otherwise(was, now, late, owners, changed_rules, measure, before, after))
    return said


def _words(fact: Fact, recorded: tuple[date, str] | None, before: Moment) -> str:
    """With "ghi muộn" when it is dated before the freezing but was written down only after it."""
    if recorded is not None and fact.day <= before.day:
        return f"{fact.words}, ghi muộn ngày {short_date(recorded[0])}"
    return fact.words


def _otherwise(
    was: Subject | None,
    now: Subject | None,
    late: Mapping[tuple[str, int], tuple[date, str]],
    owners: Sequence[tuple[str, int]],
    changed_rules: date | None,
    measure: str,
    before: Moment,
    after: Moment,
) -> str:
    note = now.note if now is not None and (was is None or was.note != now.note) else ""
    for owner in owners:
        if owner in late:
            day, action = late[owner]
            act = f"{action}, ghi ngày {short_date(day)}"
            return f"{note} ({act})" if note else act
    if note:
        return note
    if was is not None and now is None and was.group == "Hộ mới thoát nghèo":
        return "Đã hết thời gian tính là hộ mới thoát nghèo"
    if before.year != after.year:
        return f"Chỉ tính việc, kết quả của năm {after.year}"
    if changed_rules is not None:
        return f"Quy định, cách tính đã sửa ngày {short_date(changed_rules)}"
    if now is not None and was is not None and now.group != was.group:
        return f"Từ {was.group.lower() or 'ngoài diện'} thành {now.group.lower() or 'ngoài diện'}"
    if measure in _OF_AGES and before.day != after.day:
        return f"Theo tuổi tính đến ngày {short_date(after.day)}"
    return _UNKNOWN


def _measure(connection: Connection, code: str) -> str:
    if code in dashboard.MEASURES:
        return dashboard.MEASURES[code][0]
    found = connection.execute(
        select(indicator_definition.c.measure).where(indicator_definition.c.code == code)
    ).scalar()
    return found or ""


def _found(connection: Connection, pairs: Sequence[tuple[Subject | None, Subject | None]]) -> _People:
    """Keys by uid, of the deleted too; a person counts with every household they lived in."""
    people = _People()
    ones = [one for pair in pairs for one in pair if one is not None]
    homes = sorted({one.uid for one in ones if one.kind == "household"})
    for row in rows_of(connection, select(household.c.id, household.c.uid), household.c.uid, homes):
        people.households[row.uid] = {row.id}
    uids = sorted({one.uid for one in ones if one.kind == "person"})
    for row in rows_of(connection, select(person.c.id, person.c.uid), person.c.uid, uids):
        people.persons[row.uid] = row.id
    staff = sorted({one.uid for one in ones if one.kind == "cadre"})
    for row in rows_of(connection, select(cadre.c.id, cadre.c.uid), cadre.c.uid, staff):
        people.cadres[row.uid] = row.id
    names = {key: uid for uid, key in people.persons.items()}
    query = select(membership.c.person_id, membership.c.household_id)
    for row in rows_of(connection, query, membership.c.person_id, sorted(names)):
        people.households.setdefault(names[row.person_id], set()).add(row.household_id)
    return people


def _changed_rules(connection: Connection, since: str) -> date | None:
    """The day a standard or a way of counting was last edited after a freezing."""
    if not since:
        return None
    found = connection.execute(
        select(rule_override.c.changed_at)
        .where(rule_override.c.changed_at > since)
        .order_by(rule_override.c.changed_at.desc())
        .limit(1)
    ).scalar()
    return date.fromisoformat(found[:10]) if found else None
