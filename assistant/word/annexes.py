"""What stands behind a text: 依据与出处, 数据核对表, 政策依据表, 待核事项."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import ledger
from assistant.audit_table import WORDS
from assistant.basis_text import columns
from assistant.cautions import on_paper
from assistant.cited import cited
from assistant.ledger import Entry
from assistant.marks import Marks
from assistant.outline_text import remarks
from assistant.references import on_one_line
from assistant.types import Citation, Claim
from assistant.word import anchors
from assistant.word.paper import Annex, Paragraph, Piece, Pieces, Table, words
from index.errors import NotFoundError
from index.library import Library
from index.types import Policy

Lines = tuple[str, Iterable[str]]
"""A label and the lines under it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of the text, where it stands in words for people, and the name that links lead to."""

    claim: Claim
    place: str
    name: str


def marks(numbered: Iterable[tuple[str, Citation]]) -> Pieces:
    """Superscript numbers, each a link to its entry."""
    return tuple(Piece(mark, "Mark", link=anchors.of_source(citation.span)) for mark, citation in numbered)


def sources(numbers: Marks, library: Library) -> Iterator[Annex]:
    """依据与出处: [1] 《名》（文号），发文机关，日期，位置：“原文摘句”."""
    entries = tuple(
        Paragraph(tuple(_source(mark, citation, library)), "Source") for mark, citation in numbers.numbered()
    )
    if entries:
        yield Annex("依据与出处", entries)


def _source(mark: str, citation: Citation, library: Library) -> Iterator[Piece]:
    name = anchors.of_source(citation.span)
    source = cited(citation, library)
    if source.gone:
        yield from (Piece(f"{mark} "), Piece(source.place, "Warning", name=name))
        return
    yield Piece(f"{mark} {source.place}：“")
    yield Piece(source.quote, name=name)
    yield Piece(f"”；所载文件：{source.policy}" if source.policy else "”")


def figures(placed: Iterable[Placed], numbers: Marks, library: Library) -> Iterator[Annex]:
    """数据核对表: where a figure stands, what the source says, and whether they agree.

    A sentence whose source is gone cannot be held against it, as its entry in 依据与出处 says.
    """
    found = [(one, entry) for one in placed for entry in _entries(one.claim, library)]
    if not found:
        return
    rows = tuple(_figure(n, one, entry, numbers, library) for n, (one, entry) in enumerate(found, 1))
    counts = Counter(entry.detail.verdict for _, entry in found)
    told = "，".join(f"{word} {counts[verdict]} 项" for verdict, word in WORDS.items() if counts[verdict])
    yield Annex(
        "数据核对表",
        (
            words(f"文稿中的数字、日期、文号、文件名和引文共 {len(found)} 项：{told}。", "Remark"),
            Table(
                ("序号", "文稿位置", "文稿所载", "原文", "出处", "核对结果"), (12, 22, 31, 60, 12, 19), rows
            ),
        ),
    )


def _entries(claim: Claim, library: Library) -> tuple[Entry, ...]:
    try:
        return ledger.entries(claim, library)
    except NotFoundError:
        return ()


def _figure(n: int, one: Placed, entry: Entry, numbers: Marks, library: Library) -> tuple[Pieces, ...]:
    detail, source = entry.detail, entry.source
    citations = [c for c in one.claim.citations if source is None or c.span.overlaps(source)]
    numbered = [(numbers.mark(c), c) for c in citations or one.claim.citations]
    good = detail.verdict == "supported"
    original = on_one_line(library.quote(source)) if source else "（由所引数据推得）" if good else ""
    doubt = (Piece(f"（{detail.finding.message}）", "Warning"),) if detail.finding else ()
    return (
        (Piece(str(n)),),
        (Piece(one.place, link=one.name),),
        (Piece(on_one_line(detail.text)),),
        (Piece(original), *doubt),
        tuple(Piece(piece.text, link=piece.link) for piece in marks(numbered)),
        (Piece(WORDS[detail.verdict], "" if good else "Warning"),),
    )


def policies(basis: Iterable[Policy], library: Library) -> Iterator[Annex]:
    """政策依据表: 文号, title, issuers, date, status, and where the library names it."""
    rows = tuple(_policy(policy, library) for policy in basis)
    if rows:
        yield Annex(
            "政策依据表",
            (
                Table(
                    ("文号", "文件名称", "发文机关", "日期", "状态", "所载位置"),
                    (32, 36, 30, 22, 13, 23),
                    rows,
                ),
                words("状态一栏写“材料未载”的，材料没有写明有效期，请核实是否现行有效。", "Remark"),
            ),
        )


def _policy(policy: Policy, library: Library) -> tuple[Pieces, ...]:
    date, number, title, issuers, _, status = columns(policy)
    place = cited(Citation(policy.span), library).short
    return tuple((Piece(on_one_line(text)),) for text in (number, title, issuers, date, status, place))


def doubts(placed: Iterable[Placed]) -> Iterator[str]:
    """What the checks found in each sentence, with its place."""
    for one in placed:
        if told := "；".join(remarks(one.claim)):
            yield f"{one.place}：{told}"


def open_points(lists: Iterable[Lines]) -> Iterator[Annex]:
    """待核事项: lists of what people have to look at before the text is handed in."""
    if blocks := tuple(listed(lists)):
        yield Annex("待核事项", blocks)


def listed(lists: Iterable[Lines]) -> Iterator[Paragraph]:
    """Each list under its label, its lines numbered; nothing of one without lines."""
    for label, lines in lists:
        for n, line in enumerate(lines, 1):
            if n == 1:
                yield Paragraph((Piece(label, "Label"),), "Remark")
            yield words(f"{n}. {on_paper(on_one_line(line))}", "Remark")
