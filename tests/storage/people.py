"""A small commune for tests: two hamlets, a working year, rounds; families are added by name."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from povdesk.domain.household import HEAD, Category, Household, Member, Person, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.storage import households, rounds, settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import class_history, commune_identity, hamlet
from tests.storage import made_once

NOW = datetime(2024, 10, 15, 9, 30, tzinfo=timezone(timedelta(hours=7)))
TODAY = NOW.date()
STANDARD = "2022-2026"


def make_commune(folder: Path, now: datetime = NOW) -> Database:
    """Thôn Trà Lạc (TL) and thôn Trà Hoa (TH), working year 2024, no household yet."""
    return made_once.register(folder / "povdesk.db", _two_hamlets, clock=lambda: now)


def _two_hamlets(act: Act) -> None:
    settings.put(act, "working_year", 2024)
    act.insert(commune_identity, {"valid_from": date(2020, 1, 1), "kind": "xã", "name": "Trà Thử"})
    act.insert(hamlet, {"code": "TL", "name": "Trà Lạc", "position": 0})
    act.insert(hamlet, {"code": "TH", "name": "Trà Hoa", "position": 1})


def make_person(name: str, *, born: str = "1980", sex: Sex = Sex.MALE, **more: object) -> Person:
    return Person(name, sex, PartialDate.parse(born), ethnic_group="30", **more)  # type: ignore[arg-type]


def make_household(
    head: str = "Hồ Văn Đào", *others: tuple[str, str], hamlet_id: int = 1, **more: object
) -> Household:
    """A family; others: (name, relation)."""
    members = [Member(make_person(head), HEAD)]
    members += [Member(make_person(name, born="2010"), relation) for name, relation in others]
    return Household(hamlet_id=hamlet_id, members=tuple(members), **more)  # type: ignore[arg-type]


def keep(database: Database, household: Household, on: date | None = None) -> Household:
    """Save in an act of its own."""
    with database.writing() as act:
        return households.save(act, household, on=on)


def keep_all(database: Database, families: Iterable[Household], on: date | None = None) -> list[Household]:
    return [keep(database, family, on) for family in families]


def classed(database: Database, household: Household, category: Category, year: int) -> None:
    """Recognised at the closing of `year`: entitled from 01/01 after."""
    with database.writing() as act:
        act.describe("Công nhận")
        act.insert(
            class_history,
            {
                "household_id": household.id,
                "category": str(category),
                "counted_from": date(year, 12, 31),
                "entitled_from": date(year + 1, 1, 1),
            },
        )


def open_year(database: Database, year: int = 2024) -> int:
    with database.writing() as act:
        return rounds.open_round(act, year, standard_id=STANDARD, started_on=date(year, 9, 1))
