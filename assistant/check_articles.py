"""Does what a claim gives as 《X》第N条第M款第K项 stand there, and not elsewhere in that law?"""

import re
from collections.abc import Iterator, Sequence

from assistant.context import pairs
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index.articles import Mention, mentions

_CROSSED = re.compile("违反|触犯|修改|删[除去]|增加|[依按]照[^，。；]*[，。；].*[依按]照")
_CLAUSE = re.compile("[，。；：！？\n]")
_NEEDED = 4  # pairs that a claim has of one citation alone, from which on it rests on that one too


def given_as(text: str) -> tuple[Mention, ...]:
    """The articles that a text gives as its sources: not those that somebody acts against (违反第十二条) or that are amended."""
    return tuple(
        mention for mention in mentions(text) if not _CROSSED.search(_CLAUSE.split(text[: mention.at[0]])[-1])
    )


def addresses(claim: Claim, support: Support) -> Iterator[Finding]:
    """Words given as those of an article, 款 or 项 of a law where they stand in another; code article."""
    said = [mention for mention in given_as(claim.text) if not _named(mention, support)]
    law = [cited for cited in support.cited if cited.address and _of_law(cited, said)]
    if not said or not law:
        return
    nearest = max(law, key=lambda cited: len(pairs(claim.text) & pairs(cited.text)))
    if not any(_stands(nearest, mention) for mention in said):
        yield _elsewhere(claim, said[0], nearest)
        return
    told = frozenset[str]().union(*(pairs(c.text) for c in law if any(_stands(c, m) for m in said)))
    for cited in law:
        ours = (pairs(claim.text) & pairs(cited.text)) - told
        if len(ours) >= _NEEDED and not any(_stands(cited, mention) for mention in said):
            yield _elsewhere(claim, said[0], cited)
            return


def _named(mention: Mention, support: Support) -> bool:
    """Whether the cited words name the same article of the same law themselves, as one that they refer to."""
    given = {(other.title, other.number) for cited in support.cited for other in mentions(cited.text)}
    return any(mention.title and mention.title.endswith(t) and mention.number == n for t, n in given if t)


def _of_law(cited: Cited, said: Sequence[Mention]) -> bool:
    """Whether a citation is of a law that the claim names an article of, by its title or by none."""
    title = folded(cited.title).text
    return any(not mention.title or title.endswith(folded(mention.title).text) for mention in said)


def _stands(cited: Cited, mention: Mention) -> bool:
    at = cited.address
    return bool(
        at
        and at.article.number == mention.number
        and (not mention.clauses or at.clause in mention.clauses)
        and (not mention.items or not at.item or at.item in mention.items)
    )


def _elsewhere(claim: Claim, mention: Mention, cited: Cited) -> Finding:
    where = cited.address
    assert where is not None
    item = f"第{where.item}项" if mention.items and where.item else ""
    said = claim.text[slice(*mention.at)].strip()
    message = f"句中“{said}”，所引原文在{where}{item}"
    return Finding("article", "error", message, mention.at, where.article.head)
