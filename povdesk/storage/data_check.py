"""“Kiểm tra dữ liệu”: the file, the history, every record against it, known anchors, and data problems."""

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.vietnamese import format_number
from povdesk.storage import checks, data_check_dates, data_check_records, settings
from povdesk.storage.act import broken_links
from povdesk.storage.backup import copies, places
from povdesk.storage.tables import history, household, issued_paper

Progress = Callable[[int, str], object]

_RESTORED = "Phục hồi từ bản sao lưu"
_FROM_COPY = "Đừng lưu thêm. Mở Sao lưu, phục hồi và lấy lại bản sao lưu gần nhất đã kiểm tra."
_WHO = "Đối chiếu với bản sao lưu; hỏi những ai mở được máy này. Gửi gói nhật ký lỗi nếu không rõ vì sao."


class Verdict(enum.StrEnum):
    """damage: the file or the history is not what the program wrote. mend: the officer corrects it."""

    OK = "ok"
    MEND = "mend"
    DAMAGE = "damage"

    @property
    def words(self) -> str:
        return {Verdict.OK: "Tốt", Verdict.MEND: "Cần sửa", Verdict.DAMAGE: "Hư hỏng"}[self]


@dataclass(frozen=True)
class Item:
    """One line of the report. place, target: where it is mended. household_ids: whom it concerns."""

    key: str
    title: str
    verdict: Verdict
    message: str
    advice: str = ""
    household_ids: tuple[int, ...] = ()
    place: str = ""
    target: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """made_of: what was looked at, in words. items: damage first."""

    items: tuple[Item, ...]
    records: int
    acts: int
    anchors: int

    @property
    def is_damaged(self) -> bool:
        return any(item.verdict is Verdict.DAMAGE for item in self.items)

    @property
    def problems(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.verdict is not Verdict.OK)


