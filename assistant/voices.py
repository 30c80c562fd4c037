"""How a sentence of 事由 says who speaks: the person, the paper, the press, the table's source.

A voice is put before the words it governs: 2021年3月4日，佛山市人民政府《……》（佛府〔2021〕1号）指出，. What
it is made of stands in the spans that are cited with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.misnamed import opening
from assistant.plain import shown
from assistant.statements import Statement
from index.types import Block, Document, Policy, Span

Heard = Literal["", "before", "just", "still"]
"""Whether a reader has heard a voice: not yet, earlier in the text, or in the sentence right before."""

Kind = Literal["", "统计", "承前", "文件", "会议", "署名", "专家", "委员", "论文", "报道"]

_SOURCE = re.compile(r"(?:数据|资料)来源\s*[：:]\s*(.{4,80}?)。?$")
_SIGNED = re.compile(r"[（(]\s*([\u4e00-\u9fff·]{2,4})[，,]\s*([^）)]{4,40})[)）]")
_PRESS = re.compile(r"[（(]\s*来源\s*[：:]\s*(?:综合)?\s*([^、，）)]{2,24})(等|、)?.{0,40}[)）]")
_UNTITLED = re.compile("无题名|未署题|^无题")
_PUBLISHED = re.compile(r"^(?P<where>.*?杂志)发表(?P<who>[\u4e00-\u9fff]{2,4})(?P<what>署名文章.*)$")
_SESSION = re.compile(r"([^，。；：]{4,24}(?:会议|全会|两会)期间)，[^。]{0,6}委员")
_TITLE_BEGINS = 4
REPRINTED = re.compile("（[^（）]*转载）")
"""By when the press had told it: the day of the document that retells it."""
_NEWS = re.compile(r"(?:报》?|社|网|周刊》?|新闻|电视台|广播)$")


@dataclass(frozen=True, slots=True)
class Voice:
    """`first` opens the first sentence in this voice, `again` one that follows it, `back` one that comes back
    to it later (as `first` where empty), `still` one behind a sentence that goes on already (as `back` where empty);
    `spans` are cited with each.

    `later` opens what stands further on in a sentence that begins with `first`, where they differ; `skip`
    is how many characters of the statement say who speaks, and are replaced by the voice. Of what is
    `retold` from the press its own day is not known; a document that is `titled` is told by its title alone.
    """

    kind: Kind = ""
    first: str = ""
    again: str = ""
    back: str = ""
    later: str = ""
    spans: tuple[Span, ...] = ()
    skip: int = 0
    policy: Policy | None = None
    retold: bool = False
    still: str = ""
    titled: bool = False

    @property
    def governs(self) -> bool:
        """Whether what follows is what a document or somebody says is to be done."""
        return self.kind in ("文件", "会议", "署名")


def table_source(statement: Statement) -> Voice | None:
    """What a table's note says of its survey is said by the source that another note names."""
    if re.match(r"注[：:]|(?:数据|资料)来源", statement.text):
        return None
    return source_of(statement.document, statement.block.table)


def source_of(document: Document, table: int | None) -> Voice | None:
    """The voice of who published a table's figures, as its note says: 数据来源：自然资源保护部发布的《…》."""
    for block in document.blocks:
        named = (
            _SOURCE.match(document.at(block.span)) if block.kind == "note" and block.table == table else None
        )
        if named:
            source = shown(named[1])
            source = source[opening(source) :]
            kind = re.search(r"(通报|公报|年鉴|报告|统计|调查)》?$", source)
            return Voice(
                "统计", f"{source}显示，", f"该{kind[1] if kind else '资料'}还显示，", spans=(block.span,)
            )
    return None


def epigraph(statement: Statement) -> Voice | None:
    """A quotation with its source on the line below: ——2020年第21期《求是》杂志发表习近平署名文章《…》."""
    if not statement.document.at(statement.block.span).startswith("“"):
        return None
    for block in _after(statement):
        line = statement.document.at(block.span)
        if line.startswith("——") and len(line) < 80:
            named, titled = _signed_article(shown(line.lstrip("—")), statement)
            return Voice(
                "署名", f"{named}指出，", "文章也指出，", "该署名文章还指出，", spans=(block.span, *titled)
            )
        return None
    return None


