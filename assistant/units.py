"""The units that Chinese policy texts count and measure in, and their canonical names."""

import re
from decimal import Decimal

# Alias → canonical. Units of measure are never interchangeable with words for counting.
CANONICAL = {
    "%": "%", "％": "%", "‰": "‰", "‱": "‱", "个百分点": "百分点", "百分点": "百分点", "个基点": "基点", "基点": "基点",
    "元人民币": "元", "元": "元", "美元": "美元", "美金": "美元", "港元": "港元", "港币": "港元", "日元": "日元",
    "欧元": "欧元", "英镑": "英镑", "平方公里": "平方公里", "平方千米": "平方公里", "平方米": "平方米", "㎡": "平方米",
    "立方米": "立方米", "m³": "立方米", "公顷": "公顷", "亩": "亩", "公里": "公里", "千米": "公里", "km": "公里", "海里": "海里", "华里": "里", "里": "里", "毫米": "毫米",
    "厘米": "厘米", "微米": "微米", "纳米": "纳米", "米": "米", "吨标准煤": "吨标准煤", "吨标煤": "吨标准煤", "吨": "吨",
    "公斤": "公斤", "千克": "公斤", "kg": "公斤", "斤": "斤", "毫克": "毫克", "微克": "微克", "克": "克", "千瓦时": "千瓦时", "kWh": "千瓦时",
    "度电": "千瓦时", "千瓦": "千瓦", "kW": "千瓦", "兆瓦": "兆瓦", "MW": "兆瓦", "吉瓦": "吉瓦", "GW": "吉瓦", "瓦": "瓦", "千伏": "千伏", "kV": "千伏",
    "摄氏度": "℃", "℃": "℃", "升": "升", "桶": "桶", "标准箱": "标准箱", "标箱": "标准箱", "TEU": "标准箱", "人次": "人次", "人年": "人年", "周岁": "岁", "岁": "岁", "倍": "倍",
    "成": "成", "年": "年", "个月": "月", "周": "周", "个工作日": "工作日", "工作日": "工作日", "天": "天", "日": "天",
    "个小时": "小时", "小时": "小时", "分钟": "分钟", "秒": "秒", "毫秒": "毫秒", "世纪": "世纪", "年代": "年代", "nm": "纳米", "GB": "GB", "TB": "TB",
    "EFLOPS": "EFLOPS", "Gbps": "Gbps", "MB": "MB",
}  # fmt: skip
# Canonical unit → what it measures in, and how many of that it is. 15亩 are 1公顷, 2斤 are 1公斤, 2里 are 1公里.
_MEASURES = {
    "斤": ("斤", 1), "公斤": ("斤", 2), "吨": ("斤", 2000), "亩": ("亩", 1), "公顷": ("亩", 15), "平方公里": ("亩", 1500),
    "米": ("米", 1), "里": ("米", 500), "公里": ("米", 1000), "千瓦": ("千瓦", 1), "兆瓦": ("千瓦", 1000), "吉瓦": ("千瓦", 10**6),
}  # fmt: skip
# Words for counting. `大` counts only before Han, as in 12大重点产业集群.
_COUNTS = (
    "部门 部分 方面 层次 项目 梯队 人 个 家 户 名 位 条 项 件 种 类 次 批 座 栋 套 台 辆 架 艘 只 株 棵 所 间 处 片 块 张 "
    "份 篇 本 册 期 支 队 对 组 层 级 场 轮 起 宗 笔 款 门 口 根 枚 颗 粒 瓶 箱 道 例 股 票 席 卷 幅 集 幢 船 列 趟 班 "
    "省 市 县 区 镇 乡 村 国 番"
)
# A character that is a unit alone and the beginning of a word before these.
_GUARDS = {
    "成": "成(?![为立果本员效功长分就型熟品])",
    "年": "年(?!代)",
    "人": "人(?![工才民员力口均类大社机])",
    "家": "家(?![庭长电居具园])",
    "天": "天(?![然津河])",
    "级": "级(?!别)",
    "省": "省(?!级)",
    "市": "市(?![场值级])",
    "区": "区(?![域块级])",
    "国": "国(?![家内际有产民])",
    "条": "条(?![件款例])",
    "集": "集(?![群中成聚团])",
    "组": "组(?![织建合])",
    "支": "支(?![持撑付出柱])",
    "位": "位(?![于居列置])",
    "层": "层(?!面)",
    "里": "(?<=[\\d万亿千])里(?![程长])",
}


_PER = "平方米|立方米|平方公里|公顷|公里|亩|吨|公斤|千瓦时|升|[百千万]?人次?|户|年|月|天|日|小时|[百千万亿]?元|标准箱"


def _pattern() -> str:
    words = sorted({*CANONICAL, *_COUNTS.split()}, key=len, reverse=True)
    single = "|".join(_GUARDS.get(w, re.escape(w)) for w in words)
    return rf"(?:{single})(?:[/／](?:{_PER}))?|大(?=[\u4e00-\u9fff])(?![学量幅于多型小力约概])"


MULTIPLE = r"[十百千]?万亿|[十百千]?亿|[十百千]?万|千(?![瓦米克伏卡])|百(?!分)"
LATIN_UNIT = r"(?:km|kg|kWh|kW|MW|GW|kV|TEU|GB|TB|MB|nm|m³|EFLOPS|Gbps)(?![A-Za-z])"
UNIT = _pattern()
_WRITTEN = re.compile(rf"\s*(?:单位\s*[:：]\s*)?(?P<multiple>{MULTIPLE})?\s*(?P<unit>\S+)\s*")
_KNOWN = {*CANONICAL, *_COUNTS.split(), "大"}


def multiple(text: str) -> Decimal:
    """What 万, 亿, 千万, 万亿 … multiply by; 1 for nothing."""
    value = Decimal(1)
    for char in text:
        value *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return value


def is_measure(unit: str) -> bool:
    """Whether a canonical unit measures (元/公顷) rather than counts (家)."""
    return not {*unit.split("/")}.isdisjoint(CANONICAL.values())


def has_others(unit: str) -> bool:
    """Whether what a canonical unit measures is told in other units too."""
    return unit in _MEASURES


def ratio(unit: str, other: str) -> tuple[int, int]:
    """So many of `unit` are so many of `other`: (1, 2) for 公斤 and 斤; (1, 1) where that is not known."""
    if unit == other or unit not in _MEASURES or other not in _MEASURES:
        return 1, 1
    (measured, many), (measured_too, few) = _MEASURES[unit], _MEASURES[other]
    return (few, many) if measured == measured_too else (1, 1)


def unit_of(written: str) -> tuple[Decimal, str]:
    """The factor and canonical unit that a table header or caption writes, such as 万元/公顷; (1, "") if none."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return Decimal(1), ""
    first, *rest = [part.strip() for part in re.split(r"[/／]", match["unit"])]
    known = first in _KNOWN and all(part.lstrip("百千万") in _KNOWN for part in rest)
    unit = "/".join(CANONICAL.get(part, part) for part in (first, *rest))
    return (multiple(match["multiple"] or ""), unit) if known else (Decimal(1), "")
