"""What the papers of the year's activities are made of: office, followed households, support by hamlet."""

from datetime import date

from sqlalchemy import Connection

from povdesk.domain.activity_papers import FollowedHousehold, FollowedSupport, Office
from povdesk.domain.commune import identity_on
from povdesk.domain.insurance_changes import group_of, group_words
from povdesk.domain.programme import Source
from povdesk.domain.vietnamese import format_number
from povdesk.storage import catalogue_edits, commune, paper_wording, rule_edits, settings, visits
from povdesk.storage.indicators import rules
from povdesk.storage.indicators.bases import group_on, latest_form

WORDING = "activities.toml"

_HOME = """coalesce(e.household_id, (SELECT ms.household_id FROM membership ms
    WHERE ms.person_id = e.person_id AND (ms.valid_from IS NULL OR ms.valid_from <= e.happened_on)
      AND (ms.valid_to IS NULL OR ms.valid_to > e.happened_on) ORDER BY ms.id LIMIT 1))"""

_FOLLOWED = f"""
WITH given AS MATERIALIZED (
  SELECT {_HOME} AS household_id,
    sum(e.kind <> :visit AND e.state = 'finished' AND e.happened_on >= :first) AS supports,
    max(CASE WHEN e.kind = :visit THEN e.happened_on END) AS last_visit
  FROM support_event e WHERE e.deleted_at IS NULL AND e.happened_on <= :day GROUP BY 1
)
SELECT t.kind || ' ' || t.name, h.code, h.head_name,
  (SELECT p.birth_year FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.household_id = h.id AND m.relation = 'head' AND (m.valid_from IS NULL OR m.valid_from <= :day)
      AND (m.valid_to IS NULL OR m.valid_to > :day) ORDER BY m.id DESC LIMIT 1),
  (SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted_at IS NULL
    WHERE m.household_id = h.id AND (m.valid_from IS NULL OR m.valid_from <= :day)
      AND (m.valid_to IS NULL OR m.valid_to > :day)),
  {group_on("h.id", ":day")},
  (SELECT max(c.entitled_from) FROM class_history c WHERE c.household_id = h.id AND c.entitled_from <= :day),
  (SELECT group_concat(a.indicator, ' ') FROM review_answer a
    WHERE a.review_id = {latest_form("h.id", ":day")} AND a.lacking = 'yes'),
  (SELECT r.main_reason FROM review r WHERE r.id = {latest_form("h.id", ":day")}),
  (SELECT r.standard_id FROM review r WHERE r.id = {latest_form("h.id", ":day")}),
  (SELECT group_concat(d.full_name, ', ') FROM assignment g JOIN cadre d ON d.id = g.cadre_id
    WHERE g.household_id = h.id AND (g.valid_from IS NULL OR g.valid_from <= :day)
      AND (g.valid_to IS NULL OR g.valid_to >= :day)),
  coalesce(g.supports, 0), g.last_visit
FROM household h JOIN hamlet t ON t.id = h.hamlet_id LEFT JOIN given g ON g.household_id = h.id
WHERE h.deleted_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > :day)
  AND (:hamlet IS NULL OR h.hamlet_id = :hamlet)
  AND EXISTS (SELECT 1 FROM class_history c WHERE c.household_id = h.id AND c.entitled_from <= :day)
ORDER BY t.position, t.id, h.name_sort_key, h.code
"""

_SUPPORTED = f"""
SELECT t.kind || ' ' || t.name, e.happened_on, h.head_name, h.code, coalesce(p.full_name, q.full_name, ''),
  e.kind, e.result, e.quantity, e.unit, e.amount, e.source, e.evidence_number
FROM support_event e LEFT JOIN person p ON p.id = e.person_id LEFT JOIN person q ON q.id = e.attendee_id
JOIN household h ON h.id = {_HOME} AND h.deleted_at IS NULL
JOIN hamlet t ON t.id = h.hamlet_id
WHERE e.deleted_at IS NULL AND e.kind <> :visit AND e.state = 'finished'
  AND e.happened_on BETWEEN :first AND :day AND (:hamlet IS NULL OR h.hamlet_id = :hamlet)
ORDER BY t.position, t.id, e.happened_on, h.name_sort_key, e.id
"""


def office(connection: Connection, year: int, day: date) -> Office:
    """Names, signer and wording of a paper of that day."""
    identity = identity_on(commune.identities(connection), day)
    words = {"xa": identity.full_name, "uy_ban": identity.committee, "nam": str(year)}
    wording = paper_wording.of_file(connection, WORDING, words)
    signer = commune.default_signer(connection, day)
    return Office(day, year, identity, signer, settings.is_sample(connection), wording)


def followed(connection: Connection, day: date, hamlet_id: int | None) -> tuple[FollowedHousehold, ...]:
    """Poor, near-poor and lately escaped households on a day, by hamlet and name."""
    counting, _status = rules.load(connection)
    rows = connection.exec_driver_sql(
        _FOLLOWED,
        {
            "day": day.isoformat(),
            "first": date(day.year, 1, 1).isoformat(),
            "hamlet": hamlet_id,
            "visit": visits.KIND,
            "exit_months": f"+{counting.exit_months} months",
        },
    ).all()
    names: dict[str, dict[str, str]] = {}
    reasons = catalogue_edits.names(connection, "reasons")
    found = []
    for row in rows:
        if not row[5]:
            continue
        if row[9] and row[9] not in names:
            standard = rule_edits.standard(connection, row[9])
            names[row[9]] = {item.code: item.name for item in standard.indicators}
        lacks = [names.get(row[9], {}).get(code, code) for code in (row[7] or "").split()]
        found.append(
            FollowedHousehold(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                group_words(group_of(row[5])),
                date.fromisoformat(row[6]) if row[6] else None,
                "; ".join(lacks),
                reasons.get(row[8] or "", str(row[8] or "")),
                row[10] or "",
                row[11],
                date.fromisoformat(row[12]) if row[12] else None,
            )
        )
    return tuple(found)


def supported(connection: Connection, day: date, hamlet_id: int | None) -> tuple[FollowedSupport, ...]:
    """Support finished in the year up to a day, by hamlet and day; visits have a register of their own."""
    rows = connection.exec_driver_sql(
        _SUPPORTED,
        {
            "day": day.isoformat(),
            "first": date(day.year, 1, 1).isoformat(),
            "hamlet": hamlet_id,
            "visit": visits.KIND,
        },
    )
    kinds = catalogue_edits.names(connection, "support_kinds")
    return tuple(
        FollowedSupport(
            row[0],
            date.fromisoformat(row[1]),
            row[2],
            row[3],
            row[4],
            kinds.get(row[5], str(row[5])),
            row[6],
            f"{format_number(row[7])} {row[8]}".strip() if row[7] is not None else "",
            row[9],
            Source(row[10]).label if row[10] in set(Source) else str(row[10] or ""),
            row[11],
        )
        for row in rows
    )
