"""The plan's indicators: what each is, its target, what was counted or typed, and how they are written."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from povdesk.domain.vietnamese import format_number, format_percent, short_date

TYPED = "typed"
"""Measure of an indicator that somebody else counts; its value is entered by hand."""

RATES = ("rate", "change_rate")
COUNTS = ("count", "change_count")


class Status(enum.StrEnum):
    """How an indicator stands; the word says it all, colours only repeat it."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    ATTENTION = "attention"
    LATE = "late"
    NOT_REACHED = "not_reached"
    AWAITING = "awaiting"
    NO_DATA = "no_data"
    FOLLOWED = "followed"

    @property
    def label(self) -> str:
        return _STATUS_WORDS[self]


_STATUS_WORDS = {
    Status.REACHED: "Đạt",
    Status.ON_TRACK: "Đúng tiến độ",
    Status.ATTENTION: "Cần chú ý",
    Status.LATE: "Chậm",
    Status.NOT_REACHED: "Chưa đạt",
    Status.AWAITING: "Chờ rà soát",
    Status.NO_DATA: "Chưa có số liệu",
    Status.FOLLOWED: "Theo dõi",
}


class Part(enum.StrEnum):
    """The lists behind a number. WAITING: chưa đến kỳ, neither reached nor missing (IND-14)."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    MISSING = "missing"
    WAITING = "waiting"


@dataclass(frozen=True)
class Reading:
    """One possible meaning of an unclear target or measure; shown, never chosen by the program.

    value, baseline: the target read that way. measure: how it is then counted, empty for the usual way.
    """

    code: str
    words: str
    value: float | None = None
    baseline: float | None = None
    measure: str = ""
    picked: bool = False


@dataclass(frozen=True)
class Target:
    """What the plan wants of one indicator in one year; value None: the plan gives no number.

    hamlet_id, population_group: of a target for a part of the commune.
    """

    year: int
    operator: str = ""
    value: float | None = None
    baseline: float | None = None
    baseline_stated: bool = False
    wording: str = ""
    readings: tuple[Reading, ...] = ()
    hamlet_id: int | None = None
    population_group: str = ""
    id: int | None = None

    @property
    def picked(self) -> Reading | None:
        """The reading that the officer chose."""
        return next((reading for reading in self.readings if reading.picked), None)

    @property
    def is_unclear(self) -> bool:
        return bool(self.readings) and self.picked is None


@dataclass(frozen=True)
class IndicatorDefinition:
    """One row of the plan's indicators. letter: as printed. counted: the way of counting in words.
    valid_from, valid_to: in use in every year that they touch; None: no limit.

    kind: rate, count, change_count, change_rate, change_value. subject: household, person, cadre or none.
    roles, projects: codes.
    """

    code: str
    name: str
    letter: str = ""
    plan_reference: str = ""
    short_name: str = ""
    group: str = ""
    unit: str = ""
    kind: str = "rate"
    direction: str = "at_least"
    decimals: int = 0
    measure: str = TYPED
    subject: str = "none"
    counted: str = ""
    roles: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    position: int = 0
    id: int | None = None
    uid: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def is_used_in(self, year: int) -> bool:
        """Whether the plan of a year has it."""
        return (self.valid_from is None or self.valid_from.year <= year) and (
            self.valid_to is None or self.valid_to.year >= year
        )

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED

    @property
    def is_rate(self) -> bool:
        return self.kind in RATES

    @property
    def is_count(self) -> bool:
        return self.kind in COUNTS

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class Typing:
    """Where a typed number comes from."""

    measured_by: str = ""
    source: str = ""
    method: str = ""
    evidence_number: str = ""
    note: str = ""


@dataclass(frozen=True)
class Beside:
    """A number shown beside the main one ("trong đó được ngân sách đóng, hỗ trợ: 140")."""

    words: str
    count: float | None
    of: float | None = None


@dataclass(frozen=True)
class Measured:
    """A figure on a day. denominator: yes and no only, the unknown stand beside (indicators.md G2).

    waiting: not yet due. value None: blank, reason says why. typing: of a value entered by hand.
    """

    as_of: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unknown: int = 0
    waiting: int = 0
    beside: tuple[Beside, ...] = ()
    typing: Typing | None = None
    reason: str = ""


@dataclass(frozen=True)
class Figure:
    """One indicator of one year as every screen and paper shows it.

    measured: to the day asked for. previous: the same measure at 31/12 of the year before.
    forecast: of IND-01 to 04 before the year is closed. readings: by the words of each unpicked way to count.
    status_reason: why the status is not what the number alone would say.
    """

    definition: IndicatorDefinition
    target: Target | None
    measured: Measured
    status: Status
    previous: Measured | None = None
    forecast: Measured | None = None
    readings: Mapping[str, Measured] = field(default_factory=dict)
    status_reason: str = ""

    @property
    def code(self) -> str:
        return self.definition.code

    @property
    def shown(self) -> Measured:
        """What the lists behind the number belong to: the forecast while the year is open."""
        return self.forecast or self.measured

    @property
    def status_words(self) -> str:
        """The status on a screen: a typed number that is too old to count is there, only not in force."""
        stale = self.status is Status.NO_DATA and self.measured.value is not None
        return "Số đã cũ" if stale else self.status.label

    @property
    def missing_reason(self) -> str:
        """Why the cell is blank; empty when there is a value."""
        return self.measured.reason if self.measured.value is None else ""


def rate(yes: float, no: float) -> float | None:
    """Percent of yes in yes and no; blank when there is nobody."""
    return 100 * yes / (yes + no) if yes + no else None


def target_text(definition: IndicatorDefinition, target: Target | None) -> str:
    """The target in a table's cell: "≤ 0,79%", "Giảm trên 2 điểm %", "Tối thiểu 27 hộ", "Tăng lên"."""
    if target is None:
        return ""
    if target.value is None:
        return target.wording[:1].upper() + target.wording[1:]
    amount = _amount(definition, target.value)
    match definition.direction:
        case "decrease_by_more_than":
            return f"Giảm trên {amount}"
        case "decrease_by_at_least":
            return f"Giảm tối thiểu {amount}"
        case "approx":
            return f"Khoảng {amount}"
        case "achieve_all":
            return amount
        case "at_least" if definition.is_count:
            return f"Tối thiểu {amount}"
        case _:
            sign = _SIGNS.get(target.operator, "")
            return f"{sign} {amount}".strip()


