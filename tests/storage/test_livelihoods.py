"""Models of livelihood: kept whole, counted once, taken back in one step."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.livelihood import Model, Participant, Totals, totals
from povdesk.storage import livelihoods
from povdesk.storage.act import last_act
from povdesk.storage.tables import project

from .people import keep_all, make_commune, make_household


@pytest.fixture
def commune(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def of_year(database, year: int = 2024) -> tuple[Model, ...]:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return livelihoods.models(connection, year)


def kept(database, model: Model) -> str:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        return livelihoods.save(act, model)


def test_a_model_comes_back_with_project_hamlet_households_and_what_they_put_in(commune) -> None:  # type: ignore[no-untyped-def]
    one, two = keep_all(commune, [make_household("Hồ Văn Đào"), make_household("Đinh Thị Ké", hamlet_id=2)])
    with commune.writing() as act:
        act.describe("Dự án")
        key = act.insert(project, {"code": "T1", "name": "Đa dạng hóa sinh kế", "short_name": "Dự án 2"})
    kept(
        commune,
        Model(
            " Nuôi  bò sinh sản ",
            key,
            2,
            "Nhóm hộ",
            date(2024, 3, 1),
            members=(
                Participant(one.id, date(2024, 3, 1), None, 12.5, 500_000),
                Participant(two.id, date(2024, 4, 1), date(2024, 9, 1), None, None, "01 con bê", 7_000_000),
            ),
        ),
    )

    (model,) = of_year(commune)
    assert (model.name, model.project, model.hamlet) == ("Nuôi bò sinh sản", "Dự án 2", "thôn Trà Hoa")
    first, second = model.members
    assert (first.head_name, first.labour, first.money) == ("Hồ Văn Đào", 12.5, 500_000)
    assert (second.hamlet, second.goods, second.goods_value) == ("thôn Trà Hoa", "01 con bê", 7_000_000)
    # The second household left on 1 September; what it put in still counts.
    assert totals([model], date(2024, 8, 31)) == Totals(2, 12.5, 500_000, 7_000_000)
    assert totals([model], date(2024, 9, 1)) == Totals(1, 12.5, 500_000, 7_000_000)


def test_a_household_in_two_models_counts_once(commune) -> None:  # type: ignore[no-untyped-def]
    (one,) = keep_all(commune, [make_household("Hồ Văn Đào")])
    for name in ("Nuôi bò", "Trồng quế"):
        kept(commune, Model(name, members=(Participant(one.id, money=100_000),)))

    assert totals(of_year(commune), date(2024, 10, 1)) == Totals(1, 0, 200_000, 0)


def test_changing_a_model_touches_only_what_changed_and_can_be_taken_back(commune) -> None:  # type: ignore[no-untyped-def]
    one, two = keep_all(commune, [make_household("Hồ Văn Đào"), make_household("Hồ Văn Bình")])
    uid = kept(commune, Model("Nuôi bò", members=(Participant(one.id, labour=3),)))
    before = of_year(commune)[0]
    kept(commune, replace(before, members=(Participant(two.id, money=5),), uid=uid))
    assert [member.head_name for member in of_year(commune)[0].members] == ["Hồ Văn Bình"]

    with commune.reading() as connection:
        last = last_act(connection)
    assert last is not None
    with commune.writing() as act:
        act.undo(last[0])
    assert of_year(commune)[0] == before


def test_a_deleted_model_takes_its_lines_along_and_no_household(commune) -> None:  # type: ignore[no-untyped-def]
    (one,) = keep_all(commune, [make_household("Hồ Văn Đào")])
    uid = kept(commune, Model("Nuôi bò", members=(Participant(one.id, labour=3),)))
    with commune.writing() as act:
        livelihoods.delete(act, uid)

    assert of_year(commune) == ()
    with commune.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM livelihood_contribution").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM household").scalar() == 1


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Model(" "), "tên mô hình"),
        (Model("A", started_on=date(2024, 5, 1), ended_on=date(2024, 4, 1)), "kết thúc"),
        (Model("A", members=(Participant(1), Participant(1))), "hai dòng"),
        (Model("A", members=(Participant(1, date(2024, 5, 1), date(2024, 4, 1)),)), "rời"),
        (Model("A", members=(Participant(1, money=-1),)), "nhỏ hơn 0"),
    ],
)
def test_what_cannot_be_is_refused_in_words(commune, model: Model, words: str) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act, pytest.raises(InvalidInput, match=words):
        livelihoods.save(act, model)


def test_only_models_of_the_year_are_listed(commune) -> None:  # type: ignore[no-untyped-def]
    kept(commune, Model("Cũ", started_on=date(2020, 1, 1), ended_on=date(2023, 12, 31)))
    kept(commune, Model("Đang chạy", started_on=date(2023, 6, 1)))
    kept(commune, Model("Sang năm", started_on=date(2025, 1, 1)))

    assert [model.name for model in of_year(commune)] == ["Đang chạy"]
