"""The other promises proven by many tries: altered copies, two programs, history, printing, the window."""

import json
from pathlib import Path

from . import flips, printing, tampering, window_run
from .tools import run_module


def test_no_altered_copy_is_taken_and_the_live_data_keep_every_byte(tmp_path: Path) -> None:
    found = json.loads(run_module("hostile", tmp_path, 80, 1)[-1])

    assert (found["accepted"], found["crashed"], found["live_changed"]) == (0, 0, 0), found
    assert found["files"] >= 60
    assert found["slowest"] <= 10
    assert found["megabytes"] <= 300


def test_flipped_cut_and_lengthened_files_are_all_found() -> None:
    for words, tried, missed in flips.every_kind(step=9_973, share=0.1):
        assert missed == 0, words
        assert tried > 50, words


def test_a_second_program_is_refused_and_a_killed_one_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    found = json.loads(run_module("two_programs", tmp_path, 100)[-1])

    assert (found["refused"], found["after_kill"], found["said_cut"]) == (100, 100, 100)
    assert found["longest"] <= 3


def test_a_history_altered_in_the_raw_file_is_found() -> None:
    found = tampering.run(50)

    assert (found.tried, found.missed) == (50, 0)
    assert found.found_by_anchor > 0


def test_generated_strings_print_letter_for_letter_and_open_no_file() -> None:
    found = printing.run(500)

    assert not found.wrong


def test_a_whole_run_of_the_window_opens_no_internet_socket_and_leaves_nobody_named() -> None:
    found = window_run.run(traced=False)

    assert found.places >= 20
    assert found.traced > 0
    assert not found.internet
    assert not found.named
    assert not found.left
