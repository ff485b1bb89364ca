"""Small hand-made communes for counting by hand: every name and number is invented."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from povdesk.domain.indicator import Figure, Part
from povdesk.domain.vietnamese import fold, name_sort_key
from povdesk.storage import indicators, seeds
from povdesk.storage.act import Act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.tables import (
    cadre,
    class_history,
    decision,
    hamlet,
    hamlet_total,
    household,
    indicator_definition,
    low_income_worker,
    measurement,
    membership,
    person,
    review,
    review_answer,
    review_group,
    review_member,
    review_need,
    review_round,
    support_event,
)
from tests.storage import made_once

END_OF_2024 = date(2024, 12, 31)
HAMLETS = ("Trà Xanh", "Trà Hoa")


def a_commune(path: Path, *, closed: Sequence[int] = (2022, 2023), totals: int = 100) -> Database:
    """Two hamlets, closed periodic rounds, the round of 2024 under way, the reference targets of 2024.

    totals: all households of each hamlet at every closing, all but ten of ethnic minorities.
    """

    def fill(act: Act) -> None:
        seeds.seed(act)
        seeds.seed_targets(act, 2024)
        for place, name in enumerate(HAMLETS):
            key = act.insert(hamlet, {"name": name, "position": place})
            for year in range(2021, 2025):
                numbers = {"households": totals, "minority_households": totals - 10}
                act.insert(hamlet_total, {"hamlet_id": key, "year": year, **numbers})
        for year in sorted({*closed, 2024}):
            a_round(act, year, recognised=year in closed)

    def clock() -> datetime:
        return datetime(2024, 12, 31, 8, tzinfo=UTC)

    def build(made: Path) -> Database:
        return create_database(made, fill=fill, clock=clock)

    return made_once.copy_of(("counted", *closed, totals), path, build, clock)


def a_round(act: Act, year: int, *, recognised: bool = True, kind: str = "periodic") -> int:
    """A review round; a recognised one has its decision of 12 December."""
    state = "recognised" if recognised else "surveying"
    row = {"year": year, "kind": kind, "standard_id": "2022-2025", "state": state}
    key = act.insert(review_round, row)
    if recognised:
        act.insert(decision, {"round_id": key, "number": f"1/{year}", "signed_on": date(year, 12, 12)})
    return key


def a_household(
    act: Act,
    name: str,
    classes: Mapping[int, str] | None = None,
    *,
    hamlet_name: str = HAMLETS[0],
    ended_on: date | None = None,
) -> int:
    """A household known by its head's name. classes: recognised class by closing year."""
    place = act.connection.execute(select(hamlet.c.id).where(hamlet.c.name == hamlet_name)).scalar()
    count = act.connection.execute(select(household.c.id)).all()
    key = act.insert(
        household,
        {
            "code": f"H{len(count) + 1:03d}",
            "hamlet_id": place,
            "head_name": name,
            "name_sort_key": name_sort_key(name),
            "ended_on": ended_on,
        },
    )
    for year, category in (classes or {}).items():
        a_class(act, key, category, counted=date(year, 12, 31), entitled=date(year + 1, 1, 1))
    return key


def a_class(
    act: Act, household_id: int, category: str, *, counted: date, entitled: date | None = None
) -> None:
    """One recognised class; of the continuous round both axes begin on the same day."""
    row = {"household_id": household_id, "category": category, "counted_from": counted}
    act.insert(class_history, {**row, "entitled_from": entitled or counted})


def a_person(
    act: Act,
    household_id: int | None,
    name: str,
    born: date | int = date(1990, 5, 1),
    *,
    sex: str = "male",
    relation: str = "",
    since: date | None = None,
    until: date | None = None,
    ethnic_group: str = "",
) -> int:
    """A person, living in the household when one is given."""
    whole = born if isinstance(born, date) else None
    key = act.insert(
        person,
        {
            "full_name": name,
            "search_key": fold(name),
            "sex": sex,
            "birth_year": whole.year if whole else born,
            "birth_month": whole.month if whole else None,
            "birth_day": whole.day if whole else None,
            "ethnic_group": ethnic_group,
        },
    )
    if household_id is not None:
        lives(act, household_id, key, relation=relation, since=since, until=until)
    return key


