"""Whether a candidate is of the person, the thing, the item of a list, or the place of our own that a question names."""

import re

from assistant.candidates import Candidate
from assistant.held import held
from assistant.introduced import person
from assistant.labels import label, named
from assistant.understand import Ask
from index.tokens import normalise
from index.types import Document

_VIEW_OF = re.compile(
    "对(.{2,20}?)(?:是?(?:怎么|如何|怎样)(?:看|评价|说)|(?:有|持)?(?:什么|哪些|何种|怎样的)(?:看法|观点|评价|意见|见解|主张|态度))"
)
_OURS = re.compile("[我本][省市县区](?!域)")
_MARKED = re.compile("(?<![a-z0-9&.-])[a-z][\u4e00-\u9fff]")
"""What is told apart by a letter: A类, B股."""
_WHICH_YEAR, _MOST = re.compile("哪一?个?年|何年"), re.compile("最[高低大小多少快慢]")
_MOST_OF_YEARS = re.compile(f"{_MOST.pattern}|新[高低]|首位|之最")
_HELD = 0.5


def lacks(candidate: Candidate, ask: Ask, document: Document) -> str:
    """What a candidate does not name of what is asked about, in the words of a gap; empty where nothing is lacking."""
    if person(ask.text) not in candidate.text:
        return "此人"
    if asks_most_of_years(ask) and not _MOST_OF_YEARS.search(candidate.text):
        return "各年"
    if not _of_that_view(candidate, ask):
        return "答案"
    around = f"{candidate.words}，{candidate.before}，{candidate.near}"
    if any(marked not in around for marked in _MARKED.findall(normalise(ask.about))):
        return "所指"
    return "" if _of_that_item(candidate, ask, document) else "栏目"


def asks_most_of_years(ask: Ask) -> bool:
    """Whether it is asked in which year something was most."""
    return bool(_WHICH_YEAR.search(ask.text) and _MOST.search(ask.text))


def ours(candidate: Candidate, ask: Ask, document: Document) -> bool:
    """Whether a candidate is of a place that calls itself ours, or its document is of one place, where 我省 is asked about."""
    if not _OURS.search(ask.text) or document.meta.region is not None:
        return True
    return any(_OURS.search(text) for text in (candidate.text, candidate.before, candidate.near))


def _of_that_view(candidate: Candidate, ask: Ask) -> bool:
    """Whether something is told of the thing of which it is asked what somebody thinks."""
    asked = _VIEW_OF.search(normalise(ask.text))
    nouns = [t for t in ask.terms if asked and t.noun and t.forms[0] in asked[1]]
    texts = (candidate.words, candidate.before, candidate.near)
    return not nouns or any(held(t, text) >= _HELD for t in nouns for text in texts)


def _of_that_item(candidate: Candidate, ask: Ask, document: Document) -> bool:
    """Whether an item is one that the question names, where it names some of a list whose items say what they are of."""
    if candidate.form != "item" or candidate.group is None or not (own := label(candidate.text)):
        return True
    asked = named(document.at(candidate.group).split("\n"), ask.about)
    return not asked or own in asked
