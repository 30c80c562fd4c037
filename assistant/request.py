"""A request as people write it → topic, title, region, profile and number of items."""

import re
from dataclasses import dataclass

from assistant.doing import DOING, MEANS
from assistant.errors import RequestError
from assistant.form import PROFILES
from assistant.spoken import asked_first
from index import dates, regions

LIMIT = 1000
_FRAME = re.compile(
    r"(?:写|提|交)?给(?:全国|省|市|区|县)?政协|^(?:我们?)?想(?=[就围对提写讲])|^(?:其中|这次)?(?:主要|重点|着重|特别)讲|提(?:出|交)?一?[件份个](?:提案)?|^(?:重点|关键|主要)(?:是|在于)|(?:怎样|如何|怎么)让|(?<!申)请|帮我|麻烦|(?<![好难])看看|有(?:什么|哪些|啥)(?:可以?|值得|能够?|好)[提写说]的(?:地方|问题|东西)?|围绕|针对|(?<![养密紧])结合|(?<![成造迁高])就(?!业|医|近|地|学|餐|诊|读|职)|关于|(?:起草|草拟|(?<!虚)拟|(?<!书)写|撰写|形成|准备)(?:一?[份篇个条])?|一份|一篇|提案线索|线索|提案提纲|提纲|提案|"
    r"每[个条一]?(?:数据|事实|句话?)都?要?(?:注明|标明|写明)出处|注明出处|要有出处|推行(?=产业链|“)|(?:我|本|全)(?:省|市|区|县)(?![场域])"
)
_ABOUT = re.compile("方面(?:的)?(?:问题)?$|(?:的|工作)(?:几点|若干)?(?:建议|意见|对策|思考|报告)$")
_WANTED = re.compile(
    "(?:想|要|打算|请|帮我|给我|麻烦你?)+[^，]{0,4}?(?:写|提|拟|起草|反映|说说|讲讲|谈谈)(?:一?[个份篇件下条点]|一些)*(?:关于)?"
    "(?P<on>[^，]{2,20}?)(?:方面)?的?(?:提案|议案|建议|线索|问题|情况|事儿?)$"
)
"""Who tells how things are, and then of what a draft is wanted: …，想写个农村养老的提案."""
_WE = re.compile("^[咱俺我]们?+(?:这[儿里边]|那[儿里边])?的?(?=[^国省市县区村镇厂校们].{3})")
_MATTER = re.compile("(?<=..)[这那]件?事儿?$")
_EXAMPLE = "像([^，]{2,10}?)(?:这样|那样)的"
_LIKE = re.compile(f"^{_EXAMPLE}(.{{2,}})")
"""像打火机这样的传统产业集群: what something is an example of comes first."""
_THESE = re.compile("^([^、]{2,})、.*?(?:这些|这几[类种个]|等)(?:人|群体)?的?(?=.{2})")
"""Several things that a clause speaks of at once: 外卖骑手、快递小哥这些人的权益."""
_EDGES = " 的，。；：、"
_COLON = re.compile(r"(?<=[\u4e00-\u9fff”》）)]):")
_INSIDE = re.compile("（含[^（）]*）")
_SIZE = re.compile(r"(\d{3,4})\s*字(?:以内|以下|左右)?")
_SPOKEN_SIZE = re.compile(
    r"[（(]?[一二两三四五六七八九]?[百千][一二两三四五六七八九十百]*来?字(?:以内|以下|左右|上下)?(?:即可|就行|就好)?[）)]?"
)
_ITEMS = re.compile(
    r"(?:问题点?|条目)\s*(?:列|写|要)?\s*([三四五345])\s*[条个]|([三四五345])\s*[条个]\s*问题点?"
)
_PUBLIC = re.compile(r"公开征集|网上征集|向社会征集|公众")
_SECOND = re.compile(rf"(?<=[和与]){DOING.pattern}(?=.{{2}})")
_STATES = re.compile("(?:[高低弱差重大小少慢]|不足|滞后|缺乏|紧缺|短缺|薄弱|不畅|不强|雷同|粗放|严重|突出)$")
_MORE = re.compile(
    "(?<=..)的?(?:事|事情|现象|情况|问题)?(?:越来越[多重]|(?:时有|屡有)发生|层出不穷|屡[见禁]不[鲜止]|(?:多发)?频发)$"
)
"""How often what a clause names happens, which its title need not say."""
_NEXT = re.compile(rf"、(?=[让把].{{2}}|{DOING.pattern}.{{2}})")
_TELLS_ON = re.compile(
    "(?<=.{4})(?:却|老是|总是|一直|好不容易|经常|常常|天天|年年|三天两头|都(?=[往没不])|还(?=[没不是])).*$"
)
"""Where a clause goes on to tell what happens with what it has named: 涉企执法老是折腾企业."""
_POINTS = re.compile("^[这那][个些种类](?=.{3})")
_HOW = re.compile("(?:怎么|怎样|如何)(?=.{2})")
_LONGEST_TITLE = 20
_PUNCTUATION = re.compile(r"[，。；：、！？,.;:!?“”\"'《》（）()]+")


