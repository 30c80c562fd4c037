"""A true claim altered in one thing, by rule: what the checker has to catch. Deterministic, nothing is drawn."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.types import Verdict
from evals.cases import Evidence
from evals.swaps import (
    AGENCIES,
    BOUNDS,
    MODALS,
    NEGATIONS,
    NOUNS,
    OFFICES,
    OPPOSITES,
    PLACES,
    SPELLS,
    TITLES,
    UNITS,
)

Rule = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim, the place it cites, and what it deserves. `mutation` names the rule, 原句 or 手写.

    `kind` is what was altered, empty for what the rules make (see `kind_of`). `split` is heldout for claims
    by hand that nobody looks at while improving the checker.
    """

    id: str
    text: str
    label: Verdict
    mutation: str
    evidence: tuple[Evidence, ...]
    note: str = ""
    kind: str = ""
    split: str = "dev"


_AFFIRMED = ("可以", "允许", "鼓励", "是", "有(?!关)")
# Not the front part of a number, and no part of a date.
_NO_DATE = r"(?![\d.]*\s*[年月日〕\d])"
_FIGURE = re.compile(
    r"(?<![\d.〔(（])(?P<number>\d+(?:\.\d+)?)(?P<unit>个百分点|[万亿]?元|%|万?辆|[家条个]|万?平方米)(?![年月日〕])"
)
_AIMS = ("力争到", "力争", "目标是", "计划", "拟", "探索实施", "研究建立")


def digit(text: str) -> str:
    """The last digit of the first figure that is no year, changed."""
    return _first(rf"(?<![\d〔〕（(.第])(?!(?:19|20)\d{{2}}\s*年)\d+(?:\.\d+)?{_NO_DATE}", text, _bumped)


def transposed(text: str) -> str:
    """Two unlike neighbouring digits of a figure, swapped."""
    return _first(rf"(?<![\d〔（(])\d*?(\d)(?!\1)[1-9]\d*(?:\.\d+)?{_NO_DATE}", text, _swapped)


def unit(text: str) -> str:
    return _first(r"(?<=\d)(\s*)(个百分点|公顷|[万亿%])", text, lambda m: m[1] + UNITS[m[2]])


def year(text: str) -> str:
    return _first(r"(?:19|20)\d{2}(?=\s*年)", text, lambda m: str(int(m[0]) - 1))


def doc_number(text: str) -> str:
    """The serial number of a document, up by one."""
    return _first(r"(?<=〕)(\s*)(\d+)(?=\s*号)", text, lambda m: f"{m[1]}{int(m[2]) + 1}")


def place(text: str) -> str:
    return _swap(text, PLACES)


def opposite(text: str) -> str:
    return _swap(text, OPPOSITES)


def bound(text: str) -> str:
    return _first(
        r"(?<=[\d万亿元家个%条])\s*(以上|以内|左右)|(不少于|超过|约)(?=\s*\d)",
        text,
        lambda m: BOUNDS[m[0].strip()],
    )


def office(text: str) -> str:
    return _swap(text, OFFICES)


def denied(text: str) -> str:
    """A denial taken away, or one put in."""
    for old, new in NEGATIONS:
        if old in text:
            return text.replace(old, new, 1)
    return _first("|".join(_AFFIRMED), text, lambda m: f"{'没' if m[0] == '有' else '不'}{m[0]}")


def achieved(text: str) -> str:
    """An aim told as done."""
    return _first("|".join(_AIMS), text, lambda m: "已于" if m[0].endswith("到") else "已")


def day(text: str) -> str:
    """The month of a date, else its day, moved on by one."""
    return _first(r"(?<![\d.])\d{1,2}(?=\s*[月日](?!均))", text, lambda m: str(int(m[0]) % 12 + 1))


def exchanged(text: str) -> str:
    """Two figures of one unit that stand in a sentence, each where the other stood."""
    found = [m for m in _FIGURE.finditer(text)]
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one["unit"] == other["unit"] and one["number"] != other["number"]:
                between = text[one.end("number") : other.start("number")]
                changed = f"{text[: one.start('number')]}{other['number']}{between}"
                return f"{changed}{one['number']}{text[other.end('number') :]}"
    return text


