"""Nearest vectors by inner product, on FAISS: one file, written whole and read back.

Vectors are kept in 8 bits a dimension. Where there are many, a search reads the upper four of the eight first,
which FAISS does for 32 vectors at once (IndexPQFastScan), and all eight only of those that look nearest so.
"""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from index.encode import Vectors
from index.errors import EncoderError, StoreError

if TYPE_CHECKING:
    import faiss

MANY = 10_000
"""From here on there is a first pass: fewer are read in whole within half a millisecond."""
_WIDER = 4
"""How many times as many the first pass hands on. On 100 thousand passages the hundred nearest are the same with two."""
_MARGIN = 12


def build(path: Path, keys: NDArray[np.int64], vectors: Vectors) -> None:
    """Write an index of unit vectors [n, dim] under their keys; the same input gives the same file."""
    import faiss

    count, dim = vectors.shape
    codes = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    index = faiss.IndexIDMap(codes)
    if count:
        # Searching (below) leaves this thread with one.
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        index.train(vectors)
        index.add_with_ids(vectors, keys)
    faiss.write_index(index, str(path))


class Dense:
    """An index file, read into memory. FAISS believes whatever it reads: check the file's hash first.

    With `many` vectors or more there is a first pass.
    """

    def __init__(self, index: "faiss.IndexIDMap", many: int = MANY) -> None:
        import faiss

        self._index = index
        self._keys = faiss.vector_to_array(index.id_map)
        codes = cast("faiss.IndexScalarQuantizer", faiss.downcast_index(index.index))
        self._quick = _quick(codes) if len(self._keys) >= many else None

    @classmethod
    def open(cls, path: Path, *, many: int = MANY) -> "Dense":
        """StoreError when the file is no index."""
        import faiss

        try:
            return cls(cast("faiss.IndexIDMap", faiss.read_index(str(path))), many)
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

        Nothing is near a vector of zeros. EncoderError for a vector of another dimension.
        """
        if vector.shape != (self.dim,):
            raise EncoderError(
                f"查询向量为 {vector.size} 维，索引为 {self.dim} 维：向量模型已更换。请运行 yanju index rebuild 重新编码。"
            )
        if k < 1 or not self.count or not vector.any() or (allowed is not None and not allowed):
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
        question = vector.reshape(1, -1)
        if allowed is not None:
            chosen = faiss.IDSelectorBatch(np.fromiter(allowed, np.int64, len(allowed)))
            # (FAISS's stubs do not know this argument; set as an attribute it would not keep the selector alive.)
            only = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
            scores, keys = self._index.search(question, k, params=only)
        elif self._quick is not None:
            wider = faiss.IndexRefineSearchParameters(k_factor=_WIDER)  # type: ignore[call-arg]
            scores, places = self._quick.search(question, k, params=wider)
            keys = np.where(places >= 0, self._keys[places], -1)
        else:
            scores, keys = self._index.search(question, k)
        return [(int(key), float(score)) for key, score in zip(keys[0], scores[0], strict=True) if key >= 0]


def _quick(codes: "faiss.IndexScalarQuantizer") -> "faiss.IndexRefine":
    """The same vectors read by their upper halves first; the scores are those of the whole."""
    import faiss

    low, width = faiss.vector_to_array(codes.sq.trained).reshape(2, codes.d, 1)
    upper = faiss.vector_to_array(codes.codes).reshape(-1, codes.d) >> 4
    if codes.d % 2:
        upper = np.pad(upper, ((0, 0), (0, 1)))
    halves = faiss.IndexPQ(codes.d, codes.d, 4, faiss.METRIC_INNER_PRODUCT)
    # Of the sixteen codes that share an upper half, the middle.
    values = low + width * (np.arange(16, dtype=np.float32) * 16 + 8) / 255
    faiss.copy_array_to_vector(values.ravel(), halves.pq.centroids)
    faiss.copy_array_to_vector((upper[:, ::2] | upper[:, 1::2] << 4).ravel(), halves.codes)
    halves.ntotal, halves.is_trained = codes.ntotal, True
    # FAISS's stubs know another constructor only.
    return faiss.IndexRefine(faiss.IndexPQFastScan(halves), codes)  # type: ignore[arg-type]
