"""The wording in which a year's plan is begun: the shipped ones, and those that came with a rule pack."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.plan_template import KeptWording, PlanTemplate, read_template
from povdesk.domain.rule_data import in_force
from povdesk.domain.toml_text import dated, dumped
from povdesk.paths import RESOURCES
from povdesk.storage import rule_edits
from povdesk.storage.tables import plan_section

TEMPLATES = RESOURCES / "papers" / "annual_plan"
DEFAULT_TEMPLATE = 2024
KIND = "plan_template"
"""Kind of what came in rule_override; the codes are years, each payload is whole."""


@cache
def template(year: int = DEFAULT_TEMPLATE) -> PlanTemplate:
    """The shipped wording of a year. Raises RuleDataUnreadable or NotPossibleNow."""
    path = TEMPLATES / f"{year}.toml"
    if not path.is_file():
        raise NotPossibleNow(f"Không có mẫu kế hoạch năm {year}.", f"Soạn từ mẫu năm {DEFAULT_TEMPLATE}.")
    return read_template(path.read_text(encoding="utf-8"), source_of(year))


def wording(connection: Connection, year: int) -> PlanTemplate:
    """The wording of a year as it is in force here."""
    edit = rule_edits.edits(connection, KIND).get(str(year))
    return read_data(in_force({}, edit.payload), year) if edit else template(year)


def wording_year(connection: Connection, year: int) -> int:
    """The year of the wording that a plan is begun in: the newest that is not after it."""
    known = {*_shipped_years(), *(int(code) for code in rule_edits.edits(connection, KIND))}
    return max((one for one in known if one <= year), default=DEFAULT_TEMPLATE)


def kept(connection: Connection, year: int) -> tuple[KeptWording, ...]:
    """Doubtful passages of a wording; none when the wording is no longer here."""
    try:
        return wording(connection, year).kept
    except NotPossibleNow:
        return ()


def data(connection: Connection, year: int) -> Mapping[str, Any] | None:
    """The wording of a year as plain data; None when there is none."""
    edit = rule_edits.edits(connection, KIND).get(str(year))
    if edit is not None:
        return in_force({}, edit.payload)
    return _shipped_data(year) if year in _shipped_years() else None


def read_data(found: Mapping[str, Any], year: int) -> PlanTemplate:
    """A wording from plain data, read as the shipped files are."""
    return read_template(dumped(dated(dict(found))), source_of(year))


def uses(connection: Connection, year: int) -> int:
    """How many plans have passages of a year's wording."""
    wanted = plan_section.c.source.like(f"{source_of(year)}:%")
    count = func.count(plan_section.c.plan_id.distinct())
    return int(connection.execute(select(count).where(wanted)).scalar_one())


def source_of(year: int) -> str:
    """As the sections of a plan name where their words are from."""
    return f"annual_plan/{year}"


@cache
def _shipped_years() -> tuple[int, ...]:
    return tuple(sorted(int(path.stem) for path in TEMPLATES.glob("20*.toml")))


@cache
def _shipped_data(year: int) -> Mapping[str, Any]:
    return tomllib.loads((TEMPLATES / f"{year}.toml").read_text(encoding="utf-8"))
