"""D20: the committee's report on the results of a review, with the result tables attached."""

from povdesk.domain.household import Category
from povdesk.domain.result_tables import (
    ResultHousehold,
    Results,
    by_group,
    by_reason,
    deprivations,
    escaped,
    escaped_near,
    households_in,
    people_in,
    share,
)
from povdesk.domain.review_report import ReportFacts
from povdesk.domain.vietnamese import format_count, format_number, short_date

from . import administrative, numbering, result_tables
from .blocks import (
    Addressees,
    Block,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    Section,
    Title,
)


def build(facts: ReportFacts) -> Document:
    """Number and date stay blank until the report is signed; TM.: the committee reports."""
    results = facts.results
    identity, signer = results.identity, results.signer
    head = Letterhead(
        agency=identity.agency_lines,
        symbol=result_tables.REPORT_SYMBOL,
        place=identity.place,
        year=results.report_signed_on.year if results.report_signed_on else results.year,
        number=results.report_number or None,
        signed_on=results.report_signed_on,
    )
    blocks: list[Block] = [
        head,
        Title("BÁO CÁO", facts.wording["subject"][0]),
        Addressees(facts.addressees or ("…………………",)),
        *(Paragraph(line) for line in facts.wording["opening"]),
        Heading(1, "QUÁ TRÌNH THỰC HIỆN"),
        *(ListItem(1, words) for words in _process(facts)),
        Heading(1, "KẾT QUẢ RÀ SOÁT"),
        *_results(results),
        Heading(1, "NGUYÊN NHÂN NGHÈO"),
        *_causes(facts),
        Heading(1, "ĐÁNH GIÁ"),
        *(Paragraph(line) for line in facts.wording["evaluation"]),
        Heading(1, "ĐỀ XUẤT, KIẾN NGHỊ"),
        *(Paragraph(line) for line in facts.wording["proposal"]),
        *_attached(facts),
        administrative.committee_signature(
            signer.full_name if signer else "",
            recipients=facts.wording["recipients"],
            drafting_unit=identity.drafting_unit,
            deputy=bool(signer and signer.is_deputy),
        ),
    ]
    tables = tuple(result_tables.section(results, code) for code in facts.attached)
    return numbering.number(
        Document(
            f"Báo cáo kết quả rà soát, {results.round_name}",
            (Section(tuple(blocks)), *tables),
            results.is_sample,
            draft=not results.is_final,
            author=identity.committee,
        )
    )


def result_lines(results: Results) -> list[str]:
    """The four groups with households and people; rates where all residents are known."""
    total = results.total
    poor, near = total.of(Category.POOR), total.of(Category.NEAR_POOR)
    return [
        f"Hộ nghèo: {_counted(poor)}{_rate(len(poor), total.households)}",
        f"Hộ cận nghèo: {_counted(near)}{_rate(len(near), total.households)}",
        f"Hộ thoát nghèo: {_counted(escaped(total.rows))}",
        f"Hộ thoát cận nghèo: {_counted(escaped_near(total.rows))}",
    ]


def _process(facts: ReportFacts) -> list[str]:
    results = facts.results
    lines = [f"Số phiếu rà soát đã chốt: {format_count(facts.forms)} phiếu"]
    if results.waiting:
        lines[0] += f"; còn {format_count(results.waiting)} hộ chưa chốt phiếu"
    held, hamlets = facts.meetings
    if hamlets:
        lines.append(f"Họp dân thống nhất kết quả tại {format_count(held)}/{format_count(hamlets)} thôn")
    first, last = facts.posted
    if first and last:
        lines.append(f"Niêm yết công khai từ ngày {short_date(first)} đến ngày {short_date(last)}")
    for step in facts.steps:
        if step.skipped:
            lines.append(f"{step.name}: không áp dụng")
        elif step.done_on:
            lines.append(f"{step.name}: hoàn thành ngày {short_date(step.done_on)}")
    if facts.decision:
        day = f" ngày {short_date(facts.decided_on)}" if facts.decided_on else ""
        number = facts.decision if "/" in facts.decision else f"{facts.decision}/QĐ-UBND"
        lines.append(f"Quyết định công nhận số {number}{day}")
    return lines


