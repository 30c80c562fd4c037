"""Each --json shape against its JSON Schema, from values that fill every field."""

import json
from importlib.resources import files

import jsonschema
import pytest
import referencing

from assistant import audit_shape, shapes
from assistant.audit import Item
from assistant.details import details
from assistant.doctor import examine
from assistant.types import Answer, Citation, Claim, Finding, Trace
from index.results import Report
from index.types import Span
from index.verify import Problem

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in files("assistant").joinpath("schemas").iterdir()
}
REGISTRY = referencing.Registry().with_resources(
    (name, referencing.Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


def validate(name, shape):
    """As a program would read it: through JSON."""
    schema = SCHEMAS[f"{name}.schema.json"]
    jsonschema.Draft202012Validator(schema, registry=REGISTRY).validate(json.loads(json.dumps(shape)))


@pytest.fixture
def cited(library):
    """Citations of the first, a middle and the last words of every document."""
    lengths = {listing.id: len(library.document(listing.id).text) for listing in library.documents()}
    return [Citation(Span(i, a, a + 9)) for i, n in lengths.items() for a in (0, n // 2, n - 9)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema_and_is_named_by_its_file(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == name


def test_a_citation_leads_back_to_the_file(library, seeds, cited):
    for citation in cited:
        shape = shapes.citation(citation, library)
        validate("citation", shape)
        raw = (seeds / shape["source"]).read_text(encoding="utf-8")
        pieces = "".join(raw[start:end] for start, end in shape["raw"])
        assert "".join(pieces.split()) == "".join(shape["quote"].split())
        assert Span.parse(shape["id"]) == citation.span


def test_answers_and_refusals(library, cited):
    first, second, *_ = cited
    findings = (Finding("a", "error", "甲", (0, 1), second.span), Finding("b", "warning", "乙"))
    claim = Claim("话。", (first, second), findings, "partial")
    trace = Trace("extractive", library.digest)
    validate("ask", shapes.answer(Answer("问", "问", (claim,), (claim,), None, ("缺",), (), trace), library))
    validate("ask", shapes.answer(Answer("问", "问", refusal="没有"), library))


def test_checked_sentences(library, cited):
    wrong = Finding("number", "error", "句中“5家”，所引原文作“6家”", (0, 2), cited[1].span)
    claim = Claim("5家。", (cited[0],), (wrong,), "contradicted")
    plain = Claim("话。", (cited[0],), (), "supported")
    checked = [Item("5家。", 0, 3, claim, details(claim)), Item("话。", 3, 5, plain)]
    assert checked[0].details
    validate("check", audit_shape.items(checked, library))


def test_hits(library):
    found = shapes.hits(library.search("产业链", 5), library)
    assert len(found["hits"]) == 5
    validate("search", found)


def test_a_shown_quote(library, cited):
    validate("show", shapes.passage(cited[0].span, "前", "", library))


def test_the_lists_and_reports_of_a_library(library):
    listed = shapes.listings(library.documents())
    assert len(listed["documents"]) == 5
    validate("index_list", listed)
    validate("index_add", shapes.report(Report(1, 2, 3, (("a.txt", "坏了"),))))
    validate("index_verify", shapes.problems(library.verify()))
    validate("index_verify", shapes.problems([Problem("file", "library.sqlite", "坏了")]))


def test_a_healthy_and_a_missing_library(library, tmp_path):
    healthy, missing = examine(library.folder), examine(tmp_path / "none")
    assert (healthy.ok, missing.ok) == (True, False)
    validate("doctor", shapes.doctor(healthy))
    validate("doctor", shapes.doctor(missing))
    assert not (tmp_path / "none").exists()


def test_a_shape_that_lacks_a_field_does_not_pass(library, cited):
    shape = shapes.citation(cited[0], library)
    with pytest.raises(jsonschema.ValidationError):
        validate("citation", {k: v for k, v in shape.items() if k != "raw"})
    with pytest.raises(jsonschema.ValidationError):
        validate("citation", shape | {"more": 1})
