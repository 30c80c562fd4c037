"""The LlamaIndex retriever: nodes whose offsets point at the very characters."""

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import NodeRelationship

from index.library import Library
from index.llama import YanjuRetriever
from index.types import Filter, Span

TEXT = """关于推进养老服务的实施意见

一、总体目标

到2025年，社区居家养老服务覆盖率达到95%以上，每个街道至少建成一个综合养老服务中心。

二、保障措施

各区财政每年安排专项资金，支持社区食堂和家庭病床建设。重点任务由各区民政局负责落实。
"""
OTHER = """关于加快数字经济发展的若干措施

一、发展目标

到2025年，数字经济核心产业增加值占地区生产总值的比重达到20%。
"""


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "养老.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "数字.txt").write_text(OTHER, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "养老.txt")
        library.add(tmp_path / "数字.txt")
        yield library


def test_a_node_is_the_passage_at_its_span_with_its_place_in_the_file(shelf):
    node = YanjuRetriever(shelf, k=3).retrieve("社区居家养老服务覆盖率达到多少？")[0].node
    span = Span.parse(node.node_id)
    assert "95%以上" in node.text
    assert node.text == shelf.document(span.doc_id).text[node.start_char_idx : node.end_char_idx]
    assert (span.start, span.end) == (node.start_char_idx, node.end_char_idx)
    raw = "".join(TEXT[start:end] for start, end in node.metadata["raw"])
    assert "".join(raw.split()) == "".join(node.text.split())
    assert node.metadata["source"] == "养老.txt"
    assert node.metadata["title"] == shelf.document(span.doc_id).title
    assert node.metadata["line"] == TEXT[: node.metadata["raw"][0][0]].count("\n") + 1
    assert node.relationships[NodeRelationship.SOURCE].node_id == span.doc_id


def test_scores_and_order_are_the_library_s_own(shelf):
    question = "2025年的目标"
    found = YanjuRetriever(shelf, k=5).retrieve(question)
    assert [(Span.parse(n.node.node_id), n.score) for n in found] == [
        (hit.passage.span, hit.score) for hit in shelf.search(question, 5)
    ]
    assert len(found) > 1


def test_a_filter_keeps_other_documents_out(shelf):
    only = Filter(documents=("数字.txt",))
    found = YanjuRetriever(shelf, filter=only).retrieve("2025年养老服务的目标")
    assert {n.node.metadata["source"] for n in found} == {"数字.txt"}


def test_a_query_engine_answers_from_it_and_names_its_sources(shelf):
    engine = RetrieverQueryEngine.from_args(YanjuRetriever(shelf, k=2), llm=MockLLM())
    response = engine.query("社区居家养老服务覆盖率达到多少？")
    assert "95%以上" in str(response)  # the mock repeats its prompt, which holds the passages
    best = response.source_nodes[0].node
    assert shelf.quote(Span.parse(best.node_id)) == best.text
    assert '"raw"' not in str(response)
    assert "raw:" not in str(response)
