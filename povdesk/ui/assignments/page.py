"""Cán bộ, phân công: seven lists about who helps whom, each with its acts, print and undo."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from .. import messages, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .bodies_tab import BodiesTab
from .cadres_tab import CadresTab
from .exits_tab import ExitsTab
from .hamlets_tab import HamletsTab
from .helps_tab import HelpsTab
from .land_tab import LandTab
from .loading import Loaded, load
from .organisations_tab import OrganisationsTab
from .tab import ListTab

TABS = ("helps", "cadres", "hamlets", "exits", "land", "organisations", "bodies")
_TITLES = ("Hộ được giúp", "Cán bộ", "Thôn", "Đăng ký thoát nghèo", "Đất, sinh kế", "Đoàn thể", "Cơ quan")
_PAPERS = {"D06": "Kế hoạch phân công…", "D07": "Phụ lục đăng ký…", "D36": "Danh sách đất…"}
_FILES = {"D06": "ke-hoach-phan-cong", "D07": "dang-ky-thoat-ngheo", "D36": "danh-sach-dat"}


class AssignmentsPage(Page):
    """One read for all tabs, so that their numbers agree."""

    help_topic = "phan-cong"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Cán bộ, phân công", parent)
        self._loaded: Loaded | None = None
        self._target: dict[str, Any] = {}
        self._tabs = Tabs(_TITLES, self)
        self._stack = QStackedWidget(self)
        self._search = SearchBox("Tìm tên, thôn (Ctrl+F)", self)
        self._search.setFixedWidth(theme.px(200))
        self._add = button("", self._on_add, icon="add", kind="primary", parent=self)
        self._paper = button("", self.preview_paper, icon="document-text", parent=self)
        self.header.add_left(self._search)
        self.header.add_action(self._paper)
        self.header.add_action(button("In danh sách", self.print_page, icon="print", parent=self))
        self.header.add_action(self._add)
        self.under_header(self._tabs)
        self.helps = HelpsTab(desk, self)
        self.cadres = CadresTab(desk, self)
        self.hamlets = HamletsTab(desk, self)
        self.exits = ExitsTab(desk, self)
        self.land = LandTab(desk, self)
        self.organisations = OrganisationsTab(desk, self)
        self.bodies = BodiesTab(desk, self)
        self._parts: tuple[ListTab, ...] = (
            self.helps,
            self.cadres,
            self.hamlets,
            self.exits,
            self.land,
            self.organisations,
            self.bodies,
        )
        for part in self._parts:
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.show_keys(False)
        self._tabs.chosen.connect(self._on_tab)
        self._search.wanted.connect(lambda text: self.part().search(text))
        self._search.entered.connect(lambda: self.part().view.choose_first())
        self.cadres.families_wanted.connect(self.show_families_of)
        self._connect_keys()
        self._on_tab(0)

    def part(self) -> ListTab:
        """The tab in front."""
        return self._parts[self._tabs.place()]

    def loaded(self) -> Loaded | None:
        """What is shown."""
        return self._loaded

    def reload(self) -> None:
        today = date.today()
        self.desk.worker.read(self, lambda connection: load(connection, today), self._on_read)

    def focus_first(self) -> None:
        self.part().start()

    def show_target(self, **target: Any) -> None:
        """tab: one of TABS. left_over, untrained: only those. cadre_id: families of one cadre. quick: begin
        quick assignment. household_ids: mark these families. search: words for the box."""
        if target.get("tab") in TABS:
            self._tabs.choose(TABS.index(target["tab"]))
        self._search.setText(target.get("search", ""))
        self._search.ask_now()
        self._target = dict(target)
        if self._loaded is not None:
            self._show_wanted()

    def show_families_of(self, cadre_id: int) -> None:
        """The families that one cadre helps."""
        self._tabs.choose(0)
        self.helps.only_of(cadre_id)
        self.helps.start()

    def print_page(self) -> None:  # type: ignore[override]
        """Preview the rows shown (Ctrl+P)."""
        part = self.part()
        if part.loaded is None or not part.view.list_model().rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        part.print_list()

    def preview_paper(self) -> None:
        """The paper that the tab in front is the list of."""
        code = self.part().paper
        if code == "D07":
            messages.choose(
                self,
                "In danh sách hộ đăng ký thoát nghèo?",
                [
                    ("Có cột hộ ký", "", lambda: self._preview("D07", signing=True)),
                    ("Không có cột ký", "primary", lambda: self._preview("D07")),
                ],
                "Đóng",
                more="Bản có cột ký để hộ ký khi đăng ký; bản không có cột ký kèm theo kế hoạch năm.",
            )
        elif code:
            self._preview(code)

    def _preview(self, code: str, *, signing: bool = False) -> None:
        if self._loaded is None:
            return
        year, day, today = self._loaded.year, self._loaded.day, date.today()

        def read(connection: Any) -> Any:
            from povdesk import papers_assignments, papers_catalogue

            answers = papers_catalogue.Answers(year, today, as_of=day)
            if signing:
                return papers_assignments.exits_to_sign(connection, answers)
            return papers_catalogue.build(connection, code, answers)

        def show(document: Any) -> None:
            from ..widgets.preview_dialog import preview_document

            preview_document(
                self,
                self.desk,
                document.title,
                lambda: document,
                file_name=f"{_FILES[code]}-{year}",
                note=f"Số liệu tính đến ngày {day:%d/%m/%Y}; không có số định danh, điện thoại.",
            )

        self.desk.worker.read(self, read, show)

    def _on_read(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.header.set_context(f"Tính đến ngày {loaded.day:%d/%m/%Y}")
        for part in self._parts:
            part.show_data(loaded)
        self._show_wanted()

    def _show_wanted(self) -> None:
        target, self._target = self._target, {}
        if target.get("left_over"):
            self.helps.only_left_over()
        if target.get("cadre_id") is not None:
            self.show_families_of(target["cadre_id"])
        if target.get("untrained"):
            self.cadres.only_untrained()
        if target.get("quick"):
            self.helps.quick()
        elif target:
            self.part().start()

    def _on_add(self) -> None:
        if self._loaded is not None:
            self.part().add()

    def _on_tab(self, place: int) -> None:
        part = self._parts[place]
        self._stack.setCurrentWidget(part)
        self._add.setText(f"{part.adding}  Ctrl+N")
        self._paper.setVisible(bool(part.paper))
        self._paper.setText(_PAPERS.get(part.paper, ""))
        part.search(self._search.text().strip())

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _connect_keys(self) -> None:
        acts: list[tuple[str, Any]] = [
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self._on_add),
            ("Ctrl+Ins", self._on_add),
            ("Ctrl+Del", lambda: self.part().remove_marked()),
        ]
        acts += [(f"Alt+{place + 1}", partial(self._choose, place)) for place in range(len(TABS))]
        for keys, act in acts:
            bind(self, keys, act)


def create(desk: Desk) -> AssignmentsPage:
    """The page, for the list of places."""
    return AssignmentsPage(desk)
