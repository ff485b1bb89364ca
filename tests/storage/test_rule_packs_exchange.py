"""Rule packs from hand to hand: what goes out comes in the same, and never over an officer's own edits."""

import functools
import shutil
import string
import tempfile
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from povdesk.domain import catalogues, toml_text
from povdesk.domain.procedure import shipped_procedures
from povdesk.domain.standard import shipped_standards
from povdesk.domain.vietnamese import clean_text
from povdesk.paths import RESOURCES
from povdesk.storage import (
    catalogue_edits,
    catalogue_items,
    form_a,
    insurance_changes,
    paper_wording,
    programme,
    result_table_rules,
    rule_edits,
    what_if_rules,
)
from povdesk.storage.database import Database, open_database
from povdesk.storage.indicators import rules as counting
from povdesk.storage.rule_packs import container, files, making, taking

from .rule_packs import HEAD, a_register, take


def test_every_shipped_rule_file_can_be_sent_as_it_is() -> None:
    """The form of a pack's files is the form of the shipped ones."""
    sent: dict[str, Any] = {}
    for folder in ("standards", "procedures", "programmes"):
        for path in sorted((RESOURCES / folder).glob("*.toml")):
            sent[f"{folder}/{path.name}"] = tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((RESOURCES / "papers" / "annual_plan").glob("20*.toml")):
        sent[f"annual_plan/{path.name}"] = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("indicators/rules.toml", "indicators/suggestions.toml", "insurance/groups.toml"):
        sent[name] = tomllib.loads((RESOURCES / name).read_text(encoding="utf-8"))
    for name in catalogues.names():
        if name not in files.catalogue_files.REFUSED:
            path = RESOURCES / "catalogues" / f"{name}.toml"
            sent[f"catalogues/{name}.toml"] = tomllib.loads(path.read_text(encoding="utf-8"))
    pack = container.from_bytes(container.to_bytes(HEAD, sent))

    with tempfile.TemporaryDirectory() as folder:
        database = a_register(Path(folder))
        with database.reading() as connection:
            offered = taking.look(connection, pack)
        database.close()
    assert len(offered) > 200
    assert {one.standing.value for one in offered} == {"same"}
    assert len(shipped_standards()) == 2 and len(shipped_procedures()) == 2


