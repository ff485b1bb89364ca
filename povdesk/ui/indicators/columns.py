"""The columns of the tree of indicators, on the screen and on paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from povdesk.domain.indicator import Status, target_text, value_text
from povdesk.domain.population_group import POPULATION_GROUPS
from povdesk.domain.vietnamese import short_date

from ..theme import Tone
from ..widgets.table import ListColumn
from .looks import STATUS_LOOKS
from .reading import IndicatorRow, Loaded


def _target(row: IndicatorRow) -> str:
    return _short(_whole_target(row))


def _value(row: IndicatorRow) -> str:
    return _short(_whole_value(row))


def _short(words: str) -> str:
    """Fits a column: the unit of an income is long."""
    return words.replace("đồng/người/tháng", "đ/người/tháng")


def _whole_target(row: IndicatorRow) -> str:
    return target_text(row.definition, row.figure.target) if row.figure else ""


def _whole_value(row: IndicatorRow) -> str:
    if row.figure is None:
        return ""
    if row.figure.forecast is not None:
        forecast = value_text(row.definition, row.figure.forecast)
        return f"dự kiến {forecast}" if forecast else ""
    return value_text(row.definition, row.figure.measured)


def _status(row: IndicatorRow) -> str:
    return row.figure.status_words if row.figure else "Ngừng dùng"


def _tone(row: IndicatorRow) -> Tone:
    return STATUS_LOOKS[row.figure.status][1] if row.figure else Tone.NEUTRAL


def _icon(row: IndicatorRow) -> str:
    return STATUS_LOOKS[row.figure.status][0] if row.figure else "dismiss"


def _why(row: IndicatorRow) -> str:
    """The reason of a blank or of a status; else how the number came about."""
    if row.figure is None:
        return "Không dùng trong năm này"
    return row.figure.missing_reason or row.figure.status_reason or row.definition.counted


COLUMNS = (
    ListColumn(
        "place", "TT", 34, lambda row: str(row.place or ""), lambda row: row.place or 999, align="right"
    ),
    ListColumn(
        "letter",
        "Điểm",
        48,
        lambda row: row.definition.letter if row.is_first else "",
        lambda row: row.place or 999,
        align="centre",
        bold=True,
    ),
    ListColumn(
        "name",
        "Chỉ tiêu",
        110,
        lambda row: row.definition.label,
        stretch=True,
        tip=lambda row: row.definition.name,
    ),
    ListColumn("group", "Nhóm", 150, lambda row: row.definition.group),
    ListColumn("target", "Mục tiêu", 138, _target, align="right"),
    ListColumn("value", "Thực hiện", 158, _value, align="right", bold=True, tip=_why),
    ListColumn(
        "status",
        "Trạng thái",
        144,
        _status,
        lambda row: list(Status).index(row.figure.status) if row.figure else 99,
        tone=_tone,
        icon=_icon,
        tip=_why,
    ),
)
_MILLIMETRES = {"place": 10, "letter": 12, "name": 90, "group": 44, "target": 34, "value": 34, "status": 32}


@dataclass(frozen=True)
class TreePaper:
    """The rows of the screen on paper; writes away from the window."""

    rows: tuple[IndicatorRow, ...]
    loaded: Loaded
    today: date
    sample: bool

    @property
    def title(self) -> str:
        return f"Các chỉ tiêu giảm nghèo năm {self.loaded.year}"

    def document(self):  # type: ignore[no-untyped-def]
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            self.title,
            f"Tính đến ngày {short_date(self.loaded.day)}",
            [
                PaperColumn(one.title, _MILLIMETRES[one.key], aligns.get(one.align, Align.LEFT))
                for one in COLUMNS
            ],
            [tuple(_cell(one.key, one.show(row), row) for one in COLUMNS) for row in _with_groups(self.rows)],
            agency=self.loaded.agency,
            printed_on=self.today,
            sample=self.sample,
            place=self.loaded.place,
            numbered=False,
        )


def _cell(key: str, shown: str, row: IndicatorRow) -> str:
    """Paper has the whole name, and says where a group cannot be counted."""
    if key == "name":
        return row.definition.name
    if key in ("target", "value"):
        shown = _whole_target(row) if key == "target" else _whole_value(row)
    if key == "value" and not shown and row.figure is not None and row.figure.target is not None:
        return row.figure.missing_reason if row.figure.target.population_group else ""
    return shown


def _with_groups(rows: Iterable[IndicatorRow]) -> Iterator[IndicatorRow]:
    """Below each indicator its population groups that have a target of their own."""
    for row in rows:
        yield row
        for group, figure in row.groups.items():
            words = f"Trong đó: {POPULATION_GROUPS[group]}"
            definition = replace(row.definition, name=words, group="")
            yield replace(row, place=0, is_first=False, definition=definition, figure=figure)
