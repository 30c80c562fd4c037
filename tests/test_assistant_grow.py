"""A full 提案 is told in its own order: by whom is said where a reader first hears it, and room is used, or made."""

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from assistant.cause import cause
from assistant.full import NO_MEASURE, lines, plain
from assistant.grow import grow
from assistant.measures import measures
from assistant.outline import draft
from assistant.retold import apart
from assistant.steering import Edit, Steering
from assistant.types import Citation, Claim
from index.types import Span

REQUESTS = (
    ("产业园区招商引资同质化竞争问题", ""),
    ("招商引资中引进龙头企业", ""),
    ("产业链人才培养和引进", "广东"),
)
SHORTLY = re.compile("(?:文章|报道|报告|该论文|会议|委员|该文件)(?:还|也)")


@pytest.fixture(scope="module", params=REQUESTS, ids=[request for request, _ in REQUESTS])
def outline(request, drafted):
    return drafted(*request.param)


@pytest.fixture(scope="module")
def full(outline, library):
    return grow(outline, library, length=5000)


@pytest.fixture(scope="module")
def chief(drafted):
    return drafted("产业链链长制", "广东")


def told(full):
    """The sentences, paragraph by paragraph, as they are read."""
    return [[p for p in line.parts if isinstance(p, Claim) and p.text[-1] == "。"] for line in lines(full)]


def test_who_is_named_shortly_has_spoken_right_before(full):
    for part in told(full):
        assert not part or not SHORTLY.match(part[0].text)
        for before, claim in pairwise(part):
            if SHORTLY.match(claim.text):
                assert set(claim.citations) & set(before.citations), claim.text


def test_what_members_report_is_told_as_theirs_in_every_problem(grown):
    full = grown("产业链人才培养和引进", "广东")
    texts = [c.text for p in full.problems for c in p.told]
    assert sum("委员" in text for text in texts) >= 3
    assert not any(text.startswith(("高技能", "我省", "个体")) for text in texts)


def test_nothing_is_told_twice(full):
    claims = [c for part in told(full) for c in part]
    assert len(claims) > 5
    for one, other in combinations(claims, 2):
        assert not one.citations[0].span.overlaps(other.citations[0].span), (one.text, other.text)


def test_a_sentence_that_joins_facts_comes_apart_and_an_edited_one_does_not(drafted):
    outline = drafted("产业链人才培养和引进", "广东")
    joined = next(c for part in outline.reasons for c in part if "；" in c.text)
    assert len(apart(joined, outline.facts)) > 1
    (whole,) = apart(replace(joined, text=joined.text.replace("；", "，")), outline.facts)
    assert whole.fact is None
    assert whole.text == joined.text.replace("；", "，")
    assert [saying.fact for saying in apart(joined, ())] == [None]


def test_every_sentence_of_a_lead_comes_apart_into_its_facts(outline):
    claims = [c for part in outline.reasons for c in part]
    found = [s.fact for claim in (*claims, *outline.spare) for s in apart(claim, outline.facts)]
    assert {id(fact) for fact in found} == {id(fact) for fact in outline.facts}


def test_what_somebody_worded_is_told_as_worded(chief, library):
    was = chief.reasons[0][0].text
    now = was.replace("提出，", "明确提出，", 1)
    edited = draft("产业链链长制", library, region="广东", steering=Steering(edits=(Edit(was, now),)))
    assert now != was
    assert now in plain(grow(edited, library, region="广东"))


def test_room_is_used_for_what_the_lead_leaves_out_and_no_more_than_there_is(chief, library):
    spare = [f.body for claim in chief.spare for s in apart(claim, chief.facts) if (f := s.fact)]
    texts = {n: plain(grow(chief, library, region="广东", length=n)) for n in (1000, 1500, 3000)}
    counts = [sum(body in text for body in spare) for text in texts.values()]
    assert counts == sorted(counts)
    assert counts[0] + 2 <= counts[-1] >= 3
    assert all(len("".join(text.split())) <= n for n, text in texts.items())


