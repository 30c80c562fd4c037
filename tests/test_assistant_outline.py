"""Drafts over the seeds: what a committee could print, resting on what it cites, or a refusal that names the gaps."""

import re
from itertools import pairwise

import pytest

from assistant.check import check
from assistant.errors import RequestError
from assistant.form import COMMITTEE, PROFILES
from assistant.form.items import faults
from assistant.leads import LEADS
from assistant.outline import draft, draft_stream
from assistant.request import read_request
from assistant.types import Claim
from index import Filter, Library, dates
from index.tokens import content_pairs, normalise
from tests.provincial import reports

CORRIDOR = (
    "一、2025年工作回顾\n\n东盟大通道加快形成，中老铁路发送旅客2300万人次、增长12%，国际货物运输量突破1500万吨。\n\n"
    "磨憨口岸进出口货运量增长15%，开行中欧班列120列，口岸通关时间压缩30%。\n\n"
    "当前存在的主要问题是：口岸设施建设滞后，班列回程货源不足，口岸通关便利化水平不高。\n\n"
    "中老铁路沿线物流枢纽完成货物吞吐量360万吨，新建口岸查验场地8个。\n\n"
    "二、2026年重点工作\n\n完善口岸基础设施，提升班列运行效率，推动口岸智慧化改造。\n\n"
    "扩大班列回程货源组织，建设口岸冷链物流园3个。\n\n推进口岸通关便利化改革，压缩整体通关时间。\n"
)
TOPICS = (
    ("围绕我省推行产业链“链长制”，起草一份提案线索", "广东", ""),
    ("培育发展我省战略性新兴产业集群", "广东", ""),
    ("园区集约用地", "", ""),
    ("产业链内中小企业融资难问题", "广东", ""),
    ("产业链人才培养和引进", "广东", "public500"),
    ("核心零部件对外依存度高，推动产业链自主可控", "广东", ""),
    ("推进我省产业链数字化升级", "广东", ""),
    ("促进产业链区域协作，避免同质化竞争", "广东", ""),
    ("产业链链长制", "广东", ""),
    ("战略性新兴产业集群", "广东", ""),
    ("中小企业融资难", "", ""),
    ("产业链供应链安全", "广东", ""),
    ("中小企业融资难", "广东", "public300"),
    ("产业链招商引资", "广东", ""),
    ("培育“链主”企业", "广东", ""),
    ("“专精特新”中小企业培育", "广东", ""),
    ("提升我省外贸竞争力", "广东", ""),
    ("维护产业链供应链安全稳定", "广东", ""),
    ("地区间招商恶性竞争", "", ""),
    ("产业布局绿色转型", "", ""),
    ("开发区管理体制改革", "", ""),
)
OUTSIDE = (
    "砂石行业发展",
    "校园食品安全",
    "老旧小区加装电梯",
    "农村养老服务",
    "医保异地结算",
    "文物保护",
    "海洋渔业资源养护",
    "殡葬服务收费",
)
THIRD_PARTY = ("专家观点", "委员反映", "论文", "研究报告")
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
VOICE = re.compile("反映|指出|认为|提出|表示|显示|表明|报道|通报|据统计")


@pytest.fixture(params=TOPICS, ids=[topic for topic, *_ in TOPICS])
def made(request, drafted):
    return drafted(*request.param)


def sentences(outline):
    return [claim for paragraph in outline.reasons for claim in paragraph]


def size(claims):
    return sum(len("".join(claim.text.split())) for claim in claims)


def cited(claim, library):
    """(document, block) of everything that a claim cites."""
    for citation in claim.citations:
        document = library.document(citation.span.doc_id)
        yield from ((document, b) for b in document.blocks if b.span.overlaps(citation.span))


def test_a_topic_of_the_library_is_drafted_without_an_error_of_form(made):
    assert made.refusal is None
    assert [finding for finding in made.form if finding.level == "error"] == []
    rules = PROFILES[made.profile]
    assert rules.reasons[0] <= size(sentences(made)) <= rules.reasons[1]
    if rules is COMMITTEE:
        assert 2 <= len(made.reasons) <= 4


