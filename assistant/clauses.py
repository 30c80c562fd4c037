"""Where a sentence may be cut so that what is kept still stands alone.

A telling is a run of clauses that begins where nothing before it is needed and ends behind a complete
predicate. Parts of speech are rjieba's; where they are in doubt, nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
_SEPARATORS = "，；：,;:"
_MARKS = {",": "，", ";": "；", ":": "："}
_LONGEST_QUOTE = 80

# What comes behind one of these is no predicate of its own: 用三年时间, 按照三个层次, 会同科技厅.
_COVERB = re.compile(
    r"^(?:按照|依照|根据|围绕|依托|立足|瞄准|着眼|面向|对照|针对|结合|通过|随着|为了|为|以|用|由于|由|将|把|对于|对|向|从|自|在|与|和|同|因|受|借助|作为|鉴于|面对|相比于|相比|除了|除|经过|经|到|至|当)"
)
_MAIN = re.compile(
    r"形成|提供|部署|建[设立成]|加[强快大]|推[动进行广]|实[现施行]|促进|提[升高]|打造|设立|开展|给予|发挥|联系|培[育养]|引进|制定|完善|健全|优化|达|占|增长|下降|出台|发布|印发"
    r"|任|领衔|挂帅|突破|解决|破解|缓解|支持|鼓励|引导|组建|搭建|构建|拥有|存在|成为|创造|奠定|扩大|聚焦|梳理|协调|统筹|要求|规划|出现|产生|具有|位居|率先|保障|确保"
)
_OPENS = re.compile(
    r"^(?:不仅|不但|既|一方面|虽然|虽|尽管|如果|若|一旦|由于|随着|只有|只要|即使|无论|为了|当(?!地|前)|除了|鉴于|因为|从.{1,12}(?:来看|看|出发)$)"
)
_LOCATIVE = re.compile(r"^(?:在|自|从|到|当|截至|至).{1,40}(?:后|中|下|时|上|期间|以来|前|底|之际|方面|环境下|过程中)$")
_NEEDS_MORE = re.compile(r"(?:包括|如下|分别|例如|比如|如|即|会同|以及|特别是|尤其是|包含|涵盖|其中|是|为|为主)$")
_JOINS = re.compile(r"^(?:但|然而|却|而(?!且)|以至|从而|则|否则|就(?!业)|才|都|均|也(?!是)|还|又)")
_FRAME_NOUN = re.compile(
    r"(?:要求|原则|思路|布局|格局|方向|目标|精神|部署|模式|方式|形式|核心|基础|主体|导向|契机|抓手|需求|需要|重点|变化|规划|趋势|条件|时间|层次|角度|维度|支撑点|主线|纽带|牵引|支撑)$"
)
_GIVES = re.compile(r"提供|奠定|创造|带来|注入|腾出|打下|打开|贡献")
_WITH = re.compile(r"会同|联合(?!体|国|会|攻关|审批)")
_GOES_ON = re.compile(
    r"^(?:进一步|加快|大力|积极|切实|着力|全面|深入|重点|努力|精准|有效|继续|共同|要)*(?:加[强快大]|完善|健全|建[立设]|构建|优化|提[升高]|增[强加]|推[动进行广]|促进|助推|深化|强化|拓[宽展]|打[通造]|形成"
    r"|连接|吸引|培[育养]|支持|鼓励|引导|激励|激发|防[止范]|避免|遏制|破[解除]|化解|解决|缓解|消除|补[齐强]|降低|减[少轻]|规范|理顺|统筹|协调|保护|发挥|运用|实[施现行]|巩固|畅通|扩大|确保|突破|满足"
    r"|探索|落实|开展|聚焦|梳理|组建|设立|成立|布局|搭建|组织|带动|引进|招引|维护|保障|做[大强优]|壮大|发展|用好|深挖|集聚|依托|围绕|立足|针对|按照|以|向|对|由|力争|到\d{4}年)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without the mark behind it, which is `stop` (empty at the end)."""

    start: int
    end: int
    stop: str


