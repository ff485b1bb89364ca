"""Where data, logs and resources live; the only place that knows installed from source."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

DATABASE_NAME = "povdesk.db"


def data_folder() -> Path:
    """The officer's data folder: %LOCALAPPDATA%\\PovDesk\\data, on Linux the XDG data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("PovDesk", appauthor=False, roaming=False)) / "data"


def sample_folder() -> Path:
    """The demo commune's own folder, never the officer's."""
    return data_folder().parent / "sample"


def log_folder() -> Path:
    """Rotating logs without personal data."""
    return data_folder().parent / "log"
