"""Counts measures and lists the subjects behind them, from the same bases and the same expressions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any

from sqlalchemy import Connection, text

from povdesk.domain.indicator import Beside, Part
from povdesk.domain.vietnamese import name_sort_key
from povdesk.storage.indicators import bases, closings, homes, people, workplaces
from povdesk.storage.indicators.measures import Measure
from povdesk.storage.indicators.moments import Moment, hard_to_reach, parameters
from povdesk.storage.indicators.rules import CountingRules

_BASES = {
    "people": people.people,
    "homes": homes.homes,
    "staff": bases.staff,
    "closings": closings.closings,
    "workplaces": workplaces.workplaces,
}
_WORDS = {"yes": Part.REACHED, "no": Part.NOT_REACHED, "unknown": Part.MISSING, "waiting": Part.WAITING}
_KINDS = {"people": "person", "staff": "cadre"}
_CLASS_OF = {
    **dict.fromkeys(("people", "homes", "workplaces"), "grp"),
    "closings": "CASE now WHEN 'poor' THEN 'P' WHEN 'near_poor' THEN 'N' ELSE '' END",
}
"""The class that a list writes beside a row: entitled on the day, or at the closing (IND-01 to 04)."""
_GROUPS = {"P": "Hộ nghèo", "N": "Hộ cận nghèo", "E": "Hộ mới thoát nghèo"}


@dataclass(frozen=True)
class Subject:
    """Who stands behind a number. kind: household, person or cadre. group: class of the household."""

    kind: str
    id: int
    uid: str
    name: str
    household_id: int | None = None
    hamlet_id: int | None = None
    hamlet: str = ""
    group: str = ""
    note: str = ""


@dataclass
class Tally:
    """How many of each part, and the counts beside."""

    reached: int = 0
    not_reached: int = 0
    missing: int = 0
    waiting: int = 0
    beside: tuple[Beside, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        counts = dict.fromkeys((line.words for line in self.beside), 0.0)
        for line in (*self.beside, *other.beside):
            counts[line.words] = counts.get(line.words, 0) + (line.count or 0)
        return Tally(
            self.reached + other.reached,
            self.not_reached + other.not_reached,
            self.missing + other.missing,
            self.waiting + other.waiting,
            tuple(Beside(words, count) for words, count in counts.items()),
        )


Tallies = dict[tuple[str, int, int | None], Tally]
"""By measure, moment number and hamlet (None: of no hamlet)."""

Counts = dict[tuple[str, int, int | None, int], tuple[int, ...]]
"""By base, moment number, hamlet and share: how many of each word, aside after aside."""


@dataclass(frozen=True)
class Shares:
    """Households, and people, are divided into shares by their key, so many to one."""

    households: int
    people: int

    def size(self, base: str) -> int:
        return self.people if base == "people" else self.households


WHOLE = Shares(1 << 60, 1 << 60)
"""No division."""


@dataclass(frozen=True)
class Share:
    """Some of the shares, with all households and people on whom their counts depend."""

    of_households: frozenset[int]
    of_people: frozenset[int]
    households: frozenset[int]
    people: frozenset[int]

    def numbers(self, base: str) -> frozenset[int]:
        """Of the rows of a base; staff are few and always counted as a whole."""
        if base == "staff":
            return frozenset()
        return self.of_people if base == "people" else self.of_households


def counts(
    connection: Connection,
    chosen: Sequence[Moment],
    rules: CountingRules,
    wanted: Iterable[Measure],
    shares: Shares = WHOLE,
    only: Share | None = None,
) -> Counts:
    """Every measure at every moment, all in one statement. only: of these shares, from their own rows."""
    by_base = _by_base(wanted)
    cte, values = _moments(connection, chosen, rules)
    if only is not None:
        cte = f"{_part_of_tables(only)}, {cte}"
    query = _grouped(by_base, rules, cte, shares, only)
    sizes = {base: _width(measures) for base, measures in by_base.items()}
    return {
        (base, moment, hamlet, share): tuple(number or 0 for number in numbers[: sizes[base]])
        for base, moment, hamlet, share, *numbers in connection.execute(text(query), values)
    }


def summed(found: Counts, wanted: Iterable[Measure]) -> Tallies:
    """The counts of all shares together, measure by measure."""
    sums: dict[tuple[str, int, int | None], list[int]] = {}
    for (base, moment, hamlet, _share), numbers in found.items():
        kept = sums.get((base, moment, hamlet))
        sums[base, moment, hamlet] = list(map(add, kept, numbers)) if kept else list(numbers)
    by_base = _by_base(wanted)
    tallies: Tallies = {}
    for (base, moment, hamlet), totals in sums.items():
        numbers_of = iter(totals)
        for measure in by_base[base]:
            reached, not_reached, missing, waiting = (next(numbers_of) for _ in _WORDS)
            beside = tuple(Beside(aside.words, next(numbers_of)) for aside in measure.asides)
            tallies[measure.name, moment, hamlet] = Tally(reached, not_reached, missing, waiting, beside)
    return tallies


def total(found: Tallies, measure: str, moment: int) -> Tally:
    """All hamlets together."""
    result = Tally()
    for (name, number, _hamlet), tally in found.items():
        if name == measure and number == moment:
            result = result + tally
    return result


def _by_base(wanted: Iterable[Measure]) -> dict[str, list[Measure]]:
    by_base: dict[str, list[Measure]] = defaultdict(list)
    for measure in wanted:
        by_base[measure.base].append(measure)
    return by_base


def _part_of_tables(only: Share) -> str:
    """The tables that the bases start from, each cut down under its own name for the same queries."""
    households, people = (", ".join(map(str, sorted(ids))) for ids in (only.households, only.people))
    conditions = {
        "household": f"id IN ({households})",
        "class_history": f"household_id IN ({households})",
        "review": f"household_id IN ({households})",
        "low_income_worker": f"person_id IN ({people})",
    }
    cut = [
        f"{table} AS NOT MATERIALIZED (SELECT * FROM main.{table} WHERE {condition})"
        for table, condition in conditions.items()
    ]
    events = " UNION ".join(
        f"SELECT * FROM main.support_event WHERE {key} IN ({ids})"
        for key, ids in (("household_id", households), ("person_id", people), ("attendee_id", people))
    )
    return ", ".join([*cut, f"support_event AS MATERIALIZED ({events})"])


def subjects(
    connection: Connection, moment: Moment, rules: CountingRules, measure: Measure, part: Part
) -> tuple[Subject, ...]:
    """The rows counted in one part of a measure, by hamlet and given name."""
    return lists(connection, moment, rules, [(measure, part)])[0]


def lists(
    connection: Connection, moment: Moment, rules: CountingRules, wanted: Sequence[tuple[Measure, Part]]
) -> tuple[tuple[Subject, ...], ...]:
    """Several such lists in one statement, in the order asked for."""
    cte, values = _moments(connection, [moment], rules)
    selects = [_listing(place, measure, part) for place, (measure, part) in enumerate(wanted)]
    bases_wanted = {measure.base for measure, _part in wanted}
    query = f"WITH {cte}, {_sets(bases_wanted, rules)} {' UNION ALL '.join(selects)}"
    found: list[list[Any]] = [[] for _ in wanted]
    for row in connection.execute(text(query), values):
        found[row.list].append(row)
    return tuple(
        tuple(_subject(_KINDS.get(measure.base, "household"), row) for row in sorted(rows, key=_in_order))
        for (measure, _part), rows in zip(wanted, found, strict=True)
    )


def _listing(place: int, measure: Measure, part: Part) -> str:
    word = next(word for word, of in _WORDS.items() if of is part)
    group = _CLASS_OF.get(measure.base, "''")
    kind = _KINDS.get(measure.base, "household")
    name = "head_name" if kind == "household" else "full_name"
    return f"""SELECT {place} AS list, b.id, s.uid, s.{name} AS name, b.household_id, b.hamlet_id,
        h.name AS hamlet, h.position, b.grp, b.note
      FROM (SELECT id, household_id, hamlet_id, {group} AS grp, {measure.note} AS note,
          {measure.verdict} AS verdict FROM {measure.base}) b
      JOIN {kind} s ON s.id = b.id
      LEFT JOIN hamlet h ON h.id = b.hamlet_id WHERE b.verdict = '{word}'"""


def _in_order(row: Any) -> tuple[Any, ...]:
    return row.position is None, row.position, row.hamlet_id, name_sort_key(row.name)


def _subject(kind: str, row: Any) -> Subject:
    return Subject(
        kind,
        row.id,
        row.uid,
        row.name,
        household_id=row.household_id,
        hamlet_id=row.hamlet_id,
        hamlet=row.hamlet or "",
        group=_GROUPS.get(row.grp, ""),
        note=row.note or "",
    )


def _moments(
    connection: Connection, chosen: Sequence[Moment], rules: CountingRules
) -> tuple[str, dict[str, Any]]:
    cte, values = parameters(chosen, rules, hard_to_reach(connection, chosen))
    return cte, {**values, "exit_months": f"+{rules.exit_months} months"}


def _sets(wanted: Iterable[str], rules: CountingRules) -> str:
    """The common table expressions of the bases, each once; those that are not asked cost nothing."""
    needed = [name for name in _BASES if name in wanted or (name == "people" and "workplaces" in wanted)]
    return ", ".join([bases.shared(rules), *(_BASES[name](rules) for name in needed)])


def _grouped(
    by_base: Mapping[str, Sequence[Measure]],
    rules: CountingRules,
    moment_cte: str,
    shares: Shares,
    only: Share | None,
) -> str:
    """One SELECT a base, joined by UNION ALL: base, moment, hamlet, share, then each measure's counts."""
    selects = []
    judged_sets = []
    width = max(_width(measures) for measures in by_base.values())
    for base, measures in by_base.items():
        share = f"id / {shares.size(base)}"
        asked = ", ".join(map(str, sorted(only.numbers(base)))) if only else ""
        within_share = f" WHERE {share} IN ({asked})" if only else ""
        judged, sums = [], []
        for place, measure in enumerate(measures):
            judged.append(f"{measure.verdict} AS v{place}")
            sums += [f"sum(v{place} = '{word}')" for word in _WORDS]
            for number, aside in enumerate(measure.asides):
                judged.append(f"({aside.condition}) AS a{place}_{number}")
                within = f"v{place} = 'yes' AND " if aside.within else ""
                sums.append(f"sum({within}a{place}_{number})")
        padding = ["NULL"] * (width - len(sums))
        judged_sets.append(
            f"judged_{base} AS MATERIALIZED (SELECT moment, hamlet_id, {share} AS share, {', '.join(judged)}"
            f" FROM {base}{within_share})"
        )
        selects.append(
            f"SELECT '{base}', moment, hamlet_id, share, {', '.join([*sums, *padding])}"
            f" FROM judged_{base} GROUP BY moment, hamlet_id, share"
        )
    return f"""WITH {moment_cte}, {_sets(by_base, rules)}, {", ".join(judged_sets)}
      {" UNION ALL ".join(selects)}"""


def _width(measures: Sequence[Measure]) -> int:
    return sum(len(_WORDS) + len(measure.asides) for measure in measures)
