"""The tab 起草 in a real Chromium: a draft is steered, edited in place with its evidence held against it, and saved."""

import io

import docx
import pytest

from assistant.outline import draft as drafted
from assistant.steering import Edit, Steering
from assistant.web.edit_fold import adopted, claims, judged
from assistant.web.steering_fold import wished
from assistant.word.read_back import read_back, recheck
from tests.browser import draft, live, opened, saved

REQUEST = "产业链链长制，广东"


@pytest.fixture
def page(browser, url):
    """A page with a draft; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        draft(page, REQUEST)
        yield page


@pytest.fixture(scope="module")
def outline(library):
    return drafted(REQUEST, library)


def body(page):
    return page.locator("#draft-body").inner_text()


def fold(page, name):
    page.locator(f"#{name} button").first.click()


def choose(page, name, words):
    """An option of a list, by words that only it has."""
    page.locator(f"#{name} input").click()
    page.get_by_role("option").filter(has_text=words).click()


def settled(page):
    page.locator("button#draft-button:enabled").wait_for()


def test_an_edited_figure_is_found_out_while_one_types_and_stays_marked_in_the_file(page, library):
    fold(page, "edit")
    choose(page, "edit-which", "江西出台")
    field = page.locator("#edit-text textarea")
    page.locator("#edit-verdict strong").filter(has_text="有据").wait_for()
    text = field.input_value()
    assert "11位省领导" in text
    field.fill(text.replace("11位", "12位"))
    page.locator("#edit-verdict strong").filter(has_text="与原文不符").wait_for()
    assert "11" in page.locator("#edit-verdict li").inner_text()
    page.locator("#edit-adopt").click()
    page.locator("#draft-body").filter(has_text="12位省领导").wait_for()
    settled(page)
    assert "与原文不符" in body(page)
    _, data = saved(page, "#draft-download-1")
    assert any("12位省领导" in p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    verdicts = [item.claim.verdict for item in recheck(read_back(data, "线索.docx"), library)]
    assert sorted(set(verdicts)) == ["contradicted", "supported"]
    assert verdicts.count("contradicted") == 1


def test_a_fact_is_left_out_another_taken_up_and_a_question_of_ones_own_is_marked(page, outline):
    fold(page, "steer")
    told = page.locator("#steer-drop label")
    first = told.first.inner_text()[3:23]
    told.first.click()
    spare = page.locator("#steer-keep label").first
    wanted = spare.inner_text()[3:23]
    spare.click()
    page.locator("#steer-own textarea").fill("如何让社会资本参与产业链建设并分担风险")
    page.locator("#steer-rewrite").click()
    page.locator("#draft-body").filter(has_text="分担风险").wait_for()
    settled(page)
    now = body(page)
    assert "自拟" in now
    assert first not in now
    assert wanted.split("，")[0][:8] in now


def test_one_paragraph_is_made_anew_and_the_others_stay(page):
    before = body(page)
    fold(page, "steer")
    choose(page, "steer-part", "第2段")
    page.locator("#steer-again").click()
    page.locator("#draft-title").filter(has_text="正在起草").wait_for()
    page.locator("#draft-body .highlighted .text").first.wait_for()
    settled(page)
    old, new = (text.split("问题点：")[0].strip().split("\n") for text in (before, body(page)))
    parts = [[line for line in lines if len(line) > 40] for lines in (old, new)]
    assert len(parts[0]) == len(parts[1]) == 4
    assert parts[0][0][:60] == parts[1][0][:60]
    assert parts[0][1] != parts[1][1]


def test_the_full_proposal_is_saved_as_word(page):
    _, data = saved(page, "#draft-download-4")
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(p.text for p in document.paragraphs)
    assert document.paragraphs[0].text == "关于推进广东省产业链链长制的提案"
    assert all(part in text for part in ("一、情况分析", "二、存在问题", "三、具体建议", "参考做法"))


def test_what_is_ticked_becomes_a_steering_that_can_be_called_again(outline, library):
    steering = wished(outline, Steering(again=(1,)), [0], [1], " 如何甲\n\n如何乙 ", 4)
    assert steering.drop == (claims(outline)[0].citations[0].span,)
    assert steering.keep == (outline.spare[1].citations[0].span,)
    assert (steering.asked, steering.items, steering.again) == (("如何甲", "如何乙"), 4, ())
    taken_back = wished(drafted(REQUEST, library, steering=steering), steering, [], [], "", 0)
    assert taken_back.keep == steering.keep


def test_a_second_edit_of_a_sentence_takes_the_place_of_the_first(outline, library):
    first = claims(outline)[0].text
    once = adopted(outline, Steering(), 0, "甲。")
    again = drafted(REQUEST, library, steering=once)
    assert claims(again)[0].text == "甲。"
    assert adopted(again, once, 0, "乙。").edits == (Edit(first, "乙。"),)
    assert adopted(again, once, None, "乙。") == once
    assert adopted(again, once, 0, "甲。") == once


def test_an_edited_item_is_judged_as_a_question_and_not_as_a_fact(outline, library):
    item = outline.issues[0]
    new = judged(outline, item, item.text.replace("有效", "有序"), library)
    assert new.verdict == "supported"
    assert new.citations == item.citations


def test_who_leaves_a_draft_that_was_not_saved_is_asked_first_and_may_stay(page):
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    now = body(page)
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_event("dialog", predicate=lambda _: True) if not asked else None
    assert asked == ["beforeunload"]
    assert body(page) == now
    saved(page, "#draft-download-1")
    page.reload()
    live(page)
    assert asked == ["beforeunload"]
