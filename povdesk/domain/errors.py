"""Failures an officer can understand; each carries a finished Vietnamese sentence."""


class PovDeskError(Exception):
    """The world failed, not the program: say what happened and what to do.

    message: what happened, a whole sentence. advice: what to do next, may be empty.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class InvalidInput(PovDeskError):
    """Something entered is impossible; nothing was changed."""


class StorageUnavailable(PovDeskError):
    """The database file cannot be opened, read or written just now."""


class DiskFull(StorageUnavailable):
    """Nothing can be written until something is deleted from the disk; what was saved before is whole."""


class DataPlaceMissing(StorageUnavailable):
    """The folder that was chosen for the data is not there now, or which one it was is no longer known."""


class DatabaseDamaged(PovDeskError):
    """The database file is damaged or is not a PovDesk database; it is left untouched."""


class BackupDamaged(PovDeskError):
    """A backup file is damaged, altered or not one of ours; nothing was taken from it."""


class DatabaseTooNew(PovDeskError):
    """The database was written by a newer program."""


class RuleDataUnreadable(PovDeskError):
    """A file of rule data has mistakes; all of them are listed in the message."""


class NotPossibleNow(PovDeskError):
    """The act is refused in the present state, with the reason."""
