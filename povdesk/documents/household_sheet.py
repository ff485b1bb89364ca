"""D23: one household's sheet for the office, all that the register holds; blank or filled."""

from povdesk.domain.review import Lacking
from povdesk.domain.review_forms import HouseholdSheet
from povdesk.domain.standard import QuestionKind
from povdesk.domain.vietnamese import format_count, format_number, short_date

from . import form_parts as parts
from . import office_paper as office
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Heading,
    ListTitle,
    PageNumber,
    Paragraph,
    Row,
    Section,
    Style,
    Table,
)

INTERNAL = "Phiếu nội bộ, có thông tin cá nhân: không niêm yết, không sao gửi khi không cần."
_MEMBERS = (
    ("TT", 8),
    ("Họ và tên", 34),
    ("Quan hệ", 17),
    ("Ngày sinh, giới tính", 25),
    ("Dân tộc", 15),
    ("BHYT", 14),
    ("Đi học", 18),
    ("Trình độ", 20),
    ("Việc làm", 22),
)
_SIZE = 10.5
_EMPTY_ROWS = 6
_LACKING = {Lacking.YES: "Thiếu hụt", Lacking.NO: "Không thiếu hụt", Lacking.UNKNOWN: "Chưa rõ"}
"""In full: "Bảo hiểm y tế: Không" would read as being without a card."""
_CLASSES: office.Columns = (
    ("Từ ngày", 26, Align.CENTRE),
    ("Diện", 50, Align.LEFT),
    ("Quyết định", 50, Align.LEFT),
    ("Ngày ký", 39, Align.CENTRE),
)
_FORMS: office.Columns = (
    ("Kỳ rà soát", 66, Align.LEFT),
    ("Ngày rà soát", 28, Align.CENTRE),
    ("Điểm B1", 18, Align.RIGHT),
    ("Số thiếu hụt", 20, Align.RIGHT),
    ("Kết quả", 33, Align.LEFT),
)
_SUPPORTS: office.Columns = (
    ("Ngày", 21, Align.CENTRE),
    ("Loại hỗ trợ", 40, Align.LEFT),
    ("Người nhận", 32, Align.LEFT),
    ("Kết quả", 30, Align.LEFT),
    ("Số tiền (đồng)", 22, Align.RIGHT),
    ("Nguồn", 20, Align.LEFT),
)
_HELPERS: office.Columns = (
    ("Người giúp đỡ", 60, Align.LEFT),
    ("Chức vụ, đơn vị", 57, Align.LEFT),
    ("Từ ngày", 24, Align.CENTRE),
    ("Đến ngày", 24, Align.CENTRE),
)
_EVENTS: office.Columns = (("Ngày", 24, Align.CENTRE), ("Biến động", 141, Align.LEFT))


def build(facts: HouseholdSheet) -> Document:
    """Identity numbers only when they were asked for."""
    shared, family = facts.office, facts.household
    name = family.head_name if family else ""
    whose = f"Hộ ông (bà) {name or parts.DOTS}, mã hộ {family.code if family else parts.DOTS}"
    blocks: list[Block] = [
        ListTitle(
            shared.identity.committee.upper(),
            "PHIẾU THÔNG TIN HỘ GIA ĐÌNH",
            whose,
            f"Ngày in: {short_date(facts.printed_on or shared.day)}" if family else "Mẫu trống",
        ),
        Paragraph(INTERNAL, Style.NOTE),
        Heading(1, "THÔNG TIN CHUNG", "I."),
        _general(facts),
        Heading(1, "THÀNH VIÊN", "II."),
        _members(facts),
        Heading(1, "NHÀ Ở, TÀI SẢN, SẢN XUẤT", "III."),
        *_answers(facts),
        Heading(1, "CHỈ SỐ THIẾU HỤT", "IV."),
        *_lacks(facts),
        Heading(1, "CÁC LẦN RÀ SOÁT, DIỆN ĐÃ CÔNG NHẬN", "V."),
        *_listed(_FORMS, _forms(facts), facts),
        *_listed(_CLASSES, _classes(facts), facts),
        Heading(1, "HỖ TRỢ ĐÃ NHẬN", "VI."),
        *_listed(_SUPPORTS, _supports(facts), facts),
        Heading(1, "NGƯỜI GIÚP ĐỠ", "VII."),
        *_listed(_HELPERS, _helpers(facts), facts),
        Heading(1, "BIẾN ĐỘNG CỦA HỘ", "VIII."),
        *_listed(_EVENTS, [(short_date(one.on), one.words) for one in facts.events], facts),
    ]
    title = f"Phiếu thông tin hộ, {name}, mã hộ {family.code}" if family else "Phiếu thông tin hộ, mẫu trống"
    return Document(
        title,
        (Section(tuple(blocks), page_number=PageNumber.OF_TOTAL),),
        shared.is_sample,
        author=shared.identity.committee,
    )


