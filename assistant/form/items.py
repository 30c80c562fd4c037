"""The items of 问题点: questions for study (Q1–Q9).

Q2–Q6 look at one item alone and are offered as `faults` too, so that whoever writes items can ask
beforehand. Character pairs are content pairs of `index.tokens`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from assistant.form.case import Case, Rule
from assistant.lead import Range
from assistant.types import Finding
from assistant.words import related
from index.tokens import content_pairs, normalise

_COUNT = (3, 5)
_SIZE = (12, 45)
_COMMAS = 2
_SHARED_PAIRS = 2
_ALIKE = 0.5
_FORMS = re.compile(
    r"(?:[^，；]{2,12})?如何.+"
    r"|(?:在|面对|针对|随着|围绕)[^，]{2,40}，[^，；]{0,12}如何.+"
    r"|(?:探索|研究)(?![了过]).+"
    r"|.+问题(?:，如.+)?",
    re.S,
)
_FINAL = re.compile(r"[。？！；，、：.?!;,:…]+$")
_BASIS = re.compile(r"《[^》]*》?|〔\d*〕?|\[\d+\]|(?<![A-Za-z\d])[\d０-９]+(?![A-Za-z\d])|(?<=\d)号")
_COMMA = re.compile(r"[，,]")
_HOW = re.compile(r"如何")

ItemCheck = Callable[[str], Finding | None]


def has_the_length(item: str) -> Finding | None:
    """Q2: 12–45 characters, white space not counted; aim at 18–35."""
    size = len("".join(item.split()))
    if _SIZE[0] <= size <= _SIZE[1]:
        return None
    return _error("Q2", f"有{size}字，应为{_SIZE[0]}至{_SIZE[1]}字，宜在18至35字", (0, len(item)))


def has_the_grammar(item: str) -> Finding | None:
    """Q3: 如何… · [主体]如何… · 在…下，如何… · 探索/研究… · …问题[，如…]."""
    if _FORMS.fullmatch(_FINAL.sub("", item)):
        return None
    return _error("Q3", "不是研究性的问题，请写成“如何……”“探索……”或“……问题”", (0, len(item)))


def is_one_open_line(item: str) -> Finding | None:
    """Q4: one line, no final punctuation."""
    if broken := re.search(r"\s*\n\s*", item):
        return _error("Q4", "分成了两行，请写成一行", broken.span())
    if final := _FINAL.search(item):
        return _error("Q4", f"末尾有“{final[0]}”，请删去", final.span())
    return None


def names_no_basis(item: str) -> Finding | None:
    """Q5: no digit, 《》, 文号 or citation mark. A digit that is part of a Latin name (5G, G60) is a letter."""
    if found := _BASIS.search(item):
        return _error("Q5", f"含有“{found[0]}”，数字、文件名和出处请放在事由或依据里", found.span())
    return None


def has_few_clauses(item: str) -> Finding | None:
    """Q6: at most 2 commas, and one question: what follows the first clause is its aim, not another 如何."""
    commas = list(_COMMA.finditer(item))
    if len(commas) > _COMMAS:
        return _error("Q6", f"有{len(commas)}个逗号，最多{_COMMAS}个，请精简", commas[_COMMAS].span())
    asked = list(_HOW.finditer(item))
    if len(asked) > 1:
        return _error("Q6", "一条里有两个“如何”，后半句应说明目的，或另列一条", asked[1].span())
    return None


ITEM_CHECKS: Mapping[str, ItemCheck] = MappingProxyType(
    {
        "Q2": has_the_length,
        "Q3": has_the_grammar,
        "Q4": is_one_open_line,
        "Q5": names_no_basis,
        "Q6": has_few_clauses,
    }
)


def faults(item: str) -> tuple[Finding, ...]:
    """What Q2–Q6 say of one item; `at` counts characters of the item."""
    return tuple(found for check in ITEM_CHECKS.values() if (found := check(item)))


def every(check: ItemCheck) -> Rule:
    """A check of one item as a rule on all items of a lead."""

    def rule(case: Case) -> Iterator[Finding]:
        for number, part in enumerate(case.lead.issues, 1):
            if found := check(case.lead.at(part)):
                start, end = found.at or (0, 0)
                message = f"问题点第{number}条{found.message}"
                yield _error(found.code, message, (part[0] + start, part[0] + end))

    rule.__doc__ = check.__doc__
    return rule


def items_are_three_to_five(case: Case) -> Iterator[Finding]:
    """Q1: 3–5 items."""
    items = case.lead.issues
    if not _COUNT[0] <= len(items) <= _COUNT[1]:
        at = (items[0][0], items[-1][1]) if items else None
        yield _error("Q1", f"问题点有{len(items)}条，应为{_COUNT[0]}至{_COUNT[1]}条", at)


def items_grow_from_the_reasons(case: Case) -> Iterator[Finding]:
    """Q7: each item shares at least 2 content character pairs with 事由 and title."""
    ground = content_pairs(_text(case, *case.lead.sentences())) | content_pairs(case.lead.at(case.lead.title))
    for number, part in enumerate(case.lead.issues, 1):
        if len(content_pairs(case.lead.at(part)) & ground) < _SHARED_PAIRS:
            message = f"问题点第{number}条在事由中没有依托，请在事由中补充相应事实，或删去此条"
            yield _error("Q7", message, part)


def half_of_the_items_ask_how(case: Case) -> Iterator[Finding]:
    """Q8: at least half of the items are 如何…."""
    items = case.lead.issues
    asked = sum("如何" in case.lead.at(part) for part in items)
    if 2 * asked < len(items):
        message = f"{len(items)}条问题点中只有{asked}条是“如何……”，应不少于一半"
        yield _error("Q8", message, (items[0][0], items[-1][1]))


def items_split_one_matter(case: Case) -> Iterator[Finding]:
    """Q9: no two items with character-pair Jaccard over 0.5; one matter, so some item speaks of the title's,
    in its words or in others of its field."""
    items = [(part, content_pairs(case.lead.at(part))) for part in case.lead.issues]
    for later, (part, pairs) in enumerate(items):
        for earlier in range(later):
            if _jaccard(pairs, items[earlier][1]) > _ALIKE:
                message = f"问题点第{later + 1}条与第{earlier + 1}条重复，请合并或换一个角度"
                yield _error("Q9", message, part)
                break
    if items and not entitles(case.lead.at(case.lead.title), [case.lead.at(part) for part, _ in items]):
        message = "题目所说的事在各条问题点中都没有出现，线索应一事一案，请使题目与问题点一致"
        yield _error("Q9", message, case.lead.title)


def entitles(title: str, items: Sequence[str]) -> bool:
    """Whether some item speaks of what a title names, in its words or in one of the same field of work: 诊疗 for 看病."""
    said = content_pairs(title)
    field = [word for name, words in related().items() if name in normalise(title) for word in words]
    return not said or any(
        said & content_pairs(item) or any(word in normalise(item) for word in field) for item in items
    )


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _text(case: Case, *parts: Range) -> str:
    return "\n".join(case.lead.at(part) for part in parts)


def _error(code: str, message: str, at: Range | None) -> Finding:
    return Finding(code, "error", message, at)
