"""Puts the papers of the year's activities together: registers, inspections, payment lists, BHYT changes."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.activity_papers import Office
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.vietnamese import short_date
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import activity_papers, commune, inspections, insurance_changes, payments, visits


def followed_households(connection: Connection, answers: Answers) -> Document:
    """D24: sổ theo dõi hộ nghèo of a hamlet or of all."""
    from povdesk.documents import visit_register

    office = _register_office(connection, answers)
    lines = activity_papers.followed(connection, answers.day, answers.hamlet_id)
    return visit_register.households(office, _hamlet(connection, answers), lines)


def followed_support(connection: Connection, answers: Answers) -> Document:
    """D24: sổ theo dõi hỗ trợ."""
    from povdesk.documents import visit_register

    office = _register_office(connection, answers)
    lines = activity_papers.supported(connection, answers.day, answers.hamlet_id)
    return visit_register.support(office, _hamlet(connection, answers), lines)


def visit_diary(connection: Connection, answers: Answers) -> Document:
    """D24: nhật ký thăm hộ; hamlets in the commune's order, the earliest visit first."""
    from povdesk.documents.visit_register import VisitLine
    from povdesk.documents.visit_register import visits as build

    office = _register_office(connection, answers)
    order = {name: place for place, (_key, name) in enumerate(commune.hamlet_names(connection, answers.day))}
    found = [
        one
        for one in visits.of_year(connection, answers.year, answers.hamlet_id)
        if one.visited_on <= answers.day
    ]
    found.sort(key=lambda one: (order.get(one.hamlet, len(order)), one.hamlet, one.visited_on))
    lines = [
        VisitLine(
            one.hamlet,
            one.visited_on,
            one.code,
            one.head_name,
            one.cadre,
            one.content,
            one.follow_up,
            one.follow_up_done_on,
        )
        for one in found
    ]
    return build(office, _hamlet(connection, answers), lines)


def _register_office(connection: Connection, answers: Answers) -> Office:
    office = activity_papers.office(connection, answers.year, answers.day)
    return replace(office, printed_on=answers.today)


def inspection_plan(connection: Connection, answers: Answers) -> Document:
    """D29: the year's plan of inspections."""
    from povdesk.documents.inspection_papers import plan

    office = activity_papers.office(connection, answers.year, answers.day)
    return plan(office, inspections.of_year(connection, answers.year))


def inspection_minutes(connection: Connection, answers: Answers) -> Document:
    """D29: minutes of one inspection, headed as on its day."""
    from povdesk.documents.inspection_papers import minutes

    assert answers.record_id is not None
    held = inspections.get(connection, answers.record_id)
    return minutes(activity_papers.office(connection, held.held_on.year, held.held_on), held)


def payment_list(connection: Connection, answers: Answers) -> Document:
    """D30: one list with its column Ký nhận."""
    from povdesk.documents.payment_list import build

    assert answers.record_id is not None
    wanted = payments.get(connection, answers.record_id)
    return build(activity_papers.office(connection, answers.year, wanted.made_on or answers.day), wanted)


def insurance(connection: Connection, answers: Answers) -> Document:
    """D31: the month's list without the lines that were left out."""
    from povdesk.documents.insurance_changes import InsuranceLine, build

    assert answers.month is not None
    office = activity_papers.office(connection, answers.year, answers.day)
    lines = [
        InsuranceLine(
            line.name,
            line.born,
            line.sex,
            line.code,
            line.head_name,
            line.hamlet,
            line.change,
            line.id_number,
            line.insurance_number,
        )
        for line in insurance_changes.lines(connection, answers.year, answers.month)
        if line.counts
    ]
    month = date(answers.year, answers.month, 1)
    # December's list is made in January: of the day it is printed, not of the year's last.
    return build(replace(office, day=answers.today), month, lines, identity=answers.identity)


def _hamlet(connection: Connection, answers: Answers) -> str:
    if answers.hamlet_id is None:
        return ""
    names = dict(commune.hamlet_names(connection, answers.day))
    if answers.hamlet_id not in names:
        raise NotPossibleNow("Thôn này không có trong năm đã chọn.", "Chọn thôn khác.")
    return names[answers.hamlet_id]


def _inspections(connection: Connection, year: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (one.id, f"{short_date(one.held_on)}, {one.hamlet or 'toàn xã'}: {one.content}")
        for one in inspections.of_year(connection, year)
        if one.id is not None
    )


def _payments(connection: Connection, year: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (one.id, f"{one.title}, {one.period}" if one.period else one.title)
        for one in payments.of_year(connection, year)
        if one.id is not None
    )


PAPERS = (
    Paper(
        "D24",
        "Sổ theo dõi hộ nghèo",
        Receiver.INTERNAL,
        Frame.LIST,
        followed_households,
        may_ask=(Ask.HAMLET, Ask.AS_OF),
    ),
    Paper(
        "D24-HT",
        "Sổ theo dõi hỗ trợ",
        Receiver.INTERNAL,
        Frame.LIST,
        followed_support,
        may_ask=(Ask.HAMLET, Ask.AS_OF),
    ),
    Paper(
        "D24-TH",
        "Nhật ký thăm hộ",
        Receiver.INTERNAL,
        Frame.LIST,
        visit_diary,
        may_ask=(Ask.HAMLET, Ask.AS_OF),
    ),
    Paper(
        "D29",
        "Kế hoạch kiểm tra, giám sát công tác giảm nghèo",
        Receiver.COMMUNE,
        Frame.DECREE,
        inspection_plan,
    ),
    Paper(
        "D29-BB",
        "Biên bản kiểm tra, giám sát",
        Receiver.HAMLET,
        Frame.DECREE,
        inspection_minutes,
        asks=(Ask.RECORD,),
        records=_inspections,
    ),
    Paper(
        "D30",
        "Danh sách chi trả, cấp phát",
        Receiver.HOUSEHOLD,
        Frame.LIST,
        payment_list,
        asks=(Ask.RECORD,),
        records=_payments,
    ),
    Paper(
        "D31",
        "Danh sách tăng, giảm thẻ BHYT trong tháng",
        Receiver.ABOVE,
        Frame.LIST,
        insurance,
        asks=(Ask.MONTH,),
        may_ask=(Ask.IDENTITY,),
    ),
)
