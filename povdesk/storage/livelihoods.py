"""Mô hình sinh kế: kept whole, with its households and what each put in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.livelihood import Model, Participant, fault
from povdesk.domain.vietnamese import clean_lines, clean_text
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import (
    hamlet,
    household,
    livelihood_contribution,
    livelihood_member,
    livelihood_model,
    project,
)

LABOUR, MONEY, GOODS = "labour", "money", "goods"
_DAYS = "công"


def models(connection: Connection, year: int | None = None) -> tuple[Model, ...]:
    """All models by name; with a year only those that ran in it."""
    query = (
        select(
            livelihood_model,
            project.c.name.label("project"),
            project.c.short_name,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
        )
        .outerjoin(project, project.c.id == livelihood_model.c.project_id)
        .outerjoin(hamlet, hamlet.c.id == livelihood_model.c.hamlet_id)
        .order_by(livelihood_model.c.started_on, livelihood_model.c.name, livelihood_model.c.id)
    )
    if year is not None:
        first, last = date(year, 1, 1), date(year, 12, 31)
        started, ended = livelihood_model.c.started_on, livelihood_model.c.ended_on
        query = query.where(started.is_(None) | (started <= last), ended.is_(None) | (ended >= first))
    rows = connection.execute(query).all()
    members = _members(connection, [row.id for row in rows])
    return tuple(
        Model(
            name=row.name,
            project_id=row.project_id,
            hamlet_id=row.hamlet_id,
            form=row.form,
            started_on=row.started_on,
            ended_on=row.ended_on,
            evaluation=row.evaluation,
            note=row.note,
            members=tuple(members.get(row.id, ())),
            project=row.short_name or row.project or "",
            hamlet=hamlet_words(row.hamlet_kind, row.hamlet_name or ""),
            uid=row.uid,
        )
        for row in rows
    )


def save(act: Act, wanted: Model) -> str:
    """Add or change a model with all its households; returns its uid."""
    values: dict[str, Any] = {
        "name": clean_text(wanted.name),
        "project_id": wanted.project_id,
        "hamlet_id": wanted.hamlet_id,
        "form": clean_text(wanted.form),
        "started_on": wanted.started_on,
        "ended_on": wanted.ended_on,
        "evaluation": clean_lines(wanted.evaluation),
        "note": clean_lines(wanted.note),
    }
    wrong = fault(Model(values["name"], members=wanted.members)) or fault(wanted)
    if wrong:
        raise InvalidInput(wrong, "Sửa lại rồi lưu.")
    act.describe(f"Lưu mô hình sinh kế {values['name']}", "livelihood_model", wanted.uid)
    uid, key = keep(act, livelihood_model, wanted.uid, values)
    _keep_members(act, key, wanted.members)
    return uid


def delete(act: Act, uid: str) -> None:
    """Remove a model with its households' lines; the households stay in the register."""
    key = key_of(act.connection, livelihood_model, uid)
    name = act.connection.execute(
        select(livelihood_model.c.name).where(livelihood_model.c.id == key)
    ).scalar_one()
    act.describe(f"Xóa mô hình sinh kế {name}", "livelihood_model", uid)
    _keep_members(act, key, ())
    act.delete(livelihood_model, key)


def _members(connection: Connection, keys: list[int]) -> dict[int, list[Participant]]:
    rows = connection.execute(
        select(
            livelihood_member,
            household.c.code,
            household.c.head_name,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
        )
        .join(household, household.c.id == livelihood_member.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(livelihood_member.c.model_id.in_(keys))
        .order_by(hamlet.c.position, household.c.name_sort_key, livelihood_member.c.id)
    ).all()
    given: dict[int, dict[str, Any]] = {}
    for row in connection.execute(
        select(livelihood_contribution).where(
            livelihood_contribution.c.member_id.in_([row.id for row in rows])
        )
    ):
        given.setdefault(row.member_id, {})[row.kind] = row
    found: dict[int, list[Participant]] = {}
    for row in rows:
        its = given.get(row.id, {})
        goods = its.get(GOODS)
        found.setdefault(row.model_id, []).append(
            Participant(
                row.household_id,
                row.joined_on,
                row.left_on,
                its[LABOUR].quantity if LABOUR in its else None,
                its[MONEY].amount if MONEY in its else None,
                goods.unit if goods else "",
                goods.amount if goods else None,
                row.code,
                row.head_name,
                hamlet_words(row.hamlet_kind, row.hamlet_name),
            )
        )
    return found


def _keep_members(act: Act, model_id: int, wanted: Iterable[Participant]) -> None:
    rows = act.connection.execute(
        select(livelihood_member).where(livelihood_member.c.model_id == model_id)
    ).all()
    known = {row.household_id: row.id for row in rows}
    for one in wanted:
        values = {"joined_on": one.joined_on, "left_on": one.left_on}
        key = known.pop(one.household_id, None)
        if key is None:
            key = act.insert(
                livelihood_member, {"model_id": model_id, "household_id": one.household_id, **values}
            )
        else:
            act.update(livelihood_member, key, values)
        _keep_contributions(act, key, one)
    for key in known.values():
        _keep_contributions(act, key, None)
        act.delete(livelihood_member, key)


def _keep_contributions(act: Act, member_id: int, one: Participant | None) -> None:
    wanted: dict[str, dict[str, Any]] = {}
    if one is not None and one.labour is not None:
        wanted[LABOUR] = {"quantity": one.labour, "unit": _DAYS, "amount": None}
    if one is not None and one.money is not None:
        wanted[MONEY] = {"quantity": None, "unit": "", "amount": one.money}
    if one is not None and (clean_text(one.goods) or one.goods_value is not None):
        wanted[GOODS] = {"quantity": None, "unit": clean_text(one.goods), "amount": one.goods_value}
    rows = act.connection.execute(
        select(livelihood_contribution).where(livelihood_contribution.c.member_id == member_id)
    ).all()
    for row in rows:
        values = wanted.pop(row.kind, None)
        if values is None:
            act.delete(livelihood_contribution, row.id)
        else:
            act.update(livelihood_contribution, row.id, values)
    for kind, values in wanted.items():
        act.insert(livelihood_contribution, {"member_id": member_id, "kind": kind, **values})
