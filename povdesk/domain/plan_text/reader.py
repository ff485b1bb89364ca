"""Reads a whole plan from its lines: the one entry of this package."""

import re
from collections.abc import Iterator, Sequence

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan import PlanRole
from povdesk.domain.plan_imported import check_imported_text
from povdesk.domain.plan_template import DatedName
from povdesk.domain.plan_text.lines import SourceLine, joined
from povdesk.domain.plan_text.markers import MarkerKind, marker_of
from povdesk.domain.plan_text.outline import outline
from povdesk.domain.plan_text.quantities import other_numbers, quantities
from povdesk.domain.plan_text.reading import ReadNumber, ReadPlan, ReadRecipient, ReadTarget
from povdesk.domain.plan_text.roles import find_roles
from povdesk.domain.plan_text.targets import find_targets, lines_looking_back
from povdesk.domain.vietnamese import fold

_BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Xét)\b.*\b(?:số|Nghị quyết|Kế hoạch|Quyết định|Luật|đề nghị)\b")
_OPENING = re.compile(r"(?:xây dựng|ban hành|lập)\s+Kế hoạch", re.IGNORECASE)
_AS_FOLLOWS = re.compile(r"\bnhư sau\s*:?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"^Số:?\s*(\d*)\s*/\s*KH-")
_SIGNING = re.compile(r"^(?:TM\.|KT\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|Q\. ?CHỦ TỊCH)")
_MONEY_WORDS = re.compile(r"\b(?:kinh phi|tong von|tong nguon|von thuc hien|nguon von)\b")


def read_plan(
    lines: Sequence[SourceLine],
    known: Sequence[IndicatorDefinition] = (),
    roles: Sequence[PlanRole] = (),
    names: Sequence[DatedName] = (),
    text: str = "",
) -> ReadPlan:
    """What the lines of a plan say. known, roles: what the office already has, to recognise them.

    text: the raw text for the checks on form; the lines joined when empty.
    """
    whole = joined(lines)
    body = _body(whole)
    top = outline(body)
    first = top[0].line if top else (whole[-1].number + 1 if whole else 0)
    head = [line for line in whole if line.number < first and not line.cells]
    opening = _opening(head)
    targets = find_targets(top, [line for line in whole if line.cells], known)
    past = lines_looking_back(top)
    budget, budget_line = _budget([line for line in whole if line.number not in past])
    return ReadPlan(
        subject=_subject(head),
        year=_year(head, whole),
        number=next((found[1] for line in head if (found := _NUMBER.match(line.text))), ""),
        bases=tuple(
            (line.text.rstrip(" ;"), line.number)
            for line in head
            if _BASIS.match(line.text) and line is not opening
        ),
        opening=opening.text if opening is not None else "",
        closing=next((line.text for line in body if line.text.startswith("Trên đây là")), ""),
        sections=tuple(top),
        targets=targets,
        roles=find_roles(top, roles),
        recipients=_recipients(whole),
        budget=budget,
        budget_line=budget_line,
        numbers=tuple(_numbers(whole, targets, budget_line)),
        findings=check_imported_text(text or "\n".join(line.text for line in whole), names),
    )


def _body(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines up to Nơi nhận, the closing sentence kept out of the last part."""
    found: list[SourceLine] = []
    for line in lines:
        if line.text.startswith("Nơi nhận") or _SIGNING.match(line.text):
            break
        found.append(line)
    return found


def _opening(head: Sequence[SourceLine]) -> SourceLine | None:
    """The paragraph that leads to the plan; it may begin with its only basis ("Căn cứ …, … như sau:")."""
    found = next((line for line in head if _is_opening(line.text)), None)
    if found is not None:
        return found
    return next((line for line in reversed(head) if _AS_FOLLOWS.search(line.text)), None)


def _is_opening(text: str) -> bool:
    return bool(_OPENING.search(text)) and text.rstrip().endswith(":")


def _subject(head: Sequence[SourceLine]) -> str:
    """What stands under KẾ HOẠCH, up to the first basis or the opening."""
    found: list[str] = []
    begun = False
    for line in head:
        if not begun:
            begun = line.text.casefold().strip() == "kế hoạch"
            rest = re.match(r"^KẾ HOẠCH\s+(.+)$", line.text)
            if rest and "/" not in line.text:
                found.append(rest[1])
                begun = True
            continue
        dated = bool(re.search(r"\bsố\s+\S+/", line.text))
        if _is_opening(line.text) or (_BASIS.match(line.text) and dated) or line.text.startswith("Căn cứ"):
            break
        if not re.fullmatch(r"[-_–—\s]+", line.text):
            found.append(line.text)
    return " ".join(found)


def _year(head: Sequence[SourceLine], lines: Sequence[SourceLine]) -> int | None:
    for text in (_subject(head), *(line.text for line in lines)):
        years = _YEAR.findall(text)
        if years:
            return int(years[-1])
    return None


def _recipients(lines: Sequence[SourceLine]) -> tuple[ReadRecipient, ...]:
    found: list[ReadRecipient] = []
    begun = False
    for line in lines:
        if not begun:
            begun = line.text.startswith("Nơi nhận")
            continue
        if _SIGNING.match(line.text) or line.text.isupper():
            break
        marker = marker_of(line.text)
        if marker is not None and marker.kind is MarkerKind.DASH:
            found.append(ReadRecipient(marker.rest.rstrip(" ;."), line.number))
        elif found and not found[-1].text.startswith("Lưu"):
            joint = f"{found[-1].text} {line.text}".rstrip(" ;.")
            found[-1] = ReadRecipient(joint, found[-1].line)
    return tuple(found)


def _budget(lines: Sequence[SourceLine]) -> tuple[int | None, int]:
    """The plan's total in đồng: the first amount in a sentence about funding, one with "tổng" first."""
    amounts: list[tuple[bool, int, int]] = []
    for line in lines:
        folded = fold(line.text)
        if not _MONEY_WORDS.search(folded):
            continue
        amount = next((one.dong for one in quantities(line.text) if one.dong is not None), None)
        if amount is not None:
            amounts.append(("tong" not in folded.split(), line.number, amount))
    if not amounts:
        return None, 0
    _, number, amount = min(amounts)
    return amount, number


def _numbers(
    lines: Sequence[SourceLine], targets: Sequence[ReadTarget], budget_line: int
) -> Iterator[ReadNumber]:
    by_line: dict[int, list[ReadTarget]] = {}
    for target in targets:
        by_line.setdefault(target.line, []).append(target)
    for line in lines:
        marker = marker_of(line.text)
        words = marker.rest if marker is not None else line.text
        for one in quantities(words):
            user = next(
                (
                    target
                    for target in by_line.get(line.number, ())
                    if one.value in (target.value, target.baseline)
                    or (target.also and one.text in target.also)
                ),
                None,
            )
            if user is not None:
                use = f"Chỉ tiêu: {_short(user.wording)}"
            elif line.number == budget_line and one.dong is not None:
                use = "Tổng kinh phí"
            else:
                use = "Không dùng làm chỉ tiêu"
            yield ReadNumber(one.text, line.number, use)
        for other in other_numbers(words):
            yield ReadNumber(other, line.number, "Ngày, năm, số văn bản, tên dự án")


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:10]) + (" …" if len(parts) > 10 else "")
