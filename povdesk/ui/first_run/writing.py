"""Makes the new data on the files lane: the invented commune, or an empty register with its names."""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from povdesk import paths
from povdesk.domain.commune import CommuneIdentity, Hamlet, Signer
from povdesk.domain.errors import PovDeskError
from povdesk.domain.todo import BACKUP_WORKING_DAYS

Progress = Callable[..., None]


class Source(enum.Enum):
    """Where the first households come from."""

    EMPTY = "empty"
    EXCEL = "excel"
    COPY = "copy"
    SAMPLE = "sample"


@dataclass(frozen=True)
class NewCommune:
    """The officer's answers of the first steps.

    workbook: the list to take in first. office: the key of the copies, made and not yet kept.
    stick: where the first copy outside the computer goes. second: copies on the other disk as well.
    """

    identity: CommuneIdentity | None = None
    hamlets: tuple[Hamlet, ...] = ()
    officer_name: str = ""
    pin: str = ""
    signer: Signer | None = None
    working_year: int = 0
    source: Source = Source.EMPTY
    workbook: Path | None = None
    office: Any = None
    stick: Path | None = None
    second: bool = True
    remind_after: int = BACKUP_WORKING_DAYS


@dataclass(frozen=True)
class Made:
    """What is there now: its folder, the place to open first (empty: the first page), what to say.

    trouble: what did not succeed beside it; the data are there all the same.
    """

    folder: Path
    place: str = ""
    target: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    trouble: PovDeskError | None = None


def folder_in(chosen: Path) -> Path:
    """The data folder inside a folder the officer chose: in one of PovDesk's own."""
    if chosen.name == "data" and chosen.parent.name == "PovDesk":
        return chosen
    return chosen / "data" if chosen.name == "PovDesk" else chosen / "PovDesk" / "data"


def known_in(chosen: Path) -> Path | None:
    """The folder with data that somebody means who chooses this one; None when there are none."""
    return next((one for one in (chosen, folder_in(chosen)) if (one / paths.DATABASE_NAME).exists()), None)


def check_folder(folder: Path) -> Path:
    """RefusedPlace or StorageUnavailable when live data cannot lie there; returns the folder."""
    from povdesk.storage import places

    places.refuse_for_live_data(folder)
    places.try_writing(folder)
    return folder


def look_into(workbook: Path, progress: Progress, cancelled: Callable[[], bool]) -> tuple[str, ...]:
    """The sheets with a list that can be taken in; InvalidInput when the file cannot be read."""
    from povdesk.domain.errors import InvalidInput
    from povdesk.domain.importing.rehearsing import tables
    from povdesk.spreadsheets import reading

    found = tables(reading.read(workbook, progress=progress, cancelled=cancelled), {})
    if not found:
        raise InvalidInput(
            f"Tệp {workbook.name} không có bảng danh sách hộ hay người nào nhận ra được.",
            "Dòng tiêu đề phải có cột Họ và tên hoặc Chủ hộ.",
        )
    return tuple(one.sheet.name for one in found)


def create_sample(folder: Path, progress: Progress) -> Made:
    """The invented commune in its own folder."""
    from povdesk.storage import demo, places

    places.try_writing(folder)
    progress(10, "Đang tạo xã mẫu: hộ, phiếu, kế hoạch bịa ra để làm quen…")
    demo.create(folder / paths.DATABASE_NAME).close()
    return Made(folder)


def create_empty(folder: Path, wanted: NewCommune, progress: Progress, cancelled: Callable[[], bool]) -> Made:
    """A register with names, hamlets, the programme's projects and indicators, and the year's round open.

    Then the first copy on a stick when one was chosen; whatever comes of it, the register stays.
    """
    from povdesk.storage.creation import create_database

    progress(10, "Đang tạo tệp dữ liệu…")
    check_folder(folder)
    path = folder / paths.DATABASE_NAME
    progress(25, "Đang ghi đơn vị, thôn, chỉ tiêu và mở kỳ rà soát…")
    create_database(path, officer_name=wanted.officer_name, fill=lambda act: _fill(act, wanted)).close()
    words = f"Đã tạo sổ của {wanted.identity.full_name}." if wanted.identity else "Đã tạo sổ."
    trouble = None
    if wanted.office is not None and wanted.stick is not None:
        progress(60, "Đang sao lưu lần đầu ra USB…")
        told = _first_copy(path, wanted, progress, cancelled)
        trouble = told if isinstance(told, PovDeskError) else None
        words = words if trouble else f"{words} {told}"
    if wanted.source is not Source.EXCEL:
        return Made(folder, words=words, trouble=trouble)
    target = {"path": str(wanted.workbook)} if wanted.workbook else {}
    return Made(folder, "exchange", target, words, trouble)


def _first_copy(
    path: Path, wanted: NewCommune, progress: Progress, cancelled: Callable[[], bool]
) -> str | PovDeskError:
    from ..backup import jobs

    assert wanted.stick is not None
    try:
        jobs.making(path, jobs.on_stick(wanted.stick), wanted.office)(progress, cancelled)
    except PovDeskError as error:
        return error
    return f"Bản sao lưu đầu tiên ra {wanted.stick} đã kiểm tra; rút USB an toàn."


def _fill(act: Any, wanted: NewCommune) -> None:
    from povdesk.domain.review import RoundKind
    from povdesk.storage import commune, officers, round_steps, seeds, settings
    from povdesk.storage.backup import keys, reminder

    year, names = wanted.working_year, wanted.identity
    seeds.seed(act)
    if names is not None:
        commune.save_identity(act, names)
    for hamlet in wanted.hamlets:
        commune.save_hamlet(act, hamlet)
    if wanted.signer is not None:
        commune.save_signer(act, wanted.signer)
    settings.put(act, "working_year", year)
    begin = date(year, 9, 1)
    if names is not None and begin < names.valid_from <= date(year, 12, 31):
        begin = names.valid_from
    round_steps.open_round(act, year, RoundKind.PERIODIC, begin)
    if wanted.remind_after != BACKUP_WORKING_DAYS:
        reminder.put(act, wanted.remind_after)
    if wanted.office is not None:
        keys.save_office_key(act, wanted.office)
    if wanted.pin:
        user = officers.default(act.connection)
        assert user is not None and user.id is not None
        officers.set_pin(act, user.id, wanted.pin)
