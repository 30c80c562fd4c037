"""A full 提案: what stands in it, and the lines in which it is read.

案由, blank fields, 一、情况分析, 二、存在问题, 三、具体建议, 建议承办单位. What is suggested is marked as such.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.types import Claim, Outline
from assistant.undertakers import Undertaker

LENGTH = 1500
"""Characters of a 提案 where nothing else is asked for; places differ."""
FIELDS = ("提案者", "界别", "联系方式")
BLANK = "＿＿＿＿"
NOTICE = "以下建议供提案者斟酌取舍，不是事实陈述；“参考做法”为资料所载，见所注出处。"
NO_MEASURE = f"资料库中没有查到可供参考的做法，请提案者补写：{BLANK}"
NO_BASIS = f"资料库中没有找到这个问题的依据，请提案者补写情况：{BLANK}"
NOBODY = f"资料库没有载明这类事项由哪个部门主管，请提案者填写：{BLANK}"
_SUGGESTED = "供参考，由提案委员会和交办部门确定"
COUNTS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Problem:
    """One 问题点 of the outline as a problem: what tells it, and what is suggested on it.

    `practices` are measures that sources report, each supported; none where the library has none, unless they were
    `measured` and left out for want of room. Where the sentence that tells it stands with another problem, `see` is
    the number of that, counted from 1.
    """

    item: Claim
    heading: str
    told: tuple[Claim, ...]
    advice: str
    practices: tuple[Claim, ...] = ()
    see: int = 0
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Full:
    """A full 提案 of at most `limit` characters, white space, citation marks and annexes not counted.

    `situation` are paragraphs. `outline` is what it grew from: its gaps, policies and findings hold for it too.
    """

    outline: Outline
    cause: str
    situation: tuple[tuple[Claim, ...], ...]
    problems: tuple[Problem, ...]
    bodies: tuple[Undertaker, ...]
    limit: int = LENGTH
    notices: tuple[str, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """All that is stated or asked, in the order in which it is read."""
        yield from (claim for part in self.situation for claim in part)
        for problem in self.problems:
            yield from problem.told
        for problem in self.problems:
            yield from problem.practices

    @property
    def size(self) -> int:
        """Characters without white space and citation marks, annexes not counted."""
        return len("".join(plain(self).split()))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its words, and the claims among them, which carry marks."""

    style: Literal["fields", "heading", "subheading", "paragraph", "remark"]
    parts: tuple[str | Claim, ...]


def lines(given: Full) -> Iterator[Line]:
    """The text below 案由, in the order in which it is read."""
    yield Line("fields", ("　".join(f"{name}：{BLANK}" for name in FIELDS),))
    yield Line("heading", ("一、情况分析",))
    yield from (Line("paragraph", part) for part in given.situation)
    yield Line("heading", ("二、存在问题",))
    for n, problem in enumerate(given.problems):
        yield Line("subheading", (f"（{COUNTS[n]}）{problem.heading}",))
        yield _told(problem)
    yield Line("heading", ("三、具体建议",))
    yield Line("remark", (f"（{NOTICE}）",))
    for n, problem in enumerate(given.problems):
        yield Line("paragraph", (f"（{COUNTS[n]}）【建议】{problem.advice}。",))
        if problem.practices:
            yield Line("paragraph", ("参考做法：", *problem.practices))
        elif not problem.measured:
            yield Line("paragraph", (NO_MEASURE,))
    yield Line("paragraph", tuple(_bodies(given)))


def _told(problem: Problem) -> Line:
    if problem.told:
        return Line("paragraph", problem.told)
    if problem.see:
        return Line("remark", (f"（所依据的情况见第（{COUNTS[problem.see - 1]}）项）",))
    return Line("paragraph", (NO_BASIS,))


def _bodies(given: Full) -> Iterator[str | Claim]:
    yield f"【建议】建议承办单位（{_SUGGESTED}）："
    for n, body in enumerate(given.bodies):
        yield from ["、"] if n else []
        yield Claim(body.name, (body.citation,), (), "supported")
    yield "。" if given.bodies else NOBODY


def plain(given: Full) -> str:
    """Its words alone, without marks: what 立案预审 reads."""
    told = ("".join(p if isinstance(p, str) else p.text for p in line.parts) for line in lines(given))
    return "\n".join([given.cause, *told])
