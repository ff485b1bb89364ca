"""The monitoring report and the minutes of a copy, from what the register and the log hold."""

from datetime import date
from pathlib import Path

import pytest

from povdesk import papers_catalogue
from povdesk.documents.blocks import Addressees, Paragraph, Table, plain
from povdesk.domain.inspection import Finding, Inspection
from povdesk.papers_catalogue import Answers
from povdesk.storage import inspections
from povdesk.storage.tables import backup_log, commune_identity, known_stick
from tests.storage.people import make_commune

TODAY = date(2024, 10, 15)
DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def paper(database, code: str, **more):
    with database.reading() as connection:
        return papers_catalogue.build(connection, code, Answers(2024, TODAY, **more))


def words(document) -> str:
    blocks = [block for section in document.sections for block in section.blocks]
    texts = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    for block in blocks:
        if isinstance(block, Table):
            texts += [cell for row in block.rows for cell in row]
    return " | ".join(texts)


def test_the_minutes_of_a_copy_give_file_size_and_checksum_of_the_log(database) -> None:
    with database.writing() as act:
        act.describe("Sao lưu")
        stick = act.insert(known_stick, {"stick_uuid": "A1", "label": "USB <xanh> & đỏ"})
        values = {"at_utc": "2024-10-14T02:30:00+00:00", "result": "ok", "sequence": 7, "size": 1_234_567}
        key = act.insert(
            backup_log,
            {
                **values,
                "file_name": "tra-thu-0007.pvbak",
                "sha256": DIGEST,
                "encrypted": 1,
                "stick_id": stick,
            },
        )
        act.insert(backup_log, {**values, "at_utc": "2023-10-14T02:30:00+00:00", "result": "ok"})
    with database.reading() as connection:
        chosen = papers_catalogue.find("D26").records(connection, 2024)

    found = words(paper(database, "D26", record_id=key))

    assert [one for one, _words in chosen] == [key]
    assert "Tên tệp | tra-thu-0007.pvbak" in found
    assert "Cỡ tệp (byte) | 1.234.567" in found
    assert "01234567 89abcdef" in found and "USB <xanh> & đỏ" in found and "Mã hóa | Có" in found


def test_the_monitoring_report_counts_findings_and_names_those_still_open(database) -> None:
    with database.writing() as act:
        act.describe("Đổi đơn vị")
        act.update(commune_identity, 1, {"district": "huyện Thử"})
    with database.writing() as act:
        held = Inspection(
            date(2024, 8, 14),
            "Kiểm tra hỗ trợ nhà ở",
            members="Hồ Văn Khê",
            chair="Đinh Thị Nga",
            findings=(
                Finding("Hai hộ chưa khởi công"),
                Finding("Thiếu biên bản", settled_on=date(2024, 9, 1)),
            ),
        )
        inspections.save(act, held)
    document = paper(database, "D22")
    table = next(b for b in document.sections[0].blocks if isinstance(b, Table))

    assert table.rows[0][-2:] == ("2", "1")
    assert "Đoàn giám sát: Đinh Thị Nga; Hồ Văn Khê." in words(document)
    assert "Còn 01 kiến nghị chưa xử lý xong:" in words(document)
    to = next(b for b in document.sections[0].blocks if isinstance(b, Addressees))
    assert to.names == ("Ủy ban nhân dân huyện Thử",)
