"""Texts → unit vectors: what an encoder is, and any Sentence Transformers model as one."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with how many texts are done, and of how many."""

_PROBES = (
    "2020年12月，广东省人民政府办公厅印发《广东省推进新型基础设施建设三年实施方案》（粤府办〔2020〕24号）。",
    "如何推动产业链现代化？",
    "社区居家养老服务覆盖率达到95%以上。",
)
_PROBED = 12
_HUB_NAME = re.compile(r"[a-z0-9][\w.-]*(?:/[\w.-]+)?", re.ASCII | re.IGNORECASE)
_OPENED = ("modules.json", "config.json")
_WHOLE = "请检查该目录是否为完整的 Sentence Transformers 模型（含 modules.json 与 safetensors 权重）"
_CHUNKS = 16


class Encoder(Protocol):
    """Turns questions and passages into vectors whose inner product says how near they are.

    `fingerprint` changes with anything that changes the vectors: those of two fingerprints are never mixed.
    Both methods give float32 [n, dim], each row of unit length, or zero for a text it knows nothing of.
    """

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    @property
    def fingerprint(self) -> str: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors: ...


class SentenceTransformerEncoder:
    """A Sentence Transformers model from a folder, or one that the hub's client keeps under this name; none is fetched.

    The model's own prompts for queries and documents are used. Pickled weights are refused, and no code
    of the model's is run. EncoderError when it cannot be loaded.
    """

    def __init__(self, path_or_name: str | Path, device: str | None = None, batch_size: int = 64) -> None:
        self._model = _load(str(path_or_name), device)
        self._batch_size = batch_size
        self.name = Path(path_or_name).resolve().name if Path(path_or_name).exists() else str(path_or_name)
        self.dim = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = self._fingerprint()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        chunk = self._batch_size * _CHUNKS
        made = [np.zeros((0, self.dim), np.float32)]
        for start in range(0, len(texts), chunk):
            made.append(self._encode(self._model.encode_document, texts[start : start + chunk]))
            if progress:
                progress(min(start + chunk, len(texts)), len(texts))
        return np.concatenate(made)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        vectors = encode(list(texts), batch_size=self._batch_size, show_progress_bar=False)
        return unit(np.asarray(vectors, np.float32))

    def _fingerprint(self) -> str:
        """From the model's parts and settings, and from what it makes of fixed texts, prompts and all."""
        parts: list[list[object]] = [
            [type(module).__name__, getattr(module, "get_config_dict", dict)()] for module in self._model
        ]
        # The order of the largest components: unlike their digits, it is the same on every processor.
        probes = np.concatenate([self.encode_queries(_PROBES), self.encode_passages(_PROBES)])
        order = np.argsort(-np.abs(probes), axis=1, kind="stable")[:, :_PROBED].tolist()
        stated = [self.name, self.dim, parts, self._model.max_seq_length, order]
        return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()[:16]


def unit(vectors: Vectors) -> Vectors:
    """Each row at unit length; a row of zeros stays. (Torch makes it NaN where a model works in half precision.)"""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return scaled


def _load(path_or_name: str, device: str | None) -> "SentenceTransformer":
    # Nothing is fetched behind the user's back, nor the tokenizer that a model in a folder may name by a hub name.
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder = _folder(path_or_name)
    _refuse_pickles(folder)
    # Takes seconds to import, which only those who chose such an encoder should wait for.
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(folder),
            device=device,
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        cause = str(error).split("\n", 1)[0][:200]
        raise _failed(path_or_name, cause, _WHOLE) from error


def _folder(path_or_name: str) -> Path:
    """Where a model's files are: the folder itself, or what the hub's client keeps of the model of that name."""
    if (given := Path(path_or_name)).exists():
        if not any((given / file).is_file() for file in _OPENED):
            raise _failed(path_or_name, "里面没有模型", _WHOLE)
        return given
    if not _HUB_NAME.fullmatch(path_or_name):
        raise _failed(path_or_name, "没有这个目录", "请检查路径是否写对")
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    # The library looks for a bare name among its own models.
    names = (path_or_name, f"sentence-transformers/{path_or_name}")[: 1 if "/" in path_or_name else 2]
    kept = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    for name, file in product(names, _OPENED):
        with suppress(HFValidationError):
            if isinstance(found := try_to_load_from_cache(name, file, kept), str):
                return Path(found).parent
    raise _failed(
        path_or_name, "本机没有这个目录，也没有下载过叫这个名字的模型", "请填已下载的模型所在的目录"
    )


def _refuse_pickles(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in {".bin", ".pt", ".pth", ".ckpt", ".pkl"} and not any(
            path.parent.glob("*.safetensors")
        ):
            raise _failed(str(folder), f"{path.name} 是 pickle 格式", "请先把权重转换为 safetensors 格式")


def _failed(path_or_name: str, cause: str, advice: str) -> EncoderError:
    return EncoderError(
        f"无法加载向量模型 {path_or_name}：{cause}。{advice}；也可填 embedded（随程序附带）或 none（只用词项检索）。"
    )
