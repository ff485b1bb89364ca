"""D13: phiếu B (B1 belongings, B2 deprivations), blank or filled; our own layout of what is known."""

from collections.abc import Sequence
from itertools import groupby

from povdesk.domain.household import Area, Category, Member
from povdesk.domain.review import Lacking, Review
from povdesk.domain.review_forms import ReviewForm
from povdesk.domain.standard import Question, QuestionKind
from povdesk.domain.vietnamese import format_number, short_date

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
    Letterhead,
    Paragraph,
    PlainSignatures,
    Row,
    Section,
    Signatory,
    Style,
    Table,
    Title,
)

LAYOUT = (
    "Bố cục của phần mềm: các trường, chỉ số đã biết của phiếu B; đối chiếu mẫu ban hành "
    "(Phụ lục III Thông tư 07/2021/TT-BLĐTBXH)."
)
_MEMBERS: office.Columns = (
    ("TT", 8, Align.CENTRE),
    ("Họ và tên", 32, Align.LEFT),
    ("Quan hệ", 17, Align.LEFT),
    ("Ngày sinh, giới tính", 25, Align.CENTRE),
    ("Dân tộc", 15, Align.LEFT),
    ("BHYT", 14, Align.LEFT),
    ("Đi học", 16, Align.LEFT),
    ("Trình độ", 18, Align.LEFT),
    ("Việc làm", 20, Align.LEFT),
)
_SIZE = 10.0
_SPARE_ROWS = 2
_EMPTY_ROWS = 8
_CLASSES = tuple((str(one), one.label) for one in (Category.POOR, Category.NEAR_POOR, Category.NOT_POOR))


def build(forms: Sequence[ReviewForm]) -> Document:
    """One household after the other, each beginning on a sheet of its own."""
    shared = forms[0].office
    return Document(
        f"Phiếu B, {forms[0].round_name}",
        tuple(_sheet(one) for one in forms),
        shared.is_sample,
        author=shared.identity.committee,
    )


def _sheet(form: ReviewForm) -> Section:
    shared, review = form.office, form.review
    lines = [words.upper() for words in (f"UBND {shared.identity.full_name}", form.hamlet) if words]
    reviewed = review.reviewed_on if review else None
    day = f"Ngày {short_date(reviewed)}" if reviewed else f"Ngày …… tháng …… năm {shared.year}"
    blocks: list[Block] = [
        Letterhead(tuple(lines), "", "", shared.year),
        Title("PHIẾU B", f"Rà soát hộ nghèo, hộ cận nghèo năm {shared.year}"),
        Paragraph(LAYOUT, Style.NOTE),
        Heading(1, "THÔNG TIN HỘ", "I."),
        *_household(form),
        _members(form),
        Heading(1, "PHIẾU B1: TÀI SẢN, NHÀ Ở, SẢN XUẤT", "II."),
        _questions(form),
        Heading(1, "PHIẾU B2: THIẾU HỤT DỊCH VỤ XÃ HỘI CƠ BẢN", "III."),
        _indicators(form),
        Heading(1, "KẾT QUẢ", "IV."),
        *_result(form),
        Heading(1, "NGUYÊN NHÂN, NHU CẦU", "V."),
        *_wishes(form),
        PlainSignatures(
            (
                Signatory(("ĐẠI DIỆN HỘ GIA ĐÌNH",), "", office.SIGNED),
                Signatory(("RÀ SOÁT VIÊN",), review.reviewer if review else "", office.SIGNED, day),
            )
        ),
    ]
    return Section(tuple(blocks), is_appendix=True)


def _has_last(form: ReviewForm) -> bool:
    """A blank form of a known household has room for the answers of its last form."""
    return form.review is None and form.household is not None


def _last_title(form: ReviewForm) -> str:
    return f"Năm {form.last_year or form.office.year - 1}"


