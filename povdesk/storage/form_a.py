"""The checklist of phiếu A: the officer's own list, because no official one is known to the program."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import rule_edits
from povdesk.storage.act import Act

KIND, CODE = "catalogue", "form_a"


def items(connection: Connection) -> tuple[CatalogueItem, ...]:
    """The lines in use, in the officer's order."""
    return tuple(item for item in _all(connection) if item.active)


def put(act: Act, lines: Sequence[str]) -> None:
    """Keep these lines as the list. A line already known keeps its code; one left out is only set aside."""
    rule_edits.put(act, KIND, CODE, payload_for(act.connection, lines), "Sửa danh mục phiếu A")


def payload_for(connection: Connection, lines: Sequence[str]) -> dict[str, Any]:
    """What is kept so that these lines are the list."""
    wanted = list(dict.fromkeys(line for line in map(clean_text, lines) if line))
    known = {item.name: item.code for item in _all(connection)}
    numbers = [int(code[1:]) for code in known.values() if code[1:].isdecimal()]
    following = max(numbers, default=0) + 1
    rows = []
    for name in wanted:
        if name not in known:
            known[name] = f"A{following}"
            following += 1
        rows.append({"code": known[name], "name": name, "active": True})
    rows += [
        {"code": code, "name": name, "active": False} for name, code in known.items() if name not in wanted
    ]
    return {"item": rows}


def _all(connection: Connection) -> tuple[CatalogueItem, ...]:
    edit = rule_edits.edits(connection, KIND).get(CODE)
    if edit is None:
        return catalogues.load(CODE)
    return tuple(
        CatalogueItem(row["code"], row["name"], active=bool(row["active"])) for row in edit.payload["item"]
    )
