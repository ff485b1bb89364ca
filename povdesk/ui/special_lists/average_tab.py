"""Tab 1: households in farming, forestry, fishery and salt of average living standard, by year."""

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from povdesk.domain.vietnamese import format_number
from povdesk.storage.search import Found
from povdesk.storage.special_lists import AverageHousehold

from .. import keys
from ..desk import Desk
from ..widgets.fields import Choice, ChoiceField, LongTextField, MoneyField, NumberField, TextField
from ..widgets.table import ListColumn
from . import printing
from .finder import FinderField
from .list_tab import ListTab, SureDialog
from .loading import AverageList, load_average

_COLUMNS = (
    ListColumn("code", "Mã hộ", 84, lambda row: row.code),
    ListColumn("head_name", "Chủ hộ", 170, lambda row: row.head_name, bold=True, stretch=True),
    ListColumn("hamlet", "Thôn", 110, lambda row: row.hamlet),
    ListColumn(
        "people", "Nhân khẩu", 80, lambda row: _number(row.people), lambda row: row.people, align="right"
    ),
    ListColumn(
        "income",
        "Thu nhập (đồng/người/tháng)",
        208,
        lambda row: _number(row.income_per_person),
        lambda row: row.income_per_person,
        align="right",
    ),
    ListColumn("decision", "Quyết định", 130, lambda row: row.decision, tip=lambda row: row.decision),
    ListColumn("note", "Ghi chú", 120, lambda row: row.note, tip=lambda row: row.note),
)
_MILLIMETRES = {"code": 20, "head_name": 44, "hamlet": 28, "people": 18, "income": 34, "decision": 32}
TITLE = "Danh sách hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình"


class AverageTab(ListTab):
    """The list of one year."""

    name = "average"
    title = "Hộ có mức sống trung bình"
    spare = ("note", "code")
    adding = "Thêm hộ"
    nothing = "Chưa có hộ nào trong danh sách của năm này."
    rule = (
        "Thu nhập bình quân của 12 tháng trước, không tính trợ cấp xã hội của Nhà nước. "
        "Hộ nghèo, hộ cận nghèo không vào danh sách này."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self._year: int | None = None
        self.years = keys.ComboBox(self)
        self.years.setObjectName("average-year")
        self.years.setAccessibleName("Năm của danh sách")
        self.years.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bar.addWidget(self.years)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.years.activated.connect(self._on_year)

    def read(self, connection: Any) -> AverageList:
        return load_average(connection, self._year, self.today())

    def show_read(self, loaded: AverageList) -> None:
        self._year = loaded.year
        self.years.clear()
        for year in loaded.years:
            self.years.addItem(f"Năm {year}", year)
        self.years.setCurrentIndex(loaded.years.index(loaded.year))

    def choose_year(self, year: int) -> None:
        """Show the list of another year."""
        self._year = year
        self.reload()

    def open_dialog(self, row: AverageHousehold | None) -> None:
        loaded: AverageList = self.loaded
        dialog = _AverageDialog(self.desk, loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import special_lists

            wanted = dialog.wanted()
            words = f"Đã lưu hộ vào danh sách năm {wanted.year}."
            self.keep(
                dialog,
                lambda act, sure: special_lists.save_average(act, wanted, sure=sure),
                words,
                done,
                failed,
            )

        dialog.start(save, "household" if row is None else "people")

    def remove_words(self, row: AverageHousehold) -> tuple[str, str]:
        return (
            f"Đưa hộ {row.head_name} ra khỏi danh sách năm {row.year}?",
            f"Đã đưa hộ {row.head_name} ra khỏi danh sách.",
        )

    def delete(self, act: Any, row: AverageHousehold) -> None:
        from povdesk.storage import special_lists

        special_lists.delete_average(act, row.uid)

    def print_list(self) -> None:
        loaded: AverageList = self.loaded
        typed = self.view.list_model().query().strip()
        printing.preview(
            self,
            self.desk,
            TITLE,
            _COLUMNS,
            self.view.list_model().rows(),
            f"Năm {loaded.year}" + (f"; Tìm: “{typed}”" if typed else ""),
            widths=_MILLIMETRES,
            heading=loaded.heading,
            today=self.today(),
            file_name=f"ho-muc-song-trung-binh-{loaded.year}",
        )

    def _on_year(self, place: int) -> None:
        self.choose_year(self.years.itemData(place))


class _AverageDialog(SureDialog):
    """One household of the list; chosen from the register, or a new one with its hamlet."""

    def __init__(
        self, desk: Desk, loaded: AverageList, row: AverageHousehold | None, parent: QWidget
    ) -> None:
        self._desk, self._year, self._row = desk, loaded.year, row
        finder = FinderField(
            "household",
            "Chủ hộ hoặc mã hộ",
            desk,
            "Chưa chọn trong sổ: hộ mới, chọn thôn.",
            heads=True,
        )
        hamlets = [Choice(str(key), name) for key, name in loaded.hamlets]
        super().__init__(
            f"Hộ có mức sống trung bình năm {loaded.year}",
            [
                finder,
                ChoiceField("hamlet", "Thôn (hộ mới)", hamlets),
                NumberField("people", "Số nhân khẩu", whole=True),
                MoneyField("income_per_person", "Thu nhập một người một tháng"),
                TextField("decision", "Số quyết định công nhận"),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
            needed={"household": "Gõ tên chủ hộ rồi chọn trong danh sách (mũi tên xuống, Enter)."},
        )
        finder.picked.connect(self._on_picked)
        if row is not None:
            self._fill(row)
        self.offer_tick()

    def wanted(self) -> AverageHousehold:
        """What the dialog says now."""
        finder: FinderField = self.field("household")
        hit, hamlet = finder.found(), self.field("hamlet").value()
        people = self.field("people").value()
        return AverageHousehold(
            self._year,
            hit.household_id if hit else None,
            finder.value(),
            int(hamlet) if hamlet else None,
            None if people is None else int(people),
            self.field("income_per_person").value(),
            self.field("decision").value(),
            self.field("note").value(),
            uid=self._row.uid if self._row else "",
        )

    def _fill(self, row: AverageHousehold) -> None:
        assert row.household_id is not None
        hit = Found(row.household_id, "", None, row.head_name, True, f"{row.code}, {row.hamlet}")
        self.field("household").take(hit)
        self.field("household").set_read_only(True)
        self.field("hamlet").hide()
        for code in ("people", "income_per_person", "decision", "note"):
            self.field(code).set_value(getattr(row, code))
        self._changed = False

    def _on_picked(self, hit: Found) -> None:
        """A household of the register has its hamlet; its size is proposed."""
        self.field("hamlet").set_value("")
        self.field("hamlet").setEnabled(False)

        def read(connection: Any) -> int:
            from povdesk.storage import households

            return households.get(connection, hit.household_id).size

        def propose(size: int) -> None:
            if self.field("people").is_empty() and size:
                self.field("people").set_value(size)

        self._desk.worker.read(self, read, propose)


def _number(value: int | None) -> str:
    return "" if value is None else format_number(value)
