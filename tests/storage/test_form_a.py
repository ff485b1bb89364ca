"""The checklist of phiếu A is the officer's list; answers already given keep their meaning."""

import pytest

from povdesk.storage import form_a
from tests.storage.people import make_commune


@pytest.fixture
def database(data_folder):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def put(database, *lines):
    with database.writing() as act:
        form_a.put(act, lines)


def told(database):
    with database.reading() as connection:
        return [(item.code, item.name) for item in form_a.items(connection)]


def test_the_program_ships_no_checklist_because_none_is_known(database):
    assert told(database) == []


def test_lines_are_kept_in_order_without_doubles_and_blanks(database):
    put(database, "Có ô tô", "", "  Có  người hưởng lương ", "Có ô tô")

    assert told(database) == [("A1", "Có ô tô"), ("A2", "Có người hưởng lương")]


def test_a_line_keeps_its_code_when_it_moves_goes_and_comes_back(database):
    put(database, "Có ô tô", "Có máy kéo")
    put(database, "Có máy kéo", "Có nhà tầng")
    assert told(database) == [("A2", "Có máy kéo"), ("A3", "Có nhà tầng")]

    put(database, "Có nhà tầng", "Có ô tô")
    assert told(database) == [("A3", "Có nhà tầng"), ("A1", "Có ô tô")]
