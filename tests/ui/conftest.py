"""What the tests of whole pages share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.people import make_commune, open_year

if TYPE_CHECKING:
    from .form_driver import Driver


@pytest.fixture(autouse=True)
def bars_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "Hoàn tác" stands for ten seconds; a busy machine may need longer to get there and press it."""
    from povdesk.ui import messages

    monkeypatch.setattr(messages, "TOAST_SECONDS", 600)


@pytest.fixture
def form_commune(data_folder: Path) -> Iterator[object]:
    """A small commune with the round of 2024 open, for tests of the household form."""
    opened = make_commune(data_folder)
    open_year(opened)
    yield opened
    opened.close()


@pytest.fixture
def make_driver(qtbot, form_commune, data_folder) -> Iterator["Callable[..., Driver]"]:  # type: ignore[no-untyped-def]
    """Makes windows with the household form over that commune."""
    from .form_driver import Driver

    made = []

    def make(**size: int) -> Driver:
        made.append(Driver(qtbot, form_commune, data_folder, **size))
        return made[-1]

    yield make
    for driver in made:
        driver.close()
