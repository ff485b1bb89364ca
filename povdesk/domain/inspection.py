"""Kiểm tra, giám sát: what was looked at, what was found, and whether it has been put right."""

import enum
from dataclasses import dataclass
from datetime import date


class FindingState(enum.StrEnum):
    """Where a finding stands on a day."""

    SETTLED = "settled"
    OPEN = "open"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FindingState.SETTLED: "Đã xử lý",
    FindingState.OPEN: "Chưa xử lý",
    FindingState.OVERDUE: "Quá hạn",
}


@dataclass(frozen=True)
class Finding:
    """What has to be put right. result: how it was."""

    finding: str
    responsible: str = ""
    due_on: date | None = None
    settled_on: date | None = None
    result: str = ""
    id: int | None = None

    def state(self, day: date) -> FindingState:
        """The day it is due is still in time."""
        if self.settled_on is not None:
            return FindingState.SETTLED
        late = self.due_on is not None and self.due_on < day
        return FindingState.OVERDUE if late else FindingState.OPEN


@dataclass(frozen=True)
class Inspection:
    """held_on: the day it was, or is planned for. hamlet_id None: not of one hamlet."""

    held_on: date
    content: str
    hamlet_id: int | None = None
    members: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    conclusion: str = ""
    paper_number: str = ""
    findings: tuple[Finding, ...] = ()
    hamlet: str = ""
    uid: str = ""
    id: int | None = None

    def count(self, state: FindingState, day: date) -> int:
        return sum(finding.state(day) is state for finding in self.findings)

    def is_planned(self, day: date) -> bool:
        """Still to come."""
        return self.held_on > day

    def state_words(self, day: date) -> str:
        """One short state for the list."""
        if self.is_planned(day):
            return "Chưa đến ngày"
        overdue, left = self.count(FindingState.OVERDUE, day), self.count(FindingState.OPEN, day)
        if overdue:
            return f"Quá hạn {overdue} việc"
        if left:
            return f"Còn {left} việc"
        return "Đã xử lý xong" if self.findings else "Không có kiến nghị"


def fault(one: Inspection) -> str:
    """Why an inspection cannot be kept; empty when it can."""
    if not one.content:
        return "Chưa nhập nội dung kiểm tra."
    for place, finding in enumerate(one.findings, start=1):
        if not finding.finding:
            return f"Dòng {place}: chưa nhập nội dung kiến nghị."
        if finding.due_on is not None and finding.due_on < one.held_on:
            return f"Dòng {place}: hạn xử lý ở trước ngày kiểm tra."
        if finding.settled_on is not None and finding.settled_on < one.held_on:
            return f"Dòng {place}: ngày xử lý xong ở trước ngày kiểm tra."
    return ""
