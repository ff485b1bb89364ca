"""How trials forecast classes and how targets are suggested: shipped thresholds with the officer's edits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection

from povdesk import paths
from povdesk.domain.errors import InvalidInput
from povdesk.domain.target_suggestion import Shares
from povdesk.storage import rule_edits
from povdesk.storage.act import Act

KIND = "suggestion_rules"
"""Kind of the officer's edits in rule_override; their codes are the sections of suggestions.toml."""

_LIMITS = {"share": (0, 100), "near_share": (0, 100), "years": (1, 5), "small_list": (0, 1000)}


@dataclass(frozen=True)
class SuggestionRules:
    """removes: kind of support → lacks it takes away. near_limit, registered, planned: which signs count.

    share: percent of the households with a firm sign; near_share: of those that are only near a limit.
    years: whose pace counts. small_list: up to so many not reached, all of them are suggested.
    """

    removes: Mapping[str, tuple[str, ...]]
    near_limit: bool = True
    registered: bool = True
    planned: bool = True
    share: int = 100
    near_share: int = 25
    years: int = 3
    small_list: int = 5

    @property
    def shares(self) -> Shares:
        return Shares(self.share, self.near_share)


def load(connection: Connection) -> SuggestionRules:
    """The rules in force in this database."""
    edits = rule_edits.edits(connection, KIND)
    sections = {
        name: {**values, **(edits[name].payload if name in edits else {})}
        for name, values in shipped_sections().items()
    }
    return SuggestionRules(
        {kind: tuple(codes) for kind, codes in sections["removes"].items()},
        **sections["leaving"],
        **sections["pace"],
    )


def change(act: Act, section: str, values: Mapping[str, Any]) -> None:
    """Keep the officer's values of a section (leaving, pace, removes); all others stay as shipped."""
    refuse_wrong(section, values)
    known = rule_edits.edits(act.connection, KIND).get(section)
    kept = {**(known.payload if known else {}), **values}
    rule_edits.put(act, KIND, section, kept, "Sửa ngưỡng gợi ý mục tiêu")


def refuse_wrong(section: str, values: Mapping[str, Any]) -> None:
    """InvalidInput when this program has no such threshold or the value is out of range."""
    shipped = shipped_sections().get(section, {})
    for name, value in values.items():
        if section != "removes" and (name not in shipped or type(value) is not type(shipped[name])):
            raise InvalidInput("Ngưỡng gợi ý chưa đúng.", "Nhập lại giá trị.")
        low, high = _LIMITS.get(name, (None, None))
        if low is not None and high is not None and not low <= value <= high:
            raise InvalidInput(f"Ngưỡng gợi ý phải từ {low} đến {high}.", "Nhập lại giá trị.")


@cache
def shipped_sections() -> dict[str, dict[str, Any]]:
    """The sections of the file as the program brings it."""
    with (paths.RESOURCES / "indicators" / "suggestions.toml").open("rb") as file:
        return tomllib.load(file)
