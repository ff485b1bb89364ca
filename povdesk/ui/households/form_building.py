"""Makes the form's many fields a few at a time, so that the window answers meanwhile."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from .form_loading import Loaded
from .form_pins import Pins
from .form_sheet import FormSheet


class SheetBuilder(QObject):
    """built: the sheet is whole; `then` of the last request is called right after."""

    built = Signal(object)

    def __init__(self, pins: Pins, place: QWidget) -> None:
        super().__init__(place)
        self._pins, self._place = pins, place
        self._sheet: FormSheet | None = None
        self._steps: Iterator[None] = iter(())
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)

    def build(self, loaded: Loaded, then: Callable[[], None]) -> None:
        """Begin; when the same sheet is being made already, only `then` changes."""
        self._then = then
        there = self._sheet
        if there is not None and there.fits(loaded):
            return
        if there is not None:
            there.deleteLater()
        self._sheet = FormSheet(loaded, self._pins, self._place)
        self._steps = self._sheet.building()
        self._timer.start()

    def is_busy(self) -> bool:
        """A sheet is being made."""
        return self._sheet is not None

    def _on_turn(self) -> None:
        if next(self._steps, self) is not self:
            return
        self._timer.stop()
        self.built.emit(self._sheet)
        QTimer.singleShot(0, self, self._on_shown)

    def _on_shown(self) -> None:
        self._sheet, then = None, self._then
        if then is not None:
            then()
