"""What was frozen: every number of the period; Enter opens its people as they stood, Ctrl+P prints it all."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.dashboard import DashboardRow, behind_text
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.marks import goal_text
from povdesk.domain.period import Period, PeriodContent
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..desk import Desk
from ..indicators.subjects_dialog import Printed, SubjectsDialog
from ..widgets.dialog import Dialog
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .opening import open_figure


class FrozenRow(NamedTuple):
    """One frozen number with what the table says of it."""

    key: str
    figure: LinkedFigure
    letter: str
    goal: str
    behind: str
    status: str


_COLUMNS = (
    ListColumn("letter", "Mã", 44, lambda row: row.letter, align="centre"),
    ListColumn(
        "words",
        "Chỉ tiêu, số liệu",
        250,
        lambda row: row.figure.words,
        tip=lambda row: row.figure.words,
        bold=True,
        stretch=True,
    ),
    ListColumn("value", "Giá trị đã chốt", 120, lambda row: row.figure.value, align="right"),
    ListColumn("behind", "Số đạt/tổng số", 150, lambda row: row.behind, tip=lambda row: row.behind),
    ListColumn("goal", "Kế hoạch", 100, lambda row: row.goal, align="right"),
    ListColumn("status", "Tình trạng", 120, lambda row: row.status),
)


class FrozenDialog(Dialog):
    """Reads when it opens; nothing in it follows the register."""

    def __init__(self, desk: Desk, period: Period, printed: Printed, parent: QWidget) -> None:
        super().__init__(f"Số liệu đã chốt: {period.name}", parent)
        self._desk, self._period, self._printed = desk, period, printed
        self._content: PeriodContent | None = None
        self._view = ListView(ListModel(_COLUMNS), desk.habits, "period-frozen", self)
        self._about = label("", "caption", self, wrap=True)
        search = SearchBox("Tìm chỉ tiêu", self)
        self.body.addWidget(label(period.name, "cardTitle", self))
        self.body.addWidget(self._about)
        self.body.addWidget(search)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(
            KeyStrip([("Enter", "mở danh sách"), ("Ctrl+P", "in bảng này"), ("Esc", "đóng")], self)
        )
        self.add_button("In bảng này…  Ctrl+P", self.print_table)
        self.add_button("Đóng", kind="primary")
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_table)
        window = parent.window()
        self.resize(min(theme.px(980), window.width() - 40), min(theme.px(600), window.height() - 30))
        search.wanted.connect(self._view.search)
        search.entered.connect(self._view.choose_first)
        self._view.opened.connect(self.open_row)
        desk.worker.read(self, self._read, self._on_read)

    def view(self) -> ListView:
        return self._view

    def content(self) -> PeriodContent | None:
        """What was frozen; None until it is read."""
        return self._content

    def open_row(self, row: FrozenRow) -> SubjectsDialog:
        """The people behind a number as they stood."""
        key = self._period.id

        def lists(connection: Any) -> Any:
            from povdesk.storage import period_freezing

            assert key is not None
            return period_freezing.lists(connection, key, row.figure.code)

        return open_figure(
            self._desk, self, row.figure, lists, self._printed, frozen_at=self._period.frozen_at
        )

    def print_table(self) -> None:
        """The dashboard's paper from what was frozen: always the same bytes."""
        if self._content is None or self._period.frozen_on is None:
            return
        from ..widgets.preview_dialog import preview_document

        shown, day = self._content.dashboard, self._period.frozen_on

        def document() -> Any:
            from povdesk import papers_dashboard

            return papers_dashboard.document(shown, day)

        preview_document(
            self,
            self._desk,
            f"Bảng chỉ tiêu: {self._period.name}",
            document,
            file_name=f"bang-chi-tieu-{self._period.kind}-{self._period.year}",
            note=f"Đúng số liệu chốt ngày {short_date(day)}.",
        )

    def _read(self, connection: Any) -> PeriodContent:
        from povdesk.storage import period_freezing

        assert self._period.id is not None
        return period_freezing.content(connection, self._period.id)

    def _on_read(self, content: PeriodContent) -> None:
        from povdesk.storage import period_freezing

        self._content = content
        frozen = date.fromisoformat(self._period.frozen_at[:10])
        standards = f" Chuẩn áp dụng: {'; '.join(content.standards)}." if content.standards else ""
        self._about.setText(
            f"Số liệu đến ngày {short_date(self._period.as_of)}, chốt ngày {short_date(frozen)}"
            f"{f' bởi {self._period.by}' if self._period.by else ''}. Không đổi theo sổ.{standards}"
        )
        rows = {row.code: row for row in content.dashboard.rows}
        self._view.set_rows(
            [
                _row(figure, rows.get(figure.code))
                for figure in period_freezing.linked_figures(content.dashboard)
            ]
        )
        self._view.choose_first()


def _row(figure: LinkedFigure, row: DashboardRow | None) -> FrozenRow:
    if row is None:
        return FrozenRow(figure.key, figure, "", "", "", "")
    return FrozenRow(
        figure.key,
        figure,
        row.definition.letter,
        goal_text(row.definition, row.figure.target),
        behind_text(row),
        row.figure.status_words,
    )
