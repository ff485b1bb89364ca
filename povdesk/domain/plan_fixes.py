"""What the program can mend in a plan when the officer asks for it; never a number, never a reading."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable

from povdesk.domain.plan import AnnualPlan, PlanSection, Recipient
from povdesk.domain.plan_check_wording import TYPED_NUMBER
from povdesk.domain.plan_findings import Finding
from povdesk.domain.plan_imported import DECIMAL_POINT

_CLOSING_MARK = re.compile(r"[\s.]*/\s*\.?\s*$")
_FILING = re.compile(r"\s*-?\s*Lưu\b")

LABELS = {
    "strip_typed_number": "Bỏ số gõ tay",
    "decimal_comma": "Đổi thành dấu phẩy",
    "strip_closing_mark": "Bỏ dấu gõ tay",
    "remove_filing_line": "Bỏ dòng Lưu gõ tay",
    "committee_authority": "Ký thay mặt Ủy ban nhân dân",
    "add_recipient": "Thêm vào nơi nhận",
    "compose_letters": "Chuyển sang chữ dựng sẵn",
    "refresh_link": "Lấy số từ sổ",
}


def mended(plan: AnnualPlan, finding: Finding) -> AnnualPlan:
    """The plan with one finding mended; unchanged when there is no such fix."""
    match finding.fix:
        case "strip_typed_number":
            return _in_texts(plan, finding.where, lambda text: TYPED_NUMBER.sub("", text, count=1))
        case "decimal_comma":
            return _in_texts(plan, finding.where, _with_commas)
        case "compose_letters":
            return _in_texts(plan, finding.where, lambda text: unicodedata.normalize("NFC", text))
        case "strip_closing_mark":
            return dataclasses.replace(plan, closing=_CLOSING_MARK.sub("", plan.closing))
        case "remove_filing_line":
            kept = tuple(one for one in plan.recipients if not _FILING.match(one.text))
            return dataclasses.replace(plan, recipients=kept)
        case "committee_authority":
            return dataclasses.replace(plan, authority="TM.")
        case "add_recipient":
            return _with_recipient(plan, finding.subject)
        case "refresh_link":
            kept_links = tuple(link for link in plan.frozen if link.code != finding.subject)
            return dataclasses.replace(plan, frozen=kept_links)
        case _:
            return plan


def _with_commas(text: str) -> str:
    """Decimal points outside of links; "{{IND-22.target}}" holds none."""
    return DECIMAL_POINT.sub(lambda found: found[0].replace(".", ","), text)


def _with_recipient(plan: AnnualPlan, subject: str) -> AnnualPlan:
    """A new line: higher bodies first, those of the commune before the hamlet heads."""
    role = plan.role(subject)
    line = Recipient(role.name, (role.code,)) if role else Recipient(subject)
    place = 0
    if role:
        heads = [number for number, one in enumerate(plan.recipients) if one.text.startswith("Trưởng")]
        place = heads[0] if heads else len(plan.recipients)
    recipients = (*plan.recipients[:place], line, *plan.recipients[place:])
    return dataclasses.replace(plan, recipients=recipients)


def _in_texts(plan: AnnualPlan, where: str, change: Callable[[str], str]) -> AnnualPlan:
    """Change the texts at one place of the plan."""

    def visit(section: PlanSection) -> PlanSection:
        section = dataclasses.replace(section, parts=tuple(visit(part) for part in section.parts))
        if section.code != where:
            return section
        return dataclasses.replace(section, heading=change(section.heading), body=change(section.body))

    return dataclasses.replace(
        plan,
        sections=tuple(visit(section) for section in plan.sections),
        roles=tuple(
            dataclasses.replace(role, name=change(role.name), body=change(role.body))
            if role.code == where
            else role
            for role in plan.roles
        ),
        bases=tuple(
            dataclasses.replace(basis, text=change(basis.text)) if where == "basis" else basis
            for basis in plan.bases
        ),
        recipients=tuple(
            dataclasses.replace(one, text=change(one.text)) if where == "recipients" else one
            for one in plan.recipients
        ),
        title=change(plan.title) if where == "title" else plan.title,
        subject=change(plan.subject) if where == "title" else plan.subject,
        opening=change(plan.opening) if where == "opening" else plan.opening,
        closing=change(plan.closing) if where == "closing" else plan.closing,
    )
