"""A lead that a model writes over the protocol: what holds is kept, what does not is set apart, and nothing is sent in vain."""

import re

import pytest

from assistant.endpoint import Endpoint
from assistant.llm import Llm
from assistant.outline import draft, draft_stream
from assistant.outline_shape import outline as shape
from assistant.outline_text import text
from assistant.types import Outline
from tests import llm_server
from tests.llm_server import Server, line
from tests.test_schemas import validate

TOPIC, ITEM = "中小企业融资难", "如何破解产业链内中小企业普遍存在的融资难问题"
ROOT = "普遍存在融资难的问题"
BAD_ITEMS = [
    "加快推进养老服务设施建设。",
    "如何推进城乡养老护理床位供给与医保衔接",
]


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def model(server):
    return Llm(Endpoint(server.url, "m", "secret-key"), deadline=30)


def writes(monkeypatch, server, lines):
    """Let the server reply with what `lines` makes of the sentences shown: (number, sentence) → lines."""

    def reply(handler, body):
        handler.reply("\n".join(lines(list(llm_server.told(body)))))

    monkeypatch.setitem(llm_server.MODES, "lead", reply)
    server.mode = "lead"


def root(told):
    return next((number, said) for number, said in told if ROOT in said)


def good(told):
    figures = [(n, said) for n, said in told if any(c.isdigit() for c in said)][:4]
    parts = ["事由1", "事由1", "事由2", "事由2"]
    return [line(said, (n, said), part=part) for (n, said), part in zip(figures, parts, strict=False)]


def items(told):
    return [line(ITEM, root(told), part="问题点")]


def test_lines_that_hold_become_the_draft_and_the_others_stand_apart(server, model, library, monkeypatch):
    def lines(told):
        number, said = root(told)
        at, figure = next((n, text) for n, text in told if re.search(r"\d", text))
        other = re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 10), figure, count=1)
        bad = [line(other, (at, figure), part="事由2"), "好的，以下是提纲：", line(said, part="事由1")]
        wrong = [line(item, (number, said), part="问题点") for item in BAD_ITEMS]
        return [*good(told), *bad, *items(told), *wrong]

    writes(monkeypatch, server, lines)
    *claims, made = draft_stream(TOPIC, library, model)
    assert isinstance(made, Outline)
    assert [len(part) for part in made.reasons] == [2, 2]
    assert [item.text for item in made.issues] == [ITEM]
    assert claims == [*made.reasons[0], *made.reasons[1], *made.issues]
    assert all(claim.verdict == "supported" and claim.citations for claim in claims)
    assert len(made.rejected) == 5
    assert all(claim.findings for claim in made.rejected)
    assert made.trace.generator == "llm/m"
    assert made.trace.prompt.startswith("outline@")
    assert made.form, "four sentences are no lead of the length asked for"
    validate("draft", shape(made, library))
    assert "未能核实（不计入文稿）" in text(made, library)


def test_items_wait_for_a_sentence_and_ours_stand_in_where_the_model_has_none(
    server, model, library, monkeypatch
):
    writes(monkeypatch, server, lambda told: [*items(told), *good(told)])
    *claims, made = draft_stream(TOPIC, library, model)
    assert claims[0] == made.reasons[0][0]
    assert claims[1] == made.issues[0]
    writes(monkeypatch, server, good)
    made = draft(TOPIC, library, model)
    assert [item.text for item in made.issues] == [item.text for item in draft(TOPIC, library).issues]
    assert any("问题点" in notice for notice in made.notices)


@pytest.mark.parametrize("mode", ["500", "empty", "html-200", "altered-facts", "no-citations"])
def test_where_nothing_holds_the_sources_own_words_stand_and_a_notice_says_so(mode, server, model, library):
    server.mode = mode
    made, own = draft(TOPIC, library, model), draft(TOPIC, library)
    assert (made.reasons, made.issues, made.trace) == (own.reasons, own.issues, own.trace)
    assert "不用模型" in made.notices[-1]


def test_a_topic_that_the_library_cannot_carry_is_not_sent(server, model, library):
    assert draft("海洋渔业资源养护", library, model).refusal
    assert server.requests == []
