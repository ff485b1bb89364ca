"""The Word file is one that an office can go on working with: styles, lists, tables, fields."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document as read_word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from povdesk.documents import docx
from povdesk.documents.blocks import Document
from povdesk.documents.plan_file import read_lines
from tests.documents import papers
from tests.documents.test_same_words import household_list
from tests.documents.words import docx_body, docx_part, docx_words


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Kế hoạch") / "kế hoạch.docx"
    docx.write(papers.plan(), path)
    return path


def style_of(paragraph: Any) -> str:
    return str(paragraph.style.name)


def test_headings_are_heading_styles(plan_file: Path) -> None:
    word = read_word(str(plan_file))

    headings = [(style_of(p), p.text) for p in word.paragraphs if style_of(p).startswith("Heading")]

    assert headings[:2] == [("Heading 1", "I. MỤC ĐÍCH, YÊU CẦU"), ("Heading 2", "1. Mục đích")]


def test_dashes_and_pluses_are_real_lists_and_letters_are_text(plan_file: Path) -> None:
    word = read_word(str(plan_file))
    numbering = docx_part(plan_file, "word/numbering.xml")

    marks = [element.get(qn("w:val")) for element in numbering.iter(qn("w:lvlText"))]
    items = [p for p in word.paragraphs if style_of(p).startswith("List Bullet")]

    assert marks == ["-", "+"]
    assert {style_of(p) for p in items} == {"List Bullet", "List Bullet 2"}
    assert not any(p.text.startswith(("-", "+")) for p in items)
    assert any(p.text.startswith("đ) ") for p in word.paragraphs)


def test_every_script_is_times_new_roman(plan_file: Path) -> None:
    styles = docx_part(plan_file, "word/styles.xml")

    own = [
        s
        for s in styles.iter(qn("w:style"))
        if s.get(qn("w:styleId")) in {"Normal", "Heading1", "BodyText", "Title"}
    ]

    assert len(own) == 4
    for style in (*own, styles.find(qn("w:docDefaults"))):
        fonts = next(style.iter(qn("w:rFonts")))
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert fonts.get(qn("w:asciiTheme")) is None


def test_page_number_is_a_field_in_the_head_from_the_second_page(plan_file: Path) -> None:
    section = read_word(str(plan_file)).sections[0]

    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_each_annex_is_a_turned_section_counting_from_one(plan_file: Path) -> None:
    main, first, second = read_word(str(plan_file)).sections

    assert main.orientation == WD_ORIENT.PORTRAIT
    for annex in (first, second):
        assert annex.orientation == WD_ORIENT.LANDSCAPE
        assert annex.page_width.mm == pytest.approx(297, abs=0.1)
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_margins_are_those_of_the_decree(plan_file: Path) -> None:
    section = read_word(str(plan_file)).sections[0]

    margins = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]

    assert margins == pytest.approx([20, 20, 30, 15], abs=0.1)


def test_tables_repeat_their_head_and_never_split_a_row(plan_file: Path) -> None:
    tables = list(docx_body(plan_file).iter(qn("w:tbl")))
    tasks = tables[-1]

    rows = list(tasks.iter(qn("w:tr")))

    assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)


def test_head_cells_over_several_rows_and_columns_are_merged(plan_file: Path) -> None:
    word = read_word(str(plan_file))
    hamlets = next(table for table in word.tables if table.rows and table.cell(0, 0).text == "TT")

    assert hamlets.cell(0, 0)._tc is hamlets.cell(1, 0)._tc
    assert hamlets.cell(0, 3)._tc is hamlets.cell(0, 4)._tc
    assert hamlets.cell(1, 3).text == "Số hộ"


def test_there_are_no_text_boxes(plan_file: Path) -> None:
    xml = docx_body(plan_file).xml

    assert "txbx" not in xml and "w:pict" not in xml and "w:drawing" not in xml


def test_the_last_text_is_tied_to_the_signature(plan_file: Path) -> None:
    word = read_word(str(plan_file))

    last = next(p for p in word.paragraphs if p.text.endswith("xã Trà Lâm./."))

    assert last.paragraph_format.keep_with_next


def test_head_and_signature_are_locked_and_the_number_is_not(plan_file: Path) -> None:
    controls = list(docx_body(plan_file).iter(qn("w:sdt")))

    locks = [next(one.iter(qn("w:lock"))).get(qn("w:val")) for one in controls]
    words = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in controls]

    assert locks == ["sdtContentLocked", "sdtContentLocked"]
    assert (
        words[0] == "ỦY BAN NHÂN DÂNXÃ TRÀ LÂMCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc"
    )
    assert words[1].startswith("Nơi nhận:") and words[1].endswith("Đinh Văn Suối")


def test_a_file_without_locks_says_the_same(plan_file: Path, tmp_path: Path) -> None:
    docx.write(papers.plan(), tmp_path / "a.docx", locked=False)

    assert not list(docx_body(tmp_path / "a.docx").iter(qn("w:sdt")))
    assert docx_words(tmp_path / "a.docx") == docx_words(plan_file)


def test_our_own_word_file_can_be_read_in_again_with_its_recipients(plan_file: Path) -> None:
    lines = [line.text for line in read_lines(plan_file)[0]]

    assert "ỦY BAN NHÂN DÂN" in lines and "Nơi nhận:" in lines and "Đinh Văn Suối" in lines


def test_sample_data_and_draft_are_named_in_the_head(tmp_path: Path) -> None:
    docx.write(papers.plan(sample=True, draft=True), tmp_path / "a.docx")
    word = read_word(str(tmp_path / "a.docx"))

    assert "DỮ LIỆU MẪU" in word.sections[0].first_page_header.paragraphs[0].text
    assert "DỰ THẢO" in word.sections[0].first_page_header.paragraphs[0].text
    for section in word.sections:
        assert "DỮ LIỆU MẪU" in section.header.paragraphs[0].text


def test_a_printed_list_counts_its_pages_at_the_foot(tmp_path: Path) -> None:
    docx.write(household_list(), tmp_path / "danh sách.docx")
    footer = read_word(str(tmp_path / "danh sách.docx")).sections[0].footer

    assert "NUMPAGES" in footer._element.xml


def test_properties_are_the_papers_own(tmp_path: Path) -> None:
    docx.write(papers.plan(issued=True), tmp_path / "a.docx")
    properties = read_word(str(tmp_path / "a.docx")).core_properties

    assert properties.title == "Kế hoạch giảm nghèo năm 2024"
    assert properties.author == "UBND xã Trà Lâm"
    assert properties.language == "vi-VN"
    assert properties.created is not None and properties.created.year == 2024


def test_an_empty_paper_is_still_a_word_file(tmp_path: Path) -> None:
    docx.write(Document("Trống", (), sample=False), tmp_path / "a.docx")

    assert read_word(str(tmp_path / "a.docx")).paragraphs == []


def test_the_signature_never_stands_alone_on_a_page_of_its_own(plan_file: Path) -> None:
    body = read_word(str(plan_file)).element.body
    table = next(t for t in body.iter(qn("w:tbl")) if "TM. ỦY BAN" in "".join(t.itertext()))
    gap = table.getprevious()
    last = gap.getprevious()

    assert "./." in "".join(last.itertext())
    assert [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in (last, gap)] == [True, True]
