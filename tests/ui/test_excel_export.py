"""Excel from the window: exactly the rows and columns that are seen, as many as on paper."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from povdesk import papers_excel
from povdesk.domain.indicator import Part
from povdesk.storage import demo, indicators
from povdesk.storage.database import open_database
from povdesk.ui.exporting import lists, official
from povdesk.ui.exporting.head_button import HeadButton
from povdesk.ui.habits import Habits
from povdesk.ui.indicators.subjects_dialog import PART_WORDS, Printed, SubjectsPaper, of_figure
from povdesk.ui.main_window import MainWindow
from povdesk.ui.pages import places
from povdesk.ui.widgets.file_saving import file_name_of
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker

pytestmark = pytest.mark.gui
DAY = date(2024, 11, 25)


@pytest.fixture(scope="module")
def kept_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    demo.create(path, households=100).close()
    return path


class Window:
    """The main window over a copy of the commune; what is saved goes to one folder."""

    def __init__(self, qtbot: Any, database: Any, folder: Path) -> None:
        self.folder = folder
        self._qtbot = qtbot
        self.worker = Worker(database)
        self.window = MainWindow(places(), Habits(folder))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 697)
        self.window.show()
        self.desk = self.window.start(self.worker, folder, is_sample=True)
        self.said: list[str] = []
        self.desk.say = self.said.append

    def open(self, key: str) -> Any:
        self.window.open_place(key)
        self.wait()
        return self.window.page()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.worker.is_busy(), timeout=20_000)
        self._qtbot.wait(50)

    def read(self, name: str, sheet: int = 0) -> list[list[Any]]:
        book = python_calamine.CalamineWorkbook.from_path(str(self.folder / name))
        return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


@pytest.fixture
def opened(
    qtbot: Any, kept_commune: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    shutil.copy(kept_commune, data_folder / "povdesk.db")
    saved = data_folder / "Tệp xuất"
    saved.mkdir()
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _parent, _title, path, _kinds: (str(saved / Path(path).name), ""),
    )
    database = open_database(data_folder / "povdesk.db")
    made = Window(qtbot, database, saved)
    yield made
    made.worker.close()


def test_ctrl_e_writes_the_rows_and_columns_that_are_seen(opened: Window) -> None:
    page = opened.open("households")
    view = page.findChildren(ListView)[0]
    page.show_target(search="hồ", category="poor")
    view.horizontalHeader().setSortIndicator(3, view.horizontalHeader().sortIndicatorOrder())
    view.setColumnHidden(6, True)
    model = view.list_model()
    assert 0 < model.rowCount() < model.total()

    opened.window.export_list()
    opened.wait()

    rows = opened.read("ho-gia-dinh.xlsx")
    head = next(place for place, row in enumerate(rows) if row[0] == "Mã hộ")
    columns = [one for place, one in enumerate(model.columns) if place != 6]
    assert rows[head] == [one.title for one in columns]
    assert rows[0][0] == "DỮ LIỆU MẪU"
    assert page.filter_words() in [row[0] for row in rows[:head]]
    shown = [[one.show(row) for one in columns] for row in model.rows()]
    assert [[_words(cell) for cell in row] for row in rows[head + 1 :]] == shown
    size = [one.key for one in columns].index("size")
    assert all(isinstance(row[size], float) for row in rows[head + 1 :])
    toast = opened.window.findChild(Toast)
    assert toast is not None and toast.text() == "Đã ghi tệp ho-gia-dinh.xlsx."
    assert [one.text() for one in toast.findChildren(QPushButton)] == ["Mở thư mục"]


def test_the_same_list_goes_out_as_csv_when_that_kind_is_chosen(
    opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(_parent: object, _title: str, path: str, kinds: str) -> tuple[str, str]:
        return str(opened.folder / Path(path).name), kinds.split(";;")[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page = opened.open("households")
    opened.window.export_list()
    opened.wait()
    lines = (opened.folder / "ho-gia-dinh.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "DỮ LIỆU MẪU"
    assert lines[1].startswith("Mã hộ,")
    assert len(lines) == 2 + page.findChildren(ListView)[0].list_model().rowCount()


def test_the_printed_list_and_the_excel_sheet_have_the_same_rows(opened: Window) -> None:
    page = opened.open("households")
    dialog = page.print_page()
    assert isinstance(dialog, PreviewDialog)
    opened.wait()
    excel = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Xuất Excel…")
    assert excel.isVisibleTo(dialog)

    excel.click()
    opened.wait()
    dialog.reject()

    rows = opened.read("danh-sach-ho.xlsx")
    head = next(place for place, row in enumerate(rows) if row[0] == "TT")
    model = page.findChildren(ListView)[0].list_model()
    names = [row.head_name for row in model.rows()]
    assert [row[2] for row in rows[head + 1 : head + 1 + len(names)]] == names


@pytest.mark.parametrize("place", ["history", "requests", "review", "special-lists", "todo", "dashboard"])
def test_every_page_with_a_list_can_be_had_in_excel(place: str, opened: Window) -> None:
    page = opened.open(place)
    view = lists.front_list(page)
    assert view is not None
    count = view.list_model().rowCount()

    opened.window.export_list()
    opened.wait()

    if not count:
        assert opened.said[-1] == "Danh sách đang trống nên không có gì để xuất."
        return
    rows = opened.read(f"{file_name_of(page.title)}.xlsx")
    head = [
        one.title for place, one in enumerate(view.list_model().columns) if not view.isColumnHidden(place)
    ]
    at = next(place for place, row in enumerate(rows) if row[: len(head)] == head)
    assert len(rows) - at - 1 == count


def test_a_page_without_a_list_says_so(opened: Window) -> None:
    opened.open("plan")
    opened.window.page().excel_page = None
    for view in opened.window.page().findChildren(ListView):
        view.hide()

    opened.window.export_list()

    assert opened.said[-1] == "Trang này không có danh sách nào đang hiện để xuất ra Excel."


def test_the_button_at_the_head_offers_the_official_lists_too(opened: Window) -> None:
    page = opened.open("households")
    made = page.findChild(QPushButton, "export-excel")

    made.click()

    menu = made.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Danh sách đang xem…  Ctrl+E",
        "Danh sách chính thức…",
        "Cả sổ hộ và nhân khẩu…",
        "Mẫu trống của danh sách chính thức…",
    ]
    menu.close()


def test_the_official_lists_of_a_chosen_year(opened: Window) -> None:
    page = opened.open("households")
    official.export_official(page, opened.desk)
    opened.wait()
    dialog = opened.window.findChild(official.OfficialListDialog)
    assert [dialog.years.itemText(place) for place in range(2)] == ["2024 (dự kiến)", "2023 (đã công nhận)"]
    dialog.years.setCurrentIndex(1)

    dialog.findChildren(QPushButton)[-1].click()
    opened.wait()

    rows = opened.read("danh-sach-chinh-thuc-2023.xlsx")
    assert rows[6][1:4] == ["STT hộ", "Chủ hộ", "Thành viên"] and len(rows) > 20


def test_the_whole_register_with_everybody(opened: Window) -> None:
    page = opened.open("households")

    official.export_register(page, opened.desk)
    opened.wait()

    homes, people = opened.read("so-ho-va-nhan-khau.xlsx"), opened.read("so-ho-va-nhan-khau.xlsx", 1)
    head = next(place for place, row in enumerate(homes) if row[0] == "Mã hộ")
    assert sum(row[4] for row in homes[head + 1 :]) == len(people) - head - 1


def test_for_each_indicator_list_paper_and_excel_have_the_same_people(kept_commune: Path, qapp: Any) -> None:
    printed = Printed("UBND xã Thử", "Trà Lâm", DAY)
    database = open_database(kept_commune)
    counted = 0
    try:
        with database.reading() as connection:
            for figure in indicators.figures(connection, 2024, DAY):
                behind = of_figure(figure, 2024, DAY)
                for part in Part:
                    rows = tuple(indicators.subjects(connection, figure.definition.code, 2024, DAY, part))
                    document = SubjectsPaper(behind, PART_WORDS[part], rows, printed, True).document()
                    (sheet,) = papers_excel.sheets(document)
                    assert [row[1] for row in sheet.rows] == [row.name for row in rows]
                    counted += len(rows)
    finally:
        database.close()
    assert counted > 500


def test_stopping_in_the_status_bar_leaves_no_file(opened: Window, qtbot: Any) -> None:
    page = opened.open("households")
    opened.worker.job_started.connect(lambda job: job.cancel())

    official.export_register(page, opened.desk)
    opened.wait()

    assert not list(opened.folder.glob("*.xlsx")) and not list(opened.folder.glob(".povdesk*"))
    assert opened.window.findChild(Toast) is None


def test_the_button_gives_way_before_any_other_in_a_narrow_window(opened: Window, qtbot: Any) -> None:
    page = opened.open("households")
    made = page.findChild(QPushButton, "export-excel")
    assert made.isVisible() and made.text() == "Excel"
    needed = page.header.layout().minimumSize().width()

    page.header.resize(needed - 20, page.header.height())
    assert made.isVisible() and made.text() == ""

    page.header.resize(needed - 140, page.header.height())
    assert not made.isVisible()


def test_a_window_that_is_left_alone_does_nothing_on_and_on(
    opened: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits: list[int] = []
    fit = HeadButton._fit
    monkeypatch.setattr(HeadButton, "_fit", lambda self: (fits.append(1), fit(self)))
    opened.open("households")
    seen: list[int] = []

    def is_at_rest() -> bool:
        """Nothing was fitted in the last twenty looks; never so where each fit asks for the next one."""
        seen.append(len(fits))
        return len(seen) > 20 and seen[-1] == seen[-20]

    qtbot.waitUntil(is_at_rest)


def _words(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell:g}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
