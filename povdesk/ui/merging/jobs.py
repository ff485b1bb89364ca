"""The work with the other register, on the files lane with a database of its own; no widgets here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from povdesk.domain.commune_merging import Rehearsal, Wishes

Job = Callable[[Callable[..., None], Callable[[], bool]], Any]


@dataclass(frozen=True)
class Looked:
    """What would come of it, by these wishes. summary: the first lines to read."""

    wishes: Wishes
    rehearsal: Rehearsal
    summary: tuple[str, ...]


def looking(database_path: Path, path: Path, secret: str, wishes: Wishes | None, today: date) -> Job:
    """Open and check the other register, then rehearse; without wishes those that the program proposes."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Looked:
        from povdesk.storage import commune_merging
        from povdesk.storage.commune_merging_look import summary
        from povdesk.storage.commune_source import opened
        from povdesk.storage.database import open_database

        database = open_database(database_path, check=False)
        try:
            with (
                opened(path, database, secret, progress=progress, cancelled=cancelled) as source,
                database.reading() as connection,
            ):
                wanted = wishes or commune_merging.propose(connection, source, today)
                found = commune_merging.rehearse(connection, source, wanted)
        finally:
            database.close()
        return Looked(wanted, found, summary(found))

    return job


def merging(database_path: Path, path: Path, secret: str, wishes: Wishes) -> Job:
    """A verified copy of ours, the archive of the other, then the one act."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage import commune_merging
        from povdesk.storage.database import open_database

        database = open_database(database_path)
        try:
            return commune_merging.merge_into(
                database, path, secret, wishes, progress=progress, cancelled=cancelled
            )
        finally:
            database.close()

    return job
