"""A plan's text as values for confirmation: what was found, in which line, and how sure it is."""

from dataclasses import dataclass
from decimal import Decimal

from povdesk.domain.plan_findings import Finding
from povdesk.domain.plan_text.outline import Passage


@dataclass(frozen=True)
class ReadTarget:
    """One target. code: the known indicator it fits, "" = none. value None: the text gives no number.

    doubts: what the officer must look at before taking it; also: the same target in another unit.
    general: it stands in the plan's general aim, not among its targets.
    """

    wording: str
    line: int
    letter: str = ""
    group: str = ""
    code: str = ""
    operator: str = ""
    value: Decimal | None = None
    unit: str = ""
    baseline: Decimal | None = None
    also: str = ""
    doubts: tuple[str, ...] = ()
    general: bool = False


@dataclass(frozen=True)
class ReadRole:
    """Who does what. number: as printed; verb: "Đề nghị" for those who are asked; code: of a known role."""

    name: str
    body: str
    line: int
    number: str = ""
    verb: str = ""
    code: str = ""


@dataclass(frozen=True)
class ReadRecipient:
    text: str
    line: int


@dataclass(frozen=True)
class ReadNumber:
    """Every number of the text with its line and what was made of it, in words."""

    text: str
    line: int
    use: str


@dataclass(frozen=True)
class ReadPlan:
    """Everything that was read; empty where the text has none."""

    subject: str
    year: int | None
    number: str
    bases: tuple[tuple[str, int], ...]
    opening: str
    closing: str
    sections: tuple[Passage, ...]
    targets: tuple[ReadTarget, ...]
    roles: tuple[ReadRole, ...]
    recipients: tuple[ReadRecipient, ...]
    budget: int | None
    budget_line: int
    numbers: tuple[ReadNumber, ...]
    findings: tuple[Finding, ...]
