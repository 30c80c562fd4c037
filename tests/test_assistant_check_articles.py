"""A sentence on a law is held against the very article, 款 and 项 that it names, and against the rule as far as it goes."""

import pytest

from assistant.check_articles import given_as
from index.articles import mentions
from tests.judged import audited
from tests.texts import library_of

LAW = """# 青州市养鸽管理条例

2021年3月1日 青州市第八届人民代表大会常务委员会第五次会议通过

第一条 为了规范养鸽行为，根据有关法律，制定本条例。

第二条 个人在城市建成区内饲养信鸽的，每户限养二十羽。

禁止个人饲养有疫病的信鸽。

城管部门负责查处影响市容环境卫生的养鸽行为，体育部门可以组织信鸽竞赛活动。

养鸽协会、养鸽合作社不得向养鸽人收取会费；确需收取的，由养鸽协会公示。

第三条 养鸽人应当为信鸽佩戴足环。

养鸽人应当履行下列义务：

（一）定期清扫鸽舍；

（二）每年接种两次疫苗；

（三）不在居民楼楼顶搭建鸽舍。

养鸽人不得有下列行为：

（一）虐待信鸽；

（二）丢弃病死信鸽。

养鸽人应当自收到认领通知之日起七日内到信鸽协会认领走失的信鸽。

第四条 鸽鸣影响他人正常生活的，养鸽人应当采取措施予以制止。

第五条 除科研、竞赛活动外，不得在夜间放飞信鸽。

第六条 违反本条例第四条规定，鸽鸣影响他人正常生活的，由城管部门责令改正；拒不改正的，处一百元以上三百元以下罚款。

违反本条例第二条第二款规定，个人饲养有疫病的信鸽的，由农业农村部门收容信鸽。

第七条 获得市级竞赛名次的养鸽人申请补贴的，体育部门应当在三十日内办结，法律、法规另有规定的除外。

第八条 违反本条例规定，在候车室放飞信鸽的，由公安部门处五十元以上一百元以下罚款。

违反本条例规定，虐待信鸽的，由公安部门处五百元以上二千元以下罚款，没收信鸽。

在候车室喂食信鸽的，处二十元罚款；在其他公共场所喂食信鸽的，处十元罚款。

第九条 驯养人不得在幼儿面前宰杀信鸽。

下列公园的草坪区域禁止放飞信鸽：

（一）烈士陵园；

（二）植物园。

市人民政府应当采取措施，引导养鸽人投保信鸽责任险。

第十条 禁止携带信鸽进入学校、医院、商场和候车室。

视障人士携带导航信鸽的，不受本条规定的限制。

第十一条 赛鸽公棚暂停、关闭寄养业务的，应当在暂停或者关闭寄养业务三十日前，向所在地的体育部门提交信鸽安置方案。

赛鸽公棚应当依法为与其签订劳动合同、建立劳动关系的驯养人员缴纳工伤保险费。

赛鸽公棚可以为驯养人员安排轮休。

第十二条 本条例自2021年6月1日起施行。
"""
RULES = """# 青州市实施〈中华人民共和国养鸽法〉办法

第一条 根据《中华人民共和国养鸽法》，制定本办法。

第二条 鸽舍应当距离水源地五百米以上，并设置冲洗设施和排污管道。
"""


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    with library_of(tmp_path_factory.mktemp("laws"), {"law.md": LAW, "rules.md": RULES}) as library:

        def judge(sentence):
            claim = audited(sentence, library)
            return claim.verdict, {finding.code for finding in claim.findings}

        yield judge


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》第四条规定，鸽鸣影响他人正常生活的，养鸽人应当采取措施予以制止。",
        "根据《青州市养鸽管理条例》第六条第二款，个人饲养有疫病的信鸽的，由农业农村部门收容信鸽。",
        "违反《青州市养鸽管理条例》第四条规定，鸽鸣影响他人正常生活，拒不改正的，处一百元以上三百元以下罚款。",
        "《青州市养鸽管理条例》第二条第二款规定，禁止个人饲养有疫病的信鸽。",
        "《青州市养鸽管理条例》第三条规定，养鸽人不得虐待信鸽。",
        "《青州市养鸽管理条例》第三条第二款第二项规定，养鸽人应当每年接种两次疫苗。",
        "《青州市养鸽管理条例》第六条规定，鸽鸣影响他人正常生活，拒不改正的，由城管部门处一百元以上三百元以下罚款。",
        "《青州市养鸽管理条例》规定，城市建成区内个人饲养信鸽的，每户限养二十羽。",
        "《青州市养鸽管理条例》第五条明确，除科研、竞赛活动外，不得在夜间放飞信鸽。",
        "《青州市养鸽管理条例》规定，获得市级竞赛名次的养鸽人申请补贴的，体育部门应当在三十日内办结。",
        "《青州市实施〈中华人民共和国养鸽法〉办法》第二条规定，鸽舍应当距离水源地五百米以上。",
    ],
)
def test_what_stands_in_the_article_named_is_supported(verdict, sentence):
    assert verdict(sentence) == ("supported", set())


