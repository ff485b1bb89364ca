"""D14: minutes of a hamlet's meeting, a plain layout of the fields that are known of Phụ lục V."""

from povdesk.domain.hamlet_names import own_name
from povdesk.domain.household import Category
from povdesk.domain.round_papers import MinutesFacts, RoundFacts, VoteFacts
from povdesk.domain.vietnamese import format_count, format_number

from . import numbering
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Table,
    Title,
)
from .office_paper import capital, written_day

_BLANK = "…………………"
_COLUMNS = (
    ("TT", 11, Align.CENTRE),
    ("Chủ hộ", 46, Align.LEFT),
    ("Kết quả rà soát", 28, Align.LEFT),
    ("Đồng ý", 17, Align.RIGHT),
    ("Không đồng ý", 20, Align.RIGHT),
    ("Kết quả thống nhất", 43, Align.LEFT),
)

_CLASSES = (
    (Category.POOR, "hộ nghèo"),
    (Category.NEAR_POOR, "hộ cận nghèo"),
    (Category.NOT_POOR, "hộ không nghèo"),
)


def build(facts: RoundFacts, held: MinutesFacts) -> Document:
    """Two copies, signed by the secretary, a representative of the households and the chair."""
    day = written_day(held.held_on, facts.year)
    blocks: list[Block] = [
        Letterhead(
            agency=(f"UBND {facts.identity.full_name}".upper(), held.hamlet.upper()),
            symbol="",
            place=_bare(held.hamlet),
            year=facts.year,
            signed_on=held.held_on,
        ),
        Title("BIÊN BẢN", facts.wording["D14.subject"][0]),
        Paragraph(f"Hôm nay, {day}, tại {held.place or _BLANK}, {held.hamlet} tổ chức họp dân."),
        Heading(1, "THÀNH PHẦN"),
        ListItem(1, f"Chủ trì: {held.chair or _BLANK}"),
        ListItem(1, f"Thư ký: {held.secretary or _BLANK}"),
        *(ListItem(1, f"{words}: {_number(count)} người") for words, count in held.attendance),
        ListItem(1, _present(held)),
        Heading(1, "NỘI DUNG"),
        *(Paragraph(line) for line in (held.content or _BLANK).splitlines()),
        Heading(1, "KẾT QUẢ"),
        Paragraph("Cuộc họp biểu quyết kết quả rà soát của từng hộ như sau:"),
        _table(held.votes),
        *(Paragraph(line) for line in _totals(held.votes)),
        Heading(1, "Ý KIẾN KHÁC"),
        *(Paragraph(line) for line in (held.disagreements or "Không có.").splitlines()),
        Paragraph("Biên bản lập thành 02 bản, đã đọc lại cho mọi người cùng nghe và thống nhất."),
        PlainSignatures(
            (
                Signatory(("THƯ KÝ",), held.secretary, "(Ký, ghi rõ họ tên)"),
                Signatory(("ĐẠI DIỆN HỘ DÂN",), "", "(Ký, ghi rõ họ tên)"),
                Signatory(("CHỦ TRÌ",), held.chair, "(Ký, ghi rõ họ tên)"),
            )
        ),
    ]
    return numbering.number(
        Document(
            f"Biên bản họp dân {held.hamlet} năm {facts.year}",
            (Section(tuple(blocks)),),
            facts.is_sample,
            author=facts.identity.committee,
        )
    )


def _present(held: MinutesFacts) -> str:
    listed, present = held.households_listed, held.households_present
    share = ""
    if listed and present is not None:
        share = f", đạt {format_number(present * 100 / listed, at_most=1)}%"
    return f"Số hộ dự họp: {_number(present)}/{_number(listed)} hộ trong danh sách{share}"


def _bare(hamlet: str) -> str:
    """The place before the date: a name without its kind, a number with it ("Thôn 1")."""
    name = own_name(hamlet)
    return capital(hamlet) if name[:1].isdigit() else name


def _table(votes: tuple[VoteFacts, ...]) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
        rows=tuple(
            (
                str(place),
                vote.head_name,
                vote.computed.label if vote.computed else "",
                _number(vote.votes_for, ""),
                _number(vote.votes_against, ""),
                _agreed(vote),
            )
            for place, vote in enumerate(votes, start=1)
        ),
    )


def _agreed(vote: VoteFacts) -> str:
    if vote.agreed is None:
        return ""
    return f"{vote.agreed.label} ({vote.reason})" if vote.reason else vote.agreed.label


def _totals(votes: tuple[VoteFacts, ...]) -> list[str]:
    if any(vote.agreed is None for vote in votes):
        return []
    found = []
    for one, name in _CLASSES:
        rows = [vote for vote in votes if vote.agreed is one]
        sizes = [vote.size for vote in rows if vote.size is not None]
        people = f", {format_count(sum(sizes))} nhân khẩu" if len(sizes) == len(rows) else ""
        found.append(f"{format_count(len(rows))} {name}{people}")
    return [f"Tổng hợp: {'; '.join(found)}."]


def _number(value: int | None, blank: str = "……") -> str:
    return blank if value is None else str(value)
