"""Fetches what a plan's paper and checks need besides the plan: names, hamlets, figures, projects, money."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.commune import Signer, identity_on
from povdesk.domain.indicator import Figure, Measured
from povdesk.domain.legal_acts import LegalAct
from povdesk.domain.plan import AnnualPlan, indicators_in_text
from povdesk.domain.plan_facts import BudgetAmount, HamletRow, PlanFacts, PlanProject
from povdesk.domain.plan_links import link_values
from povdesk.domain.plan_template import KeptWording, named_on, names_on
from povdesk.storage import commune, incoming_papers, indicators, plan_cuts, plan_wordings
from povdesk.storage.plans import dated_names, legal_acts
from povdesk.storage.tables import (
    budget_line,
    cadre,
    hamlet,
    hamlet_assignment,
    hamlet_total,
    project,
)

MINORITY_CUT = "IND-04"
OPENING_WORDS = "đầu kỳ"
"""In the words of the count beside IND-04 that gives the opening."""


def gather(connection: Connection, plan: AnnualPlan, today: date) -> PlanFacts:
    """Everything at once for a plan as it stands on a day."""
    day = plan.paper_day(today)
    progress_on = plan.progress_day(today)
    rows = _hamlet_rows(connection, plan.year, day)
    every = tuple(_named_on(figure, day) for figure in indicators.figures(connection, plan.year, progress_on))
    figures = tuple(_of_plan(plan, every))
    facts = PlanFacts(
        identity=identity_on(commune.identities(connection), day),
        day=day,
        progress_on=progress_on,
        signer=_signer(connection, plan, day),
        hamlets=rows,
        figures=figures,
        others=tuple(figure for figure in every if figure not in figures),
        projects=_projects(connection, day),
        budget=_budget(connection, plan.year),
        names=dated_names(),
        kept=_kept(connection, plan),
        acts=(*legal_acts(), *_incoming(connection, plan)),
        minority_opening=_minority_opening(every, plan.year),
    )
    values = link_values(
        plan,
        facts.identity,
        hamlet_count=len(rows),
        figures=every,
        names=names_on(facts.names, day),
    )
    return dataclasses.replace(facts, values=values)


def _of_plan(plan: AnnualPlan, every: Iterable[Figure]) -> Iterator[Figure]:
    """The indicators of a plan: all in use, but for an office's own text those it aims at or names."""
    named = indicators_in_text(plan)
    for figure in every:
        if not plan.is_own_text or figure.target is not None or figure.code in named:
            yield figure


def _incoming(connection: Connection, plan: AnnualPlan) -> Iterator[LegalAct]:
    """The incoming papers that the plan rests on, so that one out of force is named."""
    cited = {basis.incoming_paper for basis in plan.bases}
    for one in incoming_papers.all_papers(connection):
        if one.uid in cited and one.kind and one.number:
            yield LegalAct(one.named, one.signed_on, None, one.valid_to)


def _named_on(figure: Figure, day: date) -> Figure:
    """Indicators that carry the standard's name print the one of the paper's day."""
    name = named_on(figure.definition.name, dated_names(), day)
    if name == figure.definition.name:
        return figure
    return dataclasses.replace(figure, definition=dataclasses.replace(figure.definition, name=name))


def _signer(connection: Connection, plan: AnnualPlan, day: date) -> Signer | None:
    chosen = next(
        (one for one in commune.signers(connection) if plan.signer and one.uid == plan.signer), None
    )
    return chosen or commune.default_signer(connection, day)


def _kept(connection: Connection, plan: AnnualPlan) -> tuple[KeptWording, ...]:
    """Doubtful passages of the template the plan was made from."""
    source = next((section.source for section in plan.walk() if section.source), "")
    year = source.partition("/")[2].partition(":")[0]
    return plan_wordings.kept(connection, int(year) if year.isdigit() else plan_wordings.DEFAULT_TEMPLATE)


