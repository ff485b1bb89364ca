"""Plans of other structure, written by people who had not seen the reader, with what a careful reader finds.

The first reading of the first set had 41 of 57 targets wholly right, of the second 45 of 57, of the third
66 of 92; what was missed was mended by rules, not by cases. The sets are kept so that it stays mended.
"""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from povdesk.documents.plan_file import read_lines
from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.reader import read_plan
from povdesk.domain.plan_text.reading import ReadPlan, ReadTarget
from povdesk.storage import plan_wordings, plans
from povdesk.storage.targets import shipped

DATA = Path(__file__).parent.parent / "data"
FILES = [
    *((DATA / "other_plans", name) for name in ("plan_1.txt", "plan_2.txt", "plan_3.docx")),
    *((DATA / "other_plans_2", name) for name in ("plan_1.docx", "plan_2.txt", "plan_3.txt")),
    *((DATA / "other_plans_3", name) for name in ("plan_1.docx", "plan_2.docx", "plan_2.txt")),
    *((DATA / "other_plans_3", name) for name in ("plan_3.docx", "plan_4.txt")),
]
_NAMES = ("code", "name", "letter", "short_name", "group", "unit", "kind", "direction")


def read(folder: Path, name: str) -> ReadPlan:
    known = [
        IndicatorDefinition(**{field: row[field] for field in _NAMES if field in row})
        for row in shipped()["indicator"]
    ]
    lines, text = read_lines(folder / name)
    return read_plan(lines, known, plan_wordings.template().plan.roles, plans.dated_names(), text)


def expected(folder: Path, name: str) -> list[dict[str, str]]:
    number = name.split(".")[0].rpartition("_")[2]
    with (folder / f"expected_{number}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def found_for(row: dict[str, str], targets: list[ReadTarget]) -> ReadTarget | None:
    """The target read for a row, taken out of the list."""
    fragment = row["wording_fragment"].removeprefix("trong đó ")
    for target in targets:
        if fragment in target.wording or target.wording.startswith(fragment):
            targets.remove(target)
            return target
    return None


def is_right(row: dict[str, str], target: ReadTarget) -> bool:
    value = Decimal(row["value"]) if row["value"] else None
    baseline = Decimal(row["baseline"]) if row["baseline"] else None
    measured = value is None or (target.operator, target.unit) == (row["operator"], row["unit"])
    return (target.value, target.baseline, target.code) == (value, baseline, row["indicator"]) and measured


def test_nine_of_ten_targets_are_wholly_right_and_none_is_wrong_without_a_mark() -> None:
    right = wanted = 0
    silent, missed, invented = [], [], []
    for folder, name in FILES:
        left = list(read(folder, name).targets)
        for row in expected(folder, name):
            wanted += 1
            target = found_for(row, left)
            if target is None:
                missed.append(row)
            elif is_right(row, target):
                right += 1
            elif not target.doubts:
                silent.append((name, row, target))
        invented += [(name, target) for target in left if not target.doubts]

    assert right >= 0.9 * wanted, f"{right}/{wanted}"
    assert not silent
    assert not missed
    assert not invented


@pytest.mark.parametrize(("folder", "name"), FILES, ids=lambda one: one if isinstance(one, str) else one.name)
def test_year_roles_recipients_and_money_are_those_a_reader_finds(folder: Path, name: str) -> None:
    facts = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wanted: dict[str, Any] = facts.get(name) or facts[name.split(".")[0]]
    found = read(folder, name)

    def count(value: Any) -> int:
        return value if isinstance(value, int) else len(value)

    assert found.year == wanted["year"]
    assert len(found.roles) == count(wanted["roles"])
    assert len(found.recipients) == count(wanted["recipients"])
    assert found.budget == wanted["budget_total_dong"]


def test_a_civil_servant_named_without_a_field_is_the_one_who_leads_the_programme() -> None:
    folder = DATA / "other_plans_3"
    first = {name: read(folder, name).roles[0] for name in ("plan_1.docx", "plan_2.txt", "plan_4.txt")}

    assert {role.code for role in first.values()} == {"R1"}


def test_a_department_of_the_new_commune_gets_no_old_office() -> None:
    roles = read(DATA / "other_plans_3", "plan_3.docx").roles

    assert [role.code for role in roles[:4]] == ["", "", "", ""]


def test_a_table_pasted_from_word_reads_as_the_table_of_the_file() -> None:
    folder = DATA / "other_plans_3"
    pasted, opened = read(folder, "plan_2.txt"), read(folder, "plan_2.docx")

    def facts(plan: ReadPlan) -> list[tuple[Any, ...]]:
        return [(one.wording, one.code, one.operator, one.value, one.baseline) for one in plan.targets]

    assert len(opened.targets) == 21
    assert facts(pasted) == facts(opened)
