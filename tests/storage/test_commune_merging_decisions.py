"""What the officer decides when communes are merged, what is refused, and the ways back."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from povdesk.domain.errors import BackupDamaged, NotPossibleNow, PovDeskError
from povdesk.storage import (
    commune,
    commune_merging,
    old_registers,
)
from povdesk.storage.backup import container
from povdesk.storage.backup.restoring import restore
from povdesk.storage.commune_source import opened
from povdesk.storage.database import Database
from povdesk.storage.tables import (
    catalogue_item,
    class_history,
    closed_year,
    draft,
    duplicate_decision,
    person,
)
from tests.storage.three_communes import NAMES, NOW, clock, make_registers, proposed, row_counts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two registers in folders with Vietnamese letters."""
    base = tmp_path_factory.mktemp("hai xã") / "Nguyễn Văn Ánh" / "hồ sơ"
    make_registers(base, NAMES[:2])
    return base


@pytest.fixture
def ours(made: Path, tmp_path: Path):
    """The first register alone, to try things with."""
    shutil.copytree(made / NAMES[0], tmp_path / "xã đang mở")
    one = Database(tmp_path / "xã đang mở" / "povdesk.db", clock)
    yield one
    one.close()


def test_the_same_register_is_not_taken_in_twice(made: Path, ours: Database) -> None:
    other = made / NAMES[1] / "povdesk.db"
    commune_merging.merge_into(ours, other, "", proposed(ours, made / NAMES[1]))
    before = row_counts(ours.path)
    with pytest.raises(NotPossibleNow, match="đã gộp rồi"):
        commune_merging.merge_into(ours, other, "", proposed(ours, made / NAMES[1]))
    assert row_counts(ours.path) == before


def test_a_register_is_not_merged_with_itself(ours: Database, made: Path) -> None:
    with pytest.raises(NotPossibleNow, match="chính mình"):
        commune_merging.merge_into(ours, made / NAMES[0] / "povdesk.db", "", proposed(ours, made / NAMES[0]))


def test_the_copy_made_before_brings_everything_back(ours: Database, made: Path) -> None:
    before = row_counts(ours.path)
    done = commune_merging.merge_into(
        ours, made / NAMES[1] / "povdesk.db", "", proposed(ours, made / NAMES[1])
    )
    assert row_counts(ours.path)["household"] > before["household"]
    ours.close()
    restore(done.safety, ours.path, clock=clock)
    after = row_counts(ours.path)
    assert {**after, "history": 0, "setting": 0, "backup_log": 0} == {
        **before,
        "history": 0,
        "setting": 0,
        "backup_log": 0,
    }
    assert container.peek(done.archive).db_uuid


def test_stopping_half_way_leaves_nothing_behind(ours: Database, made: Path) -> None:
    before = row_counts(ours.path)
    seen: list[int] = []

    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        commune_merging.merge_into(
            ours,
            made / NAMES[1] / "povdesk.db",
            "",
            proposed(ours, made / NAMES[1]),
            progress=lambda percent, _words: seen.append(percent),
            cancelled=lambda: bool(seen) and seen[-1] >= 80,
        )
    after = row_counts(ours.path)
    assert {name: count for name, count in after.items() if count != before[name]}.keys() <= {
        "history",
        "backup_log",
        "setting",
    }
    assert not list(old_registers.folder(ours.path).glob("*"))


def test_an_encrypted_copy_of_the_other_commune_is_taken_in_with_its_secret(
    ours: Database, made: Path, tmp_path: Path
) -> None:
    from povdesk.storage.backup.keys import SecretNeeded, new_office_key
    from povdesk.storage.backup.making import make

    shutil.copytree(made / NAMES[1], tmp_path / "xã kia")
    other = Database(tmp_path / "xã kia" / "povdesk.db", clock)
    key, _code = new_office_key("song lua doi chim", cost=10)
    receipt = make(other, tmp_path / "thẻ nhớ", key=key)
    other.close()
    with pytest.raises(SecretNeeded), opened(receipt.path, ours):
        pass
    with opened(receipt.path, ours, "song lua doi chim") as source, ours.reading() as connection:
        wishes = commune_merging.propose(connection, source, NOW.date())
    done = commune_merging.merge_into(ours, receipt.path, "song lua doi chim", wishes)
    assert done.households == row_counts(other.path)["household"]
    assert done.archive.read_bytes() == receipt.path.read_bytes()


