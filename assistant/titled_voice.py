"""What a law rules, and what a document without a number says, is told by its title: 《X条例》第十六条规定，, 《X的决定》提出，."""

import re

from assistant.plain import shown
from assistant.statements import Statement
from assistant.voices import Voice
from index.articles import Article
from index.types import Span

_OFFICIAL = re.compile(
    "(?:法|条例|规定|办法|细则|决定|决议|意见|通知|方案|规划|纲要|措施|要点|计划|公告|通告|批复)$"
)
_LEANS = re.compile(
    r"^[（(]|本(?:条例|法|办法|规定|细则|决定|解释)|前[款条项]|[下上]列|第[一二三四五六七八九十百零〇]+[条款项]|另有规定|^(?:其他|具体)"
    "|违反|施行|废止|所称|是指"
)
"""An item without what stands over it; what can only be read beside another rule; penalties, definitions and the end of a law."""


def is_official(statement: Statement) -> bool:
    """Whether its document is a law or another official text by its 文种."""
    genre = statement.document.meta.genre
    return genre is not None and bool(_OFFICIAL.search(genre.text))


def voice(statement: Statement) -> Voice | None:
    """The document by its title, and the article, both cited; None for a rule that does not stand alone, and where the
    title stands nowhere."""
    document, article = statement.document, statement.article
    titled = document.meta.titled
    if titled is None:
        return None
    name = f"《{shown(document.title)}》"
    if article is None:
        return _voice("文件", name, "提出", (titled,))
    skip = _label(statement, article)
    if _LEANS.search(statement.text[skip:]):
        return None
    return _voice("条", f"{name}{article.label}", "规定", (titled, article.head), skip)


def _voice(short: str, name: str, says: str, spans: tuple[Span, ...], skip: int = 0) -> Voice:
    """A document or an article by its name, and by 该文件 or 该条 where it goes on."""
    return Voice(
        "文件",
        f"{name}{says}，",
        f"该{short}还{says}，",
        f"{name}还{says}，",
        spans=spans,
        skip=skip,
        still=f"该{short}同时{says}，",
        titled=True,
    )


def _label(statement: Statement, article: Article) -> int:
    """How many characters a statement begins with that only number its article."""
    text = statement.text
    opens = statement.span.start == article.span.start
    return len(text) - len(text.removeprefix(article.label).lstrip()) if opens else 0
