"""How fast is the page, and does it stand? `yanju serve` as a process of its own, a real Chromium before it.

A library must have been built. Times are what a user waits: from the start of the command until a
question can be typed, and from the click until the first sentence of an answer stands there. Each is
put beside its limit, the best beside the middle, for the machine may be busy with other work. Then many people
use it at once.
"""

import http.client
import os
import re
import select
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from evals.bench.crowd import crowds

PASSWORD = "YANJU_PASSWORD"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUESTIONS = (
    "广东省什么时候印发了培育发展战略性产业集群的意见？",
    "链长制指的是什么？",
    "各地链长由谁担任？",
)
_SERVE = "import sys; from assistant.cli import main; sys.exit(main())"
_FIRST_PAGE, _FIRST_SENTENCE = 5.0, 0.3
"""The limits, in seconds."""
_HUGE = 300_000_000
_PATIENCE = 2.0
"""Seconds in which a page that reads the declared length has answered, before any of the body is sent."""

_FIRST_MARK = """() => new Promise(shown => {
  const marks = () => document.querySelectorAll("#chat mark").length, before = marks(), begun = performance.now();
  new MutationObserver((_, watch) => {
    if (marks() > before) { watch.disconnect(); shown(performance.now() - begun); }
  }).observe(document.querySelector("#chat"), {childList: true, subtree: true});
  document.querySelector("button#ask").click();
})"""
"""Click, and say after how many milliseconds the first sentence with its mark stands on the page."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a request with a huge body ended: status, megabytes sent by then, seconds, megabytes of memory it took."""

    status: int
    sent: float
    seconds: float
    memory: float


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench page", add_help=False)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--starts", type=int, default=3)
    options, unknown = parser.parse_known_args(arguments)
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if options.library is None or unknown or browser is None or options.rounds < 3 or options.starts < 1:
        sys.stderr.write(
            "请用 --library 指明建好的资料库，可用 --rounds 写明提问次数（至少 3）、--starts 写明启动次数；还需要装有 Chromium。\n"
        )
        return 2
    firsts, waits = [], []
    for _ in range(options.starts):
        begun = time.perf_counter()
        with _served(options.library) as (url, process):
            first, *asked = _waits(url, browser, options.rounds, begun)
            firsts.append(first)
            waits.append(asked)
            refusal = _refusal(url, process.pid)
            memory = _resident(process.pid)
            if len(firsts) == options.starts:
                told, stood = crowds(url, _QUESTIONS, max(options.rounds // 4, 2))
    cold, warm = [asked[0] for asked in waits], [wait for asked in waits for wait in asked[1:]]
    p95 = quantiles(warm, n=20)[-1]
    for line in (
        f"从启动命令到首页可以提问（启动浏览器除外），{len(firsts)} 次：{_told(firsts, _FIRST_PAGE)}",
        f"首次提问到首句：{_told(cold, _FIRST_SENTENCE)}",
        f"之后提问到首句，{len(warm)} 次：{_told(warm, _FIRST_SENTENCE)}，p95 {p95 * 1000:.0f} 毫秒",
        f"{_HUGE // 10**6} MB 的请求：{refusal.status}，发出 {refusal.sent:.1f} MB、{refusal.seconds * 1000:.0f} 毫秒后被拒绝，"
        f"内存增加 {refusal.memory:.1f} MB；此时共 {memory:.0f} MB",
        *told,
        f"不设登录而对外开放：{_open(options.library)}",
        f"机器此时的负荷：{os.getloadavg()[0]:.1f}（{os.cpu_count()} 核）",
    ):
        sys.stdout.write(line + "\n")
    kept = stood and min(firsts) < _FIRST_PAGE and min(warm) < _FIRST_SENTENCE and refusal.status == 413
    return 0 if kept else 1


def _told(seconds: Sequence[float], limit: float) -> str:
    """Best and middle, in milliseconds and as a share of the limit."""
    best, middle = min(seconds), median(seconds)
    return (
        f"最快 {best * 1000:.0f} 毫秒（限值 {limit * 1000:.0f} 的 {best / limit:.0%}），"
        f"中位 {middle * 1000:.0f} 毫秒（{middle / limit:.0%}）"
    )


@contextmanager
def _served(library: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address, once the page says it."""
    with _serve(library) as process:
        assert process.stderr is not None
        found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in process.stderr)))
        try:
            yield found[0], process
        finally:
            process.terminate()


def _serve(library: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SERVE, "--library", str(library), "serve", "--port", "0", *options]
    environ = {name: value for name, value in os.environ.items() if name != PASSWORD}
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environ)


def _waits(url: str, path: str, rounds: int, begun: float) -> Iterator[float]:
    """Seconds until the page can be used since `begun`, less the browser's own start; then those of each question."""
    # Only this bench needs a browser.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        starting = time.perf_counter()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        own = time.perf_counter() - starting
        page.goto(url)
        page.locator("#question textarea").wait_for()
        yield time.perf_counter() - begun - own
        for number in range(rounds):
            page.locator("#question textarea").fill(_QUESTIONS[number % len(_QUESTIONS)])
            yield page.evaluate(_FIRST_MARK) / 1000
            page.locator("button#ask:enabled").wait_for()
        browser.close()


def _refusal(url: str, process: int) -> Refusal:
    """Announce a huge body, and send it as far as the page lets it come."""
    before, begun = _resident(process), time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.putrequest("POST", "/gradio_api/queue/join")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(_HUGE))
    connection.endheaders()
    sent, piece = 0, bytes(65_536)
    # A little patience, for what is sent into a connection that the page is closing would hide what it said.
    while sent < _HUGE and not select.select([connection.sock], [], [], _PATIENCE if not sent else 0)[0]:
        connection.sock.sendall(piece)
        sent += len(piece)
    status = connection.getresponse().status
    connection.close()
    return Refusal(status, sent / 1e6, time.perf_counter() - begun, _resident(process) - before)


def _open(library: Path) -> str:
    """What is said to a start that would let others in without a login."""
    with _serve(library, "--host", "0.0.0.0") as process:
        assert process.stderr is not None
        said = process.stderr.readline().strip()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.terminate()
            said += "（没有退出）"
    return f"退出码 {process.returncode}，{said}"


def _resident(process: int) -> float:
    """Megabytes in memory; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if status.exists() else 0.0
