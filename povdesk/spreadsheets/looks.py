"""The faces of cells: Times New Roman, thin borders, each made once for a workbook."""

from typing import Any

from .sheet import Column, Kind, LineLook, Look, Shown, Side

FONT = "Times New Roman"
_SIZE = 11
_HEAD_GROUND = "#E8EEF6"
_GROUP_GROUND = "#F3F4F6"
_DECIMALS_AT_MOST = 6

_LINES: dict[LineLook, dict[str, Any]] = {
    LineLook.SAMPLE: {"bold": True, "align": "center", "font_color": "#B91C1C"},
    LineLook.OFFICE: {"bold": True, "align": "left"},
    LineLook.TITLE: {"bold": True, "font_size": 14, "align": "center"},
    LineLook.PLAIN: {"align": "center"},
    LineLook.NOTE: {"italic": True, "align": "left"},
}
_ROWS: dict[Look | None, dict[str, Any]] = {
    None: {},
    Look.GROUP: {"bold": True, "bg_color": _GROUP_GROUND},
    Look.TOTAL: {"bold": True},
    Look.GOOD: {"bg_color": "#E7F4EA"},
    Look.NOTED: {"bg_color": "#FFF6D6"},
    Look.DOUBTFUL: {"bg_color": "#FDE8CF"},
    Look.WRONG: {"bg_color": "#FBDADA"},
    Look.QUIET: {"bg_color": _GROUP_GROUND, "font_color": "#6B7280"},
}


class Looks:
    """Gives out the format of a cell."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[Any, Any] = {}

    def line(self, look: LineLook) -> Any:
        return self._of(
            ("line", look), {"quote_prefix": True, "text_wrap": True, "valign": "vcenter", **_LINES[look]}
        )

    def head(self) -> Any:
        return self._of(
            "head",
            {**_boxed(), "quote_prefix": True, "bold": True, "align": "center", "bg_color": _HEAD_GROUND},
        )

    def text(self, column: Column, look: Look | None = None) -> Any:
        """Of a text; what stands in it is never worked out as a formula."""
        side = column.side or Side.LEFT
        key = ("text", side, look)
        properties = {**_boxed(), "quote_prefix": True, "align": side.value, **_ROWS[look]}
        return self._of(key, _standing(properties, side))

    def number(self, column: Column, look: Look | None = None) -> Any:
        """Of a number or a date by its column's kind."""
        form = number_form(column.kind, column.decimals)
        return self._number(form, column.side, look, centred=column.kind is Kind.DATE)

    def shown(self, one: Shown, column: Column, look: Look | None = None) -> Any:
        """Of a number that brings its own form."""
        return self._number(shown_form(one), column.side, look)

    def _number(self, form: str, side: Side | None, look: Look | None, *, centred: bool = False) -> Any:
        stands = side or (Side.CENTRE if centred else Side.RIGHT)
        key = ("number", form, stands, look)
        properties = {**_boxed(), "num_format": form, "align": stands.value, **_ROWS[look]}
        return self._of(key, _standing(properties, stands))

    def _of(self, key: Any, properties: dict[str, Any]) -> Any:
        made = self._made.get(key)
        if made is None:
            made = self._workbook.add_format({"font_name": FONT, "font_size": _SIZE, **properties})
            self._made[key] = made
        return made


def number_form(kind: Kind, decimals: int) -> str:
    """Excel's word for how a kind of number is shown; the computer's own marks are used."""
    match kind:
        case Kind.DATE:
            return "dd/mm/yyyy"
        case Kind.PLAIN:
            return "0"
        case Kind.PERCENT:
            return f"0{_fraction(decimals)}%"
        case Kind.DECIMAL:
            return f"#,##0{_fraction(decimals)}"
        case Kind.TEXT:
            return "General"
        case _:
            return "#,##0"


def shown_form(one: Shown) -> str:
    form = ("#,##0" if one.grouped else "0") + _fraction(one.decimals) + ("%" if one.percent else "")
    return f"+{form};-{form};{form}" if one.signed else form


def _fraction(decimals: int) -> str:
    return "." + "0" * min(decimals, _DECIMALS_AT_MOST) if decimals else ""


def _standing(properties: dict[str, Any], side: Side) -> dict[str, Any]:
    """What stands at the right keeps a little away from the words of the next column."""
    return {**properties, "indent": 1} if side is Side.RIGHT else properties


def _boxed() -> dict[str, Any]:
    return {"border": 1, "text_wrap": True, "valign": "vcenter"}
