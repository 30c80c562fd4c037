"""Problem statements of policy texts → items of 问题点, in the statements' own words.

    融资难 …            → 如何缓解…融资难问题
    对外依存度高，断供风险大 → 如何降低…的对外依存度，防范断供风险

Nothing is added but the question and a verb that fits. A sentence that the grammar does not read
gives no item: better none than one that a committee would have to mend.
"""

import re
from collections.abc import Iterator, Sequence

from assistant import quantities
from assistant.doing import HOW
from assistant.form import items
from assistant.issue_grammar import VERB_FIRST, Aim, read
from index.tokens import content_pairs

_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_ASIDE = re.compile(r"（[^（）]*）|\[\d+\]")
_SPACE = re.compile(r"\s+")
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]+(?:[、，]|是|来)|（[一二三四五六七八九十\d]+）|\d{1,2}[.．、）]|[①-⑳]|[-*•◆◇➤▶■●])+"
)
_CUT = re.compile(r"[，；：。！？]+|(?<!\d)\.(?!\d)")
_SHUT = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
_OPENERS = re.compile(
    r"(?:由于|因为|目前|当前|此前|同时|并且|而且|但是|但|然而|不过|因此|因而|从而|为此|特别是|尤其是|(?:其中|主要)?包括|以至于|以致|其中|例如|比如"
    r"|使得|致使|进而|加之|还(?!款|贷|原)|也|又|既|则|而|一方面|另一方面|问题是|更令人担忧的是)+"
)
_ASKED_OF = re.compile(
    f"^(?:中央有关部门|有关部门|地方政府|政府|“[^”]{{1,4}}链”)?(?:应当|应该|应|要)?(?:{HOW}|重点(?=[推实开建支加培打发解做抓]))*"
)
_CAUSES = re.compile(r".*?(?:容易|极易|势必|必然)?(?:造成|导致|产生|带来|加剧)(?:了|着)?")
_ADVERBIAL = re.compile(r"(?:虽然|尽管|如果|若|一旦|随着|通过|不仅)|(?:^|如何)在.+(?:上|下|后|中|时)$")
_SOLVED = re.compile(
    r"不再|不存在|并非|没有出现|已经?(?:得到|解决|破解|缓解|基本)|得到.{0,4}(?:缓解|解决|改善|遏制|提升)|有所(?:缓解|改善)"
    r"|(?:解决|破解|缓解|化解|避免|防止|遏制|防范|降低|摆脱)了|有效(?:解决|缓解|破解|化解|遏制|避免|防范)"
)
_UNFIT = re.compile(
    r"我们|笔者|本文|[这该此]|(?<!其)它|其(?!他|它|中)|不仅|虽|既|但|^(?!.*因[^，]+而).*[^“]而|之一|将|可能|作为(?!的)|程度地面临|反映|表示|增强与[^的]+$|“[^”]*$|^[^“]*”|是否|怎么|如何解决[^，、]*(?<!难)存在的问题$|方面的问题$|遇到的困难$|困难和挑战$|激发$|推进[^，]*等方面$|(?<![别其但就还于而可只要凡总正更])是(?!否)|(?<![供适响相效反对回])应(?:当|该|由|以|坚持|着力|放在)|偏[弱低小少]、(?!.*等问题$)|(?:不足|不高|不强|不够|短缺)、(?!.*等问题$)|应对[^，的]*受"
)
_MANY = re.compile(
    r"^((?:如何)?\S{2,4}?)(?:不少的?|一些|许多|很多|大量|有些|有的|诸多的?)(?!领域|方面|部门)(?=[\u4e00-\u9fff]{2})"
)
_NEEDLESS = re.compile(
    r"传统[^，、]{2,9}的(?=产业政策)|(?<=我[国省市区县])的|(?<=竞争力)指数$|(?<=改革)进展$"
)
_OWN = re.compile(r"(?P<who>[^如]{0,8}?)(?P<how>如何.{4,})")
_RUNS_ON = re.compile(rf"{VERB_FIRST.pattern}|建设|新增|新建|增加|更好地|从而|以|让|使")
_LED_BY = re.compile("为(?![何])|根据|按照|针对|借鉴|围绕|立足|在")
_TO_DO = re.compile(
    rf"{VERB_FIRST.pattern}|(?:探索(?!性)|发展(?![^，]{{0,4}}(?:的|方式|模式|水平|格局|环境|质量))|稳定(?!性|的)|[保维]持|用好|守[牢好]|改造|更新(?!换代)|实施|开展|出台|制定|编制|设立|组建|搭建|建设|划定|划出|盘活|落实|明确|纳入|改[变善进]|新增|新建|增加|申办|举办|启动|打通|整治|办好|引进|引育)(?![^，]{{0,12}}了)"
)
# How to carry out what somebody has named and laid down is no question to study.
_ACTION = re.compile("(?:实施|开展|推进|落实)[^的，]*(?:行动|工程|计划|试点|专项)")
_ATTAINED = re.compile("取得[^，]*(?:进展|成效|突破)[^，]*$")
_JOINT = re.compile("(?<=发展|建设)(?=合力)")
_WRONG = re.compile(
    "问题|难题|障碍|瓶颈|短板|壁垒|风险|隐患|差距|分割|垄断|浪费|[堵断卡]点|“卡脖子”|恶性|无序|重复建设|同质|掠夺|套利|寻租"
)
_MORE = re.compile(
    "如何(?=加[强快]|完善|提[升高振]|增强|推动|优化|健全|拓宽|促进|缩小|扩大|降低|减轻|减少|缓解|畅通|防范|挖掘|壮大|夯实|打通|推进|建设|开展|发展|培育|新增|增加|新建|支持|落实|打造|申办)"
)
_COUNTERS = "个 条 家 项 座 处 所 台 辆 张 套 间 件 名 栋 户 人 人次 亩 公里 平方公里 平方米".split()  # noqa: SIM905
_NAMED = re.compile("[级年号次的来类周]")
_REACHES = re.compile("(?:从|扩大到|至|延长|共)$")
_ABOUT_FIGURE = re.compile(
    "[达到至为过约超占成]$|(?:提高|提升|增长|下降|降低|减少|增加|扩大|缩短|控制在|保持在|稳定在|以内|左右|以上|率|比重|比例)$|[内中]换乘|稳定在|保持在|控制在|分别|[在至到达][和、，]"
)
_BEARS = re.compile(
    "产业|企业|园区|集群|行业|地区|城|[省市县乡村]|政府|部门|人才|资金|土地|市场|链|农|民|机构|项目"
)
_BEARER = re.compile(r"[^，]{0,8}?(?:产业|企业|园区|集群|行业|地区)(?=发展|布局|结构|层次|[的内]?整体)")
_ATTRIBUTE = re.compile("[^，]{0,6}?(?:布局|结构|层次|水平|能力|效益|规模|效率|附加值)")
_CLAUSES = 3
_VERB, _NOUN = 4, 3  # characters of 如何 and its verb, and of the last noun with what stands before it
_LONGEST = 90  # characters of a clause; a longer one holds more than an item can say


