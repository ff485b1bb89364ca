"""Biến động: each event is shown before it is written, carries history along, and is taken back exactly."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.household import Category, EventKind, Person
from povdesk.domain.household_events import Happening
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, House, Lacking, RoundState
from povdesk.storage import household_events, household_links, reviews, rule_edits
from povdesk.storage.household_events import EventRefused, Newcomer
from povdesk.storage.tables import (
    class_history,
    household,
    membership,
    review,
    review_round,
)
from tests.storage.event_acts import (
    BEGINNING,
    DAY,
    ids,
    look,
    make_family,
    make_neighbours,
    now,
    split,
    write,
)
from tests.storage.people import keep, make_commune, make_household, make_person, open_year


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    return make_family(database)


@pytest.fixture
def neighbours(database):
    return make_neighbours(database)


def test_a_split_makes_a_household_with_a_code_of_its_own(database, family):
    made = write(database, family.id, split(family))

    new = now(database, made.new_id)
    old = now(database, family.id)
    assert (new.code, new.head_name, new.size) == ("TL-002", "Hồ Văn Ánh", 3)
    assert [member.relation for member in new.members] == ["head", "wife", "child"]
    assert (old.code, old.head_name, old.size) == ("TL-001", "Hồ Văn Đào", 2)
    assert now(database, family.id, date(2024, 5, 5)).size == 5


def test_a_person_stays_the_same_person_in_the_new_household(database, family):
    made = write(database, family.id, split(family))

    assert set(ids(now(database, made.new_id)).values()) < set(ids(family).values())


def test_the_new_household_begins_with_the_class_in_force_and_a_link_to_the_old(database, family):
    made = write(database, family.id, split(family))

    with database.reading() as connection:
        row = connection.execute(
            select(class_history).where(class_history.c.household_id == made.new_id)
        ).one()
        assert household_links.origin(connection, made.new_id) == family.id
    assert (row.category, row.counted_from, row.entitled_from) == ("poor", DAY, DAY)
    assert row.note == "Theo diện của hộ TL-001"


def test_a_split_is_told_in_both_households_with_their_sizes(database, family):
    """Columns 4 and 8 of the movement tables: the new household arrives, the old one has three fewer."""
    made = write(database, family.id, split(family))

    with database.reading() as connection:
        (old,) = household_links.timeline(connection, family.id)
        (new,) = household_links.timeline(connection, made.new_id)
    assert (old.kind, old.size_before, old.size_after, old.other_id) == (EventKind.SPLIT, 5, 2, made.new_id)
    assert (new.kind, new.size_before, new.size_after, new.other_id) == (EventKind.SPLIT, 0, 3, family.id)


def test_the_last_form_of_the_old_household_becomes_suggestions_for_the_new_one(database, family):
    """Carried along as facts: nothing counts before the officer confirms it."""
    round_id = open_year(database)
    with database.reading() as connection:
        standard = rule_edits.standard(connection, "2022-2026")
        form = reviews.open_form(connection, family.id, round_id)
    answered = replace(
        form.review,
        reviewed_on=date(2024, 4, 1),
        house=House(wall="none"),
        answers={code.code: Answer(Lacking.NO) for code in standard.indicators},
    )
    with database.writing() as act:
        reviews.save(act, standard, family, answered)
    with database.writing() as act:
        act.describe("Chốt")
        key = act.connection.execute(select(review.c.id)).scalar_one()
        act.update(review, key, {"state": "closed"})

    made = write(database, family.id, split(family))

    with database.reading() as connection:
        new = reviews.open_form(connection, made.new_id, round_id)
    assert new.review.id is not None and new.review.house.wall == "none"
    assert all(answer.carried_over for answer in new.review.answers.values())
    assert set(new.review.lacking.values()) == {Lacking.UNKNOWN}


def test_a_split_of_the_head_needs_a_head_for_those_who_stay(database, family):
    people = ids(family)
    event = split(family, people=(people["Hồ Văn Đào"],), new_head_id=people["Hồ Văn Đào"])

    assert [problem.field for problem in look(database, family.id, event).problems] == ["head_id"]
    with pytest.raises(EventRefused, match="Chọn chủ hộ mới cho những người ở lại"):
        write(database, family.id, event)


def test_nobody_left_behind_is_no_split(database, family):
    event = split(family, people=tuple(ids(family).values()))

    (problem,) = look(database, family.id, event).problems
    assert problem.message == "Phải có người ở lại hộ cũ. Nếu cả hộ dời đi, chọn “Hộ chuyển đi”."


def test_households_merge_and_the_receiving_one_keeps_its_class(database, family, neighbours):
    event = Happening(
        EventKind.MERGED, DAY, "Về ở chung, ăn chung", relations={ids(neighbours)["Hồ Thị Dung"]: "mother"}
    )
    words = look(database, neighbours.id, event, other_id=family.id).sentences

    write(database, neighbours.id, event, other_id=family.id)

    assert any("giữ nguyên diện hộ nghèo" in sentence for sentence in words)
    grown = now(database, family.id)
    assert grown.size == 7 and grown.members[-2].relation == "mother"
    with database.reading() as connection:
        gone = connection.execute(select(household).where(household.c.id == neighbours.id)).one()
        assert [line.size_after for line in household_links.timeline(connection, family.id)] == [7]
    assert (gone.ended_on, gone.end_reason) == (DAY, "Nhập vào hộ Hồ Văn Đào (TL-001)")
    assert now(database, neighbours.id).size == 0 and now(database, neighbours.id, BEGINNING).size == 2


def test_another_head_keeps_the_roster_of_before_as_it_was(database, family):
    people = ids(family)
    event = Happening(
        EventKind.HEAD_CHANGED,
        DAY,
        "Chủ hộ cũ già yếu",
        head_id=people["Hồ Văn Ánh"],
        relations={people["Hồ Văn Đào"]: "father", people["Đinh Thị Ương"]: "mother"},
    )

    write(database, family.id, event)

    assert now(database, family.id).head_name == "Hồ Văn Ánh"
    assert now(database, family.id).members[0].person.full_name == "Hồ Văn Ánh"
    assert now(database, family.id, date(2024, 5, 5)).head_name == "Hồ Văn Đào"
    with database.reading() as connection:
        shown = connection.execute(select(household.c.head_name)).scalar_one()
    assert shown == "Hồ Văn Ánh"


def test_a_child_is_born_into_a_household(database, family):
    child = Person("Hồ Văn Út", born=PartialDate(2024, 5, 1))
    event = Happening(EventKind.MEMBER_JOINED, DAY, "Mới sinh")

    write(database, family.id, event, newcomers=(Newcomer(child, "grandchild"),))

    member = now(database, family.id).members[-1]
    assert (member.person.full_name, member.relation, member.joined_on) == ("Hồ Văn Út", "grandchild", DAY)


def test_nobody_joins_before_being_born(database, family):
    child = Person("Hồ Văn Út", born=PartialDate(2024, 6, 1))
    event = Happening(EventKind.MEMBER_JOINED, DAY, "Mới sinh")

    (problem,) = look(database, family.id, event, newcomers=(Newcomer(child, "grandchild"),)).problems
    assert problem.message == "Hồ Văn Út sinh 01/06/2024, sau ngày 06/05/2024."


def test_someone_from_another_household_leaves_there_by_coming_here(database, family, neighbours):
    bride = next(member.person for member in neighbours.members if member.person.full_name == "Hồ Văn Ê")
    event = Happening(EventKind.MEMBER_JOINED, DAY, "Kết hôn, về làm dâu, rể")

    write(database, family.id, event, newcomers=(Newcomer(bride, "son_in_law"),))

    assert now(database, neighbours.id).size == 1 and now(database, family.id).size == 6
    with database.reading() as connection:
        (left,) = household_links.timeline(connection, neighbours.id)
        open_stays = connection.execute(
            select(membership).where(membership.c.person_id == bride.id, membership.c.valid_to.is_(None))
        ).all()
    assert (left.kind, left.size_before, left.size_after) == (EventKind.MEMBER_LEFT, 2, 1)
    assert len(open_stays) == 1


def test_a_head_with_others_behind_cannot_simply_join_another_household(database, family, neighbours):
    head = neighbours.members[0].person
    event = Happening(EventKind.MEMBER_JOINED, DAY, "Kết hôn, về làm dâu, rể")

    (problem,) = look(database, family.id, event, newcomers=(Newcomer(head, "other"),)).problems
    assert "hộ đó còn 1 người khác" in problem.message


def test_a_member_who_left_comes_back_as_the_same_person(database, family):
    key = ids(family)["Hồ Văn Ánh"]
    write(database, family.id, Happening(EventKind.MEMBER_LEFT, DAY, "Chuyển đi nơi khác", (key,)))
    with database.reading() as connection:
        (someone,) = household_events.former_members(connection, family.id)
    event = Happening(EventKind.MEMBER_RETURNED, date(2024, 9, 1), "Đi làm ăn xa trở về")

    write(database, family.id, event, newcomers=(Newcomer(someone, "child"),))

    assert now(database, family.id).members[-1].person.id == key
    sizes = [now(database, family.id, day).size for day in (date(2024, 5, 5), DAY, date(2024, 9, 1))]
    assert sizes == [5, 4, 5]


def test_the_dead_do_not_return(database, family):
    key = ids(family)["Đinh Thị Ương"]
    write(database, family.id, Happening(EventKind.MEMBER_DIED, DAY, "Già yếu", (key,)))
    with database.reading() as connection:
        assert household_events.former_members(connection, family.id) == ()
        someone = household_events.person_by_id(connection, key)
    event = Happening(EventKind.MEMBER_RETURNED, date(2024, 9, 1), "Nhầm")

    assert someone.died_on == DAY
    (problem,) = look(database, family.id, event, newcomers=(Newcomer(someone, "wife"),)).problems
    assert problem.message == "Đinh Thị Ương đã mất ngày 06/05/2024."


def test_when_the_head_dies_those_who_stay_need_another(database, family):
    people = ids(family)
    event = Happening(EventKind.MEMBER_DIED, DAY, "Già yếu", (people["Hồ Văn Đào"],))

    assert [problem.field for problem in look(database, family.id, event).problems] == ["head_id"]

    write(database, family.id, replace(event, head_id=people["Đinh Thị Ương"]))
    with database.reading() as connection:
        kinds = [line.kind for line in household_links.timeline(connection, family.id)]
    assert now(database, family.id).head_name == "Đinh Thị Ương"
    assert kinds == [EventKind.HEAD_CHANGED, EventKind.MEMBER_DIED]


def test_when_the_last_one_dies_the_household_ends(database):
    alone = keep(database, make_household("Hồ Thị Lan"), BEGINNING)

    write(database, alone.id, Happening(EventKind.MEMBER_DIED, DAY, "Già yếu", tuple(ids(alone).values())))

    with database.reading() as connection:
        row = connection.execute(select(household).where(household.c.id == alone.id)).one()
    assert (row.ended_on, row.end_reason) == (DAY, "Không còn nhân khẩu")
    assert row.head_name == "Hồ Thị Lan"


@pytest.mark.parametrize("kind", [EventKind.MOVED_OUT, EventKind.ENDED])
def test_a_household_that_goes_stays_in_the_figures_of_before(database, family, kind):
    write(database, family.id, Happening(kind, DAY, "Chuyển đi tỉnh khác"))

    assert now(database, family.id, date(2024, 5, 5)).size == 5
    assert now(database, family.id).size == 0


def test_moving_to_another_hamlet_begins_a_record_there_with_the_same_class(database, family):
    event = Happening(EventKind.MOVED_OUT, DAY, "Chuyển sang thôn khác trong xã", hamlet_id=2)

    made = write(database, family.id, event)

    new = now(database, made.new_id)
    assert (new.code, new.hamlet_id, new.size) == ("TH-001", 2, 5)
    assert [m.relation for m in new.members] == [m.relation for m in family.members]
    with database.reading() as connection:
        assert household_events.category_on(connection, made.new_id, DAY) is Category.POOR


def test_a_household_moves_in_with_the_class_decided_elsewhere(database):
    event = Happening(
        EventKind.MOVED_IN, DAY, "Chuyển từ xã khác đến", hamlet_id=2, category=Category.NEAR_POOR
    )

    made = write(database, None, event, newcomers=(Newcomer(make_person("Võ Văn Ninh")),))

    with database.reading() as connection:
        (line,) = household_links.timeline(connection, made.household_id)
        assert household_events.category_on(connection, made.household_id, DAY) is Category.NEAR_POOR
    assert now(database, made.household_id).head_name == "Võ Văn Ninh"
    assert (line.kind, line.size_before, line.size_after) == (EventKind.MOVED_IN, 0, 1)


def test_what_happened_before_a_recognised_closing_does_not_change_it(database, family):
    """The figures of 31/12/2023 are decided: a death in December counts from January."""
    round_id = open_year(database, 2023)
    with database.writing() as act:
        act.describe("Công nhận")
        act.update(review_round, round_id, {"state": str(RoundState.RECOGNISED)})
    key = ids(family)["Đinh Thị Ương"]
    event = Happening(EventKind.MEMBER_DIED, date(2023, 12, 20), "Già yếu", (key,))
    words = look(database, family.id, event).sentences

    write(database, family.id, event)

    assert words[0] == (
        "Số liệu đến ngày 31/12/2023 đã công nhận nên giữ nguyên; việc ngày 20/12/2023 được tính từ ngày "
        "01/01/2024."
    )
    assert now(database, family.id, date(2023, 12, 31)).size == 5
    assert now(database, family.id, date(2024, 1, 1)).size == 4
    with database.reading() as connection:
        assert household_events.person_by_id(connection, key).died_on == date(2023, 12, 20)
        (line,) = household_links.timeline(connection, family.id)
    assert line.note == "Xảy ra ngày 20/12/2023"


def test_an_event_written_late_moves_the_sizes_of_later_ones(database, family):
    people = ids(family)
    for day, name in ((date(2024, 8, 1), "Hồ Thị Én"), (date(2024, 3, 1), "Hồ Thị Thuỷ")):
        write(
            database, family.id, Happening(EventKind.MEMBER_LEFT, day, "Chuyển đi nơi khác", (people[name],))
        )

    with database.reading() as connection:
        lines = household_links.timeline(connection, family.id)
    assert [(line.size_before, line.size_after) for line in lines] == [(4, 3), (5, 4)]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 12, 31), "Hộ Hồ Văn Đào (TL-001) vào sổ ngày 01/01/2022. Ghi ngày từ 01/01/2022 trở đi."),
        (date(2024, 10, 16), "Ngày 16/10/2024 ở sau hôm nay."),
        (None, "Chưa nhập ngày. Gõ đủ ngày, tháng, năm, ví dụ 05/9/2024."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(database, family, day, words):
    found = look(database, family.id, Happening(EventKind.ENDED, day, "Không còn ai ở"))

    assert words in [problem.message for problem in found.problems]
    with pytest.raises(EventRefused):
        write(database, family.id, Happening(EventKind.ENDED, day, "Không còn ai ở"))


def test_a_household_that_has_ended_has_no_further_events(database, family):
    write(database, family.id, Happening(EventKind.ENDED, DAY, "Không còn ai ở"))

    found = look(database, family.id, Happening(EventKind.MOVED_OUT, date(2024, 8, 1), "Chuyển đi xã khác"))
    assert found.problems[0].message == "Hộ Hồ Văn Đào (TL-001) đã kết thúc ngày 06/05/2024."


def test_a_household_typed_in_already_can_be_told_to_have_moved_in(database, neighbours):
    """Else it would count as newly poor here."""
    write(database, neighbours.id, Happening(EventKind.MOVED_IN, DAY, "Chuyển từ xã khác đến"))

    with database.reading() as connection:
        row = connection.execute(select(household).where(household.c.id == neighbours.id)).one()
        (line,) = household_links.timeline(connection, neighbours.id)
    assert row.registered_on == DAY and now(database, neighbours.id, date(2024, 5, 5)).size == 0
    assert (line.kind, line.size_before, line.size_after) == (EventKind.MOVED_IN, 0, 2)


def test_a_household_with_a_past_here_has_not_just_moved_in(database, family):
    found = look(database, family.id, Happening(EventKind.MOVED_IN, DAY, "Chuyển từ xã khác đến"))

    assert [problem.field for problem in found.problems] == ["household"]


def test_people_are_found_by_name_with_where_they_live(database, family):
    with database.reading() as connection:
        ((someone, where),) = household_events.people_named(connection, "uong")

    assert (someone.full_name, where) == ("Đinh Thị Ương", "hộ Hồ Văn Đào (TL-001), Trà Lạc")


@pytest.mark.parametrize(("typed", "found"), [("ho van", 2), ("van anh", 1), ("o van", 0), ("ho thi", 2)])
def test_a_name_is_found_from_any_of_its_words_on(database, family, typed, found):
    with database.reading() as connection:
        assert len(household_events.people_named(connection, typed)) == found
