"""Small words that a reader stumbles over: hamlets named twice, counts, answers that can be misread."""

import re
from datetime import date

import pytest

from povdesk import papers_catalogue
from povdesk.documents import progress_report, resources_notice, review_minutes
from povdesk.documents.blocks import AppendixTitle, GroupRow, Paragraph, Table, header_cells, plain
from povdesk.documents.checks import texts
from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.donation import Donation
from povdesk.domain.hamlet_names import own_name
from povdesk.domain.household import Category
from povdesk.domain.indicator import IndicatorDefinition, Measured
from povdesk.domain.insurance_changes import Cause, Change, ChangeKind
from povdesk.domain.programme_papers import PaperFacts, ReceivedHelp, ResourcesFacts
from povdesk.domain.round_papers import VoteFacts
from povdesk.storage.database import Database
from tests.documents import catalogue

DAY = date(2024, 11, 25)
WORDING = {"subject": ("Công khai",), "opening": (), "closing": ("Hết",), "recipients": ("Như trên",)}
SHARED = PaperFacts(2024, DAY, CommuneIdentity("Trà Thử", drafting_unit="VHXH"), None, WORDING, False)
TWICE = re.compile(r"\b(thôn|bản|tổ|xóm)\s+\1\b", re.IGNORECASE)


def help_for(name: str, state: str = "", amount: int | None = 1_000_000, key: int = 1) -> ReceivedHelp:
    return ReceivedHelp(name, "", "thôn Trà Hoa", "Hỗ trợ nhà ở", "", amount, "Tín dụng", DAY, state, key)


def words_of(facts: ResourcesFacts) -> list[str]:
    first = resources_notice.build(facts).sections[0]
    return [plain(block.text) for block in first.blocks if isinstance(block, Paragraph)]


def test_gifts_in_kind_are_counted_among_the_gifts_not_beside_them() -> None:
    gifts = (
        Donation(DAY, "Một doanh nghiệp", "", 25_000_000),
        Donation(DAY, "Cán bộ xã", "", 12_000_000),
        Donation(DAY, "Một nhóm", "", None, "120 suất quà Tết"),
    )

    assert (
        "Nguồn lực huy động ngoài ngân sách: 03 lượt ủng hộ, số tiền 37.000.000 đồng,"
        " trong đó có 01 lượt bằng hiện vật (Phụ lục II)."
    ) in words_of(ResourcesFacts(SHARED, (), gifts))


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("", ""), "02 lượt cho 02 hộ, tổng số tiền 2.000.000 đồng (danh sách tại Phụ lục), gồm:"),
        (
            ("Đã duyệt", ""),
            "02 lượt cho 02 hộ, tổng số tiền 2.000.000 đồng, trong đó 01 lượt đã duyệt hoặc đang thực hiện"
            " (danh sách tại Phụ lục), gồm:",
        ),
    ],
)
def test_help_that_is_not_finished_is_not_passed_off_as_given(states: tuple[str, str], said: str) -> None:
    helps = tuple(help_for(f"Hồ Văn {key}", state, key=key) for key, state in enumerate(states))

    assert f"Nguồn lực đã hỗ trợ: {said}" in words_of(ResourcesFacts(SHARED, helps, ()))


def test_the_notice_of_one_hamlet_names_it_as_the_register_does() -> None:
    facts = ResourcesFacts(SHARED, (help_for("Hồ Văn Đào"),), (), "thôn Trà Hoa")
    made = resources_notice.build(facts)

    assert any(line.startswith("Nguồn lực đã hỗ trợ tại thôn Trà Hoa:") for line in words_of(facts))
    title, table = (
        next(block for block in made.sections[1].blocks if isinstance(block, kind))
        for kind in (AppendixTitle, Table)
    )
    assert title.title.startswith("DANH SÁCH HỘ, NGƯỜI ĐƯỢC HỖ TRỢ THÔN TRÀ HOA NĂM 2024")
    assert table.rows[0] == GroupRow(("Thôn Trà Hoa",))


