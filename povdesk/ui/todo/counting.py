"""Keeps the red number at “Việc cần làm” true after every save, without getting in the way of one."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from povdesk.domain.todo import Todo

from ..desk import Desk

QUIET_FOR = 1200
"""Milliseconds without another save before the rules are asked again."""


class TodoCount(QObject):
    """counted: the rules have been asked; carries the Todo."""

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._later = QTimer(self, singleShot=True, interval=QUIET_FOR)
        self._later.timeout.connect(self.ask)
        desk.worker.data_changed.connect(self._later.start)

    def ask(self) -> None:
        """Ask the rules now."""
        self._desk.worker.read(self, _gather, self._on_counted)

    def _on_counted(self, todo: Todo) -> None:
        self._desk.show_count("todo", len(todo.due))
        self.counted.emit(todo)


def _gather(connection: Any) -> Todo:
    from povdesk.storage import todo

    return todo.gather(connection, date.today())
