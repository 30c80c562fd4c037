"""The outer shape of a lead: its title (T1) and its lengths (L1–L5)."""

import re
from collections.abc import Iterator

from assistant.form.case import Case
from assistant.types import Finding

_TITLE = (3, 20)
_LONGEST_SENTENCE = 160
_NOT_IN_TITLE = re.compile(r"关于|建议|提案")
_PUNCTUATION = re.compile(r"[，。；：、！？…—·“”‘’（）《》〈〉【】〔〕,.;:!?()\"'\[\]<>/]")
_VERB_FIRST = re.compile(
    r"(?:如何|怎样|加快|推动|推进|加强|完善|促进|探索|建立|健全|落实|实施|打造|优化|提升|提高|解决|破解|缓解"
    r"|降低|防范|鼓励|引导|构建|深化|强化|做好|做大|扩大|增强|补齐|打通|加大|培育)[^的]*"
)


def title_is_a_short_noun_phrase(case: Case) -> Iterator[Finding]:
    """T1: 3–20 characters, a noun phrase, no 关于/建议/提案, no punctuation.

    A title counts as no noun phrase when it opens with a verb such as 加快 and holds no 的.
    """
    lead, (start, end) = case.lead, case.lead.title
    title, size = lead.at((start, end)), lead.size((start, end))
    if not _TITLE[0] <= size <= _TITLE[1]:
        yield _error("T1", f"题目有{size}字，应为3至20字，宜在4至12字", (start, end) if size else None)
    if found := _NOT_IN_TITLE.search(title):
        yield _error("T1", f"题目中有“{found[0]}”，线索题目只写事项名称，请删去", _shift(found, start))
    if found := _PUNCTUATION.search(title):
        yield _error("T1", f"题目中有标点“{found[0]}”，请删去", _shift(found, start))
    if found := _VERB_FIRST.fullmatch(title):
        yield _error("T1", "题目以动词开头，请改为名词短语，如“产业链人才培养”", _shift(found, start))


def reasons_have_the_length(case: Case) -> Iterator[Finding]:
    """L1: 事由 within the profile's length; in a short profile the whole lead too."""
    low, high = case.profile.reasons
    size = case.lead.size(*case.lead.sentences())
    if not low <= size <= high:
        aim = f"宜在{case.profile.aim[0]}至{case.profile.aim[1]}字"
        todo = "请补充有出处的事实" if size < low else "请压缩"
        yield _error("L1", f"事由共{size}字，应为{low}至{high}字，{aim}，{todo}", case.lead.reasons())
    if case.profile.short:
        yield from _whole(case, "L1")


def whole_lead_has_the_length(case: Case) -> Iterator[Finding]:
    """L2: title, 事由 and 问题点 together within the limit (committee profile; the short ones say so in L1)."""
    if not case.profile.short:
        yield from _whole(case, "L2")


def reasons_have_two_to_four_paragraphs(case: Case) -> Iterator[Finding]:
    """L3: 2–4 paragraphs (committee profile)."""
    low, high = case.profile.paragraphs
    count = len(case.lead.paragraphs)
    if not case.profile.short and not low <= count <= high:
        yield _error("L3", f"事由有{count}段，应分{low}至{high}段", case.lead.reasons())


def paragraphs_have_the_length(case: Case) -> Iterator[Finding]:
    """L4: each paragraph 60–380 characters; only a warning in the short profiles."""
    low, high = case.profile.paragraph
    for number, sentences in enumerate(case.lead.paragraphs, 1):
        size = case.lead.size(*sentences)
        if not low <= size <= high:
            todo = "请并入上下文或补充" if size < low else "请分段或压缩"
            message = f"事由第{number}段有{size}字，每段应为{low}至{high}字，{todo}"
            at = (sentences[0][0], sentences[-1][1])
            yield Finding("L4", "warning" if case.profile.short else "error", message, at)


def sentences_are_not_too_long(case: Case) -> Iterator[Finding]:
    """L5 (warning): no sentence over 160 characters; aim at 80."""
    for sentence in case.lead.sentences():
        size = case.lead.size(sentence)
        if size > _LONGEST_SENTENCE:
            where = case.lead.where(sentence[0])
            message = f"{where}有一句长{size}字，超过{_LONGEST_SENTENCE}字，请拆句，宜在80字以内"
            yield Finding("L5", "warning", message, sentence)


def _whole(case: Case, code: str) -> Iterator[Finding]:
    size = case.lead.size(*case.lead.parts())
    if size > case.profile.whole:
        yield _error(code, f"题目、事由和问题点共{size}字，不应超过{case.profile.whole}字，请压缩", None)


def _error(code: str, message: str, at: tuple[int, int] | None) -> Finding:
    return Finding(code, "error", message, at)


def _shift(found: re.Match[str], start: int) -> tuple[int, int]:
    return start + found.start(), start + found.end()
