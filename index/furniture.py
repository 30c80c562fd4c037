"""What stands in a file but is no part of its text: contents lists, running heads, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from index.lines import BULLET, LABEL, Line, ends_sentence, marker, plain_heading, squeezed

_TOC_HEAD = re.compile(r"目\s*[录次]$")
_TOC_LINE = re.compile(r"(?:[.．…·]{2,}\s*|\s|[（(])[（(]?(\d{1,3})[)）]?$")
_GROUP = re.compile(r"【[^】]{1,20}】|目\s*[录次]")
_NUMBER = re.compile(r"(?:[-—－]\s*)?(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[-—－])?$")


def contents_lists(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[str]]:
    """Indices of the lines of tables of contents, and the titles (squeezed) that they list."""
    headed, first = _headed_contents(lines)
    paged, second = _paged_contents(lines)
    return frozenset(headed | paged), frozenset(first | second)


def _headed_contents(lines: Sequence[Line]) -> tuple[set[int], set[str]]:
    """A contents list under 目录 whose entries are numbers and titles in turn, or lines ending in a page."""
    out: set[int] = set()
    titles: set[str] = set()
    for i, line in enumerate(lines):
        if not _TOC_HEAD.match(line.bare):
            continue
        j = i + 1
        while j + 1 < len(lines) and re.fullmatch(r"\d{1,2}", lines[j].bare) and len(lines[j + 1].bare) <= 40:
            titles.add(squeezed(lines[j + 1].bare))
            j += 2
        if j > i + 2:
            out |= set(range(i, j))
    return out, titles


def _paged_contents(lines: Sequence[Line]) -> tuple[set[int], set[str]]:
    """Runs of at least four lines that end in page numbers which never go down, with their group headings.

    Half of what they list must come again as lines of their own below: figures are listed the same way.
    """
    out: set[int] = set()
    titles: set[str] = set()
    run: list[int] = []
    page = 0
    for i in range(len(lines) + 1):
        text = lines[i].bare if i < len(lines) else ""
        found = _TOC_LINE.search(text) if len(text) <= 80 and "\t" not in text else None
        if found and int(found[1]) >= page:
            run.append(i)
            page = int(found[1])
        elif not _GROUP.fullmatch(text):
            if len(run) >= 4 and _comes_again(lines, run):
                first = run[0]
                while first and _GROUP.fullmatch(lines[first - 1].bare):
                    first -= 1
                out |= set(range(first, run[-1] + 1))
                titles |= {_entry(lines[j].bare) for j in run}
            run, page = ([i], int(found[1])) if found else ([], 0)
    return out, titles


def _comes_again(lines: Sequence[Line], run: Sequence[int]) -> bool:
    below = {_entry(line.bare) for line in lines[run[-1] + 1 :]}
    return sum(_entry(lines[j].bare) in below for j in run) * 2 >= len(run)


def _entry(text: str) -> str:
    body = squeezed(_TOC_LINE.sub("", text)).lstrip("-•◆·➤【").rstrip("】")
    return body.rstrip(".．…·")


def running_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of page numbers alone on their line, and of repeated lines that break into a sentence.

    `lines` are the body: contents lists and tables, whose cells may be bare numbers, are out already.
    """
    count = Counter(squeezed(line.bare) for line in lines)
    title = squeezed("".join(line.bare for line in lines[:2])).rstrip("*＊")
    out: set[int] = set()
    before = ""
    for i, line in enumerate(lines):
        bare = squeezed(line.bare)
        open_before = bool(before) and not ends_sentence(before)
        own = marker(line.bare)[0] or LABEL.match(line.bare) or BULLET.match(line.bare)
        repeated = 1 < count[bare] <= 1 + len(lines) // 10
        known = len(bare) >= 4 and (repeated or bare == title) and not own
        if _NUMBER.fullmatch(line.bare):
            if open_before or re.search(r"[-—－页]", line.bare):
                out.add(i)
                continue
        elif known and open_before and not plain_heading(before):
            out.add(i)
            continue
        before = line.bare
    return frozenset(out)
