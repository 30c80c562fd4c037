"""What a request asks about where people write it as they speak: 青海绿电这么多，算力产业怎么做 → 算力产业, then the rest."""

import re
from collections.abc import Sequence

_ASKS = re.compile(
    "(?:到底|究竟|应该|应当|(?<![供适响反效对])应|(?<!应)该|(?<![偿归])还|又|才能|(?<![人天英])才)?"
    "(?:怎么样|怎么办|怎么|怎样|如何|咋|能不能|能否|可不可以|可否|是不是该|要不要)(?:才能|才)?"
)
_AGENT = re.compile(
    "(?:各级|有关|相关|主管)?(?:政府|部门|我们|大家|政府部门)?(?:应该|应当|应|该)?"
    "|(?:(?:学校|家庭|社会|企业|政府|部门|社区|医院|家长|单位|物业)(?:[、和与]|$)){2,}"
)
_TOGETHER = re.compile("^(?:一起|共同|都|真正)+(?:[管做办抓用建守护]好)?")
_TAKEN = re.compile(
    "把(?:有限的)?(.{2,}?)(?:(?:[管用做办建抓搞盘守护]|传承|发展|利用|保障|落实|服务)(?:好|活|强|大|优|实|到位|起来|住).*)"
)
_PLAINLY = re.compile(
    "(?:进一步|更好地?|真正|尽快|持续|有效|再)*(?:(?:[治管办做解防抓建清破搞弄](?:好|到位)?|治理|整治|破解|解决|化解|应对|推进|推动|推广|发展|建设"
    "|[分办定收算改修养补]|补上|加强|提升|提高|提质|扩容|升级|增效|扩面|提速|改进|改善|完善|优化|盘活|保障|管理|监管|跟上|做大做强|做[强优大]|快一点|快些|快点|[联融]得更?.|刹(?:住|一刹)|遏制住?|稳(?:住|定|下来)|畅通|顺畅|[往向朝].{1,4}[走迈].?)(?:一?[点些])?、?)*"
)
"""What follows 怎么 and names nothing more: 做大做强, 进一步治理, 往高端走."""
_ILL = re.compile("的?(?:(?<!养)老毛病|(?<!养)老问题|问题|毛病|难题|现象|乱象|顽疾|状况)$")
_HELP = re.compile(
    r"(?:各级|有关|相关)?(?:政府|部门)?[还又]?(?:能够?|可以|应该|应当|应|该|要|得)(?:再|多)*"
    r"(?:[做帮干办](?:[些点]|一些)?|提供|出台|采取)(?:[些点]|一些)?(?:什么|啥|哪些)(?:政策|措施|帮助|支持|办法|事)?"
)
"""A clause that asks for whatever may be done: 政府还能再帮些什么."""
_WHETHER = re.compile(
    "(?:(?:还|真的?|到底|究竟)?(?:跟得上|够不够|行不行|够用?|到位|合理|合适|管用|方便|健全|完善)(?:不够|了|的)?)?[吗么]$"
)
"""What a question that wants yes or no ends with: 灌区跟得上吗."""
_BARE = re.compile("(?:错位|转型|协同|融合|抱团|联动|突围|破局|升级|发展|起来|下去|补上|跟上|畅通)+")
"""What is to be done with what the clause before names: 传统产业集群一年不如一年，怎么转型."""
_NOTHING = re.compile("补上|跟上|起来|下去|发展|畅通")
_WHOSE = re.compile("[他她它]们?的")
_OF_ANOTHER = re.compile(f"沿线|沿岸|周边|其(?!他)|{_WHOSE.pattern}")
"""What begins a clause that says nothing without the one before it: 平陆运河就要通航了，沿线产业怎么跟上."""
_NAMELESS = re.compile("[把让给]?(?:[他她它]们?|大家)(?!们?的)|做到|..跟不上$")
"""What is to be done with something that a clause before names: 怎么才能把它用起来."""
_MADE = re.compile("^(?:发展|打造|变|做|建|办)成(?:像样的?)?(?=.{2})")
_STATES = re.compile("(?:一[年天]不如一[年天]|雷同|重复|同质化|越来越.+|一窝蜂.+)$")
_LACKS = re.compile("(?:不够|不足|太少|太难|紧张|短缺|紧缺|缺乏|滞后|跟不上|没跟上|薄弱)了?$")
"""What a clause says is wrong, which a request that only asks 怎么办 is about."""
_EACH = re.compile("各.各的?")
_POINTING = re.compile("[这那][个些种]?(?!.{4,}(?:怎么|怎样|如何|咋))")
"""What points to something and does not name it: 这个结怎么解, but 这种招商内卷怎么刹住."""
_ASIDE = re.compile("(?:主要|重点|着重|特别)(?:讲|是)|特别是|尤其是")
_ACTOR = re.compile(
    "企业|业主|学校|社区|银行|居民|群众|家长|单位|物业|医院|让?它|(?:打通|解决|破解|推进|落实|维权)$"
)
"""Who is to act, which is not what a request is about."""
_LEAST = 2
_NAMED = 4  # characters from which on what is asked about has a name of its own
_EDGES = " 的，。；：、"


