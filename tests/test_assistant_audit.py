"""A text written elsewhere, sentence by sentence against the library; a page of it with planted errors; the table."""

import csv
import io
import re

import pytest

from assistant import audit_table
from assistant.audit import audit
from assistant.check import check
from assistant.details import details
from assistant.errors import RequestError
from assistant.types import Citation, Claim, Finding
from index.types import Span

# A page on industrial chains in our own words: [what it says|what the sources say] marks a planted error.
PAGE = """
2021年我国制造业增加值达到316581亿元，占GDP的比重为[28.5%|27.5%]，占全球份额由2012年的22.5%升至2021年的30%左右。
2021年，长三角、珠三角和京津冀工业增加值占全国的比重分别为25.90%、[12.52%|12.25%]、6.79%。
我国人口城镇化率从[2011年|2012年]的53.10%提高到2021年的64.72%。
2021年我国有6349家企业到[116个|166个]国家和地区投资，投资额达到1136.4亿美元。
到2022年底，已有[54个|45个]集群被认定为国家先进制造业集群，集中布局了18家国家制造业创新中心。
湖南省建成各类标准厂房3833万平方米，引进创新创业型企业[6083家|6038家]，培育创新创业园126家。
[2017年11月24日|2017年11月23日]，长沙召开全市产业链工作动员部署会，提出设立22个产业链推进办公室，由[21位|20位]市级领导担任“链长”，88人组成产业链推进团队。
[2018年8月|2019年8月]，浙江省商务厅发布意见，开展开发区产业链“链长制”试点。
2020年5月18日，广东省人民政府印发《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（[粤府函〔2020〕28号|粤府函〔2020〕82号]）。
[2020年3月28日|2020年3月26日]，工信部办公厅发布《关于开展产业链固链行动 推动产业链协同复工复产的通知》（工信厅政法函〔2020〕54号）。
东莞市人民政府印发《关于培育发展战略性新兴产业集群的实施意见》（[东府〔2020〕10号|东府〔2021〕10号]），确定4个战略性支柱产业和5个战略性新兴产业。
江苏省“产业强链”三年行动计划（2021—2023年）提出，重点培育50条产业链，做强其中[40条|30条]优势产业链，促进10条产业链实现卓越提升。
南京市由7位市领导分别担任8条产业链的“链长”。
广西12大重点产业集群设立群长，[32条|23条]重点产业链设立链长。
江西有11位省领导任14个重点产业链链长，一季度江西生产总值为5343.4亿元，同比下降[8.3%|3.8%]。
广东提出，到2025年，战略性新兴产业集群营业收入年均增长[15%以上|10%以上]。
2019年我省集成电路进口金额约占全国40%；生产集成电路所需19种材料中，日本在[12种|14种]重要材料上均占全球产能50%以上。
2019年，我省机电产品贸易竞争力指数为0.21，低于山东（0.43）、浙江（0.76）和江苏（[0.13|0.31]）。
极紫外光刻机每台价格超[1亿元|1亿美金]，谷歌、苹果、微软三家公司占操作系统90%以上份额。
美国《芯片与科学法案》拨款[572亿美元|527亿美元]，欧盟要在2030年将芯片产能提高到占全球市场的20%。
"""
_PLANTED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def verdicts(text, library):
    return [item.claim.verdict for item in audit(text, library)]


def planted(page):
    """The page as it was handed in, and where each of its errors stands."""
    text, places, at = "", [], 0
    for match in _PLANTED.finditer(page):
        text += page[at : match.start()]
        places.append((len(text), len(text) + len(match[1])))
        text, at = text + match[1], match.end()
    return text + page[at:], places


def test_true_sentences_pass_and_altered_ones_do_not(library):
    true = "2021年我国有6349家企业赴166个国家和地区开展投资，投资额达到1136.4亿美元。"
    altered = true.replace("6349", "6394")
    invented = "火星基地的养老院在2030年接纳了80万名老人。"
    assert verdicts(true + altered + invented, library) == ["supported", "contradicted", "unsupported"]


def test_items_point_at_the_checked_text(library):
    text = "  浙江是国内最早在全省范围推行“链长制”的省份。\n\n第二句没有依据的话关于月球。"
    for item in audit(text, library):
        assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("text", ["", " \n ", "字" * 100_001])
def test_nothing_and_far_too_much_say_what_to_do(text, library):
    with pytest.raises(RequestError, match="请"):
        audit(text, library)


def test_a_page_with_twenty_planted_errors(library):
    text, errors = planted(PAGE)
    found = [
        (item.start + detail.start, item.start + detail.end, detail)
        for item in audit(text, library)
        for detail in item.details
    ]
    figures = [detail for _, _, detail in found if detail.kind in ("figure", "date", "doc-number")]
    doubted = [(start, end) for start, end, detail in found if detail.verdict != "supported"]
    hit = [(a, b) for a, b in errors if any(start < b and a < end for start, end in doubted)]
    alarms = [at for at in doubted if not any(at[0] < b and a < at[1] for a, b in errors)]
    assert len(errors) == 20
    assert len(figures) >= 60
    assert len(hit) >= 19, [text[a:b] for a, b in errors if (a, b) not in hit]
    assert len(alarms) <= 2, [text[a:b] for a, b in alarms]


