"""How a lead tells what its sources state: dated, attributed, whole, and in the sources' words."""

import re

import pytest

from assistant.check import check
from assistant.cite import cite
from assistant.clauses import tellings
from assistant.predicates import is_label
from assistant.statements import statements
from assistant.voices import Heard
from assistant.wording import worded
from index import Library, regions
from index.tokens import content_pairs
from tests.provincial import reports

GUANGDONG = regions.get("广东")


def stated(words, library):
    """The statement of the library that has these words."""
    found = statements(library.search(words, 20), library)
    return next(s for s in found if words in "".join(s.text.split()))


def told(words, library, place=GUANGDONG, heard: Heard = ""):
    return [telling.text(heard) for telling in worded(stated(words, library), place)]


@pytest.fixture(scope="module")
def all_told(library):
    found = {}
    for document in library.documents():
        for hit in library.search(document.title, 200):
            for statement in statements([hit], library):
                found[statement.span] = statement
    for words in ("产业链", "问题 不足", "园区 土地", "政策 意见 提出", "人才 融资 创新"):
        for statement in statements(library.search(words, 200), library):
            found[statement.span] = statement
    return [telling for s in found.values() for telling in worded(s, GUANGDONG)]


def test_press_told_in_another_documents_pages_has_no_day_of_its_own(library):
    assert told("今年，全省将再培育特色产业集群", library) == []
    assert all("日前" not in text for text in told("联动协调推进机制》（以下简称", library))


def test_a_relative_date_becomes_the_day_that_its_document_means(tmp_path):
    (tmp_path / "a.txt").write_text(
        "株洲市数字经济调查\n\n2022年3月1日\n\n去年株洲市数字经济增加值达到 120 亿元，占地区生产总值的 31%。\n",
        encoding="utf-8",
    )
    (tmp_path / "catalog.toml").write_text(
        '[[document]]\nfile = "a.txt"\ntitle = "调查报告"\ngenre = "调查"\ndate = "2022-03-01"\ndate_kind = "成文"\n',
        encoding="utf-8",
    )
    with Library.open(tmp_path / "library", create=True) as own:
        own.add_folder(tmp_path)
        texts = told("数字经济增加值", own, None)
    assert texts
    assert all("2021年" in text and "去年" not in text for text in texts)


def test_our_province_is_named_where_another_place_or_none_is_asked_for(library):
    words = "产业链内的中小企业普遍存在融资难的问题"
    assert any("我省" in text for text in told(words, library))
    for place in (None, regions.get("湖南")):
        assert told(words, library, place)
        assert all("我省" not in text and "广东省" in text for text in told(words, library, place))


def test_a_paper_states_a_problem_and_proposes_a_measure(library):
    problem = told("园区粗放发展不仅浪费大量的土地资源", library)
    assert problem
    assert all("指出，" in text and "提出，" not in text for text in problem)
    proposed = told("鼓励地方政府探索以租代售", library)
    assert proposed
    assert all("提出，" in text and "指出，" not in text for text in proposed)


def test_what_an_unsigned_paper_proposes_is_not_told(library):
    telling = [t for t in worded(stated("全面保障引进的高级产业人才", library), GUANGDONG) if t.advises]
    assert telling == []


def test_a_place_that_only_the_heading_names_is_named_in_the_sentence(library):
    tellings = list(worded(stated("组建招商引资工作队", library), GUANGDONG))
    assert tellings
    for telling in tellings:
        assert telling.body.startswith("昆明组建招商引资工作队")
        assert not telling.advises
        assert any(library.quote(span) == "昆明" for span in telling.parts)


def test_the_number_of_a_list_item_is_left_out(library):
    assert told("围绕产业链需求招才引智", library) == [
        "赛迪研究院赵芸芸2023年3月31日撰文指出，云南围绕产业链需求招才引智。"
    ]


def test_what_a_report_goes_on_to_tell_of_a_document_names_the_document(library):
    texts = told("推行全员聘任制", library)
    assert texts
    opening = "2020年10月12日，河北省出台的《关于促进高新技术产业开发区高质量发展的实施意见》提出，"
    assert all(text.startswith(opening) for text in texts)


