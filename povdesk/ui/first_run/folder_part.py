"""Where the data will lie: said in words, with what is wrong with the folder and where else they can go."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from ..theme import Tone
from ..widgets.labels import button, label, set_tone


def documents() -> Path:
    """The officer's folder Tài liệu."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def breakable(text: str) -> str:
    """A path, or words with one, that a label may break after each folder."""
    return text.replace("\\", "\\\u200b").replace("/", "/\u200b")


class FolderPart(QWidget):
    """wanted: the officer chose another folder to put the data in."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, always_offers: bool = True) -> None:
        super().__init__(parent)
        self._always_offers = always_offers
        self._where = label("", "caption", self, wrap=True)
        self._problem = label("", "", self, wrap=True)
        set_tone(self._problem, Tone.DANGER)
        self._other = button("Thư mục khác…", self._on_other, icon="folder-open", parent=self)
        self._documents = button("Để trong Tài liệu", self._on_documents, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._where)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addWidget(self._documents)
        row.addWidget(self._other)
        row.addStretch(1)
        column.addLayout(row)
        self._show_problem("")

    def show_folder(self, folder: Path | None, refused: PovDeskError | None) -> None:
        """The folder that was settled on, None while there is none. refused: why the last one will not do."""
        where = f"Dữ liệu của xã nằm ở: {folder}" if folder else "Chưa có nơi để dữ liệu của xã."
        self._where.setText(breakable(where))
        self._show_problem(breakable(str(refused)) if refused else "")

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._documents.setVisible(bool(words))
        self._other.setVisible(self._always_offers or bool(words))

    def _on_documents(self) -> None:
        self.wanted.emit(documents())

    def _on_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục để dữ liệu", str(documents()))
        if chosen:
            self.wanted.emit(Path(chosen))
