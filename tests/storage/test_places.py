"""Live data lie on a disk inside the computer; one program at a time works with them."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from povdesk import renaming
from povdesk.domain.errors import StorageUnavailable
from povdesk.storage import places, system_disks
from povdesk.storage.folder_lock import FolderLock


@dataclass
class FakeDisks:
    """A computer with the disks a test needs; kinds by root, the longest root that fits counts."""

    kinds: dict[str, str]
    on_a_cable: set[str] = field(default_factory=set)

    def _root(self, path: Path) -> str:
        inside = path.absolute()
        roots = [root for root in self.kinds if inside.is_relative_to(Path(root).absolute())]
        return max(roots, key=len, default="")

    def kind(self, path: Path) -> str:
        return self.kinds.get(self._root(path), "unknown")

    def inside(self, path: Path) -> bool:
        return self._root(path) not in self.on_a_cable

    def roots(self) -> tuple[Path, ...]:
        return tuple(Path(root).absolute() for root in self.kinds)


OFFICE = FakeDisks(
    {"/": "fixed", "/d": "fixed", "/e": "removable", "/ngoài": "fixed", "/mạng": "network"},
    on_a_cable={"/ngoài"},
)


@pytest.mark.parametrize("folder", ["/nhà/Cán bộ/PovDesk/data", "/d/Dữ liệu xã", "/nhà/Đồng bộ xã"])
def test_a_disk_inside_the_computer_is_taken(folder: str) -> None:
    places.refuse_for_live_data(Path(folder), OFFICE)


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("/mạng/chung", "trên mạng"),
        ("\\\\may-chu\\chung", "trên mạng"),
        ("/e/PovDesk", "USB"),
        ("/nhà/OneDrive/Tài liệu", "OneDrive"),
        ("/nhà/OneDrive - UBND xã/Documents", "OneDrive"),
        ("/nhà/Dropbox/x", "Dropbox"),
        ("/g/My Drive/PovDesk", "Google Drive"),
        ("/g/Drive của tôi/PovDesk", "Google Drive"),
        ("/nhà/iCloudDrive/x", "iCloud"),
        ("/nhà/Documents/Zalo Received Files", "Zalo"),
    ],
)
def test_network_stick_and_synchronised_folders_are_refused_with_what_to_do(folder: str, word: str) -> None:
    with pytest.raises(places.RefusedPlace, match=word) as refused:
        places.refuse_for_live_data(Path(folder), OFFICE)
    assert "ổ đĩa trong máy" in refused.value.advice


def test_a_onedrive_of_another_name_is_known_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", "/nhà/Xã Suối Mẫu")
    with pytest.raises(StorageUnavailable, match="OneDrive"):
        places.refuse_for_live_data(Path("/nhà/Xã Suối Mẫu/dữ liệu"), OFFICE)
    # Its neighbour only begins with the same words.
    places.refuse_for_live_data(Path("/nhà/Xã Suối Mẫu cũ/dữ liệu"), OFFICE)


def test_the_second_disk_is_one_inside_the_computer_and_not_the_one_in_use() -> None:
    assert places.second_disk(Path("/nhà/data/povdesk.db"), OFFICE) == Path("/d").absolute()
    assert places.second_disk(Path("/d/data/povdesk.db"), OFFICE) == Path("/").absolute()
    on_a_cable = FakeDisks({"/": "fixed", "/ngoài": "fixed"}, on_a_cable={"/ngoài"})
    assert places.second_disk(Path("/nhà/data/povdesk.db"), on_a_cable) is None


def test_sticks_are_listed_and_are_outside_the_computer() -> None:
    assert places.sticks(OFFICE) == (Path("/e").absolute(),)
    assert places.is_outside(Path("/e/x"), OFFICE) and places.is_outside(Path("/mạng/x"), OFFICE)
    assert not places.is_outside(Path("/d/x"), OFFICE)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_stays_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dữ liệu"
    places.try_writing(folder)
    assert list(folder.iterdir()) == []

    def blocked(*_paths: object) -> None:
        raise PermissionError(13, "Controlled folder access")

    monkeypatch.setattr(os, "replace", blocked)
    with pytest.raises(StorageUnavailable, match="Không ghi được"):
        places.try_writing(folder)
    assert list(folder.iterdir()) == []


def test_a_folder_where_an_antivirus_holds_the_trial_for_a_moment_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, held = os.replace, [PermissionError(13, "held")]

    def replace(source: Path, target: Path) -> None:
        if held:
            raise held.pop()
        given(source, target)

    monkeypatch.setattr(renaming.sys, "platform", "win32")
    monkeypatch.setattr(os, "replace", replace)

    places.try_writing(tmp_path / "dữ liệu")
    assert list((tmp_path / "dữ liệu").iterdir()) == []


def test_this_computer_answers_without_failing(tmp_path: Path) -> None:
    assert system_disks.kind(tmp_path) in set(places.Kind)
    assert isinstance(system_disks.inside(tmp_path), bool)
    assert all(isinstance(root, Path) for root in system_disks.roots())


_HOLD = """
import sys, time
from pathlib import Path
from povdesk.storage.folder_lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.take(), lock.was_cut, flush=True)
if sys.argv[2] == "hold":
    time.sleep(60)
if sys.argv[2] == "end":
    lock.release()
"""


def _start(folder: Path, then: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), then], stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_is_refused_each_time_and_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu"
    holder = _start(folder, "hold")
    assert holder.stdout is not None and holder.stdout.readline().split()[0] == "True"
    begun = time.monotonic()
    for _ in range(100):
        second = FolderLock(folder)
        assert not second.take()
    assert (time.monotonic() - begun) / 100 < 3
    assert "từ" in FolderLock(folder).holder()
    holder.kill()
    holder.communicate()

    after = FolderLock(folder)
    assert after.take() and after.was_cut
    after.release()


def test_a_proper_end_is_not_taken_for_a_cut_and_a_kill_is_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu"
    ended = _start(folder, "end")
    assert ended.communicate()[0].split() == ["True", "False"]
    lock = FolderLock(folder)
    assert lock.take() and not lock.was_cut
    lock.release()
    for _ in range(5):
        killed = _start(folder, "hold")
        assert killed.stdout is not None and killed.stdout.readline().startswith("True")
        killed.kill()
        killed.communicate()
        assert lock.take() and lock.was_cut
        lock.release()
