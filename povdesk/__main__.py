"""`python -m povdesk`: no argument opens the window, anything else is a command."""

import gc
import sys


def main() -> int:
    arguments = sys.argv[1:]
    if arguments[:1] == ["read-workbook"]:
        # Started by spreadsheets/reading.py only: a file from outside is opened in a process of its own.
        from povdesk.spreadsheets import reading_child

        return reading_child.main(arguments[1:])
    if not arguments or (arguments[0] == "--data" and len(arguments) == 2):
        # Hardly anything that a start makes is garbage; looking for it again and again takes a tenth of the
        # time. The window turns the collector on when the first page is there.
        gc.disable()
        from povdesk import app

        return app.main(arguments)
    from povdesk import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
