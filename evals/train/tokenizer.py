"""The encoder's own tokenizer: Chinese words, the longest that fit first, and single characters between them.

Its vocabulary is counted on the texts that are trained on; it is saved in the format of `tokenizers`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNKNOWN = 0
_MOST_CHARACTERS, _SEEN_OFTEN = 5_000, 5
_LONGEST_RUN = 5_000
_HAN = re.compile("[㐀-䶿一-鿿豈-﫿〇々]+")
_OTHER = r"[0-9]+(?:\.[0-9]+)?%?|[a-z]+"
_PIECE = r"[\p{Han}〇々]+|" + _OTHER


def train(texts: Iterable[str], size: int) -> "Tokenizer":
    """`size` tokens at most: the common characters, then the commonest words, numbers and Latin words."""
    import rjieba

    characters: Counter[str] = Counter()
    words: Counter[str] = Counter()
    other = re.compile(_OTHER)
    for text in texts:
        plain = unicodedata.normalize("NFKC", text).lower()
        for run in _HAN.findall(plain):
            words.update(rjieba.cut_for_search(run))
            characters.update(run)
        words.update(other.findall(plain))
    first = [one for one, often in _commonest(characters)[:_MOST_CHARACTERS] if often >= _SEEN_OFTEN]
    known = set(first)
    rest = [word for word, _ in _commonest(words) if word not in known]
    return _greedy(["[UNK]", *first, *rest][:size])


def _commonest(counted: Counter[str]) -> list[tuple[str, int]]:
    """Ties by the word itself, so that the same texts in any order give the same vocabulary."""
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _greedy(vocabulary: list[str]) -> "Tokenizer":
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(
        models.WordPiece(
            {word: number for number, word in enumerate(vocabulary)},
            unk_token=vocabulary[UNKNOWN],
            max_input_chars_per_word=_LONGEST_RUN,
            continuing_subword_prefix="",
        )
    )
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Split(Regex(_PIECE), "removed", invert=True)
    return made
