"""Whether evidence is about the place asked for: a city never answers for its province."""

import re
from collections.abc import Set
from functools import lru_cache

from assistant.candidates import Candidate
from index import regions
from index.regions import Region
from index.reports import year_of
from index.tokens import normalise
from index.types import Document

_PROVINCIAL = re.compile(r"全省|省领导|省级|省委|省长|省政府")
_MUNICIPAL = re.compile(r"市领导|全市(?!场)|市级|市委|市长|市政府")
_ABROAD = re.compile(
    "美国|英国|法国|德国|日本|韩国|印度(?!尼)|俄罗斯|加拿大|澳大利亚|巴西|意大利|荷兰|西班牙|瑞士|瑞典|以色列|新加坡|马来西亚|泰国|越南|印度尼西亚|印尼|墨西哥|欧盟|东盟|希腊|波兰|匈牙利|塞尔维亚|斯洛伐克|捷克|葡萄牙|奥地利|比利时|丹麦|挪威|芬兰|爱尔兰|乌克兰|土耳其|柬埔寨|老挝|缅甸|菲律宾|孟加拉国|斯里兰卡|巴基斯坦|哈萨克斯坦|伊朗|沙特|阿联酋|埃及|南非|阿根廷|智利|秘鲁|新西兰"
)
_PARTS = {
    "非洲": re.compile("非洲|[对中]非|埃及|南非|肯尼亚|尼日利亚|埃塞俄比亚|摩洛哥|阿尔及利亚|坦桑尼亚"),
    "欧洲": re.compile("欧[洲盟美亚]|[对中]欧|英国|法国|德国|意大利|荷兰|西班牙|瑞士|瑞典|波兰|匈牙利|希腊"),
    "南美": re.compile("南美|拉美|拉丁美洲|巴西|阿根廷|智利|秘鲁"),
    "中东": re.compile("中东|海湾|沙特|阿联酋|伊朗|伊拉克|卡塔尔|以色列|土耳其"),
    "中亚": re.compile("中亚|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦"),
}
"""What a text names that is of a part of the world."""
_ASKS_WHO = re.compile("由?(?:哪(?:一?个|些|几个)?(?:部门|单位|机关|机构)|谁)")
_LOWER = re.compile(
    r"(?:第[一二三四五六七八九十百]+条\s*)?(?:各)?(区(?![域块间位])|县(?![域级])|乡|镇|街道|居民委员会|村民委员会|村(?!镇)|社区)"
)
_AGAINST = re.compile("(?:比|较|[同与跟和]|[高低快慢优大小多少]于|超过|不如|落后)$")
_BODY = re.compile(
    "[\u4e00-\u9fff]{2,20}?(?:大学|[学党][院校]|院|研究所|中心|协会|学会|公司|集团)(?:[\u4e00-\u9fff]{2,8}(?:学院|系))?"
    "(?:党委书记|副?[院校所会]长|副?主任|副?理事长|副?董事长|副?总经理|副?教授|副?研究员|首席[\u4e00-\u9fff]{2,6})"
    "(?=[\u4e00-\u9fff]{2,4}(?:[,:：，]|表示|认为|指出|说|介绍|建议|告诉))"
)
"""Whose head or scholar speaks: what 北京某研究院院长 says is no fact of 北京."""
_NATION = re.compile(
    "(?:^|[年，,]|请问)(?:我国|全国|中国)(?!各)|(?<![占居列比于在])全国(?=(?:目前|现在|现|一共|总共|总计|共|大概|大约)*有(?:多少|几))"
)
_OF_NATION = re.compile("(?:^|[，。；：])(?:(?:19|20)\\d\\d年)?(?:全国|我国)(?!第|首|唯一)")
_SELF = re.compile(r"我省|全省|省内|本省|我市|全市(?!场)|(?<!资)本市|我区|全区|我县|全县|本县")


def misplaced(candidate: Candidate, asked: Region, question: str, document: Document) -> bool:
    """True when a candidate is not about the asked place.

    Its own words come first: they name the place, or a place in it only when the question's is an area.
    Otherwise the nearest thing around it that names a place decides: the text before, the headings and
    other cells, and at last the document's own region.
    """
    text = candidate.words
    if asked.level in ("province", "city") and _ASKS_WHO.search(question) and _of_lower(text, question):
        return True
    if _PROVINCIAL.search(question) and _MUNICIPAL.search(text) and not _PROVINCIAL.search(text):
        return True
    if _names(_BODY.sub("", text) if not _BODY.search(question) else text, asked):
        return _only_part(text, asked) or _only_compared(text, asked, question)
    own_place = document.meta.region.text if document.meta.region else ""
    here = bool(own_place) and (regions.get(own_place) or regions.county(own_place)) == asked
    if here and _SELF.search(text):
        return False
    own = candidate.form == "policy" and asked.level == "province"
    if own and any(m.region != asked and regions.within(m.region, asked) for m in regions.find(text)):
        return True
    if not here and candidate.form in ("sentence", "item") and _of_another(text, asked):
        return True
    around = (candidate.before, candidate.near)
    if any(_names(a, asked) for a in around):
        return False
    return not here or bool(regions.find(text))


