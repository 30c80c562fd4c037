"""What people want of a draft beyond its request: what to use, leave out, ask, tell otherwise.

A `Steering` is a value: the same request, library and steering give the same draft, so whoever shows a
draft holds both and asks again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.errors import RequestError
from assistant.facts import Fact
from assistant.material import Material, best_first
from assistant.sameness import same_sentence
from assistant.types import Claim
from index import Filter, Library
from index.types import Span

FEWEST, MOST = 3, 5
_WANTED = 10.0
"""What a fact gains in worth that somebody wants told: more than any is worth by itself."""
_OPENING = 24


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence or an item as it was drafted, and what stands in its place; nothing where it is to go."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Steering:
    """`sources` are documents by id, `keep` and `drop` characters of the library that a sentence rests on.

    `asked` are 问题点 in people's own words, which come first; `items` is their number in all (0: any). `order`
    are the numbers of the items, counted from 1, in the order wished; those not named follow. `again` are the
    paragraphs of 事由, counted from 1, that are to be made of other material, one after the other. `edits` come last.
    RequestError for a number that the form does not know.
    """

    sources: tuple[str, ...] = ()
    keep: tuple[Span, ...] = ()
    drop: tuple[Span, ...] = ()
    asked: tuple[str, ...] = ()
    items: int = 0
    order: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        if self.items and not FEWEST <= self.items <= MOST:
            raise RequestError(f"问题点应是 {FEWEST} 到 {MOST} 条，现为 {self.items} 条。")
        if len(self.asked) > MOST:
            raise RequestError(f"自拟的问题点有 {len(self.asked)} 条，最多 {MOST} 条。请合并或删去几条。")
        if min((*self.order, *self.again, 1)) < 1:
            raise RequestError("段落和条目从 1 数起。")
        if len({*self.order}) < len(self.order) or max((*self.order, 0)) > MOST:
            numbers = "、".join(map(str, self.order))
            raise RequestError(f"问题点至多 {MOST} 条，每条的序号写一次，现为 {numbers}。请改正次序。")

    def filter(self, given: Filter | None) -> Filter | None:
        """The filter with the sources as its documents; what it names already restricts them further."""
        if not self.sources:
            return given
        named = given.documents if given else ()
        documents = tuple(s for s in self.sources if not named or s in named)
        if not documents:
            raise RequestError("选用的资料都在限定的范围之外。请放宽范围，或另选资料。")
        return replace(given or Filter(), documents=documents)


AS_IT_COMES = Steering()


def steered(material: Material, steering: Steering) -> Material:
    """The material without what is to be left out, and with what is to be told worth more than all else."""
    facts = [f for f in material.facts if not touches(f, steering.drop)]
    wanted = {id(f) for span in steering.keep for f in _meant(span, facts, steering.keep)}
    facts = [replace(f, near=1.0, worth=f.worth + _WANTED) if id(f) in wanted else f for f in facts]
    questions = []
    for question in material.questions:
        roots = tuple(f for f in question.roots if not touches(f, steering.drop))
        dropped = any(question.basis.overlaps(span) for span in steering.drop)
        if not dropped and (roots or not question.roots):
            questions.append(replace(question, roots=roots))
    return replace(
        material,
        facts=best_first(facts),
        questions=tuple(questions),
        longer=tuple(f for f in material.longer if not touches(f, steering.drop)),
    )


def narrowed(material: Material, facts: Sequence[Fact]) -> Material:
    """The material with no other sentences than those of some facts, and no questions but theirs."""

    def of_them(fact: Fact) -> bool:
        return any(fact is one or same_sentence(fact, one) or fact.spans == one.spans for one in facts)

    questions = [replace(q, roots=tuple(filter(of_them, q.roots))) for q in material.questions]
    asked = [
        narrow for q, narrow in zip(material.questions, questions, strict=True) if narrow.roots or not q.roots
    ]
    return replace(material, facts=tuple(filter(of_them, material.facts)), questions=tuple(asked))


def touches(fact: Fact, spans: Sequence[Span]) -> bool:
    """Whether the words of a fact stand among the characters of one of the spans."""
    return any(part.overlaps(span) for part in fact.spans for span in spans)


def unused(steering: Steering, reasons: Sequence[Sequence[Claim]], library: Library) -> Iterator[str]:
    """What was to be told and is not, in words for people. NotFoundError for a span that the library has not."""
    cited = [citation.span for part in reasons for claim in part for citation in claim.citations]
    for span in steering.keep:
        if not any(span.overlaps(other) for other in cited):
            words = " ".join(library.quote(span).split())
            opening = words if len(words) <= _OPENING else f"{words[:_OPENING]}…"
            yield f"要用的“{opening}”没有写进事由：与主题无关、不能单独成句、与别的句子重复，或篇幅已满"


def _meant(span: Span, facts: Sequence[Fact], keep: Sequence[Span]) -> list[Fact]:
    """The tellings that rest on a span and on nothing else but what is to be kept, else all that touch it."""
    told = [f for f in facts if touches(f, (span,))]
    return [f for f in told if all(part in keep for part in f.spans)] or told
