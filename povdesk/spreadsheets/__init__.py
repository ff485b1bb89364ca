"""Workbooks in and out: text stays text, files are looked at before they are read. May import domain."""