@pytest.mark.parametrize(
    "sentence",
    [
        # Another article names the one that the sentence gives as its source.
        "《青州市养鸽管理条例》第四条规定，鸽鸣影响他人正常生活的，由城管部门责令改正；拒不改正的，处一百元以上三百元以下罚款。",
        "根据《青州市养鸽管理条例》第二条，个人饲养有疫病的信鸽的，由农业农村部门收容信鸽。",
        "《青州市养鸽管理条例》第五条规定，养鸽人应当为信鸽佩戴足环。",
        "《青州市养鸽管理条例》第二条第一款规定，禁止个人饲养有疫病的信鸽。",
        "《青州市养鸽管理条例》第三条第二款第一项规定，养鸽人应当每年接种两次疫苗。",
        "《青州市养鸽管理条例》第二条第二款规定，体育部门可以组织信鸽竞赛活动。",
    ],
)
def test_what_stands_in_another_article_is_not_that_of_the_one_named(verdict, sentence):
    told, codes = verdict(sentence)
    assert (told, "article" in codes) == ("contradicted", True)


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，鸽鸣影响他人正常生活的，由城管部门处一百元以上三百元以下罚款。",
        "《青州市养鸽管理条例》规定，个人饲养信鸽每户限养二十羽。",
        "《青州市养鸽管理条例》规定，不得在夜间放飞信鸽。",
        "《青州市养鸽管理条例》第七条规定，养鸽人申请补贴的，体育部门应当在三十日内办结。",
    ],
)
def test_a_rule_without_its_condition_or_exception_is_not_the_rule(verdict, sentence):
    told, codes = verdict(sentence)
    assert (told, "scope" in codes) == ("partial", True)


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，养鸽人可以为信鸽佩戴足环。",
        "《青州市养鸽管理条例》规定，鸽鸣影响他人正常生活的，养鸽人可以采取措施予以制止。",
        "《青州市养鸽管理条例》规定，可以在居民楼楼顶搭建鸽舍。",
        "《青州市养鸽管理条例》规定，养鸽人可以丢弃病死信鸽。",
    ],
)
def test_what_a_law_demands_is_not_told_as_allowed(verdict, sentence):
    assert verdict(sentence)[0] != "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，在候车室放飞信鸽的，由公安部门处五百元以上二千元以下罚款。",
        "《青州市养鸽管理条例》规定，虐待信鸽的，处五十元以上一百元以下罚款。",
        "《青州市养鸽管理条例》规定，在医院门前鸣笛的，处五百元以上二千元以下罚款。",
    ],
)
def test_the_fine_of_one_case_is_not_that_of_another(verdict, sentence):
    assert verdict(sentence)[0] != "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，对虐待信鸽的，处500元以上2000元以下罚款。",
        "《青州市养鸽管理条例》第八条规定虐待信鸽的处五百元以上二千元以下罚款。",
        "《青州市养鸽管理条例》规定，在候车室放飞信鸽的，处五十元以上一百元以下罚款。",
    ],
)
def test_a_fine_is_told_of_its_case_in_other_words(verdict, sentence):
    assert verdict(sentence) == ("supported", set())


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，驯养人不得宰杀信鸽。",
        "《青州市养鸽管理条例》规定，公园的草坪区域禁止放飞信鸽。",
        "《青州市养鸽管理条例》规定，养鸽人应当投保信鸽责任险。",
        "《青州市养鸽管理条例》规定，在候车室喂食信鸽的，处十元罚款。",
    ],
)
def test_what_holds_of_some_or_is_only_urged_is_not_demanded_of_all(verdict, sentence):
    assert verdict(sentence)[0] != "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》第九条规定，驯养人不得在幼儿面前宰杀信鸽。",
        "《青州市养鸽管理条例》规定，下列公园的草坪区域禁止放飞信鸽。",
        "《青州市养鸽管理条例》规定，引导养鸽人投保信鸽责任险。",
        "《青州市养鸽管理条例》规定，在候车室喂食信鸽的，处二十元罚款。",
    ],
)
def test_what_holds_of_some_or_is_urged_is_told_so(verdict, sentence):
    assert verdict(sentence) == ("supported", set())


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，任何人不得携带信鸽进入学校、医院，包括视障人士携带导航信鸽。",
        "《青州市养鸽管理条例》第十条规定，视障人士携带导航信鸽也禁止进入商场和候车室。",
    ],
)
def test_who_is_exempt_from_a_rule_is_not_told_as_under_it(verdict, sentence):
    told, codes = verdict(sentence)
    assert (told != "supported", "scope" in codes) == (True, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "《青州市养鸽管理条例》规定，视障人士携带导航信鸽的，不受第十条规定的限制。",
        "《青州市养鸽管理条例》规定，禁止携带信鸽进入学校、医院。",
        "《青州市养鸽管理条例》规定，养鸽协会不得向养鸽人收取会费。",
        "《青州市养鸽管理条例》规定，养鸽合作社不得向养鸽人收取会费。",
        "《青州市养鸽管理条例》规定，赛鸽公棚关闭寄养业务的，应当在关闭寄养业务三十日前向所在地的体育部门提交信鸽安置方案。",
    ],
)
def test_what_a_clause_of_a_rule_says_of_one_of_several_is_supported(verdict, sentence):
    assert verdict(sentence)[0] == "supported"


