"""What a paragraph of a report opens with says what it is to bring about, and is asked for."""

import pytest

from assistant.form.items import faults
from assistant.material import gather
from assistant.outline import draft
from assistant.relevance import Matter
from assistant.request import read_request
from assistant.worth_asking import OF_TOPIC, worth_asking
from index.library import Library
from index.tokens import normalise

FIELDS = ("校园", "交通", "燃气", "网络", "电梯", "旅游", "水上", "建筑", "化工", "森林", "电力", "通信")
REPORT = """2026年湖南省政府工作报告

各位代表：

一、2025年工作回顾

粮食总产量稳定在600亿斤以上，新建改造高标准农田230万亩。

二、2026年重点工作

（一）推进乡村全面振兴

提升粮食生产能力。加强耕地保护和质量提升。实施百亿斤粮食产能提升工程，新建改造高标准农田400万亩以上。推进丘陵山区适用农机装备研发应用。

健全城乡融合机制。加快构建“一主两副”发展格局，提升城乡规划建设治理水平，城镇化率达到65%左右，粮食综合生产能力达到640亿斤。

保障粮食安全。严格落实耕地保护和粮食安全责任制。

（二）守牢安全底线

加强安全监管。提升食品药品安全智慧化监管水平。加强矿山、危化、消防等领域安全监管。

强化安全韧性。引导企业提高本质安全能力。提升群众防灾意识、安全意识。
""" + "\n".join(f"\n## {field}\n\n加强{field}安全管理，压实{field}安全责任。" for field in FIELDS)
TOPIC = "夯实粮食安全根基，提升粮食产能"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "catalog.toml").write_text(
        '[[document]]\nfile = "a.txt"\ntitle = "2026年湖南省政府工作报告"\nissuers = ["湖南省人民政府"]\n'
        'date = "2026-02-03"\ndate_kind = "发布"\nregion = "湖南省"\ngenre = "政府工作报告"\n',
        encoding="utf-8",
    )
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library


def asked(topic, library):
    found = worth_asking(gather(read_request(topic, "湖南"), library)).questions
    return {question.text: question for question in found}


def test_the_headline_of_a_paragraph_is_asked_for_and_grows_from_what_is_told_below_it(report):
    found = asked(TOPIC, report)
    headed = found["如何进一步提升粮食生产能力"]
    assert report.quote(headed.basis) == "提升粮食生产能力。"
    assert headed.heads
    assert headed.near == max(question.near for question in found.values())
    assert headed.roots
    assert all(root.telling.statement.opening == "提升粮食生产能力。" for root in headed.roots)
    assert "高标准农田400万亩" in headed.roots[0].body


def test_a_draft_asks_for_it_and_cites_the_headline_beside_what_it_tells(report):
    outline = draft(TOPIC, report, region="湖南")
    item = next(item for item in outline.issues if "粮食生产能力" in item.text)
    cited = [report.quote(citation.span) for citation in item.citations]
    assert "提升粮食生产能力。" in cited
    assert any("高标准农田" in quote for quote in cited)
    assert item.verdict == "supported"
    assert not faults(item.text)


def test_a_headline_that_says_no_more_than_the_topic_is_no_item_of_it(report):
    assert "如何进一步提升粮食生产能力" not in asked("粮食生产能力", report)


def test_what_is_wanted_beside_a_clause_on_the_topic_is_not_of_it_for_that(report):
    assert not any("城乡" in text for text in asked(TOPIC, report))


def test_a_part_that_stands_everywhere_does_not_stand_for_its_word(report):
    matter = Matter.of(TOPIC, report)
    grain, safety = (
        matter.asks(normalise(text)) for text in ("如何稳定粮食播种面积", "如何提升矿山安全监管水平")
    )
    assert grain > OF_TOPIC > safety
    assert not any("安全监管" in text or "食品药品" in text for text in asked(TOPIC, report))
