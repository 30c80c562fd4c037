"""Is this installation fit for work? Named checks, each with what to do when it fails."""

import os
import platform
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.endpoint import Endpoint
from assistant.packaged import packaged
from index.encoders import NONE, open_encoder
from index.errors import EncoderError, ExpectedError
from index.library import Library
from index.results import Counts

_PYTHON = (3, 11)
_SQLITE = (3, 35)


@dataclass(frozen=True, slots=True)
class Check:
    """`message` says how things stand, and when `ok` is false what to do next."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True, slots=True)
class Health:
    """`counts` and `generation` are None when the library cannot be opened; `model` when none is used.

    `encoder` is the name of what makes vectors of `dim` dimensions, `none` when only words are searched.
    """

    python: str
    sqlite: str
    folder: Path
    counts: Counts | None
    generation: int | None
    checks: tuple[Check, ...]
    model: Endpoint | None = None
    encoder: str = NONE
    dim: int = 0

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)


def examine(folder: Path, model: Endpoint | None = None, encoder: str = NONE) -> Health:
    """The state of the program, of the library in a folder, and what answers. Changes nothing, and asks no network."""
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    checks = [
        _at_least("Python", python, sys.version_info[:2], _PYTHON),
        _at_least("SQLite", sqlite, sqlite3.sqlite_version_info[:2], _SQLITE),
        _data(),
        _writable(folder),
        _generator(model),
    ]
    counts, generation = None, None
    name, dim = NONE, 0
    try:
        if loaded := open_encoder(encoder):
            name, dim = loaded.name, loaded.dim
        with Library.open(folder, read_only=True, encoder=loaded) as library:
            library.search("政策", 1)
            counts, generation = library.counts, library.generation
            checks.append(_vectors(name, dim, counts, library.encoded))
    except EncoderError as error:
        checks.append(Check("向量检索", False, str(error)))
    except ExpectedError as error:
        checks.append(Check("资料库", False, str(error)))
    else:
        checks.append(Check("资料库", True, f"{folder}：{counts.documents} 份文献，{counts.passages} 段"))
    return Health(python, sqlite, folder, counts, generation, tuple(checks), model, name, dim)


def _at_least(name: str, version: str, have: tuple[int, ...], need: tuple[int, ...]) -> Check:
    advice = f"，需要 {'.'.join(map(str, need))} 或更高版本，请升级 Python"
    return Check(name, have >= need, version if have >= need else version + advice)


def _data() -> Check:
    whole = packaged("seeds").is_dir()
    return Check("随附数据", whole, "示例文献齐全" if whole else "缺少随附的示例文献，请重新安装")


def _generator(model: Endpoint | None) -> Check:
    """What writes the answers. That a model is set, and where, is no fault whatever it is."""
    if model is None:
        return Check("回答方式", True, "不用模型，直接摘录原文")
    key = "已设密钥" if model.key else "未设密钥"
    return Check("回答方式", True, f"模型 {model.model}，问题和检索到的原文将发送至 {model}，{key}")


def _vectors(name: str, dim: int, counts: Counts, whole: bool) -> Check:
    """Keywords are searched in any case, so vectors that are missing are no fault; what to do about them is said."""
    if name == NONE:
        return Check("向量检索", True, "未用向量模型，只用词项检索")
    state = f"{name}，{dim} 维，{counts.vectors}/{counts.passages} 段有向量"
    advice = "；未齐或来自另一个模型，暂只用词项检索，请运行 yanju index rebuild 补齐"
    return Check("向量检索", True, state if whole or not counts.passages else state + advice)


def _writable(folder: Path) -> Check:
    """Whether a change could be written to the folder, or the folder made."""
    nearest = next(path for path in (folder, *folder.parents) if os.path.exists(path))
    ok = nearest.is_dir() and os.access(nearest, os.W_OK)
    advice = f"{nearest} 不能写入，只能查询；要添加文献，请检查权限或用 --library 换一个文件夹"
    return Check("写入权限", ok, "资料库文件夹可以写入" if ok else advice)
