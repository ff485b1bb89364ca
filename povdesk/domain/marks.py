"""Where an indicator stands on its way: the places of a small chart, the same on screen and on paper."""

from dataclasses import dataclass

from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Status, Target, value_text
from povdesk.domain.vietnamese import format_number

LOWER_IS_BETTER = ("<", "<=")
LATE = (Status.LATE,)

_SIGNS = {"<=": "≤ ", "<": "< ", ">=": "≥ ", ">": "> "}
_BAR_ROOM, _DOT_ROOM = 1.2, 0.35
"""How much axis is left beyond the farthest value of a bar, and on both sides of dots."""
_LEAST_SPAN = 4.0
"""A dot's axis covers at least four points, so that a tenth of a point does not look like a landslide."""


@dataclass(frozen=True)
class Mark:
    """Places from 0 to 1 on a line; None: there is no such value.

    is_bar: the axis starts at 0, so a bar may be drawn; else only dots are honest. start: where the year
    began. reached_from, reached_to: the part of the axis that counts as reached. is_forecast: of a year
    whose closing is not recognised.
    """

    is_bar: bool
    actual: float | None = None
    target: float | None = None
    start: float | None = None
    reached_from: float | None = None
    reached_to: float | None = None
    is_forecast: bool = False

    @property
    def is_empty(self) -> bool:
        return self.actual is None and self.start is None and self.target is None


def mark(figure: Figure) -> Mark:
    """The places of one figure. Counts and cuts start at 0; rates and incomes are dots on a cut-out axis."""
    definition, target = figure.definition, figure.target
    actual = figure.shown.value
    wanted = target.value if target else None
    is_bar = definition.is_count or definition.kind == "change_rate"
    if is_bar:
        if wanted is None:
            # A bar says nothing without something to reach.
            return Mark(is_bar)
        start = None
        least, most = 0.0, max(0.0, actual or 0, wanted or 0) * _BAR_ROOM or 1.0
    else:
        start = figure.previous.value if figure.previous else None
        known = [value for value in (actual, wanted, start) if value is not None]
        if not known:
            return Mark(is_bar)
        least, most = _dot_axis(min(known), max(known), percent=definition.unit == "%")

    def place(value: float | None) -> float | None:
        return None if value is None else min(1.0, max(0.0, (value - least) / (most - least)))

    low = target is not None and target.operator in LOWER_IS_BETTER
    edge = place(wanted)
    return Mark(
        is_bar,
        place(actual),
        edge,
        place(start),
        None if edge is None else (0.0 if low else edge),
        None if edge is None else (edge if low else 1.0),
        is_forecast=figure.forecast is not None,
    )


def text_mark(figure: Figure, cells: int = 14) -> str:
    """The same chart in letters, for a paper: a bar of blocks, or dot, diamond and target on a line.

    A late bar and a forecast are of lighter blocks, so that the paper says it without colour.
    """
    found = mark(figure)
    if found.actual is None:
        return ""

    def cell(place: float) -> int:
        return min(cells - 1, int(place * cells))

    if found.is_bar:
        full = "▓" if found.is_forecast else "▒" if figure.status in LATE else "█"
        line = [full if number < round(found.actual * cells) else "░" for number in range(cells)]
    else:
        line = ["─"] * cells
        if found.start is not None:
            line[cell(found.start)] = "◊"
    if found.target is not None:
        line[cell(found.target)] = "│"
    if not found.is_bar:
        line[cell(found.actual)] = "○" if found.is_forecast else "●"
    return "".join(line)


def goal_text(definition: IndicatorDefinition, target: Target | None) -> str:
    """The target as narrow as it goes: "≤ 0,79%", "≥ 27", "> 2"; words where the plan gives no number."""
    if target is None:
        return ""
    if target.value is None:
        return target.wording[:1].upper() + target.wording[1:]
    number = f"{format_number(target.value, at_most=2)}{'%' if definition.unit == '%' else ''}"
    if definition.direction == "approx":
        return f"khoảng {number}"
    full = definition.unit == "%" and target.value == 100 and target.operator == ">="
    return number if full else f"{_SIGNS.get(target.operator, '')}{number}"


def short_value(definition: IndicatorDefinition, measured: Measured | None) -> str:
    """The value without its unit, only % stays: "75,8%", "9", "861.000"; empty when blank."""
    words = value_text(definition, measured)
    unit = definition.unit
    return words.removesuffix(unit).rstrip() if unit and unit != "%" else words


def _dot_axis(low: float, high: float, *, percent: bool) -> tuple[float, float]:
    """Ends of the axis with room on both sides; a share stays between 0 and 100."""
    least_span = _LEAST_SPAN if percent else max(abs(high), 1.0) * 0.04
    span = max(high - low, least_span)
    middle = (low + high) / 2
    least, most = middle - span * (0.5 + _DOT_ROOM), middle + span * (0.5 + _DOT_ROOM)
    if percent:
        width = most - least
        if most > 100.0:
            least, most = max(0.0, 100.0 - width), 100.0 + width * 0.04
        if least < 0.0:
            least, most = 0.0, max(most, min(width, 100.0))
    return least, most
