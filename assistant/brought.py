"""Whether a figure counts what a time has brought (新增就业45万人), or tells what was come to by its end (城镇化率达到60%)."""

import re

_CHANGED = re.compile("(?:增[长加幅]|减少|下降|降低|提[高升]|上升|增多|翻)(?:了|近|约|超过?)*$")
_DONE = re.compile(
    "新增|净增|新[建改设开签认]|[改修扩]建|建[设成]|改造|完成|治理|修复|筹[集措]|引进|培育|发放|减[排少]|压减|淘汰|化解|转移"
    "|开通|开行|开工|接待|签约|投放|投入|累计|合计|植树|造林|搬迁|安置|解决|查处|减免|实施|增[长加]|下降|提高"
)
_STANDS = re.compile(
    "(?:达到?|突破|超过|[增降升减提]?至|[高加长]到|占|稳定在|保持在|为|率|占比|比重|余额|存量)(?:约|近|超)?$"
)


def brought(before: str) -> bool:
    """What stands before a figure in its clause says that it was brought; none of it is a single year's, where the
    time is several."""
    return bool(_CHANGED.search(before) or (_DONE.search(before) and not _STANDS.search(before)))
