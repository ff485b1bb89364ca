"""The ledger of tasks and reports owed: kept, received, proposed from the plan, overdue as things to do."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.task_report import Kind, TaskReport, overdue, proposed
from povdesk.domain.todo import TodoCase
from povdesk.domain.vietnamese import clean_text, format_count, short_date
from povdesk.storage import plan_facts, plans
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import body, task_report


def all_reports(connection: Connection, year: int) -> tuple[TaskReport, ...]:
    """The year's ledger by due day, those without one last."""
    rows = connection.execute(
        select(task_report, body.c.name.label("body_name"))
        .join(body, body.c.id == task_report.c.body_id, isouter=True)
        .where(task_report.c.year == year)
        .order_by(task_report.c.due_on.is_(None), task_report.c.due_on, task_report.c.id)
    )
    return tuple(
        TaskReport(
            year=row.year,
            title=row.title,
            kind=Kind(row.kind),
            owner=row.body_name or row.owner,
            body_id=row.body_id,
            plan_reference=row.plan_reference,
            due_on=row.due_on,
            received_on=row.received_on,
            note=row.note,
            uid=row.uid,
        )
        for row in rows
    )


def proposals(connection: Connection, year: int, today: date) -> tuple[TaskReport, ...]:
    """What the year's plan orders and the ledger does not have yet; NotPossibleNow without a plan."""
    key = plans.find(connection, year)
    if key is None:
        raise NotPossibleNow(
            f"Năm {year} chưa có kế hoạch để lấy việc, báo cáo.", "Lập kế hoạch trước, hoặc thêm từng dòng."
        )
    kept = plans.load(connection, key)
    links = plan_facts.gather(connection, kept, today).values
    return proposed(kept.roles, year, all_reports(connection, year), links)


def save(act: Act, wanted: TaskReport) -> str:
    """Add or change a line; returns its uid."""
    act.describe(f"Lưu việc, báo cáo phải nộp năm {wanted.year}", "task_report", wanted.uid)
    return _keep(act, wanted)


def add_all(act: Act, wanted: Sequence[TaskReport]) -> int:
    """Several new lines as one act; returns how many."""
    act.describe(f"Thêm {format_count(len(wanted))} việc, báo cáo phải nộp", "task_report")
    if not wanted:
        raise InvalidInput("Chưa chọn dòng nào.", "Đánh dấu những dòng cần theo dõi rồi thêm.")
    for one in wanted:
        _keep(act, one)
    return len(wanted)


def receive(act: Act, uids: Sequence[str], day: date | None) -> int:
    """Note that they came in on a day; None: they did not after all. Returns how many changed."""
    if day is not None and day > act.today:
        raise InvalidInput(f"Ngày nhận {short_date(day)} ở sau hôm nay.", "Kiểm tra ngày nhận.")
    words = f"Ghi đã nhận ngày {short_date(day)}" if day else "Bỏ ghi đã nhận"
    act.describe(f"{words}: {format_count(len(uids))} việc, báo cáo", "task_report", uids[0] if uids else "")
    changed = 0
    for uid in uids:
        key = key_of(act.connection, task_report, uid)
        before = act.connection.execute(
            select(task_report.c.received_on).where(task_report.c.id == key)
        ).scalar()
        if before != day:
            act.update(task_report, key, {"received_on": day})
            changed += 1
    return changed


def delete(act: Act, uid: str) -> None:
    """Remove a line from the ledger."""
    key = key_of(act.connection, task_report, uid)
    title = act.connection.execute(select(task_report.c.title).where(task_report.c.id == key)).scalar_one()
    act.describe(f"Xóa việc, báo cáo: {title[:80]}", "task_report", uid)
    act.delete(task_report, key)


def overdue_cases(connection: Connection, year: int, today: date) -> tuple[TodoCase, ...]:
    """What should have come in by the day."""
    return tuple(
        TodoCase(
            one.uid,
            one.owner,
            group=one.kind.label,
            note=f"{one.standing_words(today)}: {one.title}",
            place="programme",
            target={"tab": "reports", "year": year, "uid": one.uid},
        )
        for one in overdue(all_reports(connection, year), today)
    )


def next_due(connection: Connection, year: int, today: date) -> date | None:
    """The nearest day by which something is still owed."""
    days = [
        one.due_on
        for one in all_reports(connection, year)
        if one.received_on is None and one.due_on is not None and one.due_on >= today
    ]
    return min(days, default=None)


def _keep(act: Act, wanted: TaskReport) -> str:
    title, owner = clean_text(wanted.title), clean_text(wanted.owner)
    if not title:
        raise InvalidInput("Chưa nhập tên việc hoặc báo cáo.", "Gõ nội dung phải làm, phải nộp.")
    if not owner and wanted.body_id is None:
        raise InvalidInput("Chưa nhập nơi phải nộp.", "Gõ tên đơn vị, thôn hoặc chọn trong danh sách.")
    if wanted.received_on is not None and wanted.received_on > act.today:
        raise InvalidInput(
            f"Ngày nhận {short_date(wanted.received_on)} ở sau hôm nay.", "Kiểm tra ngày nhận."
        )
    values = {
        "year": wanted.year,
        "title": title,
        "kind": str(wanted.kind),
        "owner": owner,
        "body_id": wanted.body_id,
        "plan_reference": clean_text(wanted.plan_reference),
        "due_on": wanted.due_on,
        "received_on": wanted.received_on,
        "note": clean_text(wanted.note),
    }
    return keep(act, task_report, wanted.uid, values)[0]
