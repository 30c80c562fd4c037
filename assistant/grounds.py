"""The public grounds for not filing a 提案, each a named check that points at the words which suggest it.

They are those of the national committee's public rules (全国政协提案工作条例). A check reads wording and
knows nothing of the case: what it finds is a hint for the writer, and the committee decides.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.grounds_words import (
    ACADEMIC,
    ACTS,
    AGAINST,
    ASKED,
    BANNED,
    BENEFIT,
    CONCRETE,
    DEALS,
    DEALS_OF_OTHERS,
    DECIDED,
    DISSENT,
    FAULT,
    FOR_FIRM,
    GRASS_ROOTS,
    IMPOSES,
    IN_COURT,
    INNER,
    KIN,
    MARKED,
    METHODS,
    NAMED,
    OFFERS,
    OPPOSES,
    OWN_PARTY,
    OWN_PRODUCT,
    PARTIES,
    PARTY_OFFICE,
    PERMITS,
    PRAISES,
    QUOTED_PRODUCT,
    REPORTS,
    SLOGAN,
    STATISTICS,
    STUDIES,
    UNBANS,
    VAGUE,
    WISHES,
    WITHHELD,
    WORK,
)
from assistant.proposal import Proposal, Range
from assistant.types import Level

Sign = tuple[Range, Level]
Check = Callable[[Proposal], Iterator[Sign]]
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_NUMBER = re.compile(r"\s*(?:[（(]?\d{1,2}[)）.．、]|[（(]?[一二三四五六七八九十]+[)）、]|[①-⑳])\s*")
_COUNT = re.compile(r"，?(?:共|其中)?[\d一二三四五六七八九十百千万.]+(?:多|余)?[件起宗成%％]")
_QUOTED = re.compile("《[^》\n]*》|“[^”\n]*”")
_LEARNED = 2
_SLOGANS = 3  # one clause in so many is enough, where no other asks for anything that can be done


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground in words for people, what to do about it, and the check that looks for its signs."""

    name: str
    advice: str
    check: Check


def secret(given: Proposal) -> Iterator[Sign]:
    """A mark of secrecy, or matter that is said to be withheld from the public; trade secrets are none."""
    for sentence in given.sentences():
        if found := MARKED.search(given.text, *sentence):
            yield found.span(), "error"
        elif found := WITHHELD.search(given.text, *sentence):
            yield found.span(), "warning"


def prohibited(given: Proposal) -> Iterator[Sign]:
    """A clause that would permit what the law forbids; one that would stop it is none."""
    for clause in _clauses(given):
        text = given.at(clause)
        permits = UNBANS.search(text) or (PERMITS.search(text) and not OPPOSES.search(text))
        if permits and BANNED.search(text):
            yield clause, "error"


def personnel(given: Proposal) -> Iterator[Sign]:
    """An office or body of the Communist Party, and in the same sentence who is to hold it."""
    asked = {*given.sentences("建议")}
    if any(re.search(PARTIES, given.at(title)) for title in given.titles):
        return  # its branches and posts are those of a democratic party
    for sentence in given.sentences():
        acts = [*ACTS.finditer(given.text, *sentence)]
        dissents = DISSENT.search(given.text, *sentence) is not None
        for office in PARTY_OFFICE.finditer(given.text, *sentence) if acts else ():
            # A village's own secretary, and the department that sends people out, are spoken of in public affairs.
            public = office[0] == "组织部" or GRASS_ROOTS.search(given.text, sentence[0], office.start())
            if dissents or not public:
                at = (min(office.start(), acts[0].start()), max(office.end(), acts[-1].end()))
                yield at, "error" if dissents or sentence in asked else "warning"
                break


def party(given: Proposal) -> Iterator[Sign]:
    """The inner affairs of a democratic party: its branches, elections, dues. One that looks into other matters is none."""
    inner = [sentence for sentence in given.sentences() if INNER.search(given.text, *sentence)]
    told = [*given.titles, *(sentence for sentence in inner if not STUDIES.search(given.text, *sentence))]
    own = [found.span() for at in told if (found := OWN_PARTY.search(given.text, *at))]
    dissents = any(DISSENT.search(given.text, *sentence) for sentence in inner)
    if own and inner and (dissents or len(inner) > 1):
        yield from ((at, "error" if dissents else "warning") for at in own)


def litigation(given: Proposal) -> Iterator[Sign]:
    """One case that a court or an arbitration commission has before it; figures about many cases are none."""
    for sentence in given.sentences():
        for found in IN_COURT.finditer(given.text, *sentence):
            # A count of cases may follow as a clause of its own: 法院已受理，共312件.
            start, end = _clause(given.text, *found.span(), sentence)
            if not STATISTICS.search(given.text, start, end) and not _COUNT.match(
                given.text, end, sentence[1]
            ):
                yield found.span(), "error"


def academic(given: Proposal) -> Iterator[Sign]:
    """Several words of scholarly dispute, and of method where nothing is asked that an office could do."""
    found = {match[0]: match.span() for match in ACADEMIC.finditer(given.text)}
    practical = _practical(given)
    if not practical:
        found |= {match[0]: match.span() for match in METHODS.finditer(given.text)}
    if len(found) >= _LEARNED + practical:
        level: Level = "error" if len(found) > _LEARNED and not practical else "warning"
        yield from ((at, level) for at in found.values())


