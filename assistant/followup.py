"""A follow-up question (“那浙江呢？”, “它是什么时候发布的？”, “第二点展开”) → a question that needs no earlier turn.

By rules alone: a thing named is put where its like stood in the question before, a pronoun becomes
what it stands for, and a question without a subject takes the one before it. Any other question is
left as it is. The standalone form is always shown, so that a wrong reading can be seen.
"""

import re
from collections.abc import Sequence

from assistant.carried import THEN, carried, names_a_figure
from assistant.named_things import dated, numbers, places, quoted, span_of, years
from assistant.question_kind import ARTICLE
from assistant.sibling import ASKS, ATTRIBUTIVE, is_noun, put_sibling, without_time_and_place
from assistant.types import Answer
from assistant.words import terms
from index import dates
from index.regions import Region

_OPENS = re.compile("^(?:那么|那(?![些个条种项])|再看|再说|换成|换作|如果是|要是|至于|还有)[，,]?")
_ENDS = re.compile(
    r"(?:[，,]?(?:分别|各自?|又|都|大概)*(?:是|有|为)?(?:多少|怎样|什么样|什么|如何|怎么样)的?|[那这][条个项类种]|的|呢|[？?。\s])+$"
)
_ALSO = re.compile("(?<=呢)[，,？? ]*也.*$")
"""What is asked of a thing besides its figure: 河南呢，也是这么多吗."""
_AGAINST = re.compile("^[跟和与同比].*(?:比|相比)$")
_AGO = re.compile("[一二两三四五六七八九十\\d]+年[之以]?前")
_ITEM = re.compile(
    r"^(?:请?(?:把|将|就))?第(?P<n>[一二三四五六七八九十\d]+)[点条个项句](?P<rest>.*?)[？?。]*$"
)
_DOCUMENT = re.compile(
    r"(?:这|该|上述|此)(?:一)?(?:[份个项部条])?(?:文件|通知|意见|方案|办法|政策|计划|文章|报告|文)|^(?:它|其)(?=.{0,4}(?:文号|什么时候(?:发|印|出)|何时(?:发|印|出)|由?谁(?:发|印)|哪天))"
)
_SAYS_SO = re.compile(
    "^(?:那么?)?[这那]个?(?:数字?|数据|说法|结论|答案|回答|话)?"
    "(?:的?(?:出处|来源)(?:是|在)?(?:什么|哪[里儿]?)?(?:文件|报告|材料|资料)?"
    "|(?:都?是)?(?:从|在|出自|来自)?(?:哪[里儿]|(?:哪一?[份篇个]|什么)(?:文件|报告|材料|资料|文章|地方)[里中]?)"
    "[说讲写提找来得查看]?[到出]?的?)[？?。]*$"
)
"""Where the answer before was found."""
_AMONG = re.compile("^其中[，,]?|(?:这|那)(?:类|些|样)的?[\u4e00-\u9fff]{2}(?=[在有的是由给，])")
_POLITE = re.compile("我们?(?:正在|在|想)|请教|想问|想知道|想了解|(?:起草|撰写|准备|写).*提案$")
_PRONOUN = re.compile(
    r"它们?|(?:这|那)(?:一|个|种|项|条)+(?:东西|制度|机制|做法|模式|体系|事)?|上述|(?<![极尤与])其(?![他它中余次实])|该(?![不怎如])(?:[省市县区]|制度|机制|模式|做法|体系)?"
)
_TITLE = re.compile("《[^《》]+》")
_DEFINES = re.compile("什么是|什么叫|何谓|意思|定义|含义|是什么")
_COUNTED = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十][，,]")
_THESE = re.compile("(?:这|那)些(?P<kind>[\u4e00-\u9fff]{2})")
_HOW_MANY = re.compile(r"(?:多少|几|哪几?)[个条家位种项名座处所件批张]?(?=([\u4e00-\u9fff]{2,})[？?。]*$)")
_PART = re.compile("其中[，,]?(.{2,12}?)呢[？?]?$")
_HOW_MUCH = re.compile("(?:同比|环比)?(?:增[长加]|下降|减少)?(?:了|是|有|为|达到?)?(?:多少|几).*$")
_AMOUNT = re.compile("(?:收入|产值|增加值|利润|税收|[总金投]资?额|规模|占比|比重|增速)$")
_RANKS = re.compile("^(?:在?(?:全国|全省|全市|世界|全球))?(?:排名?|位居|位列|居|列)第?几")
_CAME = re.compile("实际|真正|结果|完成了?|实现了|达到了|兑现")
_AIMED = re.compile("的?(?:预期)?(?:增[长速幅])?(?:的?预期)?目标$")
_SHORT = 8
_LONGEST = 200
_BARE = re.compile(
    "出台|印发|发布|公布|颁布|施行|生效|有效期|时间|日期|文号|部门|单位|机关|机构|具体|原因|依据|内容|负责|主办|牵头|作者|目标|措施|做法|办法|情况|细节|例子|展开|解释|详细|背景|意思|来源|出处|要求|规定|特点|问题|步骤"
)


