"""The voice of a document or a meeting: named in full with its 文号 and day, and gone on with where a sentence leans on it."""

import re
from difflib import SequenceMatcher

from assistant.plain import shown
from assistant.statements import Statement
from assistant.voices import Voice
from index.sentences import sentences
from index.types import Dated, Document, Policy, Span

_SAYS = "提出|要求|明确|指出|规定|强调|聚焦|确定"
_FRAME = re.compile(
    rf"(?:《(?P<short>[^《》]{{2,14}})》|(?P<who>[^，。；：“”]{{2,30}}?(?:会议|工作报告)))(?P<where>[^，。；：“”]{{0,8}}?(?:“[^”]{{2,12}}”[^，。；：“”]{{0,8}}?)?)(?P<says>{_SAYS})(?P<stop>[，,：:]?\s*)"
)
_MEETING = re.compile(r"会议(?P<says>[^，。；：]{2,20}?(?:包括|提出|强调|指出|要求)[：:，,]\s*)")
_GOES_ON = re.compile(
    r"(也(?!是)|还(?!款|贷|原))|(?:首要任务|主要任务|重点任务|总体目标|主要内容|核心)(?=就?是)"
)
_SUBJECT = re.compile(
    r"(?:总体来看，|总的来看，|据介绍，)?((?:“[^”]{2,20}”|《[^《》]{2,60}》)[\u4e00-\u9fff]{0,6}?)(?=也?是|按照|把|将|在|由|提出|强化)"
)
_NICKNAME = re.compile("”.*(?:文件|政策|方案)$")
# In an entry, what the bulletin adds to what the document says.
_BULLETIN = re.compile(r"目前|同时还|此外|截至|《")
_MEETING_NAME = re.compile(r"(?:[（(]?\d+[)）])?\s*([\u4e00-\u9fff]*?会议)")
_NAMING = re.compile(
    r"(?P<head>[^。；：《]{0,24}?(?:发布的|印发的|出台的|(?:发布|印发|出台)了?))(?P<title>《[^《》]{6,60}》)[，,]?(?:提出|要求|明确)"
)
_DOES = re.compile(r"(?:继续|进一步|全面)?(?:支持|鼓励|推行|推动|建立|实施|加强|完善|培育|引导|允许|优化)")
_BESIDES = re.compile("(?:同时|此外|另外)[，,]")
_SHORT = 10  # a title no longer than this is a short name
_ISSUED = re.compile(r"(?:关于)?(?:印发|发布|出台|公布|转发)?$")
_WRAPPED = re.compile(
    r"^(?:关于)?(?:印发|发布|转发)(?:《(?P<named>[^《》]+)》|(?P<bare>.+?))的(?:通知|公告|函)$"
)
_FULL_WIDTH = str.maketrans("()", "（）")
_DOUBLED = re.compile("([\u4e00-\u9fff]{4,})[和与、]\\1")
_NEARLY = 0.9  # of a title that is another one written wrongly


def of_policy(statement: Statement, policy: Policy) -> Voice | None:
    """The document in full before what it says; a later sentence goes on with what the first one began."""
    document, text = statement.document, statement.text
    dated = (policy.date.span,) if policy.date and policy.date.span else ()
    frame = _FRAME.match(text)
    if _MEETING.match(text) or (policy.date and policy.date.kind == "会议"):
        return _of_meeting(statement, policy, dated)
    day = _day(policy.date, document)
    if frame and frame["who"]:
        return Voice(
            "会议",
            f"{day}，{_convened(frame[0])}",
            "会议还强调，",
            spans=dated,
            skip=frame.end(),
            policy=policy,
        )
    if frame is None and (opened := _opened(document, statement.field)):
        span, who = opened
        return Voice("会议", f"{day}，{_convened(who)}", "会议还强调，", spans=(span, *dated), policy=policy)
    if frame is None and _BULLETIN.match(text):
        return None
    first, later, skip = _saying(frame)
    title, elsewhere = _title(policy, document)
    named = _named_in_full(policy, title, document)
    later = f"{named}{later}" if later else ""
    spans = (policy.span, *dated, *elsewhere)
    again, back = f"该文件还{first}", f"《{title}》还{first}"
    return Voice("文件", f"{named}{first}", again, back, later, spans, skip, policy)


