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

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """`library` is the library's folder, `hits` how many passages a search shows, `progress` whether long work reports."""

    library: Path
    hits: int
    progress: bool


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
    known = [field.name for field in fields(Settings)]
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


def _count(value: object, origin: str) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise SettingsError(f"{origin} 应是 1 到 100 的整数，现为 {value!r}。请修改后重试。")
    return int(text)


def _switch(value: object, origin: str) -> bool:
    if (on := _SWITCH.get(str(value).strip().lower())) is None:
        raise SettingsError(f"{origin} 应是 true 或 false，现为 {value!r}。请修改后重试。")
    return on
