"""Drafts: what is being typed survives, exactly, and leaves no line in the history."""

import string
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.domain.household import Area, Category, Household, Member, MemberFacts, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, House, Lacking, Review, ReviewState
from povdesk.storage import drafts
from povdesk.storage.database import Database
from povdesk.storage.tables import history
from tests.storage.people import NOW, make_commune, make_household

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_codes = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
_days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_maybe_days = st.none() | _days
_answers = st.sampled_from(YesNo)
_born = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1900, 2100)),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(PartialDate.of, _days),
)
_sizes = st.none() | st.floats(0, 1000, allow_nan=False)
_people = st.builds(
    Person,
    full_name=_texts,
    sex=st.none() | st.sampled_from(Sex),
    born=_born,
    id_number=_texts,
    id_issued_on=_maybe_days,
    ethnic_group=_texts,
    phone=_texts,
    died_on=_maybe_days,
    id=st.none() | st.integers(1, 10**6),
    uid=_codes,
)


def _of_type(field_type: object) -> st.SearchStrategy[object]:
    return {YesNo: _answers, str: _texts}.get(field_type, _maybe_days)  # type: ignore[call-overload,no-any-return]


_facts = st.builds(
    MemberFacts,
    **{
        field.name: _sizes if field.name in ("height_cm", "weight_kg") else _of_type(type(field.default))
        for field in fields(MemberFacts)
    },
)
_members = st.builds(
    Member,
    person=_people,
    relation=_codes,
    joined_on=_maybe_days,
    facts=_facts,
    membership_id=st.none() | st.integers(1, 99),
)
_households = st.builds(
    Household,
    hamlet_id=st.none() | st.integers(1, 9),
    code=_texts,
    address=_texts,
    phone=_texts,
    area=st.none() | st.sampled_from(Area),
    note=_texts,
    members=st.lists(_members, max_size=3).map(tuple),
    id=st.none() | st.integers(1, 99),
    uid=_codes,
)
_states = st.dictionaries(_codes, _answers, max_size=3)
_reviews = st.builds(
    Review,
    round_id=st.none() | st.integers(1, 9),
    household_id=st.none() | st.integers(1, 9),
    standard_id=_texts,
    state=st.sampled_from(ReviewState),
    reviewed_on=_maybe_days,
    reviewer=_texts,
    area=st.sampled_from(Area),
    house=st.builds(House, floor_area=_sizes, wall=_texts, uses_internet=_answers),
    income_points=st.none() | st.integers(0, 500),
    income_per_person=st.none() | st.integers(0, 10**9),
    inputs=st.dictionaries(_codes, _texts, max_size=3),
    answers=st.dictionaries(
        _codes,
        st.builds(
            Answer,
            lacking=st.sampled_from(Lacking),
            suggested=st.sampled_from(Lacking),
            carried_over=st.booleans(),
            note=_texts,
        ),
        max_size=3,
    ),
    reasons=st.lists(_codes, max_size=3, unique=True).map(tuple),
    main_reason=_texts,
    needs=_states,
    groups=_states,
    accepted_warnings=st.dictionaries(_codes, _texts, max_size=2),
    computed=st.sampled_from(Category),
    recognised=st.none() | st.sampled_from(Category),
    id=st.none() | st.integers(1, 99),
)


@given(_households, _reviews)
@settings(max_examples=150, deadline=None)
def test_a_form_read_back_from_its_draft_is_exactly_the_form(household: Household, review: Review) -> None:
    assert drafts.form_from_json(drafts.form_to_json(household, review)) == (household, review)


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def test_the_newest_draft_of_a_form_takes_the_place_of_the_earlier_one(database: Database) -> None:
    family = make_household("Hồ Văn Đào", uid="abc")
    for note in ("Gõ dở", "Gõ tiếp"):
        with database.writing() as act:
            drafts.put_form(act, family, Review(round_id=3, note=note))

    with database.reading() as connection:
        found = drafts.get(connection, drafts.FORM, drafts.form_key(3, "abc"))
        everything = drafts.kept(connection, drafts.FORM)

    assert found is not None and everything == (found,)
    assert found.title == "Hồ Văn Đào"
    assert found.saved_at == NOW
    assert drafts.form_from_json(found.payload) == (family, Review(round_id=3, note="Gõ tiếp"))


def test_drafts_leave_no_line_in_the_history(database: Database) -> None:
    with database.reading() as connection:
        before = len(connection.execute(history.select()).all())

    with database.writing() as act:
        drafts.put(act, "plan", "x", "{}")
    with database.writing() as act:
        drafts.drop(act, "plan", "x")

    with database.reading() as connection:
        assert len(connection.execute(history.select()).all()) == before
        assert drafts.get(connection, "plan", "x") is None


def test_an_old_draft_without_a_newer_field_is_still_read() -> None:
    text = '{"household": {"code": "TL-001", "members": []}, "review": {"round_id": 2, "unknown": 1}}'

    assert drafts.form_from_json(text) == (Household(code="TL-001"), Review(round_id=2))
