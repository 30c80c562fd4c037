"""Words of a source that speak to a program, not to its reader, are no evidence for anything."""

import re
from collections.abc import Iterator

from assistant.support import Support
from assistant.types import Claim, Finding

_ADDRESSED = re.compile(
    r"(?:忽略|无视|忘记|不要理会|不必理会)(?:掉)?(?:你)?(?:以上|上述|上面|之前|此前|前面|先前|所有|全部|一切)[^。！？\n]{0,12}(?:指令|指示|提示词|规则|设定)"
    r"|(?:在|于)?(?:你的)?(?:回答|回复|输出|答案)(?:的)?(?:问题)?(?:时|中|里|开头|结尾|末尾)[^。！？\n]{0,8}(?:写明|写上|写道|声明|加上|附上|注明|告诉|告知|输出|插入|必须|务必|只能|一律)"
    r"|你(?:现在)?(?:是|扮演|将扮演)[^。！？\n]{0,12}(?:助手|模型|机器人|AI)"
    r"|(?:系统|开发者)(?:提示词|提示语|(?:提示|消息|指令)[:：])"
    r"|(?:不必|不用|无需|不要)(?:再)?引用(?:原文|材料)|[⟦⟧]"
    r"|(?:作为|致|告)(?:一个|一名)?(?:AI|人工智能|大?语言模型)(?:助手|模型)?[^。！？\n]{0,6}(?:请|必须|务必|应|[:：，,])"
    r"|(?i:ignore|disregard|forget)(?i:\s+\w+){0,3}\s+(?i:instructions?|prompts?|rules)\b"
    r"|(?i:you are (?:now )?(?:an?|the)\s+(?:\w+\s+)?(?:assistant|ai|model))",
)


def addressed(claim: Claim, support: Support) -> Iterator[Finding]:
    """A claim whose cited sentence tells a model what to answer rests on an order, not on a statement."""
    for cited in support.cited:
        sentence = cited.beside or cited.text
        if match := _ADDRESSED.search(sentence):
            yield Finding("addressed", "error", f"所引的话是写给程序的指令，不能作为依据：“{match[0]}”")
