"""Files made to harm whoever reads them: bombs, loops, lies about sizes, and files that are broken or locked."""

import io
import random
import zipfile
import zlib

import docx
import openpyxl
from reportlab.pdfgen.canvas import Canvas

MB = 2**20
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def package(made, part, change):
    """An Office file with one part put through `change`; a part that it has not is added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        before = old.read(part).decode() if part in old.namelist() else ""
        new.writestr(part, change(before))
    return out.getvalue()


def word():
    document = docx.Document()
    document.add_paragraph("一、总体要求。到2025年建成6个。")
    return _saved(document)


def sheet():
    book = openpyxl.Workbook()
    book.active.append(["区县", "数量"])
    book.active.append(["临江区", 9])
    return _saved(book)


def slides():
    import pptx

    made = pptx.Presentation()
    made.slides.add_slide(made.slide_layouts[1]).shapes.title.text = "总体要求"
    return _saved(made)


def _saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _inside(body):
    return lambda xml: xml.replace("<w:sectPr", f"{body}<w:sectPr", 1)


def _zeros(made, part, size):
    """A part of nothing but zeros, written without ever being whole in memory."""
    out = io.BytesIO(made)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new,
        new.open(part, "w", force_zip64=True) as stream,
    ):
        for _ in range(size // MB):
            stream.write(bytes(MB))
    return out.getvalue()


def _entries(made, count):
    out = io.BytesIO(made)
    with zipfile.ZipFile(out, "a") as new:
        for n in range(count):
            new.writestr(f"word/media/{n}", b"")
    return out.getvalue()


def _lying(made):
    """Every size in the directory says that nothing is there."""
    data = bytearray(made)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 20 : at + 28] = bytes(8)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _flipped(made):
    """The first part's bytes are not those that its checksum was made of."""
    data = bytearray(made)
    data[80:90] = bytes(10)
    return bytes(data)


def _ole(marker):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + marker.encode("utf-16-le") + bytes(600)


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><w:document/>"
)


