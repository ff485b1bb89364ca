"""A hamlet's forms out of the register and back: read for a workbook, rehearsed, taken in as one act."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow, PovDeskError
from povdesk.domain.forms_columns import (
    LIST_NAMES,
    FormColumns,
    columns_of,
    household_values,
    member_values,
    with_household_values,
    with_member_values,
)
from povdesk.domain.forms_exchange import (
    CellVerdict,
    FormsIn,
    FormsOut,
    NowRow,
    OutRow,
    Rehearsal,
    Verdict,
    compare,
)
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.household import Household
from povdesk.domain.identity import masked_number, show_id_number
from povdesk.domain.review import Review, ReviewState, RoundState
from povdesk.domain.validation import Level, find_problems, of_level
from povdesk.domain.vietnamese import short_date
from povdesk.storage import catalogue_edits, reviews, rounds, rule_edits, settings
from povdesk.storage.act import Act
from povdesk.storage.imports_parked import WAITS
from povdesk.storage.records import key_of
from povdesk.storage.reviews import Form
from povdesk.storage.rounds import Round
from povdesk.storage.tables import hamlet, history, household, import_batch, import_row, review_round

_CLOSED = "phiếu đã chốt trong phần mềm; bấm “Mở lại phiếu” rồi nhập tệp lần nữa"
_TYPING = "phiếu đang gõ dở trong phần mềm; lưu hoặc bỏ bản nháp rồi nhập tệp lần nữa"


def columns(connection: Connection, this: Round) -> FormColumns:
    """By the round's standard with the officer's edits, and the code lists in force."""
    lists = {name: catalogue_edits.load(connection, name) for name in LIST_NAMES}
    return columns_of(rule_edits.standard(connection, this.standard_id), lists)


def outgoing(
    connection: Connection, round_id: int, hamlet_id: int, today: date, *, masked: bool = True
) -> FormsOut:
    """The forms of all listed households of a hamlet; NotPossibleNow when there are none."""
    this = rounds.get(connection, round_id)
    if this.state is RoundState.RECOGNISED:
        raise NotPossibleNow(f"{this.name} đã công nhận nên phiếu chỉ xem, không điền nữa.")
    place = connection.execute(select(hamlet).where(hamlet.c.id == hamlet_id)).mappings().one()
    wanted = columns(connection, this)
    relations = catalogue_edits.names(connection, "relations")
    homes, members = [], []
    for form in _forms(connection, this, hamlet_id):
        home = form.household
        homes.append(
            OutRow(
                home.uid,
                home.uid,
                (home.code, home.head_name, home.address),
                household_values(form.review, wanted),
            )
        )
        for member in home.members:
            someone = member.person
            number = masked_number(someone.id_number) if masked else show_id_number(someone.id_number)
            fixed = (
                home.code,
                home.head_name,
                someone.full_name,
                relations.get(member.relation, member.relation),
                str(someone.born) if someone.born else "",
                number if someone.id_number else "",
            )
            members.append(OutRow(someone.uid, home.uid, fixed, member_values(member.facts, wanted)))
    if not homes:
        raise NotPossibleNow("Thôn này chưa có hộ nào trong danh sách rà soát.", "Chọn thôn khác.")
    return FormsOut(
        str(settings.get(connection, "database_uuid", "")),
        this.uid,
        place["uid"],
        this.name,
        hamlet_words(place["kind"], place["name"]),
        short_date(today),
        _last_seq(connection),
        wanted,
        tuple(homes),
        tuple(members),
        settings.is_sample(connection),
    )


def rehearse(connection: Connection, found: FormsIn, today: date) -> Rehearsal:
    """A verdict for each filled cell. InvalidInput when the file is of another register or round."""
    this, hamlet_id = _where(connection, found)
    wanted = columns(connection, this)
    forms = {form.household.uid: form for form in _forms(connection, this, hamlet_id)}
    homes, people = {}, {}
    for uid, form in forms.items():
        who = f"{form.household.head_name} ({form.household.code})"
        closed = _CLOSED if form.review.state is not ReviewState.DRAFT else (_TYPING if form.draft else "")
        homes[uid] = NowRow(uid, uid, who, household_values(form.review, wanted), closed)
        for member in form.household.members:
            name = f"{member.person.full_name}, hộ {who}"
            values = member_values(member.facts, wanted)
            people[member.person.uid] = NowRow(member.person.uid, uid, name, values, closed)
    cells, same = compare(found, wanted, homes, people)
    checked = tuple(_checked(cells, forms, wanted, today))
    return Rehearsal(found, checked, same, _last_seq(connection))


def take_in(act: Act, rehearsal: Rehearsal) -> int:
    """Write what is new as one act, as drafts, and park what waits; returns how many forms were written."""
    this, _hamlet_id = _where(act.connection, rehearsal.source)
    if _last_seq(act.connection) > rehearsal.seq:
        raise NotPossibleNow(
            "Dữ liệu đã đổi sau khi xem trước tệp này.", "Bấm “Kiểm tra lại” để xem lại rồi nhập."
        )
    wanted = columns(act.connection, this)
    act.describe(f"Nhập phiếu đã điền: {rehearsal.source.file_name}", "import", rehearsal.source.sha256[:32])
    cells = _by_household(rehearsal.new)
    for uid, given in cells.items():
        key = key_of(act.connection, household, uid)
        form = reviews.open_form(act.connection, key, this.id)
        home, filled = _filled(form, given, wanted)
        reviews.save(act, wanted.standard, home, filled)
    if rehearsal.new or rehearsal.parked:
        _park(act, rehearsal)
    return len(cells)


def _forms(connection: Connection, this: Round, hamlet_id: int) -> Iterator[Form]:
    for listed in rounds.listed(connection, this.id, hamlet_id):
        yield reviews.open_form(connection, listed.household_id, this.id)


def _where(connection: Connection, found: FormsIn) -> tuple[Round, int]:
    if found.database_uuid != settings.get(connection, "database_uuid", ""):
        raise InvalidInput(
            f"Tệp {found.file_name} xuất từ sổ khác, không phải sổ đang mở.", "Mở đúng sổ rồi nhập."
        )
    round_id = connection.execute(
        select(review_round.c.id).where(review_round.c.uid == found.round_uid)
    ).scalar()
    hamlet_id = connection.execute(select(hamlet.c.id).where(hamlet.c.uid == found.hamlet_uid)).scalar()
    if round_id is None or hamlet_id is None:
        raise InvalidInput(
            f"Kỳ rà soát hoặc thôn của tệp {found.file_name} không còn trong sổ.", "Xuất lại tệp rồi điền."
        )
    this = rounds.get(connection, round_id)
    if this.state is RoundState.RECOGNISED:
        raise NotPossibleNow(f"{this.name} đã công nhận nên không nhập phiếu vào nữa.")
    return this, int(hamlet_id)


def _by_household(cells: tuple[CellVerdict, ...]) -> dict[str, list[CellVerdict]]:
    found: dict[str, list[CellVerdict]] = {}
    for one in cells:
        found.setdefault(one.household_uid, []).append(one)
    return found


def _filled(form: Form, given: list[CellVerdict], wanted: FormColumns) -> tuple[Household, Review]:
    people: dict[str, dict[str, str]] = {}
    own: dict[str, str] = {}
    for one in given:
        if one.row_uid == form.household.uid:
            own[one.key] = one.value
        else:
            people.setdefault(one.row_uid, {})[one.key] = one.value
    members = tuple(
        with_member_values(member, people.get(member.person.uid, {})) for member in form.household.members
    )
    home = replace(form.household, members=members)
    return with_household_values(home, form.review, own, wanted)


def _checked(
    cells: tuple[CellVerdict, ...], forms: Mapping[str, Form], wanted: FormColumns, today: date
) -> Iterator[CellVerdict]:
    """A form that could not be saved takes nothing from the file: its new cells are refused, with why."""
    why: dict[str, str] = {}
    for uid, given in _by_household(tuple(one for one in cells if one.verdict is Verdict.NEW)).items():
        home, filled = _filled(forms[uid], given, wanted)
        try:
            wrong = of_level(find_problems(wanted.standard, home, filled, today), Level.IMPOSSIBLE)
        except PovDeskError as error:
            why[uid] = error.message
            continue
        if wrong:
            why[uid] = " ".join(problem.message for problem in wrong)
    for one in cells:
        if one.verdict is Verdict.NEW and one.household_uid in why:
            yield replace(one, verdict=Verdict.REFUSED, why=why[one.household_uid])
        else:
            yield one


def _park(act: Act, rehearsal: Rehearsal) -> None:
    """The batch, and under it the cells that wait, where the lists' waiting lines are too."""
    counts, found = rehearsal.counts, rehearsal.source
    batch = act.insert(
        import_batch,
        {
            "at_utc": act.now.isoformat(timespec="seconds"),
            "file_name": found.file_name,
            "sha256": found.sha256,
            "kind": "forms",
            "rows_new": 0,
            "rows_changed": counts[Verdict.NEW],
            "rows_refused": counts[Verdict.REFUSED] + counts[Verdict.UNREADABLE],
            "history_seq": _last_seq(act.connection) + 1,
        },
    )
    waiting = [one for one in rehearsal.parked if not _waits(act.connection, one)]
    act.insert_block(import_row, [_kept(batch, one) for one in waiting])


