"""The installer holds what the program needs, all of it, and nothing that would not run on Windows 10."""

import marshal
import re
import sys
import sysconfig
from pathlib import Path

import pytest
from installer import checks, closure, compiling, modules, qt
from installer.build import (
    LONGEST_PATH,
    MOST_INSTALLED,
    MOST_INSTALLER,
    Payload,
    check_installer,
    check_payload,
)
from installer.places import PROGRAM, BuildRefused
from installer.signing import sign_payload

from tests.packaging import small_pe

NOT_IN_THE_RUNTIME = {"ssl", "_ssl", "winsound", "msilib", "tkinter", "turtle", "venv", "ensurepip"}
"""Of Python's own library: what python.org's embeddable package lacks, or what the installer leaves out."""


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.__name__)
def test_the_installer_could_be_built_from_what_is_here(check: object) -> None:
    check()  # type: ignore[operator]


def test_a_library_stays_when_another_that_stays_imports_it(tmp_path: Path) -> None:
    program = small_pe.write(tmp_path / "PovDesk.exe", ("Qt6Widgets.dll", "KERNEL32.dll"))
    widgets = small_pe.write(tmp_path / "Qt6Widgets.dll", ("Qt6Core.dll", "USER32.dll"))
    core = small_pe.write(tmp_path / "Qt6Core.dll", ("ucrtbase.dll", "api-ms-win-crt-heap-l1-1-0.dll"))
    quick = small_pe.write(tmp_path / "Qt6Quick.dll", ("Qt6Core.dll",))
    wants = {path: closure.imports(path) for path in closure.pe_files(tmp_path)}
    libraries = {path.name.lower(): path for path in (widgets, core, quick)}

    kept = closure.needed([program], libraries, wants)

    assert kept == {program, widgets, core}
    closure.check_complete({path: wants[path] for path in kept})


def test_a_library_that_windows_10_does_not_have_stops_the_build(tmp_path: Path) -> None:
    path = small_pe.write(tmp_path / "Qt6Core.dll", ("icuuc78.dll", "KERNEL32.dll"))

    with pytest.raises(BuildRefused, match=r"Qt6Core\.dll → icuuc78\.dll\.$"):
        closure.check_complete({path: closure.imports(path)})


def test_a_program_for_32_bits_is_told_apart(tmp_path: Path) -> None:
    assert closure.is_for_64_bit(small_pe.write(tmp_path / "a.dll", ()))
    assert not closure.is_for_64_bit(small_pe.write(tmp_path / "b.dll", (), bits=32))


def test_a_qt_module_that_is_not_shipped_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "povdesk").mkdir()
    lines = "".join(f"from PySide6.{name} import X\n" for name in sorted(qt.MODULES))
    (tmp_path / "povdesk" / "a.py").write_text(lines, encoding="utf-8")
    qt.check_modules(tmp_path / "povdesk")
    late = "def f():\n    from PySide6 import QtCharts\n"
    (tmp_path / "povdesk" / "b.py").write_text(late, encoding="utf-8")

    with pytest.raises(BuildRefused, match=r"povdesk/b\.py imports PySide6\.QtCharts"):
        qt.check_modules(tmp_path / "povdesk")


def test_a_qt_module_that_nobody_imports_is_not_shipped(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("from PySide6 import QtCore, QtGui, QtWidgets, QtSvg, QtNetwork\n")

    with pytest.raises(BuildRefused, match="QtPrintSupport, which the program never imports"):
        qt.check_modules(tmp_path)


@pytest.mark.parametrize(
    ("name", "shipped"),
    [
        ("QtWidgets.pyd", True),
        ("QtQuick.pyd", False),
        ("Qt6Core.dll", True),
        ("designer.exe", False),
        ("plugins/platforms/qwindows.dll", True),
        ("plugins/tls/qschannelbackend.dll", False),
        ("translations/qtbase_de.qm", False),
        ("__init__.py", True),
        ("QtCore.pyi", False),
    ],
)
def test_of_qt_only_the_listed_parts_are_taken(name: str, shipped: bool) -> None:
    assert qt.wanted_file(name) is shipped


def _source(folder: Path, name: str, text: str) -> list[tuple[Path, str]]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [(path, name)]


@pytest.mark.parametrize(
    "text",
    [
        "from . import _webp\n",
        "import PIL._webp\n",
        "from PIL._webp import decode\n",
        "if True:\n    from . import _webp\n",
        "try:\n    from . import _webp\nfinally:\n    pass\n",
        "try:\n    pass\nexcept ImportError:\n    from . import _webp\n",
    ],
)
def test_a_left_out_part_that_a_library_cannot_do_without_stops_the_build(tmp_path: Path, text: str) -> None:
    with pytest.raises(BuildRefused, match=r"PIL/Image\.py imports PIL\._webp"):
        modules.check_not_missed(_source(tmp_path, "PIL/Image.py", text), {"PIL._webp"})


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    from . import _webp\nexcept ImportError:\n    _webp = None\n",
        "def open():\n    from . import _webp\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import _webp\n",
        "from . import _webpage\n",
    ],
)
def test_a_left_out_part_that_a_library_does_not_need_may_go(tmp_path: Path, text: str) -> None:
    modules.check_not_missed(_source(tmp_path, "PIL/Image.py", text), {"PIL._webp"})


