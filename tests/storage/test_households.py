"""Households and rosters: people are never deleted, codes never collide, the list finds everyone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, Area, Household, Member, Person
from povdesk.storage import households
from povdesk.storage.act import broken_links
from povdesk.storage.database import Database
from povdesk.storage.tables import history, household, membership, person
from tests.storage.people import TODAY, keep, make_commune, make_household, make_person


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def _get(database: Database, key: int | None, on: date | None = None) -> Household:
    assert key is not None
    with database.reading() as connection:
        return households.get(connection, key, on)


def _count(database: Database, table: object) -> int:
    with database.reading() as connection:
        return len(connection.execute(table.select()).all())  # type: ignore[attr-defined]


def _acts(database: Database) -> list[str]:
    with database.reading() as connection:
        assert broken_links(connection) == []
        return [row.action for row in connection.execute(history.select().order_by(history.c.seq))]


def test_a_new_household_comes_back_as_it_was_saved(database: Database) -> None:
    family = make_household(
        "Hồ Văn Đào",
        ("Đinh Thị Ương", "wife"),
        ("Hồ Thị Nghiệm", "child"),
        address="Tổ 2",
        phone="0912 345 678",
        area=Area.URBAN,
        note="Ở tạm nhà cha mẹ",
    )

    kept = keep(database, family)

    assert _get(database, kept.id) == kept
    assert [member.person.full_name for member in kept.members] == [
        "Hồ Văn Đào",
        "Đinh Thị Ương",
        "Hồ Thị Nghiệm",
    ]
    assert (kept.address, kept.phone, kept.area, kept.note) == (
        "Tổ 2",
        "0912345678",
        Area.URBAN,
        "Ở tạm nhà cha mẹ",
    )
    assert kept.members[0].joined_on == TODAY


def test_codes_go_on_by_hamlet_and_are_never_given_twice(database: Database) -> None:
    first = keep(database, make_household("Hồ Văn Một"))
    second = keep(database, make_household("Hồ Văn Hai"))
    other = keep(database, make_household("Hồ Văn Ba", hamlet_id=2))
    with database.writing() as act:
        households.remove(act, second.id or 0)

    third = keep(database, make_household("Hồ Văn Bốn"))

    assert [first.code, second.code, other.code, third.code] == ["TL-001", "TL-002", "TH-001", "TL-003"]


def test_a_code_follows_the_way_the_hamlet_writes_its_codes(database: Database) -> None:
    keep(database, make_household("Hồ Văn Một", code="TL-03-017"))
    keep(database, make_household("Hồ Văn Hai", code="TL-0099"))

    assert keep(database, make_household("Hồ Văn Ba")).code == "TL-0100"


def test_a_code_of_another_household_is_refused(database: Database) -> None:
    keep(database, make_household("Hồ Văn Một", code="TL-001"))

    with pytest.raises(InvalidInput, match="TL-001 đã dùng"):
        keep(database, make_household("Hồ Văn Hai", code="TL-001"))


def test_someone_who_leaves_stays_a_person_and_stays_in_the_roster_of_that_time(
    database: Database,
) -> None:
    family = keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Lành", "child")), on=date(2023, 1, 10))
    gone = family.members[1].person
    assert gone.id is not None

    with database.writing() as act:
        households.save(
            act,
            replace(family, members=family.members[:1]),
            on=date(2024, 6, 1),
            left={gone.id: "Kết hôn, chuyển đi"},
        )

    assert [m.person.full_name for m in _get(database, family.id).members] == ["Hồ Văn Đào"]
    assert _get(database, family.id, date(2024, 5, 31)).size == 2
    assert _get(database, family.id, date(2024, 6, 1)).size == 1
    assert _get(database, family.id, date(2023, 1, 9)).size == 0
    assert _count(database, person) == 2
    with database.reading() as connection:
        closed = (
            connection.execute(membership.select().where(membership.c.valid_to.is_not(None))).mappings().one()
        )
    assert (closed["person_id"], closed["valid_to"], closed["reason"]) == (
        gone.id,
        date(2024, 6, 1),
        "Kết hôn, chuyển đi",
    )


def test_a_person_can_move_to_another_household_and_stays_the_same_person(database: Database) -> None:
    parents = keep(database, make_household("Hồ Văn Đào", ("Hồ Văn Con", "child")))
    son = parents.members[1].person
    keep(database, replace(parents, members=parents.members[:1]))

    young = keep(database, Household(hamlet_id=1, members=(Member(son, HEAD),)))

    assert young.members[0].person == son
    assert young.head_name == "Hồ Văn Con"
    assert _count(database, person) == 2


def test_changing_the_head_changes_the_name_the_household_goes_by(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")))
    husband, wife = family.members

    keep(
        database,
        replace(family, members=(replace(wife, relation=HEAD), replace(husband, relation="husband"))),
    )

    with database.reading() as connection:
        row = connection.execute(household.select()).mappings().one()
    assert row["head_name"] == "Đinh Thị Ương"
    assert row["search_key"] == "dinh thi uong | ho van dao | tl-001"
    assert _get(database, family.id).members[0].person.full_name == "Đinh Thị Ương"


def test_one_save_is_one_line_and_saving_the_same_again_changes_nothing(
    database: Database,
) -> None:
    family = keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Lành", "child")))
    before = _acts(database)

    keep(database, family)

    assert before[-1] == "Lưu hộ Hồ Văn Đào"
    with database.reading() as connection:
        last = connection.execute(history.select().order_by(history.c.seq.desc())).mappings().first()
    assert last is not None and last["payload"] == "[]"


def test_saving_can_be_undone_as_a_whole(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Lành", "child")))
    keep(database, replace(family, address="Tổ 5", members=family.members[:1]))
    with database.reading() as connection:
        seq = connection.execute(history.select().order_by(history.c.seq.desc())).mappings().first()["seq"]

    with database.writing() as act:
        act.undo(seq)

    assert _get(database, family.id) == family
    assert _acts(database)[-1] == "Hoàn tác: Lưu hộ Hồ Văn Đào"


def test_a_removed_household_is_kept_in_its_place_and_comes_back(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào"))
    assert family.id is not None

    with database.writing() as act:
        households.remove(act, family.id)
    with database.reading() as connection:
        gone = households.removed(connection)
    with database.writing() as act:
        households.restore(act, family.id)

    assert [(row.code, row.head_name, row.hamlet) for row in gone] == [("TL-001", "Hồ Văn Đào", "Trà Lạc")]
    with database.reading() as connection:
        assert households.removed(connection) == ()
    assert _acts(database)[-2:] == ["Xóa hộ Hồ Văn Đào", "Lấy lại hộ Hồ Văn Đào"]


def _roster(*people: tuple[Person, str]) -> Household:
    return Household(hamlet_id=1, members=tuple(Member(someone, relation) for someone, relation in people))


@pytest.mark.parametrize(
    ("family", "words"),
    [
        (Household(members=(Member(make_person("Hồ Văn A"), HEAD),)), "Chưa chọn thôn"),
        (_roster(), "Chưa có họ tên"),
        (_roster((make_person("Hồ Văn A"), HEAD), (make_person("Hồ Văn B"), HEAD)), "đúng một chủ hộ"),
        (_roster((make_person("  "), HEAD)), "Chưa có họ tên"),
        (_roster((make_person("Hồ Văn A", born="16/10/2024"), HEAD)), "sau hôm nay"),
        (_roster((make_person("Hồ Văn A", died_on=date(1979, 1, 1)), HEAD)), "trước ngày sinh"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    database: Database, family: Household, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        keep(database, family)

    assert _count(database, household) == 0
    assert _count(database, person) == 0


def test_a_household_without_a_head_yet_goes_by_its_first_person(database: Database) -> None:
    kept = keep(database, _roster((make_person("Hồ Văn A"), ""), (make_person(""), "child")))

    with database.reading() as connection:
        row = connection.execute(household.select()).mappings().one()
    assert row["head_name"] == "Hồ Văn A"
    assert _get(database, kept.id).head is None


def test_the_same_person_twice_in_one_household_is_refused(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào"))

    with pytest.raises(InvalidInput, match="hai lần"):
        keep(
            database,
            replace(family, members=(family.members[0], replace(family.members[0], relation="child"))),
        )


def test_a_household_that_is_not_there_gets_a_sentence(database: Database) -> None:
    with pytest.raises(NotPossibleNow, match="không còn trong danh sách"):
        _get(database, 99)


def test_names_typed_with_loose_marks_and_spaces_are_kept_clean(database: Database) -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "  Hồ   Thị Nghiệm ")

    kept = keep(database, make_household(typed))

    assert _get(database, kept.id).head_name == "Hồ Thị Nghiệm"
