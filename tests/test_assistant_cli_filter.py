"""Options that say which documents may answer, and follow-ups, at the terminal."""

import json

import pytest


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("--place", "广东省"), {"提案工作研究参考 总第14期"}),
        (("--doc", "战略思考"), {"中国式现代化新征程中优化重大生产力布局的战略思考"}),
        (("--doc", "002_f74ee050c78a2979.txt"), {"产业链政策：国际趋势与我国策略"}),
        (("--since", "2023", "--until", "2023-03-31"), {"产业链政策：国际趋势与我国策略"}),
        (("--issuer", "政协"), {"提案工作研究参考 总第14期"}),
    ],
)
def test_only_the_documents_asked_for_are_searched(asked, yanju, options, titles):
    code, out, _ = yanju("search", "产业链", "--json", *options)
    assert code == 0
    hits = json.loads(out)["hits"]
    assert {hit["title"] for hit in hits} == titles


def test_an_answer_rests_on_the_documents_asked_for(asked, yanju):
    _, out, _ = yanju("ask", "链长制指的是什么？", "--doc", "产业链政策", "--json")
    cited = [c["title"] for claim in json.loads(out)["claims"] for c in claim["citations"]]
    assert set(cited) == {"产业链政策：国际趋势与我国策略"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--doc", "没有这份"), "资料库里没有“没有这份”这份文献。"),
        (("--since", "去年"), "看不懂日期“去年”。"),
        (("--until", "2020-13"), "看不懂日期“2020-13”。"),
        (("--genre", "诗"), "没有一份文献符合这些条件。"),
    ],
)
def test_a_restriction_that_cannot_be_met_is_an_error_with_the_next_step(asked, yanju, options, message):
    code, out, err = yanju("ask", "链长制指的是什么？", *options)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert "请" in err


def test_a_follow_up_names_the_question_before_it(asked, yanju):
    before = "国家级开发区的工业用地综合容积率，东部地区是多少？"
    code, out, _ = yanju("ask", "那西部地区呢？", "--after", before)
    assert code == 0
    assert out.startswith("（问题理解为：国家级开发区的工业用地综合容积率，西部地区是多少？）\n西部地区：")
