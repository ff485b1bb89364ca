"""The thresholds of the suggestions, as the officer sets them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..settings.form_dialog import FormDialog
from ..widgets.fields import NumberField

if TYPE_CHECKING:
    from povdesk.storage.what_if_rules import SuggestionRules

_NUMBERS = (
    ("share", "Hộ đăng ký, có hỗ trợ dự kiến: lấy bao nhiêu %"),
    ("near_share", "Hộ chỉ gần ngưỡng: lấy bao nhiêu %"),
    ("years", "Nhịp của mấy năm gần nhất (1–5)"),
    ("small_list", "Còn từ số này trở xuống thì gợi ý làm hết"),
)
_BOXES = (
    ("registered", "Tính hộ đã đăng ký thoát nghèo"),
    ("planned", "Tính hộ mà hỗ trợ trong phương án đủ để đổi diện"),
    ("near_limit", "Tính hộ gần ngưỡng"),
)
_PACE = ("years", "small_list")


class RulesDialog(FormDialog):
    """Two sections, one act."""

    def __init__(self, rules: "SuggestionRules", page: QWidget, write: Callable[..., None]) -> None:
        self._write_act = write
        super().__init__(
            "Ngưỡng gợi ý mục tiêu",
            [NumberField(code, words, required=True, whole=True) for code, words in _NUMBERS],
            page,
            needed={code: "Nhập một số." for code, _words in _NUMBERS},
            words="Ngưỡng của phần mềm, không phải quy định của văn bản nào. Sửa được bất cứ lúc nào.",
        )
        for code, _words in _NUMBERS:
            self.field(code).set_value(getattr(rules, code))
        for code, words in _BOXES:
            self.add_box(code, words, getattr(rules, code))
        self._changed = False

    def sections(self) -> dict[str, dict[str, Any]]:
        """As typed, by section of the rules."""
        numbers = {code: int(self.field(code).value() or 0) for code, _words in _NUMBERS}
        leaving = {code: value for code, value in numbers.items() if code not in _PACE}
        leaving |= {code: self.ticked(code) for code, _words in _BOXES}
        return {"leaving": leaving, "pace": {code: numbers[code] for code in _PACE}}

    def begin(self) -> None:
        self.start(self._keep, "share")

    def _keep(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        sections = self.sections()

        def work(act: Any) -> None:
            from povdesk.storage import what_if_rules

            for section, values in sections.items():
                what_if_rules.change(act, section, values)

        self._write_act(work, "Đã lưu ngưỡng gợi ý.", done, failed)