def clauses(text: str) -> list[Clause]:
    """A sentence cut at its commas, semicolons and colons, but not inside quotation marks, titles or brackets."""
    found: list[Clause] = []
    start = 0
    for i in _cuts(text):
        if i > start:
            found.append(Clause(start, i, _MARKS.get(text[i], text[i])))
        start = i + 1
    end = len(text.rstrip("。.；; "))
    if end > start:
        found.append(Clause(start, end, ""))
    return found


def _cuts(text: str) -> Iterator[int]:
    stack: list[str] = []
    for i, char in enumerate(text):
        if stack and char == stack[-1]:
            stack.pop()
        elif char in _PAIRS and 0 < text.find(_PAIRS[char], i) - i < _LONGEST_QUOTE:
            stack.append(_PAIRS[char])
        elif not stack and char in _SEPARATORS and not _in_number(text, i):
            yield i


def _in_number(text: str, i: int) -> bool:
    return text[i] in ",:" and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def tellings(text: str, *, listed: bool) -> Iterator[tuple[int, int]]:
    """The half-open ranges of a sentence that can be told alone, the whole of it first.

    `listed` says that its clauses are what a document or somebody says is to be done, one beside the
    other: then a telling may begin at any of them.
    """
    parts = clauses(text)
    if not parts:
        return
    yield parts[0].start, parts[-1].end
    ends = [n for n in range(len(parts)) if _ends(parts, n, text)]
    for first in range(len(parts)):
        if not _begins(parts, first, text, listed):
            continue
        for last in ends:
            if last >= first and (first, last) != (0, len(parts) - 1) and _whole(parts, first, last, text):
                yield parts[first].start, parts[last].end


def complete(clause: str) -> bool:
    """Whether a clause holds a predicate of its own."""
    if _LOCATIVE.match(clause) or _NEEDS_MORE.search(clause):
        return False
    rest = clause
    if opened := _COVERB.match(clause):
        main = _GIVES if opened[0] in ("为", "为了") else _MAIN
        inner = main.search(clause, opened.end() + 2)
        if inner is None or _FRAME_NOUN.search(clause):
            return False
        rest = clause[inner.start() :]
    if (joined := list(_WITH.finditer(rest))) and not _MAIN.search(rest, joined[-1].end() + 2):
        return False
    return bool(_MAIN.search(rest)) or _has_predicate(rest)


def _has_predicate(clause: str) -> bool:
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    tagged = [(word, tag) for word, tag in rjieba.tag(clause) if tag != "x"]
    return any(tag in ("v", "a", "vg", "z", "l", "i", "ad") and word not in "来说看" for word, tag in tagged[1:]) or (
        bool(tagged) and tagged[0][1] == "v" and len(tagged) > 1
    )


def _begins(parts: Sequence[Clause], n: int, text: str, listed: bool) -> bool:
    if n == 0:
        return True
    clause = text[parts[n].start : parts[n].end]
    if _JOINS.match(clause) or parts[n - 1].stop == "：":
        return False
    before = text[parts[n - 1].start : parts[n - 1].end]
    if parts[n - 1].stop == "；":
        return listed or not _GOES_ON.match(clause)
    return listed and bool(_GOES_ON.match(clause)) and (complete(before) or bool(_COVERB.match(before)))


def _ends(parts: Sequence[Clause], n: int, text: str) -> bool:
    if n == len(parts) - 1:
        return True
    clause = text[parts[n].start : parts[n].end]
    after = text[parts[n + 1].start : parts[n + 1].end]
    if parts[n].stop == "：" or _JOINS.match(after) or _OPENS.match(clause):
        return False
    return complete(clause)


def _whole(parts: Sequence[Clause], first: int, last: int, text: str) -> bool:
    """Whether what opens inside (不仅 …, 虽然 …) is also closed there."""
    opened = [n for n in range(first, last + 1) if _OPENS.match(text[parts[n].start : parts[n].end])]
    if not opened:
        return any(complete(text[parts[n].start : parts[n].end]) for n in range(first, last + 1))
    return last > opened[-1]
