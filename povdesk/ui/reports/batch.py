"""One paper for every hamlet as one file, behind a cover that says on which page each begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..widgets.pdf_pages import PdfPages, joined
from ..worker import Progress


@dataclass(frozen=True)
class Part:
    """One hamlet's paper. document: None when it cannot be made; reason says why."""

    hamlet: str
    document: Any
    reason: str = ""


def read_parts(
    connection: Any, code: str, answers: dict[str, Any], hamlets: Sequence[tuple[int, str]]
) -> tuple[Part, ...]:
    """Build the paper of each hamlet; what is missing in one does not stop the others.

    NotPossibleNow when none can be made.
    """
    from povdesk.domain.errors import NotPossibleNow

    from .reading import build

    parts = []
    last: NotPossibleNow | None = None
    for hamlet_id, name in hamlets:
        try:
            parts.append(
                Part(name, build(connection, code, {**answers, "hamlet_id": hamlet_id, "household_id": None}))
            )
        except NotPossibleNow as error:
            last = error
            parts.append(Part(name, None, error.message))
    if last is not None and all(part.document is None for part in parts):
        raise last
    return tuple(parts)


def draw(
    parts: Sequence[Part],
    cover: Callable[[Sequence[tuple[str, int, int, str]]], Any],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> bytes:
    """The cover and all papers as one PDF; stops between two papers. cover: rows of hamlet, first page,
    pages, remark."""
    from povdesk.documents import pdf

    drawn: list[tuple[Part, bytes, int]] = []
    for place, part in enumerate(parts):
        if cancelled():
            return b""
        progress(100 * place // (len(parts) + 1), f"Đang dựng {part.hamlet}")
        data = b"" if part.document is None else pdf.drawn(part.document)
        drawn.append((part, data, PdfPages(data).count() if data else 0))
    # The cover's own length moves every page behind it, and depends on nothing but the rows.
    first, length = b"", 1
    for _again in range(2):
        first = pdf.drawn(cover(_rows(drawn, length)))
        length = PdfPages(first).count()
    return joined([first, *(data for _part, data, _pages in drawn if data)])


def _rows(drawn: Sequence[tuple[Part, bytes, int]], length: int) -> list[tuple[str, int, int, str]]:
    rows = []
    page = length + 1
    for part, _data, pages in drawn:
        rows.append((part.hamlet, page if pages else 0, pages, part.reason))
        page += pages
    return rows
