"""Where a sentence may be cut so that what is kept still stands alone.

A telling is made of runs of clauses: it begins where nothing before it is needed and ends behind a
complete predicate. Parts of speech are rjieba's; where they are in doubt, nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index import regions
from index.tokens import content_pairs

Range = tuple[int, int]

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
_SEPARATORS = "，；：,;:"
_MARKS = {",": "，", ";": "；", ":": "："}
_LONGEST_QUOTE = 80
_LONG = 88
"""From this length on a sentence may also be told with what stands between its head and a later clause left out."""

# What comes behind one of these is no predicate of its own: 用三年时间, 按照三个层次, 会同科技厅.
_COVERB = re.compile(
    r"^(?:按照|依照|根据|围绕|依托|立足|依附|基于|瞄准|着眼|面向|对照|针对|结合|通过|随着|为了|为|以|用|由于|由|将|把|对于|对|向|从|自|在|与|和|同|因|受|借助|作为|鉴于|面对|相比于|相对于|相比|除了|除|经过|经|到|至|当(?!地))"
)
_MAIN = re.compile(
    r"形成|提供|部署|建[设立成]|加[强快大]|推[动进行广]|实[现施行]|促进|提[升高]|打造|设立|开展|给予|发挥|联系|培[育养]|引进|制定|完善|健全|优化|达|占|增长|下降|出台|发布|印发"
    r"|任|领衔|挂帅|突破|解决|破解|缓解|支持|鼓励|引导|组建|搭建|构建|拥有|存在|成为|创造|奠定|扩大|聚焦|梳理|协调|统筹|要求|规划|出现|产生|具有|位居|率先|保障|确保|没有"
)
_GIVES = re.compile(r"提供|奠定|创造|带来|注入|腾出|打下|打开|贡献")
_FRAME_NOUN = re.compile(
    r"(?:要求|原则|思路|布局|格局|方向|目标|精神|部署|模式|方式|形式|核心|基础|主体|导向|契机|抓手|需求|需要|重点|变化|规划|趋势|条件|时间|层次|角度|维度|支撑点|主线|纽带|牵引|支撑"
    r"|状况|情况|形势|局面|背景|推动|视角|而言|制约)$"
)
_OPENS = re.compile(
    r"^(?:不仅|不但|既|一方面|虽然|虽|尽管|如果|若|一旦|由于|随着|只有|只要|即使|无论|为了|除了|鉴于|因为|除非|越是)|^.{0,12}尽管|^从.{1,12}(?:来看|看|出发)$"
)
_CLOSES = re.compile(r"^(?:但|而|却|也|还|又|就|都|仍|才|则|将|容易|势必)|从而|以至")
_LOCATIVE = re.compile(
    r"^(?:在|自|从|到|当|截至|至)?.{1,90}(?:后|以来|期间|之际|过程中|背景下|条件下|情况下|形势下|环境下|前提下|方面|时期)$|^(?:在|自|从|到|当|截至|至).{1,90}(?:中|下|时|上|前|底|时候)$"
)
_NEEDS_MORE = re.compile(
    r"(?:包括|如下|分别|例如|比如|如|即|会同|以及|特别是|尤其是|包含|涵盖|其中|是|为|为主|提出|指出|明确|要求|强调|表示|认为|反映|透露|显示|表明|规定)$"
    r"|^(?:力争|争取|计划)?(?:到|至|经过|用|从)[^，]{1,12}(?:年|努力|时间)$|^(?:一个|原先|许多|大量|部分|现有)[^，]*的[\u4e00-\u9fff]{2,6}$|^其中|看$|的\s*\d+\s*[个条家项]$"
    r"|的(?:加快|全面|大规模|深入|进一步)?(?:实施|推进|发展|提升|建设|出现|到来|应用|实现|形成|提出)$|^(?![^，]*[把将])[^，、]{2,20}作为[^，、]*的[\u4e00-\u9fff]{2,12}$"
    r"|按照(?!.*(?:原则|要求|思路|模式|方式|部署|规定|标准|步骤|格局|布局).{3,})|^[与同和].*(?:不同|相比|一样|相同)$|^就.*而言$"
)
_ADJECTIVE = re.compile(
    r"(?:多|少|大|小|高|低|强|弱|难|慢|快|重|紧|足|差|严重|突出|明显|滞后|雷同|粗放|合理)$"
)
_MEASURED = re.compile(r"[\u4e00-\u9fff]\s*\d[\d.,]*\s*(?:[%％]|[万亿]?[公亩平吨元个家条人户项]\S{0,3})$")
_AND_SUCH = re.compile(r"等(?:[\u4e00-\u9fff]{0,4})(?:挑战|问题|困难|矛盾|风险|情况|难题)$")
_GOVERNS = re.compile(r"面临|存在|出现|解决|破解|包括|受到|反映")
_JOINS = re.compile(
    r"^(?:但|然而|却|而(?!且)|以至|从而|则|否则|就(?!业)|才|都|均|也|还|又|并(?!购|网|轨)|即|主要是|一般是|短期是|是|现在|可(?![控持])|能(?!源)|会(?!议)|已(?!经?建)|将|被|难在|特别是|尤其是|等$)"
)
_TELLING = re.compile(r"\d|“")
_POINTS = re.compile(r"^(?:其(?!他|它)|这|该|此)")
_TIME = re.compile(r"[年月日季周]|期间|以来|现在|目前")
_WITH = re.compile(r"会同|联合(?!体|国|会|攻关|审批)")
_GOES_ON = re.compile(
    r"^(?:进一步|加快|大力|积极|切实|着力|着重|全面|深入|重点|努力|精准|有效|继续|共同|要|已完成|已|新|累计)*(?:加[强快大]|完善|健全|建[立设成]|构建|优化|提[升高]|增[强加]|推[动进行广]|促进|助推|深化|强化|拓[宽展]|打[通造]"
    r"|形成|连接|吸引|培[育养]|支持|鼓励|引导|激励|激发|防[止范]|避免|遏制|破[解除]|化解|解决|缓解|消除|补[齐强]|降低|减[少轻]|规范|理顺|统筹|协调|保护|发挥|运用|实[施现行]|巩固|畅通|扩大|确保|突破"
    r"|满足|探索|落实|开展|聚焦|梳理|组建|设立|成立|布局|搭建|组织|带动|引进|招引|维护|保障|做[大强优]|壮大|发展|用好|深挖|集聚|依托|围绕|立足|针对|按照|以|向|对|力争|到\d{4}年|扶持|提供|敬畏|尊重|不搞|[新建]建|建[了起]|新增|完成)"
)
_EXAMPLE = re.compile(r"^(?:例如|比如|如)(?![何果下此今上])")
_LEADS_IN = re.compile(r"^(?:综合看|按照方案|同样|当然|所以|据了解|据介绍)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without the mark behind it, which is `stop` (empty at the end)."""

    start: int
    end: int
    stop: str
    text: str


