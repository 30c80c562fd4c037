"""The texts that evidence points into, of any library: the files that are text, and what was read off all others.

Of .txt and .md files raw offsets count the code points of the file, decoded once. Word, PDF, sheets and
web pages have no such offsets: theirs count the characters of the text that the library keeps of them,
which are those of a citation's id.
"""

from collections import Counter
from pathlib import Path, PurePath

from assistant import shapes
from assistant.shapes import AnswerShape, CitationShape, ClaimShape
from assistant.types import Answer
from evals.cases import Ranges
from evals.spans import is_plain
from index.errors import SourceError
from index.library import Library
from index.load.decode import decode
from index.types import Span


def read(library: Library, folder: Path | None = None) -> dict[str, str]:
    """The text of every document by the name of its file, read from a folder, or else from where it was added.

    SourceError when a file is not there, or when two documents go by one name.
    """
    documents = [library.document(listing.id) for listing in library.documents()]
    twice = [name for name, count in Counter(PurePath(d.source).name for d in documents).items() if count > 1]
    if twice:
        raise SourceError(f"有两份材料同名：{'、'.join(twice)}。依据按文件名指向材料，请改名后重新添加。")
    plain = {PurePath(d.source).name: d.source for d in documents if is_plain(d.source)}
    added = {source.name: Path(source.path) for source in library.sources()}
    paths = {name: added[source] for name, source in plain.items()} if folder is None else _within(folder)
    if missing := sorted(name for name in plain if name not in paths or not paths[name].is_file()):
        where = f"在 {folder} 里" if folder else "在添加时的位置"
        raise SourceError(f"{where}找不到原文件：{'、'.join(missing)}。请用 --texts 指出原文件所在的目录。")
    texts = {PurePath(d.source).name: d.text for d in documents}
    return {**texts, **{name: decode(paths[name].read_bytes(), name)[0] for name in plain}}


def raw(span: Span, library: Library) -> Ranges:
    """Where a span stands in the text of its document as `read` gives it."""
    plain = is_plain(library.document(span.doc_id).source)
    return library.locate(span).raw if plain else ((span.start, span.end),)


def shown(answer: Answer, library: Library) -> AnswerShape:
    """An answer as programs read it, every citation with offsets into the texts."""
    found = shapes.answer(answer, library)
    claims: list[ClaimShape] = [
        {**claim, "citations": list(map(_placed, claim["citations"]))} for claim in found["claims"]
    ]
    return {**found, "claims": claims}


def _placed(citation: CitationShape) -> CitationShape:
    if is_plain(citation["source"]):
        return citation
    span = Span.parse(citation["id"])
    return {**citation, "raw": [[span.start, span.end]]}


def _within(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.rglob("*"))}
