"""A statement → the sentences of 事由 that can tell it: cut, dated absolutely, attributed, without advice.

Only layout, marks, connectives, asides, relative dates and 我省 change, and clauses may be left out; the
words stay the source's, so that the checks can hold every one of them against it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.candidates import shown
from assistant.cite import DraftClaim
from assistant.clauses import opens_with_subject, tellings
from assistant.form.signs import is_attributed
from assistant.predicates import is_label
from assistant.speaker import voice_of
from assistant.statements import NUMBERED, Statement, is_paper
from assistant.voices import Heard, Voice, press
from index import dates, regions
from index.regions import Region
from index.types import Span

SHORTEST, SHORTEST_SAID, LONGEST, LONGEST_SAID, WHOLE = 12, 8, 116, 84, 155
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff”》）%])[,;:()]|[,;:()](?=[\u4e00-\u9fff“《（])")
_OPENER = re.compile(
    r"^(?:[一二三四五六七八九十]是[，,]?|(?:第[一二三四五六七八九十]|首先|其次|再次|最后|同时|此外|另外|而且|并且|并|但是|但|然而|因而|因此|可见|不仅如此|进一步看"
    r"|总之|总体来看|总体看|总体而言|从总体上看|也就是说|例如|比如|如(?![何果下此今上])|其中|目前|当前|现阶段|近年来|长期以来|据了解|据介绍|另?一方面|从历史上看|还要|一段时间"
    r"|(?:值得注意|需要指出|不同|更重要|关键)的(?:是|地方在于)|综合看|综合来看|按照方案|同样|当然|所以)[，,]|(?:并|但|例如|比如|如(?![何果下此今上]))|[（(][一二三四五六七八九十\d]+[)）](?:[\u4e00-\u9fff]{2,6}：)?|\d{1,2}(?:[.、)）]|\s+(?=[\u4e00-\u9fff])))+"
)
_SIDE = re.compile(r"[^，。；《“]{1,6}方面，")
_PLACE_FIRST = re.compile("^在([^，]{2,40}(?:地区|区域|省|市|县))，(?=拥有|具有|存在|有(?!的|些|效|利))")
_DATELESS = re.compile(
    r"^(?:日前|近日|不久前)(?:，|(?:发布|印发|出台)的(?=《))?|(?:目前|当前|现阶段|近年来)，?"
)
_ASIDE = re.compile(r"（(?:下称|以下|简称|即|见?[图表]|单元)[^（）]*）|（[^（）《〔]{11,}）")
_ADVICE = re.compile(r"建议|(?<![适相对响反供])应当|应该|必须|呼吁|务必|亟需|亟待|有必要|须")
_OUGHT = re.compile(
    r"(?<![适相对响反供效])应(?![用对急运有届邀])|(?:^|[府业家方地区门级委][，]?|尤其|不仅|既|也|还)要|(?<![重需主只首不想])要(?=[坚加推引完提把围通充打统处树有实以从规综健嵌])|需要?(?=[要加进推确立])|(?<![便适事])宜(?=[采])|不能(?=[沿全])|可以(?=走)"
)
_IMPERATIVE = re.compile(
    r"^(?:坚持|开展|加[强快大]|完善|推[动进行]|促进|建立|健全|全面|积极|鼓励|支持|引导|深化|优化|规范|落实|强化|着力|切实|进一步|继续|统筹|构建|打造|培育|提[升高]|发挥|利用|运用|密切|持续|清除"
    r"|探索|借鉴|根据|针对|依托|制定|确定|明确|努力|聚焦|研究|总结|尽快|夯实|改善|出台|设立|从.{1,8}看，|在.{1,14}方面，)"
)
_UNFIT = re.compile(
    r"我们|本人|笔者|本文|本刊|我(?![国省市])|如何|[？?！!]|史无前例|绝对(?!值)|众所周知|不可否认|彻底解决|如下|如图|丝毫|今年|去年|前年|明年|近日|日前(?!现货|市场)|最近|上述|加大对[^，]{2,30}进行|，更多的是|一([条批个项座])\1|人们"
)
_LEANS = re.compile(
    r"^[^，；]{0,14}?(?:这|该|此(?!前|次|外)|上述|前者|后者|两者|(?<!尤|极|与|及)其(?!他|它|中|实|次|余)|它|他们|其中)"
)
_SUBJECTLESS = re.compile(
    r"首要任务|最大特色|即(?!使|将)|也(?!就)|还(?!款|贷)|又|而|则|并(?!购|网)|是(?!否)|从而|以至|使(?!用)|可(?![控持再])|所以|就|果|何"
)
_ACHIEVED = re.compile(r"^[^，。；]{2,10}了|已经|已成")
_SUPPOSES = re.compile("如果|假如|若(?!干)|即使|只要|只有|无论|不管|不论")
_SELF = re.compile("自然|据")
_NOTED = re.compile(r"注：|[\u4e00-\u9fff]{2}：|本(?:次|研究)")
_COUNTED = re.compile(r"第[二三四五六七八九十][，、]|(?:^|，|；)(?!.*一是)[^一]*[二三四五]是|一是(?!.*二是)")
_GREW = re.compile(r"(?:增长|下降|上升|减少|同比|环比)\s*\d")
_SHORT_NAME = re.compile(r"《[^《》]{0,4}(?:意见|通知|方案|计划|办法|规划|纲要|措施|条例|机制|报告|决定)》")
_JOINED = re.compile(r"即(?!使|将)|也(?!就)|还(?!款|贷)|又|而|则|从而|以至|所以|果|何")
_HANGS = re.compile(r"[“‘（《]$|[：、]$|(?:的|和|与|及|以及|为|是|在|对|将|把|由|等的)$")
_EVERYWHERE = re.compile(
    r"我国|全国|各地|各国|全球|国际|世界|地方政府|中央|企业(?=[^，]{0,6}(?:难|缺))|“链[长主]”|产业链(?=[^，]{0,8}(?:难|弱|不|面临))|园区"
)
_COUNSEL = re.compile(r"建议|启示|对策|路径|方向|策略|结论|优化|强化|聚力|推动|完善")
_PROBLEM = re.compile(
    r"不足|滞后|依赖|缺[乏少失]|尚未|不够|不强|突出|雷同|粗放|不合理|低效|恶性竞争|薄弱|困难|制约"
)
_TITLE = re.compile(r"《[^《》]*》")
_OURS = re.compile(r"我[省市]|[全本][省市]|省内")


@dataclass(frozen=True, slots=True)
class Telling:
    """One way to tell a statement: `body`, which rests on `parts` of it, in a voice.

    It `advises` when a paper proposes rather than states: then the paper 提出, not 指出.
    """

    statement: Statement
    voice: Voice
    body: str
    parts: tuple[Span, ...]
    advises: bool = False

    def text(self, heard: Heard = "") -> str:
        """The sentence, for a reader who has heard its voice just before, earlier in the text, or not yet."""
        return next(self._texts(heard))

    def _texts(self, heard: Heard) -> Iterator[str]:
        """The sentence with each opening that fits what was heard, the best first."""
        goes_on = heard == "just" and self.voice.kind == "报道"
        said = {"just": (self.voice.again, self.voice.back), "before": (self.voice.back,), "": ()}[heard]
        said, first = ((), "") if goes_on else (said, self._first())
        for opening in dict.fromkeys((*filter(None, said), first)):
            named = opening.replace("指出，", "提出，") if self.advises else opening
            body = f"“{self.body}”" if self.voice.kind == "署名" else self.body
            yield f"{named}{body}。".replace("。”。", "”。")

    def _first(self) -> str:
        begins = self.parts[0].start <= self.statement.span.start + self.voice.skip
        return self.voice.first if begins or not self.voice.later else self.voice.later

    def drafts(self, heard: Heard = "") -> Iterator[DraftClaim]:
        """What may be said and the spans it rests on, the best first."""
        more = tuple(s for s in self.voice.spans if not any(s.overlaps(part) for part in self.parts))
        spans = (*self.parts, *more)
        for text in self._texts(heard):
            yield DraftClaim(text, spans)
        if self.voice.kind in ("文件", "会议") and more:
            doc_id, start, end = spans[0].doc_id, min(s.start for s in spans), max(s.end for s in spans)
            yield DraftClaim(self.text(), (Span(doc_id, start, end),))
        if self.voice.kind == "报道":
            yield DraftClaim(f"{self.body}。", self.parts)


def worded(statement: Statement, asked: Region | None) -> Iterator[Telling]:
    """The ways to tell a statement in a lead for a place; none for questions and what leans on words before it."""
    voice = voice_of(statement)
    if voice is None or "本刊" in statement.text or statement.text.rstrip().endswith(("：", ":", "？", "?")):
        return
    raw = statement.text
    start = voice.skip + (len(numbered[0]) if (numbered := NUMBERED.match(raw)) else 0)
    if voice.kind == "署名":
        start += len(raw[start:]) - len(raw[start:].lstrip("“"))
    listed = voice.governs or (voice.kind == "论文" and _proposes(statement))
    for ranges in tellings(raw[start:], listed=listed):
        ranges = tuple(_trimmed(raw, a + start, b + start) for a, b in ranges)
        if voice.kind == "署名" and ranges[-1][1] < len(raw.rstrip("。”")):
            continue  # a leader's sentence is told to its end
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
    advises = paper and not place and _advises(body, statement)
    if not (voice.kind or dates.find(body) or is_attributed(body)) and voice.retold:
        voice = press(statement)  # what nobody dates is told with who told it, and by when
    fits = all(bodies) and _fits(body, statement, voice, advises)
    if not fits or _of_elsewhere(body, statement, voice, asked):
        return None
    offset = statement.span.start
    spans = tuple(Span(statement.span.doc_id, offset + a, offset + b) for a, b in ranges)
    telling = Telling(statement, voice, body, (*spans, place) if place else spans, advises)
    return telling if len(telling.text()) <= WHOLE else None


def _trimmed(raw: str, a: int, b: int) -> tuple[int, int]:
    """Without a quotation mark at the end that closes what was opened before."""
    while raw[b - 1] == "”" and raw[a:b].count("“") < raw[a:b].count("”"):
        b -= 1
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
    text = _PLACE_FIRST.sub(r"\1", re.sub("更是(?=[占达超])", "", text))
    if statement.genre == "专家观点":
        text = re.sub(r"^(?:这就|也)(?=需要)", "", text)
    return _placed(text.rstrip("…"), statement, asked)


def _dated(statement: Statement, voice: Voice, a: int, b: int) -> str:
    """Relative dates made absolute from the document's date; press told in another's pages has a date of its own."""
    raw, meta = statement.text, statement.document.meta
    base = meta.dates[0].end if meta.dates else None
    text = raw[a:b]
    for mention in reversed(dates.find(raw, base) if base else ()):
        if not mention.relative or not (a <= mention.at[0] and mention.at[1] <= b):
            continue
        if voice.retold or mention.precision not in ("day", "month", "year"):
            return ""
        year, month, day = (int(part) for part in mention.start.split("-"))
        full = f"{year}年" + (f"{month}月" if mention.precision != "year" else "")
        full += f"{day}日" if mention.precision == "day" else ""
        text = text[: mention.at[0] - a] + full + text[mention.at[1] - a :]
    return text


def _placed(text: str, statement: Statement, asked: Region | None) -> str:
    """我省 and 全省 stay where they mean the place asked for, and are named elsewhere."""
    plain = _TITLE.sub("", text)
    if not _OURS.search(plain):
        return text
    home = place_above(statement)
    if home is None:
        return ""
    if asked is not None and home == asked:
        return text
    if ("市" in "".join(_OURS.findall(plain)) and home.level != "city") or _OURS.search(
        "".join(_TITLE.findall(text))
    ):
        return ""
    full = home.full
    text = re.sub(r"我[省市]|本[省市]", full, text)
    if home.name in plain:
        return text
    return re.sub(r"全[省市]", f"{home.name}\\g<0>", re.sub(r"省内", f"{full}内", text))


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


def _fits(body: str, statement: Statement, voice: Voice, advises: bool) -> bool:
    """Whether a body stands alone in this voice; advice only where its giver is named."""
    plain = re.sub(r"“[^”]*”|《[^》]*》", "〇", body)
    if not _is_whole(body, plain, voice, advises) or _COUNTED.search(plain) or _undated(plain, statement):
        return False
    if _ADVICE.search(plain) and voice.kind not in ("署名", "文件"):
        return False
    if advises:
        return len(body) <= LONGEST_SAID and bool(voice.spans)  # nobody's proposal is nothing
    if voice.governs or voice.kind in ("专家", "承前"):
        return True
    if _OUGHT.search(plain) or _SUPPOSES.match(plain):
        return False
    return bool(_SELF.match(body) or not _IMPERATIVE.match(body)) and opens_with_subject(body)


def _advises(body: str, statement: Statement) -> bool:
    """Whether a paper's words are what it proposes: they say what ought to be, or stand where it proposes."""
    plain = re.sub(r"“[^”]*”|《[^》]*》", "〇", body)
    return (_proposes(statement) and not _ACHIEVED.search(plain)) or bool(_OUGHT.search(plain))


