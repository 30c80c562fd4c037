"""A library of policy texts in one folder: add, remove, search, quote, verify.

library.sqlite is the truth, the sidecars beside it are caches (`index.view`). Every change is
acknowledged by its commit, and a kill at any moment loses nothing that was. A search sees the
sidecars of one generation, less what was removed since; a new one is picked up between questions.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index import change, intake, schema, view
from index.batch import add_each, in_turn
from index.catalog import CatalogEntry
from index.change import Incoming
from index.correction import LABELS, Correction
from index.current import Current
from index.errors import NotFoundError, SourceError, StoreMissingError, StoreReadOnlyError
from index.filter import among
from index.folder import Listed, catalogued, listed
from index.known import Known, T
from index.load.sandbox import Sandbox
from index.lock import writing
from index.reencode import reencode
from index.results import Added, Counts, Removed, Report
from index.search import Search, rarity
from index.standing import Standing
from index.store import Failure, Listing, Source, Store
from index.types import Document, Filter, Hit, Location, Passage, Span
from index.verify import Problem, problems
from index.view import Progress

if TYPE_CHECKING:
    from index.encode import Encoder


class Library:
    """One folder of documents, open. A context manager; may be searched from several threads at once."""

    def __init__(
        self, store: Store, encoder: "Encoder | None", progress: Progress, wait: float, read_only: bool
    ) -> None:
        self.folder = store.path.parent
        self.read_only = read_only
        self._store = store
        self._encoder = encoder
        self._fingerprint = encoder.fingerprint if encoder else ""
        self._progress = progress
        self._wait = wait
        self._current = Current(store, self._fingerprint, progress, wait, read_only)
        self._sandbox = Sandbox()
        self._read = partial(intake.of_file, store=store, encoder=encoder, sandbox=self._sandbox)
        self._fail = partial(intake.remember, store=store, wait=wait)
        self._known = Known(store)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        encoder: "Encoder | None" = None,
        progress: Progress | None = None,
        wait: float = 10.0,
    ) -> Self:
        """Open a library, and rebuild its sidecars where they are not as the store says.

        `progress` gets a line of Chinese when something takes time; `wait` is how many seconds a change
        waits for another writer. A StoreError of the right kind when there is nothing that can be opened.
        """
        try:
            store = Store.open(folder)
        except StoreMissingError:
            if not create or read_only:
                raise
            schema.create(folder, wait)
            store = Store.open(folder)
        library = cls(store, encoder, progress or (lambda _: None), wait, read_only)
        try:
            if store.is_old():
                library._must_write()
                with writing(folder, wait):
                    schema.migrate(store.path)
            library._current.view()
            return library
        except BaseException:
            library.close()
            raise

    @staticmethod
    def set_aside(folder: Path, wait: float = 10.0) -> Path:
        """Rename a damaged library.sqlite to *.damaged-<time>, to make room for a new one; nothing is deleted."""
        with writing(folder, wait):
            view.sweep(folder)
            return schema.set_aside(folder)

    def close(self) -> None:
        self._sandbox.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Changes

    def add(self, path: Path, entry: CatalogEntry | None = None) -> Added:
        """Add one file, or what has changed in it; `entry` goes before its folder's catalogue. SourceError when it cannot become a document."""
        self._must_write()
        made = self._read((path, entry or catalogued(path)))
        if isinstance(made, SourceError):
            self._fail(path, made)
            raise made
        return self._put(made) if isinstance(made, Incoming) else made

    def add_document(self, document: Document, source: str, digest: str) -> Added:
        """Add a document that was read elsewhere, under a name; `digest` names the bytes it was read from."""
        return self.add_documents([(document, source, digest)])[0]

    def add_documents(self, documents: Iterable[tuple[Document, str, str]]) -> list[Added]:
        """Add such documents, each with its name and digest."""
        self._must_write()
        make = partial(intake.of_document, store=self._store, encoder=self._encoder)
        return [added for _, added in in_turn(documents, make, self._put) if isinstance(added, Added)]

    def add_folder(self, folder: Path, progress: Progress | None = None) -> Report:
        """Add every file under a folder, with what its catalog.toml says of it."""
        if not folder.is_dir():
            raise NotFoundError(f"找不到文件夹：{folder}。请检查路径是否写对。")
        return self.add_many([folder], progress)

    def add_many(self, paths: Iterable[Path], progress: Progress | None = None) -> Report:
        """Add files and folders. Each file is durable before the next is put, and none stops the others."""
        with self.batch(progress):
            return self.add_listed(listed(paths, self.folder), progress or self._progress)

    def add_listed(self, listed: Iterable[Listed], tell: Callable[[str], None]) -> Report:
        """The same, of files that were listed before, within a batch."""
        return add_each(listed, self._read, self._put, self._fail, tell)

    def batch(self, progress: Progress | None = None) -> AbstractContextManager[None]:
        """Many changes, each durable by itself, that searches see when the block ends. Not one in another."""
        self._must_write()
        return self._current.held(progress)

    def remove(self, name_or_id: str, *, forget: bool = True) -> Removed:
        """Drop a source by its name or path, or a document with all its names by its id; NotFoundError.

        `forget` also what is remembered of a failure to read it.
        """
        self._must_write()
        with writing(self.folder, self._wait):
            failed = intake.forget(self._store, name_or_id) if forget else ()
            sources = self._store.named(name_or_id, needed=not failed)
            if not sources:
                return Removed("", failed)
            doc_id = sources[0].document
            change.remove(self._store.path, doc_id, sources)
            self._current.settle()
            kept = tuple(source.name for source in self._store.sources("document = ?", doc_id))
        copies = tuple(sorted(path.name for path in self.folder.glob("*.damaged-*")))
        return Removed(doc_id, tuple(source.name for source in sources), kept, copies)

    def correct(self, name_or_id: str, given: Correction, *, less: Collection[str] = ()) -> Document:
        """Keep what a person says of a document over what was read, and of what they said before all but `less` (a damaged record: all)."""
        self._must_write()
        with writing(self.folder, self._wait):
            doc_id = self.find(name_or_id)
            known = self._store.correction(doc_id).less(less) if LABELS.keys() - less else Correction()
            retitled = "title" in less or given.title is not None
            intake.correct(self._store, doc_id, given.over(known), self._encoder, retitled=retitled)
            self._current.settle()
        return self.document(doc_id)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build the sidecars anew, and with an encoder first every vector that is missing, damaged or another's.

        Killed while it encodes, it goes on from there when it is called again.
        """
        self._must_write()
        with writing(self.folder, self._wait):
            if self._encoder is not None:
                reencode(self._store, self._encoder, progress or self._progress)
            self._current.settle(progress, whole=True)

    # Questions

    def search(
        self, text: str, k: int = 20, filter: Filter | None = None, *, explain: bool = False
    ) -> list[Hit]:
        """The k best passages for a question in anybody's words, the best first.

        A 文号, a 《title》 or a “phrase” in it comes before any likeness; a question in Chinese gets no English
        passage. `explain` tells the characters' part of BM25 from the words', which takes a second search.
        """
        seen, standing = self._current.view(), self.standing
        documents = among(standing.listings, filter, standing)
        asked = Search(self._store, seen, self._encoder, text, documents, standing.superseded)
        return asked.best(k, explain=explain)

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How much each word says, from 0 (stands everywhere) to 1 (stands nowhere): its BM25 idf, scaled."""
        return rarity(self._current.view().lexical, words)

    def documents(self) -> tuple[Listing, ...]:
        """Every document, in the order of their adding."""
        return self._known.listings()

    @property
    def standing(self) -> Standing:
        """What the documents say of each other's validity."""
        return self._known.standing()

    def sources(self) -> list[Source]:
        """Every file that the documents were read from, in the order of their adding."""
        return self._store.sources()

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read when they were last added, each with its state."""
        return self._store.failures()

    def document(self, doc_id: str) -> Document:
        """NotFoundError when it was removed or replaced."""
        return self._known.document(doc_id)

    def made(self, reader: Callable[[Document], T], doc_id: str) -> T:
        """What a function makes of a document; worked out once as long as the library stays as it is. NotFoundError."""
        return self._known.made(reader, doc_id)

    def find(self, name_or_id: str) -> str:
        """The id of the document that goes by a name, a path or its id; NotFoundError."""
        return self._store.named(name_or_id)[0].document

    def passage(self, span: Span) -> Passage:
        """The shortest passage that covers a span; NotFoundError if none does."""
        return self._store.covering(span)

    def quote(self, span: Span) -> str:
        """The characters a span points to; NotFoundError when they are no longer there."""
        return self._holding(span).at(span)

    def locate(self, span: Span) -> Location:
        """Where those characters stood in the original file; NotFoundError like `quote`."""
        return self._holding(span).locate(span)

    def verify(self) -> tuple[Problem, ...]:
        """Everything that is not as it was written; nothing when the library is sound."""
        return tuple(problems(self._store, self.folder, self._current.view()))

    @property
    def generation(self) -> int:
        """The change that searches see; the store may be ahead while a batch is being added."""
        return self._current.view().generation

    @property
    def digest(self) -> str:
        """Names everything that decides what a search finds: equal digests give equal hits."""
        seen = self._current.view()
        vectors = self._fingerprint if seen.dense is not None else ""
        named = "\n".join((seen.digest, self._store.state(), view.fingerprint(), vectors))
        return f"{seen.generation}-{hashlib.sha256(named.encode()).hexdigest()[:12]}"

    @property
    def counts(self) -> Counts:
        count = self._store.count
        return Counts(count("documents"), count("passages"), count("vectors"))

    @property
    def encoded(self) -> bool:
        """Whether every passage has a vector made by this library's encoder."""
        return view.complete(self._store, self._fingerprint)

    @property
    def encoder(self) -> str:
        """The name of the encoder whose vectors take part in a search; empty when none do."""
        return self._encoder.name if self._encoder is not None and self.encoded else ""

    def _put(self, incoming: Incoming) -> Added:
        with writing(self.folder, self._wait):
            added = intake.put(incoming, self._store)
            self._current.settle()
        return added

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreReadOnlyError("资料库是以只读方式打开的，不能更改。请用可写的方式重新打开。")

    def _holding(self, span: Span) -> Document:
        document = self.document(span.doc_id)
        if span.end <= len(document.text):
            return document
        raise NotFoundError(f"出处 {span} 超出了《{document.title}》的范围。请重新提问以取得新的出处。")
