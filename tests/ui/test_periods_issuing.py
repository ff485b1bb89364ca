"""A period has one report; a wrong one is cancelled in the register, which frees its period."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from povdesk.storage import issued_papers
from povdesk.storage.tables import plan
from povdesk.ui.periods.dialogs import IssueReportDialog, ReasonDialog
from povdesk.ui.periods.page import TABS
from povdesk.ui.widgets.dialog import Dialog
from tests.ui.plan_pages import database, desk, small_commune
from tests.ui.test_periods_page import freeze_in, front, page, press, settled

__all__ = ["database", "desk", "page", "small_commune"]
pytestmark = pytest.mark.gui


def labels(dialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel)]


def issue_report(qtbot, page, number: str, day: str) -> IssueReportDialog:
    press(page.periods, "Ban hành")
    dialog = front(qtbot, IssueReportDialog)
    dialog.field("report-number").set_value(number)
    dialog.field("report-day").line().setText(day)
    dialog.save()
    return dialog


def told(qtbot, words: str) -> str:
    """The sentence of the box that says it; closed again."""
    found: list[str] = []

    def there() -> bool:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, Dialog) and one.isVisible() and words in str(labels(one)):
                found.append(" ".join(labels(one)))
                one.close()
        return bool(found)

    qtbot.waitUntil(there, timeout=20_000)
    return found[0]


def open_dialogs(kind) -> list:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def numbers_of(database) -> list[str]:
    with database.reading() as connection:
        return sorted(row.number for row in issued_papers.rows(connection, 2024) if row.symbol == "BC-UBND")


def test_a_period_is_reported_once_until_its_report_is_cancelled(qtbot, page, desk, database):
    key = freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    issue_report(qtbot, page, "57/BC-UBND", "05/07/2024")
    qtbot.waitUntil(lambda: page.loaded().reported.get(key) == "57/BC-UBND", timeout=20_000)
    settled(qtbot, page)

    press(page.periods, "Ban hành")
    assert "ghi hủy ở thẻ Văn bản đã ban hành" in told(qtbot, "Kỳ này đã ban hành báo cáo số 57/BC-UBND")
    press(page.periods, "Bỏ chốt")
    assert "ghi hủy ở thẻ Văn bản đã ban hành" in told(qtbot, "đã có báo cáo số 57/BC-UBND")
    assert open_dialogs(IssueReportDialog) == [] and open_dialogs(ReasonDialog) == []

    page._choose(TABS.index("papers"))
    page.papers.view.choose(lambda row: row.number == "57")
    press(page.papers, "Ghi hủy")
    dialog = front(qtbot, ReasonDialog)
    assert "ban hành lại được với số khác" in str(labels(dialog))
    dialog.field("reason").set_value("ghi nhầm số")
    dialog.save()
    qtbot.waitUntil(lambda: key not in page.loaded().reported, timeout=20_000)
    settled(qtbot, page)

    page._choose(TABS.index("periods"))
    page.periods.view.choose(lambda row: row.id == key)
    refused = issue_report(qtbot, page, "57", "08/07/2024")
    qtbot.waitUntil(lambda: "Số 57/BC-UBND năm 2024 đã ghi" in str(labels(refused)), timeout=20_000)
    refused.field("report-number").set_value("58")
    refused.save()
    qtbot.waitUntil(lambda: page.loaded().reported.get(key) == "58/BC-UBND", timeout=20_000)
    settled(qtbot, page)
    assert numbers_of(database) == ["57", "58"]

    page._choose(TABS.index("papers"))
    page.papers.view.choose(lambda row: row.number == "57")
    press(page.papers, "Thôi hủy")
    told(qtbot, "đã ban hành lại, số 58/BC-UBND")


def test_a_cancelled_report_lets_its_period_be_thawed_but_not_deleted(qtbot, page, desk, database):
    key = freeze_in(database)
    with database.writing() as act:
        values = {"kind": "D21", "year": 2024, "number": "3", "symbol": "BC-UBND", "subject": "Báo cáo"}
        paper = issued_papers.record(act, {**values, "period_id": key})
        issued_papers.cancel(act, paper, "chưa gửi")
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    press(page.periods, "Bỏ chốt")
    dialog = front(qtbot, ReasonDialog)
    dialog.field("reason").set_value("sót một thôn")
    dialog.save()
    qtbot.waitUntil(lambda: not page.periods.view.current_row().is_frozen, timeout=20_000)
    settled(qtbot, page)

    page.periods.remove_current()
    told(qtbot, "còn dòng đã hủy của kỳ này")
    page._choose(TABS.index("papers"))
    page.papers.view.choose(lambda row: row.id == paper)
    press(page.papers, "Thôi hủy")
    told(qtbot, "đã bỏ chốt")


def test_what_cannot_be_cancelled_is_said_before_a_reason_is_asked(qtbot, page, desk, database):
    with database.writing() as act:
        act.describe("Ghi văn bản đã ký")
        values = {"kind": "ke-hoach", "year": 2024, "number": "9", "symbol": "KH-UBND", "subject": "Kế hoạch"}
        some = act.connection.execute(plan.select()).first()
        key = issued_papers.record(act, {**values, "plan_id": some.id})
    page.reload()
    settled(qtbot, page)
    page._choose(TABS.index("papers"))
    page.papers.view.choose(lambda row: row.id == key)
    press(page.papers, "Ghi hủy")

    assert "Soạn kế hoạch điều chỉnh" in told(qtbot, "Kế hoạch đã ban hành không ghi hủy ở sổ")
    assert open_dialogs(ReasonDialog) == []
