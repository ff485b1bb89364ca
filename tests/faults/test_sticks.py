"""Sticks and disks that are full, locked, refuse long files or are pulled out: never a false promise."""

import pytest

from . import sticks


def test_a_disk_with_any_room_left_gets_all_of_it_or_nothing() -> None:
    found = sticks.full(levels=16)

    assert not found.wrong
    assert found.tries == 80
    assert found.said["done"] >= 5
    assert found.tries - found.said["done"] >= 15


def test_a_write_protected_stick_or_disk_is_named_as_such() -> None:
    found = sticks.locked()

    assert not found.wrong
    assert found.said["done"] == 0
    assert any("chống ghi" in said for said in found.said)


def test_a_disk_that_takes_no_long_file_keeps_what_it_has() -> None:
    found = sticks.size_limit()

    assert not found.wrong
    assert found.tries - found.said["done"] >= 12


@pytest.mark.parametrize("kind", sticks.KINDS)
def test_a_stick_pulled_while_it_is_written_harms_no_older_copy(kind: str) -> None:
    found = sticks.pulled(kind, 5)

    assert not found.wrong
    assert found.tries == 5
    assert found.longest < sticks.COMES_BACK_WITHIN
