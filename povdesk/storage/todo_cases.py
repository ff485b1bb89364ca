"""The cases behind the to-do rules that no indicator counts: one query or comparison each."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, text

from povdesk.domain import plan_checks
from povdesk.domain.indicator import Status
from povdesk.domain.indicator_status import StatusRules, standing
from povdesk.domain.plan_findings import FindingLevel
from povdesk.domain.programme import summed
from povdesk.domain.todo import TodoCase
from povdesk.domain.vietnamese import format_count, format_millions, format_percent, short_date
from povdesk.domain.working_days import working_days_left
from povdesk.storage import plan_facts, plans, programme, targets
from povdesk.storage.backup import rehearsal
from povdesk.storage.in_force import LISTED, REGISTERED
from povdesk.storage.indicators import Subject, typed
from povdesk.storage.indicators.moments import Moment
from povdesk.storage.indicators.rules import CountingRules
from povdesk.storage.tables import attachment

_GROUPS = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}
_ORDER = "ORDER BY l.position, l.hamlet_id, l.name_sort_key"


def of_subjects(found: Iterable[Subject]) -> tuple[TodoCase, ...]:
    """Cases from the list behind an indicator."""
    return tuple(
        TodoCase(
            one.uid,
            one.name,
            kind=one.kind,
            hamlet=one.hamlet,
            group=one.group,
            note=one.note,
            household_id=one.household_id,
            place=_place(one),
            target=_target(one),
        )
        for one in found
    )


def _place(one: Subject) -> str:
    """Where a case is dealt with: the household's form, the list of cadres."""
    if one.household_id is not None:
        return "household"
    return "assignments" if one.kind == "cadre" else ""


def _target(one: Subject) -> dict[str, Any]:
    if one.household_id is not None:
        return {"household_id": one.household_id}
    return {"tab": "cadres", "untrained": True, "search": one.name} if one.kind == "cadre" else {}


def without_cadre(connection: Connection, day: date) -> tuple[TodoCase, ...]:
    """Poor and near-poor households that nobody helps on the day."""
    return _households(
        connection,
        f"""WITH {LISTED} SELECT l.*, '' AS note FROM listed l WHERE NOT EXISTS (
          SELECT 1 FROM assignment a WHERE a.household_id = l.id
            AND (a.valid_from IS NULL OR a.valid_from <= :day)
            AND (a.valid_to IS NULL OR a.valid_to > :day)) {_ORDER}""",
        day,
    )


def without_house(connection: Connection, day: date, rules: CountingRules) -> tuple[TodoCase, ...]:
    """Listed households that lack in housing and have no house support approved this year or unfinished."""
    lacks = (
        "review_answer a WHERE a.review_id = l.review_id AND a.lacking = 'yes'"
        " AND NOT coalesce(a.carried_over, 0)"
    )
    return _households(
        connection,
        f"""WITH {LISTED} SELECT l.*, (
            SELECT max(CASE a.indicator WHEN 'housing_quality' THEN 'Chất lượng nhà ở' END) FROM {lacks}
          ) AS quality, (
            SELECT max(CASE a.indicator WHEN 'housing_area' THEN 'Diện tích nhà ở' END) FROM {lacks}
          ) AS area, '' AS note
          FROM listed l WHERE coalesce(quality, area) IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM support_event e WHERE e.household_id = l.id AND e.deleted_at IS NULL
              AND +e.kind IN ({rules.codes("house")})
              AND (e.state <> 'finished' OR coalesce(e.finished_on, e.happened_on) >= :first)
              AND coalesce(e.approved_on, e.happened_on) <= :day) {_ORDER}""",
        day,
    )


def helped(connection: Connection, day: date, kinds: str) -> frozenset[int]:
    """Households with support of these kinds under way, or finished since the year began."""
    rows = connection.execute(
        text(
            f"""SELECT DISTINCT household_id FROM support_event e WHERE household_id IS NOT NULL
            AND deleted_at IS NULL AND kind IN ({kinds})
            AND (state <> 'finished' OR coalesce(finished_on, happened_on) >= :first)
            AND coalesce(approved_on, happened_on) <= :day"""
        ),
        _days(day),
    ).scalars()
    return frozenset(int(key) for key in rows)


