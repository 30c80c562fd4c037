"""The login: nobody gets anything without the password, and guessing it is slow."""

import asyncio
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.errors import SettingsError
from assistant.extractive import Extractive
from assistant.web import start
from assistant.web.login import COOKIE, LASTS, OPEN, OWNER, TRIES, WITHIN, Login, owner
from tests.browser import chromium, live, served

PASSWORD = "四个汉字也要八个字符"
WRONG = "wrong password"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def client(clock):
    """A page of one line behind the login."""
    inner = Starlette(
        routes=[Route("/{rest:path}", lambda _: PlainTextResponse("里面"), methods=["GET", "POST"])]
    )
    return TestClient(Login(inner, PASSWORD, clock), follow_redirects=False)


def enter(client, password=PASSWORD):
    return client.post("/login", data={"password": password})


def test_without_a_login_only_the_form_is_served(client):
    assert client.get("/").headers["location"] == "/login"
    form = client.get("/login")
    assert form.status_code == 200
    assert 'type="password"' in form.text
    for path in ("/config", "/gradio_api/queue/join", "/login/", "/LOGIN", "/login/../config"):
        assert client.get(path).status_code == 401
        assert "里面" not in client.post(path).text


def test_with_the_password_the_page_is_served_until_the_login_ends(client, clock):
    answer = enter(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert f"max-age={LASTS}" in cookie
    assert client.get("/").text == "里面"
    clock.now = LASTS - 1
    assert client.get("/config").text == "里面"
    clock.now = LASTS
    assert client.get("/config").status_code == 401


def test_a_login_can_be_ended(client):
    enter(client)
    token = client.cookies[COOKIE]
    client.get("/logout")
    client.cookies.set(COOKIE, token)
    assert client.get("/config").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43])
def test_an_invented_cookie_opens_nothing(client, cookie):
    enter(client)
    client.cookies.clear()
    client.cookies.set(COOKIE, cookie)
    assert client.get("/config").status_code == 401


@pytest.mark.parametrize("sent", ["", WRONG, PASSWORD[:-1], PASSWORD + " ", "x" * 5000])
def test_another_password_is_refused(client, sent):
    answer = enter(client, sent)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "密码不对" in answer.text


def test_after_five_wrong_tries_even_the_right_one_must_wait(client, clock):
    assert [enter(client, WRONG).status_code for _ in range(TRIES + 1)] == [403] * TRIES + [429]
    assert enter(client).status_code == 429
    clock.now = WITHIN - 1
    assert enter(client).status_code == 429
    clock.now = WITHIN
    assert enter(client).status_code == 303


def test_a_right_try_forgets_the_wrong_ones(client):
    for _ in range(TRIES - 1):
        enter(client, WRONG)
    assert enter(client).status_code == 303
    assert enter(client, WRONG).status_code == 403
    assert enter(client).status_code == 303


def test_two_who_come_from_one_address_at_the_same_moment_are_both_let_in():
    inner = Login(PlainTextResponse("里面"), PASSWORD)

    async def both():
        transport = httpx.ASGITransport(inner)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            tries = [client.post("/login", data={"password": PASSWORD}) for _ in range(2)]
            return await asyncio.gather(*tries)

    assert [answer.status_code for answer in asyncio.run(both())] == [303, 303]


def test_the_owner_of_what_is_kept_is_known_again_by_the_browser_and_another_is_another(clock):
    def who(scope):
        return PlainTextResponse(owner(scope))

    inner = Starlette(routes=[Route("/", who)])
    login = Login(inner, PASSWORD, clock)
    mine, other = (TestClient(login, follow_redirects=False) for _ in range(2))
    enter(mine)
    enter(other)
    name = mine.get("/").text
    assert re.fullmatch(r"[0-9a-f]{64}", name)
    assert other.get("/").text != name
    assert name not in (mine.cookies[COOKIE], mine.cookies[OWNER])
    clock.now = LASTS
    assert mine.get("/").status_code == 303
    enter(mine)
    assert mine.get("/").text == name
    mine.get("/logout")
    enter(mine)
    assert mine.get("/").text == name
    other.cookies.set(OWNER, "x")
    assert other.get("/").text != "x"


def test_a_short_password_protects_nothing_and_is_refused():
    with pytest.raises(SettingsError, match="至少要 8 个字符"):
        Login(PlainTextResponse("里面"), "1234567")


@pytest.fixture(scope="module")
def url(library):
    with served(library, Extractive(), password=PASSWORD) as address:
        yield address


def paths(routes, prefix=""):
    """Every path of these routes and of those inside them, with something in the place of each variable."""
    for route in routes:
        path = prefix + (getattr(route, "path", None) or "")
        inner = getattr(route, "original_router", route)
        yield re.sub(r"\{[^}]*\}", "x", path) or "/"
        yield from paths(getattr(inner, "routes", None) or (), path)


@pytest.fixture(scope="module")
def every_path(library):
    async def found():
        # Where no loop runs, Gradio makes one that nobody closes.
        from assistant.web.app import application

        return set(paths(application(library, Extractive(), password=PASSWORD).routes))

    return asyncio.run(found())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_route_of_the_page_asks_for_the_login(every_path, url, method):
    assert {"/config", "/theme.css", "/gradio_api/upload", "/gradio_api/queue/join"} <= every_path
    assert sorted(OPEN) == ["/login", "/logout"]
    with httpx.Client(base_url=url, trust_env=False) as client:
        for path in sorted(every_path - OPEN):
            answer = client.request(method, path)
            expected = 303 if (method, path) == ("GET", "/") else 401
            assert answer.status_code == expected, path
            assert "gradio_config" not in answer.text


def test_a_login_from_another_site_is_refused(url):
    answer = httpx.post(
        f"{url}/login",
        data={"password": PASSWORD},
        headers={"Origin": "http://attacker.example"},
        trust_env=False,
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_person_logs_in_asks_and_logs_out(url, tmp_path):
    wrong = []
    with chromium(tmp_path) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url)
        page.locator("#password").fill(WRONG)
        page.locator("button").click()
        page.locator("p[role=alert]").filter(has_text="密码不对").wait_for()
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        live(page)
        page.locator("#question textarea").fill("链长制指的是什么？")
        page.locator("button#ask").click()
        page.locator("#chat mark").first.wait_for()
        assert "只在运行言据的这台服务器上" in page.locator("#heading").inner_text()
        page.locator("#logout").click()
        page.locator("#password").wait_for()
        page.goto(url)
        page.locator("#password").wait_for()
    assert wrong == []


@pytest.mark.parametrize(
    ("host", "status"), [("192.168.1.5:7860", 200), ("[fe80::1]:7860", 200), ("attacker.example", 400)]
)
def test_with_a_login_the_page_is_served_under_its_numbers_and_no_foreign_name(url, host, status):
    assert httpx.get(f"{url}/login", headers={"Host": host}, trust_env=False).status_code == status


def test_others_may_be_let_in_with_a_password_and_not_without():
    start.refuse_unsafe("0.0.0.0", {start.PASSWORD: PASSWORD})
    with pytest.raises(SettingsError, match=start.PASSWORD):
        start.refuse_unsafe("0.0.0.0", {})
    with pytest.raises(SettingsError, match="至少"):
        start.refuse_unsafe("127.0.0.1", {start.PASSWORD: "short"})
