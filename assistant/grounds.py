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
    ASKED,
    BANNED,
    BENEFIT,
    CONCRETE,
    DISSENT,
    FAULT,
    IN_COURT,
    INNER,
    KIN,
    MARKED,
    NAMED,
    OPPOSES,
    OWN_PARTY,
    OWN_PRODUCT,
    PARTY_OFFICE,
    PERMITS,
    PROMOTES,
    QUOTED_PRODUCT,
    REPORTS,
    SELLS,
    SLOGAN,
    STATISTICS,
    UNBANS,
    VAGUE,
    WITHHELD,
)
from assistant.proposal import Proposal, Range
from assistant.types import Level

Sign = tuple[Range, Level]
Check = Callable[[Proposal], Iterator[Sign]]
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_LEARNED = 2


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
    for sentence in given.sentences():
        office = PARTY_OFFICE.search(given.text, *sentence)
        acts = [*ACTS.finditer(given.text, *sentence)]
        if office and acts:
            at = (min(office.start(), acts[0].start()), max(office.end(), acts[-1].end()))
            yield at, "error" if DISSENT.search(given.text, *sentence) else "warning"


def party(given: Proposal) -> Iterator[Sign]:
    """The inner affairs of a democratic party that the writer belongs to: its branches, elections, dues."""
    inner = [sentence for sentence in given.sentences() if INNER.search(given.text, *sentence)]
    own = [found.span() for sentence in inner if (found := OWN_PARTY.search(given.text, *sentence))]
    dissents = any(DISSENT.search(given.text, *sentence) for sentence in inner)
    if own and (dissents or len(inner) > 1):
        yield from ((at, "error" if dissents else "warning") for at in own)


def litigation(given: Proposal) -> Iterator[Sign]:
    """One case that a court or an arbitration commission has before it; figures about many cases are none."""
    for sentence in given.sentences():
        for found in IN_COURT.finditer(given.text, *sentence):
            if not STATISTICS.match(given.text, found.end(), sentence[1]):
                yield found.span(), "error"


def academic(given: Proposal) -> Iterator[Sign]:
    """Several words of scholarly dispute or method, which stand in a paper and not in a proposal."""
    found = {match[0]: match.span() for match in ACADEMIC.finditer(given.text)}
    if len(found) >= _LEARNED:
        level: Level = "error" if len(found) > _LEARNED else "warning"
        yield from ((at, level) for at in found.values())


def personal(given: Proposal) -> Iterator[Sign]:
    """Something asked for the writer or the writer's family."""
    asked = {*given.sentences("建议")}
    for sentence in given.sentences():
        for clause in _CLAUSE.finditer(given.text, *sentence):
            own = KIN.search(given.text, *clause.span())
            if sentence in asked and (own or (own := ASKED.search(given.text, *clause.span()))):
                yield own.span(), "error"
            elif own and BENEFIT.search(given.text, *clause.span()):
                yield own.span(), "warning"


def advertising(given: Proposal) -> Iterator[Sign]:
    """A product or a work by its name, and words that sell it in the same sentence or the ones beside it."""
    sentences = [*given.sentences()]
    for n, sentence in enumerate(sentences):
        near = sentences[max(n - 1, 0) : n + 2]
        for named, sells in ((OWN_PRODUCT, PROMOTES), (QUOTED_PRODUCT, SELLS)):
            found = named.search(given.text, *sentence)
            if found and any(sells.search(given.text, *other) for other in near):
                yield found.span(), "error"
                break


def accusation(given: Proposal) -> Iterator[Sign]:
    """A named person or firm and a wrong laid to them, or a report that calls itself one."""
    for sentence in given.sentences():
        who = NAMED.search(given.text, *sentence)
        if who and FAULT.search(given.text, *sentence):
            yield who.span(), "error"
        elif found := REPORTS.search(given.text, *sentence):
            yield found.span(), "error"


def empty(given: Proposal) -> Iterator[Sign]:
    """Advice of slogans without one measure, body, figure or date."""
    clauses = [
        clause.span()
        for sentence in given.sentences("建议")
        for clause in _CLAUSE.finditer(given.text, *sentence)
    ]
    vague = [at for at in clauses if SLOGAN.search(given.text, *at) or VAGUE.match(given.text, *at)]
    if 2 * len(vague) >= len(clauses) > 0 and not any(CONCRETE.search(given.text, *at) for at in clauses):
        yield (vague[0][0], vague[-1][1]), "error"


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
