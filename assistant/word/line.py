"""One line of a file that is read back: its words, the places that its marks name, and whose words they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.word import anchors
from assistant.word.anchors import Kind
from index.types import Span


@dataclass(slots=True)
class Line:
    """Words without marks, (offset, span) of each mark, and whose words they are."""

    text: str = ""
    marks: list[tuple[int, Span]] = field(default_factory=list)
    kind: Kind = ""
    names: list[str] = field(default_factory=list)

    def link(self, words: str, name: str) -> None:
        """Add words that lead to a place: a mark where that is a source."""
        span = anchors.source(name)
        if span is None:
            self.text += words
        elif (len(self.text), span) not in self.marks:
            self.marks.append((len(self.text), span))

    def close(self) -> "Line":
        """Know the line as the program's own where one of its names was made of the words that it has now."""
        self.kind = anchors.kind_of(self.text, self.names)
        return self


def row(cells: Sequence[Line]) -> Iterator[Line]:
    """A row of a table: what its cells say together, and each cell with a mark for itself."""
    plain = [cell for cell in cells if cell.text.strip() and not cell.marks]
    if plain:
        kinds = {cell.kind for cell in plain}
        yield Line(
            "\t".join(cell.text.strip() for cell in plain), kind=kinds.pop() if len(kinds) == 1 else ""
        )
    yield from (cell for cell in cells if cell.text.strip() and cell.marks)
