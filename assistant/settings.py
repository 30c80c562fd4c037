"""What a door was configured with: flags > environment YANJU_* > yanju.toml > defaults.

Only doors read this; nothing below them knows that settings exist.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from platformdirs import user_data_path

from assistant.errors import SettingsError
from index.encoders import EMBEDDED

FILE = "yanju.toml"
_SWITCH = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}

_ENVIRONMENT_ONLY = frozenset({"llm_base_url", "llm_api_key"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """`library` is the library's folder, `hits` how many passages a search shows, `progress` whether long work reports.

    `llm_base_url` and `llm_model` are empty when no model is used; `llm_deadline` (seconds) bounds one
    exchange with it. Its key is no setting: it stays in the environment. `encoder` is `embedded`, `none`,
    or a Sentence Transformers model by folder or name.
    """

    library: Path
    hits: int
    progress: bool
    llm_base_url: str = ""
    llm_model: str = ""
    llm_deadline: float = 60.0
    encoder: str = EMBEDDED


def read_settings(flags: Mapping[str, object], environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings of one run; `folder` is where yanju.toml is looked for and where relative paths start.

    SettingsError for a malformed file, an unknown name in it, or a value that cannot be used.
    """
    written = _read_file(folder / FILE)

    def choose(name: str, read: Callable[[object, str], T], default: T) -> T:
        variable = f"YANJU_{name.upper()}"
        for value, origin in (
            (flags.get(name), f"选项 --{name}"),
            (environ.get(variable) or None, f"环境变量 {variable}"),
            (written.get(name), f"{FILE} 里的 {name}"),
        ):
            if value is not None:
                return read(value, origin)
        return default

    return Settings(
        library=folder / choose("library", _folder, user_data_path("yanju", appauthor=False) / "library"),
        hits=choose("hits", _count, 8),
        progress=choose("progress", _switch, True),
        llm_base_url=choose("llm_base_url", _line, ""),
        llm_model=choose("llm_model", _line, ""),
        llm_deadline=choose("llm_deadline", _seconds, 60.0),
        encoder=choose("encoder", _line, EMBEDDED),
    )


def _read_file(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            f"读不懂配置文件 {path}：{error}。请按 TOML 格式、UTF-8 编码修改后重试。"
        ) from error
    if secret := sorted(set(written) & _ENVIRONMENT_ONLY):
        raise SettingsError(
            f"{'、'.join(secret)} 不能写在 {path} 里：材料和密钥发往哪里，不由所在文件夹里的文件决定。请改用环境变量 {'、'.join(f'YANJU_{name.upper()}' for name in secret)}。"
        )
    known = [field.name for field in fields(Settings) if field.name not in _ENVIRONMENT_ONLY]
    if unknown := sorted(set(written) - set(known)):
        raise SettingsError(
            f"配置文件 {path} 里有不认识的设置：{'、'.join(unknown)}。可用的设置：{'、'.join(known)}。请修改后重试。"
        )
    return written


def _folder(value: object, origin: str) -> Path:
    try:
        if isinstance(value, str | Path) and str(value).strip():
            return Path(value).expanduser()
    except RuntimeError as error:
        raise SettingsError(f"{origin} 里的 ~ 找不到对应的用户：{value}。请写完整路径后重试。") from error
    raise SettingsError(f"{origin} 应是一个文件夹的路径，现为 {value!r}。请修改后重试。")


def _line(value: object, origin: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{origin} 应是一行文字，现为 {value!r}。请修改后重试。")
    return value.strip()


def _seconds(value: object, origin: str) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise SettingsError(f"{origin} 应是 600 以内的秒数，现为 {value!r}。请修改后重试。")
    return seconds


def _count(value: object, origin: str) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise SettingsError(f"{origin} 应是 1 到 100 的整数，现为 {value!r}。请修改后重试。")
    return int(text)


def _switch(value: object, origin: str) -> bool:
    if (on := _SWITCH.get(str(value).strip().lower())) is None:
        raise SettingsError(f"{origin} 应是 true 或 false，现为 {value!r}。请修改后重试。")
    return on
