"""A question → what is asked, of what, where and when: the values that evidence must match.

A question may ask several things (“…是多少、…有几家？”); each becomes an `Ask` of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant import question_kind
from assistant.each_year import written_out
from assistant.errors import RequestError
from assistant.focus import AMOUNT, TARGET, compared, focus
from assistant.growth import grown, in_full
from assistant.local import mentions
from assistant.pieces import ATTRIBUTE, asks, parts, pieces, uncounted
from assistant.posed import posed
from assistant.question_kind import EXPLAINS, Kind
from assistant.words import Term, terms
from index import dates, docnumbers, regions
from index.docnumbers import DocNumber
from index.regions import Region
from index.tokens import content_pairs, normalise, simplified

LIMIT = 2000
_TYPE = re.compile(
    r"(?:哪(?:些|几|[一二三四五六七八九十\d]+)?(?:个|条|种|项|类|家|位|大)?|什么|多少[个条家项种])([\u4e00-\u9fff]{2,6})"
)
_REPORT = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:国务院|[\u4e00-\u9fff]{2,7}[省市区县州])?(?:政府工作报告|统计公报)"
)
_DONE = re.compile(
    r"(?:怎么|怎样|如何|什么)(安排|规定|要求|部署|处理|处置|对待|应对|规划|设计|考虑)|(实现|达到|完成)(?:什么|哪些|何种)"
)
"""What is asked to be done with a thing, which an answer says in other words."""
_ROW = re.compile("[、和与跟及]")
_COMPARED = re.compile(
    r"^[“\"]?([\u4e00-\u9fff]{2,8})[”\"]?[和与跟同][“\"]?([\u4e00-\u9fff]{2,8}?)[”\"]?(?:之间)?(?:到底|究竟)?(?:有|的)?(?:什么|啥|何|哪些)?(?:区别|不同|差别|不一样)"
)
_MORE = re.compile("更[高低大小多少快慢强]")
_NATION = re.compile("^(?:那么?|而)?(?:我国|全国)(?!各|第|[^，]{0,4}(?:第几|排|位))")
_HOW = re.compile("有?多[高大长快]")
_SINGLE = frozenset(("date", "number", "document", "where"))
"""Kinds of question that a number of things in it (20条产业链是哪年定的) makes no list of."""
_ATTRIBUTES = frozenset(
    (
        "门槛",
        "额度",
        "金额",
        "数值",
        "数量",
        "部门",
        "单位",
        "机关",
        "机构",
        "联合",
        "发",
        "发布",
        "印发",
        "内容",
        "针对",
        "实际",
        "完成",
    )
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked. `about` is its text with the subject before it; `terms` are its own words and the subject's.

    `measure` is the unit that the answer should have: "%", "元", a measure word, or empty for any. `named` is
    the thing whose meaning is asked, `count` how many items a list must have (0 for any). `target` asks for
    what was aimed at; `focus` are the nouns of the figure asked for, which must stand beside it.
    With `otherwise` it is only asked where nothing was found for what is asked before it.
    """

    text: str
    about: str
    kind: Kind
    terms: tuple[Term, ...]
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    measure: str = ""
    named: str = ""
    count: int = 0
    target: bool = False
    focus: tuple[Term, ...] = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `standalone` needs no earlier turn; `quoted` are phrases in “” and 《》.

    `posed` is what it comes to where it poses it in other words than those that ask; empty elsewhere.
    """

    question: str
    standalone: str
    asks: tuple[Ask, ...]
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    doc_numbers: tuple[DocNumber, ...] = ()
    titles: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    posed: str = ""


def understand(question: str, local: Sequence[Region] = ()) -> Query:
    """Read a question; `local` are places that no gazetteer has. RequestError when it is empty or longer than 2,000 characters."""
    text = simplified(re.sub(r"\s+", " ", question).strip())
    if not text:
        raise RequestError("问题是空的。请输入要查的内容，例如：什么是链长制？")
    if len(text) > LIMIT:
        raise RequestError(
            f"问题有 {len(text)} 字，超过 {LIMIT} 字的上限。请缩短，只写要问的；要核对一段材料，请用“核对”。"
        )
    numbers = tuple(m.number for m in docnumbers.find(text, loose=True))
    put = uncounted(written_out(_without_numbers(text)))
    plain = posed(put)
    titles = tuple(re.findall(r"《([^《》]{2,80})》", text)) or tuple(_REPORT.findall(text)[:1])
    quoted = tuple(dict.fromkeys(question_kind.QUOTED.findall(text)))
    places = _places(plain, local)
    of_places = places or question_kind.asks_which(plain)
    asks = tuple(_asks(in_full(plain) if of_places else plain, local))
    other = plain if plain != put else ""
    return Query(question, text, asks, places, _years(plain), numbers, titles, quoted, other)


def _without_numbers(text: str) -> str:
    for mention in reversed(docnumbers.find(text, loose=True)):
        text = text[: mention.at[0]] + re.sub(r"^(?:文件|文|里|中)", "", text[mention.at[1] :])
    return text


def _places(text: str, local: Sequence[Region] = ()) -> tuple[Region, ...]:
    """The places that a text names, those of the gazetteer first; of one told with the one it lies in (广东深圳), itself."""
    found = [m for m in regions.find(re.sub(r"《[^《》]*》", "", text)) if m.region.level != "country"]
    wider = {
        a.region for a, b in pairwise(found) if a.at[1] == b.at[0] and regions.within(b.region, a.region)
    }
    inner = (m.region for m in found if m.region not in wider)
    return tuple(dict.fromkeys([*inner, *(m.region for m in mentions(text, local))]))


def _years(text: str) -> tuple[int, ...]:
    """The years that a question sets: both ends of a span, the year of a date."""
    found: list[int] = []
    for mention in dates.find(text):
        found += [mention.years[0], mention.years[-1]] if mention.years else []
    return tuple(dict.fromkeys(found))


def _asks(text: str, local: Sequence[Region]) -> Iterator[Ask]:
    clauses = pieces(text)
    asking = _joined([part for c in clauses if asks(c) for part in parts(c)]) or [text]
    subject = "，".join(c for c in clauses if not asks(c))
    for n, piece in enumerate(asking):
        kind = question_kind.kind(piece) if len(asking) > 1 else "open"
        kind = question_kind.kind(text) if kind == "open" else kind
        places = _places(piece, local) or (() if _NATION.search(piece) else _places(text, local))
        plain = terms(piece)
        # “责任部门是哪家” speaks of what the question began with, and of what was asked before it.
        leans = len(plain) <= 3 and piece not in parts(clauses[0])
        before = {t.forms[0]: t for t in (*terms(clauses[0]), *(terms(asking[n - 1]) if n else ()))}
        borrowed = tuple(replace(t, weight=0.6 * t.weight) for t in before.values()) if leans else ()
        known = {t.forms[0] for t in plain}
        more = {t.forms[0]: t for t in (*borrowed, *terms(subject)) if t.forms[0] not in known}
        wanted = focus(kind, _REPORT.sub("", piece), places)
        if leans and not any(t.noun for t in wanted):
            # 城镇化率多高，今年想做到多少: both are asked of 城镇化率.
            wanted = focus(kind, _HOW.sub("多少", _REPORT.sub("", clauses[0])), places) or wanted
        # A figure of its own is asked for by its name; an attribute (增速, 目标) is of what was asked before.
        named = any(t.noun and not TARGET.fullmatch(t.forms[0]) for t in plain)
        of_before = leans and (kind != "number" or not named or bool(ATTRIBUTE.search(piece)))
        ask = Ask(
            text=piece,
            about=f"{subject}，{clauses[0]}，{piece}" if of_before else f"{subject}，{piece}",
            kind=kind,
            terms=(*(grown(t, piece) for t in _own(plain, piece, kind, places)), *more.values()),
            regions=places,
            years=_years(piece) or _years(text),
            measure=question_kind.measure(piece),
            named=question_kind.named(piece),
            count=question_kind.count(text if len(asking) == 1 else piece) if kind not in _SINGLE else 0,
            target=kind == "number" and bool(TARGET.search(piece)),
            focus=tuple(grown(t, piece) for t in wanted),
        )
        yield from _each(ask)


def _own(plain: tuple[Term, ...], piece: str, kind: Kind, places: Sequence[Region]) -> tuple[Term, ...]:
    """The terms of a piece, weighed for that kind of question."""
    own = tuple(_placed(t, places) for t in _typed(plain, piece))
    if kind == "open":
        how = _DONE.search(piece)
        aside = {*EXPLAINS, *how.groups()} if how else EXPLAINS
        return tuple(_aside(t) if t.forms[0] in aside else t for t in own)
    if kind == "definition" and (name := question_kind.named(piece)):
        return tuple(t if _is_of(t, name, places) else _aside(t) for t in own)
    if kind in ("document", "number"):
        return tuple(t for t in own if t.forms[0] not in _ATTRIBUTES and not TARGET.fullmatch(t.forms[0]))
    return own


def _is_of(term: Term, name: str, places: Sequence[Region]) -> bool:
    """Whether a term is of a name, or a place."""
    word = term.forms[0]
    return word in name or name in word or any(word in normalise(p.full or p.name) for p in places)


def _aside(term: Term) -> Term:
    return replace(term, weight=0.3 * term.weight, noun=False)


def _joined(asking: Sequence[str]) -> list[str]:
    """What asks without a word of its own (…，哪一年) asks on of what was asked before it."""
    joined: list[str] = []
    for piece in asking:
        if joined and not (terms(piece) or _years(piece) or _NATION.search(piece)):
            joined[-1] = f"{joined[-1]}，{piece}"
        else:
            joined.append(piece)
    return joined


def _each(ask: Ask) -> Iterator[Ask]:
    """One ask for each of several places, or of several quoted things whose meaning is asked."""
    names = re.findall(r"[“\"]([^”\"]{2,12})[”\"]", ask.text)
    if ask.kind == "definition" and len(names) < 2:
        names = [name for name in _ROW.split(ask.named) if len(name) > 1]
    pair = _COMPARED.match(ask.text) if not ask.regions else None
    if ask.kind == "definition" and len(names) > 1:
        rest = tuple(t for t in ask.terms if not any(t.forms[0] in name for name in names))
        spare = tuple(replace(t, weight=0.3 * t.weight) for t in rest)
        yield from (replace(ask, named=name, terms=(*terms(name), *spare)) for name in names)
    elif ask.kind == "comparison" and pair:
        yield ask
        for name in pair.groups():
            one = replace(ask, text=f"{name}是什么", kind="definition", named=normalise(name))
            yield replace(one, terms=terms(name), otherwise=True)
    elif len(ask.regions) > 1:
        names = [normalise(r.name) for r in ask.regions]
        put = _measured(ask) if ask.kind == "comparison" else ask
        for place in ask.regions:
            others = [n for n in names if n != normalise(place.name)]
            own = tuple(t for t in put.terms if not any(t.forms[0] in n or n in t.forms[0] for n in others))
            one = replace(put, regions=(place,), terms=own)
            if put is not ask:
                text = _of_one(ask.text, place, ask.regions)
                one = replace(one, text=text, about=text, measure=question_kind.measure(text))
            yield one
    else:
        yield ask


def _measured(ask: Ask) -> Ask:
    """What is asked of each of several places by which figure they are compared (哪个更高): that figure."""
    kind = question_kind.compared(ask.text)
    nouns = tuple(t for t in compared(ask.text) if not TARGET.fullmatch(t.forms[0]))
    if not nouns or not (kind == "number" or AMOUNT.search(nouns[-1].forms[0])):
        return ask
    own = tuple(t for t in ask.terms if not (TARGET.fullmatch(t.forms[0]) or _MORE.fullmatch(t.forms[0])))
    return replace(ask, kind="number", terms=own, focus=nouns, target=bool(TARGET.search(ask.text)))


def _of_one(text: str, place: Region, places: Sequence[Region]) -> str:
    """What is asked of one of the places compared: 广东和江苏的粮食产量哪个更高 → 广东的粮食产量是多少."""
    for other in places:
        if other != place:
            text = re.sub(
                rf"[和与跟、]?(?:{re.escape(other.full)}|{re.escape(other.name)})[和与跟、]?", "", text
            )
    return re.sub(rf"(?:哪[一个]*[省市]?|谁|何者)?{_MORE.pattern}$", "是多少", text)


def _placed(term: Term, places: Sequence[Region]) -> Term:
    """A place is the same in short and in full (广东, 广东省)."""
    for place in places:
        names = (normalise(place.name), normalise(place.full))
        if term.forms[0] in names:
            return replace(term, forms=tuple(dict.fromkeys((*names, *term.forms))))
    return term


def kind_asked(text: str) -> frozenset[str]:
    """The pairs of characters of the kind of thing that a question asks for (什么建议, 哪些做法)."""
    found = _TYPE.search(text)
    return content_pairs(found[1]) if found else frozenset()


def _typed(own: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """What is asked for by its kind (哪些地方, 哪四个问题) need not stand in the answer: its words weigh little."""
    found = _TYPE.search(text)
    if found is None:
        return own
    kind = normalise(found[1])
    return tuple(replace(t, weight=0.5 * t.weight) if kind.startswith(t.forms[0]) else t for t in own)
