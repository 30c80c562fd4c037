"""Ministries that no government has are found; real ones, in full or in short, are not."""

import pytest

from assistant import misnamed


def test_a_ministry_that_does_not_exist_is_found_where_it_publishes_something():
    assert list(misnamed.misnamed("自然资源保护部公布的报告表明，我国")) == ["自然资源保护部"]


@pytest.mark.parametrize(
    "text",
    [
        "自然资源部公布的报告表明，我国",
        "工业和信息化部发布的公告显示，",
        "农业农村部印发的通知",
        "自然资源保护部门公布的报告",
        "各有关部门发布的数据",
    ],
)
def test_real_ministries_and_common_nouns_are_not(text):
    assert list(misnamed.misnamed(text)) == []


def test_only_what_says_who_published_is_left_out():
    text = "自然资源保护部公布的报告表明，我国国家级开发区"
    assert text[misnamed.opening(text) :] == "我国国家级开发区"
    assert misnamed.opening("自然资源部公布的报告表明，我国国家级开发区") == 0
