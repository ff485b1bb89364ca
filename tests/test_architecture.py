"""What must stay true of the program's shape. Each test is a rule with its reason in one sentence."""

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.source_tree import (
    PROGRAM,
    ROOT,
    Source,
    loaded_at_start,
    module_of,
    place_of,
    sources,
    third_party,
)

# Who may know whom; arrows only downwards. A file that stands beside the packages (app, cli, ...) puts
# everything together and may import everything, unless it has a line of its own here.
MAY_IMPORT = {
    "domain": set(),
    "paths": set(),
    "renaming": set(),
    "program_log": {"paths"},
    "storage": {"domain", "paths", "renaming"},
    "documents": {"domain", "paths", "renaming"},
    "spreadsheets": {"domain", "paths", "renaming"},
    "papers": {"domain", "storage", "documents", "spreadsheets", "paths"},
    "ui": {"domain", "storage", "documents", "spreadsheets", "papers", "paths", "program_log", "renaming"},
}

MAY_USE = {
    "domain": set(),
    "paths": {"platformdirs"},
    "program_log": set(),
    "renaming": set(),
    "storage": {"sqlalchemy", "alembic", "sqlite3", "cryptography", "zstandard"},
    "documents": {"reportlab", "docx", "lxml", "PIL"},
    "spreadsheets": {"python_calamine", "xlsxwriter"},
    "papers": {"sqlalchemy"},
    "ui": {"PySide6", "shiboken6", "pypdfium2"},
}

# Slow to load, and not needed before the officer asks for what they do.
HEAVY = {
    "reportlab",
    "docx",
    "lxml",
    "alembic",
    "xlsxwriter",
    "pypdfium2",
    "cryptography",
    "python_calamine",
    "zstandard",
    "PIL",
}

# Alembic loads these itself while it upgrades a database.
LOADED_BY_ALEMBIC = "povdesk.storage.migrations."

FORBIDDEN_NAMES = {
    *("util", "utils", "helper", "helpers", "common", "misc", "core"),
    *("manager", "managers", "service", "services"),
}

# Stamps of the file itself, in the computer's own time: no rule depends on them.
READS_THE_CLOCK = {"povdesk.storage.database", "povdesk.storage.migration"}


def test_knowledge_flows_one_way_between_packages() -> None:
    """The inner part does not know that the outer part exists, so that rules can be read and tested alone."""

    def wrong(source: Source) -> Iterator[str]:
        allowed = MAY_IMPORT.get(source.place)
        if allowed is None:
            return
        for each in source.imports:
            known = module_of(each.name)
            if known and place_of(known) not in {*allowed, source.place, ""}:
                yield f"{source.shown}:{each.line} imports {each.name}"

    assert not _all(wrong)


def test_a_relative_import_stays_inside_its_package() -> None:
    """Between packages the full name is written, so that every crossing can be seen."""

    def wrong(source: Source) -> Iterator[str]:
        for each in source.imports:
            if each.level and place_of(each.name) != source.place:
                yield f"{source.shown}:{each.line} reaches {each.name} with dots"

    assert not _all(wrong)


def test_each_library_is_known_by_one_package_only() -> None:
    """SQL stays in storage, paper in documents, workbooks in spreadsheets, widgets in ui."""

    def wrong(source: Source) -> Iterator[str]:
        allowed = MAY_USE.get(source.place)
        if allowed is None:
            return
        for each in source.imports:
            library = third_party(each.name)
            ordinary = library in sys.stdlib_module_names and library != "sqlite3"
            if library != "povdesk" and not ordinary and library not in allowed:
                yield f"{source.shown}:{each.line} uses {library}"

    assert not _all(wrong)


def test_the_program_is_one_of_the_packages_we_agreed_on() -> None:
    """The directory listing is the picture of the architecture: a new package is a decision."""
    packages = {path.parent.name for path in PROGRAM.glob("*/*.py")}

    assert packages <= {"domain", "storage", "documents", "spreadsheets", "ui"}


def test_the_command_line_needs_no_window() -> None:
    """The same work runs where Qt cannot."""
    for start in ("povdesk.cli", "povdesk.papers"):
        if start in sources():
            windows = [
                each for each in sources()[start].imports if each.name.startswith(("PySide6", "povdesk.ui"))
            ]
            assert not [f"{start}:{each.line}" for each in windows if each.at_start]
            assert "povdesk.ui" not in _reached(start)


