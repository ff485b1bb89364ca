"""What the tabs of dated rules share: the version, its legal basis, what was edited, back to the original."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from povdesk.domain.rule_pack import OFFICER
from povdesk.domain.vietnamese import clean_lines, short_date

from .. import keys, messages
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.fields import LongTextField, PartialDateField, TextField
from ..widgets.labels import button, label, set_tone
from .form_dialog import FormDialog
from .part import SettingsPart


@dataclass(frozen=True)
class Version:
    """One version as it is in force here, as it was shipped (None: the officer's own), and the edit."""

    rules: Any
    original: Any
    edit: Any


class RulesPart(SettingsPart):
    """Override `versions_of`, `show_version`, `state_of`, `doubts_of`."""

    kind = ""
    head = ""
    back_words = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._versions: tuple[Version, ...] = ()
        self._chosen = ""
        self._box = keys.ComboBox(self)
        self._box.setObjectName(f"{self.kind}-version")
        self._box.setAccessibleName(self.head)
        self._box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box.setMinimumContentsLength(20)
        self._box.setSizeAdjustPolicy(keys.ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._state = Chip("", parent=self)
        self._texts = {
            code: label("", "", self, wrap=True) for code in ("basis", "valid", "note", "missing", "edited")
        }
        self._captions = {
            code: label(words, "caption", self)
            for code, words in (
                ("basis", "Căn cứ"),
                ("valid", "Áp dụng"),
                ("note", "Ghi chú"),
                ("missing", "Chưa rõ"),
                ("edited", "Đã sửa"),
            )
        }
        self._edit_head = button("Sửa văn bản, thời hạn…", self._on_head, icon="edit", parent=self)
        self._back = button("Trở lại bản gốc…", self._on_back, icon="arrow-undo", parent=self)
        self.head_card = Card(self.head, self)
        self._lay_out_head()
        self._box.activated.connect(self._on_version)

    # ---- what each tab provides

    def versions_of(self, connection: Any) -> tuple[Version, ...]:
        raise NotImplementedError

    def show_version(self, version: Version) -> None:
        """Fill what lies below the head."""

    def state_of(self, version: Version) -> tuple[str, Tone, str]:
        """Words, tone and icon of the chip."""
        raise NotImplementedError

    def doubts_of(self, version: Version) -> Sequence[str]:
        """What is not known or not compared with the text yet, in words."""
        return ()

    def head_boxes(self, dialog: FormDialog, version: Version) -> None:
        """Tick boxes of the head's dialog."""

    def head_changes(self, dialog: FormDialog, version: Version) -> dict[str, Any]:
        """What these boxes change."""
        return {}

    # ---- shared

    def load(self, connection: Any) -> Any:
        return self.versions_of(connection)

    def show_loaded(self, loaded: Any) -> None:
        self._versions = loaded
        ids = [version.rules.id for version in loaded]
        if self._chosen not in ids:
            today = date.today()
            self._chosen = next((v.rules.id for v in loaded if v.rules.is_valid_on(today)), ids[-1])
        self._box.clear()
        for version in loaded:
            self._box.addItem(version.rules.title, version.rules.id)
        self._box.setCurrentIndex(ids.index(self._chosen))
        self._show()

    def show_target(self, **target: Any) -> None:
        """version: the id of a standard or a procedure."""
        self._chosen = target.get("version", self._chosen)

    def start(self) -> None:
        self._box.setFocus()

    def version(self) -> Version | None:
        """The version on the screen."""
        return next((one for one in self._versions if one.rules.id == self._chosen), None)

    def change(
        self,
        changes: dict[str, Any],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Lay changes over the version on the screen, as one act."""
        from povdesk.storage import rule_edits

        code = self._chosen
        if not changes:
            if done is not None:
                done()
            return
        self.write(
            lambda act: rule_edits.change(act, self.kind, code, changes, f"Sửa {self.back_words}"),
            words,
            done,
            failed,
        )

    def _show(self) -> None:
        version = self.version()
        if version is None:
            return
        rules, edit = version.rules, version.edit
        self._state.show_state(*self.state_of(version))
        until = f"đến {short_date(rules.effective_to)}" if rules.effective_to else "chưa có ngày hết hiệu lực"
        begins = f"từ {short_date(rules.effective_from)}"
        self._say("basis", "; ".join(rules.legal_basis) or "chưa nhập văn bản quy định")
        self._say("valid", f"{begins}, {until}" if not rules.effective_to else f"{begins} {until}")
        self._say("note", rules.note)
        self._say("missing", "; ".join(self.doubts_of(version)))
        self._say("edited", _edited(edit, has_original=version.original is not None) if edit else "")
        set_tone(self._texts["missing"], Tone.WARN)
        self._back.setEnabled(edit is not None and version.original is not None)
        self.show_version(version)

    def _say(self, code: str, words: str) -> None:
        self._texts[code].setText(words)
        for widget in (self._texts[code], self._captions[code]):
            widget.setVisible(bool(words))

    def _on_version(self, place: int) -> None:
        self._chosen = self._box.itemData(place)
        self._show()

    def _on_head(self) -> None:
        version = self.version()
        if version is None:
            return
        rules = version.rules
        fields = [
            TextField("title", "Tên", None, required=True),
            LongTextField("legal_basis", "Văn bản quy định, mỗi dòng một văn bản", lines=4),
            PartialDateField("effective_from", "Áp dụng từ ngày", None, required=True, whole=True),
            PartialDateField("effective_to", "Đến hết ngày", whole=True),
            LongTextField("note", "Ghi chú", lines=3),
        ]
        dialog = FormDialog(self.head, fields, self, columns=1, needed={"title": "Gõ tên."})
        for field in fields:
            value = getattr(rules, field.code)
            field.set_value("\n".join(value) if field.code == "legal_basis" else value)
        self.head_boxes(dialog, version)

        def save(done: Any, failed: Any) -> None:
            lines = [line for line in clean_lines(dialog.field("legal_basis").value()).split("\n") if line]
            begins, ends = (
                dialog.field("effective_from").date_value(),
                dialog.field("effective_to").date_value(),
            )
            typed = {
                "title": (dialog.field("title").value(), rules.title),
                "legal_basis": (lines, list(rules.legal_basis)),
                "effective_from": (begins and begins.isoformat(), rules.effective_from.isoformat()),
                "effective_to": (
                    ends and ends.isoformat(),
                    rules.effective_to and rules.effective_to.isoformat(),
                ),
                "note": (dialog.field("note").value(), rules.note),
            }
            changes: dict[str, Any] = {key: new for key, (new, old) in typed.items() if new != old}
            changes |= self.head_changes(dialog, version)
            self.change(changes, f"Đã lưu {self.back_words}.", done, failed)

        dialog.start(save)

    def _on_back(self) -> None:
        from povdesk.storage import rule_edits

        version = self.version()
        if version is None:
            return
        code = version.rules.id
        messages.confirm(
            self,
            f"Bỏ các sửa đổi và trở lại bản gốc của {self.back_words}?",
            "Trở lại bản gốc",
            "Giữ bản đã sửa",
            lambda: self.write(
                lambda act: rule_edits.drop(act, self.kind, code, f"Trở lại bản gốc {self.back_words}"),
                "Đã trở lại bản gốc.",
            ),
            more=f"{version.rules.title}. Hoàn tác được.",
        )

    def _lay_out_head(self) -> None:
        choosing = QHBoxLayout()
        choosing.setSpacing(12)
        choosing.addWidget(self._box, 1)
        choosing.addWidget(self._state)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, code in enumerate(self._texts):
            grid.addWidget(self._captions[code], place, 0)
            grid.addWidget(self._texts[code], place, 1)
        grid.setColumnStretch(1, 1)
        for action in (self._edit_head, self._back):
            self.head_card.add_action(action)
        self.head_card.body.addLayout(choosing)
        self.head_card.body.addLayout(grid)
        self.body.addWidget(self.head_card)


def _edited(edit: Any, *, has_original: bool) -> str:
    """When, by whom or with which pack."""
    when = f"{edit.changed_at:%H:%M} ngày {edit.changed_at:%d/%m/%Y}"
    pack = edit.origin.removeprefix("pack:")
    who = "bởi cán bộ xã" if edit.origin == OFFICER else f"theo gói quy định “{pack}”"
    return f"{when}, {who}{'; bản gốc vẫn được giữ' if has_original else ''}"
