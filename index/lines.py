"""The lines of a raw text and what each looks like by itself: marker, label, sentence end, width."""

import re
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

BREAK = re.compile(r"\r\n|\r|\n|\f|\v|\x85|\u2028|\u2029")
_ENDS = re.compile(r"[。！？!?…；;:：][”’」』）)】》\"]*$")
_FULL_STOP = re.compile(r"(?:[。！？!?…]|(?<=[A-Za-z]{2})\.)[”’」』）)】》\"]*$")
_PAIRS = {"（": "）", "(": ")", "《": "》", "【": "】", "“": "”", "〔": "〕"}
_NUM = "[一二三四五六七八九十百零〇]+"

# The depth of a heading by its marker, outermost first. 【】 and symbols head the parts of a bulletin;
# an unmarked heading stands below all marked ones.
_MARKERS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"【[^】]{1,20}】$"), 1),
    (re.compile(r"◆\s*"), 2),
    (re.compile(rf"第{_NUM}[编篇部](?:[\s　]|$)"), 2),
    (re.compile(r"[➤►▶]\s*"), 3),
    (re.compile(rf"第(?:{_NUM}|\d+)章"), 3),
    (re.compile(rf"第(?:{_NUM}|\d+)节"), 4),
    (re.compile(rf"{_NUM}、"), 4),
    (re.compile(rf"[（(]{_NUM}[)）]"), 5),
    (re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s"), 7),
    (re.compile(r"\d{1,3}[.．、](?![\d.])"), 6),
    (re.compile(r"\d{1,2}[ 　]+(?=[\u4e00-\u9fff“【])"), 6),
    (re.compile(r"[（(]\d{1,3}[)）]|\d{1,3}[)）]"), 8),
    (re.compile(r"[①-⑳]\s*"), 9),
)
UNMARKED_PARENT, UNMARKED = 10, 11
MARKDOWN = re.compile(r"(#{1,6})\s+")
BULLET = re.compile(r"[-*•●○◇■□▪·‧]\s+|[•●]\s*")
LABEL = re.compile(
    r"【?\s*(?:发布时间|会议时间|印发时间|施行时间|成文日期|发布日期|简介|事由|问题点|来源|摘[\s　]*要|关键词|关键字|"
    r"承担单位|注|注释|数据来源|资料来源|送|发|主送|抄送|Abstract|Key ?[Ww]ords)\s*】?\s*[：:]"
)
ENTRY_LABEL = re.compile(r"(?:发布时间|会议时间|印发时间|施行时间|成文日期|发布日期)\s*[：:]")
OPENING = re.compile(rf"(?:第{_NUM}|[一二三四五六七八九]是|首先|其次|最后)[，,]?")
ARTICLE = re.compile(rf"第(?:{_NUM}|\d+)条(?:之{_NUM})?[\s　]")
# The history of a law stands in brackets over several lines, or over one.
ENACTED = re.compile(
    r"[（(]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[\s　]*(?:[^。；，]{0,90}?(通过|批准|修[正订]|公布|发布)|(?:起)?(施行))[\s　]*[）)]?[\s　]*$"
)
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\])）】]\s*第?\d{1,5}\s*号$")
SOURCE = re.compile(
    r"[（(]\s*(?:来源|根据|据).{1,60}[)）]$|——.{2,80}$|[（(][\u4e00-\u9fff·]{2,4}[，,][^。]{4,60}[)）]$"
)
FIGURE = re.compile(r"图\s*\d+\s*[^。]{0,40}$")
ABSTRACT = re.compile(r"(?:摘[\s　]*要|Abstract)\s*$")


