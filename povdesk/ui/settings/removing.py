"""Stop using a record from a day on, or delete it when nothing uses it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from .. import messages
from ..widgets.fields import PartialDateField
from .form_dialog import FormDialog
from .part import SettingsPart


def ask_last_day(
    part: SettingsPart, title: str, words: str, retire: Callable[[Any, date], Any], done_words: str
) -> FormDialog:
    """Ngừng dùng: asks the last day, today if nothing else is typed."""
    day = PartialDateField("last_day", "Ngày cuối cùng còn dùng", None, required=True, whole=True)
    day.set_value(date.today())
    dialog = FormDialog(
        title, [day], part, columns=1, needed={"last_day": "Gõ ngày, ví dụ 31/12/2024."}, words=words
    )

    def save(done: Any, failed: Any) -> None:
        last = day.date_value()
        assert last is not None
        part.write(lambda act: retire(act, last), done_words, done, failed)

    dialog.start(save)
    return dialog


def delete_or_say_why(
    part: SettingsPart,
    table: str,
    uid: str,
    name: str,
    delete: Callable[[Any], Any],
    retire: Callable[[], object],
) -> None:
    """Xóa: asks first; a record in use is kept, with where it is used and the way to stop using it."""
    from povdesk.storage import record_uses

    def asked(found: tuple[tuple[str, int], ...]) -> None:
        if found:
            listed = "; ".join(f"{count} {words}" for words, count in found)
            messages.choose(
                part,
                f"Chưa xóa được {name}: đang được dùng ở {listed}.",
                [("Ngừng dùng…", "primary", retire)],
                "Giữ lại",
                more="Ngừng dùng thì không chọn được nữa kể từ một ngày, còn dữ liệu cũ giữ nguyên.",
            )
            return
        messages.confirm(
            part, f"Xóa {name}?", "Xóa", "Giữ lại", lambda: part.write(delete, f"Đã xóa {name}.")
        )

    part.desk.worker.read(part, lambda connection: record_uses.uses(connection, table, uid), asked)
