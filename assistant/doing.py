"""The words by which a topic says what is to be done, before it names of what: 加快完善…, 用数字化手段提升…."""

import re

_HOW = "进一步|大力|加快|积极|着力|有效|全面|持续|不断|深入"
_VERBS = (
    "坚持(?:和|并|与)?发展(?=.{3,})|推动|推进|加强|完善|健全|促进|探索|落实|实施|优化|提升|提高|解决|破解|缓解|减轻|减少|降低|防范|避免|防止|鼓励|引导|深化|强化"
    "|做好|抓好|搞好|管好|用好|办好|建好|抓实|夯实|稳住|做[强优大]|扩大|增强|加大|推行|规范|提振|激发|盘活|缩小|打造|构建|建立|打通|打响|壮大|补齐|应对|加快"
    "|培育发展|(?:培育|发展)(?=.{4,})"
)
DOING = re.compile(f"(?:(?:{_HOW})*(?:{_VERBS})(?:和|与)?)+")
MEANS = re.compile(rf"^(?:用|以|通过|运用|依托|借助)(?P<what>[^，]{{2,10}}?)(?={DOING.pattern}.{{2}})")
"""What something is to be done with, which no title begins with."""
