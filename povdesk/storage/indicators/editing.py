"""What the officer does to the indicators: add, copy, retire, bring back, re-order, take over targets."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.indicator import IndicatorDefinition, Target
from povdesk.domain.indicator_measure import BY_NAME, KIND_WORDS
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import targets
from povdesk.storage.act import Act
from povdesk.storage.tables import indicator_definition, plan, plan_role, target

_OWN_CODE = "XA"


def plan_roles(connection: Connection, year: int) -> dict[str, str]:
    """Who may lead an indicator: the roles of the year's plan, code → name; of the newest one before it."""
    newest = connection.execute(
        select(plan.c.id).where(plan.c.year <= year).order_by(plan.c.year.desc(), plan.c.id.desc()).limit(1)
    ).scalar()
    rows = connection.execute(
        select(plan_role.c.code, plan_role.c.short_name, plan_role.c.name)
        .where(plan_role.c.plan_id == newest)
        .order_by(plan_role.c.position)
    )
    return {row.code: row.short_name or row.name for row in rows}


def find(connection: Connection, code: str) -> IndicatorDefinition:
    """An indicator by its code, in use or not."""
    found = next((one for one in targets.definitions(connection) if one.code == code), None)
    if found is None:
        raise NotPossibleNow("Chỉ tiêu này không còn nữa.", "Mở lại danh sách chỉ tiêu.")
    return found


def keep(act: Act, wanted: IndicatorDefinition) -> str:
    """Save an indicator, a new one when it has no code: at the end of the list. Returns its code."""
    checked = _checked(wanted)
    if not checked.code:
        position = max((one.position for one in targets.definitions(act.connection)), default=0) + 1
        checked = replace(checked, code=_new_code(act.connection), position=checked.position or position)
        act.describe(f"Thêm chỉ tiêu {checked.label}", "indicator_definition")
        targets.save_definition(act, checked)
        return checked.code
    find(act.connection, checked.code)
    targets.save_definition(act, checked)
    return checked.code


def copy(act: Act, code: str, year: int) -> str:
    """A second indicator like this one, right below it, with the year's target; returns its code."""
    original = find(act.connection, code)
    act.describe(f"Chép chỉ tiêu {original.label}", "indicator_definition", original.uid)
    made = replace(
        original,
        code=_new_code(act.connection),
        name=f"{original.name} (bản sao)",
        short_name=f"{original.short_name} (bản sao)" if original.short_name else "",
        id=None,
        uid="",
        valid_to=None,
    )
    targets.save_definition(act, made)
    order = [one.code for one in targets.definitions(act.connection) if one.code != made.code]
    order.insert(order.index(code) + 1, made.code)
    _put_in_order(act, order)
    for wanted in targets.targets(act.connection, code, year):
        targets.save_target(act, made.code, replace(wanted, id=None))
    return made.code


def retire(act: Act, code: str, year: int) -> None:
    """No longer in use from a year on; earlier years keep it with all its numbers."""
    known = find(act.connection, code)
    act.describe(f"Ngừng dùng chỉ tiêu {known.label} từ năm {year}", "indicator_definition", known.uid)
    if known.valid_from is not None and known.valid_from.year >= year:
        # It was only ever used from this year on: no year is left, the record stays.
        known = replace(known, valid_from=date(year - 1, 1, 1))
    targets.save_definition(act, replace(known, valid_to=date(year - 1, 12, 31)))


def bring_back(act: Act, code: str, year: int) -> None:
    """In use again, in this year too."""
    known = find(act.connection, code)
    act.describe(f"Dùng lại chỉ tiêu {known.label}", "indicator_definition", known.uid)
    first = known.valid_from
    if first is not None and first.year > year:
        first = date(year, 1, 1)
    targets.save_definition(act, replace(known, valid_from=first, valid_to=None))


def move(act: Act, code: str, step: int, year: int) -> bool:
    """Change places with the indicator before (-1) or after (+1) among those in use in a year."""
    everything = targets.definitions(act.connection)
    known = find(act.connection, code)
    shown = [one.code for one in everything if one.is_used_in(year)]
    if code not in shown or not 0 <= shown.index(code) + step < len(shown):
        return False
    neighbour = shown[shown.index(code) + step]
    order = [one.code for one in everything if one.code != code]
    order.insert(order.index(neighbour) + (1 if step > 0 else 0), code)
    _put_in_order(act, order)
    act.describe(
        f"Đưa chỉ tiêu {known.label} {'lên' if step < 0 else 'xuống'}", "indicator_definition", known.uid
    )
    return True


