"""Which sheet of the file is taken, and the year at whose end its classes count."""

from datetime import date

from PySide6.QtWidgets import QWidget

from povdesk.domain.importing.table import Table
from povdesk.domain.vietnamese import format_number

from .. import theme
from ..keys import ComboBox
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.labels import label, set_tone
from .jobs import Opened

_OFFICIAL = "\x00official"
_FIRST_YEAR = 2015


class SheetPart(Card):
    """All official lists of a file are taken together unless one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Trang tính và năm của danh sách", parent)
        self._opened: Opened | None = None
        self.sheets = ComboBox(self)
        self.years = ComboBox(self)
        self._about = label("", "", self, wrap=True)
        for words, box in (("Trang tính", self.sheets), ("Diện của hộ trong danh sách tính", self.years)):
            self.body.addWidget(label(words, "strong", self))
            box.setAccessibleName(words)
            box.setMaximumWidth(theme.px(420))
            self.body.addWidget(box)
        self._review_note = label("", "", self, wrap=True)
        set_tone(self._review_note, Tone.WARN)
        self.body.addWidget(self._review_note)
        self.body.addWidget(self._about)
        self.body.addStretch(1)
        self.sheets.currentIndexChanged.connect(lambda _index: self._on_sheet())
        self.years.currentIndexChanged.connect(lambda _index: self._on_year())

    def show_file(self, opened: Opened) -> None:
        """The sheets that have a table, the likeliest one chosen."""
        self._opened = opened
        self.sheets.blockSignals(True)
        self.sheets.clear()
        official = [one for one in opened.tables if one.official is not None]
        if len(official) > 1:
            self.sheets.addItem(f"Cả {len(official)} danh sách chính thức", _OFFICIAL)
        for one in opened.tables:
            hidden = "" if one.sheet.visible else ", đang ẩn"
            self.sheets.addItem(f"{one.sheet.name} ({_rows(one)} dòng{hidden})", one.sheet.name)
        wanted = _OFFICIAL if len(official) > 1 else opened.suggested[0]
        self.sheets.setCurrentIndex(max(self.sheets.findData(wanted), 0))
        self.sheets.blockSignals(False)
        self.years.clear()
        for year in range(max(date.today().year, opened.year), _FIRST_YEAR - 1, -1):
            self.years.addItem(f"Cuối năm {year}", year)
        self._choose_year(opened.year)
        self._on_sheet()

    def year(self) -> int:
        return int(self.years.currentData())

    def table(self) -> Table | None:
        """The one sheet that was chosen; None for all official lists together."""
        chosen = self.sheets.currentData()
        return None if self._opened is None or chosen == _OFFICIAL else self._opened.table(chosen)

    def _choose_year(self, year: int) -> None:
        self.years.setCurrentIndex(max(self.years.findData(year), 0))

    def _on_year(self) -> None:
        year = self.years.currentData()
        is_under_review = self._opened is not None and year in self._opened.under_review
        self._review_note.setVisible(is_under_review)
        self._review_note.setText(
            f"Năm {year} đang rà soát trong phần mềm: diện lấy từ phiếu, không nhập từ tệp. Danh sách chính"
            f" thức năm trước thì chọn Cuối năm {year - 1}."
            if is_under_review
            else ""
        )

    def _on_sheet(self) -> None:
        if self._opened is None:
            return
        table = self.table()
        if table is None or table.official is not None:
            words = "Nhận ra mẫu danh sách chính thức của cấp trên: các cột đã biết, không cần ghép."
        else:
            known = ", ".join(field.label for field in table.mapping.values())
            words = f"Tiêu đề ở dòng {table.head.start + 1}. Đã nhận ra: {known}."
        samples = table.converter.samples if table is not None else []
        if samples:
            before, after = samples[0]
            words += f" Chữ theo phông cũ sẽ được chuyển, ví dụ: {before} → {after}."
        if not self._opened.hamlets:
            words += " Sổ chưa có thôn nào: các thôn trong tệp sẽ được thêm."
        self._about.setText(words)
        if table is not None and table.year:
            self._choose_year(table.year)


def _rows(table: Table) -> str:
    return format_number(max(len(table.sheet.rows) - table.first_row, 0))
