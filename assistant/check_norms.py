"""Is a rule of a law told as far as it goes: with what it allows or forbids, its exception and its condition?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import quantities
from assistant.attributed import matter
from assistant.context import pairs
from assistant.support import Cited, Support
from assistant.types import Claim, Finding

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_CASE = re.compile("(?:第[^，。；\\s]+条[\\s　]*)?(?:违反[^，。；]*，)?(?P<case>[^。；]*?的)(?=，)")
_EITHER = re.compile("，|或者?|、")
_SENTENCE = re.compile(r"[^。\n]+")
_HAN = re.compile("[\u4e00-\u9fff]")
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
_SAYS_SO = re.compile("除|例外|另有|但|不受|特殊|其他|豁免")
_STEP = re.compile("(?:逾期|拒不|拒绝|仍不|仍未|不听|再次|多次|屡次|情节|后果|造成|警告后)[^，。；]*的$")
_LIMIT = re.compile(
    "在(?P<within>[\u4e00-\u9fff]{3,16})(?:范围)?内|(?P<such>[\u4e00-\u9fff]{5,30})的(?P<noun>[\u4e00-\u9fff]{2,4})"
)
_FORBIDS = re.compile("不得|禁止|严禁")
_WHERE = re.compile("在(?P<where>[\u4e00-\u9fff]{2,16}?)(?:面前|期间|范围内|区域内|时段内)")
_LISTED, _SOME = re.compile("(?:下列|以下)[^。；]*[：:]$"), re.compile("下列|以下|部分|特定|一些|有的|等")
_HYPOTHESIS = re.compile("(?:的|期间|情况下)$")
_VAGUE = re.compile("^(?:依法|有关|相关|按照|依照|符合|违反|本|所)")
_MAIN = 0.5  # share of the words of a rule that a claim which tells it has
_FEW = 2  # pairs of a rule that another has not, which do not yet tell it
_AKIN = 0.4  # share of the characters of a case that a claim of it has
_FURTHER = 0.2  # by how much less of a case the rule of another is told
_LITTLE = 0.2  # share of the words of a limit below which a claim does not tell it


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
    """A rule told without the exception that stands in its sentence; code scope."""
    said = pairs(matter(claim.text))
    for cited in _laws(support):
        for segment in _SEGMENT.finditer(cited.beside or cited.text):
            found = _EXCEPT.search(segment[0])
            if not found or _SAVED.search(found[0]) or _SAYS_SO.search(claim.text):
                continue
            rule = pairs(_EXCEPT.sub("", segment[0]))
            if len(rule & said) >= _MAIN * len(rule):
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
    rules = [rule for cited in _laws(support) for rule in _rules(cited.beside or cited.text)]
    told = [(rule, rule.dropped(said)) for rule in rules if rule.told(said)]
    whole = "，".join(rule.text for rule, limit in told if not limit)
    nearest = max((rule.nearness(said) for rule in rules if quantities.find(rule.text)), default=0.0)
    for rule, limit in told:
        if _figures(rule.text, said) and rule.case and rule.nearness(said) + _FURTHER < nearest:
            limit = limit or rule.case
        figures = _figures(rule.text, said) > _figures(rule.text, whole)
        if limit and (figures or len((pairs(rule.text) & pairs(said)) - pairs(whole)) > _FEW):
            yield Finding("scope", "error", f"所引原文限于“{limit}”，句中没有说")
            return


def _laws(support: Support) -> Iterator[Cited]:
    return (cited for cited in support.cited if cited.address)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A clause that rules something, the clauses right before it that say for which case, and the case that its sentence begins with."""

    text: str
    cases: Sequence[str]
    main: str

    def told(self, said: str) -> bool:
        """Whether a text tells it: by a figure of it and some of its words, or by most of them."""
        words = pairs(_WHERE.sub("", self.text) if _FORBIDS.search(self.text) else self.text)
        shared = len(words & pairs(said))
        return shared >= _MAIN * len(words) > 0 or (shared > 1 and _figures(self.text, said) > 0)

    def dropped(self, said: str) -> str:
        """The first limit of its case that a text leaves out; empty where it has them: 逾期不改正的, 在城市化地区内, 领取…的."""
        limits = [_limit(case, said) for case in self.cases]
        if _FORBIDS.search(self.text):
            limits += [m[0] for m in _WHERE.finditer(self.text) if not pairs(m["where"]) & pairs(said)]
        if _figures(self.text, said) and self.case and self.nearness(said) < _AKIN:
            limits.append(self.case)
        return next(filter(None, limits), "")

    @property
    def case(self) -> str:
        """The case that it is for: the last before it that is no step of another (拒不改正的)."""
        own = next((case for case in reversed(self.cases) if not _STEP.search(case)), self.main)
        return self.main if self.main.endswith(own) else own

    def nearness(self, said: str) -> float:
        """How far a text may tell of its case, in whatever words: the share of the characters of one of its alternatives."""
        alternatives = [set(_HAN.findall(one)) for one in _EITHER.split(self.case)]
        return max((len(one & set(said)) / len(one) for one in alternatives if len(one) > 1), default=0.0)


def _rules(text: str) -> Iterator[_Rule]:
    for sentence in _SENTENCE.findall(text):
        first = _CASE.match(sentence)
        main = first["case"] if first else ""
        for segment in _SEGMENT.findall(sentence):
            cases, ruled = list[str](), False
            for clause in _CLAUSE.findall(segment):
                if _HYPOTHESIS.search(clause):
                    cases, ruled = ([] if ruled else cases) + [clause], False
                else:
                    yield _Rule(clause, cases, main)
                    ruled = True


def _figures(rule: str, said: str) -> int:
    """How many figures of a clause a text tells."""
    figures = quantities.find(said)
    return sum(any(quantities.equal(one, other) for other in figures) for one in quantities.find(rule))


def _limit(case: str, said: str) -> str:
    known = pairs(said)
    if _STEP.search(case):
        return "" if any(pairs(step) & known for step in re.split("或者?|、", case)) else case.strip()
    for limit in _LIMIT.finditer(case):
        words = limit["within"] or limit["such"]
        if (limit["noun"] and limit["noun"] not in said) or _VAGUE.search(words) or "等" in words:
            continue
        if len(pairs(words) & known) < _LITTLE * len(pairs(words)):
            return limit[0]
    return ""
