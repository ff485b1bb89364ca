"""What the words around the numbers of a piece say: target, operator, where it stood, a range of two."""

import re
from dataclasses import dataclass
from decimal import Decimal

from povdesk.domain.plan_text.quantities import Quantity
from povdesk.domain.plan_text.segments import Segment

_FROM_TO = re.compile(
    r"\btừ\b(?P<first>.*?)\b(?P<joint>xuống|lên|còn|đến|tới|sang|thành)\b", re.IGNORECASE | re.DOTALL
)
BASELINE = re.compile(
    r"(?:so với|đầu năm|năm trước|hiện (?:nay|có|là)|năm \d{4})(?:\s+\w+){0,5}?"
    r"(?:\s+(?:là|đạt|mức))*\s*\(?$",
    re.IGNORECASE,
)
_AT_LEAST_FROM = re.compile(r"^[^;()]{0,60}?\btrở lên\b", re.IGNORECASE)
_FALLS = re.compile(r"\b(?:giảm|hạ|bớt)\b", re.IGNORECASE)
_RISES = re.compile(r"\b(?:tăng|nâng|đưa)\b", re.IGNORECASE)
_CHANGES_BY = re.compile(
    r"\b(?:giảm|tăng)"
    r"(?:\s+(?:ít nhất|tối thiểu|trên|hơn|dưới|khoảng|thêm|từ|được|bình quân|mỗi năm|hằng năm))*\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:%|[^\W\d]+(?:\s+[^\W\d]+)?)?\s*(?:đến|tới)\s+(?:khoảng\s+)?", re.IGNORECASE)