def lives(
    act: Act,
    household_id: int,
    person_id: int,
    *,
    relation: str = "",
    since: date | None = None,
    until: date | None = None,
) -> None:
    """A stay in a household."""
    row = {"household_id": household_id, "person_id": person_id, "relation": relation}
    act.insert(membership, {**row, "valid_from": since, "valid_to": until})


def a_form(
    act: Act,
    household_id: int,
    *,
    on: date = date(2023, 10, 1),
    year: int | None = None,
    state: str = "recognised",
    members: Mapping[int, Mapping[str, Any]] | None = None,
    lacking: Mapping[str, str] | None = None,
    needs: Mapping[str, str] | None = None,
    minority: str | None = None,
    **columns: Any,
) -> int:
    """A form in the periodic round of its year. members: facts by person; lacking: answers by indicator."""
    round_id = act.connection.execute(
        select(review_round.c.id).where(review_round.c.year == (year or on.year))
    ).scalar()
    row = {"round_id": round_id, "household_id": household_id, "standard_id": "2022-2025"}
    key = act.insert(review, {**row, "state": state, "reviewed_on": on, **columns})
    for person_id, facts in (members or {}).items():
        act.insert(review_member, {"review_id": key, "person_id": person_id, **facts})
    for code, answer in (lacking or {}).items():
        act.insert(review_answer, {"review_id": key, "indicator": code, "lacking": answer})
    for code, answer in (needs or {}).items():
        act.insert(review_need, {"review_id": key, "need": code, "answer": answer})
    if minority is not None:
        act.insert(review_group, {"review_id": key, "group": "ethnic_minority", "answer": minority})
    return key


def an_event(act: Act, kind: str, on: date, **columns: Any) -> int:
    """Finished support on a day; the subject follows from the key that is given."""
    subject = next((name for name in ("person", "cadre", "household") if f"{name}_id" in columns), "none")
    return act.insert(support_event, {"kind": kind, "subject": subject, "happened_on": on, **columns})


def a_cadre(act: Act, name: str, *, listed: bool = True, until: date | None = None) -> int:
    return act.insert(cadre, {"full_name": name, "on_poverty_list": int(listed), "valid_to": until})


def a_low_income_worker(act: Act, person_id: int, need: str | None = "yes") -> None:
    act.insert(low_income_worker, {"person_id": person_id, "need_training": need})


def a_measurement(act: Act, code: str, on: date, **columns: Any) -> None:
    """A number typed for an indicator."""
    key = act.connection.execute(
        select(indicator_definition.c.id).where(indicator_definition.c.code == code)
    ).scalar()
    act.insert(measurement, {"indicator_id": key, "as_of": on, **columns})


def figure(database: Database, code: str, as_of: date = END_OF_2024, year: int | None = None) -> Figure:
    """One indicator as the screens get it."""
    with database.reading() as connection:
        found = indicators.figures(connection, year or as_of.year, as_of)
    return next(one for one in found if one.code == code)


def people_in(
    database: Database, code: str, part: Part, as_of: date = END_OF_2024, reading: str = ""
) -> list[str]:
    """Names in one of the lists behind an indicator, in the list's order."""
    with database.reading() as connection:
        found = indicators.subjects(connection, code, as_of.year, as_of, part, reading)
    return [subject.name for subject in found]


Names = list[str]


def parts(database: Database, code: str, as_of: date = END_OF_2024) -> tuple[Names, Names, Names]:
    """The three lists: reached, not reached, missing; names sorted."""
    wanted = (Part.REACHED, Part.NOT_REACHED, Part.MISSING)
    reached, not_reached, missing = (sorted(people_in(database, code, part, as_of)) for part in wanted)
    return reached, not_reached, missing
