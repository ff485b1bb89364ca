"""What all tests share: the bundled fonts, no way to the network, a data folder with Vietnamese letters."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from povdesk import paths


class NetworkUsed(AssertionError):
    """PovDesk never opens an internet socket."""


_plain_socket = socket.socket


class _LocalSocketsOnly(_plain_socket):
    def __init__(self, family: int = -1, *rest: object, **named: object) -> None:
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            raise NetworkUsed("Chương trình không được mở kết nối mạng.")
        super().__init__(family, *rest, **named)  # type: ignore[arg-type]


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Any internet socket fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _LocalSocketsOnly)
        yield


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
