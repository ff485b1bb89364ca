"""What people type to open an encrypted copy: the passphrase, and the printed recovery code."""

import secrets
import unicodedata

from povdesk.domain.errors import InvalidInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without I, L, O, U, which are read as something else on paper."""

GROUPS = 8
SHORTEST_PASSPHRASE = 12

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_recovery_code() -> str:
    """160 random bits as 8 groups of 4 characters and a check character, joined by hyphens."""
    return "-".join(
        _with_check(number, "".join(secrets.choice(ALPHABET) for _ in range(4))) for number in range(GROUPS)
    )


def wrong_group(typed: str) -> int | None:
    """Which group (1 to 8) has a typing slip; None when the code is whole.

    Raises InvalidInput when there are not eight groups' worth of characters.
    """
    text = _plain(typed)
    if len(text) != GROUPS * 5:
        raise InvalidInput(
            f"Mã phục hồi có {GROUPS} nhóm, mỗi nhóm 5 chữ; vừa gõ {len(text)} chữ.",
            "Xem lại tờ mã phục hồi rồi gõ lại.",
        )
    for number in range(GROUPS):
        group = text[number * 5 : number * 5 + 5]
        if any(letter not in ALPHABET for letter in group) or _with_check(number, group[:4]) != group:
            return number + 1
    return None


def first_wrong_group(typed: str) -> int | None:
    """While a recovery code is typed: the first whole group (1 to 8) with a slip; None for anything else.

    A passphrase is not mistaken for a code: only text of groups of five, hyphens or spaces between, is looked
    at, and only when it has a digit or is as long as a code.
    """
    groups = [group for group in typed.replace("-", " ").split(" ") if group]
    text = _plain(typed)
    in_groups = len(groups) <= GROUPS and all(len(group) == 5 for group in groups[:-1])
    looks_like = in_groups and any(letter.isdigit() for letter in typed)
    if not looks_like and len(text) != GROUPS * 5:
        return None
    for number in range(min(GROUPS, len(text) // 5)):
        group = text[number * 5 : number * 5 + 5]
        if any(letter not in ALPHABET for letter in group) or _with_check(number, group[:4]) != group:
            return number + 1
    return None


def as_recovery_code(typed: str) -> str | None:
    """The code in its one spelling, None when what was typed is not a whole recovery code."""
    text = _plain(typed)
    if len(text) != GROUPS * 5 or wrong_group(text) is not None:
        return None
    return text


def as_passphrase(typed: str) -> str:
    """One spelling for the keyboard's many: NFKC, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def check_passphrase(typed: str) -> None:
    """Refuse what an input method could change, and what is too short."""
    text = as_passphrase(typed)
    if not text.isascii() or not text.isprintable():
        raise InvalidInput(
            "Mật khẩu sao lưu chỉ dùng chữ không dấu, số và dấu cách.",
            "Tắt bộ gõ tiếng Việt rồi gõ lại, để máy khác cũng gõ được đúng như vậy.",
        )
    if len(text) < SHORTEST_PASSPHRASE:
        raise InvalidInput(
            f"Mật khẩu sao lưu cần ít nhất {SHORTEST_PASSPHRASE} chữ.",
            "Ghép bốn từ dễ nhớ, cách nhau một dấu cách.",
        )


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in text if letter.isalnum()).translate(_LOOKALIKES)


def _with_check(number: int, group: str) -> str:
    # Arithmetic of 32 elements (x^5 + x^2 + 1): any one wrong letter, or two letters that changed places,
    # gives another check letter; so do two whole groups that changed places.
    check = number
    for letter in group:
        check = _times_x(check ^ ALPHABET.index(letter))
    return group + ALPHABET[check]


def _times_x(element: int) -> int:
    return (element << 1) ^ (0x25 if element & 0x10 else 0)