def asked_first(clauses: Sequence[str]) -> list[str]:
    """The clauses that ask, each with what it asks about alone, before those that only say how things are.

    A clause that the request begins with stays first where what asks only adds to it (主要讲…怎么…). Where none asks
    (…，怎么办), what is lacking comes first."""
    plain = [_ASIDE.sub("", clause) for clause in clauses]
    plain = [clause for clause in plain if not _only_asks(clause)] or plain
    subjects = [_subject(clause) for clause in plain]
    # What only adds to the clause before it (主要讲 …), or says who should act, does not come first.
    asking = [
        bool(_ASKS.search(clause) or _WHETHER.search(clause))
        and clause in clauses
        and not _ACTOR.match(subject)
        and not _NAMELESS.match(subject)
        for clause, subject in zip(plain, subjects, strict=True)
    ]
    named = [
        _named_before(subjects, n) if asks else s
        for n, (s, asks) in enumerate(zip(subjects, asking, strict=True))
    ]
    first = asking if any(asking) else [bool(_LACKS.search(s)) for s in named]
    return [s for wanted in (True, False) for s, comes in zip(named, first, strict=True) if comes == wanted]


def _named_before(subjects: Sequence[str], n: int) -> str:
    """What a clause asks about, with what a clause before it names where it says nothing alone."""
    subject = subjects[n]
    if not (_BARE.fullmatch(subject) or _OF_ANOTHER.match(subject)):
        return subject
    name = next(filter(None, map(_leading_name, subjects[:n])), "")
    if name and _WHOSE.match(subject):
        return f"{name}{'这些人' if '、' in name else ''}的{_WHOSE.sub('', subject)}"
    return f"{name}{'' if _NOTHING.fullmatch(subject) else subject}" if name else subject


def _leading_name(clause: str) -> str:
    """What a clause begins by naming, before what it says of that: 芯片制造和封装环节 of 芯片制造和封装环节薄弱."""
    # Loading its dictionary takes a tenth of a second, which not every command need wait for.
    import rjieba

    tagged = list(rjieba.tag(_STATES.sub("", clause)))
    ends = next((n for n, (_, tag) in enumerate(tagged) if n and tag[0] == "d"), len(tagged))
    while ends and tagged[ends - 1][1][0] not in "njs":
        ends -= 1
    return "".join(word for word, _ in tagged[:ends])


def _only_asks(clause: str) -> bool:
    """Whether a clause names nothing that it asks about: 这个结怎么解, 怎么清、怎么防."""
    if _HELP.fullmatch(clause) or _EACH.fullmatch(clause):
        return True
    rest = _ASKS.sub("", clause).split("、")
    return bool(_ASKS.search(clause)) and (bool(_POINTING.match(clause)) or max(map(len, rest)) < _LEAST)


def _subject(clause: str) -> str:
    found = _ASKS.search(clause)
    if found is None:
        return _WHETHER.sub("", clause)
    before, after = clause[: found.start()].strip(_EDGES), _MADE.sub("", clause[found.end() :].strip(_EDGES))
    if taken := _TAKEN.match(after):
        return taken[1] if _AGENT.fullmatch(before) else f"{before}{taken[1]}"
    if len(before) >= _LEAST and not _AGENT.fullmatch(before) and _PLAINLY.fullmatch(after):
        return _ILL.sub("", before)
    if _AGENT.fullmatch(before):
        return _TOGETHER.sub("", after)
    # What something is to come to is no part of what it is called.
    named = len(before) >= _NAMED and len(after) > _LEAST and not _ACTOR.search(before)
    return f"{before}，{after}" if named else f"{before}{after}"
