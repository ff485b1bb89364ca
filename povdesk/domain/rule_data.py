"""Reading rule data strictly, all mistakes told at once; laying the officer's edits over it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeGuard

from povdesk.domain.errors import RuleDataUnreadable

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class Mistakes:
    """What is wrong with one file, in the order found."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[str] = []

    def add(self, where: str, sentence: str) -> None:
        self.found.append(f"{where}: {sentence}" if where else sentence)

    def raise_if_any(self) -> None:
        if self.found:
            listed = "\n".join(f"- {mistake}" for mistake in self.found)
            raise RuleDataUnreadable(
                f"Bộ quy định “{self.source}” có {len(self.found)} lỗi:\n{listed}",
                "Sửa bộ quy định rồi nạp lại, hoặc quay về bản kèm theo phần mềm.",
            )


class Fields:
    """One table of rule data; `finish` reports the keys that nobody asked for."""

    def __init__(self, data: Mapping[str, Any], where: str, mistakes: Mistakes) -> None:
        self._data = data
        self._where = where
        self._mistakes = mistakes
        self._asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        value = self._take(key)
        if value is None:
            if default is None:
                self.wrong(f"thiếu “{key}”")
            return default or ""
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.wrong(f"“{key}” phải là chữ")
            return default or ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self.wrong(f"“{key}” phải là danh sách các dòng chữ")
            return ()
        return tuple(value)

    def whole(self, key: str, default: int | None = None, *, required: bool = False) -> int | None:
        """A whole number, not negative; absent means not known."""
        value = self._take(key)
        if value is None:
            if required:
                self.wrong(f"thiếu “{key}”")
            return default
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong(f"“{key}” phải là số nguyên không âm")
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(f"“{key}” phải là true hoặc false")
            return default
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date; an officer's edit, kept as JSON, writes it 2027-01-01."""
        value = self._take(key)
        if value is None:
            if required:
                self.wrong(f"thiếu “{key}”")
            return None
        try:
            return value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(f"“{key}” phải là ngày, ví dụ 2027-01-01")
            return None

    def table(self, key: str) -> "Fields":
        value = self._take(key)
        if value is not None and not isinstance(value, Mapping):
            self.wrong(f"“{key}” phải là một bảng")
            value = None
        return Fields(value or {}, self._at(key), self._mistakes)

    def tables(self, key: str) -> Iterator["Fields"]:
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            self.wrong(f"“{key}” phải là danh sách các bảng")
            return
        for place, row in enumerate(value, start=1):
            yield Fields(row, self._at(f"{key} {row.get('code', place)}"), self._mistakes)

    def rest(self) -> dict[str, Any]:
        """Everything not asked for by name."""
        rest = {key: value for key, value in self._data.items() if key not in self._asked}
        self._asked.update(rest)
        return rest

    def wrong(self, sentence: str) -> None:
        self._mistakes.add(self._where, sentence)

    def finish(self) -> None:
        for key in self._data:
            if key not in self._asked:
                self.wrong(f"không biết mục “{key}”")

    def _take(self, key: str) -> Any:  # TOML and JSON hold any kind of value
        self._asked.add(key)
        return self._data.get(key)

    def _at(self, key: str) -> str:
        return f"{self._where}, {key}" if self._where else key


def read_toml(path: Path) -> dict[str, Any]:
    """The data of a TOML file; RuleDataUnreadable when it is missing or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleDataUnreadable(f"Không thấy bộ quy định “{path.name}”.", "Cài lại phần mềm.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleDataUnreadable(
            f"Không đọc được bộ quy định “{path.name}”: {error}.", "Sửa tệp rồi nạp lại."
        ) from error


WHOLE = "whole"
"""Key of an edit that takes the original's place instead of being laid over it (a rule pack's)."""


def in_force(data: Mapping[str, Any], edit: Mapping[str, Any]) -> dict[str, Any]:
    """The data as an edit makes it; a whole one owes nothing to what is shipped, now or later."""
    if edit.get(WHOLE):
        return {key: value for key, value in edit.items() if key != WHOLE}
    return merged(data, edit)


def merged(data: Mapping[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    """The data with the officer's edits laid over.

    Tables are merged key by key, lists of tables by their codes; null takes a value away,
    `"removed": true` takes a row away; any other value replaces the old one.
    """
    result = dict(data)
    for key, value in edits.items():
        old = result.get(key)
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(old, Mapping):
            result[key] = merged(old, value)
        elif _is_rows(value) and _is_rows(old):
            result[key] = _merged_rows(old, value)
        else:
            result[key] = value
    return result


def _is_rows(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and all(isinstance(row, Mapping) and "code" in row for row in value)


def _merged_rows(rows: list[Mapping[str, Any]], edits: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    by_code = {row["code"]: row for row in rows}
    for edit in edits:
        if edit.get("removed"):
            by_code.pop(edit["code"], None)
        else:
            by_code[edit["code"]] = merged(by_code.get(edit["code"], {}), edit)
    return list(by_code.values())
