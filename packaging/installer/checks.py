"""What can be checked of the installer in a second, without network, Wine or the inputs.

The build begins with these checks; the ordinary test command runs them too, so that a changed dependency,
a new Qt module or a renamed file is found on the day it comes, not at the next release.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from installer import beside, inputs, launcher, layout, licences, lock, provenance, qt, setup_file
from installer.places import LAUNCHER, PROGRAM, PROJECT, SCRIPT, BuildRefused

_LINUX = lock.WINDOWS | {
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
}


def lock_covers_windows() -> None:
    """Everything that the installed program needs is in the lock, for Windows, with hashes."""
    lock.runtime(lock.direct(), lock.pins(), lock.installed_requires)


def lock_equals_project() -> None:
    """The lock is what pyproject.toml asks for, and nothing besides."""
    locked = lock.pins()
    asked = _project_requirements()
    for requirement in asked:
        pin = locked.get(canonicalize_name(requirement.name))
        if pin is None or not requirement.specifier.contains(pin.version, prereleases=True):
            found = "nothing" if pin is None else pin.version
            raise BuildRefused(
                f"pyproject.toml asks for {requirement}, packaging/requirements.lock has {found}."
            )
    reached: set[NormalizedName] = set()
    waiting = [canonicalize_name(requirement.name) for requirement in asked]
    while waiting:
        name = waiting.pop()
        if name in locked and name not in reached:
            reached.add(name)
            waiting += _needed_anywhere(name)
    if idle := sorted(set(locked) - reached):
        raise BuildRefused(f"packaging/requirements.lock has what nobody needs: {', '.join(idle)}.")


def inputs_are_pinned() -> None:
    """inputs.json names the runtime with both hashes, and it is the Python that we compile for."""
    pin = inputs.runtime_pin()
    for value in (pin.sha256, pin.official_sha256):
        if not re.fullmatch(r"[0-9a-f]{64}", value):
            raise BuildRefused(f"inputs.json: {value} is no SHA-256.")
    if not re.fullmatch(r"python-3\.11\.\d+-embed-amd64\.zip", pin.official_name):
        raise BuildRefused(f"inputs.json: {pin.official_name} is not the package of Python 3.11 for 64 bits.")
    if lock.WINDOWS["python_full_version"] not in pin.official_name:
        raise BuildRefused("The markers in lock.py are for another Python than inputs.json.")


def qt_modules_are_shipped() -> None:
    """The Qt modules in the installer are those that the program imports."""
    qt.check_modules()


def licences_are_there() -> None:
    """Every shipped project, font and icon set is named with its licence texts."""
    shipped = lock.runtime(lock.direct(), lock.pins(), lock.installed_requires)
    licences.check_named(shipped, licences.parts())


def names_agree() -> None:
    """What the NSIS script and the launcher rely on is in the payload under that name."""
    payload = {launcher.NAME, layout.PTH, *layout.VC_RUNTIME}
    payload |= set(provenance.ORDER) - layout.NOT_FROM_RUNTIME
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPT.parent.glob("*.ns[ih]")))
    asked = {*re.findall(r'MustBeInPayload "([^"]+)"', script), *re.findall(r"\\app\\([\w.]+\.exe)", script)}
    source = (LAUNCHER / "launcher.c").read_text(encoding="utf-8")
    asked |= set(re.findall(r'L"(python311[\w.]*)"', source))
    if launcher.NAME not in asked or layout.PTH not in asked:
        raise BuildRefused("The NSIS script or the launcher no longer says which files it needs.")
    if missing := sorted(asked - payload):
        raise BuildRefused(f"NSIS script or launcher rely on files that are not in the payload: {missing}")
    version = setup_file.program_version(PROGRAM / "__init__.py")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise BuildRefused(f"__version__ is {version}; Windows wants three numbers, like 1.0.0.")


def changes_are_told() -> None:
    """The list of changes that officers read names the version."""
    beside.check_news(setup_file.program_version(PROGRAM / "__init__.py"))


ALL: tuple[Callable[[], None], ...] = (
    lock_covers_windows,
    lock_equals_project,
    inputs_are_pinned,
    qt_modules_are_shipped,
    licences_are_there,
    names_agree,
    changes_are_told,
)


def run() -> None:
    """All of them; BuildRefused at the first that fails."""
    for check in ALL:
        check()


def _project_requirements() -> list[Requirement]:
    project: dict[str, Any] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in project.get("optional-dependencies", {}).values():
        lines += extra
    return [Requirement(line) for line in lines]


def _needed_anywhere(name: NormalizedName) -> Iterator[NormalizedName]:
    """What a project needs on Windows or on Linux, extras left out."""
    for line in lock.installed_requires(name):
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate(each | {"extra": ""}) for each in (lock.WINDOWS, _LINUX)):
            yield canonicalize_name(requirement.name)
