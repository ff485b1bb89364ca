"""How high a row must be for its wrapped words; not every program works that out when it opens a file."""

from collections.abc import Sequence

from .sheet import HeadCell, Line, LineLook, Sheet

_LINE = 15.0
"""Points of one line at size 11."""
_TITLE_LINE = 19.0
_LETTERS = 1.08
"""A cell is measured in zeros; words take a little less."""
_BOLD = 1.2
"""How much wider bold letters are; capitals more, but titles are few."""


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a cell so many letters wide, broken between words as Excel does."""
    width *= _LETTERS
    if len(text) <= width and "\n" not in text:
        return 1
    count = 0
    for part in text.split("\n"):
        count += 1
        used = 0.0
        for word in part.split(" "):
            size = len(word)
            if used and used + size > width:
                count += 1
                used = 0.0
            if size > width:
                count += int((size - 1) // width)
                size = int(size % width)
            used += size + 1
    return count


def of_lines(count: int) -> float:
    """Points of a row with so many lines."""
    return count * _LINE + 1


def over_table(line: Line, sheet: Sheet) -> float:
    """Points of a line across the whole table."""
    width = max(sum(column.width for column in sheet.columns), 1)
    if line.look is LineLook.TITLE:
        return lines_needed(line.text, width / 1.5) * _TITLE_LINE
    return lines_needed(line.text, width / 1.05) * _LINE + 1


def of_head(sheet: Sheet) -> list[float]:
    """Points of each row of the head; a cell over several rows makes the last of them higher."""
    needed = [1] * len(sheet.head)
    tall: list[tuple[int, int, int]] = []
    for row, place, cell in placed(sheet.head):
        width = sum(column.width for column in sheet.columns[place : place + cell.columns]) / _BOLD
        lines = lines_needed(cell.text, width)
        if cell.rows == 1:
            needed[row] = max(needed[row], lines)
        else:
            tall.append((row, cell.rows, lines))
    for row, rows, lines in tall:
        missing = lines - sum(needed[row : row + rows])
        if missing > 0:
            needed[row + rows - 1] += missing
    return [of_lines(count) for count in needed]


def placed(head: Sequence[Sequence[HeadCell]]) -> list[tuple[int, int, HeadCell]]:
    """The head's cells with row and column, counted from 0 inside the table."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(head):
        place = 0
        for cell in cells:
            while (row, place) in taken:
                place += 1
            found.append((row, place, cell))
            taken |= {(row + y, place + x) for y in range(cell.rows) for x in range(cell.columns)}
            place += cell.columns
    return found
