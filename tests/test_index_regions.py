"""Places: the whole gazetteer, names in running text, words that only look like places, and who lies where."""

import json
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import fold
from index.regions import Region, codes, find, get, resolve_self, within

DATA = json.loads(files("index").joinpath("regions.json").read_text(encoding="utf-8"))
PROVINCES = DATA["provinces"]
CITIES = {
    city.partition("/")[0]: province for province, row in PROVINCES.items() for city in row["cities"].split()
}


def named(text):
    """(characters, region's name) of every place in a text."""
    return [(text[slice(*mention.at)], mention.region.name) for mention in find(text)]


def names(text):
    return [mention.region.name for mention in find(text)]


def test_all_provinces_and_prefectures_are_known():
    full = [get(city).full for city in CITIES]
    kinds = Counter("州" if f.endswith("自治州") else f[-1] for f in full)
    assert len(PROVINCES) == 34
    assert kinds == {"市": 293, "州": 30, "区": 7, "盟": 3}
    assert len(set(full)) == 333
    assert {get(city).province for city in CITIES} <= set(PROVINCES)


@pytest.mark.parametrize("province", PROVINCES)
def test_a_province_answers_to_its_short_full_and_one_character_names(province):
    row = PROVINCES[province]
    region = get(province)
    assert region == Region(province, "province", province, row["full"])
    assert get(row["full"]) == region
    assert all(get(short) == region for short in row["short"].split())
    assert names(f"在{row['full']}的调研") == [province]
    assert names(f"在{province}的调研") == [province]
    assert find(f"在{row['short'][0]}的调研") == ()


@pytest.mark.parametrize("city", CITIES)
def test_every_prefecture_is_found_by_its_full_name_and_lies_in_its_province(city):
    region = get(city)
    assert region.level == "city"
    assert names(f"据{region.full}统计") == [city]
    assert names(f"据{get(CITIES[city]).full}{city}统计") == [CITIES[city], city]
    assert within(region, get(CITIES[city]))


def test_the_data_refer_to_known_places_only():
    for row in DATA["areas"].values():
        assert row["members"].split()
        assert all(get(member) for member in row["members"].split())
    for place in [*DATA["districts"], *DATA["aliases"], *DATA["not_after"], *DATA["words"].split()]:
        assert get(place), place
    assert all(get(place) for places in codes().values() for place in places)
    assert all(get(name) for name in DATA["not_before"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("➤ 山东：35条关键产业链", [("山东", "山东")]),
        ("湖南省长沙市一楼盘", [("湖南省", "湖南"), ("长沙市", "长沙")]),
        ("江西宜春印发了", [("江西", "江西"), ("宜春", "宜春")]),
        (
            "以广州、深圳、东莞、珠海为主",
            [("广州", "广州"), ("深圳", "深圳"), ("东莞", "东莞"), ("珠海", "珠海")],
        ),
        ("打造粤港澳大湾区、泛珠三角地区", [("粤港澳大湾区", "粤港澳大湾区"), ("泛珠三角地区", "泛珠三角")]),
        ("在粤东粤西粤北地区", [("粤东", "粤东"), ("粤西", "粤西"), ("粤北地区", "粤北")]),
        ("长三角、珠三角和京津冀", [("长三角", "长三角"), ("珠三角", "珠三角"), ("京津冀", "京津冀")]),
        ("强化中西部和东北地区承接", [("中西部", "中西部"), ("东北地区", "东北")]),
        ("低于全国平均水平，我国", [("全国", "全国"), ("我国", "全国")]),
        ("济南莱芜绿色智造", [("济南", "济南"), ("莱芜", "莱芜")]),
        ("新疆维吾尔自治区伊犁哈萨克自治州", [("新疆维吾尔自治区", "新疆"), ("伊犁哈萨克自治州", "伊犁")]),
        ("吉林省吉林市", [("吉林省", "吉林"), ("吉林市", "吉林市")]),
        ("⼴东省⼴州市", [("⼴东省", "广东"), ("⼴州市", "广州")]),
        ("浙江西部与上海南部", [("浙江", "浙江"), ("上海", "上海")]),
        ("广东海南两省、江西南昌", [("广东", "广东"), ("海南", "海南"), ("江西", "江西"), ("南昌", "南昌")]),
        ("其中山东（0.43）", [("山东", "山东")]),
        ("上海市场", [("上海", "上海")]),
        ("美丽江西", [("江西", "江西")]),
    ],
)
def test_places_are_found_in_running_text(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "孙中山先生",
        "重大连接通道",
        "第三明确任务",
        "东方红",
        "南方电网",
        "白银价格",
        "日照充足",
        "朝阳产业",
        "身体安康",
        "重大理论问题",
        "增长治理能力",
        "林地和田野",
        "阿里巴巴",
        "长白山",
        "欢迎来宾",
        "四平方公里",
        "合理均衡水平",
        "制定西部大开发新十年",
        "创新乡村治理",
        "医保定点机构",
        "西南通道",
        "复合肥料",
        "健全国家标准",
        "发展中国家",
        "其中国有企业",
        "沿海南部",
        "黄河南岸",
        "入海口",
        "我省、全省、我市、全市、省内",
        "近日现货",
        "",
    ],
)
def test_words_that_only_look_like_places_are_none(text):
    assert find(text) == ()


