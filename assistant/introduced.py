"""Who somebody is: what the signature below what they said tells of their office and house."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from assistant.candidates import Candidate
from assistant.plain import shown
from assistant.signature import signed, signers
from assistant.sources import people
from index import Library
from index.tokens import normalise
from index.types import Span

_HOUSE = "(?:单位|机构|部门|大学|学校|公司|研究院|研究所)"
_ASKED = re.compile(
    r"^(?:请问)?([\u4e00-\u9fff·]{2,4}?)(?:现在|目前)?(?:"
    r"的?(?:职务|身份|头衔|职称|单位)(?:是|叫)?(?:什么|啥|哪)"
    r"|是(?:谁(?=$|[?,])|何许人|干什么的|做什么的|什么人|(?:什么|啥)(?:职务|身份|头衔|职称))"
    rf"|是哪(?:个|家|一家)?{_HOUSE}的?(?:人|专家)?$"
    rf"|在哪(?:个|家|一家|里|儿)?{_HOUSE}?(?:工作|任职|供职)$"
    r"|(?:担?任)(?:什么|何|啥)职?)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍"
)
_LONG = 4  # characters that are too many for a name with such a surname


def person(question: str, signing: Iterable[str] = ()) -> str:
    """The person of whom a question asks who they are, empty where it asks of nobody by name: one of `signing`, or
    what the dictionary takes for a name."""
    asked = _ASKED.match(normalise(question))
    if asked is None:
        return ""
    return asked[1] if asked[1] in signing or _is_name(asked[1]) else ""


@cache
def _is_name(text: str) -> bool:
    # Takes a tenth of a second to load its dictionary, which most questions do not need.
    import rjieba

    if [tag for _, tag in rjieba.tag(text)] == ["nr"]:
        return True
    return len(text) < _LONG and text[0] in _SURNAMES and rjieba.cut(text, hmm=False) != [text]


def named_signers(question: str, found: Iterable[Candidate], library: Library) -> list[str]:
    """Those whom a question names and who sign a part of some document of the candidates."""
    told = {name for doc_id in {c.span.doc_id for c in found} for name in library.made(signers, doc_id)}
    return sorted(name for name in told if name in question)


def introductions(question: str, found: Sequence[Candidate], library: Library) -> list[Candidate]:
    """Where a question asks who somebody is: their signature in each document of the candidates, without its brackets,
    and the masthead of what they wrote; empty where it asks something else, or they signed nothing."""
    if not _ASKED.match(normalise(question)):
        return []
    authors = (name for listing in library.documents() for name in people(listing))
    name = person(question, (*named_signers(question, found, library), *authors))
    return list(_introducing(name, found, library)) if name else []


def _introducing(name: str, found: Iterable[Candidate], library: Library) -> Iterator[Candidate]:
    told = set[str]()
    for candidate in found:
        doc_id = candidate.span.doc_id
        if candidate.form == "policy" and candidate.policy is None and name in candidate.text:
            yield candidate
        if doc_id in told or name not in library.made(signers, doc_id):
            continue
        told.add(doc_id)
        document = library.document(doc_id)
        span = next(span for span in signed(document) if document.at(span)[1:].startswith(name))
        inner = Span(doc_id, span.start + 1, span.end - 1)
        yield Candidate(
            (inner,), shown(document.at(inner)), "item", candidate.hit, candidate.near, ahead=candidate.ahead
        )
