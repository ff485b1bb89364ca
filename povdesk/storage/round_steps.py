"""The steps of a round with their dates from the (editable) procedure: closing, skipping, taking back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.procedure import Procedure, ProcedureStep
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.round_progress import ORDER, SHORT_NAMES, Clock, RoundStep, StepNotReady, step_now
from povdesk.domain.standard import standard_for
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.domain.working_days import after_working_days, working_days_left
from povdesk.storage import round_missing, rounds, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.round_rules import holidays, procedure_of, rules_of
from povdesk.storage.rounds import Round
from povdesk.storage.tables import review_request, review_round, round_step


def open_round(
    act: Act, year: int, kind: RoundKind, started_on: date, *, note: str = "", standard_id: str = ""
) -> int:
    """Open a round by the procedure in force on the day it starts, its steps with suggested dates.

    standard_id: empty = the one in force at the year's end, of a total review the one that begins after it.
    """
    procedure = procedure_of(act.connection, "", started_on)
    after = date(year + 1, 1, 1) if kind is RoundKind.PERIOD_START else date(year, 12, 31)
    wanted = standard_id or standard_for(after, rule_edits.standards(act.connection)).id
    days = {one.step: _due(one, kind, year, started_on, procedure, act.connection) for one in procedure.steps}
    key = rounds.open_round(
        act,
        year,
        standard_id=wanted,
        kind=kind,
        started_on=started_on,
        procedure_id=procedure.id,
        steps=[(str(step), days[step]) for step in days],
    )
    if note:
        act.update(review_round, key, {"note": clean_text(note)})
    return key


def steps(connection: Connection, round_id: int) -> tuple[RoundStep, ...]:
    """All steps in order, those a round was opened without included."""
    this = rounds.get(connection, round_id)
    procedure = rules_of(connection, this)
    kept = {
        row.step: row
        for row in connection.execute(select(round_step).where(round_step.c.round_id == round_id))
    }
    rules = {one.step: one for one in procedure.steps}
    found = []
    for state in ORDER:
        rule, row = rules.get(state), kept.get(str(state))
        if rule is None and row is None:
            continue
        started = this.started_on or date(this.year, 9, 1)
        due = _due(rule, this.kind, this.year, started, procedure, connection) if rule else None
        found.append(
            RoundStep(
                state,
                rule.name if rule else SHORT_NAMES[state],
                rule.actor if rule else "",
                rule.output if rule else "",
                rule.working_days if rule else None,
                _may_be_skipped(state, rule, this.kind, procedure),
                rule.certainty if rule else "",
                row.due_on if row is not None and row.due_on else due,
                row.done_on if row is not None else None,
                bool(row.not_applicable) if row is not None else False,
                row.note if row is not None else "",
            )
        )
    return tuple(found)


def set_due(act: Act, round_id: int, step: RoundState, due_on: date | None) -> None:
    """The date this commune has to be done with a step, as the province's yearly plan says."""
    act.describe(f"Đổi hạn bước {SHORT_NAMES[step]}", "review_round")
    _keep(act, round_id, step, {"due_on": due_on})


def set_note(act: Act, round_id: int, step: RoundState, note: str) -> None:
    """What is to be remembered of a step; of step 5 the opinion that was given."""
    act.describe(f"Ghi bước {SHORT_NAMES[step]}", "review_round")
    _keep(act, round_id, step, {"note": clean_lines(note)})


def finish(act: Act, round_id: int, step: RoundState, on: date, *, note: str | None = None) -> None:
    """Close a step; StepNotReady lists what it lacks. The last one ends with `recognition.recognise`."""
    this = _open(act.connection, round_id)
    all_steps = steps(act.connection, round_id)
    _in_turn(all_steps, step)
    _refuse_later(act, on)
    if step is RoundState.RECOGNISED:
        raise NotPossibleNow("Bước công nhận kết thúc bằng quyết định.", "Nhập số, ngày quyết định.")
    standing = [one for one in round_missing.missing(act.connection, round_id, step) if one.blocks]
    if standing:
        raise StepNotReady(SHORT_NAMES[step], standing)
    act.describe(f"Kết thúc bước {SHORT_NAMES[step]}, {_begin(this.name)}", "review_round", this.uid)
    values: dict[str, Any] = {"done_on": on, "not_applicable": 0}
    if note is not None:
        values["note"] = clean_lines(note)
    _keep(act, round_id, step, values)
    _follow(act, round_id)


def skip(act: Act, round_id: int, step: RoundState, why: str) -> None:
    """Không áp dụng: only for steps that the procedure lets be left out."""
    this = _open(act.connection, round_id)
    all_steps = steps(act.connection, round_id)
    _in_turn(all_steps, step)
    one = next(one for one in all_steps if one.step is step)
    if not one.may_be_skipped:
        raise NotPossibleNow(f"Quy trình không cho bỏ bước {one.short_name}.", "Sửa quy trình ở Cài đặt.")
    act.describe(f"Không áp dụng bước {one.short_name}, {_begin(this.name)}", "review_round", this.uid)
    _keep(act, round_id, step, {"not_applicable": 1, "done_on": None, "note": clean_lines(why)})
    _follow(act, round_id)


