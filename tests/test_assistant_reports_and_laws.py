"""Work reports as they are pasted, without a catalogue, and laws: of which year, of which article, of which kind."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from index.library import Library

REPORT = """2024年海南省政府工作报告

——2024年1月20日在海南省第十四届人民代表大会第二次会议上

各位代表：

一、2023年工作回顾

全省粮食总产达到486万吨，高新技术企业达7800家。

9月26日，省政府召开稳增长会议，部署一揽子增量政策。

二、2024年工作安排

今年省级预算内投资拟安排70亿元，比上年增加5亿元。

力争粮食总产达到500万吨，高新技术企业达8200家。

培育壮大新兴产业、未来产业。

建立投入增长机制，培育生物制造、量子科技、6G等未来产业。

统筹发展“四个农业”，优结构、提质量、增效益。

推广“三通一码”：海服通、海政通、海企通、海通码。
"""
UNDATED = """2022年青海省政府工作报告

各位代表：

今年省级预算内投资拟安排30亿元。
"""
LAW = """海南省中小企业款项支付条例

（2020年7月5日海南省人民政府令第12号公布　2023年3月17日海南省人民政府令第30号修订）

第一条 为了促进机关、事业单位和大型企业及时支付中小企业款项，制定本条例。

第二条 本条例所称中小企业，是指除大型企业以外依法设立的企业。

第三条 大型企业应当自货物交付之日起60日内支付款项。

行政机关不得以负责人变更为由拒绝支付款项。

第四条 除依法设立的投标保证金、履约保证金、农民工工资保证金外，工程建设中不得收取其他保证金。

第五条 企业有下列情形之一的，县级以上人民政府可以给予奖励：

（一）建设省级创新平台的；

取得重大科技成果的；

参与制定国家标准的。

对奖励有异议的，可以申请复核。

第六条 本条例自2023年6月1日起施行。
"""


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    folder = tmp_path_factory.mktemp("province")
    for name, text in (("报告.txt", REPORT), ("旧报告.txt", UNDATED), ("条例.txt", LAW)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_many([folder / name for name in ("报告.txt", "旧报告.txt", "条例.txt")])
        yield library


def told(question, library):
    return "\n".join(claim.text for claim in ask(question, library, Extractive()).claims)


def test_a_report_is_of_the_day_when_it_was_given_or_of_the_year_in_its_title(province):
    dates = {d.title: province.document(d.id).meta.dates for d in province.documents()}
    assert [(d.start, d.kind) for d in dates["2024年海南省政府工作报告"]] == [("2024-01-20", "会议")]
    assert [(d.start, d.end, d.kind) for d in dates["2022年青海省政府工作报告"]] == [
        ("2022-01-01", "2022-12-31", "会议")
    ]


def test_a_page_says_when_it_was_put_up(tmp_path):
    text = "关于促进养老服务的通知\n\n发布时间：2023-02-09　更新时间：2024-05-06　来源：海南日报\n\n各县要办好社区食堂。\n"
    (tmp_path / "通知.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        (dated,) = library.document(library.add(tmp_path / "通知.txt").document_id).meta.dates
        assert (dated.start, dated.kind, library.quote(dated.span)) == ("2023-02-09", "发布", "2023-02-09")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("海南省2024年省级预算内投资安排多少？", "70亿元"),
        ("2022年青海省省级预算内投资安排多少？", "30亿元"),
        ("海南省2023年粮食总产是多少？", "486万吨"),
        ("海南省2024年粮食总产目标是多少？", "500万吨"),
        ("海南省2023年召开稳增长会议是哪一天？", "9月26日"),
        ("海南省要培育哪些未来产业？", "量子科技"),
        ("海南省的“三通一码”是哪几个？", "海政通"),
        ("按2023年新修订的中小企业款项支付条例，大型企业应当几日内支付款项？", "60日"),
        ("中小企业款项支付条例第几条不许以负责人变更为由拒付款项？", "第三条：行政机关不得"),
        ("什么样的企业算中小企业？", "是指除大型企业以外"),
        ("工程建设中可以收取哪几种保证金？", "履约保证金"),
        ("企业有哪些情形可以由政府给予奖励？", "参与制定国家标准"),
        ("海南省中小企业款项支付条例从哪天起施行？", "2023年6月1日"),
    ],
)
def test_it_is_answered(province, question, answer):
    assert answer in told(question, province)


def test_what_stands_below_a_list_is_no_item_of_it(province):
    assert "申请复核" not in told("企业有哪些情形可以由政府给予奖励？", province)


def test_when_it_was_amended_is_not_when_it_takes_effect(province):
    assert "6月1日" not in told("海南省中小企业款项支付条例是哪一年修订的？", province)


@pytest.mark.parametrize(
    "question",
    [
        "海南省的“四个农业”是哪四个？",
        "民营经济促进法第几条规定不得拖欠账款？",
        "海南省哪条规定讲了夜间施工？",
        "按2019年的中小企业款项支付条例，大型企业应当几日内支付款项？",
    ],
)
def test_it_is_refused(province, question):
    assert ask(question, province, Extractive()).refusal


def test_what_is_asked_about_and_stands_nowhere_is_named(province):
    answer = ask("海南省培育低空经济产业有哪些办法？", province, Extractive())
    assert answer.refusal
    assert any("没有讲到“低空经济”" in gap for gap in answer.gaps)
