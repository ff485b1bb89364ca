"""Suggests next year's targets from the register, and takes over those that the officer accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Category
from povdesk.domain.indicator import Figure, Part, Target
from povdesk.domain.near_limit import NearLimit
from povdesk.domain.target_suggestion import (
    Facts,
    HamletCut,
    Plausible,
    Sign,
    Suggestion,
    best,
    by_hamlet,
    count_of,
    cuts,
    cuts_of_all,
    is_better,
    rate_of,
    share_of,
    signs_text,
)
from povdesk.domain.vietnamese import format_count
from povdesk.domain.what_if import ProposalLine, lacks_removed
from povdesk.storage import (
    commune,
    exit_registrations,
    indicators,
    near_limit,
    plan_cuts,
    targets,
    what_if,
    what_if_class,
    what_if_rules,
)
from povdesk.storage.act import Act
from povdesk.storage.indicators import Point
from povdesk.storage.indicators.assembling import OF_CLOSINGS, TWO_READINGS
from povdesk.storage.plan_cuts import Cut
from povdesk.storage.tables import hamlet
from povdesk.storage.what_if_class import Form
from povdesk.storage.what_if_rules import SuggestionRules

_UNITS = {"household": "hộ", "person": "người", "cadre": "cán bộ"}
_ONE_STEP = {Category.POOR: Category.NEAR_POOR, Category.NEAR_POOR: Category.NOT_POOR}


@dataclass(frozen=True)
class Suggestions:
    """All that is suggested for a year. plausible: the households behind the cuts."""

    year: int
    lines: tuple[Suggestion, ...]
    hamlets: tuple[HamletCut, ...]
    plausible: tuple[Plausible, ...]
    rules: SuggestionRules


def suggest(connection: Connection, year: int, as_of: date) -> Suggestions:
    """For the year after `year`, from the register as of a day in it. Reads only."""
    rules = what_if_rules.load(connection)
    found = plausible(connection, year, as_of, rules)
    return Suggestions(
        year + 1,
        tuple(_lines(connection, year, as_of, found, rules)),
        tuple(_hamlets(connection, year, as_of, found, rules)),
        found,
        rules,
    )


def plausible(
    connection: Connection, year: int, as_of: date, rules: SuggestionRules
) -> tuple[Plausible, ...]:
    """Poor and near-poor households with at least one sign that they can leave, by hamlet and name."""
    known = what_if_class.forms(connection, as_of)
    near = {one.household_id: one for one in near_limit.households(connection, as_of)}
    registered = {one.id for one in exit_registrations.families(connection, year, as_of)}
    removed = lacks_removed(
        _planned(connection, year), rules.removes, what_if_class.uninsured(connection, as_of)
    )
    found = []
    for form in known.values():
        by_form = form.without(())
        now = form.category if by_form is Category.UNDECIDED else by_form
        if now not in _ONE_STEP:
            # By its newest form it leaves this year already.
            continue
        signs: dict[Sign, Category] = {}
        if rules.near_limit and (then := _when_near(near.get(form.household_id), now, form)):
            signs[Sign.NEAR] = then
        planned = form.without(removed.get(form.household_id, frozenset()))
        if rules.planned and is_better(planned, now):
            signs[Sign.PLANNED] = planned
        if rules.registered and form.household_id in registered:
            signs[Sign.REGISTERED] = _ONE_STEP[now]
        if signs:
            names = form.standard.indicators if form.standard is not None else ()
            found.append(
                Plausible(
                    form.household_id, form.name, form.code, form.hamlet_id, form.hamlet, now,
                    best(signs.values()), tuple(signs),
                    tuple(one.name for one in names if one.code in form.lacks()),
                )
            )  # fmt: skip
    return tuple(found)


def accept(
    act: Act, year: int, wanted: Mapping[str, Target], hamlets: Mapping[str, Cut] | None = None
) -> int:
    """Save the targets (by code) and cuts (by uid of the hamlet) taken over, as one act; returns how many.

    Everything else of the year stays as it is.
    """
    given = dict(hamlets or {})
    if not wanted and not given:
        raise InvalidInput("Chưa chọn gợi ý nào.", "Đánh dấu các dòng muốn lấy rồi làm lại.")
    parts = []
    if wanted:
        parts.append(f"{format_count(len(wanted))} chỉ tiêu")
    if given:
        parts.append(f"{format_count(len(given))} thôn")
    act.describe(f"Lấy mục tiêu gợi ý năm {year}: {', '.join(parts)}", "target")
    for code, target in wanted.items():
        targets.save_target(act, code, target)
    if given:
        plan_cuts.save_cuts(act, year, given)
    return len(wanted) + len(given)


def _planned(connection: Connection, year: int) -> list[ProposalLine]:
    """The supports proposed for the two years: of the accepted proposal of a year, else of all its drafts."""
    lines: list[ProposalLine] = []
    for of_year in (year, year + 1):
        found = what_if.proposals(connection, of_year)
        accepted = [one for one in found if one.is_accepted]
        lines += [line for one in accepted or found for line in one.lines]
    return lines


def _when_near(near: NearLimit | None, now: Category, form: Form) -> Category | None:
    """To which class a small change would bring it; None when the change would not help."""
    if near is None:
        return None
    if near.by_points:
        return Category.NOT_POOR
    fewest = form.standard.min_deprivations if form.standard is not None else 0
    return Category.NEAR_POOR if now is Category.POOR and near.lacks == fewest else None


# --- Indicators ---------------------------------------------------------------------------------


def _lines(
    connection: Connection, year: int, as_of: date, found: Sequence[Plausible], rules: SuggestionRules
) -> list[Suggestion]:
    figures = {one.code: one for one in indicators.figures(connection, year, as_of)}
    series = indicators.series(connection, year, as_of, rules.years + 1)
    minority = {
        row.id
        for (rows,) in [
            indicators.subjects_of(connection, [("minority_rate_cut", Part.REACHED)], year, as_of)
        ]
        for row in rows
    }
    lines = []
    for definition, kept in targets.with_targets(connection, year + 1):
        figure = figures.get(definition.code)
        if figure is None:
            lines.append(
                Suggestion(definition, None, None, kept, None, "", f"Năm {year} chưa dùng chỉ tiêu này")
            )
            continue
        current = figure.shown.value
        value, reason = _value(figure, series.get(definition.code, ()), found, minority, rules)
        operator = figure.target.operator if figure.target and figure.target.operator else ""
        if not operator:
            operator = "<=" if figure.definition.direction in ("from_to", "less_than") else ">="
        lines.append(Suggestion(definition, current, figure.target, kept, value, operator, reason))
    return lines


def _value(
    figure: Figure,
    points: Sequence[Point],
    found: Sequence[Plausible],
    minority: set[int],
    rules: SuggestionRules,
) -> tuple[float | None, str]:
    definition, shown = figure.definition, figure.shown
    if definition.is_typed:
        return None, "Số do nơi khác đo, phần mềm không gợi ý"
    if figure.readings or definition.measure == TWO_READINGS:
        return None, "Chỉ tiêu có nhiều cách hiểu, chọn cách đếm trước"
    if shown.value is None:
        return None, shown.reason or "Chưa có số năm nay"
    if definition.measure in OF_CLOSINGS:
        return _of_closing(figure, found, minority, rules)
    this_year = figure.target.value if figure.target and not figure.target.is_unclear else None
    facts = Facts(
        shown.value,
        _comparable(points),
        int((shown.denominator or 0) - (shown.numerator or 0)),
        shown.unknown,
        this_year,
        rules.small_list,
    )
    unit = _UNITS.get(definition.subject, "")
    if definition.kind == "rate":
        return rate_of(facts, unit, definition.decimals)
    if definition.kind == "count":
        return count_of(facts, unit)
    return None, "Loại chỉ tiêu này phần mềm không gợi ý"


def _comparable(points: Sequence[Point]) -> tuple[float, ...]:
    """Values of the years before, back to the newest gap or change of the standard."""
    values: list[float] = []
    for point in reversed(points[:-1]):
        if point.measured.value is None:
            break
        values.insert(0, point.measured.value)
        if point.breaks:
            break
    return () if points and points[-1].breaks else tuple(values)


def _of_closing(
    figure: Figure, found: Sequence[Plausible], minority: set[int], rules: SuggestionRules
) -> tuple[float | None, str]:
    shown, measure, decimals = figure.shown, figure.definition.measure, figure.definition.decimals
    cut = cuts_of_all(found, rules.shares)
    poor = [one for one in found if one.now is Category.POOR]
    numerator, whole = int(shown.numerator or 0), shown.denominator
    if measure == "near_poor_cut":
        words = signs_text([one for one in found if one.now is Category.NEAR_POOR], rules.shares)
        words = f"{words}; trừ hộ nghèo chuyển sang cận nghèo"
        return (float(cut.near_poor), words) if cut.near_poor > 0 else (None, f"{words} thì không còn giảm")
    if measure == "near_poor_households":
        words = signs_text([one for one in found if one.now is Category.NEAR_POOR], rules.shares)
        return float(max(numerator - max(cut.near_poor, 0), 0)), words
    if not whole:
        return None, "Chưa có tổng số hộ"
    if measure == "minority_rate_cut":
        leaving = [one for one in poor if one.household_id in minority]
        count = cuts_of_all(leaving, rules.shares).poor
        words = signs_text(leaving, rules.shares)
        return share_of(
            count, whole, 2, up=False
        ), f"Hộ nghèo dân tộc thiểu số: {words[:1].lower()}{words[1:]}"
    leaving_count, listed = (cut.poor, poor) if measure == "poor_rate" else (cut.out, _out(found))
    left = max(numerator - leaving_count, 0)
    return share_of(left, whole, max(decimals, 2), up=True), (
        f"{signs_text(listed, rules.shares)}; còn {format_count(left)} hộ trên {format_count(int(whole))} hộ"
    )


def _out(found: Sequence[Plausible]) -> list[Plausible]:
    return [one for one in found if one.then is Category.NOT_POOR]


# --- Hamlets ------------------------------------------------------------------------------------


def _hamlets(
    connection: Connection, year: int, as_of: date, found: Sequence[Plausible], rules: SuggestionRules
) -> list[HamletCut]:
    kept = plan_cuts.cuts(connection, year + 1)
    uids = {row.id: row.uid for row in connection.execute(select(hamlet.c.id, hamlet.c.uid))}
    of = by_hamlet(found)
    lines = []
    for key, name in commune.hamlet_names(connection, as_of):
        own = of.get(key, [])
        suggested = cuts(own, rules.shares)
        has = kept.get(uids[key], Cut())
        words = signs_text(own, rules.shares)
        near_poor = max(suggested.near_poor, 0)
        lines.append(
            HamletCut(key, uids[key], name, suggested.poor, near_poor, words, has.poor, has.near_poor)
        )
    return lines