def clauses(text: str) -> list[Clause]:
    """A sentence cut at its commas, semicolons and colons, but not inside quotation marks, titles or brackets."""
    found: list[Clause] = []
    start = 0
    for i in [*_cuts(text), len(text)]:
        end = i if i < len(text) else len(text.rstrip("。.；; "))
        inner = text[start:end]
        at = start + len(inner) - len(inner.lstrip())
        if inner.strip():
            stop = _MARKS.get(text[i], text[i]) if i < len(text) else ""
            found.append(Clause(at, end, stop, text[at:end].strip()))
        start = i + 1
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


def tellings(text: str, *, listed: bool) -> Iterator[tuple[Range, ...]]:
    """The ways to tell a sentence alone, each as its half-open ranges in order; the whole of it first.

    `listed` says that its clauses are what a document or somebody says is to be done, one beside the
    other: then a telling may begin at any of them.
    """
    parts = clauses(text)
    if not parts:
        return
    last = len(parts) - 1
    yield ((parts[0].start, parts[last].end),)
    ends = [n for n in range(len(parts)) if _ends(parts, n)]
    starts = [n for n in range(len(parts)) if _begins(parts, n, listed)]
    for first in starts:
        for end in ends:
            if end >= first and (first, end) != (0, last) and _closed(parts[first : end + 1]):
                yield ((parts[first].start, parts[end].end),)
    if parts[last].end - parts[0].start >= _LONG and not listed:
        yield from _with_gap(parts, starts, ends)


def _with_gap(
    parts: Sequence[Clause], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[Range, ...]]:
    """The head of a long sentence with a later run of its clauses: its topic, or its subject with the first thing done."""
    for head in starts[:2]:
        topic = _is_topic(parts[head].text)
        if _is_light(parts[head].text):
            continue
        if (
            parts[head].stop != "，"
            or not (topic or complete(parts[head].text))
            or _OPENS.match(parts[head].text)
        ):
            continue
        for first in range(head + 2, len(parts)):
            if any(p.stop in ("；", "：") for p in parts[head:first]):
                break
            if not topic and not all(_subjectless(p.text) for p in parts[head + 1 : first]):
                break
            clause = parts[first].text
            alone = complete(clause) and not _JOINS.match(clause) and not _EXAMPLE.match(clause)
            joined = alone if topic else bool(_GOES_ON.match(clause)) and not _COVERB.match(clause)
            for end in ends if joined else ():
                if not topic and not all(_subjectless(p.text) for p in parts[first : end + 1]):
                    break
                told = "".join(p.text for p in parts[first : end + 1])
                if end >= first and (topic or _TELLING.search(told)) and _closed(parts[first : end + 1]):
                    yield (parts[head].start, parts[head].end), (parts[first].start, parts[end].end)


def has_subject(text: str) -> bool:
    """Whether some clause of a sentence says of whom it is."""
    return not all(_subjectless(part.text) for part in clauses(text))


def _subjectless(clause: str) -> bool:
    return bool(_GOES_ON.match(clause) or _COVERB.match(clause) or re.match("即|已|并", clause))


