"""The cover letter of the handover dossier: what lies in it, where the data and copies are, how to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.vietnamese import format_number, full_date

from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    ListItem,
    ListTitle,
    PageNumber,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Span,
    Table,
)

_RESTORE = (
    "Cài PovDesk trên máy mới và mở phần mềm.",
    "Chọn Phục hồi từ bản sao lưu, chọn tệp .pvbak mới nhất trong thư mục PovDesk trên USB.",
    "Gõ mật khẩu sao lưu hoặc mã phục hồi trên tờ giấy niêm phong ở trụ sở.",
    "So ngày, số hộ của bản sao lưu với bảng trên rồi bấm Phục hồi.",
    "Mở Kiểm tra dữ liệu, bấm Kiểm tra: mốc nhật ký phải khớp với số và dấu ghi dưới đây.",
)

_NO_COPY = "chưa có, hãy sao lưu ra USB trước khi bàn giao"


@dataclass(frozen=True)
class Letter:
    """What the letter says. files: name in the dossier and what is in it. counts: what and how many."""

    agency: str
    place: str
    made_on: date
    officer: str
    counts: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, str], ...]
    last_copy: str
    history_seq: int
    history_hash: str
    app_version: str
    sample: bool = False


def build(letter: Letter) -> Document:
    """One or two sheets, signed by who hands over and who takes over."""
    blocks: list[Block] = [
        ListTitle(letter.agency, "Hồ sơ bàn giao sổ hộ nghèo", "", f"Lập {full_date(letter.made_on)}"),
        Paragraph(
            "Hồ sơ này đọc được mà không cần phần mềm: các sổ ở dạng PDF và Excel, văn bản đã ban hành "
            "ở dạng PDF. Hồ sơ có dữ liệu cá nhân và không mã hóa: giữ như hồ sơ giấy, xóa khi không còn cần."
        ),
        _bold("Số liệu lúc bàn giao:"),
        _table(
            ("Nội dung", "Số lượng"), [(name, format_number(count)) for name, count in letter.counts], 120
        ),
        _bold("Trong hồ sơ có:"),
        _table(("Tệp, thư mục", "Nội dung"), letter.files, 70, right=False),
        _bold("Lấy lại dữ liệu vào phần mềm:"),
        *(ListItem(1, step) for step in _RESTORE),
        Paragraph(
            f"Bản sao lưu gần nhất: {letter.last_copy or 'chưa có, hãy sao lưu ra USB trước khi bàn giao'}."
        ),
        _bold("Mốc nhật ký lúc bàn giao:"),
        Paragraph(
            f"Dòng số {format_number(letter.history_seq)}, dấu {_grouped(letter.history_hash)}. "
            "Nhật ký sau này phải còn nguyên dòng này với đúng dấu ấy."
        ),
        Paragraph(f"Phần mềm PovDesk bản {letter.app_version}."),
        PlainSignatures(
            (
                Signatory(("NGƯỜI BÀN GIAO",), letter.officer, "(Ký, ghi rõ họ tên)"),
                Signatory(("NGƯỜI NHẬN",), "", "(Ký, ghi rõ họ tên)"),
            )
        ),
    ]
    section = Section(tuple(blocks), page_number=PageNumber.OF_TOTAL)
    return Document("Thư bàn giao", (section,), letter.sample, author=letter.agency)


def _numbers(counts: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(name, format_number(count)) for name, count in counts]


def _bold(text: str) -> Paragraph:
    return Paragraph((Span(text, bold=True),))


def _table(
    titles: tuple[str, str], rows: Sequence[tuple[str, str]], first: float, *, right: bool = True
) -> Table:
    return Table(
        columns=(Column(first), Column(165 - first, Align.RIGHT if right else Align.LEFT)),
        header=(tuple(HeaderCell(title) for title in titles),),
        rows=tuple(rows),
        row_height=7.0,
    )


def _grouped(digest: str) -> str:
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
