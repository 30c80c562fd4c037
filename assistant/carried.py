"""What a new question leaves to the turn before it: the place and the year of a figure, and when and where 当时 was."""

import re
from collections.abc import Sequence

from assistant import question_kind
from assistant.local import mentions
from assistant.named_things import dated
from assistant.types import Answer
from assistant.words import terms
from index import dates, regions
from index.regions import Region

_KINDS = frozenset(("number", "where", "list"))
_WIDE = re.compile(
    "我国|全国|国家|国内|中央|国务院|各[地省市]|[哪几][些个一]?(?:地方|地区|省|市|县)|别的|其他|其它|世界|全球"
)
"""What asks of no one place, or of others."""
_RULE = re.compile(
    "[《》〔〕“”]|可以|不得|必须|罚|条例|规定|办法|第.{1,5}[条号]|最[长短多少高低]|不[超少低]|应(?![急用对届收])|以内|之内|期限|逾期|提案|什么叫|指什么"
)
"""What asks of a document, or of a rule, which has no place."""
_NOW = re.compile("[去今明前上]年|目前|现在|当前|当年|近年|[一二三四五]五|以来")
_SPOKEN = re.compile("[去今明前]年|上年")
_IDLE = re.compile(
    "各自|分别|一共|总共|大概|到底|究竟|同比|环比|比上年|增[长加]|下降|提高|增速|增幅|占比|比重|数量|金额|总量|规模|目前|现在|实际|最终|最后|完成|实现|[去今明]年|[了是有为达到的又都约要会将]"
)
_LEANS, _NAME = re.compile("^(?:其中|占|它|他们|这|那|该|其)|每|人均"), 4  # characters
THEN = re.compile("当时|那时候?|那会儿|(?<![\u4e00-\u9fff])当年")
_THERE = re.compile("那里|那儿|当地|该地")
_WHERE = re.compile("哪|何处|何地|什么地方")


def carried(text: str, before: Answer, local: Sequence[Region] = ()) -> str:
    """The question with the place of the one before it, and its year, where it asks for a fact and names neither.

    A question that is of a rule, of the whole country, or of other places is left as it is.
    """
    if THEN.search(text) or (_THERE.search(text) and not _places(text, local)):
        return _there(text, before, local)
    asked = question_kind.kind(text) in _KINDS and any(term.noun for term in terms(text))
    if (
        not (asked or names_a_figure(text))
        or _places(text, local)
        or _WIDE.search(text)
        or _RULE.search(text)
    ):
        return text
    earlier = before.standalone
    places = _places(earlier, local)
    if not places or _RULE.search(earlier) or _WIDE.search(earlier):
        return text
    year = "" if dates.find(text) or _NOW.search(text) else _year(earlier)
    return f"{_joined(earlier, places)}{year}{text}"


def _year(text: str) -> str:
    """The first year that a text names, by its number or as 去年."""
    found = dated(text)
    spoken = _SPOKEN.search(text)
    return found[0] if found else spoken[0] if spoken else ""


def names_a_figure(text: str) -> bool:
    """Whether a question asks how much there is of something that it names itself (一般公共预算收入多少)."""
    before, asks, _ = text.partition("多少")
    return (
        bool(asks) and len(_IDLE.sub("", before)) >= _NAME and before.isalpha() and not _LEANS.search(before)
    )


def _there(text: str, before: Answer, local: Sequence[Region]) -> str:
    """当时 as the day that the answer told, and the place where it asked for one; itself where the answer told several."""
    said = before.claims[0].text if before.claims else before.standalone
    days = dict.fromkeys(dated(said) or dated(before.standalone))
    known = before.standalone if not _WHERE.search(before.standalone) else said
    places = _innermost(known) or [known[slice(*at)] for at in _places(known, local)]
    if len(days) != 1 or len(set(places)) > 1:
        return text
    place = "" if _places(text, local) else "".join(places[:1])
    # 那里 first: 当时当地 is of both.
    text = THEN.sub("", _THERE.sub("", text)).lstrip("，,的在")
    return f"{place}{next(iter(days))}{text}"


def _innermost(text: str) -> list[str]:
    """The places that a text names less those that another named in it lies in (湖南长沙), each once."""
    found = {m.region for m in regions.find(text) if m.region.level != "country"}
    inner = {r for r in found if not any(o != r and regions.within(o, r) for o in found)}
    return sorted(r.name for r in inner)


def _places(text: str, local: Sequence[Region]) -> list[tuple[int, int]]:
    """Where a text names places, half-open, in order."""
    found = [m.at for m in regions.find(text) if m.region.level != "country"]
    return sorted([*found, *(m.at for m in mentions(text, local))])


def _joined(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The places as the text joins them: from the first to the last that only 和 or 、 parts from it."""
    start, end = places[0]
    for a, b in places[1:]:
        if text[end:a] not in ("", "省", "市", "和", "与", "及", "、", "跟"):
            break
        end = b
    return text[start:end]
