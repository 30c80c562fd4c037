"""A thing put where its like stands in a question: 增加值呢, 新能源汽车产业链呢, 大型企业呢."""

import re
from collections.abc import Iterable
from itertools import takewhile

from assistant.named_things import places, years
from assistant.pieces import ATTRIBUTE

ASKS = re.compile(
    r"(?:分别|一共|总共|各自|到底|究竟|都|又|具体)?(?:是|有|为|指|由|在|占|讲)?(?:的是)?(?:多少|几[个条家位种项名年]?|哪|谁|什么|啥|何时|怎么|怎样|如何|有没有|是否|是不是|吗|呢).*$"
)
"""What a question asks, to its end."""
_CUT = re.compile(r"[，,。；;：:？?！!“”\"（）()]|的|(?<=.)(?:是|由|为)(?=.)")
_EACH = re.compile("[人户亩地]均")
_NOUNS, ATTRIBUTIVE = ("n", "j", "l"), ("a", "b", "v")
_ACTS_ON = re.compile("(?P<actor>[\u4e00-\u9fff、]{2,16}?)(?:从|向|对|给|与)(?=[\u4e00-\u9fff]{2,})")
_BODY = re.compile("(?:机关|单位|企业|公司|部门|政府|机构|学校|医院|银行|协会|组织|平台|经营者|用人单位)$")
_AIMED = re.compile("(.{2,})目标")
_OF_FIGURE = re.compile(f"{ATTRIBUTE.pattern}|同比|(?:预期)?目标")
_PAIRS = (
    ("城镇居民", "农村居民", "城乡居民"),
    ("城镇", "农村"),
    ("出口", "进口"),
    ("收入", "支出"),
    ("国内", "国外"),
    ("上半年", "下半年"),
    ("第一产业", "第二产业", "第三产业"),
)
"""Words that tell apart what is otherwise called the same."""


def put_sibling(text: str, name: str) -> str:
    """`name` in place of the words most like it; where none are, of what was asked for (the last before the asking).

    A body is put where one acted on another (机关从中小企业采购): it is asked what it does itself.
    """
    acting = _ACTS_ON.match(text)
    if acting and _BODY.search(name) and _BODY.search(acting["actor"]) and not places(acting["actor"]):
        return name + text[acting.end("actor") :]
    if (opposite := _opposite(text, name)) is not None:
        return text.replace(opposite, name, 1)
    phrases = [p for p in re.split(_CUT, without_time_and_place(ASKS.sub("", text))) if len(p) >= 2]
    if not phrases:
        return name + text
    runs = [run for phrase in phrases for run in _runs(phrase)]
    best = max(runs, key=lambda run: (_likeness(run, name), -abs(len(run) - len(name))))
    if not _likeness(best, name) and (aimed := _AIMED.fullmatch(phrases[-1])):
        best = aimed[1]
    elif not _likeness(best, name):
        nouns = [run for run in runs if is_noun(run) or _is_compound(run)]
        best = max(nouns, key=lambda run: (text.rfind(run) + len(run), len(run)), default=phrases[-1])
        if phrases[-1].endswith(best) and "占" not in phrases[-1] and is_noun(phrases[-1], ATTRIBUTIVE):
            best = phrases[-1]
    # 人均 and 增速 are of what was asked for, and take no place.
    if _EACH.fullmatch(name):
        name = f"{name}{best}"
    elif _OF_FIGURE.fullmatch(name) and not _OF_FIGURE.search(best):
        name = f"{best}{name}"
    return text.replace(best, name, 1)


def _opposite(text: str, name: str) -> str | None:
    """The word of a text that a name is told apart from (农村 where 城镇 is named); None where there is none."""
    others = (other for group in _PAIRS if name in group for other in group if other != name)
    return next((other for other in others if other in text), None)


def is_noun(words: str, beside: tuple[str, ...] = ()) -> bool:
    """Whether all of the words are nouns, or those before the last of kinds that may stand `beside` one."""
    import rjieba

    *before, last = (tag for _, tag in rjieba.tag(words))
    all_before = all(tag.startswith((*_NOUNS, *beside)) for tag in before)
    return all_before and last.startswith(_NOUNS) and len(words) >= 2


def _is_compound(words: str) -> bool:
    """Whether nouns stand around what may be a verb in other places: 城镇调查失业率."""
    import rjieba

    tags = [tag for _, tag in rjieba.tag(words)]
    return len(tags) > 2 and tags[0].startswith(_NOUNS) and is_noun(words, ("v",))


def without_time_and_place(text: str) -> str:
    """The text with a stop for every place and time named in it."""
    for part in (*places(text), *years(text)):
        text = text.replace(part, "，")
    return re.sub("(?<=，)(?:[省市区县]|到|至|在)+", "，", text)


def _runs(phrase: str) -> list[str]:
    """Every run of whole words of a phrase."""
    # Loads its dictionary, which a first question need not wait for.
    import rjieba

    words = rjieba.cut(phrase)
    return ["".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]


def _likeness(one: str, other: str) -> int:
    """How many characters two names end in alike, counted twice, and begin alike: kinds of a thing share their last word."""
    return 2 * _common(reversed(one), reversed(other)) + _common(one, other)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
