"""The things that a claim names: another in their place is caught, another wording of them is not."""

import hashlib

import pytest

from assistant import nouns
from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Block, Document, Meta, Place, Span


@pytest.fixture(scope="module")
def says(tmp_path_factory):
    """Check a claim that cites the whole of a one-paragraph document."""
    with Library.open(tmp_path_factory.mktemp("nouns"), create=True) as library:

        def judge(claim, text):
            doc_id = hashlib.sha256(text.encode()).hexdigest()[:16]
            span = Span(doc_id, 0, len(text))
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(text), 0),)
            document = Document(doc_id, "文件", text, f"{doc_id}.txt", blocks, places, meta=Meta())
            library.add_document(document, f"{doc_id}.txt", doc_id)
            return check([Claim(claim, (Citation(span),))], library)[0]

        yield judge


POWER = "企业反映，用地审批时间没有明显缩短，部分中小企业仍未享受到电价优惠。"
BANKS = "鼓励银行等金融机构为产业链提供结算、融资和财务管理等系统化的综合解决方案。"
BUDGET = "2022年，全省财政民生支出4982.6亿元，占一般公共预算支出的74.3%，比2015年提高1.2个百分点。"
HOMES = "全省共有养老机构1120个，养老床位21.4万张；建成社区食堂860个，当年新建230个。"
FLATS = "新建住宅小区应当按照每百户不低于20平方米的标准配建养老服务用房，已建成小区可以通过租赁方式解决。"
WAGES = "养老护理员月平均工资3600元左右，部分县未落实住房补贴。"
CHIPS = "中低端产品已实现国产化，但高端薄介质产品被日韩企业垄断。"
RAIL = "到2025年，高速铁路营业里程达到4400公里；所有县建成两条以上高速公路。"
ROAD = "济青高速公路改扩建工程已于2019年建成通车，济南绕城高速二环线西环段尚在建设。"
MOVE = "鼓励日本企业将生产线从中国迁至东盟、印度等其他地区和国家。"
POLL = "认为融资困难的企业占57.3%，养老床位中护理型占55%，农业用水量下降2.3%，工业用水量增长1.8%。"
CHIEFS = "重点产业集群设立群长，由自治区领导担任；重点产业链设立链长，由业务处室负责人担任。"


@pytest.mark.parametrize(
    ("source", "claim", "code", "there"),
    [
        (POWER, POWER.replace("中小企业", "国有企业"), "noun", "中小企业"),
        (POWER, POWER.replace("电价", "水价"), "noun", "电价"),
        (BANKS, BANKS.replace("产业链", "农业"), "noun", "产业链"),
        (BANKS, BANKS.replace("融资", "担保"), "noun", "融资"),
        (BUDGET, BUDGET.replace("民生支出", "民生收入"), "noun", "支出"),
        (BUDGET, "2022年，全省一般公共预算支出4982.6亿元。", "subject", "民生"),
        (BUDGET, "2015年，全省财政民生支出占一般公共预算支出的74.3%。", "date", "2015年"),
        (HOMES, "全省共有养老床位1120个。", "noun", "机构"),
        (HOMES, "当年新建社区食堂860个。", "period", "860个"),
        (
            FLATS,
            "已建成小区应当按照每百户不低于20平方米的标准配建养老服务用房。",
            "modality",
            "可以",
        ),
        (FLATS, FLATS.replace("每百户", "每千户"), "frequency", "每百"),
        (WAGES, "养老护理员年平均工资3600元左右。", "frequency", "月"),
        (WAGES, "各县均未落实住房补贴。", "scope", "部分"),
        (CHIPS, "中低端产品被日韩企业垄断。", "polarity", "高端"),
        (CHIEFS, "重点产业链的链长由自治区领导担任。", "subject", "自治区"),
        (RAIL, "到2025年，高速公路营业里程达到4400公里。", "subject", "高速铁路"),
        (ROAD, "济南绕城高速二环线东环段尚在建设。", "noun", "西"),
        (ROAD, "济南绕城高速二环线西环段已建成通车。", "polarity", "尚在"),
        (MOVE, "鼓励日本企业将生产线从东盟迁至中国。", "subject", "从中国迁至东盟"),
        (POLL, "养老床位中，护理型不到一半。", "number", "55%"),
    ],
)
def test_a_thing_put_in_the_place_of_another_is_caught(says, source, claim, code, there):
    checked = says(claim, source)
    found = [f for f in checked.findings if f.code == code]
    assert checked.verdict == "contradicted"
    assert any(f.source and there in source[f.source.start : f.source.end] for f in found)
    assert all(f.at and claim[slice(*f.at)] for f in found)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (POWER, "一些中小企业还没有享受到电价方面的优惠。"),
        (BANKS, "鼓励金融机构向产业链提供结算、融资、财务管理等综合解决方案。"),
        (BUDGET, "2022年全省财政民生支出总额接近5000亿元，占比74.3%。"),
        (BUDGET, "2022年，财政民生支出占一般公共预算支出的比重比2015年提高了1.2个百分点。"),
        (HOMES, "全省养老机构数量为1120个，床位21.4万张。"),
        (HOMES, "当年新建了230个社区食堂，总数达到860个。"),
        (FLATS, "新建小区每百户至少要配建20平方米的养老服务用房。"),
        (FLATS, "已经建成的小区可以租赁养老服务用房。"),
        (WAGES, "养老护理员月均工资约3600元。"),
        (WAGES, "有的县还没有落实住房补贴。"),
        (CHIPS, "高端薄介质产品被韩国企业垄断。"),
        (CHIEFS, "重点产业链的链长由业务处室负责人担任。"),
        (RAIL, "2025年高铁营业里程的目标是4400公里。"),
        (ROAD, "济南绕城高速二环线西环段还没有建完，正在建设。"),
        (MOVE, "日本鼓励企业把生产线从中国迁往东盟、印度等地。"),
        (POLL, "一半以上的养老床位是护理型，超过一半的企业认为融资困难。"),
        (POLL, "农业用水量减少了2.3%，工业用水量上升1.8%。"),
    ],
)
def test_the_same_thing_in_other_words_is_let_through(says, source, claim):
    assert says(claim, source).verdict == "supported"


def test_a_thing_that_stands_nowhere_is_named_without_a_place(says):
    checked = says("全省共有养老机构1120个，护理人员素质有待提高。", HOMES)
    (found,) = [f for f in checked.findings if f.code == "noun" and "护理" in f.message]
    assert found.source is None
    assert checked.verdict != "supported"


def test_words_keep_their_places_and_what_tells_of_doing_is_no_name():
    text = "部分 中小企业\n没有享受优惠"
    found = nouns.find(text)
    assert all(text[w.start : w.end] == w.text for w in found)
    assert {w.text for w in found if w.naming} >= {"部分", "中小企业"}
    assert not any(w.naming for w in found if w.text == "享受")


@pytest.mark.parametrize(
    ("source", "word", "held"),
    [
        ("营业收入突破5万亿元", "营收", True),
        ("地区生产总值", "GDP".lower(), True),
        ("养老机构和公办学校", "养老学校", True),
        ("服务制造业", "服务业", False),
        ("国家有关规定", "国有", False),
    ],
)
def test_a_text_has_a_word_in_any_of_its_wordings(source, word, held):
    assert nouns.holds(source, word) is held
