"""A line of free text with a list of what was written before; a new text is as good as a known one."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from povdesk.domain.vietnamese import fold

from ..widgets.fields import TextField

_MOST = 10


class SuggestingField(TextField):
    """The list is a popup below the text, found by words without marks; nothing is completed inline."""

    def __init__(
        self,
        code: str,
        title: str,
        known: Sequence[str],
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        super().__init__(code, title, parent, required=required)
        self._known = [(fold(text), text) for text in known]
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        popup = QListView()
        popup.setObjectName("completions")
        self._completer.setPopup(popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_MOST)
        self._completer.setWidget(self.line())
        self.line().textEdited.connect(self._on_typed)
        self._completer.activated[str].connect(self._on_completed)

    def _on_typed(self, text: str) -> None:
        words = fold(text).split()
        found = [shown for folded, shown in self._known if words and all(word in folded for word in words)]
        self._model.setStringList(found[:_MOST])
        if found and found != [text]:
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _on_completed(self, text: str) -> None:
        self.line().setText(text)
        self._entered()
