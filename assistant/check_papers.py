"""Is a document that the claim names told as it is: by those who issued it, and as saying what it says itself?"""

from collections.abc import Iterator

from assistant.issuers import Issued, issued, issuing
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index import docnumbers, regions
from index.types import Policy, Span


def issuers(claim: Claim, support: Support) -> Iterator[Finding]:
    """省政府 for 省委 before a title, or one of several issuers as if it were alone; code agency."""
    given = [found for cited in support.cited for found in _issued(cited)]
    for at, said in issued(claim.text):
        same = [(span, paper) for span, paper in given if _same(said, paper)]
        if not same or any(_told(said, paper) for _, paper in same):
            continue
        span, paper = same[0]
        words, who = claim.text[slice(*at)].strip(), "、".join(paper.who)
        if said.kinds - paper.kinds:
            message = f"句中“{words}”，所引原文中印发《{paper.title}》的是“{who}”"
            yield Finding("agency", "error", message, at, span)
        else:
            message = f"句中只有“{words}”，所引原文中共同印发《{paper.title}》的是“{who}”"
            yield Finding("agency", "error", message, at)


def sayings(claim: Claim, support: Support) -> Iterator[Finding]:
    """What one entry says, told of a document that another entry is of and that alone is named; code mixed."""
    for name in support.cited:
        own = name.policy
        if own is None or name.span != own.span:
            continue
        for cited in support.cited:
            other = cited.policy
            if other and other.scope != own.scope and not _named(other, own, claim.text):
                message = f"“{cited.text.strip()[:12]}……”出自《{other.title}》，不是《{own.title}》的内容"
                yield Finding("mixed", "error", message)
                return


def _issued(cited: Cited) -> Iterator[tuple[Span, Issued]]:
    """The documents that a citation names, and the one of whose entry it is, with where they are named."""
    if cited.policy and (who := issuing(cited.policy.issuers)):
        yield cited.policy.span, Issued(cited.policy.title, who)
    for at, paper in issued(cited.text):
        yield cited.part(*at), paper


def _same(said: Issued, given: Issued) -> bool:
    ours, theirs = folded(said.title).text, folded(given.title).text
    return theirs.endswith(ours)


def _told(said: Issued, given: Issued) -> bool:
    """Whether the claim names issuers that the source has, and all of them where it does not say that there are more."""
    if said.kinds - given.kinds:
        return False
    return said.more or given.more or len(said.who) >= len(given.who)


def _named(policy: Policy, own: Policy, text: str) -> bool:
    """Whether a text names a policy by title, number or the place that is its own."""
    numbers = {m.number.canonical for m in docnumbers.find(text, loose=True)}
    places = {m.region.name for m in regions.find(text)} if policy.region != own.region else set()
    return policy.title in text or policy.doc_number in numbers or policy.region in places
