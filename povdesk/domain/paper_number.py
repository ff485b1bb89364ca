"""The running number that the clerk gives a paper (NĐ 30/2020): digits, sometimes one letter."""

import re

from .errors import InvalidInput
from .vietnamese import clean_text

_NUMBER = re.compile(r"([0-9]+[A-Za-zĐđ]?)(?: ?/ ?[^\W\d_].*)?")


def number_of(typed: str) -> str:
    """The number alone; its symbol may be typed too ("57/BC-UBND"). InvalidInput: not a number."""
    words = clean_text(typed)
    if not words:
        raise InvalidInput("Chưa nhập số văn bản.", "Gõ số do văn thư cấp, ví dụ 85.")
    found = _NUMBER.fullmatch(words)
    if found is None:
        raise InvalidInput(f"“{words}” không phải số văn bản.", "Gõ số do văn thư cấp, ví dụ 85.")
    return found[1]


def fault_in(typed: str) -> str:
    """Why what was typed is no number; empty when it is one."""
    try:
        number_of(typed)
    except InvalidInput as error:
        return str(error)
    return ""
