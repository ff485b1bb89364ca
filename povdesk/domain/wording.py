"""Names in braces put into the lines of a paper that the officer may word."""

import re
from collections.abc import Mapping, Sequence

Lines = Mapping[str, Sequence[str]]
"""The lines of a paper by part."""

_BRACES = re.compile(r"\{([^{}\n]*)\}")


def filled(text: Lines, words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The lines with names in place of the braces; braces that mean nothing stay as typed."""

    def put_in(line: str) -> str:
        return _BRACES.sub(lambda found: words.get(found[1], found[0]), line)

    return {part: tuple(put_in(line) for line in found) for part, found in text.items()}
