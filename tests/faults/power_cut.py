"""What may be on a disk after a power cut, rebuilt from a log of what the program asked of it.

The disk keeps what was flushed. Of what was not, any part may be there: each write or change of size for
itself, torn at sectors of 512 bytes. Names (new, renamed, removed) survive in order, up to any point.
It is a model: the disk is believed when it says that it has flushed.
"""

import os
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cQQII")


@dataclass(frozen=True)
class Step:
    """One thing asked of the disk. kind: C(reated), W(ritten), T(runcated), S(ynced), D(irectory synced),
    R(enamed), U(nlinked), K (folder made), M(arked by the program).
    """

    kind: str
    inode: int = 0
    at: int = 0
    data: bytes = b""
    path: str = ""
    to: str = ""


def steps_of(log: Path) -> list[Step]:
    """The log of the shim, in order."""
    raw, place, found = log.read_bytes(), 0, []
    while place < len(raw):
        kind_byte, inode, at, one, two = _HEAD.unpack_from(raw, place)
        place += _HEAD.size
        first, second = raw[place : place + one], raw[place + one : place + one + two]
        place += one + two
        kind = kind_byte.decode()
        if kind == "W":
            found.append(Step(kind, inode, at, first))
        else:
            found.append(Step(kind, inode, at, path=os.fsdecode(first), to=os.fsdecode(second)))
    return found


@dataclass
class _File:
    kept: bytearray
    waiting: list[Step] = field(default_factory=list)


@dataclass
class State:
    """One disk after a cut. files: path to content; the same key means the same disk."""

    key: tuple[object, ...]
    marks: int
    files: dict[str, bytes]


class Machine:
    """Follows the steps and cuts the power wherever it is told.

    windows: a folder cannot be flushed there; flushing a file makes the names up to its own durable.
    """

    def __init__(self, start: Path, *, windows: bool = False) -> None:
        self._windows = windows
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._names_now: dict[str, int] = {}
        self._waiting_names: list[Step] = []
        self._version = 0
        self._serial: dict[int, int] = {}
        self.marks = 0
        for path in sorted(start.rglob("*")):
            if path.is_file():
                inode = path.stat().st_ino
                self._serial[inode] = inode
                self._files[inode] = _File(bytearray(path.read_bytes()))
                self._names[str(path)] = inode
        self._names_now = dict(self._names)

    def take(self, step: Step) -> None:
        """The program goes one step on."""
        match step.kind:
            case "C":
                # A number of a removed file may be given to a new one, which is another file to us.
                self._version += 1
                serial = -self._version
                self._serial[step.inode] = serial
                self._files[serial] = _File(bytearray())
                self._name(Step("C", serial, path=step.path))
            case "W" | "T":
                file = self._file(step.inode)
                if file is not None:
                    file.waiting.append(step)
            case "S":
                self._sync(step.inode)
            case "D":
                if not self._windows:
                    self._sync_names(self._last_in(step.path))
            case "R" | "U":
                self._name(step)
            case "M":
                self.marks += 1

    def cut(self, generator: random.Random) -> State:
        """One of the disks that may be found after a cut at this moment."""
        mood = generator.random()
        names = dict(self._names)
        survived = self._chosen(generator, mood, len(self._waiting_names))
        for step in self._waiting_names[:survived]:
            _apply_name(names, step)
        key: list[object] = [self._version, survived]
        files = {}
        for path, inode in names.items():
            file = self._files[inode]
            content, choice = self._content(file, generator, mood)
            files[path] = content
            key.append(choice)
        return State(tuple(key), self.marks, files)

    @staticmethod
    def _chosen(generator: random.Random, mood: float, most: int) -> int:
        if mood < 0.1:
            return 0
        return most if mood > 0.9 else generator.randint(0, most)

    @staticmethod
    def _content(file: _File, generator: random.Random, mood: float) -> tuple[bytes, tuple[object, ...]]:
        if not file.waiting:
            return bytes(file.kept), ()
        content, choice = bytearray(file.kept), []
        for step in file.waiting:
            stays = mood > 0.9 or (mood >= 0.1 and generator.random() < 0.5)
            if not stays:
                choice.append(0)
            elif step.kind == "W" and mood <= 0.9 and generator.random() < 0.3:
                torn = generator.getrandbits(32)
                _write(content, step, random.Random(torn))
                choice.append(torn + 2)
            else:
                _apply(content, step)
                choice.append(1)
        return bytes(content), tuple(choice)

    def _file(self, inode: int) -> _File | None:
        return self._files.get(self._serial.get(inode, 0))

    def _name(self, step: Step) -> None:
        self._waiting_names.append(step)
        _apply_name(self._names_now, step)
        self._version += 1

    def _sync(self, inode: int) -> None:
        file = self._file(inode)
        if file is None:
            return
        for step in file.waiting:
            _apply(file.kept, step)
        if file.waiting:
            self._version += 1
        file.waiting.clear()
        if self._windows:
            serial = self._serial[inode]
            own = [path for path, known in self._names_now.items() if known == serial]
            concerned = [
                number
                for number, step in enumerate(self._waiting_names, 1)
                if step.inode == serial or step.to in own
            ]
            self._sync_names(max(concerned, default=0))

    def _last_in(self, folder: str) -> int:
        inside = [
            number
            for number, step in enumerate(self._waiting_names, 1)
            if os.path.dirname(step.path) == folder or (step.to and os.path.dirname(step.to) == folder)
        ]
        return max(inside, default=0)

    def _sync_names(self, upto: int) -> None:
        for step in self._waiting_names[:upto]:
            _apply_name(self._names, step)
        if upto:
            self._version += 1
        del self._waiting_names[:upto]


def states(machine: Machine, steps: list[Step], each: int, seed: int, *, every: int = 1) -> Iterator[State]:
    """After every step (or every nth), so many of the disks that a cut may leave."""
    generator = random.Random(seed)
    for number, step in enumerate(steps):
        machine.take(step)
        if number % every == 0 or step.kind in "RUSDM":
            for _ in range(each):
                yield machine.cut(generator)


def lay_out(state: State, was: Path, target: Path) -> None:
    """Write the files of a disk that lay under `was` to a fresh folder."""
    for path, content in state.files.items():
        place = target / Path(path).relative_to(was)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _apply(content: bytearray, step: Step) -> None:
    if step.kind == "W":
        _write(content, step, None)
    elif step.at < len(content):
        del content[step.at :]
    else:
        content.extend(bytes(step.at - len(content)))


def _write(content: bytearray, step: Step, torn: random.Random | None) -> None:
    end = step.at + len(step.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if torn is None:
        content[step.at : end] = step.data
        return
    place = step.at
    while place < end:
        until = min(end, place - place % SECTOR + SECTOR)
        if torn.random() < 0.5:
            content[place:until] = step.data[place - step.at : until - step.at]
        place = until


def _apply_name(names: dict[str, int], step: Step) -> None:
    if step.kind == "C":
        names[step.path] = step.inode
    elif step.kind == "R":
        if step.path in names:
            names[step.to] = names.pop(step.path)
    else:
        names.pop(step.path, None)