def test_every_sentence_is_cited_and_holds_when_it_is_checked_again(made, library):
    asked = [Claim(claim.text, claim.citations) for claim in sentences(made)]
    assert all(claim.citations for claim in asked)
    assert {claim.verdict for claim in check(asked, library)} == {"supported"}


def test_nothing_rests_on_an_earlier_lead(made, library):
    blocks = [b for claim in (*sentences(made), *made.issues) for _, b in cited(claim, library)]
    assert blocks
    assert {b.genre for b in blocks}.isdisjoint(LEADS)


def test_items_are_questions_on_different_aspects_each_grown_from_a_sentence_above(made, library):
    assert 3 <= len(made.issues) <= 5
    told = [content_pairs(claim.text) for claim in sentences(made)]
    marked = {citation.span for claim in sentences(made) for citation in claim.citations}
    items = [content_pairs(claim.text) for claim in made.issues]
    for claim, pairs in zip(made.issues, items, strict=True):
        assert claim.text.startswith(("如何", "探索"))
        assert list(faults(claim.text)) == []
        assert claim.citations[0].span in marked
        words = content_pairs("".join(library.quote(citation.span) for citation in claim.citations))
        assert len(pairs & words) >= 0.4 * len(pairs)
        assert max(len(pairs & above) for above in told) >= min(5, 0.3 * len(pairs))
    for n, one in enumerate(items):
        assert all(len(one & other) <= 0.3 * len(one | other) for other in items[:n])


def test_what_is_only_proposed_is_asked_for_where_the_library_names_too_few_problems(drafted):
    def proposed(outline):
        told = [claim for claim in sentences(outline) if "提出，" in claim.text]
        spans = {citation.span for claim in told for citation in claim.citations}
        return [claim.text for claim in outline.issues if claim.citations[0].span in spans]

    assert len(proposed(drafted("推进我省产业链数字化升级", "广东", ""))) == 3
    assert proposed(drafted("产业链人才培养和引进", "广东", "public500")) == []


def test_an_item_names_what_the_title_names(drafted):
    given = drafted("我省工业新兴优势产业链建设", "湖南", "")
    title = content_pairs(given.title)
    assert any(title & content_pairs(claim.text) for claim in given.issues)


def test_a_draft_for_a_place_asks_nothing_that_was_told_of_another(drafted):
    given = drafted("我省工业新兴优势产业链建设", "湖南", "")
    told = "".join(claim.text for claim in sentences(given))
    assert "规划和实施20个工业新兴优势产业链" in told
    assert not any("龙头企业" in claim.text for claim in given.issues)
    assert "精密仪器" not in told


def test_problems_far_from_the_topic_are_asked_behind_what_is_proposed_on_it(drafted):
    first, second, *_ = drafted("“专精特新”中小企业培育", "", "public300").issues
    assert "专精特新" in first.text
    assert "专精特新" in second.text


def test_dates_are_absolute_and_documents_are_named_with_number_and_day(made, library):
    text = "".join(claim.text for claim in sentences(made))
    assert not re.search("今年|去年|前年|近日|日前|昨日|本月", text)
    for policy in made.basis:
        if policy.doc_number:
            assert normalise(policy.doc_number) in normalise(text)
        if policy.date and policy.date.precision == "day":
            assert policy.date.start in {d.start for d in dates.find(text)}


def test_opinion_says_whose_it_is(made, library):
    for claim in sentences(made):
        genres = {document.meta.genre.text for document, _ in cited(claim, library) if document.meta.genre}
        genres |= {block.genre for _, block in cited(claim, library)}
        if genres & set(THIRD_PARTY):
            assert VOICE.search(claim.text), claim.text


