"""Invented arrangements for single families: registered exits, options without land, organisations' help."""

from datetime import date

from povdesk.domain.assignment import OptionState
from povdesk.storage import assignment_lists, exit_registrations, land_list, organisation_families
from povdesk.storage.act import Act
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import exit_registration, land_option, organisation_help

_SOLUTIONS = (
    "Vay vốn tín dụng, mua bò sinh sản; con lớn học nghề",
    "Trồng quế, keo trên đất rẫy; tham gia tổ hợp tác",
    "Sửa nhà, làm nhà tiêu; một lao động đi làm ở công ty",
)
_OPTIONS = (
    ("Giao khoán bảo vệ rừng, trồng quế dưới tán", OptionState.AGREED),
    ("Chuyển đổi nghề: mua máy công cụ, học sửa xe máy", OptionState.UNDER_WAY),
    ("Bố trí đất ở tại khu tái định cư của thôn", OptionState.PROPOSED),
)
_HELP = (
    "Cho mượn con giống, hướng dẫn chuồng trại",
    "Giúp ngày công làm nhà",
    "Tín chấp vay vốn, nhận ủy thác",
)


def keep_arrangements(act: Act, rows: Rows, year: int) -> None:
    """Some of each list is arranged, the rest waits, as in a year under way."""
    day = date(year, 12, 31)
    families = assignment_lists.families(act.connection, day)
    for place, exit_ in enumerate(exit_registrations.families(act.connection, year, day, families)):
        if place % 3 != 2:
            rows.add(
                exit_registration,
                {
                    "household_id": exit_.family.id,
                    "year": year,
                    "registered_on": date(year, 3, 1 + place % 20),
                    "solution": _SOLUTIONS[place % len(_SOLUTIONS)],
                },
            )
    for place, without in enumerate(land_list.families(act.connection, year, day, families)):
        if place % 2 == 0:
            option, state = _OPTIONS[place // 2 % len(_OPTIONS)]
            rows.add(
                land_option,
                {
                    "household_id": without.family.id,
                    "year": year,
                    "option": option,
                    "leader": "Công chức Địa chính - Nông nghiệp",
                    "state": str(state),
                },
            )
    for place, member in enumerate(organisation_families.families(act.connection, day, families)):
        if place % 4 == 0:
            rows.add(
                organisation_help,
                {
                    "household_id": member.family.id,
                    "organisation": member.organisation,
                    "valid_from": date(year, 4, 1),
                    "content": _HELP[place // 4 % len(_HELP)],
                },
            )
    rows.flush()
