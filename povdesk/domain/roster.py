"""What is impossible, unlikely or missing in a household's roster, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from povdesk.domain import catalogues
from povdesk.domain.household import Household, Member, Sex, YesNo
from povdesk.domain.identity import id_number_doubts, insurance_number_doubts, name_doubts, phone_doubts
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.problem import Level, Problem
from povdesk.domain.vietnamese import fold, short_date

OLDEST = 110
ID_NUMBER_FROM = 16
WORK_FROM = 15
YOUNGEST_HEAD = 16
LEAST_BETWEEN_GENERATIONS = 12
_HEIGHTS, _WEIGHTS = (30, 220), (1, 200)

_SEX_OF_RELATION = {
    "wife": Sex.FEMALE,
    "husband": Sex.MALE,
    "daughter_in_law": Sex.FEMALE,
    "son_in_law": Sex.MALE,
    "father": Sex.MALE,
    "mother": Sex.FEMALE,
    "grandfather": Sex.MALE,
    "grandmother": Sex.FEMALE,
    "older_brother": Sex.MALE,
    "older_sister": Sex.FEMALE,
}
_SEX_WORDS = {Sex.MALE: "nam", Sex.FEMALE: "nữ"}


def roster_problems(household: Household, day: date | None) -> Iterator[Problem]:
    """Everything about the members. day: of the review, None = not yet given."""
    if not household.members:
        yield Problem("members", Level.MISSING, "Hộ chưa có nhân khẩu nào.")
        return
    heads = [row for row, member in enumerate(household.members) if member.is_head]
    if not heads:
        yield Problem("members", Level.MISSING, "Chưa chọn chủ hộ. Đặt quan hệ “Chủ hộ” cho một người.")
    for row in heads[1:]:
        first = heads[0] + 1
        yield _Line(row).problem(
            "relation", Level.IMPOSSIBLE, f"đã có chủ hộ ở dòng {first}, mỗi hộ chỉ có một chủ hộ."
        )
    for row, member in enumerate(household.members):
        line = _Line(row)
        yield from _identity(line, member, day)
        yield from _relation(line, member, household, day)
        yield from _facts(line, member, day)
    yield from _repeated(household)


@dataclass(frozen=True)
class _Line:
    row: int

    def problem(self, field: str, level: Level, sentence: str) -> Problem:
        return Problem(field, level, f"Dòng {self.row + 1}: {sentence}", self.row)


def _identity(line: _Line, member: Member, day: date | None) -> Iterator[Problem]:
    person = member.person
    if not person.full_name:
        yield line.problem("full_name", Level.MISSING, "chưa có họ tên.")
    for doubt in name_doubts(person.full_name):
        yield line.problem("full_name", Level.UNLIKELY, doubt)
    if person.sex is None:
        yield line.problem("sex", Level.MISSING, "chưa chọn giới tính.")
    if not person.ethnic_group:
        yield line.problem("ethnic_group", Level.MISSING, "chưa chọn dân tộc.")
    if person.born is None:
        yield line.problem("born", Level.MISSING, "chưa có ngày sinh. Gõ chỉ năm nếu không rõ, ví dụ 1968.")
    elif day is not None:
        yield from _birth(line, member, person.born, day)
    for doubt in id_number_doubts(person.id_number, person.sex, person.born):
        yield line.problem("id_number", Level.UNLIKELY, doubt)
    died = person.died_on
    if died is not None and day is not None and died <= day:
        yield line.problem(
            "died_on", Level.IMPOSSIBLE, f"đã mất ngày {short_date(died)}, không còn là nhân khẩu của hộ."
        )
    for doubt in phone_doubts(person.phone):
        yield line.problem("phone", Level.UNLIKELY, doubt)


def _birth(line: _Line, member: Member, born: PartialDate, day: date) -> Iterator[Problem]:
    if born.earliest() > day:
        yield line.problem(
            "born", Level.IMPOSSIBLE, f"ngày sinh {born} ở sau ngày rà soát {short_date(day)}."
        )
        return
    age = born.age_on(day)
    if age > OLDEST:
        yield line.problem("born", Level.UNLIKELY, f"{age} tuổi. Kiểm tra năm sinh {born.year}.")
    if age >= ID_NUMBER_FROM and not member.person.id_number:
        yield line.problem("id_number", Level.UNLIKELY, f"{age} tuổi nhưng chưa có số định danh.")


def _relation(line: _Line, member: Member, household: Household, day: date | None) -> Iterator[Problem]:
    if not member.relation:
        yield line.problem("relation", Level.MISSING, "chưa chọn quan hệ với chủ hộ.")
        return
    words = catalogues.name_of("relations", member.relation)
    expected = _SEX_OF_RELATION.get(member.relation)
    if expected and member.person.sex and member.person.sex is not expected:
        sex = _SEX_WORDS[member.person.sex]
        yield line.problem("relation", Level.UNLIKELY, f"quan hệ “{words}” nhưng giới tính ghi {sex}.")
    born = member.person.born
    head = household.head
    if born is None or head is None:
        return
    if member.is_head and day is not None and 0 <= born.age_on(day) < YOUNGEST_HEAD:
        yield line.problem("relation", Level.UNLIKELY, f"chủ hộ mới {born.age_on(day)} tuổi.")
    head_born = head.person.born
    if head_born is None:
        return
    gap = {"child": born.year - head_born.year, "father": head_born.year - born.year}
    gap["mother"] = gap["father"]
    if gap.get(member.relation, LEAST_BETWEEN_GENERATIONS) < LEAST_BETWEEN_GENERATIONS:
        yield line.problem(
            "born",
            Level.UNLIKELY,
            f"quan hệ “{words}” nhưng sinh năm {born.year}, chủ hộ sinh năm {head_born.year}.",
        )


def _facts(line: _Line, member: Member, day: date | None) -> Iterator[Problem]:
    facts, born = member.facts, member.person.born
    for doubt in insurance_number_doubts(facts.insurance_number):
        yield line.problem("insurance_number", Level.UNLIKELY, doubt)
    if facts.insurance_number and facts.health_insurance is YesNo.NO:
        yield line.problem("health_insurance", Level.UNLIKELY, "có mã thẻ nhưng ghi không có thẻ BHYT.")
    if facts.school_level and facts.studying is YesNo.NO:
        yield line.problem("studying", Level.UNLIKELY, "ghi không đi học nhưng có bậc đang học.")
    if facts.studying is YesNo.YES and not facts.school_level:
        yield line.problem("school_level", Level.MISSING, "đang đi học nhưng chưa chọn bậc học.")
    if facts.work_status == "working" and born and day and 0 <= born.age_on(day) < WORK_FROM:
        yield line.problem("work_status", Level.UNLIKELY, f"{born.age_on(day)} tuổi nhưng ghi đang làm việc.")
    yield from _body(line, "height_cm", "chiều cao", "cm", facts.height_cm, _HEIGHTS)
    yield from _body(line, "weight_kg", "cân nặng", "kg", facts.weight_kg, _WEIGHTS)
    if facts.measured_on is not None and day is not None and facts.measured_on > day:
        yield line.problem(
            "measured_on",
            Level.IMPOSSIBLE,
            f"ngày đo {short_date(facts.measured_on)} ở sau ngày rà soát {short_date(day)}.",
        )


def _body(
    line: _Line, field: str, words: str, unit: str, value: float | None, usual: tuple[int, int]
) -> Iterator[Problem]:
    if value is None:
        return
    if value <= 0:
        yield line.problem(field, Level.IMPOSSIBLE, f"{words} phải lớn hơn 0.")
    elif not usual[0] <= value <= usual[1]:
        yield line.problem(field, Level.UNLIKELY, f"{words} {value:g} {unit}: kiểm tra đơn vị {unit}.")


def _repeated(household: Household) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row, member in enumerate(household.members):
        person = member.person
        told = (
            ("id_number", "số định danh", (person.id_number,)),
            ("insurance_number", "mã thẻ BHYT", (member.facts.insurance_number,)),
            ("full_name", "họ tên và ngày sinh", (fold(person.full_name), str(person.born or ""))),
        )
        for field, words, values in told:
            if not all(values):
                continue
            first = seen.setdefault((field, *values), row)
            if first != row:
                yield _Line(row).problem(field, Level.UNLIKELY, f"trùng {words} với dòng {first + 1}.")
