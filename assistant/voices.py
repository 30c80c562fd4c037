"""Who says a statement, and how a sentence of 事由 says so: the document in full, the meeting, the person, the paper.

A voice is put before the words it governs: 2021年3月4日，佛山市人民政府《……》（佛府〔2021〕1号）指出，. What
it is made of stands in the spans that are cited with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.candidates import shown
from assistant.form.signs import is_attributed
from assistant.statements import Statement, is_paper
from index import regions
from index.sentences import sentences
from index.types import Block, Dated, Document, Policy, Span

Kind = Literal["", "统计", "承前", "文件", "会议", "署名", "专家", "委员", "论文", "报道"]

_SAYS = "提出|要求|明确|指出|规定|强调|聚焦|确定"
_FRAME = re.compile(
    rf"(?:《(?P<short>[^《》]{{2,14}})》|(?P<who>[^，。；：“”]{{2,30}}?(?:会议|工作报告)))(?P<where>[^，。；：“”]{{0,8}}?(?:“[^”]{{2,12}}”[^，。；：“”]{{0,8}}?)?)(?P<says>{_SAYS})(?P<stop>[，,：:]?\s*)"
)
_MEETING = re.compile(r"会议(?P<says>[^，。；：]{2,20}?(?:包括|提出|强调|指出|要求)[：:，,]\s*)")
_GOES_ON = re.compile(
    r"(也(?!是)|还(?!款|贷|原))|(?:首要任务|主要任务|重点任务|总体目标|主要内容|核心)(?=就?是)"
)
_SUBJECT = re.compile(
    r"(?:总体来看，|总的来看，|据介绍，)?((?:“[^”]{2,20}”|《[^《》]{2,60}》)[\u4e00-\u9fff]{0,6}?)(?=也?是|按照|把|将|在|由|提出|强化)"
)
_SOURCE = re.compile(r"(?:数据|资料)来源\s*[：:]\s*(.{4,80}?)。?$")
_SIGNED = re.compile(r"[（(]\s*([\u4e00-\u9fff·]{2,4})[，,]\s*([^）)]{4,40})[)）]")
_PRESS = re.compile(r"[（(]\s*来源\s*[：:]\s*(?:综合)?\s*([^、，）)]{2,24})(等|、)?.{0,40}[)）]")
_NEWS = re.compile(r"(?:报》?|社|网|周刊》?|新闻|电视台|广播)$")
# In an entry, what the bulletin adds to what the document says.
_BULLETIN = re.compile(r"目前|同时还|此外|截至|《")
# What a place's authorities did needs no paper to say so.
_OFFICIAL = re.compile(
    r"(?!.*(?:最大|重要|有利|热点|显著))(?:.*(?:出台|印发|发布|召开|建立|推行)[^，。]{0,24}(?:《|“|会)|.*[省市]领导)"
)
_OWN = re.compile(
    r"^[^，。；]{0,40}(?:会议|报告|通报|数据|研究|统计|督察组|总书记|介绍|调查)[^，。；]{0,24}(?:指出|表明|显示|提出|强调|透露|认为|表示|反馈)|^(?:有研究表明|据统计|据[^，。；]{2,20}(?:统计|分析|测算))"
)
_ISSUED = re.compile(r"(?:关于)?(?:印发|发布|出台|公布|转发)?$")
_WRAPPED = re.compile(
    r"^(?:关于)?(?:印发|发布|转发)(?:《(?P<named>[^《》]+)》|(?P<bare>.+?))的(?:通知|公告|函)$"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """`first` opens the first sentence in this voice, `again` one that follows it; `spans` are cited with either.

    `later` opens what stands further on in a sentence that begins with `first`, where they differ; `skip` is how many characters of the statement say who speaks, and are replaced by the voice. Of what is
    `retold` from a paper its own day is not known.
    """

    kind: Kind = ""
    first: str = ""
    again: str = ""
    later: str = ""
    spans: tuple[Span, ...] = ()
    skip: int = 0
    policy: Policy | None = None
    retold: bool = False

    @property
    def governs(self) -> bool:
        """Whether what follows is what a document or somebody says is to be done."""
        return self.kind in ("文件", "会议", "署名")


def voice_of(statement: Statement) -> Voice | None:
    """Who says a statement; None when it leans on a document or meeting that is not known."""
    text, document = statement.text, statement.document
    if statement.policy is not None:
        return _policy_voice(statement, statement.policy)
    if statement.block.kind == "note":
        return _table_source(statement)
    if quoted := _epigraph(statement):
        return quoted
    if statement.quoted:
        return None
    if _GOES_ON.match(text):
        return _carried(statement)
    frame = _FRAME.match(text)
    if frame and frame["short"] and not _is_full(frame["short"]):
        return _short_name(statement, frame)
    if _MEETING.match(text):
        return None
    if frame and frame["who"] and any(frame["who"][-6:] in p.title for p in document.policies):
        return None  # its entry says it with its date
    if is_attributed(text) or _OWN.match(text):
        return Voice(retold=next(_press(statement), Voice()).retold)
    genre = statement.genre
    if genre == "专家观点":
        return next(_experts(statement), None)
    if genre == "委员反映":
        return Voice("委员", "政协委员反映，", "委员还反映，")
    if is_paper(genre):
        return _author(document)
    press = next(_press(statement), Voice())
    return Voice(retold=press.retold) if _OFFICIAL.match(text) else press


def _policy_voice(statement: Statement, policy: Policy) -> Voice | None:
    """The document in full before what it says; a later sentence goes on with what the first one began."""
    document, text = statement.document, statement.text
    day = _day(policy.date, document)
    dated = (policy.date.span,) if policy.date and policy.date.span else ()
    opening = next(sentences(document.text, statement.field.start, statement.field.end), None)
    opened = _opened(document, statement.field) if opening else None
    if (met := _MEETING.match(text)) or (policy.date and policy.date.kind == "会议"):
        name = re.match(r"(?:[（(]?\d+[)）])?\s*([\u4e00-\u9fff]*?会议)", document.at(policy.span))
        if not name or not day:
            return None
        says = met["says"].rstrip() if met else "提出，"
        return Voice(
            "会议",
            f"{day}召开的{name[1]}{_joined(says)}",
            "会议还提出，",
            "",
            (policy.span, *dated),
            met.end() if met else 0,
            policy,
        )
    frame = _FRAME.match(text)
    if frame and frame["who"]:
        return Voice("会议", f"{day}，{text[: frame.end()]}", "会议还强调，", "", dated, frame.end(), policy)
    if frame is None and opened and opened[1]:
        span, who = opened
        return Voice("会议", f"{day}，{who}", "会议还强调，", "", (span, *dated), 0, policy)
    if frame is None and _BULLETIN.match(text):
        return None
    first, later, skip = _saying(frame)
    named = named_in_full(policy, document)
    return Voice(
        "文件", f"{named}{first}", "", f"{named}{later}" if later else "", (policy.span, *dated), skip, policy
    )


def _saying(frame: re.Match[str] | None) -> tuple[str, str, int]:
    """How a document says what begins its sentence, how what stands further on, and where the words begin."""
    if frame is None:
        return "提出，", "", 0
    if frame["says"] in ("聚焦", "确定"):
        return frame["where"], "提出，", frame.start("says")
    says = f"{frame['where']}{frame['says']}"
    return (f"{says}，", "", frame.end()) if frame["stop"].strip() else (says, f"{says}，", frame.end())


def _opened(document: Document, field: Span) -> tuple[Span, str] | None:
    """The meeting that the first sentence of a field names, with the characters that name it."""
    for label in ("简介：", "简介:"):
        if document.at(field).startswith(label):
            return None
    frame = _FRAME.match(document.at(field))
    if frame is None or not frame["who"]:
        return None
    return Span(document.id, field.start, field.start + frame.end()), document.at(field)[: frame.end()]


def named_in_full(policy: Policy, document: Document) -> str:
    """2020年9月18日，中国人民银行等发布的《…》（银发〔2020〕226号)."""
    day = _day(policy.date, document)
    line = shown(document.at(policy.span))
    title, wrapped = short_title(policy.title)
    issuer = (
        (policy.issuers[0] + ("等" if len(policy.issuers) > 1 else ""))
        if policy.issuers
        else _issuer(line, policy)
    )
    is_named = bool(policy.issuers) or bool(policy.doc_number) or "《" in line
    if not is_named:
        title = title.removeprefix(day[:5]) if day else title
        return (
            f"{day}发布的{title}"
            if day and policy.date and policy.date.kind == "发布"
            else f"{title}（{day}）"
        )
    published = policy.date is not None and policy.date.kind == "发布"
    if day and (published or wrapped or "印发" in line):
        verb = "印发" if wrapped or "印发" in line else "发布"
        number = f"（{policy.doc_number}）" if policy.doc_number else ""
        return (
            f"{day}，{issuer}{verb}的《{title}》{number}" if issuer else f"{day}{verb}的《{title}》{number}"
        )
    inside = "，".join(part for part in (policy.doc_number, day) if part)
    return f"{issuer}《{title}》（{inside}）" if inside else f"{issuer}《{title}》"


_FULL_WIDTH = str.maketrans("()", "（）")


def short_title(title: str) -> tuple[str, bool]:
    """The document that a 关于印发…的通知 carries, and whether there is one; else the title itself."""
    title = shown(title).translate(_FULL_WIDTH)
    wrapped = _WRAPPED.match(title)
    if wrapped is None:
        return title, False
    return (wrapped["named"] or wrapped["bare"]), True


def _issuer(line: str, policy: Policy) -> str:
    """Who stands before the title, else the place, unless the title begins with it."""
    before = _ISSUED.sub("", re.sub(r"^[（(]?\d+[)）]\s*", "", line.split("《")[0])).strip()
    if before and "《" in line and len(before) <= 24:
        return before
    return "" if policy.title.startswith(policy.region) else policy.region


def _day(dated: Dated | None, document: Document) -> str:
    return shown(document.at(dated.span)) if dated and dated.span else ""


def _is_full(title: str) -> bool:
    return len(title) > 10


def _short_name(statement: Statement, frame: re.Match[str]) -> Voice | None:
    """《推进机制》 with the title that an earlier sentence gave the short name to."""
    given = _given(statement.document, frame["short"], statement.span.start)
    if given is None:
        return None
    first, later, skip = _saying(frame)
    named = f"《{given[0]}》"
    return Voice("文件", f"{named}{first}", "", f"{named}{later}" if later else "", (given[1],), skip)


def _given(document: Document, short: str, before: int) -> tuple[str, Span] | None:
    """The title to which a text gave a short name: 《…》（以下简称《推进机制》)."""
    given = re.compile(
        rf"《([^《》]{{4,60}})》\s*[（(](?:以下|下称|以下简称|简称)[^）)]{{0,4}}《{re.escape(short)}》[)）]"
    )
    for found in given.finditer(document.text, 0, before):
        return shown(found[1]), Span(document.id, found.start(), found.end())
    return None


def _table_source(statement: Statement) -> Voice | None:
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
            kind = re.search(r"(通报|公报|年鉴|报告|统计|调查)》?$", source)
            return Voice(
                "统计", f"{source}显示，", f"该{kind[1] if kind else '资料'}还显示，", spans=(block.span,)
            )
    return None


def _carried(statement: Statement) -> Voice | None:
    """A sentence without a subject goes on with that of the one before it, where that is a named document."""
    document = statement.document
    before = list(sentences(document.text, statement.field.start, statement.span.start))
    if not before:
        return None
    last = document.text[slice(*before[-1])]
    named = _SUBJECT.match(last)
    if named is None:
        return _carried_further(statement, before)
    at = before[-1][0] + named.start(1)
    span = Span(document.id, at, at + len(named[1]))
    return _carrying(statement, named[1], span)


def _carried_further(statement: Statement, before: list[tuple[int, int]]) -> Voice | None:
    """The subject that a run of such sentences began with."""
    document = statement.document
    for start, end in reversed(before):
        text = document.text[start:end]
        if named := _SUBJECT.match(text):
            span = Span(document.id, start + named.start(1), start + named.end(1))
            return _carrying(statement, named[1], span)
        if not _GOES_ON.match(text):
            return None
    return None


def _carrying(statement: Statement, subject: str, span: Span) -> Voice | None:
    joined = _GOES_ON.match(statement.text)
    assert joined is not None
    skip = joined.end() if joined[1] else 0
    of = "" if joined[1] else "的"
    if short := re.fullmatch(r"《([^《》]{2,14})》", subject):
        given = _given(statement.document, short[1], statement.span.start)
        if given is None:
            return None
        title, where = given
        return Voice("承前", f"《{title}》{of}", spans=(where, span), skip=skip)
    return Voice("承前", f"{shown(subject)}{of}", spans=(span,), skip=skip)


def _epigraph(statement: Statement) -> Voice | None:
    """A quotation with its source on the line below: ——2020年第21期《求是》杂志发表习近平署名文章《…》."""
    if not statement.document.at(statement.block.span).startswith("“"):
        return None
    for block in _after(statement):
        line = statement.document.at(block.span)
        if line.startswith("——") and len(line) < 80:
            return Voice("署名", f"{shown(line.lstrip('—'))}指出，", spans=(block.span,))
        return None
    return None


def _experts(statement: Statement) -> Iterator[Voice]:
    for block in _after(statement):
        if signed := _SIGNED.search(statement.document.at(block.span)):
            who, post = signed[1], signed[2]
            yield Voice("专家", f"{post}{who}认为，", f"{who}还认为，", spans=(block.span,))
            return


def _author(document: Document) -> Voice:
    people = document.meta.authors
    house = document.meta.issuers[0].text if document.meta.issuers else ""
    if not people:
        return Voice("论文", "有研究指出，", "该研究还指出，")
    spans = tuple(v.span for v in (*document.meta.issuers[:1], people[0]) if v.span)
    name = people[0].text
    return Voice("论文", f"{house}{name}指出，", f"{name}还指出，", spans=spans)


def _press(statement: Statement) -> Iterator[Voice]:
    """The source line below the section that a statement stands in."""
    for block in _after(statement, most=40):
        if block.kind == "heading" and block.level <= 3:
            return
        if block.kind == "note" and (found := _PRESS.search(statement.document.at(block.span))):
            name = f"{shown(found[1]).strip('《》')}"
            many = "等" if found[2] else ""
            if re.search("(?:报|周刊)$", name):
                name = f"《{name}》"
            if _NEWS.search(name):
                yield Voice("报道", f"据{name}{many}报道，", spans=(block.span,), retold=True)
            else:
                yield Voice("报道", f"{name}刊文指出，", spans=(block.span,), retold=True)
            return


def _after(statement: Statement, most: int = 6) -> Iterator[Block]:
    """The blocks below a statement's."""
    count = 0
    for block in statement.document.blocks:
        if block.span.start >= statement.block.span.end and block.kind != "furniture":
            yield block
            count += 1
            if count >= most:
                return


def _joined(says: str) -> str:
    """确定的 2021 年重点任务中包括：, in full-width marks and without layout."""
    return re.sub(r"\s+", "", says).replace(":", "：").replace(",", "，")


def place_of(voice: Voice) -> str:
    """The place of the document that speaks, or nothing."""
    return voice.policy.region if voice.policy and regions.get(voice.policy.region) else ""
