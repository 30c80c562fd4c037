"""Door: `yanju serve`, which opens the page for the browser of this machine."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assistant import generators
from assistant.cli_chinese import Command
from assistant.cli_library import opened, settings
from assistant.cli_output import say
from assistant.packaged import packaged
from assistant.web import start
from index.encoders import open_encoder
from index.library import Library


@click.command(
    cls=Command,
    help="在本机打开网页：提问、起草、核对、对照，点开每句话的原文",
    epilog="用 --demo 打开随程序附带的五份文献，先看看怎么用；它只读，与自己的资料库无关。",
)
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=7860, help="端口，默认 7860")
@click.option("--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认只限本机")
@click.option("--demo", is_flag=True, help="打开演示资料库，只读")
@click.pass_context
def serve(ctx: click.Context, port: int, host: str, demo: bool) -> int:
    start.refuse_unsafe(host, os.environ)
    start.keep_quiet(os.environ)
    chosen = settings(ctx)
    endpoint = generators.endpoint(chosen, os.environ)
    generator = generators.chosen(chosen, os.environ, say)
    with (
        start.listen(host, port) as listening,
        demonstration(chosen.encoder) if demo else opened(ctx) as library,
    ):
        with start.undisturbed():
            # Seconds to import, and no other command needs them.
            from assistant.web.app import application

            app = application(library, generator, sent_to=str(endpoint or ""))
        who = "只有本机能打开" if host in start.LOCAL else "本网络内知道密码的人都能打开"
        say(f"网页已打开：{start.address(listening)}（{who}；按 Ctrl+C 停止）")
        start.run(app, listening)
    say("网页已关闭。")
    return 0


@contextmanager
def demonstration(encoder: str) -> Iterator[Library]:
    """A library of the packaged seeds, to be read only; it is gone when the block ends."""
    vectors = open_encoder(encoder)
    with tempfile.TemporaryDirectory(prefix="yanju-demo-") as folder:
        place = Path(folder)
        with Library.open(place, create=True, encoder=vectors) as built:
            built.add_folder(packaged("seeds"))
        with Library.open(place, read_only=True, encoder=vectors) as library:
            yield library
