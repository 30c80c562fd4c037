"""Scanned PDF → Document: pages that are pictures are read by OCR, with how sure it was; other pages as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from index.catalog import CatalogEntry
from index.errors import ScannedFileError
from index.load import pdf
from index.load.pdfpage import Glyph
from index.types import Document

Foreign = Any  # pypdfium2 and RapidOCR come without types

VERSION = "scan-1"
MOST_PAGES = 200
_WIDE = 1_600  # pixels: letters of a page of A4 are some thirty high
_LEAST_SURE = 0.5


def load_scan(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """ScannedFileError when there is no OCR, or it finds nothing."""
    pages, total = pdf.read_pages(data, name)
    scanned = [page.number for page in pages if pdf.is_scan(page)]
    found = _recognised(data, name, scanned[:MOST_PAGES]) if find_spec("rapidocr") else {}
    if not any(found.values()):
        raise pdf.unread(name, total, len(scanned))
    whole = [replace(p, glyphs=tuple(found[p.number])) if found.get(p.number) else p for p in pages]
    document = pdf.compose(whole, name, entry, VERSION)
    sure = [g.sure for glyphs in found.values() for g in glyphs if g.sure is not None]
    read = [number for number, glyphs in found.items() if glyphs]
    left = [number for number in scanned if number not in read]
    notices = [
        f"第 {pdf.ranges(read)} 页的文字由图片识别（平均把握 {int(100 * sum(sure) / len(sure))}%），引用前请核对原件"
    ]
    if left:
        notices.append(f"第 {pdf.ranges(left)} 页是扫描的图片，未识别")
    state = ScannedFileError.state if left and len(left) > len(read) else "可用"
    return replace(document, meta=replace(document.meta, state=state, notice="；".join(notices)))


def _recognised(data: bytes, name: str, numbers: Sequence[int]) -> dict[int, list[Glyph]]:
    """The letters that are read off pages."""
    # Together they take two seconds to load.
    import logging

    logging.disable(logging.CRITICAL)
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
    with pdf.opened(data, name) as document:
        return {number: list(_read(engine, document[number - 1])) for number in numbers}


def _read(engine: Foreign, page: Foreign) -> Iterator[Glyph]:
    width, height = page.get_size()
    scale = min(_WIDE / width, 4_000 / height)
    result = engine(page.render(scale=scale).to_numpy())
    if result.boxes is None:
        return
    for corners, text, sure in zip(result.boxes, result.txts, result.scores, strict=True):
        if sure < _LEAST_SURE:
            continue
        xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
        yield from _spread(text, (min(xs), min(ys), max(xs), max(ys)), float(sure))


def _spread(text: str, box: tuple[float, float, float, float], sure: float) -> Iterator[Glyph]:
    """A line's letters side by side in its box: a Han character is twice as wide as another."""
    left, top, right, bottom = box
    weights = [2 if char > "\u2e80" else 1 for char in text]
    unit = (right - left) / max(sum(weights), 1)
    space = 0
    for char, weight in zip(text, weights, strict=True):
        if not char.isspace():
            yield Glyph(char, left, top, left + unit * weight, bottom, space, sure)
        space = 2 * char.isspace()
        left += unit * weight
