"""“Trích dữ liệu của một người” as a paper: each kind of record is a table under its heading."""

from povdesk.domain.privacy import PersonExtract
from povdesk.domain.privacy import Section as Part
from povdesk.domain.vietnamese import short_date

from .administrative import full_date
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    ListTitle,
    PageNumber,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Span,
    Style,
    Table,
)
from .styles import layout

_NARROW, _PAIR = 60.0, ("Mục", "Nội dung")


def build(made: PersonExtract) -> Document:
    """Upright, with a line at the end who made it."""
    where = f"Hộ: {made.household}" if made.household else "Hiện không có tên trong hộ nào của sổ"
    title = f"Dữ liệu đang lưu về {made.full_name}"
    blocks: list[Block] = [
        ListTitle(made.agency, title, where, f"Ngày trích: {short_date(made.made_on)}"),
    ]
    for one in made.sections:
        blocks.append(Paragraph((Span(f"{one.title}:", bold=True),)))
        blocks.append(_table(one))
    blocks.append(
        Paragraph(
            "Bản trích gồm mọi bản ghi trong sổ có nêu người này, kể cả ai đã xem và để làm gì. "
            "Chỗ nào sai, báo cho cán bộ để sửa trong phiếu hộ.",
            Style.NOTE,
        )
    )
    day = f"{made.place}, {full_date(made.made_on, made.made_on.year)}" if made.place else ""
    signing = (
        Signatory(("NGƯỜI NHẬN",), note="(Ký, ghi rõ họ tên)"),
        Signatory(("NGƯỜI TRÍCH",), made.officer, "(Ký, ghi rõ họ tên)", day),
    )
    blocks.append(PlainSignatures(signing))
    section = Section(tuple(blocks), page_number=PageNumber.OF_TOTAL)
    return Document(title, (section,), made.sample, author=made.agency)


def _table(one: Part) -> Table:
    from .blocks import Orientation

    width = layout().page.frame(Orientation.PORTRAIT).text_width
    if one.columns == _PAIR:
        widths = [_NARROW, width - _NARROW]
    else:
        longest = [
            max(8, min(40, max(len(text) for text in (title, *(row[place] for row in one.rows)))))
            for place, title in enumerate(one.columns)
        ]
        widths = [width * share / sum(longest) for share in longest]
    return Table(
        columns=tuple(Column(each, Align.LEFT) for each in widths),
        header=(tuple(HeaderCell(title) for title in one.columns),),
        rows=one.rows,
        font_size=layout().list.table_size,
        row_height=layout().list.row_height,
    )
