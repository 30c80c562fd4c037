"""PDF → Document: lines joined to paragraphs by how they stand on the page, ruled tables, a box for every character."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.catalog import CatalogEntry
from index.errors import DamagedFileError, GarbledFileError, ProtectedFileError, ScannedFileError
from index.load import pdfpage, pdftable
from index.load.pdfflow import Sheet, ordered
from index.load.pdfpage import Page
from index.load.pdftable import Ruled
from index.load.pdfwrite import Writer
from index.types import Document

Foreign = Any  # pypdfium2 comes without types

VERSION = "pdf-2"
MOST_PAGES = 3_000
_BARE = 20
_PICTURE = 0.4
_GARBLED = 0.02
_TURNED = 100


def load_pdf(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Pages are counted from 1. ProtectedFileError, ScannedFileError or GarbledFileError where no text can be had.

    A document with some scanned pages among others is usable, and its state says so.
    """
    pages, total = read_pages(data, name)
    scanned = [page.number for page in pages if is_scan(page)]
    if len(scanned) == len(pages):
        raise unread(name, total, len(scanned))
    _must_be_legible(pages, name)
    document = compose(pages, name, entry, VERSION)
    notices = []
    if scanned:
        notices.append(f"第 {ranges(scanned)} 页是扫描的图片，未识别")
    if turned := [page.number for page in pages if page.turned > _TURNED]:
        notices.append(f"第 {ranges(turned)} 页有侧放的文字，未读入")
    if total > len(pages):
        notices.append(f"共 {total} 页，只读入前 {len(pages)} 页")
    state = "扫描页未识别" if scanned else "超出限制" if total > len(pages) else "可用"
    return replace(document, meta=replace(document.meta, state=state, notice="；".join(notices)))


def read_pages(data: bytes, name: str) -> tuple[list[Page], int]:
    """The pages of a file up to a limit, and how many it has."""
    with opened(data, name) as pdf:
        total = len(pdf)
        return [pdfpage.read(pdf[n], n + 1) for n in range(min(total, MOST_PAGES))], total


def opened(data: bytes, name: str) -> Foreign:
    """A pypdfium2 document; ProtectedFileError or DamagedFileError when there is none."""
    # Loads a library of its own, which plain text need not wait for.
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) == 0:
            raise DamagedFileError(f"“{name}”里没有一页。请确认文件完整后再试。")
        return pdf
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise ProtectedFileError(f"“{name}”有密码保护。请打开后另存为没有密码的 PDF 再试。") from error
        raise DamagedFileError(f"“{name}”已损坏，无法打开。请重新下载或另存后再试。") from error


def unread(name: str, total: int, scanned: int) -> ScannedFileError:
    """What is said of a file whose pages are pictures."""
    error = ScannedFileError(
        f"“{name}”共 {total} 页，{scanned} 页是扫描的图片，没有识别出文字。"
        "请用文字识别软件转换后再试，或改用原来的电子版。"
    )
    error.pages = scanned
    return error


def is_scan(page: Page) -> bool:
    return len(page.glyphs) < _BARE and page.pictures > _PICTURE


def ranges(numbers: Sequence[int]) -> str:
    """1–3、7"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _must_be_legible(pages: Sequence[Page], name: str) -> None:
    text = "".join(g.char for page in pages for g in page.glyphs)
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for c in text)
    if bad + 5 * text.count("(cid:") > _GARBLED * len(text) and text:
        raise GarbledFileError(
            f"“{name}”的字体没有文字编码，读出来是乱码。请添加 Word 等原来的电子版，或另存为新的 PDF 后再试。"
        )


def compose(pages: Sequence[Page], name: str, entry: CatalogEntry | None, version: str) -> Document:
    """Glyphs and rules of all pages, wherever they came from, as a document. EmptyDocumentError."""
    sheets = []
    for page in pages:
        tables, rest = pdftable.find(page)
        found = tuple(pdfpage.lines(rest))
        sheets.append(Sheet(page.number, page.width, page.height, found, tuple(tables)))
    writer = Writer(_body_size(sheets))
    for item in ordered(sheets):
        if isinstance(item, Ruled):
            writer.table(item)
        else:
            writer.line(item)
    writer.finish()
    title = writer.largest[1]
    if title and not (entry and entry.title):
        entry = replace(entry or CatalogEntry(name), title=title)
    return writer.out.document(name, version, entry)


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The letter height that most of the text has."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0
