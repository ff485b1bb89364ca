"""D31: who is added to and taken off the health-insurance list in a month, with reason and day for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.activity_papers import Office
from povdesk.domain.hamlet_names import own_name
from povdesk.domain.insurance_changes import Change, ChangeKind, group_words
from povdesk.domain.vietnamese import short_date

from .administrative import chairman_authority, full_date
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    ListTitle,
    Orientation,
    PageNumber,
    Paragraph,
    PlainSignatures,
    Row,
    Section,
    Signatory,
    Style,
    Table,
)
from .styles import layout

_TITLES = {
    ChangeKind.ADDED: "TĂNG",
    ChangeKind.REMOVED: "GIẢM",
    ChangeKind.REGROUPED: "ĐỔI NHÓM ĐỐI TƯỢNG",
}
_SEX = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True)
class InsuranceLine:
    """One person of the list. id_number, insurance_number: printed only where asked for."""

    name: str
    born: str
    sex: str
    code: str
    head_name: str
    hamlet: str
    change: Change
    id_number: str = ""
    insurance_number: str = ""


def build(office: Office, month: date, lines: Sequence[InsuranceLine], *, identity: bool = False) -> Document:
    """One table in parts, each with its count; a part without anyone says so."""
    head = ListTitle(
        office.identity.committee,
        office.wording["D31.title"][0],
        f"Tháng {month.month} năm {month.year}",
        f"Ngày lập: {short_date(office.day)}",
    )
    blocks: list[Block] = [head, _table(lines, identity)]
    blocks += [Paragraph(line, Style.NOTE) for line in office.wording["D31.note"]]
    signer = office.signer
    blocks.append(
        PlainSignatures(
            (
                Signatory(("NGƯỜI LẬP",), note="(Ký, ghi rõ họ tên)"),
                Signatory(
                    chairman_authority(deputy=bool(signer and signer.is_deputy)),
                    signer.full_name if signer else "",
                    "(Ký tên, đóng dấu)",
                    f"{office.identity.place}, {full_date(office.day, office.day.year)}",
                ),
            )
        )
    )
    section = Section(tuple(blocks), Orientation.LANDSCAPE, page_number=PageNumber.OF_TOTAL)
    title = f"Danh sách tăng, giảm thẻ BHYT tháng {month.month}/{month.year}"
    return Document(title, (section,), office.is_sample, author=office.identity.committee)


def _table(lines: Sequence[InsuranceLine], identity: bool) -> Table:
    columns: list[tuple[str, float, Align]] = [
        ("TT", 10, Align.CENTRE),
        ("Họ và tên", 44, Align.LEFT),
        ("Ngày sinh", 22, Align.CENTRE),
        ("Giới tính", 15, Align.CENTRE),
        ("Chủ hộ", 40, Align.LEFT),
        ("Thôn", 30, Align.LEFT),
        ("Nhóm", 26, Align.LEFT),
        ("Lý do", 44, Align.LEFT),
        ("Từ ngày", 22, Align.CENTRE),
    ]
    if identity:
        columns[4:4] = [("Số định danh", 34, Align.CENTRE), ("Mã thẻ BHYT", 40, Align.CENTRE)]
    rows: list[Row] = []
    place = 0
    for number, kind in zip(("I", "II", "III"), ChangeKind, strict=True):
        part = [line for line in lines if line.change.kind is kind]
        if kind is ChangeKind.REGROUPED and not part:
            continue
        count = f"{len(part)} người" if part else "không có"
        rows.append(GroupRow((f"{number}. {_TITLES[kind]}: {count}",)))
        for line in part:
            place += 1
            rows.append(_cells(place, line, identity))
    scale = layout().page.frame(Orientation.LANDSCAPE).text_width / sum(width for _t, width, _a in columns)
    return Table(
        columns=tuple(Column(width * scale, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=tuple(rows),
        font_size=layout().list.table_size,
        row_height=layout().list.row_height,
    )


def _cells(place: int, line: InsuranceLine, identity: bool) -> tuple[str, ...]:
    cells = [str(place), line.name, line.born, _SEX.get(line.sex, ""), f"{line.head_name} ({line.code})"]
    cells += [own_name(line.hamlet), group_words(line.change.group), line.change.words]
    cells.append(short_date(line.change.happened_on) if line.change.happened_on else "")
    if identity:
        cells[4:4] = [line.id_number, line.insurance_number]
    return tuple(cells)
