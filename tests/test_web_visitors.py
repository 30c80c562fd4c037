"""Many people at once, each over HTTP with a session of their own: nobody sees another's words, too many are told so."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from assistant.errors import RequestError
from assistant.extractive import Extractive
from assistant.kept import FOLDER
from assistant.web.login import COOKIE
from assistant.web.turnstile import MOST, Turnstile
from evals.bench.visitor import BUSY, Visitor
from index.library import Library
from tests.browser import chromium, served, visit

PASSWORD = "四个汉字也要八个字符"
PEOPLE = 50
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
CANARY = re.compile(r"金丝雀(\d+)号")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def own(tmp_path, seeds):
    """A library beside which conversations may be kept."""
    with Library.open(tmp_path / "library", create=True) as built:
        built.add(seeds / "003_8dab968f746955f1.txt")
        yield built


def canaries(text):
    return set(CANARY.findall(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)))


def live(url, number):
    """What one person sees: two questions with a canary, the list of conversations, and the page after a reload."""
    mine = str(number)
    with Visitor(url, password=PASSWORD, address=f"127.0.3.{number}") as visitor:
        seen = [visitor.ask(f"金丝雀{mine}号问：链长制指的是什么？").text]
        seen.append(visitor.ask(f"金丝雀{mine}号又问：链长由谁担任？").text)
        seen.append(visitor.look("talks", "expand"))
        name = re.search(r'"([0-9a-f]{16})"', seen[-1])[1]
        seen.append(visitor.load(f"talk={name}"))
    return name, seen


def test_fifty_people_with_a_canary_each_never_see_another_ones(own):
    with (
        served(own, Extractive(), password=PASSWORD) as url,
        ThreadPoolExecutor(8) as pool,
    ):
        lives = list(pool.map(live, [url] * PEOPLE, range(100, 100 + PEOPLE)))
        for number, (_, seen) in enumerate(lives, 100):
            assert [canaries(text) for text in seen] == [{str(number)}] * len(seen)
        folders = [path for path in (own.folder / FOLDER).iterdir() if any(path.iterdir())]
        assert len(folders) == PEOPLE
        with Visitor(url, password=PASSWORD) as stranger:
            for name, _ in lives[:5]:
                assert canaries(stranger.load(f"talk={name}")) == set()
            assert canaries(stranger.look("talks", "expand")) == set()


def test_who_logs_in_again_in_the_same_browser_finds_the_conversations_and_no_cookie_names_the_folder(own):
    with served(own, Extractive(), password=PASSWORD) as url, Visitor(url, password=PASSWORD) as visitor:
        visitor.ask("金丝雀7号问：链长制指的是什么？")
        visitor.forget(COOKIE)
        visitor.log_in(PASSWORD)
        assert canaries(visitor.look("talks", "expand")) == {"7"}
        (folder,) = (own.folder / FOLDER).iterdir()
        assert folder.name not in visitor.cookies()


def test_one_too_many_is_told_so_at_once_and_may_ask_when_another_has_left(own):
    question = "链长制指的是什么？"
    with served(own, Extractive()) as url, ExitStack() as stack:
        *visitors, last = (
            stack.enter_context(Visitor(url, address=f"127.0.2.{number}")) for number in range(1, MOST + 2)
        )
        assert not any(BUSY in visitor.take(question) for visitor in visitors)
        told = last.ask(question)
        assert told.busy
        assert not told.answered
        assert "几秒" in told.text
        assert '"success":true' in visitors[0].answer()
        assert last.ask(question).answered


def test_a_page_that_is_turned_away_says_why_and_keeps_the_question(own, tmp_path):
    question = "链长制指的是什么？"
    with served(own, Extractive()) as url, ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(url, address=f"127.0.2.{n}")) for n in range(1, MOST + 1)]
        assert not any(BUSY in visitor.take(question) for visitor in visitors)
        page = stack.enter_context(chromium(tmp_path)).new_page()
        visit(page, url)
        page.locator("#question textarea").fill(question)
        page.locator("button#ask").click()
        told = page.locator("#turned-away")
        told.wait_for()
        assert BUSY in told.inner_text()
        assert told.get_attribute("role") == "alert"
        assert page.locator("#question textarea").input_value() == question
        assert page.locator("button#ask").is_enabled()


def test_only_so_many_are_inside_and_who_never_leaves_is_forgotten():
    clock = Clock()
    turnstile = Turnstile(2, clock)
    turnstile.enter("a")
    turnstile.enter("b")
    turnstile.enter("b")
    with pytest.raises(RequestError, match=BUSY):
        turnstile.enter("c")
    turnstile.leave("a")
    turnstile.leave("a")
    turnstile.enter("c")
    clock.now = 119
    with pytest.raises(RequestError, match=BUSY):
        turnstile.enter("d")
    clock.now = 121
    turnstile.enter("d")
