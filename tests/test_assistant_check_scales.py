"""How far a thing has come and how many of a kind are meant: what the source's words on it bear, and what they do not."""

import pytest

from tests.judged import judged

WORKS = (
    "交通领域，甲北高铁主体工程、宜川高铁及虞河港二期开工建设，桑林、城阳、礼泉等7条高速公路建成通车，"
    "东山机场改扩建主体工程全面完工；水利领域，北灌区加快建设，大兴水库大坝封顶、花溪水库下闸蓄水，"
    "推进洞湖水库前期工作，环湖隧道全线贯通。"
)
VILLAGES = (
    "和美乡村扩面提质，超50%的行政村达到美丽乡村标准，所有县（市、区）库款保障水平都处于合理区间，"
    "95%以上的村集体经营性收入超过10万元，部分乡镇卫生院能够开展透析，二级以上公立医院检查结果互认全覆盖，国家基本医保试点整省推进。"
)


@pytest.fixture(scope="module")
def says(tmp_path_factory):
    """Check a claim that cites all of a one-paragraph document; gives the checked claim."""
    with judged(tmp_path_factory.mktemp("scales")) as judge:
        yield judge


@pytest.mark.parametrize(
    "claim",
    [
        "甲北高铁主体工程和宜川高铁都已开工。",
        "宜川高铁正在建设。",
        "桑林、城阳等7条高速公路已经建成。",
        "东山机场改扩建主体工程竣工。",
        "大兴水库大坝已封顶。",
        "花溪水库已经建成。",
        "北灌区在建项目加快推进。",
        "环湖隧道贯通。",
        "甲北高铁主体工程尚未建成。",
    ],
)
def test_a_stage_that_the_source_tells_or_bears_is_let_through(says, claim):
    assert not [f for f in says(claim, WORKS).findings if f.code == "stage"]


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("甲北高铁主体工程、宜川高铁建成通车。", "开工建设"),
        ("虞河港二期已经投入运营。", "开工建设"),
        ("桑林、城阳、礼泉等7条高速公路开工建设。", "建成通车"),
        ("桑林、城阳等7条高速公路正在建设。", "建成通车"),
        ("东山机场改扩建主体工程动工。", "完工"),
        ("北灌区竣工。", "加快建设"),
        ("大兴水库开工建设。", "封顶"),
        ("花溪水库正在建设。", "下闸蓄水"),
        ("洞湖水库建成投用。", "前期工作"),
        ("环湖隧道开工。", "贯通"),
    ],
)
def test_a_stage_that_the_source_does_not_bear_is_an_error_that_shows_it(says, claim, there):
    checked = says(claim, WORKS)
    found = [f for f in checked.findings if f.code == "stage"]
    assert checked.verdict == "contradicted"
    assert found
    assert there in WORKS[found[0].source.start : found[0].source.end]


@pytest.mark.parametrize(
    "claim",
    [
        "过半行政村达到美丽乡村标准。",
        "大多数行政村达到美丽乡村标准。",
        "绝大多数村集体经营性收入超过10万元。",
        "各县（市、区）库款保障水平均处于合理区间。",
        "有些乡镇卫生院能够开展透析。",
        "二级以上公立医院检查结果全部互认。",
    ],
)
def test_an_extent_that_the_source_tells_or_bears_is_let_through(says, claim):
    assert not [f for f in says(claim, VILLAGES).findings if f.code == "scope"]


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("全部行政村达到美丽乡村标准。", "50%的"),
        ("所有行政村都达到美丽乡村标准。", "50%的"),
        ("少数行政村达到美丽乡村标准。", "50%的"),
        ("全部村集体经营性收入超过10万元。", "95%以上的"),
        ("只有部分县（市、区）库款保障水平处于合理区间。", "所有"),
        ("少数县（市、区）库款保障水平处于合理区间。", "所有"),
        ("所有乡镇卫生院能够开展透析。", "部分"),
        ("大多数二级以上公立医院检查结果互认。", "全覆盖"),
    ],
)
def test_an_extent_that_the_source_does_not_bear_is_an_error_that_shows_it(says, claim, there):
    checked = says(claim, VILLAGES)
    found = [f for f in checked.findings if f.code == "scope"]
    assert checked.verdict == "contradicted"
    assert found
    assert there in VILLAGES[found[0].source.start : found[0].source.end]
