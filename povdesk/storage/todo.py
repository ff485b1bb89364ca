"""The to-do of a day: each rule asked, what is put off marked; and putting off itself."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, PovDeskError
from povdesk.domain.indicator import Part
from povdesk.domain.indicator_status import StatusRules
from povdesk.domain.review import RoundState
from povdesk.domain.todo import (
    BACKUP_URGENT_DAYS,
    RULES,
    Severity,
    Snooze,
    Todo,
    TodoCase,
    TodoItem,
    in_order,
)
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.storage import (
    dashboard,
    indicators,
    office,
    round_steps,
    rounds,
    targets,
    task_reports,
    todo_cases,
    unfinished,
)
from povdesk.storage.act import Act
from povdesk.storage.backup import overview, reminder
from povdesk.storage.indicators import Subject
from povdesk.storage.indicators import rules as indicator_rules
from povdesk.storage.indicators.rules import CountingRules
from povdesk.storage.tables import hamlet, household, todo_snooze


@dataclass(frozen=True)
class _Found:
    """What a rule found; reason: why it could not look."""

    cases: tuple[TodoCase, ...] = ()
    reason: str = ""
    severity: Severity | None = None
    deadline: date | None = None


class _Facts:
    """What several rules need, read once. The lists of all indicators come from one statement."""

    _LISTS = (
        "health_insurance",
        "schooling",
        "job_advice",
        "trained_staff",
        "clean_water",
        "hygienic_latrine",
    )

    def __init__(self, connection: Connection, year: int, today: date) -> None:
        self.connection, self.year, self.today = connection, year, today
        self.day = dashboard.last_day(year, today)

    @cached_property
    def rules(self) -> tuple[CountingRules, StatusRules]:
        return indicator_rules.load(self.connection)

    @cached_property
    def lists(self) -> dict[str, tuple[Subject, ...]]:
        wanted = [(name, Part.NOT_REACHED) for name in self._LISTS]
        found = indicators.subjects_of(self.connection, wanted, self.year, self.day)
        return dict(zip(self._LISTS, found, strict=True))


def gather(connection: Connection, today: date, year: int | None = None) -> Todo:
    """All rules for the working year, in the order of the screen. A rule that fails says so; others stay."""
    asked = year or dashboard.working_year(connection, today)
    facts = _Facts(connection, asked, today)
    snoozes = _snoozes(connection, today)
    items = []
    for rule in RULES:
        try:
            found = _RULES[rule.code](facts)
        except PovDeskError as error:
            found = _Found(reason=error.message)
        cases = tuple(
            dataclasses.replace(case, snooze=snoozes[rule.code, case.uid])
            if (rule.code, case.uid) in snoozes
            else case
            for case in found.cases
        )
        items.append(TodoItem(rule, cases, found.reason, found.severity or rule.severity, found.deadline))
    agency, place = office.heading(connection, today)
    return Todo(asked, facts.day, in_order(tuple(items)), agency, place)


def snooze(act: Act, rule: str, uids: Sequence[str], until: date, reason: str) -> None:
    """Put cases off until a day, that day included. A reason is asked for; the rule itself stays."""
    words = clean_text(reason)
    if not words:
        raise InvalidInput("Chưa ghi lý do hoãn.", "Gõ lý do, ví dụ: chờ xã họp phân công.")
    if until < act.today:
        raise InvalidInput("Ngày hoãn đã qua.", "Chọn ngày từ hôm nay trở đi.")
    if not uids:
        raise InvalidInput("Chưa chọn việc nào để hoãn.", "Chọn dòng trong danh sách rồi hoãn.")
    act.describe(f"Hoãn việc đến {short_date(until)}", "todo_snooze", purpose=words)
    kept = _kept(act.connection, rule)
    for uid in uids:
        values = {"until": until, "reason": words}
        if uid in kept:
            act.update(todo_snooze, kept[uid], values)
        else:
            act.insert(todo_snooze, {"rule": rule, "object_uid": uid, **values})


def wake(act: Act, rule: str, uids: Sequence[str]) -> int:
    """Take putting off back; returns how many cases count again."""
    act.describe("Bỏ hoãn việc", "todo_snooze")
    kept = _kept(act.connection, rule)
    chosen = [kept[uid] for uid in uids if uid in kept]
    for key in chosen:
        act.delete(todo_snooze, key)
    return len(chosen)


def _kept(connection: Connection, rule: str) -> dict[str, int]:
    rows = connection.execute(
        select(todo_snooze.c.object_uid, todo_snooze.c.id).where(todo_snooze.c.rule == rule)
    )
    return {row.object_uid: row.id for row in rows}


def _snoozes(connection: Connection, today: date) -> dict[tuple[str, str], Snooze]:
    rows = connection.execute(select(todo_snooze).where(todo_snooze.c.until >= today))
    return {(row.rule, row.object_uid): Snooze(row.until, row.reason) for row in rows}


# ---- The rules ------------------------------------------------------------------------------------


def _of_list(name: str) -> Callable[[_Facts], _Found]:
    def found(facts: _Facts) -> _Found:
        return _Found(todo_cases.of_subjects(facts.lists[name]))

    return found


def _no_cadre(facts: _Facts) -> _Found:
    return _Found(todo_cases.without_cadre(facts.connection, facts.day))


def _doubled(facts: _Facts) -> _Found:
    return _Found(todo_cases.doubled(facts.connection, facts.day))


def _half_typed(facts: _Facts) -> _Found:
    return _Found(unfinished.cases(facts.connection))


def _forms_open(facts: _Facts) -> _Found:
    this = rounds.current(facts.connection, facts.year)
    if this is None:
        return _Found(reason=f"Chưa mở kỳ rà soát năm {facts.year}.")
    waiting = [one for one in rounds.listed(facts.connection, this.id) if not dashboard.is_done(one)]
    names = {row.id: row.name for row in facts.connection.execute(select(hamlet.c.id, hamlet.c.name))}
    uids = {row.id: row.uid for row in facts.connection.execute(select(household.c.id, household.c.uid))}
    due = next(
        (
            step.due_on
            for step in round_steps.steps(facts.connection, this.id)
            if step.step is RoundState.SURVEYING
        ),
        None,
    )
    return _Found(
        tuple(
            TodoCase(
                uids[one.household_id],
                one.head_name,
                kind="household",
                hamlet=names.get(one.hamlet_id, ""),
                note="Chưa nhập phiếu" if one.state is None else "Bản nháp, chưa chốt",
                household_id=one.household_id,
                place="household",
                target={"household_id": one.household_id},
            )
            for one in waiting
        ),
        deadline=due,
    )


def _house(facts: _Facts) -> _Found:
    return _Found(todo_cases.without_house(facts.connection, facts.day, facts.rules[0]))


def _water(facts: _Facts) -> _Found:
    counting = facts.rules[0]
    return _Found(
        todo_cases.without_water(
            facts.lists["clean_water"],
            facts.lists["hygienic_latrine"],
            todo_cases.helped(facts.connection, facts.day, counting.codes("water")),
            todo_cases.helped(facts.connection, facts.day, counting.codes("latrine")),
        )
    )


def _escape(facts: _Facts) -> _Found:
    return _Found(todo_cases.escaping_alone(facts.connection, facts.day))


def _report_overdue(facts: _Facts) -> _Found:
    return _Found(
        task_reports.overdue_cases(facts.connection, facts.year, facts.day),
        deadline=task_reports.next_due(facts.connection, facts.year, facts.day),
    )


def _plan_unsigned(facts: _Facts) -> _Found:
    found = todo_cases.unsigned_plan(facts.connection, facts.year)
    return _Found(found) if found is not None else _without_plan(facts)


def _plan_numbers(facts: _Facts) -> _Found:
    found = todo_cases.plan_findings(facts.connection, facts.year, facts.today)
    return _Found(found) if found is not None else _without_plan(facts)


def _without_plan(facts: _Facts) -> _Found:
    return _Found(reason=f"Chưa có kế hoạch năm {facts.year}.")


def _typed_stale(facts: _Facts) -> _Found:
    if not any(wanted for _, wanted in targets.with_targets(facts.connection, facts.year)):
        return _Found(reason=f"Năm {facts.year} chưa có chỉ tiêu.")
    return _Found(todo_cases.stale_indicators(facts.connection, facts.year, facts.day, facts.rules[1]))


def _budget(facts: _Facts) -> _Found:
    found = todo_cases.money(facts.connection, facts.year, facts.day, facts.rules[1])
    return _Found(found) if found is not None else _Found(reason=f"Chưa nhập kinh phí năm {facts.year}.")


def _backup(facts: _Facts) -> _Found:
    owed = overview.owed_since(facts.connection)
    since = owed.date() if owed is not None else None
    failed = todo_cases.failed_rehearsal(facts.connection)
    is_urgent = failed or (since is not None and (facts.today - since).days >= BACKUP_URGENT_DAYS)
    old = todo_cases.old_backup(
        since,
        facts.today,
        reminder.working_days(facts.connection),
        is_copied=overview.last_outside(facts.connection) is not None,
    )
    cases = (*failed, *old)
    return _Found(cases, severity=Severity.URGENT if cases and is_urgent else None)


_RULES: dict[str, Callable[[_Facts], _Found]] = {
    "no_cadre": _no_cadre,
    "no_insurance": _of_list("health_insurance"),
    "doubled": _doubled,
    "half_typed": _half_typed,
    "forms_open": _forms_open,
    "not_at_school": _of_list("schooling"),
    "house_unlisted": _house,
    "water_unhelped": _water,
    "job_wanted": _of_list("job_advice"),
    "cadre_untrained": _of_list("trained_staff"),
    "escape_unhelped": _escape,
    "report_overdue": _report_overdue,
    "plan_unsigned": _plan_unsigned,
    "plan_numbers": _plan_numbers,
    "typed_stale": _typed_stale,
    "budget": _budget,
    "backup": _backup,
}
