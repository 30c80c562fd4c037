"""Forms of questions that wanted an answer of their own: who somebody is, an item of a list by its name, what a short sentence only announces."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.pieces import parts
from assistant.words import terms
from index.library import Library

CHAINS = """# 链长制专家观点

产业链要补短板，链长不能搞拉郎配。

（周望山，临江大学经济学院教授）

# 评价说明

数据来源：《关于2020年度开发区土地利用评价情况的通报》。

土地利用评价的时点为2019年12月31日。

参与评价的开发区共541个，评价范围面积50万公顷，包括了经济类、高新类和海关特殊监管区。

# 长河市的做法

- “建链”：组建招商引资工作队，绘制招商地图。
- “补链”：梳理短板弱项，推动技术攻关。
- “护链”：建立问题直通车、政策直通车制度。

长河市落实“强核”“立柱”“强链”三大工程，培育产业集群。

落户长河市的企业往往是具有高成长性的“瞪羚企业”。

长河市已有4家企业进入全国工程机械10强。

全市支柱产业集群2019年营业收入合计达15亿元。

全市新兴产业集群2019年营业收入合计达2亿元。

# 优化信用环境

同时，持续优化诚实守信的信用环境。探索建立企业合法权益补偿机制，造成损失的予以补偿。建立政务诚信诉讼执行协调机制，定期报送进展。

# 境外园区

面向欧盟，布局建设高水平境外产业园区发展带。在意大利、希腊、匈牙利等国建设境外产业园区。

2021年我国企业对外投资额为2012年的1.47倍。

# 招商考核

各单位要汇总招商任务完成情况，确保完成招商任务。

对招商任务未能完成的单位，适当调整其负责人的工作岗位。

# 完善法治化治理机制

- 发展间接政策手段减少行政干预
- 推动政策立法明确权责程序
- 鼓励地方立法先行先试

# 融资

省内一些园区的中小企业融资难，难在规模小，银行不愿提供资金。

在长河市的园区里，中小企业融资难已有缓解。
"""


@pytest.fixture(scope="module")
def chains(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chains")
    (folder / "产业链.md").write_text(CHAINS, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "产业链.md")
        yield library


def told(question, library):
    return "\n".join(claim.text for claim in ask(question, library, Extractive()).claims)


@pytest.mark.parametrize(
    ("question", "answer", "never"),
    [
        ("周望山是哪个单位的？", "临江大学经济学院教授", "拉郎配"),
        ("周望山是什么职务？", "临江大学经济学院教授", "招商"),
        ("土地利用评价以哪一天为时点？", "2019年12月31日", "数据来源"),
        ("长河市“护链”建立了什么制度？", "政策直通车", "招商地图"),
        ("“三大工程”是哪三个？", "强核", "直通车"),
        ("什么是瞪羚企业？", "高成长性", "直通车"),
        ("长河市有几家企业进了工程机械十强？", "4家", "直通车"),
        ("怎样优化信用环境？", "补偿机制", "招商"),
        ("面向欧盟的境外产业园区布局在哪些国家？", "匈牙利", "发展带"),
        ("2021年对外投资额是2012年的几倍？", "1.47倍", "541"),
        ("招商任务没完成怎么处理？", "调整", "汇总"),
        ("法治化治理机制包括什么内容？", "明确权责程序", "技术攻关"),
        ("中小企业融资难难在哪里？", "规模小", "直通车"),
    ],
)
def test_the_form_of_the_question_is_answered(chains, question, answer, never):
    said = told(question, chains)
    assert answer in said
    assert never not in said


@pytest.mark.parametrize(
    "question",
    [
        "李长河是什么职务？",
        "周望山对电价改革有什么看法？",
        "全国有多少家海关特殊监管区？",
        "2021年对外投资额是2011年的几倍？",
        "面向非洲的境外产业园区布局在哪些国家？",
        "产业集群培育方案的文号是多少？",
    ],
)
def test_what_comes_near_is_refused(chains, question):
    assert not ask(question, chains, Extractive()).claims


def test_the_same_asked_of_two_things_of_one_kind_is_asked_of_each(chains):
    said = told("支柱产业集群与新兴产业集群2019年营业收入各是多少？", chains)
    assert "15亿元" in said
    assert "2亿元" in said
    assert parts("机电产品和高技术产品贸易竞争力指数分别是多少") == [
        "机电产品贸易竞争力指数是多少",
        "高技术产品贸易竞争力指数是多少",
    ]
    assert parts("长三角和珠三角的占比分别是多少") == ["长三角和珠三角的占比分别是多少"]


def test_a_numeral_in_words_is_the_figure(chains):
    notices = ask("长河市有几家企业进了工程机械十强？", chains, Extractive()).notices
    assert not notices
    assert "10强" in next(t for t in terms("国内十强有几家") if t.forms[0] == "十强").forms
    assert not any("三个" in t.forms for t in terms("链长制有哪三个优势"))


def test_a_numbered_document_is_asked_for_what_it_says(library):
    said = told("宁委办发〔2020〕27号提出到2025年实现什么目标？", library)
    assert "核心技术自主可控" in said


def test_which_departments_issued_it_is_told_by_its_masthead(library):
    assert "外汇局" in told("供应链金融的意见是哪几个部门发的？", library)


def test_ours_is_asked_of_no_other_place(library):
    said = ask("我省产业链人才方面有什么问题？", library, Extractive()).claims
    spans = [citation.span for claim in said for citation in claim.citations]
    assert spans
    assert all(library.document(span.doc_id).meta.region is not None for span in spans)
