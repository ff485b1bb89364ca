"""What the dashboard shows of one year, as plain values: screen and paper read the same ones."""

from dataclasses import dataclass
from datetime import date

from povdesk.domain.indicator import (
    Figure,
    IndicatorDefinition,
    Measured,
    Status,
    ratio_text,
    typing_text,
    unknown_text,
    value_text,
)
from povdesk.domain.indicator_status import StatusRules
from povdesk.domain.marks import short_value
from povdesk.domain.vietnamese import format_number, format_percent, short_date

FEW = 5
"""Fewer households than this are counted, not turned into a share (D7)."""


@dataclass(frozen=True)
class YearPoint:
    """One year of the small line; breaks: another poverty standard than the year before."""

    year: int
    value: float | None
    breaks: bool = False


@dataclass(frozen=True)
class DashboardRow:
    """One indicator. compared: the same measure at the end of the year compared with."""

    figure: Figure
    compared: Measured | None = None
    years: tuple[YearPoint, ...] = ()

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def definition(self) -> IndicatorDefinition:
        return self.figure.definition


@dataclass(frozen=True)
class Kpi:
    """One of the four big numbers. key: poor, near_poor, forms or money. value None: reason says why.

    of: what it is counted among. compared: the same number in the other year. is_forecast: of an open year.
    unknown: households whose form does not say yet.
    """

    key: str
    value: int | None
    of: int | None = None
    compared: int | None = None
    is_forecast: bool = False
    reason: str = ""
    unknown: int = 0

    @property
    def change(self) -> int | None:
        return None if self.value is None or self.compared is None else self.value - self.compared


@dataclass(frozen=True)
class HamletColumn:
    """A column of the hamlets' table. code: the indicator whose lists stand behind it, "" for the classes.

    few_is_bad: a low number is the bad one (water, latrines).
    """

    key: str
    title: str
    code: str = ""
    few_is_bad: bool = False


HAMLET_COLUMNS = (
    HamletColumn("poor", "Hộ nghèo"),
    HamletColumn("near_poor", "Cận nghèo"),
    HamletColumn("uninsured", "Thiếu BHYT", "IND-16"),
    HamletColumn("water", "Nước HVS", "IND-23", few_is_bad=True),
    HamletColumn("latrine", "Nhà tiêu HVS", "IND-24", few_is_bad=True),
)


@dataclass(frozen=True)
class HamletCell:
    """number: what the cell is shaded by, None when unknown. of: of a share, how many it is counted among."""

    number: float | None = None
    count: int | None = None
    of: int | None = None
    unknown: int = 0

    @property
    def text(self) -> str:
        """A count, a share, or "2/4" where a share of so few would mislead; "–" when unknown."""
        if self.number is None or self.count is None:
            return "–"
        if self.of is None:
            return format_number(self.count)
        if self.of < FEW:
            return f"{self.count}/{self.of}"
        return format_percent(round(self.number, 1), decimals=1)

    @property
    def bare(self) -> str:
        """The same for a column whose head says that it is per cent."""
        return self.text.removesuffix("%")

    @property
    def full(self) -> str:
        """With what stands behind it: "80,3% (49/61), chưa rõ 1"."""
        ratio = f" ({self.count}/{self.of})" if self.of is not None and "/" not in self.text else ""
        return f"{self.text}{ratio}{f', chưa rõ {self.unknown}' if self.unknown else ''}"


@dataclass(frozen=True)
class HamletLine:
    """A hamlet, or the whole commune (hamlet_id None), with its cells in the order of HAMLET_COLUMNS."""

    hamlet_id: int | None
    name: str
    cells: tuple[HamletCell, ...]


@dataclass(frozen=True)
class Dashboard:
    """Everything on the screen. hamlet: the one it is about, "" for the whole commune.

    agency, place: for the paper. is_closed: the year's closing is recognised, its numbers are final.
    """

    year: int
    compared_year: int
    day: date
    kpis: tuple[Kpi, ...]
    rows: tuple[DashboardRow, ...]
    hamlets: tuple[HamletLine, ...]
    total: HamletLine
    rules: StatusRules
    hamlet_id: int | None = None
    hamlet: str = ""
    is_closed: bool = False
    has_targets: bool = True
    agency: str = ""
    place: str = ""
    is_sample: bool = False


