"""What the installer asks of a new program, silently: does it start here, and are the data copied first.

Hidden commands: `start-check` and `upgrade-copy --version X.Y.Z`. Exit 0 good, 1 not possible, 2 damaged.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from povdesk import __version__, paths, program_log
from povdesk.domain.errors import BackupDamaged, DatabaseDamaged, PovDeskError

START_CHECK, UPGRADE_COPY = "start-check", "upgrade-copy"
VERBS = (START_CHECK, UPGRADE_COPY)

GOOD, NOT_POSSIBLE, DAMAGED = 0, 1, 2

Clock = Callable[[], datetime]


def main(arguments: Sequence[str], clock: Clock | None = None) -> int:
    """One of VERBS; returns the exit code, and leaves a line in the log."""
    verb, *rest = arguments
    now = clock or (lambda: datetime.now().astimezone())
    try:
        if verb == START_CHECK and not rest:
            start_check()
            words = "starts"
        elif verb == UPGRADE_COPY and len(rest) == 2 and rest[0] == "--version" and _is_version(rest[1]):
            words = f"for {rest[1]}: {upgrade_copy(paths.data_folder(), now)}"
        else:
            program_log.note(f"{verb}: not called as agreed", failed=True)
            return NOT_POSSIBLE
    except (DatabaseDamaged, BackupDamaged) as error:
        program_log.note(f"{verb}: {program_log.details(error)}", failed=True)
        return DAMAGED
    except Exception as error:  # whatever it is, the installer must hear that it did not work
        program_log.note(f"{verb}: {program_log.details(error)}", failed=True)
        return NOT_POSSIBLE
    program_log.note(f"{verb} {__version__}: {words}")
    return GOOD


def start_check() -> None:
    """Load what a start needs, without a window and without the officer's data; any failure is raised."""
    import povdesk.ui  # before PySide6: it keeps Python's own import function

    assert povdesk.ui
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtNetwork import QLocalServer
    from PySide6.QtWidgets import QApplication

    application = QApplication(["PovDesk", "-platform", "offscreen"])
    import cryptography.hazmat.primitives.ciphers.aead as sealing
    import sqlalchemy

    from povdesk import app
    from povdesk.domain.standard import shipped_standards
    from povdesk.storage import migration
    from povdesk.storage.tables import SCHEMA_NUMBER
    from povdesk.ui import icons

    assert all((app, sqlalchemy, sealing, QLocalServer))
    _expect(migration.newest_revision() == SCHEMA_NUMBER, "the upgrades of the database are not there")
    _expect(bool(shipped_standards()), "the standards are not there")
    _expect(not icons.pixmap("save").isNull(), "pictures cannot be drawn")
    font = next(iter(sorted((paths.RESOURCES / "fonts").rglob("*.ttf"))), None)
    _expect(font is not None and QFontDatabase.addApplicationFont(str(font)) >= 0, "fonts do not load")
    application.shutdown()


def upgrade_copy(folder: Path, clock: Clock) -> str:
    """Copy the officer's data, whatever their schema; says in a few words what was done."""
    from povdesk.storage.backup import before_upgrade

    return "no data" if before_upgrade.keep(folder, clock) is None else "copied"


def _is_version(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}(\.\d{1,4}){1,3}", text) is not None


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PovDeskError(otherwise)
