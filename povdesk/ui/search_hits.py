"""The lines of the search box: who or what was found, in which group, and where Enter leads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from povdesk import paths
from povdesk.domain import vietnamese

from .commands import COMMANDS
from .desk import Desk
from .navigation import PageEntry

if TYPE_CHECKING:
    from .main_window import MainWindow


@dataclass(frozen=True)
class Hit:
    """One line: its group, words, a remark after them, a key at the right.

    household_id, person_id: whom the keys of the counter are about; None for other lines.
    """

    group: str
    title: str
    remark: str
    icon: str
    go: Callable[[], object]
    key: str = ""
    household_id: int | None = None
    person_id: int | None = None

    @property
    def identity(self) -> tuple[Any, ...]:
        """Two lines that lead to the same thing are one."""
        return self.group, self.title, self.household_id, self.person_id


@dataclass(frozen=True)
class Found:
    """What the database knows for the words typed."""

    people: Sequence[Any] = ()
    papers: Sequence[Any] = ()


def find(connection: Any, typed: str, at_most: int) -> Found:
    """Runs on the worker."""
    from povdesk.storage import search, search_papers

    return Found(search.find(connection, typed, at_most), search_papers.find(connection, typed, at_most))


def recent(connection: Any, at_most: int) -> Sequence[Any]:
    """Runs on the worker: households worked on last."""
    from povdesk.storage import search

    return search.recent_households(connection, at_most)


def of_people(rows: Iterable[Any], desk: Desk) -> list[Hit]:
    return [_of_person(row, desk) for row in rows]


def of_papers(rows: Iterable[Any], desk: Desk, entries: Iterable[PageEntry]) -> list[Hit]:
    """Papers and indicators whose page is there."""
    there = {entry.key for entry in entries}
    hits = []
    for row in rows:
        if row.kind == "plan":
            place, target = "plan", {"year": int(row.code)}
        elif row.kind == "issued":
            place, target = "requests", {"tab": "issued", "paper_id": int(row.code)}
        else:
            place = "indicators" if "indicators" in there else "plan"
            target = {"indicator": row.code}
        if place in there:
            group, icon = (
                ("Chỉ tiêu", "target-arrow") if row.kind == "indicator" else ("Văn bản", "document-text")
            )
            hits.append(Hit(group, row.title, row.remark, icon, _opening(desk, place, target)))
    return hits


def of_places(words: Sequence[str], entries: Sequence[PageEntry], desk: Desk) -> list[Hit]:
    """Places of the navigation."""
    hits = []
    lines = [entry for entry in entries if entry.group]
    for number, entry in enumerate(lines, start=1):
        if vietnamese.matches(words, vietnamese.fold(entry.title)):
            key = f"Ctrl+{number}" if number <= 9 else ""
            hits.append(Hit("Mục", entry.title, "", entry.icon, _opening(desk, entry.key, {}), key))
    return hits


def of_commands(
    words: Sequence[str], entries: Iterable[PageEntry], desk: Desk, window: "MainWindow"
) -> list[Hit]:
    """Commands whose page is there."""
    there = {entry.key for entry in entries}
    return [
        Hit("Lệnh", one.title, "", one.icon, _running(one.run, window, desk), one.key)
        for one in COMMANDS
        if (not one.place or one.place in there) and vietnamese.matches(words, vietnamese.fold(one.title))
    ]


def best_first(words: Sequence[str], hits: Iterable[Hit]) -> list[Hit]:
    """Titles that have the words typed, then those with words that begin so, then those with them inside."""
    return sorted(hits, key=lambda hit: _distance(words, vietnamese.fold(hit.title)))


def _distance(words: Sequence[str], title: str) -> int:
    parts = title.replace(",", " ").replace(":", " ").split()
    return sum(
        0 if word in parts else 1 if any(part.startswith(word) for part in parts) else 2 for word in words
    )


def of_help(words: Sequence[str], window: Any) -> list[Hit]:
    """Topics of the offline help."""
    from .help import show_help

    hits = []
    for file in sorted((paths.RESOURCES / "help").glob("*.md")):
        with file.open(encoding="utf-8") as text:
            title = text.readline().lstrip("# ").strip()
        if vietnamese.matches(words, vietnamese.fold(title)):
            topic = file.stem
            hits.append(
                Hit("Trợ giúp", title, "", "question-circle", lambda topic=topic: show_help(window, topic))
            )
    return hits


def _of_person(row: Any, desk: Desk) -> Hit:
    is_household = row.person_id is None or row.is_head
    born = f"sinh {row.birth_year}, " if row.birth_year else ""
    return Hit(
        "Hộ" if is_household else "Người",
        row.title,
        f"{born}{row.place}",
        "home-person" if is_household else "person",
        _opening(desk, "household", {"household_id": row.household_id}),
        household_id=row.household_id,
        person_id=row.person_id,
    )


def _opening(desk: Desk, place: str, target: dict[str, Any]) -> Callable[[], object]:
    return lambda: desk.open(place, **target)


def _running(run: Callable[[Any, Desk], Any], window: Any, desk: Desk) -> Callable[[], object]:
    return lambda: run(window, desk)
