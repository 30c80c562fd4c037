"""From the question to the words in the original: a .txt, a .docx and a .pdf, the last one as a picture with the quote boxed."""

import io

import httpx
import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from assistant.extractive import Extractive
from assistant.web.pages import Pages, pictured
from index.errors import ExpectedError, NotFoundError
from index.library import Library
from index.load.drawn import TALLEST, WIDTH, draw
from index.load.sandbox import Sandbox
from index.original import original
from index.types import Span
from tests.browser import ask, opened, served
from tests.documents import ALL

QUESTION = "市级财政安排多少万元用于远程会诊点？"
WORDS = "市级财政安排1280万元"
MARK, FRAME = (255, 240, 150), (217, 119, 6)


@pytest.fixture
def holding(tmp_path):
    """A library of one file in a format, and that file."""
    made = []

    def build(kind):
        file = ALL[kind]()
        path = tmp_path / file.name
        path.write_bytes(file.data)
        library = Library.open(tmp_path / kind, create=True)
        made.append(library)
        library.add(path)
        return library, path

    yield build
    for library in made:
        library.close()


def span_of(library, words=WORDS):
    document = library.document(library.documents()[0].id)
    begun = document.text.index(words)
    return Span(document.id, begun, begun + len(words))


def coloured(png):
    """How many points have the colour of a mark, and how many that of its frame; colours are a little off."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    points = np.asarray(image).astype(int)
    near = [int((abs(points - colour).max(axis=2) < 24).sum()) for colour in (MARK, FRAME)]
    return image.size, near


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_a_question_leads_to_the_words_in_the_original(kind, holding, browser):
    library, _ = holding(kind)
    with (
        served(library, Extractive()) as url,
        opened(browser, url) as page,
    ):
        ask(page, QUESTION)
        page.locator("#chat mark").first.click()
        source = page.locator("#ask-source")
        source.locator("blockquote mark").filter(has_text="1280万元").wait_for()
        text = source.inner_text()
        assert "云溪市推进县域医共体建设实施方案" in text
        assert {"txt": "行", "docx": "段", "pdf": "页"}[kind] in text.partition("位置：第")[2][:4]
        pictures = source.locator("img")
        assert pictures.count() == (1 if kind == "pdf" else 0)
        if kind == "pdf":
            drawn = pictures.first.evaluate("image => image.decode().then(() => image.naturalWidth)")
            assert drawn == WIDTH
            assert "框出" in pictures.first.get_attribute("alt")


def test_the_picture_has_a_frame_where_the_quote_stands_and_the_whole_page_can_be_had(holding):
    library, _ = holding("pdf")
    span = span_of(library)
    ((page, near, whole),) = pictured(span, library.locate(span), library)
    assert near == f"/page/near/{span}/{page}"
    assert whole == f"/page/whole/{span}/{page}"
    pages = Pages(library)
    size, (marked, framed) = coloured(pages.picture(span, page, whole=True))
    assert size == (WIDTH, 1415)
    assert marked > 2000
    assert framed > 300
    part, (again, _) = coloured(pages.picture(span, page, whole=False))
    assert part[1] < size[1] / 2
    assert again == pytest.approx(marked, rel=0.1)


def test_other_words_on_the_page_have_no_frame(holding):
    _, path = holding("pdf")
    pdf = path.read_bytes()
    assert coloured(draw(pdf, path.name, 1, []))[1] == [0, 0]
    with pytest.raises(ExpectedError, match="没有第 99 页"):
        draw(pdf, path.name, 99, [])


def test_a_frame_beyond_the_page_and_a_page_of_any_shape_are_drawn(holding):
    pdf = PdfDocument.new()
    pdf.new_page(20, 14_000)
    out = io.BytesIO()
    pdf.save(out)
    png = draw(out.getvalue(), "长.pdf", 1, [(-50, -50, 5, 5), (900, 0, 950, 9), (3, 1, 2, 5)])
    image = Image.open(io.BytesIO(png))
    assert image.height <= TALLEST
    assert image.width <= WIDTH


def test_where_the_file_is_gone_or_changed_the_text_is_shown_and_says_so(holding):
    library, path = holding("pdf")
    span = span_of(library)
    assert original(library, span.doc_id) == path
    data = path.read_bytes()
    path.write_bytes(data + b"\n")
    with pytest.raises(NotFoundError, match="改动过"):
        list(pictured(span, library.locate(span), library))
    path.unlink()
    with pytest.raises(NotFoundError, match="不在原来的位置"):
        list(pictured(span, library.locate(span), library))
    path.write_bytes(data)
    assert original(library, span.doc_id) == path


def test_without_the_file_the_panel_says_so_beside_the_words(holding, browser):
    library, path = holding("pdf")
    path.unlink()
    with served(library, Extractive()) as url, opened(browser, url) as page:
        ask(page, QUESTION)
        page.locator("#ask-source").filter(has_text="原文件不在原来的位置").wait_for()
        assert page.locator("#ask-source blockquote mark").count() == 1
        assert page.locator("#ask-source img").count() == 0


def test_a_picture_is_drawn_once_and_a_wrong_address_gets_nothing(holding, monkeypatch):
    library, _ = holding("pdf")
    span = span_of(library)
    drawn = []
    real = Sandbox.draw
    monkeypatch.setattr(Sandbox, "draw", lambda self, *a, **k: drawn.append(a[1]) or real(self, *a, **k))
    with served(library, Extractive()) as url, httpx.Client(base_url=url, trust_env=False) as client:
        (page,) = {box.page for box in library.locate(span).boxes}
        first, again = (client.get(f"/page/near/{span}/{page}") for _ in range(2))
        assert first.status_code == again.status_code == 200
        assert first.headers["content-type"] == "image/png"
        assert first.headers["cache-control"] == "no-store"
        assert first.content == again.content
        assert len(drawn) == 1
        for wrong in (f"{span.doc_id}:0-9999999/1", "x:0-5/1", "x/1", f"{span}/99"):
            assert client.get(f"/page/near/{wrong}").status_code == 404
        library.remove(span.doc_id)
        assert client.get(f"/page/near/{span}/{page}").status_code == 404
