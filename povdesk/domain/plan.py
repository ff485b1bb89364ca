"""The yearly poverty plan: sections, roles, recipients, legal basis, and the numbers linked into its text."""

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

MISSING_VALUE = "…"
"""Printed for a linked number that is not known yet; never 0."""

_LINK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


class PlanStatus(enum.StrEnum):
    """The steps from the desk to the archive (Soạn thảo … Lưu hồ sơ)."""

    DRAFTING = "drafting"
    CHECKING = "checking"
    SUBMITTED = "submitted"
    ISSUED = "issued"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]

    @property
    def is_frozen(self) -> bool:
        """Issued papers are archives; a later change is a new version."""
        return self in (PlanStatus.ISSUED, PlanStatus.ARCHIVED)


_STATUS_LABELS = {
    PlanStatus.DRAFTING: "Soạn thảo",
    PlanStatus.CHECKING: "Đối chiếu số liệu",
    PlanStatus.SUBMITTED: "Trình ký",
    PlanStatus.ISSUED: "Ban hành",
    PlanStatus.ARCHIVED: "Lưu hồ sơ",
}


class SectionKind(enum.StrEnum):
    """What a piece of the plan is; numbers and letters follow from its depth."""

    HEADING = "heading"
    """A mục (depth 0) or khoản (depth 1) with a title of its own."""
    TEXT = "text"
    """Paragraphs and list lines without a number."""
    POINT = "point"
    """A numbered khoản (depth 1) or lettered điểm (depth 2) without a title line."""
    TARGETS = "targets"
    """The khoản of targets; the text refers to the target annexes there."""
    FUNDING = "funding"
    """The khoản of funding; the text refers to the funding annex there."""
    ROLES = "roles"
    """The mục that lists who does what."""


@dataclass(frozen=True)
class LegalBasis:
    text: str
    incoming_paper: str = ""
    uid: str = ""


@dataclass(frozen=True)
class PlanSection:
    """A piece of the plan with its parts.

    body: one line is one paragraph; "- " and "+ " begin list lines; {{IND-22.target}} is a linked number.
    indicator: code of an indicator the text names without a number. source: where the shipped wording
    came from.
    """

    code: str
    kind: SectionKind
    heading: str = ""
    body: str = ""
    parts: tuple["PlanSection", ...] = ()
    indicator: str = ""
    source: str = ""
    uid: str = ""

    def walk(self) -> Iterator["PlanSection"]:
        """This section and all below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class PlanRole:
    """Who does what (part V); leads and coordinates are codes of projects and indicators.

    verb: "Đề nghị" for the Front and unions, which are asked, not ordered. A body that begins with a small
    letter goes on in the same sentence as the name. short_name: what the text calls the role.
    """

    code: str
    name: str
    short_name: str = ""
    verb: str = ""
    body: str = ""
    leads: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    uid: str = ""

    @property
    def called(self) -> str:
        return self.short_name or self.name

    @property
    def is_one_sentence(self) -> bool:
        return self.body[:1].islower()


@dataclass(frozen=True)
class Recipient:
    """A line of Nơi nhận without dash or end mark; roles: codes of the roles it reaches."""

    text: str
    roles: tuple[str, ...] = ()
    uid: str = ""


@dataclass(frozen=True)
class FrozenLink:
    """A linked number that the officer fixed, with the reason."""

    code: str
    value: str
    reason: str = ""
    frozen_at: str = ""


@dataclass(frozen=True)
class AnnualPlan:
    """A plan of one year in one version; budget_total in đồng as the text says it.

    number and signed_on stay empty until the plan is issued. progress_on: the day of the annex column
    "Thực hiện đến ngày …"; None follows the working day.
    """

    year: int
    title: str
    subject: str
    opening: str = ""
    closing: str = ""
    version: int = 1
    status: PlanStatus = PlanStatus.DRAFTING
    number: str = ""
    symbol: str = "KH-UBND"
    signed_on: date | None = None
    signer: str = ""
    authority: str = "TM."
    drafter_mark: str = ""
    budget_total: int | None = None
    progress_on: date | None = None
    bases: tuple[LegalBasis, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    roles: tuple[PlanRole, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    frozen: tuple[FrozenLink, ...] = ()
    note: str = ""
    uid: str = ""
    id: int = 0

    def walk(self) -> Iterator[PlanSection]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.walk()

    @property
    def is_own_text(self) -> bool:
        """Whether it was read from the office's own text: no part of it came from a shipped wording."""
        return bool(self.sections) and not any(section.source for section in self.walk())

    def section(self, code: str) -> PlanSection | None:
        return next((section for section in self.walk() if section.code == code), None)

    def role(self, code: str) -> PlanRole | None:
        return next((role for role in self.roles if role.code == code), None)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the plan with where it stands, in reading order."""
        yield "title", f"{self.title} {self.subject}"
        for basis in self.bases:
            yield "basis", basis.text
        yield "opening", self.opening
        for section in self.walk():
            yield section.code, f"{section.heading}\n{section.body}"
        for role in self.roles:
            yield role.code, f"{role.verb} {role.name}\n{role.body}"
        yield "closing", self.closing
        for recipient in self.recipients:
            yield "recipients", recipient.text

    def values(self, current: Mapping[str, str]) -> dict[str, str]:
        """The values the text shows: what the register says, and what the officer froze over it."""
        return {**current, **{link.code: link.value for link in self.frozen}}

    def paper_day(self, today: date) -> date:
        """The date that decides names on the paper: when signed, else today inside the plan's year."""
        if self.signed_on is not None:
            return self.signed_on
        return self.day_in_year(today)

    def day_in_year(self, today: date) -> date:
        """Today, or the nearest day of the plan's year."""
        return min(max(today, date(self.year, 1, 1)), date(self.year, 12, 31))

    def progress_day(self, today: date, signed_on: date | None = None) -> date:
        """The day of the column "Thực hiện đến ngày …": as set, else today; nobody signs what comes later."""
        signed = signed_on or self.signed_on
        return self.progress_on or self.day_in_year(min(today, signed) if signed else today)


