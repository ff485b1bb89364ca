"""PovDesk: sổ hộ nghèo và kế hoạch giảm nghèo của xã, trên một máy tính không nối mạng."""

import sys

__version__ = "1.0.0"

if sys.platform == "win32":
    # Asked which Windows this is (SQLAlchemy asks when it is loaded), Python would start cmd.exe to find out:
    # a third of a second, forbidden on some computers, odd to an antivirus. Without it the system is asked.
    import platform

    platform._syscmd_ver = lambda *_given, **_named: ("", "", "")  # type: ignore[attr-defined,unused-ignore]
