"""D19: certificates of poor and near-poor households, two sides each; one confirmation box for each year."""

from povdesk.domain.catalogues import name_of
from povdesk.domain.legal_acts import in_force_on
from povdesk.domain.round_papers import CertificateFacts, RoundFacts
from povdesk.domain.vietnamese import short_date

from . import administrative
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Letterhead,
    Paragraph,
    Section,
    Signature,
    Style,
    Table,
    Title,
)

SYMBOL = "GCN-HN.HCN"
BOXES = 4
"""Years a certificate has boxes for; empty ones are signed and stamped in later years."""

_BLANK = "…………………"
_MEMBERS = (
    ("TT", 11, Align.CENTRE),
    ("Họ và tên", 62, Align.LEFT),
    ("Quan hệ với chủ hộ", 38, Align.LEFT),
    ("Ngày sinh", 28, Align.CENTRE),
    ("Dân tộc", 26, Align.LEFT),
)
_BOXES = (("Năm", 22, Align.CENTRE), ("Xác nhận", 60, Align.LEFT), ("Ký, đóng dấu", 83, Align.LEFT))


def build(facts: RoundFacts, papers: tuple[CertificateFacts, ...]) -> Document:
    """One after the other, each on a sheet of its own; numbers stay blank until they are given.

    A form, not a text: without the ./. of papers that end.
    """
    return Document(
        f"Giấy chứng nhận hộ nghèo, hộ cận nghèo, kết quả rà soát năm {facts.year}",
        tuple(side for paper in papers for side in _sides(facts, paper)),
        facts.is_sample,
        author=facts.identity.committee,
    )


def _sides(facts: RoundFacts, paper: CertificateFacts) -> tuple[Section, Section]:
    year = paper.issued_on.year if paper.issued_on else facts.year
    deputy = bool(facts.signer and facts.signer.is_deputy)
    issued = f", cấp ngày {short_date(paper.id_issued_on)}" if paper.id_issued_on else ""
    # A card given in an earlier year rests on the texts of its own day.
    bases = in_force_on(facts.legal_basis, paper.issued_on) if paper.issued_on else facts.legal_basis
    front: tuple[Block, ...] = (
        Letterhead(
            agency=facts.identity.agency_lines,
            symbol=SYMBOL,
            place=facts.identity.place,
            year=year,
            number=paper.number.partition("/")[0] or None,
            signed_on=paper.issued_on,
        ),
        Title("GIẤY CHỨNG NHẬN", "Hộ nghèo, hộ cận nghèo"),
        *(Paragraph(f"Căn cứ {basis};", Style.LEGAL_BASIS) for basis in bases[:-1]),
        *(Paragraph(f"Căn cứ {basis}.", Style.LEGAL_BASIS) for basis in bases[-1:]),
        Paragraph(f"Chủ tịch {facts.identity.committee} chứng nhận:"),
        Paragraph(f"Hộ ông (bà): {paper.head_name or _BLANK}"),
        Paragraph(f"Dân tộc: {_ethnic(paper.ethnic_group) or _BLANK}"),
        Paragraph(f"Số định danh cá nhân (căn cước): {paper.id_number or _BLANK}{issued}"),
        Paragraph(f"Nơi thường trú: {paper.place}"),
        Paragraph("Là hộ nghèo, hộ cận nghèo của các năm được xác nhận ở trang sau."),
        Signature(
            administrative.chairman_authority(deputy=deputy), facts.signer.full_name if facts.signer else ""
        ),
    )
    back: tuple[Block, ...] = (
        Paragraph("DANH SÁCH THÀNH VIÊN TRONG HỘ", Style.CENTRED_BOLD),
        _table(
            _MEMBERS,
            tuple(
                (
                    str(place),
                    one.name,
                    name_of("relations", one.relation) if one.relation else "",
                    one.born,
                    _ethnic(one.ethnic_group),
                )
                for place, one in enumerate(paper.members, start=1)
            ),
        ),
        Paragraph("XÁC NHẬN HẰNG NĂM", Style.CENTRED_BOLD),
        _table(_BOXES, _boxes(paper), row_height=24),
    )
    return Section(front, is_appendix=True), Section(back, is_appendix=True)


def _boxes(paper: CertificateFacts) -> tuple[tuple[str, str, str], ...]:
    rows = [
        (str(year), f"{category.label}, xác nhận ngày {short_date(day)}" if day else category.label, "")
        for year, category, day in paper.years[-BOXES:]
    ]
    return (*rows, *((("", "", ""),) * (BOXES - len(rows))))


def _table(
    columns: tuple[tuple[str, int, Align], ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    row_height: float | None = None,
) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=rows,
        row_height=row_height,
    )


def _ethnic(code: str) -> str:
    return name_of("ethnic_groups", code) if code else ""
