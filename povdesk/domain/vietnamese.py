"""The language on screen and paper: clean text, search keys, name order, numbers and dates."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from povdesk.domain.errors import InvalidInput
from povdesk.domain.partial_date import PartialDate

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""Vietnamese letters in dictionary order; f, j, w, z stand where foreign names need them."""

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters that number the điểm of a paper, in order (a, b, c, d, đ, e, g …)."""

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang huyền hỏi ngã sắc nặng
_VOWELS = "aăâeêioôơuưy"

_LOWER = "".join(
    letter
    for letter in [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + ["đ"]
    if not letter.isascii()
)
VIETNAMESE_LETTERS = _LOWER + _LOWER.upper()
"""The 134 letters with marks that a font must hold."""

_WITHOUT_MARKS = str.maketrans(
    {letter: unicodedata.normalize("NFD", letter)[0] for letter in VIETNAMESE_LETTERS} | {"đ": "d", "Đ": "D"}
)

_INVISIBLE = dict.fromkeys(
    (
        *(*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0xD800, 0xE000)),
        *(0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF),
    )
)
_LETTER_MARKS = "\u0302\u0306\u031b"  # circumflex, breve, horn


# --- Text ---------------------------------------------------------------------------------------


def clean_text(text: str) -> str:
    """One line as it is kept: composed letters, single spaces, no invisible characters."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def clean_lines(text: str) -> str:
    """Several lines as they are kept: each one cleaned, blank lines at the ends dropped."""
    return "\n".join(clean_text(line) for line in text.splitlines()).strip("\n")


def fold(text: str) -> str:
    """The search key: small letters without marks, đ as d; the same for hòa and hoà."""
    if not text.isascii():
        text = text.translate(_WITHOUT_MARKS)
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    plain = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return plain.replace("đ", "d")


def query_words(query: str) -> tuple[str, ...]:
    """The folded words of what was typed into a search box."""
    return tuple(fold(query).split())


def matches(words: Iterable[str], folded_text: str) -> bool:
    """Does the folded text hold every word, in any order?"""
    return all(word in folded_text for word in words)


def highlight_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of the query stand in the text as written: (start, end), ascending, not overlapping."""
    words, whole = query_words(query), fold(text)
    if not any(word in whole for word in words):
        return []
    folded, origins = "", []
    for position, letter in enumerate(text):
        plain = fold(letter)
        folded += plain
        origins += [position] * len(plain)
    covered: set[int] = set()
    for word in words:
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            after = origins[end] if end < len(origins) else len(text)
            covered.update(range(origins[start], max(after, origins[end - 1] + 1)))
            start = folded.find(word, start + 1)
    return _runs(sorted(covered))


def name_sort_key(name: str) -> str:
    """Sorts people by tên, then họ, then đệm, as plain text (also inside the database)."""
    words = name.split()
    if len(words) > 1:
        words = [words[-1], words[0], *words[1:-1]]
    return _sort_key(words)


def text_sort_key(text: str) -> str:
    """Sorts any text word by word in Vietnamese order, as plain text."""
    return _sort_key(text.split())


# --- Numbers ------------------------------------------------------------------------------------


def parse_number(
    text: str, *, smallest: Decimal | int | None = None, largest: Decimal | int | None = None
) -> Decimal:
    """Read 1.234,5 · 1234,5 · 1 234 · 0,82 · 0.82; InvalidInput with a sentence for anything else.

    One dot before one or two digits is a decimal point, before three digits a thousands dot.
    """
    typed = " ".join(text.split()).replace("−", "-")
    if not typed:
        raise InvalidInput("Chưa nhập số.", "Gõ số, ví dụ 1.234,5.")
    negative = typed.startswith("-")
    number = Decimal(_plain_digits(typed.removeprefix("-").strip(), typed))
    number = -number if negative and number else number
    if smallest is not None and number < smallest:
        raise InvalidInput(f"Số phải từ {format_number(smallest)} trở lên.", "Kiểm tra và gõ lại.")
    if largest is not None and number > largest:
        raise InvalidInput(
            f"“{typed}” được đọc là {format_number(number)}, vượt mức lớn nhất {format_number(largest)}.",
            "Nếu là số lẻ, gõ dấu phẩy, ví dụ 0,82.",
        )
    return number


def parse_whole(text: str, *, smallest: int | None = 0, largest: int | None = None) -> int:
    """A count; refuses a fraction."""
    number = parse_number(text, smallest=smallest, largest=largest)
    if number != number.to_integral_value():
        raise InvalidInput(f"“{text.strip()}” không phải số nguyên.", "Gõ số nguyên, ví dụ 12.")
    return int(number)


def parse_dong(text: str, *, unit: str = "đồng") -> int:
    """Money as whole đồng. unit: of the field ("đồng", "triệu đồng"), used when the text names none."""
    typed = clean_text(text).lower()
    found = re.fullmatch(r"([^a-zđ]*?)\s*(?:(nghìn|ngàn|triệu|tỷ|tỉ)?\s*(đồng|đ|vnđ|vnd)?)", typed)
    if found is None:
        raise InvalidInput(f"“{text.strip()}” không phải số tiền.", "Gõ số tiền, ví dụ 3.230 triệu đồng.")
    number, scale, currency = found.groups()
    times = _SCALES[scale if scale or currency else unit.split()[0]]
    amount = parse_number(number, smallest=0) * times
    if amount != amount.to_integral_value():
        raise InvalidInput(f"“{text.strip()}” có phần lẻ nhỏ hơn một đồng.", "Kiểm tra dấu phẩy và gõ lại.")
    return int(amount)


def format_number(
    value: Decimal | float | int, *, decimals: int | None = None, at_most: int | None = None
) -> str:
    """1234.5 → 1.234,5. decimals: always that many; at_most: rounded, no trailing zeros; neither: exact."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    places = decimals if decimals is not None else at_most
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):,f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    sign = "-" if number < 0 else ""
    return sign + whole.replace(",", ".") + ("," + fraction if fraction else "")


