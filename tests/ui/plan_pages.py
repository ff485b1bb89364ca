"""A plan page over a small invented commune, in a window, with everything read and drawn."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QStackedWidget

from povdesk.storage import demo, plans
from povdesk.storage.database import Database, open_database
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.plan.page import PlanPage, create
from povdesk.ui.worker import Worker

YEAR = 2024


@pytest.fixture(scope="session")
def small_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; every test works on a copy."""
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    demo.create(path, households=80).close()
    return path


@pytest.fixture
def database(small_commune: Path, data_folder: Path):  # type: ignore[no-untyped-def]
    path = data_folder / "povdesk.db"
    shutil.copy(small_commune, path)
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database, data_folder: Path, qapp):  # type: ignore[no-untyped-def]
    worker = Worker(database)
    opened: list[tuple[str, dict[str, Any]]] = []
    made = Desk(worker, Habits(data_folder), data_folder, is_sample=True)
    made.open = lambda key, **target: opened.append((key, target))  # type: ignore[method-assign]
    made.opened = opened  # type: ignore[attr-defined]
    yield made
    worker.close()


@pytest.fixture
def shown(qtbot, desk):  # type: ignore[no-untyped-def]
    """A page that was read and drawn, in a window that may be smaller than the page would like."""
    window = QStackedWidget()
    qtbot.addWidget(window)
    page = create(desk)
    window.addWidget(page)
    window.resize(1314, 640)
    window.show()
    qtbot.waitUntil(lambda: page.state() is not None)
    settled(qtbot, page)
    yield page
    window.close()


def settled(qtbot, page: PlanPage) -> None:  # type: ignore[no-untyped-def]
    """Wait until everything asked for has been written, read and drawn."""
    quiet = []

    def is_quiet() -> bool:
        busy = page.desk.worker.is_busy() or page.layout_of().paper.is_waiting()
        quiet[:] = [] if busy else [*quiet, True]
        return len(quiet) > 3

    qtbot.waitUntil(is_quiet, timeout=20_000)


def plan_in(database: Database, year: int = YEAR):  # type: ignore[no-untyped-def]
    """The year's plan as it is kept."""
    with database.reading() as connection:
        key = plans.find(connection, year)
        assert key is not None
        return plans.load(connection, key)


def paper_text(page: PlanPage) -> str:
    """All words on the pages in the preview, as one line."""
    import pypdfium2

    pages = page.layout_of().paper.view().pages()
    assert pages is not None
    document = pypdfium2.PdfDocument(pages.data)
    words = " ".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    return " ".join(words.split())
