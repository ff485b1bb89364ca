"""How a hamlet is named on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.commune import Hamlet
from povdesk.domain.hamlet_names import KINDS, apart, hamlet_words, own_name


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("thôn", "Trà Hoa", "thôn Trà Hoa"),
        ("bản", "Trà Hoa", "bản Trà Hoa"),
        ("tổ dân phố", "Tây Sơn", "tổ dân phố Tây Sơn"),
        ("thôn", "", ""),
        # With a number the common noun takes a capital (NĐ 30/2020, Phụ lục II).
        ("thôn", "1", "Thôn 1"),
        ("tổ dân phố", "3A", "Tổ dân phố 3A"),
        # A name that says its kind is given no second one.
        ("thôn", "Thôn Trà Hoa", "thôn Trà Hoa"),
        ("thôn", "thôn 1", "Thôn 1"),
        ("thôn", "Bản 4", "Bản 4"),
        ("thôn", "Tổ 3", "Tổ 3"),
        ("thôn", "Xóm 5", "Xóm 5"),
        ("thôn", "Khu 2", "Khu 2"),
        ("thôn", "Tổ dân phố 7", "Tổ dân phố 7"),
        ("thôn", "Khu phố Chợ", "khu phố Chợ"),
        # Another kind before letters belongs to the name of the hamlet.
        ("thôn", "Bản Luốc", "thôn Bản Luốc"),
        ("bản", "Thôn Tre", "bản Thôn Tre"),
        # A name that only begins with the same letters.
        ("thôn", "Thônglai", "thôn Thônglai"),
        ("thôn", "Bảng Lảng", "thôn Bảng Lảng"),
    ],
)
def test_a_hamlet_is_named_with_its_kind_once(kind, name, words):
    assert hamlet_words(kind, name) == words
    assert Hamlet(name, kind=kind).full_name == words


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("thôn Trà Hoa", "thôn", "Trà Hoa"),
        ("Tổ dân phố 3", "tổ dân phố", "3"),
        ("khu phố Chợ", "khu phố", "Chợ"),
        ("Trà Hoa", "", "Trà Hoa"),
        ("Thôn", "", "Thôn"),
        ("", "", ""),
    ],
)
def test_the_kind_is_taken_from_the_name_for_a_column_headed_thon(words, kind, name):
    assert apart(words) == (kind, name)
    assert own_name(words) == name


@given(st.sampled_from(KINDS), st.text("AĐHoàếực12 ", min_size=1).map(str.strip).filter(bool))
def test_no_name_is_ever_given_its_kind_twice(kind, name):
    once = hamlet_words(kind, name)

    assert hamlet_words(kind, once).casefold() == once.casefold()
