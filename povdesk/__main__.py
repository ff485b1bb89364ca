"""`python -m povdesk`: no argument opens the window, anything else is a command."""

import gc
import sys

READ_WORKBOOK = "read-workbook"
INSTALLER = ("start-check", "upgrade-copy")
SILENT = (READ_WORKBOOK, *INSTALLER)


def main() -> int:
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    opens_window = not arguments or (first == "--data" and len(arguments) == 2)
    if sys.stdout is None or sys.stderr is None:
        # A windowed program started by a double click.
        from povdesk import console

        console.borrow(loud=not opens_window and first not in SILENT)
    try:
        if first == READ_WORKBOOK:
            # Started by spreadsheets/reading.py only: a file from outside is opened in a process of its own.
            from povdesk.spreadsheets import reading_child

            return reading_child.main(arguments[1:])
        if first in INSTALLER:
            from povdesk import installing

            return installing.main(arguments)
        if opens_window:
            return _open_window(arguments)
        from povdesk import cli

        return cli.main(arguments)
    except Exception as error:
        from povdesk import program_log

        program_log.note(program_log.details(error), failed=True)
        raise


def _open_window(arguments: list[str]) -> int:
    # Hardly anything that a start makes is garbage; looking for it again and again takes a tenth of the
    # time. The window turns the collector on when the first page is there.
    gc.disable()
    try:
        from povdesk import app

        return app.main(arguments)
    except Exception:
        from povdesk import console

        console.say_not_started()
        raise


if __name__ == "__main__":
    sys.exit(main())
