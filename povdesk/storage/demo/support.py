"""The invented support of a year: to households, people and cadres, by need, as a commune would note it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from povdesk.domain import catalogues
from povdesk.storage.demo import codes
from povdesk.storage.demo.families import Family, Someone
from povdesk.storage.demo.lacks import can_work, is_working_age
from povdesk.storage.demo.members import YES
from povdesk.storage.demo.rounds import Reviewed
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import loan, support_event

_MILLION = 1_000_000
_EXIT_MONTHS_KEPT = 36


class YearsSupport:
    """Notes what one household and its people received in a year; kept with `Rows`."""

    def __init__(self, rows: Rows, random: Random, projects: Mapping[str, int]) -> None:
        self._rows = rows
        self._random = random
        self._projects = projects

    def keep(self, family: Family, form: Reviewed, year: int) -> None:
        """Support of `year`, decided from the form of an earlier round."""
        mark = entitled_class(family, year)
        if mark in ("P", "N"):
            self._to_household(family, form, year, mark)
        if mark:
            for facts in form.form.members:
                self._to_person(family, facts, year, mark)

    def event(self, kind: str, year: int, **values: Any) -> int:
        """One event on a day of the year; approved a little before unless told."""
        day = values.pop("happened_on", None) or self._day(year)
        state = values.get("state", "finished")
        item = catalogues.item_of("support_kinds", kind)
        project = self._projects.get(codes.PROJECT_OF_KIND.get(kind, ""))
        row = {
            "kind": kind,
            "subject": "none",
            "household_id": None,
            "person_id": None,
            "cadre_id": None,
            "hamlet_id": None,
            "attendee_id": None,
            "project_id": project,
            "policy": item.extra["policy"] if item else "",
            "happened_on": day,
            "approved_on": max(day - timedelta(days=20), date(day.year, 1, 2)),
            "finished_on": day if state == "finished" else None,
            "state": state,
            "amount": None,
            "source": "",
            "counterpart": None,
            "result": "",
            "evidence_number": "",
            "place": "",
            **values,
        }
        return self._rows.add(support_event, row)

    def _to_household(self, family: Family, form: Reviewed, year: int, mark: str) -> None:
        def note(kind: str, **values: Any) -> int:
            return self.event(kind, year, subject="household", household_id=family.id, **values)

        chance, needs = self._random.random, form.form.needs
        poor = mark == "P"
        if chance() < (0.16 if poor else 0.10) and needs.get(codes.NEED_LIVELIHOOD) == YES:
            amount = self._random.choice((10, 12, 15, 18)) * _MILLION
            note(codes.LIVELIHOOD, amount=amount, source="central", counterpart=amount // 10)
        if needs.get(codes.NEED_HOUSE) == YES and chance() < 0.5:
            self._house(note, year)
        if needs.get(codes.NEED_WATER) == YES and chance() < 0.35:
            note(codes.WATER_SUPPORT, amount=3 * _MILLION, source="central")
        if needs.get(codes.NEED_LATRINE) == YES and chance() < 0.22:
            note(codes.LATRINE_SUPPORT, amount=4 * _MILLION, source="province")
        if needs.get(codes.NEED_TELECOM) == YES and chance() < 0.12:
            note(codes.TELECOM_SUPPORT, amount=_MILLION // 2, source="business")
        if needs.get(codes.NEED_LOAN) == YES and chance() < 0.3:
            self._loan(note, family, year, mark)
        if chance() < 0.4:
            note(codes.VISIT, source="fund", result="Thăm, nắm hoàn cảnh")
        if poor and chance() < 0.6:
            note(codes.ELECTRICITY, amount=55_000 * 12, source="central")
        if poor and chance() < 0.3:
            note(codes.RICE, source="central", result="Nhận gạo dịp Tết", happened_on=date(year, 1, 25))
        if chance() < 0.12:
            self._production_by_household(note, family, form, year)
        if chance() < 0.02:
            note(codes.LEGAL_AID, result="Tư vấn tại thôn")

    def _house(self, note: Any, year: int) -> None:
        new = self._random.random() < 0.6
        amount = (40 if new else 20) * _MILLION
        draw = self._random.random()
        state = (
            "finished"
            if draw < (0.85 if year == 2023 else 0.5)
            else ("started" if draw < 0.8 else "approved")
        )
        day = self._day(year)
        note(
            codes.HOUSE,
            amount=amount,
            source="central",
            counterpart=amount // 4,
            state=state,
            happened_on=day,
            result="Xây mới" if new else "Sửa chữa",
        )

    def _loan(self, note: Any, family: Family, year: int, mark: str) -> None:
        day = self._day(year)
        principal = self._random.choice((30, 40, 50, 80)) * _MILLION
        event = note(codes.LOAN, amount=principal, source="credit", happened_on=day)
        self._rows.add(
            loan,
            {
                "support_event_id": event,
                "household_id": family.id,
                "lender": "Ngân hàng Chính sách xã hội",
                "programme": "Cho vay hộ nghèo" if mark == "P" else "Cho vay hộ cận nghèo",
                "principal": principal,
                "lent_on": day,
                "due_on": date(day.year + 3, day.month, 1),
            },
        )

    def _production_by_household(self, note: Any, family: Family, form: Reviewed, year: int) -> None:
        """A course noted for the household; only a named attendee counts (IND-07)."""
        day = self._day(year)
        able = [
            stay.person.id
            for stay in family.present(day)
            if can_work(stay.person, day) and is_working_age(stay.person, day)
        ]
        named = able[0] if able and self._random.random() < 0.55 else None
        note(codes.PRODUCTION_COURSE, happened_on=day, attendee_id=named)

    def _to_person(self, family: Family, facts: Mapping[str, Any], year: int, mark: str) -> None:
        chance = self._random.random
        day = self._day(year)
        someone = next(
            (stay.person for stay in family.present(day) if stay.person.id == facts["person_id"]), None
        )
        if someone is None:
            return

        def note(kind: str, **values: Any) -> None:
            self.event(
                kind,
                year,
                subject="person",
                household_id=family.id,
                person_id=someone.id,
                happened_on=day,
                **values,
            )

        able = can_work(someone, day) and is_working_age(someone, day)
        if able and facts["need_production"] == YES and mark != "E" and chance() < 0.62:
            note(codes.PRODUCTION_COURSE)
        if able and facts["need_job"] == YES and chance() < 0.74:
            note(codes.JOB_ADVICE)
            if chance() < 0.3:
                note(codes.JOB_FOUND, result="Vào làm tại doanh nghiệp trong tỉnh")
        if able and facts["need_training"] == YES and chance() < 0.5:
            note(codes.JOB_TRAINING, amount=2 * _MILLION, source="central")
        if facts["health_insurance"] != YES and mark != "E" and chance() < 0.6:
            self._card(someone, family, year)
        if facts["studying"] == YES and mark == "P" and chance() < 0.4:
            note(codes.EDUCATION_SUPPORT, amount=150_000 * 9, source="central")
        if mark != "E" and chance() < 0.01:
            note(codes.TREATMENT_SUPPORT, amount=_MILLION, source="fund")

    def _card(self, someone: Someone, family: Family, year: int) -> None:
        day = date(year, 2, 1) + timedelta(days=self._random.randrange(0, 200))
        if any(stay.person is someone for stay in family.present(day)):
            self.event(
                codes.INSURANCE_CARD,
                year,
                subject="person",
                household_id=family.id,
                person_id=someone.id,
                happened_on=day,
                source="central",
            )

    def _day(self, year: int) -> date:
        return date(year, 1, 20) + timedelta(days=self._random.randrange(0, 270))


def entitled_class(family: Family, year: int) -> str:
    """P or N by the list in force in `year`, E when it left poverty within 36 months, else empty."""
    mark = family.classes.get(year - 1, "")
    if mark != "X":
        return mark
    left = max((y for y, m in family.classes.items() if m in ("P", "N") and y < year), default=0)
    return "E" if left and (year - left - 1) * 12 < _EXIT_MONTHS_KEPT else ""


def keep_abroad(support: YearsSupport, families: Sequence[Family], scale: float) -> None:
    """Those who left to work abroad, with courses before; some of their households left poverty since."""
    count = max(1, round(scale))
    for track in ("NNX", "PPN", "PPP"):
        for family in _with_young(families, track, date(2023, 3, 1))[:count]:
            _leave(support, family, 2023, trained=track == "NNX", language=True)
    going = [
        *_with_young(families, "NNN", date(2024, 4, 1))[:count],
        *_with_young(families, "PNP", date(2024, 4, 1))[:count],
    ]
    for place, family in enumerate(going):
        _leave(support, family, 2024, trained=place == 0, language=place % 3 != 2)


def keep_common(support: YearsSupport, hamlets: Sequence[int], families: Sequence[Family]) -> None:
    """What is done for a hamlet or for nobody in particular, and the land found for two poor households."""
    poor = [family for family in families if family.track == "PPP" and not family.until]
    for kind, family in zip((codes.RESIDENTIAL_LAND, codes.PRODUCTION_LAND), poor, strict=False):
        support.event(kind, 2024, subject="household", household_id=family.id, happened_on=date(2024, 9, 10))
    for year in (2023, 2024):
        for place, key in enumerate(hamlets):
            day = date(year, 4, 6 + place)
            support.event(codes.COMMUNICATION, year, subject="hamlet", hamlet_id=key, happened_on=day)
        support.event(
            codes.PAYMENT, year, happened_on=date(year, 10, 20), result="Đối chiếu giải ngân quý III"
        )
    support.event(
        codes.INSPECTION, 2024, subject="hamlet", hamlet_id=hamlets[2], happened_on=date(2024, 8, 14)
    )


def _with_young(families: Sequence[Family], track: str, day: date) -> list[Family]:
    return [
        family for family in families if family.track == track and not family.until and _young(family, day)
    ]


def _young(family: Family, day: date) -> Someone | None:
    later = date(2024, 12, 31)
    return next(
        (
            stay.person
            for stay in family.present(day)
            if 19 <= stay.person.age_on(day) <= 34
            and can_work(stay.person, day)
            and stay in family.present(later)
        ),
        None,
    )


def _leave(support: YearsSupport, family: Family, year: int, *, trained: bool, language: bool) -> None:
    departure = date(year, 6, 10) + timedelta(days=family.id % 60)
    someone = _young(family, departure)
    if someone is None:
        return
    subject = {"subject": "person", "household_id": family.id, "person_id": someone.id}
    if trained:
        support.event(codes.JOB_TRAINING, year, happened_on=date(year, 2, 20), source="central", **subject)
    if language:
        support.event(codes.LANGUAGE_COURSE, year, happened_on=date(year, 3, 15), source="central", **subject)
    support.event(codes.ABROAD, year, happened_on=departure, result="Đi theo hợp đồng", **subject)
