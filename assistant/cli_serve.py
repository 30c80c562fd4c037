"""Door: `yanju serve`, which opens the page for the browser of this machine."""

import os

import click

from assistant import generators
from assistant.cli_chinese import Command
from assistant.cli_library import opened, settings
from assistant.cli_output import say
from assistant.web import start


@click.command(cls=Command, help="在本机打开网页：提问、起草，点开每句话的原文")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=7860, help="端口，默认 7860")
@click.option("--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认只限本机")
@click.pass_context
def serve(ctx: click.Context, port: int, host: str) -> int:
    start.refuse_unsafe(host, os.environ)
    start.keep_quiet(os.environ)
    chosen = settings(ctx)
    endpoint = generators.endpoint(chosen, os.environ)
    generator = generators.chosen(chosen, os.environ, say)
    with start.listen(host, port) as listening, opened(ctx) as library:
        # Seconds to import, and no other command needs them.
        from assistant.web.app import application

        app = application(library, generator, sent_to=str(endpoint or ""))
        who = "只有本机能打开" if host in start.LOCAL else "本网络内知道密码的人都能打开"
        say(f"网页已打开：{start.address(listening)}（{who}；按 Ctrl+C 停止）")
        start.run(app, listening)
    say("网页已关闭。")
    return 0