def test_what_is_hardly_of_the_topic_or_says_little_is_not_told_for_want_of_better(chief, library):
    def told(further):
        full = grow(replace(chief, further=tuple(further)), library, region="广东")
        claims = [c for part in (*full.situation, *(p.told for p in full.problems)) for c in part]
        return sum(any(fact.body in claim.text for claim in claims) for fact in further)

    assert told(chief.further) > 0
    assert told([replace(fact, own=0.1, near=0.5, meant=0.0) for fact in chief.further]) == 0
    assert told([replace(fact, worth=0.1) for fact in chief.further]) == 0


def test_who_asks_for_a_longer_text_is_told_what_is_worth_less(chief, library):
    further = tuple(replace(fact, worth=0.1) for fact in chief.further)
    texts = [
        plain(grow(replace(chief, further=further), library, region="广东", length=n)) for n in (1500, 3000)
    ]
    short, long = (sum(fact.body in text for fact in further) for text in texts)
    assert short + 3 <= long
    assert len("".join(texts[1].split())) > 2000


def test_a_sentence_is_told_more_fully_where_there_is_room(library, drafted):
    outline = drafted("完善开发区“链长制”，推动开发区整合提升", "浙江")
    lead = "".join(c.text for part in outline.reasons for c in part)
    full = plain(grow(outline, library, region="浙江"))
    more = "，建立“九个一”的产业链安全、稳定、发展长效机制。"
    assert "作为试点。" in lead
    assert f"作为试点{more}" not in lead
    assert full.count(f"作为试点{more}") == 1


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            "开发区“管委会+公司”的老办法越来越不灵，园区能不能交给市场化的企业去运营",
            "从而改变以往地方政府通常采用的“管委会+公司”的运营模式。",
        ),
        ("园区集约用地", "企业生产体系分割，园区低强度开发。"),
    ],
)
def test_a_long_sentence_is_told_where_there_is_much_room_and_only_there(request_, words, grown):
    short, full = (grown(request_, "", n) for n in (1500, 3000))
    assert words not in plain(short)
    assert plain(full).count(words) == 1


def test_two_parts_of_a_sentence_become_one_where_the_whole_is_told(grown):
    full = plain(grown("关于提高矿产资源供给保障能力、建立战略性资源收储制度的提案", "", 3000))
    whole = "继续推动矿产资源有偿使用制度改革，建立能够高效反映矿产资源使用成本的机制，完善"
    assert full.count(whole) == full.count("建立能够高效反映矿产资源使用成本的机制") == 1


def test_what_says_again_what_is_told_and_much_more_is_told_where_there_is_room(library, drafted):
    outline = drafted("围绕我省推行产业链“链长制”，起草一份提案线索", "广东")
    full = plain(grow(outline, library, region="广东", length=3000))
    assert "佛山将在市、区同步建立重点产业链“链长制”" in full
    assert "“一链一中心”“一链一图”" in full


def test_no_problem_is_told_in_the_words_of_another(chief, library, drafted):
    outline = drafted("产业链内中小企业融资难问题", "广东")
    for given in (chief, outline):
        problems = grow(given, library, region="广东", length=3000).problems
        bodies = [claim.text for problem in problems for claim in problem.told]
        assert len(bodies) == len(set(bodies))


def test_examples_from_elsewhere_are_few_and_more_only_where_nothing_else_is_left(library, drafted):
    outline = drafted("我省推行产业链链长制", "湖南")
    known = [f for f in (*outline.facts, *outline.further) if f.facet == "外地"]
    short, long = (
        "".join(c.text for part in grow(outline, library, region="湖南", length=n).situation for c in part)
        for n in (1500, 5000)
    )
    told = [{f.telling.statement.span for f in known if f.body in text} for text in (short, long)]
    assert len(told[0]) <= 5 < len(told[1]) <= 10 < len({f.telling.statement.span for f in known})


