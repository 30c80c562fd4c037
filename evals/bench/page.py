"""How fast is the page? `yanju serve` as a process of its own, a real Chromium before it.

A library must have been built. Times are what a user waits: from the start of the command until a
question can be typed, and from the click until the first sentence of an answer stands there.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUESTIONS = (
    "广东省什么时候印发了培育发展战略性产业集群的意见？",
    "链长制指的是什么？",
    "各地链长由谁担任？",
)
_SERVE = "import sys; from assistant.cli import main; sys.exit(main())"

_FIRST_MARK = """() => new Promise(shown => {
  const marks = () => document.querySelectorAll("#chat mark").length, before = marks(), begun = performance.now();
  new MutationObserver((_, watch) => {
    if (marks() > before) { watch.disconnect(); shown(performance.now() - begun); }
  }).observe(document.querySelector("#chat"), {childList: true, subtree: true});
  document.querySelector("button#ask").click();
})"""
"""Click, and say after how many milliseconds the first sentence with its mark stands on the page."""


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench page", add_help=False)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    options, unknown = parser.parse_known_args(arguments)
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if options.library is None or unknown or browser is None:
        sys.stderr.write(
            "请用 --library 指明建好的资料库，可用 --rounds 写明提问次数；还需要装有 Chromium。\n"
        )
        return 2
    begun = time.perf_counter()
    with _served(options.library) as (url, process):
        served = time.perf_counter() - begun
        first, *waits = _waits(url, browser, options.rounds, begun)
        memory = _resident(process.pid)
    cold, *warm = waits
    p95 = quantiles(warm, n=20)[-1]
    for line in (
        f"启动到可以连接 {served:.2f} 秒，到首页可以提问 {first:.2f} 秒（启动浏览器除外），内存 {memory:.0f} MB",
        f"首次提问到首句 {cold * 1000:.0f} 毫秒；之后 {len(warm)} 次：p50 {median(warm) * 1000:.0f}，p95 {p95 * 1000:.0f} 毫秒",
    ):
        sys.stdout.write(line + "\n")
    return 0


@contextmanager
def _served(library: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address, once the page says it."""
    command = [sys.executable, "-c", _SERVE, "--library", str(library), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in process.stderr)))
        try:
            yield found[0], process
        finally:
            process.terminate()


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


def _resident(process: int) -> float:
    """Megabytes in memory; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if status.exists() else 0.0
