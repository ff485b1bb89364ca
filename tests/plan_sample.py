"""The shipped plan of 2024 with invented figures, for tests of the plan, its checks and its paper."""

import csv
import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Reading, Status, Target
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import BudgetAmount, HamletRow, PlanFacts, PlanProject
from povdesk.domain.plan_links import link_values
from povdesk.domain.plan_template import PlanTemplate, names_on, read_names, read_template
from povdesk.paths import RESOURCES

DAY = date(2024, 3, 5)

FOLDER = RESOURCES / "papers" / "annual_plan"

IDENTITY = CommuneIdentity(
    name="Trà Lâm",
    district="huyện Trà Bồng",
    province="tỉnh Quảng Ngãi",
    place_name="Trà Lâm",
    drafting_unit="VHXH",
    steering_committee="Ban Chỉ đạo các Chương trình mục tiêu quốc gia xã giai đoạn 2021-2025",
    valid_to=date(2025, 6, 30),
)
SIGNER = Signer("Đinh Thị Niềm", is_default=True)
NAMES = read_names((FOLDER / "names.toml").read_text(encoding="utf-8"), "names.toml")

HAMLETS = (
    HamletRow("Trà Xanh", 286, 279, 34, 35, None, 14, "Hồ Văn Bền"),
    HamletRow("Trà Hoa", 241, 236, 32, 29, None, 12, "Hồ Thị Nở"),
    HamletRow("Trà Khương", 214, 206, 28, 26, None, 10, "Đinh Văn Sáng"),
    HamletRow("Trà Lạc", 174, 171, 24, 22, None, 9, "Hồ Văn Lập"),
)
"""915 households, 118 poor, 112 near-poor, 45 near-poor to leave; all invented."""

PROJECTS = (
    PlanProject("DA1", "Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội", "Dự án 1"),
    PlanProject("DA2", "Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo", "Dự án 2"),
    PlanProject("DA3", "Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng", "Dự án 3"),
    PlanProject(
        "DA3.1", "Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp", "Tiểu dự án 1 - Dự án 3", "DA3"
    ),
    PlanProject("DA3.2", "Cải thiện dinh dưỡng", "Tiểu dự án 2 - Dự án 3", "DA3"),
    PlanProject("DA4", "Phát triển giáo dục nghề nghiệp, việc làm bền vững", "Dự án 4"),
    PlanProject("DA4.1", "Giáo dục nghề nghiệp", "Tiểu dự án 1 - Dự án 4", "DA4"),
    PlanProject("DA5", "Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo", "Dự án 5"),
    PlanProject("DA6", "Truyền thông và giảm nghèo về thông tin", "Dự án 6"),
    PlanProject("DA6.1", "Giảm nghèo về thông tin", "Tiểu dự án 1 - Dự án 6", "DA6"),
    PlanProject("DA6.2", "Truyền thông về giảm nghèo đa chiều", "Tiểu dự án 2 - Dự án 6", "DA6"),
    PlanProject("DA7", "Nâng cao năng lực và giám sát, đánh giá Chương trình", "Dự án 7"),
)

BUDGET = (
    BudgetAmount("DA2", "recurrent", "central", 1_200_000_000),
    BudgetAmount("DA3.1", "recurrent", "central", 900_000_000),
    BudgetAmount("DA5", "investment", "central", 1_080_000_000),
    BudgetAmount("DA7", "recurrent", "commune", 50_000_000),
)
"""3.230 triệu đồng in all."""


def template() -> PlanTemplate:
    return read_template((FOLDER / "2024.toml").read_text(encoding="utf-8"), "annual_plan/2024")


def make_plan(**changes: Any) -> AnnualPlan:
    """The plan as shipped, changed as asked."""
    return dataclasses.replace(template().plan, **changes)


def make_figures(**changes: dict[str, Any]) -> tuple[Figure, ...]:
    """The 26 indicators; IND_17={"target": {"value": 40}} changes the target of one of them."""
    with (Path(__file__).parent / "data" / "plan_indicators.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(_changed(_figure(row), changes.get(row["code"].replace("-", "_"), {})) for row in rows)


def counted(numerator: float, denominator: float, unknown: int = 0) -> Measured:
    """A rate as counted on the day of the sample."""
    return Measured(DAY, 100 * numerator / denominator, numerator, denominator, unknown)


def _changed(figure: Figure, changes: dict[str, Any]) -> Figure:
    if "target" in changes and figure.target is not None:
        changes = {**changes, "target": dataclasses.replace(figure.target, **changes["target"])}
    return dataclasses.replace(figure, **changes)


def _figure(row: dict[str, str]) -> Figure:
    measured = counted(118, 915) if row["code"] == "IND-01" else counted(10, 20, 3)
    is_rate = "%" in row["unit"]
    definition = IndicatorDefinition(
        **{name: row[name] for name in ("code", "letter", "group", "name", "unit", "direction")},
        kind="rate" if row["unit"] == "%" else "change_rate" if is_rate else "count",
        decimals=int(row["decimals"]),
        subject="household",
        projects=("DA3.2",) if row["code"] == "IND-17" else (),
    )
    target = Target(
        2024,
        row["operator"],
        float(row["target"]) if row["target"] else None,
        float(row["baseline"]) if row["baseline"] else None,
        readings=_READINGS if row["code"] == "IND-01" else (),
    )
    if not is_rate:
        measured = Measured(DAY, 50.0)
    return Figure(definition, target, measured, Status.FOLLOWED, previous=measured if is_rate else None)


def make_facts(plan: AnnualPlan | None = None, **changes: Any) -> PlanFacts:
    """Invented figures around the plan, with the values of its linked numbers."""
    plan = plan or make_plan()
    facts = PlanFacts(
        identity=IDENTITY,
        day=DAY,
        progress_on=DAY,
        signer=SIGNER,
        hamlets=HAMLETS,
        figures=make_figures(),
        projects=PROJECTS,
        budget=BUDGET,
        names=NAMES,
        kept=template().kept,
        minority_opening=counted(115, 892),
    )
    facts = dataclasses.replace(facts, **changes)
    values = link_values(
        plan,
        facts.identity,
        hamlet_count=len(facts.hamlets),
        figures=facts.figures,
        names=names_on(facts.names, facts.day),
    )
    return dataclasses.replace(facts, values={**values, **facts.values})


_READINGS = (
    Reading("A", "đúng như in: 0,82% xuống 0,79% số hộ toàn xã", 0.79, 0.82),
    Reading("B", "số phần của bảng tính: 82% xuống 79%", 79, 82),
    Reading("C", "rớt chữ số"),
)
