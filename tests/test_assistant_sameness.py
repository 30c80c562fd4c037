"""Which questions ask the same, so that a lead asks only one of them."""

from assistant.asking import Question
from assistant.sameness import unlike
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
