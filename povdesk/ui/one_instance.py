"""How a second start calls the window of the first one (see `folder_lock.py`)."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket


class Doorbell(QObject):
    """Listens on a local socket (never the network). rung: a second start asked for the window."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _socket_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> None:
        """Only called by the holder of the lock, so a left-over socket belongs to nobody."""
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.deleteLater()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Ask the running program to come forward; False when it does not answer within two seconds."""
    socket = QLocalSocket()
    socket.connectToServer(_socket_name(folder))
    answered = socket.waitForConnected(2000)
    socket.disconnectFromServer()
    return answered


def _socket_name(folder: Path) -> str:
    return "povdesk-" + hashlib.sha256(str(folder.resolve()).encode("utf-8")).hexdigest()[:16]
