"""The encoder that comes with the program: a matrix of token vectors, summed a text. No torch, no network.

Its folder is in Sentence Transformers' own format (StaticEmbedding), so that `SentenceTransformer(folder)`
gives the same vectors but for their length and the rounding of half precision. Trained by `python -m evals.train encoder`; data,
licences and figures are in its README.md.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encode import Progress, Vectors, unit
from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

EMBEDDED = Path(__file__).resolve().parent / "encoder"
WEIGHTS, TOKENIZER, MATRIX = "model.safetensors", "tokenizer.json", "embedding.weight"
_CHUNK = 1024


class StaticEncoder:
    """The embedded encoder, or another static one from a folder. EncoderError when it cannot be read."""

    def __init__(self, folder: Path = EMBEDDED) -> None:
        self._tokens = _tokenizer(folder / TOKENIZER)
        self._matrix = _matrix(folder / WEIGHTS)
        if self._tokens.get_vocab_size() > len(self._matrix):
            raise _failed(folder, "词表比向量矩阵长")
        self.name = "embedded" if folder == EMBEDDED else folder.resolve().name
        self.dim = int(self._matrix.shape[1])
        self.fingerprint = _fingerprint(folder)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        made = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _CHUNK):
            chunk = list(texts[start : start + _CHUNK])
            for row, encoding in enumerate(
                self._tokens.encode_batch_fast(chunk, add_special_tokens=False), start
            ):
                if ids := encoding.ids:
                    np.add.reduce(self._matrix.take(ids, axis=0), axis=0, out=made[row])
            if progress:
                progress(min(start + _CHUNK, len(texts)), len(texts))
        return unit(made)


def _tokenizer(path: Path) -> "Tokenizer":
    # Only who encodes need wait for the import.
    from tokenizers import Tokenizer

    if not path.is_file():
        raise _failed(path.parent, f"缺少 {path.name}")
    try:
        return Tokenizer.from_file(str(path))
    # The library raises this very class, and no narrower one, for a file that it cannot read.
    except Exception as error:
        raise _failed(path.parent, f"{path.name} 无法读取") from error


def _matrix(path: Path) -> NDArray[np.float32]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        matrix: NDArray[np.float32] = load_file(path)[MATRIX].astype(np.float32)
    except (OSError, KeyError, SafetensorError) as error:
        raise _failed(path.parent, f"{path.name} 缺少或无法读取") from error
    return matrix


def _fingerprint(folder: Path) -> str:
    """Of the two files that decide the vectors: nothing else does."""
    total = hashlib.sha256()
    for name in (TOKENIZER, WEIGHTS):
        total.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()[:16]


def _failed(folder: Path, cause: str) -> EncoderError:
    return EncoderError(
        f'无法加载随附的向量模型 {folder}：{cause}。请重新安装言据，或在设置中写 encoder = "none"，仅用词项检索。'
    )
