"""What a citation points to, in words: the place and the quote there, or that the source has changed since."""

from dataclasses import dataclass

from assistant.references import named, on_one_line, position, reference, reported
from assistant.types import Citation
from index.errors import NotFoundError
from index.library import Library

CHANGED = "来源已变更"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quote stands in full and in short (《名》第N行), its characters on one line, and the policy reported there.

    Of a source that is `gone` the places say so, and nothing else is said.
    """

    place: str
    short: str
    quote: str = ""
    policy: str = ""
    gone: bool = False

    def __str__(self) -> str:
        return self.place if self.gone else f"{self.place}：“{self.quote}”"


def cited(citation: Citation, library: Library) -> Cited:
    """What a citation points to now: a result may be shown long after it was made.

    What is gone is not looked for elsewhere.
    """
    span = citation.span
    try:
        document = library.document(span.doc_id)
        quote, where = on_one_line(library.quote(span)), position(library.locate(span))
    except NotFoundError as error:
        return Cited(str(error), CHANGED, gone=True)
    place = reference(citation, library)
    return Cited(place, f"{named(document.title)}{where}", quote, reported(span, document))
