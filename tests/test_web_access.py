"""The page for whoever does not see it well or has no mouse: everything has a name, can be read, and shows where one is."""

import pytest

from tests.browser import ask, audit, draft, open_tab, opened, visit

QUESTION = "链长制指的是什么？"
REQUEST = "请围绕广东省产业链内中小企业融资难问题起草一份提案线索"
TEXT = "浙江是国内最早在全省范围推行“链长制”的省份。2021年我国有6394家企业赴166个国家和地区开展投资。"
ENOUGH = 4.5
"""Contrast of text with what is behind it, as WCAG 2 AA asks for."""

SEEN = """
const seen = element => element.checkVisibility({visibilityProperty: true}) && element.getBoundingClientRect().width > 0;
const told = element => (element.getAttribute("aria-labelledby") ?? "").split(" ")
  .map(id => document.getElementById(id)?.textContent ?? "").join("");
const named = element => (element.ariaLabel || told(element)
  || [...element.labels ?? []].map(label => label.textContent).join("")).trim();
"""

NAMELESS = f"""() => {{ {SEEN}
  const all = names => [...document.querySelectorAll(names)].filter(seen);
  const pressed = all("button, a[href], [role=button], [role=tab], [role=option], summary")
    .filter(element => !named(element) && !element.innerText.trim() && !element.title && !element.querySelector("img[alt]"));
  const filled = all("input, textarea, select").filter(element => !named(element));
  const pictures = all("img").filter(element => !element.hasAttribute("alt"));
  const jumps = all("[tabindex]").filter(element => element.tabIndex > 0);
  return [...pressed, ...filled, ...pictures, ...jumps].map(element => element.outerHTML.slice(0, 200));
}}"""
"""What can be pressed, filled in or looked at and has no name, and what is reached out of its turn."""

FAINT = f"""enough => {{ {SEEN}
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = part => part / 255 <= .03928 ? part / 255 / 12.92 : ((part / 255 + .055) / 1.055) ** 2.4;
  const light = ([red, green, blue]) => .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
  const solid = colour => colour.startsWith("rgb") && (parts(colour)[3] ?? 1) > .9;
  const behind = element => {{
    for (; element; element = element.parentElement) {{
      const colour = getComputedStyle(element).backgroundColor;
      if (solid(colour)) return parts(colour);
    }}
    return [255, 255, 255];
  }};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {{
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    if (!walker.currentNode.data.trim() || !seen(element) || element.closest("script, style, :disabled")) continue;
    if (style.fontSize === "0px" || !solid(style.color)) continue;
    const [a, b] = [light(parts(style.color)), light(behind(element))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < enough) found.push(`${{contrast.toFixed(2)}} ${{walker.currentNode.data.trim().slice(0, 20)}}`);
  }}
  return found;
}}"""
"""Words that stand out too little."""

CUT = f"""() => {{ {SEEN}
  const scrolled = element => {{
    for (element = element.parentElement; element; element = element.parentElement) {{
      if (["auto", "scroll"].includes(getComputedStyle(element).overflowX)) return true;
    }}
  }};
  return [...document.querySelectorAll("button, input, textarea, label, mark, p, li, h1, h3, h4")].filter(seen)
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !scrolled(element))
    .filter(element => !element.closest("[aria-hidden=true], .visually-hidden"))
    .map(element => element.outerHTML.slice(0, 200));
}}"""
"""What reaches over the edge of the window where nothing can be scrolled."""

HERE = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [element.outerHTML.slice(0, 100), element === document.body || shown];
}"""
"""What the keyboard is at, and whether that can be seen."""


@pytest.fixture
def page(browser, url):
    """A page that has just been opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        yield page


def states(page):
    """The page with each of its tabs open, one after the other, and their folds."""
    ask(page, QUESTION)
    for fold in ("ask-copy-fold", "only", "talks"):
        page.locator(f"#{fold} button").first.click()
    page.locator("#talks-list label").first.wait_for()
    page.locator("#ask-copy button").wait_for()
    yield "问答"
    draft(page, REQUEST)
    for fold in ("steer", "edit", "draft-copy-fold"):
        page.locator(f"#{fold} button").first.click()
    page.locator("#draft-copy button").wait_for()
    yield "起草"
    open_tab(page, "核对")
    audit(page, TEXT)
    yield "核对"
    for name in ("查重", "立案预审", "对照"):
        open_tab(page, name)
        yield name
    open_tab(page, "资料库")
    page.locator("#library-table [role=gridcell]").nth(1).click()
    page.locator("#library-values label").first.click()
    page.locator("#correction").wait_for()
    yield "资料库"
    for name in ("概览", "同步文件夹", "备份", "设置与自检"):
        open_tab(page, name)
        yield name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_every_word_stands_out(page, url, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, url)
    for name in states(page):
        assert page.evaluate(NAMELESS) == [], name
        assert page.evaluate(FAINT, ENOUGH) == [], name


def test_by_keyboard_one_gets_from_the_tabs_to_the_last_part_and_always_sees_where_one_is(page):
    ask(page, QUESTION)
    page.locator("#heading").click()
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        where, shown = page.evaluate(HERE)
        assert shown, where
        reached.append(page.evaluate("document.activeElement.closest('[id]:not([id=\"\"])')?.id ?? ''"))
    order = (
        "chat",
        "question",
        "ask",
        "new",
        "ask-download-1",
        "ask-copy-fold",
        "only",
        "talks",
        "ask-source",
    )
    assert [name for name in dict.fromkeys(reached) if name in order] == list(order)


@pytest.mark.parametrize("width", [420, 1024])
def test_nothing_is_cut_off_on_a_narrow_window_or_an_enlarged_page(page, width):
    page.set_viewport_size({"width": width, "height": 688})
    for name in states(page):
        assert page.evaluate(CUT) == [], name
