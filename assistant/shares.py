"""How far each term of a question stands in a text: no text is read twice, for many candidates stand in the same surroundings."""

from assistant.held import held
from assistant.words import Term


class Shares:
    """Called with a normalised text: for each of the terms, in order, what `held` says."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._known: dict[str, tuple[float, ...]] = {}

    def __call__(self, text: str) -> tuple[float, ...]:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(held(term, text) for term in self.terms)
        return known
