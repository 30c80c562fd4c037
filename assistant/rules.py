"""What a law rules for which case: each rule with the conditions that stand before it (逾期不改正的, 在城市化地区内)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import quantities
from assistant.context import pairs

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_CASE = re.compile("(?:第[^，。；\\s]+条[\\s　]*)?(?:违反[^，。；]*，)?(?P<case>[^。；]*?的)(?=，)")
_EITHER = re.compile("，|或者?|、")
_SENTENCE = re.compile(r"[^。\n]+")
_SEGMENT = re.compile(r"[^。；\n]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_STEP = re.compile("(?:逾期|拒不|拒绝|仍不|仍未|不听|再次|多次|屡次|情节|后果|造成|警告后)[^，。；]*的$")
_LIMIT = re.compile(
    "在(?P<within>[\u4e00-\u9fff]{3,16})(?:范围)?内|(?P<such>[\u4e00-\u9fff]{5,30})的(?P<noun>[\u4e00-\u9fff]{2,4})"
)
_FORBIDS = re.compile("不得|禁止|严禁")
_WHERE = re.compile("在(?P<where>[\u4e00-\u9fff]{2,16}?)(?:面前|期间|范围内|区域内|时段内)")
_HYPOTHESIS = re.compile("(?:的|期间|情况下)$")
_VAGUE = re.compile("^(?:依法|有关|相关|按照|依照|符合|违反|本|所)")
_AKIN = 0.4  # share of the characters of a case that a claim of it has
_LITTLE = 0.2  # share of the words of a limit below which a claim does not tell it
MOST = 0.5  # share of the words of a rule that what tells it has


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause that rules something, the clauses right before it that say for which case, and the case that its sentence begins with."""

    text: str
    cases: Sequence[str]
    main: str

    def told(self, said: str) -> bool:
        """Whether a text tells it: by a figure of it and some of its words, or by most of them."""
        words = pairs(_WHERE.sub("", self.text) if _FORBIDS.search(self.text) else self.text)
        shared = len(words & pairs(said))
        return shared >= MOST * len(words) > 0 or (shared > 1 and self.figures(said) > 0)

    def dropped(self, said: str) -> str:
        """The first limit of its case that a text leaves out; empty where it has them: 逾期不改正的, 在城市化地区内, 领取…的."""
        limits = [_limit(case, said) for case in self.cases]
        if _FORBIDS.search(self.text):
            limits += [m[0] for m in _WHERE.finditer(self.text) if not pairs(m["where"]) & pairs(said)]
        if self.figures(said) and self.case and self.nearness(said) < _AKIN:
            limits.append(self.case)
        return next(filter(None, limits), "")

    @property
    def case(self) -> str:
        """The case that it is for: the last before it that is no step of another (拒不改正的)."""
        own = next((case for case in reversed(self.cases) if not _STEP.search(case)), self.main)
        return self.main if self.main.endswith(own) else own

    def figures(self, said: str) -> int:
        """How many of its figures a text tells."""
        theirs = quantities.find(said)
        return sum(
            any(quantities.equal(one, other) for other in theirs) for one in quantities.find(self.text)
        )

    def nearness(self, said: str) -> float:
        """How far a text may tell of its case, in whatever words: the share of the characters of one of its alternatives."""
        alternatives = [set(_HAN.findall(one)) for one in _EITHER.split(self.case)]
        return max((len(one & set(said)) / len(one) for one in alternatives if len(one) > 1), default=0.0)


def rules(text: str) -> Iterator[Rule]:
    """The rules of a text in order."""
    for sentence in _SENTENCE.findall(text):
        first = _CASE.match(sentence)
        main = first["case"] if first else ""
        for segment in _SEGMENT.findall(sentence):
            cases, ruled = list[str](), False
            for clause in _CLAUSE.findall(segment):
                if _HYPOTHESIS.search(clause):
                    cases, ruled = ([] if ruled else cases) + [clause], False
                else:
                    yield Rule(clause, cases, main)
                    ruled = True


def _limit(case: str, said: str) -> str:
    """What of a case a text leaves out; empty where it has it."""
    known = pairs(said)
    if _STEP.search(case):
        return "" if any(pairs(step) & known for step in _EITHER.split(case)) else case.strip()
    for limit in _LIMIT.finditer(case):
        words = limit["within"] or limit["such"]
        if (limit["noun"] and limit["noun"] not in said) or _VAGUE.search(words) or "等" in words:
            continue
        if len(pairs(words) & known) < _LITTLE * len(pairs(words)):
            return limit[0]
    return ""
