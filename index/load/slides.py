"""Slides (.pptx) → Document: titles as headings, text from top to bottom, tables, charts, notes; a page is a slide."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.canon import Range
from index.catalog import CatalogEntry
from index.errors import DamagedFileError
from index.load import package
from index.load.compose import Composer, Hint
from index.load.grid import Cell, Grid, between, is_table
from index.load.numberformat import general
from index.types import Document, Place

Shape = Any  # shapes of many kinds, told apart by what they have

VERSION = "slides-1"
MOST_SLIDES = 3_000
_TITLES = (1, 3, 5)  # title, centred title, vertical title
_MARGINS = (13, 15, 16)  # slide number, footer, date
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def load_slides(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Hidden slides, slide numbers, footers and dates are left out."""
    package.check(data, name)
    # Takes a third of a second to load, which plain text need not wait for.
    import pptx
    from lxml import etree
    from pptx.exc import PythonPptxError

    try:
        slides = list(pptx.Presentation(io.BytesIO(data)).slides)[:MOST_SLIDES]
    except (
        PythonPptxError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise DamagedFileError(
            f"“{name}”已损坏，无法打开。请用 PowerPoint 或 WPS 打开检查，另存后再试。"
        ) from error
    writer = _Writer()
    for number, slide in enumerate(slides, 1):
        if slide.element.get("show") != "0":
            writer.slide(slide, number)
    return writer.out.document(name, VERSION, entry)


class _Writer:
    def __init__(self) -> None:
        self.out = Composer()
        self.tables = 0
        self.said: set[str] = set()

    def slide(self, slide: Shape, number: int) -> None:
        place = Place(0, 0, None, page=number)
        shapes = sorted(_flat(slide.shapes, 0, 0), key=lambda item: (item[0] // 200_000, item[1]))
        titles = [s for _, _, s in shapes if _placeholder(s) in _TITLES]
        for shape in titles:
            self.out.write(" ".join(shape.text_frame.text.split()), place)
            self.out.paragraph(Hint("heading", 1 if number > 1 else 2) if number > 1 else Hint("furniture"))
        for _, _, shape in shapes:
            if _placeholder(shape) not in (*_TITLES, *_MARGINS):
                self.shape(shape, place)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            self.text(slide.notes_slide.notes_text_frame, place, Hint("note"))

    def shape(self, shape: Shape, place: Place) -> None:
        if getattr(shape, "has_text_frame", False):
            self.text(shape.text_frame, place, None)
        elif getattr(shape, "has_table", False):
            self.table(shape.table, place)
        elif getattr(shape, "has_chart", False):
            self.chart(shape.chart, place)
        elif shape.element.tag.endswith("}graphicFrame"):
            self.diagram(shape, place)

    def text(self, frame: Shape, place: Place, hint: Hint | None) -> None:
        for paragraph in frame.paragraphs:
            words = "".join(run.text or "" for run in paragraph._p.iter(f"{_A}t"))
            if words.strip():
                self.out.write(words.replace("\t", " "), place)
                self.out.paragraph(hint or (Hint("list") if _is_item(paragraph) else Hint()))

    def table(self, table: Shape, place: Place) -> None:
        cells = [
            (r, c, cell)
            for r, row in enumerate(table.rows)
            for c, cell in enumerate(row.cells)
            if not cell.is_spanned
        ]
        if not is_table([(r, c, cell.text) for r, c, cell in cells]):
            for _, _, cell in cells:
                self.text(cell.text_frame, place, None)
            return
        self.tables += 1
        grid = [
            Cell(
                r,
                c,
                self.cell(cell.text_frame, place, f"表{self.tables}第{r + 1}行第{c + 1}列"),
                cell.span_height,
                cell.span_width,
            )
            for r, c, cell in cells
        ]
        self.out.grid(Grid(tuple(grid), int(bool(table.first_row))))

    def cell(self, frame: Shape, place: Place, label: str) -> tuple[Range, ...]:
        above = ""
        where = Place(0, 0, None, page=place.page, cell=label)
        for paragraph in frame.paragraphs:
            words = "".join(run.text or "" for run in paragraph._p.iter(f"{_A}t")).replace("\t", " ")
            if words.strip():
                self.out.write(between(above, words) if above else "")
                self.out.write(words, where)
                above = words
        return self.out.cell()

    def chart(self, chart: Shape, place: Place) -> None:
        """The figures that a chart is drawn from: a column for each series."""
        plots = list(chart.plots)
        series = [s for plot in plots for s in plot.series]
        names = [str(c) for c in plots[0].categories] if plots else []
        if not names or not series:
            return
        self.tables += 1
        rows = [["类别", *(s.name or f"系列{n}" for n, s in enumerate(series, 1))]]
        rows += [[name, *(_value(s.values, n) for s in series)] for n, name in enumerate(names)]
        cells: list[Cell] = []
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                where = Place(0, 0, None, page=place.page, cell=f"图表{self.tables}第{r + 1}行第{c + 1}列")
                self.out.write(" ".join(words.split()), where)
                cells.append(Cell(r, c, self.out.cell()))
        self.out.grid(Grid(tuple(cells), 1))

    def diagram(self, shape: Shape, place: Place) -> None:
        """The words of a diagram (SmartArt), which stand in a part of their own."""
        from lxml import etree

        for relation in shape.element.iter(f"{{{_DIAGRAM}}}relIds"):
            part = shape.part.related_part(relation.get(f"{_R}dm"))
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for paragraph in root.iter(f"{_A}p"):
                words = "".join(t.text or "" for t in paragraph.iter(f"{_A}t"))
                if words.strip():
                    self.out.write(words, place)
                    self.out.paragraph(Hint("list"))


def _flat(shapes: Shape, left: int, top: int) -> Iterator[tuple[int, int, Shape]]:
    """Every shape with where it stands, those in groups too."""
    for shape in shapes:
        at = (shape.top or 0) + top, (shape.left or 0) + left
        if shape.element.tag.endswith("}grpSp"):
            yield from _flat(shape.shapes, 0, 0)
        else:
            yield *at, shape


def _placeholder(shape: Shape) -> int:
    return int(shape.placeholder_format.type or 0) if shape.is_placeholder else 0


def _is_item(paragraph: Shape) -> bool:
    properties = paragraph._p.find(f"{_A}pPr")
    return properties is not None and any(
        properties.find(f"{_A}{kind}") is not None for kind in ("buChar", "buAutoNum")
    )


def _value(values: Shape, n: int) -> str:
    value = values[n] if n < len(values) else None
    return "" if value is None else general(value)
