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
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evals.bench.crowd import crowds
from index.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Page

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

_FIRST_SAID = """() => new Promise(shown => {
  const said = () => document.querySelectorAll("#chat .bot :is(mark, strong)").length;
  const before = said(), begun = performance.now();
  new MutationObserver((_, watch) => {
    if (said() > before) { watch.disconnect(); shown(performance.now() - begun); }
  }).observe(document.querySelector("#chat"), {childList: true, subtree: true});
  document.querySelector("button#ask").click();
})"""
"""Click, and say after how many milliseconds the first sentence with its mark, or a refusal, stands on the page."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What several starts met with: seconds until the first page, and of the questions asked on each, the first apart;
    how the last ended a huge request, and its megabytes; what is told of a crowd, and whether its limits were kept."""

    firsts: list[float]
    cold: list[float]
    warm: list[float]
    refusal: "Refusal"
    memory: float
    told: list[str]
    stood: bool


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
    parser.add_argument("--question", action="append")
    options, unknown = parser.parse_known_args(arguments)
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if options.library is None or unknown or browser is None or options.rounds < 3 or options.starts < 1:
        sys.stderr.write(
            "请用 --library 指明建好的资料库，可用 --rounds 写明提问次数（至少 3）、--starts 写明启动次数、"
            "--question 写明问题（可写几次）；还需要装有 Chromium。\n"
        )
        return 2
    questions = options.question or _QUESTIONS
    with Library.open(options.library, read_only=True) as library:
        held = library.counts
    found = _measured(options.library, browser, questions, options.rounds, options.starts)
    for line in (
        f"资料库：{held.documents} 份文献，{held.passages} 段；{len(questions)} 个问题轮流问",
        *_lines(found),
        f"不设登录而对外开放：{_open(options.library)}",
        f"机器此时的负荷：{os.getloadavg()[0]:.1f}（{os.cpu_count()} 核）",
    ):
        sys.stdout.write(line + "\n")
    quick = median(found.firsts) < _FIRST_PAGE and min(found.warm) < _FIRST_SENTENCE
    return 0 if quick and found.stood and found.refusal.status == 413 else 1


def _measured(library: Path, browser: str, questions: Sequence[str], rounds: int, starts: int) -> Measured:
    firsts, waits = [], []
    for number in range(starts):
        with _tab(browser) as tab, _served(library) as (url, process, begun):
            first, *asked = _waits(tab, url, questions, rounds, begun)
            firsts.append(first)
            waits.append(asked)
            refusal = _refusal(url, process.pid)
            memory = _resident(process.pid)
            if number == starts - 1:
                told, stood = crowds(url, questions, max(rounds // 4, 2))
    cold, warm = [asked[0] for asked in waits], [wait for asked in waits for wait in asked[1:]]
    return Measured(firsts, cold, warm, refusal, memory, told, stood)


def _lines(found: Measured) -> Iterator[str]:
    """What is to be printed of it."""
    p95, refusal = quantiles(found.warm, n=20)[-1], found.refusal
    yield f"从启动命令到首页可以提问（浏览器已经打开），{len(found.firsts)} 次：{_told(found.firsts, _FIRST_PAGE)}"
    yield f"首次提问到首句：{_told(found.cold, _FIRST_SENTENCE)}"
    yield f"之后提问到首句，{len(found.warm)} 次：{_told(found.warm, _FIRST_SENTENCE)}，p95 {p95 * 1000:.0f} 毫秒"
    yield (
        f"{_HUGE // 10**6} MB 的请求：{refusal.status}，发出 {refusal.sent:.1f} MB、{refusal.seconds * 1000:.0f} 毫秒后被拒绝，"
        f"内存增加 {refusal.memory:.1f} MB；此时共 {found.memory:.0f} MB"
    )
    yield from found.told


def _told(seconds: Sequence[float], limit: float) -> str:
    """Best and middle, in milliseconds and as a share of the limit."""
    best, middle = min(seconds), median(seconds)
    return (
        f"最快 {best * 1000:.0f} 毫秒（限值 {limit * 1000:.0f} 的 {best / limit:.0%}），"
        f"中位 {middle * 1000:.0f} 毫秒（{middle / limit:.0%}）"
    )


@contextmanager
def _tab(path: str) -> Iterator["Page"]:
    """An empty tab of a browser that has started and keeps nothing."""
    # Only this bench needs a browser.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@contextmanager
def _served(library: Path) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """The address once the page says it, the process, and when it was started."""
    begun = time.perf_counter()
    with _serve(library) as process:
        assert process.stderr is not None
        found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in process.stderr)))
        try:
            yield found[0], process, begun
        finally:
            process.terminate()


def _serve(library: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SERVE, "--library", str(library), "serve", "--port", "0", *options]
    environ = {name: value for name, value in os.environ.items() if name != PASSWORD}
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environ)


def _waits(tab: "Page", url: str, questions: Sequence[str], rounds: int, begun: float) -> Iterator[float]:
    """Seconds from `begun` until the page can be used; then those of each question."""
    tab.goto(url)
    tab.locator("html[data-live]").wait_for(state="attached")
    yield time.perf_counter() - begun
    for number in range(rounds):
        tab.locator("#question textarea").fill(questions[number % len(questions)])
        yield tab.evaluate(_FIRST_SAID) / 1000
        tab.locator("button#ask:enabled").wait_for()


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