def _projects(connection: Connection, day: date) -> tuple[PlanProject, ...]:
    rows = connection.execute(
        select(project)
        .where((project.c.valid_from.is_(None)) | (project.c.valid_from <= day))
        .where((project.c.valid_to.is_(None)) | (project.c.valid_to >= day))
        .order_by(project.c.position, project.c.id)
    ).mappings()
    return tuple(PlanProject(row["code"], row["name"], row["short_name"], row["parent_code"]) for row in rows)


def _budget(connection: Connection, year: int) -> tuple[BudgetAmount, ...]:
    rows = connection.execute(
        select(project.c.code, budget_line.c.capital, budget_line.c.source, budget_line.c.planned)
        .select_from(budget_line)
        .join(project, budget_line.c.project_id == project.c.id, isouter=True)
        .where(budget_line.c.year == year, budget_line.c.planned.is_not(None))
        .order_by(budget_line.c.id)
    )
    return tuple(BudgetAmount(row.code or "", row.capital, row.source, row.planned) for row in rows)


# --- Hamlets --------------------------------------------------------------------------------------

_OPENING = """
WITH classes AS (
  SELECT household_id, substr(max(counted_from || printf('%012d', id) || category), 23) AS category
  FROM class_history WHERE counted_from <= :closing GROUP BY household_id
)
SELECT h.hamlet_id, k.category, count(*) AS households
FROM classes AS k JOIN household AS h ON h.id = k.household_id
WHERE h.deleted_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > :closing)
  AND k.category IN ('poor', 'near_poor')
GROUP BY h.hamlet_id, k.category
"""
"""Counted as storage/indicators counts the opening of a year, so that the annexes agree."""


def _hamlet_rows(connection: Connection, year: int, day: date) -> tuple[HamletRow, ...]:
    """The hamlets of the paper's day with their households at the closing of the year before."""
    closing = {"closing": date(year - 1, 12, 31).isoformat()}
    keys = {row.uid: row.id for row in connection.execute(select(hamlet.c.uid, hamlet.c.id))}
    totals = {
        row["hamlet_id"]: row
        for row in connection.execute(select(hamlet_total).where(hamlet_total.c.year == year - 1)).mappings()
    }
    is_closed = connection.exec_driver_sql(
        "SELECT 1 FROM class_history WHERE counted_from = :closing LIMIT 1", closing
    ).first()
    counted = {
        (row.hamlet_id, row.category): row.households for row in connection.exec_driver_sql(_OPENING, closing)
    }
    cuts = plan_cuts.cuts(connection, year)
    in_charge = _in_charge(connection, day)
    rows = []
    for item in commune.hamlets(connection, day):
        key = keys[item.uid]
        total = totals.get(key)
        cut = cuts.get(item.uid, plan_cuts.Cut())
        rows.append(
            HamletRow(
                item.name,
                total["households"] if total else None,
                total["minority_households"] if total else None,
                counted.get((key, "poor"), 0) if is_closed else None,
                counted.get((key, "near_poor"), 0) if is_closed else None,
                cut.poor,
                cut.near_poor,
                in_charge.get(key, ""),
            )
        )
    return tuple(rows)


def _minority_opening(figures: Iterable[Figure], year: int) -> Measured | None:
    """Poor households among those of ethnic minorities at the opening; None while either is unknown."""
    for figure in figures:
        if figure.code != MINORITY_CUT:
            continue
        for line in figure.shown.beside:
            if OPENING_WORDS in line.words and line.count is not None and line.of:
                return Measured(date(year - 1, 12, 31), 100 * line.count / line.of, line.count, line.of)
    return None


def _in_charge(connection: Connection, day: date) -> dict[int, str]:
    rows = connection.execute(
        select(hamlet_assignment.c.hamlet_id, cadre.c.full_name)
        .join(cadre, hamlet_assignment.c.cadre_id == cadre.c.id)
        .where((hamlet_assignment.c.valid_from.is_(None)) | (hamlet_assignment.c.valid_from <= day))
        .where((hamlet_assignment.c.valid_to.is_(None)) | (hamlet_assignment.c.valid_to >= day))
        .order_by(hamlet_assignment.c.id)
    )
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row.hamlet_id, []).append(row.full_name)
    return {key: ", ".join(people) for key, people in names.items()}