def test_who_speaks_is_named_in_full_once(made, library):
    papers = [document.title for document in library.documents()]
    text = "".join(claim.text for claim in sentences(made))
    assert all(text.count(f"《{title}》") <= 1 for title in papers)


def test_neighbouring_sentences_do_not_begin_alike(made):
    for part in made.reasons:
        openings = [re.match("[^，：]*", claim.text)[0] for claim in part]
        assert all(one != other for one, other in pairwise(openings) if not DAY.match(one))


def test_a_draft_ends_on_a_fact_and_gives_no_advice(made):
    assert not re.search("建议|应当|必须|亟需|呼吁", "".join(claim.text for claim in sentences(made)))
    assert not re.search("认为|委员反映", sentences(made)[-1].text) or len(made.reasons) == 1


def test_our_province_is_said_of_the_place_asked_for_only(made, library):
    for claim in (*sentences(made), *made.issues):
        if "我省" in re.sub("《[^》]*》", "", claim.text):
            documents = {document.id: document for document, _ in cited(claim, library)}.values()
            assert {d.meta.region.text for d in documents if d.meta.region} == {"广东"}


@pytest.mark.parametrize("topic", ["园区集约用地", "中小企业融资难"])
def test_without_a_place_nothing_is_ours(topic, drafted):
    outline = drafted(topic, "", "")
    assert not re.search("我[省市]", "".join(c.text for c in (*sentences(outline), *outline.issues)))


def test_facts_of_the_place_come_before_those_of_other_places(drafted):
    text = ["".join(c.text for c in part) for part in drafted("产业链链长制", "广东", "").reasons]
    home, away = (next(n for n, part in enumerate(text) if place in part) for place in ("广州市", "江西"))
    assert home < away == len(text) - 1


def test_other_places_are_named_in_the_sentence(drafted):
    last = drafted("产业链链长制", "广东", "").reasons[-1]
    assert all(re.search("广西|江西|山东|浙江|江苏|湖南|河[南北]|湖北|陕西", claim.text) for claim in last)


@pytest.mark.parametrize("topic", OUTSIDE)
def test_a_topic_outside_the_library_is_refused_and_its_gaps_are_named(topic, drafted):
    outline = drafted(topic, "广东")
    assert outline.refusal
    assert outline.notices == ()  # there is no draft of which to say in what form it is
    assert (outline.reasons, outline.issues, outline.basis) == ((), (), ())
    assert any("材料未载" in gap for gap in outline.gaps)


def test_a_refusal_names_the_words_that_the_library_does_not_have(drafted):
    assert drafted("砂石行业发展", "广东").gaps[0] == "只有已有的提案线索讲到“砂石”，线索不作依据"


@pytest.mark.parametrize("topic", ["农业产业链", "海洋产业链"])
def test_a_topic_whose_problems_the_library_does_not_name_is_refused(topic, drafted):
    assert drafted(topic, "广东").refusal


def test_a_topic_may_say_what_is_wrong_in_words_that_no_source_uses(drafted):
    made = drafted("产业链人才短缺", "广东")
    assert made.refusal is None
    assert all("人才" in claim.text or "工人" in claim.text for claim in made.issues)


def test_a_question_that_only_touches_the_topic_is_to_be_checked(drafted):
    made = drafted("产业链招商引资", "广东", "")
    flagged = [gap for gap in made.gaps if "是否切题" in gap]
    assert flagged
    assert all(any(f"“{claim.text}”" in gap for claim in made.issues) for gap in flagged)


@pytest.mark.parametrize(("topic", "region"), [("优化重大生产力布局", ""), ("园区集约用地", "")])
def test_nobody_speaks_in_too_many_sentences(topic, region, drafted):
    made = drafted(topic, region, "")
    for name in ("叶振宇", "刘怀德", "赵芸芸"):
        assert (
            sum(re.match(f"(?:[^，《]*)(?:{name})", claim.text) is not None for claim in sentences(made)) <= 4
        )