def test_the_program_itself_may_not_even_try_to_import_a_left_out_part(tmp_path: Path) -> None:
    text = "def f():\n    try:\n        import lxml.html.diff\n    except ImportError:\n        pass\n"

    with pytest.raises(BuildRefused, match=r"povdesk/papers\.py imports lxml\.html\.diff"):
        modules.check_not_missed(
            _source(tmp_path, "povdesk/papers.py", text), {"lxml.html", "lxml.html.diff"}
        )


def test_the_program_imports_nothing_that_the_installer_leaves_out() -> None:
    """As the build finds out, too; but found on the day when the import is written."""
    libraries = Path(sysconfig.get_path("purelib"))
    found = (path.relative_to(libraries).as_posix() for path in libraries.rglob("*.*"))
    names = [re.sub(r"\.so$", ".pyd", name) for name in found]
    left = (modules.module_name(name) for name in names if modules.left_out(name))
    missing = {name for name in left if name is not None}
    program = [(path, path.relative_to(PROGRAM.parent).as_posix()) for path in PROGRAM.rglob("*.py")]
    assert {"lxml.objectify", "PIL._webp"} <= missing
    assert len(program) > 100

    modules.check_not_missed(program, missing | NOT_IN_THE_RUNTIME)


def test_what_is_left_out_of_a_wheel_is_known_by_its_module(tmp_path: Path) -> None:
    assert modules.left_out("PIL/_webp.cp311-win_amd64.pyd")
    assert modules.module_name("PIL/_webp.cp311-win_amd64.pyd") == "PIL._webp"
    assert modules.module_name("lxml/html/__init__.py") == "lxml.html"
    assert not modules.left_out("PIL/PngImagePlugin.py")
    assert not modules.left_out("sqlalchemy/dialects/postgresql/base.py")


def test_compiled_files_are_the_same_from_every_folder_and_hold_no_path_of_it(
    tmp_path: Path,
) -> None:
    made = []
    for folder in ("một", "hai thư mục"):
        files = _source(
            tmp_path / folder, "povdesk/tuổi.py", 'NAMES = {"a", "b"}\n\ndef f(x):\n    return x in NAMES\n'
        )
        files += _source(tmp_path / folder, "povdesk/b.py", "X = 1\n")
        compiling.compile_all(files)
        assert not list((tmp_path / folder).rglob("*.py"))
        made.append((tmp_path / folder / "povdesk" / "tuổi.pyc").read_bytes())

    assert made[0] == made[1]
    assert made[0][4:8] == b"\1\0\0\0"  # named by the hash of the source, never compared with a file
    if sys.version_info[:2] == (3, 11):
        assert marshal.loads(made[0][16:]).co_filename == "povdesk/tuổi.py"


def test_a_file_that_does_not_compile_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildRefused, match="could not be compiled"):
        compiling.compile_all(_source(tmp_path, "povdesk/a.py", "def :\n"))


def test_an_installer_that_grew_too_large_is_refused(tmp_path: Path) -> None:
    check_payload(Payload(1, MOST_INSTALLED, "a" * LONGEST_PATH, ""))
    with pytest.raises(BuildRefused, match=r"Installed 140\.0 MB"):
        check_payload(Payload(1, MOST_INSTALLED + 1, "a", ""))
    with pytest.raises(BuildRefused, match="longer than"):
        check_payload(Payload(1, 1, "a" * (LONGEST_PATH + 1), ""))
    out = tmp_path / "PovDesk-Setup-1.0.0.exe"
    with out.open("wb") as file:
        file.truncate(MOST_INSTALLER + 1)
    with pytest.raises(BuildRefused, match=r"at most 45 MB"):
        check_installer(out)


@pytest.mark.skipif(sys.platform == "win32", reason="signs with a shell script")
def test_whatever_comes_unsigned_is_signed_and_nothing_else(tmp_path: Path) -> None:
    ours = small_pe.write(tmp_path / "app" / "PovDesk.exe", ())
    small_pe.write(tmp_path / "app" / "python311.dll", (), signed=True)
    signed = small_pe.write(tmp_path / "signed.exe", (), signed=True)
    script = tmp_path / "ký.sh"
    script.write_text(f'#!/bin/sh\nname=$(basename "$1")\necho "$name" >> {tmp_path}/log\ncp {signed} "$1"\n')
    script.chmod(0o755)

    assert sign_payload(tmp_path / "app", str(script)) == 1
    assert (tmp_path / "log").read_text() == "PovDesk.exe\n"
    assert closure.is_signed(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="signs with a program of Unix")
def test_a_signing_command_that_signs_nothing_is_refused(tmp_path: Path) -> None:
    small_pe.write(tmp_path / "PovDesk.exe", ())

    with pytest.raises(BuildRefused, match=r"Still unsigned: PovDesk\.exe"):
        sign_payload(tmp_path, "true")
    with pytest.raises(BuildRefused, match=r"Signing PovDesk\.exe failed"):
        sign_payload(tmp_path, "false")
