"""Tries the installer and the program under Wine. Started by `python3 packaging/dev.py installer-test`."""
