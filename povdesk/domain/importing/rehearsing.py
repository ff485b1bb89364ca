"""The whole rehearsal: tables of a workbook, read, put together, compared, and a verdict for each line."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from povdesk.domain.household import Category
from povdesk.domain.importing import families, rows
from povdesk.domain.importing.columns import NOT_KEPT, Field, as_record, from_record
from povdesk.domain.importing.families import FileHousehold, Places
from povdesk.domain.importing.judging import Judging
from povdesk.domain.importing.register import Register
from povdesk.domain.importing.rows import Ignored, Line
from povdesk.domain.importing.table import Table, find, year_in
from povdesk.domain.importing.verdicts import Rehearsal, RowVerdict, Verdict
from povdesk.domain.importing.words import Words, hamlet_key
from povdesk.domain.importing.workbook import ReadWorkbook
from povdesk.domain.official_list import ListKind
from povdesk.domain.vietnamese import fold

Progress = Callable[[int, str], object]


@dataclass(frozen=True)
class Choices:
    """sheets: names to take, empty for all recognised. year: of the list's closing, None as the file says.

    mappings: columns as the officer set them, by sheet. new_hamlets: unknown hamlets are added; None: only
    when the register has none at all. category: the class of a list that names none. accepted: lines (sheet,
    row) that are taken though somebody else may be meant.
    """

    sheets: tuple[str, ...] = ()
    year: int | None = None
    mappings: Mapping[str, Mapping[int, Field]] = field(default_factory=dict)
    new_hamlets: bool | None = None
    category: Category | None = None
    accepted: frozenset[tuple[str, int]] = frozenset()


def tables(workbook: ReadWorkbook, remembered: Mapping[str, Mapping[str, str]]) -> list[Table]:
    """The table of each sheet that has one; columns as remembered for the same headings."""
    found = []
    for sheet in workbook.sheets:
        table = find(sheet, workbook.fonts) if sheet.rows else None
        if table is not None:
            kept = remembered.get(table.signature) if table.official is None else None
            found.append(with_mapping(table, from_record(kept)) if kept else table)
    return found


def with_mapping(table: Table, mapping: Mapping[int, Field]) -> Table:
    """The same table, its columns understood otherwise."""
    return Table(
        table.sheet,
        table.headings,
        table.head,
        table.first_row,
        dict(mapping),
        table.official,
        table.title,
        table.converter,
    )


def suggested_sheets(found: Sequence[Table]) -> tuple[str, ...]:
    """All official lists of a workbook together; else the visible sheet with most lines."""
    official = tuple(one.sheet.name for one in found if one.official is not None)
    if official or not found:
        return official
    best = max(found, key=lambda one: (one.sheet.visible, len(one.sheet.rows)))
    return (best.sheet.name,)


def default_category(table: Table) -> Category | None:
    """The class that the title gives to the whole list, when no column tells."""
    if {Field.CATEGORY, Field.POOR, Field.NEAR_POOR} & set(table.mapping.values()):
        return None
    words = fold(f"{table.title} {table.sheet.name}")
    near, poor = "can ngheo" in words, "ngheo" in words.replace("can ngheo", "").replace("giam ngheo", "")
    if near == poor:
        return None
    return Category.NEAR_POOR if near else Category.POOR


def rehearse(
    workbook: ReadWorkbook,
    register: Register,
    choices: Choices | None = None,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Rehearsal:
    """A verdict for every line of the chosen sheets; the register is not touched."""
    collects = gc.isenabled()
    # Nothing of what is made here is garbage; looking for it in a large list costs a third of the time.
    gc.disable()
    try:
        return _rehearse(workbook, register, choices or Choices(), progress, cancelled)
    finally:
        if collects:
            gc.enable()


def _rehearse(
    workbook: ReadWorkbook,
    register: Register,
    choices: Choices,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Rehearsal:
    known = [
        with_mapping(one, choices.mappings[one.sheet.name]) if one.sheet.name in choices.mappings else one
        for one in tables(workbook, register.mappings)
    ]
    wanted = choices.sheets or suggested_sheets(known)
    chosen = [one for one in known if one.sheet.name in wanted]
    words = Words(register.own_words)
    hamlets = {hamlet_key(name): (key, name) for key, name, _code in register.hamlets}
    read_lines: list[Line] = []
    ignored: list[Ignored] = []
    found: list[FileHousehold] = []
    for place, table in enumerate(chosen):
        progress(10 + 50 * place // len(chosen), f"Xem từng dòng của {table.sheet.name}")
        reading = rows.read(table, words, register.today, hamlets=hamlets, cancelled=cancelled)
        read_lines += reading.lines
        ignored += reading.ignored
        for line in reading.lines:
            line.accepted = (line.sheet, line.number) in choices.accepted
        default = choices.category or default_category(table)
        for lines in families.together(reading.lines, table.kind):
            found.append(families.household_of(lines, table.kind, default))
    progress(60, "So với sổ hộ")
    year = choices.year or suggested_year(workbook, chosen, register, found)
    new_hamlets = _find_hamlets(found, register, choices)
    twins = _twins(found)
    judge = Judging(register, year, frozenset(hamlet_key(name) for name in new_hamlets))
    for family in found:
        if id(family) not in twins:
            judge.family(family)
    judge.twins(found, twins)
    progress(95, "Kết luận từng dòng")
    order = {(row.sheet, row.number): row for row in judge.rows}
    order |= {
        (one.sheet, one.number): RowVerdict(one.sheet, one.number, Verdict.IGNORED, one.text, why=one.why)
        for one in ignored
    }
    places = {one.sheet.name: place for place, one in enumerate(chosen)}
    judged = sorted(order.values(), key=lambda row: (places[row.sheet], row.number))
    return Rehearsal(
        workbook.name,
        workbook.sha256,
        year,
        register.seq,
        judged,
        judge.plans,
        new_hamlets if any(plan.known is None for plan in judge.plans) else (),
        tuple(sample for table in chosen for sample in table.converter.samples),
        next((table.converter.name for table in chosen if table.converter.name), ""),
        (*([judge.left_out] if judge.left_out else []), *_notes(workbook, known, chosen)),
        {one.signature: as_record(one.mapping) for one in chosen if one.official is None},
        register.parked,
        tuple(judge.unknown_hamlets.values()),
    )


def _notes(workbook: ReadWorkbook, known: Sequence[Table], chosen: Sequence[Table]) -> Iterable[str]:
    """What of the file is not taken, in sentences."""
    names = {one.sheet.name for one in known}
    taken = {one.sheet.name for one in chosen}
    if workbook.macros:
        yield "Tệp có macro; phần mềm không chạy macro."
    for sheet in workbook.sheets:
        if sheet.refused:
            yield sheet.refused
        elif sheet.rows and sheet.name not in names:
            yield f"Trang tính “{sheet.name}” không có bảng người hay hộ nên không đọc."
        elif sheet.name in names and sheet.name not in taken:
            yield f"Trang tính “{sheet.name}” không được chọn."
    for table in chosen:
        unknown = [
            heading for place, heading in enumerate(table.headings) if heading and place not in table.mapping
        ]
        if unknown:
            yield f"Trang tính “{table.sheet.name}”, cột không nhập: {', '.join(unknown)}."
        left = [one.label for one in table.mapping.values() if one in NOT_KEPT and one.is_taken]
        if left:
            yield f"Trang tính “{table.sheet.name}”: {', '.join(left)} lấy theo Cài đặt, không nhập."
        hidden = [
            table.headings[place]
            for place in sorted(table.sheet.hidden_columns)
            if place in table.mapping and place < len(table.headings)
        ]
        if hidden:
            yield f"Trang tính “{table.sheet.name}” có cột ẩn vẫn được đọc: {', '.join(hidden)}."


def suggested_year(
    workbook: ReadWorkbook,
    chosen: Sequence[Table],
    register: Register,
    found: Sequence[FileHousehold] = (),
) -> int:
    """Of the closing: what the title says, else the decision's date, else the file's name.

    A file may be named after the day it was made: a year under review is not taken from there. Without any
    of these: the last year whose classes a list can tell.
    """
    named = [table.year for table in chosen if table.year]
    if named:
        return max(named)
    days = [family.decision_date for family in found if family.decision_date is not None]
    if days:
        newest = max(days)
        return newest.year if newest.month > 2 else newest.year - 1
    year = year_in(workbook.name)
    return year if year and not register.is_under_review(year) else register.closing_year


def _find_hamlets(found: Sequence[FileHousehold], register: Register, choices: Choices) -> tuple[str, ...]:
    """Give every household its hamlet; unknown ones are new, or a doubt. Returns the new names."""
    known: dict[str, tuple[int | None, str]] = {
        hamlet_key(name): (key, name) for key, name, _code in register.hamlets
    }
    create = choices.new_hamlets if choices.new_hamlets is not None else not register.hamlets
    new: dict[str, str] = {}
    if create:
        for family in found:
            name = family.hamlet or families.hamlet_in_address(family.address, register.commune)
            if name and hamlet_key(name) not in known:
                new.setdefault(hamlet_key(name), name)
        known |= {key: (None, name) for key, name in new.items()}
    places = Places(known, register.commune)
    for family in found:
        families.place(family, places)
        if family.hamlet and hamlet_key(family.hamlet) in new:
            family.hamlet = new[hamlet_key(family.hamlet)]
    return tuple(new.values())


def _twins(found: Sequence[FileHousehold]) -> dict[int, FileHousehold]:
    """Households of the escaped lists that stand in the list of the poor and near-poor too.

    Poor until now and near-poor from now on: the two lines are one household.
    """
    if not any(_was_poor_is_near(family) for family in found):
        return {}
    listed: dict[object, list[FileHousehold]] = {}
    for family in found:
        if family.kind is ListKind.LISTED and family.category is Category.NEAR_POOR:
            listed.setdefault(_people(family), []).append(family)
    twins = {}
    for family in found:
        if _was_poor_is_near(family):
            same = listed.get(_people(family))
            if same:
                twin = same.pop(0)
                twin.before = family.before
                twin.address = twin.address or family.address
                twins[id(family)] = twin
    return twins


def _was_poor_is_near(family: FileHousehold) -> bool:
    return family.kind is ListKind.ESCAPED_POOR and family.category is Category.NEAR_POOR


def _people(family: FileHousehold) -> object:
    people = tuple(
        sorted(
            (fold(line.name), str(line.get(Field.BORN) or ""), line.get(Field.ID_NUMBER) or "")
            for line in family.lines
        )
    )
    return hamlet_key(family.hamlet), people
