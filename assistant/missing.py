"""What the library does not say of a question, in words."""

import re

from assistant.understand import Ask, Query


def missing(ask: Ask, query: Query, lacks: str | None) -> str:
    """The document, place, time or thing that is missing; `lacks` is what the nearest candidate has not, None without one."""
    what = re.sub(r"[？?。]", "", ask.text).strip()
    reasons = {
        "文号": f"材料未载文号 {'、'.join(n.canonical for n in query.doc_numbers)} 的文件",
        "文件": f"材料未载《{'》《'.join(query.titles)}》的这一内容"
        if query.titles
        else "材料未载所问的文件",
        "地区": f"材料未载{'、'.join(r.full or r.name for r in ask.regions)}的这一情况",
        "条款": "材料中没有这样规定的条款",
        "署名": "材料未载这个人的这一说法",
        "各地": "材料没有写明是哪些地方",
        "时间": f"材料未载{'、'.join(f'{y}年' for y in ask.years) or '所问时间'}的这一情况",
        "数值": "材料提到了相关内容，但未载所问的数值、日期或单位",
        "目标": "材料未载所问的目标，只有已完成的情况或其他指标",
        "指标": "材料未载所问的指标",
        "清单": "材料提到了相关内容，但没有列出所问的清单",
        "栏目": "材料的表格中没有所问的栏目",
        "定义": f"材料没有说明“{ask.named}”的含义",
    }
    if lacks is None:
        return f"材料未载：{what}"
    if lacks.startswith("“"):
        return f"资料库中没有讲到{lacks}（所问：{what}）"
    said = reasons.get(lacks) or _together(ask)
    return f"{said}（所问：{what}）"


def _together(ask: Ask) -> str:
    """What stands nowhere together."""
    nouns = sorted((t for t in ask.terms if t.noun), key=lambda t: -t.weight)[:3]
    words = "".join(f"“{t.forms[0]}”" for t in nouns)
    return f"没有找到同时讲到{words}的内容" if len(nouns) > 1 else "没有找到能回答这一问题的内容"
