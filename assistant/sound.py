"""Whether words taken from a source stand alone as a sentence in the voice they are told in."""

import re

from assistant.clauses import clauses, opens_with_subject
from assistant.counted import came_of, is_done
from assistant.predicates import is_label
from assistant.shortcomings import of_its_own
from assistant.statements import Statement, is_paper, is_work_report
from assistant.voices import Voice
from index import dates

SHORTEST, SHORTEST_SAID, LONGEST, LONGEST_SAID = 12, 8, 116, 84
LONGEST_OF_ALL = 160
"""Characters of the longest sentence that a text tells which has room."""
_URGES = re.compile("亟[待需](?![^，。；]{0,6}的)")
_ADVICE = re.compile(r"建议|(?<![适相对响反供])应当|应该|必须|呼吁|务必|亟需|亟待|有必要|须")
_OUGHT = re.compile(
    r"(?<![适相对响反供效回])应(?![用对急运有届邀诉])|(?:^|[府业家方地区门级委][，]?|尤其|不仅|既|也|还)要(?!素|件)|(?<![重需主只首不想])要(?=[坚加推引完提把围通充打统处树有实以从规综健嵌])|需要?(?=[要加进推确立])|(?<![便适事])宜(?=[采])|不能(?=[沿全])|可以(?=走)"
)
_IMPERATIVE = re.compile(
    r"^(?:坚持|开展|加[强快大]|完善|推[动进行]|促进|建立|健全|全面|积极|鼓励|支持|引导|深化|优化|规范|落实|强化|着力|切实|进一步|继续|统筹|构建|打造|培育|提[升高]|发挥|利用|运用|密切|持续|清除"
    r"|探索|借鉴|根据|针对|依托|制定|确定|明确|努力|聚焦|研究|总结|尽快|夯实|改善|出台|设立|从.{1,8}看，|在.{1,14}方面，)"
)
_UNFIT = re.compile(
    r"我们|本人|笔者|本文|本刊|我(?!国|省|市|区(?!域))|如何|[？?！!]|史无前例|绝对(?!值)|众所周知|不可否认|彻底解决|如下|如图|丝毫|今年|去年|前年|明年|近日|日前(?!现货|市场)|最近|上述|加大对[^，]{2,30}进行|，更多的是|一([条批个项座])\1|人们"
)
_CUT_OFF = re.compile(r"本次|该次|毕竟|按照?(?:协议|约定|规定)(?=规定|的|，|$)")
"""What speaks of something that the sentences before it told."""
_LEANS = re.compile(
    r"^(?:面对|随着|由于|为了?|通过)[^，；]*，(?:它们?|他们)|^[^，；]{0,14}?(?:这|该|此(?!前|次|外)|上述|前者|后者|两者|(?<!尤|极|与|及)其(?!他|它|中|实|次|余)|它|他们|其中)"
)
_SUBJECTLESS = re.compile(
    r"首要任务|最大特色|即(?!使|将)|也(?!就)|还(?!款|贷)|又|而|则|并(?!购|网)|是(?!否)|从而|以至|使(?!用)|可(?![控持再])|所以|就(?![业近地学医])|果|何"
)
_ACHIEVED = re.compile(r"^[^，。；]{2,10}了|已经|已成")
_SUPPOSES = re.compile("如果|假如|若(?!干)|即使|只要|只有|无论|不管|不论")
_SELF = re.compile("自然|据")
_NOTED = re.compile(r"注：|[\u4e00-\u9fff]{2}：|本(?:次|研究)")
_COUNTED = re.compile(r"第[二三四五六七八九十][，、]|(?:^|，|；)(?!.*一是)[^一]*[二三四五]是|一是(?!.*二是)")
_GREW = re.compile(r"(?:增长|下降|上升|减少|同比|环比)\s*\d")
_SHORT_NAME = re.compile(r"《[^《》]{0,4}(?:意见|通知|方案|计划|办法|规划|纲要|措施|条例|机制|报告|决定)》")
_JOINED = re.compile(r"即(?!使|将)|也(?!就)|还(?!款|贷)|又|而|则|从而|以至|所以|果|何")
_HANGS = re.compile(r"[“‘（《]$|[：、]$|(?:的|和|与|及|以及|为|是|(?<!存)在|对|将|把|由|等的)$")
_COUNSEL = re.compile(r"建议|启示|对策|路径|方向|策略|结论|优化|强化|聚力|推动|完善")
_PROBLEM = re.compile(
    r"不足|滞后|依赖|缺[乏少失]|尚未|不够|不强|突出|雷同|粗放|不合理|低效|恶性竞争|薄弱|困难|制约"
)
# That something was issued, and not what it says.
_HOLLOW = re.compile(
    r"^(?:[^，；]*\d[年月日]，)?[^，；]*(?:出台|印发|发布|制定|编制|提出|召开)了?[^，；]*(?:措施|文件|政策|方案|意见|机制|办法|要点|通知|》|会)$"
)
# Names made of numbers, which only who knows them understands.
_FIGURES = re.compile(
    r"“\d{3,}”|(?<![\d.])\d{3}(?=(?!千伏|公里|[个项家条座处户套台万亿余])[\u4e00-\u9fff]{2,8}(?:工程|计划|行动))"
)
_NICKNAME = re.compile(
    rf"“(?:[\dN]+(?:[+＋][\dN]+)+|[\dN]+[个张条][^”]{{1,4}}|[一二三四五六七八九十]个一)”|{_FIGURES.pattern}"
)
# Words that somebody coined; at the head of a sentence they are what it explains.
_COINED = re.compile(
    r"(?<!^)(?:“[二两三四五六七八九十][\u4e00-\u9fff][一二两三四五六七八九十][\u4e00-\u9fff]”|“云上”|(?<!产业)链“链长制”)"
)
_NAMES_KIND = re.compile("(?<=个一”)的(?:[^，。；]{2,}、)*[^，。；]{4,}(?:机制|体系|制度|格局)")
_EXPLAINED = re.compile("[^，；]{0,6}，?(?:即|包括|指(?![导出标向])|：)")


