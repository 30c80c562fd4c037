"""Which encoder a name means: none at all, the embedded one, or a model in a folder or on the hub."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EncoderError

if TYPE_CHECKING:
    from index.encode import Encoder
    from index.static import StaticEncoder

NONE, EMBEDDED = "none", "embedded"
_STATIC = "StaticEmbedding"


def open_encoder(name: str) -> "Encoder | None":
    """None for `none`. A folder that holds nothing but a static embedding is read without torch. EncoderError."""
    if name == NONE:
        return None
    if name == EMBEDDED:
        return embedded()
    # numpy and the tokenizer are for those who have an encoder, torch for those who chose a transformer.
    if _is_static(Path(name)):
        from index.static import StaticEncoder

        return StaticEncoder(Path(name))
    from index.encode import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)


@cache
def embedded() -> "StaticEncoder":
    """The encoder that comes with the program, read once. EncoderError."""
    from index.static import StaticEncoder

    return StaticEncoder()


def _is_static(folder: Path) -> bool:
    path = folder / "modules.json"
    if not path.is_file():
        return False
    try:
        modules = json.loads(path.read_text(encoding="utf-8"))
        return [module["type"].rsplit(".", 1)[-1] for module in modules] == [_STATIC]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise EncoderError(
            f"无法加载向量模型 {folder}：modules.json 无法读取。请检查该目录是否为完整的 Sentence Transformers 模型。"
        ) from error
