"""The guards before the page: sizes, names, rates, origins, headers."""

import asyncio

import pytest

from assistant.web.guards import HEADERS, BodyLimit, KnownHosts, RateLimit, SafeHeaders, SameOrigin

OURS = "http://127.0.0.1:7860"


async def inner(scope, receive, send):
    headers = [(b"access-control-allow-origin", b"*"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


def call(app, method="GET", kind="http", client="127.0.0.1", **headers):
    """(status, headers, body) of one request; the body is never sent. A closed WebSocket has its code as status."""
    headers = {"host": "127.0.0.1:7860", **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": kind,
        "method": method,
        "scheme": "http",
        "path": "/",
        "client": (client, 1),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }
    sent = []

    async def receive():
        raise AssertionError("the body was read")

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    if sent[0]["type"] == "websocket.close":
        return sent[0]["code"], {}, ""
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:]).decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"content_length": "100"}, 200),
        ({"content_length": "101"}, 413),
        ({"content_length": "-1"}, 413),
        ({"content_length": "1e3"}, 413),
        ({"transfer_encoding": "chunked"}, 411),
    ],
)
def test_a_body_too_large_or_of_unknown_length_is_refused_unread(headers, status):
    found, sent, _ = call(BodyLimit(inner, most=100), "POST", **headers)
    assert found == status
    assert (sent.get("connection") == "close") == (status != 200)


def test_a_path_that_brings_files_takes_more():
    app = BodyLimit(inner, most=100, larger={"/": 200})
    assert [call(app, "POST", content_length=n)[0] for n in ("200", "201")] == [200, 413]
    other = BodyLimit(inner, most=100, larger={"/upload": 200})
    assert call(other, "POST", content_length="101")[0] == 413


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.168.1.5:7860", 200), ("[::1]:80", 200), ("[fe80::1]", 200), ("1.2.3.4.example", 400), ("", 400)],
)
def test_where_others_may_come_every_number_and_no_name_is_served(host, status):
    assert call(KnownHosts(inner, hosts=[], addresses=True), host=host)[0] == status
    assert call(KnownHosts(inner, hosts=[]), host=host)[0] == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:7860", 200),
        ("attacker.example", 400),
        ("attacker.example:7860", 400),
        ("127.0.0.1.attacker.example", 400),
        ("", 400),
    ],
)
def test_only_our_own_names_are_served(host, status):
    app = KnownHosts(inner, hosts=["127.0.0.1", "localhost", "[::1]"])
    assert call(app, host=host)[0] == status


def test_a_client_may_write_in_a_burst_and_then_at_the_rate():
    now = [0.0]
    app = RateLimit(inner, rate=2, burst=3, clock=lambda: now[0])
    assert [call(app, "POST")[0] for _ in range(5)] == [200, 200, 200, 429, 429]
    assert call(app, "POST", client="127.0.0.2")[0] == 200
    assert call(app, "GET")[0] == 200
    now[0] += 1
    assert [call(app, "POST")[0] for _ in range(3)] == [200, 200, 429]


def test_no_more_clients_are_remembered_than_there_is_room_for():
    app = RateLimit(inner, rate=1, burst=1)
    for number in range(app.REMEMBERED + 10):
        call(app, "POST", client=str(number))
    assert len(app._left) == app.REMEMBERED


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": OURS}, 200),
        ({"origin": OURS, "sec_fetch_site": "same-origin"}, 200),
        ({"origin": "http://attacker.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://127.0.0.1:7860"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
    ],
)
def test_another_site_cannot_write(headers, status):
    app = SameOrigin(inner)
    assert call(app, "POST", **headers)[0] == status
    assert call(app, "GET", **headers)[0] == 200
    if status == 403:
        assert call(app, kind="websocket", **headers)[0] == 1008


def test_every_response_carries_our_headers_and_lets_no_other_site_read_it():
    _, sent, body = call(SafeHeaders(inner, headers=HEADERS))
    assert body == "ok"
    assert sent["content-type"] == "text/plain"
    assert {k.lower(): v for k, v in HEADERS.items()}.items() <= sent.items()
    assert not [name for name in sent if name.startswith("access-control-")]


def test_the_policy_lets_nothing_be_evaluated_or_fetched_elsewhere():
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert policy.startswith("default-src 'self';")
