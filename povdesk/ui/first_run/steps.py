"""The three steps: the unit's names, its hamlets, the officer and who signs."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.commune import CommuneIdentity, Hamlet, Signer

from ..theme import Tone
from ..widgets.fields import (
    Choice,
    ChoiceField,
    Field,
    PartialDateField,
    ProblemLevel,
    TextField,
    TriStateField,
)
from ..widgets.grid import KEYS, GridColumn, GridModel, GridView
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from ..widgets.side_by_side import side_by_side
from .writing import NewCommune

_KINDS = [Choice("xã", "xã"), Choice("phường", "phường"), Choice("thị trấn", "thị trấn")]


class Step(QWidget):
    """One step of the wizard."""

    title = ""
    words = ""

    def start(self) -> None:
        """Put the cursor where the step begins."""

    def is_ready(self) -> bool:
        """False after showing beside the fields what is still needed."""
        return True

    def apply(self, wanted: NewCommune) -> NewCommune:
        """The new commune with this step's answers."""
        raise NotImplementedError


class UnitStep(Step):
    """Names that stand in heads and endings of papers, valid from a day."""

    title = "Đơn vị"
    words = "Những tên này in trên đầu và cuối văn bản; sửa được sau trong Cài đặt."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ChoiceField("kind", "Loại đơn vị", _KINDS, self, required=True)
        self._name = TextField("name", "Tên riêng", self, required=True)
        self._province = TextField("province", "Tỉnh, thành phố", self, required=True)
        self._district = TextField("district", "Huyện (chỉ trước 01/7/2025)", self)
        self._place = TextField("place_name", "Địa danh ghi trên văn bản", self)
        self._unit = TextField("drafting_unit", "Đơn vị soạn thảo (sau Lưu: VT)", self)
        self._from = PartialDateField("valid_from", "Dùng tên này từ ngày", self, required=True, whole=True)
        self._hard = TriStateField("hard_to_reach", "Xã vùng khó khăn", self)
        self._kind.set_value("xã")
        self._unit.set_value("VHXH")
        self._from.set_value(date(2025, 7, 1))
        self._name.set_placeholder("ví dụ Trà Lâm")
        self._province.set_placeholder("ví dụ tỉnh Quảng Ngãi")
        self._district.set_placeholder("ví dụ huyện Trà Bồng")
        self._place.set_placeholder("để trống thì dùng tên riêng")
        column = QVBoxLayout(self)
        column.addLayout(
            side_by_side(
                (
                    *(self._kind, self._name, self._province, self._district),
                    *(self._place, self._unit, self._from, self._hard),
                ),
                2,
            )
        )
        column.addStretch(1)

    def start(self) -> None:
        self._name.setFocus()

    def is_ready(self) -> bool:
        return _all_there(
            (self._kind, "Chọn loại đơn vị."),
            (self._name, "Gõ tên riêng của xã, ví dụ Trà Lâm."),
            (self._province, "Gõ tên tỉnh, ví dụ tỉnh Quảng Ngãi."),
            (self._from, "Gõ đủ ngày, tháng, năm, ví dụ 01/7/2025."),
        )

    def apply(self, wanted: NewCommune) -> NewCommune:
        return replace(
            wanted,
            identity=CommuneIdentity(
                kind=self._kind.value(),
                name=self._name.value(),
                province=self._province.value(),
                district=self._district.value(),
                place_name=self._place.value() or self._name.value(),
                drafting_unit=self._unit.value(),
                hard_to_reach=bool(self._hard.value()),
                valid_from=self._from.date_value() or date.today(),
            ),
        )


class HamletStep(Step):
    """At least one hamlet; more can be pasted from Excel."""

    title = "Thôn, tổ dân phố"
    words = "Mỗi dòng một thôn; dán được từ Excel. Mã thôn đứng đầu mã hộ, để trống cũng được."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = [
            Choice(kind, kind) for kind in ("thôn", "bản", "ấp", "buôn", "làng", "tổ dân phố", "khu phố")
        ]
        self._model = GridModel(
            [
                GridColumn("name", "Tên thôn", 260, stretch=True),
                GridColumn("kind", "Gọi là", 120, choices=kinds),
                GridColumn("code", "Mã", 90),
                GridColumn("chief_name", "Trưởng thôn", 200),
            ],
            "Gõ tên thôn để thêm",
            self,
        )
        self._model.set_new_row(lambda: {"kind": "thôn"})
        self._view = GridView(self._model, self)
        self._problem = label("", "hint", self)
        set_tone(self._problem, Tone.DANGER)
        self._model.dataChanged.connect(lambda *_: self._problem.setText(""))
        column = QVBoxLayout(self)
        column.addWidget(self._view, 1)
        column.addWidget(KeyStrip(KEYS, self))
        column.addWidget(self._problem)

    def start(self) -> None:
        self._view.go_to(0, "name")

    def is_ready(self) -> bool:
        ready = any(row.get("name") for row in self._model.rows())
        self._problem.setText("" if ready else "Gõ tên ít nhất một thôn rồi bấm Tiếp tục.")
        if not ready:
            self.start()
        return ready

    def apply(self, wanted: NewCommune) -> NewCommune:
        hamlets = tuple(
            Hamlet(
                name=row["name"],
                kind=row.get("kind") or "thôn",
                code=row.get("code") or f"T{place}",
                position=place,
                chief_name=row.get("chief_name") or "",
            )
            for place, row in enumerate((row for row in self._model.rows() if row.get("name")), start=1)
        )
        return replace(wanted, hamlets=hamlets)


class PeopleStep(Step):
    """The officer, the signer, and the year to work in."""

    title = "Người dùng, người ký"
    words = "Tên cán bộ ghi vào nhật ký thay đổi; người ký in ở cuối văn bản."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._officer = TextField("officer_name", "Họ tên cán bộ dùng phần mềm", self, required=True)
        self._signer = TextField("signer_name", "Họ tên người ký văn bản", self)
        self._post = TextField("signer_post", "Chức vụ người ký", self)
        self._year = TextField("working_year", "Năm làm việc", self, required=True)
        self._post.set_value("Chủ tịch")
        self._year.set_value(str(date.today().year))
        column = QVBoxLayout(self)
        column.addLayout(side_by_side([self._officer, self._signer, self._post, self._year], 2))
        column.addStretch(1)

    def start(self) -> None:
        self._officer.setFocus()

    def is_ready(self) -> bool:
        year = self._year.value()
        if year and not (year.isascii() and year.isdigit() and 2021 <= int(year) <= 2100):
            self._year.show_problem(ProblemLevel.ERROR, "Gõ năm bằng bốn chữ số, từ 2021 trở đi.")
            self._year.setFocus()
            return False
        return _all_there(
            (self._officer, "Gõ họ tên người dùng phần mềm."), (self._year, "Gõ năm, ví dụ 2026.")
        )

    def apply(self, wanted: NewCommune) -> NewCommune:
        name = self._signer.value()
        signer = Signer(full_name=name, post=self._post.value() or "Chủ tịch", is_default=True)
        return replace(
            wanted,
            officer_name=self._officer.value(),
            signer=signer if name else None,
            working_year=int(self._year.value()),
        )


def _all_there(*needed: tuple[Field, str]) -> bool:
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
