"""LlamaIndex's stack over a folder of text files: its reader, splitter and retrievers, each as it comes.

Its BM25 cuts words at spaces, which Chinese has none of; so it is also given the words, put between
spaces, of passages (with what it adds to them: the path) and questions. Its vectors are those of the
encoder it is given. Importing this module costs what importing LlamaIndex costs.
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rjieba
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import BaseNode, MetadataMode, NodeWithScore, QueryBundle
from pydantic import PrivateAttr

from evals.spans import Pieces
from index.encode import Encoder

BM25 = "llama_index.retrievers.bm25"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to search: what it finds for a question, and where what it found stands in the files."""

    ask: Callable[[str], Sequence[Any]]
    places: Callable[[Any], Pieces]


def installed() -> bool:
    """Whether LlamaIndex's BM25, which comes as a package of its own, is there."""
    try:
        importlib.import_module(BM25)
    except ModuleNotFoundError:
        return False
    return True


class Stack:
    """The texts of a folder, read and split by LlamaIndex; every way brings the k best passages."""

    def __init__(self, folder: Path, encoder: Encoder, k: int) -> None:
        documents = SimpleDirectoryReader(str(folder), required_exts=[".txt"]).load_data()
        self.nodes: Sequence[BaseNode] = SentenceSplitter().get_nodes_from_documents(documents)
        self._encoder = encoder
        self._k = k

    def bm25(self) -> BaseRetriever:
        return _bm25(nodes=self.nodes, similarity_top_k=self._k)

    def words(self) -> BaseRetriever:
        cut = {"skip_stemming": True, "language": [], "token_pattern": r"\S+"}
        return _Worded(_bm25(nodes=list(map(_worded, self.nodes)), similarity_top_k=self._k, **cut))

    def vectors(self) -> BaseRetriever:
        index = VectorStoreIndex(list(self.nodes), embed_model=_Embedding(self._encoder))
        return index.as_retriever(similarity_top_k=self._k)

    def both(self, *retrievers: BaseRetriever) -> BaseRetriever:
        """Its reciprocal rank fusion, without a model that would write more questions."""
        return QueryFusionRetriever(
            list(retrievers),
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=self._k,
            num_queries=1,
            use_async=False,
        )


def way(retriever: BaseRetriever) -> Way:
    return Way(retriever.retrieve, _places)


def _places(found: NodeWithScore) -> Pieces:
    """Where LlamaIndex says that a passage stands."""
    node: Any = found.node
    return ((node.metadata["file_name"], ((node.start_char_idx or 0, node.end_char_idx or 0),)),)


def _bm25(**how: object) -> BaseRetriever:
    made: BaseRetriever = importlib.import_module(BM25).BM25Retriever(**how)
    return made


def _worded(node: BaseNode) -> BaseNode:
    text = _cut(node.get_content(metadata_mode=MetadataMode.EMBED))
    return node.model_copy(update={"text": text, "excluded_embed_metadata_keys": list(node.metadata)})


def _cut(text: str) -> str:
    return " ".join(rjieba.cut_for_search(text))


class _Worded(BaseRetriever):
    """A retriever whose questions are cut into words first."""

    def __init__(self, inner: BaseRetriever) -> None:
        super().__init__()
        self._inner = inner

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return self._inner.retrieve(_cut(query_bundle.query_str))


class _Embedding(BaseEmbedding):
    """Our encoder as LlamaIndex wants one."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.name)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._encoder.encode_queries([query])[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._encoder.encode_passages(texts).tolist()
        return vectors
