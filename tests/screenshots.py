"""python -m tests.screenshots LIBRARY FOLDER [all]: pictures of the page, light and dark.

Of 问答 and 起草 for README; with `all` of every tab, also on a narrow window and at 125 %, for looking at.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from assistant.extractive import Extractive
from index.library import Library
from tests.browser import ask, chromium, draft, served

QUESTIONS = ("链长制指的是什么？", "江苏全省安排了几位省领导担任产业链链长？")
REQUEST = "请围绕广东省产业链内中小企业融资难问题起草一份提案线索"
COLOURS = 128
"""Enough for a page of text, and it makes a picture a quarter as large."""


def main(arguments: Sequence[str]) -> int:
    library, folder = map(Path, arguments[:2])
    whole = list(arguments[2:]) == ["all"]
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as profile,
        Library.open(library) as opened,
        served(opened, Extractive()) as url,
        chromium(Path(profile)) as context,
    ):
        page = context.new_page()
        for size, (width, height) in SIZES.items() if whole else [("", SIZES[""])]:
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.goto(url)
                for name, show in SHOWN.items() if whole else list(SHOWN.items())[:2]:
                    show(page)
                    take(page, folder / f"{name}-{scheme}{size}.png")
    return 0


def show_answer(page):
    for question in QUESTIONS:
        ask(page, question)
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").wait_for()


def show_draft(page):
    draft(page, REQUEST)
    mark = page.locator("#draft-body .highlighted .text").nth(3)
    mark.click()
    page.locator("#draft-source h4").filter(has_text=mark.inner_text()).wait_for()


def show_library(page):
    page.get_by_role("tab", name="资料库").click()
    page.locator("#library-table [role=gridcell]").nth(1).click()
    page.locator("#remove").wait_for()


def show_settings(page):
    page.get_by_role("tab", name="设置与自检").click()
    page.locator("#health li").first.wait_for()


def take(page, path):
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


SIZES = {"": (1280, 860), "-narrow": (420, 860), "-125": (1024, 688)}
SHOWN = {"ask": show_answer, "draft": show_draft, "library": show_library, "settings": show_settings}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
