"""What passages state: sentences with where they stand, cut where a part can be told alone later.

Text of genre 提案 or 提案线索 is somebody's wording of a wish and states nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.ahead import stands_ahead, turns
from assistant.leads import LEADS, is_lead
from assistant.shortcomings import admits, pieces
from assistant.years_told import Years, years_at, years_told
from index import Library, regions
from index.articles import Article, articles, holding
from index.sentences import sentences
from index.tokens import normalise
from index.types import Block, Document, Hit, Policy, Span

_PAPERS = ("论文", "研究", "报告")
_ENTRY, _BEFORE, _SHORTEST, _SHORTEST_ADMITTED = 4000, 400, 12, 8
_PROSE = 24
_HEADING = 32
"""Characters up to which the sentence that a paragraph of a work report opens with says what the paragraph is about; a
longer one is the first of the things that it tells."""
_DATE_FIELD = re.compile(r"(?:发布|会议|印发|成文|施行)(?:时间|日期)\s*[：:]")
_SHORTCOMING = re.compile(r"不足|滞后|缺乏|缺少|不强|薄弱|不畅|依赖")
_TO_DO = re.compile(
    r"(?:“[^”]{1,4}链”：)?(?:针对[^，]{2,24}?(?=开展|制定|提供)|将[^，]{2,24}?(?=纳入))?(?:积极|加快|大力|不断|进一步)*(?:增[加强]|扩大|打通|纳入|开展|制定|提供|出台|设立|加[强快]|完善|健全|建[立设]|推[动进]|促进|鼓励|支持|引导|培[育养]|提升|优化|深化|强化|规范|组建|梳理|打造|指导|发展|围绕)"
)
_ITEM = 10  # characters of a list item that says something by itself
NUMBERED = re.compile(r"\d{1,2}\s+(?=[\u4e00-\u9fff]{4})")
_SUMMARY = re.compile("【?摘 ?要")
_LABELS = ("简介：", "简介:")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence at `span` of a document, in a block; `field` is the stretch that it is told in, a block or a cell.

    `near` are the words that say what it is about: the headings right above, the policy's line;
    `before` are those before it in its field, `opening` the first of them where it says what the field is about. All
    are normalised. `genre` is what kind of speech it is. It is `admitted` where a government's report says what is wrong,
    `ahead` where it plans (None where nothing tells); `years` are those that a report tells of there, where it says so; `article` is
    the one of a law that it stands in.
    """

    document: Document
    span: Span
    block: Block
    field: Span
    near: str
    before: str
    genre: str
    policy: Policy | None = None
    opening: str = ""
    admitted: bool = False
    ahead: bool | None = None
    years: Years | None = None
    article: Article | None = None

    def __hash__(self) -> int:
        return hash(self.span)  # which names the document by its contents

    @property
    def quoted(self) -> bool:
        """Whether it stands inside a quotation that an earlier sentence of its field opened."""
        said = self.document.text[self.field.start : self.span.start]
        return said.count("“") > said.count("”")

    @property
    def text(self) -> str:
        return self.document.at(self.span)

    @property
    def place(self) -> Span | None:
        """The heading right above, where it is a place and nothing else: what stands below was done there."""
        above = [b for b in self.document.blocks if b.kind == "heading" and b.span.end <= self.span.start]
        heading = above[-1].span if above else None
        name = self.document.at(heading).strip() if heading else ""
        region = regions.get(name) if name else None
        return heading if region and region.level in ("province", "city") else None


def statements(hits: Sequence[Hit], library: Library) -> list[Statement]:
    """Every statement of the passages found, in the order of the hits."""
    found: dict[Span, Statement] = {}
    for hit in hits:
        for statement in library.made(_Stated, hit.passage.span.doc_id).within(hit.passage.span):
            found.setdefault(statement.span, statement)
    return list(found.values())


