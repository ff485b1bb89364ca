"""Who owes which task or report: what the plan orders, until when, what has come in."""

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.plan import PlanRole, resolve_links
from povdesk.domain.vietnamese import format_count, short_date

_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-ZĐÀ-Ỹ])")
LONGEST = 240
"""Letters of a proposed title; a longer duty is cut at a word, the plan keeps all of it."""


class Kind(enum.StrEnum):
    """What is owed."""

    REPORT = "report"
    TASK = "task"

    @property
    def label(self) -> str:
        return "Báo cáo" if self is Kind.REPORT else "Việc"


class Standing(enum.Enum):
    """How it stands on a day; shown with a sign and a word."""

    RECEIVED = "Đã nhận"
    OVERDUE = "Quá hạn"
    WAITING = "Chưa đến hạn"
    UNDATED = "Chưa đặt hạn"


@dataclass(frozen=True)
class TaskReport:
    """One line of the ledger. owner: the body's name when body_id is set, else as written."""

    year: int
    title: str = ""
    kind: Kind = Kind.REPORT
    owner: str = ""
    body_id: int | None = None
    plan_reference: str = ""
    due_on: date | None = None
    received_on: date | None = None
    note: str = ""
    uid: str = ""

    def standing(self, day: date) -> Standing:
        """What was received by then stays received, however late it came."""
        if self.received_on is not None:
            return Standing.RECEIVED
        if self.due_on is None:
            return Standing.UNDATED
        return Standing.OVERDUE if self.due_on < day else Standing.WAITING

    def standing_words(self, day: date) -> str:
        """The standing with its days: "Quá hạn 12 ngày", "Nhận trễ 03 ngày"."""
        found = self.standing(day)
        if found is Standing.OVERDUE and self.due_on is not None:
            return f"{found.value} {format_count((day - self.due_on).days)} ngày"
        if found is Standing.RECEIVED and self.received_on is not None:
            late = (self.received_on - self.due_on).days if self.due_on else 0
            return f"Nhận trễ {format_count(late)} ngày" if late > 0 else found.value
        if found is Standing.WAITING and self.due_on is not None:
            return (
                "Đến hạn hôm nay" if self.due_on == day else f"Còn {format_count(days_left(self, day))} ngày"
            )
        return found.value


@dataclass(frozen=True)
class Reminder:
    """What the letter asks of one owner."""

    owner: str
    lines: tuple[str, ...]


def days_left(one: TaskReport, day: date) -> int:
    """Days until it is due; 0 without a date or when the day has come."""
    return max((one.due_on - day).days, 0) if one.due_on else 0


def overdue(rows: Iterable[TaskReport], day: date) -> tuple[TaskReport, ...]:
    """Those that should be here, the oldest first."""
    found = [one for one in rows if one.standing(day) is Standing.OVERDUE]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.owner, one.title)))


def reminders(rows: Sequence[TaskReport]) -> tuple[Reminder, ...]:
    """By owner in the order given; each line says what and by when it should have come."""
    lines: dict[str, list[str]] = {}
    for one in rows:
        due = f" (hạn {short_date(one.due_on)})" if one.due_on else ""
        lines.setdefault(one.owner, []).append(f"{one.title.rstrip('.;: ')}{due}")
    return tuple(Reminder(owner, tuple(found)) for owner, found in lines.items())


def proposed(
    roles: Sequence[PlanRole], year: int, known: Iterable[TaskReport], links: Mapping[str, str]
) -> tuple[TaskReport, ...]:
    """What the plan's duties ask of each role and is not in the ledger yet; dates are the officer's to give.

    A duty that speaks of reporting is a report, any other a task. links: the plan's linked names by code.
    """
    there = {(one.owner, one.title) for one in known}
    found = []
    for place, role in enumerate(roles, start=1):
        for duty in _duties(resolve_links(role.body, links)):
            one = TaskReport(
                year,
                duty,
                Kind.REPORT if _REPORT.search(duty) else Kind.TASK,
                role.name,
                plan_reference=f"Mục V.{place}",
            )
            if (one.owner, one.title) not in there:
                there.add((one.owner, one.title))
                found.append(one)
    return tuple(found)


def _duties(body: str) -> list[str]:
    found = []
    for line in body.splitlines():
        for sentence in _SENTENCE.split(line.strip().lstrip("-+ ").strip()):
            text = _cut(sentence.strip().rstrip(".;"))
            if text:
                found.append(text[:1].upper() + text[1:])
    return found


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;')}…"
