"""Who says a statement: the document, the meeting, the person, the paper, the press, or nobody in particular."""

import re
from dataclasses import replace

from assistant import document_voice, titled_voice, voices, work_report
from assistant.form.signs import is_attributed
from assistant.misnamed import opening
from assistant.statements import Statement, is_paper, is_work_report
from assistant.voices import Voice

# What a place's authorities did needs no paper to say so.
_OFFICIAL = re.compile(
    r"(?!.*(?:最大|重要|有利|热点|显著))(?:.*(?:出台|印发|发布|召开|建立|推行)[^，。]{0,24}(?:《|“|会)|.*[省市]领导)"
)
_OWN = re.compile(
    r"^[^，。；]{0,40}(?:会议|报告|通报|数据|研究|统计|督察组|总书记|介绍|调查)[^，。；]{0,24}(?:指出|表明|显示|提出|强调|透露|认为|表示|反馈)|^(?:有研究表明|据统计|据[^，。；]{2,20}(?:统计|分析|测算))"
)


def voice_of(statement: Statement) -> Voice | None:
    """Who says a statement; None when it leans on a document or meeting that is not known."""
    if statement.article is not None:
        return titled_voice.voice(statement)
    if statement.policy is not None:
        return document_voice.of_policy(statement, statement.policy)
    if statement.block.kind == "note":
        return voices.table_source(statement)
    if quoted := voices.epigraph(statement):
        return quoted
    if statement.quoted:
        return None
    if document_voice.leans(statement):
        return document_voice.carried(statement)
    return _by_genre(statement)


def _by_genre(statement: Statement) -> Voice | None:
    text, genre = statement.text, statement.genre
    if is_work_report(genre):
        return work_report.voice(statement)
    if titled_voice.is_official(statement):
        return titled_voice.voice(statement)
    if (wrong := opening(text)) and is_paper(genre):
        return replace(voices.author(statement.document), skip=wrong)
    if is_attributed(text) or _OWN.match(text):
        return Voice(retold=voices.press(statement).retold)
    if genre == "专家观点":
        return voices.expert(statement)
    if genre == "委员反映":
        return voices.members(statement)
    if is_paper(genre):
        return voices.author(statement.document)
    press = voices.press(statement)
    return Voice(retold=press.retold) if _OFFICIAL.match(text) else press
