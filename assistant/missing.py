"""What the library does not say of a question, in words."""

import re
from collections.abc import Iterable
from functools import cache

from assistant import laws_named
from assistant.candidates import Candidate
from assistant.fit_told import asks_most_of_years
from assistant.focus import AMOUNT
from assistant.held import held
from assistant.places import countries, nationwide
from assistant.question_kind import EXPLAINS
from assistant.series import series
from assistant.understand import Ask, Query
from assistant.words import Term, is_word
from index import Library, regions
from index.store import Listing
from index.tokens import normalise

_SUBJECT, _COMPOUND = 0.9, 4  # the weight of what a question is about, and characters of a word made of two
_NOUN, _HELD = 0.8, 0.5  # the weight of a noun, and how far it must stand in a text
_SUFFIX = re.compile("[省市]$")
_TELLING = 0.35
"""What weighs less does not say what is asked."""
_OF_A_TEXT = re.compile("|".join((*EXPLAINS, "内容", "要求", "规定", "观点")))
"""What is asked of the texts that somebody has chosen."""
_TIME = re.compile("[今去明前上后]年|[一二三四五六七八九十\\d]+年前?|目前|现在|当前|年前")
_TIME_OR_AIM = re.compile(f"{_TIME.pattern}|目标|任务")
"""The aims of a place can be asked for without a word more, those of nobody not."""


def absent(ask: Ask, library: Library) -> str:
    """The thing asked about of which the library has not even what says which (低空经济, where nothing says 低空), in quotes."""
    for term in ask.terms:
        name = term.forms[0]
        if term.noun and term.weight >= _SUBJECT and len(term.forms) == 1 and len(name) == _COMPOUND:
            seen = library.rarity((name, name[:2]))
            if is_word(name) and seen[name] == seen[name[:2]] == 1.0:
                return f"“{name}”"
    return ""


def unasked(ask: Ask, query: Query) -> str:
    """That nothing is asked, where a question has only a place or a time, not even a measure word, and names no text."""
    if len({one.text for one in query.asks}) > 1:
        return ""  # goes on about what is asked beside it
    counted = ask.kind == "number" and not ask.measure
    if not (counted or ask.kind == "open") or query.titles or query.doc_numbers or query.quoted:
        return ""
    said = (t for t in _matter(ask) if t.weight >= _TELLING)
    idle = _TIME if ask.regions else _TIME_OR_AIM
    aims = ask.target and bool(ask.regions)
    if aims or _OF_A_TEXT.search(ask.text) or any(not idle.fullmatch(t.forms[0]) for t in said):
        return ""
    return f"没有看出要问什么，请写明要问的事项（所问：{ask.text}）"


def mistyped(ask: Ask, library: Library) -> str:
    """That a place is named which nothing knows and which is one character off a province (淅江): it is not passed over."""
    names = [t.forms[0] for t in ask.terms if t.place and not ask.regions]
    seen = library.rarity(names)
    for name in (name for name in names if seen[name] == 1.0):
        bare = _SUFFIX.sub("", name)
        meant = [p for p in _provinces() if len(p) == len(bare) and _differ(p, bare) == 1]
        if meant:
            return f"没有认出“{name}”，请核对是不是“{'”“'.join(meant)}”（所问：{ask.text}）"
    return ""


@cache
def _provinces() -> tuple[str, ...]:
    named = (regions.get(name) for names in regions.codes().values() for name in names)
    return tuple(sorted({place.name for place in named if place and place.level == "province"}))


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def speaks_of(candidate: Candidate, ask: Ask) -> bool:
    """Whether a candidate itself has every noun of a question but 总额, and names its place or stands under it."""
    nouns = [t for t in _matter(ask) if t.noun and t.weight >= _NOUN]
    nouns = [t for t in nouns if not (len(t.forms[0]) < _COMPOUND and AMOUNT.search(t.forms[0]))]
    placed = any(name in text for name in _places(ask) for text in (candidate.words, candidate.near))
    return placed and bool(nouns) and all(held(t, candidate.words) >= _HELD for t in nouns)


def _places(ask: Ask) -> frozenset[str]:
    """The names of the places that are asked of."""
    return frozenset(normalise(name) for region in ask.regions for name in (region.name, region.full))


def _matter(ask: Ask) -> list[Term]:
    """The words of a question but its places."""
    names = _places(ask)
    return [t for t in ask.terms if not (t.place or names & set(t.forms))]


def unreported(ask: Ask, listings: Iterable[Listing]) -> str:
    """That the library has not the report which would tell what is asked of one year; empty where it has, or has no series.

    That of the year itself plans for it, the next looks back on it.
    """
    if ask.kind != "number" or len(ask.years) != 1:
        return ""
    year = ask.years[0] + (not ask.target)
    lacking = (name for name, known in series(ask.regions, listings).items() if year not in known)
    return next((f"资料库中没有{year}年的《{name}》" for name in lacking), "")


def missing(ask: Ask, query: Query, lacks: str | None) -> str:
    """The document, place, time or thing that is missing; `lacks` is what the nearest candidate has not, None without one."""
    what = re.sub(r"[？?。]", "", ask.text).strip()
    where = "、".join(
        [r.full or r.name for r in ask.regions]
        or countries(ask.about)
        or ["全国" if nationwide(ask.text) else "本地"]
    )
    when = "、".join(f"{year}年" for year in ask.years)
    reasons = {
        "文号": f"材料未载文号 {'、'.join(n.canonical for n in query.doc_numbers)} 的文件",
        "文件": f"材料未载《{'》《'.join(query.titles)}》的这一内容"
        if query.titles
        else "材料未载所问的文件",
        "法规": f"资料库中没有《{'》《'.join(laws_named.named(query.standalone))}》的这一规定",
        "地区": f"材料未载{where}{when}的这一情况",
        "条款": "材料中没有这样规定的条款",
        "署名": "材料未载这个人的这一说法",
        "此人": "材料没有提到这个人",
        "处罚": "材料没有写明如何处罚",
        "各年": "材料没有把各年的数字放在一起比较，请写明年份再问，或用“对照”逐年列出",
        "各地": "材料没有写明是哪些地方",
        "时间": f"材料未载{where if ask.regions else ''}{when or '所问时间'}的这一情况",
        "数值": "材料提到了相关内容，但未载所问的数值、日期或单位",
        "目标": "材料未载所问的目标，只有已完成的情况或其他指标",
        "指标": "材料未载所问的指标",
        "所指": "材料没有讲到所问的这一类",
        "清单": "材料提到了相关内容，但没有列出所问的清单",
        "栏目": "材料的表格中没有所问的栏目",
        "定义": f"材料没有说明“{ask.named}”的含义",
    }
    if asks_most_of_years(ask):
        lacks = "各年"
    if lacks is None:
        return f"材料未载：{what}"
    if lacks.startswith("“"):
        return f"资料库中没有讲到{lacks}（所问：{what}）"
    said = reasons.get(lacks) or _together(ask)
    return f"{said}（所问：{what}）"


def _together(ask: Ask) -> str:
    """What stands nowhere together."""
    nouns = sorted((t for t in ask.terms if t.noun), key=lambda t: -t.weight)[:3]
    words = "".join(f"“{t.forms[0]}”" for t in nouns)
    return f"没有找到同时讲到{words}的内容" if len(nouns) > 1 else "没有找到能回答这一问题的内容"
