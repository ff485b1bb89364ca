"""The invented commune and all its papers, made once for the tests that walk the whole catalogue."""

from collections.abc import Iterator

import pytest

from povdesk.storage.database import Database
from tests.documents import catalogue


@pytest.fixture(scope="session")
def sample_commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The invented commune with something behind every kind of paper; to be read only."""
    database = catalogue.make_commune(tmp_path_factory.mktemp("Xã mẫu"))
    yield database
    database.close()


@pytest.fixture(scope="session")
def printed(
    sample_commune: Database, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, catalogue.Printed]:
    """Every paper of the catalogue in both files, by the name of its case."""
    return catalogue.print_all(sample_commune, tmp_path_factory.mktemp("Văn bản"))
