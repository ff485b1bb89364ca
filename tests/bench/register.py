"""Reading the register: the list of all households and the search over all people."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.bench import demo
from tests.bench.timing import Figure, round_robin, timed

YEAR, AS_OF = 2024, date(2024, 12, 31)
QUERIES = ("ho van dao", "dinh", "do", "thi anh")


def figures(rounds: int) -> Iterator[Figure]:
    """Against plain sqlite3 on the same file; searches against one scan of the folded names."""
    for households, promised in ((5_000, 20), (50_000, 50)):
        yield from _figures(households, promised, rounds)


def _figures(households: int, promised: float, rounds: int) -> Iterator[Figure]:
    from povdesk import paths
    from povdesk.domain.vietnamese import fold
    from povdesk.storage import household_list, search
    from povdesk.storage import rounds as review_rounds
    from povdesk.storage.database import open_database

    path = demo.commune(households) / paths.DATABASE_NAME
    database = open_database(path)
    plain = sqlite3.connect(path)
    shown = f"{households:,}"
    with database.reading() as connection:
        this = review_rounds.current(connection, YEAR)
        asked = household_list.parameters(YEAR, AS_OF, this.id if this else 0)
        contenders: dict[str, Callable[[], Any]] = {
            "fetchall": lambda: plain.execute(household_list.STATEMENT, asked).fetchall(),
            "list": lambda: household_list.rows(connection, YEAR, AS_OF),
        }
        for query in QUERIES:
            contenders[f"scan {query}"] = _scan(plain, fold(query))
            contenders[f"find {query}"] = _find(search.find, connection, query)
        result = round_robin({name: timed(work) for name, work in contenders.items()}, rounds)
    plain.close()
    database.close()
    yield result.figure(f"read the list of {shown} households", "list", to="fetchall", limit=2)
    slowest = max(QUERIES, key=lambda query: result.median(f"find {query}"))
    yield result.milliseconds(f"search people of {shown} households", f"find {slowest}", limit=promised)
    yield result.figure(
        f"search people of {shown} households", f"find {slowest}", to=f"scan {slowest}", limit=None
    )


def _scan(plain: sqlite3.Connection, folded: str) -> Callable[[], Any]:
    """Every person's folded name, looked at once."""
    return lambda: plain.execute(
        "SELECT id, full_name FROM person WHERE search_key LIKE ?", (f"%{folded}%",)
    ).fetchall()


def _find(find: Callable[..., Any], connection: Any, query: str) -> Callable[[], Any]:
    return lambda: find(connection, query)
