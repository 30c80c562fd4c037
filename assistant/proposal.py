"""A 提案 or a 提案线索 in plain text: its titles, and which stretches are 情况, 分析 and 建议.

A `Proposal` points into one text and copies nothing. People write these parts under headings, behind
labels (情况：…), or in running prose (为此建议：…); all three are read, in that order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.form.signs import FIGURE, wants_a_source
from index import regions
from index.sentences import sentences

Range = tuple[int, int]
Kind = Literal["提案", "线索"]
Name = Literal["情况", "分析", "建议", "事由", "问题点"]

_NUMBER = re.compile(
    r"\s*(?:#+\s*)?(?:第?[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]、?|\d{1,2}[.．、)）]|[①-⑳])?\s*"
)
_TITLE = re.compile(r"关于[^。\n]{3,80}?的(?:提案|建议|意见)(?=[：:。]?\s*$|[：:])")
_TITLE_LABEL = re.compile(r"(?:案由|题目|标题|提案名称|提案题目)[：:]\s*")
_LABEL = re.compile(r"【?([^，。；！？：:“”\n【】]{2,14}?)(?:】?[：:]|】|\s*$)")
_LEAD: Sequence[tuple[Name, re.Pattern[str]]] = (
    ("事由", re.compile(r"^事由$")),
    ("问题点", re.compile(r"^问题点$")),
)
_HEADS: Sequence[tuple[Name, re.Pattern[str]]] = (
    ("情况", re.compile("情况|现状|背景|概况|^基本|^案由$|^理由$")),
    ("分析", re.compile("分析|原因|成因|问题|症结|困难|短板|不足|制约|影响|^理由$")),
    ("建议", re.compile("建议|对策|^(?:工作|具体|主要|解决)?(?:措施|办法|思路)$")),
)
_HEADING = re.compile(
    "(?:情况|现状|背景|概况|基本|案由|理由|分析|原因|成因|问题|症结|困难|短板|不足|影响|建议|对策|措施|办法|思路)(?:如下|和?建议)?$"
)
_DOES = re.compile(
    "(?:进一步|加快|着力|切实|积极)*(?:加[强快大]|完善|健全|建[立设]|推[动进]|促进|解决|破解|化解|消除|克服|补齐|改善|缓解|帮扶|关注|做好|落实|提[升高]|优化|明确|强化)"
)
_ADVISES = re.compile(
    r"(?:为此|因此|对此|据此|鉴于此|有鉴于此|综上|故|特|现|我|我们|本人|提案人|提出|以下|如下|几点|具体|，|,|：)*建议"
)
_CAUSE = re.compile(
    "原因|由于|主要是|症结|究其|导致|缘于|源于|根源|根子|造成|在于|制约|归结为|瓶颈|不足|滞后|困难|难题|难点|短板|薄弱|跟不上|难在|卡在"
)
_UNCOUNTED = re.compile(r"\\?\[\d{1,3}\\?\]|\\(?=[^\w\s])|\s+")
"""White space, [1], and the strokes that Markdown puts before signs."""
_STOP = re.compile(r"【?(?:依据与出处|数据核对表|政策依据表|待核)|附件[：:]")
_HEADED = re.compile(
    r"\s*[一二三四五六七八九十]{1,3}、[^。；：！？，\d《》“”\n]{2,20}(?=\s*\n\s*(?![一二三四五六七八九十]{1,3}、)\S)"
)
"""A numbered heading over a text; one with a figure, a title or a sentence's signs may state something."""
_FORM_WORDS = re.compile(
    "(?:基本|主要|存在|有关|具体|工作|相关|当前|意见|对策|政策|原因|成因|情况|现状|背景|概况|问题点?|困难|分析|建议|措施|办法|思路|影响|事由|案由|理由|提案者|界别|联系方式|附件|备注|说明|的|和|与|及|、)+$"
)

