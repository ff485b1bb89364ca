"""The invented review rounds: three recognised, one continuous, and 2024 with its forms half gathered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from povdesk.domain.review import Lacking
from povdesk.storage.demo import codes
from povdesk.storage.demo.classing import Classing
from povdesk.storage.demo.families import Family
from povdesk.storage.demo.forms import Form, fill, leaves_answers_open
from povdesk.storage.demo.keeping import CATEGORIES, CONTINUOUS_ROUND, ROUND_OF_YEAR
from povdesk.storage.demo.register import CLOSINGS
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import (
    decision,
    meeting,
    posting,
    review,
    review_answer,
    review_group,
    review_member,
    review_need,
    review_reason,
    review_round,
    round_step,
)


@dataclass
class Reviewed:
    """A form as later parts need it: who has which need and lack."""

    family: Family
    year: int
    day: date
    mark: str
    form: Form
    state: str
    answers: dict[str, str] = field(default_factory=dict)


def keep_rounds(rows: Rows, chairs: Sequence[str]) -> None:
    """The rounds with their steps, meetings, postings and decisions. chairs: one name per hamlet."""
    for year in CLOSINGS:
        first = year == 2021
        key = rows.add(
            review_round,
            {
                "year": year,
                "kind": "period_start" if first else "periodic",
                "name": f"Tổng rà soát đầu kỳ cuối năm {year}" if first else f"Rà soát định kỳ năm {year}",
                "standard_id": codes.STANDARD,
                "procedure_id": codes.PROCEDURE,
                "started_on": date(year, 9, 1),
                "ended_on": date(year, 12, 12),
                "state": "recognised",
                "note": "Chỉ giữ kết quả, không nhập lại phiếu" if first else "",
            },
            ROUND_OF_YEAR[year],
        )
        _keep_steps(rows, key, year, len(codes.STEPS))
        _keep_decision(rows, key, f"{60 + year - 2021}/QĐ-UBND", date(year, 12, 12), "periodic")
        for place, chair in enumerate(chairs):
            _keep_meeting(rows, key, year, place, chair)
    rows.add(
        review_round,
        {
            "year": 2024,
            "kind": "continuous",
            "name": "Rà soát thường xuyên tháng 5 năm 2024",
            "standard_id": codes.STANDARD,
            "procedure_id": codes.PROCEDURE,
            "started_on": date(2024, 5, 15),
            "ended_on": date(2024, 5, 30),
            "state": "recognised",
            "note": "",
        },
        CONTINUOUS_ROUND,
    )
    _keep_decision(rows, CONTINUOUS_ROUND, "31/QĐ-UBND", date(2024, 5, 30), "continuous")
    rows.add(
        review_round,
        {
            "year": 2024,
            "kind": "periodic",
            "name": "Rà soát định kỳ năm 2024",
            "standard_id": codes.STANDARD,
            "procedure_id": codes.PROCEDURE,
            "started_on": date(2024, 9, 3),
            "ended_on": None,
            "state": "surveying",
            "note": "",
        },
        ROUND_OF_YEAR[2024],
    )
    _keep_steps(rows, ROUND_OF_YEAR[2024], 2024, 1)


class Forms:
    """Fills and keeps the forms of one household after the other."""

    def __init__(self, rows: Rows, classing: Classing, reviewers: Sequence[str]) -> None:
        self._rows = rows
        self._classing = classing
        self._reviewers = reviewers

    def keep(self, family: Family) -> list[Reviewed]:
        """Every form of the household, oldest first."""
        kept = []
        for year in (2022, 2023):
            mark = family.classes.get(year, "")
            before = family.classes.get(year - 1, "")
            if mark in ("P", "N") or (mark == "X" and before in ("P", "N")):
                day = self._day(family, year)
                kept.append(self._keep(family, ROUND_OF_YEAR[year], day, mark, "recognised"))
            elif family.track == "asked" and year == 2022 + int(family.luck[12] * 3):
                kept.append(
                    self._keep(family, ROUND_OF_YEAR[year], self._day(family, year), "X", "recognised")
                )
        if family.track == "continuous":
            kept.append(self._keep(family, CONTINUOUS_ROUND, date(2024, 5, 20), "P", "recognised"))
        if family.until is None and self._is_due(family):
            state = self._state_in_2024(family)
            if state:
                day = self._day(family, 2024)
                kept.append(self._keep(family, ROUND_OF_YEAR[2024], day, mark_in_2024(family), state))
        return kept

    @staticmethod
    def _is_due(family: Family) -> bool:
        asks = family.track == "asked" and int(family.luck[12] * 3) == 2
        return family.classes.get(2023) in ("P", "N") or family.track == "continuous" or asks

    @staticmethod
    def _state_in_2024(family: Family) -> str:
        """About 85 of 100 forms closed, some drafts, the rest not begun."""
        if leaves_answers_open(family):
            return "draft"
        place = family.id * 37 % 100
        return "closed" if place < 90 else ("draft" if place < 94 else "")

    @staticmethod
    def _day(family: Family, year: int) -> date:
        return date(year, 9, 6) + timedelta(days=int(family.luck[9] * 62))

    def _keep(self, family: Family, round_id: int, day: date, mark: str, state: str) -> Reviewed:
        roster = family.present(day)
        form = fill(family, roster, day, mark)
        answers = dict(form.answers)
        if state == "draft":
            for code in codes.INDICATORS[4 + family.id % 6 :]:
                answers[code] = Lacking.UNKNOWN
        known = form.income_points if state != "draft" or family.id % 2 else None
        computed, points = self._classing.result(known, answers)
        recognised = CATEGORIES[mark] if state == "recognised" else None
        differs = recognised is not None and computed != recognised
        key = self._rows.add(
            review,
            {
                "round_id": round_id,
                "household_id": family.id,
                "standard_id": codes.STANDARD,
                "state": state,
                "reviewed_on": day,
                "reviewer": self._reviewers[family.hamlet],
                "area": "rural",
                **form.house,
                "income_points": known,
                "income_per_person": form.income_per_person,
                "deprivation_points": points,
                "computed": str(computed),
                "recognised": str(recognised) if recognised else None,
                "difference_reason": "Có chỉ số chưa rõ; họp dân thống nhất theo thực tế" if differs else "",
                "main_reason": form.reasons[0] if form.reasons else "",
                "registered_to_escape": form.registered_to_escape,
                "needs_residential_land": "no" if family.luck[24] > 0.06 else "yes",
                "needs_production_land": "no" if family.luck[23] > 0.12 else "yes",
                "source": "request" if family.track in ("asked", "continuous") else "managed",
            },
        )
        self._keep_parts(key, form, answers, state)
        return Reviewed(family, day.year, day, mark, form, state, answers)

    def _keep_parts(self, key: int, form: Form, answers: dict[str, str], state: str) -> None:
        # The facts were made to propose exactly these answers; tests hold them against the rules.
        add = self._rows.add
        for facts in form.members:
            add(review_member, {"review_id": key, **facts})
        for code in codes.INDICATORS:
            row = {"indicator": code, "lacking": answers[code], "suggested": form.answers[code]}
            add(review_answer, {"review_id": key, **row})
        if state == "draft":
            return
        for reason in form.reasons:
            add(review_reason, {"review_id": key, "reason": reason})
        for need, answer in form.needs.items():
            add(review_need, {"review_id": key, "need": need, "answer": answer})
        for group, answer in form.groups.items():
            add(review_group, {"review_id": key, "group": group, "answer": answer})


def mark_in_2024(family: Family) -> str:
    """What this year's form gives; most stay as they were."""
    now, draw = family.classes.get(2023, "P" if family.track == "continuous" else "X"), family.luck[8]
    if now == "P":
        return "P" if draw < 0.78 else ("N" if draw < 0.92 else "X")
    if now == "N":
        return "N" if draw < 0.60 else ("P" if draw < 0.65 else "X")
    return "X"


