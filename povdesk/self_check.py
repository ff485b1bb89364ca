"""Tries the program on its own: standards, a class, a database in a passing folder, a paper each way."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO

from povdesk import __version__
from povdesk.domain.errors import PovDeskError

Clock = Callable[[], datetime]


def run(out: TextIO, clock: Clock) -> bool:
    """Do every step and say what was done; False as soon as one fails, with its reason."""
    print(f"PovDesk {__version__}: tự kiểm tra", file=out)
    with tempfile.TemporaryDirectory(prefix="povdesk-tu-kiem-tra-") as folder:
        for words, step in _steps(Path(folder), clock):
            try:
                step()
            except (PovDeskError, OSError) as error:
                print(f"KHÔNG ĐẠT – {words}: {error}", file=out)
                return False
            print(f"đạt – {words}", file=out)
    return True


def _steps(folder: Path, clock: Clock) -> Iterator[tuple[str, Callable[[], None]]]:
    path = folder / "hồ sơ" / "povdesk.db"
    yield "phông chữ đủ chữ tiếng Việt", _fonts
    yield "các bộ chuẩn nghèo đọc được", _standards
    yield "phân loại một hộ theo chuẩn 2022-2026", _classify
    yield "tạo, đóng và mở lại cơ sở dữ liệu", lambda: _database(path, clock)
    yield "sao lưu có mã hóa, kiểm tra và phục hồi ở nơi khác", lambda: _backup(path, folder, clock)
    yield "ghi một văn bản PDF", lambda: _paper(path, folder / "kế hoạch.pdf", clock)
    yield "ghi một văn bản Word", lambda: _paper(path, folder / "kế hoạch.docx", clock)


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
    from povdesk.storage.database import open_database

    demo.create(path, households=100, clock=clock).close()
    database = open_database(path)
    try:
        with database.reading() as connection:
            damage = [finding for finding in checks.check(connection) if finding.damage]
    finally:
        database.close()
    _expect(not damage, "tệp vừa tạo không lành lặn")


def _backup(path: Path, folder: Path, clock: Clock) -> None:
    from povdesk.storage.backup import keys
    from povdesk.storage.backup.making import make
    from povdesk.storage.backup.restoring import restore
    from povdesk.storage.database import open_database

    key, code = keys.new_office_key("mot hai ba bon")
    database = open_database(path, clock)
    try:
        receipt = make(database, folder / "usb", key=key)
    finally:
        database.close()
    restored = restore(receipt.path, folder / "máy mới" / "povdesk.db", code, clock=clock)
    _expect(restored.contents.header.households == receipt.households, "phục hồi không đủ hộ")


def _paper(path: Path, target: Path, clock: Clock) -> None:
    from povdesk import papers
    from povdesk.storage.database import open_database

    database = open_database(path)
    try:
        with database.reading() as connection:
            document = papers.annual_plan(connection, 2024, clock().date())
    finally:
        database.close()
    if target.suffix == ".pdf":
        papers.write_pdf(document, target)
    else:
        papers.write_docx(document, target)
    _expect(target.stat().st_size > 10_000, "tệp quá nhỏ")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PovDeskError(f"{otherwise}.")
