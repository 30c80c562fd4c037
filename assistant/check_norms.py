"""Is a rule of a law told as far as it goes: with what it allows or forbids, its exception and its condition?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.attributed import matter
from assistant.context import pairs
from assistant.rules import MOST, rules
from assistant.support import Cited, Support
from assistant.types import Claim, Finding

_SEGMENT = re.compile(r"[^。；\n]+")
_MODALS = {
    "可以|允许|准许": "可|允许|准许|有权|权利|能够|鼓励|支持|自愿|自主|自行|同意|酌情|不受",
    "不得|不准|不许|禁止|严禁": "不得|不准|不许|不能|不可|不应|不予|不再|不允许|禁|防止|杜绝|严格限制|避免|无权|方可|违反|违法|擅自|罚",
}
"""What a claim says is allowed or forbidden, and the words of which a law that says so has one."""
_BOUND, _URGED = "应当|必须|须|不得", "引导|鼓励|支持|提倡|倡导"
_MUST = re.compile(f"(?:{_BOUND})(?P<what>[\u4e00-\u9fff]{{2}})")
"""What is demanded, which a law may only urge somebody to do."""
_EXCEPT = re.compile(
    r"(?<![\u4e00-\u9fff])除[^，。；]{2,60}外(?=[，,])|[，；,][^，。；]{2,60}(?:的?除外|不在此限)"
)
_SAVED = re.compile(
    "(?:法律|法规|规章|国家|本条例|本法|本办法|本规定)[^，。；]{0,16}(?:另有|有)[^，。；]{0,6}规定"
)
"""What every rule yields to goes without saying."""
_SAYS_SO = re.compile("除|例外|另有|但|不受|不适用|特殊|其他|豁免")
_EXEMPT = re.compile(r"(?P<whom>[^，。；：\n]{2,40})的[，,](?:不受|不适用)[^，。；\n]*")
_LISTED, _SOME = re.compile("(?:下列|以下)[^。；]*[：:]$"), re.compile("下列|以下|部分|特定|一些|有的|等")
_FEW = 2  # pairs of a rule that another has not, which do not yet tell it
_FURTHER = 0.2  # by how much less of a case the rule of another is told


def modals(claim: Claim, support: Support) -> Iterator[Finding]:
    """Something told as allowed or as forbidden by a law whose cited words say neither; code modality."""
    if not support.cited or not all(cited.address for cited in support.cited):
        return
    law = "\n".join(words for cited in support.cited for words in cited.told)
    for must in _MUST.finditer(matter(claim.text)):
        asked = re.search(f"(?:{_URGED})[^，。；]{{0,24}}{re.escape(must['what'])}", law)
        if asked and not re.search(f"(?:{_BOUND})[^，。；引鼓]{{0,16}}{re.escape(must['what'])}", law):
            yield Finding("modality", "error", f"句中“{must[0]}”，所引原文作“{asked[0]}”", must.span())
    for told, given in _MODALS.items():
        said = re.search(told, matter(claim.text))
        if said and not re.search(given, law):
            yield Finding("modality", "error", f"所引原文没有说“{said[0]}”", said.span())


def exceptions(claim: Claim, support: Support) -> Iterator[Finding]:
    """A rule told without the exception that stands in its sentence, or of those who are exempt from it; code scope."""
    if _SAYS_SO.search(claim.text):
        return
    said = pairs(matter(claim.text))
    for cited in _laws(support):
        for exempt in _EXEMPT.finditer(cited.beside or cited.text):
            whom = pairs(exempt["whom"])
            if len(whom & said) >= MOST * len(whom):
                yield Finding("scope", "error", f"所引原文说“{exempt[0].strip()}”，句中没有说")
                return
        for segment in _SEGMENT.finditer(cited.beside or cited.text):
            found = _EXCEPT.search(segment[0])
            if not found or _SAVED.search(found[0]):
                continue
            rule = pairs(_EXCEPT.sub("", segment[0]))
            if len(rule & said) >= MOST * len(rule):
                yield Finding("scope", "error", f"所引原文有例外：“{found[0].strip('，； ')}”，句中没有说")
                return


def listed(claim: Claim, support: Support) -> Iterator[Finding]:
    """A rule on some that are listed (下列区域禁止吸烟：) told of all, where none of them is cited; code scope."""
    heads = [found[0] for cited in _laws(support) if (found := _LISTED.search(cited.text.strip()))]
    if heads and len(heads) == len(support.cited) and not _SOME.search(matter(claim.text)):
        yield Finding("scope", "error", f"所引原文限于“{heads[0]}”所列，句中没有说")


def conditions(claim: Claim, support: Support) -> Iterator[Finding]:
    """What follows by law upon a case, told without it or of another: a fine for 逾期不改正, a right of those in one area; code scope."""
    said = matter(claim.text)
    given = [rule for cited in _laws(support) for rule in rules(cited.beside or cited.text)]
    told = [(rule, rule.dropped(said)) for rule in given if rule.told(said)]
    whole = "，".join(rule.text for rule, limit in told if not limit)
    nearest = max((rule.nearness(said) for rule in given if quantities.find(rule.text)), default=0.0)
    for rule, limit in told:
        if rule.figures(said) and rule.case and rule.nearness(said) + _FURTHER < nearest:
            limit = limit or rule.case
        own = len((pairs(rule.text) & pairs(said)) - pairs(whole)) > _FEW
        if limit and (own or rule.figures(said) > rule.figures(whole)):
            yield Finding("scope", "error", f"所引原文限于“{limit}”，句中没有说")
            return


def _laws(support: Support) -> Iterator[Cited]:
    return (cited for cited in support.cited if cited.address)
