"""`python -m wine`: the words of `packaging/dev.py installer-test`."""

import sys

from wine.main import main

sys.exit(main(sys.argv[1:]))
