"""How indicators are counted and judged: the shipped defaults with the officer's edits on top."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select

from povdesk import paths
from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator_status import StatusRules
from povdesk.storage import rule_edits
from povdesk.storage.act import Act
from povdesk.storage.tables import catalogue_item

KIND = "indicator_rules"
"""Kind of the officer's edits in rule_override; their codes are the sections of rules.toml."""

LASTING_WORK = {
    "": "Chưa đặt",
    "ticked": "Theo ô “việc làm bền vững” trên phiếu",
    "contract": "Có hợp đồng lao động",
    "either": "Ô trên phiếu hoặc hợp đồng lao động",
}
HOUSE_COUNTS = {"approved": "Đã duyệt", "started": "Đã khởi công", "finished": "Đã xong"}

_CHOICES = {"lasting_work": LASTING_WORK, "house_counts": HOUSE_COUNTS}
_LISTS = ("retirement_ages", "school_levels", "school_ages", "ethnic_groups")
_CODE = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class CountingRules:
    """What the queries need to know besides dates.

    kinds: codes of kinds of support by what they count for. lasting_work: empty until the officer sets it
    (IND-08 stays blank). levels: rank of a school level. due_from: school age → rank of the level due.
    retirement: year → months of age for men and women. majority: codes of groups that are no minority.
    broken: why a rule cannot be used, by its name; the queries get something harmless in its place.
    """

    exit_months: int
    lasting_work: str
    house_counts: str
    students_left_out: bool
    working_age_from: int
    school_year_starts: int
    kinds: Mapping[str, Sequence[str]]
    levels: Mapping[str, int]
    due_from: Mapping[int, int]
    retirement: Mapping[int, tuple[int, int]]
    majority: Sequence[str]
    broken: Mapping[str, str] = field(default_factory=dict)

    def codes(self, *names: str) -> str:
        """Kinds of support as a list for SQL: 'A', 'B'."""
        return ", ".join(quoted(code) for name in names for code in self.kinds[name])

    def retirement_months(self, sex: str, year: int) -> int:
        """Age of retirement in a year, in months; outside the table its first or last line counts."""
        nearest = min(self.retirement, key=lambda known: abs(known - year))
        return self.retirement[nearest][0 if sex == "male" else 1]


def quoted(code: str) -> str:
    """A code as SQL text; codes hold letters, digits, dots and dashes only."""
    if not _CODE.fullmatch(code):
        raise InvalidInput(f"Mã “{code}” không dùng được.", "Mã chỉ gồm chữ không dấu, số và gạch dưới.")
    return f"'{code}'"


def load(connection: Connection) -> tuple[CountingRules, StatusRules]:
    """The rules in force in this database."""
    sections = _in_force(connection)
    lists = _catalogues(connection)
    status = sections["status"]
    broken: dict[str, str] = {}
    levels = _levels(lists["school_levels"], broken)
    due_from = {
        int(item.extra["statistics_from"]): levels[item.code]
        for item in lists["school_ages"]
        if "statistics_from" in item.extra and item.code in levels
    }
    retirement = {
        int(item.code): (_months(item, "male"), _months(item, "female")) for item in lists["retirement_ages"]
    }
    majority = [item.code for item in lists["ethnic_groups"] if not item.extra.get("minority", True)]
    if not due_from:
        broken["school_levels"] = "Chưa có cấp học theo độ tuổi trong danh mục"
    if not retirement:
        broken["retirement_ages"] = "Chưa có tuổi nghỉ hưu trong danh mục"
    if not all(map(_CODE.fullmatch, majority)):
        broken["ethnic_groups"] = "Danh mục dân tộc có mã không dùng được"
    rules = CountingRules(
        **_usable(sections["counting"], broken),
        kinds={name: _kinds(name, codes, broken) for name, codes in sections["kinds"].items()},
        levels=levels or {"none": 0},
        due_from=due_from or {3: 0},
        retirement=retirement or {0: (0, 0)},
        majority=[code for code in majority if _CODE.fullmatch(code)],
        broken=broken,
    )
    thresholds = StatusRules(
        version=status["version"],
        year_starts=_month_and_day(status["year_starts"]),
        year_ends=_month_and_day(status["year_ends"]),
        on_track_from=status["on_track_from"],
        attention_from=status["attention_from"],
        typed_days=status["typed_days"],
    )
    return rules, thresholds


