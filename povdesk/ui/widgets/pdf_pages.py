"""The pages of one PDF as pictures, rendered by PDFium, which is loaded when the first PDF is shown."""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from povdesk.domain.errors import PovDeskError

_one_at_a_time = threading.RLock()
"""PDFium must not be used by two threads at once; screen and printer share it."""


class PdfPages:
    """A PDF held in memory, so that its file may be replaced or deleted meanwhile."""

    def __init__(self, data: bytes) -> None:
        """Raises PovDeskError when the bytes are not a readable PDF."""
        import pypdfium2

        self.data = data
        try:
            with _one_at_a_time:
                self._document = pypdfium2.PdfDocument(data)
                self._sizes = [QSizeF(*self._document.get_page_size(n)) for n in range(len(self._document))]
        except pypdfium2.PdfiumError as error:
            raise PovDeskError("Tệp này không phải PDF hoặc đã hỏng.", "Chọn tệp khác.") from error

    def count(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> QSizeF:
        """Width and height of a page in points; the first page is 0."""
        return self._sizes[number]

    def image(self, number: int, scale: float, *, gray: bool = False) -> QImage:
        """A page as a picture; scale 1.0 is 72 pixels an inch. May be called from any thread."""
        with _one_at_a_time:
            page = self._document[number]
            bitmap = page.render(scale=scale, grayscale=gray, prefer_bgrx=True)
            shape = QImage.Format.Format_Grayscale8 if bitmap.n_channels == 1 else QImage.Format.Format_RGB32
            picture = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, shape).copy()
            bitmap.close()
            page.close()
        return picture

    def text(self, number: int) -> str:
        """The words of a page. May be called from any thread."""
        with _one_at_a_time:
            page = self._document[number]
            words = page.get_textpage()
            text = str(words.get_text_range())
            words.close()
            page.close()
        return text

    def __del__(self) -> None:
        # When neither the screen nor a printing job holds the pages any more.
        if hasattr(self, "_document"):
            with _one_at_a_time:
                self._document.close()


def joined(parts: Sequence[bytes]) -> bytes:
    """Several PDFs one after the other as one. May be called from any thread."""
    import io

    import pypdfium2

    with _one_at_a_time:
        whole = pypdfium2.PdfDocument.new()
        for part in parts:
            source = pypdfium2.PdfDocument(part)
            whole.import_pages(source)
            source.close()
        written = io.BytesIO()
        whole.save(written)
        whole.close()
    return written.getvalue()