def test_the_minutes_count_below_ten_with_a_zero() -> None:
    votes = (
        VoteFacts("Hồ Văn Đào", Category.POOR, Category.POOR, 20, 0, "", 4),
        VoteFacts("Đinh Thị Sim", Category.POOR, Category.POOR, 20, 0, "", 6),
        VoteFacts("Hồ Thị Lá", Category.NEAR_POOR, Category.NOT_POOR, 20, 0, "", 1),
    )

    assert review_minutes._totals(votes) == [
        "Tổng hợp: 02 hộ nghèo, 10 nhân khẩu; 0 hộ cận nghèo, 0 nhân khẩu; 01 hộ không nghèo, 01 nhân khẩu."
    ]


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("Chuyển đi nơi khác", "Chuyển đi nơi khác"),
        ("chuyển đi", "chuyển đi"),
        ("Lấy chồng xã bên", "Chuyển đi (Lấy chồng xã bên)"),
        ("", "Chuyển đi"),
    ],
)
def test_a_reason_that_says_the_cause_itself_is_not_put_beside_it(detail: str, words: str) -> None:
    assert Change(ChangeKind.REMOVED, Cause.MOVED_OUT, DAY, "P", detail).words == words


@pytest.mark.parametrize(
    ("kind", "unit", "value", "words"),
    [
        ("count", "người", 3, "03 người"),
        ("count", "hộ", 0, "0 hộ"),
        ("count", "hộ", 12, "12 hộ"),
        ("rate", "%", 5, "5%"),
    ],
)
def test_the_report_counts_below_ten_with_a_zero(kind: str, unit: str, value: float, words: str) -> None:
    definition = IndicatorDefinition("IND-X", "Số người", kind=kind, unit=unit)

    assert progress_report._in_sentence(definition, Measured(DAY, value)) == words


def test_the_households_sheet_says_lacking_in_full(sample_commune: Database) -> None:
    with sample_commune.reading() as connection:
        families = catalogue._families(connection)
        answers = papers_catalogue.Answers(2024, catalogue.TODAY, household_id=families[0])
        sheet = papers_catalogue.build(connection, "D23", answers)
    tables = [block for section in sheet.sections for block in section.blocks if isinstance(block, Table)]
    (lacks,) = [table for table in tables if table.header[0][0].text == "Chỉ số"]

    assert len(lacks.rows) == 12
    assert {row[1] for row in lacks.rows if not isinstance(row, GroupRow)} <= {
        "Thiếu hụt",
        "Không thiếu hụt",
        "Chưa rõ",
    }


def test_a_column_headed_thon_holds_own_names_and_no_hamlet_is_named_twice(sample_commune: Database) -> None:
    with sample_commune.reading() as connection:
        made = catalogue.documents(connection)
    columns = 0
    for name, (_paper, document) in made.items():
        for section in document.sections:
            for block in section.blocks:
                assert not any(TWICE.search(words) for words in texts(block)), name
                if not isinstance(block, Table):
                    continue
                places = [placed.column for placed in header_cells(block) if placed.cell.text == "Thôn"]
                columns += len(places)
                for row in block.rows:
                    if not isinstance(row, GroupRow):
                        assert all(row[place] == own_name(row[place]) for place in places), (name, row)
    assert columns > 10


@pytest.mark.parametrize("code", ["D15", "D15-NY", "D15-PT", "D29-BB"])
def test_dots_to_write_on_stand_on_the_line_of_their_words(code: str, sample_commune: Database) -> None:
    """About 75 letters fit on a line of 165 mm; dots that do not fit pull the justified line above apart."""
    with sample_commune.reading() as connection:
        made = [
            papers_catalogue.build(connection, code, case.answers)
            for case in catalogue.cases(connection)
            if case.paper.code == code
        ]
    said = [
        plain(block.text)
        for document in made
        for block in document.sections[0].blocks
        if isinstance(block, Paragraph)
    ]
    assert any("…" in words for words in said)
    assert not [words for words in said if words.rstrip(".").endswith("…") and len(words) > 75]
