"""The numbers that all papers of a review round share, as each paper prints them (D35)."""

from collections.abc import Mapping
from dataclasses import dataclass

POOR, NEAR, ESCAPED, ESCAPED_NEAR = "poor", "near_poor", "escaped", "escaped_near"
HOUSEHOLDS, PEOPLE = "households", "people"

Key = tuple[str, str]
"""Which number: of whom, households or people."""

FIGURES: Mapping[Key, str] = {
    (POOR, HOUSEHOLDS): "Hộ nghèo",
    (POOR, PEOPLE): "Nhân khẩu hộ nghèo",
    (NEAR, HOUSEHOLDS): "Hộ cận nghèo",
    (NEAR, PEOPLE): "Nhân khẩu hộ cận nghèo",
    (ESCAPED, HOUSEHOLDS): "Hộ thoát nghèo",
    (ESCAPED, PEOPLE): "Nhân khẩu hộ thoát nghèo",
    (ESCAPED_NEAR, HOUSEHOLDS): "Hộ thoát cận nghèo",
    (ESCAPED_NEAR, PEOPLE): "Nhân khẩu hộ thoát cận nghèo",
}


@dataclass(frozen=True)
class PaperFigures:
    """What one paper prints. code: of the paper; several columns may come from one. values: what it says.

    signed: the number it was signed under; empty while it is not signed. missing: why it is not there yet.
    """

    code: str
    name: str
    values: Mapping[Key, int]
    signed: str = ""
    is_signed: bool = False
    missing: str = ""


@dataclass(frozen=True)
class FigureCheck:
    """register: what is counted from the register today."""

    round_name: str
    register: Mapping[Key, int]
    papers: tuple[PaperFigures, ...]

    def difference(self, paper: PaperFigures, key: Key) -> int | None:
        """What the paper prints less the register; None where it does not print the number."""
        printed = paper.values.get(key)
        return None if printed is None else printed - self.register[key]

    @property
    def off(self) -> tuple[PaperFigures, ...]:
        """Unsigned papers with a number that is not the register's."""
        return tuple(
            paper
            for paper in self.papers
            if not paper.is_signed and any(self.difference(paper, key) for key in FIGURES)
        )

    @property
    def outdated(self) -> tuple[PaperFigures, ...]:
        """Signed papers that the register has moved away from; their numbers stay."""
        return tuple(
            paper
            for paper in self.papers
            if paper.is_signed and any(self.difference(paper, key) for key in FIGURES)
        )