def value_text(definition: IndicatorDefinition, measured: Measured | None) -> str:
    """The value with its unit: "63,2%", "12 hộ", "861.000 đồng/người/tháng"; empty when blank."""
    if measured is None or measured.value is None:
        return ""
    return _amount(definition, measured.value, at_most=2)


def ratio_text(definition: IndicatorDefinition, measured: Measured | None) -> str:
    """What stands behind a rate: "146/231 hộ", with "chưa rõ 5" when some did not answer."""
    if definition.kind != "rate" or measured is None:
        return ""
    if measured.numerator is None or measured.denominator is None:
        return ""
    if not measured.denominator:
        return unknown_text(measured)
    unit = _SUBJECT_UNITS.get(definition.subject, "")
    counted = f"{_number(measured.numerator)}/{_number(measured.denominator)} {unit}".strip()
    return f"{counted}, {unknown_text(measured)}" if measured.unknown else counted


def unknown_text(measured: Measured) -> str:
    """ "chưa rõ 5"; empty when everybody answered."""
    return f"chưa rõ {format_number(measured.unknown)}" if measured.unknown else ""


def as_text(figure: Figure) -> str:
    """One line for the command line."""
    definition = figure.definition
    value = value_text(definition, figure.measured) or figure.missing_reason or "chưa có số"
    parts = [f"{definition.code} {definition.label}: {value}"]
    if ratio := ratio_text(definition, figure.measured):
        parts.append(f"({ratio})")
    if figure.forecast and (forecast := value_text(definition, figure.forecast)):
        parts.append(f"(dự kiến {forecast})")
    for words, measured in figure.readings.items():
        parts.append(f"({words}: {value_text(definition, measured) or measured.reason})")
    if wanted := target_text(definition, figure.target):
        parts.append(f"- mục tiêu: {wanted}")
    return " ".join([*parts, f"- {figure.status.label}"])


def as_record(figure: Figure) -> dict[str, Any]:
    """The figure as plain data for other programs; names are stable."""
    definition, target = figure.definition, figure.target
    return {
        "code": definition.code,
        "letter": definition.letter,
        "name": definition.name,
        "unit": definition.unit,
        "source": "typed" if definition.is_typed else "counted",
        "target": None
        if target is None
        else {"operator": target.operator, "value": target.value, "text": target_text(definition, target)},
        **_measured_record(figure.measured),
        "previous_year": _measured_record(figure.previous) if figure.previous else None,
        "forecast": _measured_record(figure.forecast) if figure.forecast else None,
        "readings": [
            {"words": words, **_measured_record(measured)} for words, measured in figure.readings.items()
        ],
        "status": str(figure.status),
        "status_text": figure.status.label,
        "status_reason": figure.status_reason,
    }


def _measured_record(measured: Measured) -> dict[str, Any]:
    return {
        "as_of": measured.as_of.isoformat(),
        "value": None if measured.value is None else round(measured.value, 4),
        "numerator": measured.numerator,
        "denominator": measured.denominator,
        "unknown": measured.unknown,
        "waiting": measured.waiting,
        "beside": [{"words": line.words, "count": line.count, "of": line.of} for line in measured.beside],
        "reason": measured.reason,
    }


_SIGNS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">"}
_SUBJECT_UNITS = {"household": "hộ", "person": "người", "cadre": "người"}


def _amount(definition: IndicatorDefinition, value: float, at_most: int = 2) -> str:
    if definition.unit == "%":
        return _percent(value, at_most)
    if definition.is_rate:
        return f"{format_number(round(value, at_most), at_most=at_most)} {definition.unit}"
    return f"{_number(value)} {definition.unit}".strip()


def _percent(value: float, at_most: int) -> str:
    return format_percent(round(value, at_most))


def _number(value: float) -> str:
    return format_number(int(value)) if value == int(value) else format_number(value, at_most=2)


def typing_text(measured: Measured) -> str:
    """ "Trạm Y tế xã, 24/05/2024" for a typed number; "đếm từ sổ" otherwise."""
    if measured.typing is None:
        return "Đếm từ sổ"
    by = measured.typing.measured_by or measured.typing.source or "Nhập tay"
    return f"{by}, {short_date(measured.as_of)}"
