"""Titles, headings, switches of the result tables, the words of one report: files, then the officer."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from povdesk.domain import catalogues
from povdesk.domain.result_tables import TableRules
from povdesk.domain.rule_data import merged
from povdesk.paths import RESOURCES
from povdesk.storage import paper_wording, rounds, rule_edits, settings
from povdesk.storage.act import Act

KIND, CODE = "paper", "results"
WORDING = RESOURCES / "papers" / "results.toml"
EXTRAS = ("T11", "T12", "T13", "T14", "T15")
"""Tables that only some provinces ask for; T14 and T15 are long."""


def rules(connection: Connection, day: date) -> TableRules:
    """In force on a day."""
    found = data(connection)
    tables = _on(found["table"], day)
    options, titles = found["options"], _titles(connection)
    return TableRules(
        {row["code"]: row.get("title") or titles[row["code"]] for row in tables},
        {row["code"]: row.get("template", "") for row in tables},
        {row["code"]: tuple(row.get("headings", ())) for row in tables},
        tuple((code, catalogues.name_of("ethnic_groups", code)) for code in options["ethnic_groups"]),
        tuple(code for code in EXTRAS if code in options["extras"]),
        bool(options["count_once"]),
        tuple(options["priority"]),
    )


def addressees(connection: Connection, day: date) -> tuple[str, ...]:
    """To whom the report goes on a day, with {huyen} and {tinh} for names."""
    return tuple(name for row in _on(data(connection)["addressee"], day) for name in row["names"])


def set_options(act: Act, options: Mapping[str, Any]) -> None:
    """Keep what the province wants: extras, ethnic_groups, count_once, priority."""
    known = rule_edits.edits(act.connection, KIND).get(CODE)
    payload = merged(dict(known.payload) if known else {}, {})
    payload["options"] = {**payload.get("options", {}), **options}
    rule_edits.put(act, KIND, CODE, payload, "Đổi lựa chọn của biểu kết quả rà soát")


def texts(connection: Connection, round_id: int) -> dict[str, str]:
    """What the officer wrote into the report of a round, by block; blocks not written are not in it."""
    this = rounds.get(connection, round_id)
    found = settings.get(connection, f"review_report:{this.uid}", {})
    return {str(key): str(value) for key, value in found.items()}


def save_texts(act: Act, round_id: int, written: Mapping[str, str]) -> None:
    """Keep the officer's words for the report of a round; an empty block goes back to the usual wording."""
    this = rounds.get(act.connection, round_id)
    act.describe(f"Sửa lời báo cáo kết quả rà soát, {this.name}", "review_round", this.uid)
    settings.put(
        act, f"review_report:{this.uid}", {key: text.strip() for key, text in written.items() if text.strip()}
    )


def data(connection: Connection) -> dict[str, Any]:
    """The whole file as it is in force here."""
    edit = rule_edits.edits(connection, KIND).get(CODE)
    return merged(shipped(), edit.payload) if edit else dict(shipped())


@cache
def shipped() -> Mapping[str, Any]:
    """As the program brings it."""
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))


def _titles(connection: Connection) -> dict[str, str]:
    """By code, as shipped or as the officer put them; a dated title in the data itself wins."""
    tables = [code for code in paper_wording.PAPERS if paper_wording.holds(paper_wording.TABLES, code)]
    return {code: paper_wording.lines(connection, paper_wording.TABLES, code)["title"][0] for code in tables}


def _on(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    return [row for row in rows if row.get("valid_from", date.min) <= day <= row.get("valid_to", date.max)]
