"""Acts that papers cite: since when and until when; a citation of one outside its time is named."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from povdesk.domain.errors import RuleDataUnreadable
from povdesk.domain.plan_imported import cited
from povdesk.domain.vietnamese import full_date, short_date

_DATED = re.compile(r"^ ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
_DATE = re.compile(r" ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
_BARE = re.compile(r"^(.+? số \S+?)(?: ngày \d{1,2}/\d{1,2}/\d{4})?(?: \(.*\))?$")
"""A citation by kind, number and date only, with at most a remark in brackets."""


@dataclass(frozen=True)
class LegalAct:
    """One act by type and number ("Nghị định số 07/2021/NĐ-CP"); an empty date is not known.

    later: what stands in its place afterwards. issuer, subject: as a first citation gives them.
    """

    name: str
    issued: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    later: str = ""
    issuer: str = ""
    subject: str = ""


def read_acts(text: str, source: str) -> tuple[LegalAct, ...]:
    """Acts from TOML text. Raises RuleDataUnreadable."""
    try:
        return tuple(LegalAct(**entry) for entry in tomllib.loads(text)["act"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RuleDataUnreadable(f"Tệp {source} bị hỏng: {error}.") from error


def citation_time_problems(text: str, acts: Iterable[LegalAct], day: date) -> Iterator[str]:
    """Citations of acts that did not exist yet, or no longer applied, on the paper's day."""
    known = {act.name: act for act in acts}
    for citation in cited(text):
        name = f"{citation.kind} số {citation.number}"
        act = known.get(name, LegalAct(name))
        issued = act.issued or _own_date(citation.after)
        if issued is not None and issued > day:
            yield f"{name} ban hành ngày {short_date(issued)}, sau ngày của văn bản ({short_date(day)})."
        elif act.valid_from is not None and act.valid_from > day:
            since = short_date(act.valid_from)
            yield f"{name} có hiệu lực từ {since}, sau ngày của văn bản ({short_date(day)})."
        elif act.valid_to is not None and act.valid_to < day:
            later = f" Nay là {act.later}." if act.later else ""
            yield f"{name} chỉ áp dụng đến {short_date(act.valid_to)}, trước ngày của văn bản.{later}"


def in_force_on(bases: Iterable[str], day: date) -> tuple[str, ...]:
    """Texts that existed on the paper's day, the highest first: a standard also names those that extended
    it later."""
    there = (basis for basis in bases if (issued := _dated(basis)) is None or issued <= day)
    return tuple(sorted(there, key=_rank))


def in_full(basis: str, acts: Iterable[LegalAct]) -> str:
    """A basis that says no more than kind, number and date, with issuer and subject where these are known.

    What somebody has written out stays as it is.
    """
    found = _BARE.match(basis)
    act = next((one for one in acts if found is not None and one.name == found[1]), None)
    if act is None or not act.issuer or act.issued is None:
        return basis
    return f"{act.name} {full_date(act.issued)} của {act.issuer} {act.subject}".rstrip()


def _rank(basis: str) -> int:
    """Decrees before the Prime Minister's decisions, circulars after them."""
    kinds = ("Luật", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư")
    return next((place for place, kind in enumerate(kinds) if basis.startswith(kind)), len(kinds))


def _dated(basis: str) -> date | None:
    found = _DATE.search(basis)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _own_date(after: str) -> date | None:
    found = _DATED.match(after)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
