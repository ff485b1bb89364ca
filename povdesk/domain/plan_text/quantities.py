"""Numbers in Vietnamese text: value, unit, and what they are plainly not (dates, years, paper numbers)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
EVENT_UNITS = ("lớp", "buổi", "cuộc", "đợt", "hội nghị", "hội thảo", "công trình", "nhà tiêu", "thẻ")
"""What an office holds, builds or hands out; such a number is no count of households or people."""

_UNITS = (
    ("điểm %", r"điểm\s*(?:phần\s*trăm\b|%)"),
    ("%", r"%|phần\s*trăm\b"),
    ("triệu đồng", r"(?:triệu|tr\.?)\s*đồng\b|trđ\b"),
    ("tỷ đồng", r"t[ỷỉ]\s*đồng\b"),
    ("nghìn đồng", r"(?:nghìn|ngàn)\s*đồng\b"),
    ("đồng", r"đồng\b(?!\s+bào)"),
    ("lượt người", r"lượt\s+người\b|lượt\b"),
    ("nhà", r"(?:căn|ngôi)(?:\s+nhà)?\b|nhà\b(?!\s+(?:văn|sinh|trẻ|máy|trường|nước|tiêu|vệ|tài|khách))"),
    ("hộ", r"(?:hộ|HCN|HN)\b"),
    (
        "người",
        r"(?:người|lao\s+động|khẩu|nhân\s+khẩu|trẻ(?:\s+em)?|cháu|học\s+sinh|học\s+viên|cán\s+bộ)\b",
    ),
    ("mô hình", r"mô\s+hình\b"),
    *((name, name.replace(" ", r"\s+") + r"\b") for name in EVENT_UNITS),
    ("tuổi", r"tuổi\b"),
    ("thôn", r"(?:thôn|bản|xã|xóm|làng|ấp)\b"),
)
_UNIT = "|".join(f"(?P<u{place}>{pattern})" for place, (_name, pattern) in enumerate(_UNITS))
_UNIT_AHEAD = "|".join(pattern for _name, pattern in _UNITS)
# "05 (năm) hộ": the number is said again in words before its unit.
_PER = r"(?P<per>(?:\s*/\s*(?:người|hộ|khẩu|căn|nhà|tháng|năm))*)"
_QUANTITY = re.compile(
    rf"(?<![\w/.,\-–])(?P<number>{_NUMBER})(?![\d/])"
    rf"(?:\s*%?\s*[-–]\s*(?P<upper>{_NUMBER})(?=\s*(?:{_UNIT_AHEAD})))?"
    rf"\s*(?:\([^\d()]{{2,20}}\)\s*)?(?:(?:{_UNIT}){_PER})?",
    re.IGNORECASE,
)

_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_PAPER = re.compile(r"\d+(?:/\d{4})?/[A-ZĐƯ0-9][\w&]*(?:-[\w&]+)+")
_YEARS = re.compile(r"\b(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}\b|\b(?:năm|quý\s+\w+/)\s*(?:19|20)\d{2}\b")
_NAMED = re.compile(
    r"\b(?:[Dd]ự\s+án(?:\s+thành\s+phần)?|[Tt]iểu\s+dự\s+án|[Đđ]iều|[Kk]hoản|[Mm]ục|[Qq]uý|[Tt]háng"
    r"|[Gg]iai\s+đoạn|[Bb]iểu|[Pp]hụ\s+lục|[Nn]ội\s+dung|[Nn]ghị\s+quyết|[Cc]huẩn)\s+(?:số\s+)?\d+(?:[.,]\d+)?"
)
MONEY_UNITS = {"đồng": 1, "nghìn đồng": 1_000, "triệu đồng": 1_000_000, "tỷ đồng": 1_000_000_000}
TARGET_UNITS = ("%", "điểm %", "lượt người", "nhà", "hộ", "người", "mô hình", *EVENT_UNITS, *MONEY_UNITS)


@dataclass(frozen=True)
class Quantity:
    """A number of the text. text: as written with its unit; start, end: of the number in its paragraph.

    with_point: written with a decimal point, which the office's papers do not use. per: what an amount is
    for ("/người/năm"). upper: the other end of "4 – 5%".
    """

    value: Decimal
    text: str
    unit: str
    start: int
    end: int
    with_point: bool = False
    per: str = ""
    upper: Decimal | None = None

    @property
    def dong(self) -> int | None:
        """An amount of money in đồng; None for other units."""
        return int(self.value * MONEY_UNITS[self.unit]) if self.unit in MONEY_UNITS else None


def quantities(text: str) -> Iterator[Quantity]:
    """Every number that is not part of a date, a period, a paper's number or a project's name."""
    taken = [found.span() for pattern in (_DATE, _PAPER, _YEARS, _NAMED) for found in pattern.finditer(text)]
    for found in _QUANTITY.finditer(text):
        start, end = found.span("number")
        if any(start < right and left < end for left, right in taken):
            continue
        unit = next((name for place, (name, _) in enumerate(_UNITS) if found[f"u{place}"]), "")
        yield Quantity(
            _value(found["number"]),
            " ".join(found[0].split()),
            unit,
            start,
            end,
            bool(re.fullmatch(r"\d+\.\d{1,2}", found["number"])),
            re.sub(r"\s+", "", found["per"] or ""),
            _value(found["upper"]) if found["upper"] else None,
        )


def other_numbers(text: str) -> Iterator[str]:
    """Numbers left aside: dates, periods, paper numbers, project names; for the list of all numbers."""
    spans: list[tuple[int, int]] = []
    for pattern in (_DATE, _PAPER, _YEARS, _NAMED):
        for found in pattern.finditer(text):
            if not any(found.start() < right and left < found.end() for left, right in spans):
                spans.append(found.span())
                yield found[0]


def _value(written: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        return Decimal(written.replace(".", "").replace(",", "."))
    return Decimal(written.replace(",", "."))
