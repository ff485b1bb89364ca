"""A printed paper looks as the decree wants: sizes, places, page numbers, what stays together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from povdesk.documents import numbering, pdf
from povdesk.documents.blocks import (
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Heading,
    ListItem,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Signature,
    Table,
)
from tests.documents import papers
from tests.documents.words import pdf_pages

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """A run of text on a page: its words, size, face and place in points from the page's left foot."""

    text: str
    size: float
    face: str
    left: float
    bottom: float
    right: float


def pieces(path: Path, page_number: int) -> list[Piece]:
    with pypdfium2.PdfDocument(path) as document:
        page = document[page_number]
        return list(_pieces(page))


def _pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    import ctypes

    textpage = page.get_textpage()
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item.raw, size)
        buffer = ctypes.create_string_buffer(80)
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item.raw), buffer, 80)
        count = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
        words = (ctypes.c_ushort * count)()
        pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, words, count)
        text = bytes(words).decode("utf-16-le").rstrip("\x00")
        left, bottom, right, _top = item.get_bounds()
        yield Piece(text, round(size.value, 2), buffer.value.decode(), left, bottom, right)


def find(found: list[Piece], start: str) -> Piece:
    return next(piece for piece in found if piece.text.startswith(start))


def write(document: Document, folder: Path) -> Path:
    path = folder / "văn bản.pdf"
    pdf.write(document, path)
    return path


def test_pages_are_a4_and_only_wide_annexes_are_turned(tmp_path: Path) -> None:
    path = write(papers.plan(paragraphs=1), tmp_path)

    with pypdfium2.PdfDocument(path) as document:
        sizes = {
            (round(width / MM), round(height / MM))
            for width, height in (page.get_size() for page in document)
        }
        first = document[0].get_size()

    assert sizes == {(210, 297), (297, 210)}
    assert first[0] < first[1]