def _household(form: ReviewForm) -> list[Block]:
    shared, family = form.office, form.household
    name = (family.head_name if family else "") or parts.DOTS * 2
    code = (family.code if family else "") or parts.DOTS
    place = parts.where(family, form.hamlet, shared) if family else parts.DOTS * 3
    area = str(form.review.area) if form.review else None
    standing = form.last_category
    listed = standing in (Category.POOR, Category.NEAR_POOR)
    before = f" Diện hiện nay: {standing.label.lower()}." if standing and listed else ""
    asked = " Hộ có giấy đề nghị." if form.asked else ""
    return [
        Paragraph(f"Họ và tên chủ hộ: {name}"),
        Paragraph(f"Mã hộ: {code}.{before}{asked}"),
        Paragraph(f"Nơi ở: {place}"),
        Paragraph(f"Khu vực:   {parts.boxes(parts.AREAS.items(), area)}"),
    ]


def _members(form: ReviewForm) -> Table:
    shared, last = form.office, _has_last(form)
    titles = [title for title, _width, _align in _MEMBERS]
    columns = [Column(width, align) for _title, width, align in _MEMBERS]
    if last:
        titles.append(_last_title(form))
        columns.append(Column(26, small=True))
    people = form.household.members if form.household else ()
    rows: list[Row] = []
    for place, one in enumerate(people, start=1):
        cells = [str(place), *_who(form, one), *(_facts(form, one) if form.review else ("", "", "", ""))]
        if last:
            cells.append(parts.in_short(shared, form.last_facts.get(one.person.id or 0)))
        rows.append(tuple(cells))
    spare = 0 if form.review else _SPARE_ROWS if people else _EMPTY_ROWS
    rows += [parts.empty_row(len(people) + extra, len(titles)) for extra in range(1, spare + 1)]
    return Table(
        columns=tuple(columns),
        header=(tuple(HeaderCell(words) for words in titles),),
        rows=tuple(rows),
        font_size=9.0 if last else 9.5,
        row_height=None if form.review else 9.0,
    )


def _who(form: ReviewForm, one: Member) -> tuple[str, ...]:
    shared, person = form.office, one.person
    return (
        person.full_name,
        shared.word("relations", one.relation) if one.relation else "",
        parts.born_and_sex(person),
        shared.word("ethnic_groups", person.ethnic_group) if person.ethnic_group else "",
    )


def _facts(form: ReviewForm, one: Member) -> tuple[str, ...]:
    shared, facts = form.office, one.facts
    return (
        parts.yes_no(facts.health_insurance),
        parts.schooling(shared, facts),
        parts.learnt(shared, facts),
        parts.work(shared, facts),
    )


def _questions(form: ReviewForm) -> Table:
    """B1. Points are printed only where the standard has them."""
    area = form.review.area if form.review else Area.RURAL
    pointed = any(a.points.get(area) is not None for q in form.standard.questions for a in q.answers)
    last = _has_last(form)
    titles = ["TT", "Nội dung", "Trả lời"] + (["Điểm"] if pointed else [])
    columns = [Column(9, Align.CENTRE), Column(50), Column(106)] + (
        [Column(14, Align.RIGHT)] if pointed else []
    )
    if last:
        titles.append(_last_title(form))
        columns.append(Column(26, small=True))
    rows: list[Row] = []
    place = 0
    for group, questions in groupby(form.standard.questions, key=lambda one: one.group):
        rows.append(GroupRow((group,)))
        for question in questions:
            place += 1
            given = form.inputs.get(question.code, "")
            cells = [str(place), question.text, _answer(question, given, area if pointed else None)]
            if pointed:
                found = question.answer_for(given) if given else None
                points = found.points.get(area) if found else None
                cells.append("" if points is None else str(points))
            if last:
                cells.append(_before(question, form.last_inputs.get(question.code, "")))
            rows.append(tuple(cells))
    return Table(
        tuple(columns), (tuple(HeaderCell(words) for words in titles),), tuple(rows), font_size=_SIZE
    )