def format_percent(value: Decimal | float | int, *, decimals: int | None = None) -> str:
    """0.82 → 0,82%: no space, at most two decimals unless told."""
    return format_number(value, decimals=decimals, at_most=2) + "%"


def format_dong(amount: int) -> str:
    """3230000000 → 3.230.000.000 đồng."""
    return f"{format_number(amount)} đồng"


def format_millions(amount: int) -> str:
    """3230000000 → 3.230 triệu đồng; nothing is rounded away."""
    return f"{format_number(Decimal(amount).scaleb(-6))} triệu đồng"


def format_count(count: int) -> str:
    """A count in a paper's text: 05 hộ, 12 hộ, 1.234 hộ."""
    return f"{count:02d}" if 0 < count < 10 else format_number(count)


def number_in_words(number: int) -> str:
    """105 → một trăm linh năm."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    return " ".join(_words(number, in_full=False)) or "không"


def dong_in_words(amount: int) -> str:
    """1500000 → Một triệu năm trăm nghìn đồng."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


# --- Dates --------------------------------------------------------------------------------------


def full_date(day: date) -> str:
    """ngày 05 tháng 3 năm 2024: a zero for days below 10 and for months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """29/02/2024."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def parse_date(text: str, *, today: date | None = None, past_only: bool = False) -> date:
    """A whole calendar date in any spelling that PartialDate.parse knows."""
    found = PartialDate.parse(text, today=today, past_only=past_only).as_date()
    if found is None:
        raise InvalidInput(f"“{text.strip()}” chưa đủ ngày, tháng, năm.", "Gõ lại, ví dụ 22/12/2012.")
    return found


# --- Private ------------------------------------------------------------------------------------

_SCALES = {None: 1, "đồng": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+")


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for position in positions:
        if spans and spans[-1][1] == position:
            spans[-1] = (spans[-1][0], position + 1)
        else:
            spans.append((position, position + 1))
    return spans


def _sort_key(words: list[str]) -> str:
    # Per word the letters' ranks (from "A"), then the tone (from "!"): so a shorter word and a lower
    # tone come first when the texts are compared byte by byte.
    return " ".join(_word_key(word) for word in words)


@lru_cache(maxsize=8_192)
def _word_key(word: str) -> str:
    # Kept, for the names of a commune are made of few words.
    letters, tone = "", 0
    for cluster in _clusters(unicodedata.normalize("NFD", word.casefold())):
        base = cluster[0]
        marks = [mark for mark in cluster[1:] if mark in _LETTER_MARKS]
        letter = unicodedata.normalize("NFC", base + "".join(marks))
        rank = ALPHABET.find(letter) if letter in ALPHABET else ALPHABET.find(base)
        letters += chr(ord("A") + rank) if rank >= 0 else base if base.isdecimal() else ""
        tone = max([tone, *(_TONES.index(mark) for mark in cluster[1:] if mark in _TONES)])
    return letters + chr(ord("!") + tone)


def _clusters(decomposed: str) -> list[str]:
    clusters: list[str] = []
    for letter in decomposed:
        if clusters and unicodedata.category(letter) == "Mn":
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _plain_digits(typed: str, shown: str) -> str:
    whole, comma, fraction = typed.partition(",")
    if not comma and typed.count(".") == 1:
        left, _, right = typed.partition(".")
        # "0.125" cannot be thousands; otherwise three digits after the dot always are.
        if len(right) in (1, 2) or (left == "0" and right):
            whole, comma, fraction = left, ".", right
    plain = not comma or re.fullmatch(r"[0-9]+", fraction) is not None
    if not plain or _GROUPED.fullmatch(whole) is None:
        raise InvalidInput(
            f"“{shown}” không phải số.", "Dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ, ví dụ 1.234,5."
        )
    return whole.replace(".", "").replace(" ", "") + ("." + fraction if comma else "")


def _words(number: int, *, in_full: bool) -> list[str]:
    """in_full: something stands before, so missing hundreds are spoken (không trăm linh năm)."""
    if number >= 10**9:
        above, rest = divmod(number, 10**9)
        return [*_words(above, in_full=in_full), "tỷ", *_words(rest, in_full=True)]
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            words += _three_digits(group, in_full=in_full or bool(words))
            words += [name] if name else []
    return words


def _three_digits(number: int, *, in_full: bool) -> list[str]:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words: list[str] = []
    if hundreds or in_full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        return words + (["linh"] if words and ones else []) + ([_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words
