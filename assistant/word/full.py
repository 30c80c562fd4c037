"""What stands in the file of a full 提案: 案由 as its title, blank fields, three parts, and its evidence behind it."""

from collections.abc import Iterator

from assistant import full_text, outline_text
from assistant.full import Full, Line, lines
from assistant.types import Claim
from assistant.word import annexes
from assistant.word.contents import Body, attached
from assistant.word.paper import Paper, Paragraph, Piece, Style, words
from index.library import Library

_STYLES: dict[str, Style] = {
    "fields": "Normal",
    "heading": "Heading1",
    "subheading": "Heading2",
    "paragraph": "Normal",
    "remark": "Remark",
}


def full(given: Full, library: Library) -> Paper:
    """The whole, with the annexes of its outline; what is suggested carries 【建议】 and no mark of its own."""
    body = Body(full_text.marks(given))
    blocks = tuple(_paragraphs(given, body))
    outline = given.outline
    return Paper(
        given.cause,
        blocks,
        attached(
            body,
            library,
            outline.basis,
            ("【待核】", outline.gaps),
            ("说明", tuple(dict.fromkeys((*outline.notices, *given.notices)))),
            ("句子核对提示", annexes.doubts(body.placed)),
            ("立案预审提示", full_text.hints(given)),
            ("未能核实（不计入文稿）", map(outline_text.rejected, outline.rejected)),
            ("相似线索（只供查重，不作依据）", outline_text.similar(outline, library)),
        ),
    )


def _paragraphs(given: Full, body: Body) -> Iterator[Paragraph]:
    part, number = "", 0
    for line in lines(given):
        if line.style == "heading":
            part, number = str(line.parts[0])[2:], 0
        number += line.style == "paragraph"
        yield _paragraph(line, f"{part}第{number}段", body)


def _paragraph(line: Line, place: str, body: Body) -> Paragraph:
    if not any(isinstance(part, Claim) for part in line.parts):
        return words("".join(map(str, line.parts)), _STYLES[line.style])
    pieces: list[Piece] = []
    said = 0
    for part in line.parts:
        if isinstance(part, str):
            pieces.append(Piece(part))
        elif part.text.endswith("。"):
            said += 1
            pieces += body.sentence(part, f"{place}第{said}句")
        else:
            # A name is no sentence that could be checked: it only says where it comes from.
            for piece in outline_text.pieces(part, body.numbers):
                pieces += annexes.marks(piece.marked) if piece.mark else [Piece(piece.text)]
    return Paragraph(tuple(pieces), _STYLES[line.style])