def _is_whole(body: str, plain: str, voice: Voice, advises: bool) -> bool:
    """Whether nothing leans on words before or behind it; `plain` is without titles and quotations."""
    least, most = (SHORTEST_SAID, LONGEST_SAID) if voice.kind == "文件" else (SHORTEST, LONGEST)
    if not least <= len(body) <= most or _UNFIT.search(plain) or _HANGS.search(body):
        return False
    if body.count("“") != body.count("”") or body.count("《") != body.count("》"):
        return False
    if (
        _LEANS.match(plain)
        or _JOINED.match(body)
        or _SHORT_NAME.search(body)
        or re.fullmatch("“[^”]*”", body)
    ):
        return False
    if _SUBJECTLESS.match(body) and not (advises or voice.governs or voice.kind == "承前"):
        return False
    return not (is_label(body.split("，")[0]) or (_NOTED.match(body) and voice.kind != "统计"))


def _undated(plain: str, statement: Statement) -> bool:
    """Whether a growth or a share is told whose year only the sentences before it say."""
    return bool(_GREW.search(plain)) and not dates.find(plain) and bool(dates.find(statement.before))


def _proposes(statement: Statement) -> bool:
    """Whether a paper says it under a heading of what ought to be done, and states no problem there."""
    counsel = is_paper(statement.genre) and any(
        _COUNSEL.search(h) for h in statement.document.heading_path(statement.span.start)
    )
    return counsel and not _PROBLEM.search(statement.text)
