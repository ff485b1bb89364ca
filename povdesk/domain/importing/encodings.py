"""Texts typed with the fonts of old (.VnTime, VNI-Times): recognised cell by cell, turned into Unicode.

A cell is converted when it is no Vietnamese as it stands and is Vietnamese once converted. What could be
both follows its sheet.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from povdesk.domain.rule_data import RESOURCES
from povdesk.domain.vietnamese import VIETNAMESE_LETTERS

FOLDER = RESOURCES / "encodings"
TCVN3, VNI = "tcvn3", "vni"
ENCODINGS = (TCVN3, VNI)

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\s,.;:/()\[\]\-–'’\"“”0-9]+")
_NUCLEI = (
    "a ă â e ê i o ô ơ u ư y ai ao au âu ay ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi ôi ơi oo ua uâ"
    " uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu"
)
_SYLLABLE = re.compile(
    r"(?:gi|qu|[bcdđfghjklmnpqrstvwxz]{0,3})(?:"
    + "|".join(sorted(_NUCLEI.split(), key=len, reverse=True))
    + r")(?:ch|ng|nh|[ckmnpt])?"
)
# What Windows with the Vietnamese code page 1258 shows for bytes that other computers show as Latin letters.
_FROM_1258 = str.maketrans("\u0300\u0309\u0303\u0301\u0323₫ĂăĐđƯưƠơ", "ÌÒÞìòþÃãÐðÝýÕõ")
_SHOWN_BY_1258 = frozenset("\u0300\u0309\u0303\u0301\u0323₫ĂăĐđƯưƠơ")
_ABBREVIATION = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,}")
_SAMPLES = 5
_VOTES_FOR_DOUBTFUL_CELLS = 3


@dataclass(frozen=True)
class Encoding:
    """name: for the officer. fonts: how the names of its fonts begin. parts: as typed → meant."""

    id: str
    name: str
    fonts: tuple[str, ...]
    parts: dict[str, str]
    pattern: "re.Pattern[str]"

    def convert(self, text: str) -> str:
        """The text in Unicode; words written in capitals stay so."""
        return " ".join(self._word(word) for word in text.split(" "))

    def _word(self, word: str) -> str:
        made = self.pattern.sub(lambda found: self.parts[found.group()], word)
        letters = [letter for letter in word if letter.isascii() and letter.isalpha()]
        if made != word and len(letters) > 1 and all(letter.isupper() for letter in letters):
            return made.upper()
        return made


@functools.cache
def encoding(which: str) -> Encoding:
    """One of the shipped tables."""
    data = tomllib.loads((FOLDER / f"{which}.toml").read_text(encoding="utf-8"))
    if "signs" in data:
        parts = dict(zip(data["signs"], data["letters"], strict=True))
    else:
        parts = {typed: meant for typed, meant in data["pairs"]}
        for typed, meant in data["pairs"]:
            parts[typed.upper()] = meant.upper()
            parts.setdefault(typed[0].upper() + typed[1:], meant.upper())
    longest_first = sorted(parts, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(part) for part in longest_first))
    return Encoding(which, data["name"], tuple(data["fonts"]), parts, pattern)


@dataclass
class Converter:
    """Turns the texts of one sheet into Unicode. samples: (before, after), a few, as found.

    mostly: the encoding most of the old texts have. pure: nothing in the sheet is certainly Unicode.
    """

    mostly: str = ""
    pure: bool = False
    votes: int = 0
    samples: list[tuple[str, str]] = field(default_factory=list)
    converted: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        if text.isascii():
            return text
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._convert(text)
        if found is not text:
            self.converted += 1
        return found

    @property
    def name(self) -> str:
        """Of the encoding found; empty when all is Unicode."""
        return encoding(self.mostly).name if self.converted and self.mostly else ""

    def _convert(self, text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        if is_vietnamese(composed):
            if not self.mostly:
                return text
            doubtful = self.pure and self.votes >= _VOTES_FOR_DOUBTFUL_CELLS and not _surely_unicode(composed)
            made = encoding(self.mostly).convert(text)
            if not doubtful or made == text or not is_vietnamese(made):
                return text
            return self._sampled(text, made)
        first = self.mostly or TCVN3
        for which in (first, *(one for one in ENCODINGS if one != first)):
            made = _best(which, text)
            if made:
                self.mostly = self.mostly or which
                return self._sampled(text, made)
        return text

    def _sampled(self, text: str, made: str) -> str:
        if len(self.samples) < _SAMPLES:
            self.samples.append((text, made))
        return made


def judge(texts: Iterable[str], fonts: Iterable[str] = ()) -> Converter:
    """How the texts of one sheet were typed. fonts: of the workbook; they decide when both could be."""
    votes = dict.fromkeys(ENCODINGS, 0)
    certain = 0
    for text in set(texts):
        composed = unicodedata.normalize("NFC", text)
        if composed.isascii():
            continue
        if is_vietnamese(composed):
            certain += _surely_unicode(composed)
            continue
        for which in ENCODINGS:
            votes[which] += bool(_best(which, text))
    hinted = {which: any(name.startswith(encoding(which).fonts) for name in fonts) for which in ENCODINGS}
    mostly = max(ENCODINGS, key=lambda which: (votes[which], hinted[which]))
    if not votes[mostly]:
        return Converter()
    return Converter(mostly, certain == 0, votes[mostly])


def is_vietnamese(text: str) -> bool:
    """Every word that holds letters beyond ASCII could be a Vietnamese syllable, and has no stray signs."""
    return all(_is_syllable(word) for word in _WORD.findall(text) if not word.isascii())


@functools.lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    if _ABBREVIATION.fullmatch(word):
        return True
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    if sum(letter in _TONE_MARKS for letter in decomposed) > 1:
        return False
    toneless = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    return _SYLLABLE.fullmatch(toneless) is not None


def _best(which: str, text: str) -> str:
    """The converted text when it is Vietnamese; empty when it is not."""
    if any(letter > "\u00ff" and letter not in _SHOWN_BY_1258 for letter in text):
        return ""
    made = encoding(which).convert(text)
    if made != text and is_vietnamese(made):
        return made
    if not any("\u0080" < letter <= "\u00ff" and letter not in VIETNAMESE_LETTERS for letter in text):
        return ""
    again = encoding(which).convert(text.translate(_FROM_1258))
    return again if again != text and is_vietnamese(again) else ""


def _surely_unicode(text: str) -> bool:
    return any(letter > "\u00ff" for letter in text)
