"""Where a government's work report says what is wrong: one long sentence of problems, each told by itself.

我们也清醒看到，……：内需市场潜力还需进一步挖掘，投资增长动力不足；城乡区域发展不平衡……；……。
"""

import re
from collections.abc import Iterator

_ADMITS = re.compile(
    r"清醒地?(?:看到|认识)|从(?:风险|困难|挑战|问题)[^，。]{0,4}看，|老问题[、和与]?新挑战|(?:存在|面临|有)(?:着)?(?:一些|不少|许多|诸多|较多)[^，。；：]{0,12}(?:问题|困难|挑战|短板|不足|矛盾)"
)
_ANSWERED = re.compile(r"我们(?:一定|将|要|必须)|对此|下决心|采取有力措施|直面问题")
_LED_IN = re.compile(r".*(?:清醒地?(?:看到|认识到?)|主要(?:是|表现在|有|体现在)|[：:])[，：:]?", re.DOTALL)
_OF_ITS_OWN = re.compile("干部|工作人员|作风|担当精神|政绩观|腐败|官僚主义|政府自身建设")
_STOP = re.compile("[；;]")


def admits(before: str, sentence: str) -> bool:
    """Whether a sentence says what is wrong, or goes on to say it; `before` is what its paragraph says before it."""
    return bool(_ADMITS.search(before + sentence)) and not _ANSWERED.search(sentence)


def of_its_own(text: str) -> bool:
    """Whether it says something of those who serve in the government's offices, which no proposal is about."""
    return bool(_OF_ITS_OWN.search(text))


def pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of a sentence that each tell problems of one kind, without what leads up to them."""
    led = _LED_IN.match(sentence)
    start = led.end() if led else 0
    for stop in [*(found.start() for found in _STOP.finditer(sentence, start)), len(sentence)]:
        if sentence[start:stop].strip():
            yield start, stop
        start = stop + 1
