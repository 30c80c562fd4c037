"""A draft as people steer it: what to use and leave out, to ask, to make anew, to word otherwise; the same call, the same draft."""

from functools import cache

import pytest

from assistant.check import check
from assistant.errors import RequestError
from assistant.outline import draft
from assistant.own_words import own_item, reworded
from assistant.steering import Edit, Steering
from assistant.types import Claim
from index import Filter, Library
from index.types import Span

CHIEF, MONEY = "产业链链长制", "产业链内中小企业融资难问题"


@pytest.fixture(scope="module")
def steered(library):
    @cache
    def made(topic, steering=Steering(), profile=""):  # noqa: B008
        return draft(topic, library, region="广东", steering=steering, profile=profile)

    return made


def told(outline):
    return [claim for part in outline.reasons for claim in part]


def spans(claims):
    return {citation.span for claim in claims for citation in claim.citations}


def errors(outline):
    return [finding for finding in outline.form if finding.level == "error"]


def all_hold(outline, library):
    again = check([Claim(c.text, c.citations) for c in told(outline)], library)
    return {claim.verdict for claim in again} == {"supported"}


def test_what_is_dropped_is_told_nowhere_and_the_rest_still_holds(steered, library):
    first = told(steered(CHIEF))[0].citations[0].span
    made = steered(CHIEF, Steering(drop=(first,)))
    assert not any(span.overlaps(first) for span in spans([*told(made), *made.issues]))
    assert made.refusal is None
    assert errors(made) == []
    assert all_hold(made, library)


def test_a_spare_fact_is_told_when_it_is_to_be_kept(steered, library):
    plain = steered(CHIEF)
    assert plain.spare
    assert spans(plain.spare).isdisjoint(c.citations[0].span for c in told(plain))
    wanted = plain.spare[0]
    made = steered(CHIEF, Steering(keep=tuple(c.span for c in wanted.citations[:1])))
    assert any(c.citations[0].span.overlaps(wanted.citations[0].span) for c in told(made))
    assert not any("没有写进事由" in notice for notice in made.notices)
    assert errors(made) == []


def test_what_cannot_be_told_though_it_was_wanted_is_said(steered, library):
    (paper,) = (d.id for d in library.documents() if d.title.startswith("推动产业链现代化"))
    end = len(library.document(paper).text)
    made = steered(CHIEF, Steering(keep=(Span(paper, end - 60, end - 10),)))
    assert [n for n in made.notices if "没有写进事由" in n]
    assert told(made) == told(steered(CHIEF))


def test_only_chosen_sources_are_used(library):
    (bulletin,) = (d.id for d in library.documents() if d.title.startswith("提案工作研究参考"))
    made = draft(MONEY, library, region="广东", steering=Steering(sources=(bulletin,)))
    assert {span.doc_id for span in spans([*told(made), *made.issues])} == {bulletin}
    with pytest.raises(RequestError, match="范围"):
        draft(MONEY, library, filter=Filter(documents=("other",)), steering=Steering(sources=(bulletin,)))


def test_an_item_of_ones_own_comes_first_is_marked_and_rests_on_what_speaks_of_it(steered, library):
    own = "如何让银行愿意向民营中小企业提供资金"
    made = steered(MONEY, Steering(asked=(own,)))
    item = made.issues[0]
    assert (item.text, item.verdict) == (own, "supported")
    assert [f.code for f in item.findings] == ["own"]
    assert "银行不愿提供资金" in "".join(library.quote(c.span) for c in item.citations)
    assert len(made.issues) == len(steered(MONEY).issues)


def test_an_item_of_ones_own_without_basis_is_marked_and_its_form_is_checked(steered):
    made = steered(MONEY, Steering(asked=("加快老旧小区电梯加装。",)))
    item = made.issues[0]
    assert (item.citations, item.verdict) == ((), "unsupported")
    assert {f.code for f in item.findings} >= {"own", "no-basis", "Q3", "Q4"}
    assert {"Q3", "Q7"} <= {finding.code for finding in errors(made)}


def test_a_figure_in_an_item_of_ones_own_is_checked(library):
    item = own_item("如何就9527家省内产业链的中小企业解决融资难", (), library)
    assert any("9527" in f.message for f in item.findings)
    assert item.verdict != "supported"


def test_items_stand_in_the_order_and_number_wished(steered):
    plain = [claim.text for claim in steered(CHIEF).issues]
    made = steered(CHIEF, Steering(items=3, order=(3, 1)))
    assert [claim.text for claim in made.issues] == [plain[2], plain[0], plain[1]]


