"""Each metric on answers made by hand, and the faults that must lower it."""

from dataclasses import replace

import pytest

from evals import drafts
from evals.cases import Case, Evidence
from evals.metrics import LOWER_IS_BETTER, METRICS, Shown, numbers, supported
from evals.spans import characters, verbatim, words

SOURCE = "000_report.txt"
TEXT = "一、进展\n\n全省建成标准厂房3833万平\n\n方米，引进企业6038家。\n\n二、其他\n\n本地配套仍以初级产品为主。\n目标是引进5000家以上。\n"
TEXTS = {SOURCE: TEXT}


def at(words):
    start = TEXT.index(words[0:4])
    while "".join(TEXT[start:].split())[: len(words)] != words:
        start = TEXT.index(words[0:4], start + 1)
    end = start
    while "".join(TEXT[start:end].split()) != words:
        end += 1
    return start, end


BUILT = "全省建成标准厂房3833万平方米，引进企业6038家。"
OTHER = "本地配套仍以初级产品为主。"
TARGET = "目标是引进5000家以上。"


def evidence(words, **marks):
    return Evidence(SOURCE, (at(words),), words, **marks)


def citation(words, source=SOURCE, raw=None):
    return {
        "id": "x",
        "source": source,
        "title": "",
        "doc_number": None,
        "page": None,
        "line": None,
        "heading": [],
        "raw": raw or [list(at(words))],
        "quote": words,
    }


def claim(text, *citations, verdict="supported"):
    return {"text": text, "verdict": verdict, "citations": list(citations), "findings": []}


def verdict(text, cited):
    """A checker that believes what the cited lines say, word for word."""
    said = "".join(TEXT[start:end] for source, raw in cited if source == SOURCE for start, end in raw)
    return "supported" if text.strip("。") in "".join(said.split()) else "unsupported"


def shown(*claims, hits=(), refusal=None, gaps=(), notices=()):
    answer = {
        "question": "？",
        "standalone": "？",
        "refusal": refusal if claims else refusal or "材料未载",
        "gaps": list(gaps),
        "notices": list(notices),
        "claims": list(claims),
        "rejected": [],
        "trace": None,
    }
    return Shown(answer, tuple(((SOURCE, (at(words),)),) for words in hits), TEXTS, verdict)


ELSEWHERE = (
    "refusal_precision",
    "refusal_recall",
    "conflict_reported",
    "premise_corrected",
    "readings_listed",
)

CASE = Case(
    "c",
    "建成多少厂房？",
    "number",
    "answer",
    (("3833万平方米",), ("6038家",)),
    (evidence(BUILT), evidence(TARGET, context=True)),
)
NEAR_MISS = Case("n", "明年建成多少？", "number", "refuse", note="只有现值")
GOOD = shown(claim(BUILT, citation(BUILT)), hits=(BUILT,))
REFUSED = shown()


def value(name, case, what):
    return METRICS[name](case, what)


def test_a_good_answer_scores_full_marks():
    for name in METRICS:
        if name in ELSEWHERE:
            continue
        assert value(name, CASE, GOOD) == (0 if name in LOWER_IS_BETTER else 1), name


def test_metrics_that_do_not_apply_are_none():
    assert value("refusal_recall", CASE, GOOD) is None
    assert value("refusal_precision", CASE, GOOD) is None
    for name in ("evidence_recall_at_5", "fact_recall", "citation_precision", "citation_recall"):
        assert value(name, NEAR_MISS, GOOD) is None, name
    for name in ("unsupported_rate", "verbatim_rate", "citation_precision", "conciseness"):
        assert value(name, CASE, REFUSED) is None, name


def test_evidence_recall_counts_only_the_first_k_hits():
    late = shown(claim(BUILT, citation(BUILT)), hits=(OTHER,) * 5 + (BUILT,))
    assert value("evidence_recall_at_1", CASE, late) == 0
    assert value("evidence_recall_at_5", CASE, late) == 0
    assert value("evidence_recall_at_10", CASE, late) == 1


def test_evidence_in_the_context_of_a_hit_is_found():
    hit = ((SOURCE, (at(OTHER),)), (SOURCE, (at(BUILT),)))
    assert value("evidence_recall_at_1", CASE, replace(GOOD, hits=(hit,))) == 1


def test_less_than_half_of_the_evidence_is_not_found():
    assert value("evidence_recall_at_1", CASE, shown(hits=("全省建成标准厂房",))) == 0
    assert value("evidence_recall_at_1", CASE, shown(hits=("全省建成标准厂房3833万平方米",))) == 1


def test_of_several_places_that_say_the_same_one_is_enough():
    case = replace(
        CASE, evidence=(evidence(BUILT, either="e"), evidence(OTHER, either="e"), evidence(TARGET))
    )
    assert value("evidence_recall_at_5", case, shown(hits=(OTHER,))) == 0.5
    assert value("citation_recall", case, shown(claim(OTHER, citation(OTHER)))) == 0.5


def test_a_missing_fact_lowers_fact_recall():
    assert value("fact_recall", CASE, shown(claim("引进企业6038家。", citation(BUILT)))) == 0.5
    assert value("fact_recall", CASE, REFUSED) == 0


