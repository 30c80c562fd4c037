"""What the library does not hold on a topic: the list 【待核】 of a draft, for people to look up."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.document_voice import short_title
from assistant.facets import Facet
from assistant.facts import Fact
from assistant.form import Profile
from assistant.form.signs import FIGURE
from assistant.material import Material
from assistant.misnamed import misnamed
from assistant.paragraphs import told_size
from assistant.references import day
from assistant.relevance import Matter
from assistant.request import Request
from index import Library, dates
from index.tokens import normalise
from index.types import Policy, Span

_QUESTIONS = 3
_NEAR = 0.3  # from here on a fact is on the topic, and not told for its question only
_CLOSE, _OTHERS = 0.6, 3
"""How near what other places tell must be, and how many of them must tell it, for a draft on all of them."""
_NEARLY = 0.9  # of a title that is another one written wrongly
_MISSING: dict[Facet, str] = {
    "政策": "材料未载与“{topic}”直接相关的政策文件（文号、机关、日期）",
    "问题": "材料未载{place}“{topic}”存在问题的具体表述",
    "外地": "材料未载外地在“{topic}”上的做法",
}
_AKIN = "，问题点由相近事项的表述归纳"


def gaps(
    chosen: Sequence[Fact],
    asking: int,
    material: Material,
    asked: Request,
    rules: Profile,
    leads: Sequence[str] = (),
) -> Iterator[str]:
    """What is missing, in Chinese, the gravest first; `asking` is the number of questions found.

    `leads` are the texts of earlier leads on the matter, which are no evidence.
    """
    place = asked.region
    yield from _untold(chosen, material.matter, place, leads)
    names = {"place": place, "topic": asked.title}
    if not any(_figures(fact) for fact in chosen if fact.local or not place):
        yield f"材料未载{place}“{asked.title}”的具体数据（数量、金额、比例）"
    if place and not any(fact.local and fact.near >= _NEAR for fact in chosen):
        yield f"材料未载{place}在“{asked.title}”上的情况"
    held = {fact.facet for fact in chosen if fact.near >= _NEAR}
    for facet, words in _MISSING.items():
        if facet not in held and (place or facet != "外地"):
            akin = facet == "问题" and asking >= _QUESTIONS
            yield words.format(**names) + (_AKIN if akin else "")
    if asking < _QUESTIONS:
        yield f"材料中可归纳为问题点的表述只有{asking}条，不足{_QUESTIONS}条"
    elif asking < asked.items:
        yield f"要求问题点列{asked.items}条，材料中可归纳的只有{asking}条"
    size = told_size(chosen, rules)
    if chosen and size < rules.reasons[0]:
        yield f"材料只够写{size}字，不足{rules.reasons[0]}字，请补充材料后再起草"


def _untold(chosen: Sequence[Fact], matter: Matter, place: str, leads: Sequence[str]) -> Iterator[str]:
    """The words of the topic that no fact tells, and those that only facts on something near do."""
    for word in matter.missing([normalise(fact.text) for fact in chosen]):
        if any(word in normalise(lead) for lead in leads):
            yield f"只有已有的提案线索讲到“{word}”，线索不作依据"
        elif matter.known(word):
            yield f"本稿没有写到“{word}”，资料库里或有材料讲到，请检索核实"
        else:
            yield f"可用的材料没有讲到“{word}”"
    for word in matter.nearly([normalise(fact.text) for fact in chosen if fact.local]):
        whose = f"{place}的材料" if place else "可用的材料"
        yield f"{whose}没有直接讲到“{word}”，所引的是相近的事项，是否切题请核实"


def elsewhere(material: Material, asked: Request) -> Iterator[str]:
    """What may be done where the place asked for is hardly told of and others are, for a draft that is refused."""
    far = (fact for fact in material.facts if fact.near >= _CLOSE and not fact.local)
    near = (fact for fact in far if not material.matter.missing([normalise(fact.text)]))
    names = list(dict.fromkeys(fact.region.name for fact in near if fact.region))
    if asked.region and len(names) >= _OTHERS:
        told = f"{'、'.join(names[:_OTHERS])}等地的材料讲到“{asked.title}”"
        yield f"{told}：可以不写地区再起草一次，讲各地的情况；或先补充{asked.region}的材料"


def unsure(chosen: Sequence[Fact], library: Library) -> Iterator[str]:
    """What the sources leave open about what is cited: two dates of one document, its validity, how old the newest word is."""
    documents = [library.document(doc_id) for doc_id in dict.fromkeys(fact.source.doc_id for fact in chosen)]
    policies = [policy for document in documents for policy in document.policies]
    for fact in chosen:
        for title in re.findall(r"《([^《》]{8,})》", fact.text):
            yield from _differing(title, fact, policies)
    cited = (library.quote(span) for fact in chosen for span in _sources(fact))
    for name in dict.fromkeys(name for text in cited for name in misnamed(text)):
        yield f"材料所载机关名称“{name}”疑有误，正文未写，请核实发布机关"
    if any(fact.policy is not None for fact in chosen):
        yield "材料未载所引文件的有效期，请核实是否现行有效"
    dated = [d.meta.dates[0] for d in documents if d.meta.dates]
    if dated:
        yield f"所引材料最近的成文日期是{day(max(dated, key=lambda one: one.end))}，此后的变化请核实"
    for document in documents:
        if not document.meta.dates:
            yield f"《{document.title}》未载写作时间，所引情况的时点请核实"


def _sources(fact: Fact) -> Iterator[Span]:
    """The whole sentence that a fact is told of, and what says who speaks."""
    yield from (fact.telling.statement.span,) if fact.telling is not None else ()
    yield from fact.voice.spans


def _differing(title: str, fact: Fact, policies: Sequence[Policy]) -> Iterator[str]:
    """A document that the sources date, or name, in two ways."""
    own = [policy for policy in policies if short_title(policy.title)[0] == title]
    days = {policy.date.start for policy in own if policy.date and policy.date.precision == "day"}
    days |= {d.start for d in dates.find(fact.body) if d.precision == "day"} if days else set()
    if len(days) > 1:
        yield f"《{title}》在材料中有不同的日期（{'、'.join(_spelled(day) for day in sorted(days))}），请核实"
    if own:
        return
    for other in dict.fromkeys(short_title(policy.title)[0] for policy in policies):
        if SequenceMatcher(None, title, other, autojunk=False).ratio() >= _NEARLY:
            yield f"材料中《{title}》又作《{other}》，请核实名称"


def _spelled(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def _figures(fact: Fact) -> bool:
    """Whether a fact has a figure that is no date."""
    dated = [d.at for d in dates.find(fact.body)]
    return any(not any(a <= m.start() < b for a, b in dated) for m in FIGURE.finditer(fact.body))
