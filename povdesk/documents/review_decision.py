"""D18: the chairman's decision that recognises the lists of a round, with its four lists."""

from povdesk.domain.catalogues import name_of
from povdesk.domain.round_papers import PaperHousehold, RoundFacts
from povdesk.domain.vietnamese import format_count

from . import administrative, numbering
from .blocks import (
    Align,
    AppendixTitle,
    Article,
    Block,
    Column,
    Document,
    HeaderCell,
    Letterhead,
    ListItem,
    Orientation,
    Paragraph,
    Row,
    Section,
    Signature,
    Style,
    Table,
    Title,
)
from .numbering import roman

SYMBOL = "QĐ-UBND"
_COLUMNS = (
    ("TT", 10, Align.CENTRE),
    ("Thôn", 24, Align.LEFT),
    ("Chủ hộ", 40, Align.LEFT),
    ("Thành viên", 42, Align.LEFT),
    ("Ngày sinh", 24, Align.CENTRE),
    ("Dân tộc", 18, Align.LEFT),
    ("B1", 12, Align.RIGHT),
    ("B2", 12, Align.RIGHT),
    ("Loại", 28, Align.LEFT),
    ("Ghi chú", 36, Align.LEFT),
)


def build(facts: RoundFacts) -> Document:
    """Number and date stay blank until the decision is signed; no TM.: it is the chairman's own power."""
    head = letterhead(facts, SYMBOL)
    committee = facts.identity.committee
    first, *others = facts.wording["D18.articles"]
    blocks: list[Block] = [
        head,
        Title("QUYẾT ĐỊNH", facts.wording["D18.subject"][0]),
        Paragraph(f"CHỦ TỊCH {committee.upper()}", Style.CENTRED_BOLD),
        *(Paragraph(f"Căn cứ {basis};", Style.LEGAL_BASIS) for basis in facts.legal_basis),
        Paragraph(
            f"Căn cứ kết quả rà soát hộ nghèo, hộ cận nghèo năm {facts.year} trên địa bàn"
            f" {facts.identity.full_name}.",
            Style.LEGAL_BASIS,
        ),
        Paragraph("QUYẾT ĐỊNH:", Style.CENTRED_BOLD),
        Article(first),
        *(ListItem(1, words) for words in counted(facts, with_appendix=True)),
        *(Article(words) for words in others),
        signature(facts, facts.wording["D18.recipients"], chairman=True),
    ]
    issuer = f"Chủ tịch {committee}"
    reference = administrative.appendix_reference("Quyết định", issuer, head)
    lists = tuple(
        Section(
            (
                AppendixTitle(
                    f"DANH SÁCH {name.upper()} NĂM {facts.year}", reference, f"Phụ lục {roman(place)}"
                ),
                _table(rows) if rows else Paragraph("Không có hộ nào."),
            ),
            Orientation.LANDSCAPE,
            is_appendix=True,
        )
        for place, (name, rows) in enumerate(facts.lists.named, start=1)
    )
    return numbering.number(
        Document(
            f"Quyết định công nhận hộ nghèo, hộ cận nghèo năm {facts.year}",
            (Section(tuple(blocks)), *lists),
            facts.is_sample,
            author=committee,
        )
    )


def counted(facts: RoundFacts, *, with_appendix: bool = False) -> list[str]:
    """One line for each of the four lists, households and people."""
    lines = []
    for place, (name, rows) in enumerate(facts.lists.named, start=1):
        people = sum(row.size for row in rows)
        where = f" (danh sách tại Phụ lục {roman(place)})" if with_appendix else ""
        begin = f"{name[0].upper()}{name[1:]}"
        lines.append(f"{begin}: {format_count(len(rows))} hộ, {format_count(people)} nhân khẩu{where}")
    return lines


def letterhead(facts: RoundFacts, symbol: str) -> Letterhead:
    """Ô 1-4 with the commune's names on the round's last day."""
    return Letterhead(
        agency=facts.identity.agency_lines,
        symbol=symbol,
        place=facts.identity.place,
        year=(facts.signed_on.year if facts.signed_on else facts.year),
        number=facts.number or None,
        signed_on=facts.signed_on,
    )


def signature(facts: RoundFacts, recipients: tuple[str, ...], *, chairman: bool) -> Signature:
    """The chairman's own power, or the committee's."""
    deputy = bool(facts.signer and facts.signer.is_deputy)
    authority = administrative.chairman_authority if chairman else administrative.committee_authority
    unit = facts.identity.drafting_unit
    return Signature(
        authority(deputy=deputy),
        facts.signer.full_name if facts.signer else "",
        recipients,
        f"VT, {unit}" if unit else "VT",
    )


def _table(rows: tuple[PaperHousehold, ...]) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
        rows=tuple(line for place, one in enumerate(rows, start=1) for line in _lines(place, one)),
    )


def _lines(place: int, one: PaperHousehold) -> list[Row]:
    """The household on its first line, every member on a line."""
    points = [
        str(value) if value is not None else "" for value in (one.income_points, one.deprivation_points)
    ]
    lines: list[Row] = []
    for number, member in enumerate(one.members):
        group = name_of("ethnic_groups", member.ethnic_group) if member.ethnic_group else ""
        first = number == 0
        lines.append(
            (
                str(place) if first else "",
                one.hamlet if first else "",
                one.head_name if first else "",
                member.name,
                member.born,
                group,
                points[0] if first else "",
                points[1] if first else "",
                one.category.label if first else "",
                one.note if first else "",
            )
        )
    if not lines:
        lines.append(
            (str(place), one.hamlet, one.head_name, "", "", "", *points, one.category.label, one.note)
        )
    return lines