def pdf(*bodies, catalog="<</Type/Catalog/Pages 2 0 R>>"):
    """A PDF of numbered objects: 1 is the catalogue, 2 and on are given."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate((catalog, *bodies), 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + (body if isinstance(body, bytes) else body.encode()) + b"endobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d>>startxref\n%d\n%%%%EOF" % (len(places) + 1, table)
    return bytes(out)


def stream(data, more=""):
    packed = zlib.compress(data, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream "


def one_page(content, box="0 0 595 842", more=""):
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{more}>>>>"
    return pdf(pages, page, content)


def locked():
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="password")
    canvas.drawString(72, 700, "secret")
    canvas.save()
    return out.getvalue()


def _nested(count):
    return f"<w:tbl>{'<w:tr><w:tc><w:tbl>' * count}{'</w:tbl></w:tc></w:tr>' * count}</w:tbl>"


BOMBS = {
    "zeros.docx": lambda: _zeros(word(), "word/media/0.bin", 260 * MB),
    "zeros.xlsx": lambda: _zeros(sheet(), "xl/media/0.bin", 260 * MB),
    "zeros.pptx": lambda: _zeros(slides(), "ppt/media/0.bin", 120 * MB),
    "entries.docx": lambda: _entries(word(), 5_100),
    "laughs.docx": lambda: package(word(), "word/document.xml", lambda _: _LAUGHS),
    "laughs.xlsx": lambda: package(sheet(), "xl/workbook.xml", lambda _: _LAUGHS),
    "outside.docx": lambda: package(
        word(), "word/document.xml", lambda xml: xml.replace("?>", '?><!DOCTYPE d SYSTEM "file:///etc/passwd">', 1)
    ),
    "deep.docx": lambda: package(word(), "word/document.xml", _inside(_nested(20_000))),
    "deep-runs.docx": lambda: package(
        word(), "word/document.xml", _inside(f"<w:p>{'<w:ins>' * 50_000}{'</w:ins>' * 50_000}</w:p>")
    ),
    "wide.docx": lambda: package(
        word(), "word/document.xml",
        _inside('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
    ),
    "styles.docx": lambda: package(
        word(), "word/styles.xml",
        lambda _: f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
    ),
    "words.docx": lambda: package(
        word(), "word/document.xml", _inside(f"<w:p><w:r><w:t>{'字' * (4 * MB)}</w:t></w:r></w:p>")
    ),
    "paragraphs.docx": lambda: package(
        word(), "word/document.xml", _inside("<w:p><w:r><w:t>字</w:t></w:r></w:p>" * 200_000)
    ),
    "cut.docx": lambda: word()[:9_000],
    "flipped.docx": lambda: _flipped(word()),
    "lying.docx": lambda: _lying(word()),
    "malformed.docx": lambda: package(word(), "word/document.xml", lambda xml: xml[: len(xml) // 2]),
    "bodyless.docx": lambda: package(word(), "word/document.xml", lambda _: f'<w:document xmlns:w="{_WORD}"/>'),
    "empty.docx": lambda: b"PK\x05\x06" + bytes(18),
    "locked.docx": lambda: _ole("EncryptedPackage"),
    "old.docx": lambda: _ole("WordDocument"),
    "random.docx": lambda: random.Random(1).randbytes(50_000),
    "far.xlsx": lambda: package(
        sheet(), "xl/worksheets/sheet1.xml",
        lambda _: f'<worksheet xmlns="{_SHEET}"><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">'
        '<c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row></sheetData></worksheet>',
    ),
    "merged.xlsx": lambda: package(
        sheet(), "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "strings.xlsx": lambda: package(
        sheet(), "xl/worksheets/sheet1.xml",
        lambda _: f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData></worksheet>',
    ),
    "cut.xlsx": lambda: sheet()[:3_000],
    "cut.pptx": lambda: slides()[:20_000],
    "random.pptx": lambda: random.Random(2).randbytes(50_000),
    "loop.pdf": lambda: pdf("<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "count.pdf": lambda: pdf("<</Type/Pages/Kids[]/Count 999999999>>"),
    "flate.pdf": lambda: one_page(stream(b"0 0 m 9 9 l S\n" * (20 * MB))),
    "text.pdf": lambda: one_page(stream(b"BT /F 9 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET\n" * (2 * MB))),
    "huge.pdf": lambda: one_page(stream(b"0 0 m"), box="0 0 99999999 99999999"),
    "arrays.pdf": lambda: pdf("<</Type/Pages/Kids" + "[" * 200_000 + "]" * 200_000 + "/Count 1>>"),
    "form.pdf": lambda: pdf(
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do /X Do"),
        stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),
    ),
    "prev.pdf": lambda: pdf("<</Type/Pages/Kids[]/Count 0>>").replace(b"/Root", b"/Prev 9/Root"),
    "cut.pdf": lambda: one_page(stream(b"BT (a) Tj ET" * 900))[:300],
    "random.pdf": lambda: b"%PDF-1.4\n" + random.Random(3).randbytes(50_000),
    "locked.pdf": locked,
    "deep.html": lambda: b"<div>" * 300_000 + "字".encode(),
    "wide.html": lambda: b"<table>" + b"<tr><td rowspan=999999999 colspan=999999999>1<td>2" * 300 + b"</table>",
    "open.html": lambda: b"<a " * 700_000,
    "tables.html": lambda: b"<table><tr><td>" * 20_000,
    "entities.html": lambda: b"<p>" + b"&#20013;" * 700_000,
    "commas.csv": lambda: b"," * 3_000_000 + b"1",
    "quote.csv": lambda: b'"' + "字,\n".encode() * 600_000,
    "zeros.txt": lambda: bytes(MB),
    "zeros.csv": lambda: bytes(MB),
}  # fmt: skip
