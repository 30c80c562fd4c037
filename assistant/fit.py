"""Whether a candidate can answer at all: the asked document, place, time, kind of value and list.

Each condition is a named function that says what is lacking, in the words of a gap, or nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant import fit_figure, fit_rule, fit_told, fit_value, laws_named
from assistant.aims import told_as_aim
from assistant.candidates import Candidate
from assistant.definitions import defines
from assistant.fit_time import in_time
from assistant.headed import column, is_said
from assistant.held import held
from assistant.places import is_local, misplaced, nationwide, told_of_others, which
from assistant.question_kind import ARTICLE, QUOTED, SPEAKER, asks_which
from assistant.signature import signature
from assistant.understand import Ask, Query
from index.articles import STATE, Article, articles, holding
from index.reports import called, is_report
from index.tokens import normalise
from index.types import Document

PROSE = 60
"""From this length on a cell is prose, and need not stand in a column that the question names."""

_STANDS_FOR = re.compile('[”"」](?:分别|具体|都)?是?(?:指|包括|包含)')
_WHICH, _ONE = re.compile("哪些|哪几|几[个类大条点项种]|什么"), re.compile("哪一")
_PERSON = re.compile(r"书记|[省市县区镇厅局部院会署处科]长|主任|主席|领导|委员|负责人")
_IN_CHARGE = re.compile("归谁|谁[管抓]|谁来?(?:负责|牵头)")
_LAST = re.compile(r"、[^、，。；：,;:]+[和及与][^、，。；：,;:]+")
_FOCUS, _WHOLE = 0.5, 0.8
_LAW = re.compile(r"([\u4e00-\u9fff]{4}法)(?:[的里中]|规定)?(?:第几|哪一?)[条款]")
_RECENT = 120  # characters before a candidate that still say what it is about
_NAMED, _LONGEST_NAME = 2, 8  # characters
_NEWS, _LABELLED, _LABEL = 4, 2, 6  # characters
_FIGURES = re.compile(r"\d[\d.]*")
_COMPARES = re.compile(
    "不同(?!阶段|时期|程度|地区|区域|类型|主体|行业|部门|层次|领域|环节|国家|企业|群体)|区别|差异|差别|不一样|相比|对比"
    "|比较(?!优势)|[高低快慢优]于|不是|并非|(?<=[，,])而(?!且)|以往|传统"
)
"""What says that things are unlike, and not that there are several of a thing (不同阶段)."""
_DIFFERS, _ALIKE = re.compile("不同|区别|差异|不一样"), re.compile("类似|相同|相似|一样")
_QUOTES = re.compile('[“”"]')
_COLON, _LETTERS = re.compile(r"[:\s]"), re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a candidate is held against: one ask of a question, and the document that the candidate is from.

    `articles` reads the articles of that document: who holds many candidates against it reads them once.
    """

    query: Query
    ask: Ask
    document: Document
    articles: Callable[[Document], tuple[Article, ...]] = articles


def number(candidate: Candidate, sought: Sought) -> str:
    """A document number in the question must be the candidate's, or that of the entry it stands in."""
    if not sought.query.doc_numbers:
        return ""
    around = f"{candidate.words} {candidate.near}"
    return "" if any(normalise(n.key) in around for n in sought.query.doc_numbers) else "文号"


def title(candidate: Candidate, sought: Sought) -> str:
    """A 《title》 in the question must stand in the candidate or near it."""
    if not sought.query.titles:
        return ""
    texts = (candidate.words, candidate.near, candidate.before, normalise(sought.document.title))
    bare = [re.sub(r"\s", "", text) for text in texts]
    bare = [text.replace(STATE, "") for text in bare]
    wanted = [re.sub(r"\s", "", normalise(t)).replace(STATE, "") for t in sought.query.titles]
    whole, own = "".join(bare), called(sought.document.title, sought.document.meta)
    return "" if all(any(w in b for b in bare) or is_report(w, whole, own) for w in wanted) else "文件"


def law(candidate: Candidate, sought: Sought) -> str:
    """What a law that the question names says stands in it, or is told as what it says."""
    return "" if laws_named.says(candidate, sought.document, sought.query.standalone) else "法规"


