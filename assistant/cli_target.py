"""The options --json and -o of every command with a result: which form of it is made, and where it goes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli_output import emit, save
from assistant.errors import SettingsError

if TYPE_CHECKING:
    from assistant.word.paper import Paper

Result = str | bytes | Mapping[str, object]
Forms = Mapping[str, Callable[[], Result]]
"""What makes each form of a result, by the suffix of its file; "" are lines for people, ".json" a shape for programs."""
Command = Callable[..., int]

PAPERS = (".docx", ".md", ".html")
"""The files that a Paper can become."""
_SEALED = ".txt"
"""Lines for people in a file that can be read back, where a Paper tells what they rest on."""
_ALIASES = {".txt": "", ".htm": ".html", ".markdown": ".md"}


@dataclass(frozen=True, slots=True)
class Target:
    """In which form a result is wanted, and in which file; without a file, on standard output."""

    form: str
    file: Path | None

    @classmethod
    def of(cls, as_json: bool, file: Path | None, suffixes: tuple[str, ...]) -> "Target":
        """Of --json and -o. SettingsError for a file of a form that the result does not have."""
        suffix = file.suffix.lower() if file else ""
        form = ".json" if as_json else _ALIASES.get(suffix, suffix)
        if form not in ("", ".json", *suffixes):
            raise SettingsError(f"这个结果不能写成 {suffix} 文件，请改用这些后缀：{_known(suffixes)}。")
        return cls(form, file)

    def write(self, forms: Forms) -> None:
        """Make the form that is wanted, and no other, and put it there."""
        sealed = self.file is not None and not self.form and _SEALED in forms
        made = forms[_SEALED if sealed else self.form]()
        if isinstance(made, Mapping):
            made = json.dumps(made, ensure_ascii=False, indent=2)
        if self.file is not None:
            text = made if isinstance(made, bytes) else _lines(made).encode("utf-8", "backslashreplace")
            save(text, self.file)
        else:
            assert isinstance(made, str)
            emit(made)


def result_options(*suffixes: str) -> Callable[[Command], Command]:
    """Add the options to a command, which gets a `target`: lines, JSON, and files of these suffixes."""

    def add(command: Command) -> Command:
        @wraps(command)
        def called(*args: object, as_json: bool, output: Path | None, **kwargs: object) -> int:
            return command(*args, target=Target.of(as_json, output, suffixes), **kwargs)

        words = f"把结果写入文件，后缀决定写成什么：{_known(suffixes)}"
        file = click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=words)(
            called
        )
        return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")(file)

    return add


def of_paper(text: Callable[[], str], made: Callable[[], "Paper"]) -> Forms:
    """The forms of a result that lines for people and a Paper tell alike."""

    def written(suffix: str) -> bytes:
        # Lines and JSON need nothing of it.
        from assistant.word.files import as_file

        return as_file(made(), suffix, text)

    return {"": text, **{suffix: partial(written, suffix) for suffix in (_SEALED, *PAPERS)}}


def _lines(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _known(suffixes: tuple[str, ...]) -> str:
    return "、".join((".txt", ".json", *suffixes))