def test_a_refusal_that_was_not_due_is_no_citation_recall():
    assert value("citation_recall", CASE, REFUSED) == 0


def test_a_dropped_citation_lowers_support_and_citation_recall():
    dropped = shown(claim(BUILT), hits=(BUILT,))
    assert value("unsupported_rate", CASE, dropped) == 1
    assert value("citation_recall", CASE, dropped) == 0
    assert value("verbatim_rate", CASE, dropped) is None
    assert value("citation_precision", CASE, dropped) is None


def test_an_uncited_claim_without_a_number_is_unsupported():
    assert value("unsupported_rate", CASE, shown(claim("进展良好。"), claim(OTHER, citation(OTHER)))) == 0.5


@pytest.mark.parametrize("by", [-1, 1])
def test_an_offset_shifted_by_one_is_not_verbatim(by):
    start, end = at(BUILT)
    slipped = shown(claim(BUILT, citation(BUILT, raw=[[start + by, end + by]])))
    assert value("verbatim_rate", CASE, slipped) == 0
    assert value("unsupported_rate", CASE, slipped) == 1


def test_an_altered_digit_in_a_quote_is_not_verbatim():
    quote = citation(BUILT) | {"quote": BUILT.replace("3833", "3838")}
    altered = shown(claim("建成3838万平方米。", quote))
    assert value("verbatim_rate", CASE, altered) == 0
    assert value("unsupported_rate", CASE, altered) == 1
    assert value("fact_recall", CASE, altered) == 0


def test_one_bad_citation_of_two_halves_the_rate():
    good, bad = citation(BUILT), citation(OTHER) | {"quote": "别的话"}
    assert value("verbatim_rate", CASE, shown(claim(BUILT, good, bad))) == 0.5


def test_an_altered_digit_in_a_claim_is_unsupported():
    assert value("unsupported_rate", CASE, shown(claim("引进企业6039家。", citation(BUILT)))) == 1


def test_a_part_of_a_number_does_not_support_it():
    assert not supported(claim("引进企业603家。", citation(BUILT)), TEXTS)
    assert numbers("13000家、占27.5%") == {"13000", "27.5"}


@pytest.mark.parametrize("verdict", ["partial", "contradicted", "unsupported"])
def test_a_claim_that_the_system_itself_doubts_is_unsupported(verdict):
    doubted = shown(claim(BUILT, citation(BUILT)), claim(BUILT, citation(BUILT), verdict=verdict))
    assert value("unsupported_rate", CASE, doubted) == 0.5


def test_a_citation_beside_the_evidence_lowers_precision_only():
    beside = shown(claim(BUILT, citation(BUILT), citation(OTHER)))
    assert value("citation_precision", CASE, beside) == 0.5
    assert value("citation_recall", CASE, beside) == 1


def test_context_may_be_cited_but_is_not_enough():
    context = shown(claim(TARGET, citation(TARGET)))
    assert value("citation_precision", CASE, context) == 1
    assert value("citation_recall", CASE, context) == 0


def test_citing_the_whole_document_is_not_precise():
    whole = citation("".join(TEXT.split()), raw=[[0, len(TEXT)]])
    case = replace(CASE, evidence=(evidence(BUILT[:20]),))
    assert value("citation_precision", case, shown(claim(BUILT, whole))) == 0


def test_the_same_characters_of_another_document_are_not_the_evidence():
    other = Shown(
        shown(claim(BUILT, citation(BUILT, source="other.txt"))).answer,
        (),
        {**TEXTS, "other.txt": TEXT},
        verdict,
    )
    assert value("verbatim_rate", CASE, other) == 1
    assert value("citation_precision", CASE, other) == 0
    assert value("citation_recall", CASE, other) == 0


def test_a_source_may_be_named_by_its_path():
    pathed = shown(claim(BUILT, citation(BUILT, source=f"seeds/{SOURCE}")))
    assert value("verbatim_rate", CASE, pathed) == 1
    assert value("citation_recall", CASE, pathed) == 1


@pytest.mark.parametrize("raw", [[], [[5, 5]], [[-4, 3]], [[0, 10_000]]])
def test_impossible_offsets_are_not_verbatim(raw):
    assert not verbatim(citation(BUILT) | {"raw": raw}, TEXTS)


def test_an_unknown_source_is_not_verbatim():
    assert not verbatim(citation(BUILT, source="nowhere.txt"), TEXTS)


def test_white_space_is_no_place():
    assert characters(SOURCE, (at("一、进展"),), TEXTS) == characters(
        SOURCE, ((0, at("一、进展")[1] + 2),), TEXTS
    )


def test_refusals_are_counted_both_ways():
    assert value("refusal_recall", NEAR_MISS, REFUSED) == 1
    assert value("refusal_recall", NEAR_MISS, GOOD) == 0
    assert value("refusal_precision", NEAR_MISS, REFUSED) == 1
    assert value("refusal_precision", CASE, REFUSED) == 0