def test_nothing_slow_is_loaded_before_the_first_window() -> None:
    """A PDF library costs more time than Qt itself: it is imported inside the function that draws."""
    found = []
    for start in sources():
        if start.startswith(LOADED_BY_ALEMBIC) or place_of(start) in {"documents", "spreadsheets"}:
            continue
        for module, way in _reached(start).items():
            for each in sources()[module].imports:
                if each.at_start and third_party(each.name) in HEAVY:
                    found.append(f"{' → '.join((*way, each.name))} (line {each.line})")

    assert not sorted(set(found))


def test_every_part_of_the_program_loads() -> None:
    """A name that moved away breaks a screen nobody opened today; the officer opens it tomorrow."""
    pytest.importorskip("PySide6.QtWidgets")
    for start in sources():
        if not start.startswith(LOADED_BY_ALEMBIC) and not start.endswith("__main__"):
            importlib.import_module(start)


def test_no_two_files_need_each_other_to_load() -> None:
    """A circle of imports works only in the order somebody happened to try."""
    done: set[str] = set()
    circles: list[str] = []

    def visit(module: str, way: tuple[str, ...]) -> None:
        if module in way:
            circles.append(" → ".join((*way[way.index(module) :], module)))
        elif module not in done:
            for wanted in sorted(_direct(module)):
                visit(wanted, (*way, module))
            done.add(module)

    for module in sources():
        visit(module, ())

    assert not circles


def test_places_of_the_window_form_no_circle() -> None:
    """One screen may lead to another, but two that need each other are one."""
    leads_to: dict[str, set[str]] = {}
    for source in sources().values():
        for each in source.imports:
            here, there = _screen(source.module), _screen(module_of(each.name) or "")
            if here and there and here != there:
                leads_to.setdefault(here, set()).add(there)
    circles = [
        f"{a} ↔ {b}" for a in leads_to for b in _all_reached(a, leads_to) if a in _all_reached(b, leads_to)
    ]

    assert not circles


def test_no_file_has_a_name_that_says_nothing() -> None:
    """In a file called utils everything ends up; a file is named after the thing an officer would name."""
    named = [path for path in PROGRAM.rglob("*") if path.stem.lower() in FORBIDDEN_NAMES]

    assert not [path.relative_to(ROOT).as_posix() for path in named]


def test_no_file_is_longer_than_400_lines() -> None:
    """At 400 lines a file is two things; find their names."""
    long = {}
    for folder in ("povdesk", "packaging", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > 400:
                long[path.relative_to(ROOT).as_posix()] = lines

    assert not long


def test_every_package_says_what_lives_in_it() -> None:
    """A reader meets the promise before the plumbing."""
    silent = [source.shown for source in sources().values() if ast.get_docstring(source.tree()) is None]

    assert not silent


def test_tables_are_read_without_an_object_mapper() -> None:
    """Plain values come out of storage; SQLAlchemy's mapper would double the time to the first window."""

    def wrong(source: Source) -> Iterator[str]:
        for each in source.imports:
            if each.name.startswith("sqlalchemy.orm"):
                yield f"{source.shown}:{each.line}"

    assert not _all(wrong)


def test_nobody_but_the_edge_reads_the_clock() -> None:
    """A rule that asks for today cannot be checked for another day: dates are arguments."""

    def wrong(source: Source) -> Iterator[str]:
        if source.place in {"domain", "storage", "documents"} and source.module not in READS_THE_CLOCK:
            for call in _calls(source):
                if call.attr in {"today", "now", "utcnow"} and not _asks_sql(call):
                    yield f"{source.shown}:{call.lineno}"

    assert not _all(wrong)


def test_lists_are_sorted_and_filtered_by_our_own_index() -> None:
    """Qt's sort proxy asks Python for every comparison: 40 times slower at 50,000 households."""
    _nobody_in_ui_mentions("QSortFilterProxyModel")


def test_the_window_never_spins_the_event_loop_by_hand() -> None:
    """With processEvents a click can arrive in the middle of another one's work."""
    _nobody_in_ui_mentions("processEvents")


def test_questions_and_failures_are_asked_in_one_place() -> None:
    """Only messages.py knows QMessageBox, so every question looks the same and has Vietnamese buttons."""
    _nobody_in_ui_mentions("QMessageBox", except_in={"messages"})


def test_texts_for_the_officer_do_not_shout() -> None:
    """Polite sentences, no exclamation marks."""

    def wrong(source: Source) -> Iterator[str]:
        for node in ast.walk(source.tree()):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                vietnamese = any(letter > "\x7f" for letter in node.value)
                if vietnamese and re.search(r"\w ?!", node.value):
                    yield f"{source.shown}:{node.lineno} {node.value!r}"

    assert not _all(wrong)


def test_a_time_is_formatted_with_plain_letters_only() -> None:
    """Windows refuses a format with Vietnamese letters in it, and knows no %-d: words stand outside."""

    def wrong(source: Source) -> Iterator[str]:
        for node in ast.walk(source.tree()):
            if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
                texts = [each.value for each in node.format_spec.values if isinstance(each, ast.Constant)]
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"strftime", "strptime"}:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            else:
                continue
            for text in texts:
                if isinstance(text, str) and "%" in text and (not text.isascii() or "%-" in text):
                    yield f"{source.shown}:{node.lineno} {text!r}"

    assert not _all(wrong)


