"""The wording of 事由 (S1–S5) and the typography of the whole lead (S6, S7)."""

import re
from collections.abc import Iterator

from assistant.form.case import Case
from assistant.lead import Range
from assistant.types import Finding

_ADVICE = re.compile(
    r"(?<!人民)建议(?!征集)|(?<![适相对响反供])应当(?![前地时])|应该|必须|呼吁|务必|亟需|亟待"
)  # 适应当前, 相应当地 hold no 应当; 人民建议征集 is an institution
_SELF = re.compile(r"我们|本人|笔者")
_CLOSING = re.compile(r"综上(?:所述)?|总之|因此|为此")
_LOUD = re.compile(
    r"[！？!?]|史无前例|空前绝后|绝无仅有|举世无双|无与伦比|彻底解决|众所周知|毫无疑问|毋庸置疑|不言而喻"
    r"|绝对(?!值|数|量|额|贫困)"
)
_RELATIVE = re.compile(
    r"(?<!如)今年(?!轻)|(?<!过)去年|前年|明年|本年度|[本上下](?:个)?月|近日|日内|近期|前不久|不久前|最近|目前|当前|眼下"
    r"|近年来|近[两二三几]年来?|(?<![\d〇一二三四五六七八九十])日前(?!现货|市场|出清|电价|交易|往|来|去)"
)
_QUOTED = re.compile(r"“[^”]{0,400}”")
_TITLE = re.compile(r"《[^》]{0,200}》")
_SAYS = re.compile(r"(?:》(?:（[^）]*）)?|报告)[^，。；《]{0,6}(?:提出|明确|要求|规定|指出|强调)")
_SPACE = re.compile(r"[\d%％][ \t\u00a0\u3000]+(?=[\u4e00-\u9fff])|[\u4e00-\u9fff][ \t\u00a0\u3000]+(?=\d)")
_HALF_WIDTH = re.compile(
    r"(?<=[\u4e00-\u9fff”》）])[,;:!?()\"]|[,;:!?()\"](?=[\u4e00-\u9fff“《（])|(?<=[\u4e00-\u9fff])\.(?![\dA-Za-z])"
)
_BRACKET = re.compile(r"[\u4e00-\u9fff][\[【(（﹝](?:19|20)\d{2}[\]】)）﹞]\s*第?\d{1,4}\s*号")
_RANGE = re.compile(r"\d[%％年月日时点万亿千]{0,2}\s*[-~～－–]\s*\d")
_KINDS = "意见|办法|方案|通知|规划|条例|规定|决定|措施|计划|指南|纲要|细则"
_BARE_TITLE = re.compile(
    rf"(?:印发|出台|发布|下发|公布)了?(?:“[^”]{{4,}}(?:{_KINDS})”|关于[^，。；《》“”]{{4,30}}的[^，。；《》“”]{{0,6}}(?:{_KINDS}))"
)


def no_advice_in_reasons(case: Case) -> Iterator[Finding]:
    """S1: no 建议 应当 应该 必须 呼吁 务必 亟需 亟待 in 事由.

    Titles may hold them. So may a quoted document sentence: inside “…”, or after 《…》提出, if the
    sentence has a citation (a lead without an outline carries none, so there they are let through).
    """
    cited = {at: bool(claim.citations) for at, claim in case.claims()}
    for sentence in case.lead.sentences():
        allowed = _titles(case, sentence)
        if cited.get(sentence, True):
            allowed += _document_words(case, sentence)
        for at in _outside(_ADVICE, case, sentence, allowed):
            yield _error(case, "S1", at, "事由只陈述情况，不提要求，请改为事实或移到问题点")


def no_first_person(case: Case) -> Iterator[Finding]:
    """S2: no 我们 本人 笔者; 我国 我省 我市 are fine."""
    for sentence in case.lead.sentences():
        for at in _outside(_SELF, case, sentence, ()):
            yield _error(case, "S2", at, "请改为第三人称，或写明是谁")


