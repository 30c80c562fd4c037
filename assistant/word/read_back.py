"""An exported and then edited file, checked anew: each sentence against the very places that its marks name.

The file is never believed: a mark says where to look, the words there are the library's own. What the program itself
wrote beside the sentences is left alone as long as nobody changed it; all else is a text like any other.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.audit import LIMIT, Item, looked_up
from assistant.check import check
from assistant.details import details
from assistant.errors import RequestError
from assistant.form.signs import FIGURE
from assistant.proposal import stated
from assistant.types import Citation, Claim, Finding
from assistant.word.line import Line
from assistant.word.markup import word_lines
from assistant.word.page_back import page_lines
from assistant.word.seal import sealed_lines
from index.errors import NotFoundError
from index.library import Library
from index.sentences import sentences
from index.types import Span

_LINES: Mapping[str, Callable[[bytes, str], Iterator[Line]]] = {
    ".docx": word_lines,
    **dict.fromkeys((".html", ".htm"), page_lines),
    **dict.fromkeys((".md", ".markdown", ".txt"), sealed_lines),
}
FORMS = tuple(_LINES)
"""The suffixes of the files that can be read back."""
_LABEL = re.compile(
    r"\s*(?:(?:事由|问题点|参考做法)[：:]\s*|\d{1,2}[.．、]\s*|（[一二三四五六七八九十]）|【建议】)+"
)
_FIELD = re.compile(r"\s*(?:提案者|界别|联系方式)[：:]")
"""Who hands the text in: nothing that a library could tell."""
CONVERTED = (
    "这份文字像是由言据导出的文稿转成的，认不出哪些是没有改过的附件，全都核对了。"
    "请改为核对导出的 .docx、.md、.html 或 .txt 文件。"
)
_ANNEXED = re.compile(r"^\W*依据与出处\W*\n\s*\\?\[1\\?\] 《", re.MULTILINE)
_LOST = Finding(
    "source-changed", "warning", "来源已变更：所引出处已不在资料库中或已更新，这句话改按资料库现有的文字核对"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence states, at [start, end) of the text, and the places that its marks name."""

    start: int
    end: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file as it stands now, a line a paragraph or a row, without marks, remarks and annexes.

    `unstated` are the words among those that somebody wrote which state nothing: questions, headings, advice.
    """

    text: str
    sentences: tuple[Sentence, ...]
    unstated: tuple[str, ...] = ()
    ours: bool = False


def read_back(data: bytes, name: str) -> Draft:
    """Read the bytes of one file of `FORMS`. One that is not `ours` carries no sign of it. SourceError."""
    found = [line for line in _LINES[Path(name).suffix.lower()](data, name) if line.text.strip()]
    ours = any(line.kind or line.marks for line in found)
    shown = [line for line in found if line.kind != "aside"]
    text = "\n".join(line.text for line in shown)
    read: list[Sentence] = []
    unstated: list[str] = []
    at = 0
    for line in shown:
        for sentence in [] if line.kind else _sentences(line, at):
            told = _stated(sentence, text)
            if told is None:
                unstated.append(text[sentence.start : sentence.end])
            else:
                read.append(told)
        at += len(line.text) + 1
    return Draft(text, tuple(read), tuple(unstated), ours)


def converted(text: str) -> bool:
    """Whether a text without a sign of ours has our annexes all the same: printed as PDF, or copied."""
    return _ANNEXED.search(text) is not None


def recheck(draft: Draft, library: Library) -> tuple[Item, ...]:
    """Every sentence with its verdict, as `audit` gives them. RequestError for a file without text, or with too much.

    A sentence without marks, or whose source the library no longer holds, is looked up as `audit` does.
    """
    if not draft.text.strip():
        raise RequestError("文件里没有可核对的文字。请确认是要核对的文稿。")
    if len(draft.text) > LIMIT:
        raise RequestError(f"文字有 {len(draft.text)} 字，超过 {LIMIT} 字的上限。请分成几份核对。")
    found = (_item(sentence, draft.text, library) for sentence in draft.sentences)
    return tuple(item for item in found if item)


def _item(sentence: Sentence, text: str, library: Library) -> Item | None:
    start, end = sentence.start, sentence.end
    held = all(_holds(span, library) for span in sentence.spans)
    if sentence.spans and held:
        said = text[start:end]
        (claim,) = check([Claim(said, tuple(map(Citation, sentence.spans)))], library)
        return Item(said, start, end, claim, details(claim))
    item = looked_up(text, (start, end), library)
    if item is None or held:
        return item
    return replace(item, claim=replace(item.claim, findings=(_LOST, *item.claim.findings)))


def _holds(span: Span, library: Library) -> bool:
    try:
        library.quote(span)
    except NotFoundError:
        return False
    return True


def _sentences(line: Line, at: int) -> Iterator[Sentence]:
    """A mark belongs to the last sentence that begins before it."""
    label = _LABEL.match(line.text)
    ranges = list(sentences(line.text, label.end() if label else 0))
    told: dict[int, list[Span]] = {n: [] for n in range(len(ranges))}
    for offset, span in line.marks:
        before = [n for n, (start, _) in enumerate(ranges) if start < offset]
        if before and span not in told[before[-1]]:
            told[before[-1]].append(span)
    for n, (start, end) in enumerate(ranges):
        yield Sentence(at + start, at + end, tuple(told[n]))


def _stated(sentence: Sentence, text: str) -> Sentence | None:
    """What a sentence states; None where it does not: advice without a figure, too, and a field about people."""
    at = (sentence.start, sentence.end)
    advises = text.startswith("建议", at[0]) and not FIGURE.search(text, *at)
    said = None if advises or _FIELD.match(text, at[0]) else stated(text, at)
    return replace(sentence, start=said[0], end=said[1]) if said else None
