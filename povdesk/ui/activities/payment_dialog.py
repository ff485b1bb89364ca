"""Making a payment list in two steps: from whom, then its lines in a grid where receiving is marked too."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from povdesk.domain.payment import Basis, Line, Measure, PaymentList
from povdesk.domain.vietnamese import dong_in_words, format_dong
from povdesk.storage.search import Found

from .. import theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, MoneyField, PartialDateField, TextField
from ..widgets.grid import Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from .adding_household import AddingHousehold
from .lines_grid import LinesModel, all_read, date_column, fixed_column, make_grid, money_column, text_column
from .loading import Loaded

_COLUMNS = (
    fixed_column("name", "Người nhận", 150, stretch=True),
    fixed_column("place", "Mã hộ, thôn", 170),
    money_column("amount", "Số tiền (đồng)"),
    text_column("in_kind", "Hiện vật", 130),
    date_column("paid_on", "Ngày nhận"),
    text_column("received_by", "Người nhận thay", 140),
)
_KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Ctrl+D", "chép ô trên"),
    ("Ctrl+;", "hôm nay"),
    ("Ctrl+Delete", "bỏ dòng"),
    ("Ctrl+Z", "hoàn tác"),
    ("Ctrl+S", "lưu"),
]


class ToChoose(NamedTuple):
    """Codes and words of policies and kinds of support."""

    policies: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]


class BuildDialog(FormDialog):
    """From whom and how much. ready(list): the list with its lines, not kept yet."""

    def __init__(
        self, desk: Desk, loaded: Loaded, parent: QWidget, ready: Callable[[PaymentList], None]
    ) -> None:
        self._desk, self._ready, self._owner = desk, ready, parent
        more: ToChoose = loaded.more
        super().__init__(
            "Lập danh sách chi trả, cấp phát",
            [
                TextField("title", "Tên danh sách", required=True),
                TextField("period", "Kỳ (tháng, quý, dịp)"),
                ChoiceField("policy", "Chính sách", [Choice(*one) for one in more.policies]),
                ChoiceField("basis", "Lấy từ", [Choice(str(one), one.label) for one in Basis], required=True),
                ChoiceField("kind", "Loại hỗ trợ (lấy từ lượt hỗ trợ)", [Choice(*one) for one in more.kinds]),
                ChoiceField(
                    "hamlet", "Thôn (để trống: toàn xã)", [Choice(str(k), name) for k, name in loaded.hamlets]
                ),
                ChoiceField("measure", "Cách tính", [Choice(str(one), one.label) for one in Measure]),
                MoneyField("amount", "Mức một hộ hoặc một người"),
                TextField("in_kind", "Hiện vật (ví dụ 10 kg gạo)"),
                PartialDateField("made_on", "Ngày lập", required=True, whole=True),
            ],
            parent,
            needed={
                "title": "Gõ tên sẽ in ở đầu danh sách.",
                "basis": "Chọn lấy hộ, người từ đâu.",
                "made_on": "Gõ ngày lập danh sách.",
            },
            words="Diện của hộ được xét vào ngày lập. Bước sau xem và sửa từng dòng trước khi lưu.",
        )
        self._button.setText("Tiếp  Ctrl+S")
        self.field("measure").set_value(str(Measure.HOUSEHOLD))
        self.field("made_on").set_value(loaded.day)
        self._changed = False

    def begin(self) -> None:
        self.start(self._go_on, "title")

    def _go_on(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        value = {name: self.field(name).value() for name in ("title", "period", "policy", "kind", "in_kind")}
        basis, day = Basis(self.field("basis").value()), self.field("made_on").date_value()
        measure = Measure(self.field("measure").value() or Measure.HOUSEHOLD)
        hamlet, amount = self.field("hamlet").value(), self.field("amount").value()

        def read(connection: Any) -> tuple[Line, ...]:
            from povdesk.storage import payments

            return payments.proposed(
                connection,
                basis,
                day,
                measure=measure,
                amount=amount,
                in_kind=value["in_kind"],
                hamlet_id=int(hamlet) if hamlet else None,
                kind=value["kind"],
            )

        def show(lines: tuple[Line, ...]) -> None:
            if not lines and basis is not Basis.NONE:
                self.allow_save()
                self.say("Không có hộ, người nào như vậy vào ngày này. Chọn lại, hoặc lập danh sách trống.")
                return
            done()
            self._ready(PaymentList(value["title"], value["policy"], day, value["period"], lines=lines))

        self._desk.worker.read(self, read, show, failed)


class PaymentDialog(FormDialog):
    """grid: one line a receiver."""

    def __init__(self, desk: Desk, loaded: Loaded, row: PaymentList, parent: QWidget) -> None:
        self._row, self._desk, self._day = row, desk, loaded.day
        more: ToChoose = loaded.more
        super().__init__(
            "Danh sách chi trả, cấp phát",
            [
                TextField("title", "Tên danh sách", required=True),
                TextField("period", "Kỳ"),
                ChoiceField("policy", "Chính sách", [Choice(*one) for one in more.policies]),
                PartialDateField("made_on", "Ngày lập", whole=True),
                LongTextField("note", "Ghi chú", lines=1),
            ],
            parent,
            columns=3,
            needed={"title": "Gõ tên sẽ in ở đầu danh sách."},
        )
        self._least_width = theme.px(920)
        self._model = LinesModel(_COLUMNS, self)
        self.grid = make_grid(self._model, "payment-lines", "Người nhận", self, 190)
        self.sum = label("", "strong", self, wrap=True)
        self.adding = AddingHousehold(desk, self._on_household, self)
        self.all_paid = button("Đánh dấu mọi dòng đã nhận", self.mark_all, icon="checkmark", parent=self)
        self.content.addWidget(self.grid, 1)
        self.content.addWidget(self.sum)
        self.content.addWidget(self.adding)
        self.content.addWidget(self.all_paid, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(KeyStrip(_KEYS, self))
        for name in ("title", "period", "policy", "made_on", "note"):
            self.field(name).set_value(getattr(row, name))
        self._model.set_rows(_cells(line) for line in row.lines)
        # A list that was only proposed must not be lost by one Esc.
        self._changed = not row.uid
        self._model.edited.connect(self.mark_changed)
        self._model.edited.connect(self._show_sum)
        self._show_sum()

    def wanted(self) -> PaymentList:
        """What the dialog says now."""
        return replace(
            self._row,
            title=self.field("title").value(),
            period=self.field("period").value(),
            policy=self.field("policy").value(),
            made_on=self.field("made_on").date_value(),
            note=self.field("note").value(),
            lines=tuple(
                replace(
                    line["line"],
                    amount=line["amount"],
                    in_kind=line["in_kind"],
                    paid_on=line["paid_on"],
                    received_by=line["received_by"],
                )
                for line in self._model.rows()
            ),
        )

    def all_read(self) -> bool:
        return all_read(self.grid, _COLUMNS)

    def mark_all(self) -> None:
        """Every line without a day was received on the working day; one step that Ctrl+Z takes back."""
        place = next(place for place, column in enumerate(_COLUMNS) if column.key == "paid_on")
        rows = self._model.rows()
        made = self.field("made_on").date_value()
        day = max(self._day, made) if made else self._day
        block = [[day if row["paid_on"] is None else None] for row in rows]
        if block:
            self._model.write_block(0, place, block, "đánh dấu đã nhận")
        self.grid.setFocus()

    def _show_sum(self) -> None:
        amounts = [row["amount"] for row in self._model.rows()]
        total = sum(amount for amount in amounts if amount and not isinstance(amount, Unread))
        words = f": {format_dong(total)} ({dong_in_words(total)})" if total else ""
        self.sum.setText(f"{len(amounts)} người nhận{words}")

    def _on_household(self, hit: Found) -> None:
        if any(
            row["line"].household_id == hit.household_id and row["line"].person_id is None
            for row in self._model.rows()
        ):
            self.say(f"Hộ {hit.title} đã có trong danh sách này.")
            return
        self._model.append(_cells(Line(hit.household_id, hit.title)) | {"place": hit.place})


def _cells(line: Line) -> dict[str, Any]:
    names = ("name", "amount", "in_kind", "paid_on", "received_by")
    place = ", ".join(filter(None, [line.code, line.hamlet]))
    return {**{name: getattr(line, name) for name in names}, "place": place, "line": line}
