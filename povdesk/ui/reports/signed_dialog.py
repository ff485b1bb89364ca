"""Number and date of a paper that was signed: the very file goes into the register, its numbers stay."""

import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..undoing import offer_undo
from ..widgets.fields import PartialDateField, TextField
from .reading import ReportRow


def ask(parent: QWidget, desk: Desk, row: ReportRow, round_id: int, today: date) -> FormDialog:
    """Read the paper with its number, draw it, then write; each where it belongs."""
    number = TextField("signed-number", "Số văn bản", required=True)
    signed_on = PartialDateField("signed-on", "Ngày ký", required=True)
    signed_on.set_value(today)
    dialog = FormDialog(
        f"Ghi số, ngày đã ký: {row.title}",
        [number, signed_on],
        parent,
        needed={"signed-number": "Gõ số do văn thư cấp.", "signed-on": "Gõ ngày ký."},
        words="Máy giữ đúng bản PDF có số này. Từ đó số liệu của văn bản không đổi theo sổ nữa.",
    )

    def save(done: Any, failed: Any) -> None:
        day = signed_on.date_value()
        given = {"round_id": round_id, "code": row.code, "number": number.value(), "signed_on": day}

        def written(_key: int) -> None:
            done()
            offer_undo(desk, parent, f"Đã ghi văn bản số {number.value()}.")

        def drawn(pdf: bytes) -> None:
            desk.worker.write(parent, partial(_keep, given=given, pdf=pdf), written, failed)

        def read(document: Any) -> None:
            desk.worker.run(parent, lambda _p, _c: _draw(document), drawn, failed, text=row.title)

        desk.worker.read(parent, partial(_read, given=given), read, failed)

    dialog.start(save, "signed-number")
    return dialog


def _read(connection: Any, *, given: dict[str, Any]) -> Any:
    from povdesk import papers_results

    return papers_results.signed_document(connection, **given)


def _keep(act: Any, *, given: dict[str, Any], pdf: bytes) -> int:
    from povdesk import papers_results

    return papers_results.keep_signed(act, pdf=pdf, **given)


def _draw(document: Any) -> bytes:
    from povdesk.documents import pdf

    with tempfile.TemporaryDirectory(prefix="povdesk-") as folder:
        path = Path(folder) / "van-ban.pdf"
        pdf.write(document, path)
        return path.read_bytes()
