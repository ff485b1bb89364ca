"""Mô hình sinh kế: a group of households that do one thing together, and what each of them put in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Participant:
    """One household of a model. labour: days of work; money: đồng; goods: what it brought, and its value."""

    household_id: int
    joined_on: date | None = None
    left_on: date | None = None
    labour: float | None = None
    money: int | None = None
    goods: str = ""
    goods_value: int | None = None
    code: str = ""
    head_name: str = ""
    hamlet: str = ""


@dataclass(frozen=True)
class Model:
    """hamlet_id None: of the whole commune. ended_on None: still running."""

    name: str
    project_id: int | None = None
    hamlet_id: int | None = None
    form: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    evaluation: str = ""
    note: str = ""
    members: tuple[Participant, ...] = ()
    project: str = ""
    hamlet: str = ""
    uid: str = ""


@dataclass(frozen=True)
class Totals:
    """Of one or several models. households: those in it on the day, each once."""

    households: int = 0
    labour: float = 0
    money: int = 0
    goods_value: int = 0


def is_in(member: Participant, day: date) -> bool:
    """Joined by then and not gone; who left on a day is no longer in on that day."""
    joined = member.joined_on is None or member.joined_on <= day
    return joined and (member.left_on is None or member.left_on > day)


def totals(models: Iterable[Model], day: date) -> Totals:
    """Households in the models on a day, each once; contributions of all who ever took part."""
    members = [member for model in models for member in model.members]
    return Totals(
        len({member.household_id for member in members if is_in(member, day)}),
        sum(member.labour or 0 for member in members),
        sum(member.money or 0 for member in members),
        sum(member.goods_value or 0 for member in members),
    )


def fault(model: Model) -> str:
    """Why a model cannot be kept; empty when it can."""
    if not model.name:
        return "Chưa nhập tên mô hình."
    if model.started_on and model.ended_on and model.ended_on < model.started_on:
        return "Ngày kết thúc ở trước ngày bắt đầu."
    seen: set[int] = set()
    for member in model.members:
        if member.household_id in seen:
            return f"Hộ {member.head_name} có hai dòng trong mô hình này."
        seen.add(member.household_id)
        if member.joined_on and member.left_on and member.left_on < member.joined_on:
            return f"Hộ {member.head_name}: ngày rời mô hình ở trước ngày tham gia."
        if any(
            value is not None and value < 0 for value in (member.labour, member.money, member.goods_value)
        ):
            return f"Hộ {member.head_name}: phần đóng góp không thể nhỏ hơn 0."
    return ""
