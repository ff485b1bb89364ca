"""D21: the report on the year's work after six months, nine months or a year, from a frozen period alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain import catalogues
from povdesk.domain.commune import Signer
from povdesk.domain.dashboard import Kpi
from povdesk.domain.indicator import IndicatorDefinition, Measured, Status, value_text
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.marks import goal_text
from povdesk.domain.period import Period, PeriodContent, PeriodKind
from povdesk.domain.programme import Project, summed
from povdesk.domain.vietnamese import format_count, format_millions, format_number, format_percent

from . import administrative, numbering, progress_tables
from .blocks import (
    Addressees,
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Orientation,
    Paragraph,
    Point,
    Section,
    Title,
)
from .plan_funding import project_title

SYMBOL = "BC-UBND"
_EMPTY = "…………………………………………"
_BEHIND = (Status.LATE, Status.ATTENTION, Status.NOT_REACHED)


@dataclass(frozen=True)
class Signing:
    """What the clerk and the signer gave at issue; empty before."""

    number: str = ""
    signed_on: date | None = None
    signer: Signer | None = None


def build(
    period: Period,
    content: PeriodContent,
    *,
    figures: Sequence[LinkedFigure] = (),
    signing: Signing | None = None,
) -> Document:
    """The report with its three annexes; a period that is not frozen gives a draft."""
    signing = signing or Signing()
    identity = content.identity
    signer = signing.signer or content.signer
    head = Letterhead(
        agency=identity.agency_lines,
        symbol=SYMBOL,
        place=identity.place,
        year=(signing.signed_on.year if signing.signed_on else content.dashboard.day.year),
        number=signing.number or None,
        signed_on=signing.signed_on,
    )
    words = content.wording
    main = (
        head,
        Title("BÁO CÁO", words["subject"][0]),
        Addressees(_addressees(period, content)),
        *(Paragraph(line) for line in words["opening"]),
        Heading(1, "TÌNH HÌNH CHUNG"),
        *_overview(period, content),
        Heading(1, "KẾT QUẢ THỰC HIỆN"),
        *_results(period, content),
        Heading(1, "ĐÁNH GIÁ CHUNG"),
        Heading(2, "Ưu điểm"),
        *_remarks(period, "strengths"),
        Heading(2, "Tồn tại, hạn chế"),
        *_remarks(period, "limits"),
        Heading(2, "Nguyên nhân"),
        *_remarks(period, "causes"),
        Heading(1, "PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI"),
        *_remarks(period, "next"),
        Heading(1, "ĐỀ XUẤT, KIẾN NGHỊ"),
        *_remarks(period, "proposals"),
        *(Paragraph(line) for line in words["closing"]),
        administrative.committee_signature(
            signer.full_name if signer else "",
            recipients=words["recipients"],
            drafting_unit=identity.drafting_unit,
            deputy=bool(signer and signer.is_deputy),
        ),
    )
    reference = administrative.appendix_reference("Báo cáo", identity.committee, head)
    annexes = tuple(
        Section(
            (AppendixTitle(title, reference, f"Phụ lục {numbering.roman(place)}"), *table),
            Orientation.LANDSCAPE,
            is_appendix=True,
        )
        for place, (title, table) in enumerate(
            (
                ("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", progress_tables.indicators(content, period.kind)),
                ("KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH", progress_tables.money(content)),
                ("SỐ LIỆU THEO THÔN", progress_tables.hamlets(content)),
            ),
            start=1,
        )
    )
    return numbering.number(
        Document(
            f"Báo cáo kết quả giảm nghèo {period.called} của {identity.full_name}",
            (Section(main), *annexes),
            content.dashboard.is_sample,
            draft=not period.is_frozen,
            author=identity.committee,
            figures=tuple(figures),
        )
    )


def _addressees(period: Period, content: PeriodContent) -> tuple[str, ...]:
    typed = tuple(line for line in period.remarks.get("addressees", "").splitlines() if line)
    above = content.identity.district or content.identity.province
    return typed or ((f"Ủy ban nhân dân {above}",) if above else (_EMPTY,))


def _overview(period: Period, content: PeriodContent) -> Iterator[Block]:
    for kpi in content.dashboard.kpis:
        if kpi.key == "forms" and period.kind not in (PeriodKind.YEAR, PeriodKind.ROUND):
            continue
        if words := _kpi_words(kpi, content.dashboard.compared_year):
            yield ListItem(1, words)
    if content.standards:
        yield ListItem(1, f"Áp dụng: {'; '.join(content.standards)}")


def _kpi_words(kpi: Kpi, year: int) -> str:
    if kpi.value is None:
        return ""
    match kpi.key:
        case "poor" | "near_poor":
            name = "Hộ nghèo" if kpi.key == "poor" else "Hộ cận nghèo"
            so_far = " (dự kiến theo phiếu đã chốt)" if kpi.is_forecast else ""
            words = f"{name}: {format_count(kpi.value)} hộ{so_far}"
            if kpi.change is not None:
                turn = "tăng" if kpi.change > 0 else "giảm"
                same = f"bằng cuối năm {year}"
                more = f"{turn} {format_count(abs(kpi.change))} hộ so với cuối năm {year}"
                words += f", {more if kpi.change else same}"
            return words
        case "forms":
            return f"Phiếu rà soát đã chốt: {format_count(kpi.value)}/{format_count(kpi.of or 0)} phiếu"
        case _:
            share = f", đạt {format_percent(round(100 * kpi.value / kpi.of, 1))} kế hoạch" if kpi.of else ""
            return f"Kinh phí đã giải ngân: {format_millions(kpi.value)}{share}"


def _results(period: Period, content: PeriodContent) -> Iterator[Block]:
    rows = content.dashboard.rows
    yield Heading(2, "Kết quả thực hiện các chỉ tiêu")
    counts = [(status, sum(row.figure.status is status for row in rows)) for status in Status]
    summary = "; ".join(f"{status.label.lower()}: {format_count(count)}" for status, count in counts if count)
    yield Paragraph(
        f"Trong {format_count(len(rows))} chỉ tiêu: {summary} "
        "(chi tiết tại Phụ lục I; số liệu theo thôn tại Phụ lục III)"
    )
    behind = [row for row in rows if row.figure.status in _BEHIND]
    if behind:
        yield Paragraph("Các chỉ tiêu chậm, cần chú ý hoặc chưa đạt:")
    for row in behind:
        value = _in_sentence(row.definition, row.figure.measured)
        goal = goal_text(row.definition, row.figure.target)
        yield ListItem(1, f"{row.definition.name}: {value}, kế hoạch {goal}")
    yield from _remarks(period, "results", blank=False)
    yield Heading(2, "Kết quả thực hiện từng dự án")
    done = False
    for project, parts in progress_tables.projects_with_parts(content.projects):
        lines = list(_project(project, parts, content))
        if lines:
            done = True
            yield Point(project_title(project.short_name, project.name))
            yield from lines
    others = [line for line in content.support if not line.project]
    if others:
        done = True
        yield Point("Chính sách, hoạt động khác")
        yield from (_support_item(line.kind, line.times, line.households, line.people) for line in others)
    if not done:
        yield Paragraph("Chưa ghi kết quả của dự án nào trong kỳ")
    yield Heading(2, "Kinh phí")
    yield Paragraph(_money_words(content))


def _in_sentence(definition: IndicatorDefinition, measured: Measured | None) -> str:
    """The value with its unit; a count below ten with a zero before it, as the rest of the text counts."""
    words = value_text(definition, measured)
    return f"0{words}" if definition.is_count and words[1:2] == " " and words[0] != "0" else words


def _project(project: Project, parts: Sequence[Project], content: PeriodContent) -> Iterator[Block]:
    codes = {project.code, *(part.code for part in parts)}
    lines = [line for line in content.budget if line.project in codes]
    if lines:
        sums = summed(lines)
        share = f", đạt {format_percent(round(sums.share_paid, 1))}" if sums.share_paid is not None else ""
        yield ListItem(
            1,
            f"Kinh phí: kế hoạch {format_millions(sums.planned)},"
            f" đã giải ngân {format_millions(sums.disbursed)}{share}",
        )
    for line in content.support:
        if line.project in codes:
            yield _support_item(line.kind, line.times, line.households, line.people)


def _support_item(kind: str, times: int, households: int, people: int) -> ListItem:
    item = catalogues.item_of("support_kinds", kind)
    parts = [f"{format_count(times)} lượt"]
    parts += [f"{format_count(households)} hộ"] if households else []
    parts += [f"{format_count(people)} người"] if people else []
    return ListItem(1, f"{item.name if item else kind}: {', '.join(parts)}")


def _money_words(content: PeriodContent) -> str:
    if not content.budget:
        return "Chưa có số liệu kinh phí của năm"
    sums = summed(content.budget)
    share = sums.share_paid
    rate = f", đạt {format_number(round(share, 1), at_most=1)}% kế hoạch" if share is not None else ""
    return (
        f"Tổng kinh phí kế hoạch {format_millions(sums.planned)}; đã giải ngân"
        f" {format_millions(sums.disbursed)}{rate} (chi tiết tại Phụ lục II)"
    )


def _remarks(period: Period, part: str, *, blank: bool = True) -> Iterator[Block]:
    """The officer's own words: "- " begins a list line; dots where nothing is written yet."""
    lines = [line.strip() for line in period.remarks.get(part, "").splitlines() if line.strip()]
    for line in lines:
        yield ListItem(1, line[2:].strip()) if line.startswith("- ") else Paragraph(line)
    if not lines and blank:
        yield Paragraph(_EMPTY)
