"""A real Chromium for tests of the page, and the page for it to open."""

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from assistant.web import start

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


def executable():
    """Where Chromium is. Without one a test is skipped, but fails where nothing may be left out."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("页面的测试需要 Chromium：请安装 chromium 后重试。")
    return found


@contextmanager
def chromium(log):
    """A headless Chromium that writes down all its dealings with the network; `log` is complete when it has closed."""
    path = executable()
    # Not at the top, so that without a browser the tests are skipped and not broken.
    from playwright.sync_api import sync_playwright

    arguments = [f"--log-net-log={log}", "--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def served(app):
    """The address of an application that a thread of this process serves."""
    with start.listen("127.0.0.1", 0) as listening:
        server = start.server(app)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield start.address(listening)
        finally:
            server.should_exit = True
            thread.join(30)


def hosts(log):
    """Every host that the browser asked for something, looked up or connected to: beyond loopback there should be none."""
    written = json.loads(Path(log).read_text(encoding="utf-8"))
    found = set()
    for event in written["events"]:
        params = event.get("params", {})
        for name in ("url", "host"):
            value = params.get(name)
            if isinstance(value, str) and value:
                found.add(urlsplit(value if "://" in value else f"//{value}").hostname)
    return {host for host in found if host and host not in LOOPBACK}