def questions(sentence: str) -> tuple[str, ...]:
    """Every item that a sentence gives, one a matter, in its order. Each obeys Q2–Q6 of the form."""
    clauses = _borne(list(_clauses(sentence)))
    found = [*_asked(clauses), *_answered(clauses)]
    fitting: list[str] = []
    for parts in found:
        item = _fitting(parts)
        if item and not _repeats(item, fitting) and not any(_alike(item, other) for other in fitting):
            fitting.append(item)
    return tuple(fitting)


def proposed(sentence: str) -> str | None:
    """What a proposal gives to ask: how to do what it begins with, up to where it names what is wrong if there is room.

    None for a proposal that begins otherwise; what only leads up to it (为…, 根据…), or names an action, is passed over."""
    clauses = [_uncounted(_ASKED_OF.sub("", _ATTAINED.sub("", clause))) for clause in _clauses(sentence)]
    clauses = clauses[1:] if len(clauses) > 1 and _LED_BY.match(clauses[0]) else clauses
    clauses = clauses[1:] if clauses and _ACTION.fullmatch(clauses[0]) else clauses
    if not clauses or _LED_BY.match(clauses[0]) or not _TO_DO.match(clauses[0]) or _SOLVED.search(clauses[0]):
        return None
    parts = [clauses[0], *_following(clauses, 0)]
    wrong = next((n for n, part in enumerate(parts) if _WRONG.search(part)), None)
    asked = [f"如何{parts[0]}", *parts[1:]]
    return (_fitting(asked, wrong + 1) if wrong else None) or _fitting(asked)


