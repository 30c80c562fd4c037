"""What a question poses otherwise than by asking for it: a figure that is to be borne out, per cents called points."""

import re

from assistant.quantities import find as quantities

_POINTS = re.compile(
    "(?P<by>(?:增[长加幅速]|提[高升]|下降|降低|上升|回落|[涨跌高低])了?)(?:多少|几)个点(?![\u4e00-\u9fff])"
)
_INSIDE = re.compile("(?<=》)中(?![小央国医间面])")
"""《X》中老年人是多少岁 asks of 老年人 and not of 中老年人."""
_BORNE_OUT = re.compile(
    "[，,。；;](?:请问|那么)?(?:这个?|上述)?(?:数字?|数据|说法|消息|信息|情况|目标)?(?:到底)?"
    "(?:(?:是不是|是否)(?:真的?|对的?|准确|属实|正确|有误)|(?:是|有)?(?:这样|这么回事|这回事|真的?|对的?|准确|属实|正确)?[吗么]|对不对|是真是假|属不属实)"
    "[？?。！!\\s]*$"
)
_HEARD = re.compile(
    "^(?:我)?(?:听说|听人说|据说|据称|有人说|有人讲|网上说|网上传|网传|都说|记得|好像|说是|说)[，,]?"
)
_ASKED = {"%": "百分之多少", "百分点": "多少个百分点"}
_SAID = re.compile("(?:已经?|突破|达到?了?|超过?了?|完成了?|实现了?|高达|大约|约|近|为|是|有|到了?)+$")


def posed(text: str) -> str:
    """A question in words that ask: 增长几个点 is 增长百分之多少, 产量突破7万吨，对吗 asks 产量多少吨."""
    text = _INSIDE.sub("", text)
    text = _POINTS.sub(r"\g<by>百分之多少", text)
    if not (said := stated(text)):
        return text
    figure = next(iter(quantities(said)[-1:]), None)
    if figure is None or not figure.unit or figure.at[1] < len(said.rstrip()):
        return text
    how = _ASKED.get(figure.unit, f"多少{figure.unit}")
    return f"{_SAID.sub('', said[: figure.at[0]].rstrip())}{how}"


def stated(text: str) -> str:
    """What a question gives to be borne out (……，对吗？), empty where it gives nothing."""
    tail = _BORNE_OUT.search(text)
    return _HEARD.sub("", text[: tail.start()]) if tail else ""
