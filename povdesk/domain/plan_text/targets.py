"""Finds the targets of a plan's text: value, unit, operator and the indicator they fit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.lines import SourceLine
from povdesk.domain.plan_text.markers import MarkerKind
from povdesk.domain.plan_text.matching import SURE, Match, Matcher, assigned
from povdesk.domain.plan_text.outline import Passage
from povdesk.domain.plan_text.quantities import Quantity
from povdesk.domain.plan_text.reading import ReadTarget
from povdesk.domain.plan_text.segments import Segment, segments
from povdesk.domain.plan_text.target_tables import table_targets
from povdesk.domain.vietnamese import fold

_GOALS = re.compile(r"\bchi tieu\b|\bmuc tieu cu the\b")
_ANY_GOALS = re.compile(r"\bmuc tieu\b")
_GENERAL = re.compile(r"\bmuc tieu (?:chung|tong quat)\b")
_LOOKS_BACK = re.compile(r"\b(?:ket qua|thuc trang|tinh hinh|danh gia|dac diem)\b")
_FROM_TO = re.compile(r"\btừ\b(?P<first>.*?)\b(?:xuống|lên|còn|đến|sang|thành)\b", re.IGNORECASE | re.DOTALL)
_TOPIC = re.compile(r"^(?:Về|Chiều|Lĩnh vực)\s+([^:;.]{2,60}):\s*(.*)$")
_RISES = re.compile(
    r"\b(?:cao hơn năm|tăng lên|tăng so với|được nâng lên|giảm xuống|giảm so với)\b", re.IGNORECASE
)
_SAME_AGAIN = re.compile(r"^(?:tương ứng|tương đương|bằng|tức|trong đó|gồm|khoảng|với|mức)\b", re.IGNORECASE)
_SHORT_BRACKET = 7
"""Words; a bracket with more of them says something of its own."""

_BASELINE = re.compile(
    r"(?:so với|đầu năm|năm trước|hiện (?:nay|có|là)|năm \d{4})(?:\s+\w+){0,5}?"
    r"(?:\s+(?:là|đạt|mức))*\s*\(?$",
    re.IGNORECASE,
)
_AT_LEAST_FROM = re.compile(r"^[^;()]{0,60}?\btrở lên\b", re.IGNORECASE)
_AGE = re.compile(r"(\d+)\s*tuổi")
_NONE_LEFT = re.compile(r"\bkhông còn\b", re.IGNORECASE)

_LACKS = re.compile(r"thiếu hụt|còn thiếu|chưa (?:có|được)", re.IGNORECASE)
_WANTED_LOW = ("from_to", "at_most", "less_than")

_OPERATORS = (
    (
        "<=",
        re.compile(
            r"\b(?:không quá|tối đa|không vượt quá|còn|xuống)\s+(?:còn\s+)?(?:dưới\s+)?$", re.IGNORECASE
        ),
    ),
    ("<", re.compile(r"\b(?:dưới|thấp hơn|nhỏ hơn)\s+$", re.IGNORECASE)),
    (">", re.compile(r"\b(?:trên|hơn|vượt|cao hơn)\s+$", re.IGNORECASE)),
)


@dataclass(frozen=True)
class _Found:
    """A target before it is known which indicator it is. context: words above it in the text."""

    target: ReadTarget
    context: str


def goal_passages(top: Sequence[Passage]) -> list[Passage]:
    """The passages that hold the targets of the plan, never those that look back."""
    for wanted in (_GOALS, _ANY_GOALS):
        found = [one for passage in top for one in _outermost(passage, wanted)]
        if found:
            return found
    return []


def lines_looking_back(top: Sequence[Passage]) -> set[int]:
    """Lines of the parts about the year before; their amounts are results, not the plan's money."""
    return {
        line.number
        for passage in top
        for one in passage.walk()
        if _LOOKS_BACK.search(one.folded)
        for part in one.walk()
        for line in (SourceLine(part.line, ""), *part.body, *part.rows)
    }


