"""The invented commune: deterministic, every name and number made up, marked as sample data.

The same seed gives the same content; only the database's own uuid and the history's salts differ.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

from sqlalchemy import select

from povdesk.storage import commune, plan_edits, plans, seeds, settings
from povdesk.storage.act import Act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.demo import (
    activities,
    arrangements,
    closing,
    keeping,
    lists,
    money,
    owed,
    people_in_charge,
    register,
    support,
)
from povdesk.storage.demo.classing import Classing
from povdesk.storage.demo.families import Family
from povdesk.storage.demo.names import Names, word_list
from povdesk.storage.demo.register import DEFAULT_HOUSEHOLDS
from povdesk.storage.demo.rounds import Forms, Reviewed, keep_rounds
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import body, indicator_definition, project

WORKING_YEAR = 2024
PLAN_DRAFTED_ON = date(2024, 3, 1)
_AT_ONCE = 500
_MEMORY_KIB = 65_536

__all__ = ["DEFAULT_HOUSEHOLDS", "WORKING_YEAR", "create"]


def create(
    path: Path,
    households: int = DEFAULT_HOUSEHOLDS,
    seed: int = 2024,
    clock: Callable[[], datetime] | None = None,
) -> Database:
    """A database at `path` holding the invented commune with `households` registered households.

    The caller names the path; nothing is looked up or written elsewhere.
    """

    def fill(act: Act) -> None:
        with _no_collecting():
            _fill(act, households, Random(seed), Random(f"uid {seed}"))

    return create_database(path, is_sample=True, fill=fill, clock=clock)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Looking for dead cycles among all the living families would take a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fill(act: Act, households: int, random: Random, uids: Random) -> None:
    act.new_uid = lambda: f"{uids.getrandbits(128):032x}"
    act.connection.exec_driver_sql(f"PRAGMA cache_size = -{_MEMORY_KIB}")
    settings.put(act, "working_year", WORKING_YEAR)
    words = word_list("commune")
    scale = households / DEFAULT_HOUSEHOLDS
    rows = Rows(act, uids)
    seeds.seed(act)
    seeds.seed_targets(act, WORKING_YEAR)
    for identity in commune.default_identities():
        commune.save_identity(act, identity)
    hamlets = list(range(1, len(words["hamlets"]) + 1))
    staff = people_in_charge.keep_staff(rows, Names(random), words, hamlets)
    people_in_charge.keep_hamlets(rows, words, staff.chiefs, scale)
    rows.flush()
    keep_rounds(rows, staff.chiefs)
    rows.flush()

    families = register.families(households, random, [entry["households"] for entry in words["hamlets"]])
    _keep_families(rows, families, [entry["code"] for entry in words["hamlets"]])
    forms = Forms(rows, Classing(), staff.chiefs)
    projects = {row.code: row.id for row in act.connection.execute(select(project.c.code, project.c.id))}
    given = support.YearsSupport(rows, random, projects)
    for chunk in _chunks(families):
        for family in chunk:
            _keep_years(given, family, forms.keep(family))
        people_in_charge.keep_organisations(rows, chunk, random)
        rows.flush()
    closing.close(act, rows, (2022, 2023))
    support.keep_abroad(given, families, scale)
    support.keep_common(given, hamlets, families)
    people_in_charge.keep_cadre_courses(given, staff)
    people_in_charge.keep_assignments(rows, families, staff)
    lists.keep_lists(rows, families)
    money.keep_budget(rows, projects)
    typed = {
        row.code: row.id
        for row in act.connection.execute(select(indicator_definition.c.code, indicator_definition.c.id))
    }
    everyone = sum(round(entry["households"] * scale) for entry in words["hamlets"])
    money.keep_measurements(rows, typed, everyone, scale)
    money.keep_sessions(rows, hamlets, words["topics"], scale)
    bodies = {row.short_name: row.id for row in act.connection.execute(select(body.c.short_name, body.c.id))}
    owed.keep_owed(rows, projects, bodies)
    rows.flush()
    _keep_plan(act)
    arrangements.keep_arrangements(act, rows, WORKING_YEAR)
    activities.keep_activities(act, WORKING_YEAR)


def _keep_plan(act: Act) -> None:
    """The plan of the year in the shipped wording, still being drafted, with its signer."""
    key = plans.create_plan(act, WORKING_YEAR)
    wanted = plans.load(act.connection, key)
    chairman = commune.default_signer(act.connection, PLAN_DRAFTED_ON)
    plan_edits.save_details(act, replace(wanted, signer=chairman.uid if chairman else ""))


def _keep_families(rows: Rows, families: Sequence[Family], hamlet_codes: Sequence[str]) -> None:
    codes = keeping.codes_by_hamlet(families, hamlet_codes)
    written: set[int] = set()
    for chunk in _chunks(families):
        keeping.keep_people(rows, chunk, written)
        for family in chunk:
            keeping.keep_household(rows, family, codes[family.id])
            keeping.keep_classes(rows, family)
        rows.flush()
    for chunk in _chunks(families):
        for family in chunk:
            keeping.keep_events(rows, family)
        rows.flush()


def _keep_years(given: support.YearsSupport, family: Family, forms: Sequence[Reviewed]) -> None:
    """Support of 2023 and 2024, each by the newest form of the years before."""
    for year in (2023, 2024):
        earlier = [form for form in forms if form.day.year < year]
        if earlier:
            given.keep(family, earlier[-1], year)


def _chunks(families: Sequence[Family]) -> list[Sequence[Family]]:
    return [families[start : start + _AT_ONCE] for start in range(0, len(families), _AT_ONCE)]
