"""Tab 6: the poverty standards; what is not known is empty until the officer types it from the text."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from povdesk.domain.household import Area
from povdesk.domain.standard import DeprivationIndicator, Standard, shipped_standards
from povdesk.domain.vietnamese import format_number

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.fields import LongTextField, TextField
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.table import ListColumn, ListModel, ListView
from . import points_exchange
from .form_dialog import FormDialog
from .rules_part import RulesPart, Version
from .standard_limits import LIMITS, LimitsDialog
from .standard_points import PointsDialog, points_known

_COLUMNS = (
    ListColumn("number", "Số", 40, lambda row: str(row.number), lambda row: row.number, align="right"),
    ListColumn("service", "Dịch vụ", 104, lambda row: row.service, tip=lambda row: row.service),
    ListColumn("name", "Chỉ số", 176, lambda row: row.name, bold=True, tip=lambda row: row.name),
    ListColumn("text", "Thiếu hụt khi", 240, lambda row: row.text, stretch=True, tip=lambda row: row.text),
    ListColumn(
        "certainty",
        "Cần đối chiếu vì",
        136,
        lambda row: row.certainty,
        tone=lambda row: Tone.WARN if row.certainty else None,
        tip=lambda row: row.certainty,
    ),
)


class StandardsPart(RulesPart):
    """Limits, the indicators' wording and the points of form B1."""

    kind = "standard"
    head = "Chuẩn nghèo"
    back_words = "chuẩn nghèo"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._values: dict[tuple[str, Area], QLabel] = {
            (code, area): label("", "", self, wrap=True) for code, _words, _unit in LIMITS for area in Area
        }
        self._points = label("", "", self, wrap=True)
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "settings-deprivations", self)
        self.view.setAccessibleName("Các chỉ số thiếu hụt")
        self.view.setMinimumHeight(theme.px(theme.ROSTER_ROW * 5))
        self._edit = button("Sửa chỉ số…", self._edit_chosen, icon="edit", parent=self)
        self._indicators = Card("Chỉ số thiếu hụt", self, flush=True)
        self._lay_out()
        self.view.opened.connect(self._open)
        self.view.chosen.connect(lambda row: self._edit.setEnabled(row is not None))

    def versions_of(self, connection: Any) -> tuple[Version, ...]:
        from povdesk.storage import rule_edits

        originals = {one.id: one for one in shipped_standards()}
        edits = rule_edits.edits(connection, rule_edits.STANDARD)
        return tuple(
            Version(one, originals.get(one.id), edits.get(one.id)) for one in rule_edits.standards(connection)
        )

    def state_of(self, version: Version) -> tuple[str, Tone, str]:
        if version.rules.is_complete:
            return "Phân loại được", Tone.OK, "checkmark-circle"
        return "Chưa phân loại được", Tone.WARN, "warning"

    def doubts_of(self, version: Version) -> Sequence[str]:
        rules: Standard = version.rules
        doubts = list(rules.missing)
        unsaid = sum(is_unsaid(indicator, rules) for indicator in rules.indicators)
        if unsaid:
            doubts.append(f"{unsaid} chỉ số chưa có ngưỡng")
        doubtful = sum(bool(one.certainty) and not is_unsaid(one, rules) for one in rules.indicators)
        if doubtful:
            doubts.append(f"{doubtful} chỉ số cần đối chiếu với văn bản")
        known, answers = points_known(rules)
        if not answers or known < answers:
            doubts.append("điểm từng câu trả lời phiếu B1 (gõ tổng điểm theo phiếu giấy)")
        return doubts

    def show_version(self, version: Version) -> None:
        rules, original = version.rules, version.original
        for (code, area), text in self._values.items():
            value = getattr(rules, code)[area]
            shipped = getattr(original, code)[area] if original else value
            words = "chưa rõ" if value is None else format_number(value)
            if shipped != value:
                words += f"  (bản gốc: {'chưa rõ' if shipped is None else format_number(shipped)})"
            text.setText(words)
            set_tone(text, Tone.WARN if value is None else Tone.INFO if shipped != value else None)
        known, answers = points_known(rules)
        self._points.setText(
            f"Mỗi chỉ số thiếu hụt {rules.points_per_deprivation} điểm B2. Bảng điểm B1: "
            f"đã có điểm của {known} trong {answers} câu trả lời, tính riêng từng khu vực."
        )
        kept = self.view.current_row()
        self._indicators.set_remark(f"{len(rules.indicators)} chỉ số")
        self.view.set_rows(list(rules.indicators))
        if kept is None:
            self.view.choose(lambda row: True)
        self._edit.setEnabled(self.view.current_row() is not None)

    def _on_limits(self) -> None:
        version = self.version()
        if version is None:
            return
        dialog = LimitsDialog(version.rules, version.original, self)
        dialog.start(
            lambda done, failed: (
                dialog.is_ready()
                and self.change(
                    dialog.changes(), "Đã lưu mức và điểm giới hạn của chuẩn nghèo.", done, failed
                )
            )
        )

    def _on_points(self) -> None:
        version = self.version()
        if version is None:
            return

        def save(changes: Mapping[str, Any], done: Any, failed: Any) -> None:
            self.change(dict(changes), "Đã lưu bảng điểm phiếu B1.", done, failed)

        PointsDialog(version.rules, save, self).open()

    def _on_export(self) -> None:
        version = self.version()
        if version is not None:
            points_exchange.ask_and_export(self, self.desk, version.rules)

    def _on_import(self) -> None:
        version = self.version()
        if version is not None:
            points_exchange.ask_and_import(self, self.desk, version.rules, self.take_points)

    def take_points(self, changes: Mapping[str, Any], done: Any, failed: Any) -> None:
        """Keep the points of a filled sheet as one act."""
        self.change(dict(changes), "Đã nhập bảng điểm phiếu B1 từ Excel.", done, failed)

    def _edit_chosen(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._open(row)

    def _open(self, one: DeprivationIndicator) -> None:
        version = self.version()
        if version is None:
            return
        shipped = version.original.indicators if version.original else ()
        original = next((i for i in shipped if i.code == one.code), None)
        fields = [
            TextField("name", "Tên chỉ số", None, required=True),
            TextField("service", "Dịch vụ xã hội cơ bản", None, required=True),
            LongTextField("text", "Hộ thiếu hụt khi", None, required=True, lines=5),
        ]
        dialog = FormDialog(
            f"Chỉ số {one.number}: {one.name}",
            fields,
            self,
            columns=1,
            needed={"text": "Ghi khi nào hộ thiếu hụt, theo văn bản."},
            words=one.certainty,
        )
        for field in fields:
            field.set_value(getattr(one, field.code))
        if original is not None and original.text != one.text:
            dialog.content.addWidget(label(f"Bản gốc: {original.text}", "caption", dialog, wrap=True))
        if one.certainty:
            dialog.add_box("confirmed", "Đã đối chiếu với văn bản", False)

        def save(done: Any, failed: Any) -> None:
            typed = {field.code: field.value() for field in fields}
            changes = {code: value for code, value in typed.items() if value != getattr(one, code)}
            if dialog.ticked("confirmed"):
                changes["certainty"] = None
            whole = {"indicator": [{"code": one.code, **changes}]} if changes else {}
            self.change(whole, f"Đã lưu chỉ số {one.name}.", done, failed)

        dialog.start(save, "text")

    def _lay_out(self) -> None:
        card = Card("Mức chuẩn và điểm giới hạn", self)
        card.add_action(button("Bảng điểm B1…", self._on_points, icon="table", parent=self))
        card.add_action(
            button("Sửa mức, điểm giới hạn…", self._on_limits, icon="edit", kind="primary", parent=self)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for place, area in enumerate(Area, start=1):
            grid.addWidget(
                label({Area.RURAL: "Nông thôn", Area.URBAN: "Thành thị"}[area], "caption"), 0, place
            )
            grid.setColumnStretch(place, 1)
        for line, (code, words, unit) in enumerate(LIMITS, start=1):
            grid.addWidget(label(f"{words} ({unit})", "caption"), line, 0)
            for place, area in enumerate(Area, start=1):
                grid.addWidget(self._values[code, area], line, place)
        card.body.addLayout(grid)
        points = QHBoxLayout()
        points.setSpacing(8)
        points.addWidget(self._points, 1)
        points.addWidget(button("Xuất ra Excel…", self._on_export, icon="arrow-download", parent=self))
        points.addWidget(button("Nhập từ Excel…", self._on_import, icon="arrow-upload", parent=self))
        card.body.addLayout(points)
        self.body.addWidget(card)
        self._indicators.add_action(self._edit)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        foot.addWidget(KeyStrip([("Enter", "sửa chỉ số")], self))
        self._indicators.body.addWidget(self.view, 1)
        self._indicators.body.addLayout(foot)
        self.body.addWidget(self._indicators, 1)


def is_unsaid(indicator: DeprivationIndicator, standard: Standard) -> bool:
    """Its wording is the one that stands for "not known": the same words for several indicators."""
    return sum(one.text == indicator.text for one in standard.indicators) > 1
