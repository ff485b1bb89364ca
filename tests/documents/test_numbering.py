"""Numbers, letters, end marks and ./. are given by the program and never skip."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.documents import numbering
from povdesk.documents.blocks import (
    AppendixTitle,
    Article,
    Block,
    Clause,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Point,
    Section,
    Signature,
    Span,
    Style,
    Table,
    plain,
)
from tests.documents import papers


def numbered(*blocks: Block) -> tuple[Block, ...]:
    return numbering.number(Document("Văn bản", (Section(blocks),), sample=False)).sections[0].blocks


def numbers(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        match block:
            case Heading() | Clause() | Article():
                found.append(block.number)
            case Point():
                found.append(block.letter)
            case _:
                pass
    return found


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [
        plain(block.text)
        for block in blocks
        if isinstance(block, Paragraph | Point | ListItem | Clause | Article)
    ]


def test_parts_clauses_and_points_count_inside_what_holds_them() -> None:
    blocks = numbered(
        Heading(1, "MỤC ĐÍCH"),
        Heading(2, "Mục đích"),
        Heading(2, "Yêu cầu"),
        Heading(1, "CHỈ TIÊU"),
        Heading(2, "Chung"),
        Point("a"),
        Point("b"),
        Clause("Cụ thể"),
        Point("a"),
        Heading(3, "Về y tế"),
    )

    assert numbers(blocks) == ["I.", "1.", "2.", "II.", "1.", "a)", "b)", "2.", "a)", "b)"]


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = [
        block.letter for block in numbered(*(Point("điểm") for _ in range(24))) if isinstance(block, Point)
    ]

    assert " ".join(letters) == ("a) b) c) d) đ) e) g) h) i) k) l) m) n) o) p) q) r) s) t) u) v) x) y) aa)")


@pytest.mark.parametrize(
    ("value", "roman"), [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (40, "XL")]
)
def test_roman_numbers(value: int, roman: str) -> None:
    assert numbering.roman(value) == roman


def test_articles_of_a_decision_are_numbered_through() -> None:
    assert numbers(numbered(Article("Một"), Article("Hai"), Clause("a"), Article("Ba"))) == [
        "Điều 1.",
        "Điều 2.",
        "1.",
        "Điều 3.",
    ]


def test_semicolons_stand_between_points_and_the_last_ends_with_a_full_stop() -> None:
    blocks = numbered(
        Point("Hộ nghèo."), Point("Hộ cận nghèo"), Point("Hộ khác;"), Paragraph("Trên đây là kế hoạch")
    )

    assert words(blocks) == ["Hộ nghèo;", "Hộ cận nghèo;", "Hộ khác.", "Trên đây là kế hoạch./."]


def test_an_entry_that_leads_to_deeper_ones_keeps_its_colon() -> None:
    blocks = numbered(
        ListItem(1, "Nguồn vốn"),
        ListItem(2, "trung ương"),
        ListItem(2, "tỉnh"),
        ListItem(1, "Khác"),
        Paragraph("Hết"),
    )

    assert words(blocks) == ["Nguồn vốn:", "trung ương;", "tỉnh.", "Khác.", "Hết./."]


def test_entries_of_several_sentences_all_end_with_full_stops() -> None:
    blocks = numbered(
        ListItem(1, "Bám sát nhiệm vụ. Sử dụng đúng kinh phí;"), ListItem(1, "Công khai"), Paragraph("Hết")
    )

    assert words(blocks)[:2] == ["Bám sát nhiệm vụ. Sử dụng đúng kinh phí.", "Công khai."]


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    blocks = numbered(
        Paragraph("Căn cứ Luật A", Style.LEGAL_BASIS),
        Paragraph("Căn cứ Luật B.", Style.LEGAL_BASIS),
        Paragraph("Mở đầu:"),
        Paragraph("Hết"),
    )

    assert words(blocks) == ["Căn cứ Luật A;", "Căn cứ Luật B.", "Mở đầu:", "Hết./."]


@pytest.mark.parametrize("typed", ["Hết", "Hết.", "Hết../.", "Hết ./.", "Hết;", "Hết./."])
def test_the_text_ends_once_however_it_was_typed(typed: str) -> None:
    assert words(numbered(Paragraph(typed), Signature((), "")))[-1] == "Hết./."


def test_v_v_keeps_its_own_full_stop() -> None:
    assert words(numbered(Point("điện, nước, v.v."), Point("khác")))[0] == "điện, nước, v.v.;"


def test_bold_words_at_the_end_take_the_end_mark_too() -> None:
    block = numbered(Paragraph((Span("Đây là "), Span("Kế hoạch.", bold=True))))[0]

    assert isinstance(block, Paragraph)
    assert block.text == (Span("Đây là "), Span("Kế hoạch./.", bold=True))


def test_each_appendix_closes_on_its_own_and_counts_anew() -> None:
    document = papers.plan()

    text = " ".join(plain(b.text) for s in document.sections for b in s.blocks if isinstance(b, Paragraph))
    labels = [b.label for s in document.sections for b in s.blocks if isinstance(b, AppendixTitle)]

    assert text.count("./.") == 3
    assert labels == ["Phụ lục I", "Phụ lục II"]


def test_a_table_at_the_end_is_followed_by_the_closing_mark() -> None:
    blocks = numbered(papers.hamlet_table(), Paragraph("Ghi chú.", Style.NOTE))

    assert isinstance(blocks[0], Table)
    assert blocks[-1] == Paragraph("./.", Style.CLOSING_MARK)


def test_a_single_appendix_has_no_number() -> None:
    annex = Section((AppendixTitle("CHỈ TIÊU", ""), Paragraph("Nội dung")), is_appendix=True)
    document = numbering.number(Document("", (Section((Paragraph("Kèm Phụ lục"),)), annex), sample=False))

    assert isinstance(document.sections[1].blocks[0], AppendixTitle)
    assert document.sections[1].blocks[0].label == "Phụ lục"


_TEXTS = st.text(alphabet="aàđ .;:,/?v(", max_size=12)
_BLOCKS = st.one_of(
    st.builds(Paragraph, _TEXTS, st.sampled_from([Style.BODY, Style.LEGAL_BASIS, Style.NOTE])),
    st.builds(Point, _TEXTS),
    st.builds(ListItem, st.sampled_from([1, 2]), _TEXTS),
    st.builds(Clause, _TEXTS),
    st.builds(Heading, st.sampled_from([1, 2, 3]), _TEXTS),
    st.builds(Article, _TEXTS),
)


@given(st.lists(_BLOCKS, max_size=8), st.lists(_BLOCKS, max_size=3))
@settings(max_examples=150, deadline=None)
def test_numbering_twice_changes_nothing_more(main: list[Block], annex: list[Block]) -> None:
    document = Document("", (Section(tuple(main)), Section(tuple(annex), is_appendix=True)), sample=False)

    once = numbering.number(document)

    assert numbering.number(once) == once


def test_typed_numbers_are_replaced() -> None:
    wrong = dataclasses.replace(Heading(1, "TỔ CHỨC THỰC HIỆN"), number="V.")

    assert numbers(numbered(Heading(1, "MỤC ĐÍCH"), wrong)) == ["I.", "II."]
