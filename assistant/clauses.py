"""Where a sentence may be cut so that what is kept still stands alone.

A telling is made of runs of clauses: it begins where nothing before it is needed and ends behind a
complete predicate. Parts of speech are rjieba's; where they are in doubt, nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.counted import counts
from assistant.predicates import acts, begins_with_coverb, complete, goes_on, is_light
from index import regions
from index.regions import Region
from index.tokens import content_pairs

Range = tuple[int, int]

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
_SEPARATORS = "，；：,;:"
_MARKS = {",": "，", ";": "；", ":": "："}
_LONGEST_QUOTE = 80
_BRIEF = 12
_LONG = 88
"""From this length on a sentence may also be told with what stands between its head and a later clause left out."""

_OPENS = re.compile(
    r"^(?:不仅|不但|既|一方面|虽然|虽|尽管|如果|若|一旦|由于|随着|只有|只要|即使|无论|为了|除了|鉴于|因为|除非|越是)|^.{0,12}尽管|^从.{1,12}(?:来看|看|出发)$"
)
_CLOSES = re.compile(r"^(?:但|而|却|也|还|又|就|都|仍|才|则|将|容易|势必)|从而|以至")
_AND_SUCH = re.compile(r"等(?:[\u4e00-\u9fff]{0,4})(?:挑战|问题|困难|矛盾|风险|情况|难题)$")
_ANSWERS = {
    "不仅": "也|还|而且|更",
    "不但": "也|还|而且",
    "既": "也|又",
    "一方面": "另一方面",
    "虽": "但|却|仍",
    "尽管": "但|却|仍",
}
_PAIRED = re.compile(rf".{{0,12}}?(?<!另)({'|'.join(_ANSWERS)})(?!有|定)")
_OF_ITS_OWN = re.compile(r"\d{4}\s*年")
_GOVERNS = re.compile(r"面临|存在|出现|解决|破解|包括|受到|反映")
_JOINS = re.compile(
    r"^(?:但|然而|却|而(?!且)|以至|以及|从而|则|否则|就(?!业)|才|都|均|也|还|又|并(?!购|网|轨)|即|主要是|一般是|短期是|是|现在|可(?![控持])|能(?!源)|会(?!议)|已(?!经?建)|将|被|难在|特别是|尤其是|等$)"
)
_POINTS = re.compile(r"^(?:其(?!他|它)|这|该|此)")
_OBJECT_FIRST = re.compile("[把将给]|为(?!了)[^，]*(?:提供|奠定|创造|带来)")
_UNLED = re.compile(r"^[^，]{2,8}(?<![以作成视列称认])为(?:推[动进]|促进|加快|实现|解决|满足|支持)")
"""融资对象为推动…: what it has for its purpose is not said."""
_ACTOR = re.compile(
    r"[\u4e00-\u9fff、]{0,16}(?:平台|开发区|委|厅|局|部门|单位|机构|中心|政府|[市县区])(?=主要|要|将|分别|负责|组织|确定|统一)"
)
_EXAMPLE = re.compile(r"^(?:例如|比如|如)(?![何果下此今上])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without the mark behind it, which is `stop` (empty at the end)."""

    start: int
    end: int
    stop: str
    text: str


def clauses(text: str) -> list[Clause]:
    """A sentence cut at its commas, semicolons and colons, but not inside quotation marks, titles or brackets."""
    found: list[Clause] = []
    start = 0
    for i in [*_cuts(text), len(text)]:
        end = i if i < len(text) else len(text.rstrip("。.；; "))
        inner = text[start:end]
        at = start + len(inner) - len(inner.lstrip())
        if inner.strip():
            stop = _MARKS.get(text[i], text[i]) if i < len(text) else ""
            found.append(Clause(at, end, stop, text[at:end].strip()))
        start = i + 1
    return found


def _cuts(text: str) -> Iterator[int]:
    stack: list[str] = []
    for i, char in enumerate(text):
        if stack and char == stack[-1]:
            stack.pop()
        elif char in _PAIRS and 0 < text.find(_PAIRS[char], i) - i < _LONGEST_QUOTE:
            stack.append(_PAIRS[char])
        elif not stack and char in _SEPARATORS and not _in_number(text, i):
            yield i