def test_who_has_just_spoken_or_spoke_before_is_named_shortly(library):
    words = "产业链缺少龙头企业带动"
    session = "广东省政协十二届四次会议期间，政协委员反映，"
    assert all(t.startswith(session) for t in told(words, library))
    assert all(t.startswith("委员还反映，") for t in told(words, library, heard="just"))
    assert all(t.startswith("政协委员还反映，") for t in told(words, library, heard="before"))


def test_a_name_that_the_masthead_spaces_out_is_written_as_a_name_and_supported(library):
    words = "园区粗放发展不仅浪费大量的土地资源"
    assert told(words, library)[0].startswith(
        "叶振宇《中国式现代化新征程中优化重大生产力布局的战略思考》一文指出，"
    )
    assert told(words, library, heard="just")[0].startswith("文章也指出，")
    assert told(words, library, heard="before")[0].startswith("叶振宇还指出，产业园区")
    telling = next(iter(worded(stated(words, library), GUANGDONG)))
    (claim,) = check(cite([next(telling.drafts())], library, []), library)
    assert claim.verdict == "supported"


def test_the_place_that_the_sentences_before_name_is_named_where_a_sentence_says_only_what_is_done(library):
    (telling, *_) = worded(stated("从企业梯队、总部企业、重大项目等", library), GUANGDONG)
    assert telling.body == "深圳从企业梯队、总部企业、重大项目等几个方面给与投资和用地支持"
    assert [library.quote(span) for span in telling.subject] == ["深圳"]
    assert set(telling.subject) < set(next(telling.drafts()).spans)
    assert any("山东省将分行业打造" in text for text in told("分行业打造一批规模大", library))


def test_what_no_one_place_did_in_the_sentence_before_is_told_of_none(library):
    assert not any("长三角" in text for text in told("与金融机构、企业合作", library))
    assert not any("深圳努力" in text for text in told("努力打造先进制造业集聚地", library))


def test_a_figure_of_another_place_than_the_members_session_is_told_without_the_session(library):
    telling = next(
        t for t in worded(stated("三家公司占90%以上份额", library), GUANGDONG) if "操作系统" in t.body
    )
    claims = check(cite(list(telling.drafts()), library, []), library)
    assert claims[0].verdict != "supported"
    said = next(claim for claim in claims if claim.verdict == "supported")
    assert said.text.startswith("政协委员反映，")


def test_a_sentence_is_not_told_from_its_middle(library):
    found = told("切实维护产业链供应链安全稳定的重要抓手", library)
    assert not any(re.search("，(?:对区域产业|是国家)", text[:30]) for text in found)


@pytest.mark.parametrize("words", ["如果设计一个图谱", "如何确保广东“链长制”有效推进"])
def test_a_supposition_or_a_question_states_nothing(words, library):
    assert not any(words[:4] in text for text in told(words, library))


def test_a_sentence_that_takes_a_text_with_room_is_marked_and_no_longer_than_that(all_told, library):
    tellings = worded(stated("从产业园区运营主体看", library), GUANGDONG)
    assert {t.long for t in tellings if "的运营模式" in t.body} == {True}
    assert {t.long for t in all_told} == {True, False}
    assert all(len(re.sub("《[^《》]*》", "", t.body)) <= (160 if t.long else 116) for t in all_told)


def test_the_first_of_what_is_listed_behind_a_colon_is_told_by_itself(library):
    texts = told("我国境外产业园区建设要有整体的战略安排", library)
    assert any(text.endswith("提出，以东盟地区为重点，优先布局高水平境外产业园区。") for text in texts)


@pytest.mark.parametrize("words", ["它们纷纷提出再工业化战略", "使低端产业向中高端发展"])
def test_what_names_nobody_or_only_says_how_is_not_told(words, library):
    assert not any(re.search("它们|通过产业链建设。", text) for text in told(words, library))


def test_what_only_leads_up_to_a_measure_is_no_sentence(library):
    texts = told("重大生产力布局存在的问题", library)
    assert texts
    assert not any(re.search("(?:存在的问题|可能情况|安全高度)。$", text) for text in texts)


def test_every_telling_stands_alone(all_told):
    assert len(all_told) > 500
    for telling in all_told:
        body = telling.body
        assert not re.match(r"也(?!就)|还(?!款)|从而|以至|、|，|；|\d+[.、]|\d+\s", body), body
        for opened, closed in ("“”", "《》", "（）"):
            assert body.count(opened) == body.count(closed), body
        plain = re.sub(r"“[^”]*”|《[^》]*》", "", body)
        assert not re.search(r"我们|笔者|本文|今年|去年|近日|如下|[？！]", plain), body
        assert not re.search(r"(?<=[\u4e00-\u9fff，。；])\s+(?=[\u4e00-\u9fff，。；])", plain), body


