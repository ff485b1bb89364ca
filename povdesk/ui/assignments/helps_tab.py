"""Tab 1: families and who helps each of them; those left over can be spread at once."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import format_count, name_sort_key, short_date

from .. import messages
from ..desk import Desk
from ..theme import Tone
from ..widgets.table import ListColumn
from . import dialogs
from .loading import HelpRow, Loaded
from .tab import FAMILY, ListTab, Verb

_NOBODY = "Chưa có người giúp"
_COLUMNS = (
    *FAMILY,
    ListColumn(
        "size", "Số khẩu", 66, lambda row: str(row.family.size), lambda row: row.family.size, align="right"
    ),
    ListColumn(
        "cadre",
        "Người giúp",
        150,
        lambda row: row.help.cadre if row.help else _NOBODY,
        lambda row: name_sort_key(row.help.cadre) if row.help else "",
        tone=lambda row: None if row.help else Tone.WARN,
    ),
    ListColumn(
        "unit",
        "Chức vụ, đơn vị",
        150,
        lambda row: row.help.unit if row.help else "",
        tip=lambda row: row.help.unit if row.help else "",
    ),
    ListColumn("days", "Thời gian", 170, lambda row: _days(row), lambda row: _since(row)),
    ListColumn(
        "goal",
        "Mục tiêu, nội dung",
        150,
        lambda row: _goal(row),
        tip=lambda row: _goal(row),
        stretch=True,
    ),
    ListColumn(
        "result",
        "Kết quả",
        110,
        lambda row: row.help.result if row.help else "",
        tip=lambda row: row.help.result if row.help else "",
    ),
)
_STATES = (
    ("", "Tất cả"),
    ("nobody", _NOBODY),
    ("helped", "Đang có người giúp"),
    ("no_result", "Chưa ghi kết quả"),
    ("several", "Có từ hai người giúp"),
    ("ended", "Đã thôi trong năm"),
)


class HelpsTab(ListTab):
    """One row is a family with one helper; a family nobody helps has a row of its own."""

    name = "helps"
    title = "Danh sách phân công giúp đỡ hộ"
    nothing = "Chưa có hộ nghèo, hộ cận nghèo nào."
    adding = "Phân công"
    paper = "D06"
    spare = ("unit", "result", "size", "days")
    millimetres = {
        "head_name": 34, "hamlet": 22, "class": 22, "size": 14, "cadre": 34, "unit": 36, "days": 34,
        "goal": 44, "result": 26,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.states = self.choice("state", "Tình trạng phân công")
        for code, words in _STATES:
            self.states.addItem(words, code)
        self.hamlets = self.choice("hamlet", "Thôn")
        self.cadres = self.choice("cadre", "Cán bộ")

    def verbs(self) -> list[Verb]:
        return [
            Verb("Phân công…", "person-add", self.add),
            Verb("Phân công nhanh…", "people-team", self.quick, needs=0),
            Verb("Sửa", "edit", self.open_marked, most=1),
            Verb("Thôi giúp…", "dismiss", self.end_marked),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        left = sum(one.is_listed and not one.helpers_on(loaded.day) for one in loaded.families)
        listed = len(loaded.listed)
        self.say_rule(
            f"{format_count(listed)} hộ nghèo, hộ cận nghèo; {format_count(left)} hộ chưa có người giúp. "
            "Một hộ có hai người giúp thì đứng hai dòng."
        )
        return list(loaded.help_rows())

    def show_loaded(self, loaded: Loaded) -> None:
        _fill(self.hamlets, "Mọi thôn", [(key, name) for key, name in loaded.hamlets])
        people = [(one.id, one.cadre.full_name) for one in loaded.cadres]
        _fill(self.cadres, "Mọi cán bộ", people)

    def wanted(self, row: HelpRow) -> bool:
        loaded = self.loaded
        assert loaded is not None
        hamlet, cadre_id = self.hamlets.currentData(), self.cadres.currentData()
        if hamlet is not None and row.family.hamlet_id != hamlet:
            return False
        if cadre_id is not None and (row.help is None or row.help.cadre_id != cadre_id):
            return False
        runs = row.help is not None and row.help.runs_on(loaded.day)
        match self.states.currentData():
            case "nobody":
                return row.help is None and row.family.is_listed
            case "helped":
                return runs
            case "no_result":
                return runs and row.help is not None and not row.help.result
            case "several":
                return runs and len({one.cadre_id for one in row.family.helpers_on(loaded.day)}) > 1
            case "ended":
                return row.help is not None and not runs
            case _:
                return row.help is None or runs
        return True

    def filter_words(self) -> str:
        boxes = (self.states, self.hamlets, self.cadres)
        return "; ".join(box.currentText() for box in boxes if box.currentIndex() > 0)

    def only_left_over(self) -> None:
        """Those nobody helps."""
        self.states.setCurrentIndex(self.states.findData("nobody"))
        self.hamlets.setCurrentIndex(0)
        self.cadres.setCurrentIndex(0)
        self.refilter()
        self.view.choose(lambda _row: True)

    def only_of(self, cadre_id: int) -> None:
        """The families of one cadre."""
        self.states.setCurrentIndex(0)
        self.hamlets.setCurrentIndex(0)
        self.cadres.setCurrentIndex(max(self.cadres.findData(cadre_id), 0))
        self.refilter()
        self.view.choose(lambda _row: True)

    # ---- acts

    def add(self) -> None:
        """Give the marked families to a cadre."""
        loaded = self.loaded
        ids = list(dict.fromkeys(row.family.id for row in self.marked()))
        if loaded is None or not ids:
            self.desk.say("Chọn hộ trong danh sách rồi phân công.")
            return
        if not loaded.serving:
            messages.tell(self, "Chưa có cán bộ nào.", "Sang trang Cán bộ (Alt+2), bấm Ctrl+N để thêm.")
            return

        def save(cadre_id: int, since: Any, goal: str, content: str, done: Any, failed: Any) -> None:
            from povdesk.storage import assignments

            self.write(
                lambda act: assignments.assign(act, ids, cadre_id, since, goal=goal, content=content),
                lambda count: f"Đã phân công {format_count(count)} hộ.",
                done,
                failed,
            )

        dialogs.assign(self, loaded.serving, len(ids), loaded.day, save)

    def quick(self) -> None:
        """A proposal for all that nobody helps, to be confirmed."""
        from .quick_dialog import QuickDialog

        loaded = self.loaded
        if loaded is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import assignment_lists

            return assignment_lists.spread_facts(connection, loaded.day)

        def ask(facts: Any) -> None:
            if not facts.families:
                self.desk.say("Mọi hộ nghèo, hộ cận nghèo đã có người giúp.")
                return
            if not facts.carers:
                messages.tell(self, "Chưa có cán bộ nào.", "Sang trang Cán bộ (Alt+2), bấm Ctrl+N để thêm.")
                return

            def save(spread: Any, since: Any, goal: str, content: str, done: Any, failed: Any) -> None:
                from povdesk.storage import assignments

                self.write(
                    lambda act: assignments.assign_spread(act, spread, since, goal=goal, content=content),
                    lambda count: f"Đã phân công nhanh {format_count(count)} hộ.",
                    done,
                    failed,
                )

            QuickDialog(self, self.desk, facts, loaded.day, save).open()

        self.desk.worker.read(self, read, ask)

    def open_marked(self) -> None:
        rows = self.marked()
        if len(rows) == 1 and rows[0].help is not None:
            row = rows[0]

            def save(wanted: Any, done: Any, failed: Any) -> None:
                from povdesk.storage import assignments

                words = f"Đã sửa phân công giúp hộ {row.family.head_name}."
                self.write(lambda act: assignments.change(act, wanted), words, done, failed)

            dialogs.change_help(self, row.family, row.help, save)
        elif rows:
            self.add()

    def end_marked(self) -> None:
        """Those marked are no longer helped by these cadres from a day on."""
        loaded, rows = self.loaded, self._running()
        if loaded is None or not rows:
            self.desk.say("Dòng đang chọn không có phân công nào để thôi.")
            return

        def save(day: Any, done: Any, failed: Any) -> None:
            from povdesk.storage import assignments

            self.write(
                lambda act: assignments.end_some(act, [row.help.id for row in rows], day),
                lambda count: f"Đã thôi {format_count(count)} phân công.",
                done,
                failed,
            )

        words = "Ghi ngày đầu tiên không còn giúp. Dòng đã thôi vẫn còn trong bộ lọc “Đã thôi trong năm”."
        dialogs.ask_day(self, f"Thôi {format_count(len(rows))} phân công", words, loaded.day, save)

    def remove_marked(self) -> None:
        """End it, or take away what was entered by mistake."""
        rows = [row for row in self.marked() if row.help is not None]
        if not rows:
            self.desk.say("Dòng đang chọn chưa có người giúp.")
            return

        def drop() -> None:
            from povdesk.storage import assignments

            self.write(
                lambda act: assignments.drop(act, [row.help.id for row in rows]),
                lambda count: f"Đã xóa {format_count(count)} phân công.",
            )

        messages.choose(
            self,
            f"Bỏ {format_count(len(rows))} phân công đang chọn?",
            [("Xóa vì ghi nhầm", "danger", drop), ("Thôi giúp từ ngày…", "primary", self.end_marked)],
            "Giữ lại",
            more="Thôi giúp giữ lại những gì đã làm. Xóa thì coi như chưa từng phân công; hoàn tác được.",
        )

    def _running(self) -> list[HelpRow]:
        loaded = self.loaded
        assert loaded is not None
        return [row for row in self.marked() if row.help is not None and row.help.runs_on(loaded.day)]


def _fill(box: Any, everything: str, entries: list[tuple[Any, str]]) -> None:
    """The entries of a filter box; what was chosen stays."""
    kept = box.currentData()
    box.clear()
    box.addItem(everything, None)
    for key, name in entries:
        box.addItem(name, key)
    box.setCurrentIndex(max(box.findData(kept), 0) if kept is not None else 0)


def _days(row: HelpRow) -> str:
    if row.help is None:
        return ""
    since = short_date(row.help.since) if row.help.since else ""
    return f"{since} – {short_date(row.help.until)}" if row.help.until else f"từ {since}" if since else ""


def _since(row: HelpRow) -> Any:
    return row.help.since if row.help else None


def _goal(row: HelpRow) -> str:
    if row.help is None:
        return ""
    return "; ".join(part for part in (row.help.goal, row.help.content.replace("\n", ", ")) if part)
