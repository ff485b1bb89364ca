"""The steps about the office: the unit's names, its hamlets, the officer and who signs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain import officer, vietnamese
from povdesk.domain.commune import CommuneIdentity, Hamlet, Signer, without_kind
from povdesk.domain.errors import InvalidInput

from ..theme import Tone
from ..widgets.fields import (
    Choice,
    ChoiceField,
    PartialDateField,
    ProblemLevel,
    TextField,
    TriStateField,
)
from ..widgets.grid import KEYS, GridColumn, GridModel, GridView
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from ..widgets.side_by_side import side_by_side
from .step import Step, all_there
from .writing import NewCommune

_KINDS = [Choice("xã", "xã"), Choice("phường", "phường"), Choice("thị trấn", "thị trấn")]
_NO_HAMLET = (
    "Chưa có thôn nào. Gõ tên thôn; nếu sẽ nhập danh sách hộ từ Excel thì bấm Tiếp tục lần nữa,"
    " thôn trong danh sách được thêm lúc nhập."
)


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
        self._from.changed.connect(self._say_years)
        self._say_years()
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

    def start(self, _wanted: NewCommune) -> None:
        self._name.setFocus()

    def is_ready(self, _wanted: NewCommune) -> bool:
        return all_there(
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
                hard_to_reach=self._hard.value(),
                valid_from=self._from.date_value() or date.today(),
            ),
        )

    def _say_years(self) -> None:
        day = self._from.date_value()
        if day is None:
            self._from.set_hint("")
        elif day > date.today():
            self._from.set_hint("Ngày này chưa đến: trước ngày đó chưa có tên để in trên văn bản.")
        else:
            self._from.set_hint(f"Làm việc được từ năm {day.year}; tên cũ hơn thêm sau trong Cài đặt.")


class HamletStep(Step):
    """The hamlets, typed or pasted from Excel; they may also come with the list of households."""

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
        self._warned = False
        self._problem = label("", "hint", self, wrap=True)
        set_tone(self._problem, Tone.DANGER)
        self._model.edited.connect(self._look_again)
        column = QVBoxLayout(self)
        column.addWidget(self._view, 1)
        column.addWidget(KeyStrip(KEYS, self))
        column.addWidget(self._problem)
        self._problem.hide()

    def start(self, _wanted: NewCommune) -> None:
        self._view.go_to(self._model.count(), "name")

    def is_ready(self, _wanted: NewCommune) -> bool:
        words, place, key = self._fault()
        if not words and not self._named() and not self._warned:
            self._warned = True
            words, place, key = _NO_HAMLET, self._model.count(), "name"
        self._say(words)
        if words:
            self._view.go_to(place, key)
        return not words

    def apply(self, wanted: NewCommune) -> NewCommune:
        hamlets = tuple(
            Hamlet(
                name=without_kind(row["name"], row.get("kind") or "thôn"),
                kind=row.get("kind") or "thôn",
                code=_code(row, place),
                position=place,
                chief_name=row.get("chief_name") or "",
            )
            for place, row in enumerate(self._named(), start=1)
        )
        return replace(wanted, hamlets=hamlets)

    def _named(self) -> list[dict[str, Any]]:
        return [row for row in self._model.rows() if row.get("name")]

    def _fault(self) -> tuple[str, int, str]:
        """What is wrong with the rows, and the row and the cell to mend; no words: nothing."""
        rows = self._named()
        for found, key, words in (
            (_twice(rows), "name", "Thôn {} có hai dòng. Sửa tên hoặc xóa bớt một dòng (Ctrl+Delete)."),
            (_same_code(rows), "code", "Có hai thôn cùng mã {}. Sửa mã, hoặc để trống để máy tự đặt."),
        ):
            if found is not None:
                said, place = found
                named = [row for row, one in enumerate(self._model.rows()) if one.get("name")]
                return words.format(said), named[place], key
        return "", 0, "name"

    def _look_again(self) -> None:
        """A fault that was mended is not red until the next click."""
        self._say(self._fault()[0] if self._problem.text() else "")

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))


class PeopleStep(Step):
    """The officer, the signer, the year to work in, and a PIN for whoever wants one."""

    title = "Người dùng, người ký"
    words = "Tên cán bộ ghi vào nhật ký thay đổi; người ký in ở cuối văn bản."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._officer = TextField("officer_name", "Họ tên cán bộ dùng phần mềm", self, required=True)
        self._year = TextField("working_year", "Năm làm việc", self, required=True)
        self._signer = TextField("signer_name", "Họ tên người ký văn bản", self)
        self._post = TextField("signer_post", "Chức vụ người ký", self)
        self._pin = _secret("pin", "Mã PIN để mở phần mềm (bỏ trống được)", self)
        self._again = _secret("pin-again", "Gõ lại mã PIN", self)
        self._post.set_value("Chủ tịch")
        self._year.set_value(str(date.today().year))
        self._signer.set_hint("Để trống cũng được, thêm sau trong Cài đặt.")
        self._pin.set_hint("Nên đặt khi nhiều người dùng chung máy; 4 đến 12 chữ số.")
        column = QVBoxLayout(self)
        column.addLayout(
            side_by_side(
                [self._officer, self._year, self._signer, self._post, self._pin, self._again],
                2,
            )
        )
        column.addStretch(1)

    def start(self, _wanted: NewCommune) -> None:
        self._officer.setFocus()

    def is_ready(self, wanted: NewCommune) -> bool:
        if not all_there(
            (self._officer, "Gõ họ tên người dùng phần mềm."), (self._year, "Gõ năm, ví dụ 2026.")
        ):
            return False
        wrong = _wrong_year(self._year.value(), wanted.identity)
        if wrong:
            self._year.show_problem(ProblemLevel.ERROR, wrong)
            self._year.setFocus()
            return False
        return self._is_pin_right()

    def apply(self, wanted: NewCommune) -> NewCommune:
        name, year = self._signer.value(), self._year.value()
        signer = Signer(full_name=name, post=self._post.value() or "Chủ tịch", is_default=True)
        return replace(
            wanted,
            officer_name=self._officer.value(),
            signer=signer if name else None,
            working_year=int(year) if _is_number(year) else 0,
            pin=self._pin.value(),
        )

    def _is_pin_right(self) -> bool:
        pin, again = self._pin.value(), self._again.value()
        self._pin.show_problem(None)
        self._again.show_problem(None)
        if not pin and not again:
            return True
        try:
            officer.check_pin(pin)
        except InvalidInput as error:
            self._pin.show_problem(ProblemLevel.ERROR, f"{error.message} {error.advice}")
            self._pin.setFocus()
            return False
        if pin != again:
            self._again.show_problem(ProblemLevel.ERROR, "Hai lần gõ khác nhau. Gõ lại mã PIN.")
            self._again.setFocus()
            return False
        return True


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _wrong_year(typed: str, names: CommuneIdentity | None) -> str:
    """Why the program cannot work in this year; empty when it can."""
    if not _is_number(typed) or not 2021 <= int(typed) <= 2100:
        return "Gõ năm bằng bốn chữ số, từ 2021 trở đi."
    if names is not None and int(typed) < names.valid_from.year:
        return (
            f"Tên {names.full_name} dùng từ {vietnamese.short_date(names.valid_from)}, trước đó chưa có tên."
            f" Gõ từ năm {names.valid_from.year}, hoặc quay lại bước Đơn vị đặt ngày sớm hơn."
        )
    return ""


def _secret(code: str, title: str, parent: QWidget) -> TextField:
    made = TextField(code, title, parent)
    line = made.line()
    line.setEchoMode(line.EchoMode.Password)
    line.setMaxLength(officer.LONGEST_PIN)
    return made


def _code(row: dict[str, Any], place: int) -> str:
    return str(row.get("code") or f"T{place}")


def _same_code(rows: Sequence[dict[str, Any]]) -> tuple[str, int] | None:
    """The code that two rows have, and the second of them: codes of their households would be the same."""
    seen = set()
    for place, row in enumerate(rows):
        code = _code(row, place + 1)
        if code.casefold() in seen:
            return code, place
        seen.add(code.casefold())
    return None


def _twice(rows: Sequence[dict[str, Any]]) -> tuple[str, int] | None:
    """The name that two rows have, whether or not "thôn" was typed before it, and the second of them."""
    seen = set()
    for place, row in enumerate(rows):
        name = without_kind(str(row["name"]), row.get("kind") or "thôn")
        if name.casefold() in seen:
            return name, place
        seen.add(name.casefold())
    return None
