"""Where a record is used, in words, for an officer who wants to delete it."""

from sqlalchemy import Connection, func, select

from povdesk.storage.records import key_of
from povdesk.storage.tables import metadata

_WORDS = {
    "household": "hộ trong sổ",
    "hamlet": "thôn tách, nhập từ thôn này",
    "hamlet_total": "năm đã nhập tổng số hộ",
    "hamlet_assignment": "phân công phụ trách thôn",
    "target": "mục tiêu của kế hoạch",
    "livelihood_model": "mô hình sinh kế",
    "inspection": "cuộc kiểm tra",
    "measurement": "số đo nhập tay",
    "cadre": "cán bộ giúp đỡ",
    "support_event": "lượt hỗ trợ",
    "communication_session": "buổi tuyên truyền",
    "meeting": "cuộc họp dân",
    "posting": "lần niêm yết",
    "review_request": "giấy đề nghị",
    "plan": "kế hoạch",
    "budget_line": "dòng kinh phí",
    "project_body": "cơ quan thực hiện dự án",
    "task_report": "việc, báo cáo phải nộp",
}
_OTHER = "bản ghi khác"


def uses(connection: Connection, table: str, uid: str) -> tuple[tuple[str, int], ...]:
    """What refers to a record and how often, the most frequent first; empty: it can be deleted."""
    wanted = metadata.tables[table]
    key = key_of(connection, wanted, uid)
    counts: dict[str, int] = {}
    for other in metadata.sorted_tables:
        for column in other.c:
            if any(link.column.table is wanted for link in column.foreign_keys):
                count = connection.execute(
                    select(func.count()).select_from(other).where(column == key)
                ).scalar_one()
                words = _WORDS.get(other.name, _OTHER)
                counts[words] = counts.get(words, 0) + int(count)
    found = [(words, count) for words, count in counts.items() if count]
    return tuple(sorted(found, key=lambda pair: -pair[1]))