def test_every_telling_speaks_its_sources_words(all_told, library):
    for telling in all_told:
        cited = "\n".join(library.quote(span) for span in (*telling.parts, *telling.voice.spans))
        cited += (
            telling.statement.document.meta.region.text if telling.statement.document.meta.region else ""
        ) + "省"
        own = content_pairs(telling.body)
        assert len(own - content_pairs("".join(cited.split()))) <= max(4, 0.2 * len(own)), telling.body


def test_a_place_that_has_something_is_the_subject(library):
    texts = told("芯片制造与器件封装的产业环节", library)
    assert texts
    assert any("政协委员反映，以广州、深圳、东莞、珠海为" in text for text in texts)
    assert not any("，在以广州" in text for text in texts)


def test_what_has_only_a_purpose_is_not_told(library):
    texts = told("融资对象为推动战略性新兴产业集群", library)
    assert texts
    assert not any("融资对象为推动" in text for text in texts)


def test_a_meeting_that_a_place_held_is_one_subject(library):
    texts = told("增强产业链供应链韧性，加快推行“链长制”", library)
    assert texts
    assert all("广州市召开的先进制造业强市建设领导小组第一次会议强调" in text for text in texts)


def test_what_the_press_tells_without_a_day_says_by_when(library):
    texts = told("聚焦10个重点产业35条关键产业链", library)
    assert texts
    assert all(text.startswith("据《大众日报》报道（2021年6月10日转载），") for text in texts)
    assert told("聚焦10个重点产业35条关键产业链", library, heard="just")[0].startswith("报道也提到，")


def test_a_document_that_is_only_called_by_a_nickname_is_not_told(all_told):
    assert not any(telling.text().startswith("“1+20”政策文件") for telling in all_told)


def test_what_stands_under_a_place_is_told_of_it_from_its_beginning_only(library):
    texts = told("梳理链上重点企业和重大项目", library)
    assert texts
    assert all("昆明" in text for text in texts)


def test_a_leaders_article_is_told_with_his_office_where_the_source_has_it(library):
    texts = told("疫情冲击也暴露出我国产业链", library)
    assert texts
    assert all(text.startswith("习近平总书记在2020年第21期《求是》杂志发表的署名文章《") for text in texts)


def test_what_a_person_wants_done_is_proposed_and_not_thought(library):
    assert all("倪红福提出，积极培育" in text for text in told("积极培育本土企业成为价值链", library))
    assert all("谢来风认为，" in text for text in told("可统筹内外部资源集中", library))


def test_a_clause_is_not_cut_from_what_its_verb_governs(library):
    texts = told("产业链供应链面临核心元器件", library)
    assert texts
    assert all("等风险挑战" in text for text in texts if "面临" in text)


def test_what_a_body_does_is_told_with_the_body(library):
    texts = told("平台主要针对国际供应链中断风险", library)
    assert texts
    assert all("平台主要针对" in text for text in texts)


def test_that_something_was_issued_on_a_day_is_told_only_with_what_it_says(library):
    texts = told("2019年8月，浙江省商务厅发布", library)
    assert texts
    assert all("要求各开发区" in text for text in texts)


def test_that_something_was_issued_is_told_only_with_what_it_says(library):
    texts = told("出台加强新兴优势产业链人才队伍建设的措施", library)
    assert texts
    assert all("提出六方面具体举措" in text for text in texts)


@pytest.mark.parametrize(
    "words",
    [
        "每条产业链形成“1个图谱”",
        "形成“4+5”的战略性集群",
        "实施531产业链递进培育工程",
        "“1+20”政策文件是一个有机整体",
    ],
)
def test_a_nickname_made_of_numbers_is_told_only_with_its_meaning(words, library):
    assert not any(re.search(r"“1个图谱”|“4\+5”|531|“1\+20”", text) for text in told(words, library))


def test_a_nickname_that_the_sentence_explains_is_told(library):
    assert any(
        "“五个一”工作体系，包括" in text for text in told("指导建立和完善战略性产业集群“五个一”", library)
    )


