"""What a government's work report says is told in its name and of its place: what was done and is wrong, what is planned."""

import re

from assistant.statements import Statement
from assistant.voices import Voice

_GLOSSARY = re.compile("(?:名词|术语|词语)(?:解释|注释|说明)|^注释$")
_NOTE = re.compile(r"[［\[]\d+[］\]][^。；]{1,30}：\s*$")
"""The words that a note explains, on a line above it."""
_TO_DO = re.compile(
    r"^(?:要|坚持|坚决|开展|加[强快大力]|完善|推[动进行]|促进|建[立设]|健全|全面|积极|鼓励|支持|引导|深[化入]|优化|规范|落实|强化|着力|切实|进一步|继续|统筹|构建|打造|培育|提[升高振]"
    r"|发挥|用好|做[好优强大]|扩大|稳步|大力|持续|办好|抓好|新增|力争|探索|聚焦|实施|拓展|改造)"
)


def voice(statement: Statement) -> Voice | None:
    """The report by its title, which is cited: it 指出 what is, and 提出 what is to be done. None for its glossary,
    which says what others meant by their words."""
    if _explains(statement):
        return None
    title = re.sub(r"\s+", "", statement.document.title).strip("《》")
    masthead = (statement.document.blocks[0].span,)
    if not statement.admitted and _planned(statement):
        return Voice("文件", f"{title}提出，", "报告还提出，", spans=masthead, still="报告同时提出，")
    return Voice("统计", f"{title}指出，", "报告还指出，", spans=masthead, still="报告同时指出，")


def _explains(statement: Statement) -> bool:
    document = statement.document
    above = document.text[max(0, statement.block.span.start - 40) : statement.block.span.start]
    return bool(
        _NOTE.search(above) or any(_GLOSSARY.search(h) for h in document.heading_path(statement.span.start))
    )


def _planned(statement: Statement) -> bool:
    """Whether it stands where the report plans, or is worded as what is to be done."""
    return bool(_TO_DO.match(statement.text)) if statement.ahead is None else statement.ahead
