"""Puts the forms of households together, blank and filled, and the office's records of its own work."""

from dataclasses import replace

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.requests import RequestKind
from povdesk.domain.review_forms import ReviewForm
from povdesk.domain.vietnamese import clean_text
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import households, office_records, review_forms
from povdesk.storage.act import Act


def request_to_review(connection: Connection, answers: Answers) -> Document:
    """D11, Mẫu 01."""
    return _request(connection, answers, RequestKind.RECOGNISE)


def request_to_escape(connection: Connection, answers: Answers) -> Document:
    """D11-04, Mẫu 04."""
    return _request(connection, answers, RequestKind.ESCAPE)


def quick_form(connection: Connection, answers: Answers) -> Document:
    """D13-A: of one household, of those who asked in a hamlet or the commune, or quite empty."""
    from povdesk.documents.review_form_a import build

    return build(_forms(connection, answers, asked_only=True))


def review_form(connection: Connection, answers: Answers) -> Document:
    """D13: of one household, of a hamlet's or the commune's list, or quite empty."""
    from povdesk.documents.review_form_b import build

    return build(_forms(connection, answers, asked_only=False))


def household_sheet(connection: Connection, answers: Answers) -> Document:
    """D23; whoever asks for identity numbers is noted by `note_identity`."""
    from povdesk.documents.household_sheet import build

    _need_household_or_blank(answers)
    found = review_forms.sheet(connection, answers.household_id, answers.day, identity=answers.identity)
    return build(replace(found, printed_on=answers.today))


def monitoring(connection: Connection, answers: Answers) -> Document:
    """D22."""
    from povdesk.documents.monitoring_report import build

    return build(office_records.monitoring(connection, answers.year, answers.day))


def backup_minutes(connection: Connection, answers: Answers) -> Document:
    """D26 of one copy in the log, or the empty form."""
    from povdesk.documents.backup_minutes import build

    chosen = None if answers.blank else answers.record_id
    return build(office_records.copy_made(connection, chosen, answers.year, answers.today))


def note_identity(act: Act, title: str, household_id: int | None, purpose: str) -> None:
    """Who looks at identity numbers says what for; the history keeps it."""
    purpose = clean_text(purpose)
    if not purpose:
        raise InvalidInput("Chưa ghi mục đích xem số định danh.", "Gõ mục đích, ví dụ: lập hồ sơ vay vốn.")
    if household_id is None:
        act.describe(f"Xem số định danh: {title}", purpose=purpose)
        return
    found = households.get(act.connection, household_id)
    words = f"Xem số định danh: {title}, hộ {households.spoken_name(found)}"
    act.describe(words, "household", found.uid, purpose)


def _request(connection: Connection, answers: Answers, kind: RequestKind) -> Document:
    from povdesk.documents.request_forms import build

    _need_household_or_blank(answers)
    return build(review_forms.request(connection, kind, answers.household_id, answers.year, answers.day))


def _forms(connection: Connection, answers: Answers, *, asked_only: bool) -> tuple[ReviewForm, ...]:
    assert answers.round_id is not None
    blank = answers.blank
    if answers.household_id is not None:
        return (review_forms.review_form(connection, answers.round_id, answers.household_id, blank=blank),)
    if blank and answers.hamlet_id is None:
        return (review_forms.empty_form(connection, answers.round_id),)
    found = review_forms.review_forms(
        connection, answers.round_id, answers.hamlet_id, blank=blank, asked_only=asked_only
    )
    if found:
        return found
    if blank:
        return (review_forms.empty_form(connection, answers.round_id, answers.hamlet_id),)
    raise NotPossibleNow(
        "Chưa có phiếu nào đã nhập để in.", "Đánh dấu “Mẫu trống để điền tay” để in phiếu điền tay."
    )


def _need_household_or_blank(answers: Answers) -> None:
    if answers.household_id is None and not answers.blank:
        raise InvalidInput("Chưa chọn hộ.", "Chọn hộ, hoặc đánh dấu “Mẫu trống để điền tay”.")


PAPERS = (
    Paper(
        "D11",
        "Giấy đề nghị rà soát (Mẫu 01)",
        Receiver.HOUSEHOLD,
        Frame.PRESCRIBED,
        request_to_review,
        may_ask=(Ask.HOUSEHOLD, Ask.BLANK),
    ),
    Paper(
        "D11-04",
        "Giấy đề nghị công nhận thoát nghèo (Mẫu 04)",
        Receiver.HOUSEHOLD,
        Frame.PRESCRIBED,
        request_to_escape,
        may_ask=(Ask.HOUSEHOLD, Ask.BLANK),
    ),
    Paper(
        "D13-A",
        "Phiếu A, nhận dạng nhanh hộ gia đình",
        Receiver.HOUSEHOLD,
        Frame.PRESCRIBED,
        quick_form,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HAMLET, Ask.HOUSEHOLD, Ask.BLANK),
    ),
    Paper(
        "D13",
        "Phiếu B, rà soát hộ gia đình",
        Receiver.HOUSEHOLD,
        Frame.PRESCRIBED,
        review_form,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HAMLET, Ask.HOUSEHOLD, Ask.BLANK),
    ),
    Paper(
        "D22",
        "Báo cáo giám sát Chương trình",
        Receiver.ABOVE,
        Frame.DECREE,
        monitoring,
        may_ask=(Ask.AS_OF,),
    ),
    Paper(
        "D23",
        "Phiếu thông tin hộ",
        Receiver.INTERNAL,
        Frame.LIST,
        household_sheet,
        may_ask=(Ask.HOUSEHOLD, Ask.AS_OF, Ask.BLANK, Ask.IDENTITY),
    ),
    Paper(
        "D26",
        "Biên bản sao lưu dữ liệu",
        Receiver.INTERNAL,
        Frame.DECREE,
        backup_minutes,
        may_ask=(Ask.RECORD, Ask.BLANK),
        records=office_records.copies,
    ),
)