_ASKED = re.compile(r"(?P<told>(?:[^\n]*[，；：])?)[^\n，；：]*[？?][”’」』）)]*")
_HOW = re.compile(r"(?:如何|怎样|怎么)(?!.*是).*")
_BARE = re.compile(r"[^，。；！？：:“”\d\n]{1,14}[：:]")
_COLUMN, _RULE = re.compile(r"\s*[^\d，。；！？]{0,12}\s*"), re.compile(r"\|?[\s:|-]*--[\s:|-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text, without its label, and what it is; a stretch may be two things (情况分析)."""

    names: frozenset[Name]
    at: Range


@dataclass(frozen=True, slots=True)
class Proposal:
    """The titles that stand in a text (one, if it is one matter), and its parts in order."""

    text: str
    kind: Kind
    titles: tuple[Range, ...]
    parts: tuple[Part, ...]

    def at(self, part: Range) -> str:
        return self.text[part[0] : part[1]]

    def all(self, name: Name) -> tuple[Range, ...]:
        """Every stretch that is this part."""
        return tuple(part.at for part in self.parts if name in part.names)

    def sentences(self, *names: Name) -> Iterator[Range]:
        """The sentences of these parts, or without a name all but titles and labels, in order."""
        for part in self.parts:
            if not names or not part.names.isdisjoint(names):
                yield from sentences(self.text, *part.at)

    @property
    def size(self) -> int:
        """Characters without white space and citation marks."""
        return len(_UNCOUNTED.sub("", self.text))


def read_proposal(text: str, kind: Kind | None = None) -> Proposal:
    """Read one text, up to its annexes. `kind` says what it is; without it the labels do."""
    text = text[: _end(text)]
    titles, labelled = _lines(text)
    kind = kind or _kind(labelled)
    parts = tuple(part for part in labelled if part.at[0] < part.at[1])
    if kind == "线索" and any(name in part.names for part in labelled for name, _ in _LEAD):
        return Proposal(text, kind, titles, parts)
    made = Proposal(text, kind, titles, tuple(_as_proposal(parts)))
    return Proposal(text, kind, titles, tuple(_in_prose(made)))


def stated(text: str, at: Range) -> Range | None:
    """What a sentence of a text states, without the label of the form that it opens with.

    None for what states nothing: a title, a heading, that of a table, a mere label, a question.
    """
    start, end = _start(text, *at), at[1]
    if _asks(text[start:end]) or _BARE.fullmatch(text, start, end) or _heads_a_table(text, *at):
        return None
    if (title := _TITLE.match(text, start, end)) and _after_title(text, title.span(), end) == end:
        return None
    # A heading that names a place may state something of it.
    if (headed := _HEADED.match(text, at[0])) and headed.end() == end and not regions.find(text[start:end]):
        return None
    label = _LABEL.match(text, start, end)
    if label is None or not _FORM_WORDS.match(label[1]):
        return at
    said = _trimmed(text, label.end(), end)
    return said if said[0] < said[1] else None


def _asks(sentence: str) -> bool:
    """Whether a sentence only asks: what it tells before that, or a figure put into 如何…, wants a source."""
    if asked := _ASKED.fullmatch(sentence):
        return not wants_a_source(asked["told"])
    return bool(_HOW.fullmatch(sentence)) and not FIGURE.search(sentence)


def _heads_a_table(text: str, start: int, end: int) -> bool:
    """Whether a line is the first row of a table, and names its columns."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    below = text[end:].lstrip("\n").partition("\n")[0]
    cells = text[start:end].strip("|").replace("|", "\t").split("\t")
    begins = ("\t" in below and "\t" not in above) or _RULE.fullmatch(below)
    return bool(begins and len(cells) > 1 and all(_COLUMN.fullmatch(cell) for cell in cells))


def _kind(parts: Sequence[Part]) -> Kind:
    """A 线索 asks (问题点); 事由 alone does not make one where 办法 or 建议 follow under a heading of their own."""
    names = {name for part in parts for name in part.names}
    return "线索" if "问题点" in names or ("事由" in names and "建议" not in names) else "提案"


def _as_proposal(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts in the words of a 提案: 事由 tells the situation, and so does 问题 before 原因 where no other part does."""
    alike: Mapping[Name, Name] = {"事由": "情况", "问题点": "分析"}
    named = [frozenset(alike.get(name, name) for name in part.names) for part in parts]
    explained = [n for n, names in enumerate(named) if "分析" in names]
    if not any("情况" in names for names in named) and len(explained) > 1:
        named[explained[0]] |= {"情况"}
    yield from (Part(names, part.at) for names, part in zip(named, parts, strict=True))


def _end(text: str) -> int:
    """Where the annexes begin: they are no part of what is handed in."""
    found = (line.start() for line in re.finditer(r"[^\n]*\S", text) if _annex(text, *line.span()))
    return next(found, len(text))


def _annex(text: str, start: int, end: int) -> bool:
    return _STOP.match(text, _start(text, start, end), end) is not None


def _lines(text: str) -> tuple[tuple[Range, ...], list[Part]]:
    """Titles, and one part for every label, up to the next; what stands before the first has no name."""
    titles: list[Range] = []
    parts: list[Part] = []
    first = True
    for line in re.finditer(r"[^\n]*\S", text):
        start, end = _start(text, line.start(), line.end()), line.end()
        if title := _title(text, start, end, first and not parts):
            titles.append(title)
            first = False
            start = _after_title(text, title, end)
            if start == end:
                continue
        first = False
        names, body = _labelled(text, start, end)
        if names:
            parts.append(Part(names, (body, end)))
        elif parts and text[parts[-1].at[1] : line.start()].strip() == "":
            parts[-1] = Part(parts[-1].names, (min(parts[-1].at[0], line.start()), end))
        else:
            parts.append(Part(frozenset(), (line.start(), end)))
    return tuple(titles), [Part(p.names, _trimmed(text, *p.at)) for p in parts]


def _title(text: str, start: int, end: int, may: bool) -> Range | None:
    """A line that is a title: labelled, in the form 关于…的提案, or the short first line of a text."""
    if label := _TITLE_LABEL.match(text, start, end):
        return (label.end(), end) if label.end() < end else None
    if found := _TITLE.match(text, start, end):
        return found.span()
    short = end - start <= 40 and not re.search("[。：:；]", text[start:end])
    return (start, end) if may and short and not _labelled(text, start, end)[0] else None


def _after_title(text: str, title: Range, end: int) -> int:
    rest = re.compile(r"[：:。]?\s*").match(text, title[1], end)
    return rest.end() if rest else title[1]


def _labelled(text: str, start: int, end: int) -> tuple[frozenset[Name], int]:
    """What the label that a line opens with announces, and where the text behind it begins."""
    body = _start(text, start, end)
    label = _LABEL.match(text, body, end)
    if label is None or not (_HEADING.search(label[1]) or label[1] in ("事由", "问题点")):
        return frozenset(), start
    lead = [name for name, pattern in _LEAD if pattern.search(label[1])]
    # 加强困难群体保障 is a measure, not a heading for what is wrong.
    heads = () if _DOES.match(label[1]) else _HEADS
    names = lead or [name for name, pattern in heads if pattern.search(label[1])]
    return frozenset(names), label.end() if names else start


def _in_prose(given: Proposal) -> Iterator[Part]:
    """The parts, where those without a name are read by what their sentences say."""
    named = frozenset(name for part in given.parts for name in part.names)
    for part in given.parts:
        if part.names:
            yield part
            continue
        advice, cause = part.at[1], part.at[1]
        for start, end in sentences(given.text, *part.at):
            body = _start(given.text, start, end)
            if "建议" not in named and advice == part.at[1] and _ADVISES.match(given.text, body, end):
                advice = start
            elif (
                "分析" not in named
                # The first sentence tells what is, whatever it says of causes.
                and part.at[0] < start < advice
                and cause == part.at[1]
                and _CAUSE.search(given.text, start, end)
            ):
                cause = start
        cause = min(cause, advice)
        ranges: tuple[tuple[Name, int, int], ...] = (
            ("情况", part.at[0], cause),
            ("分析", cause, advice),
            ("建议", advice, part.at[1]),
        )
        for name, start, end in ranges:
            at = _trimmed(given.text, start, end)
            if at[0] < at[1]:
                yield Part(frozenset({name}), at)


def _start(text: str, start: int, end: int) -> int:
    found = _NUMBER.match(text, start, end)
    return found.end() if found else start


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
