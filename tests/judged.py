"""Claims as they are checked: those that cite the whole of a text, and sentences that find their sources themselves."""

import hashlib
from contextlib import contextmanager

from assistant.audit import audit
from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Block, Document, Place, Span


@contextmanager
def judged(folder):
    """Checks a claim that cites all of a one-paragraph document; gives the checked claim."""
    with Library.open(folder, create=True) as library:

        def judge(claim, text):
            doc_id = hashlib.sha256(text.encode()).hexdigest()[:16]
            span = Span(doc_id, 0, len(text))
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(text), 0),)
            library.add_document(
                Document(doc_id, "文件", text, f"{doc_id}.txt", blocks, places), f"{doc_id}.txt", doc_id
            )
            return check([Claim(claim, (Citation(span),))], library)[0]

        yield judge


def audited(sentence, library):
    """The checked claim of one sentence that is held against a library."""
    (item,) = audit(sentence, library)
    return item.claim


def verdict(sentence, library):
    return audited(sentence, library).verdict
