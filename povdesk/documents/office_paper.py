"""What the office's papers of a round share: head, legal basis, signature, simple tables."""

from collections.abc import Iterable, Sequence
from datetime import date

from povdesk.domain.round_office import OfficePaper
from povdesk.domain.vietnamese import short_date

from . import administrative, numbering
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Letterhead,
    Paragraph,
    PlainSignatures,
    Row,
    Section,
    Signatory,
    Signature,
    Style,
    Table,
)

BLANK = "…………………"
NOTHING = "Không có."
SIGNED = "(Ký, ghi rõ họ tên)"

Columns = Sequence[tuple[str, float, Align]]
"""Title, width in millimetres, how the cells stand."""


def head(shared: OfficePaper, symbol: str) -> Letterhead:
    """Ô 1-4; number and date stay blank until the paper is signed."""
    return Letterhead(shared.identity.agency_lines, symbol, shared.identity.place, shared.day.year)


def minutes_head(shared: OfficePaper) -> Letterhead:
    """Minutes have a number, no place and date (Mẫu 1.9)."""
    return Letterhead(shared.identity.agency_lines, "BB-UBND", "", shared.day.year)


def legal_basis(lines: Iterable[str]) -> list[Block]:
    """One căn cứ a line; the end marks are given by numbering."""
    return [Paragraph(line if _starts(line) else f"Căn cứ {line}", Style.LEGAL_BASIS) for line in lines]


def chairman_signature(shared: OfficePaper, recipients: Sequence[str]) -> Signature:
    """The chairman's own power: no TM."""
    deputy = bool(shared.signer and shared.signer.is_deputy)
    return _signature(administrative.chairman_authority(deputy=deputy), shared, recipients)


def committee_signature(shared: OfficePaper, recipients: Sequence[str]) -> Signature:
    """The committee's power: TM."""
    deputy = bool(shared.signer and shared.signer.is_deputy)
    return _signature(administrative.committee_authority(deputy=deputy), shared, recipients)


def two_signatures(
    left: str, left_name: str, right: str, right_name: str, recipients: Sequence[str] = ()
) -> PlainSignatures:
    """As minutes are signed: the secretary at the left, the chair at the right."""
    return PlainSignatures(
        (Signatory((left,), left_name, SIGNED), Signatory((right,), right_name, SIGNED)),
        tuple(recipients),
        "VT, hồ sơ" if recipients else "",
    )


def table(
    columns: Columns,
    rows: Iterable[Row],
    *,
    totals: Sequence[tuple[str, ...]] = (),
    font_size: float | None = None,
    row_height: float | None = None,
    unit_line: str = "",
) -> Table:
    """A grid with one row of heads."""
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=tuple(rows),
        totals=tuple(totals),
        font_size=font_size,
        row_height=row_height,
        unit_line=unit_line,
    )


def numbered(title: str, shared: OfficePaper, *sections: Section) -> Document:
    """The finished paper of the decree's frame."""
    made = Document(title, sections, shared.is_sample, author=shared.identity.committee)
    return numbering.number(made)


def capital(words: str) -> str:
    """The first letter in capitals, the rest as it is."""
    return words[:1].upper() + words[1:]


def written_day(day: date | None, year: int) -> str:
    """A day in a sentence, dots to fill in while it is not known: blanks would close up in justified text."""
    return administrative.full_date(day, year) if day else f"ngày …… tháng …… năm {year}"


def lines_to_write(count: int) -> list[Block]:
    """Dotted lines to write on by hand, each one line of the page beside its indent."""
    return [Paragraph("…" * 30) for _ in range(count)]


def day_or_dots(day: date | None) -> str:
    """A day in a table, dots to fill in while it is not known."""
    return short_date(day) if day else "…/…/……"


def _signature(authority: tuple[str, ...], shared: OfficePaper, recipients: Sequence[str]) -> Signature:
    unit = shared.identity.drafting_unit
    name = shared.signer.full_name if shared.signer else ""
    return Signature(authority, name, tuple(recipients), f"VT, {unit}" if unit else "VT")


def _starts(line: str) -> bool:
    return line.startswith(("Căn cứ", "Thực hiện", "Theo"))
