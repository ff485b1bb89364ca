"""D26: minutes that a copy of the data went onto a stick: when, which file, how large, its checksum."""

from povdesk.domain.office_records import CopyMade
from povdesk.domain.vietnamese import format_number

from . import office_paper as office
from .blocks import Align, Block, Column, Document, HeaderCell, Paragraph, Section, Table, Title


def build(facts: CopyMade) -> Document:
    """Dots for what is not known; signed by the officer and who keeps the stick."""
    shared = facts.shared
    words = shared.wording
    when = f"{facts.made_at:%H} giờ {facts.made_at:%M}, " if facts.made_at else "…… giờ ……, "
    day = office.written_day(facts.made_at.date() if facts.made_at else None, shared.year)
    blocks: list[Block] = [
        office.minutes_head(shared),
        Title("BIÊN BẢN", words["subject"][0]),
        Paragraph(f"Lúc {when}{day}, tại {shared.identity.committee}, đã sao lưu dữ liệu như sau:"),
        Table(
            columns=(Column(55), Column(110, Align.LEFT)),
            header=((HeaderCell("Nội dung"), HeaderCell("Thông tin")),),
            rows=tuple((name, value or office.BLANK) for name, value in _rows(facts)),
            row_height=8.0,
        ),
        *(Paragraph(line) for line in words["closing"]),
        office.two_signatures("NGƯỜI SAO LƯU", facts.officer, "NGƯỜI GIỮ THIẾT BỊ", ""),
    ]
    return office.numbered(f"Biên bản sao lưu dữ liệu năm {shared.year}", shared, Section(tuple(blocks)))


def _rows(facts: CopyMade) -> tuple[tuple[str, str], ...]:
    known = facts.made_at is not None
    checked = f"{facts.verified_at:%H:%M %d/%m/%Y}, đọc lại đủ" if facts.verified_at else ""
    return (
        ("Bản sao lưu số", str(facts.sequence) if facts.sequence is not None else ""),
        ("Tên tệp", facts.file_name),
        ("Cỡ tệp (byte)", format_number(facts.size) if facts.size is not None else ""),
        ("Mã kiểm tra SHA-256", _grouped(facts.sha256)),
        ("Mã hóa", ("Có" if facts.encrypted else "Không") if known else ""),
        ("Nơi lưu", facts.place),
        ("Thiết bị lưu trữ (nhãn)", facts.stick),
        ("Đã kiểm tra", checked),
    )


def _grouped(digest: str) -> str:
    """In groups of eight, so that two people can compare it aloud."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