def _signed_article(line: str, statement: Statement) -> tuple[str, tuple[Span, ...]]:
    """习近平总书记在2020年第21期《求是》杂志发表的署名文章《…》中, with where his office stands beside the same words."""
    published = _PUBLISHED.match(line)
    if published is None:
        return line, ()
    office = re.compile(rf"{published['who']}([\u4e00-\u9fff]{{2,6}}?)指出")
    said = office.search(statement.document.text)
    who = f"{published['who']}{said[1] if said else ''}"
    where = (Span(statement.document.id, *said.span()),) if said else ()
    return f"{who}在{published['where']}发表的{published['what']}中", where


def members(statement: Statement) -> Voice:
    """What members of a committee reported, at the session that the section opens with."""
    document, first = statement.document, ""
    where: tuple[Span, ...] = ()
    for block in document.blocks:
        if block.span.start >= statement.span.start:
            break
        if block.genre == statement.genre and (session := _SESSION.match(document.at(block.span))):
            first, where = f"{session[1]}，", (block.span,)
    return Voice("委员", f"{first}政协委员反映，", "委员还反映，", "政协委员还反映，", spans=where)


def expert(statement: Statement) -> Voice | None:
    """The person who signs below: （刘怀德，湖南省政府发展研究中心副主任）."""
    for block in _after(statement):
        if signed := _SIGNED.search(statement.document.at(block.span)):
            who, post = signed[1], signed[2]
            return Voice(
                "专家", f"{post}{who}认为，", f"{who}还认为，", f"{who}还认为，", spans=(block.span,)
            )
    return None


def author(document: Document) -> Voice:
    """Who wrote the paper: with the house and the day that it gives, or else with its title."""
    people, title = document.meta.authors, document.title.rstrip("*＊†")
    if not people or _UNTITLED.search(title):
        return Voice("论文", "有论文指出，", "该论文也指出，", "该论文也指出，")
    house = document.meta.issuers[0].text if document.meta.issuers else ""
    day, dated = _day_of(document)
    spans = (*(v.span for v in (*document.meta.issuers[:1], people[0]) if v.span), *dated)
    name = re.sub(r"\s+", "", people[0].text)
    first = f"{house}{name}{day}撰文指出，"
    if not (house or day) and (masthead := _masthead(document, title, people[0].span)):
        first, spans = f"{name}《{title}》一文指出，", (masthead,)
    return Voice("论文", first, "文章也指出，", f"{name}还指出，", spans=spans)


def _masthead(document: Document, title: str, signed: Span | None) -> Span | None:
    """Where a document begins with its title and who signs it; None where it does not."""
    head = document.text[: signed.start] if signed else ""
    begins = head.find(title[:_TITLE_BEGINS])
    whole = begins >= 0 and re.sub(r"\s", "", head[begins:]).startswith(re.sub(r"\s", "", title))
    return Span(document.id, begins, signed.end) if signed and whole else None


def press(statement: Statement) -> Voice:
    """The source line below the section that a statement stands in; nobody's voice where there is none."""
    for block in _after(statement, most=40):
        if block.kind == "heading" and block.level <= 3:
            break
        if block.kind == "note" and (found := _PRESS.search(statement.document.at(block.span))):
            name, many = shown(found[1]).strip("《》"), "等" if found[2] else ""
            if re.search("(?:报|周刊)$", name):
                name = f"《{name}》"
            # Its own day is not known; that of the document which retells it is later.
            day, dated = _day_of(statement.document)
            retold = f"（{day}转载）" if day else ""
            if _NEWS.search(name):
                said = (f"据{name}{many}报道{retold}，", "报道也提到，", f"据{name}{many}报道，")
            else:
                said = (f"{name}刊文{retold}指出，", "文章也指出，", f"{name}刊文还指出，")
            return Voice("报道", *said, spans=(block.span, *dated), retold=True)
    return Voice()


def _day_of(document: Document) -> tuple[str, tuple[Span, ...]]:
    """The day that a masthead gives the document, and where it stands."""
    dated = next((d for d in document.meta.dates if d.span is not None and d.precision == "day"), None)
    return (shown(document.at(dated.span)), (dated.span,)) if dated and dated.span else ("", ())


def _after(statement: Statement, most: int = 6) -> Iterator[Block]:
    """The blocks below a statement's."""
    count = 0
    for block in statement.document.blocks:
        if block.span.start >= statement.block.span.end and block.kind != "furniture":
            yield block
            count += 1
            if count >= most:
                return
