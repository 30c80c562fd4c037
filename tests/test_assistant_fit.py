"""What answers is of the time, the kind, the rank, the place and the term that a question asks for."""

import pytest

from assistant import reader
from assistant.answer import ask, search
from assistant.candidates import candidates
from assistant.evidence import Judge
from assistant.extractive import Extractive
from assistant.understand import understand
from index.library import Library

PROVINCE = """2026年甘肃省政府工作报告

一、成效更加明显

主要目标任务顺利完成。生产总值增长5.6%、达到1.4万亿元，工业经济总量突破3万亿元，居民人均可支配收入增长5.1%，经济运行总体平稳。

兰港集装箱吞吐量439万标箱、增长11.6%。

新增五星级饭店16家。

全省五年累计粮食总产量1350亿斤，居全国第9位，牛奶产量稳居全国首位。

花卉产量全球第一，咖啡产值增长3倍、加工量85万吨。

全年生产油橄榄2.5万吨。

农村居民人均可支配收入1.4万元。城镇登记失业率4.1%。

专利授权量是2020年的2.5倍、达到6.3万件。

2013—2021年累计引进外资161亿元。

三、一鼓作气，推动“十五五”开好局、起好步

兰港集装箱吞吐量达到450万标箱。

新增五星级饭店10家以上。

常住人口城镇化率达到61%。
"""


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    folder = tmp_path_factory.mktemp("province")
    (folder / "报告.txt").write_text(PROVINCE, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "报告.txt")
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "甘肃现在的常住人口城镇化率是多少？",
        "甘肃2026年生产总值增长目标是多少？",
        "甘肃生产总值增长目标是多少？",
        "甘肃2025年城镇调查失业率是多少？",
        "甘肃2026年新增粮食总产量是多少？",
        "甘肃2025年人均GDP是多少？",
        "甘肃2025年咖啡产量是多少？",
        "甘肃2025年城镇居民人均可支配收入是多少？",
        "甘肃2020年专利授权量是多少件？",
        "甘肃2018年引进外资多少亿元？",
        "哪个省的粮食总产量居全国首位？",
        "甘肃的专利授权量居全国第几位？",
    ],
)
def test_another_time_kind_or_rank_is_not_what_is_asked(province, question):
    answer = ask(question, province, Extractive())
    assert answer.refusal, [claim.text for claim in answer.claims]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("兰港去年集装箱吞吐量多少标箱？", "兰港集装箱吞吐量439万标箱、增长11.6%。"),
        ("甘肃新增多少家五星级饭店？", "新增五星级饭店16家。"),
        ("甘肃2026年要新增多少家五星级饭店？", "新增五星级饭店10家以上。"),
        ("甘肃2026年城镇化率目标是多少？", "常住人口城镇化率达到61%。"),
        ("甘肃2025年新增多少家五星级饭店？", "新增五星级饭店16家。"),
        ("甘肃2025年油橄榄产量是多少？", "全年生产油橄榄2.5万吨。"),
        (
            "甘肃的粮食总产量居全国第几位？",
            "全省五年累计粮食总产量1350亿斤，居全国第9位，牛奶产量稳居全国首位。",
        ),
        (
            "甘肃2025年GDP增速是多少？",
            "生产总值增长5.6%、达到1.4万亿元，工业经济总量突破3万亿元，居民人均可支配收入增长5.1%，经济运行总体平稳。",
        ),
    ],
)
def test_what_was_done_and_what_is_to_be_done_each_answers_its_question(province, question, told):
    claims = ask(question, province, Extractive()).claims
    assert [claim.text for claim in claims] == [told]


def test_a_rank_is_told_with_the_place_that_has_it(province):
    claims = ask("哪个省的牛奶产量居全国首位？", province, Extractive()).claims
    assert [claim.text for claim in claims] == [
        "甘肃省：全省五年累计粮食总产量1350亿斤，居全国第9位，牛奶产量稳居全国首位。"
    ]


