"""What every new database begins with: the programme's projects and the plan's indicators."""

from povdesk.storage import targets
from povdesk.storage.act import Act
from povdesk.storage.programme import seed_projects
from povdesk.storage.targets import seed_definitions


def seed(act: Act) -> None:
    """Projects and indicator definitions; what is there already stays as the officer has it."""
    act.describe("Lập danh mục dự án và chỉ tiêu")
    seed_projects(act)
    seed_definitions(act)


def seed_targets(act: Act, year: int) -> int:
    """The targets of the reference plan for a year ("Lấy bộ chỉ tiêu mẫu"); returns how many were added."""
    seed_definitions(act)
    return targets.seed_targets(act, year)
