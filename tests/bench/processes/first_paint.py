"""PovDesk itself from exec to a painted window or list, then it ends without tidying up.

first_paint FOLDER window            until the main window has been painted once
first_paint FOLDER list ROWS         until a list with so many rows has been painted
first_paint FOLDER modules           like window; prints the names of all modules loaded by then
"""

import gc
import os
import sys
from typing import Any


def _end(print_modules: bool) -> None:
    if print_modules:
        print("\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)


def _end_after_painting(widget: Any, *, when: Any, print_modules: bool = False) -> None:
    """Make a widget class end the program once everything of its painting pass is on the screen."""
    from PySide6.QtCore import QTimer

    plain = widget.paintEvent

    def painted(self: Any, event: Any) -> None:
        # Asked for before the program's own work after painting, and run before it.
        if when(self):
            QTimer.singleShot(0, lambda: _end(print_modules))
        plain(self, event)

    widget.paintEvent = painted


def main(folder: str, until: str, rows: str = "0") -> int:
    """Start as `python -m povdesk --data FOLDER` does."""
    gc.disable()
    from povdesk import app
    from povdesk.ui.main_window import MainWindow

    if until == "list":
        from povdesk.ui.widgets.table import ListView

        in_order = app.places
        # The first place is opened at once: here it is the list.
        app.places = lambda: sorted(in_order(), key=lambda entry: entry.key != "households")
        _end_after_painting(ListView, when=lambda view: view.model().rowCount() >= int(rows))
    else:
        shows = until == "modules"
        _end_after_painting(MainWindow, when=lambda _: True, print_modules=shows)
    return app.main(["--data", folder])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
