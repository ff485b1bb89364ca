"""Tries the whole program on its own, in a passing folder: rules, data, papers, Excel, copies, the window."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from povdesk import __version__, program_log
from povdesk.domain.errors import PovDeskError

Clock = Callable[[], datetime]

HOUSEHOLDS = 100
YEAR = 2024


def run(out: TextIO, clock: Clock, report: Path | None = None) -> bool:
    """Do every step and say what was done; False as soon as one fails, with its reason.

    report: a file for the same lines in UTF-8, for where there is no screen to print them on.
    """
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        print(line, file=out)
        if report is not None:
            report.write_text("\n".join(lines) + "\n", encoding="utf-8")

    say(f"PovDesk {__version__}: tự kiểm tra")
    with tempfile.TemporaryDirectory(
        prefix="povdesk-tu-kiem-tra-", ignore_cleanup_errors=sys.platform == "win32"
    ) as folder:
        for words, step in _steps(Path(folder), clock):
            try:
                step()
            except (PovDeskError, OSError) as error:
                say(f"KHÔNG ĐẠT – {words}: {error}")
                return False
            except Exception as error:  # a part of the program that does not load here is what is looked for
                program_log.note(f"self-check: {program_log.details(error)}", failed=True)
                say(f"KHÔNG ĐẠT – {words}: {type(error).__name__}: {error}")
                return False
            say(f"đạt – {words}")
    say("Đạt tất cả.")
    return True


def _steps(folder: Path, clock: Clock) -> Iterator[tuple[str, Callable[[], None]]]:
    path = folder / "hồ sơ" / "povdesk.db"
    pdf, docx = folder / "kế hoạch.pdf", folder / "kế hoạch.docx"
    yield "phông chữ đủ chữ tiếng Việt", _fonts
    yield "các bộ chuẩn nghèo đọc được", _standards
    yield "phân loại một hộ theo chuẩn 2022-2026", _classify
    yield "tạo, đóng và mở lại cơ sở dữ liệu", lambda: _database(path, clock)
    yield "sao lưu có mã hóa, kiểm tra và phục hồi ở nơi khác", lambda: _backup(path, folder, clock)
    yield "ghi kế hoạch ra PDF", lambda: _paper(path, pdf, clock)
    yield "ghi kế hoạch ra Word", lambda: _paper(path, docx, clock)
    yield "xuất danh sách ra Excel và đọc lại", lambda: _excel(path, folder / "danh sách.xlsx")
    yield "vẽ cửa sổ, biểu tượng, phông chữ và trang PDF", lambda: _window(folder, pdf)


def _fonts() -> None:
    from povdesk.documents import fonts

    missing = fonts.check()
    _expect(not missing, f"thiếu {missing}")


def _standards() -> None:
    from povdesk.domain.standard import shipped_standards

    _expect(len(shipped_standards()) >= 2, "thiếu bộ chuẩn")


def _classify() -> None:
    from povdesk.domain.classification import classify
    from povdesk.domain.household import Area, Category
    from povdesk.domain.review import Lacking
    from povdesk.domain.standard import standard_for

    standard = standard_for(datetime(2024, 11, 15).date())
    lacking = {
        indicator.code: Lacking.YES if place < 3 else Lacking.NO
        for place, indicator in enumerate(standard.indicators)
    }
    found = classify(standard, Area.RURAL, 140, lacking)
    _expect(found is Category.POOR, "hộ 140 điểm, thiếu 3 chỉ số phải là hộ nghèo")


def _database(path: Path, clock: Clock) -> None:
    from povdesk.storage import checks, demo

    demo.create(path, households=HOUSEHOLDS, clock=clock).close()
    damage = _read(
        path, lambda connection: [found for found in checks.check(connection) if found.damage], check=True
    )
    _expect(not damage, "tệp vừa tạo không lành lặn")


def _backup(path: Path, folder: Path, clock: Clock) -> None:
    from povdesk.storage.backup import keys, verifying
    from povdesk.storage.backup.making import make
    from povdesk.storage.backup.restoring import restore
    from povdesk.storage.database import open_database

    key, code = keys.new_office_key("mot hai ba bon")
    database = open_database(path, clock)
    try:
        receipt = make(database, folder / "usb", key=key)
    finally:
        database.close()
    _expect(verifying.verify(receipt.path, code, passing=folder / "tmp").opened, "chưa mở được bản sao lưu")
    restored = restore(receipt.path, folder / "máy mới" / "povdesk.db", code, clock=clock)
    _expect(restored.contents.header.households == receipt.households, "phục hồi không đủ hộ")


def _paper(path: Path, target: Path, clock: Clock) -> None:
    from povdesk import papers

    document = _read(path, lambda connection: papers.annual_plan(connection, YEAR, clock().date()))
    if target.suffix == ".pdf":
        papers.write_pdf(document, target)
    else:
        papers.write_docx(document, target)
    _expect(target.stat().st_size > 10_000, "tệp quá nhỏ")


def _excel(path: Path, target: Path) -> None:
    """Written, then read back by the process of our own that reads what others made."""
    from povdesk.spreadsheets import official_list as sheets
    from povdesk.spreadsheets import reading
    from povdesk.storage import official_list

    lists = _read(path, lambda connection: official_list.gather(connection, YEAR - 1))
    sheets.write(target, lists)
    found = reading.read(target)
    written = "".join(str(cell) for sheet in found.sheets for row in sheet.rows for cell in row)
    listed = [one.head for each in lists.lists.values() for one in each]
    _expect(bool(listed) and all(head in written for head in listed), "đọc lại không đủ hộ")


def _window(folder: Path, pdf: Path) -> None:
    """What a screen needs of Qt, without one."""
    import povdesk.ui  # before PySide6: it keeps Python's own import function

    assert povdesk.ui
    from PySide6.QtNetwork import QLocalServer
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QApplication

    from povdesk.ui import icons, theme, translator
    from povdesk.ui.habits import Habits
    from povdesk.ui.main_window import MainWindow
    from povdesk.ui.pages import places
    from povdesk.ui.widgets.pdf_pages import PdfPages

    running = QApplication.instance()
    application = running or QApplication(["PovDesk", "-platform", "offscreen"])
    assert isinstance(application, QApplication)
    if running is None:
        theme.apply(application)
        translator.install(application)
    _expect(_has_ink(icons.pixmap("save").toImage()), "không vẽ được biểu tượng")
    _expect(not _plugins_lacking(), f"thiếu {', '.join(_plugins_lacking())}")
    window = MainWindow(list(places()), Habits(folder))
    window.show()
    _expect(_has_ink(window.grab().toImage()), "không vẽ được cửa sổ")
    window.deleteLater()
    pages = PdfPages(pdf.read_bytes())
    _expect(pages.count() > 0 and _has_ink(pages.image(0, 0.5)), "không vẽ được trang PDF")
    _expect(QPrinter is not None and QLocalServer is not None, "thiếu phần in")
    if running is None:
        application.shutdown()


def _plugins_lacking() -> list[str]:
    """Windows only: what is loaded from beside Qt when the window comes to a real screen."""
    if sys.platform != "win32":
        return []
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    wanted = ("platforms/qwindows.dll", "imageformats/qjpeg.dll", "iconengines/qsvgicon.dll")
    return [name for name in wanted if not (folder / name).exists()]


def _has_ink(picture: Any) -> bool:
    """Two different colours somewhere: something was drawn."""
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), max(1, picture.width() // 64))
        for y in range(0, picture.height(), max(1, picture.height() // 64))
    }
    return len(colours) > 1


def _read(path: Path, work: Callable[[Any], Any], *, check: bool = False) -> Any:
    from povdesk.storage.database import open_database

    database = open_database(path, check=check)
    try:
        with database.reading() as connection:
            return work(connection)
    finally:
        database.close()


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PovDeskError(f"{otherwise}.")
