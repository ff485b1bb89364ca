"""What all steps of the wizard have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..widgets.fields import Field, ProblemLevel
from .writing import NewCommune


class Step(QWidget):
    """One step of the wizard.

    onward_changed: the words of the button that goes on are different now. answered: the cursor goes to it.
    """

    onward_changed = Signal()
    answered = Signal()

    title = ""
    words = ""

    def start(self, _wanted: NewCommune) -> None:
        """Put the cursor where the step begins. wanted: the answers of the steps before."""

    def onward(self) -> str:
        """What the button that goes on says."""
        return "Tiếp tục"

    def is_ready(self, _wanted: NewCommune) -> bool:
        """False after showing beside the fields what is still needed."""
        return True

    def apply(self, wanted: NewCommune) -> NewCommune:
        """The new commune with this step's answers."""
        return wanted


def all_there(*needed: tuple[Field, str]) -> bool:
    """Whether all these fields can be read; words beside those that cannot, the cursor in the first."""
    first = None
    for field, words in needed:
        unreadable = getattr(field, "unreadable", lambda: "")()
        if unreadable or field.is_empty():
            field.show_problem(ProblemLevel.ERROR, unreadable or words)
            first = first or field
        else:
            field.show_problem(None)
    if first is not None:
        first.setFocus()
    return first is None