def run(
    connection: Connection,
    database_path: Path | None,
    today: date,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
    of_file: Sequence[Item] | None = None,
) -> Report:
    """Look at everything. database_path: where copies lie beside the data. NotPossibleNow when stopped.

    of_file: what `file_items` said of the file in use, when the rest is read from a snapshot of it.
    """

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng kiểm tra.", "Bấm Kiểm tra để làm lại từ đầu.")
        progress(percent, words)

    step(0, "Kiểm tra từng trang của tệp dữ liệu")
    items = [*(file_items(connection) if of_file is None else of_file)]
    step(25, "Tính lại chuỗi nhật ký")
    items += _chain(connection)
    step(40, "So chuỗi nhật ký với các mốc đã biết")
    anchored, wrong = _anchors(connection, database_path)
    items += wrong
    compared = data_check_records.compare(connection, lambda part, words: step(45 + part * 35 // 100, words))
    items += _records(compared)
    step(80, "Tìm chỗ mâu thuẫn trong sổ")
    items += [_of_finding(one) for one in checks.contradictions(connection)]
    step(90, "Tìm ngày tháng vô lý")
    items += [_of_dates(one) for one in data_check_dates.find(connection, today)]
    step(100, "Đã kiểm tra xong")
    ranks = [Verdict.DAMAGE, Verdict.MEND, Verdict.OK]
    items.sort(key=lambda item: ranks.index(item.verdict))
    acts = connection.execute(select(history.c.seq).order_by(history.c.seq.desc()).limit(1)).scalar() or 0
    return Report(tuple(items), compared.records, int(acts), anchored)


def households_of(connection: Connection, ids: tuple[int, ...]) -> tuple[tuple[int, str, str], ...]:
    """Key, code and head of the households of an item."""
    rows = connection.execute(
        select(household.c.id, household.c.code, household.c.head_name)
        .where(household.c.id.in_(ids))
        .order_by(household.c.code)
    )
    return tuple((row.id, row.code, row.head_name) for row in rows)


def run_beside(
    database_path: Path,
    today: date,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """The same while the officer goes on saving: only the file's pages are read with the data held."""
    from povdesk.storage.database import Database
    from povdesk.storage.handover import snapshot

    progress(0, "Kiểm tra từng trang của tệp dữ liệu")
    live = Database(database_path)
    try:
        with live.reading() as connection:
            of_file = tuple(file_items(connection))
    finally:
        live.close()
    if any(item.verdict is Verdict.DAMAGE for item in of_file):
        # A damaged file cannot be copied whole: it is looked at where it lies.
        live = Database(database_path)
        try:
            with live.reading() as connection:
                return run(connection, database_path, today, progress, cancelled, of_file)
        finally:
            live.close()
    with snapshot(database_path) as connection:
        return run(connection, database_path, today, progress, cancelled, of_file)


def file_items(connection: Connection) -> Iterator[Item]:
    """Whether every page can be read and every link leads somewhere."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    if found == ["ok"]:
        yield Item("integrity", "Tệp dữ liệu", Verdict.OK, "Mọi trang của tệp đọc được và khớp nhau.")
    else:
        message = f"Tệp dữ liệu bị hỏng ({len(found)} chỗ)."
        yield Item("integrity", "Tệp dữ liệu", Verdict.DAMAGE, message, _FROM_COPY, (), "backup")
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not loose:
        yield Item("links", "Liên kết giữa các bản ghi", Verdict.OK, "Không bản ghi nào trỏ vào chỗ trống.")
        return
    yield Item(
        "links",
        "Liên kết giữa các bản ghi",
        Verdict.DAMAGE,
        f"{len(loose)} bản ghi trỏ tới bản ghi không còn.",
        _FROM_COPY,
        (),
        "backup",
    )


def _chain(connection: Connection) -> Iterator[Item]:
    broken = broken_links(connection)
    if not broken:
        yield Item("history", "Chuỗi nhật ký", Verdict.OK, "Không dòng nhật ký nào bị sửa, xóa hay chèn.")
        return
    yield Item(
        "history",
        "Chuỗi nhật ký",
        Verdict.DAMAGE,
        f"Nhật ký bị sửa từ bên ngoài, bắt đầu từ dòng {broken[0]} ({len(broken)} dòng không khớp).",
        _WHO,
        (),
        "history",
    )


def _anchors(connection: Connection, database_path: Path | None) -> tuple[int, list[Item]]:
    """Heads of the chain written down elsewhere: headers of copies, the register of issued papers."""
    rows = connection.execute(
        select(history.c.seq, history.c.hash, history.c.at_utc, history.c.action, history.c.object_type)
    ).all()
    chain = {row.seq: row.hash for row in rows}
    restores = [
        (row.seq, row.at_utc[:19])
        for row in rows
        if row.object_type == "backup" and row.action.startswith(_RESTORED)
    ]
    known = set(chain.values())
    seen, wrong = 0, []
    for row in connection.execute(
        select(issued_paper.c.history_anchor, issued_paper.c.subject).where(
            issued_paper.c.history_anchor != ""
        )
    ):
        seen += 1
        if row.history_anchor not in known:
            wrong.append(f"văn bản “{row.subject}”")
    for copy in _copies(connection, database_path):
        header = copy.header
        made = header.created_utc[:19]
        if header.audit_seq <= 0 or any(at >= made and header.audit_seq >= seq for seq, at in restores):
            # A copy of what a later restore replaced: its end is not part of today's history.
            continue
        seen += 1
        if chain.get(header.audit_seq) != header.audit_hash:
            wrong.append(f"bản sao lưu số {header.seq}")
    if wrong:
        message = f"Nhật ký khác với mốc ghi ở {wrong[0]}"
        message += f" và {len(wrong) - 1} mốc khác." if len(wrong) > 1 else "."
        return seen, [Item("anchors", "Mốc của nhật ký", Verdict.DAMAGE, message, _WHO, (), "backup")]
    words = (
        f"Khớp với {seen} mốc ghi trong bản sao lưu và sổ văn bản đã ban hành."
        if seen
        else ("Chưa có mốc nào để so: sao lưu để có mốc đầu tiên.")
    )
    return seen, [Item("anchors", "Mốc của nhật ký", Verdict.OK, words)]


def _copies(connection: Connection, database_path: Path | None) -> Iterator[copies.Copy]:
    if database_path is None:
        return
    uuid = settings.get(connection, "database_uuid", "")
    for copy in copies.in_folder(places.local_folder(database_path)):
        if copy.header.db_uuid == uuid:
            yield copy


def _records(compared: data_check_records.Compared) -> Iterator[Item]:
    if not compared.wrong:
        message = f"{format_number(compared.known)} bản ghi đúng như lần ghi cuối trong nhật ký."
        yield Item("records", "Từng bản ghi", Verdict.OK, message)
        return
    for one in compared.wrong[:50]:
        yield Item(
            f"record-{one.table}-{one.key}",
            "Từng bản ghi",
            Verdict.DAMAGE,
            one.message,
            f"{_WHO} Muốn giữ giá trị đang có thì mở bản ghi và lưu lại." if one.household_ids else _WHO,
            one.household_ids,
            *_leads(one.household_ids),
        )
    if len(compared.wrong) > 50:
        more = f"Còn {len(compared.wrong) - 50} bản ghi khác không khớp với nhật ký."
        yield Item("record-more", "Từng bản ghi", Verdict.DAMAGE, more, _FROM_COPY, (), "backup")


def _of_dates(one: data_check_dates.Found) -> Item:
    ids = one.household_ids
    return Item(one.code, "Ngày tháng", Verdict.MEND, one.message, one.advice, ids, *_leads(ids))


def _of_finding(one: checks.Finding) -> Item:
    title = {
        "head": "Chủ hộ",
        "two_households": "Người ở hai hộ",
        "same_identity": "Trùng số định danh",
        "class_against_lacks": "Diện và thiếu hụt",
        "two_classes": "Hai diện một ngày",
        "minority_over_all": "Tổng số của thôn",
    }.get(one.code, "Sổ hộ")
    if one.code == "minority_over_all":
        return Item(one.code, title, Verdict.MEND, one.message, "", (), "settings", {"tab": "totals"})
    if one.code in {"two_households", "same_identity"}:
        advice = "Mở Kiểm tra trùng để so hai hồ sơ."
        return Item(one.code, title, Verdict.MEND, one.message, advice, one.household_ids, "duplicates")
    return Item(one.code, title, Verdict.MEND, one.message, "", one.household_ids, *_leads(one.household_ids))


def _leads(ids: tuple[int, ...]) -> tuple[str, Mapping[str, Any]]:
    return ("household", {"household_id": ids[0]}) if ids else ("", {})
