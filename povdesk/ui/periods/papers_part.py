"""Tab 3, Sổ văn bản đã ban hành: the very file, its numbers, and the people behind each as they were."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import short_date

from .. import messages
from ..desk import Desk
from ..theme import Tone
from ..widgets.empty_state import EmptyState
from ..widgets.table import ListColumn
from . import cancelling
from .list_part import ListPart
from .opening import open_figure
from .reading import Loaded

if TYPE_CHECKING:
    from povdesk.storage.issued_papers import IssuedRow
    from povdesk.storage.number_sources import Opened

_KEYS = [("Enter", "xem văn bản và các con số"), ("Ctrl+P", "in sổ"), ("F1", "trợ giúp")]
_COLUMNS = (
    ListColumn(
        "number",
        "Số, ký hiệu",
        130,
        lambda row: f"{row.number or '…'}/{row.symbol}",
        bold=True,
        tone=lambda row: Tone.WARN if row.is_cancelled else None,
    ),
    ListColumn(
        "signed",
        "Ngày ký",
        100,
        lambda row: short_date(row.signed_on) if row.signed_on else "",
        lambda row: row.signed_on.isoformat() if row.signed_on else "",
    ),
    ListColumn(
        "subject", "Nội dung", 330, lambda row: row.subject, tip=lambda row: row.subject, stretch=True
    ),
    ListColumn("whom", "Cấp cho", 150, lambda row: row.person_name),
    ListColumn("signer", "Người ký", 170, lambda row: row.signer_name),
)
_MILLIMETRES = {"number": 30, "signed": 22, "subject": 100, "whom": 40, "signer": 42}


class PapersPart(ListPart):
    """The latest first; an archive, in which a line can only be marked as cancelled."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        nothing = EmptyState("Chưa ban hành văn bản nào.", "document-text")
        nothing.say("Chưa ban hành văn bản nào.", "Kế hoạch và báo cáo khi ban hành được giữ ở đây.")
        super().__init__(desk, "issued-papers", _COLUMNS, nothing, _KEYS, parent)
        self._loaded: Loaded | None = None
        self.add_verb("Ghi hủy…", self.on_cancel, lambda row: not row.is_cancelled)
        self.add_verb("Thôi hủy", self.on_take_back, lambda row: row.is_cancelled)
        self.add_verb("Xem văn bản, số liệu", self.on_open, lambda _row: True, icon="document-text")

    def show_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.set_rows(loaded.papers)

    def on_open(self, row: "IssuedRow") -> None:
        """The file that was issued, with its numbers beside it."""

        def read(connection: Any) -> "Opened":
            from povdesk.storage import number_sources

            return number_sources.opened(connection, row.id)

        self.desk.worker.read(self, read, self._show)

    def on_cancel(self, row: "IssuedRow") -> None:
        """A wrong number, or a paper that was never sent."""
        cancelling.ask(self, self.desk, row)

    def on_take_back(self, row: "IssuedRow") -> None:
        cancelling.take_back(self, self.desk, row)

    def print_current(self) -> None:
        """Ctrl+P: the register as it is shown."""
        from ..special_lists import printing
        from ..special_lists.loading import Heading

        if self._loaded is None:
            return
        printed = self._loaded.printed
        printing.preview(
            self,
            self.desk,
            "Sổ văn bản đã ban hành",
            _COLUMNS,
            self.view.list_model().rows(),
            "",
            widths=_MILLIMETRES,
            heading=Heading(printed.agency, printed.place),
            today=printed.today,
            file_name="so-van-ban",
        )

    def _show(self, found: "Opened") -> None:
        from ..widgets.preview_dialog import PreviewDialog

        assert self._loaded is not None
        printed = self._loaded.printed
        pdf = found.pdf
        if pdf is None:
            messages.tell(self, "Sổ không giữ bản in của văn bản này.")
            return

        def opened(figure: Any, parent: QWidget) -> None:
            lists = found.lists.get(figure.key, {})
            open_figure(
                self.desk, parent, figure, lambda _connection: lists, printed, frozen_at=found.issued_at
            )

        PreviewDialog(
            self,
            self.desk,
            found.subject or "Văn bản đã ban hành",
            lambda path: path.write_bytes(pdf),
            file_name="van-ban",
            note="Đúng bản đã ban hành; danh sách sau mỗi con số như lúc ban hành.",
            figures=found.figures,
            open_figure=opened,
        ).open()
