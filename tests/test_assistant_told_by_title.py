"""Laws, decisions without a number and reports that no catalogue describes are material of a draft, told by their titles."""

import pytest

from assistant.outline import draft
from assistant.speaker import voice_of
from assistant.statements import statements
from assistant.wording import worded
from tests.texts import library_of

LAW = """# 浙江省湖泊养护条例

（2021年5月20日浙江省第十三届人民代表大会常务委员会第三次会议通过）

第一条 为了加强湖泊养护，制定本条例。

第二条 本省行政区域内湖泊养护活动，适用本条例。

第三条 县级以上人民政府应当建立湖泊养护协作机制，统筹解决湖泊养护中的重大问题。

第四条 水行政主管部门应当每年组织湖泊养护成效评价，并向社会公布评价结果。

第五条 违反本条例规定，在湖泊养护范围内倾倒垃圾的，处二千元以上二万元以下罚款。

第六条 本条例自2021年7月1日起施行。
"""
OTHER = """# 浙江省古树名木保护条例

第一条 古树名木应当建立档案，挂牌保护。

第二条 林业主管部门应当每年开展湖泊养护志愿服务，组织湖泊养护宣传活动12场。

第三条 鼓励社会力量参与湖泊养护，支持湖泊养护公益项目建设。
"""
DECISION = """# 浙江省人民代表大会常务委员会关于加强湖泊养护工作的决定

（2023年9月28日浙江省第十四届人民代表大会常务委员会第五次会议通过）

一、各级人民政府应当把湖泊养护纳入国民经济和社会发展规划。

二、建立湖泊养护专项资金，支持湖泊养护技术研究。
"""
REPORT = """{year}年国务院政府工作报告

各位代表：

一、{last}年工作回顾

过去一年，湖泊养护投入{money}亿元，湖泊养护成效明显提升，{count}个湖泊水质达到Ⅲ类。湖泊养护资金渠道单一，社会力量参与不足。

二、{year}年工作总体部署

加强湖泊养护，实施{count}个湖泊养护重点项目。完善湖泊养护资金投入机制，拓宽湖泊养护资金渠道。健全湖泊养护责任体系，压实各级责任。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts = {"湖泊养护条例.md": LAW, "古树名木保护条例.md": OTHER, "决定.md": DECISION}
    for year in (2022, 2023, 2024):
        text = REPORT.format(year=year, last=year - 1, money=year - 1990, count=year - 2000)
        texts[f"{year}年国务院政府工作报告.txt"] = text
    with library_of(tmp_path_factory.mktemp("titled"), texts) as made:
        yield made


@pytest.fixture(scope="module")
def told(library):
    made = draft("加强湖泊养护", library)
    return [claim.text for part in made.reasons for claim in part]


def voices(library, words):
    found = [s for s in statements(library.search(words, 20), library) if words in s.text]
    return {voice.first if (voice := voice_of(s)) else None for s in found}


def test_a_report_that_no_catalogue_describes_is_one_by_its_title(library):
    listed = [one.meta for one in library.documents() if "工作报告" in one.title]
    assert {meta.genre.text for meta in listed} == {"政府工作报告"}
    assert {issuer.text for meta in listed for issuer in meta.issuers} == {"国务院"}
    assert voices(library, "2个湖泊养护重点项目") <= {
        f"{y}年国务院政府工作报告提出，" for y in (2022, 2023, 2024)
    }


def test_a_rule_is_told_with_its_law_and_article(library):
    assert voices(library, "每年组织湖泊养护成效评价") == {"《浙江省湖泊养护条例》第四条规定，"}


@pytest.mark.parametrize("words", ["倾倒垃圾", "制定本条例", "起施行"])
def test_what_does_not_stand_alone_in_a_law_is_not_told(words, library):
    assert voices(library, words) == {None}


def test_a_decision_without_a_number_is_told_by_its_title(library):
    assert voices(library, "建立湖泊养护专项资金") == {
        "《浙江省人民代表大会常务委员会关于加强湖泊养护工作的决定》提出，"
    }


def test_a_draft_names_who_rules_and_reports_and_tells_no_rule_of_another_matter(told):
    assert told
    assert all(text.startswith(("《", "20", "报告", "该")) for text in told)
    assert not any("古树名木" in text for text in told)


def test_of_the_yearly_reports_of_one_government_the_newest_two_are_material(told):
    assert any(text.startswith("2024年国务院政府工作报告") for text in told)
    assert not any("2022年国务院政府工作报告" in text for text in told)


def test_a_rule_is_told_whole(library):
    (rule,) = (
        s
        for s in statements(library.search("湖泊养护协作机制", 20), library)
        if "协作机制" in s.text and "湖泊养护条例" in s.document.title
    )
    (telling,) = worded(rule, None)
    assert telling.body == "县级以上人民政府应当建立湖泊养护协作机制，统筹解决湖泊养护中的重大问题"
