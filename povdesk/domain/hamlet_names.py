"""How a hamlet is named on paper: "thôn Trà Hoa" in a sentence, Trà Hoa alone in a column of its own."""

_COMPOUND = ("tổ dân phố", "khu dân cư", "khu phố", "khối phố")
_SIMPLE = ("thôn", "bản", "ấp", "buôn", "bon", "làng", "xóm", "khóm", "tổ", "khu", "khối", "phố")
KINDS = (*_COMPOUND, *_SIMPLE)
"""What a hamlet may be called, the longer before the shorter that it begins with."""


def hamlet_words(kind: str, name: str) -> str:
    """ "thôn Trà Hoa"; with a number the common noun takes a capital: "Thôn 1". Empty without a name.

    A name that says its kind itself ("Thôn Trà Hoa", "Tổ 3", "Khu phố Chợ") is not given a second one.
    Another kind before a name of letters belongs to the name: "thôn Bản Luốc" is what the hamlet is called.
    """
    if not name:
        return ""
    said, rest = apart(name)
    if not said:
        return f"{kind.capitalize() if name[0].isdigit() else kind} {name}"
    if rest[0].isdigit():
        return f"{said.capitalize()} {rest}"
    if said == kind.casefold() or said in _COMPOUND:
        return f"{said} {rest}"
    return f"{kind} {name}"


def apart(words: str) -> tuple[str, str]:
    """The kind in lower case and the name after it; an empty kind when the words begin with none."""
    folded = words.casefold()
    for kind in KINDS:
        if folded.startswith(f"{kind} ") and words[len(kind) :].strip():
            return kind, words[len(kind) :].strip()
    return "", words


def at_start(words: str) -> str:
    """ "Thôn Trà Hoa", for a line that begins with it."""
    return words[:1].upper() + words[1:]


def own_name(words: str) -> str:
    """ "thôn Trà Hoa" is Trà Hoa, for a column that is headed Thôn."""
    return apart(words)[1]
