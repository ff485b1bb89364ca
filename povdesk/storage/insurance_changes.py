"""The month's BHYT list: what follows from the register, and what the officer left out or has sent."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.insurance_changes import (
    Cause,
    Change,
    ChangeKind,
    EntitledGroups,
    groups_on,
    month_ends,
)
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.rights import GROUPS
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.paths import RESOURCES
from povdesk.storage import insurance_rows, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.tables import hamlet, household, insurance_change, membership, person

RULES = "insurance_groups"
"""Kind of the officer's edits in rule_override; their codes are the days from which they hold."""


@dataclass(frozen=True)
class Line(insurance_rows.Computed):
    """One person of a month's list. in_register False: sent before, and no longer so by the register."""

    excluded_because: str = ""
    sent_on: date | None = None
    in_register: bool = True

    @property
    def key(self) -> tuple[int, str]:
        return self.person_id, str(self.change.kind)

    @property
    def counts(self) -> bool:
        """Stands on the paper."""
        return not self.excluded_because and self.in_register

    @property
    def state(self) -> str:
        """One word for the list."""
        if self.excluded_because:
            return f"Không gửi: {self.excluded_because}"
        if not self.in_register:
            return f"Đã gửi {short_date(self.sent_on)}; sổ nay không còn" if self.sent_on else ""
        return f"Đã gửi {short_date(self.sent_on)}" if self.sent_on else "Chưa gửi"


# --- Who is entitled ----------------------------------------------------------------------------


@cache
def _shipped() -> tuple[EntitledGroups, ...]:
    data = tomllib.loads((RESOURCES / "insurance" / "groups.toml").read_text(encoding="utf-8"))
    return tuple(
        EntitledGroups(one["valid_from"], frozenset(one["groups"]), one["source"]) for one in data["period"]
    )


def entitled_groups(connection: Connection) -> tuple[EntitledGroups, ...]:
    """The groups that get a card, from day to day: the shipped ones with the officer's on top."""
    known = {rule.valid_from: rule for rule in _shipped()}
    for edit in rule_edits.edits(connection, RULES).values():
        since = date.fromisoformat(edit.code)
        known[since] = EntitledGroups(since, frozenset(edit.payload["groups"]), edit.payload["source"])
    return tuple(known[since] for since in sorted(known))


def save_groups(act: Act, wanted: EntitledGroups) -> None:
    """From a day on other groups get a card; a second entry for the same day takes the first one's place."""
    source = clean_text(wanted.source)
    if not wanted.groups or not wanted.groups <= set(GROUPS):
        raise InvalidInput("Chưa chọn nhóm nào.", "Đánh dấu ít nhất một nhóm được cấp thẻ.")
    if not source:
        raise InvalidInput("Chưa ghi căn cứ.", "Gõ số, ngày của văn bản quy định nhóm được cấp thẻ.")
    payload = {"groups": sorted(wanted.groups), "source": source}
    words = f"Lưu nhóm được cấp thẻ BHYT từ ngày {short_date(wanted.valid_from)}"
    rule_edits.put(act, RULES, wanted.valid_from.isoformat(), payload, words)


# --- The list -----------------------------------------------------------------------------------


def lines(connection: Connection, year: int, month: int) -> tuple[Line, ...]:
    """The whole list of a month: added, then removed, then regrouped; by hamlet and household."""
    opens, closes = month_ends(year, month)
    known = entitled_groups(connection)
    computed = insurance_rows.changes(
        connection, year, month, groups_on(known, opens), groups_on(known, closes)
    )
    notes = {(row.person_id, row.change_kind): row for row in connection.execute(_notes(year, month))}
    found = []
    for one in computed:
        note = notes.pop((one.person_id, str(one.change.kind)), None)
        found.append(
            Line(
                **vars(one),
                excluded_because=note.excluded_because if note else "",
                sent_on=note.sent_on if note else None,
            )
        )
    gone = [_gone(connection, note) for note in notes.values() if note.sent_on is not None]
    order = list(ChangeKind)
    return tuple(sorted([*found, *gone], key=lambda line: order.index(line.change.kind)))


def unsent(connection: Connection, year: int, month: int) -> int:
    """How many lines of the month wait to be sent."""
    return sum(line.counts and line.sent_on is None for line in lines(connection, year, month))