def _general(facts: HouseholdSheet) -> Table:
    shared, family, review = facts.office, facts.household, facts.review
    head = family.head.person if family and family.head else None
    rows: list[Row] = [
        ("Chủ hộ", head.full_name if head else ""),
        ("Nơi ở", parts.where(family, facts.hamlet, shared) if family else ""),
        ("Điện thoại", (family.phone or (head.phone if head else "")) if family else ""),
        ("Số nhân khẩu", str(family.size) if family else ""),
        ("Diện đang công nhận", _standing(facts)),
        ("Khu vực", office.capital(parts.AREAS[str(review.area)]) if review else ""),
    ]
    if facts.identity:
        number = head.id_number if head else ""
        rows.insert(1, ("Số định danh của chủ hộ", number or ("Chưa có" if family else "")))
    if review:
        reasons = [*dict.fromkeys(code for code in (review.main_reason, *review.reasons) if code)]
        needs = [code for code, answer in review.needs.items() if str(answer) == "yes"]
        groups = [code for code, answer in review.groups.items() if str(answer) == "yes"]
        rows += [
            ("Nguyên nhân nghèo", parts.words_of(shared.names.get("reasons", {}), reasons)),
            ("Nhu cầu hỗ trợ", parts.words_of(shared.names.get("needs", {}), needs)),
            ("Nhóm đối tượng", parts.words_of(shared.names.get("priority_groups", {}), groups)),
        ]
    elif family is None:
        rows += [("Nguyên nhân nghèo", ""), ("Nhu cầu hỗ trợ", ""), ("Nhóm đối tượng", "")]
    if family and family.note:
        rows.append(("Ghi chú", family.note))
    return _table((Column(45), Column(120)), ("Nội dung", "Thông tin"), rows, facts)


def _standing(facts: HouseholdSheet) -> str:
    if not facts.household:
        return ""
    if not facts.classes:
        return "Chưa có trong danh sách công nhận nào"
    return f"{facts.classes[0].category.label}, từ {short_date(facts.classes[0].since)}"


def _members(facts: HouseholdSheet) -> Table:
    titles = [title for title, _width in _MEMBERS]
    widths = [width for _title, width in _MEMBERS]
    if facts.identity:
        titles[1] = "Họ và tên, số định danh"
    family, shared = facts.household, facts.office
    rows: list[Row] = []
    for place, one in enumerate(family.members if family else (), start=1):
        person = one.person
        cells = [
            str(place),
            f"{person.full_name}\n{person.id_number}".strip() if facts.identity else person.full_name,
            shared.word("relations", one.relation) if one.relation else "",
            parts.born_and_sex(person),
            shared.word("ethnic_groups", person.ethnic_group) if person.ethnic_group else "",
            parts.yes_no(one.facts.health_insurance),
            parts.schooling(shared, one.facts),
            parts.learnt(shared, one.facts),
            parts.work(shared, one.facts),
        ]
        rows.append(tuple(cells))
    if not family:
        rows = [parts.empty_row(place, len(titles)) for place in range(1, _EMPTY_ROWS + 1)]
    elif not rows:
        rows = [("", "Không có", *("" for _ in titles[2:]))]
    columns = (Column(widths[0], Align.CENTRE), *(Column(width) for width in widths[1:]))
    return Table(
        columns,
        (tuple(HeaderCell(words) for words in titles),),
        tuple(rows),
        font_size=9.5,
        row_height=None if family else 9.0,
    )