def _uncounted(clause: str) -> str:
    """A clause without how many, which no item may say: 打通50条断头路; what is 新增 then is 增加. One that is about a figure, or whose figure
    is part of a name or of what is meant (30年, 240小时, 90周年), stays as it is."""
    shut = [found.span() for found in _SHUT.finditer(clause)]
    rest, end = "", 0
    for quantity in quantities.find(clause):
        start, stop = quantity.at
        if not re.search(r"\d", clause[start:stop]) or any(a < start < b for a, b in shut):
            continue
        if quantity.unit not in _COUNTERS or _NAMED.match(clause, stop) or _REACHES.search(clause[:start]):
            return clause
        rest, end = rest + clause[end:start], stop
    rest += clause[end:]
    if end and rest.startswith("新增"):
        rest = f"增加{rest.removeprefix('新增')}"
    return clause if _ABOUT_FIGURE.search(rest) else rest


def _clauses(sentence: str) -> Iterator[str]:
    """Clauses without connectives, asides and numbering; nothing is cut inside quotation marks."""
    text = _SPACE.sub("", sentence).translate(_FULL_WIDTH)
    text = _ASIDE.sub("", _ORDINAL.sub("", text, count=1) if _ORDINAL.match(text) else text)
    shut = [found.span() for found in _SHUT.finditer(text)]
    start = 0
    for cut in [*_CUT.finditer(text), None]:
        if cut and any(a < cut.start() < b for a, b in shut):
            continue
        clause = text[start : cut.start() if cut else len(text)].removesuffix("等")
        if clause:
            yield _OPENERS.sub("", clause, count=1) if _OPENERS.match(clause) else clause
        start = cut.end() if cut else len(text)


def _borne(clauses: Sequence[str]) -> list[str]:
    """The clauses, each that tells of a layout, a level, an ability with whose it is, which one at the head says."""
    bearer = next(filter(None, map(_BEARER.match, clauses[:2])), None)
    if bearer is None:
        return list(clauses)
    lacks = [(of := _ATTRIBUTE.match(clause)) and not _BEARS.search(of[0]) for clause in clauses]
    return [f"{bearer[0]}{clause}" if lack else clause for clause, lack in zip(clauses, lacks, strict=True)]


def _asked(clauses: Sequence[str]) -> Iterator[list[str]]:
    """The source's own questions: 政府如何…，…."""
    for i, clause in enumerate(clauses):
        if found := _OWN.fullmatch(clause):
            yield [found["how"], *_following(clauses, i)]


def _answered(clauses: Sequence[str]) -> Iterator[list[str]]:
    """Aims read from the clauses. A purpose joins the item before it, or stands alone when there is none."""
    current: list[str] = []
    for i, clause in enumerate(clauses):
        aim = _aim(clause)
        if aim is None:
            continue
        if current and (aim.serves or _repeats(aim.text, current)):
            if not _repeats(aim.text, current):
                current.append(_plainer(aim.text))
            continue
        if current:
            yield [f"如何{current[0]}", *current[1:]]
        current = [_plainer(aim.text), *(_following(clauses, i) if aim.runs_on else ())]
    if current:
        yield [f"如何{current[0]}", *current[1:]]


def _aim(clause: str) -> Aim | None:
    if len(clause) > _LONGEST or "如何" in clause or _SOLVED.search(clause) or _ADVERBIAL.match(clause):
        return None
    cause = _CAUSES.match(clause)
    return (read(clause[cause.end() :]) if cause else None) or read(clause)


def _following(clauses: Sequence[str], i: int) -> Iterator[str]:
    """The verb phrases that go on from clause i."""
    for clause in clauses[i + 1 :]:
        if "如何" in clause or not _RUNS_ON.match(clause):
            return
        yield clause


def _fitting(parts: Sequence[str], least: int = 1) -> str | None:
    """As many of the parts as the form allows, `least` of them at least; None when even those have faults."""
    for count in range(min(len(parts), _CLAUSES), least - 1, -1):
        if _ADVERBIAL.search(parts[count - 1]):
            continue
        text = _JOINT.sub("的", "，".join(parts[:count]))
        for item in (text, _MORE.sub("如何进一步", text, count=1)):
            if not items.faults(item) and not _UNFIT.search(item):
                return item
    return None


def _plainer(text: str) -> str:
    """Without 不少的, the 传统…的 that only says why, 指数 behind what it measures, and the like."""
    return _NEEDLESS.sub("", _MANY.sub(r"\1", text))


def _alike(one: str, other: str) -> bool:
    """Whether two items ask the same to be done about two things: 打破…的垄断."""
    return one[:_VERB] == other[:_VERB] and one[-_NOUN:] == other[-_NOUN:] and not one.endswith("问题")


def _repeats(text: str, parts: Sequence[str]) -> bool:
    pairs = content_pairs(text)
    return any(2 * len(pairs & content_pairs(part)) > len(pairs) for part in parts)
