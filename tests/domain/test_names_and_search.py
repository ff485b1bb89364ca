"""Names are cleaned, found and ordered as Vietnamese readers expect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain import vietnamese
from povdesk.domain.vietnamese import clean_text, fold, highlight_spans, matches, name_sort_key, query_words

PEOPLE_IN_ORDER = """
An
Bùi Văn An
Đinh Văn An
Hồ Thị An
Hồ Văn An
Hồ Văn Bình An
Hồ Văn Anh
Hồ Thị Ảnh
Hồ Thị Ánh
Hồ Văn Ăn
Hồ Văn Ân
Hồ Văn Ấn
Hồ Văn Ba
Hồ Văn Bà
Hồ Văn Bả
Hồ Văn Bã
Hồ Văn Bá
Hồ Văn Bạ
Hồ Thị Côi
Hồ Văn Công
Hồ Thị Cúc
Dinh Văn Dinh
Đinh Văn Dinh
Hồ Văn Đinh
Hồ Văn Đình
Hồ Thị Em
Hồ Thị Êm
Hồ Văn Giang
Hồ Văn Hà
Hồ Văn Hải
Hồ Thị Hoa
Hồ Thị Hòa
Hồ Thị Hồng
Hồ Văn Hơn
Hồ Văn Hùng
Hồ Văn Hưng
Hồ Thị Lan
Hồ Thị Lành
Hồ Văn Minh
Hồ Thị Mỹ
Hồ Thị Nga
Hồ Văn Nghĩa
Hồ Thị Ngọc
Hồ Thị Oanh
Hồ Thị Ơn
Hồ Thị Phượng
Hồ Văn Quý
Hồ Thị Quỳnh
Hồ Văn Sơn
Hố Văn Sơn
Hồ Thị Tâm
Hồ Văn Tuấn
Hồ Văn Từ
Hồ Thị Uyên
Hồ Thị Vân
Hồ Thị Xuân
Hồ Thị Yến
""".strip().splitlines()


def test_people_are_ordered_by_ten_then_ho_then_dem() -> None:
    shuffled = sorted(PEOPLE_IN_ORDER, key=lambda name: name[::-1])

    assert sorted(shuffled, key=name_sort_key) == PEOPLE_IN_ORDER
    assert len(PEOPLE_IN_ORDER) > 41


def test_the_order_is_the_same_when_compared_as_bytes_as_the_database_does() -> None:
    assert sorted(PEOPLE_IN_ORDER, key=lambda name: name_sort_key(name).encode()) == PEOPLE_IN_ORDER


def test_old_and_new_tone_places_sort_together() -> None:
    assert name_sort_key("Hồ Thị Hòa") == name_sort_key("Hồ Thị Hoà")
    assert name_sort_key("Hồ Thị Thúy") == name_sort_key("Hồ Thị Thuý")


def test_foreign_signs_do_not_disturb_the_order() -> None:
    assert name_sort_key("H'Lan") == name_sort_key("HLan")
    assert name_sort_key("Thôn 2") < name_sort_key("Thôn 3")


def test_texts_are_ordered_word_by_word() -> None:
    hamlets = ["Trà Ăn", "Trà An", "Trả An", "Tra Anh", "Đông", "Dương"]

    assert sorted(hamlets, key=vietnamese.text_sort_key) == [
        "Dương",
        "Đông",
        "Tra Anh",
        "Trà An",
        "Trà Ăn",
        "Trả An",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hồ   Văn\tThử ", "Hồ Văn Thử"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ước"), "Nguyễn Thị Ước"),
        ("Hồ\u00a0Văn\u200b Thử\ufeff", "Hồ Văn Thử"),
        ("dòng\nmới", "dòng mới"),
        ("\x00\ud800", ""),
        ("", ""),
    ],
)
def test_text_is_kept_composed_with_single_spaces(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_lines_of_a_note_stay_lines() -> None:
    assert vietnamese.clean_lines("\n Nhà  dột \r\n\n cần  sửa\n") == "Nhà dột\n\ncần sửa"


def test_a_search_without_marks_finds_the_written_name() -> None:
    key = fold("Đinh Thị Thuỷ, thôn Trà Xanh")

    assert key == "dinh thi thuy, thon tra xanh"
    assert matches(query_words("thủy ĐINH"), key)
    assert matches(query_words(""), key)
    assert not matches(query_words("dinh hoa"), key)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Hồ Thị Nghiệm", "nghiem", ["Nghiệm"]),
        ("Hồ Thị Nghiệm", "nghiem ho", ["Hồ", "Nghiệm"]),
        ("Đinh Đinh", "đinh", ["Đinh", "Đinh"]),
        (unicodedata.normalize("NFD", "Hồ Thị"), "ho", [unicodedata.normalize("NFD", "Hồ")]),
        ("Hồ Thị", "thi ti", ["Thị"]),
        ("aaa", "aa", ["aaa"]),
        ("Hồ Thị", "", []),
        ("", "ho", []),
    ],
)
def test_search_hits_are_marked_in_the_text_as_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlight_spans(text, query)] == marked


def test_there_are_134_letters_to_check_in_a_font() -> None:
    letters = vietnamese.VIETNAMESE_LETTERS

    assert len(letters) == len(set(letters)) == 134
    assert all(unicodedata.normalize("NFC", letter) == letter and not letter.isascii() for letter in letters)
    assert {"ộ", "Ỡ", "đ", "Đ", "ỵ", "Ă"} <= set(letters)


def test_points_of_a_paper_run_a_b_c_d_dd_e_g() -> None:
    assert vietnamese.POINT_LETTERS.startswith("abcdđeghik")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=vietnamese.VIETNAMESE_LETTERS + "abc xyz"))
def test_composed_and_decomposed_text_have_one_key(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(text) == fold(decomposed)
    assert name_sort_key(text) == name_sort_key(decomposed)
    assert fold(text).isascii()


@given(st.text(), st.text(max_size=3))
def test_marked_places_lie_in_the_text_and_do_not_overlap(text: str, query: str) -> None:
    end = 0
    for start, stop in highlight_spans(text, query):
        assert end <= start < stop <= len(text)
        end = stop
