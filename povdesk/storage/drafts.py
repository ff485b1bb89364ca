"""What is being typed and not yet saved: one draft per form, written without a line of history."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Connection, select

from povdesk.domain.household import Household
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Review
from povdesk.storage.act import Act
from povdesk.storage.tables import draft

FORM = "household_form"
"""Kind of the drafts of household forms; `form_key` names the form."""

PLAN_TEXT = "plan_text"
"""Kind of the drafts of a plan's wording; named by the plan's uid and the block's code."""

SUPPORT_TABLE = "support_table"
"""Kind of the draft of the table with support for many households: there is one."""


class Draft(NamedTuple):
    """One kept draft. saved_at: local time with its zone."""

    kind: str
    object_uid: str
    title: str
    payload: str
    saved_at: datetime


def put(act: Act, kind: str, object_uid: str, payload: str, *, title: str = "") -> datetime | None:
    """Keep what is being typed in place of the earlier draft of the same thing.

    When it was kept; None for somebody who may only look: nothing was.
    For `worker.drafts`: the act needs no description and gets no line in the history.
    """
    if not act.may_write:
        return None
    values = {
        "title": title,
        "payload": payload,
        "saved_at": act.now.isoformat(timespec="seconds"),
        "officer_id": act.officer_id or None,
    }
    same = (draft.c.kind == kind) & (draft.c.object_uid == object_uid)
    if act.connection.execute(draft.update().where(same).values(values)).rowcount == 0:
        named = {"uid": act.new_uid(), "kind": kind, "object_uid": object_uid}
        act.connection.execute(draft.insert().values({**named, **values}))
    return act.now


def get(connection: Connection, kind: str, object_uid: str) -> Draft | None:
    """The draft of this thing, None when nothing was left half typed."""
    row = connection.execute(
        select(draft).where(draft.c.kind == kind, draft.c.object_uid == object_uid)
    ).first()
    return _draft(row) if row else None


def drop(act: Act, kind: str, object_uid: str) -> None:
    """Forget the draft: it was saved, or the officer gave it up."""
    act.connection.execute(draft.delete().where(draft.c.kind == kind, draft.c.object_uid == object_uid))


def kept(connection: Connection, kind: str) -> tuple[Draft, ...]:
    """All drafts of a kind, the newest first."""
    rows = connection.execute(
        select(draft).where(draft.c.kind == kind).order_by(draft.c.saved_at.desc(), draft.c.id.desc())
    )
    return tuple(_draft(row) for row in rows)


def form_key(round_id: int | None, household_uid: str) -> str:
    """Names the draft of one household's form in one round; a household not yet saved has no uid."""
    return f"{round_id or 0}/{household_uid}"


def put_form(act: Act, household: Household, review: Review) -> datetime | None:
    """Keep a half-filled form; when, None if it was not kept."""
    key = form_key(review.round_id, household.uid)
    return put(act, FORM, key, form_to_json(household, review), title=household.head_name)


def drop_form(act: Act, round_id: int | None, household_uid: str) -> None:
    """Forget a half-filled form."""
    drop(act, FORM, form_key(round_id, household_uid))


def form_to_json(household: Household, review: Review) -> str:
    """A form as text, nothing lost."""
    return json.dumps(
        {"household": _plain(household), "review": _plain(review)}, ensure_ascii=False, separators=(",", ":")
    )


def form_from_json(text: str) -> tuple[Household, Review]:
    """The form that `form_to_json` wrote; fields that the text does not know keep their defaults."""
    kept_values = json.loads(text)
    return _read(Household, kept_values["household"]), _read(Review, kept_values["review"])


def _draft(row: Any) -> Draft:
    return Draft(row.kind, row.object_uid, row.title, row.payload, datetime.fromisoformat(row.saved_at))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.iso
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    """The value that `_plain` turned into text, by the type it is declared with."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return _read(next(option for option in inner if option is not type(None)), value)
    if origin is tuple:
        return tuple(_read(inner[0], item) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _read(inner[1], item) for key, item in value.items()}
    if kind is PartialDate:
        return PartialDate.from_iso(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if isinstance(kind, type) and is_dataclass(kind):
        known = {name: _read(hint, value[name]) for name, hint in _hints(kind).items() if name in value}
        return kind(**known)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    return {name: hint for name, hint in hints.items() if name in names}
