"""Documents put one after the other, the next made meanwhile: in order, and none made of what was not yet so."""

import threading

import pytest

from index.batch import in_turn
from index.change import Incoming
from index.errors import SourceError, StoreError
from index.results import Added
from index.store import Source
from index.types import Document

WAIT = 30


def incoming(name, text="", corrected=False):
    document = Document(text or name, name, "文。", name)
    return Incoming(document, (), Source(name, name, "1", document.id), corrected=corrected)


class Desk:
    """Makes and puts names; keeps what was done."""

    def __init__(self):
        self.done, self.refused = [], ""

    def make(self, name):
        self.done.append(f"读{name}")
        return incoming(name)

    def put(self, made):
        if made.source.name == self.refused:
            raise StoreError("磁盘已满。")
        self.done.append(f"存{made.source.name}")
        return Added(made.document.id, made.source.name, "added")

    def names(self, items, make=None):
        return [
            (item, getattr(added, "source", ""))
            for item, added in in_turn(items, make or self.make, self.put)
        ]


def test_one_is_put_while_the_next_is_made():
    desk, made = Desk(), {name: threading.Event() for name in "甲乙丙丁"}

    def make(name):
        made[name].set()
        return incoming(name)

    def put(one):
        after = dict(zip("甲乙丙", "乙丙丁", strict=True)).get(one.source.name, "丁")
        assert made[after].wait(WAIT)
        return desk.put(one)

    assert [item for item, _ in in_turn("甲乙丙丁", make, put)] == [*"甲乙丙丁"]
    assert desk.done == [f"存{name}" for name in "甲乙丙丁"]


def test_what_cannot_be_made_is_told_in_its_turn_when_the_one_before_is_put():
    desk = Desk()
    turns = in_turn("甲乙丙", lambda n: SourceError("坏") if n == "乙" else desk.make(n), desk.put)
    assert [next(turns)[0], [*desk.done]] == ["甲", ["读甲", "存甲"]]
    assert isinstance(next(turns)[1], SourceError)
    assert desk.done == ["读甲", "存甲"]
    assert next(turns)[1] == Added("丙", "丙", "added")


@pytest.mark.parametrize(
    ("name", "text", "corrected"), [("乙", "甲", False), ("甲", "乙", False), ("乙", "丙", True)]
)
def test_what_the_one_before_may_change_is_made_again_when_that_is_put(name, text, corrected):
    """The same text under another name, or the same file once more, or what a person filled in, which may just have moved."""
    desk, read, put = Desk(), threading.Event(), []

    def make(item):
        if item == "二":
            read.set()
            return incoming(name, text + ("新" if put else ""), corrected)
        return incoming("甲", "甲")

    def late(one):
        assert put or read.wait(WAIT)
        put.append(one.document.id)
        return desk.put(one)

    assert len([*in_turn("一二", make, late)]) == 2
    assert put == ["甲", f"{text}新"]


def test_after_one_that_cannot_be_put_none_is():
    desk = Desk()
    desk.refused = "乙"
    running = threading.active_count()
    with pytest.raises(StoreError, match="磁盘已满"):
        desk.names("甲乙丙丁")
    assert [line for line in desk.done if line.startswith("存")] == ["存甲"]
    assert "读丁" not in desk.done
    assert threading.active_count() == running


def test_a_break_leaves_the_one_before_put():
    desk = Desk()

    def make(name):
        if name == "乙":
            raise KeyboardInterrupt
        return desk.make(name)

    with pytest.raises(KeyboardInterrupt):
        desk.names("甲乙丙", make)
    assert desk.done == ["读甲", "存甲"]