def test_a_passing_folder_that_somebody_holds_spoils_no_work() -> None:
    """On Windows an antivirus may still read what was just written there; the paper is ready all the same."""

    def wrong(source: Source) -> Iterator[str]:
        for node in ast.walk(source.tree()):
            is_folder = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "TemporaryDirectory"
            if is_folder and all(each.arg != "ignore_cleanup_errors" for each in node.keywords):
                yield f"{source.shown}:{node.lineno}"

    assert not _all(wrong)


def test_the_guard_sees_an_import_hidden_behind_dots_or_in_a_function() -> None:
    """The rules above are worth what their eyes are worth."""
    from tests.source_tree import _imports

    text = (
        "from ..storage import act\ndef draw():\n    import reportlab.platypus\nclass A:\n    import docx\n"
    )
    seen = {each.name: each.at_start for each in _imports(ast.parse(text), ("povdesk", "ui"), at_start=True)}

    assert seen == {"povdesk.storage.act": True, "reportlab.platypus": False, "docx": True}


@pytest.mark.parametrize("place", sorted(MAY_IMPORT))
def test_the_table_of_arrows_has_no_circle_itself(place: str) -> None:
    """Downwards only: nobody reaches himself by following the table."""
    assert place not in _all_reached(place, MAY_IMPORT)


def _all(wrong: Callable[[Source], Iterable[str]]) -> list[str]:
    return [problem for source in sources().values() for problem in wrong(source)]


def _direct(module: str) -> set[str]:
    """Loaded by the file's own import lines; its parents' `__init__` cannot close a circle."""
    return {name for name in loaded_at_start(module) if not module.startswith(f"{name}.")}


def _reached(start: str) -> dict[str, tuple[str, ...]]:
    """Every module that is loaded when `start` is, with the way there."""
    ways = {start: (start,)}
    waiting = [start]
    while waiting:
        module = waiting.pop(0)
        for wanted in sorted(loaded_at_start(module) - set(ways)):
            ways[wanted] = (*ways[module], wanted)
            waiting.append(wanted)
    return ways


def _all_reached(start: str, leads_to: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(leads_to.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(leads_to.get(here, ()))
    return found


def _screen(module: str) -> str:
    """The folder of `ui` that a file lives in; files directly in `ui` belong to none."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["povdesk", "ui"] and len(parts) > 3 else ""


def _calls(source: Source) -> Iterator[ast.Attribute]:
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func


def _asks_sql(call: ast.Attribute) -> bool:
    return isinstance(call.value, ast.Name) and call.value.id == "func"


def _nobody_in_ui_mentions(name: str, except_in: Iterable[str] = ()) -> None:
    found = []
    for source in sources().values():
        if source.place == "ui" and source.path.stem not in except_in:
            for node in ast.walk(source.tree()):
                words = {getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None)}
                if name in words:
                    found.append(f"{source.shown}:{getattr(node, 'lineno', 0)}")

    assert not found
