"""The words of a source as they are shown: without the white space of its layout."""

import re


def shown(text: str) -> str:
    """None between Han and digits, one space elsewhere."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=\d)|(?<=\d) (?=[\u3000-\u9fff\uff00-\uffef])", "", text
    )
