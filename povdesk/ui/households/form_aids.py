"""Keys that help typing: last year's value, the previous form's, a suggestion, a pin, undo, old values."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review

from ..desk import Desk
from ..keys import bind
from ..widgets.fields import Field
from .form_answers import ProposedPart
from .form_history import ValueHistoryDialog, words_of
from .form_loading import Loaded
from .form_pins import PINNABLE, Pins
from .form_sheet import FormSheet

_OUR_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FormAids(QObject):
    """Works on the field with the focus. `show` tells which form is in front."""

    def __init__(self, desk: Desk, pins: Pins, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._pins, self._page = desk, pins, page
        self._sheet: FormSheet | None = None
        self._loaded: Loaded | None = None
        self._previous: tuple[Household, Review] | None = None
        for keys, act in (
            ("F7", self.last_year),
            ("Shift+F7", self.suggestion),
            ("Ctrl+F7", self.all_suggestions),
            ("Ctrl+Return", self.confirm_all),
            ("Ctrl+D", self.previous_form),
            ("Ctrl+L", self.pin),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
        ):
            bind(page, keys, act)

    def show(self, sheet: FormSheet, loaded: Loaded) -> None:
        """Another form is in front."""
        if sheet is not self._sheet:
            for widget in sheet.findChildren(QWidget):
                if isinstance(widget, QLineEdit | QPlainTextEdit) or widget.objectName().endswith("-input"):
                    widget.installEventFilter(self)
        self._sheet, self._loaded = sheet, loaded

    def keep_as_previous(self, household: Household, review: Review) -> None:
        """This form was saved; Ctrl+D takes its values from now on."""
        self._previous = (household, review)

    # ---- one key each

    def last_year(self) -> None:
        """F7."""
        if self._sheet is None or self._loaded is None:
            return
        form = self._loaded.form
        member = self._sheet.roster.shown_member()
        facts = form.last_facts.get(member.person.id or 0) if member else None
        column = self._sheet.roster.column_under_cursor()
        field = self._field()
        found = None
        if column:
            found = getattr(facts, column, None)
            if found not in (None, ""):
                self._sheet.roster.set_cell(column, str(found))
                return
        elif field is not None and self._sheet.roster.is_detail(field):
            from .form_member import shown_fact

            found = shown_fact(getattr(facts, field.code, None))
        elif field is not None and form.last_review is not None:
            found = self._value_in(field, form.household, form.last_review)
        self._put(field, found, "Năm trước không có giá trị cho ô này.")

    def previous_form(self) -> None:
        """Ctrl+D: the value of the form saved before this one; in the roster, of the cell above."""
        if self._sheet is None:
            return
        if self._sheet.roster.column_under_cursor():
            self._sheet.roster.grid().copy_above()
            return
        field = self._field()
        if self._previous is None or field is None or self._sheet.roster.is_detail(field):
            self._desk.say("Chưa có phiếu nào vừa lưu trước phiếu này để chép.")
            return
        self._put(field, self._value_in(field, *self._previous), "Phiếu lưu trước để trống ô này.")

    def suggestion(self) -> None:
        """Shift+F7: the machine's suggestion for this answer."""
        field = self._field()
        part = self._sheet.part_of(field) if self._sheet is not None and field is not None else None
        taken = (
            isinstance(part, ProposedPart)
            and field is not None
            and part.take(field.code.removeprefix(part.prefix))
        )
        if not taken:
            self._desk.say("Máy chưa có gợi ý cho ô này.")

    def all_suggestions(self) -> None:
        """Ctrl+F7: all suggestions of this tab for answers that are empty."""
        part = self._sheet.part_in_front() if self._sheet is not None else None
        if part is None or not part.take_all():
            self._desk.say("Không có ô trống nào có gợi ý ở thẻ này.")

    def confirm_all(self) -> None:
        """Ctrl+Enter: last year's answers of this tab are this year's."""
        part = self._sheet.part_in_front() if self._sheet is not None else None
        if part is None or not part.confirm_all():
            self._desk.say("Thẻ này không có câu trả lời nào chờ xác nhận.")

    def pin(self) -> None:
        """Ctrl+L: pin this field, or let it go."""
        field = self._field()
        if field is None or field.code not in PINNABLE:
            self._desk.say("Ô này không ghim được. Ghim được thôn, khu vực, ngày và người rà soát.")
            return
        pinned = not self._pins.is_pinned(field.code)
        self._pins.set_pinned(field.code, pinned)
        self._desk.say(f"Đã {'ghim' if pinned else 'bỏ ghim'} {field.title}.")

    def undo(self) -> None:
        """Ctrl+Z: the form's last step."""
        self._step(lambda steps: (steps.canUndo(), steps.undoText(), steps.undo), "hoàn tác")

    def redo(self) -> None:
        """Ctrl+Y."""
        self._step(lambda steps: (steps.canRedo(), steps.redoText(), steps.redo), "làm lại")

    # ---- old values

    def history(self) -> None:
        """What the field or cell with the focus said before."""
        if self._sheet is None or self._loaded is None:
            return
        field, column = self._field(), self._sheet.roster.column_under_cursor()
        member = self._sheet.roster.shown_member()
        form = self._loaded.form
        uid, review_id = form.household.uid, form.review.id
        if column or (field is not None and self._sheet.roster.is_detail(field)):
            code, person = column or (field.code if field else ""), member.person.id if member else None
        else:
            code, person = field.code if field else "", None
        title = field.title if field else self._sheet.roster.title_of(column)
        if review_id is None or not code:
            ValueHistoryDialog(title, (), str, self._page).open()
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import value_history

            if person is not None:
                return value_history.of_member(connection, uid, review_id, person, code)
            return value_history.of_form(connection, uid, review_id, code)

        def words(value: Any) -> str:
            if field is not None and not column:
                return words_of(field, value)
            assert self._sheet is not None
            return self._sheet.roster.words_of(column, value)

        self._desk.worker.read(
            self._page, read, lambda found: ValueHistoryDialog(title, found, words, self._page).open()
        )

    # ---- private

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = Qt.KeyboardModifier.ControlModifier
            ours = any(event.matches(key) for key in _OUR_UNDO) and not self._is_typing()
            if ours or (event.key() == Qt.Key.Key_D and event.modifiers() == control):
                # Else the text field keeps the key for itself.
                event.ignore()
                return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._open_menu(watched, event)
            return True
        return False

    def _open_menu(self, watched: QObject, event: QContextMenuEvent) -> None:
        assert isinstance(watched, QWidget)
        watched.setFocus(Qt.FocusReason.PopupFocusReason)
        inner = watched.findChild(QLineEdit) or watched
        menu = (
            inner.createStandardContextMenu()
            if isinstance(inner, QLineEdit | QPlainTextEdit)
            else QMenu(watched)
        )
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction("Các lần sửa ô này…", self.history)
        field = self._field()
        if field is not None and field.code in PINNABLE:
            words = "Bỏ ghim" if self._pins.is_pinned(field.code) else "Ghim cho phiếu sau"
            menu.addAction(f"{words}\tCtrl+L", self.pin)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _is_typing(self) -> bool:
        field = self._field()
        return field is not None and field.is_being_typed()

    def _field(self) -> Field | None:
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        return widget

    def _value_in(self, field: Field, household: Household, review: Review) -> Any:
        part = self._sheet.part_of(field) if self._sheet is not None else None
        return part.values(household, review).get(field.code) if part is not None else None

    def _put(self, field: Field | None, value: Any, otherwise: str) -> None:
        if field is None or value is None or value == "":
            self._desk.say(otherwise)
        elif self._sheet is not None and self._loaded is not None and not self._loaded.form.is_read_only:
            self._sheet.put_value(field, value)

    def _step(self, of: Callable[[Any], tuple[bool, str, Callable[[], None]]], verb: str) -> None:
        if self._sheet is None or self._loaded is None or self._loaded.form.is_read_only:
            return
        possible, words, do = of(self._sheet.steps())
        if possible:
            self._sheet.follow(do)
            self._desk.say(f"Đã {verb}: {words}")
        else:
            self._desk.say(f"Không còn gì để {verb} trong phiếu này.")
