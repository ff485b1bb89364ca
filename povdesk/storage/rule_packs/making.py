"""Making a rule pack out of what was typed here, for another commune."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.rule_pack import PackHead, PackItem, Part, checked_head
from povdesk.domain.toml_text import dated
from povdesk.domain.vietnamese import short_date
from povdesk.storage import catalogue_edits, paper_wording, programme, rule_edits
from povdesk.storage.backup import disk
from povdesk.storage.tables import catalogue_item, rule_override

from . import catalogue_files, container, files
from .here import Here, project_values

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Choice:
    """Something that is not as shipped. origin: as `RuleEdit.origin`, empty where it is not kept."""

    item: PackItem
    origin: str = ""
    changed_at: datetime | None = None

    @property
    def key(self) -> str:
        return self.item.key


def choices(connection: Connection) -> tuple[Choice, ...]:
    """All that was changed or added here, rule by rule; standards and procedures as a whole."""
    here = Here(connection)
    return (*_overrides(connection, here), *_items(connection), *_projects(connection))


def make(connection: Connection, head: PackHead, keys: Collection[str]) -> bytes:
    """The file with the chosen edits. It is read back as the receiver will read it."""
    head = checked_head(head)
    known = choices(connection)
    chosen = [one.item for one in known if one.key in keys]
    above = {one.data["parent"] for one in chosen if one.part is Part.PROJECT}
    above -= {one.code for one in chosen if one.part is Part.PROJECT}
    chosen += [one.item for one in known if one.item.part is Part.PROJECT and one.item.code in above]
    if not chosen:
        raise InvalidInput("Chưa chọn quy định nào để xuất.", "Đánh dấu ít nhất một mục.")
    made = container.to_bytes(head, _contents(chosen))
    container.from_bytes(made)
    return made


def prove(path: Path, made: bytes) -> None:
    """Read a written file back, from the stick itself as far as that can be asked: it is what was made."""
    try:
        with path.open("rb") as file:
            disk.forget_cached(file)
            same = file.read(len(made) + 1) == made
    except OSError:
        same = False
    if not same:
        raise NotPossibleNow(
            f"Tệp {path.name} ghi ra nhưng đọc lại không đúng.", "Rút USB ra, cắm lại rồi xuất lần nữa."
        )


def _overrides(connection: Connection, here: Here) -> Iterable[Choice]:
    rows = connection.execute(select(rule_override).order_by(rule_override.c.kind, rule_override.c.code))
    for row in rows.all():
        if row.kind not in set(Part):
            continue
        part = Part(row.kind)
        edit = rule_edits.edits(connection, row.kind)[row.code]
        group = paper_wording.any_file_of(row.code) if part is Part.WORDING else ""
        item = PackItem(part, row.code, row.code, dict(edit.payload), group)
        value = here.value(item)
        if value is not None:
            made = PackItem(part, row.code, _title(part, row.code, value), value, group)
            yield Choice(made, row.origin, edit.changed_at)


def _items(connection: Connection) -> Iterable[Choice]:
    names = connection.execute(
        select(catalogue_item.c.catalogue).distinct().order_by(catalogue_item.c.catalogue)
    ).scalars()
    for name in [one for one in names.all() if one not in catalogue_files.REFUSED]:
        for item in catalogue_edits.edits(connection, name):
            title = f"{catalogues.catalogue(name).title}: {item.name}"
            yield Choice(PackItem(Part.CATALOGUE, item.code, title, catalogue_files.values(item), name))


def _projects(connection: Connection) -> Iterable[Choice]:
    shipped = {
        one.code: project_values(one, place)
        for place, one in enumerate(programme.shipped_projects(), start=1)
    }
    for one in programme.projects(connection):
        values = project_values(one)
        if values != shipped.get(one.code):
            yield Choice(PackItem(Part.PROJECT, one.code, one.called, values, one.programme))


def _title(part: Part, code: str, value: Mapping[str, Any]) -> str:
    if part is Part.WORDING:
        return paper_wording.PAPERS.get(code, code)
    if part in (Part.COUNTING, Part.SUGGESTIONS):
        return files.SECTIONS.get(code, code)
    if part is Part.FORM_A:
        return catalogues.catalogue(code).title
    if part is Part.PLAN:
        return f"Mẫu kế hoạch từ năm {code}"
    if part is Part.INSURANCE:
        return f"Từ ngày {short_date(date.fromisoformat(code))}"
    return str(value.get("title") or part.words)


def _contents(items: Iterable[PackItem]) -> dict[str, dict[str, Any]]:
    """The files by path, each in the form of the shipped files of its kind."""
    made: dict[str, dict[str, Any]] = {}
    for item in items:
        data = dated(item.data)
        if item.part in (Part.STANDARD, Part.PROCEDURE):
            made[f"{item.part}s/{_file_name(item.code)}.toml"] = data
        elif item.part is Part.PLAN:
            made[f"annual_plan/{item.code}.toml"] = data
        elif item.part is Part.WORDING:
            made.setdefault(f"papers/{item.group}", {})[item.code] = data
        elif item.part is Part.RESULTS:
            made["papers/results.toml"] = data
        elif item.part is Part.COUNTING:
            made.setdefault("indicators/rules.toml", {})[item.code] = data
        elif item.part is Part.SUGGESTIONS:
            made.setdefault("indicators/suggestions.toml", {})[item.code] = data
        elif item.part is Part.INSURANCE:
            periods = made.setdefault("insurance/groups.toml", {"period": []})["period"]
            periods.append(dated({"valid_from": item.code, **item.data}))
        elif item.part is Part.PROJECT:
            _add_project(made, item, data)
        else:
            _add_to_list(made, item, data)
    return made


def _add_project(made: dict[str, dict[str, Any]], item: PackItem, data: Mapping[str, Any]) -> None:
    path = f"programmes/{_file_name(item.group or 'khac')}.toml"
    file = made.setdefault(path, {"code": item.group, "project": []})
    file["project"].append({"code": item.code, **{k: v for k, v in data.items() if k != "programme"}})


def _add_to_list(made: dict[str, dict[str, Any]], item: PackItem, data: Mapping[str, Any]) -> None:
    name = item.group or item.code
    shipped = catalogues.catalogue(name)
    file = made.setdefault(f"catalogues/{name}.toml", {"title": shipped.title, "item": []})
    if item.part is Part.FORM_A:
        file["item"] = [{"code": f"A{n}", "name": line} for n, line in enumerate(data["item"], start=1)]
        return
    facts = {key: value for key, value in data.items() if key != "extra"}
    file["item"].append({"code": item.code, **facts, **data["extra"]})


def _file_name(code: str) -> str:
    return _UNSAFE.sub("-", code).strip("-") or "khac"