def shade(lines: tuple[HamletLine, ...], column: int) -> tuple[float, ...]:
    """How dark each hamlet's cell is, from 0 to 1, the worst darkest; all 0 when they are equal."""
    few_is_bad = HAMLET_COLUMNS[column].few_is_bad
    numbers = [line.cells[column].number for line in lines]
    known = [number for number in numbers if number is not None]
    if not known or min(known) == max(known):
        return tuple(0.0 for _ in numbers)
    low, high = min(known), max(known)
    return tuple(
        0.0 if number is None else (high - number if few_is_bad else number - low) / (high - low)
        for number in numbers
    )


def behind_text(row: DashboardRow) -> str:
    """Under the mark: "123/228, chưa rõ 29", the forecast of an open year, or why there is nothing."""
    figure = row.figure
    shown = figure.shown
    if figure.status is Status.AWAITING:
        forecast = short_value(figure.definition, figure.forecast)
        if not forecast and figure.readings:
            return f"có {len(figure.readings)} cách hiểu"
        return f"dự kiến {forecast}" if forecast else ""
    if shown.value is None:
        return figure.missing_reason
    ratio = ratio_text(figure.definition, shown)
    for unit in (" hộ", " người"):
        ratio = ratio.replace(unit, "")
    return ratio or unknown_text(shown)


def origin_text(row: DashboardRow) -> str:
    """Where the number comes from (D4): counted to a day by which rule, or typed by whom and when."""
    figure = row.figure
    shown = figure.shown
    parts = []
    if figure.definition.is_typed:
        if shown.typing is not None:
            words = f"Nhập tay: {typing_text(shown)}"
            parts.append(
                f"{words}, số {shown.typing.evidence_number}" if shown.typing.evidence_number else words
            )
        else:
            parts.append("Số nhập tay")
    else:
        parts.append(f"Đếm từ sổ đến {short_date(shown.as_of)}")
    if shown.value is None and figure.missing_reason:
        parts.append(figure.missing_reason)
    for words, reading in figure.readings.items():
        parts.append(f"{words}: {value_text(figure.definition, reading) or reading.reason}")
    if figure.status_reason and figure.status_reason not in parts:
        parts.append(figure.status_reason)
    parts += [
        f"{line.words} {format_number(int(line.count))}" for line in shown.beside if line.count is not None
    ]
    if figure.definition.counted:
        parts.append(f"Cách đếm: {figure.definition.counted}")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def thresholds_text(rules: StatusRules) -> str:
    """The rule of the status in words, printed with the table (D3)."""
    start, end = rules.year_starts, rules.year_ends
    return (
        f"Đạt: đến mục tiêu. Đúng tiến độ: từ {_percent(rules.on_track_from)} mức phải có đến ngày"
        f" (tính từ {start[1]:02d}/{start[0]:02d} đến {end[1]:02d}/{end[0]:02d})."
        f" Cần chú ý: từ {_percent(rules.attention_from)}. Chậm: dưới {_percent(rules.attention_from)}."
        f" Chưa có số liệu: chưa nhập, hoặc số nhập quá {rules.typed_days} ngày."
        f" Bản quy tắc {rules.version}."
    )


def change_words(kpi: Kpi, year: int) -> str:
    """ "giảm 12 so với 2023"; empty when one of the two is not known."""
    change = kpi.change
    if change is None:
        return ""
    if change == 0:
        return f"bằng năm {year}"
    amount = format_number(abs(change)) if kpi.key != "money" else _millions(abs(change))
    return f"{'tăng' if change > 0 else 'giảm'} {amount} so với {year}"


def unknown_words(kpi: Kpi) -> str:
    """ "chưa rõ 3 hộ"; empty when every form says it."""
    return f"chưa rõ {format_number(kpi.unknown)} hộ" if kpi.unknown else ""


def kpi_text(kpi: Kpi) -> str:
    """The big number: "118", or "2.046" millions of đồng."""
    if kpi.value is None:
        return "–"
    return _millions(kpi.value) if kpi.key == "money" else format_number(kpi.value)


def _millions(amount: int) -> str:
    return format_number(round(amount / 1_000_000))


def _percent(share: float) -> str:
    return format_percent(round(share * 100, 1))
