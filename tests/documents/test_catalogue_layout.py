"""Every paper in the decree's frame, read back from its PDF: sheet, margins, head, title, text, signature."""

import re
from collections import Counter

import pytest

from povdesk import papers_catalogue
from povdesk.documents.administrative import MOTTO, NATION, RECIPIENTS_TITLE
from povdesk.documents.blocks import (
    AppendixTitle,
    Block,
    GroupRow,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Style,
    Table,
    Title,
    plain,
)
from povdesk.papers_catalogue import Frame
from tests.documents.catalogue import Printed
from tests.documents.page_reading import MM, Page, Rule, Run, read

DECREE = [paper.code for paper in papers_catalogue.papers() if paper.frame is Frame.DECREE]
CLOSE = 1.5
"""Points; a letter's box begins a little beside its place."""


@pytest.fixture(params=DECREE)
def papers(request: pytest.FixtureRequest, printed: dict[str, Printed]) -> list[Printed]:
    """Every printing of one paper."""
    found = [one for one in printed.values() if one.paper.code == request.param]
    assert found
    return found


def blocks(one: Printed, *, main: bool = True) -> list[Block]:
    return [
        block for part in one.document.sections if not (main and part.is_appendix) for block in part.blocks
    ]


def first(one: Printed, kind: type[Block]) -> Block | None:
    return next((block for block in blocks(one) if isinstance(block, kind)), None)


def letterhead(one: Printed) -> Letterhead | None:
    found = first(one, Letterhead)
    return found if isinstance(found, Letterhead) else None


def main_pages(one: Printed) -> tuple[Page, ...]:
    """The pages before the first appendix."""
    pages = read(one.pdf)
    if one.document.sections[0].is_appendix:
        return ()
    for place, page in enumerate(pages):
        if place and page.text and page.text[0].text.startswith("Phụ lục"):
            return pages[:place]
    return pages


def squeezed(text: str) -> str:
    return " ".join(text.split())


def starting(page: Page, words: str) -> Run | None:
    """The run that begins a text, however the line goes on."""
    wanted = squeezed(words)
    for run in page.text:
        text = squeezed(run.text)
        if text and (wanted.startswith(text) or text.startswith(wanted)) and len(text) >= min(6, len(wanted)):
            return run
    return None


def found(page: Page, words: str) -> Run:
    run = starting(page, words)
    assert run is not None, f"không thấy «{words}»"
    return run


def rule_below(page: Page, run: Run) -> Rule:
    near = [
        rule
        for rule in page.rules
        if 0 < run.bottom - rule.height < 14 and rule.left < run.middle < rule.right
    ]
    assert near, f"không có đường kẻ dưới «{run.text}»"
    return max(near, key=lambda rule: rule.height)


def test_sheets_are_a4_and_the_text_itself_stands_upright(papers: list[Printed]) -> None:
    for one in papers:
        sheets = {(round(page.width / MM), round(page.height / MM)) for page in read(one.pdf)}
        assert sheets <= {(210, 297), (297, 210)}
        if letterhead(one) is not None:
            assert read(one.pdf)[0].width < read(one.pdf)[0].height


def test_all_text_stands_inside_the_decrees_margins(papers: list[Printed]) -> None:
    for one in papers:
        for page in read(one.pdf):
            for run in page.text:
                assert run.left >= 30 * MM - CLOSE, run
                assert run.right <= page.width - 15 * MM + CLOSE, run
                assert run.bottom >= 20 * MM - 4, run


def test_text_reaches_both_margins(papers: list[Printed]) -> None:
    """Left 30-35 mm, right 15-20 mm."""
    for one in papers:
        if letterhead(one) is None:
            continue
        runs = [run for page in main_pages(one) for run in page.text]
        assert min(run.left for run in runs) <= 35 * MM
        assert max(run.right for run in runs) >= (210 - 20) * MM


def test_the_nation_and_its_motto_stand_at_the_right_with_a_line_as_long_as_the_motto(
    papers: list[Printed],
) -> None:
    for one in papers:
        if letterhead(one) is None:
            continue
        page = read(one.pdf)[0]
        nation, motto = found(page, NATION), found(page, MOTTO)

        assert 12 <= nation.size <= 13 and 13 <= motto.size <= 14
        assert nation.face == motto.face == "Tinos-Bold"
        assert nation.middle > page.width / 2 and motto.middle == pytest.approx(nation.middle, abs=CLOSE)
        line = rule_below(page, motto)
        assert line.width == pytest.approx(motto.width, abs=3)
        assert line.middle == pytest.approx(motto.middle, abs=CLOSE)


