"""Tab 3: what is put forward for each household, the decision, and the certificates that follow."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.household import Category
from povdesk.domain.vietnamese import short_date
from povdesk.storage.recognition import Proposed

from .. import messages, theme
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip, FilterChips
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from . import printing, recognition_dialogs
from .loading import Loaded
from .part import Owner, Printed, ReviewPart

GROUPS = (
    ("poor", "Hộ nghèo"),
    ("near_poor", "Hộ cận nghèo"),
    ("escaped", "Thoát nghèo"),
    ("escaped_near", "Thoát cận nghèo"),
    ("differs", "Khác"),
)


def in_group(one: Proposed, group: str) -> bool:
    """The four lists of the decision, and those recognised otherwise than computed."""
    if group == "differs":
        return one.category is not one.computed
    if group == "escaped":
        return one.escapes
    if group == "escaped_near":
        return one.escapes_near
    return str(one.category) == group


def _columns(certificate: Any) -> tuple[ListColumn, ...]:
    return (
        ListColumn("head_name", "Chủ hộ", 150, lambda row: row.head_name, bold=True, stretch=True),
        ListColumn("hamlet", "Thôn", 96, lambda row: row.hamlet),
        ListColumn("code", "Mã hộ", 76, lambda row: row.code),
        ListColumn("size", "Khẩu", 50, lambda row: str(row.size), lambda row: row.size, align="right"),
        ListColumn("before", "Diện trước", 104, lambda row: row.before.label if row.before else ""),
        ListColumn("b1", "B1", 44, lambda row: _number(row.income_points), align="right"),
        ListColumn("b2", "B2", 44, lambda row: _number(row.deprivation_points), align="right"),
        ListColumn("computed", "Kết quả tính", 104, lambda row: row.computed.label),
        ListColumn(
            "category",
            "Công nhận",
            104,
            lambda row: row.category.label,
            bold=True,
            tone=lambda row: Tone.WARN if row.category is not row.computed else None,
            tip=lambda row: row.reason,
        ),
        ListColumn("certificate", "Giấy chứng nhận", 120, certificate),
    )


class RecognitionPart(ReviewPart):
    """Enter: before the decision another class with its reason, after it the household's form."""

    def __init__(self, owner: Owner, parent: QWidget) -> None:
        super().__init__(owner, parent)
        self._papers: dict[int, Any] = {}
        self.view = ListView(
            ListModel(_columns(self._certificate), self), owner.desk.habits, "review-recognition", self
        )
        self.view.setAccessibleName("Danh sách đề nghị công nhận")
        self._search = SearchBox("Tìm hộ (Ctrl+F)", self)
        self._groups = FilterChips(list(GROUPS), self)
        self._decided = Chip(parent=self)
        self._count = label("", "caption", self)
        self._decide = button(
            "Ghi quyết định…", self._on_decide, kind="primary", icon="checkmark", parent=self
        )
        self._correct = button("Sửa số…", self._on_correct, icon="edit", parent=self)
        self._confirm = button("Xác nhận giấy…", self._on_confirm, parent=self)
        self._papers_of = button("In giấy…", self._on_certificates, icon="document-print", parent=self)
        self._number = button("Số giấy…", self._on_number, icon="edit", parent=self)
        self._paper = button("In quyết định…", self._on_paper, icon="document-print", parent=self)
        self._lay_out()
        self._search.wanted.connect(self._on_search)
        self._search.entered.connect(self.view.choose_first)
        self._groups.changed.connect(self._narrow)
        self.view.opened.connect(self._on_open)
        bind(self, "Ctrl+F", self._search.setFocus)

    def show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._papers = {one.household_id: one for one in loaded.certificates}
        self.view.set_rows(loaded.proposal)
        decided, given = loaded.is_decided, loaded.decision
        for group, words in GROUPS:
            count = sum(in_group(one, group) for one in loaded.proposal)
            self._groups.set_text(group, f"{words} {count}")
        if decided and given is not None and given.signed_on is not None:
            words = f"Quyết định {given.number or '(chưa có số)'} ngày {short_date(given.signed_on)}"
            self._decided.show_state(words, Tone.OK, "checkmark-circle")
        else:
            self._decided.show_state("Chưa có quyết định", Tone.NEUTRAL)
        self._decide.setVisible(not decided)
        for made in (self._correct, self._confirm, self._number, self._papers_of):
            made.setVisible(decided)
        self._narrow()

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def show_target(self, **target: Any) -> None:
        """decide: ask for the decision. household_id: put the cursor there."""
        if "household_id" in target:
            self.view.choose(lambda row: row.household_id == target["household_id"])
        if target.get("decide"):
            self._on_decide()

    def printed(self) -> Printed | None:
        """The list as shown, without scores: it may be put up in public."""
        if self.loaded is None or self.loaded.this is None or not self.view.list_model().rowCount():
            return None
        chosen = self._groups.chosen()
        words = ", ".join(name for group, name in GROUPS if group in chosen)
        rows = [
            (one.hamlet, one.head_name, str(one.size), one.before.label if one.before else "", _now(one))
            for one in self.view.list_model().rows()
        ]
        columns = (
            ("Thôn", 30, "left"),
            ("Chủ hộ", 54, "left"),
            ("Nhân khẩu", 20, "right"),
            ("Diện trước rà soát", 34, "left"),
            ("Kết quả rà soát", 42, "left"),
        )
        return Printed(
            "Danh sách kết quả rà soát",
            columns,
            rows,
            f"{self.loaded.this.name}" + (f"; {words}" if words else ""),
            note="Không có số định danh, điểm, thông tin sức khỏe, điện thoại.",
            file_name="ket-qua-ra-soat",
        )

    # ---- acting

    def _on_open(self, row: Proposed) -> None:
        if self.loaded is None:
            return
        if self.loaded.is_decided:
            self.owner.open_household(row.household_id)
        else:
            recognition_dialogs.put_forward(self, self.owner, self.loaded, row)

    def _on_decide(self) -> None:
        if self.loaded is not None and not self.loaded.is_decided:
            recognition_dialogs.decide(self, self.owner, self.loaded)

    def _on_correct(self) -> None:
        if self.loaded is not None and self.loaded.decision is not None:
            recognition_dialogs.correct(self, self.owner, self.loaded, self.loaded.decision)

    def _on_confirm(self) -> None:
        if self.loaded is not None:
            recognition_dialogs.confirm(self, self.owner, self.loaded)

    def _on_paper(self) -> None:
        if self.loaded is None or self.loaded.this is None:
            return
        key = self.loaded.this.id

        def read(connection: Any) -> Any:
            from povdesk import papers_review

            return papers_review.decision(connection, key)

        printing.paper(self, self.owner.desk, "Quyết định công nhận", read, "quyet-dinh-cong-nhan")

    def _on_certificates(self) -> None:
        """That of the household at the cursor, or all of them."""
        row = self.view.current_row()
        if self.loaded is None or self.loaded.this is None or row is None:
            return
        key = self.loaded.this.id

        def show(household_id: int | None) -> None:
            def read(connection: Any) -> Any:
                from povdesk import papers_review

                return papers_review.certificates(connection, key, household_id)

            printing.paper(self, self.owner.desk, "Giấy chứng nhận", read, "giay-chung-nhan")

        messages.choose(
            self,
            "In giấy chứng nhận của hộ nào?",
            [
                (f"Cả kỳ ({len(self.loaded.certificates)} giấy)", "", lambda: show(None)),
                (f"Hộ {row.head_name}", "primary", lambda: show(row.household_id)),
            ],
            "Đóng",
        )

    def _on_number(self) -> None:
        row = self.view.current_row()
        paper = self._papers.get(row.household_id) if row is not None else None
        if paper is None or paper.certificate_id is None:
            self.owner.desk.say("Hộ này chưa có giấy chứng nhận. Bấm “Xác nhận giấy…” trước.")
            return
        recognition_dialogs.number(self, self.owner, paper)

    # ---- showing

    def _certificate(self, row: Proposed) -> str:
        paper = self._papers.get(row.household_id)
        if paper is None:
            return ""
        return f"{paper.number or 'chưa có số'}{', ' + str(paper.year) if paper.is_confirmed else ''}"

    def _on_search(self, text: str) -> None:
        self.view.search(text)
        self._say_count()

    def _narrow(self) -> None:
        chosen = self._groups.chosen()
        test = (lambda row: any(in_group(row, group) for group in chosen)) if chosen else None
        self.view.list_model().keep_only(test)
        self._say_count()

    def _say_count(self) -> None:
        model = self.view.list_model()
        people = sum(row.size for row in model.rows())
        self._count.setText(f"{model.rowCount()} hộ, {people} nhân khẩu")

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._decided)
        first.addStretch(1)
        for made in (self._number, self._papers_of, self._confirm, self._correct, self._paper, self._decide):
            first.addWidget(made)
        second = QHBoxLayout()
        second.setSpacing(8)
        self._search.setFixedWidth(theme.px(180))
        second.addWidget(self._search)
        second.addWidget(self._groups)
        second.addStretch(1)
        second.addWidget(self._count)
        card = Card(parent=self, flush=True)
        card.body.addWidget(self.view, 1)
        strip = QHBoxLayout()
        strip.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        keys = [("Enter", "kết quả khác / mở phiếu"), ("Ctrl+F", "tìm"), ("Ctrl+P", "in danh sách công khai")]
        strip.addWidget(KeyStrip(keys, self))
        card.body.addLayout(strip)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(card, 1)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _now(one: Proposed) -> str:
    if one.escapes_near:
        return "Thoát cận nghèo"
    if one.escapes:
        return "Thoát nghèo" + (", thành cận nghèo" if one.category is Category.NEAR_POOR else "")
    return one.category.label
