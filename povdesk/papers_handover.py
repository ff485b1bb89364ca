"""Writes the handover dossier: registers as PDF and Excel, plans, issued papers, scans, the cover letter."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from povdesk import __version__
from povdesk.documents.blocks import Document
from povdesk.domain.errors import NotPossibleNow, PovDeskError
from povdesk.domain.privacy import PersonExtract
from povdesk.papers_catalogue import Answers
from povdesk.storage import attachments, handover, households, issued_papers, office, settings
from povdesk.storage.handover_settings import Listing

PLANS, ISSUED, SCANS = "06-ke-hoach", "07-van-ban-da-ban-hanh", "13-tep-dinh-kem"
LETTER = "00-thu-ban-giao.pdf"

Progress = Callable[[int, str], object]


def write(
    database_path: Path,
    target: Path,
    today: date,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """The dossier at `target`: a zip when its name ends so, else a folder. Whole or not there at all."""
    if target.exists():
        raise NotPossibleNow(f"Đã có “{target.name}” ở nơi này.", "Chọn tên khác hoặc nơi khác.")

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng lập hồ sơ bàn giao.", "Chưa để lại tệp nào.")
        progress(percent, words)

    try:
        with tempfile.TemporaryDirectory(
            prefix=".povdesk-", dir=target.parent, ignore_cleanup_errors=True
        ) as kept:
            folder = Path(kept) / "ho-so"
            folder.mkdir()
            step(0, "Chép dữ liệu")
            with handover.snapshot(database_path) as connection:
                _Dossier(connection, folder, today, step).fill()
            step(95, "Đóng gói")
            _put(folder, target)
    except OSError as error:
        raise NotPossibleNow(
            f"Chưa ghi được hồ sơ vào {target.parent}.", "Kiểm tra chỗ trống và quyền ghi rồi làm lại."
        ) from error
    progress(100, "Đã lập hồ sơ bàn giao")
    return target


def write_extract(made: PersonExtract, path: Path) -> None:
    """A person's extract as PDF, Excel or JSON, by the ending of the name."""
    import json

    from povdesk.documents import pdf, person_extract, saving

    if path.suffix == ".json":
        text = json.dumps(made.as_record(), ensure_ascii=False, indent=1) + "\n"

        def put(file: IO[bytes]) -> None:
            file.write(text.encode())

        saving.save(path, put)
    elif path.suffix == ".xlsx":
        from povdesk import papers_excel

        papers_excel.workbook(person_extract.build(made), path)
    else:
        pdf.write(person_extract.build(made), path)


class _Dossier:
    """Fills a folder, telling what it does; every file is named in the letter."""

    def __init__(
        self, connection: Connection, folder: Path, today: date, step: Callable[[int, str], None]
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._today = today
        self._step = step
        self._agency, self._place = office.heading(connection, today)
        self._sample = settings.is_sample(connection)
        self._files: list[tuple[str, str]] = []

    def fill(self) -> None:
        day = households.working_day(self._connection, self._today)
        self._step(0, "Đọc các sổ")
        for number, one in enumerate(handover.listings(self._connection, day)):
            self._step(min(5 + number * 4, 50), f"Ghi {one.title.lower()}")
            self._write(one.name, self._listing(one), one.title)
        self._requests()
        self._plans()
        self._kept_files()
        self._letter()

    def _listing(self, one: Listing) -> Document:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        columns = [
            ListColumn(title, width, Align.RIGHT if is_number else Align.LEFT)
            for title, width, is_number in one.columns
        ]
        return screen_list(
            one.title,
            "",
            columns,
            one.rows,
            agency=self._agency,
            place=self._place,
            printed_on=self._today,
            sample=self._sample,
            note=one.note,
        )

    def _write(self, name: str, document: Document, words: str) -> None:
        from povdesk import papers_excel
        from povdesk.documents import pdf

        pdf.write(document, self._folder / f"{name}.pdf")
        papers_excel.workbook(document, self._folder / f"{name}.xlsx")
        self._files.append((f"{name}.pdf, .xlsx", words))

    def _requests(self) -> None:
        from povdesk import papers_requests

        for year in handover.requests_years(self._connection):
            self._step(52, f"Ghi sổ tiếp nhận năm {year}")
            book = papers_requests.book(self._connection, Answers(year, self._today))
            self._write(f"04-so-tiep-nhan-{year}", book, f"Sổ tiếp nhận giấy đề nghị năm {year}")

    def _plans(self) -> None:
        from povdesk import papers

        years = handover.plan_years(self._connection)
        if not years:
            return
        folder = self._folder / PLANS
        folder.mkdir()
        for year in years:
            self._step(58, f"Ghi kế hoạch năm {year}")
            try:
                document = papers.annual_plan(self._connection, year, self._today)
                papers.write_pdf(document, folder / f"ke-hoach-{year}.pdf")
                papers.write_docx(document, folder / f"ke-hoach-{year}.docx")
            except PovDeskError as error:
                # A plan that cannot be drawn yet must not keep the dossier from being made.
                (folder / f"ke-hoach-{year}.txt").write_text(str(error), encoding="utf-8")
        self._files.append((f"{PLANS}/", f"Kế hoạch năm {', '.join(map(str, years))} (PDF, Word)"))

    def _kept_files(self) -> None:
        for name, rows, read, words in (
            (ISSUED, handover.issued_files(self._connection), issued_papers.pdf, "văn bản đã ban hành"),
            (SCANS, handover.attached_files(self._connection), attachments.content, "tệp đính kèm"),
        ):
            if not rows:
                continue
            folder = self._folder / name
            folder.mkdir()
            for number, (key, file_name) in enumerate(rows):
                self._step(65 + number * 12 // len(rows), f"Ghi {words} {number + 1}/{len(rows)}")
                (folder / file_name).write_bytes(read(self._connection, key) or b"")
            self._files.append((f"{name}/", f"{len(rows)} {words}, đúng tệp đã giữ"))

    def _letter(self) -> None:
        from povdesk.documents import handover as letter
        from povdesk.documents import pdf

        self._step(92, "Ghi thư bàn giao")
        found = handover.facts(self._connection)
        document = letter.build(
            letter.Letter(
                self._agency,
                self._place,
                self._today,
                found.officer,
                found.counts,
                tuple(sorted(self._files)),
                found.last_copy,
                found.history_seq,
                found.history_hash,
                __version__,
                self._sample,
            )
        )
        pdf.write(document, self._folder / LETTER)


def _put(folder: Path, target: Path) -> None:
    if target.suffix.lower() != ".zip":
        shutil.move(folder, target)
        return
    packed = folder.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                bundle.write(path, f"{target.stem}/{path.relative_to(folder).as_posix()}")
    shutil.move(packed, target)
