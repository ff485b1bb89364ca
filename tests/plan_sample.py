"""The shipped plan of 2024 with invented figures, for tests of the plan, its checks and its paper."""

import dataclasses
from datetime import date
from typing import Any

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import BudgetAmount, HamletRow, Measured, PlanFacts, PlanIndicator, PlanProject
from povdesk.domain.plan_links import link_values
from povdesk.domain.plan_template import PlanTemplate, names_on, read_names, read_template
from povdesk.paths import RESOURCES

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


def make_indicators(**changes: dict[str, Any]) -> tuple[PlanIndicator, ...]:
    """The 26 indicators; IND_01={"actual": …} changes one of them."""
    made = []
    for code, letter, group, name, unit, direction, operator, target, decimals, baseline in _ROWS:
        measured = Measured(118 / 915 * 100, 118, 915) if code == "IND-01" else Measured(50.0, 10, 20, 3)
        indicator = PlanIndicator(
            code, name, unit, letter, group, decimals, direction, operator, target, baseline=baseline,
            previous=measured if "%" in unit else None, actual=measured,
            readings=_READINGS if code == "IND-01" else (), projects=("DA3.2",) if code == "IND-17" else (),
        )  # fmt: skip
        made.append(dataclasses.replace(indicator, **changes.get(code.replace("-", "_"), {})))
    return tuple(made)


def make_facts(plan: AnnualPlan | None = None, **changes: Any) -> PlanFacts:
    """Invented figures around the plan, with the values of its linked numbers."""
    plan = plan or make_plan()
    facts = PlanFacts(
        identity=IDENTITY,
        day=date(2024, 3, 5),
        progress_on=date(2024, 3, 5),
        signer=SIGNER,
        hamlets=HAMLETS,
        indicators=make_indicators(),
        projects=PROJECTS,
        budget=BUDGET,
        names=NAMES,
        kept=template().kept,
        minority_opening=Measured(115 / 892 * 100, 115, 892),
    )
    facts = dataclasses.replace(facts, **changes)
    values = link_values(
        plan,
        facts.identity,
        hamlet_count=len(facts.hamlets),
        indicators=facts.indicators,
        names=names_on(facts.names, facts.day),
    )
    return dataclasses.replace(facts, values={**values, **facts.values})


_READINGS = (
    "đúng như in: 0,82% xuống 0,79% số hộ toàn xã",
    "số phần của bảng tính: 82% xuống 79%",
    "rớt chữ số",
)

