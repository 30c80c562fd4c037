"""How well a text says what a thing is, rather than only naming it."""

import re
from collections.abc import Iterator

from assistant.candidates import Candidate
from index import dates
from index.tokens import normalise

_QUOTES = re.compile('[“”"「」]')
_IN_A_ROW = re.compile("[”」][“「]")
"""Between two things that are listed in quotation marks, and by nothing else."""
_MEANS = r"(?P<means>是指|指的是|指)|即|通常由|一般由|由.{2,30}组成|是由|是|使|找准|称为"
_BEFORE = r"(?:^|[,，。;；:：)）而称])\s*"
_CLASS = re.compile("的(?:总和|总称|统称|过程|活动|行为|制度|体系|政策|模式)。?$")
_CLAUSE, _LONG = re.compile("[，,。；;]"), 6
_COUNT = re.compile(r"[二三四五六七八九十两]|(?<!\d)\d(?!\d)")
_KIND = re.compile("(?<=..)(?:企业|制度|机制|政策|模式|平台)$")


def defines(candidate: Candidate, name: str) -> float:
    """From 0, where a candidate only names the thing, to 0.8, where it says what is meant by it."""
    text = _QUOTES.sub("", _IN_A_ROW.sub("、", candidate.words))
    last = _QUOTES.sub("", normalise((candidate.hit.passage.heading or ("",))[-1]))
    return max(_says(text, one, last) for one in _called(_QUOTES.sub("", normalise(name))))


def _called(name: str) -> Iterator[str]:
    """A thing by its name, and by what is left of it without the kind of thing that it is (链主企业, 链主)."""
    yield name
    if short := _KIND.sub("", name):
        yield short


def _listed(text: str, name: str) -> bool:
    """Whether as many things are listed behind a name, or right before it, as it counts: 新一轮3个100万，……、……、……"""
    if (number := _COUNT.search(name)) is None:
        return False
    own, most = re.escape(name), max(2, dates.number(number[0].replace("两", "二")))
    parts = [
        *re.findall(rf"{own}[，,:：(（]([^。；;]*)", text),
        *re.findall(rf"([^。；;，,:：]*){own}", text),
    ]
    return any(part.count("、") + 1 >= most for part in parts)


def _says(text: str, name: str, heading: str) -> float:
    own = re.escape(name)
    if re.search(rf"{_BEFORE}{own}属于[^，,。；;]{{2,12}}[，,](?:是指|指的是|指)", text):
        return 0.8
    if match := re.search(rf"{_BEFORE}{own}[，,]?(?:{_MEANS})", text):
        if match["means"]:
            return 0.8
        return 0.5 if len(_CLAUSE.split(text[match.end() :])[0]) >= _LONG else 0.2
    if _listed(text, name):
        return 0.4
    if heading == name:
        return 0.8 if _CLASS.search(text) else 0.4
    if re.search(rf"(?:具有|属于|拥有)[^，,。；;]{{2,20}}的{own}(?=[,，。；;:、]|$)", text):
        return 0.2
    if re.search(rf"(?:组成|构成|组建)的{own}|形成{own}的|^[\d.、\s]*{own}[:：]", text):
        return 0.4
    return 0.15 if heading.startswith(("什么是", "何谓")) and name in heading else 0.0
