"""Nearest vectors by inner product, on FAISS: one file, written whole and read back.

Vectors are kept in 8 bits a dimension; above 200 thousand they are put in inverted lists, of which
a search looks through some (HNSW would be faster and can forget nothing).
"""

import os
from collections.abc import Collection
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encode import Vectors
from index.errors import EncoderError, StoreError

if TYPE_CHECKING:
    import faiss

FLAT_UP_TO = 200_000
_PROBED_SHARE = 12
_MARGIN = 12


def build(path: Path, keys: NDArray[np.int64], vectors: Vectors, *, flat_up_to: int = FLAT_UP_TO) -> None:
    """Write an index of unit vectors [n, dim] under their keys; the same input gives the same file."""
    import faiss

    count, dim = vectors.shape
    metric, bits = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit
    index: faiss.Index
    if count > flat_up_to:
        lists = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dim), dim, isqrt(count), bits, metric)
        # As good as 256, and training takes seconds for a million vectors.
        lists.cp.max_points_per_centroid = 64
        index = lists
    else:
        index = faiss.IndexIDMap(faiss.IndexScalarQuantizer(dim, bits, metric))
    if count:
        # Searching (below) leaves this thread with one.
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        index.train(vectors)
        index.add_with_ids(vectors, keys)
    faiss.write_index(index, str(path))


class Dense:
    """An index file, read into memory. FAISS believes whatever it reads: check the file's hash first."""

    def __init__(self, index: "faiss.Index") -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> "Dense":
        """StoreError when the file is no index."""
        import faiss

        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise StoreError(f"向量索引无法读取：{path}。请运行 yanju index rebuild 重建索引。") from error

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        return int(self._index.d)

    def search(
        self, vector: Vectors, k: int, allowed: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k nearest (key, inner product), best first, equal ones by key; only among `allowed` keys, if given.

        EncoderError for a vector of another dimension.
        """
        if vector.shape != (self.dim,):
            raise EncoderError(
                f"查询向量为 {vector.size} 维，索引为 {self.dim} 维：向量模型已更换。请运行 yanju index rebuild 重新编码。"
            )
        if k < 1 or not self.count or (allowed is not None and not allowed):
            return []
        limit = k + _MARGIN
        found = self._nearest(vector, limit, allowed)
        # All that tie with the k-th must be seen, or which of them is shown would be chance.
        while len(found) == limit and found[-1][1] == found[k - 1][1]:
            limit *= 4
            found = self._nearest(vector, limit, allowed)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def _nearest(self, vector: Vectors, k: int, allowed: Collection[int] | None) -> list[tuple[int, float]]:
        import faiss

        # One question is work for one core: threads that wait for each other on a busy machine take ten times as long.
        faiss.omp_set_num_threads(1)
        scores, keys = self._index.search(vector.reshape(1, -1), k, params=self._parameters(allowed))
        return [(int(key), float(score)) for key, score in zip(keys[0], scores[0], strict=True) if key >= 0]

    def _parameters(self, allowed: Collection[int] | None) -> "faiss.SearchParameters":
        import faiss

        chosen = None
        if allowed is not None:
            chosen = faiss.IDSelectorBatch(np.fromiter(allowed, np.int64, len(allowed)))
        lists = getattr(self._index, "nlist", 0)
        if not lists:
            return faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
        # What is allowed may stand in any list. (FAISS's stubs do not know these arguments; set as attributes
        # they would not keep the selector alive.)
        probed = max(lists // _PROBED_SHARE, 16) if chosen is None else lists
        return faiss.SearchParametersIVF(sel=chosen, nprobe=probed)  # type: ignore[call-arg]
