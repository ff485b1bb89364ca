"""How wide the columns of a table become: as asked, narrower to fit, but no word broken if avoidable."""

from . import fonts
from .blocks import SMALL, GroupRow, Table, header_cells
from .styles import POINTS_PER_MM, layout
from .text import printable


def column_widths(table: Table, available: float) -> tuple[float, ...]:
    """Widths in points, together at most the available width."""
    wanted = [column.width * POINTS_PER_MM for column in table.columns]
    room = min(available, sum(wanted))
    # One endless word must not starve the other columns: it may take its share, no more.
    shares = [max(width * room / sum(wanted), available / len(wanted)) for width in wanted]
    least = [min(pair) for pair in zip(_widths_of_longest_words(table), shares, strict=True)]
    if sum(least) >= room:
        room = min(available, sum(least))
        return tuple(width * room / sum(least) for width in least)
    fixed: set[int] = set()
    while True:
        free = room - sum(least[place] for place in fixed)
        asked = sum(width for place, width in enumerate(wanted) if place not in fixed)
        scale = free / asked if asked else 0
        narrow = {p for p, width in enumerate(wanted) if p not in fixed and width * scale < least[p] - 0.01}
        if not narrow:
            break
        fixed |= narrow
    return tuple(least[p] if p in fixed else width * scale for p, width in enumerate(wanted))


def _widths_of_longest_words(table: Table) -> list[float]:
    """For each column the width that its longest word needs; the longest by letters stands for all."""
    size = table.font_size or layout().table.size
    bold, regular = fonts.measure(fonts.BOLD, size), fonts.measure(fonts.REGULAR, size)
    widths = [0.0] * len(table.columns)
    for placed in header_cells(table):
        if placed.cell.columns == 1:
            for word in printable(placed.cell.text).split():
                widths[placed.column] = max(widths[placed.column], bold(word))
    longest = [""] * len(table.columns)
    strong = [""] * len(table.columns)
    for row in (*table.rows, *((table.formula,) if table.formula else ())):
        if not isinstance(row, GroupRow):
            _keep_longest(longest, row)
        elif len(row.cells) == len(widths):
            _keep_longest(strong, row.cells)
    for total in table.totals:
        _keep_longest(strong, total)
    padding = 2 * layout().table.padding_side * POINTS_PER_MM + 0.5
    shares = [SMALL if column.small else 1.0 for column in table.columns]
    return [
        max(head, share * regular(printable(word)), share * bold(printable(strong_word))) + padding
        for head, word, strong_word, share in zip(widths, longest, strong, shares, strict=True)
    ]


def _keep_longest(longest: list[str], cells: tuple[str, ...]) -> None:
    for place, text in enumerate(cells):
        if len(text) > len(longest[place]):
            word = max(text.split(), key=len, default="")
            if len(word) > len(longest[place]):
                longest[place] = word
