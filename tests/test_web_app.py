"""The page as a server: what it sends with every answer, and what it refuses."""

import http.client
import json
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from gradio.route_utils import BUILD_PATH_LIB

from assistant.web.guards import HEADERS

JOIN = "/gradio_api/queue/join"


@pytest.fixture
def send(url):
    """Send one request; gives (status, headers with small names, text)."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)

    def sent(method, path, body=None, **headers):
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read().decode()

    yield sent
    connection.close()


def config(text):
    """The settings that the page hands to the browser."""
    begun = text.index("window.gradio_config = ") + len("window.gradio_config = ")
    return json.JSONDecoder().raw_decode(text[begun:])[0]


def test_the_first_page_carries_the_headers_and_none_that_lets_others_read_it(send, url):
    status, headers, _ = send("GET", "/", Origin=url)
    assert status == 200
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
    assert not [name for name in headers if name.startswith("access-control-")]
    assert "server" not in headers


def test_a_browser_keeps_the_scripts_for_good_and_nothing_else(send):
    _, _, text = send("GET", "/")
    script = re.search(r'src="\.(/assets/[^"]+\.js)"', text)[1]
    assert "immutable" in send("GET", script)[1]["cache-control"]
    for path in ("/", "/config", "/assets/none.js"):
        assert "immutable" not in send("GET", path)[1].get("cache-control", "")


def test_scripts_and_styles_are_sent_as_they_lie_there_and_no_other_file(send):
    _, _, text = send("GET", "/")
    for suffix, kind in ((".js", "text/javascript"), (".css", "text/css")):
        path = re.search(rf'"\.(/assets/[^"]+{suffix})"', text)[1]
        status, headers, body = send("GET", path, **{"Accept-Encoding": "br, gzip"})
        assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
        assert "content-encoding" not in headers
        assert body == Path(BUILD_PATH_LIB, Path(path).name).read_text(encoding="utf-8")
    for path in ("/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/", "/assets//etc/hostname"):
        assert send("GET", path)[0] >= 400


def test_as_the_page_opens_only_its_heading_and_the_conversation_are_asked_for(send):
    events = config(send("GET", "/")[2])["dependencies"]
    opening = [event["id"] for event in events if any(name == "load" for _, name in event["targets"])]
    after = [event for event in events if event["trigger_after"] in opening]
    assert (len(opening), len(after)) == (2, 1)


def test_the_page_is_set_up_to_keep_and_share_nothing(send):
    _, _, text = send("GET", "/")
    found = config(text)
    assert found["analytics_enabled"] is False
    assert not found["enable_queue"] or found["protocol"].startswith("sse")
    assert not found.get("run_history")
    assert not found.get("footer_links")
    assert not found.get("pwa")
    assert not found["show_error"]


def test_a_body_of_300_megabytes_is_refused_before_it_is_sent(url):
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(
            f"POST {JOIN} HTTP/1.1\r\nHost: {address.netloc}\r\n"
            "Content-Type: application/json\r\nContent-Length: 300000000\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Origin": "http://attacker.example"}, 403), ({"Host": "attacker.example"}, 400), ({}, 422)],
)
def test_a_write_of_another_site_or_name_is_refused(send, headers, status):
    assert send("POST", JOIN, b"{}", **{"Content-Type": "application/json"}, **headers)[0] == status


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_description_of_the_programming_interface_is_served(send, path):
    status, _, text = send("GET", path)
    assert status == 404 or "gradio_config" in text


def test_no_endpoint_is_offered_to_programs(send):
    told = json.loads(send("GET", "/gradio_api/info")[2])
    assert told["named_endpoints"] == {}
    assert told["unnamed_endpoints"] == {}


@pytest.mark.parametrize("name", ["library.sqlite", ""])
def test_the_library_is_not_served_as_a_file(send, library, name):
    path = f"/gradio_api/file={library.folder.resolve() / name}"
    assert send("GET", path)[0] in (403, 404)
    assert send("GET", "/gradio_api/file=/etc/hostname")[0] in (403, 404)
