"""Shipped wordings of the plan and dated names, read strictly from TOML text."""

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.commune import is_valid_on
from povdesk.domain.errors import RuleDataUnreadable
from povdesk.domain.plan import AnnualPlan, LegalBasis, PlanRole, PlanSection, Recipient, SectionKind


@dataclass(frozen=True)
class KeptWording:
    """A doubtful passage left as printed; open while the text at `where` still holds `still_there`."""

    code: str
    where: str
    still_there: str
    message: str
    decision: str


@dataclass(frozen=True)
class PlanTemplate:
    """A plan without numbers of its own, and what its author must decide."""

    plan: AnnualPlan
    kept: tuple[KeptWording, ...]


@dataclass(frozen=True)
class DatedName:
    """A name that is right only for a time.

    outdated: older or mistaken forms people still copy. later: what stands in its place afterwards.
    """

    code: str
    text: str
    valid_from: date
    valid_to: date | None = None
    outdated: tuple[str, ...] = ()
    later: str = ""


def read_template(text: str, source: str) -> PlanTemplate:
    """The template in TOML text; source names the file in the sections and in error messages.

    Raises RuleDataUnreadable with all mistakes at once.
    """
    reader = _Reader(text, source)
    data = reader.data
    plan = AnnualPlan(
        year=reader.number(data, "year"),
        title=reader.text(data, "title", needed=True),
        subject=reader.text(data, "subject", needed=True),
        opening=reader.text(data, "opening"),
        closing=reader.text(data, "closing"),
        symbol=reader.text(data, "symbol", needed=True),
        authority=reader.text(data, "authority"),
        budget_total=reader.number(data, "budget_total") if "budget_total" in data else None,
        bases=tuple(LegalBasis(reader.text(basis, "text", needed=True)) for basis in reader.tables("basis")),
        sections=tuple(reader.section(entry) for entry in reader.tables("section")),
        roles=tuple(reader.role(entry) for entry in reader.tables("role")),
        recipients=tuple(
            Recipient(reader.text(entry, "text", needed=True), reader.codes(entry, "roles"))
            for entry in reader.tables("recipient")
        ),
    )
    kept = tuple(
        KeptWording(
            **{
                name: reader.text(entry, name, needed=True)
                for name in ("code", "where", "still_there", "message", "decision")
            }
        )
        for entry in reader.tables("kept")
    )
    codes = [section.code for section in plan.walk()] + [role.code for role in plan.roles]
    reader.mistakes += [f"mã {code} dùng hai lần" for code in sorted(set(codes)) if codes.count(code) > 1]
    reader.finish()
    return PlanTemplate(plan, kept)


def read_names(text: str, source: str) -> tuple[DatedName, ...]:
    """Dated names from TOML text. Raises RuleDataUnreadable with all mistakes at once."""
    reader = _Reader(text, source)
    names = tuple(
        DatedName(
            code=reader.text(entry, "code", needed=True),
            text=reader.text(entry, "text", needed=True),
            valid_from=reader.day(entry, "valid_from") or date.min,
            valid_to=reader.day(entry, "valid_to"),
            outdated=reader.codes(entry, "outdated"),
            later=reader.text(entry, "later"),
        )
        for entry in reader.tables("name")
    )
    reader.finish()
    return names


def names_on(names: tuple[DatedName, ...], day: date) -> dict[str, str]:
    """Name by code, those in force on the day only; roles have their names in the plan itself."""
    return {
        name.code: name.text
        for name in names
        if is_valid_on(day, name.valid_from, name.valid_to) and not name.code.startswith("role.")
    }


def named_on(text: str, names: tuple[DatedName, ...], day: date) -> str:
    """The text with names that are not in force on the day replaced by those of the same code that are."""
    current = names_on(names, day)
    for name in names:
        if name.code in current and name.text in text:
            text = text.replace(name.text, current[name.code])
    return text


class _Reader:
    """Reads one file and collects its mistakes."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.mistakes: list[str] = []
        try:
            # Any: the shape of a file is only known after it is checked here.
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleDataUnreadable(f"Tệp {source} bị hỏng: {error}.") from error

    def tables(self, name: str, inside: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        found = (self.data if inside is None else inside).get(name, [])
        if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
            return found
        self.mistakes.append(f"{name} phải là danh sách [[{name}]]")
        return []

    def text(self, entry: dict[str, Any], name: str, *, needed: bool = False) -> str:
        found = entry.get(name, "")
        if not isinstance(found, str):
            self.mistakes.append(f"{name} phải là chữ")
            return ""
        if needed and not found.strip():
            self.mistakes.append(f"thiếu {name} ({entry.get('code', 'không có mã')})")
        return unicodedata.normalize("NFC", found.strip())

    def number(self, entry: dict[str, Any], name: str) -> int:
        found = entry.get(name)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        self.mistakes.append(f"{name} phải là số nguyên")
        return 0

    def day(self, entry: dict[str, Any], name: str) -> date | None:
        found = entry.get(name)
        if found is None or isinstance(found, date):
            return found
        self.mistakes.append(f"{name} phải là ngày")
        return None

    def codes(self, entry: dict[str, Any], name: str) -> tuple[str, ...]:
        found = entry.get(name, [])
        if isinstance(found, list) and all(isinstance(code, str) for code in found):
            return tuple(unicodedata.normalize("NFC", code) for code in found)
        self.mistakes.append(f"{name} phải là danh sách chữ")
        return ()

    def section(self, entry: dict[str, Any]) -> PlanSection:
        kind = entry.get("kind", "")
        if kind not in [known.value for known in SectionKind]:
            self.mistakes.append(f"kind lạ: {kind!r} ({entry.get('code', 'không có mã')})")
            kind = SectionKind.TEXT
        code = self.text(entry, "code", needed=True)
        return PlanSection(
            code=code,
            kind=SectionKind(kind),
            heading=self.text(entry, "heading"),
            body=self.text(entry, "body"),
            parts=tuple(self.section(part) for part in self.tables("part", entry)),
            indicator=self.text(entry, "indicator"),
            source=f"{self.source}:{code}",
        )

    def role(self, entry: dict[str, Any]) -> PlanRole:
        return PlanRole(
            code=self.text(entry, "code", needed=True),
            name=self.text(entry, "name", needed=True),
            short_name=self.text(entry, "short_name"),
            verb=self.text(entry, "verb"),
            body=self.text(entry, "body"),
            leads=self.codes(entry, "leads"),
            coordinates=self.codes(entry, "coordinates"),
        )

    def finish(self) -> None:
        if self.mistakes:
            raise RuleDataUnreadable(f"Tệp {self.source} có chỗ chưa đúng: " + "; ".join(self.mistakes) + ".")