def _in_number(text: str, i: int) -> bool:
    return text[i] in ",:" and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def tellings(
    text: str, *, listed: bool, apart: bool = False, home: Region | None = None
) -> Iterator[tuple[Range, ...]]:
    """The ways to tell a sentence alone, each as its half-open ranges in order; the whole of it first.

    `listed` says that its clauses are what a document or somebody says is to be done, one beside the
    other: then a telling may begin at any of them. Where each says by itself what is wrong they are told `apart`; where
    they are counted up as done at `home`, a telling may begin at each of them too.
    """
    parts = clauses(text)
    if not parts:
        return
    last = len(parts) - 1
    if _begins(parts, 0, listed):
        yield ((parts[0].start, parts[last].end),)
    ends = [n for n in range(len(parts)) if _ends(parts, n)]
    starts = [
        n
        for n in range(len(parts))
        if _begins(parts, n, listed)
        or (apart and _alone(parts[n].text))
        or (home is not None and _counted(parts, n, home))
    ]
    for first in starts:
        for end in ends:
            whole = (first, end) == (0, last)
            if end >= first and not whole and _closed(parts[first : end + 1], parts[end + 1 :]):
                yield ((parts[first].start, parts[end].end),)
    if parts[last].end - parts[0].start >= _LONG and not listed:
        yield from _with_gap(parts, starts, ends)


def _with_gap(
    parts: Sequence[Clause], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[Range, ...]]:
    """The head of a long sentence with a later run of its clauses: its topic, or its subject with the first thing done."""
    for head in starts[:2]:
        topic = _is_topic(parts[head].text)
        if not _can_head(parts[head], topic):
            continue
        for first in range(head + 2, len(parts)):
            if not _skippable(parts, head, first, topic):
                break
            if not _resumes(parts[first].text, topic):
                continue
            for end in (end for end in ends if end >= first):
                run = parts[first : end + 1]
                if not topic and not all(_subjectless(p.text) for p in run):
                    break
                if _closed(run, parts[end + 1 :]):
                    yield (parts[head].start, parts[head].end), (run[0].start, run[-1].end)


def _can_head(part: Clause, topic: bool) -> bool:
    if part.stop != "，" or is_light(part.text) or _OPENS.match(part.text):
        return False
    return topic or complete(part.text)


def _skippable(parts: Sequence[Clause], head: int, first: int, topic: bool) -> bool:
    """Whether the clauses between a head and a later clause only list more of what it does."""
    if any(p.stop in ("；", "：") for p in parts[head:first]):
        return False
    return topic or all(_subjectless(p.text) for p in parts[head + 1 : first])


def _resumes(clause: str, topic: bool) -> bool:
    """Whether a clause can stand right behind the head."""
    if topic:
        return complete(clause) and not _JOINS.match(clause) and not _EXAMPLE.match(clause)
    return goes_on(clause) and (complete(clause) or not begins_with_coverb(clause))


def _names_what(behind: Sequence[Clause]) -> bool:
    """Whether what a run governs is named behind it: 面临…，断供风险大；…等风险挑战."""
    return any(_AND_SUCH.search(part.text) for part in behind)


def acts_itself(text: str) -> bool:
    """Whether a sentence begins with a body that does what it tells: its later clauses have no other subject."""
    return any(_ACTOR.match(part.text) for part in clauses(text)[:2])


def opens_with_subject(text: str) -> bool:
    """Whether a sentence says of whom it is before it says what is done; 通过 …, 在 …中 may stand before both."""
    for part in clauses(text):
        if not begins_with_coverb(part.text):
            return not _subjectless(part.text)
        if acts(part.text) and complete(part.text) and not is_light(part.text):
            return not _OBJECT_FIRST.match(part.text)
    return False


def _subjectless(clause: str) -> bool:
    return goes_on(clause) or begins_with_coverb(clause) or bool(re.match("即|已(?!有)|并", clause))


def _is_topic(clause: str) -> bool:
    """湖南的工程机械, what a sentence goes on to speak of."""
    return (
        len(clause) <= 14
        and "的" in clause
        and bool(regions.find(clause))
        and not acts(clause)
        and not begins_with_coverb(clause)
    )