def test_an_answer_longer_than_its_evidence_is_not_concise():
    assert value("conciseness", CASE, shown(claim(BUILT), claim(OTHER), claim(TARGET))) < 1
    assert value("conciseness", CASE, GOOD) == 1
    assert value("conciseness", CASE, shown(claim(TEXT), claim(TEXT))) < 0.5


def test_the_reciprocal_rank_is_that_of_the_first_hit_with_evidence():
    assert value("reciprocal_rank", CASE, shown(hits=(OTHER, OTHER, BUILT, BUILT))) == pytest.approx(1 / 3)
    assert value("reciprocal_rank", CASE, shown(hits=(OTHER,))) == 0
    assert value("reciprocal_rank", NEAR_MISS, shown(hits=(OTHER,))) is None


def test_numbers_must_stand_at_the_cited_place():
    half = shown(claim("引进企业6038家，厂房3838万平方米。", citation(BUILT)))
    assert value("number_accuracy", CASE, half) == 0.5
    assert value("number_accuracy", CASE, shown(claim(BUILT, citation(OTHER)))) == 0
    assert value("number_accuracy", CASE, shown(claim(OTHER, citation(OTHER)))) is None


def test_a_quote_that_lies_about_its_place_gives_no_number():
    lying = citation(BUILT, raw=[list(at(OTHER))])
    assert value("number_accuracy", CASE, shown(claim(BUILT, lying))) == 0
    assert not supported(claim(BUILT, lying), TEXTS)


def test_numbers_of_two_pieces_do_not_run_together():
    pieces = citation(BUILT, raw=[list(at("3833")), list(at("6038"))])
    assert numbers(words(pieces, TEXTS)) == {"3833", "6038"}


def test_a_claim_that_the_checker_doubts_is_not_covered_whatever_the_system_says():
    assert value("sentence_covered", CASE, shown(claim(BUILT, citation(OTHER)))) == 0
    assert value("sentence_covered", CASE, shown(claim(BUILT, citation(BUILT), verdict="partial"))) == 1


def test_an_idle_citation_is_not_needed_and_two_halves_both_are():
    idle = shown(claim(BUILT, citation(BUILT), citation(OTHER)))
    assert value("citation_needed", CASE, idle) == 0.5
    halves = shown(claim(BUILT, citation("全省建成标准厂房3833万平"), citation("方米，引进企业6038家。")))
    assert value("citation_needed", CASE, halves) == 1
    assert value("citation_needed", CASE, shown(claim(BUILT, citation(OTHER)))) == 0
    assert value("citation_needed", CASE, shown(claim(BUILT, citation(BUILT), citation(BUILT)))) == 1


CONFLICT = replace(CASE, behaviour="conflict")
PREMISE = replace(CASE, behaviour="premise", said=("5000家",))
READINGS = replace(CASE, behaviour="readings")
WHOLE = (claim(BUILT, citation(BUILT)),)


def test_a_conflict_is_reported_by_both_sides_and_by_saying_so():
    assert value("conflict_reported", CONFLICT, shown(*WHOLE, gaps=("两处材料说法不一致",))) == 1
    assert value("conflict_reported", CONFLICT, shown(*WHOLE)) == 0.5
    assert value("conflict_reported", CONFLICT, shown(claim("引进企业6038家。"))) == 0.25
    assert value("conflict_reported", CASE, shown(*WHOLE)) is None


def test_a_finding_on_a_claim_counts_as_saying_so():
    found = {"code": "conflict", "level": "warning", "message": "与另一处有出入", "at": None, "source": None}
    assert value("conflict_reported", CONFLICT, shown({**WHOLE[0], "findings": [found]})) == 1


def test_a_premise_is_corrected_by_the_true_value_and_by_naming_what_is_wrong():
    assert value("premise_corrected", PREMISE, shown(*WHOLE, gaps=("问题中说5000家，材料作6038家",))) == 1
    assert value("premise_corrected", PREMISE, shown(*WHOLE)) == 0.5
    assert value("premise_corrected", PREMISE, shown(gaps=("材料未载5000家",))) == 0.5
    assert value("premise_corrected", PREMISE, shown(notices=("问题中的“5000家”与材料不符",))) == 0.5
    assert value("premise_corrected", PREMISE, REFUSED) == 0


def test_the_question_repeated_in_a_refusal_corrects_nothing():
    asked = replace(PREMISE, question="引进了5000家吗？")
    echo = shown(gaps=("材料未载该省情况（所问：引进了5000家吗）", "没有关于“引进了5000家吗”的内容"))
    echo = replace(echo, answer={**echo.answer, "question": asked.question})
    assert value("premise_corrected", asked, echo) == 0


def test_readings_are_listed_only_when_none_is_missing():
    assert value("readings_listed", READINGS, shown(*WHOLE)) == 1
    assert value("readings_listed", READINGS, shown(claim("引进企业6038家。"))) == 0
    assert value("readings_listed", CASE, shown(*WHOLE)) is None


def test_every_metric_says_what_it_is():
    every = {**METRICS, **drafts.METRICS}
    assert set(every) >= LOWER_IS_BETTER
    assert all(metric.__doc__ and name == metric.__name__ for name, metric in every.items())