_RATE = re.compile(r"\bt[ỷỉ] lệ\b", re.IGNORECASE)
_EACH = re.compile(
    r"\bmỗi\s+(?!năm|tháng|quý)\w+(?:\s+\w+)?"
    r"|/\s*(?:thôn|bản|ấp|làng|xóm|tổ|lớp|chi hội|cán bộ|đảng viên)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r",?\s*\b(?:cho|với|chiếm(?:\s+tỷ lệ)?|đạt tỷ lệ|tỷ lệ)\b[^;:]*$", re.IGNORECASE)
_SAYS_AGAIN = re.compile(r"\b(?:chiếm|tỷ lệ)\b", re.IGNORECASE)

_OPERATORS = (
    (">=", re.compile(r"\bkhông (?:dưới|ít hơn|thấp hơn|nhỏ hơn|kém)\s+$", re.IGNORECASE)),
    (
        "<=",
        re.compile(
            r"\b(?:không (?:quá|vượt quá|trên|hơn|cao hơn|nhiều hơn)|tối đa|còn|xuống)"
            r"\s+(?:còn\s+)?(?:dưới\s+)?$",
            re.IGNORECASE,
        ),
    ),
    ("<", re.compile(r"\b(?:dưới|thấp hơn|nhỏ hơn)\s+$", re.IGNORECASE)),
    (">", re.compile(r"\b(?:trên|hơn|vượt|cao hơn)\s+$", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Amount:
    """One target's numbers. wording: the words it was read from."""

    wording: str
    value: Decimal
    unit: str
    operator: str
    baseline: Decimal | None = None
    doubts: tuple[str, ...] = ()


def amounts(piece: Segment, words: str) -> list[Amount]:
    """What a piece aims at, in reading order; words: its paragraph. A second measure is one of its own."""
    counted = list(piece.counted)
    first = _first(piece, words, counted)
    found = [first[0]]
    rest = [one for one in counted if one not in first[1]]
    for one in list(rest):
        joint = _SECOND.search(words[first[2].end : one.start])
        if joint is None or one.unit == first[2].unit:
            continue
        rest.remove(one)
        place = first[2].end + joint.start() - piece.start
        if len(found) == 1:
            found[0] = _with_wording(found[0], piece.text[:place])
        found.append(_second(piece, words, one, found[0], joint[0]))
    if rest:
        others = ", ".join(one.text for one in rest)
        found[0] = _doubted(found[0], f"Cùng ý còn số {others}; chọn số nào là chỉ tiêu.")
    pointed = ", ".join(one.text for one in counted if one.with_point)
    if pointed:
        found[0] = _doubted(found[0], f"“{pointed}” viết dấu chấm thập phân.")
    return found


def _first(piece: Segment, words: str, counted: list[Quantity]) -> tuple[Amount, list[Quantity], Quantity]:
    """The piece's first target, the quantities it uses up, and the one that is its value."""
    doubts = []
    chosen, used, baseline = counted[0], [counted[0]], None
    from_on = bool(_AT_LEAST_FROM.match(words[chosen.end :]))
    span = _from_to(piece)
    value, lead = chosen.value, words[: chosen.start]
    if span is not None and not from_on:
        low, high, joint = span
        if _is_range(words[piece.start : low.start], words[low.end : high.start], low, high, joint):
            chosen, value, lead = high, low.value, re.sub(r"\btừ\s+$", "", words[: low.start])
            doubts.append(_range_words(low.text, high.text))
            used = [one for one in counted if one in (low, high)]
        elif low in counted and high in counted:
            chosen, value, baseline, used = high, high.value, low.value, [low, high]
            lead = words[: high.start]
            if low.unit != high.unit:
                doubts.append("Số đầu và số cuối khác đơn vị.")
    if chosen.upper is not None:
        doubts.append(f"“{chosen.text}” là khoảng hai số; đã lấy số đầu, xem lại.")
    if _EACH.search(piece.text):
        doubts.append("Con số tính cho từng thôn, từng người hoặc từng đơn vị; xem số của cả xã.")
    if baseline is None:
        rest = [one for one in counted if one not in used]
        stood = next((one for one in rest if BASELINE.search(words[: one.start])), None)
        if stood is not None and stood.unit == chosen.unit:
            baseline = stood.value
            used.append(stood)
    operator = ">=" if from_on else _operator(lead, baseline, value)
    unit = _unit(piece, chosen, lead, baseline)
    wording = piece.text.rstrip(" ;.")
    return Amount(wording, value, unit, operator, baseline, tuple(doubts)), used, chosen


def _from_to(piece: Segment) -> tuple[Quantity, Quantity, str] | None:
    """The two numbers of "từ … đến/xuống/lên …" at the piece's first counted number."""
    span = _FROM_TO.search(piece.text)
    if span is None:
        return None
    first, joint = piece.start + span.start("first"), piece.start + span.start("joint")
    low = next((one for one in piece.quantities if first <= one.start < joint), None)
    high = next((one for one in piece.counted if one.start > joint), None)
    counted = piece.counted[0]
    if low is None or high is None or counted not in (low, high):
        return None
    return low, high, span["joint"].casefold()


def _is_range(before: str, between: str, low: Quantity, high: Quantity, joint: str) -> bool:
    """Whether "từ 03 đến 05 lao động" gives two ends of one aim, not where it stands and where it goes."""
    if joint not in ("đến", "tới") or low.value >= high.value or low.unit not in ("", high.unit):
        return False
    if not _BESIDE.fullmatch(between):
        return False
    return bool(_FALLS.search(before)) or not _RISES.search(before)


def _range_words(low: str, high: str) -> str:
    return f"“từ {low} đến {high}” là khoảng hai số; đã lấy số đầu, xem lại."


def _second(piece: Segment, words: str, one: Quantity, first: Amount, joint: str) -> Amount:
    operator = _operator(words[: one.start], None, one.value)
    if _SAYS_AGAIN.search(joint) and operator == ">=":
        operator = first.operator
    unit = _unit(piece, one, words[: one.start], None)
    doubt = "Con số thứ hai trong một câu; xem lại chỉ tiêu."
    return Amount(piece.text.rstrip(" ;."), one.value, unit, operator, None, (doubt,))


def _unit(piece: Segment, one: Quantity, before: str, baseline: Decimal | None) -> str:
    """The unit and what it is for. A rate that changes by so much is in points; a plan is for one year."""
    per = one.per if one.dong is not None else one.per.replace("/năm", "")
    if one.unit == "%" and baseline is None and _RATE.search(piece.text) and _CHANGES_BY.search(before):
        return f"điểm %{per}"
    return f"{one.unit}{per}"


def _operator(before: str, baseline: Decimal | None, value: Decimal) -> str:
    """What the words in front of the number say; "còn" after "từ" turns with the direction."""
    for operator, pattern in _OPERATORS:
        if pattern.search(before):
            if operator == "<=" and baseline is not None and value > baseline:
                return ">="
            if operator == "<=" and re.search(r"(?<!không )\bdưới\s+$", before, re.IGNORECASE):
                return "<"
            return operator
    if baseline is not None and value < baseline:
        return "<="
    return ">="


def _with_wording(one: Amount, wording: str) -> Amount:
    return Amount(wording.rstrip(" ;.,"), one.value, one.unit, one.operator, one.baseline, one.doubts)


def _doubted(one: Amount, *words: str) -> Amount:
    return Amount(one.wording, one.value, one.unit, one.operator, one.baseline, (*one.doubts, *words))
