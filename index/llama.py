"""The library as a LlamaIndex retriever, so that anything built on LlamaIndex can search it.

A node is a passage: its text is the document's own characters, its id the span, so what a pipeline
quotes can be traced to the very place. Only those who import this module pay for LlamaIndex.
"""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index.library import Library
from index.types import Filter, Hit


class YanjuRetriever(BaseRetriever):
    """Gives the k best passages for a query; only documents that meet `filter`, if one is set."""

    def __init__(self, library: Library, k: int = 20, filter: Filter | None = None) -> None:
        super().__init__()
        self._library = library
        self._k = k
        self._filter = filter

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, self._k, self._filter)
        return [NodeWithScore(node=self._node(hit), score=hit.score) for hit in hits]

    def _node(self, hit: Hit) -> TextNode:
        """`start_char_idx` and `end_char_idx` count characters of the canonical text, `raw` those of the file."""
        span = hit.passage.span
        document, place = self._library.document(span.doc_id), self._library.locate(span)
        number = document.meta.doc_number
        metadata = {
            "title": document.title,
            "source": document.source,
            "doc_number": number.text if number else "",
            "heading": list(hit.passage.heading),
            "page": place.page,
            "line": place.line,
            "raw": [list(piece) for piece in place.raw],
        }
        return TextNode(
            id_=str(span),
            text=self._library.quote(span),
            start_char_idx=span.start,
            end_char_idx=span.end,
            metadata=metadata,
            # A model or an encoder has no use for offsets.
            excluded_llm_metadata_keys=["page", "line", "raw"],
            excluded_embed_metadata_keys=["page", "line", "raw"],
            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=span.doc_id)},
        )