def find_targets(
    top: Sequence[Passage], rows: Sequence[SourceLine], known: Sequence[IndicatorDefinition]
) -> tuple[ReadTarget, ...]:
    """All targets in reading order; each known indicator is used once. rows: all table rows of the text."""
    found = [one for passage in goal_passages(top) for one in _of_passage(passage, "", "")]
    found += [_Found(target, target.group) for target in table_targets(rows)]
    table_lines = {row.number for row in rows}
    matcher = Matcher(known)
    shares = [
        matcher.shares(
            one.target.wording,
            one.context,
            one.target.unit if one.target.value is not None else "",
            is_level=one.target.baseline is not None and one.target.line not in table_lines,
        )
        for one in found
    ]
    by_code = {one.code: one for one in known}
    return tuple(
        _settled(one.target, match, by_code) for one, match in zip(found, assigned(shares), strict=True)
    )


def _outermost(passage: Passage, wanted: re.Pattern[str]) -> Iterator[Passage]:
    words = fold(passage.title if passage.heading else passage.title[:120])
    if _LOOKS_BACK.search(words) or _GENERAL.search(words):
        return
    inner = [one for part in passage.parts for one in _outermost(part, wanted)]
    first = passage.body[0].text.rstrip() if passage.body else ""
    named = bool(wanted.search(words)) and bool(passage.heading or first.endswith(":"))
    # A lettered point that speaks of targets stands inside the list of targets, it is not a list itself.
    nearer = any(one.kind is not None and one.kind <= MarkerKind.SUBNUMBER for one in inner)
    if named and not nearer:
        yield passage
    else:
        yield from inner


def _of_passage(passage: Passage, letter: str, group: str) -> Iterator[_Found]:
    """Targets of a passage and all below it. letter: the lettered or numbered point they stand in."""
    if passage.kind is not None and passage.kind >= MarkerKind.NUMBER and passage.kind < MarkerKind.DASH:
        letter = passage.sign
    lines = list(passage.body)
    if passage.heading and passage.kind is not None and passage.kind >= MarkerKind.LETTER:
        lines.insert(0, SourceLine(passage.line, passage.heading))
    elif passage.heading and not _GOALS.search(passage.folded) and not _ANY_GOALS.search(passage.folded):
        group = passage.heading
    context = group
    for line in lines:
        topic = _TOPIC.match(line.text)
        if topic:
            group = context = topic[1].strip()
        words = topic[2] if topic else line.text
        if words.endswith(":"):
            context = f"{group} {words}"
            continue
        yield from _of_paragraph(words, line.number, letter, group, context, passage)
    for part in passage.parts:
        yield from _of_passage(part, letter, group)


def _of_paragraph(
    words: str, line: int, letter: str, group: str, context: str, passage: Passage
) -> Iterator[_Found]:
    before = ""
    last: _Found | None = None
    any_number = False
    for piece in segments(words):
        counted = piece.counted
        if not counted:
            if _RISES.search(piece.text):
                if last is not None:
                    yield last
                last = _Found(ReadTarget(piece.text, line, letter, group), f"{context} {before}")
            before = piece.text
            continue
        any_number = True
        restates = piece.in_brackets and (
            bool(_SAME_AGAIN.match(piece.text))
            or len(piece.text.split()) <= _SHORT_BRACKET
            or len({one.unit for one in counted}) < len(counted)
        )
        if restates and last is not None:
            stood = bool(_BASELINE.search(piece.text[: counted[0].start - piece.start]))
            if stood and last.target.baseline is None and counted[0].unit == last.target.unit:
                last = _Found(replace(last.target, baseline=counted[0].value), last.context)
                continue
            last = _Found(replace(last.target, also=piece.text), last.context)
            continue
        if restates and before:
            last = _Found(_none_left(before, piece, line, letter, group), context)
            continue
        if last is not None:
            yield last
        last = _Found(_target(piece, words, line, letter, group), f"{context} {before}")
        before = piece.text
    if last is not None:
        yield last
    if not any_number and last is None and passage.kind is not None and _is_a_point(passage.kind, words):
        doubt = () if passage.kind is MarkerKind.LETTER else ("Không có con số; xem có phải chỉ tiêu không.",)
        yield _Found(ReadTarget(words.rstrip(" ;."), line, letter, group, doubts=doubt), context)


def _is_a_point(kind: MarkerKind, words: str) -> bool:
    return kind >= MarkerKind.LETTER and len(words.split()) > 4