_ROWS = (
    (
        "IND-01",
        "a",
        "Giảm nghèo chung",
        "Tỷ lệ hộ nghèo toàn xã theo chuẩn nghèo đa chiều giai đoạn 2022-2025",
        "%",
        "from_to",
        "<=",
        0.79,
        2,
        0.82,
    ),
    ("IND-02", "a", "Giảm nghèo chung", "Tỷ lệ hộ nghèo đa chiều", "%", "less_than", "<", 2, 2, None),
    (
        "IND-03",
        "b",
        "Giảm nghèo chung",
        "Số hộ cận nghèo giảm trong năm",
        "hộ",
        "decrease_by_at_least",
        ">=",
        45,
        0,
        None,
    ),
    (
        "IND-04",
        "c",
        "Giảm nghèo chung",
        "Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số",
        "điểm %",
        "decrease_by_more_than",
        ">",
        2,
        0,
        None,
    ),
    (
        "IND-05",
        "d",
        "Giảm nghèo chung",
        "Số hộ nghèo được hỗ trợ cải thiện sinh kế, nâng cao chất lượng cuộc sống",
        "hộ",
        "at_least",
        ">=",
        5,
        0,
        None,
    ),
    (
        "IND-06",
        "d",
        "Giảm nghèo chung",
        "Thu nhập bình quân đầu người của hộ nghèo tăng lên",
        "đồng/người/tháng",
        "increase",
        "> baseline",
        None,
        0,
        None,
    ),
    (
        "IND-07",
        "đ",
        "Giảm nghèo chung",
        "Tỷ lệ người có khả năng lao động, có nhu cầu thuộc hộ nghèo, hộ cận nghèo được hỗ trợ nâng cao năng lực sản xuất nông, lâm, ngư nghiệp",
        "%",
        "at_least",
        ">=",
        80,
        0,
        None,
    ),
    (
        "IND-08",
        "e",
        "Giảm nghèo chung",
        "Hộ nghèo, hộ cận nghèo có ít nhất một thành viên trong độ tuổi lao động có việc làm bền vững",
        "%",
        "unquantified",
        "",
        None,
        0,
        None,
    ),
    (
        "IND-09",
        "g",
        "Cán bộ",
        "Tỷ lệ cán bộ, công chức làm công tác giảm nghèo được bồi dưỡng, tập huấn",
        "%",
        "achieve_all",
        ">=",
        100,
        0,
        None,
    ),
    (
        "IND-10",
        "h",
        "Việc làm",
        "Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu được hỗ trợ kết nối, tư vấn, định hướng nghề nghiệp, thông tin thị trường lao động, tìm việc làm",
        "%",
        "achieve_all",
        ">=",
        100,
        0,
        None,
    ),
    (
        "IND-11",
        "h",
        "Việc làm",
        "Số người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, vùng khó khăn được kết nối việc làm thành công",
        "người",
        "at_least",
        ">=",
        20,
        0,
        None,
    ),
    (
        "IND-12",
        "h",
        "Việc làm",
        "Số người lao động được hỗ trợ đào tạo",
        "người",
        "at_least",
        ">=",
        5,
        0,
        None,
    ),
    (
        "IND-13",
        "h",
        "Việc làm",
        "Số lao động đi làm việc ở nước ngoài theo hợp đồng",
        "người",
        "approx",
        ">=",
        2,
        0,
        None,
    ),
    (
        "IND-14",
        "h",
        "Việc làm",
        "Tỷ lệ hộ có người đi làm việc ở nước ngoài thoát nghèo",
        "%",
        "at_least",
        ">=",
        80,
        0,
        None,
    ),
    (
        "IND-15",
        "h",
        "Việc làm",
        "Số người lao động được hỗ trợ học nâng cao trình độ ngoại ngữ trước khi đi làm việc ở nước ngoài",
        "người",
        "approx",
        ">=",
        2,
        0,
        None,
    ),
    (
        "IND-16",
        "h",
        "Y tế",
        "Tỷ lệ người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế",
        "%",
        "achieve_all",
        ">=",
        100,
        0,
        None,
    ),
    (
        "IND-17",
        "h",
        "Y tế",
        "Tỷ lệ suy dinh dưỡng thấp còi trẻ em dưới 16 tuổi",
        "%",
        "at_most",
        "<=",
        49.2,
        1,
        None,
    ),
    (
        "IND-18",
        "h",
        "Giáo dục, đào tạo",
        "Tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi",
        "%",
        "at_least",
        ">=",
        96,
        0,
        None,
    ),
    (
        "IND-19",
        "h",
        "Giáo dục, đào tạo",
        "Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo qua đào tạo",
        "%",
        "at_least",
        ">=",
        50,
        0,
        None,
    ),
    (
        "IND-20",
        "h",
        "Giáo dục, đào tạo",
        "Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có bằng cấp, chứng chỉ",
        "%",
        "at_least",
        ">=",
        11.7,
        1,
        None,
    ),
    (
        "IND-21",
        "h",
        "Giáo dục, đào tạo",
        "Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập thấp có nhu cầu được hỗ trợ đào tạo kỹ năng nghề phù hợp",
        "%",
        "achieve_all",
        ">=",
        100,
        0,
        None,
    ),
    (
        "IND-22",
        "h",
        "Nhà ở",
        "Số hộ nghèo, hộ cận nghèo được hỗ trợ nhà ở",
        "hộ",
        "at_least",
        ">=",
        27,
        0,
        None,
    ),
    (
        "IND-23",
        "h",
        "Nước sinh hoạt và vệ sinh",
        "Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nước sinh hoạt hợp vệ sinh",
        "%",
        "at_least",
        ">=",
        75,
        0,
        None,
    ),
    (
        "IND-24",
        "h",
        "Nước sinh hoạt và vệ sinh",
        "Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh",
        "%",
        "at_least",
        ">=",
        36,
        0,
        None,
    ),
    (
        "IND-25",
        "h",
        "Thông tin",
        "Tỷ lệ hộ nghèo, hộ cận nghèo có nhu cầu được tiếp cận, sử dụng dịch vụ viễn thông, internet",
        "%",
        "at_least",
        ">=",
        82.34,
        2,
        None,
    ),
    (
        "IND-26",
        "h",
        "Thông tin",
        "Tỷ lệ hộ gia đình trên địa bàn xã được tiếp cận thông tin về giảm nghèo bền vững qua xuất bản phẩm, sản phẩm truyền thông",
        "%",
        "at_least",
        ">=",
        90,
        0,
        None,
    ),
)
