"""Reads the program's source for the tests that guard its shape: which file imports what, and when."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "povdesk"


@dataclass(frozen=True)
class Import:
    """One imported name, in full: `from .act import Act` inside storage is `povdesk.storage.act.Act`.

    at_start: runs when the file is imported, not later inside a function.
    level: number of dots of a relative import.
    """

    name: str
    line: int
    at_start: bool
    level: int = 0


@dataclass(frozen=True)
class Source:
    """One file of the program."""

    path: Path
    module: str
    imports: tuple[Import, ...]

    @property
    def place(self) -> str:
        """The package, or the single file beside the packages: domain, storage, ui, cli ..."""
        return place_of(self.module)

    @property
    def shown(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def tree(self) -> ast.Module:
        return _tree(self.path)


@cache
def sources() -> dict[str, Source]:
    """Every file of the program by the full name of its module."""
    found = [_read(path, PROGRAM.parent) for path in sorted(PROGRAM.rglob("*.py"))]
    return {source.module: source for source in found}


def place_of(module: str) -> str:
    """`povdesk.storage.act.Act` → storage, papers_x → papers; the package povdesk itself → an empty name."""
    parts = module.split(".")
    place = parts[1] if parts[0] == "povdesk" and len(parts) > 1 else ""
    return "papers" if place.startswith("papers_") else place


def module_of(name: str) -> str | None:
    """The file that an imported name lives in, or None if it is not ours."""
    while name:
        if name in sources():
            return name
        name = name.rpartition(".")[0]
    return None


def loaded_at_start(module: str) -> set[str]:
    """Modules of the program that are loaded as soon as this one is, parents' `__init__` included."""
    wanted = {
        found for each in sources()[module].imports if each.at_start and (found := module_of(each.name))
    }
    for name in (module, *tuple(wanted)):
        parent = name.rpartition(".")[0]
        while parent:
            wanted.add(parent)
            parent = parent.rpartition(".")[0]
    return wanted & set(sources()) - {module}


def third_party(name: str) -> str:
    """The library's name as one imports it: `reportlab.platypus.Table` → reportlab."""
    return name.partition(".")[0]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _read(path: Path, root: Path) -> Source:
    parts = path.relative_to(root).with_suffix("").parts
    package = parts[:-1]
    module = ".".join(package if parts[-1] == "__init__" else parts)
    return Source(path, module, tuple(_imports(_tree(path), package, at_start=True)))


def _imports(node: ast.AST, package: tuple[str, ...], *, at_start: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import():
                for alias in child.names:
                    yield Import(alias.name, child.lineno, at_start)
            case ast.ImportFrom():
                base = package[: len(package) - child.level + 1] if child.level else ()
                start = ".".join((*base, *filter(None, [child.module])))
                for alias in child.names:
                    yield Import(f"{start}.{alias.name}", child.lineno, at_start, child.level)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                yield from _imports(child, package, at_start=False)
            case ast.If() if _only_for_types(child.test):
                for statement in child.body:
                    yield from _imports(ast.Module([statement], type_ignores=[]), package, at_start=False)
                for statement in child.orelse:
                    yield from _imports(ast.Module([statement], type_ignores=[]), package, at_start=at_start)
            case _:
                yield from _imports(child, package, at_start=at_start)


def _only_for_types(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )
