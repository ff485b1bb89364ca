"""Lists as offices really have them: every line gets a verdict, in words, with its row and column."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain.household import Category, Sex
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.verdicts import Rehearsal, RowVerdict, Verdict
from povdesk.domain.partial_date import PartialDate
from povdesk.storage import imports
from povdesk.storage.database import Database
from tests.spreadsheets.awkward import HEAD, SU, TIA, UT, book, changed, put, table
from tests.spreadsheets.test_reading_round_trip import an_empty_commune, rehearsed

NEW, SAME, DOUBT = Verdict.NEW, Verdict.SAME, Verdict.DOUBTFUL
REFUSED, IGNORED = Verdict.REFUSED, Verdict.IGNORED


@pytest.fixture
def register(data_folder: Path) -> Database:
    return an_empty_commune(data_folder / "povdesk.db")


@pytest.fixture
def path(data_folder: Path) -> Path:
    return data_folder / "danh sách.xlsx"


def verdicts(found: Rehearsal) -> list[Verdict]:
    return [row.verdict for row in found.rows]


def value(row: RowVerdict, wanted: Field) -> Any:
    return row.values.get(wanted)


def told(found: Rehearsal) -> str:
    return "\n".join(row.sentence for row in found.rows)


def test_a_plain_list_is_understood_by_its_headings(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, UT, SU]))

    assert verdicts(found) == [NEW, NEW, NEW] and found.new_households == 2
    assert [plan.family.category for plan in found.plans] == [Category.POOR, Category.NEAR_POOR]


def test_a_head_moved_down_and_right_is_found(register: Database, path: Path) -> None:
    assert verdicts(rehearsed(register, table(path, [TIA, UT], at=(11, 3)))) == [NEW, NEW]


def test_a_title_a_number_row_and_signatures_are_no_people(register: Database, path: Path) -> None:
    rows: list[Sequence[Any]] = [
        ["ỦY BAN NHÂN DÂN XÃ TRÀ LÂM"],
        ["DANH SÁCH HỘ NGHÈO, CẬN NGHÈO NĂM 2022"],
        HEAD,
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        TIA,
        UT,
        ["", "Tổng cộng", "", "", "", 2],
        ["", "Ghi chú: số liệu đến cuối năm"],
        ["", "NGƯỜI LẬP BIỂU"],
    ]
    found = rehearsed(register, book(path, lambda made, sheet: put(made, sheet, rows)))

    assert verdicts(found) == [NEW, NEW, IGNORED, IGNORED, IGNORED]
    assert found.year == 2022
    assert [row.why for row in found.rows[2:]] == ["Dòng tổng cộng", *2 * ["Dòng ghi chú, chữ ký"]]


def test_headings_of_two_rows_with_births_under_nam_and_nu_tell_the_sex(
    register: Database, path: Path
) -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 1, 0, "TT")
        sheet.merge_range(0, 1, 1, 1, "Họ và tên")
        sheet.merge_range(0, 2, 0, 3, "Năm sinh")
        sheet.write(1, 2, "Nam")
        sheet.write(1, 3, "Nữ")
        sheet.merge_range(0, 4, 1, 4, "Quan hệ với chủ hộ")
        sheet.merge_range(0, 5, 1, 5, "Thôn")
        put(made, sheet, [[1, "Hồ Văn Tía", 1984, "", "Chủ hộ", "Trà Hoa"]], (2, 0))
        put(made, sheet, [["", "Hồ Thị Út", "", "2015", "Con", ""]], (3, 0))

    found = rehearsed(register, book(path, fill))

    assert verdicts(found) == [NEW, NEW] and found.new_households == 1
    assert [value(row, Field.SEX) for row in found.rows] == [Sex.MALE, Sex.FEMALE]
    assert [value(row, Field.BORN) for row in found.rows] == [PartialDate(1984), PartialDate(2015)]


def test_the_number_and_the_hamlet_merged_over_a_household_count_for_all_its_lines(
    register: Database, path: Path
) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, TIA, changed(UT, ordinal="", hamlet="", category="")])
        sheet.merge_range(1, 0, 2, 0, 1)
        sheet.merge_range(1, 7, 2, 7, "Trà Hoa")

    found = rehearsed(register, book(path, fill))

    assert verdicts(found) == [NEW, NEW] and found.new_households == 1


def test_the_number_stands_on_the_heads_line_only(register: Database, path: Path) -> None:
    rows = [TIA, changed(UT, ordinal="", hamlet="", category=""), SU]

    found = rehearsed(register, table(path, rows))

    assert verdicts(found) == [NEW, NEW, NEW] and found.new_households == 2


def test_where_every_person_has_a_number_the_relation_makes_the_households(
    register: Database, path: Path
) -> None:
    found = rehearsed(register, table(path, [TIA, changed(UT, ordinal=2), changed(SU, ordinal=3)]))

    assert found.new_households == 2


def test_hamlets_as_lines_between_the_households(register: Database, path: Path) -> None:
    head = [one for one in HEAD if one != "Thôn"]
    rows = [["I", "Thôn Trà Hoa"], (*TIA[:7], TIA[8]), ["II", "Thôn Trà Lạc (1 hộ)"], (*SU[:7], SU[8])]

    found = rehearsed(register, table(path, rows, head=head))

    assert verdicts(found) == [IGNORED, NEW, IGNORED, NEW]
    assert [plan.family.hamlet for plan in found.plans] == ["Trà Hoa", "Trà Lạc"]


def test_two_heads_wait_for_a_decision_with_both_rows_named(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, changed(UT, relation="Chủ hộ")]))

    assert verdicts(found) == [DOUBT, DOUBT]
    assert "hai chủ hộ, ở dòng 2 và 3" in told(found)


def test_the_same_number_in_two_households_waits(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, UT, changed(SU, number=TIA[5])]))

    assert verdicts(found) == [NEW, NEW, DOUBT]
    assert "trùng số định danh 051 084 000426 với Hồ Văn Tía ở dòng 2" in told(found)


def test_the_same_person_twice_in_a_household_is_refused_once(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, UT, UT]))

    assert verdicts(found) == [NEW, NEW, REFUSED] and "trùng người ở dòng 3" in told(found)


def test_a_number_that_the_register_has_under_another_name_waits(register: Database, path: Path) -> None:
    first = rehearsed(register, table(path, [TIA, UT]))
    with register.writing() as act:
        imports.write(act, first)

    found = rehearsed(register, table(path, [changed(TIA, name="Nguyễn Văn Bình"), UT]))

    assert found.rows[0].verdict is DOUBT and "của Hồ Văn Tía" in told(found)


def test_an_unknown_hamlet_waits_and_the_known_ones_are_named(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [changed(TIA, hamlet="Trà Ngon"), SU]))

    assert verdicts(found) == [DOUBT, NEW] and "thôn “Trà Ngon” không có trong sổ (Trà Hoa" in told(found)


def test_formulas_are_flagged_and_those_without_a_result_are_warned_of(
    register: Database, path: Path
) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, changed(TIA, name="", number="")])
        sheet.write_formula(1, 1, '="Hồ Văn "&"Tía"', None, "Hồ Văn Tía")
        sheet.write_formula(1, 5, "=A1", None, "")

    found = rehearsed(register, book(path, fill))

    assert found.rows[0].name == "Hồ Văn Tía"
    assert "cột B: ô công thức" in told(found) and "cột F: ô công thức chưa có kết quả" in told(found)


def test_cells_with_excel_faults_are_named(register: Database, path: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, changed(TIA, number="")])
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")

    assert "cột F" in told(rehearsed(register, book(path, fill)))


def test_hidden_columns_are_read_and_named(register: Database, path: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, TIA])
        sheet.set_column(5, 5, 12, None, {"hidden": True})

    found = rehearsed(register, book(path, fill))

    assert value(found.rows[0], Field.ID_NUMBER) == TIA[5]
    assert any("cột ẩn vẫn được đọc: Số CCCD" in note for note in found.notes)


def test_a_million_empty_formatted_rows_are_nothing(register: Database, path: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, TIA])
        look = made.add_format({"border": 1})
        for row in (5, 1000, 40_000, 1_048_575):
            sheet.write_blank(row, 0, None, look)

    assert verdicts(rehearsed(register, book(path, fill))) == [NEW]


def test_a_line_without_a_name_is_refused_with_its_row(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, changed(UT, name="")]))

    assert found.rows[1].verdict is REFUSED and found.rows[1].sentence == "Dòng 3: chưa có họ tên"


def test_a_list_of_heads_alone_makes_a_household_of_each_line(register: Database, path: Path) -> None:
    head = ["TT", "Họ tên chủ hộ", "Năm sinh", "Thôn", "Số khẩu", "Hộ nghèo", "Hộ cận nghèo"]
    rows = [[1, "Hồ Văn Tía", 1984, "Trà Hoa", 4, "x", ""], [2, "Đinh Văn Sự", 1970, "Trà Lạc", 1, "", "x"]]

    found = rehearsed(register, table(path, rows, head=head))

    assert [plan.family.category for plan in found.plans] == [Category.POOR, Category.NEAR_POOR]
    assert "danh sách ghi 4 nhân khẩu nhưng có 1 người" in told(found)


def test_the_title_gives_the_class_where_no_column_does(register: Database, path: Path) -> None:
    rows = [["DANH SÁCH HỘ CẬN NGHÈO NĂM 2023"], HEAD[:8], TIA[:8]]

    found = rehearsed(register, book(path, lambda made, sheet: put(made, sheet, rows)))

    assert found.plans[0].family.category is Category.NEAR_POOR and found.year == 2023


def test_the_head_repeated_on_every_page_is_left_out(register: Database, path: Path) -> None:
    assert verdicts(rehearsed(register, table(path, [TIA, HEAD, SU]))) == [NEW, IGNORED, NEW]


def test_a_member_of_another_household_in_the_register_waits(register: Database, path: Path) -> None:
    with register.writing() as act:
        imports.write(act, rehearsed(register, table(path, [TIA, UT, SU])))

    moved = changed(UT, ordinal=2, hamlet="Trà Lạc", category="Hộ cận nghèo")
    found = rehearsed(register, table(path, [SU, moved]))

    assert verdicts(found) == [SAME, DOUBT]
    assert "của Hồ Thị Út sinh 05/09/2015 ở hộ Hồ Văn Tía" in told(found)


def test_empty_cells_never_erase_and_fuller_ones_are_shown_field_by_field(
    register: Database, path: Path
) -> None:
    with register.writing() as act:
        imports.write(act, rehearsed(register, table(path, [changed(TIA, number=""), UT])))

    less = [TIA, changed(UT, born=2015, group="", sex="", number="")]
    found = rehearsed(register, table(path, less))

    assert verdicts(found) == [Verdict.CHANGED, SAME]
    assert found.rows[0].changes[0].words == "Số định danh (CCCD): (trống) → 051 084 000426"
    with register.writing() as act:
        imports.write(act, found)
    assert verdicts(rehearsed(register, table(path, [TIA, UT]))) == [SAME, SAME]


CASES: list[tuple[str, Callable[[], list[Sequence[Any]]]]] = [
    ("two rows of other words", lambda: [["Thông báo"], ["Kính gửi các thôn"]]),
    ("nothing at all", lambda: []),
    ("a table of goods", lambda: [["Mặt hàng", "Số lượng"], ["Gạo", 3]]),
]


@pytest.mark.parametrize("rows", [make for _name, make in CASES], ids=[name for name, _make in CASES])
def test_a_sheet_that_is_no_list_gives_no_lines(
    register: Database, path: Path, rows: Callable[[], list[Sequence[Any]]]
) -> None:
    found = rehearsed(register, book(path, lambda made, sheet: put(made, sheet, rows())))

    assert not found.rows and not found.has_work
