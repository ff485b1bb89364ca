"""Power cuts while households are saved, with our settings and with settings that must lose data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .power_cut import Machine, State, states, steps_of
from .saving import Found, keep_what_saves_need, look, new_office
from .tools import quick_folder, under_shim


@dataclass
class Cuts:
    """How many disks were looked at. different: those that were not the same as one before."""

    states: int = 0
    different: int = 0
    lost: int = 0
    corrupt: int = 0
    half: int = 0

    @property
    def clean(self) -> bool:
        return self.lost == self.corrupt == self.half == 0

    def __add__(self, other: "Cuts") -> "Cuts":
        return Cuts(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )


def run(
    saves: int,
    each: int,
    *,
    windows: bool = False,
    seed: int = 1,
    settings: Mapping[str, object] | None = None,
) -> Cuts:
    """Record so many saves, cut after every step, look at `each` disks for every cut."""
    result = Cuts()
    changed = [f"{name}={value}" for name, value in (settings or {}).items()]
    with quick_folder() as folder:
        live, log, after = folder / "live", folder / "log", folder / "after"
        live.mkdir()
        after.mkdir()
        path = live / "povdesk.db"
        new_office(path)
        keep_what_saves_need(path)
        machine = Machine(live, windows=windows)
        under_shim("worker_saves", path, log, saves, *changed)
        seen: dict[object, Found] = {}
        for state in states(machine, steps_of(log), each, seed):
            found = seen.get(state.key)
            if found is None:
                found = seen[state.key] = _look_at(state, live, after)
                result.different += 1
            result.states += 1
            result.corrupt += not found.whole
            result.half += found.whole and not found.together
            result.lost += found.lost(state.marks)
    return result


def _look_at(state: State, live: Path, after: Path) -> Found:
    for name in ("povdesk.db", "povdesk.db-journal"):
        place = after / name
        content = state.files.get(str(live / name))
        if content is None:
            place.unlink(missing_ok=True)
        else:
            place.write_bytes(content)
    return look(after / "povdesk.db")