def standalone(question: str, history: Sequence[Answer], local: Sequence[Region] = ()) -> str:
    """The question in a form that can be understood alone; itself where it can be already, or nothing came before.

    `local` are places that no gazetteer has.
    """
    text = re.sub(r"\s+", " ", question).strip()
    if not history or not text:
        return text
    return _elliptic(text, history[-1]) or _leaning(text, history[-1], local)


def _elliptic(text: str, before: Answer) -> str:
    """The question before asked of what this one names or points at; empty where it does not only that."""
    if (item := _ITEM.match(text)) and (said := _pointed(before, dates.number(item["n"]))):
        return f"“{said}”{_rest(item['rest'])}"
    if part := _PART.match(text):
        return _of_part(part[1], before.standalone)
    if _RANKS.match(text) and (subject := _subject(before.standalone)):
        return f"{subject}{text}"
    if named := _named(_ALSO.sub("", text), before.standalone):
        earlier = _undated(before) if places(named) else before.standalone
        return _of_counted(named, earlier) or _replaced(named, earlier)
    return ""


def _leaning(text: str, before: Answer, local: Sequence[Region]) -> str:
    """The question with what it leaves to the one before it."""
    if _SAYS_SO.match(text):
        # Its answer shows where it stands.
        return before.standalone
    if _DOCUMENT.search(text) and (title := _document(before)):
        return _DOCUMENT.sub(lambda _: title, text, count=1)
    if _AMONG.search(text) and (subject := _subject(before.standalone)):
        return _AMONG.sub(lambda m: f"{subject}中，" if m[0].startswith("其中") else subject, text, count=1)
    these = _THESE.search(text)
    if these and these["kind"] in before.standalone and (subject := _subject(before.standalone)):
        return text.replace(these[0], f"{subject}的{these['kind']}", 1)
    if ARTICLE.search(text) and _is_bare(text):
        return f"{before.standalone.rstrip('？?。')}，{text}"
    if _PRONOUN.search(text) and (subject := _itself(_subject(before.standalone), text)):
        return _PRONOUN.sub(lambda _: subject, text, count=1)
    if _is_bare(text) and (subject := _itself(_subject(before.standalone), text)):
        return f"{subject}{text}"
    return carried(text, before, local)


def faithful(text: str, question: str, history: Sequence[Answer]) -> bool:
    """Whether a rewording of a follow-up names no place, date, number, 文号 or title but those of the conversation."""
    before = history[-1]
    known = "\n".join((question, before.standalone, *(claim.text for claim in before.claims)))
    named = (*numbers(text), *places(text), *years(text), *quoted(text), *re.findall(r"\d+", text))
    return bool(text) and len(text) <= _LONGEST and all(name in known for name in named)


def _pointed(before: Answer, n: int) -> str:
    """What the nth sentence of an answer says, or the nth point of its only one, up to its first stop; empty when there is none."""
    told = [claim.text for claim in before.claims]
    told = (_COUNTED.split(told[0])[1:] or told) if len(told) == 1 else told
    return re.split(r"[。；;：:]", told[n - 1])[0].strip("“”") if 0 < n <= len(told) else ""


def _rest(asked: str) -> str:
    asked = re.sub(r"^(?:展开|详细|具体|再|说|讲|谈|一下|说说|讲讲|的|地|能|可以|请)+$", "", asked)
    return f"{asked}？" if asked else "具体有哪些内容？"


def _named(text: str, before: str) -> str:
    """The thing that an elliptic question names (“那浙江呢？” → 浙江), else nothing.

    Without 那 or 呢 (“珠三角是多少”), only a thing whose like the question before names too.
    """
    what = _ENDS.sub("", _OPENS.sub("", text))
    if not what or len(what) > 40 or _AGAINST.search(what) or ASKS.search(what) or _PRONOUN.search(what):
        return ""
    if _OPENS.search(text) or text.rstrip("？?。").endswith("呢"):
        return what
    alike = any(alike(what) and alike(before) for alike in (numbers, places, years, quoted))
    return what if what != text and alike and not terms(without_time_and_place(what)) else ""


