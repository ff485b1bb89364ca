"""Rule packs for tests: invented limits and texts in the form in which a province would send them."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from povdesk.domain.procedure import shipped_procedures
from povdesk.domain.rule_pack import Pack, PackHead, Standing
from povdesk.domain.standard import shipped_standards
from povdesk.storage import plan_wordings, seeds
from povdesk.storage.database import Database
from povdesk.storage.rule_packs import container, taking
from povdesk.storage.tables import metadata
from tests.storage import made_once

HEAD = PackHead(
    "Quy định giai đoạn 2027-2030",
    "01/2026",
    "Phòng nghiệp vụ của tỉnh (gói bịa để thử)",
    ("Văn bản bịa số 1 dùng để thử",),
    date(2026, 12, 20),
)
DAY_2027 = date(2027, 10, 1)
"""A day of the standard that `new_standard` makes."""
STANDARD = "standard:2027-2030"
CUTOFFS = {"rural": 150, "urban": 180}
HOLIDAY = {"code": "2027-02-05", "name": "Tết Nguyên đán", "month": 2, "day": 5}


def a_register(folder: Path, name: str = "povdesk.db") -> Database:
    """An empty register of an officer, in December 2026."""
    return made_once.register(
        folder / name,
        seeds.seed,
        officer_name="Hồ Văn Ổn",
        clock=lambda: datetime(2026, 12, 21, 8, tzinfo=UTC),
    )


def new_standard(**changes: Any) -> dict[str, Any]:
    """The standard 2027-2030 with invented limits, so that it classifies."""
    data = dict(next(one.data for one in shipped_standards() if one.id == "2027-2030"))
    data["indicator"] = [
        {**row, "text": f"Hộ thiếu hụt {row['name'].lower()} (lời bịa)"} for row in data["indicator"]
    ]
    return data | {"status": "complete", "cutoffs": dict(CUTOFFS)} | changes


def new_procedure() -> dict[str, Any]:
    """A procedure from 2027 with the steps of the old one and other deadlines."""
    old = next(one.data for one in shipped_procedures() if one.id == "QD24-2021")
    steps = [{**row, "working_days": 7} if row["code"] == "posting" else row for row in old["step"]]
    return {
        "id": "2027",
        "title": "Quy trình rà soát từ năm 2027 (bịa)",
        "legal_basis": ["Văn bản bịa số 2"],
        "effective_from": date(2027, 1, 1),
        "status": "complete",
        "step": steps,
    }


def new_plan(year: int = 2028) -> dict[str, Any]:
    """The wording of plans from a year on, with an opening of its own."""
    path = plan_wordings.TEMPLATES / "2026.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return data | {"year": year, "opening": "UBND {{commune.name}} lập Kế hoạch (lời bịa) như sau:"}


def contents() -> dict[str, dict[str, Any]]:
    """One of every kind."""
    return {
        "standards/2027-2030.toml": new_standard(),
        "procedures/2027.toml": new_procedure(),
        "annual_plan/2028.toml": new_plan(),
        "papers/round.toml": {"D08": {"funding": ["Kinh phí do tỉnh cấp cho {xa}."]}},
        "papers/results.toml": {"options": {"extras": ["T11"]}},
        "programmes/2026-2035.toml": {
            "code": "2026-2035",
            "name": "Chương trình bịa",
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2035, 12, 31),
            "project": [
                {"code": "HP1", "name": "Hợp phần sinh kế", "short_name": "Hợp phần 1"},
                {"code": "HP1.1", "parent": "HP1", "name": "Nội dung một", "short_name": "Nội dung 1"},
            ],
        },
        "catalogues/public_holidays.toml": {"title": "Ngày nghỉ lễ", "item": [dict(HOLIDAY)]},
        "catalogues/form_a.toml": {"title": "Phiếu A", "item": [{"code": "A1", "name": "Hộ có ô tô"}]},
        "indicators/rules.toml": {"counting": {"exit_months": 24}},
        "indicators/suggestions.toml": {"pace": {"years": 4}},
        "insurance/groups.toml": {
            "period": [
                {"valid_from": date(2027, 1, 1), "groups": ["poor", "near_poor"], "source": "Văn bản bịa"}
            ]
        },
    }


def a_pack(files: dict[str, dict[str, Any]] | None = None, head: PackHead = HEAD) -> Pack:
    """As it is read from the file."""
    return container.from_bytes(container.to_bytes(head, files or contents()))


def as_offered(database: Database, pack: Pack) -> dict[str, Standing]:
    """What is taken when the officer only presses the button."""
    with database.reading() as connection:
        return {one.key: one.standing for one in taking.look(connection, pack) if one.standing.is_taken}


def take(database: Database, pack: Pack, *more: str) -> str:
    """Take a pack in as offered, and these keys as well."""
    chosen = as_offered(database, pack)
    with database.reading() as connection:
        chosen |= {one.key: one.standing for one in taking.look(connection, pack) if one.key in more}
    with database.writing() as act:
        return taking.take_in(act, pack, chosen)


@pytest.fixture
def database(data_folder: Path):
    made = a_register(data_folder)
    yield made
    made.close()


def kept(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the rules as it stands."""
    names = ("rule_override", "catalogue_item", "project", "rule_pack")
    with database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(metadata.tables[name]))] for name in names
        }


def only_standard(**changes: Any):
    return a_pack({"standards/2027-2030.toml": new_standard(**changes)})


def by_key(database: Database, pack) -> dict[str, Any]:
    with database.reading() as connection:
        return {one.key: one for one in taking.look(connection, pack)}
