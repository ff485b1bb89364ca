"""A few keys mean one person: what always holds for the words of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.people_search import asked, fit, spans

WORDS = st.text("abcdeghiklmnopqrstuvxy", min_size=1, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("typed", "words", "numbers"),
    [
        ("Hoà 84", ("hoa",), ("84",)),
        ("hoa84", ("hoa",), ("84",)),
        ("hoa84x", ("hoa", "x"), ("84",)),
        ("84 hoa", ("hoa",), ("84",)),
        ("hoa 1984", ("hoa",), ("1984",)),
        ("t1-017", ("t1-017",), ()),
        ("017", (), ("017",)),
        ("   ", (), ()),
    ],
)
def test_letters_and_numbers_are_told_apart(
    typed: str, words: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    found = asked(typed)

    assert (found.words, found.numbers) == (words, numbers)


@given(NAMES, st.randoms(use_true_random=False))
def test_every_name_is_found_by_its_initials_and_by_its_words_in_any_order(name: list[str], random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(name)
    random.shuffle(mixed)

    assert fit(["".join(word[0] for word in name)], name, ()) is not None
    assert fit([word[0] for word in mixed], name, ()) is not None
    assert fit(mixed, name, ()) is not None


@given(NAMES, st.integers(0, 3), st.integers(1, 6))
def test_the_beginning_of_any_word_finds_the_name(name: list[str], place: int, length: int) -> None:
    word = name[place % len(name)][:length]

    assert fit([word], name, ()) is not None


@given(NAMES, NAMES)
def test_the_hamlet_alone_never_finds_anybody(name: list[str], hamlet: list[str]) -> None:
    found = fit(hamlet, name, hamlet)

    assert found is None or found.from_hamlet < len(hamlet)


def test_the_whole_given_name_comes_before_its_beginning_and_both_before_the_family_name() -> None:
    ranks = [fit(["hoa"], name.split(), ()) for name in ("ho thi hoa", "ho thi hoai", "hoa van an")]

    assert [rank.given_name for rank in ranks if rank is not None] == [0, 1, 2]


def test_initials_join_only_neighbours() -> None:
    assert (0, 3) in spans("hth", ("ho", "thi", "hoa"))
    assert spans("hh", ("ho", "thi", "hoa")) == []