def reopen(act: Act, round_id: int, step: RoundState) -> None:
    """Go back to a step; it and those after it are open again. What was entered stays."""
    this = _open(act.connection, round_id)
    act.describe(f"Mở lại bước {SHORT_NAMES[step]}, {_begin(this.name)}", "review_round", this.uid)
    for one in steps(act.connection, round_id):
        if ORDER.index(one.step) >= ORDER.index(step) and one.is_over:
            _keep(act, round_id, one.step, {"done_on": None, "not_applicable": 0})
    _follow(act, round_id)


def clock(connection: Connection, round_id: int, today: date) -> Clock | None:
    """The next date to meet; of a continuous round the earliest of the requests' 15 working days."""
    this = rounds.get(connection, round_id)
    if this.state is RoundState.RECOGNISED:
        return None
    free = holidays(connection)
    if this.kind is RoundKind.CONTINUOUS:
        due = _answer_due(connection, this, free)
        if due is not None:
            return Clock(due, working_days_left(today, due, free), "Trả lời giấy đề nghị")
    one = step_now(steps(connection, round_id))
    if one is None or one.due_on is None:
        return None
    return Clock(one.due_on, working_days_left(today, one.due_on, free), one.short_name)


def recognised(act: Act, round_id: int, on: date) -> None:
    """The last step and the round itself are finished; part of the act of recognition."""
    _keep(act, round_id, RoundState.RECOGNISED, {"done_on": on, "not_applicable": 0})
    act.update(review_round, round_id, {"state": str(RoundState.RECOGNISED), "ended_on": on})


def _due(
    rule: ProcedureStep,
    kind: RoundKind,
    year: int,
    started_on: date,
    procedure: Procedure,
    connection: Connection,
) -> date | None:
    """A date to begin with: the procedure's for a yearly round, the end of the clock for a continuous one."""
    if kind is not RoundKind.CONTINUOUS:
        return rule.suggested_on(year)
    days = procedure.continuous.answer_working_days
    if rule.step is not RoundState.RECOGNISED or days is None:
        return None
    return after_working_days(started_on, days, holidays(connection))


def _may_be_skipped(
    state: RoundState, rule: ProcedureStep | None, kind: RoundKind, procedure: Procedure
) -> bool:
    optional_meeting = kind is RoundKind.CONTINUOUS and procedure.continuous.meeting_optional
    return bool(rule and rule.may_be_skipped) or (state is RoundState.MEETING and optional_meeting)


def _answer_due(connection: Connection, this: Round, free: Iterable[CatalogueItem]) -> date | None:
    days = rules_of(connection, this).continuous.answer_working_days
    rows = connection.execute(
        select(review_request.c.received_on, review_request.c.due_on).where(
            review_request.c.round_id == this.id, review_request.c.answered_on.is_(None)
        )
    ).all()
    due = [row.due_on or (after_working_days(row.received_on, days, free) if days else None) for row in rows]
    return min((day for day in due if day), default=None)


def _keep(act: Act, round_id: int, step: RoundState, values: dict[str, Any]) -> None:
    key = act.connection.execute(
        select(round_step.c.id).where(round_step.c.round_id == round_id, round_step.c.step == str(step))
    ).scalar()
    if key is None:
        act.insert(round_step, {"round_id": round_id, "step": str(step), **values})
    else:
        act.update(round_step, key, values)


def _follow(act: Act, round_id: int) -> None:
    """The round stands in its first step that is not over."""
    now = step_now(steps(act.connection, round_id))
    state = RoundState.OPINION if now is None or now.step is RoundState.RECOGNISED else now.step
    act.update(review_round, round_id, {"state": str(state)})


def _open(connection: Connection, round_id: int) -> Round:
    this = rounds.get(connection, round_id)
    if this.state is RoundState.RECOGNISED:
        raise NotPossibleNow(
            f"{this.name} đã có quyết định công nhận nên chỉ xem.", "Hoàn tác quyết định nếu ghi nhầm."
        )
    return this


def _in_turn(all_steps: tuple[RoundStep, ...], step: RoundState) -> None:
    before = next((one for one in all_steps if not one.is_over), None)
    if before is not None and ORDER.index(before.step) < ORDER.index(step):
        raise NotPossibleNow(
            f"Bước {before.short_name} chưa kết thúc.", f"Kết thúc bước {before.short_name} trước."
        )


def _refuse_later(act: Act, on: date) -> None:
    if on > act.today:
        raise InvalidInput(f"Ngày {short_date(on)} ở sau hôm nay.", "Ghi ngày khi việc đã xong.")


def _begin(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}" if name else "kỳ rà soát"
