"""Hộ gần ngưỡng: households whose class would turn with a small change of points or of one lack."""

from dataclasses import dataclass

from povdesk.domain.household import Category

POINTS = 10
"""B1 this near to the limit, above or below it."""


@dataclass(frozen=True)
class NearLimit:
    """One household of the list. by_points, by_lacks: why it is on it."""

    household_id: int
    uid: str
    code: str
    head_name: str
    sort_key: str
    hamlet: str
    hamlet_position: int
    income_points: int
    cutoff: int
    lacks: int
    computed: Category
    by_points: bool
    by_lacks: bool

    @property
    def id(self) -> int:
        """The list on the screen keeps the cursor by it."""
        return self.household_id

    @property
    def why(self) -> str:
        """Both reasons in words."""
        distance = self.income_points - self.cutoff
        side = f"dưới giới hạn {-distance}" if distance < 0 else f"trên giới hạn {distance}"
        points = "B1 đúng giới hạn" if distance == 0 else f"B1 {side} điểm"
        words = [points] if self.by_points else []
        words += [f"thiếu hụt {self.lacks} chỉ số"] if self.by_lacks else []
        text = ", ".join(words)
        return f"{text[:1].upper()}{text[1:]}"


def is_near(income_points: int, cutoff: int, lacks: int, needed: int) -> tuple[bool, bool]:
    """Near by points; near by lacks. Lacks decide only where the points leave the class open.

    needed: fewest deprivations of a poor household; one fewer and exactly as many are near (2 or 3).
    """
    by_points = abs(income_points - cutoff) <= POINTS
    return by_points, lacks in (needed - 1, needed) and income_points <= cutoff
