"""What the tabs of the review page share: the page that reads and writes for them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from .loading import Loaded

Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class Printed:
    """What Ctrl+P shows of a tab. columns: title, width in millimetres, "left", "right" or "centre"."""

    title: str
    columns: Sequence[tuple[str, float, str]]
    rows: Sequence[Any]
    words: str = ""
    totals: Sequence[tuple[str, ...]] = ()
    note: str = ""
    file_name: str = "ra-soat"
    numbered: bool = True


class Owner(Protocol):
    """The page, as its tabs see it."""

    desk: Desk

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None: ...

    def open_household(self, household_id: int) -> None: ...

    def open_households(self, ids: Iterable[int], words: str) -> None: ...

    def go(self, tab: str, **target: Any) -> None: ...


class ReviewPart(QWidget):
    """One tab. `show_loaded` gets what the page has read; nothing here reads the database itself."""

    def __init__(self, owner: Owner, parent: QWidget) -> None:
        super().__init__(parent)
        self.owner = owner
        self.loaded: Loaded | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, 8)
        self.body.setSpacing(8)

    def show_loaded(self, loaded: Loaded) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor where the tab begins."""

    def show_target(self, **target: Any) -> None:
        """What another place or tab asked to see here."""

    def printed(self) -> Printed | None:
        """What Ctrl+P prints; None when there is nothing."""
        return None
