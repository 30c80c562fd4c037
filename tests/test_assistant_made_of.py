"""What a topic is made of, and what only has a word of it."""

import pytest

from assistant.issues import proposed
from assistant.relevance import Matter
from assistant.sides import sides
from assistant.statements import statements
from index.tokens import normalise
from tests import provincial

PLACES = ("福建", "四川", "江西")
REPORT = """各位代表：

一、2025年工作回顾

农村公路新建3000公里，乡镇卫生院全部达标。

二、2026年重点工作

推动制造业数字化转型，改造规上工业企业1000家。

加强“数字海洋”建设，推进海上平台等项目落地。

完善数字化车间标准，培育制造业数字化服务商。

建设中医药传承创新中心，支持中医药企业做大做强。

促进文化遗产传承创新，打造一批文化品牌。

推进种业园区等项目落地，支持12家种业企业开展育种攻关，改造和新建一批水产种苗场。加快商业火箭发射场建设，推动4号工位建成。

守牢耕地保护红线。粮食播种面积稳定在900万亩。

推进非煤矿山整治，加快算力基础设施建设。
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Three short reports that tell alike."""
    with provincial.reports(tmp_path_factory.mktemp("made_of"), dict.fromkeys(PLACES, REPORT)) as library:
        yield library


def test_the_first_of_many_things_says_nothing_of_the_next_and_a_short_first_sentence_does(reports):
    found = statements(reports.search("推进种业园区，加快商业火箭发射场建设；守住耕地红线", 20), reports)
    opening = {statement.text: statement.opening for statement in found}
    assert opening["加快商业火箭发射场建设，推动4号工位建成。"] == ""
    assert opening["粮食播种面积稳定在900万亩。"] == "守牢耕地保护红线。"


def test_what_is_called_not_to_be_one_is_none(reports):
    matter = Matter.of("煤矿", reports)
    assert not matter.names(normalise("推进非煤矿山整治"))
    assert matter.names(normalise("推进煤矿整治"))


def test_words_that_stand_in_two_places_do_not_carry_a_topic(reports):
    matter = Matter.of("文化品牌", reports)
    assert not matter.carried([normalise("加强文化遗产保护；打造农产品品牌")])
    assert matter.carried([normalise("打造文化品牌")])


def test_a_clause_that_names_nothing_is_no_side():
    assert [side.text for side in sides("防沙治沙，继续下去")] == ["防沙治沙"]


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("纵深推进“智改数转”、“数实融合”", "如何推进“智改数转”、“数实融合”"),
        ("改造城镇老旧小区10万户、市政管网1000公里", "如何改造城镇老旧小区、市政管网"),
        ("更大力度支持纺织服装产业发展", "如何支持纺织服装产业发展"),
        ("保持煤炭产能稳定接续", "如何保持煤炭产能稳定接续"),
    ],
)
def test_how_much_something_is_to_be_done_is_not_asked(said, item):
    assert proposed(said) == item
