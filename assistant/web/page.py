"""The page around the tabs: its name, what it promises, how it looks."""

from pathlib import Path

import gradio as gr

from assistant.generate import Generator
from assistant.web.ask_tab import ask_tab
from assistant.web.draft_tab import draft_tab
from assistant.web.scrub import Scrub
from index.library import Library

CSS = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
HEAD = '<script>document.documentElement.lang = "zh-CN";</script>'
_FONTS = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "system-ui",
    "sans-serif",
)
_CACHE = (600, 3600)


def page(library: Library, generator: Generator, scrub: Scrub, sent_to: str) -> gr.Blocks:
    """The whole page over one library, which every session reads and none changes."""
    blocks = gr.Blocks(title="言据", analytics_enabled=False, delete_cache=_CACHE, fill_width=True)
    with blocks:
        gr.Markdown(_heading(library, scrub(sent_to)), elem_id="heading")
        with gr.Tabs():
            with gr.Tab("问答", id="ask"):
                ask_tab(library, generator, scrub)
            with gr.Tab("起草", id="draft"):
                draft_tab(library, scrub)
    return blocks


def theme() -> gr.themes.Base:
    """Gradio's default in the fonts of Chinese systems: nothing is fetched."""
    return gr.themes.Default(
        primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=("Consolas", "monospace")
    )


def _heading(library: Library, sent_to: str) -> str:
    """The name, and what leaves the machine, said before it does."""
    where = "仅在本机运行：问题和资料都不离开这台电脑。"
    if sent_to:
        where = f"仅限本机打开。提问时，问题和检出的段落会发送到模型服务 {sent_to}；起草不用模型。"
    return f"# 言据\n每句话都有出处。<br>{where}资料库现有 {library.counts.documents} 份文献。"
