"""An exported and then edited .docx, checked anew: each sentence against the very places that its marks name.

The file is never believed: a mark says where to look, the words there are the library's own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.audit import LIMIT, Item, audit
from assistant.check import check
from assistant.details import details
from assistant.errors import RequestError
from assistant.form.signs import FIGURE
from assistant.types import Citation, Claim, Finding
from assistant.word.markup import Line, lines
from index.errors import DamagedFileError, LimitError, NotFoundError
from index.library import Library
from index.load import package
from index.sentences import sentences
from index.types import Span

_LONGEST = 2**24  # bytes of the XML of the text
_LABEL = re.compile(
    r"\s*(?:(?:事由|问题点|参考做法)[：:]\s*|\d{1,2}[.．、]\s*|（[一二三四五六七八九十]）|【建议】)+"
)
_BEHIND = re.compile(r"\s*(?:附件[：:\d\s]|【?(?:依据与出处|数据核对表|政策依据表|待核))")
_REMARK = re.compile(r"\s*（.*）\s*|\s*(?:提案者|界别|联系方式)[：:].*|.*＿{3,}.*")
"""A line in brackets, a field about people, a line with a blank that is left for them: none states anything."""
_HEADINGS = ("Title", "Caption", "Heading1", "Heading2")
_LOST = Finding(
    "source-changed", "warning", "来源已变更：所引出处已不在资料库中或已更新，这句话改按资料库现有的文字核对"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end) of the text, and the places that its marks name; or a 问题点, which `asks`."""

    start: int
    end: int
    spans: tuple[Span, ...]
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file as it stands now, a line a paragraph, without marks, remarks and annexes."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def marked(self) -> bool:
        """Whether it carries citations: else it is no export of ours, or has lost them all."""
        return any(sentence.spans for sentence in self.sentences)


def read_back(data: bytes, name: str) -> Draft:
    """Read the bytes of one .docx, tracked changes as accepted. SourceError when it cannot be read."""
    package.check(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened, opened.open("word/document.xml") as stream:
            body = stream.read(_LONGEST + 1)
        if len(body) > _LONGEST:
            raise LimitError(f"“{name}”的正文太长，超出限制。请分成几份核对。")
        found = tuple(_before_annexes(lines(body)))
    except (KeyError, ValueError) as error:
        raise DamagedFileError(
            f"“{name}”已损坏，无法打开。请用 Word 或 WPS 打开检查，另存后再核对。"
        ) from error
    read: list[Sentence] = []
    at, asks = 0, False
    for line in found:
        asks = asks or line.text.startswith("问题点")
        read += _sentences(line, at, asks)
        at += len(line.text) + 1
    return Draft("\n".join(line.text for line in found), tuple(read))


def recheck(draft: Draft, library: Library) -> tuple[Item, ...]:
    """Every sentence with its verdict, as `audit` gives them. RequestError for a file without text, or with too much.

    A sentence without marks, or whose source the library no longer holds, is looked up as `audit` does.
    """
    if not draft.text.strip():
        raise RequestError("文件里没有可核对的文字。请确认是要核对的文稿。")
    if len(draft.text) > LIMIT:
        raise RequestError(f"文字有 {len(draft.text)} 字，超过 {LIMIT} 字的上限。请分成几份核对。")
    return tuple(item for sentence in draft.sentences for item in _items(sentence, draft.text, library))


def _items(sentence: Sentence, text: str, library: Library) -> Iterator[Item]:
    start, end = sentence.start, sentence.end
    said = text[start:end]
    held = all(_holds(span, library) for span in sentence.spans)
    if sentence.spans and held:
        claim = Claim(said, tuple(map(Citation, sentence.spans)), (), "supported")
        # A question states nothing and has its basis beside it, unless somebody has put a figure into it.
        if not sentence.asks or FIGURE.search(said):
            (claim,) = check([claim], library)
        yield Item(said, start, end, claim, details(claim))
        return
    for item in audit(said, library):
        claim = item.claim if held else replace(item.claim, findings=(_LOST, *item.claim.findings))
        yield Item(item.text, start + item.start, start + item.end, claim, item.details)


def _holds(span: Span, library: Library) -> bool:
    try:
        library.quote(span)
    except NotFoundError:
        return False
    return True


def _before_annexes(found: Iterator[Line]) -> Iterator[Line]:
    """The lines of the text itself; an annex begins where the export said so, or where its name stands."""
    for line in found:
        if line.ends or _BEHIND.match(line.text):
            return
        if line.text.strip() and (line.marks or not _REMARK.fullmatch(line.text)):
            yield line


def _sentences(line: Line, at: int, asks: bool) -> Iterator[Sentence]:
    """A mark belongs to the last sentence that begins before it. Words of a table without marks are its headings."""
    if (line.style in _HEADINGS or line.in_table) and not line.marks:
        return
    label = _LABEL.match(line.text)
    ranges = list(sentences(line.text, label.end() if label else 0))
    told: dict[int, list[Span]] = {n: [] for n in range(len(ranges))}
    for offset, span in line.marks:
        before = [n for n, (start, _) in enumerate(ranges) if start < offset]
        if before and span not in told[before[-1]]:
            told[before[-1]].append(span)
    for n, (start, end) in enumerate(ranges):
        # Advice states nothing, unless somebody has put a figure into it.
        advises = line.text.startswith("建议", start)
        if not advises or FIGURE.search(line.text, start, end):
            yield Sentence(at + start, at + end, tuple(told[n]), asks)
