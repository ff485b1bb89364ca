"""Each value of a form tells when it was changed, by whom, from what to what."""

from dataclasses import replace
from datetime import date

import pytest

from povdesk.domain.household import YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, Lacking
from povdesk.domain.standard import standard_by_id
from povdesk.storage import reviews, value_history
from tests.storage.people import STANDARD, classed, keep, make_commune, make_household, open_year

RULES = standard_by_id(STANDARD)


@pytest.fixture
def database(data_folder):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def saved(database):
    """Đào's form, saved; then another B1, another answer, another birth, no card."""
    from povdesk.domain.household import Category

    family = keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Ương", "wife")), date(2022, 1, 1))
    classed(database, family, Category.POOR, 2023)
    this = open_year(database)

    def form():
        with database.reading() as connection:
            return reviews.open_form(connection, family.id, this)

    def save(household, review):
        with database.writing() as act:
            return reviews.save(act, RULES, household, review)

    first = form()
    answers = {"water": Answer(Lacking.NO)}
    save(first.household, replace(first.review, income_points=120, answers=answers, reviewer="Đinh Văn Hoà"))
    second = form()
    head, wife = second.household.members
    head = replace(
        head,
        person=replace(head.person, born=PartialDate(1979, 5)),
        facts=replace(head.facts, health_insurance=YesNo.NO),
    )
    answers = {"water": Answer(Lacking.YES)}
    household = replace(second.household, members=(head, wife))
    kept = save(household, replace(second.review, income_points=105, answers=answers))
    return family.uid, kept.review_id, head.person.id


def told(changes):
    return [(change.before, change.after) for change in changes]


def test_a_number_tells_both_its_changes(database, saved):
    uid, review_id, _person = saved
    with database.reading() as connection:
        found = value_history.of_form(connection, uid, review_id, "income_points")

    assert told(found) == [(120, 105), (None, 120)]
    assert all(change.at.year == 2024 for change in found)


def test_an_answer_and_an_unchanged_text(database, saved):
    uid, review_id, _person = saved
    with database.reading() as connection:
        water = value_history.of_form(connection, uid, review_id, "lacking.water")
        reviewer = value_history.of_form(connection, uid, review_id, "reviewer")
        unknown = value_history.of_form(connection, uid, review_id, "no such field")

    assert told(water) == [("no", "yes"), (None, "no")]
    assert told(reviewer) == [(None, "Đinh Văn Hoà")]
    assert unknown == ()


def test_a_member_s_birth_and_card(database, saved):
    uid, review_id, person = saved
    with database.reading() as connection:
        born = value_history.of_member(connection, uid, review_id, person, "born")
        card = value_history.of_member(connection, uid, review_id, person, "health_insurance")

    assert told(born) == [("1980", "1979-05"), (None, "1980")]
    assert told(card) == [("unknown", "no"), (None, "unknown")]