def spell(text: str) -> str:
    """A total told as one year's, or the other way round."""
    return _swap(text, SPELLS)


def agency(text: str) -> str:
    return _swap(text, AGENCIES)


def modal(text: str) -> str:
    return _swap(text, MODALS)


def unbounded(text: str) -> str:
    """The 以上, 约 or 不少于 of a figure left out."""
    return _first(
        r"(?<=[\d%])([亿万元家个条]*)(?:以上|左右)|(?:不少于|约|近)(?=\s*\d)", text, lambda m: m[1] or ""
    )


def noun(text: str) -> str:
    """A thing put in the place of another: the sentence reads as well and says something else."""
    return _swap(text, NOUNS)


def title(text: str) -> str:
    """A word inside 《》 changed."""
    words = "|".join(TITLES)
    return _first(rf"(?<=《)([^》]*?)({words})", text, lambda m: m[1] + TITLES[m[2]])


RULES: dict[str, Rule] = {
    "改数字": digit,
    "颠倒数字": transposed,
    "改单位": unit,
    "改年份": year,
    "改文号": doc_number,
    "换地名": place,
    "反义": opposite,
    "改界限": bound,
    "换职务": office,
    "改否定": denied,
    "目标说成完成": achieved,
    "改日期": day,
    "对调数字": exchanged,
    "改时段": spell,
    "换机构": agency,
    "改情态": modal,
    "丢界限": unbounded,
    "改题名": title,
    "换名词": noun,
}
_PARTIAL = {"丢界限"}
_KINDS = {
    "原句": "verbatim",
    "改数字": "figure",
    "颠倒数字": "figure",
    "改单位": "figure",
    "改年份": "date",
    "改日期": "date",
    "改文号": "doc_number",
    "换地名": "place",
    "换职务": "office",
    "换机构": "office",
    "反义": "polarity",
    "改否定": "polarity",
    "对调数字": "subject",
    "改界限": "bound",
    "丢界限": "bound",
    "目标说成完成": "target",
    "改时段": "period",
    "改情态": "modality",
    "改题名": "title",
    "换名词": "subject",
    "掺入别处的话": "absent",
    "引错出处": "absent",
}


def kind_of(claim: Labelled) -> str:
    """What was altered: figure, place, polarity …; verbatim or paraphrase for what is right; absent for what
    the source lacks; empty where nobody has said."""
    return claim.kind or _KINDS.get(claim.mutation, "")


def mutations(originals: Sequence[Labelled]) -> Iterator[Labelled]:
    """Each original under each rule that changes it; then with a clause of the next, and citing the next one's place."""
    for at, one in enumerate(originals):
        for number, (name, rule) in enumerate(RULES.items(), 1):
            if (altered := rule(one.text)) != one.text:
                label: Verdict = "partial" if name in _PARTIAL else "contradicted"
                yield replace(one, id=f"{one.id}-{number}", text=altered, label=label, mutation=name)
        other = originals[(at + 1) % len(originals)]
        if at % 2:
            mixed = f"{one.text.rstrip('。')}，{other.text}"
            yield replace(one, id=f"{one.id}-mixed", text=mixed, label="partial", mutation="掺入别处的话")
        else:
            yield replace(
                one, id=f"{one.id}-astray", evidence=other.evidence, label="unsupported", mutation="引错出处"
            )


def _first(pattern: str, text: str, change: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, change, text, count=1)


def _swap(text: str, table: dict[str, str]) -> str:
    return _first("|".join(table), text, lambda m: table[m[0]])


def _bumped(match: re.Match[str]) -> str:
    return match[0][:-1] + str((int(match[0][-1]) + 3) % 10)


def _swapped(match: re.Match[str]) -> str:
    at = match.start(1) - match.start()
    return match[0][:at] + match[0][at + 1] + match[0][at] + match[0][at + 2 :]
