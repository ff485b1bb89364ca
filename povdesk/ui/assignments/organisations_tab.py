"""Tab 6: each mass organisation's poor and near-poor families and what it does for them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import Family, OrganisationFamily
from povdesk.domain.vietnamese import format_count, short_date

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..special_lists.finder import FinderField
from ..theme import Tone
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import LongTextField, PartialDateField
from ..widgets.table import ListColumn
from . import dialogs
from .loading import Loaded
from .tab import FAMILY, ListTab, Verb

_COLUMNS = (
    *FAMILY,
    ListColumn(
        "members",
        "Hội viên, đoàn viên",
        160,
        lambda row: ", ".join(row.members),
        tip=lambda row: ", ".join(row.members),
    ),
    ListColumn(
        "content",
        "Nội dung giúp",
        180,
        lambda row: row.content.replace("\n", "; ") or "Chưa ghi",
        tip=lambda row: row.content,
        tone=lambda row: None if row.content else Tone.WARN,
        stretch=True,
    ),
    ListColumn("days", "Thời gian", 150, lambda row: _days(row)),
    ListColumn("result", "Kết quả", 120, lambda row: row.result, tip=lambda row: row.result),
)


class OrganisationsTab(ListTab):
    """One organisation at a time; a family may be in the care of several."""

    name = "organisations"
    title = "Danh sách hộ do đoàn thể theo dõi, giúp đỡ"
    nothing = "Chưa có hộ nghèo, hộ cận nghèo nào có hội viên, đoàn viên."
    rule = (
        "Hộ có hội viên, đoàn viên và hộ đoàn thể nhận giúp, để không hộ nào tái nghèo, phát sinh nghèo"
        " (mục V.7 của kế hoạch)."
    )
    adding = "Nhận hộ giúp"
    spare = ("result", "days", "class")
    millimetres = {
        "head_name": 34, "hamlet": 22, "class": 22, "members": 40, "content": 52, "days": 30, "result": 34,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.organisations = self.choice("organisation", "Đoàn thể")

    def verbs(self) -> list[Verb]:
        return [
            Verb("Ghi nội dung giúp…", "edit", self.open_marked),
            Verb("Thêm hội viên…", "person-add", self.add_member, needs=0),
            Verb("Bỏ khỏi danh sách…", "dismiss", self.remove_marked, most=1),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        return list(loaded.organisation_families)

    def show_loaded(self, loaded: Loaded) -> None:
        counts: dict[str, int] = {}
        for one in loaded.organisation_families:
            counts[one.organisation] = counts.get(one.organisation, 0) + 1
        kept = self.organisations.currentData()
        self.organisations.clear()
        for code, name in loaded.organisations:
            self.organisations.addItem(f"{name} ({counts.get(code, 0)})", code)
        first = next((code for code, _name in loaded.organisations if counts.get(code)), None)
        place = self.organisations.findData(kept if kept is not None else first)
        self.organisations.setCurrentIndex(max(place, 0))

    def wanted(self, row: OrganisationFamily) -> bool:
        return row.organisation == self.organisations.currentData()

    def filter_words(self) -> str:
        return self._name()

    # ---- acts

    def add(self) -> None:
        """Families without a member there that the organisation takes on."""
        from .picker import FamilyPicker

        loaded, code = self.loaded, self.organisations.currentData()
        if loaded is None or code is None:
            return
        there = {one.family.id for one in loaded.organisation_families if one.organisation == code}
        rest = [one for one in loaded.listed if one.id not in there]
        title = f"{self._name()} nhận hộ giúp"
        FamilyPicker(self, self.desk, title, rest, lambda rows: self._ask(rows, None)).open()

    def open_marked(self) -> None:
        rows = self.marked()
        if rows:
            self._ask([row.family for row in rows], rows[0] if len(rows) == 1 else None)

    def add_member(self) -> None:
        """A person of the register is a member."""
        loaded, code = self.loaded, self.organisations.currentData()
        if loaded is None or code is None:
            return
        finder = FinderField(
            "person", "Họ tên người trong sổ", self.desk, "Chọn người trong danh sách hiện ra."
        )
        dialog = FormDialog(
            "Thêm hội viên, đoàn viên",
            [
                finder,
                ChoiceField(
                    "organisation",
                    "Đoàn thể",
                    [Choice(key, name) for key, name in loaded.organisations],
                    required=True,
                ),
                PartialDateField("since", "Từ ngày", whole=True),
            ],
            self,
            needed={"person": "Gõ tên rồi chọn trong danh sách (mũi tên xuống, Enter)."},
        )
        dialog.field("organisation").set_value(code)

        def save(done: Any, failed: Any) -> None:
            from povdesk.domain.errors import InvalidInput
            from povdesk.storage import organisation_families

            hit = finder.found()
            if hit is None or hit.person_id is None:
                failed(InvalidInput("Chưa chọn người trong sổ.", "Gõ tên rồi chọn trong danh sách hiện ra."))
                return
            key, wanted = hit.person_id, dialog.field("organisation").value()
            since = dialog.field("since").date_value()
            self.write(
                lambda act: organisation_families.add_member(act, key, wanted, since),
                f"Đã ghi {hit.title} là hội viên, đoàn viên.",
                done,
                failed,
            )

        dialog.start(save)

    def remove_marked(self) -> None:
        loaded, row = self.loaded, self.view.current_row()
        if loaded is None or row is None:
            return

        def save(day: Any, done: Any, failed: Any) -> None:
            from povdesk.storage import organisation_families

            words = f"Đã bỏ hộ {row.family.head_name} khỏi danh sách của đoàn thể."
            self.write(lambda act: organisation_families.leave(act, row, day), words, done, failed)

        members = f" {', '.join(row.members)} cũng thôi là hội viên, đoàn viên." if row.members else ""
        dialogs.ask_day(
            self,
            f"Bỏ hộ {row.family.head_name} khỏi danh sách",
            f"Từ ngày này {self._name()} không còn theo dõi hộ.{members}",
            loaded.day,
            save,
        )

    def _ask(self, families: Sequence[Family], kept: OrganisationFamily | None) -> None:
        loaded, code = self.loaded, self.organisations.currentData()
        assert loaded is not None
        ids = [one.id for one in families]
        who = families[0].head_name if len(families) == 1 else f"{format_count(len(families))} hộ"
        dialog = FormDialog(
            f"{self._name()} giúp {who}",
            [
                LongTextField("content", "Nội dung giúp", lines=3),
                LongTextField("result", "Kết quả", lines=3),
                PartialDateField("since", "Từ ngày", whole=True),
                PartialDateField("until", "Đến hết ngày", whole=True),
            ],
            self,
        )
        dialog.field("since").set_value(loaded.day)
        if kept is not None and kept.help_id is not None:
            for name in ("content", "result", "since", "until"):
                dialog.field(name).set_value(getattr(kept, name))

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import organisation_families

            since, until = dialog.field("since").date_value(), dialog.field("until").date_value()
            content, result = dialog.field("content").value(), dialog.field("result").value()
            self.write(
                lambda act: organisation_families.save(act, ids, code, since, until, content, result),
                f"Đã ghi việc {self._name()} giúp {format_count(len(ids))} hộ.",
                done,
                failed,
            )

        dialog.start(save, focus="content")

    def _name(self) -> str:
        return self.organisations.currentText().rpartition(" (")[0]


def _days(row: OrganisationFamily) -> str:
    since = f"từ {short_date(row.since)}" if row.since else ""
    until = f"đến {short_date(row.until)}" if row.until else ""
    return " ".join(part for part in (since, until) if part)
