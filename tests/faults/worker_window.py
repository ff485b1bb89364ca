"""The whole window on the sample commune: every place opened once, a save, a paper, a copy; then it closes.

worker_window FOLDER     FOLDER/data is the data folder; also makes FOLDER/usb and FOLDER/paper.pdf
"""

import logging
import sys
from pathlib import Path
from typing import Any

from tests.ui import screens


def main(name: str) -> None:
    import povdesk.ui  # noqa: F401  # isort: skip

    from PySide6.QtWidgets import QApplication

    from povdesk import cli
    from povdesk.app import Program
    from povdesk.ui import messages, theme, translator
    from povdesk.ui.habits import Habits
    from povdesk.ui.pages import places

    folder = Path(name)
    data = folder / "data"
    if cli.main(["--data", str(data), "demo", "--households", "150"]):
        raise SystemExit(1)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    theme.apply(application)
    translator.install(application)
    messages.install(application)
    program = Program(application, data, Habits(folder / "habits.json"), log_folder=folder / "log")
    program.begin()
    screens._settle(application)
    for entry in places():
        program.window.open_place(entry.key, **screens._target(entry.key, data))
        screens._settle(application)
    _write_a_log_line()
    program.window.close()
    screens._settle(application)
    _outside(cli, folder, data)
    logging.shutdown()
    print(len(places()))


def _write_a_log_line() -> None:
    """A mistake of the program with a person in its words, as the log would meet it."""
    logging.getLogger("povdesk").warning("the proof has come to its end")


def _outside(cli: Any, folder: Path, data: Path) -> None:
    for words in (
        ["paper", "ke-hoach", "--year", "2024", "--pdf", str(folder / "paper.pdf")],
        ["backup", str(folder / "usb")],
        ["check"],
    ):
        if cli.main(["--data", str(data), *words]) not in (0, 2):
            raise SystemExit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
