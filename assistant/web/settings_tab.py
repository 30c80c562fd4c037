"""The tab 设置与自检: what answers, what leaves the machine, and whether all is fit for work."""

from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from assistant.doctor import Health, examine
from assistant.endpoint import Endpoint
from assistant.web.manners import EVERY
from assistant.web.scrub import Scrub
from index.encoders import EMBEDDED, NONE

_HOW = (
    "要改设置：在启动网页的窗口里设环境变量，或改那里的 yanju.toml，再重新启动。"
    "模型的网址、名称和密钥只能由启动的人设定，这里不能改，也不显示密钥。"
)
_ENCODERS = {NONE: "不用，只按词检索", EMBEDDED: "随程序附带"}


@dataclass(frozen=True, slots=True)
class Setup:
    """What the page was started with: the library's folder, the model's endpoint if any, the encoder's name.

    `shared` when others than the user of this machine may open it.
    """

    folder: Path
    model: Endpoint | None = None
    encoder: str = EMBEDDED
    shared: bool = False


def settings_tab(setup: Setup, scrub: Scrub) -> None:
    """Lay the tab out in the Blocks that are being built. The examination runs when the tab is opened."""
    with gr.Tab("设置与自检", id="settings") as tab:
        gr.Markdown(settings(setup, scrub), elem_id="settings-now")
        again = gr.Button("重新自检", scale=0, min_width=120, elem_id="examine")
        found = gr.Markdown("正在自检……", elem_id="health")

    def look() -> str:
        return health(examine(setup.folder, setup.model, setup.encoder), scrub)

    tab.select(look, None, found, **EVERY)
    again.click(lambda: "正在自检……", None, found, **EVERY).then(look, None, found, **EVERY)


def settings(setup: Setup, scrub: Scrub) -> str:
    """What is set, as Markdown."""
    if setup.model is None:
        where = "仅在运行言据的这台服务器" if setup.shared else "仅在本机"
        sent, how = f"{where}：问题、资料和草稿都不发往别处。", "不用模型，直接摘录原文"
    else:
        sent = f"将发送至 {setup.model}：提问时，问题和检出的段落会发给这个模型服务；起草和资料管理不发送。"
        how = f"模型 {setup.model.model}（{'已设密钥' if setup.model.key else '未设密钥'}）"
    lines = (
        ("数据去向", sent),
        ("回答方式", how),
        ("起草方式", "不用模型，由原文逐句组成"),
        ("向量模型", _ENCODERS.get(setup.encoder, setup.encoder)),
        ("资料库", str(setup.folder)),
    )
    told = "\n".join(f"- **{name}**：{scrub(value)}" for name, value in lines)
    return f"#### 现在的设置\n\n{told}\n\n{_HOW}"


def health(found: Health, scrub: Scrub) -> str:
    """The outcome of an examination, as Markdown: what is wrong first."""
    total = "一切正常。" if found.ok else "有问题，请按下面的说明处理。"
    checks = sorted(found.checks, key=lambda check: check.ok)
    lines = (
        f"- {'✓' if check.ok else '✗'} **{scrub(check.name)}**：{scrub(check.message)}" for check in checks
    )
    return "\n".join([f"#### 自检：{total}", "", *lines])