def place(candidate: Candidate, sought: Sought) -> str:
    """A candidate is about every asked place, and not only about a part of it; where it is asked which, it names one."""
    ask = sought.ask
    if asks_which(ask.text):
        return "" if which(candidate, ask.text, sought.document) and _says(candidate, ask) else "各地"
    if not fit_told.ours(candidate, ask, sought.document):
        return "地区"
    # What is told of the country in a year is no sum of what places do; how something is done they may well show.
    measured = ask.kind == "number" or bool(ask.years)
    if measured and nationwide(ask.text) and is_local(candidate, sought.document):
        return "地区"
    elsewhere = any(misplaced(candidate, r, ask.text, sought.document) for r in ask.regions)
    return "地区" if elsewhere or told_of_others(candidate, ask.about) else ""


def _says(candidate: Candidate, ask: Ask) -> bool:
    """Whether a candidate, or what it stands under, has every noun of a question but what only says the kind (省份), and
    what is asked of in quotes by that very name."""
    texts = (candidate.words, candidate.near)
    named = (_QUOTES.sub("", normalise(name)) for name in QUOTED.findall(ask.text))
    if not all(any(name in _QUOTES.sub("", text) for text in texts) for name in named):
        return False
    nouns = (t for t in ask.terms if t.noun and t.weight >= _WHOLE)
    return all(max(held(t, text) for text in texts) >= _FOCUS for t in nouns)


def article(candidate: Candidate, sought: Sought) -> str:
    """Where it is asked which article says something, an article does; of the law that is named, if one is."""
    if not ARTICLE.search(sought.ask.text):
        return ""
    of_law = _LAW.search(normalise(sought.query.standalone))
    if of_law and of_law[1] not in normalise(sought.document.title):
        return "文件"
    return "" if holding(sought.articles(sought.document), candidate.span.start) else "条款"


def penalty(candidate: Candidate, sought: Sought) -> str:
    """Where it is asked how something is punished, a candidate says of a punishment."""
    return "" if fit_rule.punishes(candidate.words, sought.ask.text) else "处罚"


def time(candidate: Candidate, sought: Sought) -> str:
    """A candidate is of the time asked for."""
    return "" if in_time(candidate, sought.ask, sought.document, sought.articles) else "时间"


def value(candidate: Candidate, sought: Sought) -> str:
    """A candidate holds a value of the kind asked for; where it is asked who said it, its signature does."""
    if SPEAKER.search(sought.ask.text) and any(signature(sought.document, candidate.span)):
        return ""
    return "" if fit_value.holds(candidate, sought.ask, sought.query.standalone) else "数值"


def named(candidate: Candidate, sought: Sought) -> str:
    """A candidate is of the person, the thing or the item of a list that the question names."""
    return fit_told.lacks(candidate, sought.ask, sought.document)


def target(candidate: Candidate, sought: Sought) -> str:
    """What was aimed at is said as an aim; a figure that was reached is not one."""
    if not sought.ask.target or candidate.form == "cell":
        return ""
    told = told_as_aim(candidate.text, candidate.before[-_RECENT:], reached=candidate.ahead is False)
    return "" if candidate.ahead or told else "目标"


def measured(candidate: Candidate, sought: Sought) -> str:
    """What the figure asked for is of is told, and its rank where a rank is asked for."""
    ask = sought.ask
    told = (fit_figure.measured, fit_figure.ranked, fit_figure.reaching, fit_figure.of_that)
    apart = fit_figure.of_another_count(candidate, ask)
    return "" if not apart and all(holds(candidate, ask) for holds in told) else "指标"


def quoted(candidate: Candidate, sought: Sought) -> str:
    """What a name in quotation marks stands for is told where that name is."""
    if not _STANDS_FOR.search(sought.ask.text):
        return ""
    names = [normalise(name) for name in QUOTED.findall(sought.ask.text) if len(name) <= _LONGEST_NAME]
    around = _LETTERS.sub("", candidate.near + candidate.before[-_RECENT:] + candidate.words)
    return "" if not names or any(_LETTERS.sub("", name) in around for name in names) else "名称"


def meaning(candidate: Candidate, sought: Sought) -> str:
    """Where it is asked what a thing means, a candidate says it."""
    ask = sought.ask
    if ask.kind != "definition" or len(ask.named) < _NAMED or candidate.form == "cell":
        return ""
    return "" if defines(candidate, ask.named) else "定义"


def focus(candidate: Candidate, sought: Sought) -> str:
    """What the figure asked for is of is told right beside it."""
    ask = sought.ask
    if ask.kind != "number" or not ask.focus or candidate.form in ("cell", "row", "policy"):
        return ""
    return "" if fit_figure.beside(candidate, ask) else "指标"


