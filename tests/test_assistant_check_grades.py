"""Grades in numerals and letters are compared: Ⅲ类 is not Ⅱ类, which II类 and 二类 are; B级 is not A级."""

import pytest

from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Block, Document, Place, Span

SOURCES = {
    "水质": "黄河干流水质连续6年达到Ⅱ类，汉江断面保持Ⅰ类。",
    "断面": "国考断面Ⅰ—Ⅲ类水质比例达98.7%，全面消除劣Ⅴ类水体。",
    "空气": "信阳市连续5年达国家二级标准。",
    "公路": "新建一级公路30公里，省、市两级加强统筹。",
    "考核": "质量考核结果为A级，信用评级AAA级企业12家，新增5A级景区2家。",
    "创新": "3款一类创新药获批上市，推动从“一件事”向“一类事”深化。",
}


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a claim that cites one of the sources."""
    with Library.open(tmp_path_factory.mktemp("grades"), create=True) as library:
        for name, text in SOURCES.items():
            span = Span(name, 0, len(text))
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(text), 0),)
            library.add_document(Document(name, "文件", text, f"{name}.txt", blocks, places), name, name)

        def judge(claim, name):
            return check([Claim(claim, (Citation(Span(name, 0, len(SOURCES[name]))),))], library)[0].verdict

        yield judge


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("黄河干流水质连续6年达到Ⅲ类。", "水质"),
        ("黄河干流水质达到III类。", "水质"),
        ("黄河干流水质连续6年达到三类。", "水质"),
        ("汉江断面保持Ⅱ类，黄河干流水质达到Ⅰ类。", "水质"),
        ("国考断面Ⅰ—Ⅱ类水质比例达98.7%。", "断面"),
        ("国考断面达到或优于Ⅱ类水质比例达98.7%。", "断面"),
        ("信阳市连续5年达国家一级标准。", "空气"),
        ("新建二级公路30公里。", "公路"),
        ("质量考核结果为B级。", "考核"),
        ("信用评级AA级企业12家。", "考核"),
        ("新增4A级景区2家。", "考核"),
        ("3款二类创新药获批上市。", "创新"),
    ],
)
def test_another_grade_is_contradicted(verdict, claim, source):
    assert verdict(claim, source) == "contradicted"


def test_the_next_worse_grade_is_not_the_grade(verdict):
    assert verdict("全面消除Ⅴ类水体。", "断面") == "partial"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("黄河干流水质达到Ⅱ类。", "水质"),
        ("黄河干流水质连续6年达到II类。", "水质"),
        ("黄河干流水质达到二类，汉江断面保持一类。", "水质"),
        ("国考断面达到或好于Ⅲ类水质比例达98.7%。", "断面"),
        ("国考断面Ⅰ类至Ⅲ类水质比例达98.7%。", "断面"),
        ("消除劣五类水体。", "断面"),
        ("信阳市达国家二级标准。", "空气"),
        ("新建一级公路30公里。", "公路"),
        ("省一级加强统筹。", "公路"),
        ("质量考核结果为A级。", "考核"),
        ("信用评级AAA级企业12家。", "考核"),
        ("3款Ⅰ类创新药获批上市。", "创新"),
        ("推动从“一件事”向“一类事”深化。", "创新"),
    ],
)
def test_the_same_grade_in_other_numerals_is_supported(verdict, claim, source):
    assert verdict(claim, source) == "supported"
