"""Does the claim turn the source around: negation put in or left out, 必须 for 可以, 增长 for 下降, 市 for 省?"""

import re
from collections.abc import Iterator

from assistant import nouns, quantities
from assistant.contrasts import CONTRASTS, OFFICES, QUALIFIERS, Contrast
from assistant.support import Support
from assistant.types import Claim, Finding
from assistant.verbatim import Folded, folded

_NOT = re.compile("没有|尚未|未能|不[能会再曾]|无法|[未没不无非勿]")
# Before a word, these leave open whether it holds, or deny it without a 不.
_OPEN = re.compile("没有|[未没不无非勿难需应要缺待]|如何|怎样|是否|能否|避免|防止|杜绝|拒绝|禁止|严禁|停止")
_NEAR = 4  # characters in front of a word that may deny it
_HEAD = re.compile("[\u4e00-\u9fff]{2}")
_BESIDE = re.compile("[\u4e00-\u9fff\\d.%]{2}")
_FAR = 5  # characters before a word that say of what it is
_HAN = re.compile("[\u4e00-\u9fff]+")
_FIGURE = re.compile(r"了?(\d+(?:\.\d+)?(?:%|个百分点)?)")
_COMPARES = re.compile("[高低快慢大小]于|不及")  # 增速低于 says nothing of whether either grew
_ENDED = re.compile("废止|失效|终止|停止|取消")  # says 不再 in other words


def negation(claim: Claim, support: Support) -> Iterator[Finding]:
    """A 不, 未, 没有, 无 that the source has and the claim has not, or the other way round."""
    said, given = folded(claim.text), support.words
    for at, source in _unpaired(given, said.text):
        yield _turned(said, at, support, source, dropped=True)
    for source, at in _unpaired(said.text, given):
        word = said.text[slice(*at)]
        if (word == "不再" and _ENDED.search(given)) or (len(word) > 1 and word in given):
            continue
        yield _turned(said, at, support, source, dropped=False)


def contrasts(claim: Claim, support: Support) -> Iterator[Finding]:
    """A word whose opposite stands between the same neighbours in the source, or alone of its kind."""
    said, given = folded(claim.text), support.words
    for contrast in CONTRASTS:
        for match in contrast.pattern.finditer(said.text):
            if contrast in QUALIFIERS and (
                quantities.find(said.text[match.end() :])
                or any(word in said.text for word in contrast.others(match[0]))
            ):
                continue  # of which kind a figure is, and which of two does what, `check_roles` asks
            if match[0] in ("同比", "环比") and quantities.find(said.text[match.end() :]):
                continue  # of what a figure is, `check_bases` asks
            if _COMPARES.match(said.text, match.end()) or _with_its_figure(contrast, match, said.text, given):
                continue
            source = _opposite(contrast, match, said.text, given) or _reversal(
                contrast, match[0], said.text, given
            )
            if source is not None:
                yield _instead(contrast.code, said, match.span(), support, source)


def _with_its_figure(contrast: Contrast, match: re.Match[str], said: str, given: str) -> bool:
    """Whether the source has a word of the class with the figure that follows it in the claim: 减少1.3%, 下降1.3%."""
    figure = _FIGURE.match(said, match.end())
    if contrast.code != "polarity" or not figure:
        return False
    same = re.compile(rf"(?:{'|'.join(contrast.of(match[0]))})了?{re.escape(figure[1])}(?![\d.])")
    return bool(same.search(given))


def offices(claim: Claim, support: Support) -> Iterator[Finding]:
    """An office that the cited text does not name; another one there is named in the finding."""
    said, given = folded(claim.text), support.words
    words = nouns.find(said.text)
    for match in OFFICES.pattern.finditer(said.text):
        if any(match.start() < word.start < match.end() for word in words):
            continue  # 山东省长期护理保险
        if support.holds(match[0]) or _opposite(OFFICES, match, said.text, given) is not None:
            continue
        other = OFFICES.pattern.search(given)
        if other:
            yield _instead("office", said, match.span(), support, other.span())
        else:
            yield Finding("office", "error", f"所引原文中没有“{match[0]}”", said.original(*match.span()))


def _reversal(contrast: Contrast, word: str, said: str, given: str) -> tuple[int, int] | None:
    """Where the source has a word of another class, when neither text has any of the other's class."""
    if contrast.code != "polarity" or len(word) < 2:
        return None
    ours, others = contrast.of(word), contrast.others(word)
    if any(w in given for w in ours) or any(w in said for w in others):
        return None
    at, found = min(((given.find(w), w) for w in others if len(w) > 1 and w in given), default=(-1, ""))
    return (at, at + len(found)) if found else None