def _begins(parts: Sequence[Clause], n: int, listed: bool) -> bool:
    if n == 0:
        return not _UNLED.match(parts[0].text)
    clause, before = parts[n].text, parts[n - 1]
    if _EXAMPLE.match(clause) and regions.find(clause[:10]) and complete(clause):
        return True
    if _JOINS.match(clause) or _POINTS.match(clause) or (_EXAMPLE.match(clause) and not listed):
        return False
    if before.stop == "：":
        return bool(re.match(r"\d{4}\s*年", clause)) or (listed and clause.startswith("一是"))
    if _OF_ITS_OWN.match(clause) and regions.find(clause) and complete(clause):
        return True  # its own year and place need nothing before it
    if before.stop == "；":
        return (listed or not goes_on(clause)) and not _leans_on(parts, n)
    if all(is_light(p.text) and not _JOINS.match(p.text) for p in parts[:n]):
        return not listed or goes_on(clause) or complete(clause)
    return listed and goes_on(clause) and (complete(before.text) or begins_with_coverb(before.text))


def _part_of(parts: Sequence[Clause], n: int) -> int:
    """The number of the clause that the part of a clause begins with; parts end with a semicolon or a colon."""
    return max([0, *(i + 1 for i in range(n) if parts[i].stop in ("；", "："))])


def _counted(parts: Sequence[Clause], n: int, home: Region) -> bool:
    texts = [part.text for part in parts[:n]]
    return parts[n - 1].stop != "：" and counts(parts[n].text, texts, texts[_part_of(parts, n) :], home)


def _alone(clause: str) -> bool:
    """Whether a clause of a list of problems leans on none before it."""
    return not (_JOINS.match(clause) or _POINTS.match(clause) or re.match("特别是|尤其是|难以", clause))


def _leans_on(parts: Sequence[Clause], n: int) -> bool:
    """Whether a clause behind a semicolon says of the same place and time what the one before it says."""
    earlier = "，".join(p.text for p in parts[_part_of(parts, n - 1) : n])
    says = re.search(r"\d{4}\s*年|我[省市]", earlier) or regions.find(earlier)
    own = re.search(r"\d{4}\s*年|我[省市]", parts[n].text) or regions.find(parts[n].text)
    shared = content_pairs(parts[n].text) & content_pairs(earlier)
    if any(begins_with_coverb(parts[n].text) and parts[n].text[:2] in p.text[1:] for p in parts[:n]):
        return True  # 平台针对…，提供…；针对…，提供…
    return bool(says) and not own and len(shared) >= 4


def _ends(parts: Sequence[Clause], n: int) -> bool:
    if n == len(parts) - 1:
        return True
    if (
        re.match("特别是|尤其是", parts[n].text)
        or parts[n].stop == "："
        or _JOINS.match(parts[n + 1].text)
        or _OPENS.search(parts[n].text)
        or _says_how(parts[n].text, parts[n + 1].text)
    ):
        return False
    return complete(parts[n].text)


def _says_how(clause: str, following: str) -> bool:
    """Whether a clause only leads up to the next one: that speaks of what it named last, or one of them says how the
    other is done."""
    brief = len(clause) <= _BRIEF
    return following[:3] in clause or (brief and "通过" in (clause[:2], following[:2]))


def _closed(run: Sequence[Clause], behind: Sequence[Clause]) -> bool:
    """Whether a run has a predicate, and what opens in it (不仅 …, 虽然 …, 面临 … 等问题) closes in it."""
    if behind and any(_EXAMPLE.match(part.text) for part in run[1:]):
        return False  # an example is told to its end
    governs = any(_GOVERNS.search(part.text) for part in run)
    if governs != bool(_AND_SUCH.search(run[-1].text)) and (not governs or _names_what(behind)):
        return False
    for i, part in enumerate(run):
        after = run[i + 1 :]
        if _OPENS.search(part.text) and not any(
            _CLOSES.search(later.text) or complete(later.text) for later in after
        ):
            return False
        if (pair := _PAIRED.match(part.text)) and not re.search(
            _ANSWERS[pair[1]], "，".join([part.text[pair.end() :], *(later.text for later in after)])
        ):
            return False
    return any(complete(part.text) for part in run)
