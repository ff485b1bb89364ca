"""What of the libraries is left out, and the proof that nothing that stays needs it.

Libraries go in whole, apart from the parts listed here. A listed part may be missed only by code that
expects that: inside a function that the program never calls, or in a `try` that catches ImportError.
"""

import ast
import fnmatch
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from installer.places import BuildRefused

LEFT_OUT = (
    # For developers: tests, types, sources and headers of compiled modules, command lines, templates.
    *("*/tests/*", "*/test/*", "*/py.typed", "*.pyi", "*.lib", "*.h", "*.c", "*.cpp", "*.pxd", "*.pxi"),
    *("*.pyx", "sqlalchemy/testing/*", "sqlalchemy/dialects/*/provision.py", "charset_normalizer/cli/*"),
    *("alembic/testing/*", "mako/testing/*", "alembic/templates/*"),
    *("lxml/includes/*", "docx/templates/default-docx-template/*", "pypdfium2_cli/*", "*/__main__.py"),
    # Parts of lxml that neither python-docx nor the program uses: HTML, Schematron, objects.
    *("lxml/html/*", "lxml/isoschematron/*", "lxml/objectify*", "lxml/sax*"),
    # Pictures: AVIF, WebP, Tk, colour management, drawn text. Logos are PNG and JPEG.
    *("PIL/_avif*", "PIL/_webp*", "PIL/_imagingtk*", "PIL/_imagingcms*", "PIL/_imagingft*"),
    # cryptography takes cffi's compiled part only; zstandard has its own compiled module.
    *("cffi/*", "pycparser/*", "zstandard/_cffi*", "zstandard/backend_cffi.py"),
    # Faces of reportlab's own, one of them under the GPL; the program embeds those of resources/fonts.
    "reportlab/fonts/*",
)

NEVER_REACHED = frozenset({("zstandard/__init__.py", "zstandard.backend_cffi")})
"""Imports of a part that is left out, in a branch for another Python (PyPy)."""


def left_out(name: str) -> bool:
    """Whether a file of a wheel (its path in the wheel) is not shipped."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in LEFT_OUT)


def module_name(name: str) -> str | None:
    """The module that a file of a wheel is: `PIL/_webp.cp311-win_amd64.pyd` → PIL._webp; None for data."""
    path = PurePosixPath(name)
    if path.suffix not in (".py", ".pyd"):
        return None
    parts = (*path.parent.parts, path.name.partition(".")[0])
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def check_not_missed(sources: Iterable[tuple[Path, str]], missing: Iterable[str]) -> None:
    """BuildRefused when a module that stays cannot be imported without one that is left out.

    sources: files with their names below the folder that is searched for modules. The program itself may
    not import such a module anywhere, not even inside a function.
    """
    gone = _outermost(frozenset(missing))
    last = sorted({re.escape(name.rpartition(".")[2]) for name in gone})
    mentioned = re.compile(rf"\b(?:{'|'.join(last)})\b")
    for path, shown in sources:
        text = path.read_text(encoding="utf-8")
        if not gone or not mentioned.search(text):
            continue
        tree = ast.parse(text, filename=shown)
        strict = shown.startswith("povdesk/")
        for name in imported(tree, PurePosixPath(shown).parent.parts, anywhere=strict):
            if gone & set(_with_parents(name)) and (shown, name) not in NEVER_REACHED:
                raise BuildRefused(
                    f"{shown} imports {name}, which is left out of the installer "
                    "(LEFT_OUT in packaging/installer/modules.py)."
                )


def _outermost(names: frozenset[str]) -> frozenset[str]:
    """Without the modules whose package is among the names as well."""
    return frozenset(name for name in names if len(names & set(_with_parents(name))) == 1)


def _with_parents(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def imported(node: ast.AST, package: tuple[str, ...], *, anywhere: bool = False) -> Iterator[str]:
    """Full names that a module imports when it is imported itself and that it cannot do without.

    anywhere: also those inside functions, and those that it can do without.
    """
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import():
                yield from (alias.name for alias in child.names)
            case ast.ImportFrom():
                base = package[: len(package) - child.level + 1] if child.level else ()
                start = ".".join((*base, *filter(None, [child.module])))
                yield start
                yield from (f"{start}.{alias.name}" for alias in child.names if alias.name != "*")
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() if not anywhere:
                continue
            case ast.Try(handlers=handlers) if not anywhere and any(map(_catches_import_error, handlers)):
                yield from imported(_block(*handlers, *child.orelse, *child.finalbody), package)
            case ast.If() if _only_for_types(child.test):
                yield from imported(_block(*child.orelse), package, anywhere=anywhere)
            case _:
                yield from imported(child, package, anywhere=anywhere)


def _block(*statements: ast.AST) -> ast.Module:
    return ast.Module(list(statements), type_ignores=[])  # type: ignore[arg-type]


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        name is None
        or (isinstance(name, ast.Name) and name.id in ("ImportError", "ModuleNotFoundError", "Exception"))
        for name in names
    )


def _only_for_types(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id in ("TYPE_CHECKING", "typing_only")) or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )
