"""What a document is called, and of which place it is, by the lines at its top: bulletins, pages copied from the web, speeches."""

import pytest

from index.library import Library

TOOLS = "下载\n打印\n收藏\n【字号：\n加大\n减小\n】\n"
SPEECH = """各位代表：

现在，我代表省人民政府，向大会报告工作，请予审议，并请省政协委员提出意见。

一、2025年工作回顾

全省地区生产总值增长5%，城镇新增就业50万人，粮食产量再创历史新高。
"""
BULLETIN = """云溪市2024年国民经济和社会发展统计公报
云溪市统计局
2025年3月27日

2024年，全市经济运行总体平稳、稳中有进。

一、综合

全年全市实现地区生产总值344.6亿元，比上年增长6.9%。
"""


@pytest.fixture
def add(tmp_path):
    with Library.open(tmp_path / "library", create=True) as library:

        def put(name, text):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            return library.document(library.add(tmp_path / f"{name}.txt").document_id)

        put.library = library
        yield put


def test_a_title_may_name_its_year(add):
    document = add("公报", BULLETIN)
    assert document.title == "云溪市2024年国民经济和社会发展统计公报"
    assert document.meta.genre.text == "公报"


def test_the_tools_of_a_page_are_no_title_and_none_of_its_words(add):
    document = add(
        "报告",
        f"{TOOLS}2026年浙江省政府工作报告\n2026年1月14日在浙江省第十四届人民代表大会第四次会议上\n{SPEECH}",
    )
    assert document.title == "2026年浙江省政府工作报告"
    assert [(d.kind, d.start) for d in document.meta.dates] == [("会议", "2026-01-14")]


def test_a_speech_is_of_the_place_whose_congress_heard_it(add):
    document = add("报告", f"政府工作报告\n——2026年1月26日在广东省第十四届人民代表大会第五次会议上\n{SPEECH}")
    assert (document.title, document.meta.region.text) == ("政府工作报告", "广东")
    assert document.at(document.meta.region.span) == "广东省"


def test_a_report_is_no_newer_version_of_another_provinces_or_years(add):
    first = add("广东", f"政府工作报告\n——2026年1月26日在广东省第十四届人民代表大会第五次会议上\n{SPEECH}")
    add("海南", f"政府工作报告\n——2026年1月27日在海南省第七届人民代表大会第五次会议上\n{SPEECH}")
    assert add.library.standing.of(first.id) == ()
    add("广东2", f"政府工作报告\n——2027年1月20日在广东省第十四届人民代表大会第六次会议上\n{SPEECH}")
    assert add.library.standing.of(first.id) == ()
