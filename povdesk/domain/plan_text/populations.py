"""Whom a measure speaks of: the poor, the near-poor, everybody. Such words do not say what is measured."""

import re

from povdesk.domain.vietnamese import fold

_WORDS = """ho ngheo can moi thoat nguoi dan gia dinh cu nhan khau toan thanh vien dang dien sinh song cac
    nhung so luong muc giam ha keo tang trong dau cuoi ky tuong ung duong"""
POPULATION_WORDS = frozenset(_WORDS.split())
"""Folded words that name a population or a change, not a subject."""

_NEAR = re.compile(r"\bcan ngheo\b|\bhcn\b")
_POOR = re.compile(r"\b(?:ho|nguoi|dan|ty le|ti le) ngheo\b|\bhn\b|\bngheo da chieu\b")
_EVERYBODY = re.compile(
    r"\b(?:ho dan|ho gia dinh|toan dan|dan so|toan xa|nguoi dan|dan cu|cu dan|nong thon)\b"
)

_GROUPS = {
    "dân tộc": r"\b(?:dan toc|dtts|khmer)\b",
    "người có công": r"\b(?:nguoi co cong|ho chinh sach)\b",
    "người khuyết tật": r"\bkhuyet tat\b",
    "phụ nữ": r"\b(?:phu nu|don than)\b",
    "người cao tuổi": r"\bcao tuoi\b",
}


def about_subject(words: frozenset[str], empty: frozenset[str]) -> frozenset[str]:
    """The words that say what is measured, pairs with such a word too. empty: words that never say it."""
    silent = POPULATION_WORDS | empty
    return frozenset(word for word in words if any(one not in silent for one in word.split()))


def classes_of(text: str) -> frozenset[str]:
    """Which classes of households a text names."""
    folded = fold(text)
    found = {name for name, pattern in (("near", _NEAR), ("poor", _POOR)) if pattern.search(folded)}
    return frozenset(found)


def is_for_everybody(text: str) -> bool:
    """Whether a text speaks of all households or all people, and of no class of them."""
    return not classes_of(text) and bool(_EVERYBODY.search(fold(text)))


def groups_of(text: str) -> frozenset[str]:
    """Which groups within the population a text names; a measure of one is none of all."""
    folded = fold(text)
    return frozenset(name for name, pattern in _GROUPS.items() if re.search(pattern, folded))
