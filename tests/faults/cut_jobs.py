"""Power cuts while a copy is written, brought back, upgraded, or a paper saved."""

import shutil
from collections import Counter
from dataclasses import dataclass, field

from .jobs import JOBS
from .power_cut import Machine, lay_out, states, steps_of
from .tools import quick_folder, under_shim


@dataclass
class JobCuts:
    """How many disks were looked at, and what was wrong on them, in words."""

    states: int = 0
    different: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def run(name: str, each: int, *, windows: bool = False, every: int = 1, seed: int = 1) -> JobCuts:
    """Record the job once, cut after every (nth) step, judge `each` disks for every cut."""
    job, result = JOBS[name], JobCuts()
    with quick_folder() as folder:
        live, after = folder / "live", folder / "after"
        live.mkdir()
        job.prepare(live)
        machine = Machine(live, windows=windows)
        under_shim("worker_jobs", "record", name, live, folder / "log")
        seen: dict[object, list[str]] = {}
        for state in states(machine, steps_of(folder / "log"), each, seed, every=every):
            key = (state.key, state.marks)
            found = seen.get(key)
            if found is None:
                shutil.rmtree(after, ignore_errors=True)
                after.mkdir()
                lay_out(state, live, after)
                found = seen[key] = job.judge(after, state.marks > 0)
                result.different += 1
            result.states += 1
            result.wrong.update(found)
    return result
