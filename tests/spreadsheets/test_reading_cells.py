"""Cells as offices type them: numbers, dates and words in every spelling, old fonts among new ones."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain.household import Sex
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.verdicts import Verdict
from povdesk.domain.partial_date import PartialDate
from povdesk.storage.database import Database
from tests.spreadsheets.awkward import HEAD, SU, TIA, UT, book, changed, old, put, table
from tests.spreadsheets.test_reading_awkward import told, value, verdicts
from tests.spreadsheets.test_reading_round_trip import an_empty_commune, rehearsed

NEW, DOUBT = Verdict.NEW, Verdict.DOUBTFUL


@pytest.fixture
def register(data_folder: Path) -> Database:
    return an_empty_commune(data_folder / "povdesk.db")


@pytest.fixture
def path(data_folder: Path) -> Path:
    return data_folder / "danh sách.xlsx"


@pytest.mark.parametrize("written", ["thôn Trà Hoa", "TRÀ HOA", "Tra Hoa", " Trà  Hoa ", "Thôn: Trà Hoa"])
def test_a_hamlet_is_known_however_it_is_written(register: Database, path: Path, written: str) -> None:
    assert verdicts(rehearsed(register, table(path, [changed(TIA, hamlet=written)]))) == [NEW]


@pytest.mark.parametrize(
    "written, meant, warned",
    [
        (51084000426, "051084000426", True),
        (51084000426.0, "051084000426", True),
        ("51084000426", "051084000426", True),
        (1084000426, "001084000426", True),
        ("051 084 000 426", "051084000426", False),
        ("'051084000426", "051084000426", False),
        ("212345678", "212345678", False),
        (21234567, "021234567", True),
        ("5,1084E+10", None, True),
        ("chưa có", None, False),
        ("0510840004267", "0510840004267", True),
        ("051O84000426", None, True),
    ],
)
def test_an_identity_number_keeps_or_gets_back_its_zeros(
    register: Database, path: Path, written: Any, meant: str | None, warned: bool
) -> None:
    found = rehearsed(register, table(path, [changed(TIA, number=written)]))

    assert value(found.rows[0], Field.ID_NUMBER) == meant
    assert found.rows[0].verdict is NEW
    assert ("cột F" in told(found)) == (warned or meant is None)
    if warned:
        assert found.rows[0].has_warning


@pytest.mark.parametrize(
    "written, meant",
    [
        (date(1984, 4, 7), PartialDate(1984, 4, 7)),
        (30779, PartialDate(1984, 4, 7)),
        ("7/4/1984", PartialDate(1984, 4, 7)),
        ("07-04-1984", PartialDate(1984, 4, 7)),
        ("7.4.84", PartialDate(1984, 4, 7)),
        (7041984, PartialDate(1984, 4, 7)),
        ("1984-04-07", PartialDate(1984, 4, 7)),
        ("04/25/1984", PartialDate(1984, 4, 25)),
        (1984, PartialDate(1984)),
        ("1984", PartialDate(1984)),
        ("4/1984", PartialDate(1984, 4)),
        (4.1984, PartialDate(1984, 4)),
        ("31/02/1984", None),
        ("không rõ", None),
        ("01/01/2031", None),
    ],
)
def test_a_birth_is_read_day_first_in_any_spelling(
    register: Database, path: Path, written: Any, meant: PartialDate | None
) -> None:
    found = rehearsed(register, table(path, [changed(TIA, born=written)]))

    assert value(found.rows[0], Field.BORN) == meant
    assert found.rows[0].verdict is NEW
    if meant is None:
        assert "Dòng 2" in told(found) and "cột D" in told(found) and found.rows[0].has_warning


@pytest.mark.parametrize(
    "cell, written, field, meant",
    [
        ("group", "cor", Field.ETHNIC_GROUP, "30"),
        ("group", "H're", Field.ETHNIC_GROUP, "19"),
        ("group", "Xê Đăng", Field.ETHNIC_GROUP, "14"),
        ("group", "Ca Dong", Field.ETHNIC_GROUP, "14"),
        ("group", "KINH", Field.ETHNIC_GROUP, "01"),
        ("group", "Người Hoả", Field.ETHNIC_GROUP, None),
        ("sex", "nu", Field.SEX, Sex.FEMALE),
        ("sex", 1, Field.SEX, Sex.MALE),
        ("category", "HCN", Field.CATEGORY, "near_poor"),
        ("category", "Hộ  Nghèo", Field.CATEGORY, "poor"),
    ],
)
def test_words_are_known_without_diacritics_and_in_other_spellings(
    register: Database, path: Path, cell: str, written: Any, field: Field, meant: Any
) -> None:
    found = rehearsed(register, table(path, [changed(TIA, **{"number": "", cell: written})]))

    assert value(found.rows[0], field) == meant
    assert found.rows[0].has_warning == (meant is None)


@pytest.mark.parametrize(
    "relation, code", [("con gái", "child"), ("Bố", "father"), ("Em ruột", "younger_sibling")]
)
def test_relations_have_many_names(register: Database, path: Path, relation: str, code: str) -> None:
    found = rehearsed(register, table(path, [TIA, changed(UT, relation=relation)]))

    assert value(found.rows[1], Field.RELATION) == code


def test_an_unknown_class_parks_the_household_and_nothing_else(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [changed(TIA, category="Loại B"), SU]))

    assert verdicts(found) == [DOUBT, NEW] and "cột I: phân loại “Loại B” chưa hiểu" in told(found)


@pytest.mark.parametrize("which", ["tcvn3", "vni"])
def test_old_fonts_are_turned_into_unicode_with_a_sample(register: Database, path: Path, which: str) -> None:
    rows = [[old(cell, which) if isinstance(cell, str) else cell for cell in row] for row in (TIA, UT, SU)]

    found = rehearsed(register, table(path, rows, head=[old(one, which) for one in HEAD]))

    assert [row.name for row in found.rows] == ["Hồ Văn Tía", "Hồ Thị Út", "Đinh Văn Sự"]
    assert verdicts(found) == [NEW, NEW, NEW]
    assert found.encoding and all(before != after for before, after in found.converted)


def test_old_and_new_letters_mixed_in_one_column(register: Database, path: Path) -> None:
    hanh, duc = old("Hồ Thị Mỹ Hạnh", "tcvn3"), old("Đinh Văn Đức", "vni")
    rows = [TIA, changed(UT, name=hanh), changed(SU, name=duc)]

    found = rehearsed(register, table(path, rows))

    assert [row.name for row in found.rows] == ["Hồ Văn Tía", "Hồ Thị Mỹ Hạnh", "Đinh Văn Đức"]


def test_decomposed_letters_and_stray_spaces_are_the_same_name(register: Database, path: Path) -> None:
    typed = unicodedata.normalize("NFD", "  Hồ \u00a0Văn\u200b Tía ")

    assert rehearsed(register, table(path, [changed(TIA, name=typed)])).rows[0].name == "Hồ Văn Tía"


def test_names_in_capitals_get_their_usual_form(register: Database, path: Path) -> None:
    assert rehearsed(register, table(path, [changed(TIA, name="HỒ VĂN TÍA")])).rows[0].name == "Hồ Văn Tía"


def test_a_text_that_begins_like_a_date_inside_is_only_a_text(register: Database, path: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, TIA])
        sheet.write_string(1, 3, "\x011984-04-07")

    found = rehearsed(register, book(path, fill))

    assert found.rows[0].verdict is NEW and value(found.rows[0], Field.BORN) == PartialDate(1984, 4, 7)
