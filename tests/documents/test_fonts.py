"""Papers are printed only in a font that holds every Vietnamese letter."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from povdesk.documents import fonts, pdf
from povdesk.domain.errors import NotPossibleNow
from tests.documents import papers


def as_times(folder: Path, names: tuple[str, ...] = fonts.TIMES_FILES) -> Path:
    """A font folder like that of Windows, its faces copied from the bundled ones."""
    for own, bundled in zip(fonts.TIMES_FILES, fonts.TINOS_FILES, strict=True):
        if own in names:
            shutil.copy(fonts.TINOS_FOLDER / bundled, folder / own)
    return folder


def test_there_are_134_vietnamese_letters_beyond_ascii() -> None:
    assert len(fonts.VIETNAMESE_LETTERS) == 134
    assert unicodedata.is_normalized("NFC", fonts.VIETNAMESE_LETTERS)
    assert set("đĐăâêôơưẬệỗợựỵ") <= set(fonts.VIETNAMESE_LETTERS)


def test_bundled_tinos_holds_all_of_them_in_its_four_faces() -> None:
    tinos = fonts.choose(None)

    assert tinos.name == "Tinos"
    assert tinos.missing() == ""
    assert fonts.check() == ""


def test_times_new_roman_of_the_pc_is_taken_when_complete(tmp_path: Path) -> None:
    assert fonts.choose(as_times(tmp_path)).name == "Times New Roman"


def test_tinos_stands_in_when_a_face_is_missing(tmp_path: Path) -> None:
    assert fonts.choose(as_times(tmp_path, fonts.TIMES_FILES[:3])).name == "Tinos"


def test_tinos_stands_in_when_a_face_is_damaged(tmp_path: Path) -> None:
    folder = as_times(tmp_path)
    (folder / "timesbd.ttf").write_bytes(b"khong phai phong chu")

    assert fonts.choose(folder).name == "Tinos"


def test_an_incomplete_font_is_refused_before_printing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "check", lambda: "ậễ")

    with pytest.raises(NotPossibleNow, match="thiếu 2 chữ cái"):
        pdf.write(papers.decision(), tmp_path / "a.pdf")

    assert list(tmp_path.iterdir()) == []


def test_widths_are_those_that_reportlab_draws() -> None:
    from reportlab.pdfbase import pdfmetrics

    fonts.family()
    for face in fonts.FACES:
        text = "Thực hiện Chương trình mục tiêu quốc gia"
        assert fonts.measure(face, 14)(text) == pytest.approx(pdfmetrics.stringWidth(text, face, 14))
