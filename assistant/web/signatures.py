"""What Gradio asks of a component's class again for every visitor and every update is worked out once."""

from collections.abc import Iterable
from inspect import signature, unwrap
from typing import Any


def remember(parts: Iterable[object]) -> None:
    """Keep the signature of what builds each of these, where `inspect` looks first.

    Gradio 6.31 reads it for each part of a page when a visitor comes, and for each update: most of what
    a visitor costs the server.
    """
    for kind in {kind for part in parts for kind in type(part).__mro__ if "__init__" in vars(kind)} - {
        object
    }:
        outer: Any = vars(kind)["__init__"]
        inner: Any = unwrap(outer)
        inner.__signature__ = outer.__signature__ = signature(inner)
