"""A statement → the sentences of 事由 that can tell it: cut, dated absolutely, attributed, without advice.

Only layout, marks, connectives, asides, relative dates and 我省 change, and clauses may be left out; the
words stay the source's, so that the checks can hold every one of them against it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.cite import DraftClaim
from assistant.clauses import acts_itself, clauses, opens_with_subject, tellings
from assistant.form.signs import is_attributed
from assistant.plain import shown
from assistant.predicates import begins_with_verb
from assistant.sound import advises_on, fits, is_counsel, is_long
from assistant.speaker import voice_of
from assistant.statements import NUMBERED, Statement, is_work_report
from assistant.voices import REPRINTED, Heard, Voice, press
from assistant.yearless import unsure
from assistant.years_told import plan_of
from index import dates, regions
from index.regions import Region
from index.sentences import sentences
from index.types import Span

WHOLE, WHOLE_OF_ALL = 155, 200
"""Characters of the longest sentence with who says it, in a text that must be brief and in one that has room."""
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff”》）%])[,;:()]|[,;:()](?=[\u4e00-\u9fff“《（])")
_OPENER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}(?:[是要][，,]?|、)|(?:第[一二三四五六七八九十]|首先|其次|再次|最后|同时|此外|另外|而且|并且|并|但是|但|然而|因而|因此|可见|不仅如此|进一步看"
    r"|总之|总体来看|总体看|总体而言|从总体上看|也就是说|例如|比如|如(?![何果下此今上])|其中|目前|当前|现阶段|近年来|长期以来|据了解|据介绍|另?一方面|从历史上看|还要|一段时间"
    r"|(?:值得注意|需要指出|不同|更重要|关键)的(?:是|地方在于)|综合看|综合来看|按照方案|同样|当然|所以|这(?:就|也)?意味着|在这种(?:情[形况]|背景)下|在此(?:基础|背景)[上下]|(?:人们)?越来越认识到|由此看来|由此)[，,]|(?:并|但|例如|比如|如(?![何果下此今上]))|[（(][一二三四五六七八九十\d]+[)）](?:[\u4e00-\u9fff]{2,6}：)?|\d{1,2}(?:[.、)）]|\s+(?=[\u4e00-\u9fff])))+"
)
_SIDE = re.compile(r"[^，。；《“]{1,6}方面，")
_PLACE_FIRST = re.compile("^在([^，]{2,40}(?:地区|区域|省|市|县))，(?=拥有|具有|存在|有(?!的|些|效|利))")
_DATELESS = re.compile(
    r"^(?:日前|近日|不久前)(?:，|(?:发布|印发|出台)的(?=《))?|(?:目前|当前|现阶段|近年来)，?"
)
_ASIDE = re.compile(r"（(?:下称|以下|简称|即|见?[图表]|单元)[^（）]*）|（[^（）《〔]{11,}）")
_EVERYWHERE = re.compile(
    r"我国|全国|各地|各国|全球|国际|世界|地方政府|中央|企业(?=[^，]{0,6}(?:难|缺))|“链[长主]”|产业链(?=[^，]{0,8}(?:难|弱|不|面临))|园区"
)
_TITLE = re.compile(r"《[^《》]*》")
_AT_A_GLANCE = 400  # characters of one quotation that holds both what is told and who says it
_FIVE_YEARS = re.compile("^(?:过去的?五年|五年来|这五年|五年间)，")
_SPELL = re.compile("五年|“十[一二三四五六七八九]五”")
_AIMS = re.compile("努力|力争|争取")
_DOES = re.compile(
    "(?P<will>将?)(?=聚焦|加[强快大]|推[动进行]|实施|建[设立]|打造|支持|培育|完善|提出|全面|着力)"
)
_OURS = re.compile(r"(?:[我本]|(?<!健)全)(?:省|市(?!场)|区(?![域间块位]))(?<!安全区)|省内")
"""资本市场, 安全区 and 健全省市县… are no place's own."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One way to tell a statement: `body`, which rests on `parts` of it, in a voice.

    It `advises` when a paper proposes rather than states: then the paper 提出, not 指出. `subject` is where the
    sentence before names who does it, `when` says before the body of which years a report tells.
    """

    statement: Statement
    voice: Voice
    body: str
    parts: tuple[Span, ...]
    advises: bool = False
    subject: tuple[Span, ...] = ()
    long: bool = False
    when: str = ""

    def text(self, heard: Heard = "") -> str:
        """The sentence, for a reader who has heard its voice just before, earlier in the text, or not yet."""
        return next(self._texts(heard))

    def _texts(self, heard: Heard) -> Iterator[str]:
        """The sentence with each opening that fits what was heard, the best first."""
        back = self.voice.back
        said = {
            "just": (self.voice.again, back),
            "still": (self.voice.still, back),
            "before": (back,),
            "": (),
        }[heard]
        for opening in dict.fromkeys((*filter(None, said), self._first())):
            named = re.sub("(?:指出|认为)(?=，?$)", "提出", opening) if self.proposes else opening
            body = f"“{self.body}”" if self.voice.kind == "署名" else self.body
            yield f"{named}{self.when}{body}。".replace("。”。", "”。")

    @property
    def proposes(self) -> bool:
        """Whether it is what somebody wants done: a person 提出 what has no subject."""
        return self.advises or (self.voice.kind == "专家" and not opens_with_subject(self.body))

    def _first(self) -> str:
        begins = self.parts[0].start <= self.statement.span.start + self.voice.skip
        return self.voice.first if begins or not self.voice.later else self.voice.later

    def drafts(self, heard: Heard = "") -> Iterator[DraftClaim]:
        """What may be said and the spans it rests on, the best first."""
        around = (*self.subject, *self.voice.spans)
        more = tuple(s for s in around if not any(s.overlaps(part) for part in self.parts))
        spans = (*self.parts, *more)
        for text in self._texts(heard):
            yield DraftClaim(text, spans)
        if self.voice.kind in ("文件", "会议") and more:
            doc_id, start, end = spans[0].doc_id, min(s.start for s in spans), max(s.end for s in spans)
            if end - start <= _AT_A_GLANCE:
                yield DraftClaim(self.text(), (Span(doc_id, start, end),))
        # The check may take the place of a session, or the name of a paper, for that of a figure.
        if self.voice.kind == "委员" and more:
            yield DraftClaim(f"政协委员反映，{self.body}。", spans)
        if self.voice.kind == "报道" and more:
            retold = None if heard else REPRINTED.search(self.voice.first)
            yield DraftClaim(f"据报道{retold[0] if retold else ''}，{self.body}。", spans)


def worded(statement: Statement, asked: Region | None) -> Iterator[Telling]:
    """The ways to tell a statement in a lead for a place; none for questions and what leans on words before it."""
    voice = voice_of(statement)
    if voice is None or "本刊" in statement.text or statement.text.rstrip().endswith(("：", ":", "？", "?")):
        return
    raw = statement.text
    start = voice.skip + (len(numbered[0]) if (numbered := NUMBERED.match(raw)) else 0)
    if voice.kind == "署名":
        start += len(raw[start:]) - len(raw[start:].lstrip("“"))
    whole = voice.kind == "署名" or statement.article is not None
    listed = voice.governs and not acts_itself(raw[start:])
    listed = listed or (voice.kind == "论文" and is_counsel(statement))
    counted = is_work_report(statement.genre) and not (statement.admitted or acts_itself(raw[start:]))
    home = place_above(statement) if counted else None
    for ranges in tellings(raw[start:], listed=listed, apart=statement.admitted, home=home):
        ranges = tuple(_trimmed(raw, a + start, b + start) for a, b in ranges)
        if whole and (ranges[0][0], ranges[-1][1]) != (start, len(raw.rstrip("。”"))):
            continue  # a leader's sentence, and a rule, are told whole
        if telling := _telling(statement, voice, ranges, asked):
            yield telling


def _telling(
    statement: Statement, voice: Voice, ranges: tuple[tuple[int, int], ...], asked: Region | None
) -> Telling | None:
    bodies = [_body(statement, voice, a, b, asked) for a, b in ranges]
    body = "，".join(bodies)
    paper = voice.kind == "论文"
    body = re.sub("^“[^”]{1,4}链”：", "", body) if paper else body
    place = statement.place if paper and body and not regions.find(body) else None
    if place and statement.text[: ranges[0][0]].strip("0123456789 "):
        return None
    body = f"{statement.document.at(place)}{body}" if place else body
    subject = _subject(statement, body) if not place and ranges[0][0] <= voice.skip else None
    body = f"{statement.document.at(subject)}{body}" if subject else body
    advises = paper and not place and advises_on(body, statement)
    if not (voice.kind or dates.find(body) or is_attributed(body)) and voice.retold:
        voice = press(statement)  # what nobody dates is told with who told it, and by when
    alone = fits(body, statement, voice, advises)
    when, body, named = _timed(statement, body, alone)
    alone = alone or (bool(when) and fits(body, statement, voice, advises, reviewed=True))
    if not (all(bodies) and alone) or _of_elsewhere(body, statement, voice, asked):
        return None
    offset = statement.span.start
    spans = tuple(Span(statement.span.doc_id, offset + a, offset + b) for a, b in ranges)
    whose = tuple(filter(None, (subject, named)))
    parts = (*spans, place) if place else spans
    telling = Telling(statement, voice, body, parts, advises, whose, when=when)
    size = len(telling.text("before"))
    long = size > WHOLE or is_long(body, statement, voice, advises)
    return replace(telling, long=long) if size <= WHOLE_OF_ALL else None


def _timed(statement: Statement, body: str, alone: bool) -> tuple[str, str, Span | None]:
    """Of which years a report tells what a body says of no time: words to put before it, the body without its own, and
    where they are named; one year, where the body does not stand `alone` without it."""
    document, years = statement.document, statement.years
    bare = _FIVE_YEARS.sub("", body)
    if not years or statement.admitted or dates.find(bare) or _SPELL.search(bare):
        return "", body, None
    if not years.several and (alone or years.ahead):
        return "", body, None
    name = plan_of(years) if years.several else f"{years.first}年"
    at = document.text.rfind(name, 0, statement.span.end)
    when = f"{name}时期，" if years.several else f"{name}，"
    return (when, bare, Span(document.id, at, at + len(name))) if at >= 0 else ("", body, None)


def _subject(statement: Statement, body: str) -> Span | None:
    """The place that does what the sentence before tells, 将 with it, where a body begins with what is done."""
    document = statement.document
    if not body or statement.policy or regions.find(body) or not begins_with_verb(body) or _AIMS.match(body):
        return None
    for start, end in reversed(list(sentences(document.text, statement.field.start, statement.span.start))):
        before = document.text[start:end]
        if len({m.region for m in regions.find(before)}) == 1:
            for part in clauses(before):
                named = regions.leading(part.text)
                if named and (does := _DOES.match(part.text, named.at[1])):
                    return Span(document.id, start + part.start, start + part.start + does.end("will"))
        if not begins_with_verb(before):
            return None
    return None


def _trimmed(raw: str, a: int, b: int) -> tuple[int, int]:
    """Without a quotation mark at the end that closes what was opened before, and the full stop that it closed."""
    while raw[b - 1] == "”" and raw[a:b].count("“") < raw[a:b].count("”"):
        b = a + len(raw[a : b - 1].rstrip("。"))
    return a, b


def _body(statement: Statement, voice: Voice, a: int, b: int, asked: Region | None) -> str:
    """The characters [a, b) of a statement as a lead writes them; empty when a date or place cannot be resolved."""
    text = _dated(statement, voice, a, b)
    text = _BESIDE_HAN.sub(lambda m: m[0].translate(_FULL_WIDTH), shown(text))
    text = _DATELESS.sub("", _OPENER.sub("", text))
    if (side := _SIDE.match(text)) and any(m.at[0] == side.end() for m in regions.find(text)):
        text = text[side.end() :]
    text = re.sub(r"(?<=[，；：、。])\s+", "", re.sub(r"，如，", "，如", _ASIDE.sub("", text))).strip(
        " ，；。"
    )
    if re.search("（[^）]*$|^[^（]*）", text):
        return ""
    text = _PLACE_FIRST.sub(r"\1", re.sub("更是(?=[占达超])|毕竟(?=是)", "", text))
    if statement.genre == "专家观点":
        text = re.sub(r"^(?:这就|也)(?=需要)", "", text)
    return _placed(text.rstrip("…"), statement, asked)


def _dated(statement: Statement, voice: Voice, a: int, b: int) -> str:
    """Relative dates made absolute from the document's date; press told in another's pages has a date of its own."""
    raw, meta = statement.text, statement.document.meta
    told = meta.dates[0] if meta.dates else None
    text = raw[a:b]
    for mention in reversed(dates.find(raw, told.start) if told else ()):
        if not mention.relative or not (a <= mention.at[0] and mention.at[1] <= b):
            continue
        if voice.retold or mention.precision not in ("day", "month", "year"):
            return ""
        if told and unsure(mention, raw, told):
            return ""
        year, month, day = (int(part) for part in mention.start.split("-"))
        full = f"{year}年" + (f"{month}月" if mention.precision != "year" else "")
        full += f"{day}日" if mention.precision == "day" else ""
        text = text[: mention.at[0] - a] + full + text[mention.at[1] - a :]
    return text


def _placed(text: str, statement: Statement, asked: Region | None) -> str:
    """我省 and 全省 stay where they mean the place asked for, and are named elsewhere; empty where nobody knows whose."""
    plain = _TITLE.sub("", text)
    ours = dict.fromkeys(_OURS.findall(plain))
    home = place_above(statement) if ours else None
    meant = {word: regions.resolve_self(word, home) for word in ours}
    known = {word: place for word, place in meant.items() if place}
    if len(known) < len(meant):
        return ""
    if all(place == asked for place in known.values()):
        return text
    if _OURS.search("".join(_TITLE.findall(text))):
        return ""
    return _OURS.sub(lambda own: _named(own[0], known[own[0]], plain), text)


def _named(word: str, place: Region, text: str) -> str:
    """我省 as 湖南省, 省内 as 湖南省内, 全省 as 湖南全省 where the text does not name it."""
    if word == "省内":
        return f"{place.full}内"
    if word[0] != "全":
        return place.full
    return word if place.name in text else f"{place.name}{word}"


def place_above(statement: Statement) -> Region | None:
    """The place that a statement speaks of when it names none: of its policy, its headings, its document."""
    document = statement.document
    own = document.meta.region.text if document.meta.region else ""
    headings = reversed(document.heading_path(statement.span.start))
    policy = statement.policy.region if statement.policy else ""
    for text in (statement.text, policy, *headings):
        named = [m.region for m in regions.find(text) if m.region.level in ("province", "city")]
        if named:
            return named[0]
    return regions.get(own) if own else None


def _of_elsewhere(body: str, statement: Statement, voice: Voice, asked: Region | None) -> bool:
    """Whether a sentence goes on about a place that only the words before it name, and that is not the one asked for."""
    if voice.kind not in ("论文", "报道", "") or regions.find(voice.first + body) or _EVERYWHERE.search(body):
        return False
    document, named = statement.document, None
    earlier = document.text[statement.field.start : statement.span.start]
    for text in (earlier, *reversed(document.heading_path(statement.span.start))):
        found = [m.region for m in regions.find(text) if m.region.level in ("province", "city")]
        if found:
            named = found[-1]
            break
    return named is not None and (asked is None or not regions.within(named, asked))
