"""Builds PovDesk-Setup-X.Y.Z.exe on Linux from pinned inputs: `python3 packaging/dev.py installer`."""
