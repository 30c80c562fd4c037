"""What a document is: title, 文号, issuers, dates, region, 文种, status, each with the characters it was read from.

A catalogue's word comes first, then the text's own; what neither says stays empty, and is never inferred.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from index import dates, docnumbers, regions
from index.catalog import CatalogEntry
from index.effects import effects
from index.lines import ENACTED
from index.policies import find_policies
from index.sentences import sentences
from index.titles import KIND, front_of, title_of
from index.types import Block, Dated, DateKind, Document, Meta, Span, Value

VERSION = 7
"""Raised when the same text gives other metadata: a file is then read anew when it is added again."""

_STATUS = re.compile(
    r"[（(【\[](试行|暂行|征求意见稿|草案|修订草案|公开征求意见稿|(?:已|现已)?(?:废止|失效))[）)】\]]"
)
_OF_ANOTHER = re.compile(
    r"(?:废止|失效|停止执行|修[改订正]|解读|答记者问).{0,6}《|《.*》.{0,8}(?:解读|答记者问)"
)
_FORCE = re.compile(
    r"(?:时效性?|有效性|效力(?:状态|级别)?)\s*[：:\t]\s*"
    r"(现行有效|有效|已?废止|已?失效|已被?修[改订正]|部分失效|部分废止|尚未(?:生效|施行))(?![\u4e00-\u9fff])"
)
_VALID = re.compile(
    r"(?:有效期|试行期|执行期)限?\s*(?:(?:为|是|至|到|：|:)?\s*(?:"
    r"(?:\d{1,2}|[一二两三四五六七八九十]+)\s*(?:年|个月)|(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:止)?)"
    r"|自[^，。；]{4,20}?至[^，。；]{4,20}?(?:日|月|年)止?)"
)
# A licence, too, has its time; a paper's own is told with its name or its coming into force.
_OWN = re.compile(
    r"本(?!市|省|区|县|行政|级|人|单位|企业)[\u4e00-\u9fff]{1,6}|施行|实施|印发之日|发布之日|公布之日|执行"
)
_ISSUER = re.compile(
    r"^([\u4e00-\u9fff]{2,24}(?:政府|委员会|办公厅|办公室|厅|局|部|委|院|会|行|署))(?:关于|印发|《|[ 　]|$)"
)
_SECTIONS = (
    (re.compile(r"提案线索|线索选登"), "提案线索"),
    (re.compile(r"政协委员(?:反映|提出)"), "委员反映"),
    (re.compile(r"专家"), "专家观点"),
    (re.compile(r"政策(?:文件|$)"), "政策文件"),
)
_HISTORY, _OPENING = 30, 8  # blocks
_DELIVERED = re.compile(
    r"^\s*(?:[—―–－-]+\s*(?=(?:19|20)\d\d\s*年)|[（(]?(?=(?:19|20)\d\d\s*年[^，。]{4,8}在[^，。]{2,24}[届会]))"
)
"""What opens the line below the title of a speech: ——2024年3月5日在……会议上."""
_CONVENED = re.compile(r"在([\u4e00-\u9fff]{2,12})第[一二三四五六七八九十]+届")
"""Whose people's congress a speech was given to."""
_SPOKEN_BY = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,12})?人民政府|国务院)(?:代理?|副)?(?:省长|市长|州长|盟长|县长|区长|旗长|主席|总理)"
)
"""Whose head gives a report: 北湖县人民政府县长 赵启明."""
_STAMP = re.compile(
    r"(?:(?:发布|公布|印发|发文)(?:时间|日期)|来源[：:][^：:]{2,24}?时间)[：:]\s*(?=(?:19|20)\d\d)"
)
_STATE = re.compile("国务院(?=(?:政府)?工作报告$)")
_YEARLY = re.compile(r"((?:19|20)\d\d年)[^年]*工作报告$")
_ENACTED: Mapping[str, DateKind] = {"公布": "发布", "发布": "发布", "施行": "施行"}
_PRESS = re.compile(r"来源[：:].{0,40}?(?:报|社|网|周刊|新闻|杂志|国研)")


def describe(document: Document, entry: CatalogEntry | None = None) -> Document:
    """The same document with title, metadata, the genre of its sections, and the policies it reports."""
    entry = entry or CatalogEntry(document.source)
    document = replace(document, blocks=tuple(_genres(document)))
    title = title_of(document)
    named = replace(document, title=entry.title or title.text)
    meta = _meta(named, title, entry)
    return replace(named, meta=meta, policies=find_policies(named, meta))


