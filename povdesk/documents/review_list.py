"""D12: the households to be reviewed, hamlet by hamlet (Phụ lục I; its columns are our own choice)."""

from povdesk.domain.hamlet_names import apart, own_name
from povdesk.domain.round_office import ListedFamily, ListedHamlet, RoundList
from povdesk.domain.vietnamese import short_date

from . import office_paper as office
from .blocks import (
    Align,
    Block,
    Document,
    Letterhead,
    Orientation,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Style,
    Title,
)

LAYOUT = (
    "Danh sách theo Phụ lục I của Thông tư 07/2021/TT-BLĐTBXH; "
    "cột là bố cục của phần mềm, đối chiếu mẫu ban hành."
)
_COLUMNS: office.Columns = (
    ("STT", 14, Align.CENTRE),
    ("Họ và tên chủ hộ", 70, Align.LEFT),
    ("Thôn", 38, Align.LEFT),
    ("Số nhân khẩu", 22, Align.RIGHT),
    ("Hiện trạng", 42, Align.LEFT),
    ("Ghi chú", 66, Align.LEFT),
)


def build(facts: RoundList) -> Document:
    """Each hamlet begins on a page of its own."""
    shared = facts.shared
    sections = tuple(_section(facts, one) for one in facts.hamlets)
    return Document(
        f"Danh sách hộ cần rà soát, {shared.round_name}",
        sections or (_section(facts, ListedHamlet("", ())),),
        shared.is_sample,
        author=shared.identity.committee,
    )


def _section(facts: RoundList, there: ListedHamlet) -> Section:
    shared = facts.shared
    where = f"\n{there.hamlet}, {shared.identity.full_name}" if there.hamlet else ""
    agency = (f"UBND {shared.identity.full_name}".upper(), there.hamlet.upper())
    blocks: list[Block] = [
        Letterhead(tuple(line for line in agency if line), "", "", shared.year),
        Title("DANH SÁCH", f"Hộ gia đình cần rà soát năm {shared.year}{where}"),
    ]
    if there.families:
        rows = [_row(place, there, one) for place, one in enumerate(there.families, start=1)]
        sizes = [one.size for one in there.families]
        people = "" if None in sizes else str(sum(size or 0 for size in sizes))
        totals = (("", "Cộng", f"{len(rows)} hộ", people, "", ""),)
        blocks.append(office.table(_COLUMNS, rows, totals=totals))
    else:
        blocks.append(Paragraph(office.NOTHING))
    chief = f"TRƯỞNG {(apart(there.hamlet)[0] or 'thôn').upper()}"
    blocks += [
        Paragraph(LAYOUT, Style.NOTE),
        PlainSignatures(
            (
                Signatory(("RÀ SOÁT VIÊN",), "", office.SIGNED),
                Signatory((chief,), there.chief, office.SIGNED),
                Signatory(("TM. BAN CHỈ ĐẠO",), "", office.SIGNED),
            )
        ),
    ]
    return Section(tuple(blocks), Orientation.LANDSCAPE, is_appendix=True)


def _row(place: int, there: ListedHamlet, one: ListedFamily) -> tuple[str, ...]:
    standing = one.standing.label if one.standing else ""
    if one.asked:
        standing = f"{standing}, có giấy đề nghị" if standing else "Hộ có giấy đề nghị"
    day = f"Đề nghị ngày {short_date(one.asked_on)}" if one.asked_on else ""
    note = ": ".join(part for part in (day, one.reason) if part)
    size = "" if one.size is None else str(one.size)
    return (str(place), one.head_name, own_name(there.hamlet), size, standing, note)
