"""Where the stretch of a text that stands between two stops begins and ends: a sentence, a clause, an item."""


def start_of(text: str, at: int, stops: str) -> int:
    """Where the stretch that an offset stands in begins: behind the last stop before it."""
    return max(text.rfind(stop, 0, at) for stop in stops) + 1


def end_of(text: str, at: int, stops: str) -> int:
    """Where it ends: at the first stop from the offset on, else with the text."""
    return min((end for stop in stops if (end := text.find(stop, at)) >= 0), default=len(text))


def stretch(text: str, at: tuple[int, int], stops: str) -> str:
    """All of it, around the characters `at`."""
    return text[start_of(text, at[0], stops) : end_of(text, at[1], stops)]