def test_a_word_for_the_rule_itself_is_no_other_word(verdict):
    told, _ = verdict("《青州市养鸽管理条例》规定，视障人士携带导航信鸽的，不受禁止入场规定的限制。")
    assert told != "contradicted"


def test_a_rule_told_as_allowed_is_refuted_by_itself_and_not_by_what_is_allowed_beside_it(verdict):
    told, codes = verdict("《青州市养鸽管理条例》规定，赛鸽公棚可以为驯养人员缴纳工伤保险费。")
    assert (told, codes) == ("contradicted", {"modality"})


def test_a_law_is_not_cited_by_the_rules_that_carry_it_out(verdict):
    told, codes = verdict("《中华人民共和国养鸽法》第二条规定，鸽舍应当距离水源地五百米以上。")
    assert (told, "title" in codes) == ("contradicted", True)


def test_the_title_of_a_source_covers_no_words_of_a_sentence(verdict):
    assert verdict("《青州市养鸽管理条例》第四条规定，养鸽经营单位不得出售幼鸽。")[0] == "unsupported"


def test_articles_are_read_with_their_law_and_what_is_below_them():
    def told(text):
        return [(m.title, m.number, sorted(m.clauses), sorted(m.items)) for m in mentions(text)]

    assert told("民法典第1043条") == [("民法典", "1043", [], [])]
    assert told("刑法第二百条之一") == [("刑法", "200-1", [], [])]
    assert told("《X条例》第三条第一款、第二款，第四条") == [("X条例", "3", [1, 2], []), ("", "4", [], [])]
    assert told("《X条例》第三条、第四条") == [("X条例", "3", [], []), ("X条例", "4", [], [])]
    assert told("该条例第三条第一款第（二）项") == [("", "3", [1], [2])]
    assert told("违反本条例第三条") == [("", "3", [], [])]


def test_an_article_acted_against_is_no_source():
    assert not given_as("违反《X条例》第三条规定，擅自养鸽的，处罚款")
    assert [m.number for m in given_as("《X条例》第六条规定，违反第三条的，处罚款")] == ["6"]
