"""A question becomes an answer: understand, search, select, generate, cite, check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from assistant import laws_named, one_place
from assistant.aimed import cautions as cautions_of_aims
from assistant.borne_out import borne_out
from assistant.candidates import Candidate, candidates
from assistant.cautions import cautions
from assistant.check import check
from assistant.cite import DraftClaim, cite
from assistant.conflicts import Rival, rivals
from assistant.evidence import Selection, select
from assistant.extractive import Extractive
from assistant.followup import faithful, standalone
from assistant.generate import REFUSED, Generator, Notice, Rewriter
from assistant.leads import LEADS
from assistant.local import local
from assistant.missing import unreported
from assistant.premises import Correction, corrections
from assistant.question_kind import asks_which
from assistant.series import telling
from assistant.sources import named
from assistant.spoken_years import dated
from assistant.spread import cautions as cautions_of_years
from assistant.standing_asked import in_force_asked
from assistant.statutes import statutes
from assistant.stretches import end_of, start_of
from assistant.types import Answer, Citation, Claim, Finding, Trace
from assistant.understand import Ask, Query, understand
from index import Filter, Hit, Library, laws
from index.regions import Region
from index.reports import called
from index.tokens import content_pairs

HITS = 40
_WIDER = 3  # times as many hits where something may be told of every place
_STOPS = "。；;\n"
_REPORTS = 8  # that tell of the years of one thing asked, and are searched by themselves
_LAWS = 6  # of one name that are searched by themselves
_NAMED = 3  # documents that a question names and that are searched by themselves
_REFUSAL = "资料库中没有足够的依据回答这个问题。"
_OF_ANOTHER_TIME = ("时间", "目标")
_INSTEAD = "模型写的句子都未能核实。以下不用模型，直接摘录原文。"


def ask(
    question: str,
    library: Library,
    generator: Generator,
    *,
    history: Sequence[Answer] = (),
    filter: Filter | None = None,
) -> Answer:
    """Answer from the library, sentence by sentence, each with the words it rests on; or refuse and say why."""
    *_, answer = ask_stream(question, library, generator, history=history, filter=filter)
    assert isinstance(answer, Answer)
    return answer


def ask_stream(
    question: str,
    library: Library,
    generator: Generator,
    *,
    history: Sequence[Answer] = (),
    filter: Filter | None = None,
) -> Iterator[Claim | Answer]:
    """Each supported claim as soon as it is checked, and at last the whole Answer.

    `history` are the earlier answers of a conversation: what leans on them is asked in a form that
    stands alone, `Answer.standalone`. Where another place gives another value, it is shown too.
    RequestError for an empty or over-long question. Finding nothing is an answer, not an error.
    """
    counties = local(library.documents())
    alone = dated(_alone(question, history, generator, library, counties), library.documents())
    query = replace(understand(alone, counties), question=question)
    hits = search(query, library, filter)
    cited = in_force_asked(query, library) or statutes(query, library, filter)
    law = cited.selections
    # An article stands for itself: what other laws say is no contradiction.
    among = [] if law else candidates(hits, library, without=LEADS)
    selections = law or select(query, hits, library, among)
    told = _Told(library, hits, among, query.asks, _figures_of(query))
    told.notices += cited.notices
    if law or query.titles:
        told.notices += borne_out(query.standalone, library)
    # Which places reach a figure is no claim that one does.
    if not law and not asks_which(query.standalone):
        told.correct(corrections(query.standalone, selections, told.among, library))
    for said in _said(generator, query, selections, told):
        yield from told.settle(said)
    yield from told.untold()
    gaps = told.gaps(selections)
    told.notices += one_place.notice(query, told.claims, library)
    told.notices += cautions((c.span for claim in told.claims for c in claim.citations), library)
    yield Answer(
        question,
        query.standalone,
        tuple(told.claims),
        tuple(told.rejected),
        None if told.claims else _REFUSAL,
        gaps if told.claims else (*gaps, *_nearest(selections, library)),
        tuple(hits),
        Trace(generator.name, library.digest, library.encoder, generator.prompt),
        tuple(told.notices),
    )


def _alone(
    question: str,
    history: Sequence[Answer],
    generator: Generator,
    library: Library,
    counties: Sequence[Region],
) -> str:
    """The question without its conversation: as the model puts it, if it invents nothing; else by rule."""
    if history and isinstance(generator, Rewriter):
        asked = generator.standalone(question, history, library)
        if faithful(asked, question, history):
            return asked
    return standalone(question, history, counties)


def _figures_of(query: Query) -> frozenset[str]:
    figures = all(ask.kind == "number" for ask in query.asks)
    return content_pairs(query.standalone) if figures else frozenset()


@dataclass(slots=True)
class _Told:
    """What an answer has come to so far. `elsewhere` are places that correct the question or contradict a claim;
    `asked` are the pairs of characters of a question for figures alone."""

    library: Library
    hits: Sequence[Hit]
    among: Sequence[Candidate]
    asks: Sequence[Ask] = ()
    asked: frozenset[str] = frozenset()
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Claim] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    elsewhere: list[tuple[Candidate, tuple[Finding, ...]]] = field(default_factory=list)

    def settle(self, said: DraftClaim | Notice) -> Iterator[Claim]:
        """The claim, if its citations support it, with a warning for each place that says otherwise."""
        if isinstance(said, Notice):
            self.notices.append(said.text)
            return
        (claim,) = check(cite([said], self.library, self.hits), self.library)
        if claim.verdict != "supported":
            self.rejected.append(claim)
            return
        others = [rival for rival in rivals(claim, self.among, self.library) if self._is_asked(rival)]
        self.elsewhere += [(other.candidate, (other.on_rival,)) for other in others]
        of_years = cautions_of_years(claim, self.asks, self.library)
        aims = cautions_of_aims(claim, self.asks, self.library)
        warned = (*of_years, *aims, *(other.on_claim for other in others))
        self.claims.append(replace(claim, findings=(*claim.findings, *warned)))
        yield self.claims[-1]

    def _is_asked(self, rival: Rival) -> bool:
        """Whether the figure that another place contradicts is of what is asked, and not only told beside it."""
        here = rival.on_rival.source
        if not self.asked or here is None:
            return True
        if rival.dated:
            return False
        text = self.library.document(here.doc_id).text
        start, end = start_of(text, here.start, _STOPS), end_of(text, here.end, _STOPS)
        return bool(content_pairs(text[start : here.start] + text[here.end : end]) & self.asked)

    def correct(self, wrong: Sequence[Correction]) -> None:
        """Notes what is wrong in the question, and what shows it."""
        self.notices += [correction.notice for correction in wrong]
        self.elsewhere += [(correction.evidence, ()) for correction in wrong]

    def gaps(self, selections: Sequence[Selection]) -> tuple[str, ...]:
        """What is missing of what was asked, and which reports would tell it."""
        lacking = [selection for selection in selections if selection.gap and not self.holds(selection)]
        unread = (unreported(selection.ask, self.library.documents()) for selection in lacking)
        return tuple(filter(None, dict.fromkeys((*(selection.gap for selection in lacking), *unread))))

    def holds(self, selection: Selection) -> bool:
        """Whether what comes nearest to one thing asked, and is of its time, was told in answer to another."""
        cited = [citation.span for claim in self.claims for citation in claim.citations]
        near = selection.nearest
        corrects = near is not None and any(near.candidate is other for other, _ in self.elsewhere)
        if near is None or (near.lacks in _OF_ANOTHER_TIME and not corrects):
            return False
        return any(span.overlaps(near.candidate.span) for span in cited)

    def untold(self) -> Iterator[Claim]:
        """What corrects or contradicts, as claims, as far as no claim rests on it yet; each once."""
        cited = [citation.span for claim in self.claims for citation in claim.citations]
        for candidate, findings in self.elsewhere:
            if all(any(span.overlaps(other) for other in cited) for span in candidate.spans):
                continue
            cited += candidate.spans
            claim = Claim(candidate.text, tuple(map(Citation, candidate.spans)), findings)
            for checked in check([claim], self.library):
                if checked.verdict == "supported":
                    self.claims.append(checked)
                    yield checked


def _said(
    generator: Generator, query: Query, selections: Sequence[Selection], told: _Told
) -> Iterator[DraftClaim | Notice]:
    """What the generator says; and when a model spoke but nothing of it held, the source's own words."""
    yield from generator.answer(query, selections, told.library)
    refused = any(finding.code == REFUSED for claim in told.rejected for finding in claim.findings)
    if generator.prompt and told.rejected and not told.claims and not refused:
        yield Notice(_INSTEAD)
        yield from Extractive().answer(query, selections, told.library)


