"""The outline that a model writes: each line cited and checked like any other, and kept only if that holds.

A sentence of 事由 must be supported by what it quotes. An item of 问题点 states nothing; it must have the
form of one, quote where it grows from, and speak of what it quotes.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from assistant.check import check
from assistant.cite import cite
from assistant.form.items import faults
from assistant.generate import REFUSED, Drafter, Ended
from assistant.llm import OUTLINE
from assistant.material import Material
from assistant.reply import Line, Refused
from assistant.request import Request
from assistant.types import Claim, Finding
from index import Library
from index.tokens import content_pairs
from index.types import Passage, Policy, Span

ITEMS = OUTLINE[-1]
_ROOTED = 0.4
"""The share of an item's content pairs that must stand in what it quotes, as for the items of our own."""


@dataclass(slots=True)
class Written:
    """What a model wrote of a lead. `rejected` are the lines that did not hold, each with its findings."""

    paragraphs: dict[str, list[Claim]] = field(default_factory=dict)
    issues: list[Claim] = field(default_factory=list)
    rejected: list[Claim] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def reasons(self) -> tuple[tuple[Claim, ...], ...]:
        return tuple(tuple(self.paragraphs[part]) for part in OUTLINE if self.paragraphs.get(part))

    def basis(self, library: Library) -> tuple[Policy, ...]:
        """The policies that the cited text reports or is, once each."""
        spans = (c.span for part in self.reasons for claim in part for c in claim.citations)
        return tuple(dict.fromkeys(policy for span in spans if (policy := _policy(span, library))))


def written(
    request: Request, material: Material, library: Library, model: Drafter
) -> Generator[Claim, None, Written]:
    """Each line that holds as soon as it is checked; returns everything. No item comes before a sentence of 事由."""
    into = Written()
    for item in model.outline(request.topic, request.region, _passages(material, library), library):
        match item:
            case Line(part=part):
                claim = _judged(item, library)
                if claim.verdict != "supported":
                    into.rejected.append(claim)
                elif part == ITEMS:
                    into.issues.append(claim)
                    yield from [claim] if into.paragraphs else []
                else:
                    yield from (claim, *([] if into.paragraphs else into.issues))
                    into.paragraphs.setdefault(part, []).append(claim)
            case Refused(reason):
                into.notices.append("模型认为材料不足，没有起草。")
                into.rejected.append(Claim(reason, findings=(_DECLINED,)))
            case Ended(fault, began):
                into.notices.append(f"提纲不完整：{fault}。" if began else f"{fault}。")
    return into


def _policy(span: Span, library: Library) -> Policy | None:
    around = [p for p in library.document(span.doc_id).policies if p.scope.covers(span)]
    return min(around, key=lambda p: p.scope.end - p.scope.start, default=None)


_DECLINED = Finding(REFUSED, "error", "这是模型不起草的理由，未经核对")


def _passages(material: Material, library: Library) -> list[Passage]:
    """Where the facts stand and the questions grow from, those of most worth first."""
    spans = (*(fact.source for fact in material.facts), *(question.basis for question in material.questions))
    return list(dict.fromkeys(library.passage(span) for span in spans))


def _judged(line: Line, library: Library) -> Claim:
    (cited,) = cite([line.draft], library, ())
    if line.part != ITEMS:
        return check([cited], library)[0]
    findings = (*cited.findings, *_unrooted(cited, library), *faults(cited.text))
    return Claim(cited.text, cited.citations, findings, "unsupported" if findings else "supported")


def _unrooted(item: Claim, library: Library) -> Sequence[Finding]:
    pairs = content_pairs(item.text)
    given = content_pairs("，".join(library.quote(citation.span) for citation in item.citations))
    if item.citations and len(pairs & given) >= _ROOTED * len(pairs):
        return ()
    return (Finding("unrooted", "error", "这一问不是从所引的原文里引出的", (0, len(item.text))),)
