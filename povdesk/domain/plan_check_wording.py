"""CHK-01, 02, 08…12: typed numbers and marks, citations, endings, annexes, dated names, NFC."""

import re
import unicodedata
from collections.abc import Iterator

from povdesk.domain.abbreviations import unexplained, used
from povdesk.domain.commune import is_valid_on
from povdesk.domain.legal_acts import citation_time_problems
from povdesk.domain.plan import (
    MISSING_VALUE,
    AnnualPlan,
    PlanSection,
    SectionKind,
    links_in,
    place_label,
    resolve_links,
)
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_imported import DECIMAL_POINT, citation_problems, cited
from povdesk.domain.plan_links import link_label
from povdesk.domain.plan_template import names_on
from povdesk.domain.vietnamese import short_date

TYPED_NUMBER = re.compile(r"^\s*(?:[IVX]+\.|\d{1,2}\.(?!\d)|[a-zđ]\))\s*")
_ANNEX_KINDS = {
    SectionKind.TARGETS: "bảng chỉ tiêu",
    SectionKind.FUNDING: "phụ lục kinh phí",
    SectionKind.ROLES: "phụ lục phân công",
}


def find_problems(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    values = plan.values(facts.values)
    shown = [(where, resolve_links(text, values)) for where, text in plan.texts()]
    yield from _typed_numbers(plan)
    yield from _decimal_points(shown)
    yield from _citations(shown)
    yield from _citation_times(facts, shown)
    yield from _places_to_fill(plan)
    yield from _endings(plan, facts)
    yield from _annexes(plan, facts)
    yield from _dated_names(plan, facts, shown)
    yield from _abbreviations(plan, shown)
    yield from _composed_letters(plan)


def _typed_numbers(plan: AnnualPlan) -> Iterator[Finding]:
    for section in plan.walk():
        for line in _lines_with_generated_number(section):
            if found := TYPED_NUMBER.match(line):
                yield Finding(
                    "CHK-01",
                    FindingLevel.WRONG,
                    f"“{found[0].strip()}” được gõ vào đầu đoạn; số mục và chữ cái do phần mềm đánh.",
                    section.code,
                    fix="strip_typed_number",
                )


def _lines_with_generated_number(section: PlanSection) -> list[str]:
    return [line for line in (section.heading, section.body.split("\n", 1)[0]) if line]


def _decimal_points(shown: list[tuple[str, str]]) -> Iterator[Finding]:
    for where, text in shown:
        for found in DECIMAL_POINT.finditer(text):
            comma = found[0].replace(".", ",")
            message = f"“{found[0]}” dùng dấu chấm thập phân; in “{comma}”."
            yield Finding("CHK-02", FindingLevel.WRONG, message, where, fix="decimal_comma")


def _citations(shown: list[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for where, text in shown:
        for message in citation_problems(text, seen):
            yield Finding("CHK-08", FindingLevel.DOUBTFUL, message, where)
        seen |= {citation.identity for citation in cited(text)}


def _citation_times(facts: PlanFacts, shown: list[tuple[str, str]]) -> Iterator[Finding]:
    said: set[str] = set()
    for where, text in shown:
        for message in citation_time_problems(text, facts.acts, facts.day):
            if message not in said:
                said.add(message)
                yield Finding("CHK-08", FindingLevel.WRONG, message, where)


def _places_to_fill(plan: AnnualPlan) -> Iterator[Finding]:
    """Dots that the shipped wording leaves for what nobody but the office knows."""
    places = list(dict.fromkeys(where for where, text in plan.texts() if MISSING_VALUE in text))
    if places:
        listed = "; ".join(place_label(plan, where) for where in places)
        message = f"Còn chỗ “{MISSING_VALUE}” chưa điền trong lời văn ở: {listed}."
        yield Finding(
            "CHK-08", FindingLevel.WRONG, message, places[0], advice="Ghi theo văn bản của cấp trên."
        )


def _endings(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    if re.search(r"\.\s*/\s*\.?\s*$", plan.closing):
        message = "Dấu ./. được gõ vào đoạn kết; dấu này do phần mềm đặt."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "closing", fix="strip_closing_mark")
    if any(re.match(r"\s*-?\s*Lưu\b", recipient.text) for recipient in plan.recipients):
        message = "Dòng Lưu được gõ vào nơi nhận; dòng này do phần mềm đặt ở cuối."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "recipients", fix="remove_filing_line")
    if not facts.identity.drafting_unit:
        message = "Dòng “Lưu: VT, …” thiếu ký hiệu đơn vị soạn thảo."
        yield Finding(
            "CHK-09", FindingLevel.WRONG, message, "recipients", advice="Nhập trong Cài đặt, mục Đơn vị."
        )
    if not plan.closing.strip():
        yield Finding("CHK-09", FindingLevel.WRONG, "Kế hoạch chưa có đoạn kết.", "closing")
    if plan.authority != "TM.":
        message = "Kế hoạch của Ủy ban nhân dân phải ký TM. ỦY BAN NHÂN DÂN."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "signature", fix="committee_authority")
    if facts.signer is None:
        message = "Chưa có người ký có hiệu lực vào ngày của văn bản."
        yield Finding(
            "CHK-09", FindingLevel.WRONG, message, "signature", advice="Chọn người ký trong Cài đặt."
        )


def _annexes(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    kinds = {section.kind for section in plan.walk()}
    present = {
        SectionKind.TARGETS: bool(facts.figures),
        SectionKind.FUNDING: bool(facts.projects),
        SectionKind.ROLES: bool(plan.roles),
    }
    for kind, words in _ANNEX_KINDS.items():
        if present[kind] and kind not in kinds:
            message = f"Có {words} kèm theo nhưng lời văn không có chỗ nào dẫn tới."
            yield Finding("CHK-10", FindingLevel.WRONG, message, "")


def _dated_names(plan: AnnualPlan, facts: PlanFacts, shown: list[tuple[str, str]]) -> Iterator[Finding]:
    for name in facts.names:
        for where, text in shown:
            for old in name.outdated:
                if old.casefold() in text.casefold():
                    message = f"“{old}” là cách gọi cũ; vào ngày của văn bản là {name.text}."
                    yield Finding("CHK-11", FindingLevel.WRONG, message, where)
    used = {code for _, text in plan.texts() for code in links_in(text)}
    in_force = names_on(facts.names, facts.day)
    last = {name.code: name for name in facts.names if name.code not in in_force}
    for name in last.values():
        code = f"name.{name.code}"
        if code in used:
            quoted = name.text if "“" in name.text else f"“{name.text}”"
            message = f"{link_label(code)} {quoted} không còn hiệu lực vào ngày {short_date(facts.day)}."
            yield Finding("CHK-11", FindingLevel.WRONG, message, "")
    roles = {role.name: role.code for role in plan.roles}
    for name in facts.names:
        if name.text in roles and not is_valid_on(facts.day, name.valid_from, name.valid_to):
            message = f"“{name.text}” không còn là tên vai vào ngày {short_date(facts.day)}"
            message += f"; nay là {name.later}." if name.later else "."
            yield Finding("CHK-11", FindingLevel.DOUBTFUL, message, roles[name.text])
    if not facts.identity.district:
        places = [
            where
            for where, text in shown
            if where != "basis" and re.search(r"\bhuyện\b", text) and not cited(text)
        ]
        if places:
            listed = "; ".join(place_label(plan, where) for where in dict.fromkeys(places))
            message = f"Vào ngày {short_date(facts.day)} không còn cấp huyện; còn chữ “huyện” ở: {listed}."
            yield Finding("CHK-11", FindingLevel.DOUBTFUL, message, places[0])
    for basis in plan.bases:
        years = {int(year) for year in re.findall(r"năm (20\d\d)\b", basis.text)}
        if years and plan.year not in years:
            message = f"Căn cứ nói về năm {max(years)}, kế hoạch là của năm {plan.year}."
            yield Finding("CHK-11", FindingLevel.DOUBTFUL, message, "basis")


def _abbreviations(plan: AnnualPlan, shown: list[tuple[str, str]]) -> Iterator[Finding]:
    explained = {role.short_name for role in plan.roles if role.short_name}
    text = "\n".join(words for where, words in shown if where != "recipients")
    for short, long in unexplained(text):
        if any(short in name for name in explained):
            continue
        where = next(place for place, words in shown if used(short, words))
        message = f"“{short}” chưa được giải thích ở lần dùng đầu; viết “{long} ({short})”."
        yield Finding("VIET-TAT", FindingLevel.DOUBTFUL, message, where)


def _composed_letters(plan: AnnualPlan) -> Iterator[Finding]:
    for where, text in plan.texts():
        if not unicodedata.is_normalized("NFC", text):
            message = "Chữ ở đây gõ bằng Unicode tổ hợp; cần chuyển sang dựng sẵn."
            yield Finding("CHK-12", FindingLevel.WRONG, message, where, fix="compose_letters")
