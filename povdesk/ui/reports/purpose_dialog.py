"""Before a paper with full identity numbers is shown: what for. It is written to the history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import TextField
from .reading import ReportRow


def ask(
    parent: QWidget, desk: Desk, row: ReportRow, answers: Mapping[str, Any], then: Callable[[], None]
) -> FormDialog:
    """then: shows the paper once the purpose is kept."""
    purpose = TextField("identity-purpose", "Mục đích xem số định danh", required=True)
    purpose.set_hint("Ví dụ: lập hồ sơ vay vốn theo đề nghị của hộ.")
    dialog = FormDialog(
        f"Xem số định danh: {row.title}",
        [purpose],
        parent,
        columns=1,
        needed={"identity-purpose": "Gõ mục đích, ví dụ: lập hồ sơ vay vốn."},
        words="Lần xem này được ghi vào nhật ký cùng mục đích.",
    )

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        work = partial(
            _note, title=row.title, household_id=answers.get("household_id"), purpose=purpose.value()
        )
        desk.worker.write(parent, work, lambda _n: (done(), then()), failed)

    dialog.start(save, "identity-purpose")
    return dialog


def _note(act: Any, *, title: str, household_id: int | None, purpose: str) -> None:
    from povdesk import papers_forms

    papers_forms.note_identity(act, title, household_id, purpose)
