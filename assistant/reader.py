"""How far a text answers a question: a learned score, in log-odds.

`reading` is learned on public reading sets (which sentence of the passages found answers?), `worth` on
this product's own questions: how far reading, likeness, the order of the hits and the shape of the text
may be trusted, and from where on anything answers at all. Weights are in reader.json, made by
`python -m evals.train reader`; its "about" names data, licences and figures.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from assistant.features import Asked, Column, Text, features
from index.encoders import embedded


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights by the names of the features, and a bias. KeyError for a feature that is not given."""

    weights: Mapping[str, float]
    bias: float

    def __call__(self, table: Mapping[str, Column]) -> Column:
        total: Column = np.sum([w * table[name] for name, w in self.weights.items()], axis=0) + self.bias
        return total


def reading(asked: Asked, texts: Sequence[Text]) -> Column:
    """For each text, the log-odds that it answers, by its words alone."""
    return _model("reading")(features(asked, texts))


def likeness(question: str, texts: Sequence[str]) -> Column:
    """The cosine of each text and the question, by the embedded encoder whatever the library's own is."""
    encoder = embedded()
    near: Column = encoder.encode_passages(texts) @ encoder.encode_queries([question])[0]
    return near


def worth(table: Mapping[str, Column]) -> Column:
    """For each text, the log-odds that it is shown rightly, from what `assistant.evidence` says of it."""
    return _model("worth")(table)


@cache
def weights() -> Mapping[str, Any]:
    """reader.json as it is."""
    text = resources.files("assistant").joinpath("reader.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model


def _model(name: str) -> Linear:
    model = weights()[name]
    return Linear(model["weights"], model["bias"])
