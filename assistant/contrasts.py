"""Words that exclude one another in the same place of a sentence: 增长 or 下降, 必须 or 可以, 书记 or 省长."""

import re
from dataclasses import dataclass

from assistant.stretches import start_of

_UP = "增长 增速 上升 提高 增加 上涨 提升 扩大 攀升 增强 加快 走高 回升 扩张 增至 升至 增多 加大 增大 变强 偏高 较高 不低"
_DOWN = "下降 降低 减少 下跌 回落 缩小 下滑 减弱 放缓 走低 萎缩 降至 减至 收窄 减轻 缩减 削减 压减 变弱 偏低 较低 不高"
_POLARITY = (
    (_UP, _DOWN),
    ("最高 最大 最多 最强 最好", "最低 最小 最少 最弱 最差"),
    ("最早 最先", "最晚 最后 最迟"),
    ("提前", "推迟 延后 滞后"),
    ("盈利", "亏损"),
    ("顺差", "逆差"),
    ("同比", "环比"),
    ("很大 较大 更大", "不大 很小 较小"),
    ("较强 偏强 很强", "较弱 偏弱 很弱 不强"),
    ("有利 积极", "不利 消极"),
    ("集中", "分散"),
    ("强", "弱"),
    ("多", "少"),
    ("首位 第一", "末位 倒数第一"),
    ("成功", "失败"),
    ("同意 赞成", "反对"),
    ("以前 之前", "以后 之后"),
    ("以内", "以外"),
    ("规模以上 规上", "规模以下 规下"),
)
# Kinds of a thing that one sentence may tell apart, each with its own figures.
_QUALIFIERS = (
    ("进口", "出口"),
    ("上游", "中游", "下游"),
    ("东部", "中部", "西部", "东北"),
    ("城镇 城市", "农村 乡村"),
    ("国内", "国外 海外 国际"),
    ("线上", "线下"),
    ("沿海", "内陆"),
    ("高端", "中端", "低端"),
    ("主要领导 主要负责人", "分管领导 分管负责人"),
    ("全年 全年度", "上半年", "下半年", "前三季度", "一季度 第一季度", "二季度", "三季度", "四季度"),
    ("短期", "中长期 长期"),
    ("全球", "区域"),
    ("国家级", "省级", "市级", "县级 区级"),
    ("第一产业", "第二产业", "第三产业"),
    ("登记失业率", "调查失业率"),
)
_COMPARISON = (("超 突破", "不足 近"),)  # of two things, `assistant.relations` asks
_MODALITY = (
    (
        "必须 应当 应 须 务必 应该 需要",
        "可以 可 允许 准许 鼓励 支持",
        "禁止 严禁 不得 不准 不许 不允许 不能 不可 不让 限制",
    ),
    ("力争 争取 力求 计划 拟 预计 有望 将 将要", "已 已经 完成 实现 均已 现已"),
    ("全部 全体 所有 一律 均", "部分 少数 个别 若干 有的"),
    ("强制", "自愿"),
    ("试行 暂行", "正式"),
    ("全面 全域 普遍", "探索 试点 先行"),
)
_LEVELS = "国 省 市 县 区 镇 乡镇 村"
_LEVEL_FAMILIES = "全{} 我{} 本{} 各{} {}委 {}政府 {}人民政府 {}级 {}领导 {}人大 {}政协 {}直 {}属 {}内 {}外 {}域 {}两会 每个{}"
_OFFICES = (
    "省长 市长 县长 区长 镇长 书记 总书记 主席 主任 部长 厅长 局长 处长 科长 总理 委员长 秘书长 组长 院长 校长 会长 "
    "理事长 董事长 总经理 行长 常委 委员 司长 署长 检察长 研究员 教授"
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Classes of words; two words of different classes exclude one another."""

    code: str
    classes: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]

    def of(self, word: str) -> frozenset[str]:
        """The class that a word belongs to."""
        return next(words for words in self.classes if word in words)

    def others(self, word: str) -> tuple[str, ...]:
        """The words that exclude `word`."""
        return tuple(w for words in self.classes if word not in words for w in sorted(words))


def _contrast(code: str, classes: tuple[str, ...]) -> Contrast:
    sets = tuple(frozenset(words.split()) for words in classes)
    every = sorted({w for words in sets for w in words}, key=len, reverse=True)
    return Contrast(code, sets, re.compile("|".join(every)))


def _levels() -> tuple[Contrast, ...]:
    return tuple(
        _contrast("level", tuple(family.format(level) for level in _LEVELS.split()))
        for family in _LEVEL_FAMILIES.split()
    )


def _with_deputies() -> tuple[str, ...]:
    offices = _OFFICES.split()
    return (*offices, *(f"副{office}" for office in offices))


OFFICES = _contrast("office", _with_deputies())
QUALIFIERS = tuple(_contrast("polarity", classes) for classes in _QUALIFIERS)
TRADE = next(contrast for contrast in QUALIFIERS if contrast.pattern.fullmatch("出口"))
RESIDENCE = next(contrast for contrast in QUALIFIERS if contrast.pattern.fullmatch("农村"))
PROGRESS = _contrast(
    "polarity", ("已 已经 业已 均已 现已", "尚未 尚在 正在 仍在 在建 未能 还未 还没 仍未 仍然 依然 正")
)
# 可, 应 and 须 alone are parts of too many words.
MODALS = _contrast(
    "modality",
    (
        "必须 应当 应该 务必 强制 一律",
        "可以 允许 准许 鼓励 支持 自愿",
        "禁止 严禁 不得 不准 不许 不允许 不能 不可 不让 限制",
    ),
)
CONTRASTS = (
    *(_contrast("polarity", classes) for classes in _POLARITY),
    *QUALIFIERS,
    *(_contrast("comparison", classes) for classes in _COMPARISON),
    *(_contrast("modality", classes) for classes in _MODALITY),
    *_levels(),
    OFFICES,
)


def qualifier(contrast: Contrast, text: str, end: int) -> re.Match[str] | None:
    """The word of a contrast that stands last before `end` in its sentence; 进出口 is neither."""
    start = start_of(text, end, "。！？!?\n")
    found = [
        m for m in contrast.pattern.finditer(text, start, end) if text[m.start() - 1 : m.start()] != "进"
    ]
    return found[-1] if found else None


def qualifiers(text: str, end: int) -> frozenset[str]:
    """What the words before `end` say of which kind of thing is meant, each by one name of its class."""
    found = ((contrast, qualifier(contrast, text, end)) for contrast in QUALIFIERS)
    return frozenset(min(contrast.of(match[0])) for contrast, match in found if match)
