"""What a dialog says when the register refused what was entered."""

import shiboken6
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk.domain.errors import PovDeskError

from .. import messages


def refuse(said: QLabel, verb: QPushButton, error: Exception) -> None:
    """Nothing was written: the dialog says why and its verb is free again.

    When the dialog was closed meanwhile, and for our own mistakes, it is said in a window of its own.
    """
    if not shiboken6.isValid(said):
        messages.show_error(None, error)
        return
    verb.setEnabled(True)
    if isinstance(error, PovDeskError):
        said.setText(str(error))
        said.show()
    else:
        messages.show_error(said, error)
