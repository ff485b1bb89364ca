"""D09: the chairman's decision that sets up the steering committee and the survey teams of a round."""

from povdesk.domain.round_office import Board, BoardMember

from . import administrative
from . import office_paper as office
from .blocks import (
    Align,
    AppendixTitle,
    Article,
    Block,
    Document,
    GroupRow,
    ListItem,
    Paragraph,
    Row,
    Section,
    Style,
    Title,
)

SYMBOL = "QĐ-UBND"
_DOTS = "……………………………"
_MEMBERS: office.Columns = (
    ("TT", 11, Align.CENTRE),
    ("Họ và tên", 52, Align.LEFT),
    ("Chức vụ, đơn vị", 66, Align.LEFT),
    ("Nhiệm vụ", 36, Align.LEFT),
)


def build(facts: Board) -> Document:
    """The chairman's own power: no TM.; the authority line above the legal basis says the same."""
    shared = facts.shared
    words = shared.wording
    committee = shared.identity.committee
    head = office.head(shared, SYMBOL)
    blocks: list[Block] = [
        head,
        Title("QUYẾT ĐỊNH", words["subject"][0]),
        Paragraph(f"CHỦ TỊCH {committee.upper()}", Style.CENTRED_BOLD),
        *office.legal_basis((*words["bases"], *shared.bases)),
        *office.legal_basis(words["proposal"]),
        Paragraph("QUYẾT ĐỊNH:", Style.CENTRED_BOLD),
        Article(words["members"][0]),
        Article(words["tasks_lead"][0]),
        *(ListItem(1, line) for line in words["tasks"]),
        Article(words["execution"][0]),
        office.chairman_signature(shared, words["recipients"]),
    ]
    reference = administrative.appendix_reference("Quyết định", f"Chủ tịch {committee}", head)
    lists = Section(
        (
            AppendixTitle(f"DANH SÁCH {shared.committee_name.upper()} VÀ CÁC TỔ RÀ SOÁT", reference),
            office.table(_MEMBERS, _rows(facts)),
        ),
        is_appendix=True,
    )
    title = f"Quyết định thành lập {shared.committee_name} năm {shared.year}"
    return office.numbered(title, shared, Section(tuple(blocks)), lists)


def _rows(facts: Board) -> list[Row]:
    rows: list[Row] = [GroupRow(("Ban Chỉ đạo",))]
    rows += [_row(place, one) for place, one in enumerate(facts.members, start=1)]
    for team in facts.teams:
        rows.append(GroupRow((f"Tổ rà soát {team.hamlet}",)))
        rows += [_row(place, one) for place, one in enumerate(team.members, start=1)]
    return rows


def _row(place: int, one: BoardMember) -> tuple[str, ...]:
    return (str(place), one.name or _DOTS, one.post or _DOTS, one.part)