def _answer(question: Question, given: str, area: Area | None) -> str:
    if question.kind is QuestionKind.NUMBER:
        return parts.number(given, question.unit)
    options = []
    for one in question.answers:
        points = one.points.get(area) if area is not None else None
        options.append((one.code, one.text if points is None else f"{one.text} ({points})"))
    return parts.boxes(options, given or None)


def _before(question: Question, given: str) -> str:
    if not given:
        return ""
    if question.kind is QuestionKind.NUMBER:
        return parts.number(given, question.unit)
    found = question.answer_for(given)
    return found.text if found else ""


def _indicators(form: ReviewForm) -> Table:
    last = _has_last(form)
    titles = ["TT", "Chỉ số, hộ thiếu hụt khi", "Trả lời", "Điểm"]
    columns = [Column(9, Align.CENTRE), Column(106), Column(36), Column(14, Align.RIGHT)]
    if last:
        titles.append(_last_title(form))
        columns.append(Column(17, small=True))
    rows: list[Row] = []
    for service, indicators in groupby(form.standard.indicators, key=lambda one: one.service):
        rows.append(GroupRow((service,)))
        for one in indicators:
            answer = form.review.answers.get(one.code) if form.review else None
            counted = answer.counted if answer else Lacking.UNKNOWN
            points = {Lacking.YES: str(form.standard.points_per_deprivation), Lacking.NO: "0"}.get(
                counted, ""
            )
            cells = [
                str(one.number),
                f"{one.name}: {one.text[:1].lower()}{one.text[1:]}",
                parts.boxes(parts.LACKING, str(counted) if answer else None, apart="\n"),
                points,
            ]
            if last:
                cells.append(parts.lacking(form.last.answers.get(one.code)) if form.last else "")
            rows.append(tuple(cells))
    return Table(
        tuple(columns), (tuple(HeaderCell(words) for words in titles),), tuple(rows), font_size=_SIZE
    )


def _result(form: ReviewForm) -> list[Block]:
    review, standard = form.review, form.standard
    areas = [review.area] if review else list(Area)
    limits = [
        f"{parts.AREAS[area]} {cutoff}"
        for area in areas
        if (cutoff := standard.cutoffs.get(area)) is not None
    ]
    limit = f" (giới hạn {', '.join(limits)})" if limits else ""
    lacks = _lacks(review)
    second = (
        f"{lacks * standard.points_per_deprivation} ({lacks} chỉ số)" if lacks is not None else parts.DOTS
    )
    first = format_number(review.income_points) if review and review.income_points is not None else parts.DOTS
    chosen = str(review.recognised or review.computed) if review else None
    lines = [
        f"Tổng điểm B1: {first}{limit}",
        f"Tổng điểm B2: {second}",
        f"Kết quả rà soát:   {parts.boxes(_CLASSES, chosen)}",
    ]
    return [Paragraph(line) for line in lines]


def _lacks(review: Review | None) -> int | None:
    """How many deprivations; None while an answer is missing."""
    if review is None or not review.answers:
        return None
    given = list(review.lacking.values())
    return None if Lacking.UNKNOWN in given else sum(one is Lacking.YES for one in given)


def _wishes(form: ReviewForm) -> list[Block]:
    """Reasons and needs, several may be ticked."""
    names, review = form.office.names, form.review
    needs = [code for code, answer in review.needs.items() if str(answer) == "yes"] if review else []
    reasons = (*review.reasons, review.main_reason) if review else ()
    return [
        Table(
            columns=(Column(82.5), Column(82.5)),
            header=((HeaderCell("Nguyên nhân nghèo"), HeaderCell("Nhu cầu hỗ trợ")),),
            rows=(
                (
                    "\n".join(parts.many_boxes(names.get("reasons", {}).items(), reasons)),
                    "\n".join(parts.many_boxes(names.get("needs", {}).items(), needs)),
                ),
            ),
            font_size=_SIZE,
        )
    ]
