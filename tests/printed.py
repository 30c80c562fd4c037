"""Word files on paper: laid out by LibreOffice, and the margins and numbers that every page of them must have."""

import shutil
import subprocess

import pypdfium2
import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MILLIMETRE = 72 / 25.4
"""In points, which a PDF counts in."""
_SCALE = 2

needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed, so no page can be laid out and looked at"
)


def as_pdf(data, folder):
    """A Word file as LibreOffice prints it, with a profile of its own."""
    word = folder / "printed.docx"
    word.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return pypdfium2.PdfDocument(word.with_suffix(".pdf"))


def assert_pages_of_an_official_document(pdf):
    """A4; nothing in the margins but the page's number, which stands outside: odd ones right, even ones left."""
    for number, page in enumerate(pdf, 1):
        assert tuple(round(side / MILLIMETRE) for side in page.get_size()) == (210, 297)
        assert f"— {number} —" in page.get_textpage().get_text_range()
        picture = page.render(scale=_SCALE).to_pil().convert("L")
        left, top, right, bottom = ink(picture)
        assert left >= 27
        assert right <= 210 - 26 + 3  # a stop may hang over the edge
        assert top >= 36
        assert bottom <= 297 - 20
        foot = round((297 - 34) * MILLIMETRE * _SCALE)
        left, _, right, _ = ink(picture.crop((0, foot, picture.width, picture.height)))
        assert (left + right > 210) == (number % 2 == 1)


def ink(picture):
    """(left, top, right, bottom) in millimetres of what is dark in a picture of a page."""
    return tuple(
        side / _SCALE / MILLIMETRE for side in picture.point(lambda value: 255 * (value < 128)).getbbox()
    )
