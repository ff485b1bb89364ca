"""“Vì sao hộ này?” reads exactly what a family is told, from a commune made by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Category
from povdesk.storage import catalogue_edits, confirmation, issued_papers, near_limit, why_household
from povdesk.storage.database import Database
from tests.storage.counter import (
    REVIEWED_ON,
    TODAY,
    add_form,
    make_counter,
    recognise,
    support,
)


@pytest.fixture
def counter(data_folder: Path) -> Iterator[tuple[Database, int, int]]:
    opened = make_counter(data_folder)
    yield opened
    opened[0].close()


def test_each_lack_comes_with_its_fact(counter: tuple[Database, int, int]) -> None:
    database, family, this = counter
    add_form(
        database, family, this, ["health_insurance", "housing_quality"], notes={"housing_quality": "Nhà tạm."}
    )
    with database.reading() as connection:
        why = why_household.gather(connection, family, TODAY)

    assert why.counted is not None
    facts = {lack.name: lack.fact for lack in why.counted.lacks}
    assert facts["Bảo hiểm y tế"] == "Đinh Thị Ương không có thẻ BHYT."
    assert facts["Chất lượng nhà ở"].startswith("Nhà tạm.")
    assert (why.counted.income_points, why.counted.deprivation_points) == (100, 20)
    assert why.counted.computed is Category.NEAR_POOR
    assert why.counted.reviewed_on == REVIEWED_ON


def test_a_class_decided_in_december_is_told_before_it_applies(counter: tuple[Database, int, int]) -> None:
    database, family, _this = counter
    recognise(database, family, Category.POOR, 2025, "87/QĐ-UBND")

    with database.reading() as connection:
        before = why_household.gather(connection, family, date(2024, 12, 11))
        after = why_household.gather(connection, family, date(2024, 12, 20))
        paper = confirmation.gather(connection, family, date(2024, 12, 20))
    assert (before.in_force, before.coming, after.in_force) == (None, None, None)
    assert after.coming is not None and after.coming.category is Category.POOR
    assert paper.reason == "Quyết định số 87/QĐ-UBND chỉ áp dụng từ 01/01/2025."


def test_computed_and_in_force_are_two_things(counter: tuple[Database, int, int]) -> None:
    database, family, this = counter
    recognise(database, family, Category.POOR, 2024)
    add_form(database, family, this, [])
    with database.reading() as connection:
        why = why_household.gather(connection, family, TODAY)

    assert why.in_force is not None and why.counted is not None
    assert (why.in_force.category, why.in_force.number) == (Category.POOR, "62/QĐ-UBND")
    assert why.counted.computed is Category.NEAR_POOR


def test_a_draft_explains_nothing_and_that_is_said(counter: tuple[Database, int, int]) -> None:
    database, family, this = counter
    add_form(database, family, this, state="draft")
    with database.reading() as connection:
        why = why_household.gather(connection, family, TODAY)
        of_round = why_household.gather(connection, family, TODAY, round_id=this)

    assert why.counted is None and "chưa có phiếu" in why.remark
    assert of_round.counted is not None and "bản nháp" in of_round.remark


def test_support_of_the_year_is_added_up_by_kind_without_visits(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    support(database, family, "HO_TRO_TIEN_DIEN", date(2024, 1, 20), 165_000)
    support(database, family, "HO_TRO_TIEN_DIEN", date(2024, 4, 20), 165_000)
    support(database, family, "TAP_HUAN_SAN_XUAT", date(2024, 6, 1))
    support(database, family, "THAM_HO", date(2024, 7, 1))
    support(database, family, "HO_TRO_NHA_O", date(2023, 7, 1), 40_000_000)
    support(database, family, "HO_TRO_NHA_O", date(2024, 12, 1), 40_000_000)
    support(database, family, "HO_TRO_NUOC_SINH_HOAT", date(2024, 8, 1), deleted_at="2024-08-02")
    with database.reading() as connection:
        why = why_household.gather(connection, family, TODAY)

    assert [(one.times, one.last_on, one.amount) for one in why.received] == [
        (1, date(2024, 6, 1), None),
        (2, date(2024, 4, 20), 330_000),
    ]


def test_only_rights_that_the_list_of_policies_gives_to_the_class_are_told(
    counter: tuple[Database, int, int],
) -> None:
    database, family, _ = counter
    recognise(database, family, Category.POOR, 2024)
    with database.reading() as connection:
        assert why_household.gather(connection, family, TODAY).rights == ()
    for code, classes in (("health", ["poor", "near_poor"]), ("education", ["near_poor"])):
        extra = {"classes": classes, "words": "Theo văn bản xã đã nhập."}
        with database.writing() as act:
            catalogue_edits.keep(act, "policies", CatalogueItem(code, f"Chính sách {code}", extra=extra))

    with database.reading() as connection:
        rights = why_household.gather(connection, family, TODAY).rights

    assert [(one.policy, one.words) for one in rights] == [("Chính sách health", "Theo văn bản xã đã nhập.")]


def test_newly_escaped_families_have_rights_of_their_own(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    recognise(database, family, Category.POOR, 2023)
    recognise(database, family, Category.NOT_POOR, 2024)
    for code, classes in (("credit", ["escaped"]), ("health", ["poor"]), ("legal", ["not_poor"])):
        with database.writing() as act:
            catalogue_edits.keep(act, "policies", CatalogueItem(code, code, extra={"classes": classes}))

    with database.reading() as connection:
        rights = why_household.gather(connection, family, TODAY).rights

    assert [one.policy for one in rights] == ["credit"]


def test_what_can_be_confirmed_names_its_decision_and_its_people(counter: tuple[Database, int, int]) -> None:
    database, family, _ = counter
    with database.reading() as connection:
        assert confirmation.gather(connection, family, TODAY).standing is None
    recognise(database, family, Category.NEAR_POOR, 2024)

    with database.reading() as connection:
        facts = confirmation.gather(connection, family, TODAY)

    assert facts.standing is not None and facts.standing.words == "hộ cận nghèo"
    assert facts.standing.found.number == "62/QĐ-UBND"
    assert facts.place == "Tổ 2, thôn Trà Lạc, xã Trà Thử"
    assert [one.full_name for one in facts.signers] == ["Đinh Thị Suối", "Hồ Văn Tre"]


def test_a_number_is_never_invented_and_never_given_twice(counter: tuple[Database, int, int]) -> None:
    from povdesk.domain.errors import InvalidInput

    database, family, _ = counter
    keys = []
    for _place in range(2):
        with database.writing() as act:
            act.describe("In giấy xác nhận")
            row = {"kind": "GXN", "symbol": "GXN-UBND", "year": 2024, "household_id": family, "pdf": b"%PDF"}
            keys.append(issued_papers.record(act, row))
    with database.reading() as connection:
        assert [row.number for row in issued_papers.rows(connection, 2024)] == ["", ""]
    with database.writing() as act:
        issued_papers.give_number(act, keys[0], " 7 ", date(2024, 10, 16))

    with pytest.raises(InvalidInput), database.writing() as act:
        issued_papers.give_number(act, keys[1], "7", date(2024, 10, 17))
    with pytest.raises(InvalidInput), database.writing() as act:
        issued_papers.give_number(act, keys[1], "8", date(2025, 1, 2))

    with database.reading() as connection:
        by_key = {row.id: (row.number, row.signed_on) for row in issued_papers.rows(connection)}
        kept = issued_papers.pdf(connection, keys[1])
    assert by_key == {keys[0]: ("7", date(2024, 10, 16)), keys[1]: ("", None)}
    assert kept == b"%PDF"


@pytest.mark.parametrize(
    ("points", "lacks", "why"),
    [
        (135, 1, "B1 dưới giới hạn 5 điểm"),
        (150, 4, "B1 trên giới hạn 10 điểm"),
        (100, 2, "Thiếu hụt 2 chỉ số"),
        (140, 3, "B1 đúng giới hạn, thiếu hụt 3 chỉ số"),
        (100, 4, None),
        (151, 3, None),
    ],
)
def test_the_list_of_households_near_a_limit(
    counter: tuple[Database, int, int], points: int, lacks: int, why: str | None
) -> None:
    from tests.storage.counter import CODES

    database, family, this = counter
    add_form(database, family, this, CODES[:lacks], points=points)
    with database.reading() as connection:
        found = near_limit.households(connection, TODAY)

    assert [one.why for one in found] == ([why] if why else [])
