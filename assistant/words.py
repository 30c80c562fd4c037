"""The content words of a question or a topic: what they are, how much each says, in what other wordings."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from index import dates
from index.tokens import normalise

_FILLER = re.compile(
    r"请问|(?<![\u4e00-\u9fff])请|我们国家|咱们国家|我们|咱们|解释一下|百分之几|百分之多少|多长时间|到底|究竟|一共|总共|一个人|具体|分别|各自|各(?!地)|都|是多少|有多少|多少|哪几个|哪几条|哪几种|哪些|哪几|哪[一二三四五六七八九十\d]+(?:个|条|种|项)?|几(?=[个条家位种项名年])|哪个|哪家|哪一?[年天]|"
    r"指的是什么|是指什么|指什么|是什么|什么叫|什么是|什么时候|什么时间|什么|啥意思|啥|何时|怎么说|怎么|怎样|如何定义|的?定义|的?含义|如何|吗|呢|有没有|是否|是不是|谁|多大|多高|"
    r"材料里讲|材料|这份报告|文章|报告认为|告诉我|想知道|有哪(?![些几一二三四五六七八九十\d])|哪"
)
_NUMERAL = re.compile("[二三四五六七八九十百]{1,3}(?=[强大项个条位家种类])")
_MADE = re.compile("(.*?)总?产量")
_NAMES = ("nr", "ns", "nt", "nz")
# Parts of speech of rjieba whose words say what a question is about, and how much each says.
_WEIGHTS = {
    "n": 1.0, "v": 0.6, "a": 0.5, "j": 1.0, "l": 0.9, "i": 0.9, "e": 1.0, "s": 0.8, "t": 0.6, "b": 0.7, "f": 0.4,
    "z": 0.5, "d": 0.3, "q": 0.2, "m": 0.4,
}  # fmt: skip
_IDLE = frozenset(
    """事 儿 大头 有 是 要 会 能 去 来 到 讲 说 搞 做 想 看 用 给 把 被 让 了 的 地 得 里 块 这 那 时候 时间 材料 文章 报告
    情况 方面 问 中 上 下 和 与 跟 对 每 我国 中国 全国 文件 通知 打算 应该 可以 负责 文号 作者 主办 发文机关 先后 前后 说法 一致 不同 区别 差异 不一样 一样 比较 对比 怎样 描述 评价 看待 存在 要求 内容 规定 提出 主要
    研究者 学者 专家 老师 领导同志 意思 当中 其中 两者 二者 三者 东西 专门 老是 厉害 突然 麻烦 通俗 解释 法律上 名字 具体来说 说说 讲讲 看看 帮忙 请教 查 一下 想知道 办 才 还 又 到 做到 达到 想做到 能领 出自 实际 挂帅 这样 那样 那会儿 现在 目前 去年 今年 明年 上年 下来 出来 起来 职务 身份 头衔 实打实 平米 垫底 倒数 厅局 这话""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question: its wordings (itself first), and how much it says by its part of speech.

    A `place` says where: 陕北."""

    forms: tuple[str, ...]
    weight: float
    noun: bool = False
    place: bool = False


def content(text: str) -> str:
    """A question without the words that only ask; a comma in the place of each."""
    return _FILLER.sub("，", text)


def terms(text: str) -> tuple[Term, ...]:
    """The content words of a text with their other wordings; words that only ask are left out."""
    found: dict[str, Term] = {}
    for word, tag in _tagged(content(text)):
        name = normalise(word).strip()
        weight = _WEIGHTS.get(tag[0], 0.0)
        if not name or not weight or name in _IDLE or (len(name) == 1 and tag[0] in "qmd"):
            continue
        if re.fullmatch(r"[\W_]+|(?:19|20)\d\d|年|月|日", name) or (len(name) == 1 and name.isascii()):
            continue
        weight *= 0.3 if len(name) == 1 else 1.0
        found.setdefault(
            name,
            Term(
                (
                    name,
                    *synonyms().get(name, ()),
                    *_spoken().get(name, ()),
                    *_in_digits(name),
                    *_each(name),
                    *_in_all(name),
                    *_of_people(name),
                ),
                weight,
                tag[0] in "njlies",
                tag == "ns",
            ),
        )
    return tuple(found.values())


def _in_digits(name: str) -> tuple[str, ...]:
    """A word that begins with a Chinese numeral, with figures instead: 十强, 10强."""
    numeral = _NUMERAL.match(name)
    return (f"{dates.number(numeral[0])}{name[numeral.end() :]}",) if numeral else ()


def _each(name: str) -> tuple[str, ...]:
    """每万人 is written 万人 as well."""
    return (name[1:],) if re.match("每[百千万]", name) else ()


def _in_all(name: str) -> tuple[str, ...]:
    """粮食产量 is written 粮食总产量 and 粮食总产 as well."""
    made = _MADE.fullmatch(name)
    if made is None:
        return ()
    # 总产 alone may be the beginning of 总产值.
    forms = (f"{made[1]}总产量", f"{made[1]}产量", *((f"{made[1]}总产",) if made[1] else ()))
    return tuple(form for form in forms if form != name)


def _of_people(name: str) -> tuple[str, ...]:
    """就业人数 is told as 就业 with its figure as well."""
    return (name[:-2],) if len(name) > 3 and name.endswith(("人数", "户数")) else ()


def cut(text: str) -> Iterator[str]:
    """The words of a text, one after another, with all that stands between them."""
    yield from (word for word, _ in _tagged(text))


def names(text: str) -> list[str]:
    """What a text calls by a name of its own, of people, places or bodies, normalised; a tagger's guess."""
    return [word for word, tag in _tagged(normalise(text)) if tag[:2] in _NAMES]


def _tagged(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text with their parts of speech; a word of the field is a noun, and never cut."""
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    at = 0
    for match in _field().finditer(text):
        yield from rjieba.tag(text[at : match.start()])
        yield match[0], "n"
        at = match.end()
    yield from rjieba.tag(text[at:])


@cache
def _field() -> re.Pattern[str]:
    words = sorted(_table()["words"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("assistant").joinpath("synonyms.toml").read_text(encoding="utf-8"))


def is_word(name: str) -> bool:
    """Whether a cut-out word is in the dictionary, or long enough not to be a slip of the cutting."""
    import rjieba

    return len(name) > 2 or len(rjieba.cut(name, hmm=False)) == 1


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Each wording with the others of its meaning, longest first."""
    return _others("groups")


@cache
def _spoken() -> Mapping[str, tuple[str, ...]]:
    """What is said in everyday words, with what documents write instead."""
    return _others("spoken")


@cache
def alike() -> Mapping[str, tuple[str, ...]]:
    """Each word with what a draft takes for the same thing; not for answering."""
    return _others("alike")


@cache
def related() -> Mapping[str, tuple[str, ...]]:
    """Each word with those of the same field of work: for finding material, not for answering."""
    return _others("related")


def _others(name: str) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for group in _table()[name]:
        for word in group:
            others = (normalise(w) for w in group if w != word)
            table[normalise(word)] = (*table.get(normalise(word), ()), *sorted(others, key=len, reverse=True))
    return table
