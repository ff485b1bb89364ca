"""Data of one person: extracted whole, looked at with a line in the history, erased without a byte left."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, Household, Member
from povdesk.domain.privacy import ERASED_NAME
from povdesk.domain.vietnamese import fold
from povdesk.storage import (
    drafts,
    history,
    household_list,
    households,
    issued_papers,
    old_registers,
    privacy,
    privacy_erasure,
)
from povdesk.storage.act import broken_links
from povdesk.storage.backup import container, places
from povdesk.storage.backup.making import make
from povdesk.storage.history_reading import changes, why_not_undone
from povdesk.storage.tables import (
    household_event,
    membership,
    merged_commune,
    person,
    review,
    review_member,
    review_request,
    support_event,
)
from tests.storage.people import STANDARD, keep, make_commune, make_person, open_year

NAME, FORMER = "Đinh Thị Ngọc Lắng", "Đinh Thị Ngọc Lẳng"
NUMBER, CARD, PHONE = "051180004321", "DK2515112345678", "0978123456"
TELLING = [NAME, FORMER, NUMBER, CARD, PHONE, fold(NAME)]
TODAY = date(2024, 10, 15)


class Register:
    """Two households; NAME was a daughter of the first, with a form, support and a request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = make_commune(folder)
        open_year(self.database)
        daughter = replace(make_person(FORMER, born="3/2/1980"), id_number=NUMBER, phone=PHONE)
        father = replace(make_person("Đinh Văn Rế", born="1950"), id_number="051050000777")
        self.family = keep(
            self.database,
            Household(hamlet_id=1, members=(Member(father, HEAD), Member(daughter, "child"))),
        )
        members = list(self.family.members)
        members[1] = replace(members[1], person=replace(members[1].person, full_name=NAME))
        self.family = keep(self.database, replace(self.family, members=tuple(members)))
        self.other = keep(
            self.database, Household(hamlet_id=2, members=(Member(make_person("Hồ Văn Đào"), HEAD),))
        )
        self.person_id = self.family.members[1].person.id
        assert self.family.id and self.person_id
        self.fill()

    def do(self, work):
        with self.database.writing() as act:
            return work(act)

    def see(self, work):
        with self.database.reading() as connection:
            return work(connection)

    def fill(self) -> None:
        def work(act):
            act.describe(f"Ghi hỗ trợ cho {NAME}", "person", self.family.members[1].person.uid)
            act.insert(
                support_event,
                {
                    "kind": "THAM_HO",
                    "subject": "person",
                    "person_id": self.person_id,
                    "happened_on": date(2024, 3, 1),
                    "note": f"Trao cho chị {NAME}, số {NUMBER}",
                },
            )
            act.insert(
                household_event,
                {
                    "household_id": self.family.id,
                    "kind": "moved_in",
                    "happened_on": date(2024, 2, 1),
                    "person_id": self.person_id,
                    "note": f"{NAME} về ở cùng cha",
                },
            )
            act.insert(
                review_request,
                {
                    "kind": "recognise",
                    "received_on": date(2024, 5, 6),
                    "applicant": NAME,
                    "household_id": self.family.id,
                },
            )
            act.insert(review, {"round_id": 1, "household_id": self.family.id, "standard_id": STANDARD})
            act.insert(
                review_member,
                {"review_id": 1, "person_id": self.person_id, "insurance_number": CARD, "note": NAME},
            )

        self.do(work)
        self.do(
            lambda act: drafts.put(
                act, "household_form", f"1/{self.family.uid}", f'{{"x": "{NAME}"}}', title=NAME
            )
        )

    def leave(self) -> None:
        members = self.family.members[:1]
        self.family = self.do(
            lambda act: households.save(act, replace(self.family, members=members), note_changes=False)
        )

    def extract(self):
        return self.see(lambda c: privacy.extract(c, self.person_id, TODAY))

    def erase(self, reason="Theo đơn ngày 14/10/2024"):
        erased = self.do(lambda act: privacy_erasure.erase(act, self.person_id, reason))
        self.database.engine.dispose()
        privacy_erasure.clean_file(self.database.path)
        return erased


@pytest.fixture
def register(data_folder: Path) -> Iterator[Register]:
    made = Register(data_folder)
    yield made
    made.database.close()


def texts(extract):
    return " ".join(" ".join(row) for one in extract.sections for row in one.rows)


