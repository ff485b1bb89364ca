"""Everything the program says outside its pages: failures, questions, and the bar with "Hoàn tác"."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from povdesk import program_log
from povdesk.domain.errors import PovDeskError

# Dialogs are imported when the first one is needed: the window is on the screen sooner.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from .widgets.dialog import Dialog
    from .widgets.toast import Toast

log = program_log.log

TOAST_SECONDS = 10
_MOST_LINES = 12
UNDO = "Hoàn tác"


class _Announcer(QObject):
    """Lives on the UI thread, so that failures of other threads can be shown there."""

    failed = Signal(object)


_announcer: _Announcer | None = None


def show_error(owner: QObject | None, error: BaseException) -> "Dialog":
    """Say what failed. A PovDeskError in its own words; anything else is our mistake: logged and offered."""
    parent = _window_of(owner)
    if isinstance(error, PovDeskError):
        return tell(parent, error.message, error.advice)
    dialog = _mistake_dialog(parent, program_log.failure(error))
    dialog.open()
    return dialog


def confirm(
    parent: QWidget, question: str, verb: str, keep: str, done: Callable[[], object], *, more: str = ""
) -> "Dialog":
    """Ask before something that takes away; `verb` does it, `keep` does nothing (also Esc and Enter)."""
    return choose(parent, question, [(verb, "danger", done)], keep, more=more)


def choose(
    parent: QWidget | None,
    question: str,
    verbs: list[tuple[str, str, Callable[[], object]]],
    keep: str,
    *,
    more: str = "",
) -> "Dialog":
    """Ask with several verbs: (words, kind of button, what to do). `keep` closes and does nothing."""
    dialog = _sentence_dialog(parent, question, more)

    def chosen(act: Callable[[], object]) -> Callable[[], None]:
        def closed() -> None:
            dialog.accept()
            act()

        return closed

    keep_button = dialog.add_button(keep)
    for words, kind, act in verbs:
        dialog.add_button(words, chosen(act), kind=kind)
    keep_button.setFocus()
    dialog.open()
    return dialog


def tell(parent: QWidget | None, sentence: str, more: str = "") -> "Dialog":
    """One sentence that needs no answer."""
    dialog = _sentence_dialog(parent, sentence, more)
    dialog.add_button("Đóng", kind="primary").setFocus()
    dialog.open()
    return dialog


def toast(widget: QWidget, text: str, undo: Callable[[], None] | None = None, verb: str = UNDO) -> "Toast":
    """A bar at the bottom of the window for 10 seconds; `undo`: a button and Ctrl+Z take the act back."""
    from .widgets.toast import Toast

    made = Toast(widget.window(), text, TOAST_SECONDS)
    if undo is not None:
        made.offer(verb, undo, undoes=verb == UNDO)
    made.appear()
    return made


def install(application: QApplication) -> None:
    """From now on no failure passes unseen: main thread, other threads, Qt's own warnings."""
    global _announcer
    _announcer = _Announcer(application)
    _announcer.failed.connect(lambda error: show_error(None, error))
    sys.excepthook = _on_exception
    threading.excepthook = lambda failure: _on_exception(
        failure.exc_type, failure.exc_value, failure.exc_traceback
    )
    qInstallMessageHandler(_on_qt_message)


def _on_exception(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error is None:
        return
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if _announcer is not None and shiboken6.isValid(_announcer):
        _announcer.failed.emit(error.with_traceback(trace))
    else:
        sys.__excepthook__(kind, error, trace)


def _on_qt_message(kind: QtMsgType, context: object, text: str) -> None:
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        log.warning("Qt: %s", text)


def _sentence_dialog(parent: QWidget | None, sentence: str, more: str) -> "Dialog":
    from .widgets.dialog import Dialog
    from .widgets.labels import label

    dialog = Dialog("PovDesk", parent)
    said = [label(sentence, "cardTitle", dialog, wrap=True)]
    said += [label(more, "", dialog, wrap=True)] if more else []
    if f"{sentence}\n{more}".count("\n") > _MOST_LINES:
        _let_scroll(dialog, said)
        return dialog
    for words in said:
        dialog.body.addWidget(words)
    return dialog


def _let_scroll(dialog: "Dialog", said: "list[QLabel]") -> None:
    """A pack of rules may have a hundred mistakes: all can be read, and the buttons stay on the screen."""
    from PySide6.QtWidgets import QVBoxLayout

    from . import theme
    from .widgets.page import scrolled

    column = QVBoxLayout()
    for words in said:
        column.addWidget(words)
    column.addStretch(1)
    area = scrolled(column, dialog)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    dialog.body.addWidget(area, 1)
    dialog.resize(theme.px(620), theme.px(400))


def _mistake_dialog(parent: QWidget | None, details: str) -> "Dialog":
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QPlainTextEdit

    from . import theme
    from .widgets.dialog import Dialog
    from .widgets.labels import button, label

    dialog = Dialog("Có lỗi xảy ra", parent)
    folded = QPlainTextEdit(details, dialog)
    folded.setReadOnly(True)
    folded.setTabChangesFocus(True)
    folded.setMinimumHeight(theme.px(140))
    folded.hide()
    dialog.body.addWidget(
        label("Có lỗi xảy ra: chương trình chưa làm xong việc vừa rồi.", "cardTitle", wrap=True)
    )
    dialog.body.addWidget(
        label(
            "Dữ liệu đã lưu vẫn còn nguyên. Nên đóng chương trình rồi mở lại trước khi làm tiếp.", wrap=True
        )
    )
    more = button("Xem chi tiết", kind="link", parent=dialog)
    more.clicked.connect(lambda: (folded.setVisible(folded.isHidden()), dialog.adjustSize()))
    dialog.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    dialog.body.addWidget(folded)
    dialog.add_button("Lưu nhật ký lỗi…", lambda: _save_log(dialog, details))
    dialog.add_button("Sao chép chi tiết", lambda: QGuiApplication.clipboard().setText(details))
    dialog.add_button("Tiếp tục", kind="primary").setFocus()
    return dialog


def log_folder() -> Path:
    """Where the log in use is kept; the usual place while there is none."""
    from povdesk import paths

    names = [getattr(handler, "baseFilename", "") for handler in log.handlers]
    return next((Path(name).parent for name in names if name), paths.log_folder())


def _save_log(dialog: "Dialog", details: str) -> None:
    """Gói nhật ký lỗi: version, last lines of the log, the schema and these details; no personal data."""
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QFileDialog

    from povdesk.storage import log_bundle

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(
        dialog, "Lưu nhật ký lỗi", f"{place}/povdesk-nhat-ky.zip", "Gói nhật ký lỗi (*.zip)"
    )
    if not chosen:
        return
    path, logs = Path(chosen), log_folder()

    def alone(_error: Exception | None = None) -> None:
        try:
            log_bundle.write(path, logs, None, details)
        except PovDeskError as error:
            show_error(dialog, error)

    if bundle_with is None:
        alone()
    else:
        # With the database's counts when it can be read, else without.
        bundle_with(dialog, lambda connection: log_bundle.write(path, logs, connection, details), alone)


bundle_with: Callable[[QObject, Callable[[Any], None], Callable[[Exception], None]], None] | None = None
"""Reads the open database for the bundle: (owner, work, failed); set by the program while one is open."""


def _window_of(owner: QObject | None) -> QWidget | None:
    if isinstance(owner, QWidget) and shiboken6.isValid(owner):
        return owner.window()
    return QApplication.activeWindow()