def test_an_item_that_the_draft_has_not_cannot_be_put_in_order(library):
    with pytest.raises(RequestError, match="只有 3 条问题点，没有第 5 条"):
        draft(CHIEF, library, region="广东", steering=Steering(items=3, order=(5, 1)))


def test_a_paragraph_that_is_not_there_is_told_and_nothing_changes(steered):
    made = steered(CHIEF, Steering(again=(9,)))
    assert made.reasons == steered(CHIEF).reasons
    assert any("没有第9段" in notice for notice in made.notices)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_one_paragraph_is_made_of_other_material_and_the_others_stay(number, steered, library):
    plain, made = steered(CHIEF), steered(CHIEF, Steering(again=(number,)))
    changed = [n for n, (a, b) in enumerate(zip(plain.reasons, made.reasons, strict=True), 1) if a != b]
    assert changed == [number]
    assert errors(made) == []
    assert all_hold(made, library)
    assert all(spans([item]) for item in made.issues)


def test_made_anew_twice_a_paragraph_does_not_come_back_to_what_it_was(steered):
    plain = steered(CHIEF).reasons[1]
    once, twice = (steered(CHIEF, Steering(again=(2,) * n)).reasons[1] for n in (1, 2))
    assert len({plain, once, twice}) == 3


def test_where_there_is_no_other_material_the_paragraph_stays_and_a_notice_says_so(library):
    plain, made = (draft("园区集约用地", library, steering=Steering(again=n)) for n in ((), (1,)))
    assert made.reasons == plain.reasons
    assert any("没有别的材料可换" in notice for notice in made.notices)


def test_an_edited_figure_is_against_the_source_and_says_what_stands_there(steered, library):
    claim = next(c for c in told(steered(CHIEF)) if "11位省领导" in c.text)
    now = claim.text.replace("11位", "12位")
    made = steered(CHIEF, Steering(edits=(Edit(claim.text, now),)))
    edited = next(c for c in told(made) if c.text == now)
    assert edited.verdict == "contradicted"
    (finding,) = (f for f in edited.findings if f.level == "error")
    assert "11" in finding.message
    assert library.quote(finding.source)
    others = [c for c in told(made) if c.text != now]
    assert others == [c for c in told(steered(CHIEF)) if c != claim]


def test_an_edit_that_another_place_carries_rests_on_that_place_and_says_so(steered, library):
    claim = told(steered(CHIEF))[0]
    new = reworded(claim, "浙江是国内最早在全省范围推行“链长制”的省份。", library)
    assert new.verdict == "supported"
    assert [f.code for f in new.findings] == ["moved"]
    assert spans([new]).isdisjoint(spans([claim]))


def test_a_sentence_taken_from_an_earlier_lead_has_no_basis(steered, library):
    claim = told(steered(CHIEF))[0]
    new = reworded(claim, "由于砂石资源告急，天然建筑用砂开采受限，市场供应紧张，价格暴涨。", library)
    assert new.verdict != "supported"


def test_a_sentence_can_be_taken_out_and_an_edit_of_what_is_gone_is_said(steered):
    claim = told(steered(CHIEF))[1]
    made = steered(CHIEF, Steering(edits=(Edit(claim.text, ""), Edit("没有这句。", "有。"))))
    assert claim not in told(made)
    assert any("没有这句" in notice for notice in made.notices)


@pytest.mark.parametrize("topic", [CHIEF, MONEY])
@pytest.mark.parametrize("profile", ["public500", "public300"])
def test_the_short_profiles_tell_no_other_facts_than_the_committee_s_lead(topic, profile, steered, library):
    long, short = (
        {library.passage(span).span for claim in told(made) for span in [claim.citations[0].span]}
        for made in (steered(topic), steered(topic, profile=profile))
    )
    assert steered(topic, profile=profile).refusal is None
    assert short
    # The shortest of them asks of one sentence that the lead chose, and left out for its length.
    assert len(short - long) <= ((topic, profile) == (CHIEF, "public300"))


def test_the_same_call_gives_the_same_draft(steered, library):
    steering = Steering(asked=("如何培育链主企业",), again=(2,), order=(2,))
    # Opened anew, the library remembers nothing of the first.
    with Library.open(library.folder, read_only=True) as other:
        assert draft(CHIEF, other, region="广东", steering=steering) == steered(CHIEF, steering)


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": 2},
        {"items": 6},
        {"order": (0,)},
        {"order": (9, 9)},
        {"order": (2, 1, 2)},
        {"order": (6,)},
        {"again": (-1,)},
        {"asked": ("如何",) * 6},
    ],
)
def test_what_the_form_does_not_know_is_an_error(wrong):
    with pytest.raises(RequestError):
        Steering(**wrong)