def _title(policy: Policy, document: Document) -> tuple[str, tuple[Span, ...]]:
    """The document's own title. One that says the same twice (甲和甲的意见) is a slip: then as the text gives it
    elsewhere, with where that stands."""
    title, _ = short_title(policy.title)
    if _DOUBLED.search(title):
        for found in re.finditer("《([^《》]{6,60})》", document.text):
            near = SequenceMatcher(None, title, found[1], autojunk=False).ratio() >= _NEARLY
            if near and not _DOUBLED.search(found[1]):
                return shown(found[1]), (Span(document.id, *found.span()),)
    return title, ()


def _convened(says: str) -> str:
    """广州市召开…会议强调 has two subjects; the meeting that 广州市 held is the one that 强调."""
    return re.sub(r"^([^，。《]{2,12}?)召开(?!的)", r"\1召开的", says)


def _of_meeting(statement: Statement, policy: Policy, dated: tuple[Span, ...]) -> Voice | None:
    """12月18日召开的省政府常务会议指出，; None where no day or no name of it is known."""
    name = _MEETING_NAME.match(statement.document.at(policy.span))
    day = _day(policy.date, statement.document)
    if not name or not day:
        return None
    met = _MEETING.match(statement.text)
    says = _joined(met["says"].rstrip()) if met else "提出，"
    spans = (policy.span, *dated)
    first, skip = f"{day}召开的{name[1]}{says}", met.end() if met else 0
    return Voice("会议", first, "会议还提出，", spans=spans, skip=skip, policy=policy)


def leans(statement: Statement) -> bool:
    """Whether a sentence speaks for a document or meeting that it does not name in full."""
    text = statement.text
    frame = _FRAME.match(text)
    if _GOES_ON.match(text) or _MEETING.match(text) or _is_short(frame) or _reported(statement):
        return True
    # Its entry in the list of policies says it with its date.
    titles = [policy.title for policy in statement.document.policies]
    return bool(frame and frame["who"] and any(frame["who"][-6:] in title for title in titles))


def carried(statement: Statement) -> Voice | None:
    """The document that a sentence leans on, named as an earlier sentence names it; None when none does."""
    if _GOES_ON.match(statement.text):
        return _carried(statement)
    if reported := _reported(statement):
        return reported
    frame = _FRAME.match(statement.text)
    return _short_name(statement, frame) if frame and _is_short(frame) else None


def _is_short(frame: re.Match[str] | None) -> bool:
    return bool(frame and frame["short"] and len(frame["short"]) <= _SHORT)


def _saying(frame: re.Match[str] | None) -> tuple[str, str, int]:
    """How a document says what begins its sentence, how what stands further on, and where the words begin."""
    if frame is None:
        return "提出，", "", 0
    if frame["says"] in ("聚焦", "确定"):
        return frame["where"], "提出，", frame.start("says")
    says = f"{frame['where']}{frame['says']}"
    return (f"{says}，", "", frame.end()) if frame["stop"].strip() else (says, f"{says}，", frame.end())


def _opened(document: Document, field: Span) -> tuple[Span, str] | None:
    """The meeting that the first sentence of a field names, with the characters that name it."""
    frame = _FRAME.match(document.at(field))
    if frame is None or not frame["who"]:
        return None
    return Span(document.id, field.start, field.start + frame.end()), frame[0]


def _named_in_full(policy: Policy, title: str, document: Document) -> str:
    """2020年9月18日，中国人民银行等发布的《…》（银发〔2020〕226号)."""
    day = _day(policy.date, document)
    line = shown(document.at(policy.span))
    wrapped = short_title(policy.title)[1]
    published = bool(day) and policy.date is not None and policy.date.kind == "发布"
    if not (policy.issuers or policy.doc_number or "《" in line):
        title = title.removeprefix(day[:5]) if day else title
        return f"{day}发布的{title}" if published else f"{title}（{day}）"
    issuer = _issuer(line, policy)
    passed_on = wrapped or "印发" in line
    if day and (published or passed_on):
        verb = "印发" if passed_on else "发布"
        number = f"（{policy.doc_number}）" if policy.doc_number else ""
        by = f"，{issuer}" if issuer else ""
        return f"{day}{by}{verb}的《{title}》{number}"
    inside = "，".join(part for part in (policy.doc_number, day) if part)
    return f"{issuer}《{title}》（{inside}）" if inside else f"{issuer}《{title}》"


def short_title(title: str) -> tuple[str, bool]:
    """The document that a 关于印发…的通知 carries, and whether there is one; else the title itself."""
    title = shown(title).translate(_FULL_WIDTH)
    wrapped = _WRAPPED.match(title)
    if wrapped is None:
        return title, False
    return (wrapped["named"] or wrapped["bare"]), True


