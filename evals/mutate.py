"""A true claim altered in one thing, by rule: what the checker has to catch. Deterministic, nothing is drawn."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.types import Verdict
from evals.cases import Evidence

Rule = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim, the place it cites, and what it deserves. `mutation` names the rule, 原句 or 手写."""

    id: str
    text: str
    label: Verdict
    mutation: str
    evidence: tuple[Evidence, ...]
    note: str = ""


_UNITS = {"万": "亿", "亿": "万", "公顷": "亩", "个百分点": "%", "%": "个百分点"}
_PLACES = {
    "湖南": "湖北",
    "江西": "浙江",
    "浙江": "江西",
    "广东": "广西",
    "山东": "山西",
    "河北": "河南",
    "河南": "河北",
    "长沙": "南昌",
    "南京": "苏州",
    "江苏": "江西",
    "深圳": "珠海",
    "东北地区": "西部地区",
    "长三角": "成渝",
    "欧盟": "东盟",
    "日本": "韩国",
}
_OPPOSITES = {
    "增长": "下降",
    "下降": "增长",
    "上升": "下降",
    "低于": "高于",
    "提高": "降低",
    "进口": "出口",
    "最早": "最晚",
}
_BOUNDS = {
    "以上": "以下",
    "以内": "以外",
    "不少于": "不超过",
    "左右": "以上",
    "超过": "不足",
    "近": "超",
    "约": "超过",
}
_OFFICES = {"省长": "省委书记", "市委书记": "市长", "市领导": "省领导", "省领导": "市领导", "副市长": "市长"}
_NEGATIONS = (
    ("没有", "已有"),
    ("尚未", "已经"),
    ("未能", "已能"),
    ("不得", "可以"),
    ("不能", "可以"),
    ("不允许", "允许"),
)
_AFFIRMED = ("可以", "允许", "鼓励", "是", "有")
# Not the front part of a number, and no part of a date.
_NO_DATE = r"(?![\d.]*\s*[年月日〕\d])"
_AIMS = ("力争到", "力争", "目标是", "计划", "拟", "探索实施", "研究建立")


def digit(text: str) -> str:
    """The last digit of the first figure that is no year, changed."""
    return _first(rf"(?<![\d〔〕（(.第])(?!(?:19|20)\d{{2}}\s*年)\d+(?:\.\d+)?{_NO_DATE}", text, _bumped)


def transposed(text: str) -> str:
    """Two unlike neighbouring digits of a figure, swapped."""
    return _first(rf"(?<![\d〔（(])\d*?(\d)(?!\1)[1-9]\d*(?:\.\d+)?{_NO_DATE}", text, _swapped)


def unit(text: str) -> str:
    return _first(r"(?<=\d)(\s*)(个百分点|公顷|[万亿%])", text, lambda m: m[1] + _UNITS[m[2]])


def year(text: str) -> str:
    return _first(r"(?:19|20)\d{2}(?=\s*年)", text, lambda m: str(int(m[0]) - 1))


def doc_number(text: str) -> str:
    """The serial number of a document, up by one."""
    return _first(r"(?<=〕)(\s*)(\d+)(?=\s*号)", text, lambda m: f"{m[1]}{int(m[2]) + 1}")


def place(text: str) -> str:
    return _swap(text, _PLACES)


def opposite(text: str) -> str:
    return _swap(text, _OPPOSITES)


def bound(text: str) -> str:
    return _first(
        r"(?<=[\d万亿元家个%条])\s*(以上|以内|左右)|(不少于|超过|约)(?=\s*\d)",
        text,
        lambda m: _BOUNDS[m[0].strip()],
    )


def office(text: str) -> str:
    return _swap(text, _OFFICES)


def denied(text: str) -> str:
    """A denial taken away, or one put in."""
    for old, new in _NEGATIONS:
        if old in text:
            return text.replace(old, new, 1)
    return _first("|".join(_AFFIRMED), text, lambda m: f"{'没' if m[0] == '有' else '不'}{m[0]}")


def achieved(text: str) -> str:
    """An aim told as done."""
    return _first("|".join(_AIMS), text, lambda m: "已于" if m[0].endswith("到") else "已")


RULES: dict[str, Rule] = {
    "改数字": digit,
    "颠倒数字": transposed,
    "改单位": unit,
    "改年份": year,
    "改文号": doc_number,
    "换地名": place,
    "反义": opposite,
    "改界限": bound,
    "换职务": office,
    "改否定": denied,
    "目标说成完成": achieved,
}


def mutations(originals: Sequence[Labelled]) -> Iterator[Labelled]:
    """Each original under each rule that changes it; then with a clause of the next, and citing the next one's place."""
    for at, one in enumerate(originals):
        for number, (name, rule) in enumerate(RULES.items(), 1):
            if (altered := rule(one.text)) != one.text:
                yield replace(one, id=f"{one.id}-{number}", text=altered, label="contradicted", mutation=name)
        other = originals[(at + 1) % len(originals)]
        if at % 2:
            mixed = f"{one.text.rstrip('。')}，{other.text}"
            yield replace(one, id=f"{one.id}-mixed", text=mixed, label="partial", mutation="掺入别处的话")
        else:
            yield replace(
                one, id=f"{one.id}-astray", evidence=other.evidence, label="unsupported", mutation="引错出处"
            )


def _first(pattern: str, text: str, change: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, change, text, count=1)


def _swap(text: str, table: dict[str, str]) -> str:
    return _first("|".join(table), text, lambda m: table[m[0]])


def _bumped(match: re.Match[str]) -> str:
    return match[0][:-1] + str((int(match[0][-1]) + 3) % 10)


def _swapped(match: re.Match[str]) -> str:
    at = match.start(1) - match.start()
    return match[0][:at] + match[0][at + 1] + match[0][at] + match[0][at + 2 :]
