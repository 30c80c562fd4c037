"""Does the cited text name what the claim names: 文号, titles, agencies, names like 5G or 第三?"""

import difflib
import re
from collections.abc import Iterator

from assistant import quantities
from assistant.agencies import find_agencies, same_agency
from assistant.check_articles import given_as
from assistant.context import Context, around, usurped
from assistant.numerals import han
from assistant.quantities import Name
from assistant.ranks import firsts
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded, occurrences
from index import docnumbers
from index.dates import fold
from index.types import Span

At = tuple[int, int]
_Named = list[tuple[Cited, Name, Context]]
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_LATIN = re.compile(r"[A-Za-z]{2,}|(?<![A-Za-z\d])[A-Z](?![A-Za-z\d])")
_LETTERS = re.compile("[A-Za-z]+")
_LATIN_ALIASES = {"GDP": ("生产总值",), "AI": ("人工智能",), "CPI": ("消费价格",), "PPI": ("出厂价格",)}
TITLE = re.compile(r"《([^《》]+)》")
QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|『([^『』]{2,})』")
_MARKS = re.compile(r"[“”‘’「」『』\"']")
_ONES = re.compile("(\\d+|[二三四五六七八九十])个一")
_ONE = re.compile("(?:^|(?<=[、“包括和]))一[位个条份套张家名支项种]")
_PLAN = re.compile("十[一二三四五六七八九]五")
_STOPS = re.compile("[。；，：\n]")


def spelled(text: str) -> str:
    """A text with its Latin short names as sources write them: 生产总值 for GDP."""
    for name, (words, *_) in _LATIN_ALIASES.items():
        text = text.replace(name, words)
    return text


def quoted(text: str) -> tuple[At, ...]:
    """Where the titles and the quotations of a text stand."""
    return tuple(match.span() for pattern in (TITLE, QUOTED) for match in pattern.finditer(text))


def known_titles(claim: Claim, support: Support) -> tuple[At, ...]:
    """Where a claim has titles that the source has as well: these are checked whole, and no figure or place in them."""
    return tuple(match.span() for match in TITLE.finditer(claim.text) if support.holds(match[1]))


