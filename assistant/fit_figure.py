"""Whether the figure that a candidate tells is of the very thing that a question asks for."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.candidates import Candidate
from assistant.fit_value import WHICH_RANK, fits, is_change
from assistant.held import held
from assistant.quantities import Quantity
from assistant.quantities import find as quantities
from assistant.question_kind import asks_which
from assistant.ranks import ranks
from assistant.understand import Ask
from assistant.words import Term
from index.tokens import normalise

_FOCUS, _TELLING = 0.5, 0.6  # how far a word must be held; the weight of a verb
_BACK = 2  # clauses
_CHANGE = 5  # characters before the figure in what only goes on about the one before: 比上年增长6.6%
_SHARE = re.compile("占|比重|比例|份额")
_CLAUSES = re.compile(r"[，；。：;:]|,(?!\d)|(?<!\d),")
_CLAUSES_KEPT = re.compile(r"(?<=[；。;])|(?<=[，,])(?!\d)")
_APART = tuple(
    tuple(map(re.compile, group))
    for group in (
        ("城镇", "农村", "全体"),
        ("登记", "调查"),
        ("进口", "(?<!进)出口", "进出口"),
        ("收入", "支出"),
    )
)
"""Kinds of which a figure is of one, and of no other."""
_PARTS = re.compile(r"[，；。：;:、]|,(?!\d)|(?<!\d),")
_AMOUNT = re.compile(
    "(?:产|销|存|储|流|总|通|用|排放|吞吐|发电|运输|消费|客运|货运)量|(?:产|价|增加)值|[总余金]额|收入"
)
_ORDINAL = re.compile(
    "第[一二三四五六七八九十\\d]+(?:产业|批|季度|届|期|步|阶段|号(?!令|文|公[告报]|通[知告]|[\u4e00-\u9fff]{0,4}纪要))"
)
_EACH = ("人均", "户均", "亩均")
_OF_EACH = ("人均", "户均", "亩均", "地均", "单位", "(?<!\\d)万元")
_OF_PART = ("工业", "农业", "海洋", "民营", "数字", "县域")
"""What makes a figure one per head, or of a part, right before its name (人均地区生产总值, 工业经济总量)."""
_BROUGHT = re.compile("(?:带动|拉动|撬动)")
"""What one thing brings about is a part of the whole figure."""
_CALLED_AFTER = re.compile("[进出]口(?:博览会|商品|加工区|管制|基地|企业|通道|退税)")
"""What is called after what goes in or out, and is none of it."""
_ECONOMIES = re.compile(
    "(?:世界|全球|国际|低空|平台|生物|银发|首发|冰雪|夜间|夜|循环|总部|楼宇|林下|集体|非公有?制|个体|实体|绿色|票根|直播|假日|园区|临空|飞地|涉海|蓝色|知识|共享|体验)经济增[长速]"
)
"""The growth of a part of an economy, or of another."""
_ABOVE, _BELOW = ("超", "以上", "不少于", "余"), ("以下", "以内")
_NAME = re.compile("[\u4e00-\u9fff]+")
_GOES_ON = re.compile(
    "同?比?(?:增长|下降)[\\d.]+(?:%|倍)$|(?:总量|规模|增[速幅]|人均|总数|数量|占比|均|都|分别|[和与])*(?:连续|稳|位|跃|升|高)*(?:\\d+年)?[位稳]?居|保持|蝉联|连续"
)


def measured(candidate: Candidate, ask: Ask) -> bool:
    """Whether the nouns of the figure asked for stand in the candidate or around it, and so does 第几 of anything."""
    texts = (candidate.words, candidate.before, candidate.near)
    if any(not any(one in text for text in texts) for one in _ORDINAL.findall(ask.text)):
        return False
    nouns = [t for t in ask.focus if t.noun]
    if candidate.form == "cell" and candidate.aside and ask.kind == "number":
        # The heads of other columns tell nothing of this one.
        nouns = [t for t in ask.focus if t.noun or t.weight >= _TELLING]
        texts = (candidate.words, candidate.before, _without(candidate.near, candidate.aside))
    own = [_of_all(text, nouns, ask.text) for text in texts]
    return _per(texts, nouns, ask.text) and all(any(held(t, text) >= _FOCUS for text in own) for t in nouns)


def _without(text: str, heads: Sequence[str]) -> str:
    for head in sorted(heads, key=len, reverse=True):
        text = text.replace(head, " ")
    return text


def beside(candidate: Candidate, ask: Ask) -> bool:
    """Whether the nouns of the figure asked for stand in one clause with a figure, or in the clause before it."""
    clauses = _CLAUSES.split(_of_all(candidate.words, ask.focus, ask.text))
    counted = ask.measure not in ("", "%", "元")
    for n, clause in enumerate(clauses):
        # What is counted may be named after its number (45个集群……，被认定为国家先进制造业集群).
        near = "".join(clauses[_named_from(clauses, n) : n + 1 + counted])
        told = any(
            (not q.unit or fits(q.unit, ask.measure)) and not is_change(clause, q.at, ask)
            for q in quantities(clause)
        )
        if told and all(held(t, near) >= _FOCUS for t in ask.focus):
            return True
    return False


def _first_figure(clause: str) -> int:
    """Where the first figure of a clause begins; 0 without any."""
    return next((q.at[0] for q in quantities(clause)), 0)


def _named_from(clauses: Sequence[str], n: int) -> int:
    """The first of the clauses that may name what a figure of the nth is of: the one before, unless that has a figure
    of its own; of what only tells a change (比上年增长6.9%), the one of which it tells it."""
    own = _first_figure(clauses[n])
    if _AMOUNT.search(clauses[n], 0, own):
        own = len(clauses[n])  # names an amount of its own, in however few words
    start = n
    while start and n - start < _BACK:
        start -= 1
        if quantities(clauses[start]):
            return start if own <= _CHANGE else start + 1
        if own > _CHANGE:
            return start
    return start


def of_another_count(candidate: Candidate, ask: Ask) -> bool:
    """Whether a text speaks of what is asked for, but of none of it anywhere near a figure that would answer."""
    nouns = [t for t in ask.focus if t.noun]
    if ask.kind != "number" or candidate.form in ("cell", "row", "policy"):
        return False
    clauses = _CLAUSES.split(_of_all(candidate.words, ask.focus, ask.text))
    told = [any(held(t, clause) >= _FOCUS for t in nouns) for clause in clauses]
    figures = [n for n, clause in enumerate(clauses) if _answers(clause, ask)]
    own = (n for n in figures if not _of_another_kind(clauses[n], nouns))
    return any(told) and bool(figures) and not any(any(told[_near(clauses, n, ask)]) for n in own)


def _of_another_kind(clause: str, nouns: Sequence[Term]) -> bool:
    """Whether what a clause counts ends like what is asked for, and is called otherwise before that: 2000张护理床位,
    where 养老床位 is asked for."""
    if len(nouns) < 2 or any(held(t, clause) >= _FOCUS for t in nouns[:-1]):
        return False
    head = nouns[-1].forms[0]
    counted = [_NAME.match(clause, q.at[1]) for q in quantities(clause)]
    return any(name and name[0].endswith(head) and len(name[0]) > len(head) + 1 for name in counted)


def _answers(clause: str, ask: Ask) -> bool:
    """Whether a clause has a figure of the unit asked for, and not of how much something has changed."""
    return any(fits(q.unit, ask.measure) and not is_change(clause, q.at, ask) for q in quantities(clause))


def _near(clauses: Sequence[str], n: int, ask: Ask) -> slice:
    """The clauses that may name what a figure of the nth is of. Where a unit is asked for, or an amount is named, no clause
    with a figure of its own is among those beside it: 旅游总花费增长13.8%，带动商品销售800亿元. What is counted with the
    money for it may name it: 安排1280万元，完成12个会诊点."""
    first = _named_from(clauses, n)
    own = _AMOUNT.search(clauses[n], 0, _first_figure(clauses[n]))
    if ask.measure == "%" or not (ask.measure or own):
        return slice(min(first, max(n - 1, 0)), n + 2)
    after = [q for clause in clauses[n + 1 : n + 2] for q in quantities(clause)]
    told = any(q.unit in ("", "%") or fits(q.unit, ask.measure) for q in after)
    return slice(first, n + 1 + (not told))


def named_of(text: str, at: int, nouns: Sequence[Term], question: str) -> list[Term]:
    """Which of the nouns name what the figure that begins at a place of a text is of."""
    clauses = _CLAUSES.split(text)
    n = len(_CLAUSES.findall(text, 0, at))
    # A clause that names what its figure is of needs no other.
    bare = _first_figure(clauses[n]) <= _CHANGE
    named = clauses[_named_from(clauses, n) if bare else n : n + 1]
    own = _of_all(normalise("，".join(named)), nouns, question)
    return [t for t in nouns if held(t, own) >= _FOCUS]


def of_that(candidate: Candidate, ask: Ask) -> bool:
    """Whether no other amount is told of the thing than the one asked for (its 产值 where 产量 is asked)."""
    amount = next((t for t in ask.focus[-1:] if _AMOUNT.search(t.forms[0])), None)
    things = [t for t in ask.focus[:-1] if t.noun]
    if ask.kind != "number" or amount is None or not things or candidate.form in ("cell", "row"):
        return True
    own = [one for one in _PARTS.split(candidate.words) if all(held(t, one) >= _FOCUS for t in things)]
    return not own or any(held(amount, one) >= _FOCUS or not _AMOUNT.search(one) for one in own)


def ranked(candidate: Candidate, ask: Ask) -> bool:
    """Whether the rank that is asked for is told of the thing asked for, and no other rank."""
    asked, which = ranks(ask.text), bool(WHICH_RANK.search(ask.text)) and not asks_which(ask.text)
    known = ask.kind in ("where", "who") and bool(asked)
    if not (known or which) or candidate.form in ("cell", "row"):
        return True
    places = {normalise(name) for region in ask.regions for name in (region.name, region.full)}
    nouns = [t for t in ask.terms if t.noun and t.weight >= 0.8 and (known or not places & set(t.forms))]
    clauses = re.split("[,;。]", candidate.words)
    for n, clause in enumerate(clauses):
        if not all(held(t, clause) >= _FOCUS for t in nouns):
            continue
        told = ranks(f"{clause}，{'，'.join(takewhile(_GOES_ON.match, clauses[n + 1 :]))}")
        if told and (which or told == asked):
            return True
    return False


def reaching(candidate: Candidate, ask: Ask) -> bool:
    """Where it is asked which places are above or below a figure, whether what is told of it there is."""
    bounds = [q for q in quantities(ask.text) if q.bound in (*_ABOVE, *_BELOW)]
    if not bounds or not asks_which(ask.text):
        return True
    nouns = [t for t in ask.terms if t.noun and t.weight >= 0.8 and not _AMOUNT.search(t.forms[0])]
    own = _PARTS.split(_of_all(candidate.words, nouns, ask.text))
    own = [c for c in own if all(held(t, c) >= _FOCUS for t in nouns)]
    told = [q for clause in own for q in quantities(clause)]
    return all(any(_within(q, bound) for q in told) for bound in bounds)


def _within(told: Quantity, bound: Quantity) -> bool:
    """Whether a figure is of the unit asked for and above, or below, the one asked for."""
    if told.unit != bound.unit:
        return False
    if told.value == bound.value:
        return bound.bound != "超" or told.bound == "超"
    return (told.value > bound.value) == (bound.bound in _ABOVE)


def _per(texts: Sequence[str], nouns: Sequence[Term], question: str) -> bool:
    """Whether a figure is told per head where it is asked so."""
    forms = "|".join(re.escape(form) for t in nouns for form in t.forms)
    asked = (part for part in _EACH if forms and re.search(f"{part}(?:{forms})", question))
    return all(any(re.search(f"{part}(?:{forms})", text) for text in texts) for part in asked)


def _of_another(clause: str, question: str) -> bool:
    """Whether a clause is of another kind than the one asked for (农村 where 城镇 is asked)."""
    for group in _APART:
        asked = [one for one in group if one.search(question)]
        told = [one for one in group if one.search(clause)]
        if asked and told and not set(asked) & set(told):
            return True
    return False


def _of_all(text: str, nouns: Sequence[Term], question: str) -> str:
    """A text without what it tells of another kind, and of a part or per head unless that is asked for."""
    text = _CALLED_AFTER.sub(" ", text) if not _CALLED_AFTER.search(question) else text
    text = _ECONOMIES.sub(" ", "".join(c for c in _CLAUSES_KEPT.split(text) if not _of_another(c, question)))
    forms = "|".join(re.escape(form) for t in nouns for form in sorted(t.forms, key=len, reverse=True))
    of = _OF_PART if re.search("每|[人户亩地]均|单位", question) else (*_OF_EACH, *_OF_PART)
    parts = "|".join(part for part in of if part not in question)
    if forms and not _BROUGHT.search(question):
        text = re.sub(rf"{_BROUGHT.pattern}[^，。；、,;]{{0,8}}?(?:{forms})", " ", text)
    if forms and not _SHARE.search(question):
        # A share of something is no figure of it.
        text = re.sub(rf"占[\u4e00-\u9fff]{{0,4}}?(?:{forms})", " ", text)
    return re.sub(rf"(?:{parts})(?:{forms})", " ", text) if forms else text