# Tags, emphasis, invisible characters and reference marks: they leave the text and stay in the map.
_MARKS = re.compile(
    r"<!--[^\n]{0,300}?-->|</?[A-Za-z][^<>]{0,300}>|\*\*|&nbsp;"
    r"|[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]"
    r"|[\U000e0000-\U000e007f]"
    r"|(?<=[\u4e00-\u9fff。，；：”’）)》%\d])\[\d{1,3}(?:[,，\-–—]\d{1,3})*\](?!\s*\d*号)"
    r"|^\[\d{1,3}\](?=[,，。；、]|$)"
    r"|(?<=[\u4e00-\u9fff%”）)》\d])[①-⑳]+(?=[，。；、：,;]|$)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. [start, end) is its raw range without the spaces around it (tabs kept).

    `gap` counts the blank lines above it, `tail` says that spaces stood at its end. `text` is
    raw[start:end]; `bare` is the same without tags, emphasis and reference marks, which stand at `marks`.
    """

    start: int
    end: int
    number: int
    gap: int
    tail: bool
    text: str
    bare: str
    marks: tuple[tuple[int, int], ...]

    @property
    def width(self) -> float:
        """In Han characters; an ASCII character counts half."""
        return sum(0.5 if c < "\u0100" else 1.0 for c in self.text)


def read_lines(raw: str) -> list[Line]:
    """The lines of a text that hold more than white space, in order."""
    lines: list[Line] = []
    start, gap = 0, 0
    ends = [*((m.start(), m.end()) for m in BREAK.finditer(raw)), (len(raw), len(raw))]
    for number, (stop, after) in enumerate(ends, 1):
        content = raw[start:stop]
        if content.strip():
            head = len(content) - len(content.lstrip(" \u3000\u00a0"))
            body = content.rstrip(" \u3000\u00a0")
            lines.append(_line(raw, start + head, start + len(body), number, gap, body != content))
            gap = 0
        else:
            gap += 1
        start = after
    return lines


def _line(raw: str, start: int, end: int, number: int, gap: int, tail: bool) -> Line:
    marks = find_marks(raw, start, end)
    bare = "".join(raw[a:b] for a, b in without(start, end, marks)).strip(" \u3000\u00a0")
    return Line(start, end, number, gap, tail, raw[start:end], bare, marks)


def find_marks(raw: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Raw ranges in [start, end) that are no part of the text: tags, emphasis, invisible and reference marks."""
    return tuple((m.start() + start, m.end() + start) for m in _MARKS.finditer(raw[start:end]))


def without(start: int, end: int, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of the range [start, end) when the marks inside it are taken out."""
    left: list[tuple[int, int]] = []
    for a, b in marks:
        if b <= start or a >= end:
            continue
        if a > start:
            left.append((start, a))
        start = b
    return [*left, (start, end)] if start < end else left


def wrap_width(lines: Sequence[Line]) -> float:
    """The width at which a text was broken into lines, in Han characters; 0 when lines are whole paragraphs."""
    widths = [line.width for line in lines if "\t" not in line.text]
    if len(widths) < 12:
        return 0.0
    widest = statistics.quantiles(widths, n=20)[17]
    near = sum(0.85 * widest <= w <= 1.15 * widest for w in widths)
    return widest if widest <= 80 and near >= 0.5 * len(widths) else 0.0


def ends_sentence(text: str) -> bool:
    """Whether a line is complete as it stands: a full stop, semicolon or colon, closing marks allowed."""
    return bool(_ENDS.search(text))


def ends_full(text: str) -> bool:
    """Whether a line ends with a full stop, question or exclamation mark."""
    return bool(_FULL_STOP.search(text))


def balanced(text: str) -> bool:
    """Whether every bracket, title and quotation mark opened in a line is closed in it."""
    return all(text.count(a) == text.count(b) for a, b in _PAIRS.items())


def marker(text: str) -> tuple[int, int]:
    """(level, length) of the heading marker that a line begins with; (0, 0) when it has none."""
    if match := MARKDOWN.match(text):
        return len(match[1]), match.end()
    for pattern, level in _MARKERS:
        if match := pattern.match(text):
            return level, match.end()
    return 0, 0


def heading_like(text: str) -> bool:
    """Whether a line could be a heading by its form: short, no inner stop, nothing left open."""
    return bool(text) and (
        len(text) <= (60 if marker(text)[0] <= 5 else 40)
        and not re.search(r"[。！？；!?]", text.rstrip("？?"))
        and text[-1] not in "，、,—-"
        and balanced(text)
    )


def plain_heading(text: str) -> bool:
    """Whether a line without a marker is short and bare enough to be a heading or a slide's fragment."""
    bare = len(text) <= 30 and not re.search(r"[，,：:\t]", text)
    return bare and heading_like(text) and not ENACTED.match(text)


def language(text: str) -> str:
    """'en' for text that is mostly Latin letters, else 'zh'."""
    latin = sum(c.isascii() and c.isalpha() for c in text)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return "en" if latin > 20 and latin > 8 * han else "zh"


def squeezed(text: str) -> str:
    """A line without white space, for comparing lines with each other."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
