"""The invented commune around the households: hamlets, typed totals, signers, bodies, cadres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from povdesk.domain.vietnamese import fold
from povdesk.storage.demo import codes
from povdesk.storage.demo.families import Family
from povdesk.storage.demo.names import Names
from povdesk.storage.demo.rows import Rows
from povdesk.storage.demo.support import YearsSupport
from povdesk.storage.tables import (
    assignment,
    body,
    cadre,
    hamlet,
    hamlet_assignment,
    hamlet_total,
    organisation_membership,
    signer,
)


@dataclass(frozen=True)
class Staff:
    """Keys and names of those who do the work. chiefs: names by hamlet."""

    cadres: tuple[int, ...]
    on_list: tuple[int, ...]
    names: tuple[str, ...]
    chiefs: tuple[str, ...]


def keep_hamlets(rows: Rows, words: Mapping[str, Any], chiefs: Sequence[str], scale: float) -> None:
    """The hamlets, and the totals of all residents typed at each closing; 2024 is not typed yet."""
    for place, entry in enumerate(words["hamlets"]):
        key = rows.add(
            hamlet,
            {
                "code": entry["code"],
                "kind": "thôn",
                "name": entry["name"],
                "position": place,
                "valid_from": date(2021, 1, 1),
                "chief_name": chiefs[place],
            },
        )
        for year, growth in words["growth"].items():
            whole = scale * growth

            def typed(name: str, entry: Mapping[str, int] = entry, whole: float = whole) -> int:
                return round(entry[name] * whole)

            rows.add(
                hamlet_total,
                {
                    "hamlet_id": key,
                    "year": int(year),
                    "households": typed("households"),
                    "people": typed("people"),
                    "minority_households": typed("minority"),
                    "children_under_16": typed("children"),
                    "source": "Trưởng thôn báo cáo",
                },
            )


def keep_staff(rows: Rows, names: Names, words: Mapping[str, Any], hamlets: Sequence[int]) -> Staff:
    """Signers, bodies and cadres, all with invented names."""
    for place, entry in enumerate(words["signers"]):
        rows.add(
            signer,
            {
                "full_name": names.full_name("30", entry["sex"]),
                "post": entry["post"],
                "acting_for": entry["acting_for"],
                "valid_from": date(2021, 7, 1),
                "is_default": int(place == 0),
            },
        )
    bodies = {
        entry["short_name"]: rows.add(body, {**entry, "valid_from": date(2021, 1, 1)})
        for entry in words["bodies"]
    }
    keys: list[int] = []
    on_list: list[int] = []
    everyone: list[str] = []
    chiefs: list[str] = []
    for place, entry in enumerate(words["cadres"]):
        name = names.full_name("30" if place % 3 else "19", "male" if place % 5 < 3 else "female")
        listed = entry.get("on_list", False)
        key = rows.add(
            cadre,
            {
                "full_name": name,
                "search_key": fold(name),
                "post": entry["post"],
                "body_id": bodies.get(entry.get("body", "")),
                "on_poverty_list": int(listed),
                "valid_from": date(2021, 1, 1) if listed else date(2022, 1, 1),
            },
        )
        keys.append(key)
        everyone.append(name)
        if listed:
            on_list.append(key)
        if entry["post"].startswith("Trưởng thôn"):
            rows.add(
                hamlet_assignment,
                {"hamlet_id": hamlets[len(chiefs)], "cadre_id": key, "valid_from": date(2021, 1, 1)},
            )
            chiefs.append(name)
    return Staff(tuple(keys), tuple(on_list), tuple(everyone), tuple(chiefs))


def keep_assignments(rows: Rows, families: Sequence[Family], staff: Staff) -> None:
    """One cadre for most poor and near-poor households of 2024; every eighth has none yet."""
    for place, family in enumerate(f for f in families if f.classes.get(2023) in ("P", "N")):
        if place % 8 == 5:
            continue
        rows.add(
            assignment,
            {
                "household_id": family.id,
                "cadre_id": staff.cadres[place % len(staff.cadres)],
                "valid_from": date(2024, 3, 15),
                "valid_to": family.until,
                "goal": "Giúp hộ thoát nghèo" if place % 3 == 0 else "Giảm một chỉ số thiếu hụt",
                "content": "Hướng dẫn sản xuất, làm hồ sơ hỗ trợ",
                "result": "",
            },
        )


def keep_organisations(rows: Rows, families: Sequence[Family], random: Random) -> None:
    """Members of the unions, whom plan V.7 asks to keep out of poverty."""
    day = date(2024, 1, 1)
    for family in families:
        for stay in family.present(day):
            age = stay.person.age_on(day)
            if age < 18 or random.random() > 0.4:
                continue
            organisation = codes.FARMERS if stay.person.sex == "male" else codes.WOMEN
            if age < 30:
                organisation = codes.YOUTH
            rows.add(
                organisation_membership,
                {"person_id": stay.person.id, "organisation": organisation, "valid_from": date(2021, 1, 1)},
            )


def keep_cadre_courses(support: YearsSupport, staff: Staff) -> None:
    """Courses of those on the poverty list; in 2024 two have not been yet."""
    for year, missing in ((2023, 1), (2024, 2)):
        for key in staff.on_list[: len(staff.on_list) - missing]:
            support.event(
                codes.CADRE_COURSE,
                year,
                subject="cadre",
                cadre_id=key,
                happened_on=date(year, 7, 18),
                result="Lớp tập huấn nghiệp vụ giảm nghèo",
            )
