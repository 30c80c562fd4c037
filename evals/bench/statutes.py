"""Articles of laws: does 《X》第N条 bring that article, of the newest version, among a thousand laws?

The laws are those of texts/laws-1000.tar.gz; a hundred articles are drawn at random, always the same.
"""

import random
import sys
import tarfile
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answer import ask
from assistant.extractive import Extractive
from index import Library
from index.articles import Article, articles, holding
from index.types import Document

LAWS = Path("texts") / "laws-1000.tar.gz"
DRAWN = 100


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench statutes", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / LAWS).is_file():
        sys.stderr.write(f"请用 --data 指明测评数据所在的目录，其中应有 {LAWS}。\n")
        return 2
    for line in measure(options.data / LAWS):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(archive: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(archive) as packed:
            packed.extractall(Path(place) / "laws", filter="data")
        with Library.open(Path(place) / "library", create=True) as library:
            library.add_folder(Path(place) / "laws")
            yield f"{library.counts.documents} 部，{library.counts.passages} 段"
            yield from _asked(library)


def _asked(library: Library) -> Iterator[str]:
    old = library.standing.superseded
    drawn = random.Random(7).sample(list(_all(library, old)), DRAWN)
    found = answered = 0
    started = time.perf_counter()
    for document, article in drawn:
        question = f"《{document.title}》{article.label}"
        hit = library.search(question, 1)[0].passage.span
        found += hit.doc_id == document.id and article.span.covers(hit)
        claims = ask(f"{question}是怎么规定的？", library, Extractive()).claims
        cited = [citation.span for claim in claims for citation in claim.citations]
        answered += bool(cited) and all(article.span.covers(span) for span in cited)
    spent = (time.perf_counter() - started) / DRAWN
    yield f"抽 {DRAWN} 条：检索首位即该条 {found}，回答只引该条 {answered}；检索加回答每条 {1000 * spent:.0f} 毫秒"


def _all(library: Library, old: frozenset[str]) -> Iterator[tuple[Document, Article]]:
    """Every article of the newest version of each law, one number once."""
    for listing in library.documents():
        if listing.id in old:
            continue
        document = library.document(listing.id)
        law = articles(document)
        first = {article.number: article for article in reversed(law)}
        yield from ((document, one) for one in first.values() if holding(law, one.span.start) == one)
