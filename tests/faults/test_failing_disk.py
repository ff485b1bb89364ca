"""The disk fails or fills up at any call, or the program is killed at it: a sentence, and whole data."""

import pytest

from . import sweeps

STRIDES = {"save": 2, "create": 60, "backup": 60, "restore": 140, "migrate": 150, "paper": 1, "workbook": 1}


@pytest.mark.parametrize("job", STRIDES)
def test_a_failing_call_is_told_in_a_sentence_and_promises_nothing_false(job: str) -> None:
    found = sweeps.failing_disk(job, STRIDES[job])

    assert not found.wrong, found.wrong[:5]
    assert found.untouched == 2 * len(sweeps.FAULTS)
    assert found.said["refused"] >= 8


@pytest.mark.parametrize("job", STRIDES)
def test_killed_at_any_touch_of_the_disk_everything_is_old_or_everything_is_new(job: str) -> None:
    found = sweeps.killed(job, max(1, STRIDES[job] // 6))

    assert not found.wrong, found.wrong[:5]
    assert found.untouched == 1
    assert found.said["uncaught"] == found.said["refused"] == 0