def search(query: Query, library: Library, filter: Filter | None = None) -> list[Hit]:
    """The hits for the whole question, as far as it asks, then those for each thing asked; each passage once.

    Before them those of the reports that tell of the years asked for: their year stands in no passage.
    """
    asked = [f"{' '.join(r.name for r in a.regions)} {a.about}" for a in query.asks]
    most = HITS * _WIDER if asks_which(query.standalone) else HITS
    found = {hit.passage.span: hit for hit in _of_their_years(query, library, filter)}
    for n, text in enumerate(dict.fromkeys([query.posed or query.standalone, *asked])):
        for hit in library.search(text, most if n == 0 else HITS // 2, filter):
            found.setdefault(hit.passage.span, hit)
    sources = sorted(named(query.standalone, library.documents()))[:_NAMED]
    held = (laws.called(name, library.documents()) for name in laws_named.named(query.standalone))
    sources += [one.id for several in held for one in several[:_LAWS]]
    for source in dict.fromkeys(sources):
        inside = replace(filter or Filter(), documents=(source,))
        for hit in library.search(query.standalone, HITS // 2, inside):
            found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _of_their_years(query: Query, library: Library, filter: Filter | None) -> Iterator[Hit]:
    """The hits of each report that tells of the years of a figure asked for: the best of each, then the next best."""
    if filter and filter.documents:
        return
    listings = library.documents()
    hits = [
        library.search(_with_names(a), HITS // 4, replace(filter or Filter(), documents=(source,)))
        for a in query.asks
        if a.kind == "number"
        for source in telling(a.years, a.regions, listings)[:_REPORTS]
    ]
    yield from (hit for rank in zip_longest(*hits) for hit in rank if hit)


def _with_names(ask: Ask) -> str:
    """What is asked, with the other names of what it is asked of (国内生产总值 for GDP)."""
    return " ".join((ask.about, *(form for term in ask.focus for form in term.forms[1:])))


def _nearest(selections: Sequence[Selection], library: Library) -> Iterator[str]:
    """The nearest thing that the sources do say, once."""
    best = max((s.nearest for s in selections if s.nearest), key=lambda e: e.score, default=None)
    if best is not None and best.cover > 0.2:
        document = library.document(best.candidate.span.doc_id)
        line = library.locate(best.candidate.span).line
        place = f"第{line}行" if line else ""
        title = called(document.title, document.meta)
        yield f"资料中最接近的内容：“{best.candidate.text}”（《{title}》{place}）"
