"""Whether a number in the text's unit can be the target of an indicator counted in another unit."""

from decimal import Decimal

from povdesk.domain.plan_text.quantities import EVENT_UNITS, MONEY_UNITS

_RATES = ("%", "điểm %")
_SAME_COUNT = {"nhà": "hộ"}
"""One house is one household's."""


def is_event(unit: str) -> bool:
    """Whether a unit counts meetings, courses or models, not households or people."""
    return unit in (*EVENT_UNITS, "mô hình")


def units_differ(unit: str, wanted: str) -> bool:
    """Whether a number in one unit is no target in the other as it stands."""
    if (unit, wanted) == ("%", "điểm %"):
        return False
    return _SAME_COUNT.get(unit, unit) != wanted


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The value in another unit; None where one says nothing about the other (rate, count, money, per year).

    Counts of people, households and turns pass as they are: which is meant is the officer's to say.
    """
    said, meant = _money(unit), _money(wanted)
    if said is not None and meant is not None:
        return value * said[0] / meant[0] if said[1] == meant[1] else None
    if (said is None) != (meant is None) or (unit in _RATES) != (wanted in _RATES):
        return None
    return value


def _money(unit: str) -> tuple[int, str] | None:
    """How many đồng an amount counts in, and what it is for ("/người/tháng")."""
    name, slash, per = unit.partition("/")
    return (MONEY_UNITS[name.strip()], slash + per) if name.strip() in MONEY_UNITS else None
