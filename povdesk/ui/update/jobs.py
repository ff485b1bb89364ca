"""Work with updates on the files lane; nothing here touches widgets."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from povdesk import __version__, paths
from povdesk.domain.update import Candidate, CheckedUpdate, Version, version

Job = Callable[[Callable[..., None], Callable[[], bool]], Any]


def ours() -> Version:
    """The version in use."""
    found = version(__version__)
    assert found is not None
    return found


def on_sticks() -> tuple[Candidate, ...]:
    """Setups on the sticks that are plugged in now."""
    from povdesk.storage import places, updates

    return updates.found(places.sticks())


def bringing(source: Path) -> Job:
    """Copy a setup to this computer and check the copy."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> CheckedUpdate:
        from povdesk.storage import updates

        return updates.bring(source, ours(), progress=progress, cancelled=cancelled)

    return job


def securing(folder: Path, checked: CheckedUpdate, *, is_sample: bool = False) -> Job:
    """The copy of the data before the program closes for the setup.

    is_sample: the invented commune is open. Where it lies in a folder of its own it needs no copy; what is
    kept is the officer's own data, if there are any.
    """

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage import updates

        updates.refuse_where_it_cannot_be_started()
        if is_sample and folder != paths.data_folder():
            return _keep_own()
        from povdesk.storage.database import open_database

        database = open_database(folder / paths.DATABASE_NAME, check=False)
        try:
            return updates.secure(database, checked, ours(), progress, cancelled)
        finally:
            database.close()

    return job


def _keep_own() -> Path | None:
    from povdesk.storage.backup import before_upgrade

    return before_upgrade.keep(paths.data_folder(), lambda: datetime.now().astimezone())


def start(checked: CheckedUpdate) -> None:
    """The last thing the program does."""
    from povdesk.storage import updates

    updates.start(checked)
