"""A later version of an issued plan (điều chỉnh, bổ sung): the issued one stays exactly as it was signed."""

import dataclasses
import json

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.plan import AnnualPlan, LegalBasis, PlanStatus
from povdesk.domain.vietnamese import clean_lines
from povdesk.storage import plans
from povdesk.storage.act import Act
from povdesk.storage.tables import issued_paper, plan


def new_version(act: Act, plan_id: int, reason: str, basis: LegalBasis | None = None) -> int:
    """Begin a version after an issued one, with its words; returns its id.

    reason: why it is needed, printed in the adjusting paper. basis: the incoming paper that asks for it.
    """
    issued = plans.load(act.connection, plan_id)
    reason = clean_lines(reason)
    if not reason:
        raise InvalidInput("Chưa nhập lý do điều chỉnh.", "Ghi vì sao phải điều chỉnh kế hoạch.")
    if not issued.status.is_frozen:
        raise NotPossibleNow("Kế hoạch chưa ban hành nên sửa thẳng được.", "Sửa ngay trên kế hoạch này.")
    if plans.find(act.connection, issued.year) != plan_id:
        raise NotPossibleNow(
            f"Năm {issued.year} đã có bản điều chỉnh mới hơn.", "Mở bản mới nhất của năm này."
        )
    bases = (*issued.bases, basis) if basis is not None else issued.bases
    key = plans.insert(
        act,
        dataclasses.replace(
            issued,
            version=issued.version + 1,
            status=PlanStatus.DRAFTING,
            number="",
            signed_on=None,
            signer="",
            progress_on=None,
            bases=bases,
            frozen=(),
            note=reason,
        ),
        previous=plan_id,
    )
    act.describe(f"Soạn bản điều chỉnh kế hoạch năm {issued.year}", "plan", issued.uid, reason)
    return key


def before(connection: Connection, plan_id: int) -> AnnualPlan | None:
    """The issued version that a version changes; None for the first."""
    earlier = connection.execute(select(plan.c.previous_version_id).where(plan.c.id == plan_id)).scalar()
    return plans.load(connection, earlier) if earlier is not None else None


def values_when_issued(connection: Connection, plan_id: int) -> dict[str, str]:
    """The linked numbers that an issued version carries; empty when none were kept."""
    kept = connection.execute(
        select(issued_paper.c.figures)
        .where(issued_paper.c.plan_id == plan_id, issued_paper.c.figures.is_not(None))
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).scalar()
    found = json.loads(kept) if kept else {}
    return {str(code): str(value) for code, value in found.items()} if isinstance(found, dict) else {}
