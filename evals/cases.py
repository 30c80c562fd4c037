"""What is asked over the seeds, and the very characters that a good answer or draft rests on.

Offsets are half-open, count code points, and point into the seed file decoded as UTF-8 with its line
ends untouched. No text is copied for comparison's sake: `quote` repeats what stands at `raw` so that
`problems` can tell when an offset has slipped. What is wrong with them belongs to the errors of `index.errors`:

* ExpectedError
  x DataError                questions or topics are malformed, or do not fit their texts
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from index.errors import ExpectedError

DATA = Path(__file__).resolve().parent / "data"
SEEDS = DATA.parent.parent / "seeds"

T = TypeVar("T")
Ranges = tuple[tuple[int, int], ...]
Fact = tuple[str, ...]
Behaviour = Literal["answer", "conflict", "premise", "readings", "refuse"]
KINDS = ("number", "list", "cell", "definition", "comparison", "timeline", "lookup", "policy")

# A table of contents states nothing, and a proposal lead is somebody's wording, not a source of
# facts: from the first words to the last, no evidence may stand there.
OFF_LIMITS = (
    ("002_f74ee050c78a2979.txt", "目 录", "加快构建我国产业链政策体系"),
    ("003_8dab968f746955f1.txt", "【政策】", "【提案线索选登】 (35)"),
    ("003_8dab968f746955f1.txt", "【提案线索选登】\n\n一、", "（根据信息征集整理）"),
)


class DataError(ExpectedError):
    """Questions or topics are malformed, or do not fit the texts they point into."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands in a source. `raw` are the pieces in reading order.

    `context` may be cited and need not be (a table's caption and header, the same matter told again).
    Evidence that shares `either` says the same thing in several places: one of them is enough.
    """

    source: str
    raw: Ranges
    quote: str
    context: bool = False
    either: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One question. A fact is found when any of its wordings is shown; a refusal has none to find.

    `said` are wordings of what the question says wrongly; `agreed` whether somebody who answered from
    the sources alone came to the same, None while nobody has; `settled` what was made of it where he did not.
    """

    id: str
    question: str
    kind: str
    behaviour: Behaviour
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    split: str = "dev"
    said: Fact = ()
    agreed: bool | None = None
    settled: str = ""

    @property
    def refuse(self) -> bool:
        return self.behaviour == "refuse"

    def required(self) -> tuple[tuple[Evidence, ...], ...]:
        """The evidence that must be there, in groups of which one member each is enough."""
        groups: dict[str, tuple[Evidence, ...]] = {}
        for number, item in enumerate(self.evidence):
            if not item.context:
                key = item.either or f"#{number}"
                groups[key] = (*groups.get(key, ()), item)
        return tuple(groups.values())


@dataclass(frozen=True, slots=True)
class TopicFact:
    """A fact that a good lead on a topic uses, in any of these wordings, and where it stands."""

    wordings: Fact
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Topic:
    """One request for a draft. `similar` are titles of earlier leads that must be shown beside it."""

    id: str
    request: str
    region: str
    profile: str
    refuse: bool
    facts: tuple[TopicFact, ...] = ()
    similar: tuple[str, ...] = ()
    note: str = ""


def read_cases(path: Path = DATA / "questions.jsonl") -> tuple[Case, ...]:
    """DataError for a line that is no question."""
    return tuple(_read(path, _case))


def read_topics(path: Path = DATA / "drafts.jsonl") -> tuple[Topic, ...]:
    """DataError for a line that is no topic."""
    return tuple(_read(path, _topic))


def read_texts(folder: Path = SEEDS) -> dict[str, str]:
    """The seed files by name. Decoded from bytes: reading as text would change line ends and offsets."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _read(path: Path, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                made = make(json.loads(line))
            except (ValueError, LookupError, TypeError) as error:
                why = f"缺少 {error}" if isinstance(error, KeyError) else error
                what = f"{path.name} 第 {number} 行不合格式（{why}）"
                raise DataError(f"{what}。格式见 evals/data 里的 JSON Schema。") from error
            yield made


def squeezed(text: str) -> str:
    """Text without white space: offsets and quotes are compared this way."""
    return re.sub(r"\s+", "", text)


def folded(text: str) -> str:
    """NFKC without white space: a fact's wordings are compared this way."""
    return squeezed(unicodedata.normalize("NFKC", text))


def states(text: str, fact: Fact) -> bool:
    """Is one of the fact's wordings in the text, whatever the white space? 5000家 is not in 15000家."""
    plain = unicodedata.normalize("NFKC", text)
    return any(re.search(_whole(folded(wording)), plain) for wording in fact)


def find(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Every place of a wording in a raw text, line breaks and other white space aside."""
    pattern = r"\s*".join(map(re.escape, squeezed(wanted)))
    yield from (match.span() for match in re.finditer(pattern, text) if pattern)


def joined(text: str, raw: Ranges) -> str:
    return "".join(text[start:end] for start, end in raw)


def problems(cases: Sequence[Case], topics: Sequence[Topic], texts: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong with the data, in Chinese, one line each; nothing when all offsets hold."""
    yield from _repeated([c.id for c in cases] + [t.id for t in topics])
    for case in cases:
        for item in case.evidence:
            yield from (f"{case.id}：{what}" for what in slips(item, texts))
        if not case.refuse:
            quotes = "\n".join(item.quote for item in case.evidence)
            yield from (
                f"{case.id}：依据里没有要点 {fact[0]}" for fact in case.facts if not states(quotes, fact)
            )
    for topic in topics:
        for fact in topic.facts:
            yield from (f"{topic.id}：{what}" for what in slips(fact.evidence, texts))
            if not states(fact.evidence.quote, fact.wordings):
                yield f"{topic.id}：依据里没有要点 {fact.wordings[0]}"


def slips(item: Evidence, texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the place of one piece of evidence, in Chinese."""
    text = texts.get(item.source)
    if text is None:
        yield f"没有来源文件 {item.source}"
    elif not item.raw or not all(0 <= start < end <= len(text) for start, end in item.raw):
        yield f"位置为空或越界 {item.source} {item.raw}"
    elif squeezed(joined(text, item.raw)) != squeezed(item.quote):
        yield f"位置与引文不符 {item.source} {item.raw}：{joined(text, item.raw)!r}"
    else:
        for start, end in _off_limits(item.source, text):
            if any(a < end and start < b for a, b in item.raw):
                yield f"依据落在目录或提案线索里 {item.source} {item.raw}"


def _off_limits(source: str, text: str) -> Iterator[tuple[int, int]]:
    for name, first, last in OFF_LIMITS:
        if source == name:
            start = text.index(first)
            yield start, text.index(last, start) + len(last)


def _repeated(ids: Sequence[str]) -> Iterator[str]:
    yield from (f"编号重复 {name}" for name in sorted(set(ids)) if ids.count(name) > 1)


def _whole(wording: str) -> str:
    # Digits next to each other are looked for before white space goes: cells 297.76 and 0.76 are two.
    before = r"(?<![\d.])" if wording[0].isdecimal() else ""
    after = r"(?!\.?\d)" if wording[-1].isdecimal() else ""
    return before + r"\s*".join(map(re.escape, wording)) + after


def _case(row: dict[str, Any]) -> Case:
    for name, known in (("kind", KINDS), ("behaviour", get_args(Behaviour))):
        if row[name] not in known:
            raise ValueError(f"{name} 没有 {row[name]} 这一种")
    return Case(
        row["id"],
        row["question"],
        row["kind"],
        row["behaviour"],
        tuple(map(_fact, row["facts"])),
        tuple(evidence(item) for item in row["evidence"]),
        row.get("note", ""),
        row.get("split", "dev"),
        tuple(row.get("said", ())),
        row.get("agreed"),
        row.get("settled", ""),
    )


def _fact(wordings: list[str]) -> Fact:
    if not isinstance(wordings, list):
        raise TypeError(f"facts 的每一项是几种写法的列表，不是 {wordings!r}")
    return tuple(wordings)


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(
        row["id"],
        row["request"],
        row["region"],
        row["profile"],
        row["refuse"],
        tuple(TopicFact(tuple(f["wordings"]), evidence(f["evidence"])) for f in row["facts"]),
        tuple(row.get("similar", ())),
        row.get("note", ""),
    )


def evidence(row: dict[str, Any]) -> Evidence:
    raw = tuple((start, end) for start, end in row["raw"])
    return Evidence(row["source"], raw, row["quote"], row.get("context", False), row.get("either", ""))