def _meta(document: Document, title: Value, entry: CatalogEntry) -> Meta:
    kind = KIND.search(document.title)
    front = front_of(document)
    number = _doc_number(document, front)
    issuers = tuple(_value(document, front, name) for name in entry.issuers) or tuple(
        _issuers(document, front)
    )
    found = tuple(_dates(document, front)) or tuple(_of_title(document, front))
    titled = title.span if title.text == document.title else _value(document, front, document.title).span
    exact = titled if titled and document.at(titled) == document.title else None
    return Meta(
        doc_number=number,
        issuers=issuers,
        authors=tuple(_value(document, front, name) for name in entry.authors),
        dates=tuple(_catalogued(entry, found)) if entry.date else found,
        region=Value(entry.region)
        if entry.region
        else _region((*issuers, Value(document.title, exact), *_convened(document, front)))
        or _county(_convened(document, front)),
        genre=Value(entry.genre)
        if entry.genre
        else kind and Value(kind[1], exact and _sub(exact, kind.span(1))),
        status=_status(document, front, exact),
        rights=entry.rights,
        validity=_validity(document) if kind or number else None,
        effects=effects(document),
        titled=titled,
    )


def _status(document: Document, front: Sequence[Block], titled: Span | None) -> Value | None:
    """What the title says (试行), else the line 时效性 that a page or its table has; what neither says is not known."""
    for block in document.blocks[:_HISTORY]:
        if found := _FORCE.search(document.at(block.span)):
            told = Value(found[1], _sub(block.span, found.span(1)))
            break
    else:
        told = None
    named = None if _OF_ANOTHER.search(document.title) else _STATUS.search(document.title)
    if named is None or (told is not None and "有效" not in told.text):
        return told
    if titled:
        return Value(named[1], _sub(titled, named.span(1)))
    return _value(document, front, named[1])


def _validity(document: Document) -> Value | None:
    """How long a paper is valid, in its own last words on that."""
    found = None
    for block in document.blocks:
        text = document.at(block.span)
        if "有效期" not in text and "试行期" not in text and "执行期" not in text:
            continue
        for start, end in sentences(text):
            if (match := _VALID.search(text, start, end)) and _OWN.search(text, start, match.start()):
                found = Value("".join(match[0].split()), _sub(block.span, match.span()))
    return found


def _value(document: Document, front: Sequence[Block], text: str) -> Value:
    """A catalogue's word with the place where the masthead or the end of the text says the same."""
    spaced = re.compile(r"\s*".join(map(re.escape, "".join(text.split()))))
    for block in (*front, *document.blocks[-6:]):
        if match := spaced.search(document.at(block.span)):
            return Value(text, _sub(block.span, match.span()))
    return Value(text)


def _catalogued(entry: CatalogEntry, found: Sequence[Dated]) -> Iterator[Dated]:
    """The catalogue's date, read where the text has the same, then the text's other dates."""
    mention = dates.iso(entry.date)
    same = [d for d in found if mention and (d.start, d.end) == (mention.start, mention.end)]
    if mention is not None:
        span = same[0].span if same else None
        yield Dated(mention.start, mention.end, mention.precision, entry.date_kind, span)
    yield from (d for d in found if d not in same)


def _doc_number(document: Document, front: Sequence[Block]) -> Value | None:
    # The lines of a law's history go from its making to its newest form.
    history = [b for b in document.blocks[:_HISTORY] if ENACTED.match(document.at(b.span))]
    for block in (*reversed(history), *front):
        for mention in docnumbers.find(document.at(block.span)):
            return Value(mention.number.canonical, _sub(block.span, mention.at))
    return None


def _issuers(document: Document, front: Sequence[Block]) -> Iterator[Value]:
    for block in front:
        if match := _ISSUER.match(document.at(block.span)):
            yield Value(match[1], _sub(block.span, match.span(1)))
            return
    if document.title.endswith("工作报告"):
        for block in document.blocks[:_OPENING]:
            if match := _SPOKEN_BY.match(document.at(block.span)):
                yield Value(match[1], _sub(block.span, match.span(1)))
                return
    if found := _STATE.search(document.title):
        yield _value(document, front, found[0])


