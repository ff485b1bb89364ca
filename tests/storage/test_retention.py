"""Keeping times: empty by default, never by themselves, only after a verified copy; and the log bundle."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, Household, Member
from povdesk.domain.officer import Officer, Role
from povdesk.domain.privacy import ERASED_NAME
from povdesk.storage import (
    attachments,
    data_check,
    drafts,
    history,
    households,
    log_bundle,
    officers,
    retention,
)
from povdesk.storage.act import broken_links
from povdesk.storage.backup import places
from povdesk.storage.backup.making import make
from povdesk.storage.tables import attachment, draft, household, person, review_member
from povdesk.storage.tables import history as history_table
from tests.storage import made_once
from tests.storage.people import NOW, keep, make_commune, make_person

LATER = NOW + timedelta(days=366 * 6)


class Office:
    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.database = make_commune(folder)
        self.database.clock = lambda: self.now
        head = Member(make_person("Hồ Văn Đào"), HEAD)
        gone = Member(replace(make_person("Đinh Thị Lắng"), id_number="051180004321"), "child")
        self.family = keep(self.database, Household(hamlet_id=1, members=(head, gone)))
        self.gone = self.family.members[1].person.id
        self.do(lambda act: households.save(act, replace(self.family, members=self.family.members[:1])))
        pdf = b"%PDF-1.4 scan"
        key = self.do(lambda act: attachments.add(act, "household", self.family.uid, "quet.pdf", pdf))
        self.do(lambda act: attachments.remove(act, key))
        self.do(lambda act: drafts.put(act, "household_form", "1/x", "{}", title="Đinh Thị Bông"))

    def do(self, work):
        with self.database.writing() as act:
            return work(act)

    def see(self, work):
        with self.database.reading() as connection:
            return work(connection)

    def due(self):
        return self.see(lambda c: retention.due(c, self.now.date()))

    def copy(self):
        make(self.database, places.local_folder(self.database.path))

    def set(self, subject, years=5):
        self.do(lambda act: retention.save(act, subject, years, "Quyết định số 01/QĐ-UBND"))


@pytest.fixture
def office(data_folder):
    made = Office(data_folder)
    yield made
    made.database.sign_in(None)
    made.database.close()


def test_no_time_is_set_until_the_office_sets_one_and_nothing_is_due(office):
    office.now = LATER
    assert all(rule.keep_years is None and not rule.source for rule in office.see(retention.rules))
    assert office.due() == ()


@pytest.mark.parametrize(("years", "source"), [(0, "QĐ 1"), (101, "QĐ 1"), (5, " ")])
def test_a_time_without_a_paper_or_out_of_bounds_is_refused(office, years, source):
    with pytest.raises(InvalidInput):
        office.do(lambda act: retention.save(act, retention.PEOPLE, years, source))


def test_what_is_due_is_named_with_the_day_when_its_time_was_over(office):
    for subject in (retention.PEOPLE, retention.FILES, retention.DRAFTS):
        office.set(subject)
    assert office.due() == ()
    office.now = LATER
    found = office.due()

    assert {(one.subject, one.words) for one in found} == {
        (retention.PEOPLE, "Đinh Thị Lắng"),
        (retention.FILES, "quet.pdf"),
        (retention.DRAFTS, "Đinh Thị Bông"),
    }
    assert {one.over_on for one in found} == {date(2029, 10, 15)}


def test_nothing_is_purged_before_a_verified_copy_of_the_day(office):
    office.set(retention.FILES)
    office.now = LATER
    with pytest.raises(NotPossibleNow, match="chưa có bản sao lưu"):
        office.do(lambda act: retention.purge(act, office.due(), office.now.date()))


def test_a_confirmed_purge_takes_away_what_is_due_and_says_by_which_paper(office):
    for subject in (retention.PEOPLE, retention.FILES, retention.DRAFTS):
        office.set(subject)
    office.now = LATER
    office.copy()
    wanted = office.due()
    assert office.do(lambda act: retention.purge(act, wanted, office.now.date())) == 3

    assert office.due() == ()
    assert office.see(lambda c: c.execute(select(attachment.c.id)).all()) == []
    assert office.see(lambda c: c.execute(select(draft.c.id)).all()) == []
    name = office.see(
        lambda c: c.execute(select(person.c.full_name).where(person.c.id == office.gone)).scalar()
    )
    assert name == ERASED_NAME
    purpose = office.see(
        lambda c: c.execute(select(history_table.c.purpose).order_by(history_table.c.seq.desc())).scalar()
    )
    assert "5 năm, Quyết định số 01/QĐ-UBND" in purpose
    assert "Xóa 3 bản ghi hết thời hạn lưu" in office.see(history.entries)[0].action


def test_after_a_purge_the_check_finds_nothing_wrong(office):
    for subject in retention.SUBJECTS:
        office.set(subject)
    office.now = LATER
    office.copy()
    office.do(lambda act: retention.purge(act, office.due(), office.now.date()))
    found = office.see(lambda c: data_check.run(c, office.database.path, office.now.date()))

    assert office.see(broken_links) == []
    assert [item.message for item in found.problems if item.verdict is data_check.Verdict.DAMAGE] == []


def test_who_enters_data_may_neither_set_times_nor_purge(office):
    key = office.do(lambda act: officers.save(act, Officer("Hồ Văn Ánh", "", Role.ENTER)))
    office.set(retention.DRAFTS)
    office.now = LATER
    office.copy()
    wanted = office.due()
    office.database.sign_in(key)
    with pytest.raises(NotPossibleNow, match="quyền quản trị"):
        office.set(retention.FILES)
    with pytest.raises(NotPossibleNow, match="quyền quản trị"):
        office.do(lambda act: retention.purge(act, wanted, office.now.date()))


def test_the_log_bundle_says_what_helps_and_names_nobody(office, tmp_path):
    logs = tmp_path / "log"
    logs.mkdir()
    (logs / "povdesk.log").write_text(
        "2024 ERROR page.py:12 lưu hộ Đinh Thị Lắng 051180004321 thẻ DK2515112345678\n"
        + "C:"
        + "\\".join(["", "Users", "Hồ Văn Đào", "AppData", "povdesk.db"])
        + "\nKeyError\n",
        encoding="utf-8",
    )
    path = tmp_path / "goi.zip"
    office.see(lambda c: log_bundle.write(path, logs, c, "act.py:10 finish\nRuntimeError"))
    with zipfile.ZipFile(path) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    everything = "\n".join(texts.values())

    assert set(texts) == {"thong-tin.txt", "cau-truc.sql", "so-dong.txt", "nhat-ky-0.txt"}
    assert "PovDesk" in everything and "RuntimeError" in everything and "KeyError" in everything
    assert "household\t1" in everything and "CREATE TABLE" in everything
    for telling in ("Đinh Thị Lắng", "051180004321", "DK2515112345678", "Hồ Văn Đào", "Đinh Thị Bông"):
        assert telling not in everything


def test_the_log_bundle_is_made_without_a_database_too(tmp_path):
    path = tmp_path / "goi.zip"
    log_bundle.write(path, tmp_path / "khong-co", None, "database damaged")
    with zipfile.ZipFile(path) as bundle:
        assert bundle.namelist() == ["thong-tin.txt"]


def test_the_log_bundle_of_the_sample_commune_holds_no_name_number_or_card(tmp_path):
    database = made_once.sample_commune(tmp_path / "povdesk.db", households=100)
    with database.reading() as connection:
        telling = set(connection.execute(select(person.c.full_name)).scalars())
        telling |= set(connection.execute(select(person.c.id_number)).scalars())
        telling |= set(connection.execute(select(review_member.c.insurance_number)).scalars())
        telling |= set(connection.execute(select(household.c.head_name)).scalars())
        telling.discard("")
        logs = tmp_path / "log"
        logs.mkdir()
        (logs / "povdesk.log").write_text("\n".join(sorted(telling)), encoding="utf-8")
        path = tmp_path / "goi.zip"
        log_bundle.write(path, logs, connection, "\n".join(sorted(telling)))
    database.close()
    with zipfile.ZipFile(path) as bundle:
        everything = "\n".join(bundle.read(name).decode() for name in bundle.namelist())

    assert len(telling) > 300
    assert [word for word in telling if word in everything] == []