@cache
def complete(clause: str) -> bool:
    """Whether a clause holds a predicate of its own."""
    if _LOCATIVE.search(clause) or _NEEDS_MORE.search(clause):
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
    return (
        bool(_MAIN.search(rest))
        or bool(_MEASURED.search(rest))
        or bool(_ADJECTIVE.search(rest))
        or _has_predicate(rest)
    )


def _has_predicate(clause: str) -> bool:
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    tagged = [(word, tag) for word, tag in rjieba.tag(clause) if tag != "x"]
    telling = ("v", "a", "vg", "z", "l", "i", "ad", "vn") if len(tagged) > 2 else ("v", "vg")
    return any(tag in telling for _, tag in tagged[1:]) or (
        bool(tagged) and tagged[0][1] == "v" and len(tagged) > 1
    )


def _is_topic(clause: str) -> bool:
    """湖南的工程机械, what a sentence goes on to speak of."""
    return (
        len(clause) <= 14
        and "的" in clause
        and bool(regions.find(clause))
        and not _MAIN.search(clause)
        and not _COVERB.match(clause)
    )


def _begins(parts: Sequence[Clause], n: int, listed: bool) -> bool:
    if n == 0:
        return True
    clause, before = parts[n].text, parts[n - 1]
    if _EXAMPLE.match(clause) and regions.find(clause[:10]) and complete(clause):
        return True
    if _JOINS.match(clause) or _POINTS.match(clause) or (_EXAMPLE.match(clause) and not listed):
        return False
    if before.stop == "：":
        return bool(re.match(r"\d{4}\s*年", clause))
    if before.stop == "；":
        return (listed or not _GOES_ON.match(clause)) and not _leans_on(parts, n)
    if all(_is_light(p.text) for p in parts[:n]):
        return not listed or bool(_GOES_ON.match(clause)) or complete(clause)
    return (
        listed
        and bool(_GOES_ON.match(clause))
        and (complete(before.text) or bool(_COVERB.match(before.text)))
    )


def is_label(clause: str) -> bool:
    """Whether a clause only says what the sentence is about: 人才, 土地及基础设施."""
    return (
        len(clause) <= 8
        and not re.search("^[就对]|方面$|(?:表明|显示|指出|认为|统计|分析)$", clause)
        and not (complete(clause) or _COVERB.match(clause) or regions.find(clause) or _TIME.search(clause))
    )


def _is_light(clause: str) -> bool:
    """When, where and of what, which a sentence can do without: 人才, 招商链方面, 在……出台……后."""
    if _TIME.search(clause) and not re.search(r"后$", clause):
        return False
    return bool(_LOCATIVE.search(clause) or _LEADS_IN.match(clause)) or is_label(clause)


def _leans_on(parts: Sequence[Clause], n: int) -> bool:
    """Whether a clause behind a semicolon says of the same place and time what the one before it says."""
    first = max([0, *(i + 1 for i in range(n - 1) if parts[i].stop in ("；", "："))])
    earlier = "，".join(p.text for p in parts[first:n])
    says = re.search(r"\d{4}\s*年|我[省市]", earlier) or regions.find(earlier)
    own = re.search(r"\d{4}\s*年|我[省市]", parts[n].text) or regions.find(parts[n].text)
    shared = content_pairs(parts[n].text) & content_pairs(earlier)
    return bool(says) and not own and len(shared) >= 4


def _ends(parts: Sequence[Clause], n: int) -> bool:
    if n == len(parts) - 1:
        return True
    if parts[n].stop == "：" or _JOINS.match(parts[n + 1].text) or _OPENS.search(parts[n].text):
        return False
    return complete(parts[n].text)


def _closed(run: Sequence[Clause]) -> bool:
    """Whether a run has a predicate, and what opens in it (不仅 …, 虽然 …, 面临 … 等问题) closes in it."""
    if _AND_SUCH.search(run[-1].text) and not any(_GOVERNS.search(part.text) for part in run):
        return False
    for i, part in enumerate(run):
        if _OPENS.search(part.text) and not any(
            _CLOSES.search(later.text) or complete(later.text) for later in run[i + 1 :]
        ):
            return False
    doubled = {
        "不仅": "也|还|而且|更",
        "不但": "也|还|而且",
        "既": "也|又",
        "一方面": "另一方面",
        "虽": "但|却|仍",
        "尽管": "但|却|仍",
    }
    whole = "，".join(part.text for part in run)
    for opener, closer in doubled.items():
        if (
            (at := re.search(rf"(?:^|，|[\u4e00-\u9fff])?{opener}", whole))
            and run[0].text
            and _opens_clause(run, opener)
        ):
            if not re.search(closer, whole[at.end() :]):
                return False
    return any(complete(part.text) for part in run)


def _opens_clause(run: Sequence[Clause], opener: str) -> bool:
    return any(re.match(rf".{{0,12}}{opener}(?!有|定)", part.text) for part in run)