def test_the_page_without_its_errors_is_supported(library):
    true = _PLANTED.sub(r"\2", PAGE)
    doubted = [item.text for item in audit(true, library) if item.claim.verdict != "supported"]
    assert doubted == []


@pytest.mark.parametrize(
    "said", ["南京市由7位市领导分别担任8条产业链的“链长”。", "广西23条重点产业链设立链长，由9位市领导担任。"]
)
def test_no_source_is_read_twice(said, library, monkeypatch):
    read = []

    def counted(claims, library):
        read.extend(tuple(citation.span for citation in claim.citations) for claim in claims)
        return check(claims, library)

    monkeypatch.setattr("assistant.audit.check", counted)
    audit(said, library)
    assert read
    assert len(read) == len(set(read))


def test_a_sentence_may_rest_on_two_places(library):
    text = "南京由7位市领导分别担任8条产业链的“链长”，江西有11位省领导任14个重点产业链链长。"
    (item,) = audit(text, library)
    assert item.claim.verdict == "supported"
    assert len({c.span for c in item.claim.citations}) >= 2


def test_every_stated_thing_is_a_detail_and_none_lies_in_another():
    text = (
        "2020年5月18日，省政府印发《关于发展5G产业的意见（2020—2022年）》（粤府函〔2020〕82号），"
        "提出“力争到2022年，产值达到300亿元”，新建基站3.5万个。"
    )
    claim = Claim(text, (Citation(Span("d", 0, 9)),), (), "supported")
    found = [(d.kind, d.text) for d in details(claim)]
    assert found == [
        ("date", "2020年5月18日"),
        ("title", "《关于发展5G产业的意见（2020—2022年）》"),
        ("doc-number", "粤府函〔2020〕82号"),
        ("quotation", "“力争到2022年，产值达到300亿元”"),
        ("figure", "3.5万个"),
    ]
    assert all(text[d.start : d.end] == d.text for d in details(claim))


def test_a_detail_has_the_verdict_of_what_was_found_on_it():
    source = Citation(Span("d", 0, 9))
    other = Finding("number", "error", "句中“5家”，所引原文作“6家”", (2, 4), Span("d", 3, 5))
    absent = Finding("number", "error", "所引原文中没有“7条”", (5, 7))
    claim = Claim("甲有5家、7条、8名。", (source,), (other, absent), "contradicted")
    assert [d.verdict for d in details(claim)] == ["contradicted", "unsupported", "supported"]
    assert [d.verdict for d in details(Claim("甲有5家。"))] == ["unsupported"]


@pytest.fixture(scope="module")
def checked(library):
    return audit(
        "2021年我国有6394家企业赴166个国家和地区开展投资。火星上有|三个工厂。\n=1+1的工厂。", library
    )


def test_the_table_has_a_row_for_each_sentence_and_each_figure(checked, library):
    rows = list(audit_table.rows(checked, library))
    assert [row.number for row in rows[:5]] == ["1", "1.1", "1.2", "1.3", "2"]
    wrong = rows[2]
    assert (wrong.kind, wrong.text, wrong.result, wrong.source) == ("数字", "6394家", "不一致", "6349家")
    assert "6349" in wrong.reason
    assert "第133行" in wrong.place
    assert Span.parse(wrong.citation)
    assert rows[4].result == "未找到"
    assert audit_table.summary(checked)[0].startswith("共 3 句：")


def test_a_spreadsheet_reads_the_table_and_calculates_nothing(checked, library):
    text = audit_table.comma_separated(checked, library)
    assert text.startswith("\ufeff序号,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[2]["文稿中的文字"] == "6394家"
    assert rows[2]["原文"] == "6349家"
    assert next(row["文稿中的文字"] for row in rows if "1+1" in row["文稿中的文字"]) == "'=1+1的工厂。"


@pytest.mark.parametrize(
    "form", ["关于优化产业链的提案", "一、基本情况", "（三）意见建议", "问题点：", "二、产业链优化"]
)
def test_titles_headings_and_labels_state_nothing(form, library):
    said = "浙江是国内最早在全省范围推行“链长制”的省份。"
    assert [item.text for item in audit(f"{form}\n{said}", library)] == [said]


def test_a_label_before_a_sentence_is_no_part_of_it(library):
    text = "事由：浙江是国内最早在全省范围推行“链长制”的省份。"
    (item,) = audit(text, library)
    assert (item.text, item.claim.verdict) == (text[3:], "supported")
    assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("said", ["二、浙江推行链长制", "一、推行链长制\n二、建设产业集群"])
def test_a_line_that_may_state_something_is_judged(said, library):
    assert len(audit(f"{said}\n浙江是国内最早在全省范围推行“链长制”的省份。", library)) == 2
