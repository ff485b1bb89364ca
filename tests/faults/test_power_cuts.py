"""A power cut at any moment loses no acknowledged save, copy, restore, upgrade or paper (simulated disks)."""

import pytest

from . import cut_jobs, cut_saves


@pytest.mark.parametrize("windows", [False, True], ids=["names by folder", "names as on Windows"])
def test_no_acknowledged_save_is_lost_damaged_or_half_there(windows: bool) -> None:
    found = cut_saves.run(saves=5, each=13, windows=windows)

    assert found.clean, found
    assert found.states > 5_000


@pytest.mark.parametrize(
    ("settings", "harm"),
    [
        ({"synchronous": 0, "journal_mode": "delete"}, "corrupt"),
        ({"journal_mode": "delete"}, "lost"),
        ({"synchronous": 1}, "lost"),
    ],
    ids=["no flushing", "journal deleted", "flushing less"],
)
def test_the_simulated_cuts_do_harm_a_database_with_weaker_settings(
    settings: dict[str, object], harm: str
) -> None:
    """The control: a proof that nothing can fail proves nothing."""
    found = cut_saves.run(saves=2, each=5, settings=settings)

    assert getattr(found, harm) > 0, found


@pytest.mark.parametrize("windows", [False, True], ids=["names by folder", "names as on Windows"])
@pytest.mark.parametrize("job", ["create", "backup", "restore", "migrate", "paper", "workbook"])
def test_what_was_promised_is_there_and_nothing_is_half_done(job: str, windows: bool) -> None:
    found = cut_jobs.run(job, each=3, windows=windows, every=20)

    assert not found.wrong, found
    assert found.states > 10
