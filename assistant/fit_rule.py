"""Whether a text says of what a question on a rule asks: how something is punished."""

import re

_ASKED = re.compile("处罚|惩罚|受罚|[怎如]么?何?罚|罚多少|罚[什几]|罚款|会罚|要罚|法律责任")
_PUNISHED = re.compile("罚|责令|警告|拘留|没收|吊销|处分|法律责任|刑事责任|民事责任|赔偿|查处|惩戒")


def punishes(text: str, asked: str) -> bool:
    """Whether a text says of a punishment, or none is asked for."""
    return not _ASKED.search(asked) or bool(_PUNISHED.search(text))
