"""Kiểm tra dữ liệu: is the file sound, is the history whole, and which records contradict each other."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from povdesk.domain.household import HEAD, Category
from povdesk.storage.act import broken_links
from povdesk.storage.tables import (
    class_history,
    hamlet,
    hamlet_total,
    household,
    membership,
    person,
    review,
    review_answer,
)


@dataclass(frozen=True)
class Finding:
    """One thing found. damage: the file itself is not sound; otherwise something for the officer to mend.

    household_ids: where to look, empty when it concerns no household.
    """

    code: str
    message: str
    damage: bool = False
    household_ids: tuple[int, ...] = ()


def check(connection: Connection) -> tuple[Finding, ...]:
    """Everything wrong, damage first; empty when the register is sound and consistent."""
    return (*_damage(connection), *contradictions(connection))


def contradictions(connection: Connection) -> tuple[Finding, ...]:
    """What the officer has to mend in a file that is sound."""
    return (
        *_rosters(connection),
        *_doubled_persons(connection),
        *_doubled_identities(connection),
        *_classes(connection),
        *_hamlet_totals(connection),
    )


def _damage(connection: Connection) -> list[Finding]:
    found = []
    integrity = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if integrity != ["ok"]:
        found.append(
            Finding(
                "integrity",
                "Tệp dữ liệu bị hỏng. Đừng lưu thêm; phục hồi từ bản sao lưu gần nhất.",
                damage=True,
            )
        )
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        found.append(
            Finding("links", "Có bản ghi trỏ tới chỗ không còn. Phục hồi từ bản sao lưu.", damage=True)
        )
    if broken := broken_links(connection):
        found.append(
            Finding(
                "history",
                f"Nhật ký bị sửa từ bên ngoài, bắt đầu từ dòng {broken[0]}."
                " Đối chiếu với bản sao lưu và với người có thể mở máy này.",
                damage=True,
            )
        )
    return found


def _rosters(connection: Connection) -> list[Finding]:
    heads = (
        select(membership.c.household_id, func.count().label("heads"))
        .where(membership.c.valid_to.is_(None), membership.c.relation == HEAD)
        .group_by(membership.c.household_id)
        .subquery()
    )
    rows = connection.execute(
        select(household.c.id, household.c.code)
        .outerjoin(heads, heads.c.household_id == household.c.id)
        .where(household.c.deleted_at.is_(None), household.c.ended_on.is_(None))
        .where(func.coalesce(heads.c.heads, 0) != 1)
        .order_by(household.c.code)
    ).all()
    if not rows:
        return []
    return [
        Finding(
            "head",
            f"{len(rows)} hộ không có đúng một chủ hộ: {_codes([row.code for row in rows])}."
            " Mở phiếu và chọn lại quan hệ.",
            household_ids=tuple(row.id for row in rows),
        )
    ]


def _doubled_persons(connection: Connection) -> list[Finding]:
    twice = (
        select(membership.c.person_id)
        .join(household, household.c.id == membership.c.household_id)
        .where(membership.c.valid_to.is_(None), household.c.deleted_at.is_(None))
        .where(household.c.ended_on.is_(None))
        .group_by(membership.c.person_id)
        .having(func.count() > 1)
    )
    return _by_household(
        connection,
        twice,
        "two_households",
        "{count} người đang có tên ở hai hộ cùng lúc: {names}. Mở phiếu và cho rời một hộ.",
    )


def _doubled_identities(connection: Connection) -> list[Finding]:
    same = (
        select(person.c.id_number)
        .where(person.c.id_number != "", person.c.deleted_at.is_(None))
        .group_by(person.c.id_number)
        .having(func.count() > 1)
    )
    return _by_household(
        connection,
        select(person.c.id).where(person.c.id_number.in_(same)),
        "same_identity",
        "{count} người trùng số định danh với người khác: {names}. Xem lại số trên giấy tờ.",
    )


def _classes(connection: Connection) -> list[Finding]:
    lacks = (
        select(review_answer.c.review_id, func.count().label("lacks"))
        .where(review_answer.c.lacking == "yes")
        .group_by(review_answer.c.review_id)
        .subquery()
    )
    count = func.coalesce(lacks.c.lacks, 0)
    rows = connection.execute(
        select(household.c.id, household.c.code)
        .join(review, review.c.household_id == household.c.id)
        .outerjoin(lacks, lacks.c.review_id == review.c.id)
        .where(review.c.recognised.is_not(None), review.c.difference_reason == "")
        .where(
            ((review.c.recognised == Category.POOR) & (count < 3))
            | ((review.c.recognised == Category.NEAR_POOR) & (count >= 3))
        )
        .distinct()
        .order_by(household.c.code)
    ).all()
    found = []
    if rows:
        found.append(
            Finding(
                "class_against_lacks",
                f"{len(rows)} hộ được công nhận khác số chỉ số thiếu hụt mà chưa ghi lý do:"
                f" {_codes([row.code for row in rows])}.",
                household_ids=tuple(row.id for row in rows),
            )
        )
    clashes = connection.execute(
        select(class_history.c.household_id)
        .group_by(class_history.c.household_id, class_history.c.entitled_from)
        .having(func.count(func.distinct(class_history.c.category)) > 1)
    ).all()
    if clashes:
        found.append(
            Finding(
                "two_classes",
                f"{len(clashes)} hộ có hai diện công nhận từ cùng một ngày. Xem lại quyết định.",
                household_ids=tuple(row.household_id for row in clashes),
            )
        )
    return found


def _hamlet_totals(connection: Connection) -> list[Finding]:
    rows = connection.execute(
        select(hamlet.c.name, hamlet_total.c.year)
        .join(hamlet_total, hamlet_total.c.hamlet_id == hamlet.c.id)
        .where(hamlet_total.c.minority_households > hamlet_total.c.households)
    ).all()
    return [
        Finding(
            "minority_over_all",
            f"Thôn {row.name} năm {row.year}: số hộ dân tộc thiểu số lớn hơn tổng số hộ. Sửa trong Cài đặt.",
        )
        for row in rows
    ]


def _by_household(connection: Connection, persons: object, code: str, sentence: str) -> list[Finding]:
    rows = connection.execute(
        select(person.c.id, person.c.full_name, membership.c.household_id)
        .join(membership, membership.c.person_id == person.c.id)
        .where(person.c.id.in_(persons), membership.c.valid_to.is_(None))  # type: ignore[arg-type]
        .order_by(person.c.id)
    ).all()
    names = list({row.id: str(row.full_name) for row in rows}.values())
    if not names:
        return []
    return [
        Finding(
            code,
            sentence.format(count=len(names), names=_codes(names)),
            household_ids=tuple(sorted({row.household_id for row in rows})),
        )
    ]


def _codes(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} và {len(names) - 5} nơi khác" if len(names) > 5 else shown
