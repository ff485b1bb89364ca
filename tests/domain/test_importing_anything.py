"""Whatever stands in a sheet: no line is lost, every verdict has its words, nothing breaks."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.encodings import ENCODINGS, encoding, is_vietnamese, judge
from povdesk.domain.importing.register import Register
from povdesk.domain.importing.rehearsing import rehearse, tables
from povdesk.domain.importing.verdicts import Verdict
from povdesk.domain.importing.workbook import DATE_MARK, ReadSheet, ReadWorkbook, is_empty
from povdesk.domain.vietnamese import VIETNAMESE_LETTERS

TODAY = date(2024, 11, 25)
HEADINGS = [
    *("STT", "Họ và tên", "Chủ hộ", "Quan hệ với chủ hộ", "Ngày sinh", "Nam", "Nữ", "Giới tính", "Số CCCD"),
    *("Thôn", "Địa chỉ", "Dân tộc", "Phân loại hộ", "Điểm B1", "Số nhân khẩu", "Ghi chú", "Cột lạ", ""),
]
words = st.sampled_from(
    [
        *("Hồ Văn Tía", "Đinh Thị Mỹ", "chủ hộ", "con", "Nam", "nữ", "x", "Hộ nghèo", "Trà Hoa", "Co", "1"),
        *("051084000426", "7/4/1984", "31/02/2001", "Tổng cộng", "Thôn Trà Lạc", "=A1", "Hå V¨n §øc", "  "),
    ]
)
cells = st.one_of(
    st.none(),
    words,
    st.text(max_size=12).map(lambda text: text.replace(DATE_MARK, "")),
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1899, 1, 1), date(2100, 1, 1)).map(lambda day: f"{DATE_MARK}{day.isoformat()}"),
)


def an_empty_register() -> Register:
    hamlets = ((1, "Trà Hoa", "T1"), (2, "Trà Lạc", "T2"))
    return Register(0, {}, {}, hamlets, frozenset({"xa tra lam"}), TODAY, 2024)


@settings(max_examples=300, deadline=None)
@given(
    head=st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=9),
    rows=st.lists(st.lists(cells, max_size=9), max_size=12),
    before=st.lists(st.lists(cells, max_size=3), max_size=3),
)
def test_every_line_under_the_head_has_one_verdict_in_words(
    head: list[str], rows: list[list[object]], before: list[list[object]]
) -> None:
    sheet = ReadSheet("A", [*before, list(head), *rows])  # type: ignore[list-item]
    workbook = ReadWorkbook("tệp.xlsx", "0" * 64, (sheet,))

    found = rehearse(workbook, an_empty_register())

    known = tables(workbook, {})
    if not known:
        assert not found.rows
        return
    first = known[0].first_row
    filled = [
        number
        for number, row in enumerate(sheet.rows[first:], start=first + 1)
        if not all(is_empty(cell) for cell in row)
    ]
    assert [row.number for row in found.rows] == filled
    for row in found.rows:
        assert row.sentence.startswith(f"Dòng {row.number}")
        if row.verdict in (Verdict.DOUBTFUL, Verdict.REFUSED, Verdict.IGNORED):
            assert row.explanation
    taken = [id(one.line) for plan in found.plans for one in plan.members]
    assert len(taken) == len(set(taken)) == found.counts[Verdict.NEW]


@given(st.lists(st.sampled_from(sorted(VIETNAMESE_LETTERS)), min_size=1, max_size=3))
def test_each_letter_of_an_old_font_is_one_letter(letters: list[str]) -> None:
    for which in ENCODINGS:
        parts = encoding(which).parts
        typed = {meant: sign for sign, meant in parts.items()}
        known = [letter for letter in letters if letter in typed]
        for letter in known:
            assert encoding(which).convert(typed[letter]) == letter


def test_all_134_letters_are_in_the_vni_table_and_the_small_ones_in_tcvn3() -> None:
    small = {letter for letter in VIETNAMESE_LETTERS if letter.islower()}

    assert set(encoding("tcvn3").parts.values()) >= small
    assert set(encoding("vni").parts.values()) >= set(VIETNAMESE_LETTERS)


def test_plain_vietnamese_is_never_taken_for_an_old_font() -> None:
    texts = ["62/QĐ-UBND", "Hộ DTTS", "Xơ-đăng", "H’Rê", "KCKNLĐ", "Ghi chú: Đã xác minh", "Trà Bồng", "Thò"]

    converter = judge(texts)

    assert [converter(text) for text in texts] == texts
    assert is_vietnamese("Nguyễn Thị Thuỷ") and not is_vietnamese("Hå V¨n")


def test_the_fields_of_the_official_lists_are_all_known() -> None:
    from povdesk.domain.official_list import Field as Official

    assert {str(one) for one in Official} <= {str(one) for one in Field}
    assert all(one.label for one in Field)
