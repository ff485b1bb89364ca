"""One model: its frame above, its households with what they put in below."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.livelihood import Model, Participant
from povdesk.storage.search import Found

from .. import theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from .adding_household import AddingHousehold
from .lines_grid import (
    LinesModel,
    all_read,
    date_column,
    fixed_column,
    make_grid,
    money_column,
    number_column,
    text_column,
)
from .loading import Loaded

_COLUMNS = (
    fixed_column("head_name", "Chủ hộ", 140, stretch=True),
    fixed_column("place", "Mã hộ, thôn", 140),
    date_column("joined_on", "Tham gia", 90),
    date_column("left_on", "Rời", 90),
    number_column("labour", "Công"),
    money_column("money", "Tiền (đồng)"),
    text_column("goods", "Hiện vật", 110),
    money_column("goods_value", "Trị giá (đồng)"),
)
_KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Ctrl+D", "chép ô trên"),
    ("Ctrl+V", "dán từ Excel"),
    ("Ctrl+Delete", "bỏ hộ khỏi mô hình"),
    ("Ctrl+Z", "hoàn tác"),
    ("Ctrl+S", "lưu"),
]
_TEXTS = ("name", "form", "evaluation", "note")


class ModelDialog(FormDialog):
    """grid: one line a household."""

    def __init__(self, desk: Desk, loaded: Loaded, row: Model | None, parent: QWidget) -> None:
        self._row = row
        projects = [Choice(str(key), words) for key, words in loaded.more]
        hamlets = [Choice(str(key), name) for key, name in loaded.hamlets]
        super().__init__(
            "Mô hình sinh kế",
            [
                TextField("name", "Tên mô hình", required=True),
                ChoiceField("project_id", "Dự án", projects),
                ChoiceField("hamlet_id", "Thôn (để trống: toàn xã)", hamlets),
                TextField("form", "Hình thức (tổ hợp tác, nhóm hộ …)"),
                PartialDateField("started_on", "Bắt đầu", whole=True),
                PartialDateField("ended_on", "Kết thúc", whole=True),
                LongTextField("evaluation", "Đánh giá kết quả", lines=2),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
            columns=3,
            needed={"name": "Gõ tên mô hình, ví dụ Nuôi bò sinh sản."},
        )
        self._least_width = theme.px(980)
        self._model = LinesModel(_COLUMNS, self)
        self.grid = make_grid(self._model, "participants", "Hộ tham gia mô hình", self, 180)
        self.adding = AddingHousehold(desk, self._on_household, self)
        self.content.addWidget(label("Hộ tham gia và phần đóng góp", "strong", self))
        self.content.addWidget(self.grid, 1)
        self.content.addWidget(self.adding)
        self.content.addWidget(KeyStrip(_KEYS, self))
        self._fill(row)
        self._model.edited.connect(self.mark_changed)

    def wanted(self) -> Model:
        """What the dialog says now."""
        project, hamlet = self.field("project_id").value(), self.field("hamlet_id").value()
        return Model(
            **{name: self.field(name).value() for name in _TEXTS},
            project_id=int(project) if project else None,
            hamlet_id=int(hamlet) if hamlet else None,
            started_on=self.field("started_on").date_value(),
            ended_on=self.field("ended_on").date_value(),
            members=tuple(
                Participant(
                    line["household_id"],
                    line["joined_on"],
                    line["left_on"],
                    line["labour"],
                    line["money"],
                    line["goods"],
                    line["goods_value"],
                    head_name=line["head_name"],
                )
                for line in self._model.rows()
            ),
            uid=self._row.uid if self._row else "",
        )

    def all_read(self) -> bool:
        return all_read(self.grid, _COLUMNS)

    def _fill(self, row: Model | None) -> None:
        if row is None:
            return
        for name in (*_TEXTS, "started_on", "ended_on"):
            self.field(name).set_value(getattr(row, name))
        for name in ("project_id", "hamlet_id"):
            value = getattr(row, name)
            self.field(name).set_value(str(value) if value is not None else "")
        self._model.set_rows(_line(member) for member in row.members)
        self._changed = False

    def _on_household(self, hit: Found) -> None:
        if any(line["household_id"] == hit.household_id for line in self._model.rows()):
            self.say(f"Hộ {hit.title} đã có trong mô hình này.")
            return
        started = self.field("started_on").date_value()
        self._model.append(
            _line(Participant(hit.household_id, joined_on=started, head_name=hit.title))
            | {"place": hit.place}
        )


def _line(member: Participant) -> dict[str, Any]:
    names = ("household_id", "head_name", "joined_on", "left_on", "labour", "money", "goods", "goods_value")
    place = ", ".join(filter(None, [member.code, member.hamlet]))
    return {**{name: getattr(member, name) for name in names}, "place": place}
