"""The official lists and the whole register as Excel files, from the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..keys import ComboBox
from ..widgets import file_saving
from ..widgets.dialog import Dialog
from ..widgets.labels import label

INTERNAL = "Tệp có số định danh cá nhân: chỉ dùng trong cơ quan và gửi cấp trên, không niêm yết."


class OfficialListDialog(Dialog):
    """Which year's lists; then where to."""

    def __init__(self, parent: QWidget, desk: Desk, years: tuple[tuple[int, str], ...], first: int) -> None:
        super().__init__("Xuất danh sách chính thức", parent)
        self._desk, self._owner = desk, parent
        self.years = ComboBox(self)
        for year, words in years:
            self.years.addItem(words, year)
        self.years.setCurrentIndex(max(self.years.findData(first), 0))
        self.years.setAccessibleName("Năm")
        self.body.addWidget(
            label(
                "Danh sách hộ nghèo, hộ cận nghèo; hộ thoát nghèo; hộ thoát cận nghèo sau rà soát, "
                "theo mẫu nhập của cấp trên, mỗi người một dòng.",
                "",
                self,
                wrap=True,
            )
        )
        self.body.addWidget(label("Năm", "strong", self))
        self.body.addWidget(self.years)
        self.body.addWidget(label(INTERNAL, "caption", self, wrap=True))
        self.add_button("Đóng")
        self.add_button("Xuất Excel…", self._on_export, kind="primary")
        self.years.setFocus()

    def _on_export(self) -> None:
        year = self.years.currentData()
        path = file_saving.ask_path(
            self, self._desk, "Xuất Excel", f"danh-sach-chinh-thuc-{year}", file_saving.EXCEL
        )
        if path is None:
            return
        owner, desk = self._owner, self._desk
        self.accept()

        def read(connection: Any) -> Any:
            from povdesk.storage import official_list

            return official_list.gather(connection, year)

        def job(found: Any) -> file_saving.Job:
            def write(progress: Any, cancelled: Callable[[], bool]) -> None:
                from povdesk.spreadsheets import official_list

                official_list.write(path, found, progress=progress, cancelled=cancelled)

            return write

        _read_and_write(owner, desk, path, read, job)


def export_official(owner: QWidget, desk: Desk) -> None:
    """Ask for the year, then write the three lists."""

    def read(connection: Any) -> tuple[tuple[tuple[int, str], ...], int]:
        from povdesk.domain.review import RoundKind, RoundState
        from povdesk.storage import rounds, settings

        years: dict[int, str] = {}
        for one in rounds.all_rounds(connection):
            if one.kind is not RoundKind.CONTINUOUS:
                state = "đã công nhận" if one.state is RoundState.RECOGNISED else "dự kiến"
                years.setdefault(one.year, f"{one.year} ({state})")
        return tuple(years.items()), settings.get(connection, "working_year", date.today().year)

    def show(found: tuple[tuple[tuple[int, str], ...], int]) -> None:
        years, working_year = found
        if not years:
            desk.say("Chưa mở kỳ rà soát nào nên chưa có danh sách chính thức.")
            return
        OfficialListDialog(owner, desk, years, working_year).open()

    desk.worker.read(owner, read, show)


def export_register(owner: QWidget, desk: Desk) -> None:
    """Every household and everybody in it, as of the working day."""
    path = file_saving.ask_path(owner, desk, "Xuất Excel", "so-ho-va-nhan-khau", file_saving.EXCEL)
    if path is None:
        return
    today = date.today()

    def read(connection: Any) -> Any:
        from povdesk.storage import households, register_list

        return register_list.gather(connection, households.working_day(connection, today))

    def job(found: Any) -> file_saving.Job:
        def write(progress: Any, cancelled: Callable[[], bool]) -> None:
            from povdesk.spreadsheets import register_list

            register_list.write(
                path,
                found.households,
                found.members,
                day=found.day,
                agency=found.agency,
                sample=found.sample,
                progress=progress,
                cancelled=cancelled,
            )

        return write

    _read_and_write(owner, desk, path, read, job)


def export_template(owner: QWidget, desk: Desk) -> None:
    """The empty official lists with drop-down lists, to be filled elsewhere."""
    path = file_saving.ask_path(owner, desk, "Xuất Excel", "mau-danh-sach-chinh-thuc", file_saving.EXCEL)
    if path is None:
        return
    today = date.today()

    def write(_progress: Any, _cancelled: Callable[[], bool]) -> None:
        from povdesk.spreadsheets import official_list

        official_list.write_template(path, today)

    file_saving.write(owner, desk, path, write, "Xuất Excel")


def _read_and_write(
    owner: QWidget,
    desk: Desk,
    path: Path,
    read: Callable[[Any], Any],
    job: Callable[[Any], file_saving.Job],
) -> None:
    file_saving.note_export(owner, desk, path.stem, path)
    desk.worker.read(
        owner, read, lambda found: file_saving.write(owner, desk, path, job(found), "Xuất Excel")
    )
