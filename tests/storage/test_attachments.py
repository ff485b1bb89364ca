"""The signed scan is copied into the data with its hash; what is not a scan is refused in words."""

from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.storage import attachments
from povdesk.storage.database import Database, open_database
from povdesk.storage.seeds import seed
from tests.storage import made_once

PDF, PNG = b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n rest"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    path = tmp_path / "Dữ liệu xã" / "povdesk.db"
    path.parent.mkdir()
    made_once.register(path, seed)
    return open_database(path)


def test_a_scan_is_kept_whole_with_its_hash_and_comes_back_the_same(database: Database) -> None:
    with database.writing() as act:
        key = attachments.add(act, "plan", "p1", "Bản ký.pdf", PDF, pages=6)
    with database.reading() as connection:
        (kept,) = attachments.of(connection, "plan", "p1")
        assert attachments.content(connection, key) == PDF
        assert attachments.of(connection, "plan", "p2") == ()
    assert (kept.file_name, kept.media_type, kept.pages, kept.size) == (
        "Bản ký.pdf",
        "application/pdf",
        6,
        len(PDF),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"PK\x03\x04 docx", "không phải PDF"),
        (PDF + b"x" * attachments.LARGEST, "lớn hơn 30 MB"),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(
    database: Database, content: bytes, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words), database.writing() as act:
        attachments.add(act, "plan", "p1", "tệp", content)
    with database.reading() as connection:
        assert attachments.of(connection, "plan", "p1") == ()


def test_the_same_scan_is_not_kept_twice_and_a_removed_one_comes_back_by_undo(database: Database) -> None:
    with database.writing() as act:
        key = attachments.add(act, "plan", "p1", "a.png", PNG)
    with pytest.raises(InvalidInput, match="đã đính"), database.writing() as act:
        attachments.add(act, "plan", "p1", "b.png", PNG)
    with database.writing() as act:
        attachments.remove(act, key)
    with database.reading() as connection:
        seq = connection.exec_driver_sql("SELECT max(seq) FROM history").scalar_one()
        assert attachments.of(connection, "plan", "p1") == ()
    with database.writing() as act:
        act.undo(seq)
    with database.reading() as connection:
        assert [one.file_name for one in attachments.of(connection, "plan", "p1")] == ["a.png"]


def test_a_scan_that_was_altered_from_outside_is_not_shown_as_the_signed_one(database: Database) -> None:
    with database.writing() as act:
        key = attachments.add(act, "plan", "p1", "a.png", PNG)
        act.connection.exec_driver_sql("UPDATE attachment SET content = x'00' WHERE id = ?", (key,))
    with database.reading() as connection, pytest.raises(NotPossibleNow, match="không còn đúng"):
        attachments.content(connection, key)
