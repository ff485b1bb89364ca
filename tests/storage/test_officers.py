"""Users of the program: PINs, failed tries, roles held to in one place, and a history of who did what."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow, PovDeskError
from povdesk.domain.officer import MANAGED, Officer, Role, check_pin, wait_after
from povdesk.storage import drafts, handover, history, households, officers, settings
from povdesk.storage.act import broken_links
from povdesk.storage.backup import keys
from povdesk.storage.tables import hamlet, metadata, officer
from tests.storage import made_once
from tests.storage.people import NOW, keep, make_commune, make_household

PIN, OTHER = "482915", "730164"


class Office:
    """A commune with a manager, somebody who enters and somebody who looks; the clock can be moved."""

    manager, enterer, viewer = 1, 2, 3

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.database = made_once.copy_of(
            "three officers", folder / "povdesk.db", self._make, lambda: self.now
        )

    def _make(self, path):
        self.database = make_commune(path.parent)
        with self.database.writing() as act:
            act.describe("Đặt tên")
            act.update(officer, self.manager, {"full_name": "Đinh Thị Lý"})
        kept = (
            self.do(lambda act: officers.save(act, Officer("Hồ Văn Ánh", "CC", Role.ENTER))),
            self.do(lambda act: officers.save(act, Officer("Phạm Thị Na", "CT", Role.VIEW))),
        )
        assert kept == (self.enterer, self.viewer)
        for one, pin in ((self.manager, PIN), (self.enterer, OTHER), (self.viewer, OTHER)):
            self.do(lambda act, one=one, pin=pin: officers.set_pin(act, one, pin))
        return self.database

    def do(self, work):
        with self.database.writing() as act:
            return work(act)

    def see(self, work):
        with self.database.reading() as connection:
            return work(connection)

    def try_pin(self, who, pin):
        return self.do(lambda act: officers.sign_in(act, who, pin))


@pytest.fixture
def office(data_folder):
    made = Office(data_folder)
    yield made
    made.database.sign_in(None)
    made.database.close()


def lines(office):
    return [(one.who, one.action) for one in office.see(history.entries)]


@pytest.mark.parametrize(
    "pin", ["123", "1111", "123456", "987654", "0123", "12ab56", "1234567890123", "", "đỏ12"]
)
def test_a_pin_that_anybody_would_try_first_is_refused(pin):
    with pytest.raises(InvalidInput):
        check_pin(pin)


def test_nobody_is_asked_who_they_are_until_there_is_a_pin(data_folder):
    database = make_commune(data_folder)
    with database.reading() as connection:
        assert officers.asks_who(connection) == ()
    database.close()


def test_what_is_kept_of_a_pin_has_its_version_and_does_not_show_it(office):
    kept = office.see(lambda connection: connection.execute(select(officer.c.pin_hash)).scalars().all())

    assert all(one.startswith("pin1$15$") and PIN not in one for one in kept)
    assert len(set(kept)) == 3
    assert officers.matches(kept[0], PIN) and not officers.matches(kept[0], OTHER)
    assert not officers.matches(None, PIN) and not officers.matches("pin9$15$00$00", PIN)


def test_the_history_names_the_setting_of_a_pin_and_never_holds_it(office):
    office.do(lambda act: officers.set_pin(act, office.manager, "915264"))
    rows = office.see(lambda c: c.exec_driver_sql("SELECT * FROM history").all())

    assert any("Đặt mã PIN của Đinh Thị Lý" in str(row) for row in rows)
    assert "pin1$" not in str(rows) and "915264" not in str(rows)


def test_signing_in_and_a_wrong_pin_both_stand_in_the_history(office):
    assert not office.try_pin(office.enterer, "000001").right
    assert office.try_pin(office.enterer, OTHER).right
    office.do(lambda act: officers.sign_out(act, office.enterer))

    assert lines(office)[:3] == [
        ("Hồ Văn Ánh", officers.SIGNED_OUT),
        ("Hồ Văn Ánh", officers.SIGNED_IN),
        ("Hồ Văn Ánh", officers.FAILED),
    ]


def test_after_three_wrong_pins_one_has_to_wait_ever_longer(office):
    waits = [office.try_pin(office.manager, "000001").wait for _ in range(3)]
    assert waits == [0, 0, 5]
    refused = office.try_pin(office.manager, PIN)
    assert not refused.right and "Đợi 5 giây" in refused.message
    office.now += timedelta(seconds=6)
    assert office.try_pin(office.manager, "000001").wait == 10
    office.now += timedelta(seconds=11)
    assert office.try_pin(office.manager, PIN).right
    assert office.try_pin(office.manager, "000001").wait == 0
    assert [wait_after(count) for count in (0, 2, 3, 4, 8, 9, 50)] == [0, 0, 5, 10, 160, 300, 300]


def test_a_clock_put_back_does_not_lock_anybody_out(office):
    for _ in range(4):
        office.try_pin(office.manager, "000001")
    office.now -= timedelta(days=400)

    assert office.see(lambda c: officers.waiting(c, officers.get(c, 1).uid, office.now)) <= 300


def test_who_may_only_look_cannot_change_anything(office):
    family = keep(office.database, make_household())
    office.database.sign_in(office.viewer)
    before = office.see(lambda c: c.exec_driver_sql("SELECT count(*) FROM history").scalar())

    for work in (
        lambda act: households.save(act, replace(family, address="Suối Đá")),
        lambda act: act.undo(before),
        lambda act: households.remove(act, family.id),
        lambda act: (act.describe("Thêm"), act.insert_many(hamlet, [{"code": "XX", "name": "Mới"}])),
        lambda act: (act.describe("Thẳng"), act.connection.execute(hamlet.update().values(name="Khác"))),
    ):
        with pytest.raises(NotPossibleNow, match="chỉ được xem"):
            office.do(work)
    assert office.see(lambda c: c.exec_driver_sql("SELECT count(*) FROM history").scalar()) == before
    assert office.see(lambda c: households.get(c, family.id).address) == ""


def test_who_may_only_look_still_leaves_lines_of_looking_and_changes_the_own_pin(office):
    office.database.sign_in(office.viewer)
    office.do(lambda act: act.describe("In danh sách", "household", "", "Trả lời yêu cầu"))
    office.do(lambda act: officers.change_pin(act, office.viewer, OTHER, "915264"))
    office.do(lambda act: drafts.put(act, "form", "x", "{}"))

    assert lines(office)[:2] == [
        ("Phạm Thị Na", "Đặt mã PIN của Phạm Thị Na"),
        ("Phạm Thị Na", "In danh sách"),
    ]
    assert office.see(lambda c: drafts.get(c, "form", "x")) is None


@pytest.mark.parametrize("table", sorted(MANAGED))
def test_managed_tables_are_tables(table):
    assert table in metadata.tables


def test_who_enters_data_may_not_manage(office):
    office.database.sign_in(office.enterer)
    family = keep(office.database, make_household())
    assert lines(office)[0][0] == "Hồ Văn Ánh"
    me = office.see(lambda c: officers.get(c, office.enterer))

    for work in (
        lambda act: officers.save(act, Officer("Kẻ Mới", "", Role.MANAGE)),
        lambda act: officers.save(act, replace(me, role=Role.MANAGE)),
        lambda act: officers.set_pin(act, office.manager, "915264"),
        lambda act: officers.set_lock_minutes(act, 0),
        lambda act: (act.describe("Sửa thôn"), act.update(hamlet, 1, {"name": "Khác"})),
        lambda act: settings.save_office(act, 2025, "Hồ Văn Ánh", "CC"),
    ):
        with pytest.raises(NotPossibleNow, match="quyền quản trị"):
            office.do(work)
    assert family.id


def test_the_last_manager_cannot_be_taken_away(office):
    manager = office.see(lambda c: officers.get(c, office.manager))
    for wrong in (replace(manager, role=Role.ENTER), replace(manager, active=False)):
        with pytest.raises(InvalidInput, match="ít nhất một người"):
            office.do(lambda act, wrong=wrong: officers.save(act, wrong))
    with pytest.raises(InvalidInput, match="phải có mã PIN"):
        office.do(lambda act: officers.take_pin(act, office.manager))


def test_the_first_pin_is_the_managers(data_folder):
    database = make_commune(data_folder)
    with database.writing() as act:
        act.describe("Người quản trị")
        act.insert(officer, {"full_name": "Đinh Thị Lý", "role": "manage"})
    with database.writing() as act:
        key = officers.save(act, Officer("Hồ Văn Ánh", "", Role.ENTER))
    with pytest.raises(InvalidInput, match="quản trị phải có mã PIN"), database.writing() as act:
        officers.set_pin(act, key, PIN)
    database.close()


def test_a_forgotten_pin_is_set_anew_with_the_recovery_code_of_the_copies(office):
    with pytest.raises(NotPossibleNow, match="chưa đặt khóa"):
        office.do(lambda act: officers.reset_pin(act, office.manager, "915264", "x"))
    key, code = keys.new_office_key("suoi trong nui xanh", cost=10)
    office.do(lambda act: keys.save_office_key(act, key))
    with pytest.raises(PovDeskError):
        office.do(lambda act: officers.reset_pin(act, office.manager, "915264", "sai hoan toan day"))
    office.do(lambda act: officers.reset_pin(act, office.manager, "915264", code.lower()))

    assert office.try_pin(office.manager, "915264").right


def test_the_chain_of_the_history_holds_through_all_of_this(office):
    office.try_pin(office.enterer, OTHER)
    office.database.sign_in(office.enterer)
    keep(office.database, make_household())

    assert office.see(broken_links) == []


def test_only_who_manages_may_put_other_data_in_the_place_of_these(office):
    from povdesk.storage.backup import places
    from povdesk.storage.backup.making import make
    from povdesk.storage.backup.restoring import restore

    office.database.sign_in(office.viewer)
    copy = make(office.database, places.local_folder(office.database.path)).path
    office.database.close()
    with pytest.raises(NotPossibleNow, match="chỉ được xem"):
        restore(copy, office.database.path, None, clock=office.database.clock)
    office.database.sign_in(office.manager)
    restore(copy, office.database.path, None, clock=office.database.clock)

    assert office.try_pin(office.manager, PIN).right


def test_an_act_taken_back_never_locks_everybody_out(office):
    office.do(lambda act: act.describe("Đổi quyền") or act.update(officer, office.manager, {"role": "enter"}))

    assert office.see(officers.asks_who) == ()


def test_a_dossier_of_everybody_needs_who_manages(office):
    office.database.sign_in(office.enterer)
    with pytest.raises(NotPossibleNow, match="quyền quản trị"):
        office.do(lambda act: handover.note(act, "ban-giao.zip"))
