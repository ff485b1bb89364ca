"""The layout numbers of every paper, read once from resources/papers/layout.toml."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from povdesk.domain.errors import RuleDataUnreadable
from povdesk.paths import RESOURCES

from .blocks import Orientation

POINTS_PER_MM = 72 / 25.4

LAYOUT_FILE = RESOURCES / "papers" / "layout.toml"


@dataclass(frozen=True)
class PageLayout:
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    landscape_left: float
    landscape_right: float
    landscape_top: float
    landscape_bottom: float
    number_size: float
    number_from_edge: float

    def frame(self, orientation: Orientation) -> "Frame":
        if orientation is Orientation.LANDSCAPE:
            return Frame(
                self.height,
                self.width,
                self.landscape_left,
                self.landscape_right,
                self.landscape_top,
                self.landscape_bottom,
            )
        return Frame(self.width, self.height, self.left, self.right, self.top, self.bottom)


@dataclass(frozen=True)
class Frame:
    """A sheet as it is held, with its margins, in millimetres."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class LetterheadLayout:
    agency_width: float
    nation_width: float
    nation_size: float
    motto_size: float
    agency_upper_size: float
    agency_size: float
    agency_rule: float
    symbol_size: float
    date_size: float
    regarding_size: float
    regarding_gap: float
    row_gap: float
    after: float
    leading: float
    rule_width: float
    rule_gap: float


@dataclass(frozen=True)
class TitleLayout:
    kind_size: float
    subject_size: float
    leading: float
    rule: float
    after: float


@dataclass(frozen=True)
class AppendixLayout:
    label_size: float
    title_size: float
    reference_size: float
    leading: float
    rule: float
    after: float


@dataclass(frozen=True)
class BodyLayout:
    size: float
    leading: float
    indent: float
    after: float
    heading_before: float
    note_size: float


@dataclass(frozen=True)
class TableLayout:
    size: float
    leading: float
    unit_size: float
    padding_side: float
    padding_over: float
    rule_width: float
    after: float


@dataclass(frozen=True)
class SignatureLayout:
    authority_size: float
    name_size: float
    note_size: float
    recipients_title_size: float
    recipients_size: float
    drafter_size: float
    left_width: float
    room: float
    hand_room: float
    before: float
    kept_lines: int


@dataclass(frozen=True)
class ListLayout:
    title_size: float
    detail_size: float
    table_size: float
    row_height: float
    wide_from: float


@dataclass(frozen=True)
class SampleLayout:
    size: float
    grey: float


@dataclass(frozen=True)
class Layout:
    """All sizes of NĐ 30/2020 as the settings file gives them."""

    page: PageLayout
    letterhead: LetterheadLayout
    title: TitleLayout
    appendix: AppendixLayout
    body: BodyLayout
    table: TableLayout
    signature: SignatureLayout
    list: ListLayout
    sample: SampleLayout


_PARTS: dict[str, type[Any]] = {
    "page": PageLayout,
    "letterhead": LetterheadLayout,
    "title": TitleLayout,
    "appendix": AppendixLayout,
    "body": BodyLayout,
    "table": TableLayout,
    "signature": SignatureLayout,
    "list": ListLayout,
    "sample": SampleLayout,
}


@cache
def layout() -> Layout:
    """The shipped layout; read once."""
    return read_layout(LAYOUT_FILE.read_text(encoding="utf-8"))


def read_layout(text: str) -> Layout:
    """A layout from TOML; every missing, unknown or non-numeric entry is named in one error."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleDataUnreadable(f"Tệp cỡ chữ và lề giấy (layout.toml) bị hỏng: {error}.") from error
    mistakes = [f"mục lạ [{name}]" for name in data.keys() - _PARTS.keys()]
    parts: dict[str, Any] = {}
    for name, kind in _PARTS.items():
        given = data.get(name, {})
        wanted = [field.name for field in fields(kind)]
        mistakes += [f"thiếu {name}.{key}" for key in wanted if key not in given]
        mistakes += [f"mục lạ {name}.{key}" for key in given if key not in wanted]
        mistakes += [
            f"{name}.{key} không phải là số"
            for key, value in given.items()
            if isinstance(value, bool) or not isinstance(value, int | float)
        ]
        if not mistakes:
            parts[name] = kind(**given)
    if mistakes:
        raise RuleDataUnreadable(
            "Tệp cỡ chữ và lề giấy (layout.toml) có chỗ chưa đúng: " + "; ".join(mistakes) + "."
        )
    return Layout(**parts)
