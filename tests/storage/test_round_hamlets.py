"""Papers of a round count each household in its own hamlet, whatever the hamlet is called."""

from pathlib import Path

import pytest

from povdesk.storage import round_office
from povdesk.storage.tables import hamlet
from tests.storage import result_commune as commune


@pytest.mark.parametrize(
    "names",
    [
        ("Trà Xanh", "Trà Hoa"),
        ("Bản Luốc", "Trà Hoa"),
        ("Bản Luốc", "Luốc"),
        ("1", "Bản 1"),
        ("Thôn Trà Xanh", "Trà Hoa"),
    ],
)
def test_a_hamlet_whose_name_begins_like_a_kind_keeps_its_households(
    data_folder: Path, names: tuple[str, str]
) -> None:
    """Three poor households in the first hamlet, two in the second."""
    database = commune.make(data_folder / "povdesk.db")
    with database.writing() as act:
        act.describe("Thử")
        for key, name in enumerate(names, start=1):
            act.update(hamlet, key, {"name": name})
        for number in range(5):
            commune.add(act, number, 3, commune.POOR, commune.POOR)

    with database.reading() as connection:
        found = round_office.result(connection, 1, "D15")
        posted = [round_office.posting_end(connection, 1, key).counts[0] for key in (1, 2)]

    assert [(one.hamlet, one.households[0]) for one in found.hamlets] == [(names[0], 3), (names[1], 2)]
    assert posted == [("hộ nghèo", 3), ("hộ nghèo", 2)]
    database.close()


def test_a_list_that_was_closed_under_the_name_with_its_kind_still_finds_its_hamlet(
    data_folder: Path,
) -> None:
    """The list is frozen with "Thôn Trà Xanh"; since then the office has put the kind apart from the name."""
    database = commune.make(data_folder / "povdesk.db")
    with database.writing() as act:
        act.describe("Thử")
        act.update(hamlet, 1, {"name": "Thôn Trà Xanh"})
        for number in range(5):
            commune.add(act, number, 3, commune.POOR, commune.POOR)
    commune.recognise(database)
    with database.writing() as act:
        act.describe("Thử")
        act.update(hamlet, 1, {"name": "Trà Xanh"})

    with database.reading() as connection:
        found = round_office.result(connection, 1, "D15")
        posted = round_office.posting_end(connection, 1, 1).counts[0]

    assert [(one.hamlet, one.households[0]) for one in found.hamlets] == [("Trà Xanh", 3), ("Trà Hoa", 2)]
    assert posted == ("hộ nghèo", 3)
    database.close()
