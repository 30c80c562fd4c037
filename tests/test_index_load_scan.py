"""Pictures of text are read by OCR: nearly every character, flagged as read off a picture, with page and place."""

import difflib
import re
import sys

import pytest

from index.load import load
from index.types import Span
from tests import documents

pytestmark = pytest.mark.skipif(documents.font() is None, reason="no Chinese font to draw a page with")


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    file = documents.scanned()
    path = tmp_path_factory.mktemp("scan") / file.name
    path.write_bytes(file.data)
    return load(path)


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_at_least_95_percent_of_the_characters_are_read(scan):
    known = squeezed(
        "".join(
            (
                documents.TITLE,
                documents.NUMBER,
                *(t for h, ts in documents.SECTIONS.items() for t in (h, *ts)),
            )
        )
    )
    read = squeezed(scan.text)
    same = sum(
        b.size for b in difflib.SequenceMatcher(None, known, read, autojunk=False).get_matching_blocks()
    )
    sys.stdout.write(f"\n图片识别：{same}/{len(known)} 字\n")
    assert same >= 0.95 * len(known)
    assert len(read) <= 1.05 * len(known)


def test_the_title_is_read_off_the_picture(scan):
    assert scan.title == documents.TITLE


def test_of_a_page_upside_down_no_scraps_become_the_title(tmp_path):
    file = documents.scanned(turned=180)
    (tmp_path / "医共体方案.pdf").write_bytes(file.data)
    turned = load(tmp_path / "医共体方案.pdf")
    assert turned.title == "医共体方案"
    assert turned.meta.titled is None


def test_it_is_said_that_the_text_was_read_off_a_picture(scan):
    assert scan.meta.state == "可用"
    assert re.fullmatch(r"第 1 页的文字由图片识别（平均把握 \d+%），引用前请核对原件", scan.meta.notice)


def test_every_line_has_its_page_a_box_on_it_and_how_sure_it_is(scan):
    tops = []
    for block in scan.blocks:
        place = scan.locate(Span(scan.id, block.span.start, block.span.start + 1))
        (box,) = place.boxes
        assert place.page == 1
        assert 0.5 <= place.sure <= 1
        tops.append(box.top)
    assert len(tops) >= 8
    assert tops == sorted(tops)
