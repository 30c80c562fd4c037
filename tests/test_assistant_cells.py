"""A table asked by city and year, by its rows or by its columns, and what else a bulletin or a notice is asked for."""

import docx
import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.followup import standalone
from index.library import Library

BY_YEAR = [
    ["城市", "年份", "核心产业增加值（亿元）", "占地区生产总值比重（%）"],
    ["合肥", "2022", "812.4", "6.8"],
    ["合肥", "2023", "905.7", "7.0"],
    ["合肥", "2024", "1043.2", "7.7"],
    ["苏州", "2022", "3690.2", "15.4"],
    ["苏州", "2023", "3981.8", "16.1"],
    ["苏州", "2024", "4310.5", "16.9"],
]
BY_FIGURE = [
    ["指标", "合肥", "无锡", "苏州"],
    ["规上企业数（家）", "768", "1120", "2386"],
    ["从业人员（万人）", "21.6", "33.9", "88.1"],
    ["研发投入强度（%）", "8.3", "5.9", "4.7"],
]
NOTICE = """安徽省人民政府办公厅关于印发推动低空经济高质量发展若干措施的通知

皖政办秘〔2025〕17号

各市、县人民政府，省政府各部门：

《推动低空经济高质量发展若干措施》已经省政府同意，现印发给你们，请认真贯彻落实。

附件：1．推动低空经济高质量发展若干措施

2．安徽省低空经济重点任务分工表

3．低空飞行服务保障体系建设清单

安徽省人民政府办公厅

2025年5月9日

一、建设低空基础设施

到2027年，全省建成通用机场20个左右、垂直起降点500个以上，实现县县通达。对新建且投入使用的A类通用机场，省级给予一次性奖补1000万元。（责任单位：省发展改革委、省交通运输厅）

二、附则

本措施自2025年6月1日起施行，有效期3年。《支持通用航空产业发展若干政策》（皖政办〔2021〕8号）同时废止。
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cells")
    paper = docx.Document()
    paper.add_paragraph("四市数字经济指标比较（2022—2024年）")
    paper.add_paragraph("2025年4月18日")
    paper.add_paragraph("为反映四市数字经济发展情况，根据各市统计局公布的资料整理形成下面两张表。")
    for caption, rows in (("表1 数字经济核心产业", BY_YEAR), ("表2 数字经济企业（2024年）", BY_FIGURE)):
        paper.add_paragraph(caption)
        table = paper.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        paper.add_paragraph("以上为初步统计，最终数以各市统计年鉴为准。")
    paper.save(folder / "指标.docx")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "指标.docx")
        yield library


@pytest.fixture(scope="module")
def notice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notice")
    (folder / "通知.txt").write_text(NOTICE, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "通知.txt")
        yield library


def told(question, library):
    return [claim.text for claim in ask(question, library, Extractive()).claims]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("合肥2023年数字经济核心产业增加值是多少？", ["合肥（年份 2023）：核心产业增加值 905.7 亿元"]),
        (
            "合肥2022年到2024年数字经济核心产业增加值占GDP比重分别是多少？",
            [
                "合肥（年份 2022）：占地区生产总值比重 6.8%",
                "合肥（年份 2023）：占地区生产总值比重 7.0%",
                "合肥（年份 2024）：占地区生产总值比重 7.7%",
            ],
        ),
        (
            "对比合肥和苏州2024年数字经济核心产业增加值",
            [
                "合肥（年份 2024）：核心产业增加值 1043.2 亿元",
                "苏州（年份 2024）：核心产业增加值 4310.5 亿元",
            ],
        ),
        ("合肥数字经济企业的研发投入强度是多少？", ["合肥：研发投入强度 8.3%"]),
    ],
)
def test_a_cell_is_told_with_its_year_and_what_it_is_of(question, answer, shelf):
    assert told(question, shelf) == answer


@pytest.mark.parametrize(
    "question",
    [
        "合肥2021年数字经济核心产业增加值是多少？",
        "杭州2023年数字经济核心产业增加值是多少？",
    ],
)
def test_another_year_or_place_is_refused(question, shelf):
    answer = ask(question, shelf, Extractive())
    assert answer.refusal


def test_another_class_is_refused(notice):
    assert told("安徽对A类通用机场一次性奖补多少？", notice)
    answer = ask("安徽对B类通用机场一次性奖补多少？", notice, Extractive())
    assert answer.gaps[0] == "材料没有讲到所问的这一类（所问：安徽对B类通用机场一次性奖补多少）"


def test_what_a_document_repeals_is_no_line_of_its_own(notice):
    assert told("安徽低空经济措施废止了哪个文件？", notice) == [
        "《支持通用航空产业发展若干政策》（皖政办〔2021〕8号）同时废止。"
    ]


def test_a_list_whose_first_item_stands_behind_its_name_is_told_whole(notice):
    assert told("皖政办秘〔2025〕17号有哪些附件？", notice)[1:] == [
        "附件：1．推动低空经济高质量发展若干措施",
        "安徽省低空经济重点任务分工表",
        "低空飞行服务保障体系建设清单",
    ]


def test_who_answers_for_something_is_told_with_what_it_is(notice):
    first = ask("安徽对A类通用机场给多少奖补？", notice, Extractive())
    assert standalone("由哪些部门负责？", [first]) == "安徽对A类通用机场由哪些部门负责？"
    assert told("新建且投入使用的A类通用机场奖补由哪些责任单位负责？", notice) == [
        "对新建且投入使用的A类通用机场，省级给予一次性奖补1000万元。",
        "（责任单位：省发展改革委、省交通运输厅）",
    ]
