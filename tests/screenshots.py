"""python -m tests.screenshots FOLDER EVERY: pictures of the page over the seeds, light and dark.

Of 问答 and 起草 into one folder, for README; of every tab, also on a narrow window and at 125 %, into the other, for
looking at.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from assistant.extractive import Extractive
from assistant.packaged import packaged
from index.library import Library
from tests.browser import ask, audit, chromium, compare, draft, open_tab, press, served, visit
from tests.documents import in_pdf

QUESTIONS = ("链长制指的是什么？", "江苏全省安排了几位省领导担任产业链链长？")
PRINTED = "市级财政安排多少万元用于远程会诊点？"
REQUEST = "请围绕广东省产业链内中小企业融资难问题起草一份提案线索"
TEXT = (
    "浙江是国内最早在全省范围推行“链长制”的省份。2021年我国有6394家企业赴166个国家和地区开展投资。\n"
    "广东省人民政府2020年5月18日印发《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号）。\n"
    "西部地区工业用地地均税收387.99万元/公顷。火星上有三座城市在试点。"
)
LEAD = (
    "事由：今年4月起珠三角部分地区实施错峰用电，佛山从5月23日起执行“开四停三”方案，不少企业担心无法如期交货。\n"
    "问题点：\n1. 如何科学分析研判，精准实施有序用电，降低对企业的不利影响"
)
PROPOSAL = (
    "关于加强老年食堂建设和推动农村公路养护的提案\n情况：甲市老年食堂少，村里有三十家。\n"
    "建议：请甲市中级人民法院改判某案。加强建设。我的孩子上学问题请解决。"
)
COMPARISON = "浙江、江西、湖南、广东链长制的出台时间、链长"
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COLOURS = 128
"""Enough for a page of text, and it makes a picture a quarter as large."""


def main(arguments: Sequence[str]) -> int:
    few, every = map(Path, arguments)
    with (
        tempfile.TemporaryDirectory() as scratch,
        Library.open(Path(scratch) / "library", create=True) as library,
        served(library, Extractive()) as url,
        chromium(Path(scratch)) as context,
    ):
        library.add_folder(packaged("seeds"))
        page = context.new_page()
        take_all(page, url, few, dict(list(SHOWN.items())[:2]), {"": SIZES[""]})
        file = in_pdf()
        path = Path(scratch) / file.name
        path.write_bytes(file.data)
        library.add(path)
        take_all(page, url, every, SHOWN, SIZES)
    return 0


def take_all(page, url, folder, shown, sizes):
    """A picture of each state of the page, light and dark, in each size."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            # A picture of a page on its way down shows parts that are not drawn yet.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            visit(page, url)
            for name, show in shown.items():
                show(page)
                take(page, folder / f"{name}-{scheme}{size}.png")


def show_answer(page):
    for question in QUESTIONS:
        ask(page, question)
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").wait_for()


def show_page(page):
    """The picture of a page of a PDF, beside an answer that rests on it."""
    open_tab(page, "问答")
    page.locator("#new").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    ask(page, PRINTED)
    page.locator("#chat mark").first.click()
    page.locator("#ask-source img").first.evaluate("image => image.decode()")
    page.locator("#ask-source").scroll_into_view_if_needed()


def show_talks(page):
    open_tab(page, "问答")
    page.locator("#talks button").first.click()
    page.locator("#talks-list label").first.wait_for()
    page.locator("#talks-delete").click()
    page.locator("#talks-yes").scroll_into_view_if_needed()


def show_draft(page):
    draft(page, REQUEST)
    mark = page.locator("#draft-body .highlighted .text").nth(3)
    mark.click()
    page.locator("#draft-source h4").filter(has_text=mark.inner_text()).wait_for()


def show_suggestions(page):
    open_tab(page, "问答")
    page.locator("#new").click()
    page.locator("#chat .example").first.wait_for()
    page.locator("#only button").first.click()
    page.locator("#only-documents input").wait_for()


def show_basis(page):
    draft(page, REQUEST)
    page.locator("#draft-basis button").first.click()
    press(page, page.locator("#draft-basis-table [role=gridcell]").nth(2), "#draft-source")
    page.locator("#draft-basis").scroll_into_view_if_needed()


def show_changes(page):
    """A sentence of the draft in other words, and what can be asked of the next draft."""
    draft(page, REQUEST)
    page.locator("#steer button").first.click()
    page.locator("#steer-drop label").first.click()
    page.locator("#edit button").first.click()
    page.locator("#edit-which input").click()
    page.get_by_role("option").first.click()
    page.locator("#edit-verdict strong").filter(has_text="有据").wait_for()
    field = page.locator("#edit-text textarea")
    field.fill(field.input_value().replace("2020年9月", "2020年8月"))
    page.locator("#edit-verdict strong").filter(has_text="与原文不符").wait_for()
    page.locator("#edit").scroll_into_view_if_needed()


def show_audit(page):
    open_tab(page, "核对")
    audit(page, TEXT)
    page.locator("#audit-table [role=gridcell]").filter(has_text="6394").first.click()
    page.locator("#audit-source h4").wait_for()


def show_similar(page):
    open_tab(page, "查重")
    page.locator("#manuscript textarea").fill(LEAD)
    page.locator("button#similar").click()
    page.locator("#similar-table [role=gridcell]").nth(3).click()
    page.locator("#similar-source h4").wait_for()


def show_review(page):
    open_tab(page, "立案预审")
    page.locator("#manuscript textarea").fill(PROPOSAL)
    page.locator("button#review").click()
    page.locator("#review-body .highlighted .text").first.click()
    page.locator("#review-hints mark").first.wait_for()


def show_comparison(page):
    open_tab(page, "对照")
    compare(page, COMPARISON)
    page.locator("#compare-table [role=gridcell]").filter(has_text="省领导任").first.click()
    page.locator("#compare-source h4").wait_for()


def show_library(page):
    open_tab(page, "资料库")
    open_tab(page, "文献")
    page.locator("#library-table [role=gridcell]").filter(has_text="国际趋势").first.click()
    page.locator("#library-values label").first.click()
    page.locator("#library-source mark").wait_for()


def show_overview(page):
    open_tab(page, "资料库")
    open_tab(page, "概览")
    page.locator("#timeline-matter input").fill("产业链链长制")
    page.locator("button#timeline-look").click()
    page.locator("#timeline td").filter(has_text="赣府厅字").wait_for()


def show_sync(page):
    open_tab(page, "资料库")
    open_tab(page, "同步文件夹")
    page.locator("#sync-folder input").fill(str(SEEDS))
    page.locator("button#sync-look").click()
    page.locator("#sync-told").filter(has_text=SEEDS.name).wait_for()


def show_backup(page):
    open_tab(page, "资料库")
    open_tab(page, "备份")
    page.locator("#export").wait_for()


def show_settings(page):
    open_tab(page, "设置与自检")
    page.locator("#health li").first.wait_for()


def take(page, path):
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


SIZES = {"": (1280, 860), "-narrow": (420, 860), "-125": (1024, 688)}
SHOWN = {
    "ask": show_answer,
    "draft": show_draft,
    "check": show_audit,
    "similar": show_similar,
    "review": show_review,
    "compare": show_comparison,
    "basis": show_basis,
    "changes": show_changes,
    "page": show_page,
    "talks": show_talks,
    "suggestions": show_suggestions,
    "library": show_library,
    "overview": show_overview,
    "sync": show_sync,
    "backup": show_backup,
    "settings": show_settings,
}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
