"""D16: the notice that the results of a round are up, with lists that may be read by everyone."""

from povdesk.domain.round_papers import PaperHousehold, PostingFacts, RoundFacts

from . import administrative, numbering
from .blocks import (
    Align,
    AppendixTitle,
    Block,
    Column,
    Document,
    HeaderCell,
    ListItem,
    Paragraph,
    Section,
    Table,
    Title,
)
from .numbering import roman
from .office_paper import written_day
from .review_decision import counted, letterhead, signature

SYMBOL = "TB-UBND"
_BLANK = "…………………"
_COLUMNS = (
    ("TT", 12, Align.CENTRE),
    ("Chủ hộ", 58, Align.LEFT),
    ("Thôn", 34, Align.LEFT),
    ("Nhân khẩu", 22, Align.RIGHT),
    ("Ghi chú", 39, Align.LEFT),
)


def build(facts: RoundFacts, posting: PostingFacts) -> Document:
    """No identity number, no score and nothing about health stands on it: it hangs in public."""
    head = letterhead(facts, SYMBOL)
    committee = facts.identity.committee
    begin = written_day(posting.posted_from, facts.year)
    end = written_day(posting.posted_to, facts.year)
    where = ", ".join(filter(None, (posting.hamlet, facts.identity.full_name)))
    title_end = f"\n{posting.hamlet.upper()}" if posting.hamlet else ""
    blocks: list[Block] = [
        head,
        Title("THÔNG BÁO", facts.wording["D16.subject"][0]),
        Paragraph(
            f"{committee} thông báo niêm yết công khai kết quả rà soát hộ nghèo, hộ cận nghèo năm"
            f" {facts.year} trên địa bàn {where}, gồm:"
        ),
        *(ListItem(1, words) for words in counted(facts, with_appendix=True)),
        Paragraph(f"Thời gian niêm yết: từ {begin} đến hết {end}."),
        Paragraph(f"Nơi niêm yết: {posting.places or _BLANK}."),
        *(Paragraph(words) for words in facts.wording["D16.closing"]),
        signature(facts, facts.wording["D16.recipients"], chairman=False),
    ]
    reference = administrative.appendix_reference("Thông báo", committee, head)
    lists = tuple(
        Section(
            (
                AppendixTitle(
                    f"DANH SÁCH {name.upper()} NĂM {facts.year}{title_end}",
                    reference,
                    f"Phụ lục {roman(place)}",
                ),
                _table(rows) if rows else Paragraph("Không có hộ nào."),
            ),
            is_appendix=True,
        )
        for place, (name, rows) in enumerate(facts.lists.named, start=1)
    )
    return numbering.number(
        Document(
            f"Thông báo niêm yết kết quả rà soát năm {facts.year}",
            (Section(tuple(blocks)), *lists),
            facts.is_sample,
            author=committee,
        )
    )


def _table(rows: tuple[PaperHousehold, ...]) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
        rows=tuple(
            (str(place), one.head_name, one.hamlet, str(one.size), one.note)
            for place, one in enumerate(rows, start=1)
        ),
        totals=(("", "Cộng", f"{len(rows)} hộ", str(sum(one.size for one in rows)), ""),),
    )
