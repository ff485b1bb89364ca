"""Two lists apart: farming households of average living standard, and low-income workers.

Neither is a poverty class. A household is never in the first list and poor or near-poor at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.commune import identity_on
from povdesk.domain.errors import InvalidInput, NotPossibleNow, PovDeskError
from povdesk.domain.household import HEAD, Area, Category, Household, Member, Person, YesNo
from povdesk.domain.special_lists import average_doubts, worker_doubts
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.storage import commune, households, rule_edits, why_household
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import (
    average_living_household,
    class_history,
    hamlet,
    household,
    low_income_worker,
    membership,
    person,
)

_OFFICIAL = (str(Category.POOR), str(Category.NEAR_POOR))


class Doubtful(InvalidInput):
    """Unlikely, not impossible: save again with `sure=True` when the paper says so."""


@dataclass(frozen=True)
class AverageHousehold:
    """One household of average living standard in a year's list.

    income_per_person: đồng a month, of the 12 months before, social assistance not counted.
    household_id None: not in the register yet; head_name and hamlet_id then say which it is.
    """

    year: int
    household_id: int | None = None
    head_name: str = ""
    hamlet_id: int | None = None
    people: int | None = None
    income_per_person: int | None = None
    decision: str = ""
    note: str = ""
    code: str = ""
    hamlet: str = ""
    uid: str = ""


@dataclass(frozen=True)
class LowIncomeWorker:
    """One worker. person_id None: not in the register yet; person then says who it is.

    valid_to None: until further notice. household, hamlet: where the worker lives now, empty when not known.
    """

    person: Person
    recognised_on: date | None = None
    valid_to: date | None = None
    income_per_person: int | None = None
    need_training: YesNo = YesNo.UNKNOWN
    note: str = ""
    household_id: int | None = None
    household: str = ""
    hamlet: str = ""
    uid: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Recognised by then and not run out."""
        begun = self.recognised_on is None or self.recognised_on <= day
        return begun and (self.valid_to is None or self.valid_to >= day)


# --- Average living standard --------------------------------------------------------------------


def average_years(connection: Connection) -> tuple[int, ...]:
    """Years that have a list, the newest first."""
    years = select(average_living_household.c.year).distinct()
    return tuple(sorted(connection.execute(years).scalars(), reverse=True))