def _kept(batch: int, one: CellVerdict) -> dict[str, Any]:
    payload = {
        "sheet": f"{one.sheet}, ô {one.cell}",
        "name": one.who,
        "household": one.who,
        "hamlet": "",
        "values": {one.title: one.after},
        **_said(one),
    }
    return {
        "batch_id": batch,
        "row_number": int("".join(sign for sign in one.cell if sign.isdigit()) or 0),
        "verdict": "doubtful",
        "reason": f"{one.title}: “{one.before or 'trống'}” hay “{one.after}”; {one.why}",
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "decision": WAITS,
    }


def _said(one: CellVerdict) -> dict[str, str]:
    return {"said": f"{one.row_uid}/{one.key}={one.value}", "doubt": f"{one.before}"}


def _waits(connection: Connection, one: CellVerdict) -> bool:
    """The same question is not asked twice."""
    said = json.dumps(_said(one)["said"], ensure_ascii=False)
    query = select(import_row.c.id).where(
        import_row.c.verdict == "doubtful",
        import_row.c.decision == WAITS,
        import_row.c.payload.contains(f'"said": {said}', autoescape=True),
    )
    return connection.execute(query).first() is not None


def _last_seq(connection: Connection) -> int:
    return int(connection.execute(select(func.max(history.c.seq))).scalar() or 0)
