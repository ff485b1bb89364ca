"""The list of changes that officers read, version by version."""

import re
from dataclasses import dataclass

from povdesk.domain.update import Version, version

_HEAD = re.compile(r"^## +(\S+).*$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """What one version brought, in Markdown without its heading."""

    version: Version
    text: str


def sections(markdown: str) -> tuple[Section, ...]:
    """All versions of the list, the newest first; a heading without a version is passed over."""
    heads = list(_HEAD.finditer(markdown))
    ends = [head.start() for head in heads[1:]] + [len(markdown)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        number = version(head[1])
        if number is not None:
            found.append(Section(number, markdown[head.end() : end].strip()))
    return tuple(sorted(found, key=lambda section: section.version, reverse=True))


def since(markdown: str, seen: str, ours: str) -> tuple[Section, ...]:
    """What came after the version seen last, up to ours; nothing when either is no version."""
    last, newest = version(seen), version(ours)
    if last is None or newest is None:
        return ()
    return tuple(each for each in sections(markdown) if last < each.version <= newest)


def together(shown: tuple[Section, ...]) -> str:
    """The sections as one Markdown text with their headings."""
    return "\n\n".join(f"## {each.version}\n\n{each.text}" for each in shown)