def _dates(document: Document, front: Sequence[Block]) -> Iterator[Dated]:
    """Dates that stand alone in the masthead or at the very end (成文), or behind 自…起施行; those of a law's history,
    of a speech, of a page's stamp."""
    yield from _history(document)
    yield from _opening_with(_DELIVERED, "会议", document)
    tail = [b for b in document.blocks[-3:] if len(document.at(b.span)) <= 30]
    for block in (*front, *tail):
        text = document.at(block.span)
        for mention in dates.find(text):
            if (
                mention.precision in ("day", "month")
                and mention.at[1] - mention.at[0] >= len(text.strip()) - 8
            ):
                yield Dated(
                    mention.start, mention.end, mention.precision, "成文", _sub(block.span, mention.at)
                )
    yield from _opening_with(_STAMP, "发布", document)
    for block in document.blocks:
        text = document.at(block.span)
        for match in re.finditer(r"自(.{4,16}?)起(?:正式)?(?:施行|实施|执行)", text):
            for mention in dates.find(match[1]):
                at = (match.start(1) + mention.at[0], match.start(1) + mention.at[1])
                yield Dated(mention.start, mention.end, mention.precision, "施行", _sub(block.span, at))


def _opening_with(said: re.Pattern[str], kind: DateKind, document: Document) -> Iterator[Dated]:
    """The days near the top that stand right behind some words."""
    for block in document.blocks[:_HISTORY]:
        text = document.at(block.span)
        found = said.search(text)
        for mention in dates.find(text) if found else ():
            if found and mention.at[0] == found.end() and mention.precision == "day":
                yield Dated(mention.start, mention.end, "day", kind, _sub(block.span, mention.at))


def _of_title(document: Document, front: Sequence[Block]) -> Iterator[Dated]:
    """The year of a report that has no other date: 2024年政府工作报告 was given in 2024."""
    if found := _YEARLY.search(document.title):
        mention = dates.find(found[1])[0]
        span = _value(document, front, found[1]).span
        yield Dated(mention.start, mention.end, mention.precision, "会议", span)


def _history(document: Document) -> Iterator[Dated]:
    """The lines below a law's title: 通过 and 修订 (成文), 公布 (发布), 施行; the last of each kind counts, and comes first."""
    found: dict[DateKind, Dated] = {}
    for block in document.blocks[:_HISTORY]:
        match = ENACTED.match(document.at(block.span))
        if match and (mention := next(iter(dates.find(match[0])), None)):
            kind = _ENACTED.get(match[1] or match[2], "成文")
            found[kind] = Dated(
                mention.start, mention.end, mention.precision, kind, _sub(block.span, mention.at)
            )
    yield from found.values()


def _convened(document: Document, front: Sequence[Block]) -> Iterator[Value]:
    for block in front:
        if found := _CONVENED.search(document.at(block.span)):
            yield Value(found[1], _sub(block.span, found.span(1)))


def _region(values: Iterable[Value]) -> Value | None:
    """The first place that one of these names."""
    for value in values:
        for mention in regions.find(value.text):
            if mention.region.level in ("province", "city", "district"):
                span = value.span and _sub(value.span, mention.at)
                return Value(mention.region.name, span)
    return None


def _county(convened: Iterable[Value]) -> Value | None:
    """The place that the gazetteer has not whose congress a speech was given to."""
    return next((value for value in convened if regions.county(value.text)), None)


def _genres(document: Document) -> Iterator[Block]:
    """Blocks with the genre that their section's headings, signature or source line give them."""
    marks: list[str] = []
    path: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind == "heading":
            path = [p for p in path if p[0] < block.level]
            path.append((block.level, document.at(block.span)))
        marks.append(_section(path))
    spoken = _until_source(document, marks)
    for block, genre in zip(document.blocks, spoken, strict=True):
        yield replace(block, genre=genre)


def _section(path: Sequence[tuple[int, str]]) -> str:
    for _, text in path:
        for pattern, genre in _SECTIONS:
            if pattern.search(text):
                return genre
    return ""


def _until_source(document: Document, marks: Sequence[str]) -> list[str]:
    """Text above a press source line, up to the heading that it stands under, is 新闻."""
    genres = list(marks)
    for i, block in enumerate(document.blocks):
        if block.kind != "note" or not _PRESS.search(document.at(block.span)):
            continue
        j = i
        while j >= 0 and not (document.blocks[j].kind == "heading" and document.blocks[j].level <= 3):
            genres[j] = genres[j] or "新闻"
            j -= 1
    return genres


def _sub(span: Span, at: tuple[int, int]) -> Span:
    return Span(span.doc_id, span.start + at[0], span.start + at[1])
