"""Sentences of the seeds, each altered in one thing: the alteration must be caught, the sentence itself never."""

import random
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from assistant.check import check
from assistant.types import Citation, Claim
from index.sentences import sentences
from index.types import Span

_FACT = re.compile(r"\d|〔\d{4}〕|[二三四五六七八九十]大|省|市|不|未|没有|必须|应")
_UNITS = {
    "万": "亿",
    "亿": "万",
    "%": "个百分点",
    "个百分点": "%",
    "家": "人",
    "公顷": "亩",
    "倍": "%",
    "条": "家",
}
_BOUNDS = {
    "以上": "以下",
    "以内": "以上",
    "不少于": "不超过",
    "突破": "不足",
    "超": "近",
    "左右": "以上",
    "余": "",
    "多": "",
}
_PLACES = re.compile(
    "浙江|江西|山东|湖南|广东|四川|河北|河南|湖北|吉林|天津|江苏|深圳|佛山|长沙|南京|广州|东莞|株洲|湘潭"
)
_CITIES = {"深圳", "佛山", "长沙", "南京", "广州", "东莞", "株洲", "湘潭"}
_LEVELS = [
    ("省委", "市委"),
    ("省政府", "市政府"),
    ("全省", "全市"),
    ("我省", "我市"),
    ("省级", "市级"),
    ("市领导", "省领导"),
    ("省领导", "市领导"),
    ("广东省", "广东市"),
    ("浙江省", "浙江市"),
]
_OFFICES = [("书记", "省长"), ("省长", "书记"), ("院长", "主任"), ("主任", "书记"), ("组长", "部长")]
_OPPOSITES = [
    ("增长", "下降"),
    ("下降", "增长"),
    ("提高", "降低"),
    ("低于", "高于"),
    ("上升", "下降"),
    ("增加", "减少"),
    ("亏损", "盈利"),
    ("降低", "提高"),
]
_MODALS = [
    ("必须", "可以"),
    ("应当", "可以"),
    ("可以", "必须"),
    ("不能", "可以"),
    ("力争", "已"),
    ("不得", "可以"),
]
_VERBS = re.compile("提出|要求|实施|具有|完善|形成|增强|建立|支持|加快|下降|增长|达到|发布|鼓励|存在")


@dataclass(frozen=True)
class Sentence:
    text: str
    span: Span


@pytest.fixture(scope="module")
def facts(library):
    """About 150 sentences of running text and lists with a figure, date, 文号, place or negation."""
    found = []
    for listing in library.documents():
        document = library.document(listing.id)
        for block in document.blocks:
            if (
                block.kind in ("paragraph", "list", "field", "row")
                and block.lang == "zh"
                and not block.header
            ):
                for start, end in sentences(document.text, block.span.start, block.span.end):
                    text = document.text[start:end]
                    if 15 <= len(text) <= 220 and len(_FACT.findall(text)) >= 2 and "\t" not in text:
                        found.append(Sentence(text, Span(document.id, start, end)))
    return random.Random(7).sample(found, 170)


def swapped(sentence, rng, table):
    """Each place where a word of the table stands, with the word put in."""
    spots = [(m.span(), new) for old, new in table for m in re.finditer(re.escape(old), sentence)]
    return [sentence[: at[0]] + new + sentence[at[1] :] for at, new in spots]


def other_digit(sentence, rng, ranges):
    spots = [i for start, end in ranges for i in range(start, end) if sentence[i] in "0123456789"]
    pick = rng.sample(spots, min(2, len(spots)))
    return [
        sentence[:i] + rng.choice([d for d in "123456789" if d != sentence[i]]) + sentence[i + 1 :]
        for i in pick
    ]


_DATE = r"(?:\d{4}\s*[—-]\s*)?\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|(?<![\d.])\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
_DOC_NUMBER = r"〔\d{4}〕\s*\d+\s*号"
_MARK = r"[（(]\d{1,2}[)）]|^\d{1,2}[.)、]|\[\d+\]"


def numbers(sentence, rng):
    taken = [m.span() for m in re.finditer(f"{_DATE}|{_DOC_NUMBER}|{_MARK}", sentence)]
    free = [m.span() for m in re.finditer(r"\d[\d,.]*", sentence)]
    return other_digit(sentence, rng, [f for f in free if not any(f[0] < b and a < f[1] for a, b in taken)])


def dates(sentence, rng):
    return other_digit(sentence, rng, [m.span() for m in re.finditer(_DATE, sentence)])


def doc_numbers(sentence, rng):
    return other_digit(sentence, rng, [m.span() for m in re.finditer(_DOC_NUMBER, sentence)])


def units(sentence, rng):
    spots = [m for m in re.finditer(r"(?<=\d)\s*(亿|万|%|个百分点|家|公顷|倍|条)", sentence)]
    return [sentence[: m.start(1)] + _UNITS[m[1]] + sentence[m.end(1) :] for m in spots]


def bounds(sentence, rng):
    near_number = (
        r"(?:不少于|突破|超)(?=\s*\d)|(?<=\d)\s*[^\d，。、]{0,5}?(以上|以内|左右)|(?<=\d)\s*([余多])"
    )
    spots = [(m.span(m.lastindex or 0), m[m.lastindex or 0]) for m in re.finditer(near_number, sentence)]
    return [sentence[:a] + _BOUNDS[word] + sentence[b:] for (a, b), word in spots]


def places(sentence, rng):
    spots = [m for m in _PLACES.finditer(sentence)]
    pool = [p for p in _PLACES.pattern.split("|") if p not in sentence]
    fitting = {True: [p for p in pool if p in _CITIES], False: [p for p in pool if p not in _CITIES]}
    return [
        sentence[: m.start()] + rng.choice(fitting[m[0] in _CITIES]) + sentence[m.end() :] for m in spots[:2]
    ]


def negations(sentence, rng):
    out = [
        sentence[: m.start()] + sentence[m.end() :]
        for m in re.finditer("没有|不(?![断仅但])|未(?!来)", sentence)
    ]
    verbs = list(_VERBS.finditer(sentence))
    for verb in rng.sample(verbs, min(2, len(verbs))):
        out.append(sentence[: verb.start()] + rng.choice(["不", "未", "没有"]) + sentence[verb.start() :])
    return out


KINDS = {
    "number": (numbers, 0.97),
    "date": (dates, 0.97),
    "doc_number": (doc_numbers, 0.97),
    "unit": (units, 0.97),
    "bound": (bounds, 0.97),
    "place": (places, 0.95),
    "negation": (negations, 0.95),
    "level": (lambda s, rng: swapped(s, rng, _LEVELS), 0.95),
    "office": (lambda s, rng: swapped(s, rng, _OFFICES), 0.95),
    "opposite": (lambda s, rng: swapped(s, rng, _OPPOSITES), 0.95),
    "modality": (lambda s, rng: swapped(s, rng, _MODALS), 0.95),
}


def test_no_sentence_is_suspected_of_anything(library, facts):
    checked = check([Claim(s.text, (Citation(s.span),)) for s in facts], library)
    assert [(c.text, c.findings) for c in checked if c.verdict != "supported"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_altered_sentence_is_caught(library, facts, kind):
    mutate, floor = KINDS[kind]
    rng = random.Random(11)
    altered = [(s, text) for s in facts for text in mutate(s.text, rng) if text != s.text]
    checked = check([Claim(text, (Citation(s.span),)) for s, text in altered], library)
    verdicts = Counter(c.verdict for c in checked)
    missed = [c.text for c in checked if c.verdict == "supported"]
    assert len(altered) >= 3
    assert 1 - len(missed) / len(altered) >= floor, (verdicts, missed)