def _keep_steps(rows: Rows, round_id: int, year: int, done: int) -> None:
    for place, (step, month, day) in enumerate(codes.STEPS):
        due = date(year, month, day)
        finished = due - timedelta(days=2) if place < done else None
        rows.add(round_step, {"round_id": round_id, "step": step, "due_on": due, "done_on": finished})


def _keep_decision(rows: Rows, round_id: int, number: str, day: date, kind: str) -> None:
    rows.add(decision, {"round_id": round_id, "number": number, "signed_on": day, "kind": kind})


def _keep_meeting(rows: Rows, round_id: int, year: int, hamlet: int, chair: str) -> None:
    held = date(year, 11, 12) + timedelta(days=hamlet)
    rows.add(
        meeting,
        {
            "round_id": round_id,
            "hamlet_id": hamlet + 1,
            "held_on": held,
            "place": "Nhà văn hóa thôn",
            "chair": chair,
            "households_listed": 60 + 5 * hamlet,
            "households_present": 48 + 4 * hamlet,
            "content": "Thống nhất kết quả rà soát hộ nghèo, hộ cận nghèo.",
        },
    )
    rows.add(
        posting,
        {
            "round_id": round_id,
            "hamlet_id": hamlet + 1,
            "posted_from": held + timedelta(days=5),
            # Three working days, a weekend between them, before the step is over.
            "posted_to": min(held + timedelta(days=9), date(year, 11, 23)),
            "places": "Trụ sở Ủy ban nhân dân xã; nhà văn hóa thôn",
        },
    )
