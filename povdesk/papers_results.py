"""Puts the papers of a round's results together: the tables, the report, the proof that all agree."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from povdesk import papers_review
from povdesk.documents.blocks import Document
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.figure_check import (
    FIGURES,
    HOUSEHOLDS,
    NEAR,
    PEOPLE,
    POOR,
    FigureCheck,
    Key,
    PaperFigures,
)
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.paper_number import number_of
from povdesk.domain.period_records import as_plain
from povdesk.domain.vietnamese import short_date
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import (
    certificates,
    commune,
    issued_papers,
    movements,
    office,
    recognition,
    result_tables,
    result_tables_report,
    round_papers,
    rounds,
    settings,
)
from povdesk.storage.act import Act
from povdesk.storage.rounds import Round
from povdesk.storage.tables import issued_paper

OFFICIAL = tuple(f"T{number}" for number in range(1, 11))
LISTS = ("T14", "T15")

Figures = Mapping[Key, int]


def table(connection: Connection, round_id: int, code: str, hamlet_id: int | None = None) -> Document:
    """One result table, T1 to T15; the detailed lists also for one hamlet."""
    from povdesk.documents.result_tables import build

    results = result_tables.gather(connection, round_id)
    if hamlet_id is not None:
        units = tuple(unit for unit in results.units if unit.hamlet_id == hamlet_id)
        if not units:
            raise NotPossibleNow("Thôn này không có trong kỳ rà soát.", "Chọn thôn khác.")
        results = replace(results, units=units, total=units[0])
    return build(results, code)


def report(
    connection: Connection, round_id: int, *, number: str = "", signed_on: date | None = None
) -> Document:
    """D20 with T1 to T10 and the tables that the province has switched on."""
    from povdesk.documents.review_report import build

    facts = result_tables_report.gather(connection, round_id, OFFICIAL)
    results = replace(facts.results, report_number=number, report_signed_on=signed_on)
    return build(replace(facts, results=results, attached=(*OFFICIAL, *results.rules.extras)))


def figure_check(connection: Connection, round_id: int, today: date) -> Document:
    """D35."""
    from povdesk.documents.figure_check import build

    agency, _place = office.heading(connection, today)
    sample = settings.is_sample(connection)
    return build(checked(connection, round_id), agency=agency, printed_on=today, sample=sample)


def checked(connection: Connection, round_id: int) -> FigureCheck:
    """Every paper of the round with the numbers read out of the finished paper, against the register."""
    this = rounds.get(connection, round_id)
    register = {
        (name, what): number
        for name, pair in result_tables.in_register(connection, this).items()
        for what, number in zip((HOUSEHOLDS, PEOPLE), pair, strict=True)
    }
    return FigureCheck(this.name, register, tuple(_papers(connection, this)))


SYMBOLS = {"D16": "TB-UBND", "D20": "BC-UBND"}
"""Papers of a round that are entered here when signed; the decision is entered at recognition."""


def signed_document(
    connection: Connection, round_id: int, code: str, number: str, signed_on: date
) -> Document:
    """The paper with the number and date that the clerk gave, as it goes into the register."""
    if code == "D16":
        return papers_review.posting(connection, round_id, number=number, signed_on=signed_on)
    return report(connection, round_id, number=number, signed_on=signed_on)


def keep_signed(
    act: Act, round_id: int, code: str, *, number: str, signed_on: date, pdf: bytes | None = None
) -> int:
    """Enter a paper of the round as signed, with the numbers it prints; they do not move from then on.

    The report takes its tables with it. InvalidInput: another paper has that number.
    """
    connection, symbol = act.connection, SYMBOLS[code]
    this = rounds.get(connection, round_id)
    number = number_of(number)
    if signed_on > act.today:
        raise InvalidInput(f"Ngày {short_date(signed_on)} ở sau hôm nay.", "Ghi khi văn bản đã ký.")
    issued_papers.refuse_used(connection, number, symbol, signed_on)
    if code == "D16" and not round_papers.posting(connection, round_id).is_complete:
        raise NotPossibleNow(
            "Thông báo còn thiếu ngày hoặc nơi niêm yết.",
            "Nhập ở trang Rà soát năm, bước Niêm yết, rồi ghi số.",
        )
    document = signed_document(connection, round_id, code, number, signed_on)
    printed = {code: _read(code, document)}
    if code == "D20":
        printed |= {one: _read(one, table(connection, round_id, one)) for one in OFFICIAL}
    signer = commune.default_signer(connection, signed_on)
    act.describe(f"Ghi văn bản {number}/{symbol} đã ký", "review_round", this.uid)
    return issued_papers.record(
        act,
        {
            "kind": code,
            "year": signed_on.year,
            "number": number,
            "symbol": symbol,
            "signed_on": signed_on,
            "signer_name": signer.full_name if signer else "",
            "signer_post": f"{signer.acting_for} {signer.post}".strip() if signer else "",
            "subject": document.title,
            "pdf": pdf,
            "figures": json.dumps(as_plain(_linked(this, printed)), ensure_ascii=False),
        },
    )


def _linked(this: Round, printed: Mapping[str, Figures]) -> tuple[LinkedFigure, ...]:
    return tuple(
        LinkedFigure(
            "/".join(("round", this.uid, code, *key)),
            FIGURES[key],
            str(number),
            this.year,
            this.last_day,
            source=this.name,
        )
        for code, values in printed.items()
        for key, number in values.items()
    )


def _document(connection: Connection, round_id: int, code: str) -> Document:
    if code == "D16":
        return papers_review.posting(connection, round_id)
    return papers_review.decision(connection, round_id) if code == "D18" else report(connection, round_id)


def _read(code: str, document: Document) -> dict[Key, int]:
    from povdesk.documents import figure_reading as reading

    if code in ("D16", "D18", "D20"):
        return reading.of_text(document)
    readers: dict[str, Callable[[Document], dict[Key, int]]] = {
        "T1": reading.of_summary,
        "T2": reading.of_movement,
        "T3": partial(reading.of_movement, near=True),
        "T4": reading.of_lacks,
        "T6": partial(reading.of_lacks, near=True),
        "T8": reading.of_columns,
        "T9": reading.of_columns,
    }
    return readers[code](document) if code in readers else {}


def _papers(connection: Connection, this: Round) -> Iterator[PaperFigures]:
    from povdesk.documents import figure_reading as reading

    signed = _signed(connection, this)
    given = recognition.of_round(connection, this.id)

    def column(code: str, name: str, read: Callable[[], Figures]) -> PaperFigures:
        kept = signed.get(code)
        if kept is not None:
            return PaperFigures(code, name, kept[1], kept[0], True)
        is_signed = code == "D18" and given is not None and given.signed_on is not None
        try:
            values = read()
        except NotPossibleNow as reason:
            return PaperFigures(code, name, {}, missing=reason.message)
        words = given.number if is_signed and given else ""
        missing = "" if values else "Chưa có số để đối chiếu."
        return PaperFigures(code, name, values, words, is_signed, missing)

    made: dict[str, Document] = {}
    results = result_tables.gather(connection, this.id)

    def document(code: str) -> Document:
        """Each paper from its own builder, once."""
        from povdesk.documents.result_tables import CODES, build

        if code not in made:
            made[code] = build(results, code) if code in CODES else _document(connection, this.id, code)
        return made[code]

    yield column("D14", "Biên bản họp dân", lambda: reading.of_minutes(_minutes(connection, this)))
    yield column("D16", "Thông báo niêm yết", lambda: reading.of_text(document("D16")))
    yield column("D16", "Danh sách niêm yết", lambda: reading.of_size_lists(document("D16")))
    yield column("D18", "Quyết định, Điều 1", lambda: reading.of_text(document("D18")))
    yield column("D18", "Danh sách kèm quyết định", lambda: reading.of_member_lists(document("D18")))
    yield column("D19", "Giấy chứng nhận", lambda: _certificates(connection, this))
    yield column("D20", "Báo cáo kết quả", lambda: reading.of_text(document("D20")))
    for code in ("T1", "T2", "T3", "T4", "T6", "T8", "T9"):
        yield column(code, f"Biểu số {code[1:]}", partial(lambda one: _read(one, document(one)), code))
    yield column("T14", "Danh sách Excel", lambda: _sheets(document))
    yield column("", f"Đầu kỳ năm {this.year + 1}", lambda: _baseline(connection, this))


def _minutes(connection: Connection, this: Round) -> list[Document]:
    hamlets = list(dict.fromkeys(one.hamlet_id for one in rounds.listed(connection, this.id)))
    return [papers_review.minutes(connection, this.id, hamlet_id) for hamlet_id in hamlets]


def _certificates(connection: Connection, this: Round) -> Figures:
    from povdesk.documents.figure_reading import of_certificates

    given = recognition.of_round(connection, this.id)
    if given is None or given.signed_on is None:
        raise NotPossibleNow("Chưa có giấy chứng nhận vì chưa công nhận.")
    year = certificates.year_of(this, given.signed_on)
    return of_certificates(papers_review.certificates(connection, this.id), year)


def _sheets(document: Callable[[str], Document]) -> Figures:
    """Counted in the cells of the Excel sheets of the detailed lists."""
    from povdesk import papers_excel

    found: dict[Key, int] = {}
    for name, code in ((POOR, "T14"), (NEAR, "T15")):
        rows: list[tuple[str, ...]] = []
        for sheet in papers_excel.sheets(document(code)):
            rows += [_texts(row) for row in sheet.rows]
        found[name, HOUSEHOLDS] = sum(len(row) > 2 and row[0].isdigit() for row in rows)
        found[name, PEOPLE] = sum(len(row) > 2 and row[1].isdigit() and bool(row[2]) for row in rows)
    return found


def _texts(row: Any) -> tuple[str, ...]:
    """A row's cells as an office program shows them; group rows and totals are no members."""
    if not isinstance(row, tuple):
        return ()
    numbers = (getattr(cell, "value", cell) for cell in row)
    return tuple(
        f"{one:.0f}" if isinstance(one, (int, float, Decimal)) else str(one or "") for one in numbers
    )


