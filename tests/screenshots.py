"""python -m tests.screenshots LIBRARY FOLDER: pictures of both tabs, light and dark, for README and for looking at."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from assistant.extractive import Extractive
from index.library import Library
from tests.browser import chromium, served

QUESTIONS = ("链长制指的是什么？", "江苏全省安排了几位省领导担任产业链链长？")
REQUEST = "请围绕广东省产业链内中小企业融资难问题起草一份提案线索"
COLOURS = 128
"""Enough for a page of text, and it makes a picture a quarter as large."""


def main(arguments: Sequence[str]) -> int:
    library, folder = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as profile,
        Library.open(library) as opened,
        served(opened, Extractive()) as url,
        chromium(Path(profile)) as context,
    ):
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 860})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(url)
            ask(page)
            take(page, folder / f"ask-{scheme}.png")
            draft(page)
            take(page, folder / f"draft-{scheme}.png")
    return 0


def ask(page):
    for question in QUESTIONS:
        page.locator("#question textarea").fill(question)
        page.locator("button#ask").click()
        page.locator("#chat .user").filter(has_text=question).wait_for()
        page.locator("button#ask:enabled").wait_for()
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").wait_for()


def draft(page):
    page.get_by_role("tab", name="起草").click()
    page.locator("#request textarea").fill(REQUEST)
    page.locator("#draft-button").click()
    mark = page.locator("#draft-body .highlighted .text").nth(3)
    mark.click()
    page.locator("#draft-source h4").filter(has_text=mark.inner_text()).wait_for()


def take(page, path):
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
