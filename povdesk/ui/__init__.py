"""The windows (PySide6): shows, collects, asks, prints. May import domain, storage, documents, spreadsheets.

Never sqlalchemy, sqlite3, reportlab, docx, calamine or xlsxwriter. Start reading at `main_window.py` and
`widgets/page.py`; a page is given a `Desk` (`desk.py`) and talks to the data through `worker.py`.
"""

# Importing PySide6 replaces the import function with one that reads the source of every later module;
# nobody here uses that feature, and imports are a third faster without it.
import builtins as _builtins

_plain_import = _builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

_builtins.__import__ = _plain_import
