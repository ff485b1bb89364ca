"""Identity, hamlets, totals and signers: dated, never deleted while in use."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.commune import CommuneIdentity, Hamlet, HamletTotal, Signer, identity_on
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.storage import commune, plan_edits, plans
from tests.storage import made_once


@pytest.fixture
def database(tmp_path: Path):
    made = made_once.register(tmp_path / "Nguyễn Văn Ánh" / "hồ sơ" / "povdesk.db")
    yield made
    made.close()


def write(database, work, *arguments):
    with database.writing() as act:
        return work(act, *arguments)


def read(database, work, *arguments):
    with database.reading() as connection:
        return work(connection, *arguments)


def test_shipped_names_change_on_the_first_of_july_2025():
    before, after = commune.default_identities()

    assert (before.full_name, before.district, before.valid_to) == (
        "xã Trà Lâm",
        "huyện Trà Bồng",
        date(2025, 6, 30),
    )
    assert (after.full_name, after.district, after.valid_from) == ("xã Thanh Bồng", "", date(2025, 7, 1))
    assert "chưa kiểm chứng" in after.note


def test_a_new_name_closes_the_old_one_the_day_before(database):
    write(database, commune.save_identity, CommuneIdentity("Trà Lâm", valid_from=date(2021, 1, 1)))
    write(database, commune.save_identity, CommuneIdentity("Thanh Bồng", valid_from=date(2025, 7, 1)))

    names = read(database, commune.identities)

    assert identity_on(names, date(2025, 6, 30)).name == "Trà Lâm"
    assert identity_on(names, date(2025, 7, 1)).name == "Thanh Bồng"


def test_two_names_at_one_time_are_refused(database):
    for identity in commune.default_identities():
        write(database, commune.save_identity, identity)

    with pytest.raises(InvalidInput, match="Thời gian trùng với xã Trà Lâm"):
        write(
            database,
            commune.save_identity,
            CommuneIdentity("Trà Tân", valid_from=date(2022, 1, 1), valid_to=date(2023, 1, 1)),
        )


def test_a_name_is_corrected_in_place(database):
    uid = write(database, commune.save_identity, CommuneIdentity("Trà Lam"))
    kept = read(database, commune.identities)[0]

    write(database, commune.save_identity, dataclasses.replace(kept, name="Trà Lâm"))

    assert [one.name for one in read(database, commune.identities)] == ["Trà Lâm"]
    assert read(database, commune.identities)[0].uid == uid


def test_hamlets_are_listed_in_their_order_on_a_day(database):
    write(database, commune.save_hamlet, Hamlet("Trà Xanh", position=2))
    first = write(database, commune.save_hamlet, Hamlet("Trà Hoa", position=1))
    write(database, commune.retire_hamlet, first, date(2023, 12, 31))
    write(database, commune.save_hamlet, Hamlet("Trà Mới", position=3, predecessor=first))

    assert [one.name for one in read(database, commune.hamlets, date(2023, 6, 1))] == [
        "Trà Hoa",
        "Trà Xanh",
        "Trà Mới",
    ]
    assert [one.name for one in read(database, commune.hamlets, date(2024, 6, 1))] == ["Trà Xanh", "Trà Mới"]
    assert read(database, commune.hamlets)[-1].predecessor == first


def test_two_hamlets_of_one_name_are_refused(database):
    write(database, commune.save_hamlet, Hamlet("Trà Hoa"))

    with pytest.raises(InvalidInput, match="Đã có thôn Trà Hoa"):
        write(database, commune.save_hamlet, Hamlet("trà hoa"))


def test_a_hamlet_in_use_is_taken_out_of_use_and_not_deleted(database):
    used = write(database, commune.save_hamlet, Hamlet("Trà Hoa"))
    unused = write(database, commune.save_hamlet, Hamlet("Trà Xanh"))
    write(database, commune.save_totals, [HamletTotal(used, 2023, 241)])

    with pytest.raises(NotPossibleNow, match="Ngừng dùng"):
        write(database, commune.delete_hamlet, used)
    write(database, commune.delete_hamlet, unused)

    assert [one.name for one in read(database, commune.hamlets)] == ["Trà Hoa"]


def test_totals_of_a_year_have_a_row_for_every_hamlet_known_or_not(database):
    first = write(database, commune.save_hamlet, Hamlet("Trà Xanh", position=1))
    second = write(database, commune.save_hamlet, Hamlet("Trà Hoa", position=2))
    write(database, commune.save_totals, [HamletTotal(first, 2023, 286, 1153, 279, 352, "Công an xã")])

    assert read(database, commune.totals, 2023) == (
        HamletTotal(first, 2023, 286, 1153, 279, 352, "Công an xã"),
        HamletTotal(second, 2023),
    )


def test_a_total_is_corrected_and_cleared(database):
    uid = write(database, commune.save_hamlet, Hamlet("Trà Xanh"))
    write(database, commune.save_totals, [HamletTotal(uid, 2023, 286)])
    write(database, commune.save_totals, [HamletTotal(uid, 2023, None)])

    assert read(database, commune.totals, 2023) == (HamletTotal(uid, 2023),)


@pytest.mark.parametrize(
    "numbers, words",
    [
        ((100, 400, 101, None), "dân tộc thiểu số lớn hơn"),
        ((100, 400, 90, 401), "trẻ em dưới 16 tuổi lớn hơn"),
        ((100, 90, None, None), "Tổng số hộ lớn hơn"),
        ((-1, None, None, None), "không được âm"),
    ],
)
def test_a_part_larger_than_its_whole_is_refused(database, numbers, words):
    uid = write(database, commune.save_hamlet, Hamlet("Trà Xanh"))

    with pytest.raises(InvalidInput, match=words):
        write(database, commune.save_totals, [HamletTotal(uid, 2023, *numbers)])


def test_the_default_signer_of_a_day_is_proposed(database):
    write(database, commune.save_signer, Signer("Đinh Thị Niềm", is_default=True, valid_to=date(2024, 6, 30)))
    write(
        database,
        commune.save_signer,
        Signer("Hồ Văn Bền", "Phó Chủ tịch", "KT.", valid_from=date(2024, 1, 1)),
    )

    assert read(database, commune.default_signer, date(2024, 3, 5)).full_name == "Đinh Thị Niềm"
    assert read(database, commune.default_signer, date(2024, 7, 1)).full_name == "Hồ Văn Bền"
    assert read(database, commune.default_signer, date(2024, 7, 1)).is_deputy


def test_there_is_one_default_signer(database):
    write(database, commune.save_signer, Signer("Đinh Thị Niềm", is_default=True))
    write(database, commune.save_signer, Signer("Hồ Văn Bền", is_default=True))

    assert [one.full_name for one in read(database, commune.signers) if one.is_default] == ["Hồ Văn Bền"]


def test_a_signer_of_a_plan_is_retired_and_not_deleted(database):
    uid = write(database, commune.save_signer, Signer("Đinh Thị Niềm"))
    plan_id = write(database, plans.create_plan, 2024)
    plan = read(database, plans.load, plan_id)
    write(database, plan_edits.save_details, dataclasses.replace(plan, signer=uid))

    with pytest.raises(NotPossibleNow, match="đang được dùng"):
        write(database, commune.delete_signer, uid)
    write(database, commune.retire_signer, uid, date(2024, 12, 31))

    assert read(database, commune.signers, date(2025, 1, 1)) == ()
    assert read(database, plans.load, plan_id).signer == uid


def test_dates_that_run_backwards_are_refused(database):
    with pytest.raises(InvalidInput, match="trước ngày bắt đầu"):
        write(
            database,
            commune.save_signer,
            Signer("Đinh Thị Niềm", valid_from=date(2024, 1, 1), valid_to=date(2023, 1, 1)),
        )


def test_a_name_typed_with_its_kind_is_kept_without_it(database):
    write(database, commune.save_hamlet, Hamlet("Thôn Trà Hoa"))
    write(database, commune.save_hamlet, Hamlet("Thôn Tre", kind="bản"))

    assert sorted(one.full_name for one in read(database, commune.hamlets)) == [
        "bản Thôn Tre",
        "thôn Trà Hoa",
    ]
