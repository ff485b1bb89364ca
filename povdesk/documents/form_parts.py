"""What forms are filled in with: boxes to tick, dots to write on, a centred head, last year's answer."""

from collections.abc import Iterable, Mapping, Sequence

from povdesk.domain.household import Household, MemberFacts, Person, Sex, YesNo
from povdesk.domain.review import Answer, Lacking
from povdesk.domain.review_forms import FormOffice
from povdesk.domain.vietnamese import format_number

from . import administrative
from .blocks import Title

EMPTY, TICKED = "□", "■"
"""Both stand in Times New Roman and in Tinos."""

DOTS = "………………"
YES_NO = (("yes", "Có"), ("no", "Không"))
LACKING = ((str(Lacking.YES), "Thiếu hụt"), (str(Lacking.NO), "Không thiếu hụt"))
AREAS = {"rural": "nông thôn", "urban": "thành thị"}


def nation() -> Title:
    """Quốc hiệu and tiêu ngữ in the middle, as on a paper that a citizen signs."""
    return Title(administrative.NATION, administrative.MOTTO)


def boxes(options: Iterable[tuple[str, str]], chosen: str | None = None, *, apart: str = "   ") -> str:
    """One box for each option; a box stays on the line of its words."""
    return apart.join(
        f"{TICKED if code == chosen else EMPTY}\N{NO-BREAK SPACE}{_together(words)}"
        for code, words in options
    )


def many_boxes(options: Iterable[tuple[str, str]], chosen: Iterable[str]) -> list[str]:
    """One line for each option, several may be ticked."""
    ticked = set(chosen)
    return [f"{TICKED if code in ticked else EMPTY}\N{NO-BREAK SPACE}{words}" for code, words in options]


def lacking(answer: Answer | None) -> str:
    """What was answered, in a word; empty when nothing was."""
    if answer is None or answer.lacking is Lacking.UNKNOWN:
        return ""
    return "Thiếu" if answer.lacking is Lacking.YES else "Không"


def yes_no(value: YesNo) -> str:
    """ "Có", "Không", or nothing."""
    return {YesNo.YES: "Có", YesNo.NO: "Không", YesNo.UNKNOWN: ""}[value]


def number(given: str, unit: str = "") -> str:
    """A recorded number in Vietnamese notation; dots to write on when there is none."""
    if not given:
        return f"{DOTS} {unit}".strip()
    try:
        words = format_number(float(given), at_most=2)
    except ValueError:
        words = given
    return f"{words} {unit}".strip()


def sex(person: Person) -> str:
    """As printed on Mẫu 01: 1 nam, 2 nữ."""
    return {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}[person.sex]


def born(person: Person) -> str:
    """As far as it is known."""
    return str(person.born) if person.born else ""


def born_and_sex(person: Person) -> str:
    """Both in one cell of a narrow table."""
    return f"{born(person)}\n{sex(person)}".strip()


def empty_row(place: int, columns: int) -> tuple[str, ...]:
    """A numbered row to fill in by hand, with a dotted line for the name."""
    return (str(place), DOTS, *("" for _ in range(columns - 2)))


def schooling(office: FormOffice, facts: MemberFacts) -> str:
    """At school, with the level."""
    if facts.studying is YesNo.YES:
        level = office.word("school_levels", facts.school_level) if facts.school_level else ""
        return level or "Có"
    return yes_no(facts.studying)


def learnt(office: FormOffice, facts: MemberFacts) -> str:
    """Education and training."""
    parts = []
    if facts.education:
        parts.append(office.word("education_levels", facts.education))
    if facts.training and facts.training != "none":
        parts.append(office.word("training_levels", facts.training))
    return "; ".join(parts)


def work(office: FormOffice, facts: MemberFacts) -> str:
    """Working or not."""
    return office.word("work_statuses", facts.work_status) if facts.work_status else ""


def in_short(office: FormOffice, facts: MemberFacts | None) -> str:
    """A member's answers of an earlier form on a few small lines."""
    if facts is None:
        return ""
    pairs = (
        ("BHYT", yes_no(facts.health_insurance)),
        ("học", schooling(office, facts)),
        ("trình độ", learnt(office, facts)),
        ("việc", work(office, facts)),
    )
    return "; ".join(f"{name}: {words.lower()}" for name, words in pairs if words)


def where(household: Household, hamlet: str, office: FormOffice) -> str:
    """Address, hamlet, commune and what is above it."""
    identity = office.identity
    parts = (household.address, hamlet, identity.full_name, identity.district, identity.province)
    return ", ".join(part for part in parts if part)


def words_of(names: Mapping[str, str], codes: Sequence[str]) -> str:
    """The words of several codes."""
    return "; ".join(names.get(code, code) for code in codes)


def _together(words: str) -> str:
    """Short words do not break away from each other."""
    return words.replace(" ", "\N{NO-BREAK SPACE}") if len(words) <= 24 else words