@pytest.mark.parametrize(
    ("start", "size", "face"),
    [
        ("CỘNG HÒA", 12, "Tinos-Bold"),
        ("Độc lập", 13, "Tinos-Bold"),
        ("ỦY BAN NHÂN DÂN", 12, "Tinos-Bold"),
        ("Số:", 13, "Tinos"),
        ("Trà Lâm, ngày", 13, "Tinos-Italic"),
        ("KẾ HOẠCH", 14, "Tinos-Bold"),
        ("Thực hiện Chương trình", 14, "Tinos-Bold"),
        ("I. MỤC ĐÍCH", 14, "Tinos-Bold"),
        ("- Tăng cường", 14, "Tinos"),
        ("Nơi nhận:", 12, "Tinos-BoldItalic"),
        ("- Thường trực", 11, "Tinos"),
        ("TM. ỦY BAN", 14, "Tinos-Bold"),
        ("Đinh Văn Suối", 14, "Tinos-Bold"),
    ],
)
def test_parts_have_the_sizes_and_faces_of_the_decree(
    start: str, size: float, face: str, tmp_path: Path
) -> None:
    path = write(papers.plan(paragraphs=1, sample=False), tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        found = [piece for page in document for piece in _pieces(page)]

    piece = find(found, start)

    assert piece.size == size
    assert piece.face.endswith(face)


def test_text_keeps_within_the_margins(tmp_path: Path) -> None:
    path = write(papers.plan(paragraphs=4, sample=False), tmp_path)

    for piece in pieces(path, 0):
        assert piece.left >= 30 * MM - 2
        assert piece.right <= (210 - 15) * MM + 2
        assert 20 * MM - 2 <= piece.bottom <= (297 - 20) * MM


def test_page_number_is_centred_in_the_top_margin_from_the_second_page(tmp_path: Path) -> None:
    path = write(papers.plan(sample=False), tmp_path)

    first = [piece for piece in pieces(path, 0) if piece.bottom > (297 - 20) * MM]
    second = [piece for piece in pieces(path, 1) if piece.bottom > (297 - 20) * MM]

    assert first == []
    assert [(piece.text, piece.size) for piece in second] == [("2", 13)]
    assert (second[0].left + second[0].right) / 2 == pytest.approx((30 + 165 / 2) * MM, abs=1)


def test_each_appendix_counts_its_own_pages(tmp_path: Path) -> None:
    pages = [page.split() for page in pdf_pages(write(papers.plan(paragraphs=1, sample=False), tmp_path))]

    annexes = [place for place, words in enumerate(pages) if words[:2] == ["Phụ", "lục"]]
    last = pages[annexes[1] :]

    assert len(annexes) == 2
    assert last[1][0] == "2" and last[2][0] == "3"


def test_table_head_stands_on_every_page_of_the_table(tmp_path: Path) -> None:
    pages = pdf_pages(write(papers.plan(paragraphs=1, sample=False), tmp_path))

    with_tasks = [page for page in pages if "Công chức Văn hóa - Xã\r\nhội" in page]

    assert len(with_tasks) > 3
    assert all("TT Nội dung Chủ trì Phối hợp Thời gian" in page for page in with_tasks)


def test_no_row_goes_to_the_next_page_alone(tmp_path: Path) -> None:
    for count in range(5, 24):
        document = Document("Thử", (Section((papers.task_table(count),)),), sample=False)

        pages = pdf_pages(write(document, tmp_path))

        assert all(page.count("Nội dung") == 1 for page in pages)
        assert sum(page.count("Quý II") for page in pages) == count
        assert pages[-1].count("Quý II") >= 2


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_a_signature_under_rows_as_tall_as_a_page_still_prints(rows: int, tmp_path: Path) -> None:
    for times in (6, 12, 24, 60):
        tall = ((papers.SENTENCE + " ") * times, "Quý II")
        table = Table((Column(40), Column(20)), ((HeaderCell("Tên"), HeaderCell("Khi")),), (tall,) * rows)
        signers = PlainSignatures((Signatory(("NGƯỜI LẬP",), "Hồ Thị Lá"),))
        document = numbering.number(Document("Thử", (Section((table, signers)),), sample=False))

        words = " ".join(pdf_pages(write(document, tmp_path))).split()

        assert words.count("nhận") == rows * times and "NGƯỜI" in words


def test_a_group_row_stays_with_its_first_row(tmp_path: Path) -> None:
    for count in range(20, 60, 3):
        plain = [(str(place), "Nội dung") for place in range(count)]
        rows = (*plain, GroupRow(("Nhóm chỉ tiêu",)), *plain[:5], GroupRow(("", "Nhóm hai")), *plain[:5])
        table = Table((Column(20), Column(80)), ((HeaderCell("TT"), HeaderCell("Tên")),), rows)
        document = Document("Thử", (Section((table,)),), sample=False)

        for page in pdf_pages(write(document, tmp_path)):
            assert not page.strip().endswith(("Nhóm chỉ tiêu", "Nhóm hai")), count


def test_a_group_row_stays_with_its_first_row_in_a_table_that_closes_the_paper(tmp_path: Path) -> None:
    for count in range(28, 60):
        plain = [(str(place), "Nội dung") for place in range(count)]
        rows = (*plain, GroupRow(("", "Nhóm hai")), *plain[:3])
        table = Table((Column(20), Column(80)), ((HeaderCell("TT"), HeaderCell("Tên")),), rows)
        signers = PlainSignatures((Signatory(("NGƯỜI LẬP",), "Hồ Thị Lá"),))
        for after in ((), (signers,)):
            document = numbering.number(Document("Thử", (Section((table, *after)),), sample=False))

            for page in pdf_pages(write(document, tmp_path)):
                assert not page.strip().endswith("Nhóm hai"), count


def test_the_closing_mark_never_stands_alone(tmp_path: Path) -> None:
    for count in range(1, 40):
        table = Table(
            (Column(20), Column(80)), ((HeaderCell("TT"), HeaderCell("Tên")),), (("1", "Nội dung"),) * count
        )
        document = numbering.number(Document("Thử", (Section((table,)),), sample=False))

        assert pdf_pages(write(document, tmp_path))[-1].count("Nội dung") >= min(2, count)


def test_a_head_of_several_rows_reads_row_by_row(tmp_path: Path) -> None:
    table = Table(
        columns=(Column(20), Column(20), Column(16)),
        header=(
            (HeaderCell("Vốn", columns=2), HeaderCell("Ghi chú thêm", rows=2)),
            (HeaderCell("Trung ương"), HeaderCell("Tỉnh")),
        ),
        rows=(("1", "2", "3"),),
    )
    document = Document("Thử", (Section((table,)),), sample=False)

    (page,) = pdf_pages(write(document, tmp_path))

    assert page.split() == ["Vốn", "Ghi", "chú", "thêm", "Trung", "ương", "Tỉnh", "1", "2", "3"]


def test_a_tall_head_cell_that_breaks_level_with_the_row_below_it_keeps_its_words_together(
    tmp_path: Path,
) -> None:
    table = Table(
        columns=(*(Column(17) for _ in range(6)), Column(15)),
        header=(
            (
                HeaderCell("Vốn đầu tư", columns=3),
                HeaderCell("Vốn sự nghiệp", columns=3),
                HeaderCell("Tỷ lệ (%)", rows=2),
            ),
            tuple(HeaderCell(name) for name in ("NSTW", "NST", "NSX") * 2),
        ),
        rows=(),
        font_size=10,
    )
    document = Document("Thử", (Section((table,)),), sample=False)

    (page,) = pdf_pages(write(document, tmp_path))

    assert page.split()[6:10] == ["Tỷ", "lệ", "(%)", "NSTW"]


def test_the_signature_never_stands_alone_however_long_the_text(tmp_path: Path) -> None:
    """At least two lines of text go with it, whatever the length of the plan."""
    for count in range(8, 60):
        signature = Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Đinh Văn Suối", papers.RECIPIENTS, "VT")
        blocks = (*(Paragraph(f"Dòng số {place} của văn bản") for place in range(count)), signature)
        document = numbering.number(Document("Thử", (Section(blocks),), sample=False))

        last = pdf_pages(write(document, tmp_path))[-1]

        assert last.count("Dòng số") >= 2, f"{count} dòng"
        assert "Nơi nhận:" in last and "Đinh Văn Suối" in last


@pytest.mark.parametrize("lines", range(1, 12))
def test_a_long_last_paragraph_leaves_at_least_two_lines_with_the_signature(
    lines: int, tmp_path: Path
) -> None:
    blocks = (
        *(Paragraph(f"Dòng số {place} của văn bản") for place in range(17 + lines)),
        Paragraph(" ".join(["cuối cùng"] * 90)),
        Signature(("CHỦ TỊCH",), "Đinh Văn Suối", papers.RECIPIENTS, "VT"),
    )
    document = numbering.number(Document("Thử", (Section(blocks),), sample=False))

    *before, last = pdf_pages(write(document, tmp_path))

    text_lines = [
        line for line in last.split("Nơi nhận:")[0].splitlines() if "cuối" in line or "cùng" in line
    ]
    assert len(text_lines) >= 2
    for page in before:
        assert sum("cuối" in line for line in page.splitlines()) != 1


def test_a_signature_under_a_long_table_keeps_two_rows(tmp_path: Path) -> None:
    for count in range(1, 40, 3):
        signers = PlainSignatures((Signatory(("NGƯỜI LẬP",), "Hồ Thị Lá"),))
        document = Document("Thử", (Section((papers.task_table(count), signers)),), sample=False)

        last = pdf_pages(write(document, tmp_path))[-1]

        assert "NGƯỜI LẬP" in last
        assert last.count("Quý II") >= min(count, 2)


def test_no_heading_stands_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for count in range(20, 40):
        blocks = (
            *(Paragraph(f"Dòng số {place}") for place in range(count)),
            Heading(1, "TỔ CHỨC THỰC HIỆN"),
            Heading(2, "Nhiệm vụ"),
            *(Paragraph(papers.SENTENCE) for _ in range(6)),
        )
        document = numbering.number(Document("Thử", (Section(blocks),), sample=False))

        for page in pdf_pages(write(document, tmp_path)):
            last_line = page.strip().splitlines()[-1]
            assert not re.match(r"(I\.|1\.) ", last_line), f"{count} dòng"


def test_a_short_lead_in_stays_with_what_it_leads_to(tmp_path: Path) -> None:
    for count in range(20, 40):
        blocks = (
            *(Paragraph(f"Dòng số {place}") for place in range(count)),
            ListItem(1, "Về việc làm:"),
            *(ListItem(2, "hỗ trợ đào tạo nghề") for _ in range(6)),
        )
        document = numbering.number(Document("Thử", (Section(blocks),), sample=False))

        for page in pdf_pages(write(document, tmp_path)):
            assert not page.strip().endswith("việc làm:"), f"{count} dòng"


def test_all_fonts_are_embedded_and_no_foreign_one_is_named(tmp_path: Path) -> None:
    path = write(papers.plan(), tmp_path)

    with pypdfium2.PdfDocument(path) as document:
        faces = {piece.face for page in document for piece in _pieces(page)}

    assert {face.rpartition("+")[2] for face in faces} <= {
        "Tinos",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }
    assert b"Helvetica" not in path.read_bytes()


def test_the_same_paper_gives_the_same_bytes_in_a_file_and_to_be_kept(tmp_path: Path) -> None:
    first = write(papers.plan(), tmp_path).read_bytes()

    assert write(papers.plan(), tmp_path).read_bytes() == first
    assert pdf.drawn(papers.plan()) == first


def test_pdf_says_its_title_issuer_and_language(tmp_path: Path) -> None:
    path = write(papers.plan(), tmp_path)

    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_value("Title") == "Kế hoạch giảm nghèo năm 2024"
        assert document.get_metadata_value("Author") == "UBND xã Trà Lâm"
    assert b"/Lang (vi-VN)" in path.read_bytes()


def test_recipients_longer_than_a_page_still_print(tmp_path: Path) -> None:
    signature = Signature(("CHỦ TỊCH",), "Hồ Thị Lá", tuple(f"Đơn vị thứ {n}" for n in range(90)), "VT")
    document = Document("Thử", (Section((Paragraph("Nội dung"), signature)),), sample=False)

    text = "".join(pdf_pages(write(document, tmp_path)))

    assert "Đơn vị thứ 89;" in text and "Lưu: VT." in text