KEYS = some.text(string.ascii_letters + string.digits + "_-. ăĐ\"'#=[]\n", min_size=1, max_size=8)
VALUES = some.recursive(
    some.one_of(
        some.booleans(),
        some.integers(-(10**12), 10**12),
        some.floats(allow_nan=False, allow_infinity=False),
        some.text(max_size=12),
        some.dates(),
        some.lists(some.text(max_size=5), max_size=3),
    ),
    lambda inner: some.one_of(
        some.dictionaries(KEYS, inner, max_size=3),
        some.lists(some.dictionaries(KEYS, inner, max_size=3), max_size=3),
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(some.dictionaries(KEYS, VALUES, max_size=4))
def test_rule_data_written_as_toml_are_read_back_the_same(data: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text.dumped(data)) == data


slowly = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Every example is two registers."""


@functools.cache
def _template() -> Path:
    """Made once; a copy of it is a fresh register."""
    folder = Path(tempfile.mkdtemp(prefix="povdesk-mẫu-"))
    a_register(folder).close()
    return folder / "povdesk.db"


def a_copy(folder: Path, name: str) -> Database:
    return open_database(
        Path(shutil.copy(_template(), folder / name)), clock=lambda: datetime(2026, 12, 21, 8, tzinfo=UTC)
    )


POINTS = some.integers(0, 300)
NAMES = some.text("abcđêôưạ ", min_size=1, max_size=10).map(clean_text).filter(bool)
EDITS = some.fixed_dictionaries(
    {},
    optional={
        "rural": POINTS,
        "urban": POINTS,
        "text": NAMES,
        "drops": some.sampled_from(["waste_treatment", "telecom"]),
        "days": some.integers(4, 60),
        "funding": NAMES,
        "months": some.integers(0, 60),
        "years": some.integers(1, 5),
        "lines": some.lists(NAMES, min_size=1, max_size=3),
        "extras": some.lists(some.sampled_from(["T11", "T12"]), unique=True),
        "holiday": some.dates(date(2027, 1, 1), date(2030, 12, 31)),
        "reason": NAMES,
        "retired": some.dates(date(2027, 1, 1), date(2030, 12, 31)),
        "project": NAMES,
        "groups": some.lists(some.sampled_from(["poor", "near_poor", "escaped"]), min_size=1, unique=True),
    },
)


def edit(database: Database, wanted: dict[str, Any]) -> None:
    """As an officer would type them, one act each."""
    for name, value in wanted.items():
        with database.writing() as act:
            act.describe("Sửa quy định")
            _edit(act, name, value)


def _edit(act: Any, name: str, value: Any) -> None:
    def standard(changes: dict[str, Any]) -> None:
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", changes, "Sửa")

    if name in ("rural", "urban"):
        standard({"cutoffs": {name: value}})
    elif name == "text":
        standard({"indicator": [{"code": "employment", "text": value}]})
    elif name == "drops":
        standard({"indicator": [{"code": value, "removed": True}]})
    elif name == "days":
        step = [{"code": "posting", "working_days": value}]
        rule_edits.change(act, rule_edits.PROCEDURE, "QD24-2021", {"step": step}, "Sửa")
    elif name == "funding":
        paper_wording.keep(act, "round.toml", "D08", {"funding": [value]})
    elif name == "months":
        counting.change(act, "counting", {"exit_months": value})
    elif name == "years":
        what_if_rules.change(act, "pace", {"years": value})
    elif name == "lines":
        form_a.put(act, value)
    elif name == "extras":
        result_table_rules.set_options(act, {"extras": value})
    elif name == "holiday":
        catalogue_items.add_holiday(act, "Nghỉ bù", value)
    elif name == "reason":
        catalogue_items.add(act, "reasons", f"Lý do {value}", like="no_land")
    elif name == "retired":
        catalogue_items.retire(act, "water_sources", "rain", value)
    elif name == "project":
        top = programme.save_project(act, programme.Project("", value, valid_from=date(2026, 1, 1)))
        code = next(one.code for one in programme.projects(act.connection) if one.id == top)
        programme.save_project(act, programme.Project("", f"Phần của {value}", parent=code))
    elif name == "groups":
        rule = insurance_changes.EntitledGroups(date(2027, 1, 1), frozenset(value), "Văn bản bịa")
        insurance_changes.save_groups(act, rule)


def in_force(database: Database) -> dict[str, Any]:
    """Everything that packs may bring, as the program uses it."""
    with database.reading() as connection:
        lists = {name: catalogue_edits.load(connection, name) for name in catalogues.names()}
        return {
            "standards": [toml_text.plain(one.data) for one in rule_edits.standards(connection)],
            "procedures": [toml_text.plain(one.data) for one in rule_edits.procedures(connection)],
            "wording": paper_wording.lines(connection, "round.toml", "D08"),
            "counting": counting.load(connection),
            "suggestions": what_if_rules.load(connection),
            "form_a": [item.name for item in form_a.items(connection)],
            "results": result_table_rules.data(connection),
            "lists": {name: sorted(map(str, items)) for name, items in lists.items()},
            "projects": [
                (one.code, one.name, one.parent, one.valid_from) for one in programme.projects(connection)
            ],
            "groups": insurance_changes.entitled_groups(connection),
        }


@slowly
@given(EDITS)
def test_rules_sent_to_a_fresh_register_are_in_force_there_as_here(wanted: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix="xã Trà Bịa ") as folder:
        here, there = a_copy(Path(folder), "đây.db"), a_copy(Path(folder), "kia.db")
        edit(here, wanted)
        with here.reading() as connection:
            keys = {one.key for one in making.choices(connection)}
            made = making.make(connection, HEAD, keys) if keys else b""
        if made:
            pack = container.from_bytes(made)
            if any(one.standing.value != "same" for one in _look(there, pack)):
                take(there, pack)
        assert in_force(there) == in_force(here)
        here.close()
        there.close()


@slowly
@given(EDITS, EDITS)
def test_a_pack_never_changes_what_the_officer_typed(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix="xã Trà Bịa ") as folder:
        here, there = a_copy(Path(folder), "đây.db"), a_copy(Path(folder), "kia.db")
        edit(there, theirs)
        edit(here, ours)
        with there.reading() as connection:
            keys = {one.key for one in making.choices(connection)}
            made = making.make(connection, HEAD, keys) if keys else b""
        before = in_force(here)
        if made:
            pack = container.from_bytes(made)
            if any(one.standing.is_taken for one in _look(here, pack)):
                take(here, pack)
        after = in_force(here)
        if {"rural", "urban", "text", "drops"} & set(ours):
            assert after["standards"] == before["standards"]
        if "days" in ours:
            assert after["procedures"] == before["procedures"]
        for name, kind in (
            ("funding", "wording"),
            ("lines", "form_a"),
            ("extras", "results"),
            ("months", "counting"),
            ("years", "suggestions"),
            ("groups", "groups"),
        ):
            if name in ours:
                assert after[kind] == before[kind]
        for items in before["lists"]:
            assert len(after["lists"][items]) >= len(before["lists"][items])
        assert [one for one in before["projects"] if one not in after["projects"]] == []
        here.close()
        there.close()


def _look(database: Database, pack: Any) -> tuple[taking.Offered, ...]:
    with database.reading() as connection:
        return taking.look(connection, pack)
