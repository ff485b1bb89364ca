"""Words of lists (dân tộc, quan hệ, diện, nam/nữ) matched to the program's codes, however they are spelt."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.rule_data import RESOURCES
from povdesk.domain.vietnamese import clean_text, fold

FILE = RESOURCES / "importing" / "words.toml"
_HAMLET_KINDS = re.compile(
    r"^(?:thon|lang|ban|ap|buon|xom|to dan pho|tdp|khu pho|khu dan cu|kdc|khu vuc|to)\b[\s.:]*"
)


def squeezed(text: str) -> str:
    """To compare: folded, without spaces, hyphens, dots and apostrophes."""
    return re.sub(r"[^a-z0-9]", "", fold(clean_text(text)))


class Words:
    """Finds codes. own: items of the lists that the officer added or renamed."""

    def __init__(self, own: Mapping[str, Iterable[CatalogueItem]] | None = None) -> None:
        own = own or {}
        self._relations = _known("relations", own.get("relations", ()))
        self._groups = _known("ethnic_groups", own.get("ethnic_groups", ()))
        self._reasons = _known("reasons", own.get("reasons", ()))
        self._classes = _known("classes", ())
        self._sexes = _known("sexes", ())
        self._marks = _known("marks", ())

    def relation(self, text: str) -> str | None:
        """Code of the relation; None when no spelling fits."""
        return self._relations.get(squeezed(text))

    def ethnic_group(self, text: str) -> str | None:
        return self._groups.get(squeezed(text)) or self._groups.get(squeezed(re.sub(r"\(.*?\)", "", text)))

    def category(self, text: str) -> str | None:
        return self._classes.get(squeezed(text))

    def sex(self, text: str) -> str | None:
        return self._sexes.get(squeezed(text))

    def mark(self, text: str) -> bool | None:
        """x: True, không: False; None when it is something else."""
        found = self._marks.get(squeezed(text) or text.strip())
        return None if found is None else found == "yes"

    def reason(self, text: str) -> str | None:
        return self._reasons.get(squeezed(text))


@functools.lru_cache(maxsize=4096)
def hamlet_key(text: str) -> str:
    """A hamlet's own name to compare: "Thôn Trà Hoa" and "TRA HOA" are one; "Thôn 1" stays "1"."""
    words = fold(clean_text(text)).strip(" .,;:")
    bare = _HAMLET_KINDS.sub("", words).strip()
    return re.sub(r"[^a-z0-9]+", " ", bare or words).strip()


def _known(name: str, own: Iterable[CatalogueItem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, spellings in _data().get(name, {}).items():
        for spelling in spellings:
            found[squeezed(spelling) or spelling] = code
    if name in catalogues.names():
        for item in catalogues.load(name, own):
            found[squeezed(item.name)] = item.code
    return found


@functools.cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
