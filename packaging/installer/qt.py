"""Which parts of Qt are shipped: the modules that the program imports, and the few plugins that they load."""

import ast
from collections.abc import Iterator
from pathlib import Path

from installer.places import PROGRAM, BuildRefused

MODULES = frozenset({"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtNetwork"})

PLUGINS = frozenset(
    {
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",  # checks without a window: start-check, self-check, the commands
        "styles/qmodernwindowsstyle.dll",
        "imageformats/qico.dll",
        "imageformats/qjpeg.dll",
        "imageformats/qsvg.dll",
        "iconengines/qsvgicon.dll",
    }
)

_PYTHON = frozenset({"__init__.py", "_config.py", "_git_pyside_version.py"})


def imported(program: Path = PROGRAM) -> dict[str, str]:
    """The Qt modules that the source imports, each with one file that does."""
    found: dict[str, str] = {}
    for path in sorted(program.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for name in _names(ast.parse(text, filename=str(path))) if "PySide6" in text else ():
            found.setdefault(name, path.relative_to(program.parent).as_posix())
    return found


def check_modules(program: Path = PROGRAM) -> None:
    """BuildRefused unless the Qt modules that are shipped are those that the program imports."""
    wanted = imported(program)
    if lacking := sorted(set(wanted) - MODULES):
        raise BuildRefused(
            f"{wanted[lacking[0]]} imports PySide6.{lacking[0]}, which the installer does not ship. "
            "Add it to MODULES in packaging/installer/qt.py, with its size in mind."
        )
    if idle := sorted(MODULES - set(wanted)):
        raise BuildRefused(f"The installer ships {', '.join(idle)}, which the program never imports.")


def wanted_file(name: str) -> bool:
    """Whether a file of the PySide6 wheel (path below PySide6/) is shipped; unused DLLs go later."""
    folder, _, file = name.rpartition("/")
    if folder == "plugins" or folder.startswith("plugins/"):
        return name.removeprefix("plugins/") in PLUGINS
    if folder == "support":
        return file.endswith(".py") and file != "generate_pyi.py"
    if folder:
        return False
    if file.endswith(".pyd"):
        return file.removesuffix(".pyd") in MODULES
    return file in _PYTHON or file.endswith(".dll")


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            first, _, rest = node.module.partition(".")
            if first == "PySide6":
                yield from [rest.partition(".")[0]] if rest else [each.name for each in node.names]
        elif isinstance(node, ast.Import):
            for each in node.names:
                if each.name.startswith("PySide6."):
                    yield each.name.split(".")[1]
