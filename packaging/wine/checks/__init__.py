"""The checks in groups, in the order in which they run: each finds what the one before has left."""

from collections.abc import Callable

from wine.bench import Bench
from wine.checks import (
    breaking,
    from_stick,
    ill_data,
    installing,
    power_cuts,
    program,
    refusing,
    removing,
    starting,
    unusual_places,
    upgrading,
)

GROUPS: dict[str, Callable[[Bench], None]] = {
    "Where nothing can be installed": unusual_places.run,
    "Installing on a bare Windows": installing.run,
    "The installed program": program.run,
    "Updating from a stick": from_stick.run,
    "Upgrading with data": upgrading.run,
    "Data that are not well": ill_data.run,
    "Broken new versions": breaking.run,
    "What the installer refuses": refusing.run,
    "Power cuts": power_cuts.run,
    "Starting": starting.run,
    "Removing": removing.run,
}
