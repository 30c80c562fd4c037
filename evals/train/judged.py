"""What stands before the judge for the questions that may be tuned on: a row of figures for each candidate."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.answer import search
from assistant.candidates import candidates
from assistant.evidence import Judge
from assistant.leads import LEADS
from assistant.understand import understand
from evals.reading import Group
from evals.run import fill
from evals.tuning import Question, tuning, written
from index import Library
from index.encoders import EMBEDDED, open_encoder


def judged(texts: Path) -> Iterator[Group]:
    """Every thing asked, with the candidates that meet all conditions; `texts` holds the public ones."""
    questions = tuning()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        folder.mkdir()
        public = written(texts, folder)
        for name, files, asked in (
            ("seeds", [], [q for q in questions if not q.text]),
            ("public", public, [q for q in questions if q.text]),
        ):
            with closing(_library(Path(place) / name, files)) as library:
                for question in asked:
                    yield from _groups(question, library)


def _library(place: Path, files: Sequence[Path]) -> Library:
    """A library of the files, or of the seeds where there are none."""
    library = Library.open(place, create=True, encoder=open_encoder(EMBEDDED))
    if not files:
        fill(library)
    for file in files:
        library.add(file)
    return library


def _groups(question: Question, library: Library) -> Iterator[Group]:
    """One group a thing asked. Where no candidate is right though there is an answer, nothing is to be learned."""
    query = understand(question.question)
    hits = search(query, library)
    found = candidates(hits, library, without=LEADS)
    judge = Judge(query, hits, library)
    wordings = [_bare(wording) for fact in question.facts for wording in fact]
    for one in query.asks:
        for put, sources in judge.apart(one):
            ask, among = judge.judged(put, found, sources)
            able = [evidence for evidence in among if not evidence.lacks]
            right = np.array([any(w in _bare(e.candidate.text) for w in wordings) for e in able], bool)
            if able and (right.any() or not wordings):
                table = judge.table(able, ask)
                yield Group(question.question, tuple(table), np.array(list(table.values())).T, right)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
