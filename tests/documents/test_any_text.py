"""Whatever stands in the records prints: no text is lost, taken for markup or stops the printing."""

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.documents import docx, fonts, pdf
from povdesk.documents.blocks import (
    Addressees,
    Align,
    AppendixTitle,
    Article,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Letterhead,
    ListTitle,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Signature,
    Span,
    Table,
    Title,
)
from povdesk.documents.text import balanced, printable, wrapped
from tests.documents.words import docx_words, pdf_pages, pdf_words

NASTY = [
    "Ông <Tư> Bé",
    "A & B < C > D",
    "<b>đậm",
    "</para>",
    "&nbsp; &#0; &lt;",
    '<img src="file:///etc/hostname"/>',
    "<font color=red>đỏ</font>",
    "{{ mẫu }} %s %d \\n",
    "]]> <!-- section 0 -->",
    "=SUM(A1)",
    "'; DROP TABLE household; --",
    "a\x00b\x07c",
    "tách\u2028dòng",
    "“Vì người nghèo” – ₫ … ½ m²",
]

# What an officer can type and the paper font can draw.
_LETTERS = st.sampled_from(
    fonts.VIETNAMESE_LETTERS + "abcxyzABCXYZ0123456789 .,;:/()<>&\"'%*-+=?!_#@[]{}\\|~`^$ "
)
_TYPED = st.text(_LETTERS, min_size=1, max_size=60)


def paper(text: str) -> Document:
    table = Table(
        (Column(40), Column(60, Align.CENTRE), Column(25, Align.RIGHT)),
        ((HeaderCell(text), HeaderCell("Cột"), HeaderCell("Số")),),
        ((text, text, text), GroupRow((text,))),
        totals=(("", text, ""),),
        unit_line=text,
    )
    return Document(
        text,
        (Section((Paragraph(text), Paragraph((Span(text, True), Span(text, False, True))), table)),),
        False,
    )


def everywhere(text: str) -> Document:
    blocks = (
        Letterhead((text,), text, text, 2024, agency_upper=text, number=text, regarding=text),
        Title(text, text),
        ListTitle(text, text, text, text),
        Addressees((text, text)),
        Article(text, text),
        AppendixTitle(text, text, text),
        Signature((text,), text, (text,), text, text),
        PlainSignatures((Signatory((text,), text, text, text),), (text,), text),
    )
    return Document(text, (Section(blocks),), sample=True, draft=True, author=text, keywords=text)


def letters(words: list[str]) -> str:
    # A word longer than its cell is cut between letters, so only the letters are compared.
    return "".join(words)


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_markup_prints_as_it_is(text: str, tmp_path: Path) -> None:
    document = paper(text)

    pdf.write(document, tmp_path / "a.pdf")
    docx.write(document, tmp_path / "a.docx")

    wanted = printable(text).split()
    assert letters(wanted) in letters("".join(pdf_pages(tmp_path / "a.pdf")).split())
    assert letters(pdf_words(tmp_path / "a.pdf", document)) == letters(docx_words(tmp_path / "a.docx"))


@given(_TYPED)
@settings(max_examples=60, deadline=None)
def test_any_typed_text_prints_letter_for_letter(text: str) -> None:
    document = Document("Thử", (Section((Paragraph(f"§{text}§"),)),), sample=False)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "văn bản.pdf"

        pdf.write(document, path)

        printed = letters("".join(pdf_pages(path)).split())
    assert printed == letters(f"§{text}§".split())


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_at_all_stops_the_printing(text: str) -> None:
    with TemporaryDirectory() as folder:
        for document in (paper(text), everywhere(text)):
            pdf.write(document, Path(folder) / "a.pdf")
            docx.write(document, Path(folder) / "a.docx")


def test_a_cell_longer_than_a_page_goes_on_over_the_next_pages(tmp_path: Path) -> None:
    text = " ".join(f"từ{place}" for place in range(3000))
    table = Table(
        (Column(60), Column(60)), ((HeaderCell("A"), HeaderCell("B")),), (("1", text), ("2", "cuối"))
    )
    document = Document("Thử", (Section((table,)),), sample=False)

    pdf.write(document, tmp_path / "a.pdf")

    words = pdf_words(tmp_path / "a.pdf", document)
    assert [word for word in words if word.startswith("từ")] == text.split()
    assert words[-1] == "cuối"


@given(st.text(st.sampled_from("aáb đ\n"), max_size=60), st.floats(1, 30))
@settings(max_examples=200, deadline=None)
def test_breaking_lines_loses_no_letter(text: str, width: float) -> None:
    for lines in (wrapped(text, width, len), balanced(text.replace("\n", " "), width, len)):
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(len(line) <= max(width, 1) for line in lines)


@given(st.text(max_size=60))
def test_printable_text_is_composed_and_without_control_characters(text: str) -> None:
    cleaned = printable(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" for letter in cleaned)
    assert printable(cleaned) == cleaned
