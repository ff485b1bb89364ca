"""One thing wrong with a form, in a finished Vietnamese sentence."""

import enum
from dataclasses import dataclass


class Level(enum.StrEnum):
    """IMPOSSIBLE: never saved. UNLIKELY: accepted with a short reason. MISSING: stops only at Chốt phiếu."""

    IMPOSSIBLE = "impossible"
    UNLIKELY = "unlikely"
    MISSING = "missing"


@dataclass(frozen=True)
class Problem:
    """field: name of the fact ("income_points", "lacking.water", of a member "born"). row: place in the
    roster, from 0; None = not about a member."""

    field: str
    level: Level
    message: str
    row: int | None = None

    @property
    def key(self) -> str:
        """Under which an accepted warning keeps its reason: field, or field and roster line."""
        return self.field if self.row is None else f"{self.field}[{self.row + 1}]"