def doc_numbers(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every 文号, in whatever brackets; one half told (226号文) counts when a cited one ends so."""
    given = {
        key
        for cited in support.cited
        for scope in cited.scopes
        for mention in docnumbers.find(scope, loose=True)
        for key in (mention.number.canonical, *mention.number.keys())
    }
    others = [(cited, m) for cited in support.cited for m in docnumbers.find(cited.text)]
    for mention in docnumbers.find(claim.text, loose=True):
        if mention.number.canonical in given or mention.number.key in given:
            continue
        if others:
            cited, other = others[0]
            yield absent("doc-number", claim, mention.at, cited.part(*other.at), cited.text[slice(*other.at)])
        else:
            yield absent("doc-number", claim, mention.at)


def titles(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every 《title》; a short name counts when a cited title ends with it."""
    given = [(cited, m) for cited in support.cited for m in TITLE.finditer(cited.text)]
    for match in TITLE.finditer(claim.text):
        title = folded(match[1]).text
        if of := _only_of(title, claim.text, support):
            yield absent("title", claim, match.span(), of.part(0, len(of.text)), f"《{of.title}》")
            continue
        if support.holds(match[1]):
            continue
        near = max(given, key=lambda pair: alike(title, pair[1][1]), default=None)
        if near and alike(title, near[1][1]) >= 0.6:
            yield absent("title", claim, match.span(), near[0].part(*near[1].span()), near[1][1])
        else:
            yield absent("title", claim, match.span())


def _only_of(title: str, claim: str, support: Support) -> Cited | None:
    """The citation of a law that only carries out, applies or amends the one of a title, where that is not itself cited."""
    of = re.compile(f"(?:实施|执行|贯彻|适用|修改|修正|解释)[^《〈]*[《〈][^》〉]*{re.escape(title)}[》〉]")
    own = [cited for cited in support.cited if folded(cited.title).text.endswith(title)]
    told = any(title in folded(scope).text for cited in support.cited for scope in cited.told)
    if own or told or of.search(folded(claim).text):
        return None
    return next((cited for cited in support.cited if of.search(folded(cited.title).text)), None)


def agencies(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every government department, its level included: 工业和信息化部 is not 工业和信息化厅."""
    given = {a for cited in support.cited for scope in cited.scopes for a in find_agencies(scope)}
    for agency in find_agencies(claim.text):
        if any(same_agency(agency, other) for other in given):
            continue
        others = [(cited, a) for cited in support.cited for a in find_agencies(cited.text)]
        kin = [(c, a) for c, a in others if a.field == agency.field] or others
        source = kin[0][0].part(*kin[0][1].at) if kin else None
        yield absent("agency", claim, agency.at, source, kin[0][0].text[slice(*kin[0][1].at)] if kin else "")


def names(claim: Claim, support: Support) -> Iterator[Finding]:
    """Names that look like numbers (5G, 500强, 第三, “135”, 1+20), and Latin ones."""
    placed = [mention.at for mention in given_as(claim.text)] if any(c.address for c in support.cited) else []
    found = [n for n in quantities.names(claim.text) if not any(a <= n.at[0] < b for a, b in placed)]
    taken = [name.at for name in found]
    first = [told.span() for told, _ in firsts(claim.text)]
    for name in found:
        if _so_many_ones(name, support):
            continue
        same, others = _names_like(name, claim.text, support)
        if not same and any(
            any(occurrences(claim.text[slice(*name.at)], s)) for c in support.cited for s in c.scopes
        ):
            continue
        if not same and any(start <= name.at[0] < end for start, end in first):
            continue  # 居首位 for 居第一, which `check_ranks` asks for
        rival = _rival(around(claim.text, name.at, taken), same, others) if same else 0
        if others and rival is not None:
            cited, other, _ = others[rival]
            yield absent("name", claim, name.at, cited.part(*other.at), cited.text[slice(*other.at)])
        elif not same:
            yield absent("name", claim, name.at)
    taken += [quantity.at for quantity in quantities.find(claim.text)]
    for word in _LATIN.finditer(claim.text):
        if not any(start <= word.start() < end for start, end in taken):
            yield from _latin(word, claim, support)


def _rival(said: Context, same: _Named, others: _Named) -> int | None:
    """Which other name stands in the source where the claim has its own."""
    own, rivals = ([context for _, _, context in named] for named in (same, others))
    rival = usurped(said, own, rivals)
    return usurped(said, own, rivals, telling=True) if rival is None else rival


def _latin(word: re.Match[str], claim: Claim, support: Support) -> Iterator[Finding]:
    """A Latin name that the source has not; with what it has before the same character, as of B级 and A级.

    AA级 is not within AAA级, but a name may be within another, or be broken by white space.
    """
    behind = claim.text[word.end() : word.end() + 1]
    known = _LATIN_ALIASES.get(word[0], ())
    if not (len(word[0]) == 1 or behind in ("级", "类")):
        known = (word[0], *known)
    given = {found for cited in support.cited for s in cited.scopes for found in _LETTERS.findall(fold(s))}
    if word[0] in given or any(support.holds(name) for name in known):
        return
    for cited in support.cited if behind else ():
        for other in re.finditer(f"[A-Za-z]+(?={re.escape(behind)})", cited.text):
            yield absent("name", claim, word.span(), cited.part(*other.span()), other[0])
            return
    yield absent("name", claim, word.span())


def quotations(claim: Claim, support: Support) -> Iterator[Finding]:
    """Words between quotation marks stand verbatim in the source; …… may leave something out."""
    given = [_MARKS.sub("", line) for line in support.around.split("\n")]
    for match in QUOTED.finditer(claim.text):
        quoted = match[1] or match[2] or match[3]
        if _PLAN.fullmatch(quoted):
            continue  # a time, of which `check_dates` asks
        for piece in re.split(r"…+|\.{3,}", _MARKS.sub("", folded(quoted).text)):
            if piece and not any(piece in scope for scope in given):
                message = f"引号中的“{quoted}”不是所引原文的原话"
                yield Finding("quotation", "error", message, match.span())
                break


def _so_many_ones(name: Name, support: Support) -> bool:
    """七个“一” of a list of seven things that each begin with 一: 一条产业链、一位省领导 …"""
    match = _ONES.fullmatch(name.text)
    if not match:
        return False
    count = int(match[1]) if match[1].isdigit() else int(han(match[1]))
    return any(len(_ONE.findall(run)) == count for cited in support.cited for run in _STOPS.split(cited.text))


def _names_like(name: Name, claim: str, support: Support) -> tuple[_Named, _Named]:
    """The same name in the cited texts, and others of its shape (4G for 5G), each with its context."""
    surface, shape = claim[slice(*name.at)], _DIGITS.sub("#", name.text)
    same, others = [], []
    for cited in support.cited:
        given = quantities.names(cited.text)
        taken = [other.at for other in given]
        for other in given:
            entry = (cited, other, around(cited.text, other.at, taken))
            if other.text == name.text or cited.text[slice(*other.at)] == surface:
                same.append(entry)
            elif _DIGITS.sub("#", other.text) == shape:
                others.append(entry)
    return same, others


def absent(
    code: str, claim: Claim, at: tuple[int, int], source: Span | None = None, instead: str = ""
) -> Finding:
    said = claim.text[slice(*at)].strip()
    if source is None:
        return Finding(code, "error", f"所引原文中没有“{said}”", at)
    return Finding(code, "error", f"句中“{said}”，所引原文作“{instead.strip()}”", at, source)


def alike(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
