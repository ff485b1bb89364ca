"""The dialog "Giới thiệu": version, and whose work the program stands on."""

from PySide6.QtWidgets import QTextBrowser, QWidget

from povdesk import __version__, paths

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.labels import label

_LICENCES = """
| Thành phần | Giấy phép |
|---|---|
| Qt 6, PySide6, Shiboken6 | LGPL-3.0, liên kết động; có thể thay bằng bản khác cùng phiên bản |
| Python, typing-extensions | PSF |
| SQLite | phạm vi công cộng |
| SQLAlchemy, Alembic, Mako, python-docx, python-calamine, platformdirs, cffi, charset-normalizer | MIT |
| Pillow | MIT-CMU |
| ReportLab, lxml, MarkupSafe, pycparser, XlsxWriter, zstandard | BSD |
| pypdfium2, PDFium | BSD-3-Clause, Apache-2.0 |
| cryptography | Apache-2.0, BSD |
| Fluent System Icons (Microsoft) | MIT |
| Phông Open Sans | Apache-2.0 |
| Phông Tinos | OFL-1.1 |
"""


def licences_text() -> str:
    """The table of licences, and the full texts that lie beside fonts and icons."""
    full = []
    for file in sorted(paths.RESOURCES.glob("**/*.txt")):
        if file.name in ("LICENSE.txt", "OFL.txt"):
            text = file.read_text(encoding="utf-8", errors="replace")
            full.append(f"## {file.parent.name}\n\n```\n{text}\n```\n")
    return _LICENCES + "\n" + "\n".join(full)


def show_about(parent: QWidget) -> Dialog:
    """Open the dialog."""
    dialog = Dialog("Giới thiệu", parent)
    dialog.body.addWidget(label(f"PovDesk {__version__}", "title", dialog))
    dialog.body.addWidget(
        label("Sổ hộ nghèo và kế hoạch giảm nghèo của xã, chạy ngoại tuyến trên một máy.", wrap=True)
    )
    dialog.body.addWidget(label("Giấy phép", "cardTitle", dialog))
    text = QTextBrowser(dialog)
    text.setMarkdown(licences_text())
    text.setMinimumSize(theme.px(560), theme.px(260))
    dialog.body.addWidget(text, 1)
    dialog.add_button("Đóng", kind="primary").setFocus()
    dialog.open()
    return dialog
