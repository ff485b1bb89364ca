"""Tab 4: families that registered to leave poverty this year."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import ExitFamily, Family
from povdesk.domain.vietnamese import format_count, short_date

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import LongTextField, PartialDateField, TextField
from ..widgets.table import ListColumn
from . import dialogs
from .loading import Loaded
from .tab import FAMILY, ListTab, Verb


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words)


_COLUMNS = (
    *FAMILY,
    ListColumn("born", "Năm sinh", 74, lambda row: str(row.family.birth_year or ""), align="centre"),
    ListColumn("ethnic", "Dân tộc", 74, lambda row: row.family.ethnic_group),
    ListColumn(
        "size", "Số khẩu", 66, lambda row: str(row.family.size), lambda row: row.family.size, align="right"
    ),
    ListColumn(
        "lacks",
        "Thiếu hụt",
        130,
        lambda row: _joined(row.family.lacks),
        tip=lambda row: _joined(row.family.lacks),
    ),
    ListColumn(
        "reasons",
        "Nguyên nhân",
        120,
        lambda row: _joined(row.family.reasons),
        tip=lambda row: _joined(row.family.reasons),
    ),
    ListColumn(
        "needs",
        "Nhu cầu",
        110,
        lambda row: _joined(row.family.needs),
        tip=lambda row: _joined(row.family.needs),
    ),
    ListColumn(
        "solution", "Giải pháp", 130, lambda row: row.solution, tip=lambda row: row.solution, stretch=True
    ),
    ListColumn("helper", "Người giúp", 120, lambda row: _helpers(row), tip=lambda row: _helpers(row)),
    ListColumn(
        "source",
        "Đăng ký",
        100,
        lambda row: short_date(row.registered_on) if row.registered_on else row.source_words,
    ),
)


def _helpers(row: ExitFamily) -> str:
    return _joined(list(dict.fromkeys(one.cadre for one in row.family.helps if one.until is None)))


class ExitsTab(ListTab):
    """By the form, or noted here with a day and a solution."""

    name = "exits"
    title = "Danh sách hộ đăng ký thoát nghèo"
    nothing = "Chưa có hộ nào đăng ký thoát nghèo trong năm."
    rule = (
        "Hộ có đánh dấu “đăng ký thoát nghèo” trên phiếu, và hộ ghi tại đây. Giải pháp ghi ở đây được in vào"
        " phụ lục."
    )
    adding = "Ghi đăng ký"
    paper = "D07"
    spare = ("ethnic", "born", "needs", "size", "reasons", "source")
    millimetres = {
        "head_name": 32, "hamlet": 20, "class": 20, "born": 14, "ethnic": 16, "size": 12, "lacks": 34,
        "reasons": 30, "needs": 28, "solution": 30, "helper": 26, "source": 20,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)

    def verbs(self) -> list[Verb]:
        return [
            Verb("Ghi giải pháp…", "edit", self.open_marked),
            Verb("Mở phiếu hộ", "document", self.open_form, most=1),
            Verb("Thôi đăng ký…", "dismiss", self.remove_marked),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        return list(loaded.exits)

    def add(self) -> None:
        """Choose families, then the day and the solution."""
        from .picker import FamilyPicker

        loaded = self.loaded
        if loaded is None:
            return
        there = {one.family.id for one in loaded.exits}
        rest = [one for one in loaded.listed if one.id not in there]
        title = f"Hộ đăng ký thoát nghèo năm {loaded.year}"
        FamilyPicker(self, self.desk, title, rest, lambda rows: self._ask(rows, None)).open()

    def open_marked(self) -> None:
        rows = self.marked()
        if rows:
            self._ask([row.family for row in rows], rows[0] if len(rows) == 1 else None)

    def remove_marked(self) -> None:
        loaded, rows = self.loaded, self.marked()
        if loaded is None or not rows:
            return
        ids = [row.family.id for row in rows]

        def save(day: Any, done: Any, failed: Any) -> None:
            from povdesk.storage import exit_registrations

            self.write(
                lambda act: exit_registrations.withdraw(act, ids, loaded.year, day),
                f"Đã đưa {format_count(len(ids))} hộ ra khỏi danh sách đăng ký.",
                done,
                failed,
            )

        words = "Hộ không còn trong danh sách từ ngày này, kể cả khi phiếu có đánh dấu đăng ký."
        dialogs.ask_day(self, f"Thôi đăng ký: {format_count(len(ids))} hộ", words, loaded.day, save)

    def _ask(self, families: Sequence[Family], kept: ExitFamily | None) -> None:
        loaded = self.loaded
        assert loaded is not None
        ids = [one.id for one in families]
        dialog = FormDialog(
            f"Đăng ký thoát nghèo năm {loaded.year}: "
            + (families[0].head_name if len(families) == 1 else f"{format_count(len(families))} hộ"),
            [
                PartialDateField("day", "Ngày đăng ký", whole=True),
                TextField("note", "Ghi chú"),
                LongTextField("solution", "Giải pháp để thoát nghèo", lines=3),
                LongTextField("result", "Kết quả", lines=3),
            ],
            self,
            words="; ".join(
                words
                for one in (families if len(families) == 1 else ())
                for words in (f"Thiếu hụt: {_joined(one.lacks)}", f"Nhu cầu: {_joined(one.needs)}")
                if not words.endswith(": ")
            ),
        )
        if kept is not None and kept.is_noted:
            dialog.field("day").set_value(kept.registered_on)
            for code in ("note", "solution", "result"):
                dialog.field(code).set_value(getattr(kept, code))
        else:
            dialog.field("day").set_value(loaded.day)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import exit_registrations

            day, solution = dialog.field("day").date_value(), dialog.field("solution").value()
            more = {code: dialog.field(code).value() for code in ("result", "note")}
            self.write(
                lambda act: exit_registrations.save(act, ids, loaded.year, day, solution, **more),
                f"Đã ghi {format_count(len(ids))} hộ đăng ký thoát nghèo.",
                done,
                failed,
            )

        dialog.start(save, focus="solution")
