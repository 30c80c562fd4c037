"""What a report has done is not told as a plan, nor what it plans as done; where nothing tells, nothing is said."""

import pytest

from assistant.audit import audit
from tests.provincial import reports

LOOKED_BACK = (
    "农产品加工业三年行动计划深入实施，新增龙头企业74家。"
    "甲北核电一期投入商业运行，改造农村危房5.2万户。"
    "净增经营主体34.6万家，新增上市公司5家，均居前列。"
)
PLANNED = (
    "城镇新增就业68万人左右，粮食产量稳定在400亿斤以上。"
    "围绕重大共性问题，建设10家以上中试平台，启动建设环湖快速铁路。"
    "力争社会消费品零售总额突破一万亿元，新开工保障性住房3万套。"
)
SAID = "城北市召开动员部署会，提出在各个省级以上园区设立22个推进办公室。"
TEXT = f"""一、2025年工作回顾

{LOOKED_BACK}

二、2026年重点工作

{PLANNED}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts = {"湖南": TEXT, "江西": SAID}
    with reports(tmp_path_factory.mktemp("plans"), texts) as library:
        yield library


def aims(claim, library):
    (item,) = audit(claim, library)
    return item.claim.verdict, [f for f in item.claim.findings if f.code == "target"]


@pytest.mark.parametrize(
    "claim",
    [
        "湖南已新增上市公司5家。",
        "湖南新增上市公司5家。",
        "甲北核电一期已投入商业运行。",
        "湖南已经改造农村危房5.2万户。",
        "湖南已新增龙头企业74家。",
        "湖南将启动建设环湖快速铁路。",
        "湖南计划建设10家以上中试平台。",
        "湖南预计城镇新增就业68万人左右。",
        "湖南2026年将新增城镇就业68万人左右。",
        "2026年湖南粮食产量稳定在400亿斤以上。",
        "江西提出在各个省级以上园区设立22个推进办公室。",
    ],
)
def test_done_told_as_done_and_planned_as_planned_are_let_through(library, claim):
    assert aims(claim, library) == ("supported", [])


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("湖南计划新增上市公司5家。", "已经做到"),
        ("湖南将新增上市公司5家。", "已经做到"),
        ("甲北核电一期将于2026年投入商业运行。", "已经做到"),
        ("湖南拟改造农村危房5.2万户。", "已经做到"),
        ("湖南力争净增经营主体34.6万家。", "已经做到"),
        ("湖南已启动建设环湖快速铁路。", "目标或打算"),
        ("湖南已建设10家以上中试平台。", "目标或打算"),
        ("湖南城镇新增就业已经达到68万人左右。", "目标或打算"),
        ("湖南粮食产量稳定在400亿斤以上。", "目标或预计"),
        ("湖南计划上市公司新增5家。", "已经做到"),
        ("江西各个省级以上园区已设立22个推进办公室。", "目标或打算"),
    ],
)
def test_done_told_as_planned_and_planned_as_done_are_errors(library, claim, there):
    verdict, found = aims(claim, library)
    assert verdict == "contradicted"
    assert any(there in f.message for f in found)
    assert found[0].source


def test_what_is_governed_by_an_aim_told_earlier_in_its_sentence_is_left_open(library):
    assert aims("湖南将新开工保障性住房3万套。", library) == ("supported", [])


@pytest.mark.parametrize(
    "claim", ["湖南将经营主体净增34.6万家列入清单。", "湖南“十五五”计划上市公司新增5家。"]
)
def test_the_same_characters_in_other_words_are_no_plan(library, claim):
    assert aims(claim, library)[1] == []
