"""A real Chromium for tests of the page, and the page for it to open."""

import asyncio
import json
import os
import shutil
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.web import start
from index.encoders import NONE

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PATIENCE = 60_000
"""Milliseconds that anything may take: the machine may be busy with other work."""


def executable():
    """Where Chromium is. Without one a test is skipped, but fails where nothing may be left out."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("页面的测试需要 Chromium：请安装 chromium 后重试。")
    return found


@contextmanager
def chromium(folder):
    """A headless Chromium with a profile of its own, that writes down all its dealings with the network.

    `reached(folder)` tells of them when it has closed.
    """
    path = executable()
    # Not at the top, so that without a browser the tests are skipped and not broken.
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=path,
            args=[
                f"--log-net-log={folder / 'network.json'}",
                "--no-sandbox",
                # Chromium asks its maker about the fields of every page, in that page's name.
                "--disable-features=AutofillServerCommunication",
            ],
            # With it Chromium would leave out the look-ups that a page hints at, unlike everybody's Chromium.
            ignore_default_args=["--disable-background-networking"],
            locale="en-US",
            viewport={"width": 1360, "height": 900},
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield context
        finally:
            context.close()


@contextmanager
def alone(folder):
    """A Chromium as above, that in the end has reached nothing beyond loopback."""
    with chromium(folder) as context:
        yield context
    assert reached(folder) == set()


@contextmanager
def opened(browser, url):
    """A new page at an address; in the end nothing may have gone wrong in its console."""
    page = browser.new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    visit(page, url)
    yield page
    page.close()
    assert wrong == []


def visit(page, url):
    """Go to an address of the page, and wait until it is live."""
    page.goto(url)
    live(page)


def live(page):
    """Wait until the page has every part in its place and the first answer of its server: before, a click may go nowhere."""
    page.locator("html[data-live]").wait_for(state="attached")


def reached(folder):
    """The hosts beyond loopback that a page of ours had the browser look up, connect to or ask for anything.

    What Chromium asks of its maker on its own is not ours: it carries another site's key or none.
    """
    written = json.loads((Path(folder) / "network.json").read_text(encoding="utf-8"))
    found = set()
    for event in written["events"]:
        params = event.get("params", {})
        causes = (
            params.get(k, "") for k in ("initiator", "network_isolation_key", "network_anonymization_key")
        )
        target = params.get("url") or params.get("host") or ""
        if target and any("//127.0.0.1" in cause for cause in causes):
            found.add(urlsplit(target if "://" in target else f"//{target}").hostname)
    return found - LOOPBACK - {None}


@contextmanager
def served(library, generator, **walls):
    """The address of the page over a library without vectors, built and served by a thread of this process."""
    begun = Future()

    async def serve():
        # It takes seconds to import, and makes event loops that nobody closes where none runs.
        from assistant.web.app import application
        from assistant.web.settings_tab import Setup

        setup = Setup(library.folder, encoder=NONE)
        server = start.server(application(library, generator, setup=setup, **walls))
        begun.set_result(server)
        await server.serve(sockets=[listening])

    quiet = {}
    start.keep_quiet(quiet)
    with (
        pytest.MonkeyPatch.context() as patch,
        start.listen("127.0.0.1", 0) as listening,
        ThreadPoolExecutor(1) as pool,
    ):
        for name, value in quiet.items():
            patch.setenv(name, value)
        ended = pool.submit(asyncio.run, serve())
        wait((begun, ended), return_when=FIRST_COMPLETED)
        if ended.done():
            ended.result()
        try:
            yield start.address(listening)
        finally:
            begun.result().should_exit = True
            ended.result(30)


def open_tab(page, name):
    """Go to the tab of that name, and wait until it is the chosen one; on a narrow window it may be under 更多."""
    page.get_by_role("tab").first.wait_for()
    tab = page.get_by_role("tab", name=name, exact=True)
    if tab.count() == 0:
        page.get_by_role("button", name="更多").click()
        tab = page.locator(f".overflow-dropdown button:text-is('{name}')")
    tab.click()
    page.locator(f"[role=tab][aria-selected=true]:text-is('{name}')").wait_for()


def ask(page, question):
    """Ask, and wait until the answer is whole. The question and what stands for its answer appear together."""
    before = page.locator("#chat .user").count()
    page.locator("#question textarea").fill(question)
    page.locator("button#ask").click()
    page.locator("#chat .user").nth(before).wait_for()
    page.locator("#chat .bot").filter(has_text="正在查阅资料").wait_for(state="detached")
    page.locator("button#ask:enabled").wait_for()


def draft(page, request):
    """Draft, and wait until the draft is whole, which its marks come with. The marks before it must be gone first."""
    open_tab(page, "起草")
    marks = page.locator("#draft-body .highlighted .text")
    again = marks.count() > 0
    page.locator("#request textarea").fill(request)
    page.locator("button#draft-button").click()
    # A first draft that is there at once may never be seen to be waited for.
    if again:
        page.locator("button#draft-button:disabled").wait_for(state="attached")
    marks.first.wait_for()
    page.locator("button#draft-button:enabled").wait_for()


def audit(page, text=None):
    """Check a text, or what stands there already, and wait until the table is whole."""
    if text is not None:
        page.locator("#manuscript textarea").fill(text)
    page.locator("button#audit").click()
    page.locator("#audit-table [role=gridcell]").first.wait_for()
    page.locator("button#audit:enabled").wait_for()


def compare(page, question):
    """Compare, and wait until the table is whole."""
    page.locator("#compare-question textarea").fill(question)
    page.locator("button#compare").click()
    page.locator("#compare-table [role=gridcell]").first.wait_for()
    page.locator("button#compare:enabled").wait_for()


def saved(page, button):
    """The name and the bytes of what a button has the browser save."""
    with page.expect_download() as begun:
        page.locator(button).click()
    return begun.value.suggested_filename, begun.value.path().read_bytes()


def press(page, cell, panel):
    """Press a cell of a table until its source stands in the panel.

    A table that has just come may be drawn once more under the hand, and then the press goes nowhere.
    """
    # As above.
    from playwright.sync_api import TimeoutError as TooLate

    for _ in range(PATIENCE // 3_000):
        cell.click()
        try:
            return page.locator(f"{panel} h4").first.wait_for(timeout=3_000)
        except TooLate:
            continue
    raise AssertionError(f"{panel} 里没有出现原文")