@dataclass(frozen=True, slots=True)
class Request:
    """What a draft is to be about. `title` obeys T1 of the form; `items` is the number of 问题点 wished, 0 for any."""

    text: str
    topic: str
    title: str
    region: str = ""
    profile: str = "committee"
    items: int = 0


def read_request(text: str, region: str = "", profile: str = "") -> Request:
    """Read a request; what is given apart goes before what stands in it. RequestError when no topic is left."""
    plain = re.sub(r"\s+", " ", text).strip()
    if len(plain) > LIMIT:
        raise RequestError(f"要求有 {len(plain)} 字，超过 {LIMIT} 字的上限。请只写主题、地区和体例。")
    if profile and profile not in PROFILES:
        raise RequestError(f"没有“{profile}”这种体例，可选：{'、'.join(PROFILES)}。")
    if region and regions.get(region) is None:
        raise RequestError(f"没有“{region}”这个地区。请写省、市、县的名称，或留空。")
    # What something is only like (像温州打火机这样的) says nothing of where the matter is.
    meant = re.sub(f"{_EXAMPLE}(?=.)", "", plain)
    places = [m for m in regions.find(meant) if m.region.level in ("province", "city")]
    here = region or (places[0].region.name if places else "")
    topic = _topic(plain, here)
    if len(topic) < 2:
        raise RequestError("没有看出要起草的主题。请写明事项，例如：产业链链长制、园区集约用地。")
    wished = _ITEMS.search(plain)
    count = dates.number(wished[1] or wished[2]) if wished else 0
    return Request(plain, topic, _title(topic), here, profile or _profile(plain), count)


def _topic(text: str, region: str) -> str:
    text = _COLON.sub("：", text)
    for aside in (_INSIDE, _PUBLIC, _SIZE, _ITEMS, _SPOKEN_SIZE):
        text = aside.sub("", text)
    place = regions.get(region)
    for name in (place.full, place.name) if place else ():
        text = text.replace(name, "")
    # What stands before a colon is what the request is on: 成渝地区双城经济圈建设：川渝两地交通怎样联得更紧.
    name, colon, asked = text.partition("：")
    named = _split(name) if colon and _plain(name) else []
    asking = [
        part for piece in _split(asked if named else text) for part in _LIKE.sub(r"\2，\1", piece).split("，")
    ]
    wanted = {piece: found["on"] for piece in asking if (found := _WANTED.search(piece)) and len(asking) > 1}
    asking = [*wanted.values(), *asked_first([_WE.sub("", p) for p in asking if p not in wanted])]
    pieces = [_plain(piece) for piece in (*named, *asking)]
    return "，".join(piece for piece in pieces if len(_PUNCTUATION.sub("", piece)) >= 2)


def _split(text: str) -> list[str]:
    return re.split(r"[，。；;,？?！!：]", text)


def _plain(piece: str) -> str:
    """A clause of a request without what only asks for a draft."""
    return _ABOUT.sub("", _FRAME.sub("", piece).strip(_EDGES)).strip(_EDGES)


def titles(topic: str) -> tuple[str, ...]:
    """A title for each clause of a topic, that of the first clause first."""
    clauses = [clause for clause in re.split("[，；]", topic) if len(clause) > 1]
    return tuple(dict.fromkeys(map(_title, clauses)))


def _title(topic: str) -> str:
    """A noun phrase of 3 to 20 characters: the first clause, its leading verbs left out, 问题 behind what states one."""
    clause = MEANS.sub("", _HOW.sub("", _NEXT.split(re.split(r"[，。；]", topic)[0])[0]))
    clause = _THESE.sub(r"\1等", _POINTS.sub("", _TELLS_ON.sub("", clause)))
    joint = "与" if "和" in clause else "和"
    clause = _PUNCTUATION.sub("", clause.replace("、", joint) if clause.count("、") == 1 else clause)
    verb = DOING.match(clause)
    if verb and len(clause) - verb.end() >= 2:
        clause = _SECOND.sub("", clause[verb.end() :])
    clause = _MORE.sub("", _MATTER.sub("", clause))
    clause = re.sub(r"(?<=.)(?:难)?(?:的)?问题$", lambda m: "难" if m[0].startswith("难") else "", clause)
    if _STATES.search(clause) and len(clause) <= _LONGEST_TITLE - 2:
        clause += "问题"
    if len(clause) < 3:
        clause += "情况"
    return clause[:_LONGEST_TITLE]


def _profile(text: str) -> str:
    if size := _SIZE.search(text):
        limit = int(size[1])
        return "public300" if limit <= 300 else "public500" if limit <= 500 else "committee"
    return "public500" if _PUBLIC.search(text) else "committee"
