"""Conversations that are kept: the same when they are opened again, another's never, and gone when they are deleted."""

import json
import os
from dataclasses import replace

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.kept import FOLDER, MOST, Kept
from assistant.talk import Talk, Turn
from index.errors import NotFoundError, StoreDamagedError, StoreReadOnlyError
from index.library import Library

NAME = "关于做好老年助餐服务的通知.txt"
TEXT = "关于做好老年助餐服务的通知\n甲市民政局\n2023年5月8日\n一、总体要求\n到2025年，甲市全市建成老年食堂120家。\n"
QUESTION = "到2025年甲市全市建成多少家老年食堂？"
UNANSWERABLE = "到2025年乙市全市建成多少家老年食堂？"
CANARY = "老年食堂120家"
ME, OTHER = "local", "f" * 32


@pytest.fixture
def own(tmp_path, seeds):
    """A library that the test changes, of two documents."""
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as built:
        built.add(tmp_path / NAME)
        built.add(seeds / "003_8dab968f746955f1.txt")
        yield built


def said(library, *questions):
    turns = []
    for question in questions:
        turns.append(Turn(question).settled(ask(question, library, Extractive())))
    return Talk(turns=tuple(turns))


def files(library):
    return [path for path in library.folder.rglob("*") if path.is_file()]


def holding(library, text):
    return [path for path in files(library) if text.encode() in path.read_bytes()]


def test_a_conversation_is_the_same_when_it_is_read_again(own):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION, UNANSWERABLE))
    again = Kept(own).read(ME, talk.id)
    assert again == talk
    assert [turn.question for turn in again.turns] == [QUESTION, UNANSWERABLE]
    cited = again.turns[0].claims[0].citations[0]
    assert "120家" in own.quote(cited.span)
    assert again.answers[0].claims[0].verdict == "supported"


def test_the_list_has_the_first_question_of_each_and_the_last_one_that_went_on_first(own):
    kept = Kept(own)
    first = kept.write(ME, said(own, QUESTION))
    second = kept.write(ME, said(own, UNANSWERABLE))
    assert [one.title for one in kept.titles(ME)] == [UNANSWERABLE, QUESTION]
    kept.write(ME, first)
    assert [one.id for one in kept.titles(ME)] == [first.id, second.id]


def test_nobody_sees_or_opens_or_deletes_another_ones(own):
    kept = Kept(own)
    mine = kept.write(ME, said(own, QUESTION))
    assert kept.titles(OTHER) == []
    with pytest.raises(NotFoundError):
        kept.read(OTHER, mine.id)
    kept.delete(OTHER, mine.id)
    kept.delete_all(OTHER)
    assert kept.read(ME, mine.id).turns == mine.turns


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "A", "a.b", "x" * 65])
def test_a_name_that_is_none_of_ours_leads_nowhere(own, name):
    kept = Kept(own)
    with pytest.raises(NotFoundError):
        kept.read(ME, name)
    with pytest.raises(NotFoundError):
        kept.titles(name)


@pytest.mark.parametrize("which", ["one", "all"])
def test_what_is_deleted_is_in_no_file(own, which):
    kept = Kept(own)
    talk = kept.write(ME, said(own, f"{QUESTION}绝无仅有的问法"))
    assert holding(own, "绝无仅有的问法")
    if which == "one":
        kept.delete(ME, talk.id)
    else:
        kept.delete_all(ME)
    assert not holding(own, "绝无仅有的问法")
    assert kept.titles(ME) == []
    kept.delete(ME, talk.id)


def test_what_is_removed_from_the_library_goes_out_of_every_conversation(own):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION, UNANSWERABLE))
    assert CANARY in talk.turns[0].claims[0].text
    own.remove(NAME)
    kept.sweep()
    assert not holding(own, CANARY)
    again = kept.read(ME, talk.id)
    assert again.turns[0].question == QUESTION
    assert "已从资料库移除" in again.turns[0].claims[0].text
    assert again.turns[0].claims[0].citations == talk.turns[0].claims[0].citations
    assert not any("食堂120" in gap for turn in again.turns for gap in turn.answer.gaps)


def test_a_page_that_is_still_open_does_not_write_back_what_was_removed(own):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION))
    own.remove(NAME)
    kept.sweep()
    kept.write(ME, talk.plus(Turn(UNANSWERABLE, ended="（已停止）")))
    assert not holding(own, CANARY)


