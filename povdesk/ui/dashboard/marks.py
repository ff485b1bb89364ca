"""Paints the small charts of a row: bar or dots with the target, and the line of five years."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from povdesk.domain.dashboard import YearPoint
from povdesk.domain.indicator import Status
from povdesk.domain.marks import Mark

from .. import theme

ZONE = "#C5D0DC"
"""The part of the axis that counts as reached: darker than the track, also in grey."""

_COLOURS = {
    Status.REACHED: theme.BAR_OK,
    Status.ON_TRACK: theme.BAR_COURSE,
    Status.ATTENTION: theme.BAR_ATTENTION,
    Status.LATE: theme.BAR_LATE,
    Status.NOT_REACHED: theme.BAR_ATTENTION,
}


def paint_mark(painter: QPainter, area: QRectF, mark: Mark, status: Status) -> None:
    """One chart in `area`, drawn around its middle line; nothing where there is nothing to say."""
    if mark.is_empty:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QRectF(area.left(), area.center().y() - theme.px(4.5), area.width(), theme.px(9))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(track, theme.color(theme.BAR_TRACK))
    if mark.reached_from is not None and mark.reached_to is not None:
        left, right = _x(track, mark.reached_from), _x(track, mark.reached_to)
        painter.fillRect(QRectF(left, track.top(), right - left, track.height()), theme.color(ZONE))
    colour = _COLOURS.get(status, theme.INK3)
    if mark.is_bar:
        _bar(painter, track, mark, colour, late=status is Status.LATE)
    else:
        _dots_line(painter, track, mark, colour)
    if mark.target is not None:
        _tick(painter, track, _x(track, mark.target))
    if not mark.is_bar:
        _dots(painter, track, mark, colour)
    painter.restore()


def paint_years(painter: QPainter, area: QRectF, years: Sequence[YearPoint]) -> None:
    """The line over the years; it breaks where a year has no number and where the standard changes."""
    known = [point.value for point in years if point.value is not None]
    if not known or len(years) < 2:
        return
    low, high = min(known), max(known)
    box = area.adjusted(theme.px(3), theme.px(6), -theme.px(4), -theme.px(6))
    path = QPainterPath()
    last: QPointF | None = None
    lone: list[QPointF] = []
    drawn = 0
    for place, point in enumerate(years):
        if point.value is None:
            drawn = 0
            continue
        rise = 0.5 if high == low else (point.value - low) / (high - low)
        spot = QPointF(
            box.left() + box.width() * place / (len(years) - 1), box.bottom() - box.height() * rise
        )
        if drawn == 0 or point.breaks:
            path.moveTo(spot)
            lone.append(spot)
            drawn = 1
        else:
            path.lineTo(spot)
            if lone and lone[-1] == last:
                lone.pop()
            drawn += 1
        last = spot
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(theme.INK2), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(theme.INK2))
    for spot in lone:
        painter.drawEllipse(spot, theme.px(1.6), theme.px(1.6))
    if last is not None:
        painter.setBrush(theme.color(theme.INK))
        painter.drawEllipse(last, theme.px(3), theme.px(3))
    painter.restore()


def paint_legend(painter: QPainter, area: QRectF) -> float:
    """What the signs mean, from the right edge to the left; returns the width that it took."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(12))
    metrics = painter.fontMetrics()
    right = area.right()
    middle = area.center().y()
    for words, kind in (("Đầu năm", "diamond"), ("Mục tiêu", "tick"), ("Thực hiện", "actual")):
        width = metrics.horizontalAdvance(words)
        painter.setPen(theme.color(theme.INK2))
        box = QRectF(right - width - 1, area.top(), width + 2, area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        x = right - width - theme.px(11)
        if kind == "diamond":
            _diamond(painter, QPointF(x, middle))
        elif kind == "tick":
            painter.fillRect(QRectF(x - 1, middle - theme.px(7), 2, theme.px(14)), theme.color(theme.INK))
        else:
            painter.fillRect(
                QRectF(x - theme.px(15), middle - theme.px(4), theme.px(9), theme.px(8)),
                theme.color(theme.BAR_COURSE),
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(theme.BAR_COURSE))
            painter.drawEllipse(QPointF(x, middle), theme.px(4.5), theme.px(4.5))
        right = x - theme.px(26 if kind == "tick" else 22)
    painter.restore()
    return area.right() - right


def _x(track: QRectF, place: float) -> float:
    return track.left() + track.width() * place


def _bar(painter: QPainter, track: QRectF, mark: Mark, colour: str, *, late: bool) -> None:
    if mark.actual is None:
        return
    box = QRectF(
        track.left(), track.top() + 1, max(_x(track, mark.actual) - track.left(), 2), track.height() - 2
    )
    if mark.is_forecast:
        painter.setPen(QPen(theme.color(theme.INK2), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color(theme.SURFACE))
        painter.drawRect(box)
        return
    if not late:
        painter.fillRect(box, theme.color(colour))
        return
    painter.save()
    painter.fillRect(box, theme.color(theme.SURFACE))
    painter.setClipRect(box)
    painter.setPen(QPen(theme.color(colour), 2))
    step, x = theme.px(5), box.left() - box.height()
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += step
    painter.restore()
    painter.setPen(QPen(theme.color(colour), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _dots_line(painter: QPainter, track: QRectF, mark: Mark, colour: str) -> None:
    if mark.actual is None or mark.start is None:
        return
    middle = track.center().y()
    painter.setPen(QPen(theme.color(colour), 3))
    painter.drawLine(QLineF(_x(track, mark.start), middle, _x(track, mark.actual), middle))


def _dots(painter: QPainter, track: QRectF, mark: Mark, colour: str) -> None:
    middle = track.center().y()
    if mark.start is not None:
        _diamond(painter, QPointF(_x(track, mark.start), middle))
    if mark.actual is None:
        return
    spot = QPointF(_x(track, mark.actual), middle)
    radius = theme.px(5)
    if mark.is_forecast:
        painter.setPen(QPen(theme.color(theme.INK2), 1.6))
        painter.setBrush(theme.color(theme.SURFACE))
    else:
        painter.setPen(QPen(theme.color(theme.SURFACE), 1.2))
        painter.setBrush(theme.color(colour))
    painter.drawEllipse(spot, radius, radius)


def _diamond(painter: QPainter, middle: QPointF) -> None:
    size = theme.px(4.5)
    painter.setPen(QPen(theme.color(theme.INK), 1.2))
    painter.setBrush(theme.color(theme.SURFACE))
    corners = ((0, -size), (size, 0), (0, size), (-size, 0))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))


def _tick(painter: QPainter, track: QRectF, x: float) -> None:
    """Black with a white halo, so that it stands on every ground."""
    top, height = track.top() - theme.px(3), track.height() + theme.px(6)
    painter.fillRect(QRectF(x - 2, top, 4, height), theme.color(theme.SURFACE))
    painter.fillRect(QRectF(x - 1, top, 2, height), theme.color(theme.INK))