def fits(body: str, statement: Statement, voice: Voice, advises: bool, *, reviewed: bool = False) -> bool:
    """Whether a body stands alone in this voice; advice only where its giver is named. It may be `long`.

    Of what was done in years that are `reviewed`, and told as theirs with what came of it, nobody asks who did it.
    """
    plain = re.sub(r"“[^”]*”|《[^》]*》", "〇", body)
    report = is_work_report(statement.genre)
    if _is_riddle(body, report) or (_HOLLOW.match(body) and not report):
        return False
    counted = report and bool(re.search(r"\d", body))
    terse = voice.kind == "文件" or statement.admitted
    if (
        not _is_whole(body, plain, voice, advises, SHORTEST_SAID if terse or counted else SHORTEST)
        or _COUNTED.search(plain)
        or _undated(plain, statement, reviewed)
    ):
        return False
    if statement.admitted:
        return not (of_its_own(body) or _URGES.search(plain))  # 还需…, 有待… say there what is wanting
    if _ADVICE.search(plain) and voice.kind not in ("署名", "文件"):
        return False
    if advises:
        return bool(voice.spans)  # nobody's proposal is nothing
    if voice.governs or voice.kind in ("专家", "承前"):
        return True
    if _OUGHT.search(plain) or _SUPPOSES.match(plain):
        return False
    if counted or (report and (is_done(body) or came_of(body))):
        return True  # a report counts up what was done and came of it, and its place did it
    if reviewed and any(opens_with_subject(part.text) for part in clauses(body)[1:]):
        return True  # what else came of it
    return bool(_SELF.match(body) or not _IMPERATIVE.match(body)) and opens_with_subject(body)


def is_long(body: str, statement: Statement, voice: Voice, advises: bool) -> bool:
    """Whether a body that stands alone is too long for a text that must be brief; titles make it no harder to read."""
    terse = voice.kind == "文件" or statement.admitted
    most = (LONGEST_SAID if terse else LONGEST) + len(_titles(body))
    return len(body) > (min(most, LONGEST_SAID) if advises else most)


def _is_riddle(body: str, report: bool) -> bool:
    """Whether a body has a nickname that it does not explain: what it lists, or what kind of thing it is. The readers
    of a report know what its place calls its own plans, but for bare figures."""
    named = list((_FIGURES if report else _NICKNAME).finditer(body)) or list(_COINED.finditer(body))
    if not named or _EXPLAINED.match(body, named[-1].end()):
        return False
    return not _NAMES_KIND.match(body, named[-1].end())


def _titles(body: str) -> str:
    """The titles that a body names, which make it no harder to read."""
    return "".join(re.findall("《[^《》]*》", body))


def advises_on(body: str, statement: Statement) -> bool:
    """Whether a paper's words are what it proposes: they say what ought to be, or stand where it proposes."""
    plain = re.sub(r"“[^”]*”|《[^》]*》", "〇", body)
    return (is_counsel(statement) and not _ACHIEVED.search(plain)) or bool(_OUGHT.search(plain))


def _is_whole(body: str, plain: str, voice: Voice, advises: bool, least: int) -> bool:
    """Whether nothing leans on words before or behind it; `plain` is without titles and quotations."""
    if (
        not least <= len(body) <= LONGEST_OF_ALL + len(_titles(body))
        or _UNFIT.search(plain)
        or _HANGS.search(body)
    ):
        return False
    if body.count("“") != body.count("”") or body.count("《") != body.count("》"):
        return False
    if (
        _LEANS.match(plain)
        or _CUT_OFF.search(plain)
        or _JOINED.match(body)
        or _SHORT_NAME.search(body)
        or re.fullmatch("“[^”]*”", body)
    ):
        return False
    if _SUBJECTLESS.match(body) and not (advises or voice.governs or voice.kind == "承前"):
        return False
    return not (is_label(body.split("，")[0]) or (_NOTED.match(body) and voice.kind != "统计"))


def _undated(plain: str, statement: Statement, reviewed: bool) -> bool:
    """Whether a growth or a share is told whose year only the sentences before it say, and not the years `reviewed`."""
    if not _GREW.search(plain) or dates.find(plain):
        return False
    years = statement.years if reviewed else None
    return any(not (years and years.are(m.start, m.end)) for m in dates.find(statement.before))


def is_counsel(statement: Statement) -> bool:
    """Whether a paper says it under a heading of what ought to be done, and states no problem there."""
    counsel = is_paper(statement.genre) and any(
        _COUNSEL.search(h) for h in statement.document.heading_path(statement.span.start)
    )
    return counsel and not _PROBLEM.search(statement.text)
