"""The invented ledger of tasks and reports owed, gifts in kind, papers that came in, bodies of projects."""

from collections.abc import Mapping
from datetime import date

from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import donation, incoming_paper, project_body, task_report

_MILLION = 1_000_000

# Title, kind, who owes it, place in the plan, due, received.
_OWED: tuple[tuple[str, str, str, str, date, date | None], ...] = (
    (
        "Báo cáo kết quả thực hiện Chương trình 6 tháng đầu năm",
        "report",
        "Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Lao động - Thương binh và Xã hội)",
        "Mục V.1",
        date(2024, 6, 15),
        date(2024, 6, 14),
    ),
    (
        "Báo cáo hoạt động Dự án 7 thuộc lĩnh vực được phân công, 9 tháng",
        "report",
        "Công chức Địa chính - Nông nghiệp",
        "Mục V.4",
        date(2024, 9, 20),
        date(2024, 9, 26),
    ),
    (
        "Báo cáo hoạt động Dự án 7 thuộc lĩnh vực được phân công, 9 tháng",
        "report",
        "Công chức Địa chính - Xây dựng",
        "Mục V.5",
        date(2024, 9, 20),
        None,
    ),
    (
        "Rà soát hộ chưa có đất ở, đất sản xuất, lập phương án sinh kế",
        "task",
        "Công chức Địa chính - Nông nghiệp",
        "Mục V.4",
        date(2024, 10, 31),
        None,
    ),
    (
        "Số đo chiều cao, cân nặng của trẻ em dưới 16 tuổi",
        "report",
        "Trạm Y tế xã",
        "Mục V.3",
        date(2024, 10, 31),
        None,
    ),
    (
        "Báo cáo kết quả thực hiện Chương trình năm 2024",
        "report",
        "Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Lao động - Thương binh và Xã hội)",
        "Mục V.1",
        date(2024, 12, 15),
        None,
    ),
)

# Project, body's short name, part.
_BODIES = (("DA2", "Hội Nông dân", "coordinate"), ("DA2", "Hội Phụ nữ", "coordinate"))


def keep_owed(rows: Rows, projects: Mapping[str, int], bodies: Mapping[str, int]) -> None:
    """Some came in, some late, two are overdue at the year's end, one is still to come."""
    for title, kind, owner, place, due, received in _OWED:
        by_body = owner == "Trạm Y tế xã"
        rows.add(
            task_report,
            {
                "year": 2024,
                "title": title,
                "kind": kind,
                "owner": owner,
                "body_id": bodies.get("Trạm Y tế") if by_body else None,
                "plan_reference": place,
                "due_on": due,
                "received_on": received,
            },
        )
    for project, body, part in _BODIES:
        if project in projects and body in bodies:
            rows.add(project_body, {"project_id": projects[project], "body_id": bodies[body], "part": part})
    rows.add(
        donation,
        {
            "received_on": date(2024, 1, 22),
            "donor": "Một nhóm thiện nguyện (tên bịa)",
            "fund": "",
            "in_kind": "120 suất quà Tết",
            "purpose": "Thăm, tặng quà hộ nghèo dịp Tết",
        },
    )
    rows.add(
        donation,
        {
            "received_on": date(2024, 11, 8),
            "donor": "Cán bộ, công chức xã",
            "fund": "Quỹ Vì người nghèo",
            "amount": 12 * _MILLION,
            "purpose": "Tháng cao điểm Vì người nghèo",
        },
    )
    rows.add(
        incoming_paper,
        {
            "kind": "Công văn",
            "number": "00/UBND-LĐTBXH",
            "signed_on": date(2024, 5, 20),
            "issuer": "Ủy ban nhân dân huyện Trà Bồng",
            "subject": "Báo cáo kết quả giảm nghèo 6 tháng đầu năm 2024 (văn bản bịa)",
            "received_on": date(2024, 5, 23),
            "valid_to": date(2024, 6, 30),
        },
    )
