"""From a number to its people as of its day, and on to who entered or left since; one way for all places."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from povdesk.domain.indicator import Part
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..indicators.subjects_dialog import PART_WORDS, Behind, Printed, SubjectsDialog
from .moves_dialog import Compared, MovesDialog

if TYPE_CHECKING:
    from povdesk.storage.indicators import Subject
    from povdesk.storage.number_sources import Opened
    from povdesk.storage.period_compare import Moves

Read = Callable[[Any], Mapping[Part, "Sequence[Subject]"]]

_ONE_LIST = {**PART_WORDS, Part.REACHED: "Được tính"}
_OF_CUT = {**PART_WORDS, Part.REACHED: "Giảm", Part.NOT_REACHED: "Tăng"}
NET_CUTS = ("IND-03",)


def open_figure(
    desk: Desk,
    parent: QWidget,
    figure: LinkedFigure,
    read: Read,
    printed: Printed,
    *,
    frozen_at: str = "",
) -> SubjectsDialog:
    """The people behind a number. read: kept lists or the register's. frozen_at: since when they are kept."""
    title = figure.words

    def named(connection: Any) -> "Mapping[str, Sequence[Subject]]":
        lists = read(connection)
        words = _OF_CUT if figure.code in NET_CUTS else PART_WORDS
        if Part.NOT_REACHED not in lists and figure.part is Part.REACHED:
            words = _ONE_LIST
        return {words[part]: rows for part, rows in lists.items()}

    def compare(over: QWidget) -> MovesDialog:
        return open_moves(desk, over, figure, read, printed, frozen_at=frozen_at)

    kept = f", giữ từ ngày {short_date(date.fromisoformat(frozen_at[:10]))}" if frozen_at else ""
    where = f", {figure.hamlet}" if figure.hamlet else ""
    dialog = SubjectsDialog(
        desk,
        Behind(
            title,
            title,
            f"{figure.value} – tính đến ngày {short_date(figure.day)}{where}",
            named,
            figure.day,
            first="Chưa đạt" if figure.part is Part.NOT_REACHED else "",
            empty=figure.source or "Số này không có danh sách trong sổ.",
            more="" if figure.source else "Số kế hoạch, số tiền và tên gọi không đếm từ danh sách.",
            where=figure.hamlet,
            origin=f"Danh sách như của ngày {short_date(figure.day)}{kept}.",
            compare=compare,
        ),
        printed,
        parent,
    )
    _leave_with(dialog, parent)
    dialog.open()
    return dialog


def open_live(desk: Desk, parent: QWidget, figure: LinkedFigure) -> None:
    """The same for a number of a paper that is not issued: its people are read from the register."""

    def read(connection: Any) -> tuple[tuple[str, str], str]:
        from povdesk.storage import number_sources

        return _heading(connection), number_sources.frozen_at(connection, figure)

    def ready(found: tuple[tuple[str, str], str]) -> None:
        heading, since = found
        printed = Printed(*heading, date.today())
        open_figure(desk, parent, figure, read_live(figure), printed, frozen_at=since)

    desk.worker.read(parent, read, ready)


def open_in_plan(desk: Desk, parent: QWidget, figure: LinkedFigure, plan_id: int, *, is_issued: bool) -> None:
    """A number of a plan: as it was kept when the plan was issued, else as the register has it."""

    def read(connection: Any) -> "tuple[tuple[str, str], Opened | None]":
        from povdesk.storage import number_sources

        return _heading(connection), number_sources.of_plan(connection, plan_id) if is_issued else None

    def ready(found: "tuple[tuple[str, str], Opened | None]") -> None:
        heading, kept = found
        printed = Printed(*heading, date.today())
        if kept is None or figure.key not in {one.key for one in kept.figures}:
            open_figure(desk, parent, figure, read_live(figure), printed)
            return
        lists = kept.lists.get(figure.key, {})
        open_figure(desk, parent, figure, lambda _connection: lists, printed, frozen_at=kept.issued_at)

    desk.worker.read(parent, read, ready)


def read_live(figure: LinkedFigure) -> Read:
    """The people of a number as the register has them for its day."""

    def read(connection: Any) -> "Mapping[Part, Sequence[Subject]]":
        from povdesk.storage import number_sources

        return number_sources.lists_of(connection, figure)

    return read


def open_moves(
    desk: Desk,
    parent: QWidget,
    figure: LinkedFigure,
    read: Read,
    printed: Printed,
    *,
    frozen_at: str = "",
) -> MovesDialog:
    """Who entered and who left since the number's day."""
    today = date.today()

    def moves(connection: Any) -> "Moves":
        from povdesk.storage import dashboard, households, number_sources, period_compare
        from povdesk.storage.period_reasons import Moment

        now = dashboard.last_day(
            households.working_day(connection, today).year, households.working_day(connection, today)
        )
        later = number_sources.at_day(figure, now)
        return period_compare.moves_between(
            connection,
            figure.code,
            {part: tuple(rows) for part, rows in read(connection).items()},
            number_sources.lists_of(connection, later),
            Moment(figure.year, figure.day, frozen_at),
            Moment(later.year, later.day),
        )

    days = f"Từ ngày {short_date(figure.day)} đến nay"
    dialog = MovesDialog(desk, Compared(figure.words, days, moves), printed, parent)
    _leave_with(dialog, parent)
    dialog.open()
    return dialog


def _leave_with(dialog: QDialog, parent: QWidget) -> None:
    """Going to a household closes the dialogs below too; otherwise they stay."""
    below = parent.window()
    if isinstance(below, QDialog):
        dialog.accepted.connect(below.accept)


def _heading(connection: Any) -> tuple[str, str]:
    from povdesk.storage import office

    return office.heading(connection, date.today())
