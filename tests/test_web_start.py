"""Starting the page: what is refused, and what it takes."""

import asyncio
import gc
import http.client
import importlib.util
import inspect
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from html import unescape
from urllib.parse import urlsplit

import pytest
from gradio.routes import App
from starlette.routing import Mount

from assistant.cli_serve import demonstration
from assistant.errors import SettingsError
from assistant.extractive import Extractive
from assistant.web import start
from assistant.web.app import application
from tests.browser import executable

HEAVY = ("torch", "llama_index", "sentence_transformers", "transformers", "matplotlib", "openai")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_loopback_address_is_allowed(host):
    start.refuse_unsafe(host, {})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.8.8.8", "192.168.1.5", "10.0.0.1", "example.com", ""])
def test_an_address_that_others_reach_is_refused_with_the_reason(host):
    with pytest.raises(SettingsError, match=r"没有设密码.*127\.0\.0\.1"):
        start.refuse_unsafe(host, {})


@pytest.mark.parametrize("name", ["GRADIO_SHARE", "GRADIO_ALLOWED_PATHS"])
def test_a_variable_that_opens_the_page_is_refused_by_name(name):
    with pytest.raises(SettingsError, match=f"{name}.*拒绝启动"):
        start.refuse_unsafe("127.0.0.1", {name: "1"})
    start.refuse_unsafe("127.0.0.1", {name: ""})


def test_the_environment_asks_the_libraries_to_send_nothing():
    environ = {"GRADIO_ANALYTICS_ENABLED": "True"}
    start.keep_quiet(environ)
    assert environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert environ["HF_HUB_OFFLINE"] == "1"


def test_a_taken_port_is_refused_with_the_next_step():
    with (
        start.listen("127.0.0.1", 0) as listening,
        pytest.raises(SettingsError, match="--port"),
    ):
        start.listen("127.0.0.1", listening.getsockname()[1])


def test_an_answer_in_two_pieces_does_not_wait_for_word_of_the_first():
    with (
        start.listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_connection_is_kept_while_an_answer_is_read():
    assert start.server(None).config.timeout_keep_alive >= 60


def defined(path):
    """A class of Gradio's kind, defined in a file."""
    path.write_text("import gradio as gr\n\n\nclass Own(gr.Textbox):\n    pass\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    del sys.modules[path.stem]


def test_during_a_start_gradio_writes_no_stubs_and_garbage_is_left_alone(tmp_path):
    found = inspect.getfile
    with suppress(KeyError), start.undisturbed():
        defined(tmp_path / "during.py")
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()
    assert gc.get_freeze_count()
    gc.unfreeze()
    assert inspect.getfile is found
    defined(tmp_path / "after.py")
    assert [path.name for path in tmp_path.glob("*.pyi")] == ["after.pyi"]


def test_the_application_that_serves_the_page_is_made_once(library, monkeypatch):
    made, create = [], App.create_app
    monkeypatch.setattr(
        App, "create_app", lambda *given, **named: made.append(create(*given, **named)) or made[-1]
    )

    async def mounted():
        # Where no loop runs, Gradio makes one that nobody closes.
        return [route.app for route in application(library, Extractive()).routes if isinstance(route, Mount)]

    assert made == asyncio.run(mounted())
    assert len(made) == 1
    with suppress(KeyError), start.unserved():
        raise KeyError
    assert App.create_app.__name__ == "<lambda>"


@pytest.mark.parametrize("arguments", [("--host", "0.0.0.0"), ("--port", "70000")])
def test_an_unsafe_or_impossible_start_ends_with_a_sentence(asked, yanju, arguments):
    code, out, err = yanju("serve", *arguments)
    assert (code, out) == (2, "")
    assert "请" in err


def test_without_a_library_the_next_step_is_said(folder, yanju):
    code, _, err = yanju("serve", "--port", "0")
    assert code == 2
    assert "yanju index add" in err


def test_the_command_serves_its_first_page_without_anything_heavy_and_ends_when_interrupted(library):
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    command = [sys.executable, "-X", "importtime", "-c", code, "--library", str(library.folder)]
    with subprocess.Popen(
        [*command, "serve", "--port", "0"], stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        told = []
        for line in process.stderr:
            told.append(line)
            if found := re.search(r"网页已打开：(http://127\.0\.0\.1:\d+)", line):
                break
        address = urlsplit(found[1])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.request("GET", "/")
        response = connection.getresponse()
        assert (response.status, "言据" in response.read().decode()) == (200, True)
        connection.close()
        process.send_signal(signal.SIGINT)
        told += process.stderr.readlines()
        assert process.wait(60) == 0
    imported = {line.split("|")[-1].strip().split(".")[0] for line in told if line.startswith("import time:")}
    assert "gradio" in imported
    assert not imported.intersection(HEAVY)
    assert told[-1] == "网页已关闭。\n"


def test_the_demonstration_is_the_packaged_seeds_read_only_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with demonstration("none") as library:
        assert library.read_only
        assert len(library.documents()) == 5
        assert library.folder.parent == tmp_path
    assert [*tmp_path.iterdir()] == []


def test_the_demonstration_needs_no_library_of_the_user(tmp_path):
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    command = [
        sys.executable,
        "-c",
        code,
        "--library",
        str(tmp_path / "none"),
        "serve",
        "--demo",
        "--port",
        "0",
    ]
    (tmp_path / "tmp").mkdir()
    environ = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environ) as process:
        found = next(
            found
            for line in process.stderr
            if (found := re.search(r"网页已打开：(http://127\.0\.0\.1:\d+)", line))
        )
        address = urlsplit(found[1])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.request("GET", "/")
        assert "资料库现有 5 份文献" in unescape(connection.getresponse().read().decode())
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert not [*(tmp_path / "tmp").glob("yanju-demo-*")]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_a_browser_the_tests_of_the_page_are_skipped_but_never_where_all_must_run(
    monkeypatch, ci, outcome
):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="Chromium"):
        executable()