def last_paragraph_is_no_summary(case: Case) -> Iterator[Finding]:
    """S3: the last paragraph does not open with 综上 总之 因此 为此."""
    if case.lead.paragraphs:
        start, end = case.lead.paragraphs[-1][0]
        if found := _CLOSING.match(case.lead.text, start, end):
            yield _error(case, "S3", found.span(), "事由应以事实、举措或实例收尾，不作总结，请删去")


def no_hype(case: Case) -> Iterator[Finding]:
    """S4: no ！ ？ and no hype (史无前例 绝对 彻底解决 众所周知 …), titles aside."""
    for sentence in case.lead.sentences():
        for at in _outside(_LOUD, case, sentence, _titles(case, sentence)):
            yield _error(case, "S4", at, "语气过重，请改为平实的陈述")


def dates_are_absolute(case: Case) -> Iterator[Finding]:
    """S5 (warning): relative dates made absolute from the source's date; words inside “…” stay as they are."""
    for sentence in case.lead.sentences():
        allowed = _spans(_QUOTED, case, sentence) + _titles(case, sentence)
        for at in _outside(_RELATIVE, case, sentence, allowed):
            yield _warning(case, "S5", at, "相对时间离开原文就会出错，请按材料日期改为具体年月日")


def digits_and_marks_fit_han(case: Case) -> Iterator[Finding]:
    """S6 (warning): no space between digit and Han, no half-width punctuation beside Han."""
    for part in case.lead.parts():
        yield from _first(case, "S6", _SPACE, part, "数字与汉字之间不留空格")
        yield from _first(case, "S6", _HALF_WIDTH, part, "汉字旁应使用全角标点")


def document_names_are_written_right(case: Case) -> Iterator[Finding]:
    """S7 (warning): 〔年〕 in 文号, ranges with —, titles of documents in 《》."""
    for part in case.lead.parts():
        yield from _first(case, "S7", _BRACKET, part, "发文字号的年份应使用六角括号〔〕")
        yield from _first(case, "S7", _RANGE, part, "起止年份、月份和数值之间应使用“—”")
        yield from _first(case, "S7", _BARE_TITLE, part, "文件名称应使用书名号《》")


def _document_words(case: Case, sentence: Range) -> tuple[Range, ...]:
    """What a sentence gives in a document's words: quotations, and all after 《…》提出."""
    said = _SAYS.search(case.lead.text, *sentence)
    return _spans(_QUOTED, case, sentence) + (((said.end(), sentence[1]),) if said else ())


def _titles(case: Case, sentence: Range) -> tuple[Range, ...]:
    return _spans(_TITLE, case, sentence)


def _spans(pattern: re.Pattern[str], case: Case, part: Range) -> tuple[Range, ...]:
    return tuple(found.span() for found in pattern.finditer(case.lead.text, *part))


def _outside(
    pattern: re.Pattern[str], case: Case, part: Range, allowed: tuple[Range, ...]
) -> Iterator[Range]:
    for at in _spans(pattern, case, part):
        if not any(start <= at[0] and at[1] <= end for start, end in allowed):
            yield at


def _first(case: Case, code: str, pattern: re.Pattern[str], part: Range, message: str) -> Iterator[Finding]:
    """One finding a part: typography slips come in crowds."""
    if found := _spans(pattern, case, part):
        more = f"（共{len(found)}处）" if len(found) > 1 else ""
        yield _warning(case, code, found[0], message + more)


def _error(case: Case, code: str, at: Range, message: str) -> Finding:
    return Finding(code, "error", _say(case, at, message), at)


def _warning(case: Case, code: str, at: Range, message: str) -> Finding:
    return Finding(code, "warning", _say(case, at, message), at)


def _say(case: Case, at: Range, message: str) -> str:
    return f"{case.lead.where(at[0])}“{case.lead.at(at)}”：{message}"
