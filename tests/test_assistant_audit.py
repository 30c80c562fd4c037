"""A text written elsewhere, sentence by sentence against the library."""

import pytest

from assistant.audit import audit
from assistant.errors import RequestError


def verdicts(text, library):
    return [item.claim.verdict for item in audit(text, library)]


def test_true_sentences_pass_and_altered_ones_do_not(library):
    true = "2021年我国有6349家企业赴166个国家和地区开展投资，投资额达到1136.4亿美元。"
    altered = true.replace("6349", "6394")
    invented = "火星基地的养老院在2030年接纳了80万名老人。"
    assert verdicts(true + altered + invented, library) == ["supported", "contradicted", "unsupported"]


def test_items_point_at_the_checked_text(library):
    text = "  浙江是国内最早在全省范围推行“链长制”的省份。\n\n第二句没有依据的话关于月球。"
    for item in audit(text, library):
        assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("text", ["", " \n ", "字" * 100_001])
def test_nothing_and_far_too_much_say_what_to_do(text, library):
    with pytest.raises(RequestError, match="请"):
        audit(text, library)
