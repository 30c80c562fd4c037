"""The material of a draft is the same whatever was drafted before, and of a bounded one the nearest."""

from dataclasses import replace

import pytest

from assistant.material import gather
from assistant.request import read_request
from index import Library
from tests.provincial import reports


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


def test_what_only_a_search_of_the_place_s_own_report_finds_serves_a_text_that_has_room(
    tmp_path, monkeypatch
):
    text = "一、2025年工作回顾\n\n推进社区养老服务，新建社区养老服务中心{n}个。"
    with reports(tmp_path, {"云南": text.format(n=31), "湖南": text.format(n=64)}) as library:
        request = read_request("社区养老服务", "云南", "")
        assert any("中心31个" in fact.body for fact in gather(request, library).facts)
        monkeypatch.setattr("assistant.material._hits", lambda *_: [])
        long = gather(request, library, most=50, long=True)
        assert any("中心31个" in fact.body for fact in long.longer)
        assert not any("中心64个" in fact.body for fact in long.longer)
        assert not long.facts
        assert not gather(request, library, most=50).longer
        everywhere = gather(replace(request, region=""), library, most=50, long=True)
    assert not everywhere.longer