@dataclass(frozen=True)
class LinkUse:
    """A linked number in the text: what it shows now and what its source says."""

    code: str
    places: tuple[str, ...]
    shown: str
    current: str
    frozen: FrozenLink | None = None

    @property
    def has_drifted(self) -> bool:
        """True when the frozen value is no longer what the source says."""
        return self.frozen is not None and self.shown != self.current

    @property
    def is_missing(self) -> bool:
        return not self.shown


def resolve_links(text: str, values: Mapping[str, str]) -> str:
    """The text with every linked number in place; an unknown one shows as …"""
    return _LINK.sub(lambda found: values.get(found[1]) or MISSING_VALUE, text) if "{{" in text else text


def links_in(text: str) -> list[str]:
    """Codes of the linked numbers of a text, in reading order."""
    return _LINK.findall(text)


def link_uses(plan: AnnualPlan, current: Mapping[str, str]) -> tuple[LinkUse, ...]:
    """Every linked number of the plan, once, in the order of first use ("Số liệu trong văn bản")."""
    places: dict[str, list[str]] = {}
    for where, text in plan.texts():
        for code in links_in(text):
            known = places.setdefault(code, [])
            if where not in known:
                known.append(where)
    frozen = {link.code: link for link in plan.frozen}
    return tuple(
        LinkUse(
            code,
            tuple(where),
            frozen[code].value if code in frozen else current.get(code, ""),
            current.get(code, ""),
            frozen.get(code),
        )
        for code, where in places.items()
    )


def indicators_in_text(plan: AnnualPlan) -> frozenset[str]:
    """Codes of the indicators that the text names, with a number or without."""
    named = {section.indicator for section in plan.walk() if section.indicator}
    for _, text in plan.texts():
        named |= {code.split(".")[0] for code in links_in(text) if code.startswith("IND-")}
    return frozenset(named)


_PLACES = {
    "title": "tên và trích yếu",
    "basis": "căn cứ",
    "opening": "đoạn mở đầu",
    "closing": "đoạn kết",
    "recipients": "nơi nhận",
    "signature": "chữ ký",
    "funding": "kinh phí",
}


def place_label(plan: AnnualPlan, where: str) -> str:
    """A place of the plan in words, for sentences about it."""
    if where in _PLACES:
        return _PLACES[where]
    if role := plan.role(where):
        return role.called
    section = plan.section(where)
    if section is None:
        return ""
    words = (section.heading or section.body).split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def contains(plan: AnnualPlan, where: str, words: str) -> bool:
    """True while the text at a place still holds these words."""
    return any(words in text for place, text in plan.texts() if place == where)