def test_what_is_told_of_a_part_or_per_head_is_not_told_of_all(tmp_path, empty):
    told = "2026年青海省政府工作报告\n\n一、2025年工作回顾\n\n工业经济总量突破3000亿元，人均地区生产总值达到7.6万元。\n"
    (tmp_path / "报告.txt").write_text(told, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    assert ask("青海2025年GDP是多少？", empty, Extractive()).refusal
    assert ask("青海2025年人均GDP是多少？", empty, Extractive()).claims


def test_a_figure_of_the_place_told_right_beside_its_name_is_worth_more(tmp_path, empty):
    told = "2026年河南省政府工作报告\n\n生产总值增长5.6%，进出口总值增长14.1%。\n\n进出口增长14.1%，生产总值位次前移。\n"
    (tmp_path / "报告.txt").write_text(told, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    query = understand("河南生产总值增长多少？")
    hits = search(query, empty)
    judge = Judge(query, hits, empty)
    put, judged = judge.judged(query.asks[0], candidates(hits, empty), frozenset())
    learned = {
        e.candidate.text: w for e, w in zip(judged, reader.worth(judge.table(judged, put)), strict=True)
    }
    _, scored = judge.scored(query.asks[0], candidates(hits, empty), frozenset())
    more = {e.candidate.text: round(e.score - learned[e.candidate.text], 2) for e in scored}
    assert more["生产总值增长5.6%，进出口总值增长14.1%。"] == 2.5
    assert more["进出口增长14.1%，生产总值位次前移。"] == 1.25


def test_a_place_that_the_catalogue_gives_in_full_is_that_place(tmp_path, empty):
    (tmp_path / "报告.txt").write_text("政府工作报告\n\n全省城镇新增就业31万人。\n", encoding="utf-8")
    catalogue = '[[document]]\nfile = "报告.txt"\ntitle = "政府工作报告"\nregion = "甘肃省"\n'
    (tmp_path / "catalog.toml").write_text(catalogue, encoding="utf-8")
    empty.add_folder(tmp_path)
    assert ask("甘肃城镇新增就业多少人？", empty, Extractive()).claims


def test_what_one_country_does_is_not_told_of_another(tmp_path, empty):
    told = "产业链政策\n\n一、日本的做法\n\n投入2000亿日元的国内芯片制造基金，部分产能由东盟迁回。\n"
    (tmp_path / "政策.txt").write_text(told, encoding="utf-8")
    empty.add(tmp_path / "政策.txt")
    refused = ask("韩国国内芯片制造基金投入多少？", empty, Extractive())
    assert refused.refusal
    assert "材料未载韩国的这一情况" in refused.gaps[0]
    assert ask("日本国内芯片制造基金投入多少？", empty, Extractive()).claims


def test_what_a_name_in_quotation_marks_stands_for_is_told_where_the_name_is(tmp_path, empty):
    told = "2026年贵州省政府工作报告\n\n集中力量建设“六大产业基地”。\n\n贵州白酒、煤炭、磷化工、新能源电池、大数据和特色食品六大产业的基地蓬勃兴起。\n"
    (tmp_path / "报告.txt").write_text(told, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    assert ask("贵州“六大产业基地”指哪些？", empty, Extractive()).refusal


@pytest.mark.parametrize(
    ("question", "told", "left"),
    [
        (
            "哪些省份新能源汽车产量超过100万辆？",
            {"山东省": "新能源汽车产量超过110万辆。"},
            {
                "河北省": "新能源汽车产量100万辆。",
                "江西省": "新能源汽车产量年均增加120万辆。",
                "贵州省": "新能源汽车产量突破25万辆。",
            },
        ),
        (
            "哪些省份新能源汽车产量在20万辆以上？",
            {"山东省": "新能源汽车产量超过110万辆。", "贵州省": "新能源汽车产量突破25万辆。"},
            {"湖南省": "汽车产量120万辆，新能源汽车产量增长10%。"},
        ),
    ],
)
def test_only_places_that_reach_the_figure_are_told(tmp_path, empty, question, told, left):
    for place, sentence in (told | left).items():
        path = tmp_path / f"{place}.txt"
        path.write_text(f"2026年{place}政府工作报告\n\n{sentence}\n", encoding="utf-8")
        empty.add(path)
    answer = ask(question, empty, Extractive())
    assert sorted(claim.text for claim in answer.claims) == sorted(f"{p}：{said}" for p, said in told.items())
    assert not any("不符" in notice for notice in answer.notices)


RULES = """临江市殡葬管理条例

第一条 本条例所称近亲属，是指父母、配偶、成年子女。

第二条 国务院民政部门负责全国的殡葬管理工作。

第三条 殡仪馆应当自接到通知后十二小时内接运遗体。

第四条 丧事承办人自遗体运至殡仪馆之日起十五日内不办理火化手续的，殡仪馆应当书面通知丧事承办人限期办理。

第五条 具有殡葬专业专科以上学历的公民可以参加殡仪师资格考试。

第六条 违反本条例规定，擅自破坏供水管网的，由水务部门责令改正，处二千元以下罚款；造成严重后果的，处十万元以上三十万元以下罚款。

第七条 违反本条例规定，未对供水管网进行巡护的，由水务部门责令改正；造成严重后果的，处二十万元以上五十万元以下罚款。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("临江市殡葬管理条例所称近亲属是指哪些人？", "第一条 本条例所称近亲属，是指父母、配偶、成年子女。"),
        (
            "临江市的殡仪馆接到通知后应当多长时间内接运遗体？",
            "第三条 殡仪馆应当自接到通知后十二小时内接运遗体。",
        ),
        (
            "临江市殡仪馆应当在接到通知后多少小时内接运遗体？",
            "第三条 殡仪馆应当自接到通知后十二小时内接运遗体。",
        ),
        ("哪些人可以参加殡仪师资格考试？", "第五条 具有殡葬专业专科以上学历的公民可以参加殡仪师资格考试。"),
        (
            "在临江市破坏供水管网罚多少钱？",
            "第六条 违反本条例规定，擅自破坏供水管网的，由水务部门责令改正，处二千元以下罚款；造成严重后果的，处十万元以上三十万元以下罚款。",
        ),
    ],
)
def test_a_rule_is_told_by_what_it_means_by_its_term_whom_and_its_fine(tmp_path, empty, question, told):
    (tmp_path / "条例.txt").write_text(RULES, encoding="utf-8")
    empty.add(tmp_path / "条例.txt")
    answer = ask(question, empty, Extractive())
    assert [claim.text for claim in answer.claims] == [told]
    assert not answer.claims[0].findings


def test_what_is_planned_under_a_heading_that_looks_back_too_was_not_done_the_year_before(tmp_path, empty):
    told = (
        "2026年广西壮族自治区政府工作报告\n\n一、“十四五”时期发展成就和“十五五”时期主要目标任务\n\n"
        "全区新建公共停车泊位3万个。\n\n我们编制了“十五五”规划纲要（草案），提请审查。\n\n新建养老床位5000张。\n"
    )
    (tmp_path / "报告.txt").write_text(told, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    assert ask("广西2025年新建公共停车泊位多少个？", empty, Extractive()).claims
    assert ask("广西2025年新建养老床位多少张？", empty, Extractive()).refusal