def change(act: Act, section: str, values: Mapping[str, Any]) -> None:
    """Keep the officer's values of a section (status, counting, kinds); all others stay as shipped."""
    refuse_wrong(section, values)
    known = rule_edits.edits(act.connection, KIND).get(section)
    kept = {**(known.payload if known else {}), **values}
    rule_edits.put(act, KIND, section, kept, "Sửa cách tính chỉ tiêu")


def refuse_wrong(section: str, values: Mapping[str, Any]) -> None:
    """InvalidInput when this program has no such rule or the value is of another kind."""
    shipped = shipped_sections()
    if section not in shipped or not set(values) <= set(shipped[section]):
        raise InvalidInput("Không có quy tắc này.", "Chọn lại trong trang Chỉ tiêu.")
    for name, value in values.items():
        known_value = shipped[section][name]
        if isinstance(value, bool) != isinstance(known_value, bool) or not isinstance(
            value, (int, float) if isinstance(known_value, (int, float)) else type(known_value)
        ):
            raise InvalidInput("Giá trị của quy tắc chưa đúng kiểu.", "Nhập lại giá trị.")
    for name, choices in _CHOICES.items():
        if name in values and values[name] not in choices:
            raise InvalidInput("Cách tính này không có trong danh sách.", "Chọn một cách có sẵn.")


def _usable(section: Mapping[str, Any], broken: dict[str, str]) -> dict[str, Any]:
    """The values that this program knows; what is none of the choices is put aside with the reason."""
    shipped = shipped_sections()["counting"]
    known = {one.name for one in fields(CountingRules)} & set(shipped)
    found = {name: section.get(name, shipped[name]) for name in known}
    for name, choices in _CHOICES.items():
        if found[name] not in choices:
            broken[name] = f"Quy tắc đếm “{found[name]}” không có trong phần mềm này, chọn lại quy tắc"
            found[name] = shipped[name]
    for name in known - set(_CHOICES):
        if type(found[name]) is not type(shipped[name]):
            found[name] = shipped[name]
    return found


def _kinds(name: str, codes: Any, broken: dict[str, str]) -> tuple[str, ...]:
    """The codes of a rule that can be asked for."""
    wanted = [str(code) for code in codes] if isinstance(codes, (list, tuple)) else []
    usable = tuple(code for code in wanted if _CODE.fullmatch(code))
    if len(usable) < len(wanted):
        wrong = next(code for code in wanted if code not in usable)
        broken[name] = f"Quy tắc có mã loại hỗ trợ “{wrong}” không dùng được, sửa lại quy tắc"
    elif not usable:
        broken[name] = "Chưa chọn loại hỗ trợ nào để đếm"
    return usable or ("NONE",)


def _levels(items: Sequence[CatalogueItem], broken: dict[str, str]) -> dict[str, int]:
    levels = {item.code: int(item.extra["rank"]) for item in items if "rank" in item.extra}
    if not all(map(_CODE.fullmatch, levels)):
        broken["school_levels"] = "Danh mục cấp học có mã không dùng được"
    return {code: rank for code, rank in levels.items() if _CODE.fullmatch(code)}


def _in_force(connection: Connection) -> dict[str, dict[str, Any]]:
    edits = rule_edits.edits(connection, KIND)
    return {
        section: {**values, **(edits[section].payload if section in edits else {})}
        for section, values in shipped_sections().items()
    }


def _catalogues(connection: Connection) -> dict[str, tuple[CatalogueItem, ...]]:
    edits: dict[str, list[CatalogueItem]] = {name: [] for name in _LISTS}
    for row in connection.execute(
        select(catalogue_item)
        .where(catalogue_item.c.catalogue.in_(_LISTS))
        .order_by(catalogue_item.c.position, catalogue_item.c.id)
    ):
        extra = MappingProxyType(json.loads(row.extra or "{}"))
        edits[row.catalogue].append(CatalogueItem(row.code, row.name, extra=extra, active=bool(row.active)))
    return {
        name: tuple(item for item in catalogues.load(name, edits[name]) if item.active) for name in _LISTS
    }


@cache
def shipped_sections() -> dict[str, dict[str, Any]]:
    """The sections of the file as the program brings it."""
    with (paths.RESOURCES / "indicators" / "rules.toml").open("rb") as file:
        return tomllib.load(file)


def _months(item: CatalogueItem, sex: str) -> int:
    return 12 * int(item.extra[f"{sex}_years"]) + int(item.extra.get(f"{sex}_months", 0))


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
