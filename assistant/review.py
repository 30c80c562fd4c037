"""立案预审: what in a 提案 or 提案线索 may stand in the way of its being filed.

One matter, length, 情况–分析–建议, and the public grounds for not filing (`assistant.grounds`), each as a
finding with the characters that triggered it. It gives hints and never decides: that is the committee's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.errors import RequestError
from assistant.grounds import GROUNDS
from assistant.proposal import Kind, Name, Proposal, Range, read_proposal
from assistant.types import Finding, Level
from index.tokens import content_pairs

KINDS: Mapping[str, Kind] = MappingProxyType({"提案": "提案", "线索": "线索"})
LIMIT = 100_000
LENGTH, LEAD_LENGTH, SHORT = 1500, 900, 150
_SHOWN = 30
_BOTH = re.compile(r"以及|并且|[和与及、并]")
_BEGINS = re.compile(
    "(?:进一步|大力|加快|积极|着力|切实)*(?:加[强快大]|完善|健全|建[立设]|推[动进行广]|促进|解决|破解|规范|改善|缓解|扩大|做好|落实|提[升高]|优化|强化|发展|支持|增[加设]|保护|治理|整治|设立|取消|开展|实施|改革|培育|打造)"
)
_FRAME = re.compile("^关于|的(?:提案|建议|意见)$")
_SECTION = re.compile(
    r"^[ \t\u3000]*[一二三四五六七八九十]{1,3}[、．.][ \t]*(?P<head>[^。；：\n]{2,40})$", re.MULTILINE
)
_SEVERAL = re.compile("若干|几个|几点|几项|几件|多个|有关问题|一些")
_MISSING: Sequence[tuple[Name, str]] = (
    ("情况", "没有看到“情况”：请写明事实，最好有时间、地点、数字和出处"),
    ("分析", "没有看到“分析”：请写明问题在哪里、原因是什么"),
    ("建议", "没有看到“建议”：请写明由谁做什么，一条一事"),
)


@dataclass(frozen=True, slots=True)
class Review:
    """`findings` count characters of `proposal.text`; an error is what to put right first, a warning a note."""

    proposal: Proposal
    findings: tuple[Finding, ...]


def review(text: str, kind: Kind | None = None, length: int = LENGTH) -> Review:
    """Review one text. `length` is the most characters of a 提案. RequestError for an empty or over-long text."""
    if not text.strip():
        raise RequestError("没有可预审的文字。请给出提案或线索的文件，或用 - 从标准输入读入文字。")
    if len(text) > LIMIT:
        raise RequestError(f"文字有 {len(text)} 字，超过 {LIMIT} 字的上限。请一次预审一件。")
    given = read_proposal(text, kind)
    found = [*_matters(given), *_length(given, length), *_parts(given), *_grounds(given)]
    return Review(given, tuple(sorted(found, key=lambda f: (f.level, f.at or (0, 0)))))


def _matters(given: Proposal) -> Iterator[Finding]:
    """One matter a text (一事一案): one title, one 事由, and a title that names one thing to do."""
    for title in given.titles[1:]:
        yield _finding("matters", "error", given, title, "是又一个题目，应一事一案，请分成两件")
    for again in given.all("事由")[1:]:
        yield _finding("matters", "error", given, again, "是又一段事由，应一事一案，请分成两件")
    for start, end in given.titles[:1]:
        for cut in _BOTH.finditer(given.text, start, end):
            one, other = given.text[start : cut.start()], given.text[cut.end() : end]
            one, other = _FRAME.sub("", one), _FRAME.sub("", other)
            if _BEGINS.match(one) and _BEGINS.match(other) and _apart(one, other):
                at = (start + (2 if given.text.startswith("关于", start) else 0), end)
                yield _finding("matters", "warning", given, at, "像是两件事，应一事一案，请确认能否分开")
                return
    yield from _sections(given)


def _sections(given: Proposal) -> Iterator[Finding]:
    """Sections that each tell of something else and each ask something of their own: several proposals in one."""
    heads = [*_SECTION.finditer(given.text)]
    ends = [*(head.start() for head in heads[1:]), len(given.text)]
    if len(heads) < 2 or not all(
        "建议" in given.text[h.end() : end] for h, end in zip(heads, ends, strict=True)
    ):
        return
    several = any(_SEVERAL.search(given.at(title)) for title in given.titles)
    names = [_FRAME.sub("", head["head"].strip()) for head in heads]
    if (several or all(head["head"].startswith("关于") for head in heads)) and _apart(*names[:2]):
        yield _finding(
            "matters", "warning", given, heads[1].span("head"), "像是另一件事，应一事一案，请确认能否分开"
        )


def _apart(one: str, other: str) -> bool:
    """Whether two phrases name different things: an object each of three characters or more, no pair shared."""
    things = [_BEGINS.sub("", phrase) for phrase in (one, other)]
    return min(map(len, things)) >= 3 and not content_pairs(things[0]) & content_pairs(things[1])


def _length(given: Proposal, length: int) -> Iterator[Finding]:
    most = length if given.kind == "提案" else min(length, LEAD_LENGTH)
    if given.size > most:
        message = f"全文{given.size}字，超过{most}字，请压缩；各地上限不同，可另设"
        yield Finding("length", "error" if given.kind == "提案" else "warning", message)
    elif given.size < SHORT:
        yield Finding("length", "warning", f"全文只有{given.size}字，内容偏少，请补充情况、分析和建议")


def _parts(given: Proposal) -> Iterator[Finding]:
    if given.kind == "线索":
        if not given.all("事由"):
            yield Finding("situation", "error", "没有看到“事由”：请以“事由：”起行，写明情况")
        if not given.all("问题点"):
            yield Finding("issues", "error", "没有看到“问题点”：请以“问题点：”起行，分条写明要研究的问题")
        if not given.all("建议"):
            yield Finding("suggestion", "warning", "线索可以没有建议；改写成提案时须补上具体建议")
        return
    codes = {"情况": "situation", "分析": "analysis", "建议": "suggestion"}
    for name, message in _MISSING:
        if not given.all(name):
            # Only what is asked for is indispensable: a short proposal may tell and explain in one breath.
            level: Level = "error" if name == "建议" else "warning"
            yield Finding(codes[name], level, message)


def _grounds(given: Proposal) -> Iterator[Finding]:
    for code, ground in GROUNDS.items():
        if code == "empty" and given.kind == "线索":
            continue
        for at, level in ground.check(given):
            yield _finding(code, level, given, at, f"可能属于“{ground.name}”的情形，{ground.advice}")


def _finding(code: str, level: Level, given: Proposal, at: Range, message: str) -> Finding:
    words = " ".join(given.at(at).split())
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return Finding(code, level, f"“{shown}”{message}", at)