def _issuer(line: str, policy: Policy) -> str:
    """Who issued it; else who stands before the title; else the place, unless the title begins with it."""
    if policy.issuers:
        return policy.issuers[0] + ("等" if len(policy.issuers) > 1 else "")
    before = _ISSUED.sub("", re.sub(r"^[（(]?\d+[)）]\s*", "", line.split("《")[0])).strip()
    if before and "《" in line and len(before) <= 24:
        return before
    return "" if policy.title.startswith(policy.region) else policy.region


def _day(dated: Dated | None, document: Document) -> str:
    return shown(document.at(dated.span)) if dated and dated.span else ""


def _short_name(statement: Statement, frame: re.Match[str]) -> Voice | None:
    """《推进机制》 with the title that an earlier sentence gave the short name to."""
    given = _given(statement.document, frame["short"], statement.span.start)
    if given is None:
        return None
    first, later, skip = _saying(frame)
    named = f"《{given[0]}》"
    further = f"{named}{later}" if later else ""
    again, back = f"该文件还{first}", f"{named}还{first}"
    return Voice("文件", f"{named}{first}", again, back, further, (given[1],), skip)


def _given(document: Document, short: str, before: int) -> tuple[str, Span] | None:
    """The title to which a text gave a short name: 《…》（以下简称《推进机制》)."""
    given = re.compile(
        rf"《([^《》]{{4,60}})》\s*[（(](?:以下|下称|以下简称|简称)[^）)]{{0,4}}《{re.escape(short)}》[)）]"
    )
    for found in given.finditer(document.text, 0, before):
        return shown(found[1]), Span(document.id, found.start(), found.end())
    return None


def _carried(statement: Statement) -> Voice | None:
    """A sentence without a subject goes on with that of the one before it, where that is a named document."""
    document = statement.document
    before = list(sentences(document.text, statement.field.start, statement.span.start))
    if not before:
        return None
    last = document.text[slice(*before[-1])]
    named = _SUBJECT.match(last)
    if named is None:
        return _carried_further(statement, before)
    at = before[-1][0] + named.start(1)
    span = Span(document.id, at, at + len(named[1]))
    return _carrying(statement, named[1], span)


def _carried_further(statement: Statement, before: list[tuple[int, int]]) -> Voice | None:
    """The subject that a run of such sentences began with."""
    document = statement.document
    for start, end in reversed(before):
        text = document.text[start:end]
        if named := _SUBJECT.match(text):
            span = Span(document.id, start + named.start(1), start + named.end(1))
            return _carrying(statement, named[1], span)
        if not _GOES_ON.match(text):
            return None
    return None


def _reported(statement: Statement) -> Voice | None:
    """What a report goes on to tell, without a subject, of the document that its paragraph begins with."""
    field = statement.document.at(statement.field)
    named = _NAMING.match(field)
    at = statement.span.start - statement.field.start
    joined = _BESIDES.match(statement.text)
    goes_on = joined or _DOES.match(statement.text)
    if statement.genre != "新闻" or named is None or at < named.end() or not goes_on:
        return None
    told = [field[a:b] for a, b in sentences(field, named.end(), at)]
    if not all(_DOES.match(text) or _BESIDES.match(text) for text in told[1:]):
        return None
    head = re.sub("(发布|印发|出台)了?$", r"\1的", named["head"])
    spans = (Span(statement.document.id, statement.field.start, statement.field.start + named.end()),)
    skip = joined.end() if joined else 0
    title = shown(named["title"])
    again, back = "该文件还提出，", f"{title}还提出，"
    return Voice("承前", f"{shown(head)}{title}提出，", again, back, spans=spans, skip=skip)


def _carrying(statement: Statement, subject: str, span: Span) -> Voice | None:
    """None where a document is only called by a nickname: who issued it is not said."""
    joined = _GOES_ON.match(statement.text)
    assert joined is not None
    skip = joined.end() if joined[1] else 0
    of = "" if joined[1] else "的"
    if short := re.fullmatch(r"《([^《》]{2,14})》", subject):
        given = _given(statement.document, short[1], statement.span.start)
        if given is None:
            return None
        title, where = given
        return Voice("承前", f"《{title}》{of}", spans=(where, span), skip=skip)
    if _NICKNAME.search(subject):
        return None
    return Voice("承前", f"{shown(subject)}{of}", spans=(span,), skip=skip)


def _joined(says: str) -> str:
    """确定的 2021 年重点任务中包括：, in full-width marks and without layout."""
    return re.sub(r"\s+", "", says).replace(":", "：").replace(",", "，")
