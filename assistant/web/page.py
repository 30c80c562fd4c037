"""The page around the tabs: its name, what it promises, how it looks."""

from pathlib import Path

import gradio as gr

from assistant.generate import Generator
from assistant.web.ask_tab import ask_tab
from assistant.web.check_tab import check_tab
from assistant.web.compare_tab import compare_tab
from assistant.web.draft_tab import draft_tab
from assistant.web.library_tab import library_tab
from assistant.web.manners import EVERY
from assistant.web.scrub import Scrub
from assistant.web.settings_tab import Setup, settings_tab
from assistant.web.shelf import Shelf
from assistant.web.signatures import remember
from assistant.web.turnstile import Turnstile
from index.library import Library

CSS = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
HEAD = f"<script>{(Path(__file__).parent / 'page.js').read_text(encoding='utf-8')}</script>"
_FONTS = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
)
_CACHE = (600, 3600)


def page(
    library: Library,
    generator: Generator,
    scrub: Scrub,
    setup: Setup,
    sent_to: str,
    shelf: Shelf,
    turnstile: Turnstile,
) -> gr.Blocks:
    """The whole page over one library, which every session shares; what is made for saving stands on `shelf`."""
    blocks = gr.Blocks(title="言据", analytics_enabled=False, delete_cache=_CACHE, fill_width=True)

    def said() -> str:
        return _heading(library, scrub(sent_to), setup.shared)

    with blocks:
        heading = _top(said(), setup.shared)
        with gr.Tabs():
            with gr.Tab("问答", id="ask"):
                ask_tab(library, generator, scrub, shelf, turnstile, blocks)
            with gr.Tab("起草", id="draft"):
                draft_tab(library, generator, scrub, shelf)
            with gr.Tab("核对", id="check"):
                check_tab(library, scrub, shelf, setup.encoder)
            with gr.Tab("对照", id="compare"):
                compare_tab(library, scrub, shelf)
            library_tab(library, scrub, shelf, shared=setup.shared)
            settings_tab(setup, scrub)
        blocks.load(said, None, heading, **EVERY)
        # Before the page is first written down, which happens where this block ends.
        remember(blocks.blocks.values())
    return blocks


def _top(said: str, shared: bool) -> gr.Markdown:
    """What stands above the tabs; the way out where there is a login."""
    with gr.Row(equal_height=True):
        heading = gr.Markdown(said, elem_id="heading")
        gr.Button(
            "退出登录", link="/logout", size="sm", scale=0, min_width=100, visible=shared, elem_id="logout"
        )
    return heading


def theme() -> gr.themes.Base:
    """Gradio's default in the fonts of Chinese systems: nothing is fetched."""
    shades = {
        "body_text_color_subdued": "*neutral_500",
        "input_placeholder_color": "*neutral_500",
        "input_placeholder_color_dark": "*neutral_400",
        "checkbox_border_color": "*neutral_500",
        "checkbox_border_color_dark": "*neutral_400",
        # White on them, and they on white, can be read by everybody.
        "button_primary_background_fill": "*primary_600",
        "button_primary_background_fill_hover": "*primary_700",
        "button_cancel_background_fill": gr.themes.colors.red.c600,
        "button_cancel_background_fill_hover": gr.themes.colors.red.c700,
    }
    return gr.themes.Default(
        primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=("Consolas", "monospace")
    ).set(**shades)


def _heading(library: Library, sent_to: str, shared: bool) -> str:
    """The name, and what leaves the machine, said before it does."""
    if sent_to:
        where = f"将发送至 {sent_to}：提问时的问题和检出的段落；起草不用模型。"
        where = where if shared else f"仅限本机打开。{where}"
    elif shared:
        where = "问题和资料都只在运行言据的这台服务器上处理，不发往别处。"
    else:
        where = "仅在本机运行：问题和资料都不离开这台电脑。"
    return f"# 言据\n每句话都有出处。<br>{where}资料库现有 {len(library.documents())} 份文献。"