def _of_another(text: str, asked: Region) -> bool:
    """Whether a sentence names another place of the same level, and not only what something is held against."""
    return any(
        m.region.level == asked.level and m.region != asked and not _AGAINST.search(text, 0, m.at[0])
        for m in regions.find(text)
    )


def _of_lower(text: str, question: str) -> bool:
    """Whether a rule says what those below a province or a city do (区人民政府负责…), and they are not asked of."""
    lower = _LOWER.match(text)
    return lower is not None and lower[1] not in question


def told_of_others(candidate: Candidate, question: str) -> bool:
    """Whether other countries than those asked for are named in a candidate and around it, and none of these; or
    nothing of the part of the world asked for."""
    around = candidate.text + candidate.before + candidate.near
    if any(part in question and not told.search(around) for part, told in _PARTS.items()):
        return True
    asked, named = set(countries(question)), set(countries(around))
    return bool(asked and named) and asked.isdisjoint(named)


def countries(text: str) -> tuple[str, ...]:
    """The other countries, and unions of them, that a text names."""
    return tuple(dict.fromkeys(_ABROAD.findall(text)))


def nationwide(question: str) -> bool:
    """Whether a question is of the whole country, and not of what a place is in it (居全国第几)."""
    return bool(_NATION.search(question)) and not named_in(question)


def is_local(candidate: Candidate, document: Document) -> bool:
    """Whether a candidate is what the report of one place says of that place."""
    return reporting(document) is not None and not _OF_NATION.search(candidate.text)


def told_of(candidate: Candidate) -> frozenset[str]:
    """The places that a candidate is about: those it names, or those named nearest to it."""
    texts = (candidate.text, candidate.before, candidate.near)
    return frozenset(region.name for region in next(filter(None, map(named_in, texts)), ()))


def is_elsewhere(candidate: Candidate, places: Set[Region]) -> bool:
    """Whether a candidate is about other places than these, and none of them lies in one of its own or has one in it."""
    told = [place for name in told_of(candidate) if (place := regions.get(name))]
    return bool(places and told) and not any(
        regions.within(a, b) or regions.within(b, a) for a in told for b in places
    )


def named_in(text: str) -> set[Region]:
    """The places that a text names, but for the whole country."""
    return {m.region for m in regions.find(text) if m.region.level != "country"}


def which(candidate: Candidate, question: str, document: Document) -> frozenset[str]:
    """The places that a candidate tells of, of the level asked for: those it names, else the one in the document's title.

    The report of a place tells of that and what lies in it, whomever else it names (与上海等地联动).
    """
    own = reporting(document)
    inside = {r for r in named_in(candidate.text) if own is None or regions.within(r, own)}
    named = inside if inside and not (own and "省" in question) else named_in(document.title)
    return frozenset(r.full or r.name for r in named if "省" not in question or r.level == "province")


def reporting(document: Document) -> Region | None:
    """The place that a yearly report is of, by its title; None for any other document."""
    named = named_in(document.title) if year_of(document.title, document.meta) else set()
    return next(iter(named)) if len(named) == 1 else None


def _names(text: str, place: Region) -> bool:
    return any(name in text for name in _called(place))


@lru_cache(maxsize=256)  # few places are asked of, each of many candidates
def _called(place: Region) -> frozenset[str]:
    names = {normalise(n) for n in (place.name, place.full) if n}
    short = {re.sub(r"(?:地区|省|市|自治区)$", "", n) for n in names}
    return frozenset(names | {s for s in short if len(s) >= 2})


def _only_compared(text: str, place: Region, question: str) -> bool:
    """Whether a place is named only as what another is compared with (东北地区……仅为东部地区的51.10%), and no comparison is asked for."""
    name = re.escape(normalise(place.name))
    against = rf"(?:为|是|相当于|高于|低于|超过|落后于){name}(?:地区|省|市)?的?(?=[\d.]|平均)"
    rest = re.sub(against, "", text)
    return rest != text and not _names(rest, place) and len(regions.find(question)) == 1


def _only_part(text: str, place: Region) -> bool:
    """Whether a province is named only as part of a city's or a county's name (湖南省长沙市)."""
    if place.level != "province":
        return False
    joined = re.compile(rf"{re.escape(place.name)}省?(?=[\u4e00-\u9fff]{{2,4}}[市县])")
    bare = text.replace(place.full, place.name)
    return len(joined.findall(bare)) == bare.count(place.name) > 0
