"""What a text says of the validity of others: 《X》同时废止, 关于修改《X》的决定, a list of what is repealed.

Only what is said outright counts: 不予废止, 拟废止, 修改或者废止 say nothing of the kind. Those who are
named stand in one chain right before or right after the verb, or in a list or table that it heads.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import docnumbers
from index.sentences import sentences
from index.types import Block, Document, Effect, EffectKind, Span

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,120})》")
_BRACKETS = re.compile(r"\s*[（(](?:[^（）()《》。\n]|[（(][^（）()\n]{0,30}[）)]){1,100}[）)]")
_PAPER = re.compile(
    r"(?:法|典|条例|则|规定|办法|决定|决议|通知|通报|意见|方案|规划|计划|纲要|公告|通告|布告|批复|复函|函|令|措施|制度|标准|"
    r"规程|规范|指引|指南|目录|清单|解释|答复|纪要|要点|机制|政策)(?:[（(][^（）()]*[）)])*$"
)
_VERB = re.compile(r"废止|失效|停止(?:执行|施行|使用)|代替|取代|修[改订正]")
# In the clause before the verb: it does not happen, or not yet, or only if, or only as one of several things.
_UNDONE = re.compile(
    r"(?:[不未没无拟若]|如(?!下)|修[改订正]、|建议|应当?|可以?|需要?|须|是否|能否|研究|适时|及时|逐步|推动|推进|加快|提请|申请|要求|提出|"
    r"清理|涉及|或者?)[^，。；：]{0,6}$"
)
_ALTERNATIVE = re.compile(r"\s*(?:[、或和]|以及|的(?!通知|决定|公告|目录|清单|文件|规范|规章))")
_KEPT = re.compile(r"不(?:予|得|再|应)?[^，。；]{0,4}(?:废止|失效)|继续有效|(?:予以|继续)保留")
_PARTLY = re.compile(
    r"[^，。；《》]{0,4}?(?:第[^，。；《》]{1,20}[条款项]|中的?|的?(?:有关|相关)(?:规定|条款|内容))"
)
_BETWEEN = re.compile(
    r"(?:[、，,；;\s和及与]|以及|并|原|等|同时|文件|文|现行)*"
    r"(?:[^。；《》]{0,160}(?:发布|公布|通过|批准|印发|制定|颁布|施行|修正|修订|修改)的)?原?"
)
_TO_VERB = re.compile(r"[，,、]?\s*(?:(?!施行|实施|公布|生效|印发|发布|决定|根据|按照)[^，。；：《》]){0,24}")
_FROM_VERB = re.compile(
    r"(?:了|原|下列|以下|如下|\d+件|部分|有关|规范性|文件|规章|政策|的|等|[：:、\s一二三四五六七八九十\d．.（）()])*"
)
_GROUNDS = re.compile(r"(?:根据|按照|依据|依照|落实|贯彻|执行|适用|参照|符合|违反)[^，。；《》]{0,4}$")
_BY = re.compile(r"(?:被|由)[^，。；]{1,80}?(?=废止|代替|取代)")
_CHANGES = re.compile(r"修[改订正].{0,40}(?:决定|决议|通知|公告|通告|命令)")
_DECIDES = re.compile(r"(?:关于|决定)(?:对|予以)?$")
_CHANGED = re.compile(r"[^，。；：]{0,12}(?:作出?|做出?|进行)[^，。；：]{0,4}")
_HEADING = re.compile(r"[：:]\s*$|(?:目录|清单|名单|决定|通知|公告)(?:[（(][^）)]*[）)])?$|^[^，。；]{2,40}$")
_ITEM = re.compile(
    r"\s*(?:附件\d*\s*)?(?:[（(]?[\d一二三四五六七八九十]{1,4}[)）]?[.．、]?\s*)?(?=《|\S{2,80}?[（(〔\[]\d{4})"
)
_KINDS: dict[str, EffectKind] = {"废止": "废止", "失效": "失效", "代替": "代替", "取代": "代替"}
_CELL: dict[str, EffectKind | None] = {
    "废止": "废止", "宣布废止": "废止", "失效": "失效", "宣布失效": "失效",
    "修改": None, "修订": None, "保留": None, "继续有效": None, "有效": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """Another text as a sentence names it: [start, end) with the brackets behind it."""

    start: int
    end: int
    title: str
    number: str


def effects(document: Document) -> tuple[Effect, ...]:
    """What a document says of the validity of others, in text order, each once."""
    found: dict[tuple[str, str, str], Effect] = {}
    headed: EffectKind | None = None
    for block in document.blocks:
        if block.lang != "zh" or block.genre == "提案线索":
            continue
        text = document.at(block.span)
        cells = [document.at(cell).strip() for cell in block.cells if cell]
        said = [] if any(cell in _CELL for cell in cells) else list(_said(document, block))
        if not said and headed and (block.kind == "row" or _ITEM.match(text)):
            said = list(_listed(document, block, headed))
        elif block.table is None or block.kind == "caption":
            headed = None if said else _heads(text)
        for effect in said:
            found.setdefault((effect.kind, effect.title, effect.doc_number), effect)
    return tuple(found.values())


def _said(document: Document, block: Block) -> Iterator[Effect]:
    """What the sentences of a block say."""
    if not _VERB.search(document.text, block.span.start, block.span.end):
        return
    for start, end in sentences(document.text, block.span.start, block.span.end):
        text = _BY.sub(lambda found: "　" * len(found[0]), document.text[start:end])
        names = _names(text)
        for verb in _VERB.finditer(text):
            inside = any(name.start < verb.end() <= name.end for name in names)
            if inside or _is_undone(text, verb):
                continue
            for name, kind in _meant(text, verb, names, document.title):
                yield Effect(kind, name.title, name.number, Span(document.id, start, end))


def _names(text: str) -> list[_Named]:
    """The titles in a sentence with the 文号 in their brackets, and the 文号 that stand alone."""
    found: list[_Named] = []
    for match in _TITLE.finditer(text):
        end = match.end()
        while more := _BRACKETS.match(text, end):
            end = more.end()
        numbers = [m.number for m in docnumbers.find(text[match.end() : end]) if not m.number.partial]
        number = numbers[0].canonical if numbers else ""
        if number or _PAPER.search(match[1]):
            found.append(_Named(match.start(), end, match[1], number))
    for mention in docnumbers.find(text):
        if not mention.number.partial and not any(n.start <= mention.at[0] < n.end for n in found):
            found.append(_Named(*mention.at, "", mention.number.canonical))
    return sorted(found, key=lambda name: name.start)


def _is_undone(text: str, verb: re.Match[str]) -> bool:
    clause = _TITLE.sub("", re.split("[，。；：]", text[: verb.start()])[-1])
    around = text[max(verb.start() - 10, 0) : verb.end()]
    return bool(_UNDONE.search(clause) or _KEPT.search(around) or _ALTERNATIVE.match(text, verb.end()))


def _meant(
    text: str, verb: re.Match[str], names: Sequence[_Named], title: str
) -> Iterator[tuple[_Named, EffectKind]]:
    """Those that a verb is said of: in a chain right behind it, else in one right before it."""
    before = [name for name in names if name.end <= verb.start()]
    after = [name for name in names if name.start >= verb.end()]
    kind = _kind(verb[0])
    if kind == "修订":
        # Any other text's word of amending may be a plan, or the history of a law.
        if _CHANGES.search(title):
            yield from ((name, kind) for name in _amended(text, verb, before, after))
    elif after and _FROM_VERB.fullmatch(text[verb.end() : after[0].start]):
        for n, name in enumerate(after):
            if n and not _BETWEEN.fullmatch(text[after[n - 1].end : name.start]):
                return
            yield name, _partly(text, name, kind)
    elif before and kind != "代替":
        yield from ((name, _partly(text, name, kind)) for name in _leading(text, verb, before))


def _leading(text: str, verb: re.Match[str], before: Sequence[_Named]) -> Iterator[_Named]:
    """The chain that ends at the verb, the last first."""
    gap = text[before[-1].end : verb.start()]
    part = _PARTLY.match(gap)
    if not _TO_VERB.fullmatch(gap[part.end() :] if part else gap):
        return
    follows = len(text)
    for name in reversed(before):
        if follows < len(text) and not _BETWEEN.fullmatch(text[name.end : follows]):
            return
        if _GROUNDS.search(text[: name.start]):
            return
        yield name
        follows = name.start


def _amended(
    text: str, verb: re.Match[str], before: Sequence[_Named], after: Sequence[_Named]
) -> Iterator[_Named]:
    """关于修改《X》的决定, 对《X》作如下修改."""
    if (
        after
        and _DECIDES.search(text[: verb.start()])
        and text[verb.end() : after[0].start].strip() in ("", "了")
    ):
        yield after[0]
    elif before and _CHANGED.fullmatch(text[before[-1].end : verb.start()]):
        yield from before[-1:] if text[: before[-1].start].endswith(("对", "将", "就")) else ()


def _partly(text: str, name: _Named, kind: EffectKind) -> EffectKind:
    return "部分废止" if kind == "废止" and _PARTLY.match(text, name.end) else kind


def _kind(verb: str) -> EffectKind:
    return _KINDS.get(verb, "停止执行" if verb.startswith("停止") else "修订")


def _heads(text: str) -> EffectKind | None:
    """What is said of the list or table below a heading or an introduction; nothing if some of it is kept or changed."""
    plain = _TITLE.sub("", text)
    verbs = list(_VERB.finditer(plain))
    if not verbs or not _HEADING.search(plain) or _KEPT.search(plain):
        return None
    kinds = {_kind(verb[0]) for verb in verbs}
    if kinds & {"修订", "代替"} or all(_is_undone(plain, verb) for verb in verbs):
        return None
    return "废止" if len(kinds) > 1 else kinds.pop()


def _listed(document: Document, block: Block, headed: EffectKind) -> Iterator[Effect]:
    """The papers that a list item or a row under such a heading names; a cell of the row may say otherwise."""
    cells = [document.at(cell).strip() for cell in block.cells if cell]
    told = [_CELL[cell] for cell in cells if cell in _CELL]
    kind = told[0] if told else headed
    if block.header or kind is None:
        return
    text = document.at(block.span)
    names = _names(text)
    if not any(name.title for name in names):
        number = names[0].number if names else ""
        begin = found.end() if (found := _ITEM.match(text)) else 0
        item = text[begin : names[0].start if names else begin].rstrip("（(〔[ 　")
        title = max((cell for cell in cells if _PAPER.search(cell)), key=len, default="" if cells else item)
        names = [_Named(0, 0, title, number)]
    yield from (Effect(kind, n.title, n.number, block.span) for n in names if n.title or n.number)
