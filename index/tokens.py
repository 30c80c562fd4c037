"""Chinese text → index terms. Terms serve finding and nothing else; what is quoted is never made of them.

Terms hold no white space and no punctuation. A number keeps its decimals and its percent sign, a
Latin word its digits, a document number all its parts, in whatever form it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from index import docnumbers

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN = "㐀-䶿一-鿿豈-﫿〇々\U00020000-\U0003ffff"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?%?"
_PIECE = re.compile(rf"([{_HAN}]+)|({_NUMBER}(?![^\W_{_HAN}])|[^\W_{_HAN}]+)")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_FOREIGN = re.compile(r"([^\u4e00-\u9fff]+)")
_SPACED = re.compile(rf"(?<=[{_HAN}])[^\S\n]+(?=\d)|(?<=\d)[^\S\n]+(?=[{_HAN}])")

_GRAMMAR = frozenset("的了着和与及或而且并在是为对等其之以于被把将由从向也都就这那哪吗呢吧")
_ASKS = re.compile("[请问吗呢吧啊么什怎哪些谁几多少何]+|为什么|如何|怎样|哪个|哪里|是否")

_Piece = tuple[str, str]  # a run of Han or a term that stays whole; the other is empty
_END: _Piece = ("", "\n")  # of a text among many


@lru_cache(maxsize=4096)  # the words of a question and of its candidates are compared many times over
def normalise(text: str) -> str:
    """NFKC, lower case and simplified, without zero-width and direction marks, no space between Han and a digit. Idempotent."""
    # Han neither change nor join with others, and between them stand the same few signs over and over.
    parts = _FOREIGN.split(text)
    parts[1::2] = map(_folded, parts[1::2])
    text = simplified("".join(parts))
    return _SPACED.sub("", text) if " " in text or "\t" in text else text


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).lower()
    # A small letter may compose with a mark where the capital could not (J̌ → ǰ).
    return unicodedata.normalize("NFKC", text)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, one for one; simplified text stays as it is."""
    return text if text.isascii() else str(_converter().convert(text))


@cache
def _converter() -> "OpenCC":
    # Its tables take a hundredth of a second to load, which `yanju --help` need not wait for.
    from opencc import OpenCC

    return OpenCC("t2s")


def chars(text: str) -> list[str]:
    """Every Han character and every pair that touches, in turn, so that a phrase of the text is a phrase of terms.

    推动链长 → 推 推动 动 动链 链 链长 长. The rest whole: numbers, Latin words, document numbers.
    """
    return _chars(_pieces(text)).split()


def words(text: str) -> list[str]:
    """Words as jieba's search mode cuts them, long ones with their parts; the rest whole.

    A document number is followed by its own words, so that 粤府函 alone finds it too.
    """
    return _words(_pieces(text)).split()


def chars_and_words(text: str) -> tuple[str, str]:
    """Both at once, for half the work; each as one text, a space between the terms."""
    pieces = _pieces(text)
    return _chars(pieces), _words(pieces)


def each_chars_and_words(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The same for each of many texts, which takes less time than one by one."""
    pieces = [piece for text in texts for piece in (*_pieces(text), _END)]
    made = (_chars_of_many(pieces), _words(pieces))
    return zip(*([terms.strip() for terms in one.split(_END[1])[:-1]] for one in made), strict=True)


@lru_cache(maxsize=4096)  # the same few sentences are compared with each other again and again
def content_pairs(text: str) -> frozenset[str]:
    """What a text is about, for comparing two texts: Han pairs without grammar, numbers, Latin words, document numbers."""
    return frozenset(
        term
        for term in chars(text)
        if not _HAN_RUN.fullmatch(term) or (len(term) == 2 and not _GRAMMAR & {*term} and not only_asks(term))
    )


def only_asks(term: str) -> bool:
    """Whether a term of a question belongs to the asking (多少, 哪些) and not to what is asked about."""
    return bool(_ASKS.fullmatch(term))


def _chars(pieces: list[_Piece]) -> str:
    terms: list[str] = []
    for run, whole in pieces:
        # (A comprehension takes a quarter longer here: most runs are short.)
        for a, b in pairwise(run):
            terms.append(f"{a} {a}{b}")
        terms.append(run[-1] if run else whole.replace(",", ""))
    return " ".join(terms)


def _chars_of_many(pieces: list[_Piece]) -> str:
    """The same: each character is written with the next one behind it, then what is no pair is struck out."""
    # Takes a tenth of a second to import, and a question does without.
    import numpy as np

    # No run holds a percent sign: it keeps the place of what stays whole.
    runs = "".join([f"{run or '%'} " for run, _ in pieces])
    codes = np.frombuffer(runs.encode("utf-32-le"), "<u4")
    a, b = codes[:-1], codes[1:]
    made = np.full((len(a), 5), ord(" "), "<u4")
    made[:, 0] = made[:, 2] = a
    made[:, 3] = b
    made[b == ord(" "), 2:] = made[a == ord(" ")] = 0
    terms = made.tobytes().decode("utf-32-le").replace("\0", "").rstrip()
    return terms.replace("%", "%s") % tuple([whole.replace(",", "") for run, whole in pieces if not run])


def _words(pieces: list[_Piece]) -> str:
    # Loading its dictionary takes a tenth of a second, which not every command need wait for.
    import rjieba

    # One call for all runs takes half the time, and no word reaches over a comma.
    runs = "，".join([run for run, _ in pieces if run])
    cut = iter(" ".join(rjieba.cut_for_search(runs)).split(" ， "))
    return " ".join([next(cut) if run else _parts(whole.replace(",", "")) for run, whole in pieces])


def _parts(whole: str) -> str:
    """A term, and where it has several parts (a document number), they too."""
    if whole.isascii():
        return whole
    parts = [run or part for run, part in _PIECE.findall(whole)]
    return " ".join([whole, *parts]) if len(parts) > 1 else whole


def _pieces(text: str) -> list[_Piece]:
    """What a text is made of, in order."""
    text = normalise(text)
    if "号" not in text:
        return _PIECE.findall(text)
    pieces: list[_Piece] = []
    at = 0
    for mention in docnumbers.find(text):
        # Half a number (〔2020〕82号) fits several documents: its parts are terms like any other.
        if not mention.number.partial:
            start, end = mention.at
            pieces += [*_PIECE.findall(text[at:start]), ("", normalise(mention.number.canonical))]
            at = end
    return pieces + _PIECE.findall(text[at:])
