"""Papers described once as plain values and drawn twice, as PDF and as Word."""

import sys
from types import ModuleType

# ReportLab looks for these two anywhere on the path and in the user's home folder and runs what it finds.
# Papers look the same on every computer: it is given empty ones, and no address it may read from.
for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules[_name] = ModuleType(_name)
vars(sys.modules["reportlab_settings"]).update(trustedHosts=None, trustedSchemes=[])
