"""The invented money and the figures typed from other offices."""

from collections.abc import Mapping, Sequence
from datetime import date

from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import (
    budget_line,
    communication_session,
    disbursement,
    donation,
    incoming_paper,
    inspection,
    inspection_finding,
    measurement,
)

_MILLION = 1_000_000

# Project, capital, source, million đồng planned, share allocated, share paid by the end of October 2024.
_LINES: tuple[tuple[str, str, str, int, float, float], ...] = (
    ("DA1", "investment", "central", 900, 1.0, 0.62),
    ("DA1", "investment", "province", 90, 1.0, 0.4),
    ("DA2", "recurrent", "central", 420, 1.0, 0.55),
    ("DA2", "recurrent", "province", 42, 1.0, 0.5),
    ("DA2", "other", "people", 38, 0.5, 0.3),
    ("DA3.1", "recurrent", "central", 260, 1.0, 0.48),
    ("DA3.1", "recurrent", "district", 26, 1.0, 0.2),
    ("DA4.1", "recurrent", "central", 110, 1.0, 0.4),
    ("DA4.2", "recurrent", "central", 50, 1.0, 0.45),
    ("DA4.3", "recurrent", "central", 80, 1.0, 0.22),
    ("DA5", "investment", "central", 760, 1.0, 0.7),
    ("DA5", "investment", "province", 76, 1.0, 0.5),
    ("DA5", "other", "fund", 64, 1.0, 0.6),
    ("DA6.1", "recurrent", "central", 84, 1.0, 0.25),
    ("DA6.2", "recurrent", "central", 70, 1.0, 0.5),
    ("DA7.1", "recurrent", "central", 80, 1.0, 0.45),
    ("DA7.2", "recurrent", "central", 40, 1.0, 0.5),
    ("DA7.2", "recurrent", "commune", 40, 1.0, 0.3),
)


def keep_budget(rows: Rows, projects: Mapping[str, int]) -> None:
    """Lines by project, capital and source for 2024 with what was paid, and smaller ones for 2023."""
    for year, size in ((2023, 0.86), (2024, 1.0)):
        for code, capital, source, planned, allocated, paid in _LINES:
            amount = planned * _MILLION if year == 2024 else round(planned * size) * _MILLION
            key = rows.add(
                budget_line,
                {
                    "year": year,
                    "project_id": projects.get(code),
                    "capital": capital,
                    "source": source,
                    "planned": amount,
                    "allocated": round(amount * allocated),
                },
            )
            spent = amount * (paid if year == 2024 else 0.93)
            for part, month in enumerate((5, 8, 10)):
                rows.add(
                    disbursement,
                    {
                        "budget_line_id": key,
                        "paid_on": date(year, month, 20),
                        "amount": round(spent * (0.3, 0.3, 0.4)[part]),
                        "evidence_number": f"{key:02d}-{month:02d}/{year}",
                    },
                )


def keep_measurements(rows: Rows, indicators: Mapping[str, int], households: int, scale: float) -> None:
    """What the health station, the statistics desk and the hamlets told; IND-17 of 2024 is from May."""
    children = round(760 * scale)
    typed: list[tuple[str, date, float | None, float | None, float | None, str, str, str]] = [
        ("IND-06", date(2022, 12, 31), None, None, 742_000, "Công chức Văn hóa - Xã hội", "Phiếu B1", ""),
        ("IND-06", date(2023, 12, 31), None, None, 806_000, "Công chức Văn hóa - Xã hội", "Phiếu B1", ""),
        ("IND-06", date(2024, 11, 15), None, None, 861_000, "Công chức Văn hóa - Xã hội", "Phiếu B1", ""),
        (
            "IND-17",
            date(2023, 10, 20),
            round(0.513 * children),
            children,
            None,
            "Trạm Y tế xã",
            "Cân đo định kỳ",
            "Trẻ từ 0 đến dưới 16 tuổi; còn một số trẻ chưa đo",
        ),
        (
            "IND-17",
            date(2024, 5, 24),
            round(0.497 * children),
            children,
            None,
            "Trạm Y tế xã",
            "Cân đo định kỳ",
            "Trẻ từ 0 đến dưới 16 tuổi; còn một số trẻ chưa đo",
        ),
        (
            "IND-26",
            date(2023, 12, 15),
            round(households * 0.84),
            households,
            None,
            "Trưởng thôn",
            "Sổ họp thôn",
            "",
        ),
        (
            "IND-26",
            date(2024, 11, 20),
            round(households * 0.88),
            households,
            None,
            "Trưởng thôn",
            "Sổ họp thôn",
            "",
        ),
    ]
    for code, day, numerator, denominator, value, who, source, note in typed:
        if code not in indicators:
            continue
        rows.add(
            measurement,
            {
                "indicator_id": indicators[code],
                "as_of": day,
                "numerator": numerator,
                "denominator": denominator,
                "value": value,
                "measured_by": who,
                "source": source,
                "method": "Đếm theo sổ" if denominator else "Bình quân các hộ nghèo có ở cả hai kỳ",
                "note": note,
            },
        )


def keep_sessions(rows: Rows, hamlets: Sequence[int], topics: Sequence[str], scale: float) -> None:
    """Talks in the hamlets, donations, one inspection, papers that came in."""
    for year in (2023, 2024):
        for place, key in enumerate(hamlets):
            for part, topic in enumerate(topics):
                rows.add(
                    communication_session,
                    {
                        "held_on": date(year, 4 + 3 * part, 6 + place),
                        "form": "Họp thôn",
                        "hamlet_id": key,
                        "turns": round((52 + 9 * place) * scale),
                        "households_reached": round((41 + 7 * place) * scale),
                        "content": topic,
                    },
                )
        rows.add(
            donation,
            {
                "received_on": date(year, 10, 17),
                "donor": "Một doanh nghiệp trong tỉnh (tên bịa)",
                "fund": "Quỹ Vì người nghèo",
                "amount": 25 * _MILLION,
                "purpose": "Hỗ trợ sửa nhà",
            },
        )
    key = rows.add(
        inspection,
        {
            "held_on": date(2024, 8, 14),
            "hamlet_id": hamlets[2],
            "content": "Kiểm tra việc hỗ trợ nhà ở và nhà tiêu",
            "members": "Ban Giảm nghèo xã",
        },
    )
    rows.add(
        inspection_finding,
        {
            "inspection_id": key,
            "finding": "Hai hộ chưa khởi công nhà đã được duyệt",
            "responsible": "Công chức Địa chính - Xây dựng",
            "due_on": date(2024, 9, 30),
        },
    )
    rows.add(
        incoming_paper,
        {
            "kind": "Kế hoạch",
            "number": "00/KH-UBND",
            "signed_on": date(2024, 8, 22),
            "issuer": "Ủy ban nhân dân huyện Trà Bồng",
            "subject": "Rà soát hộ nghèo, hộ cận nghèo năm 2024 (văn bản bịa)",
            "received_on": date(2024, 8, 26),
        },
    )
