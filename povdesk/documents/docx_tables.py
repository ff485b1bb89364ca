"""Bordered tables as Word XML, written directly: python-docx takes seconds for long ones."""

from .blocks import SMALL, Align, GroupRow, Table, header_cells
from .column_widths import column_widths
from .docx_styles import half_points, twips
from .docx_text import run
from .styles import POINTS_PER_MM, layout

_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def table(block: Table, available_width: float, *, kept_rows: int = 0) -> str:
    """The table with a head that repeats; the last kept_rows stay with what follows."""
    return _Writer(block, column_widths(block, available_width)).table(kept_rows)


class _Writer:
    """The widths and sizes of one table."""

    def __init__(self, block: Table, widths: tuple[float, ...]) -> None:
        self._block = block
        self._widths = widths
        size = block.font_size or layout().table.size
        self._size = None if size == layout().table.size else size
        self._small = [size * SMALL if column.small else None for column in block.columns]

    def table(self, kept_rows: int) -> str:
        sizes = layout().table
        side, over = twips(sizes.padding_side * POINTS_PER_MM), twips(sizes.padding_over * POINTS_PER_MM)
        thickness = round(sizes.rule_width * 8)
        borders = "".join(
            f'<w:{edge} w:val="single" w:sz="{thickness}" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(self._widths))}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:top w:w="{over}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
            f'<w:bottom w:w="{over}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{self._head()}{self._rows(kept_rows)}</w:tbl>"
        )

    def _head(self) -> str:
        placed = header_cells(self._block)
        written = ""
        for row in range(len(self._block.header)):
            cells = ""
            # A cell over several rows goes on as empty merged cells below.
            for place in sorted(placed, key=lambda cell: cell.column):
                if not place.row <= row < place.row + place.cell.rows:
                    continue
                width = sum(self._widths[place.column : place.column + place.cell.columns])
                merge = ""
                if place.cell.rows > 1:
                    merge = '<w:vMerge w:val="restart"/>' if row == place.row else "<w:vMerge/>"
                text = place.cell.text if row == place.row else ""
                cells += self._cell(
                    text, width, Align.CENTRE, place.cell.columns, merge, bold=True, keep=True
                )
            written += f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
        if self._block.formula:
            aligns = [Align.CENTRE] * len(self._widths)
            written += self._row(self._block.formula, aligns, properties="<w:tblHeader/>", keep=True)
        return written

    def _rows(self, kept_rows: int) -> str:
        aligns = [column.align for column in self._block.columns]
        total = len(self._block.rows) + len(self._block.totals)
        written = []
        for place, row in enumerate((*self._block.rows, *(GroupRow(cells) for cells in self._block.totals))):
            keep = place >= total - kept_rows or (isinstance(row, GroupRow) and place < len(self._block.rows))
            if not isinstance(row, GroupRow):
                written.append(self._row(row, aligns, keep=keep))
            elif len(row.cells) == len(self._widths):
                written.append(self._row(row.cells, aligns, bold=True, keep=keep))
            else:
                width, columns = sum(self._widths), len(self._widths)
                cell = self._cell(row.cells[0], width, Align.LEFT, columns, bold=True, keep=True)
                written.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>")
        return "".join(written)

    def _row(
        self,
        cells: tuple[str, ...],
        aligns: list[Align],
        *,
        bold: bool = False,
        keep: bool = False,
        properties: str = "",
    ) -> str:
        least = self._block.row_height
        height = f'<w:trHeight w:val="{twips(least * POINTS_PER_MM)}"/>' if least and not properties else ""
        written = "".join(
            self._cell(text, width, align, bold=bold, keep=keep, size=size)
            for text, width, align, size in zip(cells, self._widths, aligns, self._small, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{height}{properties}</w:trPr>{written}</w:tr>"

    def _cell(
        self,
        text: str,
        width: float,
        align: Align,
        columns: int = 1,
        merge: str = "",
        *,
        bold: bool = False,
        keep: bool = False,
        size: float | None = None,
    ) -> str:
        size = size or self._size
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        middle = '<w:vAlign w:val="center"/>' if merge or columns > 1 or self._block.row_height else ""
        mark = f'<w:rPr><w:sz w:val="{half_points(size)}"/></w:rPr>' if size else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merge}{middle}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{"<w:keepNext/>" if keep else ""}'
            f'<w:jc w:val="{_ALIGN[align]}"/>{mark}</w:pPr>{run(text, bold, size=size)}</w:p></w:tc>'
        )
