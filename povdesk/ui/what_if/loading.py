"""What the page shows, read in one job; the trial itself runs on the files lane over a copy in memory."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from povdesk.domain.programme import BudgetLine, Project
from povdesk.domain.support import Subject, SupportKind
from povdesk.domain.what_if import Money, Proposal

from ..support.loading import Heading
from ..widgets.fields import Choice

if TYPE_CHECKING:
    from povdesk.storage.target_suggestions import Suggestions
    from povdesk.storage.what_if_subjects import Origin

SUBJECTS = (Subject.HOUSEHOLD, Subject.PERSON)


@dataclass(frozen=True)
class Loaded:
    """day: of the numbers. budget, projects: where money can come from. origins: lists to pick from."""

    year: int
    day: date
    proposals: tuple[Proposal, ...]
    kinds: tuple[SupportKind, ...]
    projects: tuple[Project, ...]
    budget: tuple[BudgetLine, ...]
    origins: "tuple[Origin, ...]"
    suggestions: "Suggestions"
    heading: Heading

    def proposal(self, uid: str) -> Proposal | None:
        return next((one for one in self.proposals if one.uid == uid), None)

    def kind(self, code: str) -> SupportKind | None:
        return next((one for one in self.kinds if one.code == code), None)

    def kind_name(self, code: str) -> str:
        found = self.kind(code)
        return found.name if found else code

    def kind_choices(self, keep: str = "") -> list[Choice]:
        """Kinds that can be noted for households or people."""
        return [
            Choice(one.code, one.name)
            for one in self.kinds
            if (one.active or one.code == keep) and any(subject in SUBJECTS for subject in one.subjects)
        ]

    def money_choices(self) -> list[Choice]:
        """The year's budget lines, then the projects that have none."""
        keys = {one.code: one.id for one in self.projects}
        moneys = [Money(keys.get(one.project), one.capital, one.source) for one in self.budget]
        having = {one.project for one in self.budget}
        moneys += [Money(one.id) for one in self.projects if one.code not in having]
        return [Choice(money_key(one), self.money_words(one)) for one in moneys if one.is_chosen]

    def money_words(self, money: Money) -> str:
        if not money.is_chosen:
            return "Chưa chọn dòng kinh phí"
        called = next((one.called for one in self.projects if one.id == money.project_id), "")
        parts = [called or "Dự án đã bỏ"]
        if money.capital is not None and money.source is not None:
            parts += [money.capital.label.lower(), money.source.label.lower()]
        return ", ".join(parts)


def money_key(money: Money) -> str:
    return f"{money.project_id or ''}|{money.capital or ''}|{money.source or ''}"


def money_of(key: str) -> Money:
    """From the code of a choice."""
    from povdesk.domain.programme import Capital, Source

    project, capital, source = (key or "||").split("|")
    return Money(
        int(project) if project else None,
        Capital(capital) if capital else None,
        Source(source) if source else None,
    )


def read(connection: Any, today: date) -> Loaded:
    """Everything of the working year."""
    from povdesk.storage import (
        dashboard,
        office,
        programme,
        support,
        target_suggestions,
        what_if,
        what_if_subjects,
    )

    year = dashboard.working_year(connection, today)
    day = dashboard.last_day(year, today)
    return Loaded(
        year,
        day,
        what_if.proposals(connection, year),
        support.kinds(connection),
        programme.projects(connection),
        programme.budget(connection, year),
        what_if_subjects.origins(connection, year, day),
        target_suggestions.suggest(connection, year, day),
        Heading(*office.heading(connection, today)),
    )


def subjects_words(subject: Subject, count: int) -> str:
    from povdesk.domain.vietnamese import format_number

    return f"{format_number(count)} {'người' if subject is Subject.PERSON else 'hộ'}"