def test_a_title_that_says_the_same_twice_is_told_as_the_text_gives_it_elsewhere(library):
    texts = told("落实“强核”“立柱”“强链”", library)
    assert texts
    assert all(
        "战略性支柱产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号）" in text for text in texts
    )


def test_a_ministry_that_does_not_exist_is_left_out(library):
    texts = told("我国国家级开发区发展效益存在较大的地区差距", library)
    assert texts
    assert all("自然资源保护部" not in text and "叶振宇" in text for text in texts)


@pytest.mark.parametrize(
    "words",
    ["企业迁入地负责迁入企业相关经济指标统计和增加值核算", "湖南毕竟是中部地区", "“链长”通过“云上”产业链"],
)
def test_what_speaks_of_something_told_before_or_is_a_coinage_is_not_told(words, library):
    assert not any(re.search("按照协议|毕竟|通过“云上”", text) for text in told(words, library))


def test_a_coinage_that_its_own_sentence_explains_is_told(library):
    assert any("“云上”产业链依托核心企业" in text for text in told("产业链依托核心企业", library))


def test_an_example_is_told_to_its_end():
    text = "湖南重复的链条比较多，比如三市均有10个左右的园区，全省布局20个产业链，长沙建立22条"
    told_parts = [text[a:b] for ((a, b),) in tellings(text, listed=False)]
    assert "湖南重复的链条比较多" in told_parts
    assert all(part.endswith("长沙建立22条") for part in told_parts if "比如" in part[1:])


def test_what_is_joined_by_and_is_told_to_its_end():
    text = "金融更了解行业前景、技术、风险，以及企业融资的需求、规模，从而服务更加周到"
    told_parts = [text[a:b] for ((a, b),) in tellings(text, listed=False)]
    assert told_parts
    assert not any(part.endswith("风险") for part in told_parts)


@pytest.mark.parametrize(
    "clause", ["人才", "土地及基础设施", "低空经济", "高质量发展", "发展目标", "发展环境"]
)
def test_what_a_sentence_is_about_is_a_label(clause):
    assert is_label(clause)


@pytest.mark.parametrize("clause", ["发展低空经济", "发展林业产业", "发展银发经济", "深化国企改革"])
def test_what_is_set_out_to_be_done_is_no_label(clause):
    assert not is_label(clause)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("完成500所学校体育场地改造，抓好1万名乡村医生培训", "抓好1万名乡村医生培训"),
        ("深入实施就业优先政策，帮扶2万名残疾人就业，发放补贴3亿元", "帮扶2万名残疾人就业"),
        ("建成12个养老中心，严格落实探视巡访制度", "严格落实探视巡访制度"),
    ],
)
def test_each_thing_that_is_set_out_to_be_done_may_be_told_by_itself(text, told):
    assert told in ["".join(text[a:b] for a, b in ranges) for ranges in tellings(text, listed=True)]


def test_a_leader_s_words_are_told_to_where_the_quotation_ends(library):
    texts = told("形成必要的产业备份系统", library)
    assert texts
    assert all(text.endswith("形成必要的产业备份系统”。") for text in texts)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("重构多层次资本市场募资体系，企业直接融资7990亿元。", True),
        ("建成安全区120处、应急避难场所86处。", True),
        ("健全省市县三级网络，建成网点120处。", True),
        ("本市建成苗圃120处、公园86处。", False),
    ],
)
def test_what_only_looks_like_a_place_s_own_word_is_told_as_it_stands(tmp_path, sentence, kept):
    with reports(tmp_path, {"湖北": f"一、2025年工作回顾\n\n{sentence}\n"}) as own:
        texts = told(sentence[:6], own, regions.get("湖南"))
    assert any(sentence in text for text in texts) is kept


def test_what_a_report_admits_may_be_a_problem_that_waits_to_be_solved(tmp_path):
    text = "一、2025年工作回顾\n\n成绩来之不易。我们也清醒看到：兴边富民还有不少亟待解决的问题；边境公路亟待改造提升。\n"
    with reports(tmp_path, {"云南": text}) as own:
        found = [s for s in statements(own.search("兴边富民 边境公路", 20), own) if s.admitted]
        texts = [telling.text() for s in found for telling in worded(s, regions.get("云南"))]
    assert any("兴边富民还有不少亟待解决的问题" in text for text in texts)
    assert not any("亟待改造" in text for text in texts)
