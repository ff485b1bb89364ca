"""The form's header: whose form, which round, how far it is, and what can be done with it."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QWidget

from povdesk.domain.review import Review, ReviewState

from .. import icons, theme
from ..theme import Tone
from ..widgets.labels import button
from .form_loading import Loaded

_STATES = {
    ReviewState.DRAFT: ("Bản nháp", Tone.WARN),
    ReviewState.CLOSED: ("Đã chốt", Tone.OK),
    ReviewState.RECOGNISED: ("Đã công nhận, chỉ xem", Tone.INFO),
}


def title_of(loaded: Loaded) -> tuple[str, str]:
    """Head, or that there is none yet, and code; below them hamlet, round, place among its households."""
    form = loaded.form
    name = form.household.head_name or ("Hộ mới" if form.household.id is None else "Chưa có chủ hộ")
    code = f" – Hộ {form.household.code}" if form.household.code else ""
    hamlet = dict(loaded.hamlets).get(form.household.hamlet_id or 0, "")
    place = f"hộ {form.position}/{form.total} của thôn" if form.position else ""
    return name + code, " · ".join(filter(None, [hamlet, loaded.round_name, place]))


def state_of(review: Review) -> tuple[str, Tone]:
    """How far the form is; only a closed form counts in the indicators."""
    return ("Chưa lưu", Tone.WARN) if review.id is None else _STATES[review.state]


class HeaderButtons:
    """The buttons at the right, with shorter words in a narrow window."""

    def __init__(self, parent: QWidget) -> None:
        def made(icon: str, tip: str, kind: str = "") -> QPushButton:
            one = button("", icon=icon, kind=kind, parent=parent)
            one.setToolTip(tip)
            one.setAccessibleName(tip.partition(" (")[0])
            return one

        self.problems = made("warning", "Mở hoặc đóng khung kiểm tra phiếu")
        self.previous = made("arrow-left", "Hộ trước (Ctrl+PageUp)")
        self.following = made("arrow-right", "Hộ sau (Ctrl+PageDown)")
        self.save = made("save", "Lưu (Ctrl+S)")
        self.close = made("clipboard-checkmark", "Chốt phiếu (F9)")
        self.save_next = made("save", "Lưu và sang hộ sau (F8)", "primary")
        self._count = 0
        self._narrow = False
        self.problems.hide()
        self.show_form(has_previous=False, has_next=False, read_only=True)
        self._show_words()

    def all(self) -> tuple[QPushButton, ...]:
        """From left to right, the primary one last."""
        return (self.problems, self.previous, self.following, self.save, self.close, self.save_next)

    def show_form(self, *, has_previous: bool, has_next: bool, read_only: bool) -> None:
        """What can be done with the form in front."""
        self.previous.setEnabled(has_previous)
        self.following.setEnabled(has_next)
        for one in (self.save, self.close, self.save_next):
            one.setEnabled(not read_only)

    def set_sizes(self) -> None:
        """Buttons without words are as narrow as their picture."""
        for one in (self.previous, self.following, self.save):
            if one.text():
                one.setMinimumWidth(0)
                one.setMaximumWidth(16777215)
            else:
                one.setFixedWidth(theme.px(38))

    def show_count(self, count: int) -> None:
        """How many problems stand, for the button that opens the panel."""
        self._count = count
        self._show_words()

    def set_narrow(self, narrow: bool, *, has_form: bool) -> None:
        """In a narrow window the panel is a drawer and words are short."""
        self.problems.setVisible(narrow and has_form)
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_words()
        self.set_sizes()

    def _show_words(self) -> None:
        self.problems.setText(str(self._count))
        self.problems.setToolTip(f"Kiểm tra phiếu: {self._count} điều cần xem (F6)")
        self.problems.setAccessibleName(f"Kiểm tra phiếu: {self._count}")
        self.save.setText("" if self._narrow else "Lưu  Ctrl+S")
        self.close.setText("Chốt  F9" if self._narrow else "Chốt phiếu  F9")
        self.save_next.setText("Lưu, sau  F8" if self._narrow else "Lưu và sang hộ sau  F8")
        self.save_next.setIcon(QIcon() if self._narrow else icons.icon("save", theme.SURFACE))
        self.close.setIcon(QIcon() if self._narrow else icons.icon("clipboard-checkmark"))
        self.set_sizes()
