"""Who does what, from the part on carrying out the plan."""

import re
from collections.abc import Sequence

from povdesk.domain.plan import PlanRole
from povdesk.domain.plan_text.markers import MarkerKind
from povdesk.domain.plan_text.matching import words_of
from povdesk.domain.plan_text.outline import Passage
from povdesk.domain.plan_text.reading import ReadRole
from povdesk.domain.vietnamese import fold

_CARRYING_OUT = re.compile(
    r"\b(?:to chuc (?:trien khai )?thuc hien|trach nhiem"
    r"|phan cong (?:nhiem vu|trach nhiem|to chuc|thuc hien))\b"
)
_VERB = re.compile(r"^(Đề nghị)\s+(\S.*)$")
_DUTY = re.compile(
    r"\s+(?=(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|căn cứ|tham mưu|theo dõi"
    r"|tổ chức(?! chính trị)|giúp|hướng dẫn|bố trí|đẩy mạnh|tăng cường)\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:phong|van phong|trung tam)\b")
_LIKELY = 0.45


def find_roles(top: Sequence[Passage], known: Sequence[PlanRole]) -> tuple[ReadRole, ...]:
    """The roles in reading order; a known role gets its code when the names share most words."""
    about = [one for passage in top for one in passage.walk() if _is_about_roles(one)]
    # "Tổ chức thực hiện" may hold "Phân công" beside "Chế độ báo cáo": the part with the most items lists
    # who does what.
    inside = [one for passage in about for one in passage.walk() if one is passage or one.parts]
    if not inside:
        return ()
    part = max(inside, key=lambda one: len(_items(one)))
    found = [_role(one) for one in _items(part)]
    return _with_codes([role for role in found if role is not None], known)


def _items(part: Passage) -> list[Passage]:
    numbered = [one for one in part.parts if one.kind is not None and one.kind < MarkerKind.DASH]
    return numbered or part.parts


def _is_about_roles(passage: Passage) -> bool:
    return bool(passage.heading and _CARRYING_OUT.search(passage.folded) and passage.parts)


def _role(passage: Passage) -> ReadRole | None:
    rest = "\n".join(part.text() for part in _listed(passage))
    if passage.heading:
        name, body = passage.heading, "\n".join([*(line.text for line in passage.body), rest]).strip()
    elif passage.body:
        name, body = _name_and_duty(passage.body[0].text)
        more = "\n".join(line.text for line in passage.body[1:])
        body = "\n".join(words for words in (body, more, rest) if words)
    else:
        return None
    asked = _VERB.match(name)
    verb, name = (asked[1], asked[2]) if asked else ("", name)
    if not body:
        name, body = _name_and_duty(name)
    if body.count("Trên đây là"):
        body = body.split("Trên đây là")[0].strip()
    return ReadRole(name.strip(" :"), body, passage.line, passage.sign, verb)


def _listed(passage: Passage) -> list[Passage]:
    return [
        Passage(part.kind, part.sign, part.line, "", part.body, part.rows, part.parts)
        if not part.heading
        else part
        for part in passage.parts
    ]


def _name_and_duty(text: str) -> tuple[str, str]:
    colon = re.match(r"^([^:.;]{3,160}):\s*(\S.*)$", text, re.DOTALL)
    if colon:
        return colon[1], colon[2]
    cut = _DUTY.search(text, 8)
    return (text[: cut.start()], text[cut.end() :]) if cut else (text, "")


def _with_codes(found: Sequence[ReadRole], known: Sequence[PlanRole]) -> tuple[ReadRole, ...]:
    shares = [
        (_likeness(role.name, one), -place, -rank, one.code)
        for place, role in enumerate(found)
        for rank, one in enumerate(known)
    ]
    codes: dict[int, str] = {}
    for share, place, _rank, code in sorted(shares, reverse=True):
        if share >= _LIKELY and -place not in codes and code not in codes.values():
            codes[-place] = code
    return tuple(
        ReadRole(role.name, role.body, role.line, role.number, role.verb, codes.get(place, ""))
        for place, role in enumerate(found)
    )


def _likeness(name: str, one: PlanRole) -> float:
    """Share of common words. A civil servant named without a field is the first known one of that title."""
    said = words_of(name)
    named = [words_of(f"{one.name} {one.short_name}")]
    if "(" not in name and not _OFFICE.match(fold(name)):
        named.append(words_of(one.name.split("(")[0]))
    return max(2 * len(said & words) / (len(said) + len(words) or 1) for words in named)