def without_water(
    dry: Sequence[Subject], unhygienic: Sequence[Subject], watered: frozenset[int], built: frozenset[int]
) -> tuple[TodoCase, ...]:
    """Households lacking water or a latrine without a measure for it; each once, with what it lacks."""
    lacks: dict[int, list[str]] = {}
    subjects: dict[int, Subject] = {}
    for found, done, words in ((dry, watered, "Nước sinh hoạt"), (unhygienic, built, "Nhà tiêu")):
        for one in found:
            if one.id not in done:
                lacks.setdefault(one.id, []).append(words)
                subjects[one.id] = one
    cases = of_subjects(subjects.values())
    return tuple(
        TodoCase(**{**vars(case), "note": ", ".join(lacks[key])})
        for case, key in zip(cases, subjects, strict=True)
    )


def escaping_alone(connection: Connection, day: date) -> tuple[TodoCase, ...]:
    """Households that registered to escape, with no support this year for them or one of their people."""
    return _households(
        connection,
        f"""WITH {LISTED}, {REGISTERED} SELECT l.*, '' AS note FROM listed l
          WHERE l.id IN (SELECT id FROM registered) AND NOT EXISTS (
            SELECT 1 FROM support_event e WHERE e.deleted_at IS NULL
              AND coalesce(e.approved_on, e.happened_on) BETWEEN :first AND :day
              AND (e.household_id = l.id OR e.person_id IN (
                SELECT m.person_id FROM membership m WHERE m.household_id = l.id
                  AND (m.valid_to IS NULL OR m.valid_to > :day)))) {_ORDER}""",
        day,
    )


def doubled(connection: Connection, day: date) -> tuple[TodoCase, ...]:
    """People whose identity number or insurance card is also another person's."""
    rows = connection.execute(
        text(
            """WITH present AS (
              SELECT p.id, p.uid, p.full_name, p.id_number, h.id AS household_id, t.name AS hamlet, (
                SELECT f.insurance_number FROM review_member f JOIN review r ON r.id = f.review_id
                WHERE f.person_id = p.id AND f.insurance_number <> ''
                ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1) AS card
              FROM person p JOIN membership m ON m.person_id = p.id AND m.valid_to IS NULL
              JOIN household h ON h.id = m.household_id AND h.deleted_at IS NULL
                AND (h.ended_on IS NULL OR h.ended_on > :day)
              JOIN hamlet t ON t.id = h.hamlet_id
              WHERE p.deleted_at IS NULL GROUP BY p.id
            ), numbers AS (
              SELECT id_number FROM person WHERE id_number <> '' AND deleted_at IS NULL
              GROUP BY id_number HAVING count(*) > 1
            ), cards AS (
              SELECT card FROM present WHERE card IS NOT NULL GROUP BY card HAVING count(*) > 1
            )
            SELECT *, id_number IN numbers AS same_number, card IN cards AS same_card FROM present
            WHERE id_number IN numbers OR card IN cards ORDER BY id_number, card, id"""
        ),
        _days(day),
    )
    return tuple(
        TodoCase(
            row.uid,
            row.full_name,
            kind="person",
            hamlet=row.hamlet,
            note=" và ".join(
                words
                for words, is_so in (
                    ("Trùng số định danh", row.same_number),
                    ("Trùng mã thẻ BHYT", row.same_card),
                )
                if is_so
            ),
            household_id=row.household_id,
            place="household",
            target={"household_id": row.household_id},
        )
        for row in rows
    )


def unsigned_plan(connection: Connection, year: int) -> tuple[TodoCase, ...] | None:
    """The year's plan while its signed copy is not kept; None when the year has no plan."""
    key = plans.find(connection, year)
    if key is None:
        return None
    kept = plans.load(connection, key)
    copy = connection.execute(
        select(attachment.c.id).where(
            attachment.c.object_type == "plan",
            attachment.c.object_uid == kept.uid,
            attachment.c.removed_at.is_(None),
        )
    ).first()
    if copy is not None and kept.status.is_frozen:
        return ()
    note = kept.status.label if not kept.status.is_frozen else "Đã ban hành, chưa đính bản ký"
    name = f"Kế hoạch giảm nghèo năm {year}"
    return (TodoCase(kept.uid, name, note=note, place="plan", target={"year": year}),)


