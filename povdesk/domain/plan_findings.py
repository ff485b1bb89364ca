"""What a check of the plan can say: a sentence with the numbers, where to look, how bad it is."""

import enum
from dataclasses import dataclass


class FindingLevel(enum.StrEnum):
    """How a finding weighs; none of them stops the officer from printing a draft."""

    WRONG = "wrong"
    """Goes against the rules of papers or against itself."""
    DOUBTFUL = "doubtful"
    """Numbers or assignments that do not hold together; look at it before signing."""
    OPEN = "open"
    """Only the officer can decide; the program shows the readings and chooses none."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FindingLevel.WRONG: "Cần sửa",
    FindingLevel.DOUBTFUL: "Cần xem lại",
    FindingLevel.OPEN: "Chờ cán bộ quyết định",
}


@dataclass(frozen=True)
class Finding:
    """code: the check (CHK-03) or the irregularity (IRR-16).

    where: code of a section, role or indicator, or "basis", "closing", "recipients", "funding", to jump to.
    fix: name of what the program can do when asked (plan_fixes), empty when only the officer can.
    subject: what the fix is about: code of a role or of a linked number, text of a recipient.
    """

    code: str
    level: FindingLevel
    message: str
    where: str = ""
    fix: str = ""
    advice: str = ""
    subject: str = ""