def count(candidate: Candidate, sought: Sought) -> str:
    """Where it is asked which N things, three quarters of them are listed at least; points are listed whole."""
    ask = sought.ask
    if candidate.form == "points":
        return "" if ask.count in (0, candidate.size) else "清单"
    told = candidate.form in ("sentence", "row", "cell") and ask.count > 1
    return "清单" if told and items(candidate) < max(2, 0.75 * ask.count) else ""


def listing(candidate: Candidate, sought: Sought) -> str:
    """A list has as many items as the question says, and more than one in any case."""
    ask = sought.ask
    if ask.count and items(candidate) < ask.count:
        return "清单"
    several = ask.kind == "list" and not _ONE.search(ask.text)
    return "清单" if several and candidate.form == "sentence" and items(candidate) < 2 else ""


def cell(candidate: Candidate, sought: Sought) -> str:
    """A cell stands in an asked row and column, or its value is what the question speaks of."""
    ask = sought.ask
    if (
        candidate.form != "cell"
        or ask.kind == "comparison"
        or not candidate.column
        or len(candidate.value) > PROSE
    ):
        return ""
    label = normalise(candidate.label)
    if is_said(candidate, ask):
        return ""
    if _IN_CHARGE.search(ask.text) and label in normalise(ask.about) and _PERSON.search(candidate.value):
        return ""
    own = (*(normalise(region.name) for region in ask.regions), *map(str, ask.years))
    row = any(held(t, label) for t in ask.terms) or any(name in label for name in own)
    if ask.kind in ("list", "open"):
        pairs = [label[i : i + 2] for i in range(len(label) - 1)]
        row = sum(pair in normalise(ask.about) for pair in pairs) >= 0.5 * len(pairs)
    return "" if row and column(candidate, ask) else "栏目"


def news(candidate: Candidate, sought: Sought) -> str:
    """An answer in words says more than the question, or names a place that is asked for; to what differs, not only what is alike."""
    if candidate.form not in ("item", "sentence") or asks_which(sought.ask.text):
        return ""
    if _DIFFERS.search(sought.ask.text) and _ALIKE.search(candidate.text):
        return "" if _DIFFERS.search(candidate.text) else "答案"
    question = normalise(sought.query.standalone)
    label, said = (*_COLON.split(candidate.words, maxsplit=1), "")[:2]
    if len(label) <= _LABEL and len(set(_LETTERS.sub("", said)) - set(question)) >= _LABELLED:
        return ""
    if any(figure not in question for figure in _FIGURES.findall(candidate.words)):
        return ""
    return "" if len(set(_LETTERS.sub("", candidate.words)) - set(question)) >= _NEWS else "答案"


def compared(candidate: Candidate, sought: Sought) -> str:
    """A sentence that compares says so, or speaks of one thing after the other; where the places asked for are compared, each is."""
    ask = sought.ask
    if ask.kind != "comparison" or ask.regions or candidate.form not in ("item", "sentence"):
        return ""
    return "" if _COMPARES.search(candidate.text) or parallel(candidate.words, ask) else "答案"


def parallel(text: str, ask: Ask) -> bool:
    """Whether a text speaks of the things compared one after the other: “链主”是企业，“链长”是政府."""
    names = [t.forms[0] for t in ask.terms if t.noun]
    clauses = [[n for n in names if n in clause] for clause in re.split(r"[，；,;]", text)]
    return len({held_by[0] for held_by in clauses if len(held_by) == 1}) > 1


CONDITIONS: tuple[Callable[[Candidate, Sought], str], ...] = (
    number,
    title,
    law,
    place,
    article,
    penalty,
    time,
    named,
    value,
    target,
    measured,
    quoted,
    meaning,
    count,
    news,
    compared,
)
"""Without them a candidate is no evidence."""

MISGIVINGS: tuple[Callable[[Candidate, Sought], str], ...] = (focus, listing, cell)
"""Conditions that evidence mostly meets: a candidate that doesn't must say the more."""


def lists(ask: Ask) -> bool:
    """Whether a series may answer."""
    return ask.kind == "list" or (ask.kind == "open" and bool(_WHICH.search(ask.text)))


def items(candidate: Candidate) -> int:
    """How many things a candidate lists: the items of its list, or what stands between 、 or quotation marks."""
    if candidate.form in ("item", "points") and candidate.size:
        return candidate.size
    if candidate.form == "cell" and len(pieces := candidate.value.split()) > 2:
        return len(pieces)
    runs = re.split(r"[。；：:]", candidate.text)
    listed = max(run.count("、") + 1 + bool(_LAST.search(run)) for run in runs)
    listed = max(listed, candidate.text.count("“"))
    return max(listed, len(re.findall(r"[一二三四五六七八九]是", candidate.text)))
