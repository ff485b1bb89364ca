"""Tab 5: the register of incoming papers, what plans and changes rest on."""

from typing import Any

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.fields import LongTextField, PartialDateField, TextField
from ..widgets.table import ListColumn
from .loading import Loaded, read_frame
from .part import ListPart
from .suggesting_field import SuggestingField

KINDS = ("Nghị quyết", "Quyết định", "Kế hoạch", "Công văn", "Hướng dẫn", "Thông báo", "Báo cáo", "Giấy mời")


class IncomingPart(ListPart):
    """All papers, the latest first; those no longer in force can be left out."""

    name = "incoming"
    by_year = False
    spare = ("note", "received", "kind")
    widths = {
        "kind": 24,
        "number": 34,
        "signed": 24,
        "issuer": 56,
        "subject": 86,
        "received": 24,
        "valid": 24,
        "note": 24,
    }
    title = "Sổ văn bản đến"
    adding = "Thêm văn bản đến"
    nothing = "Chưa ghi văn bản đến nào."
    advice = "Ghi văn bản cấp trên gửi xuống để dẫn làm căn cứ và làm lý do điều chỉnh kế hoạch."
    rule = "Văn bản còn hiệu lực dùng làm căn cứ của kế hoạch và lý do điều chỉnh kế hoạch."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self._columns(), parent)
        self.only_valid = QCheckBox("Chỉ văn bản còn hiệu lực", self)
        self.only_valid.setObjectName("only-valid")
        self.bar.addWidget(self.only_valid)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.row_button("Chép câu căn cứ", self.copy_citation, "document-text")
        self.only_valid.toggled.connect(lambda on: self.narrow(self._is_valid if on else None))

    def load(self, connection: Any) -> Loaded:
        from povdesk.storage import incoming_papers

        frame = read_frame(connection, self.year, self.today())
        rows = incoming_papers.all_papers(connection)
        return Loaded(frame, rows, tuple(sorted({row.issuer for row in rows if row.issuer})))

    def open_dialog(self, row: IncomingPaper | None) -> None:
        if self.loaded is None:
            return
        dialog = IncomingDialog(row, self.loaded.more, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import incoming_papers

            wanted = dialog.wanted()
            self.write(lambda act: incoming_papers.save(act, wanted), f"Đã lưu {wanted.named}.", done, failed)

        dialog.start(save, "kind" if row is None else "subject")

    def remove_words(self, row: IncomingPaper) -> tuple[str, str]:
        return f"Xóa {row.named} khỏi sổ văn bản đến?", f"Đã xóa {row.named}."

    def delete(self, act: Any, row: IncomingPaper) -> None:
        from povdesk.storage import incoming_papers

        incoming_papers.delete(act, row.uid)

    def filter_words(self) -> str:
        if self.loaded is None or not self.only_valid.isChecked():
            return ""
        return f"Còn hiệu lực ngày {short_date(self.loaded.frame.day)}"

    def copy_citation(self, row: IncomingPaper) -> None:
        """ "Căn cứ …" for the plan's list of bases."""
        QApplication.clipboard().setText(f"Căn cứ {row.citation}")
        self.desk.say(f"Đã chép: Căn cứ {row.citation}")

    def _is_valid(self, row: IncomingPaper) -> bool:
        return self.loaded is None or row.is_in_force(self.loaded.frame.day)

    def _columns(self) -> tuple[ListColumn, ...]:
        def day(value: Any) -> str:
            return short_date(value) if value else ""

        return (
            ListColumn("kind", "Loại", 92, lambda row: row.kind),
            ListColumn("number", "Số, ký hiệu", 130, lambda row: row.number, bold=True),
            ListColumn("signed", "Ngày ký", 88, lambda row: day(row.signed_on), lambda row: row.signed_on),
            ListColumn("issuer", "Nơi ban hành", 180, lambda row: row.issuer, tip=lambda row: row.issuer),
            ListColumn(
                "subject",
                "Trích yếu",
                220,
                lambda row: row.subject,
                tip=lambda row: row.subject,
                stretch=True,
            ),
            ListColumn(
                "received", "Ngày nhận", 88, lambda row: day(row.received_on), lambda row: row.received_on
            ),
            ListColumn(
                "valid",
                "Hết hiệu lực",
                116,
                lambda row: day(row.valid_to),
                lambda row: row.valid_to,
                tone=lambda row: None if self._is_valid(row) else Tone.NEUTRAL,
                icon=lambda row: "" if self._is_valid(row) else "info",
            ),
            ListColumn("note", "Ghi chú", 90, lambda row: row.note, tip=lambda row: row.note),
        )


class IncomingDialog(FormDialog):
    """One paper as it stands on its first page."""

    def __init__(self, row: IncomingPaper | None, issuers: tuple[str, ...], parent: QWidget) -> None:
        self._row = row
        super().__init__(
            "Văn bản đến",
            [
                SuggestingField("kind", "Loại văn bản, ví dụ Kế hoạch", KINDS),
                TextField("number", "Số, ký hiệu, ví dụ 273/KH-UBND"),
                PartialDateField("signed_on", "Ngày ký", whole=True),
                SuggestingField("issuer", "Nơi ban hành", issuers),
                LongTextField("subject", "Trích yếu", lines=2),
                PartialDateField("received_on", "Ngày nhận", whole=True, not_future=True),
                PartialDateField("valid_to", "Hết hiệu lực ngày", whole=True),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
        )
        self.field("valid_to").set_placeholder("để trống: còn hiệu lực")
        if row is not None:
            for code in self._fields:
                self.field(code).set_value(getattr(row, code))
        self._changed = False

    def wanted(self) -> IncomingPaper:
        """What the dialog says now."""
        texts = {code: self.field(code).value() for code in ("kind", "number", "issuer", "note")}
        days = {code: self.field(code).date_value() for code in ("signed_on", "received_on", "valid_to")}
        subject = self.field("subject").value().replace("\n", " ")
        return IncomingPaper(subject=subject, uid=self._row.uid if self._row else "", **texts, **days)
