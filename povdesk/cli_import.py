"""The command import: a list from Excel is looked through, then taken into the register as one act."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from povdesk.domain.errors import InvalidInput
from povdesk.domain.importing.rehearsing import Choices, rehearse
from povdesk.domain.importing.verdicts import Rehearsal, Verdict
from povdesk.storage import imports, settings
from povdesk.storage.database import open_database

_SHOWN_AT_MOST = 40


def run(asked: argparse.Namespace, path: Path, out: TextIO, clock: Callable[[], datetime]) -> None:
    """Read, rehearse, report; write unless --dry-run was said."""
    from povdesk.spreadsheets import import_report, reading

    workbook = reading.read(asked.file)
    if asked.sheet and workbook.sheet(asked.sheet) is None:
        names = ", ".join(one.name for one in workbook.sheets)
        raise InvalidInput(
            f"Tệp {asked.file.name} không có trang tính “{asked.sheet}”.", f"Các trang tính: {names}."
        )
    database = open_database(path, clock)
    try:
        with database.reading() as connection:
            known = imports.register(connection, clock().date())
            sample = settings.is_sample(connection)
        choices = Choices((asked.sheet,) if asked.sheet else (), asked.year)
        rehearsal = rehearse(workbook, known, choices)
        if not rehearsal.rows:
            raise InvalidInput(
                f"Tệp {asked.file.name} không có bảng danh sách hộ hay người nào nhận ra được. "
                + " ".join(rehearsal.notes),
                "Dòng tiêu đề phải có cột Họ và tên hoặc Chủ hộ. Mẫu: export template --xlsx TỆP.",
            )
        _tell(rehearsal, out)
        if asked.report:
            import_report.write(asked.report, rehearsal, sample=sample)
            print(f"Đã ghi {asked.report}", file=out)
        if asked.dry_run:
            print("Chỉ xem trước, chưa ghi gì vào sổ.", file=out)
            return
        done = imports.take_in(database, rehearsal)
    finally:
        database.close()
    if done.seq is None:
        print("Không có gì để ghi: sổ đã đúng như tệp.", file=out)
    else:
        print(
            f"Đã nhập: {done.new_households} hộ mới, {done.parked} dòng chờ quyết định. "
            f"Hoàn tác: việc số {done.seq} trong nhật ký.",
            file=out,
        )


def _tell(rehearsal: Rehearsal, out: TextIO) -> None:
    print(f"{rehearsal.file_name}: {rehearsal.summary()}. Diện tính cuối năm {rehearsal.year}.", file=out)
    if rehearsal.encoding:
        before, after = rehearsal.converted[0]
        print(f"Chữ theo bảng mã {rehearsal.encoding} đã chuyển, ví dụ: {before} → {after}", file=out)
    for name in rehearsal.new_hamlets:
        print(f"Thôn mới: {name}", file=out)
    for note in rehearsal.notes:
        print(note, file=out)
    told = [
        row for row in rehearsal.rows if row.verdict in (Verdict.DOUBTFUL, Verdict.REFUSED) or row.has_warning
    ]
    for row in told[:_SHOWN_AT_MOST]:
        print(f"- {row.sheet}, {row.sentence} [{row.verdict.label}]", file=out)
    if len(told) > _SHOWN_AT_MOST:
        print(f"… và {len(told) - _SHOWN_AT_MOST} dòng nữa; thêm --report TỆP.xlsx để xem đủ.", file=out)