def test_an_earlier_lead_is_shown_and_not_used(drafted):
    outline = drafted("砂石行业发展", "广东")
    assert [near.title for near in outline.similar] == ["砂石行业发展"]
    assert outline.refusal


def test_another_place_than_the_sources_speak_of_is_refused(drafted):
    assert drafted("产业链链长制", "西藏").refusal


def test_what_the_sources_tell_in_two_ways_is_to_be_checked(drafted):
    gaps = "\n".join(drafted("产业链链长制", "广东", "").gaps)
    assert "《关于实施产业链链长制的工作方案》在材料中有不同的日期（2020年4月28日、2020年5月30日）" in gaps
    gaps = "\n".join(drafted("战略性新兴产业集群", "广东", "").gaps)
    assert "战略性支柱产业集群和战略性新兴产业集群的意见》又作《关于培育发展战略性新兴产业集群和" in gaps


def test_a_draft_says_what_it_lacks(drafted):
    gaps = drafted("推进我省产业链数字化升级", "广东", "").gaps
    assert "材料未载广东“产业链数字化升级”的具体数据（数量、金额、比例）" in gaps
    assert any("问题点由相近事项的表述归纳" in gap for gap in gaps)
    assert any("最近的成文日期是2023年3月31日" in gap for gap in gaps)


def test_items_are_as_many_as_asked_for(drafted):
    outline = drafted("产业链链长制，问题点列3条", "广东")
    assert len(outline.issues) == 3


def test_the_stream_gives_every_sentence_and_item_and_then_the_whole(library, drafted):
    *claims, outline = draft_stream("产业链链长制", library, region="广东")
    assert claims == [*sentences(outline), *outline.issues]
    assert outline == drafted("产业链链长制", "广东", "")


def test_only_what_the_filter_lets_through_is_used(library):
    paper = next(d.id for d in library.documents() if d.title.startswith("提案工作研究参考"))
    outline = draft("产业链内中小企业融资难问题", library, region="广东", filter=Filter(documents=(paper,)))
    assert {c.span.doc_id for claim in sentences(outline) for c in claim.citations} == {paper}


def test_an_empty_library_refuses(tmp_path):
    with Library.open(tmp_path / "empty", create=True) as library:
        outline = draft("产业链链长制", library, region="广东")
    assert outline.refusal
    assert outline.similar == ()


def test_an_unknown_profile_is_an_error(library):
    with pytest.raises(RequestError, match="长篇"):
        draft("产业链链长制", library, profile="长篇")


def test_what_one_place_of_a_document_says_on_is_one_sentence(drafted):
    told = "".join(c.text for part in drafted("产业链内中小企业融资难问题", "广东").reasons for c in part)
    assert "在“工银强链贷”中提出，" in told
    assert "还在“工银强链贷”中提出" not in told


def test_that_something_matters_tells_nothing(drafted):
    told = "".join(c.text for part in drafted("产业链内中小企业融资难问题", "广东").reasons for c in part)
    assert told
    assert "更加重要" not in told


def test_what_is_too_little_for_a_committee_is_written_shorter_and_says_so(library):
    short = draft("推动产业链政策法治化，探索地方产业链立法", library)
    told = sum(len(claim.text) for part in short.reasons for claim in part)
    assert told < COMMITTEE.reasons[0]
    assert short.profile == "public500"
    assert any("只够写约" in notice and "补充材料" in notice for notice in short.notices)
    assert not [f for f in short.form if f.level == "error"]
    full = draft("园区集约用地", library)
    assert full.profile == "committee"
    assert not any("只够写约" in notice for notice in full.notices)


def test_a_title_is_of_the_clause_that_the_items_speak_of(tmp_path):
    asked = "东盟大通道怎么再畅通些，口岸和班列跟不上"
    with reports(tmp_path, {"云南": CORRIDOR}) as library:
        outline = draft(asked, library, region="云南")
    assert read_request(asked).title == "东盟大通道"
    assert outline.title == "口岸和班列跟不上"
    assert not [f for f in outline.form if f.level == "error"]
