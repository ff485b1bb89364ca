"""Tab 1: the unit's names from day to day, the year to work in, and who uses the program."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField, TriStateField
from ..widgets.labels import button, label, set_tone
from ..widgets.table import ListColumn
from .form_dialog import FormDialog
from .list_part import Listed, ListPart

UNCONFIRMED = "Mặc định, cần xác nhận"
_KINDS = [Choice("xã", "xã"), Choice("phường", "phường"), Choice("thị trấn", "thị trấn")]
_PRINTED = (
    ("place", "Địa danh trước ngày tháng"),
    ("filed", "Dòng lưu văn bản"),
    ("steering_committee", "Ban Chỉ đạo trong Nơi nhận"),
    ("review_opinion_addressee", "Nơi xin ý kiến kết quả rà soát"),
    ("hard", "Xã vùng khó khăn"),
    ("note", "Ghi chú"),
)
_COLUMNS = (
    ListColumn(
        "from", "Từ ngày", 90, lambda row: short_date(row.item.valid_from), lambda row: row.item.valid_from
    ),
    ListColumn("to", "Đến ngày", 90, lambda row: _until(row.item), lambda row: row.item.valid_to or date.max),
    ListColumn("name", "Đơn vị", 130, lambda row: row.item.full_name, bold=True),
    ListColumn("above", "Thuộc", 140, lambda row: _above(row.item), stretch=True),
    ListColumn("unit", "Soạn thảo", 84, lambda row: row.item.drafting_unit or "chưa đặt"),
    ListColumn(
        "state",
        "Trạng thái",
        184,
        lambda row: row.state,
        tone=lambda row: Tone.WARN if row.state == UNCONFIRMED else Tone.OK,
        icon=lambda row: "warning" if row.state == UNCONFIRMED else "checkmark-circle",
    ),
)


@dataclass(frozen=True)
class _Office:
    identities: tuple[CommuneIdentity, ...]
    defaults: tuple[CommuneIdentity, ...]
    working_year: int
    officer: str
    post: str
    merged: tuple[str, ...] = ()


class UnitPart(ListPart):
    """Names printed on papers, by the day of the paper."""

    name, title, adding, shrinks = "identities", "Tên đơn vị theo thời gian", "Thêm tên mới từ ngày…", False
    words = "Mỗi văn bản in tên có hiệu lực vào ngày của văn bản. Văn bản đã ban hành giữ tên cũ."

    nothing = "Chưa có tên đơn vị nên chưa in được văn bản. Bấm “Thêm tên mới từ ngày…” để nhập."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self._office = _Office((), (), 0, "", "")
        self._wanted: date | None = None
        self._printed = {code: label("", "", self, wrap=True) for code, _words in _PRINTED}
        self._said = {code: label("", "", self, wrap=True) for code in ("year", "officer", "post")}
        self._details = Card("In trên văn bản", self)
        self._merged = label("", "caption", self, wrap=True)
        self._lay_out()

    def load(self, connection: Any) -> _Office:
        from povdesk.storage import commune, commune_merging, settings

        joined = tuple(one.name for one in commune_merging.merged(connection))
        name, post = settings.officer_name(connection)
        year = settings.get(connection, "working_year", date.today().year)
        names = commune.identities(connection), commune.default_identities()
        return _Office(*names, int(year), name, post, joined)

    def show_loaded(self, loaded: _Office) -> None:
        self._office = loaded
        self._said["year"].setText(str(loaded.working_year))
        self._said["officer"].setText(loaded.officer or "chưa nhập")
        self._said["post"].setText(loaded.post or "chưa nhập")
        told = f"Đã gộp vào sổ này: {', '.join(loaded.merged)}." if loaded.merged else "Chưa gộp sổ nào."
        self._merged.setText(f"Khi nhiều xã nhập làm một: đưa sổ của xã kia vào sổ này. {told}")
        self.show_rows([Listed(one.uid, one, self._state_of(one)) for one in loaded.identities])
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._open_addressee(wanted)

    def show_target(self, **target: Any) -> None:
        """addressee_on: the names of that day, at the field of whom the review asks. merge: the wizard."""
        self._wanted = target.get("addressee_on")
        if target.get("merge"):
            self._on_merge()

    def _open_addressee(self, day: date) -> None:
        found = self.view.choose(
            lambda row: row.item.valid_from <= day and (row.item.valid_to is None or day <= row.item.valid_to)
        )
        if found:
            self._open(self.view.current_row().item, "review_opinion_addressee")

    def _state_of(self, one: CommuneIdentity) -> str:
        doubtful = {default.note for default in self._office.defaults if default.note}
        return UNCONFIRMED if one.note in doubtful else "Đã xác nhận"

    def _on_chosen(self, row: Listed | None) -> None:
        super()._on_chosen(row)
        if not hasattr(self, "_details"):
            return
        one: CommuneIdentity | None = row.item if row else None
        self._details.set_remark(f"của {one.full_name}, từ {short_date(one.valid_from)}" if one else "")
        for code, text in self._printed.items():
            text.setText(_shown(one, code) if one else "")
            set_tone(text, Tone.WARN if text.text() == "chưa đặt" else None)

    def _on_add(self) -> None:
        last = self._office.identities[-1] if self._office.identities else CommuneIdentity("")
        beginning = max(date.today(), last.valid_from + timedelta(days=1))
        self._open(replace(last, uid="", valid_from=beginning, valid_to=None, note=""))

    def _on_edit(self, row: Listed) -> None:
        self._open(row.item)

    def _open(self, one: CommuneIdentity, focus: str = "") -> None:
        dialog = IdentityDialog(one, self._state_of(one) == UNCONFIRMED, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import commune

            wanted = dialog.value()
            self.write(
                lambda act: commune.save_identity(act, wanted),
                f"Đã lưu tên đơn vị {wanted.full_name}.",
                done,
                failed,
            )

        dialog.start(save, focus)

    def _on_office(self) -> None:
        year = TextField("working_year", "Năm làm việc", self, required=True)
        name = TextField("officer_name", "Họ tên cán bộ dùng phần mềm", self, required=True)
        post = TextField("officer_post", "Chức vụ", self)
        year.set_value(str(self._office.working_year))
        name.set_value(self._office.officer)
        post.set_value(self._office.post)
        dialog = FormDialog(
            "Năm làm việc và cán bộ",
            [year, name, post],
            self,
            needed={"working_year": "Gõ năm, ví dụ 2026.", "officer_name": "Gõ họ và tên."},
        )

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import settings

            typed = year.value()
            number = int(typed) if typed.isascii() and typed.isdigit() else 0
            values = (number, name.value(), post.value())
            self.write(
                lambda act: settings.save_office(act, *values),
                "Đã lưu năm làm việc và cán bộ dùng phần mềm.",
                done,
                failed,
            )

        dialog.start(save)

    def _on_merge(self) -> None:
        from ..merging.dialog import MergeDialog

        MergeDialog(self, self.desk).open()

    def _lay_out(self) -> None:
        grid = _pairs(QGridLayout(), [(words, self._printed[code]) for code, words in _PRINTED])
        self._details.body.addLayout(grid)
        self.body.addWidget(self._details)
        merging = Card("Sáp nhập xã", self)
        merging.add_action(button("Gộp dữ liệu xã khác…", self._on_merge, icon="arrow-upload", parent=self))
        merging.body.addWidget(self._merged)
        self.body.addWidget(merging)
        office = Card("Năm làm việc và cán bộ", self)
        office.add_action(button("Sửa năm, cán bộ…", self._on_office, icon="edit", parent=self))
        words = {
            "year": "Năm làm việc",
            "officer": "Cán bộ dùng phần mềm",
            "post": "Chức vụ",
        }
        office.body.addLayout(_pairs(QGridLayout(), [(words[code], self._said[code]) for code in words]))
        self.body.addWidget(office)


class IdentityDialog(FormDialog):
    """All names of one period."""

    def __init__(self, one: CommuneIdentity, unconfirmed: bool, parent: QWidget) -> None:
        self._one = one
        fields = [
            ChoiceField("kind", "Loại đơn vị", _KINDS, None, required=True),
            TextField("name", "Tên riêng", None, required=True),
            PartialDateField("valid_from", "Dùng từ ngày", None, required=True, whole=True),
            PartialDateField("valid_to", "Đến hết ngày", None, whole=True),
            TextField("district", "Huyện (trước 01/7/2025)"),
            TextField("province", "Tỉnh, thành phố"),
            TextField("place_name", "Địa danh trước ngày tháng"),
            TextField("drafting_unit", "Đơn vị soạn thảo, sau “Lưu: VT,”"),
            TextField("steering_committee", "Ban Chỉ đạo trong Nơi nhận"),
            TextField("review_opinion_addressee", "Nơi xin ý kiến kết quả rà soát"),
            TriStateField("hard_to_reach", "Xã vùng khó khăn"),
            LongTextField("note", "Ghi chú", lines=2),
        ]
        super().__init__(
            f"Tên đơn vị: {one.full_name}" if one.uid else "Tên đơn vị mới",
            fields,
            parent,
            needed={
                "kind": "Chọn loại đơn vị.",
                "name": "Gõ tên riêng, ví dụ Trà Lâm.",
                "valid_from": "Gõ đủ ngày, tháng, năm, ví dụ 01/7/2025.",
            },
            words="" if one.uid else "Tên đang dùng sẽ hết hiệu lực vào ngày trước ngày bắt đầu của tên mới.",
        )
        for field in fields:
            field.set_value(getattr(one, field.code))
        self.field("valid_to").set_placeholder("để trống: còn dùng")
        self.field("place_name").set_placeholder("để trống thì dùng tên riêng")
        if unconfirmed:
            box = self.add_box("confirmed", "Đã đối chiếu: các tên này đúng với văn bản", False)
            box.toggled.connect(self._on_confirmed)

    def value(self) -> CommuneIdentity:
        """The names as typed."""
        texts = (
            *("kind", "name", "district", "province", "place_name", "drafting_unit"),
            *("steering_committee", "review_opinion_addressee", "note"),
        )
        return replace(
            self._one,
            **{code: self.field(code).value() for code in texts},
            valid_from=self.field("valid_from").date_value() or self._one.valid_from,
            valid_to=self.field("valid_to").date_value(),
            hard_to_reach=self.field("hard_to_reach").value(),
        )

    def _on_confirmed(self, confirmed: bool) -> None:
        self.field("note").set_value("" if confirmed else self._one.note)


def _pairs(grid: QGridLayout, rows: list[tuple[str, Any]]) -> QGridLayout:
    """Caption at the left, value at the right, line by line."""
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for place, (words, value) in enumerate(rows):
        grid.addWidget(label(words, "caption"), place, 0)
        grid.addWidget(value, place, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _until(one: CommuneIdentity) -> str:
    return short_date(one.valid_to) if one.valid_to else "còn dùng"


def _above(one: CommuneIdentity) -> str:
    return ", ".join(name for name in (one.district, one.province) if name)


def _shown(one: CommuneIdentity, code: str) -> str:
    if code == "filed":
        return f"Lưu: VT, {one.drafting_unit}." if one.drafting_unit else "Lưu: VT."
    if code == "hard":
        return {True: "Có", False: "Không", None: "Chưa rõ"}[one.hard_to_reach]
    text = str(getattr(one, code))
    return text or ("không có" if code == "note" else "chưa đặt")