def _baseline(connection: Connection, this: Round) -> Figures:
    """Column 1 of next year's tables of movement."""
    if not movements.opening_lines(connection, this.year + 1):
        raise NotPossibleNow("Chưa có vì kỳ này chưa công nhận.")
    following = movements.report(connection, this.year + 1).total.found
    return {
        (POOR, HOUSEHOLDS): following.poor.households.opening,
        (POOR, PEOPLE): following.poor.people.opening,
        (NEAR, HOUSEHOLDS): following.near_poor.households.opening,
        (NEAR, PEOPLE): following.near_poor.people.opening,
    }


def _signed(connection: Connection, this: Round) -> dict[str, tuple[str, dict[Key, int]]]:
    """Papers of the round in the register of issued papers, with the numbers kept then."""
    found: dict[str, tuple[str, dict[Key, int]]] = {}
    rows = connection.execute(
        select(issued_paper.c.number, issued_paper.c.symbol, issued_paper.c.figures)
        .where(
            issued_paper.c.kind.in_(SYMBOLS),
            issued_paper.c.figures.is_not(None),
            issued_papers.not_cancelled(),
        )
        .order_by(issued_paper.c.id)
    )
    for row in rows:
        kept: dict[str, dict[Key, int]] = {}
        for one in json.loads(row.figures):
            parts = one["code"].split("/")
            if parts[:2] == ["round", this.uid]:
                kept.setdefault(parts[2], {})[parts[3], parts[4]] = int(one["value"])
        for code, values in kept.items():
            found[code] = (f"{row.number}/{row.symbol}", values)
    return found