def copy_targets(act: Act, from_year: int, to_year: int) -> int:
    """The targets of a year for another one where it has none yet; returns how many were added.

    Readings of an unclear target and a baseline printed in the old plan belong to that plan and stay there.
    """
    act.describe(f"Chép mục tiêu năm {from_year} sang năm {to_year}", "target")
    added = 0
    for definition, _target in targets.with_targets(act.connection, to_year):
        there = {
            (one.hamlet_id, one.population_group)
            for one in targets.targets(act.connection, definition.code, to_year)
        }
        for wanted in targets.targets(act.connection, definition.code, from_year):
            if (wanted.hamlet_id, wanted.population_group) in there:
                continue
            fresh = replace(wanted, year=to_year, baseline=None, baseline_stated=False, readings=(), id=None)
            targets.save_target(act, definition.code, fresh)
            added += 1
    if not added:
        raise NotPossibleNow(
            f"Không có mục tiêu nào của năm {from_year} để chép.",
            f"Năm {to_year} đã có đủ mục tiêu, hoặc năm {from_year} chưa có.",
        )
    return added


def save_parts(act: Act, code: str, year: int, wanted: list[Target]) -> None:
    """The targets of hamlets and groups, each as given; one without number and words is taken away."""
    known = {
        (one.hamlet_id, one.population_group): one for one in targets.targets(act.connection, code, year)
    }
    definition = find(act.connection, code)
    act.describe(f"Lưu mục tiêu năm {year}: {definition.label}", "indicator_definition", definition.uid)
    for one in wanted:
        is_empty = one.value is None and one.baseline is None and not clean_text(one.wording)
        at = known.get((one.hamlet_id, one.population_group))
        if is_empty and at is not None and at.id is not None:
            act.delete(target, at.id)
        elif not is_empty:
            kept = at or one
            targets.save_target(
                act,
                code,
                replace(
                    kept,
                    operator=one.operator,
                    value=one.value,
                    baseline=one.baseline,
                    baseline_stated=one.baseline is not None,
                    wording=one.wording,
                ),
            )


def _checked(wanted: IndicatorDefinition) -> IndicatorDefinition:
    if not clean_text(wanted.name):
        raise InvalidInput("Chỉ tiêu chưa có tên.", "Nhập tên chỉ tiêu như ghi trong kế hoạch.")
    if wanted.kind not in KIND_WORDS:
        raise InvalidInput("Chưa chọn loại chỉ tiêu.", "Chọn tỷ lệ, số lượng hoặc mức thay đổi.")
    how = BY_NAME.get(wanted.measure)
    if how is not None and wanted.kind not in how.kinds:
        allowed = " hoặc ".join(KIND_WORDS[kind].lower() for kind in how.kinds)
        raise InvalidInput(
            f"Cách đếm “{how.title}” không cho ra loại chỉ tiêu này.", f"Chọn loại: {allowed}."
        )
    if not 0 <= wanted.decimals <= 4:
        raise InvalidInput("Số chữ số thập phân phải từ 0 đến 4.", "Gõ lại.")
    if wanted.valid_from and wanted.valid_to and wanted.valid_from > wanted.valid_to:
        raise InvalidInput("Dùng đến ở trước dùng từ.", "Gõ lại hai năm này.")
    return wanted


def _put_in_order(act: Act, codes: list[str]) -> None:
    rows = {row.code: row for row in act.connection.execute(select(indicator_definition)).all()}
    for position, code in enumerate(codes, start=1):
        if rows[code].position != position:
            act.update(indicator_definition, rows[code].id, {"position": position})


def _new_code(connection: Connection) -> str:
    taken = set(connection.execute(select(indicator_definition.c.code)).scalars())
    number = 1
    while f"{_OWN_CODE}-{number:02d}" in taken:
        number += 1
    return f"{_OWN_CODE}-{number:02d}"
