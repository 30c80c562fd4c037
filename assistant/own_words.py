"""What people write into a draft themselves: a sentence of 事由 checked anew, a 问题点 with its basis looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.audit import FROM_LEAD, audit
from assistant.candidates import candidates
from assistant.check import check
from assistant.errors import RequestError
from assistant.form.items import faults
from assistant.form.signs import FIGURE
from assistant.leads import LEADS
from assistant.steering import Edit, Steering
from assistant.types import Citation, Claim, Finding, Outline
from index.library import Library
from index.tokens import content_pairs

OWN, NO_BASIS, MOVED = "own", "no-basis", "moved"
_ROOTED = 0.4  # share of a question's content that a sentence it grows from speaks of
_HITS = 8
_MINE = Finding(OWN, "warning", "这一问由提案者自拟，不是从材料引出")
_NOTHING = Finding(NO_BASIS, "error", "资料库中没有找到这一问的依据，请补充材料，或自行说明来由")
_ELSEWHERE = Finding(MOVED, "warning", "改后的话原出处不再支持，现以资料库中的另一处为依据")


def reworded(claim: Claim, text: str, library: Library) -> Claim:
    """A sentence in other words, held against its own evidence, and where that no longer carries it against the library.

    The verdict and findings are those of the best reading. NotFoundError when a citation is not of the library.
    """
    (own,) = check([Claim(text, claim.citations)], library)
    if own.verdict == "supported":
        return own
    items = audit(text, library)
    if leads := [f for item in items for f in item.claim.findings if f.code == FROM_LEAD]:
        return replace(own, findings=(*own.findings, leads[0]))
    found = tuple(dict.fromkeys(c for item in items for c in item.claim.citations))
    if not found:
        return own
    (other,) = check([Claim(text, found)], library)
    if other.verdict != "supported":
        return own if own.citations else other
    return replace(other, findings=(*other.findings, _ELSEWHERE))


def own_item(text: str, told: Iterable[Claim], library: Library, cited: Sequence[Citation] = ()) -> Claim:
    """A 问题点 in people's own words, marked as theirs.

    Its basis is what it rested on before, a sentence of 事由 that speaks of it, or one of the library. One
    without is marked too; a figure in it is checked like any other. Its form is what `faults` say of it.
    """
    for citations in (tuple(cited), _told(text, told), _found(text, library)):
        if citations and _speaks(text, "，".join(library.quote(c.span) for c in citations)):
            claim = Claim(text, citations, (), "supported")
            if FIGURE.search(text):
                (claim,) = check([claim], library)
            return replace(claim, findings=(_MINE, *faults(text), *claim.findings))
    return Claim(text, (), (_MINE, _NOTHING, *faults(text)), "unsupported")


def edited(outline: Outline, steering: Steering, library: Library) -> Outline:
    """The draft with the items that people ask, in the order they wish, and every sentence as they have worded it."""
    told = [claim for part in outline.reasons for claim in part]
    own = [own_item(text.strip(), told, library) for text in steering.asked if text.strip()]
    others = [c for c in outline.issues if not any(_same(c.text, o.text) for o in own)]
    most = steering.items or max(len(outline.issues), len(own))
    issues = ordered([*own, *others[: max(most - len(own), 0)]], steering.order)
    changed = {edit.was: edit.now.strip() for edit in steering.edits}
    reasons = tuple(
        tuple(_edited(claim, changed, library) for claim in part if changed.get(claim.text, claim.text))
        for part in outline.reasons
    )
    items = (
        own_item(changed[c.text], told, library, c.citations) if c.text in changed else c
        for c in issues
        if changed.get(c.text, c.text)
    )
    there = {claim.text for claim in (*told, *issues)}
    return replace(
        outline,
        reasons=tuple(part for part in reasons if part),
        issues=tuple(items),
        notices=(*outline.notices, *(_lost(edit) for edit in steering.edits if edit.was not in there)),
    )


def ordered(items: Sequence[Claim], order: Sequence[int]) -> list[Claim]:
    """The items whose numbers, counted from 1, are named in that order, and then the others. RequestError for one that is not there."""
    if order and max(order) > len(items):
        raise RequestError(f"这一稿只有 {len(items)} 条问题点，没有第 {max(order)} 条。请改正次序。")
    first = [n - 1 for n in order]
    return [items[n] for n in (*first, *(n for n in range(len(items)) if n not in first))]


def _edited(claim: Claim, changed: dict[str, str], library: Library) -> Claim:
    return reworded(claim, changed[claim.text], library) if claim.text in changed else claim


def _lost(edit: Edit) -> str:
    return f"改过的“{edit.was}”不在这一稿里，改动没有用上"


def _told(text: str, told: Iterable[Claim]) -> tuple[Citation, ...]:
    """What the sentence of 事由 rests on that speaks most of a question."""
    best = max(told, key=lambda claim: _share(text, claim.text), default=None)
    return best.citations if best is not None and _speaks(text, best.text) else ()


def _found(text: str, library: Library) -> tuple[Citation, ...]:
    """The place of the library that speaks most of a question; no earlier lead."""
    found = candidates(library.search(text, _HITS), library, LEADS)
    best = max(found, key=lambda candidate: _share(text, candidate.text), default=None)
    return tuple(map(Citation, best.spans)) if best is not None and _speaks(text, best.text) else ()


def _speaks(text: str, other: str) -> bool:
    return _share(text, other) >= _ROOTED


def _share(text: str, other: str) -> float:
    pairs = content_pairs(text)
    return len(pairs & content_pairs(other)) / max(len(pairs), 1)


def _same(one: str, other: str) -> bool:
    """Whether two items ask the same."""
    first, second = content_pairs(one), content_pairs(other)
    return len(first & second) > 0.5 * len(first | second)
