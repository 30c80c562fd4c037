"""Which questions ask the same, so that a lead asks only one of them."""

from dataclasses import replace
from itertools import combinations

from assistant.asking import Question
from assistant.material import gather
from assistant.request import read_request
from assistant.sameness import overlap, repeats, tells_more, touch, unlike
from index.types import Span


def asked(*texts):
    return [q.text for q in unlike(Question(text, Span("a", 0, 1), 1.0) for text in texts)]


def test_of_two_questions_that_share_a_whole_clause_the_first_is_asked():
    first = "如何支持社区养老服务机构提供助餐、助浴、助医等多样化服务，加强护理员培训"
    assert asked(first, "如何加强护理员培训，推动居家环境适老化改造", "如何扩大托育服务供给") == [
        first,
        "如何扩大托育服务供给",
    ]


def test_of_two_questions_that_say_much_the_same_the_first_is_asked():
    first = "如何缓解中小企业融资难问题"
    assert asked(first, "如何破解中小企业融资难融资贵问题") == [first]
    assert len(asked(first, "如何缓解技术工人短缺问题")) == 2


def test_what_says_again_what_is_told_and_much_more_repeats_it_less_than_the_other_way_round(library):
    facts = gather(read_request("产业链链长制", "广东"), library).facts
    one, other = next(p for p in combinations(facts, 2) if not touch(*p) and {f.facet for f in p} == {"本地"})
    short = replace(one, body="佛山建立链长制", pairs=frozenset({"佛山", "建立"}))
    long = replace(
        other, body="佛山建立链长制，一链一图", pairs=frozenset({"佛山", "建立", "一链", "链图", "招引"})
    )
    assert repeats(short, long) == overlap(short, long) == overlap(long, short) == 1.0
    assert repeats(long, short) == 0.4
    assert repeats(long, long) == 1.0


def test_the_more_room_a_text_has_the_less_a_longer_telling_must_be_worth(library):
    fact = gather(read_request("产业链链长制", "广东"), library).facts[0]
    longer = replace(fact, body=f"{fact.body}，成效明显", worth=0.75 * fact.worth)
    assert not tells_more(fact, longer)
    assert tells_more(fact, longer, 2.0)
    assert not tells_more(longer, fact, 2.0)
    assert fact.telling is not None
    long = replace(longer, telling=replace(fact.telling, long=True))
    assert not tells_more(fact, long, 2.0)
    assert tells_more(fact, replace(long, worth=fact.worth), 2.0)


def test_two_examples_of_one_place_are_one_in_a_lead_and_two_where_there_is_room(library):
    facts = gather(read_request("产业链链长制", "广东"), library).facts
    one = next(f for f in facts if f.facet == "外地")
    other = next(f for f in facts if not touch(f, one))
    again = replace(other, facet="外地", region=one.region, pairs=frozenset({"土地", "储备"}))
    assert overlap(again, one) == 1.0
    assert repeats(again, one) < 0.1
