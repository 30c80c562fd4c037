"""What makes a sentence of 事由 a fact, and whether there are enough of the right ones (F1–F3)."""

import re
from collections.abc import Iterator

from assistant.form.case import Case
from assistant.form.signs import TITLE, is_factual
from assistant.form.sources import places_in, policies_of, unnamed_places
from assistant.types import Finding
from index import regions
from index.regions import Region

_FACTS = (2, 4)
_DOCUMENT = re.compile(
    r"(?:国务院|中共中央|政府|省委|市委|[部厅局委署办院行]|办公[厅室]|委员会|领导小组)[^《》，。；]{0,16}《[^》]{4,}》"
)
_DATE = re.compile(r"\d\s*[年月]")
_HERE = re.compile(r"[我本全](?:省|市(?!场)|区(?!域)|县)")


def enough_sentences_are_facts(case: Case) -> Iterator[Finding]:
    """F1: at least 2 sentences with a figure, date, 《》 or attribution; fewer than 4 is a warning."""
    least, aim = _FACTS
    count = sum(is_factual(case.lead.at(sentence)) for sentence in case.lead.sentences())
    if count < aim:
        message = f"事由中有数字、日期、文件或来源的句子只有{count}句，至少{least}句，宜有{aim}句以上，请补充"
        yield Finding("F1", "error" if count < least else "warning", message, case.lead.reasons())


def a_document_is_named_in_full(case: Case) -> Iterator[Finding]:
    """F2 (warning): at least 1 document named with issuer and date, and 文号 if the source has it."""
    sentences = [case.lead.at(at) for at in case.lead.sentences()]
    if not any(_DOCUMENT.search(text) and _DATE.search(TITLE.sub("", text)) for text in sentences):
        message = "事由中没有写全发文机关和日期的文件，请写成“×年×月×日，某机关印发《……》（文号）”"
        yield Finding("F2", "warning", message, case.lead.reasons())
    for at, claim in case.claims():
        for policy in policies_of(claim, case):
            named = f"《{policy.title}》"
            number = policy.doc_number
            if number and named in claim.text and _plain(number) not in _plain(claim.text):
                start = at[0] + claim.text.index(named)
                message = f"{named}的文号是{number}，请在书名号后写明"
                yield Finding("F2", "warning", message, (start, start + len(named)))


def the_region_is_spoken_of(case: Case) -> Iterator[Finding]:
    """F3: at least 1 fact of the region asked for; a fact from elsewhere names its place in the sentence.

    Without a region there is nothing to ask. The second half needs the cited documents.
    """
    asked = _resolved(case.region)
    if asked is None:
        return
    facts = [
        at for at in case.lead.sentences() if is_factual(case.lead.at(at)) or places_in(case.lead.at(at))
    ]
    if not any(_speaks_of(case.lead.at(at), asked) for at in facts):
        message = f"事由中没有{case.region}的事实，请补充当地的时间、数字或情况"
        yield Finding("F3", "error", message, case.lead.reasons())
    for at, claim in case.claims():
        if places := unnamed_places(claim, case.region, case.library):
            name = "、".join(dict.fromkeys(place.name for place in places))
            message = f"{case.lead.where(at[0])}这一句说的是{name}，请在句中写明地名"
            yield Finding("F3", "error", message, at)


def _resolved(region: str) -> Region | None:
    return next((mention.region for mention in regions.find(region)), None)


def _speaks_of(text: str, asked: Region) -> bool:
    """Names the region or a place in it; 我省 and 全市 are the region of whoever writes."""
    return bool(_HERE.search(text)) or any(regions.within(place, asked) for place in places_in(text))


def _plain(number: str) -> str:
    """A 文号 without its brackets and spaces."""
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", number)
