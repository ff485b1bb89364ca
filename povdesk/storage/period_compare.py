"""Two days side by side, each frozen or as the register stands: what differs, who moved and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from povdesk.domain.dashboard import Dashboard
from povdesk.domain.indicator import Part, typing_text
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.marks import short_value
from povdesk.domain.period import Period
from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage import dashboard, number_sources, period_freezing, period_reasons
from povdesk.storage.indicators import Subject
from povdesk.storage.number_sources import Lists
from povdesk.storage.period_reasons import Moment

KPI_WORDS = {"poor": "Số hộ nghèo", "near_poor": "Số hộ cận nghèo"}


@dataclass(frozen=True)
class Side:
    """One of the two days. period_id: of a frozen period; None reads the register as it is now."""

    words: str
    year: int
    day: date
    period_id: int | None = None
    frozen_at: str = ""

    @property
    def moment(self) -> Moment:
        return Moment(self.year, self.day, self.frozen_at)


@dataclass(frozen=True)
class Moved:
    """Somebody who is not where they were. before, after: the part, empty when in none."""

    subject: Subject
    before: Part | None
    after: Part | None
    why: str


@dataclass(frozen=True)
class Moves:
    """entered − left is the difference of the counted; others moved between the remaining parts."""

    entered: tuple[Moved, ...] = ()
    left: tuple[Moved, ...] = ()
    others: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One number on both days. before_count, after_count: sizes of the lists, None where there are none.

    note: of a typed number, by whom it was typed each time.
    """

    code: str
    words: str
    before: str
    after: str
    before_count: int | None = None
    after_count: int | None = None
    entered: int = 0
    left: int = 0
    others: int = 0
    note: str = ""

    @property
    def change(self) -> int | None:
        if self.before_count is None or self.after_count is None:
            return None
        return self.after_count - self.before_count

    @property
    def change_words(self) -> str:
        """ "+3 (vào 5, ra 2)"; empty where nothing is counted or nothing moved."""
        if self.change is None or not (self.entered or self.left):
            return "" if self.change is None else "0"
        sign = "+" if self.change > 0 else ""
        return f"{sign}{format_number(self.change)} (vào {self.entered}, ra {self.left})"


def frozen_side(period: Period) -> Side:
    """A frozen period as one of the two days."""
    words = f"{period.name}, chốt {short_date(period.frozen_on)}" if period.frozen_on else period.name
    return Side(words, period.year, period.as_of, period.id, period.frozen_at)


def live_side(day: date, *, is_now: bool = False) -> Side:
    """A day as the register tells it now."""
    return Side(f"Nay ({short_date(day)})" if is_now else f"Ngày {short_date(day)}", day.year, day)


def differences(connection: Connection, before: Side, after: Side) -> tuple[Difference, ...]:
    """Every indicator of either day, and the numbers of poor and near-poor households."""
    shown = [_dashboard(connection, side) for side in (before, after)]
    lists = [_all_lists(connection, side) for side in (before, after)]
    rows = [{row.code: row for row in one.rows} for one in shown]
    found = []
    for code in dict.fromkeys([*rows[0], *rows[1]]):
        here, there = rows[0].get(code), rows[1].get(code)
        row = there or here
        assert row is not None
        values = [
            short_value(one.definition, one.figure.shown) or "–" if one is not None else "–"
            for one in (here, there)
        ]
        if row.definition.is_typed:
            notes = [
                typing_text(one.figure.shown) if one and one.figure.shown.typing else "chưa nhập"
                for one in (here, there)
            ]
            found.append(
                Difference(
                    code,
                    row.definition.label,
                    values[0],
                    values[1],
                    note=f"Số nhập tay. Trước: {notes[0]}. Sau: {notes[1]}.",
                )
            )
            continue
        found.append(_counted(code, row.definition.label, values, *(one.get(code, {}) for one in lists)))
    kpis = [{kpi.key: kpi for kpi in one.kpis} for one in shown]
    for key, words in KPI_WORDS.items():
        values = ["–" if (value := one[key].value) is None else format_number(value) for one in kpis]
        found.append(_counted(key, words, values, *(one.get(key, {}) for one in lists)))
    return tuple(found)


def lists_on(connection: Connection, code: str, side: Side) -> Lists:
    """The people behind a number on one of the two days."""
    if side.period_id is not None:
        return period_freezing.lists(connection, side.period_id, code)
    return number_sources.lists_of(connection, LinkedFigure(code, "", "", side.year, side.day))


def moves(connection: Connection, code: str, before: Side, after: Side) -> Moves:
    """Everybody who moved between the two days, each with the reason in words."""
    return moves_between(
        connection,
        code,
        lists_on(connection, code, before),
        lists_on(connection, code, after),
        before.moment,
        after.moment,
    )


def moves_between(
    connection: Connection, code: str, old: Lists, new: Lists, before: Moment, after: Moment
) -> Moves:
    """The same for lists that were kept elsewhere, such as with an issued paper."""
    there, here = _placed(old), _placed(new)
    moved = [
        (uid, there.get(uid), here.get(uid))
        for uid in dict.fromkeys([*there, *here])
        if (there[uid][0] if uid in there else None) is not (here[uid][0] if uid in here else None)
    ]
    pairs = [(was[1] if was else None, now[1] if now else None) for _uid, was, now in moved]
    reasons = period_reasons.reasons(connection, code, pairs, before, after)
    lines = []
    for (_uid, was, now), why in zip(moved, reasons, strict=True):
        last = now or was
        assert last is not None
        lines.append(Moved(last[1], was[0] if was else None, now[0] if now else None, why))
    wanted = counted_part(code)
    return Moves(
        tuple(one for one in lines if one.after is wanted),
        tuple(one for one in lines if one.before is wanted),
        tuple(one for one in lines if wanted not in (one.before, one.after)),
    )


def counted_part(code: str) -> Part:
    """The list whose size is the number."""
    return dashboard.MEASURES[code][1] if code in dashboard.MEASURES else Part.REACHED


def _counted(code: str, words: str, values: list[str], old: Lists, new: Lists) -> Difference:
    there, here = _placed(old), _placed(new)
    wanted = counted_part(code)
    was = {uid for uid, (part, _one) in there.items() if part is wanted}
    now = {uid for uid, (part, _one) in here.items() if part is wanted}
    changed = {
        uid
        for uid in {*there, *here}
        if (there[uid][0] if uid in there else None) is not (here[uid][0] if uid in here else None)
    }
    return Difference(
        code,
        words,
        values[0],
        values[1],
        before_count=len(was),
        after_count=len(now),
        entered=len(now - was),
        left=len(was - now),
        others=len(changed - was - now),
    )


def _all_lists(connection: Connection, side: Side) -> Mapping[str, Lists]:
    if side.period_id is None:
        return number_sources.lists_on_day(connection, side.year, side.day)
    kept = period_freezing.kept_lists(connection, side.period_id)
    return {code: number_sources.subjects_from(connection, parts) for code, parts in kept.items()}


def _placed(lists: Lists) -> Mapping[str, tuple[Part, Subject]]:
    """Everybody with the part they are in; each stands in one."""
    return {one.uid: (part, one) for part, rows in lists.items() for one in rows}


def _dashboard(connection: Connection, side: Side) -> Dashboard:
    if side.period_id is not None:
        return period_freezing.content(connection, side.period_id).dashboard
    return dashboard.gather(connection, side.year, side.year - 1, side.day)
