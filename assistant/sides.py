"""The sides of a topic: what it names, clause by clause, and each thing of those that it names side by side.

扩大内需，提振消费            → 内需 | 消费
加快新能源发展和节能降碳        → 新能源发展 | 节能降碳
农村和中小学教育质量          → 农村教育质量 | 中小学教育质量
骑手、网约车司机这些人的权益和社保   → 骑手权益 | 骑手社保 | 网约车司机权益 | 网约车司机社保
美国、欧盟、日本重组供应链      → 美国重组供应链 | 欧盟重组供应链 | 日本重组供应链
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product, takewhile

from assistant.doing import DOING, MEANS
from assistant.words import Term, cut, related, terms
from index.tokens import normalise

_FAILS = "却?(?:老是|总是|一直|常常|经常|还是|就是|[老总])?[落卖用招找进下留引接转办买看上打走]不[到上了来去起着动住出进]"
"""What something does not come to: 科研成果落不到本地企业."""
_NONE_TO = re.compile("(?:没有?[^没，、]{1,4}?)+(?:可以|可供|可|能够?)(?=.{2})")
"""What there is none of, for something else: of 没厂房没土地可以抵押 the matter is 抵押."""
_ILL = re.compile(
    "(?<=..)(?:还是|还|也|又|老|总是?)?(?:越.{1,2}越.|没有?跟上|跟不上|不够用?|太[难少贵差慢远]|很[难少贵差慢远]|[又较][弱差贵难少慢远]|[老总常]坏|不低|出毛病|没断根)了?$"
)
"""What a clause says is wrong with the thing that it names: 煤矸石越堆越高."""
_FROM_TO = re.compile("从[^，；]{2,6}(?:走向|走到|迈向|推向|搬到)[^，；]{2,6}$")
"""How far something is to come: 量子科技从实验室走向市场."""
_BREAKS = re.compile(rf"[，,；;]|{_FAILS}|[和与、](?=[让把].{{2}}|{DOING.pattern}.{{2}})")
"""Where one clause of a topic ends: 扩大内需 | 提振消费."""
_LEAD = re.compile(f"^{DOING.pattern}")
_AIM = re.compile("(?<=..)(?:补齐短板|补短板|提质增效|提档升级|高质量发展)$")
_TOOL = re.compile("的?(?:手段|方式|办法|方法|途径|力量)$")
_SERVES = re.compile("服务(?!质量|能力|水平|体系|不|差|少)|助力|助推|赋能|支撑")
_CLASS = re.compile(
    "(?:等|(?<=.)这(?:些|几[类种个]))的?(?:特色|优势|重点|传统|高原|热带|本地|新兴)*(?:产业|产品|农产品|行业|领域|作物|品种)"
)
"""What the things that are named are, which says no more of them: 葡萄酒、枸杞等特色产业."""
_JOINTS = "、和与及"
_THESE = re.compile("^(.+、.+?)这(?:些|几[类种个])(?:人|群体)?的?(?=.{2})")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万亿几两\d]+年?")
_IDLE = frozenset(
    """问题 情况 乱象 工作 方面 内 高 低 难 制 发展 建设 行业 服务 水平 能力 机制 体系 作用 功能 强 重点 一起 一件 愿意 交给 老百姓 百姓
    家门口 身边 根基 屏障 底线 步伐 质效 成效 力度 手段 短板 补短板 补齐 毛病 继续 持续 下去 长期 基本盘 大局 两地 日子 以后 跟不上 出去 推开 越来越 折腾 留在 变成 成为 不够 好好 好不容易 像样 答应 第一个 今天 明天 昨天 天天 家门口 全国 领先 前列 首位 做强 做优 做大""".split()  # noqa: SIM905
)
LIGHT = frozenset(
    """群众 质量 产量 规模 深度 高质量 升级 转型 引进 推广 应用 管理 改革 创新 合作 利用 提升 培育 培养
    推动 带动 发挥 平稳 加强 完善 促进 资源 政策 保障 有序 有效 合理 防御 防治 防范 应对 治理 整治 活力 动能 错位 突围 抱团 破局 保护 传承 综合利用 开发 修复 处置 扶持""".split()  # noqa: SIM905
)
"""Words that say how, and of what matter only beside others."""
_IDLE_ALONE = re.compile(f"(?:{'|'.join(sorted(_IDLE))})+")
"""What is made of such words is one too: 服务体系."""


@dataclass(frozen=True, slots=True)
class Side:
    """A clause of a topic with one of the things that stand in it side by side, and its words; `first` is the clause
    that the topic begins with."""

    text: str
    words: tuple[Term, ...]
    first: bool


def sides(topic: str) -> Iterator[Side]:
    """What the topic is to serve (，服务产业链上下游) is none of its sides, nor is a clause behind the first that names
    nothing (怎么[持续下去]); what is to be done is no word of one."""
    lead, *others = _BREAKS.split(topic)
    clauses = [lead, *(clause for clause in others if not _SERVES.match(clause))]
    beside = sum(1 for _ in takewhile(lambda found: found[0] in _JOINTS, _BREAKS.finditer(topic)))
    plain = [_plain(clause) for clause in clauses]
    named = [_AIM.sub("", _LEAD.sub("", clause)) for clause in plain]
    for n, clause in enumerate(filter(None, named)):
        for text, words in _apart(clause):
            if not n or any(map(_says, words)):
                yield Side(text, words, n <= beside)


def _plain(clause: str) -> str:
    """A clause without what says how, how far, of what class, or what is wrong; with what is said first."""
    if means := MEANS.match(clause):
        clause = _TOOL.sub("", means["what"]) + _LEAD.sub("", clause[means.end() :])
    for idle in (_NONE_TO, _FROM_TO, _CLASS, _ILL):
        clause = idle.sub("", clause)
    return clause


def _apart(clause: str) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """A clause once for each thing that it names side by side. Words that stand directly at a joint share what goes
    before or what follows, and both where they end alike (绿色化、低碳化); longer things are clauses of their own."""
    plain = normalise(clause)
    if these := _THESE.match(plain):
        things, told = (re.split(f"[{_JOINTS}]", part) for part in (these[1], plain[these.end() :]))
        each = filter(None, map("".join, product(things, told)))
        yield from ((text, _words(text)) for text in each)
        return
    words = _words(plain)
    joints = [at for at in _joints(plain) if any(_before(w, plain, at) for w in words)]
    run = list(_run(plain, words, joints))
    head, tail = (plain[: run[0][0]], plain[run[-1][1] :]) if run else ("", "")
    if any(plain[start:end] in LIGHT for start, end in run):
        yield plain, words
        return
    alike = len({plain[end - 1] for _, end in run}) == 1
    if run and (alike or not (_words(head) and _words(tail))):
        texts = [f"{head}{plain[start:end]}{tail}" for start, end in run]
    else:
        cuts = [-1, *joints, len(plain)]
        texts = [plain[a + 1 : b] for a, b in pairwise(cuts)]
    named = [(text, found) for text in texts if (found := _words(text))]
    yield from named if len(named) == len(texts) else [(plain, words)]


def _says(word: Term) -> bool:
    """Whether a word says what a topic is about: 千亿 only says how much of it there is to be."""
    return not (_IDLE_ALONE.fullmatch(word.forms[0]) or _NUMERAL.fullmatch(word.forms[0]))


def _joints(text: str) -> Iterator[int]:
    """Where a word stands that joins two others."""
    start = 0
    for word in cut(text):
        if word in _JOINTS:
            yield start
        start += len(word)


def _before(word: Term, text: str, at: int) -> bool:
    return 0 <= text.find(word.forms[0]) < at


def _run(text: str, words: Sequence[Term], joints: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the words stand that the first joints have directly on both sides."""
    starts = {text.find(word.forms[0]): len(word.forms[0]) for word in words}
    ends = {start + size: start for start, size in starts.items() if start >= 0}
    end = 0
    for at in joints:
        if at not in ends or at + 1 not in starts or (end and ends[at] != end):
            return
        if not end:
            yield ends[at], at
        end = at + 1
        yield end, end + starts[end]


def _words(text: str) -> tuple[Term, ...]:
    """The words of a clause; a longer word of some field that stands in it is one word."""
    whole = [name for name in sorted(related(), key=len, reverse=True) if len(name) >= 3 and name in text]
    rest, found = text, []
    for name in whole:
        if name in rest:
            rest = rest.replace(name, "，")
            found.append(Term((name,), 1.0))
    others = terms(rest)
    wanted = [term for term in others if _says(term)]
    return (*found, *(wanted if wanted or found else others))
