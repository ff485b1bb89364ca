"""LibreOffice opens the Word file of every paper; its page count is that of our PDF, give or take one."""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from povdesk.documents import docx
from povdesk.paths import RESOURCES
from tests.documents.catalogue import Printed
from tests.documents.words import pdf_pages

OFFICE = shutil.which("soffice")
FONTS = RESOURCES / "fonts" / "tinos"
_FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{ours}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit>
  </match>
</fontconfig>
"""
UNLOCKED = "D01 không khóa"
LONGEST = 60
"""Pages; whole books of certificates are many times the same sheet."""


def office() -> str:
    """LibreOffice's program; on the build machine it must be there."""
    if OFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice must be installed here (packaging/devtools/system_packages.py)")
        pytest.skip("LibreOffice is not installed")
    return OFFICE


@pytest.fixture(scope="module")
def opened(printed: dict[str, Printed], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first and the last Word file of each paper as LibreOffice lays them out, all in one run.

    Also the plan without locks, under the name UNLOCKED.
    """
    folder = tmp_path_factory.mktemp("LibreOffice")
    short = {name: one for name, one in printed.items() if pages(one.pdf) <= LONGEST}
    firsts = {one.paper.code: name for name, one in reversed(short.items())}
    lasts = {one.paper.code: name for name, one in short.items()}
    wanted = {name: short[name] for name in (*firsts.values(), *lasts.values())}
    files = {name: one.docx for name, one in wanted.items()} | {UNLOCKED: folder / f"{UNLOCKED}.docx"}
    docx.write(printed["D01"].document, files[UNLOCKED], locked=False)
    convert(list(files.values()), folder)
    return {name: folder / f"{file.stem}.pdf" for name, file in files.items()}


def convert(files: list[Path], folder: Path) -> None:
    """Word files to PDF with a profile of their own."""
    # The computer may have no face of Times New Roman's widths; the program brings one.
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(ours=FONTS, cache=folder / "chữ"), encoding="utf-8")
    command = [office(), f"-env:UserInstallation={(folder / 'hồ sơ').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        timeout=900,
        check=True,
    )


def test_a_file_without_locks_opens_with_the_same_words(opened: dict[str, Path]) -> None:
    free, locked = (
        [" ".join(page.split()) for page in pdf_pages(path)] for path in (opened[UNLOCKED], opened["D01"])
    )
    assert free == locked
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in free[0]


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as found:
        return len(found)


def test_every_kind_of_paper_is_opened(printed: dict[str, Printed], opened: dict[str, Path]) -> None:
    found = {printed[name].paper.code for name in opened if name != UNLOCKED}
    assert found == {one.paper.code for one in printed.values()}


def test_word_takes_as_many_pages_as_the_pdf_give_or_take_one(
    printed: dict[str, Printed], opened: dict[str, Path]
) -> None:
    differing = {}
    for name, path in opened.items():
        assert path.exists(), f"LibreOffice không mở được {name}"
        here, there = pages(printed["D01" if name == UNLOCKED else name].pdf), pages(path)
        if abs(here - there) > 1:
            differing[name] = (here, there)

    assert not differing


def test_word_numbers_its_pages_and_says_that_it_is_sample_data(opened: dict[str, Path]) -> None:
    for name, path in opened.items():
        found = pdf_pages(path)
        assert all("DỮ LIỆU MẪU" in page for page in found), name
