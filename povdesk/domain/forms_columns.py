"""The columns of a hamlet's forms as a workbook: which answer stands where, and what a cell of it says."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Household, Member, MemberFacts, YesNo
from povdesk.domain.importing.cells import read_birth
from povdesk.domain.importing.words import squeezed
from povdesk.domain.importing.workbook import RawCell, as_date, is_empty
from povdesk.domain.own_items import Lists, counted_as, items_of
from povdesk.domain.points_sheet import asked_elsewhere, inputs_with_house
from povdesk.domain.review import Answer, House, Lacking, Review
from povdesk.domain.standard import Question, QuestionKind, Standard
from povdesk.domain.vietnamese import clean_text, parse_number

UNKNOWN = "unknown"
_STATES = ((YesNo.YES, "Có"), (YesNo.NO, "Không"), (YesNo.UNKNOWN, "Chưa rõ"))
ANSWERS = tuple((str(state), words) for state, words in _STATES)
_LACKING = ((UNKNOWN, "Chưa rõ"), (str(Lacking.YES), "Có thiếu hụt"), (str(Lacking.NO), "Không thiếu hụt"))


class Kind(enum.StrEnum):
    """How a cell is typed."""

    CHOICE = "choice"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True)
class FormColumn:
    """One answer. key: "house.wall", "lacking.water", "fact.studying". choices: code and words."""

    key: str
    group: str
    title: str
    kind: Kind = Kind.CHOICE
    choices: tuple[tuple[str, str], ...] = ()

    def shown(self, value: str) -> str:
        """A kept value as it stands in a cell and on the screen."""
        if self.kind is Kind.DAY and value:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        if self.kind is Kind.CHOICE:
            return dict(self.choices).get(value, value)
        return value.replace(".", ",") if self.kind is Kind.NUMBER else value

    def read(self, cell: RawCell) -> str:
        """A cell as the value that is kept; "" when empty. InvalidInput says why it cannot be read."""
        if is_empty(cell):
            return ""
        text = clean_text(str(cell)) if not isinstance(cell, bool) else ("Có" if cell else "Không")
        match self.kind:
            case Kind.CHOICE:
                return self._choice(text)
            case Kind.DAY:
                return _day(cell, text)
            case Kind.TEXT:
                whole = as_date(cell)
                return f"{whole:%d/%m/%Y}" if whole else _whole_text(cell, text)
        number = parse_number(repr(cell) if isinstance(cell, float) else text, smallest=0, largest=10**9)
        if self.kind is Kind.WHOLE and number != number.to_integral_value():
            raise InvalidInput("phải là số nguyên")
        return number_text(number)

    def _choice(self, text: str) -> str:
        wanted = squeezed(text)
        found = [code for code, words in self.choices if squeezed(words) == wanted]
        found = found or [code for code, _words in self.choices if squeezed(code) == wanted]
        if wanted in ("x", "1") and any(code == "yes" for code, _words in self.choices):
            found = ["yes"]
        if not found:
            raise InvalidInput(f"“{text}” không có trong danh sách của cột này")
        return found[0]


@dataclass(frozen=True)
class FormColumns:
    """Both sheets. lists: code lists in force, by which own items are counted."""

    standard: Standard
    households: tuple[FormColumn, ...]
    members: tuple[FormColumn, ...]
    lists: Lists

    def column(self, key: str) -> FormColumn | None:
        return next((one for one in (*self.households, *self.members) if one.key == key), None)


def number_text(number: Decimal | float | int) -> str:
    """12.50 and 12.5 are one value."""
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def columns_of(standard: Standard, lists: Lists) -> FormColumns:
    """By the standard of the round and the code lists in force."""

    def items(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((item.code, item.name) for item in items_of(lists, name))

    survey, house, income = "Rà soát", "Nhà ở, nước, thông tin", "Điểm B1, thu nhập"
    found = [
        FormColumn("reviewed_on", survey, "Ngày rà soát", Kind.DAY),
        FormColumn("reviewer", survey, "Người rà soát", Kind.TEXT),
        FormColumn("income_points", income, "Tổng điểm B1", Kind.WHOLE),
        FormColumn("income_per_person", income, "Thu nhập bình quân (đồng/người/tháng)", Kind.WHOLE),
        FormColumn("house.floor_area", house, "Diện tích nhà ở (m²)", Kind.NUMBER),
    ]
    found += [FormColumn(f"house.{code}", house, title, choices=items(name)) for code, title, name in _HOUSE]
    found += [FormColumn(f"house.{code}", house, title, choices=ANSWERS) for code, title in _HOUSE_ANSWERS]
    found += [_question(one) for one in standard.questions if not asked_elsewhere(one.code)]
    found += [
        FormColumn(f"lacking.{one.code}", "Thiếu hụt (B2)", f"{one.number}. {one.name}", choices=_LACKING)
        for one in standard.indicators
    ]
    found += [
        FormColumn(f"reason.{code}", "Nguyên nhân nghèo", name, choices=ANSWERS[:2])
        for code, name in items("reasons")
    ]
    found.append(
        FormColumn("main_reason", "Nguyên nhân nghèo", "Nguyên nhân chính", choices=items("reasons"))
    )
    found += [
        FormColumn(f"need.{code}", "Nhu cầu hỗ trợ", name, choices=ANSWERS) for code, name in items("needs")
    ]
    found += [
        FormColumn(f"group.{code}", "Nhóm đối tượng", name, choices=ANSWERS)
        for code, name in items("priority_groups")
    ]
    found += [FormColumn(code, "Đăng ký, đất đai", title, choices=ANSWERS) for code, title in _ANSWERED]
    found += [
        FormColumn("livelihood_option", "Đăng ký, đất đai", "Phương án sinh kế đề xuất", Kind.TEXT),
        FormColumn("note", "Ghi chú", "Ghi chú", Kind.TEXT),
    ]
    return FormColumns(standard, tuple(found), tuple(_fact(*one, items) for one in _FACTS), lists)


def household_values(form: Review, columns: FormColumns) -> dict[str, str]:
    """What the form says, by column key. An answer carried over from last year is not given yet: empty."""
    return {one.key: _household_value(form, one.key) for one in columns.households}


def member_values(facts: MemberFacts, columns: FormColumns) -> dict[str, str]:
    """What the form says of one member, by column key."""
    return {one.key: _plain(getattr(facts, one.key.partition(".")[2])) for one in columns.members}


def with_household_values(
    household: Household, form: Review, values: Mapping[str, str], columns: FormColumns
) -> tuple[Household, Review]:
    """The form with these values in place of what it says."""
    house, inputs = dict[str, Any](), dict(form.inputs)
    answers, needs, groups = dict(form.answers), dict(form.needs), dict(form.groups)
    reasons, plain = list(form.reasons), dict[str, Any]()
    for key, value in values.items():
        part, _, code = key.partition(".")
        match part:
            case "house":
                house[code] = _typed(House, code, value)
            case "b1":
                inputs[code] = value
            case "lacking":
                answers[code] = replace(
                    answers.get(code, Answer()), lacking=Lacking(value or UNKNOWN), carried_over=False
                )
            case "need":
                needs[code] = YesNo(value or UNKNOWN)
            case "group":
                groups[code] = YesNo(value or UNKNOWN)
            case "reason":
                reasons = [one for one in reasons if one != code] + ([code] if value == YesNo.YES else [])
            case _:
                plain[key] = _typed(Review, key, value)
    inputs = {code: given for code, given in inputs.items() if given and given != UNKNOWN}
    form = replace(
        form,
        house=replace(form.house, **house),
        answers=answers,
        needs=needs,
        groups=groups,
        reasons=tuple(reasons),
        **plain,
    )
    _home, seen = counted_as(household, form, columns.lists)
    return household, replace(form, inputs=inputs_with_house(columns.standard, household, seen.house, inputs))


def with_member_values(member: Member, values: Mapping[str, str]) -> Member:
    """The member with these values in place of what the form says."""
    typed = {
        code: _typed(MemberFacts, code, value)
        for code, value in ((key.partition(".")[2], value) for key, value in values.items())
    }
    return replace(member, facts=replace(member.facts, **typed))


def _household_value(form: Review, key: str) -> str:
    part, _, code = key.partition(".")
    match part:
        case "house":
            return _plain(getattr(form.house, code))
        case "b1":
            return form.inputs.get(code, "")
        case "lacking":
            answer = form.answers.get(code)
            return "" if answer is None else _plain(answer.counted)
        case "need":
            return _plain(form.needs.get(code))
        case "group":
            return _plain(form.groups.get(code))
        case "reason":
            return str(YesNo.YES) if code in form.reasons else ""
    return _plain(getattr(form, key))


def _plain(value: Any) -> str:
    """A fact as text; what is not known is empty."""
    if value is None or value == UNKNOWN:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | int):
        return number_text(value)
    return str(value)


_DAYS = {"reviewed_on", "insured_until", "measured_on"}
_NUMBERS = {"floor_area", "height_cm", "weight_kg"}
_WHOLES = {"income_points", "income_per_person"}


def _typed(record: type, name: str, value: str) -> Any:
    """A text as the record keeps it."""
    if name in _DAYS:
        return date.fromisoformat(value) if value else None
    if name in _NUMBERS:
        return float(value) if value else None
    if name in _WHOLES:
        return int(value) if value else None
    default = next(one.default for one in fields(record) if one.name == name)
    return YesNo(value or UNKNOWN) if default is YesNo.UNKNOWN else value


def _question(one: Question) -> FormColumn:
    if one.kind is QuestionKind.NUMBER:
        title = f"{one.text} ({one.unit})" if one.unit else one.text
        return FormColumn(f"b1.{one.code}", f"Phiếu B1: {one.group}", title, Kind.NUMBER)
    choices = tuple((answer.code, answer.text) for answer in one.answers)
    return FormColumn(f"b1.{one.code}", f"Phiếu B1: {one.group}", one.text, choices=choices)


def _fact(code: str, group: str, title: str, kind: str, items: Any) -> FormColumn:
    key = f"fact.{code}"
    if kind == "answer":
        return FormColumn(key, group, title, choices=ANSWERS)
    if kind in set(Kind):
        return FormColumn(key, group, title, Kind(kind))
    return FormColumn(key, group, title, choices=items(kind))


def _day(cell: RawCell, text: str) -> str:
    found = read_birth(cell, text, date.max)
    whole = found.value.as_date() if found.value is not None else None
    if whole is None:
        raise InvalidInput(f"“{text}” không phải ngày; ghi đủ ngày, tháng, năm")
    return str(whole.isoformat())


def _whole_text(cell: RawCell, text: str) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else text


_HOUSE = (
    ("wall", "Tường", "house_walls"),
    ("column", "Cột, trụ", "house_columns"),
    ("roof", "Mái", "house_roofs"),
    ("water", "Nguồn nước", "water_sources"),
    ("latrine", "Nhà tiêu", "latrines"),
    ("lighting", "Chiếu sáng", "lightings"),
)
_HOUSE_ANSWERS = (
    ("uses_internet", "Có người dùng internet"),
    ("has_information_device", "Có phương tiện tiếp cận thông tin"),
)
_ANSWERED = (
    ("registered_to_escape", "Đăng ký thoát nghèo trong năm"),
    ("needs_residential_land", "Chưa có đất ở"),
    ("needs_production_land", "Chưa có đất sản xuất"),
)
_CARE, _SCHOOL, _WORK, _FOOD = "BHYT, trợ cấp", "Học hành, đào tạo", "Lao động, việc làm", "Dinh dưỡng"
_FACTS = (
    ("health_insurance", _CARE, "Có thẻ BHYT", "answer"),
    ("insurance_number", _CARE, "Mã thẻ BHYT", "text"),
    ("insured_until", _CARE, "Hạn thẻ", "day"),
    ("insurance_paid_by_budget", _CARE, "Ngân sách đóng hoặc hỗ trợ", "answer"),
    ("social_allowance", _CARE, "Trợ cấp xã hội hằng tháng", "social_allowances"),
    ("pension", _CARE, "Lương hưu, trợ cấp khác", "pensions"),
    ("disabled", _CARE, "Khuyết tật", "answer"),
    ("merit", _CARE, "Người có công", "answer"),
    ("studying", _SCHOOL, "Đang đi học", "answer"),
    ("school_level", _SCHOOL, "Bậc đang học", "school_levels"),
    ("education", _SCHOOL, "Trình độ văn hóa", "education_levels"),
    ("training", _SCHOOL, "Trình độ đào tạo", "training_levels"),
    ("trained", _SCHOOL, "Đã qua đào tạo", "answer"),
    ("certificate", _SCHOOL, "Có bằng cấp, chứng chỉ", "answer"),
    ("able_to_work", _WORK, "Có khả năng lao động", "answer"),
    ("work_status", _WORK, "Việc làm", "work_statuses"),
    ("work_kind", _WORK, "Loại việc", "work_kinds"),
    ("contract", _WORK, "Hợp đồng lao động", "contracts"),
    ("lasting_work", _WORK, "Việc làm bền vững", "answer"),
    ("need_job", _WORK, "Cần hỗ trợ tìm việc", "answer"),
    ("need_training", _WORK, "Cần học nghề", "answer"),
    ("need_production", _WORK, "Cần nâng cao năng lực sản xuất", "answer"),
    ("height_cm", _FOOD, "Chiều cao (cm)", "number"),
    ("weight_kg", _FOOD, "Cân nặng (kg)", "number"),
    ("measured_on", _FOOD, "Ngày đo", "day"),
    ("malnourished", _FOOD, "Suy dinh dưỡng (Trạm Y tế xác nhận)", "answer"),
)
LIST_NAMES = (
    "house_walls", "house_columns", "house_roofs", "water_sources", "latrines", "lightings", "reasons",
    "needs", "priority_groups", "social_allowances", "pensions", "school_levels", "education_levels",
    "training_levels", "work_statuses", "work_kinds", "contracts",
)  # fmt: skip
"""Code lists that the drop-down lists are made of."""
