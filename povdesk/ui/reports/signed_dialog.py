"""Number, date and signer of a signed paper: the very file goes into the register, its numbers stay."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from .reading import ReportRow


def ask(
    parent: QWidget,
    desk: Desk,
    row: ReportRow,
    answers: Mapping[str, Any],
    failed: Callable[[Exception], None],
) -> None:
    """Read who can sign and what is known already, then ask."""
    desk.worker.read(
        parent,
        partial(_known, code=row.code, answers=answers),
        lambda known: _show(parent, desk, row, answers, *known),
        failed,
    )


def _show(
    parent: QWidget,
    desk: Desk,
    row: ReportRow,
    answers: Mapping[str, Any],
    signers: tuple[Any, ...],
    number_known: str,
    day_known: date | None,
) -> FormDialog:
    number = TextField("signed-number", "Số văn bản", required=True)
    number.set_value(number_known)
    signed_on = PartialDateField("signed-on", "Ngày ký", required=True, whole=True)
    signed_on.set_value(day_known or answers["today"])
    signer = ChoiceField(
        "signed-by", "Người ký", [Choice(one.uid, f"{one.post} {one.full_name}".strip()) for one in signers]
    )
    signer.set_value(next((one.uid for one in signers if one.is_default), ""))
    dialog = FormDialog(
        f"Ghi số, ngày đã ký: {row.title}",
        [number, signed_on, signer],
        parent,
        needed={"signed-number": "Gõ số do văn thư cấp.", "signed-on": "Gõ ngày ký."},
        words="Máy giữ đúng bản PDF có số này. Từ đó số liệu của văn bản không đổi theo sổ nữa.",
    )

    def save(done: Any, failed: Any) -> None:
        given = {"number": number.value(), "signed_on": signed_on.date_value(), "signer_uid": signer.value()}

        def written(_key: int) -> None:
            done()
            # The kept file is an archive: an entry is never taken back, so no "Hoàn tác" is offered.
            desk.work_done(parent, f"Đã ghi văn bản số {number.value()} vào sổ.")

        def drawn(found: tuple[Any, bytes]) -> None:
            desk.worker.write(parent, partial(_keep, found=found), written, failed)

        def read(prepared: Any) -> None:
            desk.worker.run(parent, lambda _p, _c: _draw(prepared), drawn, failed, text=row.title)

        desk.worker.read(parent, partial(_read, code=row.code, answers=answers, given=given), read, failed)

    dialog.start(save, "signed-number")
    return dialog


def _known(
    connection: Any, *, code: str, answers: Mapping[str, Any]
) -> tuple[tuple[Any, ...], str, date | None]:
    from povdesk import papers_issuing
    from povdesk.papers_catalogue import Answers
    from povdesk.storage import commune

    number, day = papers_issuing.known_number(connection, code, Answers(**answers))
    return commune.signers(connection), number, day


def _read(connection: Any, *, code: str, answers: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
    from povdesk import papers_issuing
    from povdesk.papers_catalogue import Answers

    return papers_issuing.prepare(connection, code, Answers(**answers), **given)


def _draw(prepared: Any) -> tuple[Any, bytes]:
    from povdesk import papers_issuing

    return prepared, papers_issuing.draw(prepared)


def _keep(act: Any, *, found: tuple[Any, bytes]) -> int:
    from povdesk import papers_issuing

    return papers_issuing.keep(act, *found)
