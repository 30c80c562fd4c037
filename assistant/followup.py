"""A follow-up question (“那浙江呢？”, “它是什么时候发布的？”, “第二点展开”) → a question that needs no earlier turn.

By rules alone: a thing named is put where its like stood in the question before, a pronoun becomes
what it stands for, and a question without a subject takes the one before it. Any other question is
left as it is. The standalone form is always shown, so that a wrong reading can be seen.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.question_kind import ARTICLE
from assistant.types import Answer
from assistant.words import terms
from index import dates, docnumbers, regions

_OPENS = re.compile("^(?:那么|那(?![些个条种项])|再看|再说|换成|换作|如果是|要是|至于|还有)[，,]?")
_ENDS = re.compile(
    r"(?:[，,]?(?:分别|各自?|又|都|大概)*(?:是|有|为)?(?:多少|怎样|什么样|什么|如何|怎么样)的?|[那这][条个项类种]|的|呢|[？?。\s])+$"
)
_ITEM = re.compile(
    r"^(?:请?(?:把|将|就))?第(?P<n>[一二三四五六七八九十\d]+)[点条个项句](?P<rest>.*?)[？?。]*$"
)
_DOCUMENT = re.compile(
    r"(?:这|该|上述|此)(?:一)?(?:[份个项部条])?(?:文件|通知|意见|方案|办法|政策|计划|文章|报告|文)|^(?:它|其)(?=.{0,4}(?:文号|什么时候(?:发|印|出)|何时(?:发|印|出)|由?谁(?:发|印)|哪天))"
)
_AMONG = re.compile("^其中[，,]?|(?:这|那)(?:类|些|样)的?[\u4e00-\u9fff]{2}(?=[在有的是由给，])")
_POLITE = re.compile("我们?(?:正在|在|想)|请教|想问|想知道|想了解|提案$")
_PRONOUN = re.compile(
    r"它们?|(?:这|那)(?:一|个|种|项|条)+(?:东西|制度|机制|做法|模式|体系|事)?|上述|(?<![极尤与])其(?![他它中余次实])|该(?![不怎如])(?:[省市县区]|制度|机制|模式|做法|体系)?"
)
_ASKS = re.compile(
    r"(?:分别|一共|总共|各自|到底|究竟|都|又|具体)?(?:是|有|为|指|由|在|占|讲)?(?:的是)?(?:多少|几[个条家位种项名年]?|哪|谁|什么|啥|何时|怎么|怎样|如何|有没有|是否|是不是|吗|呢).*$"
)
_CUT = re.compile(r"[，,。；;：:？?！!“”\"（）()]|的|(?<=.)(?:是|由|为)(?=.)")
_TITLE = re.compile("《[^《》]+》")
_DEFINES = re.compile("什么是|什么叫|何谓|意思|定义|含义|是什么")
_COUNTED = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十][，,]")
_THESE = re.compile("(?:这|那)些(?P<kind>[\u4e00-\u9fff]{2})")
_HOW_MANY = re.compile(r"(?:多少|几|哪几?)[个条家位种项名座处所件批张]?(?=([\u4e00-\u9fff]{2,})[？?。]*$)")
_EACH = re.compile("[人户亩地]均")
_NOUNS, _ATTRIBUTIVE = ("n", "j", "l"), ("a", "b", "v")
_SHORT = 8
_LONGEST = 200
_ABROAD = re.compile("美国|欧盟|欧洲|日本|韩国|德国|英国|法国|印度|俄罗斯|新加坡|东盟")
_AIMED = re.compile("(.{2,})目标")
_LINK = re.compile(r"和|与|及|、|跟|或")
_BARE = re.compile(
    "出台|印发|发布|公布|颁布|施行|生效|有效期|时间|日期|文号|部门|单位|机关|机构|具体|原因|依据|内容|负责|主办|牵头|作者|目标|措施|做法|办法|情况|细节|例子|展开|解释|详细|背景|意思|来源|出处|要求|规定|特点|问题|步骤"
)


def standalone(question: str, history: Sequence[Answer]) -> str:
    """The question in a form that can be understood alone; itself where it can be already, or nothing came before."""
    text = re.sub(r"\s+", " ", question).strip()
    if not history or not text:
        return text
    before = history[-1]
    if (item := _ITEM.match(text)) and (said := _pointed(before, dates.number(item["n"]))):
        return f"“{said}”{_rest(item['rest'])}"
    if named := _named(text, before.standalone):
        return _replaced(named, before.standalone)
    if _DOCUMENT.search(text) and (title := _document(before)):
        return _DOCUMENT.sub(lambda _: title, text, count=1)
    if _AMONG.search(text) and (subject := _subject(before.standalone)):
        return _AMONG.sub(lambda m: f"{subject}中，" if m[0].startswith("其中") else subject, text, count=1)
    these = _THESE.search(text)
    if these and these["kind"] in before.standalone and (subject := _subject(before.standalone)):
        return text.replace(these[0], f"{subject}的{these['kind']}", 1)
    if ARTICLE.search(text) and _is_bare(text):
        return f"{before.standalone.rstrip('？?。')}，{text}"
    if _PRONOUN.search(text) and (subject := _subject(before.standalone)):
        return _PRONOUN.sub(lambda _: subject, text, count=1)
    if _is_bare(text) and (subject := _subject(before.standalone)):
        return f"{subject}{text}"
    return text


def faithful(text: str, question: str, history: Sequence[Answer]) -> bool:
    """Whether a rewording of a follow-up names no place, date, number, 文号 or title but those of the conversation."""
    before = history[-1]
    known = "\n".join((question, before.standalone, *(claim.text for claim in before.claims)))
    named = (*_numbers(text), *_places(text), *_years(text), *_quoted(text), *re.findall(r"\d+", text))
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
    if not what or len(what) > 40 or _ASKS.search(what) or _PRONOUN.search(what):
        return ""
    if _OPENS.search(text) or text.rstrip("？?。").endswith("呢"):
        return what
    alike = any(alike(what) and alike(before) for alike in (_numbers, _places, _years, _quoted))
    return what if what != text and alike and not terms(_without_time_and_place(what)) else ""


def _replaced(named: str, before: str) -> str:
    """The earlier question asked of another thing: each part of `named` stands where its like stood."""
    rest, text = named, before
    for alike in (_numbers, _places, _years, _quoted):
        new = alike(rest)
        if not new:
            continue
        old = alike(text)
        text = _put(text, old, _span_of(rest, new)) if old else _span_of(rest, new) + text
        rest = rest.replace(_span_of(rest, new), "")
    rest = rest.strip("的，, 到至在年") if rest != named else rest
    return _put_sibling(text, rest) if len(rest) >= 2 else text


def _put(text: str, old: Sequence[str], new: str) -> str:
    """`new` where the first of `old` stood; the others go, with what links them."""
    return text.replace(_span_of(text, old), new, 1)


def _span_of(text: str, parts: Sequence[str]) -> str:
    """The stretch of a text from the first of its parts to the last that is linked to it."""
    start = text.index(parts[0])
    end = start + len(parts[0])
    for part in parts[1:]:
        at = text.find(part, end)
        if at < 0 or not _LINK.fullmatch(text[end:at]):
            break
        end = at + len(part)
    return text[start:end]


def _numbers(text: str) -> list[str]:
    return [text[m.at[0] : m.at[1]] for m in docnumbers.find(text, loose=True)]


def _places(text: str) -> list[str]:
    home = [(m.at[0], text[m.at[0] : m.at[1]]) for m in regions.find(text)]
    abroad = [(m.start(), m[0]) for m in _ABROAD.finditer(text)]
    return [name for _, name in sorted(home + abroad)]


def _years(text: str) -> list[str]:
    return [text[m.at[0] : m.at[1]] for m in dates.find(text) if m.years]


def _quoted(text: str) -> list[str]:
    return re.findall(r"《[^《》]+》|“[^“”]+”", text)


def _put_sibling(text: str, name: str) -> str:
    """`name` in place of the words most like it; where none are, of what was asked for (the last before the asking)."""
    phrases = [p for p in re.split(_CUT, _without_time_and_place(_ASKS.sub("", text))) if len(p) >= 2]
    if not phrases:
        return name + text
    runs = [run for phrase in phrases for run in _runs(phrase)]
    best = max(runs, key=lambda run: (_likeness(run, name), -abs(len(run) - len(name))))
    if not _likeness(best, name) and (aimed := _AIMED.fullmatch(phrases[-1])):
        best = aimed[1]
    elif not _likeness(best, name):
        nouns = [run for run in runs if _is_noun(run)]
        best = max(nouns, key=lambda run: (text.rfind(run) + len(run), len(run)), default=phrases[-1])
    # 人均 is of what was asked for, and takes no place.
    return text.replace(best, f"{name}{best}" if _EACH.fullmatch(name) else name, 1)


def _is_noun(words: str, beside: tuple[str, ...] = ()) -> bool:
    """Whether all of the words are nouns, or those before the last of kinds that may stand `beside` one."""
    import rjieba

    *before, last = (tag for _, tag in rjieba.tag(words))
    all_before = all(tag.startswith((*_NOUNS, *beside)) for tag in before)
    return all_before and last.startswith(_NOUNS) and len(words) >= 2


def _without_time_and_place(text: str) -> str:
    """The text with a stop for every place and time named in it."""
    for part in (*_places(text), *_years(text)):
        text = text.replace(part, "，")
    return re.sub("(?<=，)(?:[省市区县]|到|至|在)+", "，", text)


def _runs(phrase: str) -> list[str]:
    """Every run of whole words of a phrase."""
    # Loads its dictionary, which a first question need not wait for.
    import rjieba

    words = rjieba.cut(phrase)
    return ["".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]


def _likeness(one: str, other: str) -> int:
    """How many characters two names end in alike, counted twice, and begin alike: kinds of a thing share their last word."""
    return 2 * _common(reversed(one), reversed(other)) + _common(one, other)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _document(before: Answer) -> str:
    """The document that an answer was about: by 文号 or title in the question, else by title in what was said."""
    if numbers := _numbers(before.standalone):
        return numbers[0]
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
    if counted and _is_noun(counted[1], _ATTRIBUTIVE) and not _BARE.search(counted[1]):
        first = first[: counted.start()] + first[counted.end() :]
    pieces = [p for p in re.split("[，,：:；;]", first) if not _POLITE.search(p)]
    asking = next((i for i, p in enumerate(pieces) if _ASKS.search(p)), len(pieces) - 1)
    pieces = [_ASKS.sub("", p) for p in pieces[: asking + 1]]
    if len(pieces) > 1 and len(pieces[-1]) <= 8:
        return "，".join(pieces[:-1])
    before = "，".join(pieces)
    owner, of, attribute = before.rpartition("的")
    if of and len(attribute) <= 6 and len(owner) >= 2:
        return owner
    return re.sub(r"(?:指|存在|包括|是|有|由|为|给|了)+$", "", before)


def _is_bare(text: str) -> bool:
    """Whether a question names nothing of its own: only what is asked of a thing, in a few words."""
    if len(text) > 20 or _numbers(text) or _places(text) or _quoted(text):
        return False
    nouns = [t for t in terms(text) if t.noun and not _BARE.fullmatch(t.forms[0])]
    return not nouns or (len(nouns) == 1 and len(text) <= _SHORT and not _DEFINES.search(text))
