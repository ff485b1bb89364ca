"""The official lists stand in the layout that the level above takes: sheet, first line, letters."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, Sex
from povdesk.domain.official_list import (
    Field,
    ListKind,
    OfficialHousehold,
    OfficialLists,
    OfficialMember,
    layout_on,
    layouts,
)
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import RoundKind
from povdesk.spreadsheets import official_list as sheets
from povdesk.storage import official_list, round_papers, rounds
from povdesk.storage.database import Database

# Copied by hand from domain/rules.md §2.6.
LISTED = (
    "B ordinal C head D member E relation F born G sex H id_number I province J district K district_code "
    "L commune M commune_code N hamlet O ethnic_group P category Q decision_number R decision_date "
    "S income_points T deprivation_points U minority V no_labour W merit X reasons Z age AA size"
)
ESCAPED = (
    "B ordinal C member D relation E sex F born G id_number H ethnic_group I address J income_points "
    "K deprivation_points M note O age P size"
)


def _lists(day: date, *, district: str = "Huyện Trà Bồng") -> OfficialLists:
    head = OfficialMember("Hồ Văn Tía", "Chủ hộ", Sex.MALE, PartialDate(1984, 4, 7), "001084000426", "Co", 40)
    child = OfficialMember("Hồ Thị Út", "Con", Sex.FEMALE, PartialDate(2015), "", "Co", 9)
    poor = OfficialHousehold(
        "T1-01",
        "Trà Hoa",
        "Hồ Văn Tía",
        Category.POOR,
        2,
        (head, child),
        "Tổ 1",
        125,
        40,
        minority=True,
        reasons=("Không có đất sản xuất", "Không có lao động"),
    )
    gone = OfficialHousehold("T1-02", "Trà Lạc", "Đinh Văn Sự", Category.NOT_POOR, 1, (), "", 160, 10)
    return OfficialLists(
        day.year,
        day,
        "Rà soát định kỳ",
        "Xã Trà Lâm",
        "",
        district,
        "Tỉnh Quảng Ngãi",
        "Ủy ban nhân dân xã Trà Lâm",
        "62/QĐ-UBND",
        date(2023, 12, 12),
        {ListKind.LISTED: (poor,), ListKind.ESCAPED_POOR: (gone,), ListKind.ESCAPED_NEAR_POOR: ()},
        True,
        False,
    )


def _written(found: OfficialLists, folder: Path) -> list[list[list[Any]]]:
    path = folder / "chính thức.xlsx"
    sheets.write(path, found)
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def test_the_layout_is_the_one_of_the_rules() -> None:
    layout = layout_on(date(2024, 12, 31))

    written = {
        sheet.kind: (sheet.first_row, " ".join(f"{one.letter} {one.field}" for one in sheet.columns))
        for sheet in layout.sheets
    }

    assert written == {
        ListKind.LISTED: (8, LISTED),
        ListKind.ESCAPED_POOR: (10, ESCAPED),
        ListKind.ESCAPED_NEAR_POOR: (10, ESCAPED),
    }
    assert layout.sheet(ListKind.LISTED).column(Field.SIZE).place == 26  # type: ignore[union-attr]


def test_a_family_stands_in_its_columns_from_row_8(data_folder: Path) -> None:
    rows = _written(_lists(date(2023, 12, 31)), data_folder)[0]

    assert rows[6][1:5] == ["STT hộ", "Chủ hộ", "Thành viên", "Quan hệ với chủ hộ"]
    assert rows[7] == [
        *("", 1.0, "Hồ Văn Tía", "Hồ Văn Tía", "Chủ hộ", date(1984, 4, 7), "Nam", "001084000426"),
        *("Tỉnh Quảng Ngãi", "Huyện Trà Bồng", "", "Xã Trà Lâm", "", "Trà Hoa", "Co", "Hộ nghèo"),
        *("62/QĐ-UBND", date(2023, 12, 12), 125.0, 40.0, "x", "", ""),
        *("Không có đất sản xuất; Không có lao động", "", 40.0, 2.0),
    ]
    assert rows[8][1:8] == [1.0, "Hồ Văn Tía", "Hồ Thị Út", "Con", "2015", "Nữ", ""]
    assert len(rows) == 9


def test_those_who_left_stand_from_row_10_and_an_empty_list_is_a_head(data_folder: Path) -> None:
    _listed, left, none = _written(_lists(date(2023, 12, 31)), data_folder)

    assert left[8][1:4] == ["STT", "Họ và tên", "Quan hệ với chủ hộ"]
    assert left[9][1:4] == [1.0, "Đinh Văn Sự", "Chủ hộ"]
    assert left[9][8:11] == ["Trà Lạc, Xã Trà Lâm", 160.0, 10.0]
    assert len(left) == 10 and len(none) == 9


def test_there_is_no_district_from_july_2025_on(data_folder: Path) -> None:
    before = _written(_lists(date(2025, 6, 30)), data_folder)[0][7]
    after = _written(_lists(date(2025, 7, 1)), data_folder)[0][7]

    assert before[9] == "Huyện Trà Bồng"
    assert after[9] == "" and after[10] == ""
    assert after[11] == before[11] == "Xã Trà Lâm"


def test_a_day_before_the_first_layout_is_refused_in_words() -> None:
    with pytest.raises(NotPossibleNow, match="Chưa có mẫu danh sách"):
        layout_on(layouts()[0].valid_from.replace(year=2000))


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_lists_are_those_of_the_decision_household_by_household(year: int, commune: Database) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, year)
        this = rounds.of_kind(connection, year, RoundKind.PERIODIC)
        assert this is not None
        papers = round_papers.lists(connection, this)

    listed = found.lists[ListKind.LISTED]
    assert [(one.code, one.head, one.category, one.size) for one in listed] == [
        (one.code, one.head_name, one.category, one.size) for one in (*papers.poor, *papers.near_poor)
    ]
    assert sum(len(one.members) for one in listed) == sum(one.size for one in listed)
    assert [one.code for one in found.lists[ListKind.ESCAPED_POOR]] == [one.code for one in papers.escaped]
    assert [one.code for one in found.lists[ListKind.ESCAPED_NEAR_POOR]] == [
        one.code for one in papers.escaped_near
    ]
    assert found.decided == (year == 2023)


def test_every_listed_person_has_a_name_a_relation_and_the_head_is_one_of_them(commune: Database) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)

    for household in found.lists[ListKind.LISTED]:
        assert [one.relation for one in household.members].count("Chủ hộ") == 1
        for member in household.members:
            assert member.name and member.relation
            assert member.id_number == "" or member.id_number.isdigit()


def test_a_year_without_a_round_is_refused_in_words(commune: Database) -> None:
    with commune.reading() as connection, pytest.raises(NotPossibleNow, match="chưa mở kỳ rà soát"):
        official_list.gather(connection, 2019)


def test_the_template_has_the_same_head_and_drop_down_lists(data_folder: Path) -> None:
    path = data_folder / "mẫu.xlsx"

    sheets.write_template(path, date(2024, 12, 31))

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["HN, HCN", "Thoát nghèo", "Thoát cận nghèo", "Danh mục"]
    filled = _written(_lists(date(2024, 12, 31)), data_folder)
    template = [book.get_sheet_by_index(place).to_python(skip_empty_area=False) for place in range(3)]
    assert [rows[-1] for rows in template] == [filled[0][6], filled[1][8], filled[2][8]]
    with zipfile.ZipFile(path) as made:
        first = made.read("xl/worksheets/sheet1.xml").decode("utf-8")
        styles = made.read("xl/styles.xml").decode("utf-8")
    assert "<f>" not in first
    for letter in ("E", "G", "O", "P", "U", "V", "W"):
        assert f'sqref="{letter}8:{letter}507"' in first
    column_h = re.search(r'<col min="8" max="8" [^>]*style="(\d+)"', first)
    assert column_h is not None
    formats = re.findall(r"<xf .*?>", styles.split("<cellXfs")[1])
    assert 'numFmtId="49"' in formats[int(column_h[1])]
