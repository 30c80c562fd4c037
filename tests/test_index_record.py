import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.record import (
    DocumentRow,
    read_document,
    read_meta,
    read_passage,
    row_hash,
    slice_hash,
    write_document,
    write_passage,
)
from index.types import Block, Dated, Document, Meta, Passage, Place, Policy, Span, Value

TEXT = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["粤府函〔2020〕82号", "“”", "\u2028\x00\x85", "😀", '"\\', "[1,2]", "null"]
)


@st.composite
def documents(draw):
    doc_id = draw(st.sampled_from(["d", "a:b-c", "0f3a", "文"]))
    numbers = st.integers(0, 10**6)
    spans = st.builds(lambda start, size: Span(doc_id, start, start + size), numbers, st.integers(1, 999))
    maybe = st.none() | spans
    values = st.builds(Value, TEXT, maybe)
    precision = st.sampled_from(["day", "month", "year", "range", "period"])
    kinds = st.sampled_from(["成文", "发布", "施行", "会议"])
    dated = st.builds(Dated, TEXT, TEXT, precision, kinds, maybe)
    many = {"max_size": 3}
    block = st.builds(
        Block,
        span=spans,
        kind=st.sampled_from(
            ["heading", "paragraph", "row", "list", "field", "caption", "note", "furniture"]
        ),
        level=st.integers(0, 9),
        lang=st.sampled_from(["zh", "en"]),
        table=st.none() | numbers,
        header=st.booleans(),
        cells=st.lists(maybe, **many).map(tuple),
    )
    place = st.builds(Place, numbers, numbers, numbers, st.none() | numbers, st.none() | numbers)
    policy = st.builds(
        Policy,
        TEXT,
        spans,
        spans,
        TEXT,
        st.lists(TEXT, **many).map(tuple),
        st.none() | dated,
        TEXT,
        TEXT,
    )
    one = st.none() | values
    several = st.lists(values, **many).map(tuple)
    meta = st.builds(Meta, one, several, several, st.lists(dated, **many).map(tuple), one, one, one, TEXT)
    return Document(
        id=doc_id,
        title=draw(TEXT),
        text=draw(TEXT),
        source=draw(TEXT),
        blocks=draw(st.lists(block, **many).map(tuple)),
        places=draw(st.lists(place, **many).map(tuple)),
        furniture=draw(st.lists(st.tuples(numbers, numbers), **many).map(tuple)),
        meta=draw(meta),
        policies=draw(st.lists(policy, **many).map(tuple)),
    )


@settings(deadline=None)
@given(documents())
def test_a_document_comes_back_exactly(document):
    assert read_document(write_document(document), document.source) == document


@settings(deadline=None)
@given(documents())
def test_a_document_comes_back_exactly_through_utf8(document):
    columns = [column.encode() for column in write_document(document)]
    assert read_document(DocumentRow(*(c.decode() for c in columns)), document.source) == document


@settings(deadline=None)
@given(documents())
def test_the_metadata_can_be_read_alone(document):
    assert read_meta(document.id, write_document(document).meta) == document.meta


@settings(deadline=None)
@given(st.data())
def test_a_passage_comes_back_exactly(data):
    text = data.draw(st.text(min_size=1, max_size=30))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    context = data.draw(
        st.lists(st.integers(0, 99).map(lambda n: Span("d", n, n + 1)), max_size=3).map(tuple)
    )
    kind = data.draw(st.sampled_from(["paragraph", "row", "list"]))
    heading = data.draw(st.lists(TEXT, max_size=3).map(tuple))
    passage = Passage(Span("d", start, end), heading, kind, context, data.draw(st.sampled_from(["zh", "en"])))
    row = write_passage(passage, Document("d", "t", text, "s"))
    assert read_passage(row) == passage
    assert row.slice == slice_hash(text[start:end])


def test_a_span_of_another_document_is_refused():
    there = Span("other", 0, 1)
    document = Document("d", "t", "正文", "s", blocks=(Block(there, "paragraph"),))
    with pytest.raises(ValueError, match="does not belong"):
        write_document(document)
    with pytest.raises(ValueError, match="does not belong"):
        write_passage(Passage(there), document)
    with pytest.raises(ValueError, match="does not belong"):
        write_passage(Passage(Span("d", 0, 2), context=(there,)), document)


def test_a_passage_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="does not belong"):
        write_passage(Passage(Span("d", 0, 3)), Document("d", "t", "正文", "s"))


def test_what_an_older_row_lacks_reads_as_the_default():
    row = write_document(Document("d", "t", "正文", "s"))._replace(
        blocks='[{"span":[0,2],"kind":"note"}]', meta="{}"
    )
    assert read_document(row, "s").blocks == (Block(Span("d", 0, 2), "note"),)
    assert read_document(row, "s").meta == Meta()


def test_every_field_of_every_type_is_stored():
    """A field that the codec forgot would read back as its default."""
    span = Span("d", 0, 1)
    dated = Dated("2020-01-01", "2020-12-31", "year", "发布", span)
    value = Value("言", span)
    policy = Policy("题", span, span, "文〔2020〕1号", ("省政府",), dated, "广东", "试行")
    blocks = (Block(span, "row", 1, "en", 2, True, (span, None)),)
    meta = Meta(value, (value,), (value,), (dated,), value, value, value, "版权")
    document = Document("d", "题", "文", "s", blocks, (Place(0, 1, 5, 6, 7),), ((8, 9),), meta, (policy,))
    again = read_document(write_document(document), "s")
    for stored, original in zip(_leaves(again), _leaves(document), strict=True):
        assert stored == original


def _leaves(value):
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


@settings(deadline=None)
@given(st.lists(TEXT | st.integers(), min_size=1, max_size=4), st.data())
def test_another_row_has_another_hash(columns, data):
    other = list(columns)
    i = data.draw(st.integers(0, len(columns) - 1))
    other[i] = f"{other[i]}x"
    assert row_hash(*columns) == row_hash(*columns) != row_hash(*other)


def test_neighbouring_columns_do_not_run_together():
    assert len({row_hash("ab", "c"), row_hash("a", "bc"), row_hash("abc"), row_hash("", "abc")}) == 4


def test_columns_keep_chinese_readable():
    row = write_document(Document("d", "t", "正文", "s", meta=Meta(rights="版权所有")))
    assert "版权所有" in row.meta
    assert json.loads(row.blocks) == []
