"""The last step: what will be made and where, and what comes after it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import short_date

from .. import theme
from ..backup import ages
from ..widgets.labels import label
from .folder_part import breakable
from .step import Step
from .writing import NewCommune, Source


class SummaryStep(Step):
    """Nothing has been written before this step; going back changes any answer."""

    title = "Xem lại"
    words = "Chưa ghi gì vào máy. Bấm Quay lại (Alt+←) để sửa, hoặc tạo sổ."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._next = label("", "", self, wrap=True)
        column = QVBoxLayout(self)
        column.addLayout(self._grid)
        column.addSpacing(theme.px(8))
        column.addWidget(label("Việc tiếp theo", "strong", self))
        column.addWidget(self._next)
        column.addStretch(1)

    def show_folder(self, folder: Path) -> None:
        """Where the data will lie."""
        self._folder = folder

    def onward(self) -> str:
        return "Tạo sổ của xã"

    def lines(self) -> list[str]:
        """All that is shown, line by line."""
        shown = []
        for row in range(self._grid.rowCount()):
            places = (self._grid.itemAtPosition(row, column) for column in (0, 1))
            shown.append(": ".join(place.widget().text() for place in places if place is not None))
        return [line.replace("\u200b", "") for line in (*shown, *self._next.text().split("\n"))]

    def start(self, wanted: NewCommune) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (caption, words) in enumerate(_what(wanted, self._folder)):
            self._grid.addWidget(label(caption, "caption", self), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(words, "", self, wrap=True), place, 1)
        self._next.setText("\n".join(f"{place}. {one}" for place, one in enumerate(_after(wanted), start=1)))


def _what(wanted: NewCommune, folder: Path) -> list[tuple[str, str]]:
    names, year = wanted.identity, wanted.working_year
    assert names is not None
    above = ", ".join(part for part in (names.district, names.province) if part)
    kept = [item.full_name for item in wanted.hamlets[:4]]
    more = f" và {len(wanted.hamlets) - 4} thôn nữa" if len(wanted.hamlets) > 4 else ""
    signs = f"{wanted.signer.full_name}, {wanted.signer.post}" if wanted.signer else "chưa có"
    return [
        ("Đơn vị", f"{names.full_name}, {above}; dùng tên này từ {short_date(names.valid_from)}"),
        ("Thôn", f"{', '.join(kept)}{more}" if kept else "thêm lúc nhập từ Excel"),
        ("Cán bộ", f"{wanted.officer_name}, {'có' if wanted.pin else 'không'} mã PIN"),
        ("Người ký", signs),
        ("Năm làm việc", f"{year}; kỳ rà soát định kỳ {year} được mở sẵn"),
        ("Dữ liệu", _source(wanted)),
        ("Thư mục", breakable(str(folder))),
        ("Sao lưu", _backup(wanted)),
    ]


def _source(wanted: NewCommune) -> str:
    if wanted.source is not Source.EXCEL:
        return "sổ trống, nhập từng hộ"
    return f"nhập từ {wanted.workbook.name}" if wanted.workbook else "nhập từ Excel, chọn tệp sau"


def _backup(wanted: NewCommune) -> str:
    reminded = f"nhắc {ages.remind_words(wanted.remind_after)}"
    if wanted.office is None:
        return f"trong máy; chưa đặt khóa cho bản sao lưu ra USB, {reminded}"
    if wanted.stick is None:
        return f"trong máy; đã có khóa, chưa sao lưu ra USB, {reminded}"
    return f"trong máy, bản đầu tiên ra {wanted.stick}; {reminded}"


def _after(wanted: NewCommune) -> list[str]:
    """What the officer does next, in order."""
    found = []
    if wanted.pin:
        found.append("Gõ mã PIN vừa đặt để vào.")
    if wanted.source is Source.EXCEL:
        found.append("Trang Nhập từ Excel mở ra: xem từng dòng rồi nhập vào sổ.")
    else:
        found.append("Mở Hộ gia đình, Ctrl+N để thêm hộ, hoặc Nhập từ Excel khi có danh sách.")
    if wanted.signer is None:
        found.append("Thêm người ký trong Cài đặt.")
    if wanted.office is None:
        forgotten = " Chưa có khóa thì quên mã PIN không có mã phục hồi để đặt lại." if wanted.pin else ""
        found.append(f"Đặt khóa, sao lưu ra USB ở mục Sao lưu, phục hồi.{forgotten}")
    elif wanted.stick is None:
        found.append("Sao lưu ra USB ở mục Sao lưu, phục hồi.")
    found.append("Xem Việc cần làm: máy nhắc những gì còn thiếu.")
    return found