def average_households(connection: Connection, year: int) -> tuple[AverageHousehold, ...]:
    """The year's list by hamlet and head's name."""
    rows = connection.execute(
        select(
            average_living_household,
            household.c.head_name,
            household.c.code,
            household.c.hamlet_id,
            hamlet.c.name,
        )
        .join(household, household.c.id == average_living_household.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(average_living_household.c.year == year, household.c.deleted_at.is_(None))
        .order_by(hamlet.c.position, household.c.name_sort_key, household.c.code)
    )
    return tuple(
        AverageHousehold(
            year=row.year,
            household_id=row.household_id,
            head_name=row.head_name,
            hamlet_id=row.hamlet_id,
            people=row.people,
            income_per_person=row.income_per_person,
            decision=row.decision,
            note=row.note,
            code=row.code,
            hamlet=row.name,
            uid=row.uid,
        )
        for row in rows
    )


def save_average(act: Act, wanted: AverageHousehold, *, sure: bool = False) -> str:
    """Add or change a line; returns its uid. A household not in the register is put there with its head.

    InvalidInput: poor or near-poor at the year's closing, or in the list twice. Doubtful:
    an income outside the band of the standard.
    """
    _refuse_wrong_numbers(wanted.year, wanted.people, wanted.income_per_person)
    head = clean_text(wanted.head_name)
    if wanted.household_id is None and not head:
        raise InvalidInput("Chưa chọn hộ.", "Tìm hộ theo tên, hoặc gõ họ tên chủ hộ mới.")
    if wanted.household_id is not None:
        head = _head_name(act.connection, wanted.household_id)
        _refuse_official(act.connection, wanted.household_id, wanted.year, head)
        _refuse_twice(act.connection, wanted)
    area = _area(act.connection, wanted.household_id, date(wanted.year, 12, 31))
    standard = _standard(act.connection, date(wanted.year, 12, 31))
    _ask(average_doubts(standard, area, wanted.income_per_person), sure)
    words = f"Lưu hộ {head} vào danh sách mức sống trung bình năm {wanted.year}"
    act.describe(words, "average_living_household", wanted.uid)
    household_id = wanted.household_id or _new_household(act, head, wanted.hamlet_id)
    values = {
        "household_id": household_id,
        "year": wanted.year,
        "people": wanted.people,
        "income_per_person": wanted.income_per_person,
        "decision": clean_text(wanted.decision),
        "note": clean_text(wanted.note),
    }
    return keep(act, average_living_household, wanted.uid, values)[0]


def delete_average(act: Act, uid: str) -> None:
    """Take a line out of the list; the household stays in the register."""
    key = key_of(act.connection, average_living_household, uid)
    household_id = act.connection.execute(
        select(average_living_household.c.household_id).where(average_living_household.c.id == key)
    ).scalar_one()
    head = _head_name(act.connection, household_id)
    act.describe(f"Đưa hộ {head} ra khỏi danh sách mức sống trung bình", "average_living_household", uid)
    act.delete(average_living_household, key)


# --- Low-income workers -------------------------------------------------------------------------


def workers(connection: Connection) -> tuple[LowIncomeWorker, ...]:
    """All of them, in the order of their names."""
    stay = membership.alias()
    present = (
        select(func.max(stay.c.id))
        .where(stay.c.person_id == person.c.id, stay.c.valid_to.is_(None))
        .correlate(person)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            low_income_worker,
            *(column.label(f"who_{column.name}") for column in person.c),
            household.c.id.label("home_id"),
            household.c.code.label("home_code"),
            household.c.head_name,
            hamlet.c.name.label("hamlet_name"),
        )
        .join(person, person.c.id == low_income_worker.c.person_id)
        .outerjoin(membership, membership.c.id == present)
        .outerjoin(household, household.c.id == membership.c.household_id)
        .outerjoin(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(person.c.deleted_at.is_(None))
        .order_by(person.c.search_key, low_income_worker.c.recognised_on)
    ).mappings()
    return tuple(_worker(row) for row in rows)


def save_worker(act: Act, wanted: LowIncomeWorker, *, sure: bool = False) -> str:
    """Add or change a worker; returns the record's uid. Somebody not in the register is put there.

    InvalidInput: dates the wrong way round, or recognised twice for the same time. Doubtful: the household
    is poor or near-poor, or the income is above the line.
    """
    _refuse_wrong_numbers(None, None, wanted.income_per_person)
    name = clean_text(wanted.person.full_name)
    if not name:
        raise InvalidInput("Chưa nhập họ tên người lao động.", "Tìm người theo tên, hoặc gõ họ tên mới.")
    if wanted.recognised_on and wanted.valid_to and wanted.valid_to < wanted.recognised_on:
        raise InvalidInput("Ngày hết hạn ở trước ngày công nhận.", "Xem lại hai ngày.")
    day = wanted.recognised_on or act.today
    if wanted.person.id is not None:
        _refuse_overlap(act.connection, wanted, name)
    home = _home(act.connection, wanted.person.id)
    area = _area(act.connection, home, day)
    in_force = why_household.class_on(act.connection, home, day) if home is not None else None
    category = in_force.category if in_force else None
    _ask(worker_doubts(_standard(act.connection, day), area, wanted.income_per_person, category), sure)
    act.describe(f"Lưu người lao động thu nhập thấp {name}", "low_income_worker", wanted.uid)
    someone = wanted.person.id or households.keep_person(act, wanted.person, {}).id
    values = {
        "person_id": someone,
        "recognised_on": wanted.recognised_on,
        "valid_to": wanted.valid_to,
        "income_per_person": wanted.income_per_person,
        "need_training": None if wanted.need_training is YesNo.UNKNOWN else str(wanted.need_training),
        "note": clean_text(wanted.note),
    }
    return keep(act, low_income_worker, wanted.uid, values)[0]


def delete_worker(act: Act, uid: str) -> None:
    """Take a worker out of the list; the person stays in the register."""
    key = key_of(act.connection, low_income_worker, uid)
    name = act.connection.execute(
        select(person.c.full_name)
        .join(low_income_worker, low_income_worker.c.person_id == person.c.id)
        .where(low_income_worker.c.id == key)
    ).scalar_one()
    act.describe(f"Đưa {name} ra khỏi danh sách lao động thu nhập thấp", "low_income_worker", uid)
    act.delete(low_income_worker, key)


# --- Shared -------------------------------------------------------------------------------------


def _ask(doubts: Iterable[str], sure: bool) -> None:
    found = list(doubts)
    if found and not sure:
        raise Doubtful(" ".join(found), "Nếu đúng như vậy, đánh dấu vào ô bên dưới rồi lưu lại.")


def _refuse_wrong_numbers(year: int | None, people: int | None, income: int | None) -> None:
    if year is not None and not 2021 <= year <= 2100:
        raise InvalidInput(f"Không có danh sách năm {year}.", "Gõ năm bằng bốn chữ số, ví dụ 2026.")
    if people is not None and not 1 <= people <= 50:
        raise InvalidInput("Số nhân khẩu phải từ 1 đến 50.", "Xem lại số người trong hộ.")
    if income is not None and income < 0:
        raise InvalidInput("Thu nhập không thể nhỏ hơn 0.", "Xem lại số tiền.")


def _refuse_official(connection: Connection, household_id: int, year: int, head: str) -> None:
    """By the class that counts at the year's closing, as the result tables do."""
    since = class_history.c.counted_from
    found = connection.execute(
        select(class_history.c.category)
        .where(class_history.c.household_id == household_id, since <= date(year, 12, 31))
        .order_by(since.desc(), class_history.c.id.desc())
        .limit(1)
    ).scalar()
    if found in _OFFICIAL:
        raise InvalidInput(
            f"Hộ {head} là {Category(found).label.lower()} theo kết quả tính đến 31/12/{year} "
            "nên không thể đồng thời là hộ có mức sống trung bình.",
            "Chọn hộ khác, hoặc chờ kết quả rà soát đưa hộ ra khỏi danh sách nghèo, cận nghèo.",
        )


def _refuse_twice(connection: Connection, wanted: AverageHousehold) -> None:
    other = connection.execute(
        select(average_living_household.c.uid).where(
            average_living_household.c.household_id == wanted.household_id,
            average_living_household.c.year == wanted.year,
            average_living_household.c.uid != wanted.uid,
        )
    ).scalar()
    if other is not None:
        raise InvalidInput(
            f"Hộ này đã có trong danh sách năm {wanted.year}.", "Mở dòng đã có (Enter) để sửa."
        )


def _refuse_overlap(connection: Connection, wanted: LowIncomeWorker, name: str) -> None:
    first, last = wanted.recognised_on or date.min, wanted.valid_to or date.max
    for row in connection.execute(
        select(low_income_worker).where(
            low_income_worker.c.person_id == wanted.person.id, low_income_worker.c.uid != wanted.uid
        )
    ):
        if (row.recognised_on or date.min) <= last and first <= (row.valid_to or date.max):
            since = f" từ {short_date(row.recognised_on)}" if row.recognised_on else ""
            raise InvalidInput(
                f"{name} đã có trong danh sách{since}.", "Mở dòng đã có (Enter) để sửa ngày hết hạn trước."
            )


def _new_household(act: Act, head: str, hamlet_id: int | None) -> int:
    made = households.save(act, Household(hamlet_id=hamlet_id, members=(Member(Person(head), HEAD),)))
    assert made.id is not None
    return made.id


def _head_name(connection: Connection, household_id: int) -> str:
    found = connection.execute(select(household.c.head_name).where(household.c.id == household_id)).scalar()
    if found is None:
        raise NotPossibleNow("Hộ này không còn trong sổ.", "Tìm lại hộ rồi thử lại.")
    return str(found)


def _home(connection: Connection, person_id: int | None) -> int | None:
    return connection.execute(
        select(membership.c.household_id)
        .where(membership.c.person_id == person_id, membership.c.valid_to.is_(None))
        .order_by(membership.c.id.desc())
        .limit(1)
    ).scalar()


def _area(connection: Connection, household_id: int | None, day: date) -> Area:
    """The household's own, else rural in a xã and urban in a phường or thị trấn."""
    own = connection.execute(select(household.c.area).where(household.c.id == household_id)).scalar()
    if own:
        return Area(own)
    try:
        kind = identity_on(commune.identities(connection), day).kind.lower()
    except PovDeskError:
        kind = ""
    return Area.URBAN if kind in ("phường", "thị trấn") else Area.RURAL


def _standard(connection: Connection, day: date) -> Standard | None:
    return next((one for one in rule_edits.standards(connection) if one.is_valid_on(day)), None)


def _worker(row: Any) -> LowIncomeWorker:
    someone = households.person_of({column.name: row[f"who_{column.name}"] for column in person.c})
    return LowIncomeWorker(
        person=someone,
        recognised_on=row["recognised_on"],
        valid_to=row["valid_to"],
        income_per_person=row["income_per_person"],
        need_training=YesNo(row["need_training"] or YesNo.UNKNOWN),
        note=row["note"],
        household_id=row["home_id"],
        household=f"{row['home_code']}, {row['head_name']}" if row["home_code"] else "",
        hamlet=row["hamlet_name"] or "",
        uid=row["uid"],
    )