def occurrences(folder: Path) -> dict[str, list[str]]:
    """In which files of a folder a telling word stands, byte by byte."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            if words := [word for word in TELLING if word.encode() in raw]:
                found[path.name] = words
    return found


def test_the_extract_has_every_kind_of_record_with_full_numbers(register):
    made = register.extract()

    assert [one.title for one in made.sections][:2] == ["Lý lịch", "Người trong hộ"]
    assert {"Hỗ trợ", "Biến động của hộ"} <= {one.title for one in made.sections}
    assert "051 180 004321" in texts(made) and "0978 123 456" in texts(made)
    assert f"{NAME} về ở cùng cha" in texts(made)
    assert made.household == f"{register.family.code}, chủ hộ Đinh Văn Rế"
    assert "Hồ Văn Đào" not in texts(made)


def test_the_extract_as_json_says_the_same(register):
    record = json.loads(json.dumps(register.extract().as_record(), ensure_ascii=False))

    assert record["nguoi"] == NAME and record["ngay_trich"] == "2024-10-15"
    assert record["cac_phan"][0]["ten"] == "Lý lịch"


def test_looking_at_a_full_number_leaves_who_when_and_what_for(register):
    register.do(lambda act: privacy.note_view(act, [register.person_id], "Đối chiếu giấy tờ của người dân"))
    entry = register.see(history.entries)[0]
    row = register.see(
        lambda c: c.exec_driver_sql("SELECT purpose, object_uid FROM history ORDER BY seq DESC").first()
    )

    assert entry.action == privacy.VIEWED
    assert tuple(row) == ("Đối chiếu giấy tờ của người dân", register.family.members[1].person.uid)
    assert NUMBER not in str(row)
    assert "Đối chiếu giấy tờ" in texts(register.extract())


def test_a_look_without_a_purpose_is_not_noted(register):
    with pytest.raises(InvalidInput):
        register.do(lambda act: privacy.note_view(act, [register.person_id], "  "))


def test_handing_out_an_extract_is_noted(register):
    made = register.extract()
    register.do(lambda act: privacy.note_extract(act, made, "Trả lời yêu cầu của chính người đó"))

    assert register.see(history.entries)[0].action == privacy.EXTRACTED


def test_somebody_who_lives_in_a_household_of_the_register_is_not_erased(register):
    planned = register.see(lambda c: privacy_erasure.plan(c, register.person_id))
    assert "đang có tên trong hộ" in planned.refusal
    with pytest.raises(NotPossibleNow, match="cho rời hộ trước"):
        register.erase()


def test_erasing_leaves_no_byte_of_name_or_numbers_anywhere(register):
    register.leave()
    before = occurrences(register.folder)
    assert before["povdesk.db"]
    planned = register.see(lambda c: privacy_erasure.plan(c, register.person_id))
    erased = register.erase(f"Theo đơn của {NAME}")
    copy = make(register.database, places.local_folder(register.database.path))

    assert not planned.archives and not planned.refusal and planned.acts == erased.acts > 0
    assert planned.records == erased.records > 0
    assert erased.full_name == NAME and erased.left == () and erased.elsewhere == ()
    assert occurrences(register.folder) == {}
    with copy.path.open("rb") as file:
        plain = bytearray()
        container.unpack(file, container.check(file), None, plain.extend)
    assert len(plain) > 100_000
    assert [word for word in TELLING if word.encode() in plain] == []


def test_the_number_of_records_is_that_of_the_rows_that_change(register):
    def rows():
        with closing(sqlite3.connect(register.database.path)) as plain:
            names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                (name, row[0]): row
                for name in names
                if name not in ("history", "alembic_version")
                for row in plain.execute(f"SELECT * FROM {name}")
            }

    register.leave()
    planned = register.see(lambda c: privacy_erasure.plan(c, register.person_id))
    before = rows()
    erased = register.erase()
    after = rows()

    changed = [key for key, row in before.items() if after.get(key) != row]
    assert planned.records == erased.records == len(changed)


def test_the_register_of_a_merged_commune_is_named_as_what_stays(register):
    archive = old_registers.folder(register.database.path) / "tra-hiep" / "TH-7.pvbak"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"PVBAK")
    row = {
        "database_uuid": "0" * 32,
        "name": "xã Trà Hiệp",
        "valid_from": TODAY,
        "merged_at": "2024-10-01T08:00:00+07:00",
        "archive_name": "tra-hiep/TH-7.pvbak",
    }
    register.do(lambda act: (act.describe("Gộp"), act.insert(merged_commune, row)))
    register.leave()
    planned = register.see(lambda c: privacy_erasure.plan(c, register.person_id))
    words = "Sổ gốc của xã Trà Hiệp (tệp xa-cu/tra-hiep/TH-7.pvbak), nếu người này từng ở xã đó"
    assert planned.archives == (words,)
    assert register.erase().left == (words,)

    archive.unlink()
    assert register.see(old_registers.kept) == (), "once it is deleted nothing is claimed of it"


def test_after_an_erasure_the_chain_holds_and_the_history_names_the_act(register):
    register.leave()
    register.erase()
    entry = register.see(history.entries)[0]

    assert register.see(broken_links) == []
    assert entry.action == privacy_erasure.ACTION
    assert "nhiều dòng" in register.see(lambda c: why_not_undone(c, entry.seq))
    assert register.see(lambda c: changes(c, entry.seq))
    blank = [one for one in register.see(history.entries) if one.action == "(nội dung đã xóa)"]
    assert blank and not any(one.can_be_undone for one in blank)


def test_a_content_taken_away_without_an_erasure_is_found(register):
    register.do(
        lambda act: act.connection.exec_driver_sql(
            "UPDATE history SET payload = NULL, salt = NULL, purpose = '',"
            " action = '(nội dung đã xóa)' WHERE seq = 3"
        )
    )
    assert register.see(broken_links) == [3]


def test_after_an_erasure_counts_and_everybody_else_are_as_before(register):
    register.leave()
    rows = register.see(lambda c: household_list.rows(c, 2024, TODAY))
    then = register.see(lambda c: households.get(c, register.family.id, date(2024, 10, 14)))
    register.erase()

    assert register.see(lambda c: household_list.rows(c, 2024, TODAY)) == rows
    now = register.see(lambda c: households.get(c, register.family.id, date(2024, 10, 14)))
    assert len(now.members) == len(then.members)


def test_a_namesake_keeps_the_name(register):
    twin = keep(register.database, Household(hamlet_id=2, members=(Member(make_person(NAME), HEAD),)))
    register.leave()
    register.erase()

    kept = register.see(lambda c: households.get(c, twin.id))
    assert kept.head_name == NAME
    assert "Đinh Thị Ngọc Lắng" in str(register.see(lambda c: history.entries(c, twin.uid)))
    gone = register.see(
        lambda c: c.execute(select(person.c.full_name).where(person.c.id == register.person_id)).scalar()
    )
    assert gone == ERASED_NAME


def test_an_issued_paper_that_names_the_person_is_shown_and_stays(register):
    paper = register.do(
        lambda act: (
            act.describe("In giấy xác nhận"),
            issued_papers.record(
                act,
                {
                    "kind": "confirmation",
                    "year": 2024,
                    "subject": f"Xác nhận cho {NAME}",
                    "household_id": register.family.id,
                    "person_id": register.person_id,
                    "pdf": b"%PDF-1.4 x",
                },
            ),
        )[1]
    )
    register.leave()
    planned = register.see(lambda c: privacy_erasure.plan(c, register.person_id))
    erased = register.erase()

    assert len(planned.archives) == 1 and planned.archives[0].startswith("Văn bản đã ban hành: Xác nhận cho")
    assert erased.left == planned.archives
    assert register.see(lambda c: issued_papers.pdf(c, paper)) == b"%PDF-1.4 x"
    assert (
        register.see(
            lambda c: c.execute(select(person.c.id_number).where(person.c.id == register.person_id)).scalar()
        )
        == ""
    )


def test_erasing_needs_a_reason_and_happens_once(register):
    register.leave()
    with pytest.raises(InvalidInput, match="căn cứ"):
        register.do(lambda act: privacy_erasure.erase(act, register.person_id, " "))
    register.erase()
    with pytest.raises(NotPossibleNow, match="đã xóa rồi"):
        register.erase()


def test_the_memberships_of_the_erased_stay_without_a_name(register):
    register.leave()
    register.erase()
    rows = register.see(
        lambda c: c.execute(
            select(membership.c.valid_to).where(membership.c.person_id == register.person_id)
        ).all()
    )
    forms = register.see(lambda c: c.execute(select(review_member.c.insurance_number)).scalars().all())

    assert len(rows) == 1 and rows[0].valid_to is not None
    assert CARD not in forms
