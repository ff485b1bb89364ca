"""A hamlet's forms go out as a workbook, are filled on another computer and come back safely."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.forms_exchange import FormsOut, Rehearsal, Verdict
from povdesk.domain.household import YesNo
from povdesk.domain.review import Lacking, ReviewState
from povdesk.spreadsheets import forms_workbook
from povdesk.storage import forms_exchange, imports_parked, reviews, rounds
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.tables import history, import_row, person, review, setting
from tests.spreadsheets.filled_book import FIRST, KEYS, Book, fill_book, letters, place_of, row_of
from tests.storage import made_once

NOW = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phiếu") / "Nguyễn Văn Ánh"
    made_once.sample_commune(folder / "povdesk.db", 60, 5, clock=lambda: NOW).close()
    return folder


@pytest.fixture
def register(made: Path, tmp_path: Path):
    shutil.copytree(made, tmp_path / "hồ sơ")
    one = Database(tmp_path / "hồ sơ" / "povdesk.db", lambda: NOW)
    yield one
    one.close()


def _out(one: Database, *, masked: bool = True) -> FormsOut:
    """Of the hamlet with most forms that are not begun or still drafts."""
    with one.reading() as connection:
        this = rounds.current(connection, 2024)
        open_ones = [
            row.hamlet_id
            for row in rounds.listed(connection, this.id)
            if row.state in (None, ReviewState.DRAFT)
        ]
        hamlet_id = max(set(open_ones), key=open_ones.count)
        return forms_exchange.outgoing(connection, this.id, hamlet_id, TODAY, masked=masked)


def _write(one: Database, path: Path, *, masked: bool = True) -> FormsOut:
    forms = _out(one, masked=masked)
    with path.open("wb") as file:
        forms_workbook.write(forms, file)
    return forms


def _rehearse(one: Database, path: Path) -> Rehearsal:
    found = forms_workbook.read(path)
    with one.reading() as connection:
        return forms_exchange.rehearse(connection, found, TODAY)


def _open_form(one: Database, uid: str):
    with one.reading() as connection:
        this = rounds.current(connection, 2024)
        for row in rounds.listed(connection, this.id):
            form = reviews.open_form(connection, row.household_id, this.id)
            if form.household.uid == uid:
                return form
    raise AssertionError(uid)


def _not_begun(one: Database, forms: FormsOut) -> str:
    """A household of the workbook whose form may still be filled."""
    for row in forms.households:
        form = _open_form(one, row.uid)
        can_be_saved = form.review.main_reason in ("", *form.review.reasons)
        if form.review.state is ReviewState.DRAFT and form.draft is None and can_be_saved:
            return row.uid
    raise AssertionError("none")


def test_a_workbook_that_nobody_filled_changes_nothing_and_writes_no_line(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu thôn.xlsx"
    forms = _write(register, path)
    found = _rehearse(register, path)
    assert found.cells == ()
    assert found.same == len(forms.households) * len(forms.columns.households) + len(forms.members) * len(
        forms.columns.members
    )


def test_answers_filled_elsewhere_come_back_into_the_forms_as_drafts(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = _not_begun(register, forms)
    someone = next(row for row in forms.members if row.household_uid == uid)

    def fill(book) -> None:
        homes, people = book["Hộ"], book["Nhân khẩu"]
        row = row_of(homes, uid)
        for key, value in (
            ("reviewed_on", datetime(2024, 11, 15)),
            ("income_points", 120),
            ("house.floor_area", "45,5"),
            ("lacking.water", "Có thiếu hụt"),
            ("lacking.latrine", "khong thieu hut"),
            ("note", "=HYPERLINK(1)"),
        ):
            homes.put(row, place_of(homes, key), value)
        people.put(row_of(people, someone.uid), place_of(people, "fact.disabled"), "Có")
        people.put(row_of(people, someone.uid), place_of(people, "fact.insured_until"), "31/12/2025")

    fill_book(path, fill)
    found = _rehearse(register, path)
    assert {one.verdict for one in found.cells} <= {Verdict.NEW}
    assert found.households == (uid,)
    with register.writing() as act:
        assert forms_exchange.take_in(act, found) == 1
    form = _open_form(register, uid)
    assert form.review.state is ReviewState.DRAFT
    assert (form.review.reviewed_on, form.review.income_points) == (date(2024, 11, 15), 120)
    assert form.review.house.floor_area == 45.5
    assert form.review.answers["water"].counted is Lacking.YES
    assert form.review.answers["latrine"].counted is Lacking.NO
    assert form.review.note == "=HYPERLINK(1)"
    facts = next(one.facts for one in form.household.members if one.person.uid == someone.uid)
    assert (facts.disabled, facts.insured_until) == (YesNo.YES, date(2025, 12, 31))
    again = _rehearse(register, path)
    assert again.cells == ()


def test_all_forms_of_the_file_are_one_act_and_one_undo(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    wanted = [
        row.uid for row in forms.households if _open_form(register, row.uid).review.state is ReviewState.DRAFT
    ]

    def fill(book) -> None:
        sheet = book["Hộ"]
        for uid in wanted:
            sheet.put(row_of(sheet, uid), place_of(sheet, "income_points"), 95)

    fill_book(path, fill)
    before = {uid: _open_form(register, uid).review for uid in wanted}
    with register.reading() as connection:
        lines = connection.execute(select(func.count()).select_from(history)).scalar()
    found = _rehearse(register, path)
    with register.writing() as act:
        assert forms_exchange.take_in(act, found) == len(found.households) > 0
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(history)).scalar() == lines + 1
        seq, _words = last_act(connection)
    with register.writing() as act:
        act.undo(seq)
    assert {uid: _open_form(register, uid).review for uid in wanted} == before


def test_a_cell_changed_in_both_places_waits_and_the_rest_goes_on(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = _not_begun(register, forms)

    def fill(book) -> None:
        sheet = book["Hộ"]
        row = row_of(sheet, uid)
        sheet.put(row, place_of(sheet, "income_points"), 120)
        sheet.put(row, place_of(sheet, "income_per_person"), 900000)

    fill_book(path, fill)
    form = _open_form(register, uid)
    with register.writing() as act:
        standard = forms.columns.standard
        reviews.save(act, standard, form.household, replace(form.review, income_points=130))
    found = _rehearse(register, path)
    assert [(one.key, one.verdict) for one in found.cells] == [
        ("income_points", Verdict.CONFLICT),
        ("income_per_person", Verdict.NEW),
    ]
    assert "130" in found.cells[0].before and "120" in found.cells[0].after
    with register.writing() as act:
        forms_exchange.take_in(act, found)
    after = _open_form(register, uid).review
    assert (after.income_points, after.income_per_person) == (130, 900000)
    with register.reading() as connection:
        (waiting,) = imports_parked.waiting(connection)
    assert "Tổng điểm B1" in waiting.reason
    with register.writing() as act:
        forms_exchange.take_in(act, _rehearse(register, path))
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(import_row)).scalar() == 1


def test_a_closed_form_takes_nothing_from_a_file(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = next(
        row.uid
        for row in forms.households
        if _open_form(register, row.uid).review.state is ReviewState.CLOSED
    )

    def fill(book) -> None:
        sheet = book["Hộ"]
        sheet.put(row_of(sheet, uid), place_of(sheet, "reviewer"), "Người khác")

    fill_book(path, fill)
    (one,) = _rehearse(register, path).cells
    assert one.verdict is Verdict.CONFLICT and "đã chốt" in one.why


def test_what_cannot_be_read_is_named_with_its_cell_and_left_alone(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = _not_begun(register, forms)

    def fill(book) -> None:
        sheet = book["Hộ"]
        row = row_of(sheet, uid)
        for key, value in (
            ("income_points", "mười"),
            ("reviewed_on", "tháng mười"),
            ("lacking.water", "có lẽ"),
            ("income_per_person", "1+1"),
        ):
            formula = key == "income_per_person"
            sheet.put(row, place_of(sheet, key), value, formula=formula)

    fill_book(path, fill)
    found = _rehearse(register, path)
    assert {one.verdict for one in found.cells} == {Verdict.UNREADABLE}
    assert len({one.key for one in found.cells}) == 4
    assert all(one.cell[:1].isalpha() and one.cell[-1:].isdigit() and one.why for one in found.cells)


def test_a_form_that_could_not_be_saved_is_refused_whole_with_the_reason(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = _not_begun(register, forms)

    def fill(book) -> None:
        sheet = book["Hộ"]
        sheet.put(row_of(sheet, uid), place_of(sheet, "reviewed_on"), datetime(2030, 1, 1))

    fill_book(path, fill)
    (one,) = _rehearse(register, path).cells
    assert one.verdict is Verdict.REFUSED and "ở sau hôm nay" in one.why


def test_a_cell_that_was_emptied_never_erases(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    row = next(row for row in forms.households if any(row.values.values()))
    key = next(key for key, value in row.values.items() if value)

    def fill(book) -> None:
        sheet = book["Hộ"]
        sheet.put(row_of(sheet, row.uid), place_of(sheet, key), None)

    fill_book(path, fill)
    assert _rehearse(register, path).cells == ()


def test_added_lines_and_moved_columns_are_told_and_nothing_lands_in_a_wrongplace_of(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu.xlsx"
    _write(register, path)

    def fill(book) -> None:
        sheet = book["Hộ"]
        sheet.put(sheet.last_row + 1, 3, "Hộ viết thêm")

    fill_book(path, fill)
    (one,) = _rehearse(register, path).cells
    assert one.verdict is Verdict.REFUSED and "nhập người hoặc hộ mới trong phần mềm" in one.why


@pytest.mark.parametrize(
    "spoil", ["the rows of keys", "the hidden sheet", "another register", "a plain file"]
)
def test_a_workbook_without_its_hidden_parts_or_of_another_register_is_refused(
    register: Database, tmp_path: Path, spoil: str
) -> None:
    path = tmp_path / "phiếu.xlsx"
    _write(register, path)

    def fill(book) -> None:
        if spoil == "the rows of keys":
            book["Hộ"].put(KEYS, 1, None)
        elif spoil == "the hidden sheet":
            book.remove("PovDesk")
        elif spoil == "a plain file":
            for name in list(book.sheets)[1:]:
                book.remove(name)

    fill_book(path, fill)
    if spoil == "another register":
        with register.writing() as act:
            act.describe("Sổ khác")
            key = act.connection.execute(
                select(setting.c.id).where(setting.c.key == "database_uuid")
            ).scalar()
            act.update(setting, key, {"value": '"khac"'})
    with pytest.raises(InvalidInput):
        _rehearse(register, path)


def test_a_rehearsal_that_is_out_of_date_is_not_written(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    _write(register, path)
    found = _rehearse(register, path)
    with register.writing() as act:
        act.describe("Việc khác")
    with register.writing() as act, pytest.raises(NotPossibleNow, match="đã đổi sau khi xem trước"):
        forms_exchange.take_in(act, found)


def test_closed_lists_are_drop_down_lists_and_what_identifies_is_locked(
    register: Database, tmp_path: Path
) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    book = Book(path)
    assert [one.state for one in book.sheets.values()] == [
        *("visible", "visible", "visible"),
        *("hidden", "veryHidden"),
    ]
    for name, columns in (("Hộ", forms.columns.households), ("Nhân khẩu", forms.columns.members)):
        sheet = book[name]
        rules = book.validations(sheet)
        for column in columns:
            place = place_of(sheet, column.key)
            assert not book.is_locked(sheet, FIRST, place)
            kind, source = rules[f"{letters(place)}{FIRST}"]
            assert (kind == "list") == bool(column.choices), column.key
            if column.choices:
                assert book.area(source) == [word for _code, word in column.choices]
        assert all(book.is_locked(sheet, FIRST, place) for place in range(1, 5))
    assert book.formulas() == 0


def test_identity_numbers_are_masked_unless_asked_for(register: Database, tmp_path: Path) -> None:
    with register.reading() as connection:
        numbers = set(
            connection.execute(select(person.c.id_number).where(person.c.id_number != "")).scalars()
        )
    masked, full = tmp_path / "che.xlsx", tmp_path / "đủ.xlsx"
    _write(register, masked)
    _write(register, full, masked=False)

    def told(path: Path) -> set[str]:
        return {text.replace(" ", "") for text in Book(path).texts()}

    assert not numbers & told(masked)
    assert numbers & told(full)


def test_a_recognised_round_gives_no_forms_to_fill(register: Database) -> None:
    with register.reading() as connection:
        this = rounds.current(connection, 2023)
        hamlet_id = rounds.listed(connection, this.id)[0].hamlet_id
        with pytest.raises(NotPossibleNow, match="đã công nhận"):
            forms_exchange.outgoing(connection, this.id, hamlet_id, TODAY)


def test_forms_stay_drafts_until_they_are_closed_in_the_program(register: Database, tmp_path: Path) -> None:
    path = tmp_path / "phiếu.xlsx"
    forms = _write(register, path)
    uid = _not_begun(register, forms)

    def fill(book) -> None:
        sheet = book["Hộ"]
        row = row_of(sheet, uid)
        sheet.put(row, place_of(sheet, "income_points"), 150)
        for one in forms.columns.standard.indicators:
            sheet.put(row, place_of(sheet, f"lacking.{one.code}"), "Không thiếu hụt")

    fill_book(path, fill)
    with register.reading() as connection:
        before = connection.execute(select(func.count()).where(review.c.state == "closed")).scalar()
    found = _rehearse(register, path)
    with register.writing() as act:
        forms_exchange.take_in(act, found)
    with register.reading() as connection:
        assert connection.execute(select(func.count()).where(review.c.state == "closed")).scalar() == before
