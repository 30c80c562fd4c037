"""立案预审 finds what stands in the way of filing, points at the words, and decides nothing."""

import json
import re

import pytest

from assistant.errors import RequestError
from assistant.grounds import GROUNDS
from assistant.proposal import read_proposal
from assistant.review import review
from assistant.review_text import NOTICE, shape, text
from assistant.similar import matches
from evals.cases import DATA, rows
from tests.test_schemas import validate

CASES = [*rows(DATA / "reviews.jsonl")]
DEV = [pytest.param(case, id=case["id"]) for case in CASES if case["split"] == "dev"]
GRAVE = {*GROUNDS, "matters"}


def flagged(case):
    """The grounds found in a case, and whether each finding on its own ground touches the words that show it."""
    found = review(case["text"]).findings
    codes = {f.code for f in found if f.code in GRAVE or (f.code, f.level) == ("suggestion", "error")}
    shown = [match.span() for match in re.finditer(re.escape(case["trigger"]), case["text"])]
    touched = any(
        f.at and any(a < f.at[1] and f.at[0] < b for a, b in shown) for f in found if f.code == case["ground"]
    )
    return codes, touched


def right(case):
    codes, touched = flagged(case)
    return codes == {case["ground"]} - {""} and (touched or not case["trigger"])


def test_every_public_ground_has_two_cases_or_more_and_texts_that_only_look_like_it():
    for code in GROUNDS:
        assert sum(case["ground"] == code for case in CASES) >= 2
    assert sum(case["ground"] == "" for case in CASES) >= 20
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", DEV)
def test_a_ground_is_found_by_its_words_and_no_other(case):
    codes, touched = flagged(case)
    assert codes == {case["ground"]} - {""}
    assert touched or not case["trigger"]


def test_cases_that_nobody_tuned_to_are_mostly_right_and_clean_ones_all():
    unseen = [case for case in CASES if case["split"] == "heldout"]
    assert len(unseen) == 30
    assert sum(map(right, unseen)) >= 24
    assert all(right(case) for case in unseen if not case["ground"])


def test_kinds_are_told_from_the_text():
    assert all(review(case["text"]).proposal.kind == case["kind"] for case in CASES)


@pytest.mark.parametrize("topic", ["科技应用场景", "电力供应", "砂石行业发展"])
def test_none_of_the_real_leads_gets_an_error(topic, library):
    (match,) = [m for m in matches(topic, library) if m.earlier.title == topic]
    found = review(library.quote(match.earlier.span))
    assert found.proposal.kind == "线索"
    assert [f.code for f in found.findings] == ["suggestion"]
    assert found.findings[0].level == "warning"


def test_missing_advice_is_an_error_for_a_proposal_and_a_note_for_a_lead():
    body = "关于改善饮水的提案\n情况：合格率76%。\n分析：没有人管。"
    assert ("suggestion", "error") in {(f.code, f.level) for f in review(body).findings}
    lead = "饮水\n事由：合格率76%。\n问题点：\n1. 如何改善农村饮水水质"
    assert ("suggestion", "warning") in {(f.code, f.level) for f in review(lead).findings}


@pytest.mark.parametrize(
    ("advice", "forbidden"),
    [
        ("鼓励群众举报赌博窝点，每条奖励500元。", False),
        ("支持公安机关依法打击非法买卖象牙。", False),
        ("允许景区开设赌场，收益用于维护。", True),
        ("解除对虚拟货币交易的禁令。", True),
    ],
)
def test_what_would_stop_a_forbidden_thing_is_no_plea_for_it(advice, forbidden):
    body = f"关于改进管理的提案\n情况：去年查处64起。\n分析：没有人管。\n建议：{advice}"
    assert ("prohibited" in {f.code for f in review(body).findings}) == forbidden


