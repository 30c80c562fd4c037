"""Does the claim name the things that the source names: 中小企业 and not 国有企业, 产量 and not 销量?"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant import nouns, quantities
from assistant.agencies import find_agencies
from assistant.attributed import matter
from assistant.check_figures import IN_ALL
from assistant.check_names import quoted
from assistant.contrasts import CONTRASTS
from assistant.lists import apart
from assistant.nouns import Word
from assistant.quantities import Quantity
from assistant.relations import relations
from assistant.stretches import end_of, start_of
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index import dates, docnumbers, regions

At = tuple[int, int]

_BESIDE = 2  # characters on one side of a word that make its place in a sentence
_REACH = 6
_ITSELF = re.compile("[本前][条款项]")  # of a law: it stands for what it points at, and for no other word
_STOPS = "，。；：！？,;:!?\n"


def things(claim: Claim, support: Support) -> Iterator[Finding]:
    """A thing that the claim names and the source does not; with what the source has in its place, if it has anything."""
    taken = [*_judged_elsewhere(claim.text), *_opposites(claim.text, support.words)]
    around, told = support.around.lower(), matter(claim.text)
    for word in (*nouns.find(told), *nouns.coined(told)):
        if not word.naming or nouns.idle(word.text) or _inside(word, taken):
            continue
        if claim.text.startswith("·", word.end):
            continue  # 佩洛西 for 南希·佩洛西
        if not nouns.holds(around, word.text):
            yield _missing(claim, word, support)


def slots(claim: Claim, support: Support) -> Iterator[Finding]:
    """A word between the very neighbours between which the source has another: 民生收入 for 民生支出."""
    taken = _judged_elsewhere(claim.text)
    said, given = folded(claim.text), support.words
    for word in nouns.find(said.text):
        at = said.original(word.start, word.end)
        before, behind = _beside(said.text, word)
        kept = f"{word.text}{behind}"
        if not word.nominal or not behind or said.text.count(kept) <= given.count(kept) > 0:
            continue
        other = re.search(f"{before}([\u4e00-\u9fff]{{2,4}}){re.escape(behind)}", given)
        if (
            other
            and any(w.nominal and _ends(w.text, other[1]) for w in nouns.find(given))
            and given.count(other[1]) > said.text.count(other[1])
            and not nouns.same(word.text, other[1])
            and word.text not in apart(given[other.start(1) :])[: 2 * len(other[1])]
            and not re.search(f"{before}{word.text}(?:、|和|与|及|或)[^{_STOPS}]*$", given[: other.start(1)])
            and not _inside(Word(word.text, *at, word.tag), taken)
            and not _across_cells(support, other.start(1), other.end())
        ):
            message = f"句中“{word.text}{behind}”，所引原文作“{other[1]}{behind}”"
            yield Finding("noun", "error", message, at, support.part(*other.span(1)))


def _across_cells(support: Support, start: int, end: int) -> bool:
    """Whether cited words lie in two cells of a row: they are neighbours in no sentence."""
    span = support.part(start, end)
    for cited in support.cited:
        written, at = (cited.beside, cited.whole_at) if cited.beside else (cited.text, cited.span.start)
        if cited.span.doc_id == span.doc_id and at <= span.start and span.end <= at + len(written):
            return "\t" in written[span.start - at : span.end - at]
    return False


def _ends(word: str, part: str) -> bool:
    return word.startswith(part) or word.endswith(part)


def _beside(text: str, word: Word) -> tuple[str, str]:
    """What stands before a word, as a pattern, and behind it; where a clause begins, more has to follow."""
    before = re.split(f"[{_STOPS}]", text[max(word.start - _BESIDE, 0) : word.start])[-1]
    enough = _BESIDE if len(before) == _BESIDE else 2 * _BESIDE
    behind = text[word.end : word.end + enough]
    starts = not before and (not word.start or text[word.start - 1] in _STOPS)
    if len(behind) < enough or not (starts or len(before) == _BESIDE):
        return "", ""
    return f"(?<![^{_STOPS}])" if starts else f"(?<={re.escape(before)})", behind


def heads(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure told of what the source speaks of elsewhere: 公共预算支出4982亿元, where that is 民生支出."""
    taken = _judged_elsewhere(claim.text)
    for quantity in quantities.find(claim.text):
        said = [w for w in _counted(claim.text, quantity) if not _inside(w, taken)]
        for cited in support.cited:
            same = [q for q in quantities.find(cited.text) if quantities.equal(quantity, q)]
            if cited.context or len(same) != 1 or not said:
                continue
            near = folded(_sentence(cited.text, same[0])).text
            strange = [w for w in said if not nouns.holds(near, w.text) and w.text in support.words]
            named = _counted(cited.text, same[0])
            own = [w for w in named if _another(w.text, strange, claim.text)]
            if said[-1] in strange and _heads(said[-1], same[0], cited):
                own = own or named
            if strange and own and not IN_ALL.search(claim.text):
                at, source = (strange[0].start, strange[0].end), cited.part(own[-1].start, own[-1].end)
                there = claim.text[slice(*quantity.at)].strip()
                message = f"句中“{strange[0].text}”，“{there}”在所引原文中说的是“{own[-1].text}”"
                yield Finding("subject", "error", message, at, source)


