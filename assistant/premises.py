"""What a question takes for granted and the sources say otherwise (“15位省领导”, where they say 11位).

The checks that judge a claim judge the question too: a piece of it that says nearly what a piece of
evidence says, but with another figure, office, name or direction, is told to the reader.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from assistant import check_dates, check_figures, check_names, check_wording, quantities
from assistant.candidates import Candidate
from assistant.context import around
from assistant.evidence import Selection
from assistant.fit_figure import named_of
from assistant.fit_time import in_time
from assistant.focus import TARGET
from assistant.growth import in_full
from assistant.places import misplaced
from assistant.support import Support, gather
from assistant.types import Citation, Claim, Finding
from assistant.words import terms
from index import dates
from index.articles import articles
from index.library import Library
from index.tokens import content_pairs, normalise
from index.types import Span

_PIECE = re.compile("[^，,；;：:？?。！!]+")
_ASKING = re.compile(
    r"(?:分别|一共|总共|各|都)?(?:是|有|为|指|由|在)?(?:多少|几[个条家位种项名年]|哪[一二三四五六七八九十\d]*[个条家位种项名年些儿里]?|谁|什么(?:时候|意思)?|何时|怎么样?|怎样|如何)|"
    r"是不是|是否|是真的吗|对吗|对不对|有没有|吗|呢"
)
_OPEN = re.compile("多少|几[个条家位种项名年]|哪|谁|(?<!为)[什何]|怎|如何")
_CHECKERS = (check_figures.figures, check_names.names)
_WORDS = (check_wording.offices, check_wording.contrasts)
_CODES = frozenset({"number", "arithmetic", "subject", "name", "office", "polarity", "comparison", "date"})
_ISSUED = re.compile("[〕》].*(?:出台|印发|发布|公布|颁布|下发)")
_DATED = re.compile(r"是(?:在|于)?(?:19|20)\d\d年[^多少哪几]+的?(?:吧|吗|么)?$")
"""“是2010年超过美国的吧”: what is asked is whether it was then."""
_ALIKE, _ALIKE_BESIDE = 0.4, 0.5
_TRIED = 3
_TELLING, _NAMED = 0.9, 0.5
"""The weight of the nouns of a piece, and the share of them that must name what a figure of the source is of."""
_FROM = re.compile("[从由]$")
_LEAD = 12  # characters before a figure that say what is done with it
_STOPS = re.compile("[，。；;]")
_UNIT = re.compile("[百千万亿]+[^\\d一二三四五六七八九十]*")
"""What is left of 多少万亿元, which says no figure."""
_CLASS = re.compile("[A-Z]{1,3}")  # of B类通用机场 another question is asked than of A类
_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}")
_OTHER_COUNT = re.compile("[一两二三]")
_SERIAL = re.compile(r"第?[\d一二三四五六七八九十百]+号")
"""What a thing is called by: with another number it is another thing, and not told wrongly."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`said` stands in the question; `evidence` says otherwise, in the words of `given`; these are none where it
    has several figures and nothing tells which of them is meant."""

    said: str
    given: str
    evidence: Candidate

    @property
    def notice(self) -> str:
        if not self.given:
            return f"问题中的“{self.said}”与材料不符：材料没有“{self.said}”"
        return f"问题中的“{self.said}”与材料不符：材料作“{self.given}”"


def corrections(
    question: str, selections: Sequence[Selection], among: Sequence[Candidate], library: Library
) -> list[Correction]:
    """What is wrong in a question by its best evidence, or by what comes nearest; each wrong word once.

    What another of the candidates, of a year that is asked of, says as the question does is not wrong.
    """
    found: dict[str, Correction] = {}
    # What is told of another place, or time, neither corrects nor bears out what is said of this one.
    here = [c for c in among if _is_here(c, selections, question, library)]
    of_years = all(s.ask.years for s in selections)
    bearing = [c for c in here if _is_then(c, selections, library)] if of_years else here
    near = [s.nearest for s in selections if s.nearest and s.nearest.lacks != "地区"]
    best = [e.candidate for s in selections for e in s.chosen[:_TRIED]] or [e.candidate for e in near]
    # What is cited is the same, whatever piece is held against it.
    cited = cache(lambda spans: gather(Claim("", tuple(map(Citation, spans))), library))
    for text in dict.fromkeys((question, in_full(question))):
        for match in _PIECE.finditer(text):
            piece, asks = _ASKING.sub("，", match[0]), bool(_OPEN.search(match[0]))
            pairs = content_pairs(piece)
            closest = sorted(here, key=lambda c: -_share(pairs, c))
            then = next((c for c in closest if _is_then(c, selections, library)), None)
            for candidate in (*best, *closest[:1], *([then] if then else [])):
                for correction in _by(piece, asks, candidate, cited(candidate.spans), bearing, library):
                    # Another year is a wrong one; another year's figure is none.
                    dated = dates.find(correction.said) or _is_then(candidate, selections, library)
                    if dated or not quantities.find(correction.said):
                        found.setdefault(correction.said, correction)
    return list(found.values())


def _is_here(candidate: Candidate, selections: Sequence[Selection], question: str, library: Library) -> bool:
    """Whether a candidate is of a place that is asked of, where any is."""
    regions = {region for selection in selections for region in selection.ask.regions}
    document = library.document(candidate.span.doc_id)
    return not regions or any(not misplaced(candidate, r, question, document) for r in regions)


def _is_then(candidate: Candidate, selections: Sequence[Selection], library: Library) -> bool:
    """Whether a candidate is of a time that is asked of."""
    document = library.document(candidate.span.doc_id)
    return any(
        in_time(candidate, s.ask, document, lambda d: library.made(articles, d.id)) for s in selections
    )


def _by(
    piece: str,
    asks: bool,
    candidate: Candidate,
    support: Support,
    among: Sequence[Candidate],
    library: Library,
) -> Iterator[Correction]:
    """What one piece of evidence corrects in one piece of a question.

    In a piece that asks (二季度的…是多少) another word of its kind makes another question, not a wrong one.
    """
    claim = Claim(piece, tuple(map(Citation, candidate.spans)))
    dated = _DATED.search(piece) or (candidate.form == "policy" and _ISSUED.search(piece))
    checkers = (*_CHECKERS, *(() if asks else _WORDS), *((check_dates.dates,) if dated else ()))
    for finding in (f for checker in checkers for f in checker(claim, support)):
        if finding.code not in _CODES or not finding.at or not finding.source:
            continue
        said, given = piece[slice(*finding.at)].strip(), library.quote(finding.source).strip()
        if _SERIAL.fullmatch(said) or _UNIT.fullmatch(said) or (asks and _CLASS.fullmatch(said)):
            continue
        rest = content_pairs(piece[: finding.at[0]] + "，" + piece[finding.at[1] :])
        share = _share(rest, candidate)
        # 5% does not stand in 4.5%.
        whole = re.compile(rf"(?<![\d.]){re.escape(normalise(said))}")
        told = any(whole.search(c.words) and _share(rest, c, piece) >= share for c in among)
        source = _led_alike(piece, finding, candidate, support, library)
        if (
            share >= _ALIKE
            and not told
            and _in_digits(said) != _in_digits(given)
            and not _surpassed(said, given, candidate)
            and _same_thing(piece, finding.at, source or finding.source, candidate, library)
        ):
            given = library.quote(source).strip() if source else ""
            if _in_digits(said) == _in_digits(given):
                continue
            yield Correction(
                said, candidate.value if given in candidate.value and given else given, candidate
            )


def _surpassed(said: str, given: str, candidate: Candidate) -> bool:
    """Whether what a report has reached is more than what a question says was surpassed: 超过600亿斤, of 突破620亿斤."""
    ours, theirs = quantities.find(said), quantities.find(given)
    if candidate.ahead is not False or not ours or not theirs or ours[0].bound not in ("超", "以上"):
        return False
    return ours[0].unit == theirs[0].unit and theirs[0].value >= ours[0].value


def _led_alike(
    piece: str, finding: Finding, candidate: Candidate, support: Support, library: Library
) -> Span | None:
    """Where the value stands that the source gives: of several figures of one unit, the one behind the same words
    (重点培育100条, 重点培育50条); None where none is."""
    assert finding.at
    assert finding.source
    ours = quantities.find(piece[slice(*finding.at)])
    alike = [f for f in support.figures if ours and f.quantity.unit == ours[0].unit]
    if candidate.form == "cell" or len(alike) < 2:
        return finding.source
    lead = content_pairs(piece[max(finding.at[0] - _LEAD, 0) : finding.at[0]])
    whole = next((span for span in candidate.spans if span.covers(finding.source)), finding.source)
    text = library.document(whole.doc_id).text
    # 从2.77%提高到3.3%: the first is what it no longer is.
    now = [f for f in alike if not _FROM.search(text, 0, f.span.start)] or alike

    def shared(span: Span) -> int:
        before = text[max(whole.start, span.start - _LEAD) : span.start]
        return len(lead & content_pairs(_STOPS.split(before)[-1]))

    best = max((f.span for f in now), key=shared)
    return best if shared(best) > 0 else None


def _in_digits(text: str) -> str:
    """A text with its Chinese numerals as figures: 十强 and 10强 are the same."""
    return _NUMERAL.sub(lambda numeral: str(dates.number(numeral[0])), normalise(text))


def _share(rest: frozenset[str], candidate: Candidate, piece: str = "") -> float:
    """How much of the rest of a piece a candidate speaks of; a cell, only in the row that the piece names."""
    if piece and candidate.form == "cell" and normalise(candidate.label) not in normalise(piece):
        return 0.0
    words = content_pairs(f"{candidate.words}，{candidate.near}，{candidate.before}")
    return len(rest & words) / len(rest) if rest else 0.0


def _same_thing(
    piece: str, at: tuple[int, int], source: Span, candidate: Candidate, library: Library
) -> bool:
    """Whether figures count the same: alike units, and alike words beside them. Other words need no such proof."""
    given = library.quote(source)
    ours, theirs = quantities.find(piece[slice(*at)]), quantities.find(given)
    if not ours or not theirs:
        return not ours and not theirs
    if _OTHER_COUNT.match(given) or not quantities.same_unit(ours[0].unit, theirs[0].unit):
        return False
    whole = next((span for span in candidate.spans if span.covers(source)), source)
    there = (source.start - whole.start, source.end - whole.start)
    nouns = [
        t
        for t in terms(piece[: at[0]] + "，" + piece[at[1] :])
        if t.noun and t.weight >= _TELLING and not t.place and not TARGET.fullmatch(t.forms[0])
    ]
    if len(named_of(library.quote(whole), there[0], nouns, piece)) < _NAMED * len(nouns):
        return False
    mine, its = around(piece, at), around(library.quote(whole), there)
    counted, named = _noun(piece[at[1] :]), _noun(library.quote(whole)[there[1] :])
    if counted and named and (counted.startswith(named) or named.startswith(counted)):
        return True
    return mine.shared(its) >= _ALIKE_BESIDE * min(len(mine), len(its)) > 0


def _noun(text: str) -> str:
    """The noun with its attributes that a text begins with (重点产业链)."""
    # Loads its dictionary, which few questions need.
    import rjieba

    words = takewhile(lambda word: word[1][0] in "nabjlz", rjieba.tag(text.lstrip()[:16]))
    return "".join(word for word, _ in words)