def test_the_agency_stands_at_the_left_with_a_line_of_a_third_to_a_half(papers: list[Printed]) -> None:
    for one in papers:
        head = letterhead(one)
        if head is None:
            continue
        page = read(one.pdf)[0]
        runs = [found(page, line) for line in head.agency]

        assert all(run.face == "Tinos-Bold" and 12 <= run.size <= 13 for run in runs)
        assert all(run.right < page.width / 2 for run in runs)
        longest = max(run.width for run in runs)
        line = rule_below(page, runs[-1])
        assert longest / 3 - CLOSE <= line.width <= longest / 2 + CLOSE
        assert line.middle == pytest.approx(runs[-1].middle, abs=CLOSE)


def test_number_and_date_stand_on_one_height_upright_and_italic(papers: list[Printed]) -> None:
    for one in papers:
        head = letterhead(one)
        if head is None:
            continue
        page = read(one.pdf)[0]
        number = next((run for run in page.text if run.text.startswith("Số:")), None)
        date = next((run for run in page.text if re.match(rf"{re.escape(head.place)}, ngày", run.text)), None)
        assert (number is not None) == bool(head.symbol)
        assert (date is not None) == bool(head.place)
        if number is not None:
            assert (number.size, number.face) == (13, "Tinos") and number.right < page.width / 2
        if date is not None:
            assert 13 <= date.size <= 14 and date.face == "Tinos-Italic" and date.middle > page.width / 2
        if number is not None and date is not None:
            assert number.bottom == pytest.approx(date.bottom, abs=4)


def test_a_letter_says_its_subject_small_below_its_number(papers: list[Printed]) -> None:
    for one in papers:
        head = letterhead(one)
        if head is None or not head.regarding:
            continue
        subject = found(read(one.pdf)[0], f"V/v {head.regarding}")
        assert 12 <= subject.size <= 13 and subject.face == "Tinos"
        assert subject.middle < read(one.pdf)[0].width / 2


def test_kind_and_subject_are_centred_and_bold_with_a_short_line_below(papers: list[Printed]) -> None:
    for one in papers:
        title = first(one, Title)
        if not isinstance(title, Title) or letterhead(one) is None:
            continue
        page = read(one.pdf)[0]
        middle = (30 + 165 / 2) * MM
        kind = found(page, title.kind)
        assert kind.text.strip() == kind.text.strip().upper()
        lines = [run for run in page.text if run.size >= 13 and run.face == "Tinos-Bold"]
        lines = [run for run in lines if squeezed(run.text) in squeezed(title.subject)]
        assert lines
        for run in (kind, *lines):
            assert 13 <= run.size <= 14 and run.face == "Tinos-Bold"
            assert run.middle == pytest.approx(middle, abs=2)
        last = min(lines, key=lambda run: run.bottom)
        line = rule_below(page, last)
        longest = max(run.width for run in lines)
        assert longest / 3 - CLOSE <= line.width <= longest / 2 + CLOSE


def test_the_text_is_in_thirteen_or_fourteen_points(papers: list[Printed]) -> None:
    for one in papers:
        if letterhead(one) is None:
            continue
        for block in blocks(one):
            if isinstance(block, Paragraph) and block.style is Style.BODY and len(plain(block.text)) > 30:
                run = _anywhere(one, opening(block))
                assert run is not None, plain(block.text)
                assert 13 <= run.size <= 14, run


def test_a_paragraph_begins_one_to_one_and_a_quarter_centimetres_in(papers: list[Printed]) -> None:
    for one in papers:
        if letterhead(one) is None:
            continue
        for block in blocks(one):
            if isinstance(block, Paragraph) and block.style in (Style.BODY, Style.LEGAL_BASIS):
                words = opening(block)
                run = _anywhere(one, words) if len(plain(block.text)) > 30 else None
                if run is not None:
                    assert 10 * MM - CLOSE <= run.left - 30 * MM <= 12.7 * MM + CLOSE, run


def opening(block: Paragraph) -> str:
    """The words up to the first change of face."""
    return block.text if isinstance(block.text, str) else block.text[0].text


def _anywhere(one: Printed, words: str) -> Run | None:
    wanted = _undotted(words)[:25]
    for page in main_pages(one):
        for run in page.text:
            if _undotted(run.text).startswith(wanted):
                return run
    return None


def test_pages_are_numbered_at_the_top_centre_from_the_second_of_each_part(papers: list[Printed]) -> None:
    for one in papers:
        expected = 0
        for page in read(one.pdf):
            number = page.number
            expected += 1
            if not number:
                expected = 1
                continue
            assert [run.text.strip() for run in number] == [str(expected)]
            assert 13 <= number[0].size <= 14 and number[0].face == "Tinos"
            assert number[0].middle == pytest.approx((30 + (page.width / MM - 45) / 2) * MM, abs=CLOSE)
        starts = sum(1 for page in read(one.pdf) if not page.number)
        appendices = sum(part.is_appendix for part in one.document.sections)
        assert starts == appendices + (0 if one.document.sections[0].is_appendix else 1)


