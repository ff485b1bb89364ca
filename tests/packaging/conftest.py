"""The installer's builder, as packaging/dev.py sees it."""

import sys

from tests.source_tree import ROOT

if str(ROOT / "packaging") not in sys.path:
    sys.path.append(str(ROOT / "packaging"))