def personal(given: Proposal) -> Iterator[Sign]:
    """Something asked for the writer, the writer's family or business; and what is told of them, where that is so."""
    asked, told = [], []
    text = _QUOTED.sub(lambda quoted: "〇" * len(quoted[0]), given.text)
    advice = {*given.sentences("建议")}
    for sentence in given.sentences():
        for clause in _CLAUSE.finditer(text, *sentence):
            own = KIN.search(text, *clause.span())
            if sentence in advice:
                wish = own or ASKED.search(text, *clause.span()) or FOR_FIRM.search(text, *clause.span())
                asked += [wish.span()] if wish else []
            elif own and BENEFIT.search(text, *clause.span()):
                told.append(own.span())
    yield from ((at, "error") for at in asked)
    if asked or not advice:
        yield from ((at, "warning") for at in told)


def advertising(given: Proposal) -> Iterator[Sign]:
    """A product or a work by its name, and words that sell it in the same sentence or the ones beside it.

    What is not called the writer's own is looked for in the advice alone: a report may praise.
    """
    sentences, advice = [*given.sentences()], {*given.sentences("建议")}
    for n, sentence in enumerate(sentences):
        near = sentences[max(n - 1, 0) : n + 2]
        named = sentence in advice and (
            QUOTED_PRODUCT.search(given.text, *sentence) or WORK.search(given.text, *sentence)
        )
        own = OWN_PRODUCT.search(given.text, *sentence)
        wished = sentence in advice or WISHES.search(given.text, *sentence)
        deal = DEALS.search(given.text, *sentence) if wished else None
        if deal and not DEALS_OF_OTHERS.search(given.text, sentence[0], deal.start()):
            yield deal.span(), "error"
        elif named and any(_sold(given, at, 2) for at in near if at in advice):
            yield named.span(), "error"
        elif own and any(_sold(given, at, 1) for at in near):
            yield own.span(), "error"


def accusation(given: Proposal) -> Iterator[Sign]:
    """A named person or firm and a wrong laid to them, or a report that calls itself one."""
    advice = {*given.sentences("建议")}
    for sentence in given.sentences():
        asked = sentence in advice
        told = not asked and DECIDED.search(given.text, *sentence)
        who = None if told else next(_accused(given, sentence, asked), None)
        if at := who or REPORTS.search(given.text, *sentence):
            yield at.span(), "error"


def empty(given: Proposal) -> Iterator[Sign]:
    """Advice of slogans without one measure, body, figure or date."""
    clauses = [*_advice(given)]
    vague = [at for at in clauses if SLOGAN.search(given.text, *at) or VAGUE.match(given.text, *at)]
    if _SLOGANS * len(vague) >= len(clauses) > 0 and not _practical(given):
        yield (vague[0][0], vague[-1][1]), "error"


def _sold(given: Proposal, sentence: Range, least: int) -> bool:
    """Whether a sentence offers or imposes something, or praises it in so many ways."""
    if any(words.search(given.text, *sentence) for words in (OFFERS, IMPOSES)):
        return True
    return len({match[0] for match in PRAISES.finditer(given.text, *sentence)}) >= least


def _accused(given: Proposal, sentence: Range, asked: bool) -> Iterator[re.Match[str]]:
    """Who is named before a wrong; in what is asked, anywhere beside one."""
    for who in NAMED.finditer(given.text, *sentence):
        wrongs = FAULT.finditer(given.text, sentence[0] if asked else who.end(), sentence[1])
        if any(not AGAINST.search(given.text, sentence[0], wrong.start()) for wrong in wrongs):
            yield who


def _advice(given: Proposal) -> Iterator[Range]:
    """The clauses of the advice, without the number that one opens with."""
    for start, end in given.sentences("建议"):
        number = _NUMBER.match(given.text, start, end)
        for clause in _CLAUSE.finditer(given.text, number.end() if number else start, end):
            yield clause.span()


def _practical(given: Proposal) -> bool:
    """Whether something is asked that can be done: a measure, by a body, with a figure or a date."""
    return any(CONCRETE.search(given.text, *at) for at in _advice(given))


def _clause(text: str, start: int, end: int, within: Range) -> Range:
    """The clause around some characters of a sentence."""
    before = max((text.rfind(mark, within[0], start) for mark in "，；："), default=-1)
    after = min((at for mark in "，；：" if (at := text.find(mark, end, within[1])) >= 0), default=within[1])
    return max(before + 1, within[0]), after


def _clauses(given: Proposal) -> Iterator[Range]:
    yield from given.titles
    for sentence in given.sentences():
        yield from (clause.span() for clause in _CLAUSE.finditer(given.text, *sentence))


GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        "secret": Ground(
            "涉及国家秘密",
            "请先由保密部门确认能否公开；有密级的材料不要写入提案，也不要存入联网的电脑",
            secret,
        ),
        "prohibited": Ground("国家明令禁止", "请核对现行法律法规，删去或改换这条主张", prohibited),
        "personnel": Ground(
            "对中共党内组织、人事安排的意见", "请改由党内渠道反映，或改写为公共事务方面的建议", personnel
        ),
        "party": Ground("民主党派内部问题", "请向本党派的上级组织反映", party),
        "litigation": Ground(
            "已进入诉讼或仲裁程序", "请不要就个案提要求；可改写为制度层面的情况和建议", litigation
        ),
        "academic": Ground("属于学术研讨", "请改投学术刊物，或改写为可由部门办理的建议", academic),
        "personal": Ground(
            "为本人或亲属解决个人问题", "请改走信访或申诉渠道；确有普遍性的，请写普遍的情况", personal
        ),
        "advertising": Ground(
            "宣传、推介具体作品或产品",
            "请删去具体的名称、价格和推介文字，改写为对一类事物的建议",
            advertising,
        ),
        "accusation": Ground("指名举报", "请改走纪检监察或信访举报渠道，提案中不写人名和指控", accusation),
        "empty": Ground("内容空泛、没有具体建议", "请写明由哪个部门、做什么、到什么程度、何时完成", empty),
    }
)
