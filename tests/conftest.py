"""What every test shares: no network, nothing of the user's own settings, and the seeds as a library."""

import gc
import os
import pkgutil
import socket
import sys
from functools import cache
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
_LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}
_MEMORY = Path("/dev/shm")
_ENOUGH = 2 * 2**30


def pytest_configure():
    """What the shared parts assert is told as a test's own; temporary folders are in memory where it has room.

    On a disk the tests of what is written safely wait for it most of their time.
    """
    # A machine that is busy is no fault of what is tested.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    pytest.register_assert_rewrite("tests.browser", "tests.notices", "tests.printed")
    if "PYTEST_XDIST_WORKER" in os.environ:
        # There is a worker for each core: threads that wait for each other there cost more than they do.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not _MEMORY.is_dir():
        return
    state = os.statvfs(_MEMORY)
    if state.f_bavail * state.f_frsize >= _ENOUGH and not state.f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is imported for thousands of tests stays to the end: no garbage is looked for in it, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_pycollect_makemodule(module_path):
    """What tests of the page import first is Gradio, as the page does: without the stubs that it would write."""
    if module_path.name.startswith("test_web") and "gradio" not in sys.modules:
        from assistant.web.start import undisturbed

        with undisturbed():
            import gradio  # noqa: F401
        gc.disable()


def pytest_collection_modifyitems(items):
    """The files with a browser are the longest: begun first, they leave no worker to wait for another's last one."""
    items.sort(key=lambda item: not item.path.name.startswith("test_web"))


class NetworkError(AssertionError):
    """A test tried to leave the machine. An AssertionError, so that no code under test swallows it."""


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Refuse every connection and look-up beyond loopback."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded_socket(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        patch.setattr(socket, name, _guarded_lookup(getattr(socket, name)))
    yield
    patch.undo()


def _guarded_socket(original):
    def guarded(self, *args):
        address = args[-1]
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise NetworkError(f"connection to {address}")
        return original(self, *args)

    return guarded


def _guarded_lookup(original):
    def guarded(host, *args, **kwargs):
        name = host[0] if isinstance(host, tuple) else host
        name = name.decode() if isinstance(name, bytes) else name
        if name not in _LOOPBACK:
            raise NetworkError(f"look-up of {name}")
        return original(host, *args, **kwargs)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory):
    """A home of our own and no YANJU_* setting, for the tests and for the processes they start."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    for name in [n for n in os.environ if n.startswith(("YANJU_", "XDG_"))]:
        patch.delenv(name)
    patch.setenv("HOME", str(home))
    patch.setenv("USERPROFILE", str(home))
    patch.setenv("LOCALAPPDATA", str(home))
    patch.setenv("HF_HUB_OFFLINE", "1")
    yield home
    patch.undo()


@pytest.fixture(scope="session")
def seeds():
    """The folder of the five source documents and their catalogue."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def library(seeds, tmp_path_factory):
    """The seeds as a library, built once. Tests that change a library build their own."""
    # Imported here and below, so that a module that does not load fails only the tests that need it.
    from index.library import Library

    with Library.open(tmp_path_factory.mktemp("library") / "seeds", create=True) as built:
        built.add_folder(seeds)
        yield built


@pytest.fixture(scope="session")
def drafted(library):
    """The draft of a request over the seeds, made once."""
    from assistant.outline import draft

    made = cache(lambda request, region, profile: draft(request, library, region=region, profile=profile))
    return lambda request, region="", profile="": made(request, region, profile)


@pytest.fixture(scope="session")
def grown(drafted, library):
    """The 提案 that such a draft grows into, made once."""
    from assistant.grow import grow

    @cache
    def made(request, region, length):
        return grow(drafted(request, region), library, region=region, length=length)

    return lambda request, region="", length=1500: made(request, region, length)


@pytest.fixture(scope="session")
def encoder():
    """The one that ships."""
    from index.encoders import EMBEDDED, open_encoder

    return open_encoder(EMBEDDED)


@pytest.fixture
def small_parts(monkeypatch):
    """The lexical index in as many parts as that of a library a hundred times the size."""
    from index import parts

    monkeypatch.setattr(parts, "SMALLEST", 4)


@pytest.fixture
def empty(tmp_path):
    """A library of the test's own, with nothing in it yet."""
    from index.library import Library

    with Library.open(tmp_path / "库", create=True, wait=0) as made:
        yield made


@pytest.fixture
def given(tmp_path):
    """Twelve notices in a folder."""
    from tests.notices import text_of, write

    for seed in range(12):
        write(tmp_path / "材料", f"{seed:02}.txt", text_of(seed))
    return tmp_path / "材料"


@pytest.fixture
def full(empty, given):
    """A library of what is given."""
    assert empty.add_folder(given).failures == ()
    return empty


@pytest.fixture(scope="module")
def url(library):
    """Where the page over the library is served; a module with a library of its own under that name has its page."""
    from assistant.extractive import Extractive
    from tests.browser import served

    with served(library, Extractive()) as address:
        yield address


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A Chromium of the module's own, which in the end has reached nothing beyond loopback."""
    from tests.browser import alone

    with alone(tmp_path_factory.mktemp("browser")) as context:
        yield context


@pytest.fixture
def yanju(capsys):
    """Run one command; gives (exit code, standard output, standard error)."""
    from assistant import cli

    def run(*arguments):
        code = cli.main([str(a) for a in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, named as the library."""
    monkeypatch.setenv("YANJU_LIBRARY", str(tmp_path / "library"))
    return tmp_path


@pytest.fixture
def asked(library, monkeypatch):
    """The seeds' library, named as the library."""
    monkeypatch.setenv("YANJU_LIBRARY", str(library.folder))


@pytest.fixture
def made_once(monkeypatch):
    """A draft and a full lead, once made, are the same to every command that makes them."""
    for name in ("assistant.outline.draft", "assistant.grow.grow"):
        monkeypatch.setattr(name, _once(pkgutil.resolve_name(name)))


def _once(make):
    made = []

    def given(*args, **named):
        if not made:
            made.append(make(*args, **named))
        return made[0]

    return given
