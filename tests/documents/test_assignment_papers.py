"""Kế hoạch phân công (D06), registered exits (D07), families without land (D36)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from povdesk import papers_catalogue
from povdesk.documents import assignment_plan, docx, land_list, pdf, registered_exits
from povdesk.documents.blocks import Document, GroupRow, Paragraph, Signature, Table, Title, plain
from povdesk.domain.assignment import ExitFamily, Family, Help, LandFamily, OptionState
from povdesk.domain.assignment_papers import (
    AssignmentFacts,
    ExitFacts,
    LandFacts,
    Office,
    PlanWording,
    WordingPart,
)
from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import Category, YesNo
from povdesk.storage.database import open_database
from tests.documents.words import docx_words, pdf_pages, pdf_words
from tests.storage import made_once

OFFICE = Office(
    2024,
    date(2024, 6, 30),
    date(2024, 7, 1),
    CommuneIdentity("Trà Lâm", drafting_unit="VHXH"),
    Signer("Hồ Thị Ánh Tuyết", "Phó Chủ tịch", "KT."),
    False,
)
WORDING = PlanWording(
    "Phân công cán bộ giúp đỡ hộ",
    ("Thực hiện Kế hoạch, UBND xã ban hành Kế hoạch như sau:",),
    ("Trên đây là Kế hoạch",),
    ("Thường trực Đảng ủy (b/c)",),
    (WordingPart("MỤC ĐÍCH", ("- Ý thứ nhất", "- Ý thứ hai")), WordingPart("PHÂN CÔNG", with_facts=True)),
)
STRANGE = "Ông <Tư> & Bé"


def family(
    key: int, name: str, hamlet: str, helped: bool = True, category: Category = Category.POOR
) -> Family:
    since = date(2024, 3, 15)
    helps = (Help(key, 1, "Đinh Xuân Lộc", "Bí thư Đoàn xã", "", since, None, "Thoát nghèo", "Vay vốn"),)
    return Family(
        key,
        f"u{key}",
        f"H{key}",
        name,
        1,
        hamlet,
        category,
        4,
        1980,
        "Co",
        ("Nhà tiêu hợp vệ sinh",),
        ("Không có vốn sản xuất, kinh doanh",),
        ("Cần vay vốn",),
        helps if helped else (),
    )


FAMILIES = (
    family(1, STRANGE, "Trà Xanh"),
    family(2, "Hồ Văn Bền", "Trà Xanh", helped=False),
    family(3, "Hồ Thị Chín", "Trà Hoa", category=Category.NEAR_POOR),
)


def plan(families: tuple[Family, ...] = FAMILIES) -> Document:
    return assignment_plan.build(AssignmentFacts(OFFICE, WORDING, families, frozenset({3})))


def exits(families: tuple[Family, ...] = FAMILIES, *, signing: bool = False) -> Document:
    rows = tuple(ExitFamily(one, solution="Trồng quế") for one in families)
    return registered_exits.build(ExitFacts(OFFICE, "DANH SÁCH HỘ ĐĂNG KÝ", rows), signing=signing)


def land(families: tuple[Family, ...] = FAMILIES) -> Document:
    rows = [
        LandFamily(
            one, YesNo.YES, YesNo.UNKNOWN, "Giao đất", "Công chức Địa chính", OptionState.AGREED, "", True
        )
        for one in families
    ]
    return land_list.build(LandFacts(OFFICE, "DANH SÁCH", "Ghi chú.", rows, 3))


def table(document: Document) -> Table:
    return next(b for part in document.sections for b in part.blocks if isinstance(b, Table))


def test_the_plan_counts_those_helped_by_class_and_hamlet_and_says_who_is_left() -> None:
    blocks = plan().sections[0].blocks
    said = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]

    assert next(block for block in blocks if isinstance(block, Title)).kind == "KẾ HOẠCH"
    assert any(
        "01 cán bộ, công chức giúp đỡ 02 hộ, gồm 01 hộ nghèo, 01 hộ cận nghèo (danh sách tại Phụ lục)" in one
        for one in said
    )
    assert any(one.startswith("Còn 01 hộ nghèo, hộ cận nghèo chưa có người giúp đỡ") for one in said)
    signed = next(block for block in blocks if isinstance(block, Signature))
    assert signed.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert signed.recipient_lines[-1] == "Lưu: VT, VHXH."


def test_the_annex_has_the_twelve_columns_grouped_by_hamlet() -> None:
    found = table(plan())

    assert [cell.text for cell in found.header[0]] == [
        "TT", "Họ tên cán bộ, đảng viên", "Chức vụ, đơn vị", "Họ tên chủ hộ được giúp", "Thôn", "Số khẩu",
        "Loại hộ", "Nguyên nhân nghèo", "Nội dung giúp đỡ", "Thời gian", "Thời hạn phấn đấu thoát", "Kết quả",
    ]  # fmt: skip
    assert [row.cells[0] for row in found.rows if isinstance(row, GroupRow)] == [
        "Thôn Trà Xanh: 01 hộ",
        "Thôn Trà Hoa: 01 hộ",
    ]
    assert found.rows[3] == (
        "2", "Đinh Xuân Lộc", "Bí thư Đoàn xã", "Hồ Thị Chín", "Trà Hoa", "4", "Hộ cận nghèo",
        "Không có vốn sản xuất, kinh doanh", "Thoát nghèo: Vay vốn", "Từ 15/03/2024", "Năm 2024", "",
    )  # fmt: skip


def test_the_list_of_registered_exits_has_its_eleven_columns_and_one_more_to_sign() -> None:
    assert [cell.text for cell in table(exits()).header[0]] == [
        "TT", "Thôn", "Chủ hộ", "Năm sinh", "Dân tộc", "Số khẩu", "Thiếu hụt", "Nguyên nhân", "Nhu cầu",
        "Giải pháp", "Người giúp",
    ]  # fmt: skip
    signing = table(exits(signing=True))
    assert signing.header[0][-1].text == "Ký xác nhận của hộ"
    assert sum(column.width for column in signing.columns) == pytest.approx(252)
    assert signing.totals[0][2:6] == ("Cộng: 3 hộ", "", "", "12")


def test_the_land_list_marks_what_is_missing_and_adds_it_up() -> None:
    found = table(land())

    assert found.rows[0][5:7] == ("x", "?")
    assert found.totals[0][2:7] == ("Cộng: 3 hộ", "", "12", "3", "0")


@pytest.mark.parametrize(
    "paper",
    [plan, exits, lambda: exits(signing=True), land, lambda: plan(()), lambda: exits(()), lambda: land(())],
)
def test_pdf_and_word_file_say_the_same_also_without_any_family(
    paper: Callable[[], Document], tmp_path: Path
) -> None:
    document = paper()
    pdf.write(document, tmp_path / "văn bản.pdf")
    docx.write(document, tmp_path / "văn bản.docx")

    assert pdf_words(tmp_path / "văn bản.pdf", document) == docx_words(tmp_path / "văn bản.docx")


def test_a_name_with_signs_is_printed_as_it_is(tmp_path: Path) -> None:
    pdf.write(plan(), tmp_path / "a.pdf")

    assert STRANGE in " ".join(" ".join(pdf_pages(tmp_path / "a.pdf")).split())


def test_each_paper_is_built_from_a_commune_and_the_numbers_of_its_list_agree(tmp_path: Path) -> None:
    made_once.sample_commune(tmp_path / "povdesk.db", households=40).close()
    database = open_database(tmp_path / "povdesk.db")
    answers = papers_catalogue.Answers(2024, date(2026, 11, 25))
    with database.reading() as connection:
        built = {code: papers_catalogue.build(connection, code, answers) for code in ("D06", "D07", "D36")}
    database.close()

    assert all(document.sample for document in built.values())
    rows = [row for row in table(built["D06"]).rows if not isinstance(row, GroupRow)]
    said = next(
        plain(block.text)
        for block in built["D06"].sections[0].blocks
        if isinstance(block, Paragraph) and "giúp đỡ" in plain(block.text) and "Phụ lục" in plain(block.text)
    )
    assert f"{len({row[3:5] for row in rows}):02} hộ" in said
    assert len(table(built["D07"]).rows) == int(table(built["D07"]).totals[0][2].split()[1])
