"""What an import made of every line of the file, as a workbook: coloured rows and an explanation column."""

from collections.abc import Callable, Sequence
from pathlib import Path

from povdesk.domain.importing.verdicts import Rehearsal, RowVerdict, Verdict

from . import workbook
from .sheet import Column, HeadCell, Kind, Line, LineLook, Look, Marked, Sheet, Side

_LOOKS = {
    Verdict.NEW: Look.GOOD,
    Verdict.CHANGED: Look.NOTED,
    Verdict.DOUBTFUL: Look.DOUBTFUL,
    Verdict.REFUSED: Look.WRONG,
    Verdict.IGNORED: Look.QUIET,
}
_COLUMNS = (
    ("Trang tính", Column(14)),
    ("Dòng", Column(7, Kind.PLAIN, side=Side.CENTRE)),
    ("Kết luận", Column(14)),
    ("Họ và tên", Column(24)),
    ("Chủ hộ", Column(24)),
    ("Thôn", Column(14)),
    ("Giải thích", Column(80)),
)


def write(
    path: Path,
    rehearsal: Rehearsal,
    *,
    sample: bool = False,
    progress: workbook.Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """One line for each line of the file, in its order."""
    sheet = Sheet(
        "Kết quả nhập",
        tuple(column for _words, column in _COLUMNS),
        (tuple(HeadCell(words) for words, _column in _COLUMNS),),
        rows(rehearsal.rows),
        (
            Line("Kết quả nhập từ Excel", LineLook.TITLE),
            Line(f"Tệp {rehearsal.file_name}: {rehearsal.summary()}"),
        ),
        tuple(Line(words, LineLook.NOTE) for words in rehearsal.notes),
        sample=sample,
        turned=True,
        filtered=True,
    )
    workbook.write(path, (sheet,), title="Kết quả nhập từ Excel", progress=progress, cancelled=cancelled)


def rows(judged: Sequence[RowVerdict]) -> list[Marked | tuple[str | int, ...]]:
    """Each line with its verdict in the verdict's colour."""
    found: list[Marked | tuple[str | int, ...]] = []
    for one in judged:
        cells = (
            one.sheet,
            one.number,
            one.verdict.label,
            one.name,
            one.household,
            one.hamlet,
            one.explanation,
        )
        look = Look.NOTED if one.verdict is Verdict.NEW and one.has_warning else _LOOKS.get(one.verdict)
        found.append(cells if look is None else Marked(look, cells))
    return found