def _heads(word: Word, quantity: Quantity, cited: Cited) -> bool:
    """Whether a word stands nearest before another figure of the unit, and not behind this one: 3万平方米的厂房."""
    found = quantities.find(cited.text)
    behind = re.split(f"[{_STOPS}]", cited.text[quantity.at[1] :])[0]
    after = [q for q in found if 0 <= q.at[0] - quantity.at[1] < len(behind)]
    if word.text in behind and not any(w.text == word.text for q in after for w in _counted(cited.text, q)):
        return False
    others = [q for q in found if q.unit == quantity.unit and q != quantity]
    return any(w.text == word.text for q in others for w in _counted(cited.text, q)[-1:])


def _another(word: str, strange: Sequence[Word], text: str) -> bool:
    """Whether a text lacks a word, or has only the part of it that a strange one shares: 高速铁路, 高速公路."""
    if nouns.holds(text, word):
        return False
    kept = [word[i : i + _BESIDE] for i in range(len(word) - 1) if word[i : i + _BESIDE] in text]
    return all(len(w.text) == len(word) and pair in w.text for pair in kept for w in strange[:1])


def _counted(text: str, quantity: Quantity) -> list[Word]:
    """The names in a figure's clause before it, back to the figure before; the three nearest."""
    start = max([0, *(q.at[1] for q in quantities.find(text) if q.at[1] <= quantity.at[0])])
    start = max(start, start_of(text, quantity.at[0], _STOPS))
    inside = [w for w in nouns.find(text) if start <= w.start and w.end <= quantity.at[0]]
    return [w for w in inside if w.naming and not nouns.idle(w.text)][-3:]


def _sentence(text: str, quantity: Quantity) -> str:
    """From the beginning of a figure's sentence to the end of its clause, or of its item in a list."""
    return text[start_of(text, quantity.at[0], "。！？\n") : end_of(text, quantity.at[1], _STOPS + "、")]


@lru_cache(maxsize=256)  # asked for by each check here
def _judged_elsewhere(text: str) -> tuple[At, ...]:
    """Figures, dates, places, agencies, titles and quotations have checks of their own."""
    return tuple(_others(text))


def _others(text: str) -> Iterator[At]:
    yield from (q.at for q in quantities.find(text))
    yield from (name.at for name in quantities.names(text))
    yield from (day.at for day in dates.find(text, quantities.ANY_YEAR))
    yield from (m.at for m in docnumbers.find(text, loose=True))
    yield from (m.at for m in regions.find(text))
    yield from (a.at for a in find_agencies(text))
    yield from (relation.word for relation in relations(text))
    yield from quoted(text)


def _opposites(text: str, source: str) -> Iterator[At]:
    """And so have words with an opposite, where the source has any of the kind."""
    for contrast in CONTRASTS:
        if contrast.code != "level" and contrast.pattern.search(source):
            yield from (m.span() for m in contrast.pattern.finditer(text))


def _inside(word: Word, taken: Sequence[At]) -> bool:
    return any(start < word.end and word.start < end for start, end in taken)


def _missing(claim: Claim, word: Word, support: Support) -> Finding:
    at = (word.start, word.end)
    rivals = [
        (_likeness(claim.text, word, cited.text, other), -n, cited, other)
        for n, cited in enumerate(support.cited)
        for other in nouns.find(cited.text)
        if other.text not in claim.text and not _ITSELF.fullmatch(other.text)
    ]
    if rivals:
        like, _, cited, other = max(rivals, key=lambda r: r[:2])
        if like >= _BESIDE:
            message = f"句中“{word.text}”，所引原文作“{other.text}”"
            return Finding("noun", "error", message, at, cited.part(other.start, other.end))
    return Finding("noun", "error", f"所引原文中没有“{word.text}”", at)


def _likeness(said: str, word: Word, given: str, other: Word) -> int:
    """How many characters right before and behind two words are the same; a last character that they share counts."""
    before = _shared(said[: word.start][::-1], given[: other.start][::-1])
    return before + _shared(said[word.end :], given[other.end :]) + (word.text[-1] == other.text[-1])


def _shared(a: str, b: str) -> int:
    count = 0
    for one, other in zip(a[:_REACH], b[:_REACH], strict=False):
        if one != other or one in _STOPS:
            break
        count += 1
    return count