def _unpaired(having: str, lacking: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """For each negation of `having` that is gone in `lacking`: (where in lacking, where in having)."""
    for match in _NOT.finditer(having):
        start = match.start()
        for end in sorted({start + 1, match.end()} if match[0][0] in "不未没" else {match.end()}):
            at = _gap(having, lacking, start, end)
            if at is not None:
                yield at, (start, end)
                break


def _gap(having: str, lacking: str, start: int, end: int) -> tuple[int, int] | None:
    """Where `lacking` says what `having` says around the negation having[start:end], but without it."""
    left, right = having[max(start - 2, 0) : start], having[end : end + 2]
    closed, whole = left + right, having[max(start - 2, 0) : end + 2]
    fewer = lacking.count(whole) < having.count(whole)
    if len(closed) >= 3 and fewer and lacking.count(closed) > having.count(closed):
        at = lacking.find(closed)
        return at, at + len(closed)
    if not _HEAD.fullmatch(right) or right not in lacking:
        return None
    if any(_denials(right, lacking)) or not all(_denials(right, having)):
        return None
    at = lacking.find(right)
    return at, at + 2


def _denials(head: str, text: str) -> Iterator[bool]:
    """For each place of `head`: whether a word before it in its clause denies it, or leaves it open."""
    for match in re.finditer(re.escape(head), text):
        before = re.split(r"[^\u4e00-\u9fff]", text[max(match.start() - _NEAR, 0) : match.start()])[-1]
        yield bool(_OPEN.search(before))


def _opposite(contrast: Contrast, match: re.Match[str], said: str, given: str) -> tuple[int, int] | None:
    """Where `given` has an excluding word beside what stands beside the match; None if the match itself stands so."""
    left, right = said[max(match.start() - 2, 0) : match.start()], said[match.end() : match.end() + 2]
    if far := _of_the_same(contrast, match, said, given):
        return far
    if f"{left}{match[0]}{right}" in given:
        return None
    for word in contrast.others(match[0]):
        at = given.find(f"{left}{word}{right}")
        if at >= 0 and len(left + right) >= 2:
            return at + len(left), at + len(left) + len(word)
    left = left if _HEAD.fullmatch(left) else ""
    right = right if _BESIDE.fullmatch(right) else ""
    if (left and left + match[0] in given) or (right and match[0] + right in given):
        return None
    if contrast.code == "modality" and any(
        (left and left + word in given)
        or (right and re.search(f"{word}[^，。；,;]{{0,8}}{re.escape(right)}", given))
        for word in contrast.of(match[0])
    ):
        return None  # 须 is said where the source says 应当
    for word in contrast.others(match[0]):
        for beside, skip in ((left and left + word, len(left)), (right and word + right, 0)):
            at = given.find(beside) if beside and beside not in said else -1
            if at >= 0:
                return at + skip, at + skip + len(word)
    return None


def _of_the_same(contrast: Contrast, match: re.Match[str], said: str, given: str) -> tuple[int, int] | None:
    """An excluding word right behind the same few characters: 已建成小区可以, where only 新建小区 must."""
    far = said[max(match.start() - _FAR, 0) : match.start()]
    if len(far) < _FAR or not _HAN.fullmatch(far) or f"{far}{match[0]}" in given:
        return None
    others = sorted(contrast.others(match[0]), key=len, reverse=True)
    for word in others:
        if (at := given.find(far + word)) >= 0:
            return at + _FAR, at + _FAR + len(word)
    return None


def _instead(
    code: str, said: Folded, at: tuple[int, int], support: Support, source: tuple[int, int]
) -> Finding:
    ours, theirs = said.text[slice(*at)], support.words[slice(*source)]
    message = f"句中“{ours}”，所引原文作“{theirs}”"
    return Finding(code, "error", message, said.original(*at), support.part(*source))


def _turned(
    said: Folded, at: tuple[int, int], support: Support, source: tuple[int, int], dropped: bool
) -> Finding:
    if dropped:
        message = f"所引原文有否定词“{support.words[slice(*source)]}”，句中没有"
    else:
        message = f"句中有否定词“{said.text[slice(*at)]}”，所引原文没有"
    return Finding("negation", "error", message, said.original(*at), support.part(*source))
