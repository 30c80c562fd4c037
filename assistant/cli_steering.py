"""The options of `yanju draft` that say what to use, leave out, ask and tell otherwise, and the Steering that they make."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.errors import RequestError
from index.types import Span

if TYPE_CHECKING:
    from assistant.steering import Steering

F = TypeVar("F", bound=Callable[..., Any])

_MANY: dict[str, tuple[str, str]] = {
    "--keep": ("编号", "一定要写进去的事实：其出处的编号（--json 里的 id，同 yanju show）；可写几次"),
    "--drop": ("编号", "不要用的事实：其出处的编号；可写几次"),
    "--point": ("问题点", "自拟的一条问题点，排在最前；可写几次"),
    "--again": ("段", "换一批材料重写事由的这一段，其余不动；可写几次"),
}
_ONCE: dict[str, tuple[str, str]] = {
    "--items": ("条数", "问题点的条数，3 到 5"),
    "--order": ("序号", "问题点的次序，如 3,1,2"),
}


def steering_options(command: F) -> F:
    """Add the options; `wished` reads what was given."""
    command = click.option(
        "--edit",
        nargs=2,
        multiple=True,
        metavar="原句 改句",
        help="改一句话并重新核对；可写几次",
        expose_value=False,
        callback=_remember,
    )(command)
    for options, multiple in ((_ONCE, False), (_MANY, True)):
        for name, (metavar, words) in reversed(options.items()):
            command = click.option(
                name,
                metavar=metavar,
                help=words,
                multiple=multiple,
                expose_value=False,
                callback=_remember,
            )(command)
    return command


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    ctx.meta[f"steering.{param.name}"] = value


def wished(ctx: click.Context) -> "Steering":
    """The Steering. RequestError for what is no number or no place."""
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant.steering import Edit, Steering

    given = {name: ctx.meta[f"steering.{name[2:]}"] for name in (*_ONCE, *_MANY, "--edit")}

    def places(name: str) -> tuple[Span, ...]:
        try:
            return tuple(map(Span.parse, given[name]))
        except ValueError as error:
            raise RequestError(f"看不懂 {name} 的编号。请用草稿里 yanju show 后面的编号。") from error

    if len(items := _numbers(given["--items"] or "")) > 1:
        raise RequestError(f"问题点的条数只写一个数，现为“{given['--items']}”。请写成 3。")
    return Steering(
        keep=places("--keep"),
        drop=places("--drop"),
        asked=tuple(given["--point"]),
        items=sum(items),
        order=_numbers(given["--order"] or ""),
        again=tuple(n for words in given["--again"] for n in _numbers(words)),
        edits=tuple(Edit(was, now) for was, now in given["--edit"]),
    )


def _numbers(words: str) -> tuple[int, ...]:
    parts = [part.strip() for part in words.replace("，", ",").split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise RequestError(f"“{words}”不是数字。请写成 3 或 3,1,2。")
    return tuple(map(int, parts))
