"""From a confirmed reading to a plan: its parts in the program's own numbering, its numbers linked."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal

from povdesk.domain.plan import (
    AnnualPlan,
    LegalBasis,
    PlanRole,
    PlanSection,
    Recipient,
    SectionKind,
)
from povdesk.domain.plan_text.markers import MarkerKind
from povdesk.domain.plan_text.outline import Passage
from povdesk.domain.plan_text.quantities import Quantity, quantities
from povdesk.domain.plan_text.reading import ReadPlan, ReadRole
from povdesk.domain.plan_text.targets import goal_passages

_DEEPEST = 2


@dataclass(frozen=True)
class TakenTarget:
    """One target as the officer confirmed it. code "": a new indicator named by its wording."""

    line: int
    wording: str
    code: str
    operator: str
    value: Decimal | None
    unit: str
    baseline: Decimal | None = None
    name: str = ""
    letter: str = ""
    group: str = ""


@dataclass(frozen=True)
class Taken:
    """The plan to be kept and what could not be kept as it was, in sentences."""

    plan: AnnualPlan
    notes: tuple[str, ...] = ()


def as_plan(
    read: ReadPlan,
    year: int,
    targets: Sequence[TakenTarget] = (),
    known_roles: Mapping[str, PlanRole] | None = None,
) -> Taken:
    """The plan of a reading. targets: the confirmed ones with codes; their numbers become linked numbers."""
    maker = _Maker(read, targets)
    sections = tuple(maker.tops(read.sections))
    aims = {one.code for one in targets}
    roles = tuple(
        _role(place, role, known_roles or {}, aims) for place, role in enumerate(read.roles, start=1)
    )
    plan = AnnualPlan(
        year=year,
        title="KẾ HOẠCH",
        subject=read.subject,
        opening=read.opening,
        closing=read.closing.rstrip(" ./"),
        budget_total=read.budget,
        bases=tuple(LegalBasis(text) for text, _line in read.bases),
        sections=sections,
        roles=roles,
        # The program writes the line "Lưu: VT, …" itself.
        recipients=tuple(Recipient(one.text) for one in read.recipients if not one.text.startswith("Lưu")),
    )
    return Taken(plan, tuple(maker.notes))


def _role(place: int, read: ReadRole, known: Mapping[str, PlanRole], aims: Set[str]) -> PlanRole:
    """A role of the text; like a known one it leads its projects, and its indicators that this plan has."""
    like = known.get(read.code)

    def of_plan(codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in aims or not code.startswith("IND-"))

    return PlanRole(
        code=read.code or f"RN{place}",
        name=read.name,
        short_name=like.short_name if like else "",
        verb=read.verb,
        body=_without_end(read.body),
        leads=of_plan(like.leads) if like else (),
        coordinates=of_plan(like.coordinates) if like else (),
    )


@dataclass
class _Maker:
    read: ReadPlan
    targets: Sequence[TakenTarget]
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._goals = {id(one) for one in goal_passages(self.read.sections)}
        self._role_lines = {role.line for role in self.read.roles}
        self._codes = 0

    def tops(self, passages: Sequence[Passage]) -> Iterator[PlanSection]:
        """The mục of the plan; parts above them ("Phần thứ nhất", "A") give way to their own mục."""
        for passage in passages:
            holds_parts = any(
                part.kind is not None and part.kind <= MarkerKind.ROMAN for part in passage.parts
            )
            if holds_parts:
                self.notes.append(
                    f"“{passage.sign}. {passage.heading}” không giữ làm phần riêng: kế hoạch của phần mềm"
                    " đánh số từ mục I."
                )
                yield from self.tops(passage.parts)
            else:
                yield self._section(passage, 0)

    def _section(self, passage: Passage, depth: int) -> PlanSection:
        code = self._code()
        if self._holds_roles(passage):
            return PlanSection(code, SectionKind.ROLES, self._heading(passage, depth))
        parts = [part for part in passage.parts if self._stays(part, depth)]
        lines = [*self._own_lines(passage, depth)]
        lines += [line for part in passage.parts if part not in parts for line in self._listed(part)]
        body = "\n".join(lines)
        kind = self._kind(passage, depth)
        below = tuple(self._section(part, depth + 1) for part in parts)
        if depth == 0 and kind in (SectionKind.TARGETS, SectionKind.FUNDING):
            # Targets and money stand in a khoản; the annexes are referred to there.
            title = "Chỉ tiêu cụ thể" if kind is SectionKind.TARGETS else "Kinh phí"
            inner = PlanSection(self._code(), kind, title, body, below)
            return PlanSection(code, SectionKind.HEADING, self._heading(passage, depth), "", (inner,))
        heading = self._heading(passage, depth) if kind is not SectionKind.POINT else ""
        return PlanSection(code, kind, heading, body, below)

    def _kind(self, passage: Passage, depth: int) -> SectionKind:
        if id(passage) in self._goals:
            return SectionKind.TARGETS
        own = {passage.line, *(line.number for line in passage.body)}
        if self.read.budget_line in own:
            return SectionKind.FUNDING
        if depth == 0 or (depth == 1 and passage.heading):
            return SectionKind.HEADING
        return SectionKind.POINT

    def _heading(self, passage: Passage, depth: int) -> str:
        words = passage.title if passage.heading or depth == 0 else ""
        return words.upper() if depth == 0 else words

    def _own_lines(self, passage: Passage, depth: int) -> Iterator[str]:
        if passage.heading and depth >= _DEEPEST:
            yield self._linked(passage.heading, passage.line)
        for line in passage.body:
            if not line.text.startswith("Trên đây là"):
                yield _without_end(self._linked(line.text, line.number))
        if passage.rows:
            self.notes.append(
                f"Bảng ở dòng {passage.rows[0].number} không đưa vào lời văn;"
                " chỉ tiêu trong bảng nằm ở Phụ lục."
            )

    def _stays(self, part: Passage, depth: int) -> bool:
        """Whether a part is a khoản or điểm of its own; deeper ones and list lines become lines."""
        return part.kind is not None and part.kind < MarkerKind.DASH and depth < _DEEPEST

    def _listed(self, passage: Passage) -> Iterator[str]:
        sign = "+" if passage.kind is MarkerKind.PLUS else "-"
        words = passage.heading or (passage.body[0].text if passage.body else "")
        yield f"{sign} {_without_end(self._linked(words, passage.line))}"
        for line in passage.body[0 if passage.heading else 1 :]:
            if not line.text.startswith("Trên đây là"):
                yield _without_end(self._linked(line.text, line.number))
        for part in passage.parts:
            yield from self._listed(part)

    def _linked(self, text: str, line: int) -> str:
        """The text with the confirmed targets' numbers as links."""
        spans: list[tuple[int, int, str]] = []
        found = list(quantities(text))
        for target in self.targets:
            if target.line != line or not target.code:
                continue
            begin = text.find(target.wording)
            end = begin + len(target.wording)
            for value, name in ((target.baseline, "baseline"), (target.value, "target")):
                for one in found:
                    inside = begin <= one.start < end
                    free = all(one.start >= right or one.end <= left for left, right, _ in spans)
                    if _is_range(text, one):
                        # "4 – 5%": one linked number would leave the other end behind.
                        continue
                    if begin >= 0 and inside and value is not None and one.value == value and free:
                        stop = one.end + (1 if text[one.end : one.end + 1] == "%" else 0)
                        spans.append((one.start, stop, f"{{{{{target.code}.{name}}}}}"))
                        break
        for left, right, link in sorted(spans, reverse=True):
            text = text[:left] + link + text[right:]
        return text

    def _holds_roles(self, passage: Passage) -> bool:
        return bool(passage.parts) and any(part.line in self._role_lines for part in passage.parts)

    def _code(self) -> str:
        self._codes += 1
        return f"T{self._codes}"


def _is_range(text: str, one: Quantity) -> bool:
    return one.upper is not None or bool(re.match(r"\s*%?\s*(?:đến|tới)\s+\d", text[one.end :]))


def _without_end(text: str) -> str:
    """Without the end mark that the program writes itself; a colon stays."""
    return text.rstrip().removesuffix("./.").rstrip(" ;.")
