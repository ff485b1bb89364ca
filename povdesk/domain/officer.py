"""Who uses the program: roles and what each may do, PINs that are no riddle, and waiting after failures."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from povdesk.domain.errors import InvalidInput, NotPossibleNow


class Role(enum.StrEnum):
    """What somebody may do; each may do what the one before may."""

    VIEW = "view"
    ENTER = "enter"
    MANAGE = "manage"

    @property
    def words(self) -> str:
        return {Role.VIEW: "Xem", Role.ENTER: "Nhập", Role.MANAGE: "Quản trị"}[self]

    @property
    def explained(self) -> str:
        return {
            Role.VIEW: "xem và in, không sửa gì",
            Role.ENTER: "nhập, sửa dữ liệu hằng ngày",
            Role.MANAGE: "thêm: cài đặt, người dùng, khóa năm, xóa theo yêu cầu, thời hạn lưu",
        }[self]

    def covers(self, wanted: "Role") -> bool:
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(wanted)


MANAGED = frozenset(
    {
        *("officer", "retention_rule"),
        *("rule_override", "rule_pack", "commune_identity", "signer", "hamlet"),
        "closed_year",
    }
)
"""Tables that only "quản trị" changes: users, rules, names of the unit, locked years."""

MANAGED_ACTS = frozenset(
    {("setting", "backup_key"), ("setting", "working_year"), ("setting", "lock_minutes")}
)
"""Acts (what they are about) that need "quản trị" whatever they change."""

EVERYBODYS_ACTS = frozenset({"backup"})
"""What such acts are about: nobody is kept from making a copy."""

PURPOSES = (
    "Đối chiếu giấy tờ của người dân",
    "Rà soát, lập phiếu",
    "Lập hồ sơ hưởng chính sách",
    "Trả lời yêu cầu của cơ quan cấp trên",
    "Trả lời yêu cầu của chính người đó",
)
"""Why a full identity number is looked at; something else may be typed."""

LOCK_MINUTES = 10
"""Without a key or a movement of the mouse for so long, the window locks."""

SHORTEST_PIN, LONGEST_PIN = 4, 12
_FREE_FAILURES, _FIRST_WAIT, _LONGEST_WAIT = 3, 5, 300


@dataclass(frozen=True)
class Officer:
    """Somebody who uses the program. has_pin: may sign in while sign-in is on."""

    full_name: str
    post: str = ""
    role: Role = Role.MANAGE
    has_pin: bool = False
    active: bool = True
    id: int | None = None
    uid: str = ""


def refuse(role: Role, wanted: Role) -> None:
    """NotPossibleNow when the role does not cover what is wanted."""
    if role.covers(wanted):
        return
    if role is Role.VIEW:
        raise NotPossibleNow(
            "Người đang đăng nhập chỉ được xem, không sửa được.",
            "Đổi người dùng (Ctrl+Shift+L) sang người có quyền nhập.",
        )
    raise NotPossibleNow(
        "Việc này cần quyền quản trị.", "Đổi người dùng (Ctrl+Shift+L) sang người có quyền quản trị."
    )


def wanted_for(tables: Iterable[str], about: tuple[str, str]) -> Role:
    """The role that an act needs by what it changes."""
    if about[0] in EVERYBODYS_ACTS:
        return Role.VIEW
    if about in MANAGED_ACTS or not MANAGED.isdisjoint(tables):
        return Role.MANAGE
    return Role.ENTER


def check_pin(pin: str) -> None:
    """Refuse what is not digits, too short, or the first thing that anybody would try."""
    if not re.fullmatch(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}", pin):
        raise InvalidInput(
            f"Mã PIN gồm {SHORTEST_PIN} đến {LONGEST_PIN} chữ số.", "Nên dùng 6 chữ số chỉ mình biết."
        )
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {9}):
        raise InvalidInput("Mã PIN này quá dễ đoán.", "Chọn các chữ số không giống nhau, không liền nhau.")


def wait_after(failures: int) -> int:
    """Seconds until the next try: none for the first mistakes, then twice as long each time."""
    if failures < _FREE_FAILURES:
        return 0
    return int(min(_FIRST_WAIT * 2 ** min(failures - _FREE_FAILURES, 10), _LONGEST_WAIT))


def check_officers(officers: Iterable[Officer]) -> None:
    """Somebody must be able to manage; once there are PINs, with a PIN."""
    working = [one for one in officers if one.active]
    managers = [one for one in working if one.role is Role.MANAGE]
    if not managers:
        raise InvalidInput("Phải còn ít nhất một người có quyền quản trị.", "Đặt quyền cho người khác trước.")
    if any(one.has_pin for one in working) and not any(one.has_pin for one in managers):
        raise InvalidInput(
            "Khi đã dùng mã PIN thì ít nhất một người quản trị phải có mã PIN.",
            "Đặt mã PIN cho người quản trị trước, hoặc bỏ mã PIN của mọi người.",
        )
