"""From a question to cited sentences, on the seeds: what is shown, what is refused, and why."""

import re
import unicodedata

import pytest

from assistant.answer import ask, ask_stream
from assistant.cite import DraftClaim
from assistant.extractive import Extractive
from assistant.types import Answer, Claim


def said(answer):
    text = unicodedata.normalize("NFKC", "\n".join(claim.text for claim in answer.claims))
    return re.sub(r"[ \t]", "", text)


def answered(question, library):
    answer = ask(question, library, Extractive())
    assert answer.refusal is None, answer.gaps
    return answer


def test_every_claim_is_supported_by_characters_of_a_source(library):
    for question in ("什么是链长制？", "2021年我国制造业增加值是多少？", "浙江的“九个一”机制包括什么？"):
        answer = answered(question, library)
        for claim in answer.claims:
            assert claim.verdict == "supported"
            assert claim.citations
            assert all(library.quote(c.span).strip() for c in claim.citations)


def test_a_cell_is_said_with_row_column_and_unit(library):
    assert (
        said(answered("西部地区开发区的工业用地地均税收是多少？", library))
        == "西部地区:工业用地地均税收387.99万元/公顷"
    )
    assert "东部地区:工业用地综合容积率0.99" in said(
        answered("东部地区的工业用地综合容积率是多少？", library)
    )


def test_a_cell_cites_its_row_and_its_header(library):
    (claim,) = answered("东北地区的工业用地建筑系数是多少？", library).claims
    row, header = (library.quote(c.span) for c in claim.citations)
    assert row.startswith("东北地区\t5307.24")
    assert header == "工业用地建筑系数（%）"


def test_a_list_is_complete(library):
    answer = answered("浙江的“九个一”机制包括哪些？", library)
    text = said(answer)
    for item in ("产业链发展规划", "产业链发展支持政策", "产业链发展空间平台", "产业链龙头企业培育", "产业链专业招商队伍",
                 "产业链发展指导专员", "产业链发展分工责任机制", "产业链年度工作计划"):  # fmt: skip
        assert item in text
    answer = answered("赛迪研究院的报告认为我国产业链存在哪四个问题？", library)
    assert [c.text for c in answer.claims][:2] == ["产业链被动脱钩问题", "产业链低端锁定问题"]
    assert len(answer.claims) == 4


def test_every_row_with_the_asked_value_is_listed(library):
    text = said(answered("南昌市长当了哪几条产业链的链长？", library))
    assert [line.split(":")[0] for line in text.split("\n")] == ["新能源汽车", "装备制造", "新材料"]


def test_a_document_is_named_with_number_and_date_in_any_brackets(library):
    for typed in ("粤府函〔2020〕82号", "粤府函（2020）82号", "粤府函2020年82号"):
        text = said(answered(f"{typed}是什么文件，什么时候发布的？", library))
        assert "粤府函〔2020〕82号" in text
        assert "2020年5月18日" in text


def test_two_places_are_answered_one_by_one(library):
    text = said(answered("长沙和南京最早什么时候推行链长制？", library))
    assert "2017年11月23日" in text
    assert "2020年6月11日" in text


def test_an_author_named_limits_the_answer_to_his_text(library):
    answer = answered("叶振宇认为境外产业园区应当往哪些地方布局？", library)
    titles = {library.document(c.span.doc_id).title for claim in answer.claims for c in claim.citations}
    assert titles == {"中国式现代化新征程中优化重大生产力布局的战略思考"}


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("2020年浙江高技术产品贸易竞争力指数是多少？", "2020年"),
        ("粤府函〔2020〕83号是什么文件？", "粤府函〔2020〕83号"),
        ("江苏全省安排了几位省领导担任产业链链长？", "江苏"),
        ("2022年我国制造业增加值是多少？", "2022年"),
        ("什么是单一窗口？", "窗口"),
        ("江西由省领导挂帅的14个重点产业链分别是哪14个？", "清单"),
    ],
)
def test_what_the_seeds_do_not_say_is_refused_by_name(question, gap, library):
    answer = ask(question, library, Extractive())
    assert answer.refusal
    assert not answer.claims
    assert gap in answer.gaps[0]


def test_a_refusal_names_the_nearest_thing_that_is_said(library):
    answer = ask("2022年我国制造业增加值是多少？", library, Extractive())
    assert any("资料中最接近的内容" in gap and "制造业" in gap for gap in answer.gaps)


def test_nothing_of_a_lead_a_contents_list_or_an_abstract_in_english_answers(library):
    for question in (
        "佛山从几月几日起执行开四停三方案？",
        "广东售电公司有多少家亏损？",
        "What is the industrial chain?",
    ):
        answer = ask(question, library, Extractive())
        for claim in answer.claims:
            for citation in claim.citations:
                path = library.document(citation.span.doc_id).heading_path(citation.span.start)
                assert "提案线索选登" not in path


@pytest.mark.parametrize(
    "question",
    ["说链长“不搞拉郎配、瞎指挥”的是哪位专家？", "“不搞拉郎配、瞎指挥”这话是谁说的，什么职务？"],
)
def test_who_said_it_is_answered_by_the_words_and_the_signature_below_them(question, library):
    words, signature = answered(question, library).claims
    assert "不搞拉郎配、瞎指挥" in words.text
    assert signature.text == "（崔卫东，江苏蓝鲸咨询有限公司董事长）"
    assert library.quote(signature.citations[0].span) == signature.text


def test_columns_that_a_question_may_mean_are_shown_side_by_side(library):
    text = said(answered("东部地区的地均税收是多少？", library))
    assert "工业用地地均税收864.23" in text
    assert "综合地均税收734.30" in text


def test_each_of_several_is_answered_by_itself(library):
    text = said(answered("产业链对外讲故事，对欧洲、东南亚、非洲分别讲什么？", library))
    assert text.splitlines() == ["对欧:绿色叙事", "对东南亚:能力叙事", "对非:治理叙事"]


def test_the_least_of_a_column_comes_first(library):
    text = said(answered("四大板块里哪块的综合容积率垫底，数值多少？", library))
    assert text.startswith("东北地区:工业用地综合容积率0.75")


def test_a_month_that_stands_in_another_cell_of_the_row_is_the_months_own(library):
    text = said(answered("南京2020年6月的链长制方案明确了几位市领导？", library))
    assert "7位市领导" in text


class Inventing:
    """A generator that alters what it was given."""

    name = "inventing"
    prompt = ""

    def answer(self, query, selections, library):
        for selection in selections:
            candidate = selection.chosen[0].candidate
            yield DraftClaim(candidate.text.replace("316581", "316851"), candidate.spans)
            yield DraftClaim("制造业增加值将继续增长到50万亿元。")


def test_what_a_generator_alters_or_invents_is_set_apart(library):
    answer = ask("2021年我国制造业增加值是多少亿元？", library, Inventing())
    assert not answer.claims
    assert len(answer.rejected) == 2
    assert any("316851" in f.message for f in answer.rejected[0].findings)
    assert answer.refusal


def test_claims_arrive_one_by_one_before_the_answer(library):
    *claims, last = ask_stream("浙江的“九个一”机制包括哪些？", library, Extractive())
    assert isinstance(last, Answer)
    assert tuple(claims) == last.claims
    assert all(isinstance(claim, Claim) for claim in claims)
    assert last.trace.generator == "extractive"
    assert last.trace.library == library.digest
