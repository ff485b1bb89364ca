"""How far a review round has come: its steps with dates, its clock, and what a step still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.review import RoundState

ORDER = tuple(RoundState)
"""The steps one after the other; the last one, recognition, ends the round."""

SHORT_NAMES = {
    RoundState.LISTING: "Lập danh sách",
    RoundState.SURVEYING: "Rà soát, nhập phiếu",
    RoundState.MEETING: "Họp dân",
    RoundState.POSTING: "Niêm yết",
    RoundState.OPINION: "Xin ý kiến",
    RoundState.RECOGNISED: "Công nhận",
}


@dataclass(frozen=True)
class RoundStep:
    """One step of one round. certainty: why its length has to be checked; empty when it is confirmed."""

    step: RoundState
    name: str
    actor: str = ""
    output: str = ""
    working_days: int | None = None
    may_be_skipped: bool = False
    certainty: str = ""
    due_on: date | None = None
    done_on: date | None = None
    not_applicable: bool = False
    note: str = ""

    @property
    def is_over(self) -> bool:
        return self.done_on is not None or self.not_applicable

    @property
    def short_name(self) -> str:
        return SHORT_NAMES[self.step]


@dataclass(frozen=True)
class Missing:
    """One thing a step lacks, in a finished sentence, and where it is put right.

    blocks: the step cannot be closed with it; otherwise it is said, and the officer decides.
    """

    text: str
    step: RoundState
    household_id: int | None = None
    hamlet_id: int | None = None
    blocks: bool = True


@dataclass(frozen=True)
class Clock:
    """The next date to meet. left: working days from today, negative when it has passed."""

    due_on: date
    left: int
    words: str


class StepNotReady(NotPossibleNow):
    """A step cannot be closed yet. missing: what stands in the way."""

    def __init__(self, name: str, missing: Sequence[Missing]) -> None:
        count = len(missing)
        super().__init__(
            f"Chưa kết thúc được bước “{name}”: còn {count} việc. {missing[0].text}",
            "Xem danh sách việc còn thiếu, bấm Enter để tới từng chỗ.",
        )
        self.missing = tuple(missing)


def step_now(steps: Sequence[RoundStep]) -> RoundStep | None:
    """The first step that is not over; None when the round is finished."""
    return next((one for one in steps if not one.is_over), None)


def enough_agree(votes_for: int | None, votes_against: int | None, percent: int) -> bool | None:
    """Do at least `percent` of those who voted agree? None while the votes are not entered."""
    total = (votes_for or 0) + (votes_against or 0)
    if total == 0:
        return None
    return (votes_for or 0) * 100 >= percent * total
