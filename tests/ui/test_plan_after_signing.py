"""After signing: the scan is kept with the plan; a later version leaves the signed one alone."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from povdesk.domain.plan import PlanStatus
from povdesk.storage import attachments, issued_papers, plans
from povdesk.ui.attachments.dialog import AttachmentsDialog
from povdesk.ui.plan.adjust_dialog import AdjustDialog
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from tests.ui.plan_pages import database, desk, settled, shown, small_commune  # noqa: F401


def shown_dialog(kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[-1] if found else None


def issued(qtbot, shown):  # type: ignore[no-untyped-def]  # noqa: F811
    asked = shown.acts().ask_to_issue()
    signer = shown.state().signers[0].uid
    asked.fill("5", date(2024, 3, 5), signer)
    asked._on_issue()
    qtbot.waitUntil(lambda: shown.state().is_frozen, timeout=20_000)
    settled(qtbot, shown)


def test_a_used_number_and_what_is_no_number_do_not_issue_the_plan(
    qtbot,
    shown,  # noqa: F811
    database,  # noqa: F811
):
    with database.writing() as act:
        act.describe("Ghi văn bản đã ký")
        values = {"kind": "D08", "year": 2024, "number": "5", "symbol": "KH-UBND", "subject": "Kế hoạch khác"}
        issued_papers.record(act, {**values, "signed_on": date(2024, 2, 1)})
    asked = shown.acts().ask_to_issue()
    asked.fill("1/1/2030", date(2024, 3, 5), shown.state().signers[0].uid)
    asked.issue()
    assert "không phải số văn bản" in asked._number.problem()[1] and asked.isVisible()

    asked.fill("05", date(2024, 3, 5))
    asked.issue()
    told = []
    qtbot.waitUntil(lambda: told.append(shown_dialog(Dialog)) or told[-1] is not None, timeout=20_000)
    words = " ".join(one.text() for one in told[-1].findChildren(QLabel))
    told[-1].close()
    assert "Số 05/KH-UBND năm 2024 đã ghi cho văn bản khác" in words
    settled(qtbot, shown)
    assert not shown.state().is_frozen


def test_a_scan_is_attached_and_counted_and_the_to_do_falls_silent(
    qtbot,
    shown,  # noqa: F811
    database,  # noqa: F811
    tmp_path,
):
    issued(qtbot, shown)
    with database.reading() as connection:
        pdf = shown.state().issued_pdf
        assert pdf is not None
        uid = plans.load(connection, shown.state().plan.id).uid
    scan = tmp_path / "Bản ký, đóng dấu.pdf"
    scan.write_bytes(pdf)

    shown._archive.open_scans()
    asked = shown_dialog(AttachmentsDialog)
    asked.take(scan)
    qtbot.waitUntil(lambda: asked.list.list_model().rowCount() == 1, timeout=10_000)
    asked.take(scan)
    qtbot.waitUntil(lambda: asked._message.isVisible(), timeout=10_000)

    assert "đã đính vào đây rồi" in asked._message.text()
    with database.reading() as connection:
        (kept,) = attachments.of(connection, "plan", uid)
        assert attachments.content(connection, kept.id) == pdf
    asked.reject()
    qtbot.waitUntil(lambda: shown.state().scans == 1, timeout=10_000)
    assert shown._archive._scans.text() == "Bản ký (1)"


def test_a_later_version_is_begun_with_its_reason_and_says_what_differs(
    qtbot,
    shown,  # noqa: F811
    database,  # noqa: F811
):
    issued(qtbot, shown)
    qtbot.mouseClick(shown._archive._adjust, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_dialog(AdjustDialog) is not None, timeout=10_000)
    asked = shown_dialog(AdjustDialog)
    asked._on_wanted()
    assert asked.isVisible()
    asked.reason.set_value("Tỉnh giao bổ sung kinh phí.")
    asked._on_wanted()
    qtbot.waitUntil(lambda: shown.state().plan.version == 2, timeout=10_000)
    settled(qtbot, shown)

    assert shown.state().plan.status is PlanStatus.DRAFTING
    qtbot.mouseClick(shown._archive._changes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_dialog(PreviewDialog) is not None, timeout=20_000)
    shown_dialog(PreviewDialog).reject()
    with database.reading() as connection:
        versions = [(one.version, one.status) for one in plans.list_plans(connection) if one.year == 2024]
    assert versions == [(2, PlanStatus.DRAFTING), (1, PlanStatus.ISSUED)]


def test_the_signed_later_version_is_the_adjusting_paper_and_follows_the_first_in_the_register(
    qtbot,
    shown,  # noqa: F811
    database,  # noqa: F811
):
    issued(qtbot, shown)
    shown.acts()._adjust(shown.state().plan, "Sửa số hộ.", "", ())
    qtbot.waitUntil(lambda: shown.state().plan.version == 2, timeout=10_000)
    settled(qtbot, shown)
    asked = shown.acts().ask_to_issue()
    asked.fill("41", date(2024, 10, 8), shown.state().signers[0].uid)
    asked._on_issue()
    qtbot.waitUntil(lambda: shown.state().is_frozen, timeout=20_000)

    from povdesk.ui.widgets.pdf_pages import PdfPages

    words = " ".join(PdfPages(shown.state().issued_pdf).text(0).split())
    assert "Điều chỉnh, bổ sung Kế hoạch số 05/KH-UBND ngày 05/03/2024" in words
    assert "Sửa số hộ." in words
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT number, previous_version_id, id FROM issued_paper WHERE kind = 'ke-hoach' ORDER BY id"
        ).all()
    assert [row.number for row in rows] == ["5", "41"]
    assert rows[1].previous_version_id == rows[0].id
