"""What a trial gives: indicators before and after, money by budget line, households that could leave."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.indicator import Status
from povdesk.domain.marks import goal_text, short_value
from povdesk.domain.vietnamese import format_count, format_number, name_sort_key, short_date
from povdesk.domain.what_if import CostLine, Effect, Leaver, Trial

from ..desk import Desk
from ..indicators.looks import STATUS_LOOKS
from ..theme import Tone
from ..widgets.table import ListColumn
from .loading import Loaded
from .part import Part, Verb


def _difference(row: Effect) -> str:
    before, after = row.before.shown.value, row.after.shown.value
    if before is None or after is None or before == after:
        return "" if not row.is_changed else "đổi"
    gap = after - before
    points = " điểm %" if row.after.definition.unit == "%" else ""
    return f"{'+' if gap > 0 else '−'}{format_number(round(abs(gap), 2), at_most=2)}{points}"


def _shown(figure: Any) -> str:
    return short_value(figure.definition, figure.shown) or "–"


def _looks(figure: Any) -> tuple[str, Tone]:
    return STATUS_LOOKS[figure.status]


_INDICATORS = (
    ListColumn(
        "letter", "Mã", 36, lambda row: row.after.definition.letter, lambda row: row.after.definition.position
    ),
    ListColumn(
        "name",
        "Chỉ tiêu",
        180,
        lambda row: row.after.definition.label,
        tip=lambda row: row.after.definition.name,
        stretch=True,
    ),
    ListColumn(
        "target", "Mục tiêu", 84, lambda row: goal_text(row.after.definition, row.after.target), align="right"
    ),
    ListColumn("before", "Trước", 76, lambda row: _shown(row.before), align="right"),
    ListColumn("after", "Sau", 76, lambda row: _shown(row.after), align="right", bold=True),
    ListColumn("gap", "Chênh", 104, _difference, align="right"),
    ListColumn(
        "was",
        "Đang là",
        142,
        lambda row: row.before.status_words,
        lambda row: list(Status).index(row.before.status),
        tone=lambda row: _looks(row.before)[1],
        icon=lambda row: _looks(row.before)[0],
    ),
    ListColumn(
        "status",
        "Sẽ là",
        142,
        lambda row: row.after.status_words,
        lambda row: list(Status).index(row.after.status),
        tone=lambda row: _looks(row.after)[1],
        icon=lambda row: _looks(row.after)[0],
        tip=lambda row: row.after.status_reason or row.after.status_words,
    ),
    ListColumn(
        "later",
        "Khi phiếu sửa theo",
        144,
        lambda row: _shown(row.later) if row.is_later else "",
        align="right",
        tip=lambda row: "Nếu phiếu được cập nhật sau khi hỗ trợ xong" if row.is_later else "",
    ),
)


def _order(row: Effect) -> int:
    """Those that change first, then those that would when the forms follow."""
    return 0 if row.is_changed else 1 if row.is_later else 2


class IndicatorsPart(Part):
    """wanted(effect): the lists of who changes."""

    name = "indicators"
    title = "Kết quả thử phương án: các chỉ tiêu"
    nothing = "Chưa có kết quả. Thêm dòng hỗ trợ ở trang 1 để thử."
    keys = (("Enter", "xem ai thay đổi"), ("Ctrl+P", "in"))
    spare = ("later", "was")

    def __init__(self, desk: Desk, wanted: Callable[[Effect], object], parent: QWidget | None = None) -> None:
        self._wanted = wanted
        super().__init__(desk, _INDICATORS, parent)

    def verbs(self) -> list[Verb]:
        return [Verb("Ai thay đổi…", "people", lambda: self.open_row(self.view.current_row()))]

    def open_row(self, row: Effect | None) -> None:
        if row is not None:
            self._wanted(row)

    def show_trial(self, loaded: Loaded, trial: Trial | None) -> None:
        self.loaded = loaded
        rows = [] if trial is None else sorted(trial.effects, key=_order)
        self.set_rows(rows)
        if trial is not None:
            self.say(
                f"Số tính đến ngày {short_date(trial.day)}, đếm đúng như Bảng điều hành trên bản sao của sổ;"
                " sổ hộ không đổi. Hỗ trợ nước, nhà tiêu, viễn thông chỉ đổi số khi phiếu được sửa theo."
            )


def _money(value: int | None) -> str:
    return "–" if value is None else format_number(value)


class MoneyPart(Part):
    """What the proposal takes from each line; lacking money is said, never refused."""

    name = "money"
    title = "Kinh phí của phương án"
    nothing = "Chưa có dòng hỗ trợ nào để tính tiền."
    keys = (("Ctrl+P", "in"),)
    spare = ("disbursed",)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        columns = (
            ListColumn("money", "Dòng kinh phí", 240, self._words, stretch=True, tip=self._words),
            ListColumn("lines", "Dòng", 54, lambda row: str(row.lines), align="right"),
            ListColumn("planned", "Kế hoạch", 120, lambda row: _money(row.planned), align="right"),
            ListColumn("disbursed", "Đã chi", 120, lambda row: _money(row.disbursed), align="right"),
            ListColumn("remaining", "Còn lại", 120, lambda row: _money(row.remaining), align="right"),
            ListColumn(
                "needed",
                "Cần",
                120,
                lambda row: _money(row.needed),
                lambda row: row.needed,
                align="right",
                bold=True,
            ),
            ListColumn(
                "short",
                "Thiếu",
                130,
                lambda row: _money(row.short) if row.short else "Đủ" if row.needed else "",
                lambda row: row.short,
                align="right",
                tone=lambda row: Tone.DANGER if row.short else None,
                icon=lambda row: "warning" if row.short else "",
            ),
            ListColumn(
                "note",
                "Ghi chú",
                150,
                lambda row: f"{format_count(row.unpriced)} dòng chưa có số tiền" if row.unpriced else "",
            ),
        )
        super().__init__(desk, columns, parent)

    def show_trial(self, loaded: Loaded, trial: Trial | None) -> None:
        self.loaded = loaded
        self.set_rows(trial.costs if trial is not None else ())
        if trial is not None:
            short = f"; thiếu {format_number(trial.short)} đồng" if trial.short else ""
            self.say(f"Đơn vị: đồng. Phương án cần {format_number(trial.needed)} đồng{short}.")

    def _words(self, row: CostLine) -> str:
        return self.loaded.money_words(row.money) if self.loaded else ""


_LEAVERS = (
    ListColumn("name", "Chủ hộ", 170, lambda row: row.name, lambda row: name_sort_key(row.name), bold=True),
    ListColumn("code", "Mã hộ", 84, lambda row: row.code),
    ListColumn("hamlet", "Thôn", 110, lambda row: row.hamlet),
    ListColumn("now", "Diện nay", 110, lambda row: row.now.label),
    ListColumn(
        "lacks",
        "Thiếu hụt",
        84,
        lambda row: f"{row.lacks_before} → {row.lacks_after}",
        lambda row: row.lacks_after,
        align="centre",
    ),
    ListColumn(
        "removed",
        "Thiếu hụt được xóa",
        190,
        lambda row: ", ".join(row.removed),
        tip=lambda row: ", ".join(row.removed),
    ),
    ListColumn(
        "words",
        "Lần rà soát tới",
        300,
        lambda row: row.words,
        tone=lambda row: Tone.OK if row.could_leave else None,
        tip=lambda row: row.words,
        stretch=True,
    ),
)


class LeaversPart(Part):
    """A forecast; none of these households is counted as escaped."""

    name = "leavers"
    title = "Hộ có thể đổi diện sau phương án (chờ rà soát)"
    nothing = "Phương án chưa xóa thiếu hụt nào của hộ nghèo, hộ cận nghèo."
    keys = (("Enter", "mở phiếu hộ"), ("Ctrl+P", "in"))
    spare = ("code",)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _LEAVERS, parent)

    def verbs(self) -> list[Verb]:
        return [Verb("Mở phiếu hộ", "document", lambda: self.open_row(self.view.current_row()))]

    def open_row(self, row: Leaver | None) -> None:
        if row is not None:
            self.desk.open("household", household_id=row.household_id)

    def show_trial(self, loaded: Loaded, trial: Trial | None) -> None:
        self.loaded = loaded
        rows = sorted(trial.leavers, key=lambda one: not one.could_leave) if trial is not None else []
        self.set_rows(rows)
        if trial is not None:
            count = format_count(len(trial.could_leave))
            self.say(
                f"{count} hộ có thể thoát, chờ rà soát. Đây là dự báo theo phiếu mới nhất và chuẩn nghèo"
                " của phiếu; không hộ nào được tính là đã thoát."
            )


def summary(trial: Trial) -> str:
    """The result in one line."""
    parts = [f"{format_count(len(trial.changed))} chỉ tiêu thay đổi"]
    if trial.newly_met:
        names = ", ".join(one.after.definition.label for one in trial.newly_met)
        parts.append(f"đạt thêm {format_count(len(trial.newly_met))} ({names})")
    parts.append(f"cần {format_number(trial.needed)} đồng")
    if unpriced := sum(one.unpriced for one in trial.costs):
        parts.append(f"{format_count(unpriced)} dòng chưa có số tiền")
    if trial.short:
        parts.append(f"thiếu {format_number(trial.short)} đồng")
    parts.append(f"{format_count(len(trial.could_leave))} hộ có thể thoát, chờ rà soát")
    return f"Kết quả: {'; '.join(parts)}."