def test_the_signer_stands_at_the_right_and_recipients_at_the_left_on_one_height(
    papers: list[Printed],
) -> None:
    for one in papers:
        block = first(one, Signature)
        if not isinstance(block, Signature):
            continue
        page = next(page for page in reversed(main_pages(one) or read(one.pdf)) if _signs(page, block))
        authority = _authority(page, block)
        for run in authority:
            assert 13 <= run.size <= 14 and run.face == "Tinos-Bold"
            assert run.middle > page.width / 2
            assert run.middle == pytest.approx(authority[0].middle, abs=CLOSE)
        if block.name:
            name = [run for run in page.text if run.text.strip() == squeezed(block.name)][-1]
            assert name.face == "Tinos-Bold" and 13 <= name.size <= 14
            assert name.middle == pytest.approx(authority[0].middle, abs=CLOSE)
            assert 25 * MM <= authority[-1].bottom - name.bottom <= 40 * MM
        if block.recipient_lines:
            title = found(page, RECIPIENTS_TITLE)
            assert (title.size, title.face) == (12, "Tinos-BoldItalic")
            assert title.left == pytest.approx(30 * MM, abs=CLOSE)
            assert title.bottom == pytest.approx(authority[0].bottom, abs=5)
            for line in block.recipient_lines:
                run = found(page, f"- {line}")
                assert (run.size, run.face) == (11, "Tinos")
                assert run.left == pytest.approx(30 * MM, abs=CLOSE)
                assert run.right < min(one.left for one in authority)


def _signs(page: Page, block: Signature) -> bool:
    return len(_authority(page, block)) == len(block.authority)


def _authority(page: Page, block: Signature) -> list[Run]:
    """The lines over the signature: whole lines, the lowest of their words."""
    lowest = {squeezed(run.text): run for run in sorted(page.text, key=lambda run: -run.bottom)}
    return [lowest[line] for line in block.authority if line in lowest]


def test_a_signature_has_text_above_it_on_its_page(papers: list[Printed]) -> None:
    for one in papers:
        block = first(one, Signature)
        if not isinstance(block, Signature):
            continue
        page = next(page for page in reversed(main_pages(one) or read(one.pdf)) if _signs(page, block))
        top = max(run.bottom for run in _authority(page, block))
        above = {round(run.bottom) for run in page.text if run.bottom > top + 10}
        assert len(above) >= 2


def test_no_heading_is_the_last_on_its_page(papers: list[Printed]) -> None:
    for one in papers:
        headings = {
            squeezed(f"{block.number} {block.text}")
            for block in blocks(one, main=False)
            if isinstance(block, Heading)
        }
        for page in read(one.pdf):
            if not page.text:
                continue
            foot = min(run.bottom for run in page.text)
            last = squeezed(" ".join(run.text for run in page.text if run.bottom < foot + 3))
            assert not [words for words in headings if words.endswith(last) and len(last) > 8], last


def test_no_group_row_is_the_last_on_its_page(papers: list[Printed]) -> None:
    for one in papers:
        groups = {
            squeezed(" ".join(row.cells))
            for block in blocks(one, main=False)
            if isinstance(block, Table)
            for row in block.rows
            if isinstance(row, GroupRow)
        }
        for page in read(one.pdf):
            foot = min((run.bottom for run in page.text), default=0.0)
            last = squeezed(" ".join(run.text for run in page.text if run.bottom < foot + 3))
            assert last not in groups, last


def test_an_appendix_has_its_own_head_centred(papers: list[Printed]) -> None:
    for one in papers:
        heads = [block for block in blocks(one, main=False) if isinstance(block, AppendixTitle)]
        for head in heads:
            page = next(
                page
                for page in read(one.pdf)
                if page.text and not page.number and squeezed(page.text[0].text) == head.label
            )
            middle = (30 + (page.width / MM - 45) / 2) * MM
            label = page.text[0]
            assert (label.size, label.face) == (14, "Tinos-Bold")
            assert label.middle == pytest.approx(middle, abs=2)
            title = found(page, head.title)
            assert 13 <= title.size <= 14 and title.face == "Tinos-Bold"
            assert title.text == title.text.upper()
            if head.reference:
                reference = found(page, head.reference)
                assert 13 <= reference.size <= 14 and reference.face == "Tinos-Italic"


def test_papers_of_the_decree_use_few_sizes(papers: list[Printed]) -> None:
    for one in papers:
        sizes = Counter(run.size for page in main_pages(one) for run in page.text)
        assert set(sizes) <= {9.0, 9.5, 10.0, 10.5, 11.0, 12.0, 13.0, 14.0}


def _undotted(words: str) -> str:
    """Without the dots to write on, which are read back one by one or three by three."""
    return squeezed(words.replace("…", "").replace(".", ""))
