"""What two papers of the office's own work say: the monitoring report (D22), the minutes of a copy (D26)."""

from dataclasses import dataclass
from datetime import date, datetime

from povdesk.domain.inspection import Inspection
from povdesk.domain.programme import Sums
from povdesk.domain.round_office import OfficePaper


@dataclass(frozen=True)
class Monitoring:
    """D22 of a year up to a day. projects: called so, with the money planned, given and paid."""

    shared: OfficePaper
    inspections: tuple[Inspection, ...]
    projects: tuple[tuple[str, Sums], ...]
    total: Sums
    hamlets: tuple[str, ...]
    addressees: tuple[str, ...]


@dataclass(frozen=True)
class CopyMade:
    """D26: one line of the log of copies. stick: its name or mark, empty when it was another place."""

    shared: OfficePaper
    made_at: datetime | None = None
    file_name: str = ""
    size: int | None = None
    sha256: str = ""
    place: str = ""
    stick: str = ""
    encrypted: bool = False
    verified_at: datetime | None = None
    sequence: int | None = None
    officer: str = ""

    @property
    def day(self) -> date:
        return self.made_at.date() if self.made_at else self.shared.day
