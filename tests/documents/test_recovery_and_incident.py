"""Two papers for bad days: the sheet with the recovery code, and the report of what was lost."""

from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from povdesk.documents import docx, incident_report, pdf, recovery_sheet
from povdesk.documents.incident_report import Held, Incident

CODE = "23RFC-TZEZ9-MWPJA-1K797-8M7A7-97H3B-X5JYT-A44KR"
DAY = date(2026, 11, 25)


def _text(path: Path) -> list[str]:
    opened = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened]
    finally:
        opened.close()


def _dark(path: Path) -> int:
    """Black dots in the right half of the sheet's upper part, where the square stands."""
    opened = pypdfium2.PdfDocument(path)
    try:
        image = opened[0].render(scale=1.5).to_pil().convert("1")
    finally:
        opened.close()
    upper = image.crop((int(image.width * 0.65), int(image.height * 0.1), image.width, image.height // 3))
    return sum(1 for dot in upper.tobytes() for bit in range(8) if not dot >> bit & 1)


def test_the_recovery_sheet_is_one_page_with_eight_numbered_groups_and_a_square(tmp_path: Path) -> None:
    path = tmp_path / "tờ mã.pdf"
    pdf.write(recovery_sheet.build(CODE, "UBND xã Suối Mẫu", DAY, sample=False), path)
    (page,) = _text(path)

    for number, group in enumerate(CODE.split("-"), start=1):
        assert f"{number}. {group}" in page
    assert "Phục hồi từ bản sao lưu" in page and "không để cùng USB" in page
    assert _dark(path) > 4000


def test_the_code_can_be_read_in_the_word_file_too(tmp_path: Path) -> None:
    path = tmp_path / "tờ mã.docx"
    docx.write(recovery_sheet.build(CODE, "UBND xã Suối Mẫu", DAY, sample=False), path)

    assert path.stat().st_size > 1000


def _held(sequence: int, encrypted: bool = True) -> Held:
    return Held(sequence, datetime(2026, 11, sequence, 16, 30), encrypted, 326, 1452, "ab" * 32)


@pytest.mark.parametrize(
    ("incident", "words"),
    [
        (Incident("USB A", [_held(20), _held(12)], 326, 1452, False), "không ai đọc được"),
        (Incident("USB B", [_held(20), _held(12, False)], 326, 1452, False), "Bản số 12 không mã hóa"),
        (Incident("USB C", [], 0, 0, False), "chưa có bản sao lưu nào"),
        (Incident("máy tính này", [_held(9, False)], 326, 1452, True), "ai mở được máy thì đọc được"),
    ],
)
def test_the_report_says_who_can_read_what_was_lost_and_what_to_do(
    tmp_path: Path, incident: Incident, words: str
) -> None:
    path = tmp_path / "báo cáo.pdf"
    pdf.write(incident_report.build(incident, "UBND xã Suối Mẫu", DAY, sample=False), path)
    text = " ".join(_text(path))

    assert words in text and "Đổi khóa" in text
    assert f"mất {incident.what}" in text
    for copy in incident.held:
        assert f"{copy.sequence} 16:30 {copy.sequence:02d}/11/2026" in text
