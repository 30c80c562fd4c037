"""What is suggested on a problem: the aim that its 问题点 names, and measures that sources report, as 参考做法.

A suggestion is nobody's fact: it is worded apart from the measures, which are cited and checked like any sentence.
"""

import re
from collections.abc import Sequence

from assistant.clauses import clauses
from assistant.facets import Facet, states_shortcoming
from assistant.facts import Fact
from assistant.material import gather
from assistant.paragraphs import Sentence
from assistant.relevance import Matter
from assistant.request import Request
from assistant.retold import Saying
from assistant.said import say
from assistant.sameness import overlap
from assistant.steering import touches
from assistant.types import Claim
from index import Filter, Library, regions
from index.tokens import normalise
from index.types import Span

_WORTH: dict[Facet, float] = {"外地": 1.6, "政策": 1.2, "本地": 0.9, "主张": 0.7}
"""What a measure is worth by where it comes from: what was done elsewhere more than what is laid down or proposed."""
_NEAR, _OF_IT, _OF_TOPIC = 0.35, 0.12, 0.2
"""How near a measure must be to the topic and the 问题点 together, how near to the 问题点, and what the topic adds."""
_ALIKE, _MOST = 0.5, 2
_READ = 150  # sentences nearest to a 问题点 among which its measures are looked for
_DOES = re.compile(
    r"建[立成设]|设立|成立|组建|搭建|打造|出台|印发|制定|编制|推[行动广进]|实施|开展|启动|探索|试点|支持|鼓励|引导|扶持|奖励|补贴|补助|减免|提供|培[育养]|引进"
    r"|完善|健全|加强|强化|优化|促进|明确|要求|落实|整合|统筹|联动|对接|共享|盘活|改造|挂帅|担任|[^责]任\d|新建|扩大|提升|深化|发挥|解决|破解"
)
_ASK = re.compile(r"(?:^|(?<=，))(?P<who>[^，；]{0,12}?)如何(?:进一步)?")
_TROUBLE = re.compile(r"^(?P<what>(?!如何)[^，]+(?:问题|难题|瓶颈|短板))(?:，如.*)?$")
_STUDY = re.compile(r"^(?:探索|研究)")
_VERB = re.compile(
    r"^(?P<verb>(?:充分|有效|切实|加快|进一步)?(?:防范化解|巩固拓展|巩固提升|推进实施|发展壮大|建立健全|优化提升|缓解|解决|破解|化解|完善|健全|加强|增强|提升|提高|加大|加快|优化|降低|减轻|拓宽|补齐|补强|夯实|强化|缩小"
    r"|畅通|改善|防范|遏制|扩大|巩固|规范|丰富|深化|促进|推动|推进|增加|转变|建立|构建|发展|落实))(?P<what>[^，]{3,})"
)
_COMES_TRUE = re.compile("实现|成为|转变|迈[向上]")
"""What can be brought about, and is no thing that waits for it."""
_AVOIDS = re.compile("^(?:避免|防止)(?P<what>[^，]{4,})")


def aim(item: str) -> str:
    """What a 问题点 asks to be done, as a phrase that can follow 建议."""
    text = item.strip().rstrip("。？?")
    if _STUDY.match(text):
        return text
    if found := _ASK.search(text):
        return text[: found.start()] + (found["who"] or "") + text[found.end() :]
    if found := _TROUBLE.match(text):
        return f"研究解决{found['what']}"
    return f"研究解决{text}"


def heading(item: str) -> str:
    """The problem of a 问题点 as a heading: 如何缓解…融资难问题 → …融资难问题有待缓解; the 问题点 itself where that cannot be said."""
    text = item.strip().rstrip("。？?")
    if found := _TROUBLE.match(text):
        return found["what"]
    wanted = aim(text) if text.startswith("如何") else ""
    if found := _AVOIDS.match(wanted):
        return found["what"]
    found = _VERB.match(wanted)
    return f"{found['what']}有待{found['verb']}" if found and not _COMES_TRUE.search(found["what"]) else text


def headed(item: Claim, region: str, library: Library) -> str:
    """The heading of a 问题点 in a 提案 for a place: what is told of other places alone says of none that it is wanting here."""
    home = regions.get(region)
    told = [library.document(citation.span.doc_id).meta.region for citation in item.citations]
    places = [regions.get(place.text) if place else None for place in told]
    far = home is not None and all(p is not None and not regions.within(p, home) for p in places)
    return item.text if far and places else heading(item.text)


def measures(
    items: Sequence[Claim],
    topic: str,
    region: str,
    library: Library,
    filter: Filter | None = None,
    drop: Sequence[Span] = (),
) -> tuple[tuple[Saying, ...], ...]:
    """For each 问题点 the measures that sources report on it within its topic, two at most, that can be told.

    The best first, and a first one for each before any has a second; none says what another says, or what a
    问题点 rests on, or what `drop` points to. Earlier leads are no source.
    """
    rests = [*drop, *(citation.span for item in items for citation in item.citations)]
    ranked = [_ranked(item, rests, topic, region, library, filter) for item in items]
    told: list[list[Saying]] = [[] for _ in items]
    taken: list[Fact] = []
    for _ in range(_MOST):
        for n, facts in enumerate(ranked):
            for fact in facts:
                if any(overlap(fact, other) >= _ALIKE for other in taken):
                    continue
                if (claim := say(Sentence(fact), library)) is not None:
                    taken.append(fact)
                    told[n].append(Saying(claim, fact))
                    break
    return tuple(map(tuple, told))


def _ranked(
    item: Claim,
    rests: Sequence[Span],
    topic: str,
    region: str,
    library: Library,
    filter: Filter | None,
) -> list[Fact]:
    """What is a measure on a 问题点, and not what any of them rests on, the best first."""
    wanted = aim(item.text)
    matter = Matter.of(wanted, library)
    found = gather(Request(wanted, f"{wanted}，{topic}", topic[:20], region), library, filter, _READ)
    worth = {id(fact): _worth(fact, matter) for fact in found.facts}
    fit = [f for f in found.facts if worth[id(f)] > 0 and not touches(f, rests)]
    return sorted(fit, key=lambda f: (-worth[id(f)], f.source))


def _does(body: str, matter: Matter) -> bool:
    """Whether a clause of the matter says what is or was done, and not only what came of it."""
    said = [part.text for part in clauses(body)]
    return any(_DOES.search(text) and matter.asks(normalise(text)) >= _OF_IT for text in said)


def _worth(fact: Fact, matter: Matter) -> float:
    """How good a measure a fact is for a matter; 0 for what is no measure, or of something else."""
    of_it = matter.asks(normalise(fact.body))
    measure = fact.facet in _WORTH and _does(fact.body, matter) and not states_shortcoming(fact.body)
    if not measure or of_it < _OF_IT or fact.near < _NEAR:
        return 0.0
    return _WORTH[fact.facet] * fact.worth * (of_it + _OF_TOPIC)
