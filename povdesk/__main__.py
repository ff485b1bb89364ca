"""`python -m povdesk`: no argument opens the window, anything else is a command."""

import gc
import sys


def main() -> int:
    arguments = sys.argv[1:]
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