def exclude(act: Act, year: int, month: int, key: tuple[int, str], because: str) -> None:
    """Leave one line out of the list, with the reason."""
    reason = clean_text(because)
    if not reason:
        raise InvalidInput("Chưa ghi lý do.", "Gõ lý do không gửi dòng này, ví dụ: đã có thẻ nhóm khác.")
    line = _line(act.connection, year, month, key)
    if line.sent_on is not None:
        raise NotPossibleNow(f"Dòng của {line.name} đã gửi.", "Hoàn tác lần gửi trước, rồi loại dòng này.")
    act.describe(f"Không gửi {line.name} trong danh sách BHYT tháng {month}/{year}", "insurance_change")
    _put(act, year, month, line, {"excluded_because": reason})


def include(act: Act, year: int, month: int, key: tuple[int, str]) -> None:
    """Put a line that was left out back on the list."""
    line = _line(act.connection, year, month, key)
    if not line.excluded_because:
        raise NotPossibleNow(f"Dòng của {line.name} đang có trong danh sách.")
    act.describe(f"Đưa {line.name} vào lại danh sách BHYT tháng {month}/{year}", "insurance_change")
    _put(act, year, month, line, {"excluded_because": ""})


def mark_sent(act: Act, year: int, month: int, sent_on: date, keys: Sequence[tuple[int, str]] = ()) -> int:
    """Note that the lines not sent yet went out on that day; only some of them when keys are given."""
    waiting = [
        line
        for line in lines(act.connection, year, month)
        if line.counts and line.sent_on is None and (not keys or line.key in keys)
    ]
    if not waiting:
        raise NotPossibleNow("Không có dòng nào chờ gửi.", "Các dòng đã gửi hoặc đã loại.")
    if sent_on < date(year, month, 1):
        raise InvalidInput(
            f"Ngày gửi {short_date(sent_on)} ở trước tháng {month}/{year}.", "Xem lại ngày gửi."
        )
    act.describe(f"Đã gửi danh sách BHYT tháng {month}/{year}: {len(waiting)} dòng", "insurance_change")
    for line in waiting:
        _put(act, year, month, line, {"sent_on": sent_on})
    return len(waiting)


def _notes(year: int, month: int) -> Any:
    return select(insurance_change).where(insurance_change.c.month == date(year, month, 1))


def _line(connection: Connection, year: int, month: int, key: tuple[int, str]) -> Line:
    for line in lines(connection, year, month):
        if line.key == tuple(key):
            return line
    raise NotPossibleNow("Dòng này không còn trong danh sách của tháng.", "Đọc lại danh sách (F5).")


def _put(act: Act, year: int, month: int, line: Line, values: dict[str, Any]) -> None:
    known = act.connection.execute(
        _notes(year, month).where(
            insurance_change.c.person_id == line.person_id,
            insurance_change.c.change_kind == str(line.change.kind),
        )
    ).first()
    stood = {"cause": str(line.change.cause), "happened_on": line.change.happened_on}
    if known is not None:
        act.update(insurance_change, known.id, {**stood, **values})
        return
    act.insert(
        insurance_change,
        {
            "month": date(year, month, 1),
            "person_id": line.person_id,
            "change_kind": str(line.change.kind),
            **stood,
            **values,
        },
    )


def _gone(connection: Connection, note: Any) -> Line:
    """A line that was sent and that the register, corrected since, no longer gives."""
    row = connection.execute(
        select(person, household.c.code, household.c.head_name, hamlet.c.kind, hamlet.c.name)
        .outerjoin(membership, membership.c.person_id == person.c.id)
        .outerjoin(household, household.c.id == membership.c.household_id)
        .outerjoin(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(person.c.id == note.person_id)
        .order_by(membership.c.id.desc())
        .limit(1)
    ).one()
    born = ""
    if row.birth_year is not None:
        born = str(PartialDate(row.birth_year, row.birth_month, row.birth_day))
    return Line(
        note.person_id,
        row.full_name,
        born,
        row.sex or "",
        row.id_number,
        "",
        row.code or "",
        row.head_name or "",
        hamlet_words(row.kind, row.name or ""),
        Change(ChangeKind(note.change_kind), Cause(note.cause), note.happened_on, ""),
        note.excluded_because,
        note.sent_on,
        in_register=False,
    )
