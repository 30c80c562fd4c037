"""Files that are made for saving: who knows the secret name gets the file for ten minutes, and nobody else."""

import http.client
from urllib.parse import unquote, urlsplit

import pytest

from assistant.extractive import Extractive
from assistant.web.downloads import file_name
from assistant.web.shelf import PATH, Made, Shelf
from tests.browser import served

MADE = Made("甲市 数据核对.docx", b"PK made")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def token(path):
    assert path.startswith(PATH)
    return path.removeprefix(PATH)


def test_a_file_is_there_for_ten_minutes_and_then_gone():
    clock = Clock()
    shelf = Shelf(clock)
    secret = token(shelf.put(MADE))
    assert shelf.get(secret) == MADE
    assert shelf.get(secret[:-1]) is None
    clock.now = 599
    assert shelf.get(secret) == MADE
    clock.now = 601
    assert shelf.get(secret) is None


def test_the_same_file_made_twice_has_two_names_that_cannot_be_guessed():
    shelf = Shelf()
    first, second = token(shelf.put(MADE)), token(shelf.put(MADE))
    assert first != second
    assert min(len(first), len(second)) >= 32


def test_the_oldest_make_room_for_the_newest():
    shelf = Shelf()
    tokens = [token(shelf.put(MADE)) for _ in range(101)]
    assert shelf.get(tokens[0]) is None
    assert shelf.get(tokens[1]) == MADE
    large = Made("大.docx", bytes(40_000_000))
    first, second = token(shelf.put(large)), token(shelf.put(large))
    assert shelf.get(first) is None
    assert shelf.get(second) == large


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于“链长制”：甲/乙的意见", "关于“链长制”：甲 乙的意见.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("a\u202etxt.exe\n", "atxt exe.md"),
        (" . ", "言据.md"),
        ("链" * 100, f"{'链' * 40}.md"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title, ".md") == name


def test_a_file_is_fetched_to_be_saved_and_a_wrong_name_gets_nothing(library, monkeypatch):
    made = {}
    monkeypatch.setattr(Shelf, "get", lambda self, secret: made.get(secret))
    made["good"] = MADE
    with served(library, Extractive()) as url:
        address = urlsplit(url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        connection.request("GET", f"{PATH}good")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, MADE.data)
        saved = response.getheader("Content-Disposition")
        assert saved.startswith("attachment; filename*=UTF-8''")
        assert unquote(saved.partition("''")[2]) == MADE.name
        assert response.getheader("Cache-Control") == "no-store"
        assert response.getheader("X-Content-Type-Options") == "nosniff"
        connection.request("GET", f"{PATH}other")
        response = connection.getresponse()
        assert response.status == 404
        assert "重新点一次下载" in response.read().decode()
        connection.close()
