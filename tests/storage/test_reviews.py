"""Review forms: saving never blocks, closing does; last year is a suggestion; a decided form is read-only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import HEAD, Area, Category, Household, Member, MemberFacts, YesNo
from povdesk.domain.review import Answer, House, Lacking, Review, ReviewState
from povdesk.domain.standard import Standard, standard_by_id
from povdesk.domain.validation import find_problems, open_problems
from povdesk.storage import drafts, households, meetings, reviews, rounds
from povdesk.storage.act import broken_links
from povdesk.storage.database import Database
from povdesk.storage.reviews import Form, FormNotReady, Saved
from povdesk.storage.tables import history, review, review_member
from tests.storage.people import STANDARD, classed, keep, keep_all, make_commune, make_person, open_year

REVIEWED = date(2024, 9, 20)
FACTS = MemberFacts(
    health_insurance=YesNo.YES,
    insurance_number="DK2510000000001",
    studying=YesNo.NO,
    education="lower_secondary",
    training="none",
    trained=YesNo.NO,
    work_status="working",
    work_kind="other",
    contract="not_waged",
    able_to_work=YesNo.YES,
    disabled=YesNo.NO,
    merit=YesNo.NO,
    need_job=YesNo.YES,
)
HOUSE = House(40.0, "brick", "solid", "sheet", "piped", "septic", "grid", YesNo.YES, YesNo.YES)


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def standard() -> Standard:
    return standard_by_id(STANDARD)


def _family(name: str = "Hồ Văn Đào", **more: Any) -> Household:
    return Household(hamlet_id=1, members=(Member(make_person(name), HEAD, facts=FACTS),), **more)


def _complete(standard: Standard, round_id: int, *lacks: str, points: int = 110, **more: Any) -> Review:
    """A form without anything missing; what is merely unlikely is accepted."""
    answers = {
        indicator.code: Answer(Lacking.YES if indicator.code in lacks else Lacking.NO)
        for indicator in standard.indicators
    }
    form = Review(
        round_id=round_id,
        standard_id=standard.id,
        reviewed_on=REVIEWED,
        house=HOUSE,
        income_points=points,
        answers=answers,
        reasons=("no_land",),
        main_reason="no_land",
        needs={"house": YesNo.YES},
        groups={"ethnic_minority": YesNo.YES},
        registered_to_escape=YesNo.YES,
        **more,
    )
    unlikely = open_problems(find_problems(standard, _family(), form, REVIEWED), form)
    return replace(form, accepted_warnings={problem.key: "Đã hỏi lại" for problem in unlikely})


def _save(database: Database, standard: Standard, household: Household, form: Review, **more: Any) -> Saved:
    with database.writing() as act:
        return reviews.save(act, standard, household, form, **more)


def _close(database: Database, standard: Standard, household: Household, form: Review) -> Saved:
    with database.writing() as act:
        return reviews.close(act, standard, household, form)


def _open(database: Database, household_id: int, round_id: int) -> Form:
    with database.reading() as connection:
        return reviews.open_form(connection, household_id, round_id)


def _row(database: Database, saved: Saved) -> Any:
    with database.reading() as connection:
        return connection.execute(review.select().where(review.c.id == saved.review_id)).mappings().one()


def _recognise(database: Database, review_id: int, category: Category) -> None:
    with database.writing() as act:
        act.describe("Công nhận")
        act.update(review, review_id, {"state": "recognised", "recognised": str(category)})


def test_a_complete_form_comes_back_as_it_was_saved(database: Database, standard: Standard) -> None:
    form = _complete(standard, open_year(database), "water", "latrine", "telecom", "health_insurance")

    saved = _save(database, standard, _family(), form)

    opened = _open(database, saved.household_id, form.round_id or 0)
    kept = opened.review
    assert replace(kept, id=None, uid="") == replace(
        form, household_id=saved.household_id, computed=Category.POOR
    )
    assert opened.household.members[0].facts == FACTS
    assert (_row(database, saved)["deprivation_points"], kept.state) == (40, ReviewState.DRAFT)


# Worked cases of domain/rules.md 2.2: area, B1, number of deprivations, class.
@pytest.mark.parametrize(
    ("area", "points", "lacks", "category"),
    [
        (Area.RURAL, 110, 4, Category.POOR),
        (Area.RURAL, 150, 2, Category.NOT_POOR),
        (Area.RURAL, 140, 3, Category.POOR),
        (Area.RURAL, 140, 2, Category.NEAR_POOR),
        (Area.RURAL, 145, 12, Category.NOT_POOR),
        (Area.URBAN, 175, 3, Category.POOR),
        (Area.URBAN, 180, 5, Category.NOT_POOR),
    ],
)
def test_the_class_is_computed_and_kept_with_the_form(
    database: Database, standard: Standard, area: Area, points: int, lacks: int, category: Category
) -> None:
    codes = [indicator.code for indicator in standard.indicators][:lacks]
    form = _complete(standard, open_year(database), *codes, points=points, area=area)

    saved = _save(database, standard, _family(), form)

    row = _row(database, saved)
    assert (row["computed"], row["deprivation_points"]) == (str(category), 10 * lacks)


def test_a_half_filled_form_is_saved_but_not_closed(database: Database, standard: Standard) -> None:
    form = Review(round_id=open_year(database), reviewed_on=REVIEWED)

    saved = _save(database, standard, _family(), form)
    with pytest.raises(FormNotReady, match="Chưa chốt được phiếu vì còn") as refused:
        _close(database, standard, _family(id=saved.household_id), form)

    assert saved.state is ReviewState.DRAFT
    assert "income_points" in [problem.field for problem in refused.value.problems]
    assert _row(database, saved)["computed"] == "undecided"
    assert _row(database, saved)["deprivation_points"] is None


def test_closing_needs_a_reason_for_what_is_unlikely(database: Database, standard: Standard) -> None:
    form = _complete(standard, open_year(database), "water", points=112)  # not a multiple of five
    unreasoned = replace(form, accepted_warnings={**form.accepted_warnings, "income_points": "  "})

    with pytest.raises(FormNotReady, match="cảnh báo chưa ghi lý do"):
        _close(database, standard, _family(), unreasoned)

    assert _close(database, standard, _family(), form).state is ReviewState.CLOSED


def test_a_closed_form_becomes_a_draft_when_something_is_taken_out(
    database: Database, standard: Standard
) -> None:
    round_id = open_year(database)
    form = _complete(standard, round_id, "water")
    saved = _close(database, standard, _family(), form)
    opened = _open(database, saved.household_id, round_id)

    still = _save(database, standard, opened.household, replace(opened.review, note="Đã gặp chủ hộ"))
    again = _save(database, standard, opened.household, replace(opened.review, income_points=None))

    assert (still.state, still.message) == (ReviewState.CLOSED, "")
    assert again.state is ReviewState.DRAFT
    assert again.message == (
        "Phiếu trở lại bản nháp vì còn 1 mục chưa trả lời. Bấm F6 để tới từng chỗ, sửa xong rồi chốt lại."
    )
    assert _row(database, again)["state"] == "draft"


def test_what_is_impossible_is_refused_and_nothing_is_written(database: Database, standard: Standard) -> None:
    form = replace(_complete(standard, open_year(database)), income_points=-5)

    with pytest.raises(FormNotReady, match="không âm"):
        _save(database, standard, _family(), form)

    with database.reading() as connection:
        assert connection.execute(review.select()).first() is None


def test_a_recognised_form_is_only_looked_at(database: Database, standard: Standard) -> None:
    round_id = open_year(database)
    form = _complete(standard, round_id, "water")
    saved = _close(database, standard, _family(), form)
    _recognise(database, saved.review_id, Category.NEAR_POOR)
    opened = _open(database, saved.household_id, round_id)

    assert opened.is_read_only
    with pytest.raises(NotPossibleNow, match="chỉ xem, không sửa"):
        _save(database, standard, opened.household, replace(opened.review, note="Sửa"))
    with pytest.raises(NotPossibleNow, match="chỉ xem, không sửa"), database.writing() as act:
        reviews.reopen(act, saved.review_id)


def test_a_recognised_form_shows_the_family_it_was_decided_on(database: Database, standard: Standard) -> None:
    round_id = open_year(database)
    child = Member(make_person("Hồ Thị Lành", born="2015"), "child", facts=MemberFacts(studying=YesNo.YES))
    family = replace(_family(), members=(*_family().members, child))
    saved = _save(database, standard, family, _complete(standard, round_id))
    _recognise(database, saved.review_id, Category.NOT_POOR)
    with database.reading() as connection:
        now = households.get(connection, saved.household_id)
    keep(database, replace(now, members=now.members[:1]))

    opened = _open(database, saved.household_id, round_id)

    assert [m.person.full_name for m in opened.household.members] == ["Hồ Văn Đào", "Hồ Thị Lành"]
    assert opened.household.members[1].facts.studying is YesNo.YES


def test_a_new_years_form_takes_over_facts_and_only_suggests_answers(
    database: Database, standard: Standard
) -> None:
    before = open_year(database, 2023)
    form = replace(_complete(standard, before, "water", "latrine"), reviewed_on=date(2023, 10, 1))
    saved = _close(database, standard, _family(), form)
    _recognise(database, saved.review_id, Category.NEAR_POOR)
    with database.reading() as connection:
        family = households.get(connection, saved.household_id)
    classed(database, family, Category.NEAR_POOR, 2023)

    opened = _open(database, saved.household_id, open_year(database))

    begun, facts = opened.review, opened.household.members[0].facts
    assert (begun.id, begun.state, begun.income_points, begun.reasons) == (None, ReviewState.DRAFT, None, ())
    assert begun.house == HOUSE
    assert begun.answers["water"] == Answer(Lacking.YES, carried_over=True)
    assert set(begun.lacking.values()) == {Lacking.UNKNOWN}
    assert (facts.education, facts.insurance_number) == ("lower_secondary", "DK2510000000001")
    # The card named no last day, so it held to the end of 2023; a need is noted anew each year.
    assert (facts.health_insurance, facts.need_job) == (YesNo.UNKNOWN, YesNo.UNKNOWN)
    assert opened.last_review is not None and opened.last_review.income_points == 110
    assert (opened.last_round_year, opened.last_category) == (2023, Category.NEAR_POOR)
    assert opened.last_facts[family.members[0].person.id or 0] == FACTS


def test_answers_carried_over_do_not_count_until_confirmed(database: Database, standard: Standard) -> None:
    form = _complete(standard, open_year(database), "water", "latrine", "telecom")
    carried = {code: replace(answer, carried_over=True) for code, answer in form.answers.items()}

    saved = _save(database, standard, _family(), replace(form, answers=carried))

    assert _row(database, saved)["computed"] == "undecided"


def test_people_bring_their_facts_from_the_household_they_come_from(
    database: Database, standard: Standard
) -> None:
    round_id = open_year(database)
    son = Member(make_person("Hồ Văn Con", born="2000"), "child", facts=replace(FACTS, work_status="jobless"))
    saved = _save(
        database,
        standard,
        replace(_family(), members=(*_family().members, son)),
        _complete(standard, round_id),
    )
    with database.writing() as act:
        act.describe("Chốt")
        act.update(review, saved.review_id, {"state": "closed"})
    with database.reading() as connection:
        parents = households.get(connection, saved.household_id)
    keep(database, replace(parents, members=parents.members[:1]))

    young = keep(database, Household(hamlet_id=1, members=(replace(parents.members[1], relation=HEAD),)))

    assert _open(database, young.id or 0, round_id).household.members[0].facts.work_status == "jobless"


def test_one_form_is_one_line_of_history_and_undo_takes_all_of_it_back(
    database: Database, standard: Standard
) -> None:
    round_id = open_year(database)
    form = _complete(standard, round_id, "water")
    saved = _save(database, standard, _family(), form)
    opened = _open(database, saved.household_id, round_id)
    changed = replace(
        opened.household,
        members=(replace(opened.household.members[0], facts=replace(FACTS, note="Mới chuyển việc")),),
    )
    _close(database, standard, changed, replace(opened.review, income_points=150, reasons=(), main_reason=""))

    with database.reading() as connection:
        lines = connection.execute(history.select().order_by(history.c.seq)).mappings().all()
        assert broken_links(connection) == []
    with database.writing() as act:
        act.undo(lines[-1]["seq"])

    assert [line["action"] for line in lines[-2:]] == [
        "Lưu phiếu hộ Hồ Văn Đào",
        "Chốt phiếu hộ Hồ Văn Đào",
    ]
    assert replace(_open(database, saved.household_id, round_id), draft=None) == opened


def test_saving_drops_the_typed_draft(database: Database, standard: Standard) -> None:
    form = _complete(standard, open_year(database))
    family = _family(uid="abc")
    with database.writing() as act:
        drafts.put_form(act, family, form)

    saved = _save(database, standard, family, form)

    opened = _open(database, saved.household_id, form.round_id or 0)
    assert opened.household.uid == "abc"
    assert opened.draft is None


def test_a_draft_of_a_new_household_waits_in_the_empty_form(database: Database, standard: Standard) -> None:
    round_id = open_year(database)
    with database.writing() as act:
        drafts.put_form(act, _family(), Review(round_id=round_id, note="Gõ dở"))

    with database.reading() as connection:
        empty = reviews.new_form(connection, round_id, 1)

    assert empty.draft is not None
    assert drafts.form_from_json(empty.draft.payload)[1].note == "Gõ dở"
    assert [member.relation for member in empty.household.members] == [HEAD]


def test_forms_follow_each_other_by_given_name_within_the_hamlet(database: Database) -> None:
    families = [_family("Hồ Văn Đào"), _family("Hồ Văn An"), _family("Hồ Văn Bình")]
    elsewhere = replace(_family("Hồ Văn Cao"), hamlet_id=2)
    kept = keep_all(database, [*families, elsewhere], date(2022, 1, 1))
    for family in kept:
        classed(database, family, Category.POOR, 2023)
    round_id = open_year(database)
    dao, an, binh = (family.id for family in kept[:3])

    middle = _open(database, binh or 0, round_id)
    last = _open(database, dao or 0, round_id)

    assert (middle.position, middle.total, middle.previous_id, middle.next_id) == (2, 3, an, dao)
    assert (last.position, last.next_id) == (3, None)


def test_someone_who_left_is_not_on_the_form_any_more_but_stays_on_the_decided_one(
    database: Database, standard: Standard
) -> None:
    round_id = open_year(database)
    child = Member(make_person("Hồ Thị Lành", born="2015"), "child")
    saved = _save(
        database,
        standard,
        replace(_family(), members=(*_family().members, child)),
        Review(round_id=round_id, reviewed_on=REVIEWED),
    )
    opened = _open(database, saved.household_id, round_id)
    gone = opened.household.members[1].person.id or 0

    _save(
        database,
        standard,
        replace(opened.household, members=opened.household.members[:1]),
        opened.review,
        left={gone: "Kết hôn"},
    )

    with database.reading() as connection:
        left = connection.execute(review_member.select()).mappings().all()
    assert [row["person_id"] for row in left] == [opened.household.members[0].person.id]


def test_a_form_open_meanwhile_keeps_the_meetings_word(database: Database, standard: Standard) -> None:
    key = open_year(database)
    saved = _close(database, standard, _family(), _complete(standard, key, "water", "latrine"))
    open_here = _open(database, saved.household_id, key)
    with database.writing() as act:
        meetings.put_forward(act, key, saved.household_id, Category.POOR, "Hộ vừa gặp thiên tai")

    typed = replace(open_here.review, difference_reason="")
    _save(database, standard, open_here.household, typed)

    kept = _row(database, saved)
    assert (kept["recognised"], kept["difference_reason"]) == ("poor", "Hộ vừa gặp thiên tai")


def test_a_form_without_a_round_gets_a_sentence(database: Database, standard: Standard) -> None:
    with pytest.raises(NotPossibleNow, match="Chưa chọn kỳ rà soát"):
        _save(database, standard, _family(), Review())
    with database.reading() as connection, pytest.raises(NotPossibleNow, match="Không thấy kỳ rà soát"):
        rounds.get(connection, 9)