def test_a_name_that_is_a_word_too_counts_with_its_suffix_in_a_list_after_its_province_or_alone():
    assert names("白银市统计局") == ["白银"]
    assert names("甘肃白银") == ["甘肃", "白银"]
    assert names("昆明、大理和丽江") == ["昆明", "大理", "丽江"]
    assert names("白山、四平的企业") == ["白山", "四平"]
    assert names("大理、白银、沈阳") == ["大理", "白银", "沈阳"]
    assert names("朝阳") == ["朝阳"]
    assert names("全国、白银价格") == ["全国"]
    assert names("中国东方航空") == ["全国"]
    assert names("北京市朝阳区") == ["北京", "朝阳区"]


def test_exact_names_only():
    assert get("广东") == get(" 广东省 ") == get("粤") == get("粤省")
    assert get("中国") == get("我国") == get("全国")
    assert get("海南州").province == "青海"
    assert get("某地") is None
    assert get("") is None


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("广州", "广东"),
        ("广东", "广东"),
        ("广州", "珠三角"),
        ("珠三角", "广东"),
        ("珠三角", "粤港澳大湾区"),
        ("粤东", "粤东西北"),
        ("汕头", "粤东西北"),
        ("湘潭", "长株潭"),
        ("长株潭", "湖南"),
        ("江苏", "长三角"),
        ("南京", "长三角"),
        ("昆山", "长三角"),
        ("昆山", "苏州"),
        ("昆山", "江苏"),
        ("天津", "京津冀"),
        ("甘肃", "西部地区"),
        ("长三角", "全国"),
        ("香港", "全国"),
    ],
)
def test_places_lie_in_one_another(inner, outer):
    assert within(get(inner), get(outer))
    assert inner == outer or not within(get(outer), get(inner))


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("广州", "深圳"),
        ("南京", "浙江"),
        ("汕头", "珠三角"),
        ("广东", "珠三角"),
        ("粤港澳大湾区", "广东"),
        ("海南州", "海南"),
        ("朝阳区", "朝阳"),
    ],
)
def test_places_that_do_not(inner, outer):
    assert not within(get(inner), get(outer))


@pytest.mark.parametrize(
    ("word", "of", "meant"),
    [
        ("我省", "广东", "广东"),
        ("全省", "广州", "广东"),
        ("省内", "昆山", "江苏"),
        ("省政府", "广东", "广东"),
        ("本省", "北京", None),
        ("我市", "广州", "广州"),
        ("全市", "昆山", "苏州"),
        ("我市", "北京", "北京"),
        ("全市", "浦东", "上海"),
        ("我市", "广东", None),
        ("全区", "广西", "广西"),
        ("自治区", "南宁", "广西"),
        ("我区", "顺德", "顺德"),
        ("我区", "广州", None),
        ("我县", "长沙县", "长沙县"),
        ("我省", "珠三角", None),
        ("我省", "全国", None),
        ("他们", "广东", None),
    ],
)
def test_our_province_is_the_documents(word, of, meant):
    resolved = resolve_self(word, get(of))
    assert (resolved.name if resolved else None) == meant


def test_without_a_region_our_province_is_unknown():
    assert resolve_self("我省", None) is None


def test_the_places_of_the_bulletins_tables_are_found(seeds):
    text = (seeds / "003_8dab968f746955f1.txt").read_text(encoding="utf-8")
    rows = [line.split("\t")[0] for line in text.split("\n") if line.count("\t") >= 2]
    places = [cell for cell in rows if cell and cell != "地区"]
    assert places == ["广州", "深圳", "佛山", "东莞", "江门", "江苏", "江西", "山东", "浙江", "河南", "广西"]
    assert [names(cell) for cell in places] == [[cell] for cell in places]


SCRAPS = st.sampled_from(
    [*CITIES, *PROVINCES, "长三角", "全国", "、", "和", "市", "省", "⼴东", "ﬁ", "2020", "\n"]
)
TEXT = st.lists(st.one_of(SCRAPS, st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXT)
def test_random_text_breaks_nothing_and_offsets_are_of_the_text_given(text):
    end = 0
    for mention in find(text):
        assert end <= mention.at[0] < mention.at[1] <= len(text)
        end = mention.at[1]
        assert get(fold(text[slice(*mention.at)])) == mention.region


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*CITIES]), min_size=1, max_size=6, unique=True),
    st.sampled_from(["据", "①ﬁ", ""]),
)
def test_a_list_of_cities_with_one_sure_name_is_read_whole(cities, before):
    text = f"{before}{'、'.join(['广州市', *cities])}等地"
    assert names(text) == ["广州", *cities]
