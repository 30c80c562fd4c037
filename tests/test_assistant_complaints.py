"""What people complain of in everyday words becomes an item that a committee may print, or none."""

import pytest

from assistant import issues
from assistant.form.items import faults


@pytest.mark.parametrize(
    ("complaint", "items"),
    [
        ("农村公路管养资金缺口较大", ["如何填补农村公路管养资金缺口"]),
        ("县乡公路养护力量薄弱", ["如何充实县乡公路养护力量"]),
        ("乡村医生队伍老化、后继乏人", ["如何解决乡村医生队伍老化、后继乏人等问题"]),
        ("养老护理员数量不足、专业化水平不高", ["如何解决养老护理员数量不足、专业化水平不高等问题"]),
        ("快递末端配送成本高、网点运营困难", ["如何解决快递末端配送成本高、网点运营困难等问题"]),
        ("社区工作者待遇偏低、流动性大", ["如何解决社区工作者待遇偏低、流动性大等问题"]),
        ("老旧小区加装电梯推进缓慢", ["如何加快推进老旧小区加装电梯"]),
        ("校外培训机构监管难度大", ["如何破解校外培训机构监管难题"]),
        ("文物安全责任落实不到位", ["如何推动文物安全责任落实到位"]),
        ("心理健康教师配备不足", ["如何加强心理健康教师配备"]),
        ("矿山生态修复历史欠账多", ["如何补齐矿山生态修复欠账"]),
        ("网络直播带货监管仍存在盲区", ["如何消除网络直播带货监管盲区"]),
        ("校园周边交通秩序混乱", ["如何规范校园周边交通秩序"]),
        ("物业服务质量参差不齐", ["如何进一步提升物业服务质量"]),
        ("部分传统村落空心化严重", ["如何解决传统村落空心化问题"]),
        ("基层综合执法的职责交叉", ["如何理顺基层综合执法的职责"]),
        ("农产品品牌影响力不大", ["如何提升农产品品牌影响力"]),
        ("法律援助覆盖面不够广", ["如何进一步扩大法律援助覆盖面"]),
        ("乡镇街道干部队伍不稳定", ["如何加强乡镇街道干部队伍建设"]),
        ("主要入海河流水质不稳定", ["如何稳定主要入海河流水质"]),
        ("中心城区的内涝问题尚未根治", ["如何根治中心城区的内涝问题"]),
        ("工业产品结构偏重", ["如何进一步优化工业产品结构"]),
        ("养老护理员数量稳定、专业化水平高", []),
        ("数据共享畅通", []),
    ],
)
def test_a_complaint_becomes_an_item_in_its_own_words(complaint, items):
    assert list(issues.questions(complaint)) == items
    assert not any(faults(item) for item in items)


def test_of_two_complaints_joined_none_is_left_hanging():
    assert not any(item.endswith("专业化水平") for item in issues.questions("护理员数量不足、专业化水平不高"))


def test_what_is_added_by_number_is_added_and_what_matters_most_is_asked_for():
    assert issues.proposed("新增养老护理、应急救护持证人员1万人") == "如何增加养老护理、应急救护持证人员"
    assert issues.proposed("重点推进沿黄岸线流沙系统治理") == "如何推进沿黄岸线流沙系统治理"
