"""Two invented livelihood models and one list of payments, kept as the officer would keep them."""

from datetime import date

from sqlalchemy import select

from povdesk.domain.livelihood import Model, Participant
from povdesk.domain.payment import Basis, Measure, PaymentList
from povdesk.storage import livelihoods, payments
from povdesk.storage.act import Act
from povdesk.storage.tables import hamlet, household, project

_MEMBERS = 6


def keep_activities(act: Act, year: int) -> None:
    """A model still running, one that was evaluated, and Tết gifts for poor households of one hamlet."""
    hamlets = act.connection.execute(select(hamlet.c.id).order_by(hamlet.c.id)).scalars().all()
    projects = {row.code: row.id for row in act.connection.execute(select(project.c.code, project.c.id))}
    for place, (name, code, form, evaluation) in enumerate(
        (
            ("Nuôi bò sinh sản luân chuyển", "DA2", "Nhóm hộ", ""),
            (
                "Trồng quế dưới tán rừng",
                "DA3.1",
                "Tổ hợp tác",
                "Tỷ lệ cây sống đạt yêu cầu; cần thêm tập huấn bón phân. Nên nhân rộng ở thôn bên.",
            ),
        )
    ):
        members = act.connection.execute(
            select(household.c.id)
            .where(household.c.hamlet_id == hamlets[place % len(hamlets)])
            .order_by(household.c.id)
            .limit(_MEMBERS)
        ).scalars()
        livelihoods.save(
            act,
            Model(
                name,
                projects.get(code),
                hamlets[place % len(hamlets)],
                form,
                date(year, 4 + place, 15),
                evaluation=evaluation,
                members=tuple(
                    Participant(
                        key,
                        date(year, 4 + place, 15),
                        labour=10.0 + count,
                        money=500_000 * (count % 3) or None,
                    )
                    for count, key in enumerate(members)
                ),
            ),
        )
    day = date(year, 1, 25)
    lines = payments.proposed(
        act.connection, Basis.POOR, day, measure=Measure.HOUSEHOLD, amount=300_000, hamlet_id=hamlets[0]
    )
    payments.save(
        act, PaymentList("Quà Tết cho hộ nghèo", "Quà Tết", day, f"Tết năm {year}", lines=tuple(lines))
    )
