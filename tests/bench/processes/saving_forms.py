"""Saves a form of five people again and again, by the program or as the same rows by plain sqlite3.

saving_forms ours|plain|both FOLDER SAVES ROUNDS: prints one JSON object, seconds of one save.
"""

import dataclasses
import json
import sqlite3
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from povdesk.domain.household import HEAD, Household, Member, MemberFacts, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, House, Lacking, Review
from povdesk.domain.standard import standard_by_id

STANDARD = "2022-2026"


class Ours:
    """The program's own way: one act, one line of history."""

    def __init__(self, folder: Path) -> None:
        from povdesk.storage import reviews, rounds, settings
        from povdesk.storage.creation import create_database
        from povdesk.storage.tables import commune_identity, hamlet

        def fill(act: Any) -> None:
            settings.put(act, "working_year", 2024)
            act.insert(commune_identity, {"valid_from": date(2020, 1, 1), "kind": "xã", "name": "Trà Thử"})
            act.insert(hamlet, {"code": "TL", "name": "Trà Lạc", "position": 0})

        self.database = create_database(folder / "ours.db", fill=fill)
        self.standard = standard_by_id(STANDARD)
        self._reviews = reviews
        with self.database.writing() as act:
            this = rounds.open_round(act, 2024, standard_id=STANDARD, started_on=date(2024, 9, 1))
        with self.database.writing() as act:
            saved = reviews.save(act, self.standard, _family(), _form(self.standard, this, 0))
        with self.database.reading() as connection:
            self.form = reviews.open_form(connection, saved.household_id, this)

    def save(self, number: int) -> None:
        """The form with other answers than before, as after an evening's corrections."""
        household, review = _changed(self.form.household, self.form.review, number)
        with self.database.writing() as act:
            self._reviews.save(act, self.standard, household, review)

    def last_changes(self) -> list[dict[str, Any]]:
        """What the last save changed."""
        with self.database.reading() as connection:
            text = connection.exec_driver_sql(
                "SELECT payload FROM history ORDER BY seq DESC LIMIT 1"
            ).scalar()
        return list(json.loads(str(text)))


class Plain:
    """The same changed rows and one row of history, by hand."""

    def __init__(self, folder: Path, ours: Ours) -> None:
        ours.save(0)
        even = ours.last_changes()
        ours.save(1)
        self.changes = ours.last_changes()
        self._turns = (even, self.changes)
        target = sqlite3.connect(folder / "plain.db")
        source = sqlite3.connect(folder / "ours.db")
        source.backup(target)
        target.close()
        self._plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            with ours.database.reading() as connection:
                value = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            self._plain.execute(f"PRAGMA {name} = {value}")
        source.close()

    def save(self, number: int) -> None:
        """Update each changed row, then write the history."""
        execute = self._plain.execute
        changes = self._turns[number % 2]
        execute("BEGIN IMMEDIATE")
        for change in changes:
            names = list(change["after"])
            marks = ", ".join(f'"{name}" = ?' for name in names)
            execute(
                f'UPDATE "{change["table"]}" SET {marks} WHERE id = ?',
                [*change["after"].values(), change["id"]],
            )
        (last,) = execute("SELECT max(seq) FROM history").fetchone()
        entry = {
            "seq": last + 1,
            "at_utc": "2024-05-06T07:08:09.000+00:00",
            "at_local": "2024-05-06T14:08:09+07:00",
            "officer_id": 1,
            "action": "Lưu phiếu hộ",
            "object_type": "household",
            "object_uid": "0" * 32,
            "payload": json.dumps(changes, ensure_ascii=False),
            "salt": b"0" * 16,
            **dict.fromkeys(("payload_hash", "prev_hash", "hash"), "0" * 64),
        }
        slots = ", ".join("?" for _ in entry)
        execute(f"INSERT INTO history ({', '.join(entry)}) VALUES ({slots})", tuple(entry.values()))
        execute("COMMIT")


def main(which: str, folder: str, saves: int, rounds: int) -> None:
    """Print the median seconds of one save."""
    ours = Ours(Path(folder))
    plain = Plain(Path(folder), ours)
    savers = {"ours": ours.save, "plain": plain.save}
    wanted = savers if which == "both" else {which: savers[which]}
    seconds: dict[str, list[float]] = {name: [] for name in wanted}
    for _ in range(rounds):
        for name, save in wanted.items():
            started = time.perf_counter()
            for number in range(saves):
                save(number)
            seconds[name].append((time.perf_counter() - started) / saves)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    print(json.dumps({**medians, "changes": len(plain.changes)}))


def _family() -> Household:
    members = []
    for place in range(5):
        person = Person(
            f"Hồ Thị Ánh {place}", Sex.FEMALE, PartialDate(1980 + 5 * place, 5, 6), ethnic_group="30"
        )
        facts = MemberFacts(health_insurance=YesNo.YES, education="primary", work_status="working")
        members.append(Member(person, HEAD if not place else "child", facts=facts))
    return Household(hamlet_id=1, members=tuple(members))


def _form(standard: Any, round_id: int, number: int) -> Review:
    answers = {indicator.code: Answer(Lacking.NO) for indicator in standard.indicators}
    return Review(
        round_id=round_id,
        standard_id=STANDARD,
        reviewed_on=date(2024, 10, 10),
        reviewer="Đinh Văn Hoà",
        income_points=120,
        answers=answers,
        reasons=("no_land",),
        house=House(48.0, "brick", "solid", "sheet", "piped", "septic", "grid"),
    )


def _changed(household: Household, review: Review, number: int) -> tuple[Household, Review]:
    """Every member, six answers and the form itself change with each save."""
    insured = YesNo.NO if number % 2 else YesNo.YES
    members = tuple(
        dataclasses.replace(
            member,
            facts=dataclasses.replace(member.facts, health_insurance=insured, note=f"lần {number % 2}"),
        )
        for member in household.members
    )
    lacking = Lacking.YES if number % 2 else Lacking.NO
    answers = {
        code: Answer(lacking) if place < 6 else answer
        for place, (code, answer) in enumerate(review.answers.items())
    }
    return (
        dataclasses.replace(household, members=members, address=f"Tổ {number % 2}"),
        dataclasses.replace(review, answers=answers, income_points=120 + 5 * (number % 2)),
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
