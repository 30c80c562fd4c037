"""Hard wrong answers: for a question that people asked, the first passage by BM25 that does not answer it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.train.pairs import Pair
from index.entries import Row
from index.lexical import Lexical

_ASKED = ("lecoqa_train", "cmrc_train")
_AMONG = ("lecoqa_train", "cmrc_train", "law_national")
_LOOKED_AT = 8
_SPARED = 1
"""The first hit is passed over: it too often answers the question without being marked as right."""


def hard(pairs: Sequence[Pair]) -> list[str]:
    """A wrong passage for every pair, empty where there is none to be had."""
    passages = list(dict.fromkeys(pair.passage for pair in pairs if pair.source in _AMONG))
    right: dict[str, set[str]] = {}
    for pair in pairs:
        right.setdefault(pair.question, set()).add(pair.passage)
    asked = dict.fromkeys(pair.question for pair in pairs if pair.source in _ASKED)
    with tempfile.TemporaryDirectory() as scratch:
        rows = (Row(key, str(key), 0, passage) for key, passage in enumerate(passages))
        Lexical.build(Path(scratch), rows)
        index = Lexical.open(Path(scratch))
        wrong = {}
        for question in asked:
            found = (passages[hit.key] for hit in index.search(question, _LOOKED_AT)[_SPARED:])
            wrong[question] = next((text for text in found if text not in right[question]), "")
    return [wrong.get(pair.question, "") for pair in pairs]
