"""What the plan is made of, in the order of the paper, with the numbers that the paper will carry."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from povdesk.documents.numbering import letter, roman
from povdesk.domain.plan import AnnualPlan, PlanSection, SectionKind, links_in, resolve_links
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding

HEAD, DETAILS, BASES, OPENING = "head", "details", "basis", "opening"
CLOSING, RECIPIENTS, SIGNATURE, ANNEXES = "closing", "recipients", "signature", "annexes"


class Sign(enum.Enum):
    """locked: the program keeps the form. text: the officer's words. linked: numbers of the register."""

    LOCKED = "lock-closed"
    TEXT = "edit"
    LINKED = "link"

    @property
    def words(self) -> str:
        return _SIGN_WORDS[self]


_SIGN_WORDS = {
    Sign.LOCKED: "phần mềm giữ đúng thể thức",
    Sign.TEXT: "lời văn sửa được",
    Sign.LINKED: "có số liệu lấy từ sổ",
}


@dataclass(frozen=True)
class Entry:
    """A line of the outline. code: of a section or role, or one of the names above."""

    code: str
    words: str
    sign: Sign
    depth: int = 0
    number: str = ""

    @property
    def label(self) -> str:
        return f"{self.number} {self.words}".strip()


def entries(plan: AnnualPlan, facts: PlanFacts) -> tuple[Entry, ...]:
    """All lines of the outline in reading order; depth says what lies under what."""
    values = plan.values(facts.values)
    linked = any(links_in(basis.text) for basis in plan.bases)
    return (
        Entry(HEAD, "Quốc hiệu, tên cơ quan", Sign.LOCKED),
        Entry(DETAILS, "Tên, trích yếu, thông tin chung", Sign.TEXT),
        Entry(BASES, "Căn cứ ban hành", Sign.LINKED if linked else Sign.TEXT),
        Entry(OPENING, "Đoạn mở đầu", _sign_of(plan.opening)),
        *_sections(plan, values),
        Entry(CLOSING, "Đoạn kết", _sign_of(plan.closing)),
        Entry(RECIPIENTS, "Nơi nhận", Sign.TEXT),
        Entry(SIGNATURE, "Chữ ký", Sign.LOCKED),
        Entry(ANNEXES, "Các phụ lục", Sign.LINKED),
    )


def entry_code(where: str, plan: AnnualPlan) -> str:
    """The outline line where a finding is marked; "" when it belongs to the whole plan."""
    direct = {
        "title": DETAILS,
        "signature": DETAILS,
        "basis": BASES,
        **{name: name for name in (OPENING, CLOSING, RECIPIENTS)},
    }
    if where in direct:
        return direct[where]
    if where == "funding":
        return next((one.code for one in plan.walk() if one.kind is SectionKind.FUNDING), "")
    if plan.section(where) or plan.role(where):
        return where
    if where.startswith("IND-"):
        for section in plan.walk():
            named = {code.split(".")[0] for code in links_in(f"{section.heading}\n{section.body}")}
            if where in named or section.indicator == where:
                return section.code
        return next((one.code for one in plan.walk() if one.kind is SectionKind.TARGETS), "")
    return ""


def marked(findings: tuple[Finding, ...], plan: AnnualPlan) -> dict[str, int]:
    """How many findings each outline line carries."""
    counts: dict[str, int] = {}
    for finding in findings:
        code = entry_code(finding.where, plan)
        if code:
            counts[code] = counts.get(code, 0) + 1
    return counts


def pages_of(lines: tuple[Entry, ...], texts: list[str]) -> dict[str, int]:
    """The page where each line begins, from the words of the pages; what is not found is left out."""
    pages = [_bare(text) for text in texts]
    marks = {RECIPIENTS: "Nơi nhận:", SIGNATURE: "Nơi nhận:", ANNEXES: "Phụ lục I"}
    found: dict[str, int] = {HEAD: 0, DETAILS: 0, BASES: 0, OPENING: 0}
    last = 0
    for line in lines:
        if line.code in found:
            continue
        words = marks.get(line.code) or (line.label.partition(" (")[0] if line.number else "")
        wanted = _bare(words)[:40]
        place = next((n for n in range(last, len(pages)) if wanted and wanted in pages[n]), last)
        if line.code == ANNEXES and wanted:
            place = next((n for n, page in enumerate(pages) if page.startswith(wanted)), place)
        found[line.code] = last = place
    return found


def _bare(text: str) -> str:
    """Small letters without spaces: lines are broken elsewhere on the paper."""
    return "".join(text.split()).casefold()


def _sections(plan: AnnualPlan, values: dict[str, str]) -> Iterator[Entry]:
    place = 0
    for section in plan.sections:
        place += section.kind is not SectionKind.TEXT
        yield from _section(section, plan, values, 0, 0, place)


def _section(
    section: PlanSection, plan: AnnualPlan, values: dict[str, str], depth: int, level: int, place: int
) -> Iterator[Entry]:
    """depth: in the outline. level: of the number (mục, khoản, điểm); plain text has none of its own."""
    words = " ".join(resolve_links(section.heading or section.body.split("\n", 1)[0], values).split())
    number = "" if section.kind is SectionKind.TEXT else _number(level, place)
    if section.kind is SectionKind.ROLES:
        words = f"{words} ({len(plan.roles)} đơn vị)"
    if level == 0 and section.heading.isupper():
        words = f"{words[:1]}{words[1:].lower()}"
    yield Entry(section.code, words or "(chưa có lời văn)", _sign_of_section(section), depth, number)
    if section.kind is SectionKind.ROLES:
        for order, role in enumerate(plan.roles, start=1):
            called = f"{role.verb} {role.name}".strip()
            yield Entry(role.code, called, _sign_of(role.body), depth + 1, _number(level + 1, order))
    inner = level if section.kind is SectionKind.TEXT else level + 1
    order = len(plan.roles) if section.kind is SectionKind.ROLES else 0
    for part in section.parts:
        order += part.kind is not SectionKind.TEXT
        yield from _section(part, plan, values, depth + 1, inner, order)


def _number(level: int, place: int) -> str:
    if level == 0:
        return f"{roman(place)}."
    return f"{place}." if level == 1 else f"{letter(place)})"


def _sign_of(text: str) -> Sign:
    return Sign.LINKED if links_in(text) else Sign.TEXT


def _sign_of_section(section: PlanSection) -> Sign:
    linked = section.kind in (SectionKind.TARGETS, SectionKind.FUNDING)
    return Sign.LINKED if linked else _sign_of(f"{section.heading}\n{section.body}")