class _Stated:
    """What a document states, block by block, read when it is first asked for: a draft asks for it again and again."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[Statement, ...]] = {}
        self._years = years_told(document)
        self._turns = turns(document, self._years)
        self._articles = articles(document)

    def within(self, span: Span) -> Iterator[Statement]:
        """The statements of all blocks that a span of the document overlaps, in their order."""
        for n, block in enumerate(self._document.blocks):
            if block.span.start >= span.end:
                return
            if block.span.overlaps(span):
                if n not in self._known:
                    self._known[n] = tuple(map(self._placed, _of_block(self._document, block)))
                yield from self._known[n]

    def _placed(self, statement: Statement) -> Statement:
        ahead = stands_ahead(self._document, statement.span, self._turns)
        start = statement.span.start
        years, article = years_at(self._years, start), holding(self._articles, start)
        return replace(statement, ahead=ahead, years=years, article=article)


def genre_of(document: Document, block: Block) -> str:
    """A block's own genre, else its document's. What a paper or a report says stays its own word."""
    own = document.meta.genre.text if document.meta.genre else ""
    whole = is_paper(own) or is_work_report(own)
    return own if whole and block.genre not in LEADS else block.genre or own


def is_paper(genre: str) -> bool:
    return any(word in genre for word in _PAPERS) and not is_work_report(genre)


def is_work_report(genre: str) -> bool:
    """Whether it is what a government reports of its own place."""
    return "工作报告" in genre


def policy_at(document: Document, span: Span) -> Policy | None:
    """The entry or table row that a span stands in."""
    around = [p for p in document.policies if p.scope.covers(span)]
    entries = [p for p in around if p.scope.end - p.scope.start < _ENTRY]
    return min(entries, key=lambda p: p.scope.end - p.scope.start, default=None)


def _of_block(document: Document, block: Block) -> Iterator[Statement]:
    if (
        is_lead(document, block.genre)
        or block.lang != "zh"
        or block.header
        or _DATE_FIELD.match(document.at(block.span))
    ):
        return
    policy = policy_at(document, block.span)
    if block.kind == "row":
        fields = [cell for cell in block.cells if cell and policy and cell != policy.span and _is_prose(cell)]
    elif block.kind in ("paragraph", "field", "list") or (block.kind == "note" and block.table is not None):
        fields = [block.span] if not policy or policy.span != block.span else []
    else:
        fields = []
    near = normalise("　".join([*document.heading_path(block.span.start)[-2:], *_line(document, policy)]))
    genre = genre_of(document, block)
    if not policy and block.kind != "row" and not _states(block, document.at(block.span)):
        return
    for field in fields:
        text = document.at(field)
        start = field.start + next((len(label) for label in _LABELS if text.startswith(label)), 0)
        opening, report = "", is_work_report(genre)
        for n, (a, b, admitted) in enumerate(_sentences(document.text, start, field.end, report)):
            if b - a >= (_SHORTEST_ADMITTED if admitted else _SHORTEST):
                before = normalise(document.text[max(start, a - _BEFORE) : a])
                span = Span(document.id, a, b)
                yield Statement(document, span, block, field, near, before, genre, policy, opening, admitted)
            if not n and (not report or b - a <= _HEADING):
                opening = normalise(document.text[a:b])


def _sentences(text: str, start: int, end: int, report: bool) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a field; where a report says what is wrong, each kind of it apart, and marked."""
    for a, b in sentences(text, start, end):
        if report and admits(text[start:a], text[a:b]):
            yield from ((a + first, a + last, True) for first, last in pieces(text[a:b]))
        else:
            yield a, b, False


def _states(block: Block, text: str) -> bool:
    """Whether a block is a sentence; of the fragments of slides, only one that names a shortcoming or what is to be done."""
    text = NUMBERED.sub("", text)
    whole = text.rstrip().endswith(("。", "！", "？", "”", "…", "："))
    if whole or " " in text.strip():
        return whole and not _SUMMARY.match(text)
    item = block.kind == "list" and len(text) >= _ITEM and bool(_TO_DO.match(text))
    return item or bool(_SHORTCOMING.search(text))


def _is_prose(cell: Span) -> bool:
    return cell.end - cell.start >= _PROSE


def _line(document: Document, policy: Policy | None) -> tuple[str, ...]:
    return (document.at(policy.span),) if policy else ()