@pytest.mark.parametrize(
    ("told", "advice", "code"),
    [
        ("村民王某被诈骗28万元，追回的不足一成。", "由市公安局每月发布案例。", ""),
        ("县水利局原局长张某因收受好处费被判处有期徒刑三年。", "由县审计局每年抽查。", ""),
        ("县水利局局长张某多次收受好处费。", "由县审计局每年抽查。", "accusation"),
        ("教师严重不足，弄虚作假的时有发生。", "由县教育局每年抽查。", ""),
        ("全市法院已受理此类案件，共312件。", "由市司法局设立调解室3个。", ""),
        ("业主起诉开发商，法院已于5月立案。", "由市司法局设立调解室3个。", "litigation"),
        ("市委书记担任总林长，县委常委会每季度听取汇报。", "由市林业局更换苗木3万株。", ""),
        ("村党支部书记人选难，后备力量不足。", "由镇政府每年培训两次。", ""),
        ("农民进城内部账目不清，人民建议机关意见不一。", "由市人社局每年培训两次。", ""),
        ("行业协会内部账目不清，会员意见不一。", "由市民政局每年审计。", ""),
        ("越剧《我的大观园》获奖。", "由市文化局为《我的大观园》安排场地3处。", ""),
        ("手术前患者本人不知情。", "由医院发给患者本人说明书。", ""),
        ("我厂占地37亩。", "请批准我厂变更用地，收回我厂土地。", "personal"),
        ("“枫桥经验”深受群众好评。", "推广“一码通”平台，由市数据局每季度评估。", ""),
        ("云计算“上云”率低。", "统一选用“云盾”系统，厂家给予八折优惠价。", "advertising"),
        (
            "饮水合格率76%。",
            "希望向某某公司采购该公司生产的净水器，推广本公司产品。",
            "advertising",
        ),
        ("饮水合格率76%。", "请各县学校选用我们公司研发的净水设备。", "advertising"),
        ("饮水合格率76%。", "建议由市教育局向我厂订购净水器。", "advertising"),
        ("我公司希望推广本公司的检测软件。", "由市水务局新建水厂2座。", "advertising"),
        ("理赔难。", "由市金融局督促保险公司如实宣传本公司产品，每季抽查。", ""),
        ("理赔难。", "由市市场监管局禁止平台优先推荐本公司产品。", ""),
        ("排污超标。", "由市财政局停止采购该公司产品，重新招标。", ""),
        ("设备陈旧。", "由市卫健委公开招标采购国产设备20台。", ""),
        ("经验很好。", "由市工信局推广该公司的做法，编写案例10个。", ""),
        ("水利局局长张芳介绍，全市已查处弄虚作假12起。", "由市水利局每年抽查。", ""),
        ("校长王芳说，弄虚作假的现象已经减少。", "由市教育局每年抽查。", ""),
    ],
)
def test_one_case_is_told_from_what_is_said_of_many(told, advice, code):
    body = f"关于改进管理的提案\n情况：{told}\n分析：原因在于无人管理。\n建议：{advice}"
    assert {f.code for f in review(body).findings} & GRAVE == {code} - {""}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("局长张三收受他人好处费。", "局长张三"),
        ("水利局局长张三多次收受好处费。", "局长张三"),
        ("镇长李四为亲属谋利，优亲厚友。", "镇长李四"),
        ("书记赵五在任期间贪污救灾款。", "书记赵五"),
        ("院长刘六把公款据为己有。", "院长刘六"),
        ("校长王有为收受回扣。", "校长王有为"),
        ("所长周和平弄虚作假。", "所长周和平"),
        ("主任陈某套取资金。", "主任陈某"),
    ],
)
def test_who_is_accused_is_named_whole_and_no_more_than_that(told, name):
    body = f"关于改进管理的提案\n情况：{told}\n分析：原因在于无人管理。\n建议：由县审计局每年抽查。"
    (found,) = [f for f in review(body).findings if f.code == "accusation"]
    assert found.message.startswith(f"“{name}”")


def test_reports_and_papers_hold_no_ground_but_scholarship(seeds):
    for path in sorted(seeds.glob("*.txt")):
        text = "\n".join(line for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
        given = read_proposal(f"建议：{text}", "提案")
        assert {code for code, ground in GROUNDS.items() if any(ground.check(given))} <= {"academic"}


def test_reasons_under_their_old_name_are_a_proposal_where_measures_follow():
    body = "饮水\n事由：合格率76%。\n分析：无人管理。\n办法：由水务局新建水厂2座。"
    given = read_proposal(body)
    assert given.kind == "提案"
    assert [given.at(at) for at in given.all("情况")] == ["合格率76%。"]
    asked = read_proposal("饮水\n事由：合格率76%。\n问题点：\n1. 如何改善水质", "提案")
    assert asked.all("情况")
    assert asked.all("分析")


def test_a_problem_before_its_causes_tells_the_situation():
    body = "关于改善饮水的提案\n一、问题\n合格率76%。\n二、成因\n无人管理。\n三、建议\n由水务局新建水厂2座。"
    assert not {"situation", "analysis"} & {f.code for f in review(body).findings}


def test_situation_and_analysis_are_asked_for():
    codes = {f.code for f in review("关于改善饮水的提案\n建议：由市水务局新建水厂2座。").findings}
    assert {"situation", "analysis"} <= codes
    assert "suggestion" not in codes


def test_length_is_a_setting():
    long = "关于改善饮水的提案\n情况：" + "合格率低。" * 400 + "\n分析：无人管。\n建议：由水务局新建2座。"
    (found,) = [f for f in review(long).findings if f.code == "length"]
    assert found.level == "error"
    assert "1500字" in found.message
    assert not [f for f in review(long, length=3000).findings if f.code == "length"]


def test_advice_in_running_prose_is_read_as_advice():
    given = read_proposal("我市矿山86处。由于责任主体灭失，修复停滞。为此建议：由市自然资源局统一规划。")
    assert [given.at(at) for at in given.all("情况")] == ["我市矿山86处。"]
    assert given.at(given.all("分析")[0]).startswith("由于")
    assert given.at(given.all("建议")[0]).startswith("为此建议")


def test_a_measure_under_advice_is_no_new_section():
    given = read_proposal(
        "关于某事的提案\n二、对策建议\n（一）破解短板\n由市教育局办理。\n（二）缓解困难\n减免。"
    )
    assert len(given.all("建议")) == 1
    assert not given.all("分析")


def test_every_part_points_into_the_text():
    for case in CASES:
        given = read_proposal(case["text"])
        assert all(given.at(part.at).strip() == given.at(part.at) != "" for part in given.parts)
        for found in review(case["text"]).findings:
            assert found.at is None or 0 <= found.at[0] < found.at[1] <= len(case["text"])


def test_it_speaks_of_hints_and_never_of_filing():
    for case in CASES:
        shown = text(review(case["text"]))
        assert "予以立案" not in shown
        assert NOTICE in shown


def test_a_finding_names_its_words_and_its_line():
    (case,) = [case for case in CASES if case["id"] == "secret-1"]
    assert "【重点提示】“机密★5年”可能属于“涉及国家秘密”的情形" in text(review(case["text"]))
    assert "（第3行）" in text(review(case["text"]))


def test_its_json_has_the_documented_shape():
    for case in CASES:
        validate("review", json.loads(json.dumps(shape(review(case["text"])))))


@pytest.mark.parametrize("given", ["", " \n", "字" * 100_001])
def test_nothing_or_far_too_much_is_an_error(given):
    with pytest.raises(RequestError):
        review(given)
