"""The review procedure as dated data: steps with actors, durations and dates suggested for the year."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.review import RoundState
from povdesk.domain.rule_data import RESOURCES, Fields, Mistakes, in_force, read_toml

FOLDER = RESOURCES / "procedures"


@dataclass(frozen=True)
class ProcedureStep:
    """One step. working_days: its length when the law gives one. certainty: empty when confirmed."""

    step: RoundState
    name: str
    actor: str
    output: str
    working_days: int | None
    recheck_working_days: int | None
    min_agreement_percent: int | None
    may_be_skipped: bool
    addressee_choices: tuple[str, ...]
    certainty: str
    suggested: tuple[int, int] | None

    def suggested_on(self, year: int) -> date | None:
        """A date to begin with; a suggestion, not a rule."""
        return date(year, *self.suggested) if self.suggested else None


@dataclass(frozen=True)
class ContinuousRules:
    """The continuous review: from which day of the month, how many working days to answer."""

    from_day: int | None
    answer_working_days: int | None
    answer_certainty: str
    meeting_optional: bool
    report_day: int | None
    report_months: tuple[int, int] | None


@dataclass(frozen=True)
class Procedure:
    """One version of the procedure; an incomplete one has no steps yet. codes: of the mã TTHC, with names."""

    id: str
    title: str
    legal_basis: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    is_complete: bool
    note: str
    periodic: tuple[tuple[int, int], tuple[int, int]] | None
    continuous: ContinuousRules
    steps: tuple[ProcedureStep, ...]
    codes: Mapping[str, str]
    data: Mapping[str, Any] = field(repr=False, compare=False, default_factory=dict)

    def is_valid_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def periodic_in(self, year: int) -> tuple[date, date] | None:
        """First and last day of the periodic review of a year."""
        if self.periodic is None:
            return None
        first, last = self.periodic
        return date(year, *first), date(year, *last)


@functools.cache
def shipped_procedures() -> tuple[Procedure, ...]:
    """The versions that come with the program, oldest first."""
    found = [from_data(read_toml(path), path.name) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda procedure: procedure.effective_from))


def procedure_for(day: date, procedures: Sequence[Procedure] | None = None) -> Procedure:
    """The version in force on a day; a finished one before a sketch."""
    known = shipped_procedures() if procedures is None else procedures
    valid = [procedure for procedure in known if procedure.is_valid_on(day)]
    if valid:
        return next((procedure for procedure in valid if procedure.is_complete), valid[0])
    raise NotPossibleNow(f"Chưa có quy trình rà soát cho ngày {day:%d/%m/%Y}.", "Nhập quy trình ở Cài đặt.")


def procedure_with_overrides(procedure: Procedure, payload: Mapping[str, Any]) -> Procedure:
    """The procedure with an officer's edits laid over (see rule_data.in_force)."""
    return from_data(in_force(procedure.data, payload), procedure.id) if payload else procedure


def procedures_with_overrides(overrides: Mapping[str, Mapping[str, Any]]) -> tuple[Procedure, ...]:
    """The shipped procedures with the edits, by id, oldest first; an unknown id is one of its own."""
    shipped = {procedure.id: procedure for procedure in shipped_procedures()}
    made = [procedure_with_overrides(shipped[id_], overrides.get(id_, {})) for id_ in shipped]
    made += [
        from_data({"id": id_, **in_force({}, own)}, id_)
        for id_, own in overrides.items()
        if id_ not in shipped
    ]
    return tuple(sorted(made, key=lambda procedure: procedure.effective_from))


def from_data(data: Mapping[str, Any], source: str) -> Procedure:
    """A procedure from plain data; RuleDataUnreadable names all mistakes."""
    mistakes = Mistakes(source)
    fields = Fields(data, "", mistakes)
    periodic = fields.table("periodic")
    first, last = _month_day(periodic, "start"), _month_day(periodic, "end")
    periodic.finish()
    procedure = Procedure(
        id=fields.text("id"),
        title=fields.text("title"),
        legal_basis=fields.texts("legal_basis"),
        effective_from=fields.day("effective_from", required=True) or date.min,
        effective_to=fields.day("effective_to"),
        is_complete=fields.text("status") == "complete",
        note=fields.text("note", ""),
        periodic=(first, last) if first and last else None,
        continuous=_continuous(fields.table("continuous")),
        steps=tuple(_step(row) for row in fields.tables("step")),
        codes=dict(_code(row) for row in fields.tables("procedure_code")),
        data=data,
    )
    if procedure.is_complete and not procedure.steps:
        fields.wrong("quy trình ghi là đủ nhưng chưa có bước nào")
    fields.finish()
    mistakes.raise_if_any()
    return procedure


def _step(row: Fields) -> ProcedureStep:
    code = row.text("code")
    if code not in set(RoundState):
        row.wrong(f"phần mềm không có bước “{code}”")
        code = RoundState.LISTING
    made = ProcedureStep(
        step=RoundState(code),
        name=row.text("name"),
        actor=row.text("actor", ""),
        output=row.text("output", ""),
        working_days=row.whole("working_days"),
        recheck_working_days=row.whole("recheck_working_days"),
        min_agreement_percent=row.whole("min_agreement_percent"),
        may_be_skipped=row.flag("may_be_skipped"),
        addressee_choices=row.texts("addressee_choices"),
        certainty=row.text("certainty", ""),
        suggested=_month_day(row, "suggested"),
    )
    row.finish()
    return made


def _continuous(table: Fields) -> ContinuousRules:
    first, last = table.whole("report_from_month"), table.whole("report_to_month")
    made = ContinuousRules(
        from_day=table.whole("from_day"),
        answer_working_days=table.whole("answer_working_days"),
        answer_certainty=table.text("answer_certainty", ""),
        meeting_optional=table.flag("meeting_optional"),
        report_day=table.whole("report_day"),
        report_months=(first, last) if first and last else None,
    )
    table.finish()
    return made


def _code(row: Fields) -> tuple[str, str]:
    row.text("certainty", "")
    made = row.text("code"), row.text("name")
    row.finish()
    return made


def _month_day(fields: Fields, name: str) -> tuple[int, int] | None:
    month, day = fields.whole(f"{name}_month"), fields.whole(f"{name}_day")
    if month is None or day is None:
        return None
    try:
        date(2023, month, day)
    except ValueError:
        fields.wrong(f"không có ngày {day} tháng {month}")
        return None
    return month, day