def _of_part(part: str, before: str) -> str:
    """What was asked of the whole, asked of a part of it: 其中对东盟呢."""
    asked = _HOW_MUCH.search(before)
    return f"{before[: asked.start()]}，其中{part}{asked[0]}" if asked else f"{_subject(before)}，其中{part}"


def _of_counted(named: str, before: str) -> str:
    """The amount of what was counted (有多少个产业集群, 营业收入呢); empty where something else is named."""
    counted = _HOW_MANY.search(before)
    if (
        counted is None
        or not _AMOUNT.search(named)
        or _AMOUNT.search(counted[1])
        or places(named)
        or years(named)
    ):
        return ""
    return f"{_subject(before)}的{named}是多少？"


def _replaced(named: str, before: str) -> str:
    """The earlier question asked of another thing: each part of `named` stands where its like stood."""
    rest, text = named, before
    if _AGO.fullmatch(named) and not years(before):
        return named + before
    for alike in (numbers, places, years, quoted):
        new = alike(rest)
        if not new:
            continue
        old = alike(text)
        text = _put(text, old, span_of(rest, new)) if old else span_of(rest, new) + text
        rest = rest.replace(span_of(rest, new), "")
    rest = rest.strip("的，, 到至在年") if rest != named else rest
    return put_sibling(text, rest) if len(rest) >= 2 else text


def _undated(before: Answer) -> str:
    """The question before, without the day that 当时 was of what was asked then: of another place it is another."""
    text = before.standalone
    for day in dated(text) if THEN.search(before.question) else ():
        text = text.replace(day, "", 1)
    return text


def _put(text: str, old: Sequence[str], new: str) -> str:
    """`new` where the first of `old` stood; the others go, with what links them."""
    return text.replace(span_of(text, old), new, 1)


def _document(before: Answer) -> str:
    """The document that an answer was about: by 文号 or title in the question, else by title in what was said."""
    if named := numbers(before.standalone):
        return named[0]
    for text in (before.standalone, *(claim.text for claim in before.claims)):
        if title := _TITLE.search(text):
            return title[0]
    return _subject(before.standalone)


def _subject(text: str) -> str:
    """What a question was about: its words before the asking, without the attribute that was asked for."""
    if title := _TITLE.search(text):
        return title[0]
    first = re.split(r"[？?。]", re.sub("^(?:麻烦|请问)", "", text))[0]
    # What is counted is what the question was about: 改造多少个老旧小区.
    counted = _HOW_MANY.search(first)
    if counted and is_noun(counted[1], ATTRIBUTIVE) and not _BARE.search(counted[1]):
        first = first[: counted.start()] + first[counted.end() :]
    pieces = [p for p in re.split("[，,：:；;]", first) if not _POLITE.search(p)]
    asking = next((i for i, p in enumerate(pieces) if ASKS.search(p)), len(pieces) - 1)
    pieces = [ASKS.sub("", p) for p in pieces[: asking + 1]]
    if len(pieces) > 1 and len(pieces[-1]) <= 8:
        return "，".join(pieces[:-1])
    before = "，".join(pieces)
    owner, of, attribute = before.rpartition("的")
    if of and len(attribute) <= 6 and len(owner) >= 2:
        return owner
    return re.sub(r"(?:指|存在|包括|是|有|由|为|给|了)+$", "", before)


def _itself(subject: str, text: str) -> str:
    """What a question was about, for one that goes on to ask of another year, or how what was aimed at came about."""
    for year in years(subject) if years(text) else ():
        subject = subject.replace(year, "", 1)
    return _AIMED.sub("", subject) if _CAME.search(text) else subject


def _is_bare(text: str) -> bool:
    """Whether a question names nothing of its own: only what is asked of a thing, in a few words."""
    if len(text) > 20 or numbers(text) or places(text) or quoted(text):
        return False
    nouns = [t for t in terms(text) if t.noun and not _BARE.fullmatch(t.forms[0])]
    if names_a_figure(text):
        return False
    return not nouns or (len(nouns) == 1 and len(text) <= _SHORT and not _DEFINES.search(text))
