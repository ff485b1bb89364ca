"""D11: the household's own requests, Mẫu 01 (to be reviewed) and Mẫu 04 (to be recognised as escaped)."""

from povdesk.domain.household import Member, Sex
from povdesk.domain.requests import RequestKind
from povdesk.domain.review_forms import RequestForm
from povdesk.domain.vietnamese import short_date

from . import form_parts as parts
from . import office_paper as office
from .blocks import (
    Addressees,
    Align,
    Block,
    Document,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Style,
    Title,
)

_SUBJECTS = {
    RequestKind.RECOGNISE: "Rà soát hộ nghèo, hộ cận nghèo",
    RequestKind.ESCAPE: "Công nhận hộ thoát nghèo, hộ thoát cận nghèo",
}
_TEMPLATES = {RequestKind.RECOGNISE: "Mẫu số 01", RequestKind.ESCAPE: "Mẫu số 04"}
_ASKS = {
    RequestKind.RECOGNISE: "rà soát, công nhận gia đình tôi là hộ nghèo hoặc hộ cận nghèo",
    RequestKind.ESCAPE: "rà soát, công nhận gia đình tôi là hộ thoát nghèo hoặc hộ thoát cận nghèo",
}
_MEMBERS: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Họ và tên", 48, Align.LEFT),
    ("Giới tính", 15, Align.CENTRE),
    ("Ngày sinh", 25, Align.CENTRE),
    ("Quan hệ với chủ hộ", 27, Align.LEFT),
    ("Tình trạng (có việc làm; không có việc làm; đang đi học)", 40, Align.LEFT),
)
_BLANK_ROWS = 5
_LONG = "………………………"


def build(facts: RequestForm) -> Document:
    """The household signs; the fields that are known of the form, in our wording."""
    shared = facts.office
    family = facts.household
    head = family.head if family else None
    person = head.person if head else None
    sex = {Sex.MALE: "1", Sex.FEMALE: "2"}.get(person.sex) if person and person.sex else None
    place = parts.where(family, facts.hamlet, shared) if family else _LONG
    issued = short_date(person.id_issued_on) if person and person.id_issued_on else "…/…/……"
    people = shared.word("ethnic_groups", person.ethnic_group) if person and person.ethnic_group else _LONG
    named = (person.full_name if person else "") or _LONG
    born = (parts.born(person) if person else "") or "…/…/……"
    number = (person.id_number if person else "") or _LONG
    blocks: list[Block] = [
        Paragraph(
            f"{_TEMPLATES[facts.kind]}, Quyết định 24/2021/QĐ-TTg; lời văn của phần mềm, đối chiếu "
            "mẫu ban hành",
            Style.NOTE,
        ),
        parts.nation(),
        Title("GIẤY ĐỀ NGHỊ", _SUBJECTS[facts.kind]),
        Addressees((f"Chủ tịch {shared.identity.committee}",)),
        Paragraph(f"Họ và tên: {named}.  Giới tính: {parts.boxes((('1', '1. Nam'), ('2', '2. Nữ')), sex)}"),
        Paragraph(f"Ngày, tháng, năm sinh: {born}.  Dân tộc: {people}"),
        Paragraph(f"Số định danh (căn cước): {number}; ngày cấp: {issued}"),
        Paragraph(f"Nơi thường trú: {place}"),
        Paragraph(f"Nơi ở hiện tại: {place}"),
        Paragraph("Thông tin các thành viên trong hộ:"),
        office.table(_MEMBERS, _rows(facts), row_height=6.5),
        Paragraph(f"Lý do đề nghị: {facts.reason or _LONG * 2}"),
        *([] if facts.reason else office.lines_to_write(1)),
        Paragraph(f"Đề nghị Chủ tịch {shared.identity.committee} {_ASKS[facts.kind]}."),
        Paragraph("Tôi cam đoan những nội dung trên là đúng sự thật."),
        PlainSignatures(
            (
                Signatory(("XÁC NHẬN NGƯỜI NHẬN",), "", "(Ký, ghi rõ họ tên, ngày nhận)"),
                Signatory(
                    ("NGƯỜI ĐỀ NGHỊ",),
                    person.full_name if person else "",
                    "(Ký hoặc điểm chỉ, ghi rõ họ tên)",
                    f"…………, ngày …… tháng …… năm {shared.year}",
                ),
            ),
            sealed=False,
        ),
    ]
    whose = f", {named}" if person else ""
    return Document(
        f"Giấy đề nghị {_SUBJECTS[facts.kind].lower()}{whose}",
        (Section(tuple(blocks)),),
        shared.is_sample,
        author=shared.identity.committee,
    )


def _rows(facts: RequestForm) -> list[tuple[str, ...]]:
    if facts.household is None:
        return [parts.empty_row(place, len(_MEMBERS)) for place in range(1, _BLANK_ROWS + 1)]
    return [_row(place, facts, one) for place, one in enumerate(facts.household.members, start=1)]


def _row(place: int, facts: RequestForm, one: Member) -> tuple[str, ...]:
    shared, person = facts.office, one.person
    studying = "Đang đi học" if str(one.facts.studying) == "yes" else ""
    relation = shared.word("relations", one.relation) if one.relation else ""
    status = parts.work(shared, one.facts) or studying
    return (str(place), person.full_name, parts.sex(person), parts.born(person), relation, status)