def _results(results: Results) -> list[Block]:
    total = results.total
    begin = "Kết quả" if results.is_final else "Kết quả dự kiến"
    blocks: list[Block] = []
    if total.households is not None and total.people is not None:
        everyone = f"{format_count(total.households)} hộ, {format_count(total.people)} nhân khẩu"
        blocks.append(Paragraph(f"Tổng số hộ dân cư trên địa bàn {results.identity.full_name}: {everyone}."))
    blocks.append(Heading(2, f"{begin} chung"))
    blocks += [ListItem(1, line) for line in result_lines(results)]
    blocks.append(Heading(2, "Diễn biến trong kỳ"))
    for name, table in (("nghèo", total.movements.poor), ("cận nghèo", total.movements.near_poor)):
        row = table.households
        down = format_count(sum(row.columns[1:4]))
        up = format_count(sum(row.columns[4:]))
        blocks.append(
            ListItem(
                1,
                f"Hộ {name}: đầu kỳ {format_count(row.opening)} hộ, giảm {down} hộ, tăng {up} hộ,"
                f" cuối kỳ {format_count(row.closing)} hộ",
            )
        )
    blocks.append(Heading(2, "Thiếu hụt dịch vụ xã hội cơ bản"))
    codes = [code for code, _service, _name in results.indicators]
    for category in (Category.POOR, Category.NEAR_POOR):
        households, _all, counts = deprivations(total, category, codes)
        named = sorted(zip(counts, (name for *_c, name in results.indicators), strict=True), reverse=True)
        worst = [
            f"{name[:1].lower()}{name[1:]} {format_count(count)} hộ" for count, name in named[:3] if count
        ]
        if households and worst:
            blocks.append(ListItem(1, f"{category.label} thiếu hụt nhiều nhất: {', '.join(worst)}"))
        elif households:
            blocks.append(ListItem(1, f"{category.label}: không có thiếu hụt được ghi trên phiếu"))
        else:
            blocks.append(ListItem(1, f"{category.label}: không có hộ nào"))
    blocks.append(Heading(2, "Nhóm đối tượng"))
    for category in (Category.POOR, Category.NEAR_POOR):
        _every, minority, no_labour, merit, _rest = by_group(total, category, households_in, results.rules)
        blocks.append(
            ListItem(
                1,
                f"{category.label}: dân tộc thiểu số {format_count(minority)} hộ, không có khả năng lao động"
                f" {format_count(no_labour)} hộ, có thành viên là người có công {format_count(merit)} hộ",
            )
        )
    return blocks


def _causes(facts: ReportFacts) -> list[Block]:
    written = facts.wording.get("causes", ())
    if written:
        return [Paragraph(line) for line in written]
    results = facts.results
    codes = [code for code, _name in results.reasons]
    every, *counts = by_reason(results.total, Category.POOR, codes)
    blocks: list[Block] = [
        ListItem(1, f"{name}: {format_count(count)}/{format_count(every)} hộ nghèo")
        for count, (_code, name) in zip(counts, results.reasons, strict=True)
        if count
    ]
    return blocks or [Paragraph("Không có.")]


def _attached(facts: ReportFacts) -> list[Block]:
    if not facts.attached:
        return []
    names = [result_tables.label(code) for code in facts.attached]
    words = names[0] if len(names) == 1 else f"{names[0]} đến {names[-1].lower()}"
    return [Paragraph(f"(Kèm theo {words[0].lower()}{words[1:]}, gồm {format_count(len(names))} biểu)")]


def _counted(rows: tuple[ResultHousehold, ...]) -> str:
    return f"{format_count(len(rows))} hộ, {format_count(people_in(rows))} nhân khẩu"


def _rate(part: int, whole: int | None) -> str:
    found = share(part, whole)
    return "" if found is None else f", chiếm {format_number(found, at_most=2)}% số hộ dân cư"