def _target(piece: Segment, words: str, line: int, letter: str, group: str) -> ReadTarget:
    counted = piece.counted
    doubts = []
    baseline: Decimal | None = None
    chosen = counted[0]
    span = _FROM_TO.search(piece.text)
    in_range = span is not None and span.start() <= counted[0].start - piece.start < span.end("first")
    from_on = bool(_AT_LEAST_FROM.match(words[counted[0].end :]))
    if len(counted) > 1 and in_range and not from_on:
        baseline, chosen = counted[0].value, counted[1]
        if counted[0].unit != chosen.unit:
            doubts.append("Số đầu và số cuối khác đơn vị.")
        rest = counted[2:]
    else:
        rest = counted[1:]
    before = next((one for one in rest if _BASELINE.search(words[: one.start])), None)
    if baseline is None and before is not None and before.unit == chosen.unit:
        baseline = before.value
        rest = tuple(one for one in rest if one is not before)
    if rest:
        others = ", ".join(one.text for one in rest)
        doubts.append(f"Cùng ý còn số {others}; chọn số nào là chỉ tiêu.")
    if any(one.with_point for one in counted):
        doubts.append(f"“{_with_point(counted)}” viết dấu chấm thập phân.")
    return ReadTarget(
        piece.text.rstrip(" ;."),
        line,
        letter,
        group,
        operator=">=" if from_on else _operator(words[: chosen.start], baseline, chosen.value),
        value=chosen.value,
        unit=f"{chosen.unit}{chosen.per}",
        baseline=baseline,
        doubts=tuple(doubts),
    )


def _none_left(before: str, piece: Segment, line: int, letter: str, group: str) -> ReadTarget:
    """ "Không còn hộ … (0 hộ)": the number stands in the bracket only."""
    one = piece.counted[0]
    operator = "<=" if _NONE_LEFT.search(before) or one.value == 0 else ">="
    return ReadTarget(
        before.rstrip(" ;."), line, letter, group, operator=operator, value=one.value, unit=one.unit
    )


def _with_point(counted: Iterable[Quantity]) -> str:
    return ", ".join(one.text for one in counted if one.with_point)


def _operator(before: str, baseline: Decimal | None, value: Decimal) -> str:
    """What the words in front of the number say; "còn" after "từ" turns with the direction."""
    for operator, pattern in _OPERATORS:
        if pattern.search(before):
            if operator == "<=" and baseline is not None and value > baseline:
                return ">="
            if operator == "<=" and before.rstrip().casefold().endswith("dưới"):
                return "<"
            return operator
    if baseline is not None and value < baseline:
        return "<="
    return ">="


def _settled(target: ReadTarget, match: Match | None, known: dict[str, IndicatorDefinition]) -> ReadTarget:
    if match is not None:
        said, meant = (set(_AGE.findall(text)) for text in (target.wording, known[match.code].name))
        if said and meant and said != meant:
            ages = "Gần giống “{}” nhưng độ tuổi khác; chọn chỉ tiêu hoặc thêm mới."
            name = known[match.code].short_name or known[match.code].name
            return replace(target, doubts=(*target.doubts, ages.format(name)))
    target = _with_operator(target, known.get(match.code) if match is not None else None)
    if match is None:
        new = "Chưa có trong bộ chỉ tiêu của phần mềm; thêm mới hoặc chọn chỉ tiêu tương ứng."
        return replace(target, doubts=(*target.doubts, new))
    doubts = list(target.doubts)
    if match.share < SURE or match.rival:
        doubts.append("Khớp với chỉ tiêu này chưa chắc; xem lại.")
    unit = target.unit
    if unit == "%" and known[match.code].unit == "điểm %":
        unit = "điểm %"
    return replace(target, code=match.code, unit=unit, doubts=tuple(doubts))


def _with_operator(target: ReadTarget, like: IndicatorDefinition | None) -> ReadTarget:
    """A bare number of a table: at most where the indicator is wanted low, else at least."""
    if target.value is None or target.operator:
        return target
    falls = target.baseline is not None and target.value < target.baseline
    if like is not None:
        low = like.direction in _WANTED_LOW and (like.direction != "from_to" or falls)
        return replace(target, operator="<=" if low else ">=")
    low = falls and ("%" in target.unit or bool(_LACKS.search(target.wording)))
    return replace(target, operator="<=" if low else ">=")
