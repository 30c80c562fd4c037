"""The values the assistant hands back. Answers, outlines, tables and audits are all made of claims."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.types import Hit, Policy, Span

if TYPE_CHECKING:
    from assistant.facts import Fact

Verdict = Literal["supported", "partial", "contradicted", "unsupported"]
Level = Literal["error", "warning"]

VERDICTS: dict[Verdict, str] = {
    "supported": "有据",
    "partial": "部分有据",
    "contradicted": "与原文不符",
    "unsupported": "未见依据",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """The quoted characters themselves, not the passage around them."""

    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason not to trust a claim. `code` is for machines, `message` (Chinese) for people.

    `at` are the characters of the claim that it concerns (half-open), `source` those of the source.
    """

    code: str
    level: Level
    message: str
    at: tuple[int, int] | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, one item of an outline, one cell of a table, with what it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    verdict: Verdict = "unsupported"


@dataclass(frozen=True, slots=True)
class Trace:
    """Enough to say how a result came about. `prompt` is id@version#digest, empty without a model."""

    generator: str
    library: str
    encoder: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`claims` are supported and shown as the answer; `rejected` are shown apart, with their findings.

    `refusal` says why there is no answer, exactly when `claims` is empty; `gaps` name what the
    library does not hold (材料未载…); `notices` say how the answer came about where that matters
    (回答不完整, 已改用摘录).
    """

    question: str
    standalone: str
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Claim, ...] = ()
    refusal: str | None = None
    gaps: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    trace: Trace | None = None
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.claims) == bool(self.refusal):
            raise ValueError("an answer has either claims or a refusal")


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier lead or proposal on the matter; `pairs` are (our words, its words)."""

    title: str
    span: Span
    score: float
    pairs: tuple[tuple[str, Citation], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A proposal lead: `reasons` are the paragraphs of 事由, `issues` the 问题点, `form` the findings on form.

    `spare` are facts on the matter that it does not tell, and could; `facts` are what these and its own sentences were
    worded from, in their order; `further` are all that a longer text could tell, the best first, as yet unchecked.
    `rejected` are lines of a model that did not hold, `notices` say how the draft came about where that matters.
    """

    topic: str
    title: str
    profile: str
    reasons: tuple[tuple[Claim, ...], ...] = ()
    issues: tuple[Claim, ...] = ()
    gaps: tuple[str, ...] = ()
    form: tuple[Finding, ...] = ()
    basis: tuple[Policy, ...] = ()
    similar: tuple[Similar, ...] = ()
    refusal: str | None = None
    trace: Trace | None = None
    rejected: tuple[Claim, ...] = ()
    notices: tuple[str, ...] = ()
    spare: tuple[Claim, ...] = ()
    facts: tuple["Fact", ...] = ()
    further: tuple["Fact", ...] = ()
