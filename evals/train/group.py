"""What answers one question, among what was found for it: the rows that a linear model is fitted to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates for one question: a row of figures each, under `names`, and whether it answers."""

    question: str
    names: tuple[str, ...]
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]

    def counted(self) -> NDArray[np.float64]:
        """What each row counts: the right ones 1 together, all the others 4, however many there are."""
        return np.where(self.right, 1 / max(self.right.sum(), 1), 4 / len(self.right))