def plan_findings(connection: Connection, year: int, today: date) -> tuple[TodoCase, ...] | None:
    """What the checks say about the year's plan, choices that only the officer can make left out."""
    key = plans.find(connection, year)
    if key is None:
        return None
    kept = plans.load(connection, key)
    if kept.status.is_frozen:
        return ()
    found = plan_checks.find_problems(kept, plan_facts.gather(connection, kept, today))
    return tuple(
        TodoCase(
            f"{year}/{one.code}/{one.where}/{one.subject}",
            one.level.label,
            note=one.message,
            place="plan",
            target={"year": year, "code": one.where},
        )
        for one in found
        if one.level is not FindingLevel.OPEN
    )


def stale_indicators(
    connection: Connection, year: int, day: date, rules: StatusRules
) -> tuple[TodoCase, ...]:
    """Typed indicators without a number of the year, or with one that is too old."""
    entered = typed.typed(connection)
    moment = Moment(0, year, day, False, False)
    cases = []
    for definition, target in targets.with_targets(connection, year):
        if not definition.is_typed:
            continue
        found = typed.measured(definition, entered, moment)
        stands = standing(definition, target, found, day=day, rules=rules)
        if stands.status is Status.NO_DATA:
            last = f", số gần nhất ngày {short_date(found.as_of)}" if found.value is not None else ""
            cases.append(
                TodoCase(
                    definition.uid,
                    definition.label,
                    group=f"Điểm {definition.letter}" if definition.letter else "",
                    note=f"{stands.reason}{last}",
                    place="plan",
                    target={"year": year, "indicator": definition.code},
                )
            )
    return tuple(cases)


def money(connection: Connection, year: int, day: date, rules: StatusRules) -> tuple[TodoCase, ...] | None:
    """Projects that paid more than planned, or far less than the year's share; None without a budget."""
    lines = programme.budget(connection, year, day)
    if not lines:
        return None
    elapsed = rules.elapsed(year, day)
    cases = []
    for project in programme.projects(connection):
        sums = summed(line for line in lines if line.project == project.code)
        share = sums.share_paid
        if share is None:
            continue
        paid = f"{format_millions(sums.disbursed)} trên {format_millions(sums.planned)}"
        if sums.disbursed > sums.planned:
            words = f"Vượt kế hoạch: {paid}"
        elif share < 100 * rules.attention_from * elapsed:
            words = f"Chậm, mới {format_percent(round(share, 1))}: {paid}"
        else:
            continue
        cases.append(
            TodoCase(
                project.uid,
                project.called,
                note=words,
                place="programme",
                target={"tab": "money", "year": year, "project": project.code},
            )
        )
    return tuple(cases)


def old_backup(since: date | None, today: date, after: int, *, is_copied: bool) -> tuple[TodoCase, ...]:
    """A case when no copy has left this computer for so many working days.

    since: the day of the last one, or (not is_copied) the first day with data; None: nothing to lose yet.
    """
    if since is None or working_days_left(since, today) < after:
        return ()
    days = f"{format_count((today - since).days)} ngày, từ {short_date(since)}"
    words = days if is_copied else f"Chưa có bản sao lưu nào ngoài máy này ({days})"
    return (TodoCase("backup", "Sao lưu ra USB", note=words, place="backup"),)


def failed_rehearsal(connection: Connection) -> tuple[TodoCase, ...]:
    """A case when the newest copy could not be taken out as a restore would."""
    done = rehearsal.last(connection)
    if done is None or done.passed:
        return ()
    words = f"Bản sao lưu số {done.sequence} không đạt ngày {short_date(done.at.date())}"
    return (TodoCase("rehearsal", "Diễn tập phục hồi", note=words, place="backup"),)


def _households(connection: Connection, statement: str, day: date) -> tuple[TodoCase, ...]:
    return tuple(
        TodoCase(
            row.uid,
            row.head_name,
            kind="household",
            hamlet=row.hamlet,
            group=_GROUPS[row.category],
            note=_note(row),
            household_id=row.id,
            place="household",
            target={"household_id": row.id},
        )
        for row in connection.execute(text(statement), _days(day))
    )


def _note(row: Any) -> str:
    """What a query says of a row: its note, or the lacks that it names."""
    named = row._mapping
    lacks = (named.get("quality"), named.get("area"))
    return row.note or ", ".join(words for words in lacks if words)


def _days(day: date) -> dict[str, str | int]:
    return {"day": day.isoformat(), "first": date(day.year, 1, 1).isoformat(), "year": day.year}