def test_the_words_of_a_document_that_was_replaced_stay(own, tmp_path):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION))
    (tmp_path / NAME).write_text(TEXT.replace("120", "150"), encoding="utf-8")
    own.add(tmp_path / NAME)
    assert CANARY in kept.read(ME, talk.id).turns[0].claims[0].text
    own.remove(NAME)
    assert CANARY not in kept.read(ME, talk.id).turns[0].claims[0].text


def test_a_question_whose_answer_never_came_is_kept(own):
    kept = Kept(own)
    talk = kept.write(ME, Talk().plus(Turn(QUESTION)))
    (turn,) = kept.read(ME, talk.id).turns
    assert (turn.question, turn.ended) == (QUESTION, "（没有回答完。请再问一次。）")
    assert kept.read(ME, talk.id).plus(Turn(QUESTION)).pending == Turn(QUESTION)


@pytest.mark.parametrize("damage", [b"", b"{}\n[]\n", b"x\ny\n", b'\n[{"question": 1}]\n'])
def test_a_damaged_file_is_listed_without_a_title_and_can_be_deleted(own, damage):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION))
    (path,) = (own.folder / FOLDER).rglob("*.jsonl")
    path.write_bytes(damage)
    assert [(one.id, one.title) for one in kept.titles(ME)] == [(talk.id, "")]
    if damage != b"{}\n[]\n":
        with pytest.raises(StoreDamagedError, match="可以删除"):
            kept.read(ME, talk.id)
    kept.delete(ME, talk.id)
    assert kept.titles(ME) == []


def test_the_oldest_makes_room_for_the_newest(own):
    kept = Kept(own)
    talk = Talk().plus(Turn(QUESTION, ended="（已停止）"))
    ids = [kept.write(ME, replace(talk, id="")).id for _ in range(MOST + 1)]
    assert len(kept.titles(ME)) == MOST
    assert kept.read(ME, ids[-1])


def test_nobody_goes_on_with_it_for_a_year_and_it_is_gone(own):
    kept = Kept(own)
    kept.write(ME, said(own, QUESTION))
    (path,) = (own.folder / FOLDER).rglob("*.jsonl")
    os.utime(path, (0, 0))
    assert Kept(own).titles(ME) == []
    assert not path.exists()


def test_what_a_kill_left_half_written_is_gone_with_the_next_sweep(own):
    kept = Kept(own)
    kept.write(ME, said(own, QUESTION))
    left = own.folder / FOLDER / ME / "left.tmp"
    left.write_text(CANARY, encoding="utf-8")
    Kept(own).sweep()
    assert not left.exists()


def test_a_library_open_for_reading_keeps_nothing(own):
    with Library.open(own.folder, read_only=True) as reading:
        kept = Kept(reading)
        talk = said(own, QUESTION)
        assert kept.write(ME, talk) == talk
        assert not kept.keeps
        assert kept.titles(ME) == []
        assert not (own.folder / FOLDER).exists()


def test_where_nothing_can_be_written_it_says_so(own):
    (own.folder / FOLDER).write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreReadOnlyError, match="没有存下"):
        Kept(own).write(ME, said(own, QUESTION))


def test_a_file_holds_two_lines_of_json_and_no_words_of_passages_that_were_only_found(own):
    kept = Kept(own)
    talk = kept.write(ME, said(own, QUESTION))
    (path,) = (own.folder / FOLDER).rglob("*.jsonl")
    head, turns, rest = path.read_text(encoding="utf-8").split("\n")
    assert json.loads(head)["title"] == QUESTION
    assert json.loads(head)["id"] == talk.id
    assert len(json.loads(turns)) == 1
    assert "hits" not in json.loads(turns)[0]["answer"]
    assert rest == ""


@pytest.mark.parametrize("how", ["remove", "sync"])
def test_the_commands_that_take_documents_out_take_them_out_of_conversations_too(own, yanju, tmp_path, how):
    Kept(own).write(ME, said(own, QUESTION))
    assert holding(own, CANARY)
    if how == "remove":
        assert yanju("--library", own.folder, "index", "remove", NAME)[0] == 0
    else:
        (tmp_path / NAME).unlink()
        (tmp_path / "别的.txt").write_text("甲市通报\n甲市有养老院九家。\n", encoding="utf-8")
        assert yanju("--library", own.folder, "index", "sync", tmp_path)[0] == 0
    assert not holding(own, CANARY)
