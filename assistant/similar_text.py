"""Earlier leads and proposals like a text, as lines for a terminal, as CSV for a spreadsheet, and as JSON for programs."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from assistant import shapes, sheet
from assistant.cited import cited
from assistant.references import on_one_line
from assistant.shapes import CitationShape
from assistant.similar import Match
from assistant.types import Citation
from index.library import Library

NONE_HELD = "资料库中没有提案或提案线索，无从查重。请先用 yanju index add 添加以往的提案和线索。"
NONE_FOUND = "资料库的提案和线索中没有发现同题的。没有入库的提案不在比对之列，请另行核实。"
_COLUMNS = ("序号", "提案或线索", "相同之处", "本文", "原件", "出处", "引文编号")
_NEAR = 0.15


class PairShape(TypedDict):
    kind: str
    text: str
    at: list[int]
    citation: CitationShape


class MatchShape(TypedDict):
    title: str
    source: str
    score: float
    reasons: float
    issues: float
    words: list[str]
    pairs: list[PairShape]


class SimilarShape(TypedDict):
    items: list[MatchShape]


def shape(text: str, found: Sequence[Match], library: Library) -> SimilarShape:
    """`at` are characters of the text, half-open; scores rank the items of one library and nothing else."""
    return {"items": [_item(text, match, library) for match in found]}


def lines(text: str, found: Sequence[Match], library: Library) -> str:
    """Each earlier one with the pairs side by side: 本文 and 原件."""
    return "\n".join(_lines(text, found, library))


def comma_separated(text: str, found: Sequence[Match], library: Library) -> str:
    """A row a pair; one that only has the matter in common has a row without words."""
    return sheet.comma_separated(_COLUMNS, _rows(text, found, library))


def told(found: Sequence[Match]) -> str:
    """How many there are."""
    return f"资料库中有 {len(found)} 件同题的提案或线索，最相近的在前：" if found else NONE_FOUND


def place(match: Match) -> Citation:
    """Where an earlier one is: its first sentence, for a heading does not stand under itself."""
    return Citation((*match.earlier.reasons, match.earlier.span)[0])


def _lines(text: str, found: Sequence[Match], library: Library) -> Iterator[str]:
    yield told(found)
    for number, match in enumerate(found, 1):
        yield ""
        yield f"{number}. {match.earlier.title}（{how(match)}）"
        yield f"   {cited(place(match), library).place}"
        if match.words:
            yield f"   共有的词：{'、'.join(match.words)}"
        for pair in match.pairs:
            source = cited(pair.citation, library)
            yield f"   【{pair.how}】本文：{on_one_line(text[slice(*pair.at)])}"
            yield f"           原件：{source.place if source.gone else source.quote}"
            yield f"           查看原文：yanju show {pair.citation.span}"


def _rows(text: str, found: Sequence[Match], library: Library) -> Iterator[tuple[str, ...]]:
    for number, match in enumerate(found, 1):
        name = match.earlier.title
        if not match.pairs:
            yield (
                str(number),
                name,
                how(match),
                "",
                "",
                cited(place(match), library).place,
                str(place(match).span),
            )
        for pair in match.pairs:
            source = cited(pair.citation, library)
            ours = on_one_line(text[slice(*pair.at)])
            yield str(number), name, pair.how, ours, source.quote, source.place, str(pair.citation.span)


def how(match: Match) -> str:
    """Which parts are near, in words; the scores are for ranking and say nothing by themselves."""
    copied = sum(pair.at[1] - pair.at[0] for pair in match.pairs if pair.how == "照录")
    near = [name for name, score in (("事由", match.reasons), ("问题点", match.issues)) if score >= _NEAR]
    parts = [f"{'、'.join(near)}相近" if near else "同题", *([f"照录约 {copied} 字"] if copied else [])]
    return "，".join(parts)


def _item(text: str, match: Match, library: Library) -> MatchShape:
    return {
        "title": match.earlier.title,
        "source": shapes.citation(place(match), library)["source"],
        "score": match.score,
        "reasons": match.reasons,
        "issues": match.issues,
        "words": list(match.words),
        "pairs": [
            {
                "kind": pair.how,
                "text": text[slice(*pair.at)],
                "at": list(pair.at),
                "citation": shapes.citation(pair.citation, library),
            }
            for pair in match.pairs
        ],
    }
