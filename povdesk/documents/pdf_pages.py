"""The sheets of a PDF: frames, page numbers, and the marks for sample data and drafts."""

from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from . import fonts
from .administrative import DRAFT_MARK, SAMPLE_MARK
from .blocks import Document, PageNumber, Section
from .styles import POINTS_PER_MM, layout


@dataclass
class _Count:
    """The pages of one text: the main text counts through, each appendix on its own."""

    name: str
    pages: int = 0
    totals_wanted: list[str] = field(default_factory=list)


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """The document template; when all pages are there it fills in their total."""

    def _endBuild(self) -> None:
        for count in {id(sheet.count): sheet.count for sheet in self.pageTemplates}.values():
            if count.totals_wanted:
                self.canv.beginForm(count.name, 0, -20, 100, 40)
                self.canv.setFont(fonts.REGULAR, layout().list.detail_size)
                self.canv.drawString(0, 0, str(count.pages))
                self.canv.endForm()
        super()._endBuild()


class Sheet(PageTemplate):  # type: ignore[misc]
    """One section's page."""

    def __init__(self, place: int, section: Section, document: Document, count: _Count) -> None:
        frame = layout().page.frame(section.orientation)
        size = (frame.width * POINTS_PER_MM, frame.height * POINTS_PER_MM)
        area = Frame(
            frame.left * POINTS_PER_MM,
            frame.bottom * POINTS_PER_MM,
            frame.text_width * POINTS_PER_MM,
            frame.text_height * POINTS_PER_MM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        super().__init__(id=sheet_name(place), frames=[area], pagesize=size)
        self.count = count
        self._frame = frame
        self._section = section
        self._document = document

    def beforeDrawPage(self, canvas: Any, pages: Any) -> None:  # reportlab's untyped objects
        self.count.pages += 1
        canvas.saveState()
        if self._document.sample:
            self._sample(canvas)
        if self._document.draft and canvas.getPageNumber() == 1:
            self._draft(canvas)
        if self._section.page_number is PageNumber.OF_TOTAL:
            self._number_of_total(canvas)
        elif self.count.pages > 1:
            self._number(canvas)
        canvas.restoreState()

    def _number(self, canvas: Any) -> None:
        sizes = layout().page
        canvas.setFont(fonts.REGULAR, sizes.number_size)
        middle = (self._frame.left + self._frame.text_width / 2) * POINTS_PER_MM
        baseline = (self._frame.height - sizes.number_from_edge) * POINTS_PER_MM - sizes.number_size * 0.7
        canvas.drawCentredString(middle, baseline, str(self.count.pages))

    def _number_of_total(self, canvas: Any) -> None:
        right = (self._frame.width - self._frame.right - 8) * POINTS_PER_MM
        baseline = self._frame.bottom / 2 * POINTS_PER_MM
        canvas.setFont(fonts.REGULAR, layout().list.detail_size)
        canvas.drawRightString(right, baseline, f"Trang {self.count.pages}/")
        canvas.translate(right, baseline)
        canvas.doForm(self.count.name)
        self.count.totals_wanted.append(self.id)

    def _sample(self, canvas: Any) -> None:
        sizes = layout().sample
        canvas.saveState()
        canvas.translate(self._frame.width * POINTS_PER_MM / 2, self._frame.height * POINTS_PER_MM / 2)
        canvas.rotate(50 if self._frame.height > self._frame.width else 30)
        canvas.setFillGray(sizes.grey)
        canvas.setFont(fonts.BOLD, sizes.size)
        canvas.drawCentredString(0, -sizes.size / 3, SAMPLE_MARK)
        canvas.restoreState()

    def _draft(self, canvas: Any) -> None:
        size = layout().page.number_size
        width = fonts.measure(fonts.BOLD, size)(DRAFT_MARK) + 12
        left = self._frame.left * POINTS_PER_MM
        bottom = (self._frame.height - self._frame.top / 2) * POINTS_PER_MM - size
        canvas.setLineWidth(layout().letterhead.rule_width)
        canvas.rect(left, bottom, width, size * 1.5)
        canvas.setFont(fonts.BOLD, size)
        canvas.drawString(left + 6, bottom + size * 0.42, DRAFT_MARK)


def sheets(document: Document) -> list[Sheet]:
    """One page template for each section, with the counts they share."""
    count = _Count("total-main")
    made = []
    for place, section in enumerate(document.sections):
        own = _Count(f"total-{place}") if section.is_appendix else count
        made.append(Sheet(place, section, document, own))
    return made


def sheet_name(place: int) -> str:
    return f"section-{place}"