def _table(code: str, connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return table(connection, answers.round_id, code, answers.hamlet_id if code in LISTS else None)


def _report(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return report(connection, answers.round_id)


def _check(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return figure_check(connection, answers.round_id, answers.today)


_TITLES = {
    "T1": "Biểu 1. Tổng hợp kết quả rà soát",
    "T2": "Biểu 2. Diễn biến hộ nghèo",
    "T3": "Biểu 3. Diễn biến hộ cận nghèo",
    "T4": "Biểu 4. Hộ nghèo thiếu hụt dịch vụ xã hội cơ bản",
    "T5": "Biểu 5. Tỷ lệ hộ nghèo thiếu hụt dịch vụ xã hội cơ bản",
    "T6": "Biểu 6. Hộ cận nghèo thiếu hụt dịch vụ xã hội cơ bản",
    "T7": "Biểu 7. Tỷ lệ hộ cận nghèo thiếu hụt dịch vụ xã hội cơ bản",
    "T8": "Biểu 8. Hộ nghèo, cận nghèo theo nhóm đối tượng",
    "T9": "Biểu 9. Hộ nghèo, cận nghèo theo dân tộc",
    "T10": "Biểu 10. Hộ nghèo, cận nghèo theo nguyên nhân",
    "T11": "Biểu 11. Thiếu hụt của trẻ em",
    "T12": "Biểu 12. Tổng hợp hộ nghèo theo chuẩn đa chiều",
    "T13": "Biểu 13. Tổng hợp hộ cận nghèo theo chuẩn đa chiều",
    "T14": "Biểu 14. Danh sách chi tiết hộ nghèo",
    "T15": "Biểu 15. Danh sách chi tiết hộ cận nghèo",
}

PAPERS = (
    Paper(
        "D20",
        "Báo cáo kết quả rà soát và các biểu",
        Receiver.ABOVE,
        Frame.DECREE,
        _report,
        asks=(Ask.ROUND,),
    ),
    *(
        Paper(
            code,
            words,
            Receiver.ABOVE,
            Frame.LIST,
            partial(_table, code),
            asks=(Ask.ROUND,),
            may_ask=(Ask.HAMLET,) if code in LISTS else (),
            annex_of="D20",
        )
        for code, words in _TITLES.items()
    ),
    Paper("D35", "Bảng đối chiếu số liệu", Receiver.INTERNAL, Frame.LIST, _check, asks=(Ask.ROUND,)),
)
