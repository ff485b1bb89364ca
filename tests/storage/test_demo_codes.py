"""The invented commune speaks the program's own codes, and its facts agree with its answers."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.standard import standard_by_id
from povdesk.domain.suggestions import suggest
from povdesk.domain.validation import Level, find_problems
from povdesk.storage import review_rows
from povdesk.storage.tables import (
    membership,
    metadata,
    person,
    review,
    review_answer,
    review_group,
    review_member,
    review_need,
    review_reason,
    support_event,
)
from tests.storage import made_once


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = made_once.sample_commune(tmp_path_factory.mktemp("xã mẫu") / "povdesk.db")
    with database.reading() as opened:
        yield opened
    database.close()


@pytest.mark.parametrize(
    ("column", "catalogue"),
    [
        (person.c.ethnic_group, "ethnic_groups"),
        (membership.c.relation, "relations"),
        (review.c.wall, "house_walls"),
        (review.c.column, "house_columns"),
        (review.c.roof, "house_roofs"),
        (review.c.water, "water_sources"),
        (review.c.latrine, "latrines"),
        (review.c.lighting, "lightings"),
        (review.c.main_reason, "reasons"),
        (review_member.c.school_level, "school_levels"),
        (review_member.c.education, "education_levels"),
        (review_member.c.training, "training_levels"),
        (review_member.c.work_status, "work_statuses"),
        (review_member.c.work_kind, "work_kinds"),
        (review_member.c.contract, "contracts"),
        (review_member.c.social_allowance, "social_allowances"),
        (review_member.c.pension, "pensions"),
        (review_reason.c.reason, "reasons"),
        (review_need.c.need, "needs"),
        (review_group.c.group, "priority_groups"),
        (support_event.c.kind, "support_kinds"),
        (support_event.c.policy, "policies"),
        (metadata.tables["organisation_membership"].c.organisation, "organisations"),
    ],
)
def test_every_code_is_in_its_list(connection: Connection, column, catalogue: str) -> None:
    used = {code for code in connection.execute(select(column).distinct()).scalars() if code}

    assert used
    assert used <= {item.code for item in catalogues.load(catalogue)}


def test_every_kind_of_support_occurs_with_a_subject_it_may_have(connection: Connection) -> None:
    pairs = connection.execute(select(support_event.c.kind, support_event.c.subject).distinct()).all()

    for kind, subject in pairs:
        item = catalogues.item_of("support_kinds", kind)
        assert item is not None and subject in item.extra["subjects"], (kind, subject)
    assert {kind for kind, _subject in pairs} == {item.code for item in catalogues.load("support_kinds")}


def test_every_form_answers_the_twelve_indicators_of_its_standard(connection: Connection) -> None:
    answers: dict[int, set[str]] = {}
    for row in connection.execute(select(review_answer)):
        answers.setdefault(row.review_id, set()).add(row.indicator)
    for row in connection.execute(select(review)):
        wanted = {indicator.code for indicator in standard_by_id(row.standard_id).indicators}
        assert answers[row.id] == wanted


def test_the_kept_suggestions_are_what_the_rules_propose_from_the_facts(connection: Connection) -> None:
    for row in connection.execute(select(review)).all():
        form = review_rows.read(connection, row.id)
        household = review_rows.household_then(connection, row.household_id, row.id)

        proposed = suggest(standard_by_id(row.standard_id), household, form, row.reviewed_on)

        kept = {code: answer.suggested for code, answer in form.answers.items()}
        assert kept == {code: suggestion.lacking for code, suggestion in proposed.items()}, row.id


def test_closed_forms_have_nothing_missing_and_nothing_odd(connection: Connection) -> None:
    for row in connection.execute(select(review).where(review.c.state != "draft")).all():
        form = review_rows.read(connection, row.id)
        household = review_rows.household_then(connection, row.household_id, row.id)

        problems = find_problems(standard_by_id(row.standard_id), household, form)

        missing = {problem.level for problem in problems} <= {Level.MISSING}
        assert problems == [] or (row.state == "recognised" and row.difference_reason and missing)
