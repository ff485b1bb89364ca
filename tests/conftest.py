"""What all tests share: the bundled fonts, no way to the network, a data folder with Vietnamese letters."""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from povdesk import paths
from tests import network_guard
from tests.network_guard import sitecustomize  # noqa: F401 - its hook watches from here on

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_NOTES = pytest.StashKey[Path]()

# How long one example takes says how busy the machine is, not whether it is right.
hypothesis.settings.register_profile(
    "any machine",
    hypothesis.settings.default,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Any internet socket, here or in a Python that is started from here, fails.

    What the program keeps for its user (data, log) goes to a passing folder, not to who runs the tests.
    """
    folder = Path(tempfile.mkdtemp(prefix="povdesk-network-"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        os.environ[name] = str(folder / "home")
    config.stash[_NOTES] = folder / "attempts.txt"
    network_guard.watch_children(config.stash[_NOTES])


def pytest_collection_finish() -> None:
    """Without this, looking for dead cycles among all that is loaded takes a sixth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """An attempt that a child or a broad except swallowed fails the run at its end."""
    notes = session.config.stash[_NOTES]
    if notes.exists():
        print(f"\nInternet sockets were asked for:\n{notes.read_text(encoding='utf-8')}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(notes.parent, ignore_errors=True)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A folder as on an officer's computer."""
    folder = tmp_path / "Nguyễn Văn Ánh" / "hồ sơ"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["povdesk"]


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], pytestconfig: pytest.Config):  # type: ignore[no-untyped-def]
    """The application in PovDesk's look, with the bundled fonts, so that widths are true."""
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    from povdesk.ui import theme, translator

    application = QApplication.instance() or QApplication(qapp_args)
    for file in sorted((paths.RESOURCES / "fonts").rglob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    theme.apply(application)
    translator.install(application)
    return application


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> "QtBot":  # type: ignore[no-untyped-def]
    """pytest-qt's, but patient: on a busy machine what comes may come late."""
    from .patience import PatientBot

    return PatientBot(request)
