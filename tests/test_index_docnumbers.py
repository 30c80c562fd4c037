"""Document numbers: the 32 of the bulletin, every way of writing them, and what is not one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import fold, number
from index.docnumbers import DocNumber, canonical, find, issuing_place

ALL = (
    "工信厅政法函〔2020〕54号 工厅规〔2020〕315号 银发〔2020〕226号 粤府〔2021〕21号 "
    "粤府函〔2020〕82号 粤工信融资函〔2021〕4号 粤科基字〔2020〕220号 粤工信节能〔2020〕131号 "
    "粤工信数字产业〔2020〕134号 粤科产字〔2020〕216号 粤发改能源〔2020〕340号 "
    "粤科高字〔2020〕217号 粤科高字〔2020〕219号 粤工信装备〔2020〕113号 粤工信装备〔2020〕112号 "
    "粤农农〔2020〕297号 粤科社字〔2020〕218号 粤工信电子〔2020〕122号 粤工信信软〔2020〕137号 "
    "粤工信材料〔2020〕115号 粤工信装备〔2020〕111号 粤工信材料〔2020〕116号 "
    "粤工信电子〔2020〕138号 深府规〔2021〕1号 佛府〔2021〕1号 东府〔2021〕10号 "
    "宁委办发〔2020〕23号 宁委办发〔2020〕27号 赣府厅字〔2020〕33号 豫政办〔2020〕41号 "
    "桂工信规划〔2019〕492号 粤办函〔2021〕51号"
)
BULLETIN = ALL.split()

BRACKETS = ["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def parts(written):
    agency, year, serial = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", written).groups()
    return agency, year, serial


def numbers(text, loose=False):
    return [mention.number.canonical for mention in find(text, loose=loose)]


def only(text, loose=False):
    """The one mention in a text, as (its characters, its canonical form)."""
    (mention,) = find(text, loose=loose)
    return text[slice(*mention.at)], mention.number.canonical


@pytest.fixture(scope="module")
def bulletin(seeds):
    """Seed 003 with the lines that its pages broke joined again."""
    return re.sub(r"\s*\n\s*", "", (seeds / "003_8dab968f746955f1.txt").read_text(encoding="utf-8"))


def test_the_bulletin_holds_exactly_its_32_numbers(bulletin):
    assert len(BULLETIN) == 32
    assert numbers(bulletin) == BULLETIN
    assert numbers(bulletin, loose=True) == BULLETIN


@pytest.mark.parametrize("number", BULLETIN)
def test_each_number_is_found_in_its_sentence_in_any_brackets(bulletin, number):
    agency, year, serial = parts(number)
    written = re.search(rf"[^。\t]*?({agency}〔{year}〕{serial} ?号)[^。\t]*", bulletin)
    sentence = written[0]
    for opening, closing in BRACKETS:
        for serial_form in (serial, f" {serial} ", f"第{serial}", serial.translate(WIDE)):
            form = f"{agency}{opening}{year}{closing}{serial_form}号"
            text = sentence.replace(written[1], form)
            assert (form, number) in [(text[slice(*m.at)], m.number.canonical) for m in find(text)]


@pytest.mark.parametrize(
    "before",
    [
        "根据",
        "按照",
        "依据",
        "印发",
        "以及",
        "和",
        "见",
        "详见",
        "执行",
        "原",
        "《意见》和",
        "国发〔2015〕5号和",
        "广东省人民政府",
        "省政府",
    ],
)
def test_words_before_the_agency_are_cut(before):
    text = f"{before}粤府函〔2020〕82号的要求"
    mention = find(text)[-1]
    assert text[slice(*mention.at)] == "粤府函〔2020〕82号"
    assert mention.number == DocNumber("粤府函", 2020, 82)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("国务院办公厅国办发〔2020〕5号", "国办发"),
        ("财政部财建〔2020〕5号", "财建"),
        ("工业和信息化部工信部规〔2020〕5号", "工信部规"),
        ("转发国务院国发〔2020〕5号", "国发"),
        ("学习国办发〔2020〕5号", "国办发"),
        ("（国发改〔2020〕5号）", "国发改"),
        ("江门市江工信规〔2020〕5号", "江工信规"),
        ("（江工信规〔2020〕5号）", "江工信规"),
        ("（邕宁政发〔2020〕5号）", "邕宁政发"),
        ("（工信厅财函〔2020〕5号）", "工信厅财函"),
        ("（和政发〔2020〕5号）", "和政发"),
        ("（法释〔2020〕5号）", "法释"),
    ],
)
def test_the_code_is_told_from_the_issuers_name(text, agency):
    assert [mention.number.agency for mention in find(text)] == [agency]


@pytest.mark.parametrize(
    ("text", "written", "number"),
    [
        ("依照粤府令第277号", "粤府令第277号", "粤府令第277号"),
        ("依照粤府令 第 277 号", "粤府令 第 277 号", "粤府令第277号"),
        ("（中华人民共和国国务院令第722号）", "中华人民共和国国务院令第722号", "国务院令第722号"),
        ("中华人民共和国主席令第七十四号", "中华人民共和国主席令第七十四号", "主席令第74号"),
        ("1991年4月20日山东省人民政府第17号令发布", "山东省人民政府第17号令", "山东省人民政府令第17号"),
        ("农业和农村委员会令第3号", "农业和农村委员会令第3号", "农业和农村委员会令第3号"),
        ("国家税务总局公告2020年第5号", "国家税务总局公告2020年第5号", "国家税务总局公告2020年第5号"),
        ("国家税务总局公告〔2020〕5号", "国家税务总局公告〔2020〕5号", "国家税务总局公告2020年第5号"),
    ],
)
def test_decrees_and_announcements_are_numbers(text, written, number):
    assert only(text) == (written, number)


@pytest.mark.parametrize(
    "text",
    [
        "（2020年）",
        "〔2020〕年度总结",
        "行动计划（2021—2025年）的通知",
        "第3号楼",
        "效果图（2020）5号楼",
        "地铁5号线（2020）开通",
        "（2020）粤01民终123号",
        "2020年第21期《求是》",
        "司令3号机",
        "500强企业",
        "",
    ],
)
def test_ordinary_text_holds_no_number(text):
    assert find(text) == ()


def test_a_bracketed_year_without_agency_counts_in_square_brackets_only():
    assert only("（〔2020〕226号）") == ("〔2020〕226号", "〔2020〕226号")
    assert find("，（2020）226号") == ()
    assert only("，（2020）226号", loose=True) == ("（2020）226号", "〔2020〕226号")


@pytest.mark.parametrize(
    ("text", "written", "number"),
    [
        ("粤府函2020年82号", "粤府函2020年82号", "粤府函〔2020〕82号"),
        ("请问粤府函2020年第82号讲了什么", "粤府函2020年第82号", "粤府函〔2020〕82号"),
        ("粤府函2020-82号", "粤府函2020-82号", "粤府函〔2020〕82号"),
        ("粤府函2020-82", "粤府函2020-82", "粤府函〔2020〕82号"),
        ("粤府函2020 82号的内容", "粤府函2020 82号", "粤府函〔2020〕82号"),
        ("粤府函〔2020〕82", "粤府函〔2020〕82", "粤府函〔2020〕82号"),
        ("粤府函82号", "粤府函82号", "粤府函82号"),
        ("财税2016 36号", "财税2016 36号", "财税〔2016〕36号"),
        ("粤府令277号", "粤府令277号", "粤府令第277号"),
        ("226号文说了什么", "226号", "226号"),
        ("〔2020〕226号", "〔2020〕226号", "〔2020〕226号"),
        ("2020年82号文", "2020年82号", "〔2020〕82号"),
        ("277号令", "277号", "277号"),
    ],
)
def test_questions_may_use_shorthand(text, written, number):
    assert only(text, loose=True) == (written, number)


@pytest.mark.parametrize("text", ["粤府函2020年82号", "粤府函2020-82", "226号文", "2020年82号文"])
def test_documents_may_not(text):
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "深圳2021-12",
        "黔南2021-12",
        "深圳2021-12-03",
        "广东2020-2025年",
        "地铁5号线",
        "3号楼",
        "5号文化广场",
        "2020年5月3号",
        "建设2020年5号",
    ],
)
def test_shorthand_needs_an_agency_or_a_paper(text):
    assert find(text, loose=True) == ()


def test_one_number_has_one_canonical_form():
    forms = [f"粤府函{a}2020{b}{n}号" for a, b in BRACKETS for n in ("82", " 82 ", "第82", "８２", "082")]
    assert {
        canonical(form) for form in [*forms, "粤府函2020年82号", "粤府函2020-82", " 粤府函 2020 82号 "]
    } == {"粤府函〔2020〕82号"}
    assert canonical("226号") == "226号"
    assert canonical("粤府函〔2020〕82号和粤府函〔2020〕83号") is None
    assert canonical("没有文号") is None


def test_neighbouring_numbers_stay_apart():
    assert canonical("粤工信装备〔2020〕111号") != canonical("粤工信装备〔2020〕112号")
    assert numbers("国发〔2015〕5号国办发〔2016〕6号、银发〔2020〕226号") == [
        "国发〔2015〕5号",
        "国办发〔2016〕6号",
        "银发〔2020〕226号",
    ]


@pytest.mark.parametrize(
    ("number", "keys", "partial"),
    [
        (DocNumber("粤府函", 2020, 82), ("粤府函〔2020〕82号", "〔2020〕82号", "82号"), False),
        (DocNumber("粤府令", None, 277), ("粤府令第277号", "277号"), False),
        (DocNumber("", 2020, 226), ("〔2020〕226号", "226号"), True),
        (DocNumber("", None, 226), ("226号",), True),
        (DocNumber("粤府函", None, 82), ("82号",), True),
    ],
)
def test_keys_run_from_the_most_specific(number, keys, partial):
    assert number.keys() == keys
    assert number.key == keys[0]
    assert number.partial is partial


def test_a_partial_number_asks_for_a_key_that_its_document_has():
    keys = DocNumber("银发", 2020, 226).keys()
    for text in ("226号文", "〔2020〕226号", "2020年226号文", "银发226号", "银发2020年226号"):
        (mention,) = find(text, loose=True)
        assert mention.number.key in keys


@pytest.mark.parametrize(
    ("agency", "place"),
    [(parts(n)[0], "广东") for n in BULLETIN if n.startswith("粤")]
    + [
        ("穗府办", "广州"),
        ("深府规", "深圳"),
        ("佛府", "佛山"),
        ("东府", "东莞"),
        ("赣府厅字", "江西"),
        ("豫政办", "河南"),
        ("桂工信规划", "广西"),
        ("苏政发", "江苏"),
        ("苏府", "苏州"),
        ("浙政发", "浙江"),
        ("鲁政字", "山东"),
        ("宁党办", "宁夏"),
        ("银发", "全国"),
        ("工信厅政法函", "全国"),
        ("工厅规", "全国"),
        ("国办发", "全国"),
        ("财建", "全国"),
        ("国务院令", "全国"),
        ("财政部令", "全国"),
        ("广东省人民政府令", "广东"),
        ("某府发", ""),
        ("建政发", ""),
        ("", ""),
    ],
)
def test_the_code_tells_the_place(agency, place):
    assert issuing_place(agency) == place


SHORT = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔云藏陕甘"
PROVINCES = (
    "北京、天津、上海、重庆、河北、山西、辽宁、吉林、黑龙江、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南、"
    "广东、广西、海南、四川、贵州、云南、西藏、陕西、甘肃"
)


@pytest.mark.parametrize(
    ("short", "province"), [*zip(SHORT, PROVINCES.split("、"), strict=True), ("内", "内蒙古")]
)
def test_every_province_has_its_code(short, province):
    assert issuing_place(f"{short}政发") == province


def test_a_code_that_two_places_share_is_settled_by_the_text_around_it():
    assert issuing_place("宁委办发") == ""
    assert issuing_place("宁委办发", "南京市《关于实施产业链“链长制”的工作方案》") == "南京"
    assert issuing_place("宁政发", "江苏") == "南京"
    assert issuing_place("宁政发", "宁夏回族自治区") == "宁夏"
    assert issuing_place("宁政发", "南京与宁夏") == ""
    assert issuing_place("宁政发", "全国") == ""
    assert issuing_place("宁政发", "全国与南京") == "南京"
    assert issuing_place("青政", "西宁") == "青海"


@settings(deadline=None, max_examples=200)
@given(
    agency=st.sampled_from(["粤府函", "工信厅政法函", "银发", "宁委办发", "桂工信规划", "东府"]),
    year=st.integers(1980, 2035),
    serial=st.integers(1, 9999),
    brackets=st.sampled_from(BRACKETS),
    gaps=st.lists(st.sampled_from(["", " ", "　"]), min_size=4, max_size=4),
    wide=st.booleans(),
    before=st.sampled_from(["", "根据", "《通知》（", "ﬁ①²，", "2020年，"]),
)
def test_however_it_is_written_its_characters_and_value_are_found(
    agency, year, serial, brackets, gaps, wide, before
):
    digits = str(serial).translate(WIDE) if wide else str(serial)
    form = f"{agency}{gaps[0]}{brackets[0]}{gaps[1]}{year}{brackets[1]}{gaps[2]}{digits}{gaps[3]}号"
    for loose in (False, True):
        assert only(f"{before}{form}，全文如下", loose) == (form, f"{agency}〔{year}〕{serial}号")


SCRAPS = st.sampled_from(
    [*"粤府函发国务院令公告第号文〔〕（）[]年月- \n2０8", "2020", "〔2020〕", "粤府函", "⼴", "ﬁ", "第十二"]
)
TEXT = st.lists(st.one_of(SCRAPS, st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXT, st.booleans())
def test_random_text_breaks_nothing_and_offsets_are_of_the_text_given(text, loose):
    end = 0
    for mention in find(text, loose=loose):
        assert end <= mention.at[0] < mention.at[1] <= len(text)
        end = mention.at[1]
        written = fold(text[slice(*mention.at)])
        assert (
            number(re.findall(r"\d+|[零〇一二三四五六七八九十百千]+", written)[-1]) == mention.number.serial
        )
        assert mention.number.year is None or str(mention.number.year) in written
        assert len(mention.number.agency) == 0 or 2 <= len(mention.number.agency) <= 31
