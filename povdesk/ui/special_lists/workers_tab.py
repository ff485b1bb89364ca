"""Tab 2: low-income workers; the list feeds indicator 21."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from povdesk.domain.household import Person, Sex, YesNo
from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage.search import Found
from povdesk.storage.special_lists import LowIncomeWorker

from ..desk import Desk
from ..theme import Tone
from ..widgets.fields import (
    Choice,
    ChoiceField,
    LongTextField,
    MoneyField,
    PartialDateField,
    TriStateField,
)
from ..widgets.table import ListColumn
from . import printing
from .finder import FinderField
from .list_tab import ListTab, SureDialog
from .loading import WorkerList, load_workers

_NEEDS = {YesNo.YES: "Có", YesNo.NO: "Không", YesNo.UNKNOWN: "Chưa rõ"}
_STATES: dict[bool | None, YesNo] = {True: YesNo.YES, False: YesNo.NO, None: YesNo.UNKNOWN}
_MILLIMETRES = {"name": 44, "born": 20, "home": 46, "from": 22, "to": 22, "income": 26, "need": 20}
TITLE = "Danh sách người lao động có thu nhập thấp"


class WorkersTab(ListTab):
    """Everyone recognised; those whose time has run out can be left out."""

    name = "workers"
    title = "Người lao động thu nhập thấp"
    spare = ("note", "born", "to")
    adding = "Thêm người"
    nothing = "Chưa có người lao động thu nhập thấp nào."
    rule = (
        "Người của hộ không nghèo, không cận nghèo. Người có nhu cầu học nghề và còn hiệu lực "
        "được tính vào chỉ tiêu người lao động thu nhập thấp được hỗ trợ đào tạo nghề."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self._columns(), parent)
        self.only_valid = QCheckBox("Chỉ người còn hiệu lực", self)
        self.only_valid.setObjectName("only-valid")
        self.bar.addWidget(self.only_valid)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.only_valid.toggled.connect(self._on_only_valid)

    def read(self, connection: Any) -> WorkerList:
        return load_workers(connection, self.today())

    def open_dialog(self, row: LowIncomeWorker | None) -> None:
        dialog = _WorkerDialog(self.desk, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import special_lists

            wanted = dialog.wanted()
            self.keep(
                dialog,
                lambda act, sure: special_lists.save_worker(act, wanted, sure=sure),
                f"Đã lưu {wanted.person.full_name}.",
                done,
                failed,
            )

        dialog.start(save, "person" if row is None else "recognised_on")

    def remove_words(self, row: LowIncomeWorker) -> tuple[str, str]:
        name = row.person.full_name
        return f"Đưa {name} ra khỏi danh sách?", f"Đã đưa {name} ra khỏi danh sách."

    def delete(self, act: Any, row: LowIncomeWorker) -> None:
        from povdesk.storage import special_lists

        special_lists.delete_worker(act, row.uid)

    def print_list(self) -> None:
        loaded: WorkerList = self.loaded
        typed = self.view.list_model().query().strip()
        words = [f"Tính đến ngày {short_date(loaded.as_of)}"]
        words += ["Chỉ người còn hiệu lực"] if self.only_valid.isChecked() else []
        words += [f"Tìm: “{typed}”"] if typed else []
        printing.preview(
            self,
            self.desk,
            TITLE,
            self.view.list_model().columns,
            self.view.list_model().rows(),
            "; ".join(words),
            widths=_MILLIMETRES,
            heading=loaded.heading,
            today=self.today(),
            file_name="lao-dong-thu-nhap-thap",
        )

    def _on_only_valid(self, on: bool) -> None:
        self.narrow(self._is_valid if on else None)

    def _is_valid(self, row: LowIncomeWorker) -> bool:
        return bool(row.is_valid_on(self.loaded.as_of))

    def _columns(self) -> tuple[ListColumn, ...]:
        return (
            ListColumn("name", "Họ và tên", 160, lambda row: row.person.full_name, bold=True),
            ListColumn("born", "Ngày sinh", 84, lambda row: str(row.person.born or "")),
            ListColumn("home", "Hộ, thôn", 160, _home, tip=_home, stretch=True),
            ListColumn(
                "from",
                "Công nhận từ",
                104,
                lambda row: _day(row.recognised_on),
                lambda row: row.recognised_on,
            ),
            ListColumn(
                "to",
                "Đến hết",
                84,
                lambda row: _day(row.valid_to),
                lambda row: row.valid_to,
                tone=lambda row: None if self.loaded is None or self._is_valid(row) else Tone.NEUTRAL,
            ),
            ListColumn(
                "income",
                "Thu nhập (đồng)",
                122,
                lambda row: "" if row.income_per_person is None else format_number(row.income_per_person),
                lambda row: row.income_per_person,
                align="right",
            ),
            ListColumn("need", "Cần học nghề", 106, lambda row: _NEEDS[row.need_training]),
            ListColumn("note", "Ghi chú", 80, lambda row: row.note, tip=lambda row: row.note),
        )


class _WorkerDialog(SureDialog):
    """One worker; chosen from the register, or somebody new with year of birth and sex."""

    def __init__(self, desk: Desk, row: LowIncomeWorker | None, parent: QWidget) -> None:
        self._row = row
        finder = FinderField("person", "Họ và tên", desk, "Chưa chọn trong sổ: người mới.")
        sexes = [Choice(Sex.MALE.value, "Nam", "1"), Choice(Sex.FEMALE.value, "Nữ", "2")]
        super().__init__(
            "Người lao động có thu nhập thấp",
            [
                finder,
                PartialDateField("born", "Ngày sinh hoặc năm sinh (người mới)", not_future=True),
                ChoiceField("sex", "Giới tính (người mới)", sexes),
                MoneyField("income_per_person", "Thu nhập bình quân một người một tháng"),
                PartialDateField("recognised_on", "Công nhận từ ngày", None, required=True, whole=True),
                PartialDateField("valid_to", "Đến hết ngày", whole=True),
                TriStateField("need_training", "Cần học nghề"),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
            needed={
                "person": "Gõ họ tên, chọn trong danh sách nếu đã có trong sổ.",
                "recognised_on": "Gõ ngày công nhận, ví dụ 01/03/2024.",
            },
        )
        self.field("valid_to").set_placeholder("để trống: còn hiệu lực")
        finder.picked.connect(self._on_picked)
        if row is not None:
            self._fill(row)
        self.offer_tick()

    def wanted(self) -> LowIncomeWorker:
        """What the dialog says now."""
        finder: FinderField = self.field("person")
        hit = finder.found()
        sex = self.field("sex").value()
        if hit is not None:
            someone = Person(finder.value(), id=hit.person_id)
        else:
            someone = Person(finder.value(), Sex(sex) if sex else None, self.field("born").value())
        return LowIncomeWorker(
            someone,
            self.field("recognised_on").date_value(),
            self.field("valid_to").date_value(),
            self.field("income_per_person").value(),
            _STATES[self.field("need_training").value()],
            self.field("note").value(),
            uid=self._row.uid if self._row else "",
        )

    def _fill(self, row: LowIncomeWorker) -> None:
        place = _home(row) or "không ở hộ nào trong sổ"
        hit = Found(row.household_id or 0, "", row.person.id, row.person.full_name, False, place)
        self.field("person").take(hit)
        self.field("person").set_read_only(True)
        self.field("born").hide()
        self.field("sex").hide()
        for code in ("recognised_on", "valid_to", "income_per_person", "note"):
            self.field(code).set_value(getattr(row, code))
        state = next(state for state, answer in _STATES.items() if answer is row.need_training)
        self.field("need_training").set_value(state)
        self._changed = False

    def _on_picked(self, _hit: Found) -> None:
        """Somebody of the register has a birth date and a sex there."""
        for code in ("born", "sex"):
            self.field(code).set_value(None)
            self.field(code).setEnabled(False)


def _home(row: LowIncomeWorker) -> str:
    return ", ".join(part for part in (row.household, row.hamlet) if part)


def _day(value: Any) -> str:
    return short_date(value) if value else ""
