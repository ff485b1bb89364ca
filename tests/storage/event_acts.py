"""Acts on households for tests: write an event, look at one, and the whole register to compare."""

from datetime import date

from sqlalchemy import select

from povdesk.domain.household import Category, EventKind, Household
from povdesk.domain.household_events import Happening
from povdesk.storage import household_events, households
from povdesk.storage.database import Database
from povdesk.storage.household_events import Newcomer
from povdesk.storage.tables import metadata
from tests.storage.people import classed, keep, make_household, make_person

BEGINNING = date(2022, 1, 1)
DAY = date(2024, 5, 6)


def make_family(database: Database) -> Household:
    """Hồ Văn Đào with wife, son, daughter-in-law and grandchild; poor since 2023."""
    kept = keep(
        database,
        make_household(
            "Hồ Văn Đào",
            ("Đinh Thị Ương", "wife"),
            ("Hồ Văn Ánh", "child"),
            ("Hồ Thị Thuỷ", "daughter_in_law"),
            ("Hồ Thị Én", "grandchild"),
        ),
        BEGINNING,
    )
    classed(database, kept, Category.POOR, 2023)
    return kept


def make_neighbours(database: Database) -> Household:
    return keep(database, make_household("Hồ Thị Dung", ("Hồ Văn Ê", "child")), BEGINNING)


def ids(found: Household) -> dict[str, int]:
    return {member.person.full_name: member.person.id or 0 for member in found.members}


def write(database: Database, where: int | None, event: Happening, **more):
    with database.writing() as act:
        return household_events.apply(act, where, event, **more)


def now(database: Database, key: int, on: date | None = None) -> Household:
    with database.reading() as connection:
        return households.get(connection, key, on)


def look(database: Database, where: int | None, event: Happening, **more):
    with database.reading() as connection:
        return household_events.preview(connection, where, event, today=date(2024, 10, 15), **more)


def dump(database: Database) -> dict[str, list[tuple]]:
    """Everything but the history itself."""
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name != "history"
        }


def split(family: Household, **more) -> Happening:
    people = ids(family)
    values = {
        "day": DAY,
        "reason": "Lập gia đình, ra ở riêng",
        "people": (people["Hồ Văn Ánh"], people["Hồ Thị Thuỷ"], people["Hồ Thị Én"]),
        "new_head_id": people["Hồ Văn Ánh"],
        "relations": {people["Hồ Thị Thuỷ"]: "wife", people["Hồ Thị Én"]: "child"},
    }
    return Happening(EventKind.SPLIT, **{**values, **more})


def events_of(family: Household, neighbours: Household):
    """One of each kind: (household, event, what else it needs)."""
    people, there = ids(family), ids(neighbours)
    son = next(m.person for m in neighbours.members if m.person.full_name == "Hồ Văn Ê")
    return {
        EventKind.SPLIT: (family.id, split(family), {}),
        EventKind.MERGED: (
            neighbours.id,
            Happening(EventKind.MERGED, DAY, "Kết hôn", relations={there["Hồ Thị Dung"]: "other"}),
            {"other_id": family.id},
        ),
        EventKind.HEAD_CHANGED: (
            family.id,
            Happening(EventKind.HEAD_CHANGED, DAY, "Già yếu", head_id=people["Hồ Văn Ánh"]),
            {},
        ),
        EventKind.MEMBER_JOINED: (
            family.id,
            Happening(EventKind.MEMBER_JOINED, DAY, "Kết hôn"),
            {"newcomers": (Newcomer(son, "other"),)},
        ),
        EventKind.MEMBER_LEFT: (
            family.id,
            Happening(EventKind.MEMBER_LEFT, DAY, "Chuyển đi", (people["Hồ Văn Ánh"],)),
            {},
        ),
        EventKind.MEMBER_DIED: (
            family.id,
            Happening(EventKind.MEMBER_DIED, DAY, "Bệnh", (people["Hồ Văn Đào"],), people["Đinh Thị Ương"]),
            {},
        ),
        EventKind.MEMBER_RETURNED: (
            family.id,
            Happening(EventKind.MEMBER_RETURNED, DAY, "Trở về"),
            {"newcomers": (Newcomer(son, "child"),)},
        ),
        EventKind.MOVED_IN: (
            None,
            Happening(EventKind.MOVED_IN, DAY, "Đến", hamlet_id=2, category=Category.POOR),
            {"newcomers": (Newcomer(make_person("Võ Văn Ninh")),)},
        ),
        EventKind.MOVED_OUT: (family.id, Happening(EventKind.MOVED_OUT, DAY, "Đi", hamlet_id=2), {}),
        EventKind.ENDED: (family.id, Happening(EventKind.ENDED, DAY, "Không còn ai ở"), {}),
    }
