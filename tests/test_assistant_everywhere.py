"""A request that names no place, over reports of several; and one for a place that the library hardly tells of."""

import pytest

from assistant.outline import draft
from tests import provincial

PLACES = {
    "湖南": ("建成老年助餐点3100个，惠及老年人45万名。", "新建老年助餐点500个，健全老年助餐服务补贴制度。"),
    "湖北": ("老年助餐服务覆盖82%的城市社区。", "加强老年助餐服务，支持社会力量建设老年食堂300家。"),
    "江西": ("为12万名老年人提供助餐服务。", "扩大老年助餐服务范围，改造提升老年食堂260家。"),
    "福建": ("建设长者食堂和老年助餐点2400个。", "完善老年助餐服务网络，新增老年助餐点400个。"),
    "安徽": ("新增公路里程1200公里。", "改造农村公路800公里。"),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    texts = {
        place: f"一、2025年工作回顾\n\n{done}\n\n二、2026年重点工作\n\n{planned}\n"
        for place, (done, planned) in PLACES.items()
    }
    with provincial.reports(tmp_path_factory.mktemp("reports"), texts) as library:
        yield library


def told(outline):
    return "".join(claim.text for part in outline.reasons for claim in part)


def test_without_a_place_the_reports_of_all_are_the_state_of_things(reports):
    outline = draft("老年助餐服务", reports)
    assert outline.refusal is None
    assert [place for place in PLACES if f"2026年{place}省政府工作报告" in told(outline)] == [*PLACES][:4]
    assert len(outline.issues) >= 3
    assert not any("外地" in gap for gap in outline.gaps)


def test_for_a_place_the_others_are_examples(reports):
    outline = draft("老年助餐服务", reports, region="湖南")
    first, *_ = outline.reasons[0]
    assert outline.refusal is None
    assert first.text.startswith("2026年湖南省政府工作报告")


def test_where_only_others_tell_of_it_the_refusal_says_what_may_be_done(reports):
    outline = draft("老年助餐服务", reports, region="安徽")
    assert outline.refusal
    assert "可以不写地区再起草一次" in outline.gaps[-1]
    assert "安徽" in outline.gaps[-1]
    assert not any("可以不写地区" in gap for gap in draft("无偿献血", reports, region="安徽").gaps)
