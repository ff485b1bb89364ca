"""Finds the targets of a plan's text: value, unit, operator and the indicator they fit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.amounts import BASELINE, amounts
from povdesk.domain.plan_text.lines import SourceLine
from povdesk.domain.plan_text.markers import MarkerKind
from povdesk.domain.plan_text.matching import SURE, Match, Matcher, assigned
from povdesk.domain.plan_text.outline import Passage
from povdesk.domain.plan_text.populations import classes_of, groups_of, is_for_everybody
from povdesk.domain.plan_text.quantities import quantities
from povdesk.domain.plan_text.reading import ReadTarget
from povdesk.domain.plan_text.segments import Segment, segments
from povdesk.domain.plan_text.target_tables import table_targets
from povdesk.domain.plan_text.units import units_differ
from povdesk.domain.vietnamese import fold

_GOALS = re.compile(r"\bchi tieu\b|\bmuc tieu cu the\b")
_ANY_GOALS = re.compile(r"\bmuc tieu\b")
_GENERAL = re.compile(r"\bmuc tieu (?:chung|tong quat)\b")
_LOOKS_BACK = re.compile(r"\b(?:ket qua|thuc trang|tinh hinh|danh gia|dac diem)\b")
_TOPIC = re.compile(r"^(?:Về|Chiều|Lĩnh vực)\s+([^:;.]{2,60}):\s*(.*)$")
_TOPIC_WORD = re.compile(r"^(?:Về|Chiều|Lĩnh vực)\s+")
_RISES = re.compile(
    r"\b(?:cao hơn năm|tăng lên|tăng so với|được nâng lên|giảm xuống|giảm so với)\b", re.IGNORECASE
)
_SAME_AGAIN = re.compile(r"^(?:tương ứng|tương đương|bằng|tức|trong đó|gồm|khoảng|với|mức)\b", re.IGNORECASE)
_OF_THOSE = "trong đó"
_PART_WORDS = "Là phần “trong đó” của chỉ tiêu ngay trước; nhận thành chỉ tiêu riêng hoặc bỏ dòng này."
_SHORT_BRACKET = 7
"""Words; a bracket with more of them says something of its own."""

_AGE = re.compile(r"(\d+)\s*tuổi")
_HOUSEHOLDS_OR_WORKERS = re.compile(r"\b(?:tỷ lệ|tỉ lệ|số) hộ\b|% hộ\b|\blao động\b", re.IGNORECASE)
_NONE_LEFT = re.compile(r"\bkhông còn\b", re.IGNORECASE)

_LACKS = re.compile(r"thiếu hụt|còn thiếu|chưa (?:có|được)", re.IGNORECASE)
_WANTED_HIGH = ("at_least", "achieve_all")
_WRONG_WAY = 0.55
_WANTED_LOW = ("from_to", "at_most", "less_than")


@dataclass(frozen=True)
class _Found:
    """A target before it is known which indicator it is. context: words above it in the text.

    before: the piece of the same paragraph in front of it. in_table: a year before it may be a change too.
    is_part: it counts some of those of the target in front ("trong đó hộ dân tộc thiểu số giảm 40 hộ").
    """

    target: ReadTarget
    context: str
    before: str = ""
    in_table: bool = False
    is_part: bool = False

    @property
    def is_level(self) -> bool:
        """Whether it goes from one value to another, so that it is no amount of change."""
        return self.target.baseline is not None and not self.in_table


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
    general = list(_general_aims(top))
    found = [*general, *(one for passage in goal_passages(top) for one in _of_passage(passage, "", ""))]
    found += [_Found(target, target.group, in_table=True) for target in table_targets(rows)]
    matcher = Matcher(known)
    shares = [
        matcher.shares(
            one.target.wording,
            one.context,
            one.target.unit if one.target.value is not None else "",
            is_level=one.is_level,
        )
        for one in found
    ]
    by_code = {one.code: one for one in known}
    for one, fits in zip(found, shares, strict=True):
        if one.target.operator.startswith(">"):
            _less_where_low_is_wanted(fits, by_code)
    for fits in shares[: len(general)]:
        fits.clear()
    matches, near = _assigned(found, shares, by_code)
    return tuple(
        _settled(one.target, match, by_code, why or (_PART_WORDS if one.is_part else ""))
        for one, match, why in zip(found, matches, near, strict=True)
    )


def _general_aims(top: Sequence[Passage]) -> Iterator[_Found]:
    """Numbers in the general aim: the officer says whether one is a target of the year."""
    for passage in (one for each in top for one in each.walk()):
        if _GENERAL.search(fold(passage.title[:120])) and not _LOOKS_BACK.search(passage.folded):
            for one in _of_passage(passage, "", ""):
                if one.target.value is not None:
                    doubt = "Nằm ở mục tiêu chung; chỉ nhận khi đó là chỉ tiêu của năm."
                    target = replace(one.target, general=True, doubts=(*one.target.doubts, doubt))
                    yield replace(one, target=target)


def _assigned(
    found: Sequence[_Found], shares: Sequence[dict[str, float]], known: dict[str, IndicatorDefinition]
) -> tuple[list[Match | None], list[str]]:
    """Which indicator each target fits, and for a near miss why it is another measure."""
    near = [""] * len(found)
    while True:
        matches = assigned(shares)
        missed = False
        for place, match in enumerate(matches):
            why = _another_measure(found[place], known[match.code]) if match else ""
            if match is not None and why:
                near[place], shares[place][match.code], missed = why, 0.0, True
        if not missed:
            return matches, near


def _another_measure(one: _Found, like: IndicatorDefinition) -> str:
    """Why a target that sounds like an indicator measures something else; "" when nothing speaks against."""
    name, wording = like.short_name or like.name, one.target.wording
    said, meant = (set(_AGE.findall(text)) for text in (wording, like.name))
    if said and meant and said != meant:
        return f"Gần giống “{name}” nhưng độ tuổi khác; chọn chỉ tiêu hoặc thêm mới."
    groups = groups_of(wording) - groups_of(like.name)
    if groups:
        return (
            f"Gần giống “{name}” nhưng chỉ tính cho {', '.join(sorted(groups))}; chọn chỉ tiêu hoặc thêm mới."
        )
    if like.direction.startswith("decrease") and (one.is_level or one.target.operator.startswith("<")):
        return f"Gần giống “{name}” nhưng ghi mức đạt, không phải mức giảm; chọn chỉ tiêu hoặc thêm mới."
    upside_down = one.target.operator.startswith("<") and like.direction in _WANTED_HIGH
    if upside_down or (_LACKS.search(wording) and not _LACKS.search(like.name)):
        return f"Gần giống “{name}” nhưng tính chiều ngược lại; chọn chỉ tiêu hoặc thêm mới."
    # "65% lao động toàn xã …, trong đó có bằng cấp 28%": the second is of the same people.
    for_everybody = is_for_everybody(wording) or (not classes_of(wording) and is_for_everybody(one.before))
    if for_everybody and classes_of(like.name):
        return f"Gần giống “{name}” nhưng không riêng hộ nghèo, hộ cận nghèo; chọn chỉ tiêu hoặc thêm mới."
    return ""


def _less_where_low_is_wanted(fits: dict[str, float], known: dict[str, IndicatorDefinition]) -> None:
    """ "100% hộ nghèo được …" is no target of the rate of poor households, which shall fall."""
    for code in fits:
        if known[code].direction in _WANTED_LOW:
            fits[code] *= _WRONG_WAY


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
    if _is_topic(passage):
        group = _TOPIC_WORD.sub("", passage.heading).rstrip(" :")
    elif passage.heading and passage.kind is not None and passage.kind >= MarkerKind.LETTER:
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


def _is_topic(passage: Passage) -> bool:
    """A lettered title without a number over targets of its own: "b) Về y tế"."""
    lettered = passage.kind is not None and passage.kind >= MarkerKind.LETTER
    listed = bool(passage.parts) and not passage.heading.rstrip().endswith(":")
    return lettered and listed and not any(quantities(passage.heading))


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
            stood = bool(BASELINE.search(piece.text[: counted[0].start - piece.start].rstrip(": ") + " "))
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
        lead = words[: piece.start].rstrip(" ,:-–").casefold()
        is_part = lead.endswith(_OF_THOSE) or piece.text.casefold().startswith(_OF_THOSE)
        *firsts, final = [
            _Found(
                ReadTarget(
                    one.wording,
                    line,
                    letter,
                    group,
                    operator=one.operator,
                    value=one.value,
                    unit=one.unit,
                    baseline=one.baseline,
                    doubts=one.doubts,
                ),
                f"{context} {before}",
                before,
                is_part=is_part,
            )
            for one in amounts(piece, words)
        ]
        yield from firsts
        last = final
        before = piece.text
    if last is not None:
        yield last
    if not any_number and last is None and passage.kind is not None and _is_a_point(passage.kind, words):
        none = "Không có con số" if not any(quantities(words)) else "Chưa đọc được con số nào làm mục tiêu"
        doubt = () if passage.kind is MarkerKind.LETTER else (f"{none}; xem có phải chỉ tiêu không.",)
        yield _Found(ReadTarget(words.rstrip(" ;."), line, letter, group, doubts=doubt), context)


def _is_a_point(kind: MarkerKind, words: str) -> bool:
    return kind >= MarkerKind.NUMBER and len(words.split()) > 4


def _none_left(before: str, piece: Segment, line: int, letter: str, group: str) -> ReadTarget:
    """ "Không còn hộ … (0 hộ)": the number stands in the bracket only."""
    one = piece.counted[0]
    operator = "<=" if _NONE_LEFT.search(before) or one.value == 0 else ">="
    return ReadTarget(
        before.rstrip(" ;."), line, letter, group, operator=operator, value=one.value, unit=one.unit
    )


def _settled(
    target: ReadTarget, match: Match | None, known: dict[str, IndicatorDefinition], near: str
) -> ReadTarget:
    target = _with_operator(target, known.get(match.code) if match is not None else None)
    if match is None:
        new = "Chưa có trong bộ chỉ tiêu của phần mềm; thêm mới hoặc chọn chỉ tiêu tương ứng."
        return replace(target, doubts=(*target.doubts, near or new))
    doubts = list(target.doubts)
    if match.share < SURE or match.rival:
        doubts.append("Khớp với chỉ tiêu này chưa chắc; xem lại.")
    if target.unit == "%" and classes_of(known[match.code].name) and _leaves_open(target):
        doubts.append("Văn bản không ghi của hộ nghèo, hộ cận nghèo hay cả xã; xem lại.")
    if is_for_everybody(target.wording) and not is_for_everybody(known[match.code].name):
        doubts.append("Văn bản nói về cả xã; xem chỉ tiêu này có tính như vậy không.")
    unit, wanted = target.unit, known[match.code].unit
    if (unit, wanted) in (("%", "điểm %"), ("nhà", "hộ")):
        unit = wanted
    if target.value is not None and unit and units_differ(unit, wanted):
        doubts.append(f"Văn bản tính bằng {unit}, chỉ tiêu này tính bằng {wanted}; xem lại số.")
    return replace(target, code=match.code, unit=unit, doubts=tuple(doubts))


def _leaves_open(target: ReadTarget) -> bool:
    """Whether it counts households or workers and does not say which, nor do the words above it."""
    whom = _HOUSEHOLDS_OR_WORKERS.search(target.wording)
    return whom is not None and not classes_of(f"{target.group} {target.wording}")


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
