"""The material of a draft is the same whatever was drafted before, and of a bounded one the nearest."""

import pytest

from assistant.material import gather
from assistant.request import read_request
from index import Library


@pytest.fixture(scope="module")
def asked():
    return read_request("培育发展我省战略性新兴产业集群", "广东", "")


def told(material):
    return [(fact.text, fact.worth) for fact in material.facts]


def asks(material):
    return [(question.text, question.near) for question in material.questions]


def test_it_is_the_same_again_and_after_another(asked, library):
    first = gather(asked, library)
    gather(read_request("产业链“链长制”", "广东", ""), library)
    # Opened anew, the library has nothing kept that was gathered before.
    with Library.open(library.folder, read_only=True) as other:
        again = gather(asked, other)
    assert asks(again) == asks(first)
    assert any(near > 0.1 for _, near in asks(first))
    assert told(again) == told(first)


def test_it_is_gathered_anew_when_the_library_has_changed(asked, seeds, tmp_path):
    first, second = (seeds / name for name in ("003_8dab968f746955f1.txt", "000_97a03138ef45890f.txt"))
    with Library.open(tmp_path / "own", create=True) as own:
        own.add(first)
        before = told(gather(asked, own))
        added = own.add(second).document_id
        both = gather(asked, own)
        assert added in {fact.source.doc_id for fact in both.facts}
        own.remove(added)
        assert told(gather(asked, own)) == before != told(both)


def test_of_a_bounded_one_the_nearest_sentences_are_told_as_they_are_without_a_bound(asked, library):
    whole, some = gather(asked, library), gather(asked, library, most=20)
    sentences = {f.telling.statement.span: f.near for f in whole.facts if f.telling}
    kept = {f.telling.statement.span for f in some.facts if f.telling}
    assert 10 <= len(kept) <= 20 < len(sentences)
    assert max(sentences, key=sentences.__getitem__) in kept
    assert set(told(some)) <= set(told(whole))
