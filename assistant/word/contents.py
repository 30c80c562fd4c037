"""What stands in the file of a draft, an answer, a comparison and a checked text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import outline_text
from assistant.audit_table import sentence_count
from assistant.cautions import on_paper
from assistant.compare_text import EMPTY, KEY
from assistant.marks import Marks
from assistant.references import on_one_line
from assistant.types import VERDICTS, Answer, Claim, Outline
from assistant.word import anchors, annexes
from assistant.word.annexes import Lines, Placed
from assistant.word.paper import Annex, Paper, Paragraph, Piece, Pieces, Table, words
from index.library import Library
from index.types import Policy

if TYPE_CHECKING:
    from assistant.audit import Item
    from assistant.compare import Comparison


@dataclass(slots=True)
class Body:
    """The sentences set so far: their numbers, and where each stands."""

    numbers: Marks
    placed: list[Placed] = field(default_factory=list)

    def sentence(self, claim: Claim, place: str) -> Pieces:
        """A sentence with its marks before the full stop, and what was found in it as remarks."""
        one = Placed(claim, place, anchors.of_sentence(len(self.placed) + 1))
        self.placed.append(one)
        return tuple(self._pieces(one))

    def _pieces(self, one: Placed) -> Iterator[Piece]:
        for number, piece in enumerate(outline_text.pieces(one.claim, self.numbers)):
            if piece.mark:
                yield from annexes.marks(piece.marked)
            elif number:
                yield Piece(piece.text)
            else:
                yield Piece(piece.text, name=one.name, notes=outline_text.remarks(one.claim))

    def paragraphs(self, parts: Iterable[Sequence[Claim]], label: str) -> Iterator[Paragraph]:
        """Paragraphs of sentences; the label opens the first."""
        for p, claims in enumerate((claims for claims in parts if claims), 1):
            said = (self.sentence(c, f"{label}第{p}段第{s}句") for s, c in enumerate(claims, 1))
            opening = (Piece(f"{label}：", "Label"),) if p == 1 else ()
            yield Paragraph((*opening, *(piece for pieces in said for piece in pieces)))

    def items(self, claims: Iterable[Claim], label: str) -> Iterator[Paragraph]:
        """A numbered list under its label."""
        for n, claim in enumerate(claims, 1):
            if n == 1:
                yield words(f"{label}：", "Heading1")
            yield Paragraph((Piece(f"{n}. "), *self.sentence(claim, f"{label}第{n}条")))


def outline(given: Outline, library: Library) -> Paper:
    """题目, 事由, 问题点, and behind them all that they rest on and leave open."""
    body = Body(outline_text.marks(given))
    blocks = (*body.paragraphs(given.reasons, "事由"), *body.items(given.issues, "问题点"))
    lists: tuple[Lines, ...] = (
        ("【待核】", given.gaps),
        ("说明", given.notices),
        ("句子核对提示", annexes.doubts(body.placed)),
        ("未能核实（不计入文稿）", map(outline_text.rejected, given.rejected)),
        ("形式检查", outline_text.form(given)),
        ("相似线索（只供查重，不作依据）", outline_text.similar(given, library)),
    )
    if given.refusal:
        return Paper(given.title, _refused(given.refusal, lists))
    return Paper(given.title, blocks, attached(body, library, given.basis, *lists))


def answer(given: Answer, library: Library) -> Paper:
    """The question as the title, then the sentences; what was rejected stands apart from them."""
    body = Body(Marks.of(given.claims))
    told = [*given.notices]
    if given.standalone != " ".join(given.question.split()):
        told.insert(0, f"问题理解为：{given.standalone}")
    opening = tuple(words(f"（{on_paper(on_one_line(line))}）", "Remark") for line in told)
    said = tuple(Paragraph(body.sentence(claim, f"第{n}句")) for n, claim in enumerate(given.claims, 1))
    lists: tuple[Lines, ...] = (
        ("缺少的材料", given.gaps),
        ("句子核对提示", annexes.doubts(body.placed)),
        ("未能核实（不计入答案）", map(outline_text.rejected, given.rejected)),
    )
    if given.refusal:
        return Paper(given.question, (*opening, *_refused(given.refusal, lists)))
    return Paper(given.question, (*opening, *said), attached(body, library, (), *lists))


def _refused(refusal: str, lists: Iterable[Lines]) -> tuple[Paragraph, ...]:
    """Why there is no result, and under it what is missing: nothing that an annex could be attached to."""
    return (words(refusal), *annexes.listed(lists))


def comparison(given: "Comparison", library: Library) -> Paper:
    """One table, a citation in every filled cell."""
    body = Body(Marks.of(cell for row in given.rows for cell in row.cells if cell))
    rows = tuple(
        (
            (Piece(row.key, "Label"),),
            *(
                body.sentence(cell, f"{row.key}·{column}") if cell else (Piece(EMPTY),)
                for column, cell in zip(given.columns, row.cells, strict=True)
            ),
        )
        for row in given.rows
    )
    columns = len(given.columns)
    widths = (22, *(134 // columns for _ in range(columns)))
    table = Table((KEY, *given.columns), widths, rows, f"表1　{given.topic}对照表")
    warnings = ("句子核对提示", annexes.doubts(body.placed))
    return Paper(f"{given.topic}对照表", (table,), attached(body, library, (), warnings))


def checked(items: "Sequence[Item]", text: str, title: str, library: Library) -> Paper:
    """A text from elsewhere as it stands, with marks to what the library says of each sentence.

    `items` are what `assistant.audit` found in `text`.
    """
    body = Body(Marks.of(item.claim for item in items))
    blocks = tuple(Paragraph(tuple(pieces)) for pieces in _as_it_stands(items, text, body))
    rows = tuple(
        (
            (Piece(str(n)),),
            (Piece(on_one_line(one.claim.text), link=one.name),),
            (Piece(VERDICTS[one.claim.verdict], "" if one.claim.verdict == "supported" else "Warning"),),
            (Piece("；".join(f.message.rstrip("。") for f in one.claim.findings)),),
            tuple(Piece(p.text, link=p.link) for p in annexes.marks(body.numbers.of_claim(one.claim))),
        )
        for n, one in enumerate(body.placed, 1)
    )
    sentences = Table(("序号", "文稿原句", "结论", "不符之处", "出处"), (12, 62, 20, 48, 14), rows)
    told = words(sentence_count(items), "Remark")
    first = (Annex("逐句核对表", (told, sentences)),) if rows else ()
    return Paper(title, blocks, (*first, *attached(body, library, ())))


def _as_it_stands(items: "Sequence[Item]", text: str, body: Body) -> Iterator[list[Piece]]:
    """The lines of a text with its sentences in their places, and between them what states nothing."""
    placed = list(enumerate(items, 1))
    start = 0
    for line in text.split("\n"):
        pieces, last, end = [], start, start + len(line)
        for number, item in placed:
            if start <= item.start < end:
                pieces += [Piece(text[last : item.start]), *body.sentence(item.claim, f"第{number}句")]
                last = item.end
        if line.strip():
            yield [*pieces, Piece(text[last:end])]
        start = end + 1


def attached(body: Body, library: Library, basis: Iterable[Policy], *lists: Lines) -> tuple[Annex, ...]:
    """The annexes of a text: places, figures, policies, and lists of what is open."""
    return (
        *annexes.sources(body.numbers, library),
        *annexes.figures(body.placed, body.numbers, library),
        *annexes.policies(basis, library),
        *annexes.open_points(lists),
    )
