"""The parts of a plan's text as a tree, each with the number it was printed with and its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from povdesk.domain.plan_text.lines import SourceLine
from povdesk.domain.plan_text.markers import MarkerKind, marker_of
from povdesk.domain.vietnamese import fold

_LONGEST_HEADING = 140


@dataclass
class Passage:
    """A numbered or listed piece of the text with what stands below it.

    sign: as printed ("II", "2", "a", "-"); heading: its words when they stand alone on a line like a title.
    body: lines that are not titles, its own first line included when that is text. rows: table rows.
    """

    kind: MarkerKind | None
    sign: str
    line: int
    heading: str = ""
    body: list[SourceLine] = field(default_factory=list)
    rows: list[SourceLine] = field(default_factory=list)
    parts: list["Passage"] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading, else the first words."""
        return self.heading or (self.body[0].text if self.body else "")

    @property
    def folded(self) -> str:
        return fold(self.heading)

    def walk(self) -> Iterator["Passage"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def text(self) -> str:
        """All words of the passage and its parts, a paragraph a line."""
        own = [self.heading] if self.heading else []
        own += [line.text for line in self.body]
        return "\n".join([*own, *(part.text() for part in self.parts)])


def outline(lines: Sequence[SourceLine]) -> list[Passage]:
    """The tree of the text's parts; lines before the first part are not in it."""
    top: list[Passage] = []
    open_ones: list[Passage] = []
    for line in lines:
        if line.cells:
            if open_ones:
                open_ones[-1].rows.append(line)
            continue
        marker = marker_of(line.text)
        if marker is None:
            _go_on(open_ones, line)
            continue
        if not top and marker.kind >= MarkerKind.LETTER:
            continue
        if marker.kind is MarkerKind.LETTER and marker.sign == "i" and not _after_h(open_ones):
            marker_kind = MarkerKind.DASH
        else:
            marker_kind = marker.kind
        while open_ones and (open_ones[-1].kind or 0) >= marker_kind:
            open_ones.pop()
        passage = Passage(marker_kind, marker.sign, line.number)
        if _is_heading(marker_kind, marker.rest):
            passage.heading = marker.rest.rstrip(" :") if marker_kind < MarkerKind.LETTER else marker.rest
        elif marker.rest:
            passage.body.append(SourceLine(line.number, marker.rest))
        (open_ones[-1].parts if open_ones else top).append(passage)
        open_ones.append(passage)
    return top


def _go_on(open_ones: list[Passage], line: SourceLine) -> None:
    if not open_ones:
        return
    last = open_ones[-1]
    untitled = not last.heading and not last.body and not last.parts
    if untitled and last.kind is not None and last.kind <= MarkerKind.ROMAN:
        # "Phần thứ nhất" with its title on the next line.
        last.heading = line.text
    elif line.text.isupper() and last.kind is MarkerKind.PART and not last.body:
        last.heading = f"{last.heading} {line.text}"
    else:
        last.body.append(line)


def _after_h(open_ones: list[Passage]) -> bool:
    return any(one.kind is MarkerKind.LETTER and one.sign == "h" for one in open_ones)


def _is_heading(kind: MarkerKind, words: str) -> bool:
    """A title: in capitals, or a short line without an end mark; list lines are never titles."""
    if kind >= MarkerKind.DASH or not words:
        return False
    if words.isupper() or kind <= MarkerKind.ROMAN:
        return len(words) <= 2 * _LONGEST_HEADING
    return len(words) <= _LONGEST_HEADING and not words.endswith((".", ";", "./."))
