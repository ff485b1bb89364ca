"""Makes the new data on the files lane: the invented commune, or an empty register with its names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from povdesk import paths
from povdesk.domain.commune import CommuneIdentity, Hamlet, Signer


@dataclass(frozen=True)
class NewCommune:
    """The officer's answers of the first steps."""

    identity: CommuneIdentity | None = None
    hamlets: tuple[Hamlet, ...] = ()
    officer_name: str = ""
    signer: Signer | None = None
    working_year: int = 0


def create_sample(folder: Path) -> Path:
    """The invented commune in its own folder; returns the folder."""
    from povdesk.storage import demo, places

    places.try_writing(folder)
    demo.create(folder / paths.DATABASE_NAME).close()
    return folder


def create_empty(folder: Path, wanted: NewCommune) -> Path:
    """A register with names, hamlets, the programme's projects and indicators, and the year's round open."""
    from povdesk.domain.review import RoundKind
    from povdesk.storage import commune, places, round_steps, seeds, settings
    from povdesk.storage.creation import create_database

    places.try_writing(folder)
    year = wanted.working_year

    def fill(act: Any) -> None:
        seeds.seed(act)
        if wanted.identity is not None:
            commune.save_identity(act, wanted.identity)
        for hamlet in wanted.hamlets:
            commune.save_hamlet(act, hamlet)
        if wanted.signer is not None:
            commune.save_signer(act, wanted.signer)
        settings.put(act, "working_year", year)
        round_steps.open_round(act, year, RoundKind.PERIODIC, date(year, 9, 1))

    create_database(folder / paths.DATABASE_NAME, officer_name=wanted.officer_name, fill=fill).close()
    return folder
