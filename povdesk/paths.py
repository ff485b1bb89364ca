"""Where data, logs and resources live, and how to start the program: all that knows installed from source."""

import json
import os
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

DATABASE_NAME = "povdesk.db"

DATA_VARIABLE = "POVDESK_DATA"
"""Names another data folder for one start; it is not remembered."""

PLACE_NAME = "place.json"


def home() -> Path:
    """%LOCALAPPDATA%\\PovDesk, on Linux the XDG data folder: holds data, sample and log."""
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
    if local:
        # What platformdirs finds, too, after loading much that a window does not need.
        return Path(local) / "PovDesk"
    import platformdirs

    return Path(platformdirs.user_data_dir("PovDesk", appauthor=False, roaming=False))


def usual_data_folder() -> Path:
    """Where the officer's data lie unless another folder was chosen."""
    return home() / "data"


def data_folder() -> Path:
    """The officer's data folder: named for this start, else the chosen one, else the usual one."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).absolute()
    return chosen_folder() or usual_data_folder()


def chosen_folder() -> Path | None:
    """The other folder that was chosen once; None while the data are in the usual place.

    A file that cannot be read chooses nothing; see `choice_is_lost`.
    """
    return _kept_choice()[0]


def choice_is_lost() -> bool:
    """Another folder was chosen, and which one can no longer be read."""
    folder, whole = _kept_choice()
    return folder is None and not whole


def choose_folder(folder: Path) -> None:
    """Work with this folder from now on; with the usual one the choice is forgotten. May raise OSError."""
    file = home() / PLACE_NAME
    if folder.absolute() == usual_data_folder():
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{PLACE_NAME}.part")
    with beside.open("w", encoding="utf-8") as out:
        json.dump({"data": str(folder.absolute())}, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, file)


def sample_folder() -> Path:
    """The demo commune's own folder, never the officer's; the same one wherever their data lie."""
    return home() / "sample"


def log_folder() -> Path:
    """Rotating logs without personal data."""
    return home() / "log"


def this_program(*, window: bool = False) -> list[str]:
    """How to start this program again; arguments are added behind.

    Installed, PovDesk.exe names the module itself; through the fallback shortcut and from source it is
    Python that runs. window: without a console where the system makes one.
    """
    runner = Path(sys.executable)
    if not runner.stem.lower().startswith("python"):
        return [str(runner)]
    if window and sys.platform == "win32" and runner.stem.lower() == "python":
        silent = runner.with_name("pythonw.exe")
        runner = silent if silent.exists() else runner
    alone = ["-I"] if sys.flags.isolated else []
    return [str(runner), *alone, "-X", "utf8", "-m", "povdesk"]


def surroundings() -> dict[str, str]:
    """The environment for a start of this program: it finds itself also when run from its source."""
    found = dict(os.environ)
    others = found.get("PYTHONPATH", "")
    source = str(Path(__file__).resolve().parent.parent)
    found["PYTHONPATH"] = os.pathsep.join(part for part in (source, others) if part)
    return found


def _kept_choice() -> tuple[Path | None, bool]:
    """The folder in the file, and whether the file could be understood (no file is understood, too)."""
    try:
        kept = json.loads((home() / PLACE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, True
    except (OSError, ValueError):
        return None, False
    folder = kept.get("data") if isinstance(kept, dict) else None
    if not isinstance(folder, str) or not folder or not Path(folder).is_absolute():
        return None, False
    return Path(folder), True
