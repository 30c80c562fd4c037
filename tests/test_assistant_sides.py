"""What a topic is made of: clauses, things named side by side, and the words that say what each is about."""

import pytest

from assistant.relevance import Matter
from assistant.sides import sides
from index.tokens import normalise


@pytest.mark.parametrize(
    ("topic", "texts"),
    [
        ("中小企业融资难", ["中小企业融资难"]),
        ("扩大内需，提振消费", ["内需", "消费"]),
        ("扩大内需和提振消费", ["内需", "消费"]),
        ("加快新能源发展和节能降碳", ["新能源发展", "节能降碳"]),
        ("农村和中小学教育质量", ["农村教育质量", "中小学教育质量"]),
        ("美国、欧盟、日本重组供应链", ["美国重组供应链", "欧盟重组供应链", "日本重组供应链"]),
        ("产业链供应链的稳定和安全", ["产业链供应链的稳定", "产业链供应链的安全"]),
        ("普惠托育、减轻年轻父母养娃负担", ["普惠托育", "年轻父母养娃负担"]),
        ("用数字化手段提升超大城市治理水平", ["数字化超大城市治理水平"]),
        ("通过社会力量做好养老服务", ["社会养老服务"]),
        ("规范发展供应链金融，服务产业链上下游", ["供应链金融"]),
        ("促进社会和谐稳定", ["社会和谐稳定"]),
        ("鼓励和引导民间投资", ["民间投资"]),
        ("养老机构少，服务质量差", ["养老机构少", "服务质量差"]),
        ("科研成果老是落不到本地企业", ["科研成果", "本地企业"]),
        ("牛羊肉却总是卖不上好价", ["牛羊肉", "好价"]),
        ("环卫工、护林员这些人的工资和社保", ["环卫工工资", "环卫工社保", "护林员工资", "护林员社保"]),
        ("油茶产业，做到千亿", ["油茶产业"]),
        ("种粮大户没房产没保单可以质押", ["种粮大户质押"]),
        ("护林员没有固定住所", ["护林员没有固定住所"]),
        ("中医药，从药房走向世界", ["中医药"]),
        ("茶叶、药材等特色产业提质增效", ["茶叶", "药材"]),
        ("沙棘、甜瓜等本地产品深加工", ["沙棘深加工", "甜瓜深加工"]),
        ("花卉、果蔬这些产业", ["花卉", "果蔬"]),
        ("秸秆越积越多", ["秸秆"]),
        ("县城停车位不够用", ["县城停车位"]),
        ("打响农畜产品品牌，激发民营企业活力", ["农畜产品品牌", "民营企业活力"]),
    ],
)
def test_a_topic_is_read_clause_by_clause_and_thing_by_thing(topic, texts):
    assert [side.text for side in sides(topic)] == texts


def test_only_what_the_topic_begins_with_is_its_first_side():
    assert [side.first for side in sides("农村和中小学教育质量，改善办学条件")] == [True, True, False]


def test_clauses_that_stand_side_by_side_are_all_first():
    assert [side.first for side in sides("优化营商环境、提升服务效能")] == [True, True]
    assert [side.first for side in sides("优化营商环境、提升服务效能，减轻企业负担")] == [True, True, False]


def test_what_is_to_be_done_and_what_says_nothing_are_no_words():
    (side,) = sides("完善老旧小区服务体系建设")
    assert [word.forms[0] for word in side.words] == ["老旧小区"]
    (side,) = sides("增强国际金融中心功能")
    assert [word.forms[0] for word in side.words] == ["国际", "金融中心"]


def test_a_topic_is_carried_where_most_of_one_of_its_first_things_is_told(library):
    matter = Matter.of("中小企业融资难、产业链招商，方便群众出行", library)
    told = [normalise(text) for text in ("中小企业融资难问题突出", "群众出行更加方便")]
    assert matter.carried(told[:1])
    assert not matter.carried(told[1:])
    assert not matter.carried([normalise("中小企业数量稳步增长")])
    assert not matter.carried([])


def test_a_word_that_the_library_has_not_may_say_more_of_what_it_has(library):
    told = [normalise("中小企业融资难问题突出")]
    assert Matter.of("眼下中小企业融资难", library).carried(told)
    assert not Matter.of("中小企业无偿献血难", library).carried(told)


def test_a_part_of_a_word_is_not_told_for_the_whole(library):
    matter = Matter.of("体育彩票", library)
    assert not matter.carried([normalise("建成体育公园")])
    assert matter.carried([normalise("规范体育彩票销售")])