def test_measures_give_way_to_a_short_limit_and_no_blank_says_there_are_none(chief, library):
    short, long = (grow(chief, library, region="广东", length=n) for n in (600, 1500))
    left_out = [p for p in short.problems if p.measured and not p.practices]
    assert left_out
    assert short.size <= 600
    assert any("因篇幅略去" in notice for notice in short.notices)
    assert plain(short).count(NO_MEASURE) == plain(long).count(NO_MEASURE)


def test_what_is_to_be_left_out_is_no_measure_either(chief, library):
    first = measures(chief.issues, chief.topic, "广东", library)[0][0].claim.citations[0].span
    full = grow(chief, library, region="广东", steering=Steering(drop=(first,)))
    cited = [c.span for p in full.problems for claim in p.practices for c in claim.citations]
    assert cited
    assert not any(span.overlaps(first) for span in cited)


@pytest.mark.parametrize(
    ("topic", "title", "named"),
    [
        ("产业链关键环节断供风险", "产业链关键环节断供风险", "防范四川省产业链关键环节断供风险"),
        ("健全养老服务体系", "养老服务体系", "健全四川省养老服务体系"),
        ("防范化解地方债务风险，稳增长", "化解地方债务风险", "防范化解四川省地方债务风险"),
        ("养老服务体系", "养老服务体系", "完善四川省养老服务体系"),
        ("园区同质化竞争", "园区同质化竞争", "解决四川省园区同质化竞争问题"),
        ("职业教育产教融合", "职业教育产教融合", "推进四川省职业教育产教融合"),
        ("营商环境", "营商环境", "优化四川省营商环境"),
        ("成都地铁", "成都地铁", "加强四川省成都地铁工作"),
        ("食堂管理工作", "食堂管理工作", "加强四川省食堂管理工作"),
        ("让老百姓看好病", "让老百姓看好病", "让四川省老百姓看好病"),
        ("海洋经济怎么做大做强", "海洋经济做大做强", "推进四川省海洋经济做大做强"),
        ("低保和救助没跟上", "低保和救助没跟上", "解决四川省低保和救助没跟上问题"),
        ("殡葬服务太贵了", "殡葬服务太贵了", "解决四川省殡葬服务太贵问题"),
        ("老小区电梯坏了", "老小区电梯坏了", "解决四川省老小区电梯坏了问题"),
        ("太阳能热水器", "太阳能热水器", "加强四川省太阳能热水器工作"),
        ("这种招商内卷怎么刹住", "招商内卷", "解决四川省招商内卷问题"),
        ("给基层减负", "给基层减负", "四川省给基层减负"),
        ("面向南亚的大通道", "面向南亚的大通道", "加强四川省面向南亚的大通道工作"),
        ("高质量建设国家公园", "高质量建设国家公园", "四川省高质量建设国家公园"),
        ("支持电商企业建设海外仓", "支持电商企业建设海外仓", "支持四川省电商企业建设海外仓"),
        ("培育“链主”企业", "链主企业", "培育四川省链主企业"),
        ("基础设施补短板", "基础设施补短板", "推进四川省基础设施补短板"),
    ],
)
def test_the_matter_is_named_with_the_verb_that_it_takes(topic, title, named):
    assert cause(topic, title, "四川") == f"关于{named}的提案"


def test_a_bare_heading_is_not_quoted_for_a_problem_and_a_sentence_is(chief, library):
    documents = [library.document(listing.id) for listing in library.documents()]
    (document,) = (d for d in documents if "完善要素资源价格形成机制。" in d.text)
    sentence = "第二，产业链向上攀升面临上游封锁、下游竞争、新技术挑战等多重压力。"
    for words, quoted in (("完善要素资源价格形成机制。", False), (sentence, True)):
        held = next(d for d in (document, *documents) if words in d.text)
        start = held.text.index(words)
        item = Claim(
            "如何加装老旧小区电梯", (Citation(Span(held.id, start, start + len(words))),), (), "supported"
        )
        full = grow(replace(chief, issues=(*chief.issues, item)), library, region="广东")
        told = "".join(claim.text for claim in full.problems[-1].told)
        assert (words.rstrip("。") in told) is quoted
