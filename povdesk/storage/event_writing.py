"""Writes the steps of an event, one after the other, inside its act."""

from datetime import date
from typing import Any

from sqlalchemy import select

from povdesk.domain.household import HEAD, Category, Person
from povdesk.domain.household_changes import (
    NEW,
    ArriveNow,
    BeginStay,
    CarryClass,
    Change,
    Death,
    EndHousehold,
    EndStay,
    GiveClass,
    NewHousehold,
    NewRelation,
    Note,
    Remark,
)
from povdesk.domain.movement import Movement
from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import name_sort_key, short_date
from povdesk.storage import households, review_rows, reviews, rounds, settings
from povdesk.storage.act import Act
from povdesk.storage.tables import (
    assignment,
    class_history,
    household,
    household_event,
    membership,
    person,
)

_ARRIVED = {Category.POOR: Movement.ARRIVED_POOR, Category.NEAR_POOR: Movement.ARRIVED_NEAR_POOR}
_OTHER_HEAD = "Đổi chủ hộ"


class Writing:
    """One event being written. day: from when it counts. happened_on: when it was. uid: of a new one."""

    def __init__(self, act: Act, day: date, happened_on: date, uid: str = "") -> None:
        self.act = act
        self.day = day
        self.happened_on = happened_on
        self.new_id: int | None = None
        self._uid = uid
        self._touched: set[int] = set()
        self._ended: set[int] = set()
        self._people: dict[Person, int] = {}
        self._carried: CarryClass | None = None

    def write(self, step: Change) -> None:
        """One step."""
        match step:
            case NewHousehold():
                self._new_household(step)
            case ArriveNow():
                self._arrive_now(step)
            case EndStay():
                self._end_stay(step)
            case BeginStay():
                self._begin_stay(step)
            case NewRelation():
                self._new_relation(step)
            case Death(person=someone):
                self.act.update(person, self._person(someone), {"died_on": self.happened_on})
            case EndHousehold():
                self._end_household(step)
            case CarryClass():
                self._carry_class(step)
            case GiveClass(category=category):
                self._give_class(category, None, "Diện do nơi cũ công nhận")
            case Note():
                self._note(step)
            case Remark():
                pass

    def finish(self) -> None:
        """What follows from all steps: names that searches look at, helpers of ended households, the form."""
        for key in sorted(self._touched - self._ended):
            self._show_again(key)
        for key in sorted(self._ended):
            self._let_helpers_go(key)
        if self._carried is not None:
            self._carry_form()

    def _arrive_now(self, step: ArriveNow) -> None:
        key = step.family.household_id
        self.new_id = key
        self.act.update(household, key, {"registered_on": self.day})
        rows = self.act.connection.execute(
            select(membership.c.id).where(membership.c.household_id == key, membership.c.valid_to.is_(None))
        ).scalars()
        for row in list(rows):
            self.act.update(membership, row, {"valid_from": self.day})

    def _household(self, key: int) -> int:
        if key != NEW:
            return key
        assert self.new_id is not None
        return self.new_id

    def _person(self, someone: Person) -> int:
        """The person's key; who is not in the register yet gets a record of his own."""
        if someone.id is not None:
            return someone.id
        if someone not in self._people:
            kept = households.keep_person(self.act, someone, {})
            assert kept.id is not None
            self._people[someone] = kept.id
        return self._people[someone]

    def _new_household(self, step: NewHousehold) -> None:
        area, address = None, step.address
        if step.origin is not None:
            row = self.act.connection.execute(
                select(household.c.area, household.c.address).where(
                    household.c.id == step.origin.household_id
                )
            ).one()
            area = row.area
            if step.hamlet_id == step.origin.hamlet_id:
                address = address or row.address
        code = households.next_code(self.act.connection, step.hamlet_id)
        values = {
            "uid": self._uid,
            "code": code,
            "hamlet_id": step.hamlet_id,
            "address": address,
            "area": area,
            "head_name": step.head_name,
            "search_key": households.search_key([step.head_name, code, address]),
            "name_sort_key": name_sort_key(step.head_name),
            "registered_on": self.day,
        }
        self.new_id = self.act.insert(household, values)

    def _open_stay(self, someone: Person, household_id: int) -> Any:
        return self.act.connection.execute(
            select(membership).where(
                membership.c.person_id == self._person(someone),
                membership.c.household_id == household_id,
                membership.c.valid_to.is_(None),
            )
        ).one()

    def _end_stay(self, step: EndStay) -> None:
        row = self._open_stay(step.person, step.household_id)
        self.act.update(membership, row.id, {"valid_to": self.day, "reason": step.reason})
        self._touched.add(step.household_id)

    def _begin_stay(self, step: BeginStay) -> None:
        key = self._household(step.household_id)
        self.act.insert(
            membership,
            {
                "household_id": key,
                "person_id": self._person(step.person),
                "relation": step.relation,
                "position": self._next_position(key),
                "valid_from": self.day,
            },
        )
        self._touched.add(key)

    def _next_position(self, household_id: int) -> int:
        places = self.act.connection.execute(
            select(membership.c.position).where(
                membership.c.household_id == household_id, membership.c.valid_to.is_(None)
            )
        ).scalars()
        return max((place or 0 for place in places), default=-1) + 1

    def _new_relation(self, step: NewRelation) -> None:
        """The stay before that day keeps the relation of then, so that old rosters read as they were."""
        row = self._open_stay(step.person, step.household_id)
        values: dict[str, Any] = {"relation": step.relation}
        if step.relation == HEAD:
            # The head stands first in the roster.
            values["position"] = -1
        elif row.position == -1:
            values["position"] = 0
        if row.valid_from is not None and row.valid_from >= self.day:
            self.act.update(membership, row.id, values)
        else:
            self.act.update(membership, row.id, {"valid_to": self.day, "reason": _OTHER_HEAD})
            stay = {name: row._mapping[name] for name in ("household_id", "person_id", "position")}
            self.act.insert(membership, {**stay, **values, "valid_from": self.day})
        self._touched.add(step.household_id)

    def _end_household(self, step: EndHousehold) -> None:
        key = step.family.household_id
        self.act.update(household, key, {"ended_on": self.day, "end_reason": step.reason})
        self._ended.add(key)

    def _carry_class(self, step: CarryClass) -> None:
        self._carried = step
        row = self.act.connection.execute(
            select(class_history)
            .where(
                class_history.c.household_id == step.origin.household_id,
                class_history.c.counted_from <= self.day,
            )
            .order_by(class_history.c.counted_from.desc(), class_history.c.id.desc())
            .limit(1)
        ).first()
        if row is not None:
            note = f"Theo diện của hộ {step.origin.code}"
            self._give_class(Category(row.category), row.decision_id, note)

    def _give_class(self, category: Category, decision_id: int | None, note: str) -> None:
        # Not of any round: no list of a round names the household with this line.
        self.act.insert(
            class_history,
            {
                "household_id": self._household(NEW),
                "category": str(category),
                "counted_from": self.day,
                "entitled_from": self.day,
                "decision_id": decision_id,
                "movement": str(_ARRIVED.get(category, "")),
                "note": note,
            },
        )

    def _note(self, step: Note) -> None:
        key = self._household(step.household_id)
        self._shift_later(key, step.after - step.before)
        late = self.day != self.happened_on
        self.act.insert(
            household_event,
            {
                "household_id": key,
                "kind": str(step.kind),
                "happened_on": self.day,
                "person_id": self._person(step.person) if step.person is not None else None,
                "other_household_id": self._household(step.other_id) if step.other_id is not None else None,
                "size_before": step.before,
                "size_after": step.after,
                "reason": step.reason,
                "note": f"Xảy ra ngày {short_date(self.happened_on)}" if late else "",
            },
        )

    def _shift_later(self, household_id: int, by: int) -> None:
        """Sizes of events written before but dated later follow."""
        if not by:
            return
        later = self.act.connection.execute(
            select(household_event).where(
                household_event.c.household_id == household_id, household_event.c.happened_on > self.day
            )
        ).all()
        for row in later:
            sizes = {
                name: row._mapping[name] + by
                for name in ("size_before", "size_after")
                if row._mapping[name] is not None
            }
            self.act.update(household_event, row.id, sizes)

    def _show_again(self, household_id: int) -> None:
        """Names that lists show and searches look at."""
        found = households.get(self.act.connection, household_id)
        head = households.spoken_name(found)
        names = [head, *(m.person.full_name for m in found.members if m.person.full_name != head)]
        former = households.former_code(self.act.connection, household_id)
        values = {
            "head_name": head,
            "search_key": households.search_key([*names, found.code, former, found.address]),
            "name_sort_key": name_sort_key(head),
        }
        self.act.update(household, household_id, values)

    def _let_helpers_go(self, household_id: int) -> None:
        open_rows = self.act.connection.execute(
            select(assignment.c.id, assignment.c.valid_from).where(
                assignment.c.household_id == household_id, assignment.c.valid_to.is_(None)
            )
        ).all()
        for row in open_rows:
            until = max(self.day, row.valid_from or self.day)
            self.act.update(assignment, row.id, {"valid_to": until})

    def _carry_form(self) -> None:
        """While the year's round is open, the new household stands on its list with a form begun."""
        connection = self.act.connection
        year = settings.get(connection, "working_year", self.act.today.year)
        this = rounds.current(connection, year)
        if this is None or this.state is RoundState.RECOGNISED or self.new_id is None:
            return
        form = reviews.open_form(connection, self.new_id, this.id)
        if form.last_review is not None or form.last_category in _ARRIVED:
            review_rows.keep(self.act, form.review, form.household.members, {})