def _answers(facts: HouseholdSheet) -> list[Block]:
    """Every question of B1 with its answer; only those answered once the household is known."""
    if facts.household and not (facts.standard and facts.inputs):
        return [Paragraph(office.NOTHING)]
    rows: list[Row] = []
    if facts.standard:
        group = ""
        for question in facts.standard.questions:
            given = facts.inputs.get(question.code, "")
            if not given:
                continue
            if question.group != group:
                group = question.group
                rows.append(GroupRow((group,)))
            found = question.answer_for(given)
            words = found.text if found else ""
            if question.kind is QuestionKind.NUMBER or not words:
                words = parts.number(given, question.unit)
            rows.append((question.text, words))
    else:
        rows = [("", "") for _ in range(_EMPTY_ROWS)]
    return [_table((Column(90), Column(75)), ("Nội dung", "Trả lời"), rows, facts)]


def _lacks(facts: HouseholdSheet) -> list[Block]:
    if not facts.household:
        rows: list[Row] = [("", "") for _ in range(_EMPTY_ROWS)]
        return [_table((Column(125), Column(40)), ("Chỉ số", "Trả lời"), rows, facts)]
    if not (facts.standard and facts.review):
        return [Paragraph(office.NOTHING)]
    answers = facts.review.answers
    rows = [
        (one.name, _LACKING[answer.lacking if (answer := answers.get(one.code)) else Lacking.UNKNOWN])
        for one in facts.standard.indicators
    ]
    day = f" ngày {short_date(facts.review.reviewed_on)}" if facts.review.reviewed_on else ""
    return [
        Paragraph(f"Theo phiếu rà soát{day}:"),
        _table((Column(125), Column(40)), ("Chỉ số", "Trả lời"), rows, facts),
    ]


def _forms(facts: HouseholdSheet) -> list[Row]:
    rows: list[Row] = []
    for name, form in facts.forms:
        lacks = sum(str(one) == "yes" for one in form.lacking.values())
        rows.append(
            (
                name,
                short_date(form.reviewed_on) if form.reviewed_on else "",
                "" if form.income_points is None else format_number(form.income_points),
                str(lacks),
                (form.recognised or form.computed).label,
            )
        )
    return rows


def _classes(facts: HouseholdSheet) -> list[Row]:
    return [
        (
            short_date(one.since),
            one.category.label,
            one.number,
            short_date(one.signed_on) if one.signed_on else "",
        )
        for one in facts.classes
    ]


def _supports(facts: HouseholdSheet) -> list[Row]:
    rows: list[Row] = [
        (
            short_date(one.happened_on) if one.happened_on else "",
            one.kind,
            one.who,
            one.result or one.state,
            "" if one.amount is None else format_number(one.amount),
            one.source,
        )
        for one in facts.supports
    ]
    if rows:
        money = sum(one.amount or 0 for one in facts.supports)
        rows.append(GroupRow(("", f"Cộng {format_count(len(rows))} lượt", "", "", format_number(money), "")))
    return rows


def _helpers(facts: HouseholdSheet) -> list[Row]:
    return [
        (
            one.name,
            one.unit,
            short_date(one.since) if one.since else "",
            short_date(one.until) if one.until else "",
        )
        for one in facts.helpers
    ]


def _listed(columns: office.Columns, rows: list[Row], facts: HouseholdSheet) -> list[Block]:
    if not facts.household:
        rows = [tuple("" for _ in columns) for _ in range(3)]
    if not rows:
        return [Paragraph(office.NOTHING)]
    return [office.table(columns, rows, font_size=_SIZE, row_height=None if facts.household else 8.0)]


def _table(
    columns: tuple[Column, ...], titles: tuple[str, ...], rows: list[Row], facts: HouseholdSheet
) -> Table:
    return Table(
        columns,
        (tuple(HeaderCell(words) for words in titles),),
        tuple(rows),
        font_size=_SIZE,
        row_height=None if facts.household else 8.0,
    )
