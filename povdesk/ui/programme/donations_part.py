"""Tab 3: what was given outside the budget, by fund, and what is left of it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.donation import FUND, Donation, FundTotal
from povdesk.domain.vietnamese import format_count, format_dong, format_number, short_date

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.dialog import Dialog
from ..widgets.fields import LongTextField, MoneyField, PartialDateField, TextField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from . import printing
from .loading import Loaded, read_frame
from .part import ListPart
from .suggesting_field import SuggestingField


class DonationsPart(ListPart):
    """One year's gifts; the funds above them count from the first record on."""

    name = "donations"
    spare = ("note", "purpose", "in_kind")
    widths = {"day": 24, "donor": 60, "fund": 44, "amount": 30, "in_kind": 40, "purpose": 46, "note": 24}
    title = "Nguồn lực huy động ngoài ngân sách"
    adding = "Thêm khoản ủng hộ"
    nothing = "Năm này chưa ghi khoản ủng hộ nào."
    advice = "Ghi tiền, hiện vật của tổ chức, cá nhân ủng hộ; quỹ nào cũng được."
    icon = "money"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _columns(), parent)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.bar.addWidget(button("Số dư các quỹ", self.show_funds, icon="money", parent=self))
        self.bar.addWidget(
            button("Thông báo công khai nguồn lực", self.preview_notice, icon="document-text", parent=self)
        )

    def load(self, connection: Any) -> Loaded:
        from povdesk.storage import donations

        frame = read_frame(connection, self.year, self.today())
        return Loaded(
            frame,
            donations.all_donations(connection, frame.year),
            (donations.totals(connection, frame.day), donations.funds(connection)),
        )

    def show_loaded(self, loaded: Loaded) -> None:
        super().show_loaded(loaded)
        self.say_rule(funds_sentence(loaded.more[0], loaded.frame.day))

    def open_dialog(self, row: Donation | None) -> None:
        if self.loaded is None:
            return
        dialog = DonationDialog(row, self.loaded.more[1], self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import donations

            wanted = dialog.wanted()
            self.write(
                lambda act: donations.save(act, wanted),
                f"Đã lưu khoản ủng hộ của {wanted.donor}.",
                done,
                failed,
            )

        dialog.start(save, "received_on" if row is None else "amount")

    def remove_words(self, row: Donation) -> tuple[str, str]:
        return f"Xóa khoản ủng hộ của {row.donor}?", f"Đã xóa khoản ủng hộ của {row.donor}."

    def delete(self, act: Any, row: Donation) -> None:
        from povdesk.storage import donations

        donations.delete(act, row.uid)

    def totals(self, rows: Any) -> tuple[tuple[str, ...], ...]:
        money = format_number(sum(row.amount or 0 for row in rows))
        return (("Tổng cộng", "", "", money, "", "", ""),)

    def show_funds(self) -> None:
        """Every fund with what came in, went out and is left."""
        if self.loaded is not None:
            FundsDialog(self.desk, self.loaded.more[0], self.loaded.frame.day, self).open()

    def preview_notice(self) -> None:
        """D28 of the year in front."""
        if self.loaded is None:
            return
        frame = self.loaded.frame

        def read(connection: Any) -> Any:
            from povdesk import papers_programme

            return papers_programme.resources(connection, frame.year, frame.day)

        printing.preview_paper(
            self, self.desk, "Thông báo công khai nguồn lực hỗ trợ", read, "cong-khai-nguon-luc"
        )


class DonationDialog(FormDialog):
    """One gift: money, things or both."""

    def __init__(self, row: Donation | None, funds: tuple[str, ...], parent: QWidget) -> None:
        self._row = row
        super().__init__(
            "Khoản ủng hộ",
            [
                PartialDateField("received_on", "Ngày nhận", required=True, whole=True, not_future=True),
                TextField("donor", "Người, đơn vị ủng hộ", required=True),
                SuggestingField("fund", "Quỹ (để trống: không qua quỹ)", funds),
                MoneyField("amount", "Số tiền"),
                TextField("in_kind", "Hiện vật, ví dụ 120 suất quà"),
                TextField("purpose", "Mục đích"),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
            needed={
                "received_on": "Gõ ngày nhận, ví dụ 17/10/2024.",
                "donor": "Gõ tên, hoặc “Nhà hảo tâm không nêu tên”.",
            },
        )
        if row is None:
            self.field("fund").set_value(FUND)
        else:
            for code in ("received_on", "donor", "fund", "amount", "in_kind", "purpose", "note"):
                self.field(code).set_value(getattr(row, code))
        self._changed = False

    def wanted(self) -> Donation:
        """What the dialog says now."""
        day = self.field("received_on").date_value()
        assert day is not None
        texts = {code: self.field(code).value() for code in ("donor", "fund", "in_kind", "purpose", "note")}
        return Donation(
            day, amount=self.field("amount").value(), uid=self._row.uid if self._row else "", **texts
        )


class FundsDialog(Dialog):
    """A fund a line. A gift without a fund has no balance."""

    def __init__(self, desk: Desk, totals: tuple[FundTotal, ...], day: date, parent: QWidget) -> None:
        super().__init__("Số dư các quỹ", parent)
        view = ListView(ListModel(_fund_columns()), desk.habits, "programme-funds", self)
        self.view = view
        self.body.addWidget(
            label(f"Tính từ khoản đầu tiên đã ghi đến ngày {short_date(day)}", "cardTitle", self)
        )
        self.body.addWidget(
            label(
                "Đã chi là các lượt hỗ trợ hoàn thành ghi nguồn là quỹ đó. Số dư trước khi dùng chương trình "
                "không có ở đây, nên cần đối chiếu với sổ quỹ.",
                "caption",
                self,
                wrap=True,
            )
        )
        self.body.addWidget(view, 1)
        self.add_button("Đóng", kind="primary")
        view.set_rows(list(totals))
        view.choose_first()
        window = parent.window()
        self.resize(min(820, window.width() - 48), min(380, window.height() - 40))


def funds_sentence(totals: tuple[FundTotal, ...], day: date) -> str:
    """The funds in one line above the list."""
    words = []
    for one in totals:
        parts = [f"nhận {format_dong(one.received)}"] if one.received or not one.in_kind else []
        parts += [f"{format_count(one.in_kind)} lượt hiện vật"] if one.in_kind else []
        if one.balance is not None:
            parts += [f"đã chi {format_dong(one.given_out or 0)}", f"còn {format_dong(one.balance)}"]
        words.append(f"{one.fund}: {', '.join(parts)}")
    return f"Đến ngày {short_date(day)}. {'. '.join(words)}." if words else ""


def _columns() -> tuple[ListColumn, ...]:
    return (
        ListColumn(
            "day", "Ngày nhận", 92, lambda row: short_date(row.received_on), lambda row: row.received_on
        ),
        ListColumn("donor", "Người, đơn vị ủng hộ", 200, lambda row: row.donor, bold=True, stretch=True),
        ListColumn("fund", "Quỹ", 150, lambda row: row.given),
        ListColumn(
            "amount",
            "Số tiền (đồng)",
            120,
            lambda row: "" if row.amount is None else format_number(row.amount),
            lambda row: row.amount or 0,
            align="right",
        ),
        ListColumn("in_kind", "Hiện vật", 150, lambda row: row.in_kind, tip=lambda row: row.in_kind),
        ListColumn("purpose", "Mục đích", 180, lambda row: row.purpose, tip=lambda row: row.purpose),
        ListColumn("note", "Ghi chú", 90, lambda row: row.note, tip=lambda row: row.note),
    )


def _fund_columns() -> tuple[ListColumn, ...]:
    def money(amount: int | None) -> str:
        return "không tính" if amount is None else format_number(amount)

    return (
        ListColumn("fund", "Quỹ", 170, lambda row: row.fund, bold=True, stretch=True),
        ListColumn(
            "gifts", "Lượt nhận", 84, lambda row: str(row.gifts), lambda row: row.gifts, align="right"
        ),
        ListColumn(
            "received",
            "Đã nhận (đồng)",
            124,
            lambda row: money(row.received),
            lambda row: row.received,
            align="right",
        ),
        ListColumn(
            "supports",
            "Lượt hỗ trợ",
            78,
            lambda row: str(row.supports),
            lambda row: row.supports,
            align="right",
        ),
        ListColumn(
            "out",
            "Đã chi (đồng)",
            116,
            lambda row: money(row.given_out),
            lambda row: row.given_out or 0,
            align="right",
        ),
        ListColumn(
            "left",
            "Còn lại (đồng)",
            120,
            lambda row: money(row.balance),
            lambda row: row.balance or 0,
            align="right",
        ),
    )