def test_a_damaged_file_of_the_other_commune_is_refused_and_nothing_changes(
    ours: Database, made: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "hỏng.db"
    content = bytearray((made / NAMES[1] / "povdesk.db").read_bytes())
    content[len(content) // 3 : len(content) // 3 + 9000] = b"\x7f" * 9000
    bad.write_bytes(content)
    before = row_counts(ours.path)
    with pytest.raises(PovDeskError), opened(bad, ours):
        pass
    (tmp_path / "lạ.pvbak").write_bytes(b"khong phai")
    with pytest.raises(BackupDamaged), opened(tmp_path / "lạ.pvbak", ours):
        pass
    assert row_counts(ours.path) == before


def test_the_years_that_are_closed_here_take_in_the_other_commune_and_stay_closed(
    ours: Database, made: Path
) -> None:
    with ours.writing() as act:
        act.describe("Khóa năm 2022")
        act.insert(closed_year, {"year": 2022, "closed_at": "2023-02-01T08:00:00+07:00"})
    wishes = proposed(ours, made / NAMES[1])
    with ours.reading() as connection, opened(made / NAMES[1] / "povdesk.db", ours) as source:
        told = commune_merging.rehearse(connection, source, wishes).remarks
    assert any(words.startswith("Năm 2022 đã khóa ở đây") for words in told)
    commune_merging.merge_into(ours, made / NAMES[1] / "povdesk.db", "", wishes)
    with ours.writing() as act:
        act.describe("Sửa")
        row = act.connection.execute(select(class_history.c.id).order_by(class_history.c.id)).scalar()
        with pytest.raises(NotPossibleNow, match="đã khóa"):
            act.update(class_history, row, {"counted_from": date(2022, 12, 30)})


def test_people_who_seem_to_be_in_both_are_listed_and_never_merged(ours: Database, made: Path) -> None:
    other = made / NAMES[1] / "povdesk.db"
    with ours.reading() as connection, opened(other, ours) as source:
        stranger = source.connection.execute(
            select(person).where(person.c.id_number != "", person.c.died_on.is_(None))
        ).first()
        first = connection.execute(select(person.c.id).where(person.c.died_on.is_(None))).scalars().first()
    with ours.writing() as act:
        act.describe("Sửa số định danh")
        act.update(person, first, {"id_number": stranger.id_number})
    with ours.reading() as connection, opened(other, ours) as source:
        wishes = commune_merging.propose(connection, source, NOW.date())
        found = commune_merging.rehearse(connection, source, wishes)
    assert stranger.full_name in [one.name for one in found.twins if "cùng số định danh" in one.why]
    before = row_counts(ours.path)["person"]
    commune_merging.merge_into(ours, other, "", wishes)
    assert row_counts(ours.path)["person"] == before + row_counts(other)["person"]
    with ours.reading() as connection:
        assert connection.execute(select(func.count()).select_from(duplicate_decision)).scalar() == 0


def test_an_item_both_wrote_differently_is_listed_and_the_officer_says_whose_words_stay(
    ours: Database, made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made / NAMES[1], tmp_path / "xã kia")
    other = Database(tmp_path / "xã kia" / "povdesk.db", clock)
    for one, words in ((ours, "Nhà rông"), (other, "Nhà dài")):
        with one.writing() as act:
            act.describe("Thêm mục")
            act.insert(catalogue_item, {"catalogue": "walls", "code": "own_1", "name": words})
    other.close()
    wishes = proposed(ours, tmp_path / "xã kia")
    with ours.reading() as connection, opened(other.path, ours) as source:
        found = commune_merging.rehearse(connection, source, wishes)
    (conflict,) = found.conflicts
    assert (conflict.ours, conflict.theirs) == ("Nhà rông, 1", "Nhà dài, 1")
    commune_merging.merge_into(ours, other.path, "", replace(wishes, theirs=frozenset({conflict.key})))
    with ours.reading() as connection:
        assert connection.execute(select(catalogue_item.c.name)).scalars().all() == ["Nhà dài"]


def test_forms_half_typed_there_are_never_dropped_without_a_word(
    ours: Database, made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made / NAMES[1], tmp_path / "xã kia")
    other = Database(tmp_path / "xã kia" / "povdesk.db", clock)
    with other.writing() as act:
        act.describe("Gõ dở")
        act.connection.execute(
            draft.insert().values(
                uid="a", kind="household_form", object_uid="1/x", payload="{}", saved_at="2025-07-01"
            )
        )
    other.close()
    wishes = proposed(ours, tmp_path / "xã kia")
    with pytest.raises(NotPossibleNow, match="1 phiếu đang gõ dở"):
        commune_merging.merge_into(ours, other.path, "", wishes)
    commune_merging.merge_into(ours, other.path, "", replace(wishes, without_drafts=True))


def test_a_hamlet_gets_the_name_the_officer_gives_it(ours: Database, made: Path) -> None:
    wishes = proposed(ours, made / NAMES[1])
    with ours.reading() as connection, opened(made / NAMES[1] / "povdesk.db", ours) as source:
        found = commune_merging.rehearse(connection, source, wishes)
        taken = replace(wishes, hamlet_names={found.clashes[0].uid: "Trà Hoa"})
        assert any(
            "Trà Hoa" in words for words in commune_merging.rehearse(connection, source, taken).obstacles
        )
    named = replace(wishes, hamlet_names={found.clashes[0].uid: "Suối Cà"})
    commune_merging.merge_into(ours, made / NAMES[1] / "povdesk.db", "", named)
    with ours.reading() as connection:
        assert "Suối Cà" in [one.name for one in commune.hamlets(connection)]
