"""Does the cited text say what is told to come of a document or a thing: 废止, 施行, 取消, 禁止, 暂停?

That a document exists, and of what day it is, says none of it; nor does what comes of something else beside it.
"""

import re
from collections.abc import Iterator

from assistant.check_names import quoted
from assistant.context import pairs, placeless
from assistant.support import Support
from assistant.types import Claim, Finding

_FATES = {
    "废止|失效|作废|废除": "废(?![水气旧物料弃热钢])|失效|撤销|停止|代替|取代|[届期]满",
    "取消|撤销": "取消|撤|免(?![费疫])|废(?![水气旧物料弃热钢])|减|清(?![洁晰楚新])|不再|退出|放开",
    "(?<!不)禁止|严禁": "禁|不得|不准|不许|不能|不允许|杜绝|防止|打击",
    "暂停|中止": "停(?!车)|中止|中断",
    "叫停|停止|终止": "停(?!车)|[终中]止|退出|关闭|中断|取消|撤|不再",
    "施行|生效|起(?:正式)?(?:实施|执行)|日(?:正式)?实施": "施行|生效|[之日]起|起(?:正式)?(?:实施|执行|实行)|有效期|开始(?:实施|执行)",
}
"""What is told, and the words of which a source must have one, where it says it in whatever words."""
_FORCE = "施行"  # of what is in force the text that says so speaks as of itself: 本办法自……起施行
_CLAUSE = re.compile(r"[^，。；：:,;！？!?\n]+")
_FRAMING = re.compile("已经?|[将均被了的]|全面|一律|正式|予以|同时")
_NAMED = "《"  # stands for each character of a title
_LITTLE = 2  # pairs of a clause that do not yet say of what it is told
_SAME = 0.3  # share of the words of a thing that a clause must have to tell of it


def fates(claim: Claim, support: Support) -> Iterator[Finding]:
    """A word for the end, the ban or the coming into force of something of which the source says none; code status."""
    named = quoted(claim.text)
    for told, given in _FATES.items():
        for match in re.finditer(told, claim.text):
            inside = any(start <= match.start() < end for start, end in named)
            about = frozenset() if told.startswith(_FORCE) else _thing(claim.text, match)
            if not inside and not _said(given, about, support):
                yield Finding("status", "error", f"所引原文没有说“{match[0]}”", match.span())


def _thing(text: str, fate: re.Match[str]) -> frozenset[str]:
    """The words of the clause that a fate is told in, or of that and the one before where it says little and names no
    document; no titles, for a document speaks of itself in other words."""
    for start, end in quoted(text):
        text = f"{text[:start]}{_NAMED * (end - start)}{text[end:]}"
    clauses = [m for m in _CLAUSE.finditer(text) if m.start() < fate.end()]
    words = ""
    for clause in reversed(clauses):
        words += "，" + _FRAMING.sub("，", clause[0].replace(fate[0], "，").replace(_NAMED, "，"))
        if _NAMED in clause[0] or len(pairs(placeless(words))) > _LITTLE:
            break
    return pairs(placeless(words))


def _said(given: str, about: frozenset[str], support: Support) -> bool:
    """Whether of the clauses that have the most words of a thing one has a word for its fate, or the next goes on to it,
    or one that has more of the thing than they have: 终止服务六十日前，向民政部门提交方案."""
    told = [(about & words, bool(re.search(given, clause))) for clause, words in _told(given, support)]
    most = max((len(shared) for shared, _ in told), default=0)
    nearest = frozenset[str]().union(*(shared for shared, _ in told if len(shared) == most))
    return most >= _SAME * len(about) and any(
        fate for shared, fate in told if len(shared) == most or len(shared - nearest) > _LITTLE
    )


def _told(given: str, support: Support) -> Iterator[tuple[str, frozenset[str]]]:
    """The clauses of the source, each with its words, or with those of the clauses before that it goes on from."""
    for scope in support.around.split("\n"):
        words = ""
        for clause in _CLAUSE.finditer(scope):
            own = re.sub(given, "，", clause[0])
            words = f"{words}，{own}" if len(pairs(own)) <= _LITTLE else own
            yield clause[0], pairs(words)
