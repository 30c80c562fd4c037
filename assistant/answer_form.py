"""How far a candidate has the form of an answer to such a question: what `assistant.reader` weighs beside its words."""

import re
from collections.abc import Iterator

from assistant import fit, headed
from assistant.beside import labelled
from assistant.candidates import Candidate
from assistant.definitions import defines
from assistant.understand import Ask
from index import dates
from index.tokens import normalise
from index.types import Document

_WHICH = re.compile(r"(?:哪[些几二三四五六七八九十两\d][个种类项大条]?|什么|何种|啥)([\u4e00-\u9fff]{2,6})")
_SO_MANY = re.compile(r"[二三四五六七八九十两\d]个([\u4e00-\u9fff]{2,6}?)(?:是|有)(?:啥|什么|哪)")
_WHY = re.compile("为什么|为何|为啥|原因|缘故|凭什么")
_CAUSE = re.compile(
    r"因为|由于|因此|原因(?:主?要?是|包括|在于|有)|为了|以便|导致|使得|造成|难在|源于|受[^，。]{1,12}影响|压力|背景"
)
_ASKS_TROUBLE = re.compile("问题|不足|短板|困难|难点|难处|瓶颈|制约|毛病|弊病|弊端|缺点|弱点|挑战|难在")
_TROUBLE = re.compile(
    "不足|缺|难|滞后|薄弱|依赖|尚未|偏低|不强|不够|不高|粗放|失衡|制约|瓶颈|过剩|不利|不完善|不健全|脱节|脱钩|雷同|同质|低端|短板|断供|受制|垄断|浪费|冲击|风险"
)


_NUMERAL = "[一二三四五六七八九十]{1,3}|\\d{1,2}"


def lists_kind(candidate: Candidate, ask: Ask, document: Document) -> bool:
    """Whether what is listed is of the kind asked for (哪几种保证金), and as many as are asked for: 投标保证金、履约保证金,
    银浆、多晶硅等材料, or an item among others that end alike."""
    for kind in _kinds(normalise(ask.text)):
        if candidate.form == "item" and candidate.group and _ends(candidate.words, kind):
            alike = sum(_ends(line, kind) for line in normalise(document.at(candidate.group)).split("\n"))
            if alike == ask.count or (alike > 1 and not ask.count):
                return True
        listed = rf"、[^、，。；]{{1,12}}等(?:[一二三四五六七八九十\d]+[个种类项大])?{kind}"
        stated = re.search(rf"、[^、，。；]{{1,12}}?({_NUMERAL})[个种类项大]{kind}", candidate.words)
        if stated and dates.number(stated[1]) == ask.count:
            return True
        several = len(re.findall(rf"[^、，。；]{kind}(?=[、和与及以])", candidate.words)) > 1
        if ask.count in (0, fit.items(candidate)) and (several or re.search(listed, candidate.words)):
            return True
    return False


def _ends(line: str, kind: str) -> bool:
    return line.rstrip("。；; ").endswith(kind)


def _kinds(question: str) -> Iterator[str]:
    """What a question may call the things asked for, the longest first: its words behind 哪几种 have no end."""
    if asked := _WHICH.search(question):
        yield from (asked[1][:size] for size in range(len(asked[1]), 1, -1))
    if asked := _SO_MANY.search(question):
        yield from (asked[1], asked[1][-2:])


def shape(candidate: Candidate, ask: Ask) -> dict[str, float]:
    """By name, a number from 0 to 1."""
    cell, policy = candidate.form == "cell", candidate.form == "policy"
    means, compares = ask.kind == "definition", ask.kind == "comparison"
    told = re.search(r"不同|区别|差异|相比|而", candidate.text)
    return {
        "defines": defines(candidate, ask.named) if ask.named else 0.0,
        "cell_defines": float(cell and means),
        "column": headed.column(candidate, ask) if cell and not means else 0.0,
        "label": float(cell and not means and not compares and labelled(candidate, ask)),
        "compares": float(compares and bool(told)),
        "compared": float(compares and cell and labelled(candidate, ask)),
        "entry": float(policy and ask.kind in ("document", "date")),
        "entry_only": float(policy and ask.kind not in ("document", "date")),
        "counted": float(ask.count > 0 and fit.items(candidate) == ask.count),
        "figure": float(ask.kind in ("number", "date") and not policy),
        "because": float(bool(_WHY.search(ask.text) and _CAUSE.search(candidate.text))),
        "troubled": float(bool(_ASKS_TROUBLE.search(ask.text) and _TROUBLE.search(candidate.text))),
        "parallel": float(compares and fit.parallel(candidate.words, ask)),
    }
