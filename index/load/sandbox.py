"""Files that may be hostile are read by a process of their own, with limits; it may die, nothing else does.

One process reads files one after the other, another class of it, with more room, reads pictures of text. A process
that died, met its limits, or has read fifty files is replaced.
"""

import base64
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from index import errors
from index.catalog import CatalogEntry
from index.errors import DamagedFileError, LimitError, ScannedFileError, SourceError
from index.record import DocumentRow, read_document
from index.types import Box, Document

READER = "scan-1"
_FILES = 50
_REPLY = 64 * 2**20  # bytes: what one file may cost the process that asked
_KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "HOME",
    "USERPROFILE",
    "LD_LIBRARY_PATH",
)
Kind = Literal["files", "scans"]


@dataclass(frozen=True, slots=True)
class Limits:
    """For one process: `memory` in bytes of address space; `seconds` of processor time and of the clock a file."""

    memory: int
    seconds: int
    wall: float


LIMITS: dict[Kind, Limits] = {
    "files": Limits(2**30, 20, 22.0),
    "scans": Limits(3 * 2**30, 15, 30.0),
}


class Sandbox:
    """Reads files one at a time, in processes that start when they are first needed. A context manager."""

    def __init__(self) -> None:
        self._workers: dict[Kind, _Worker] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            for worker in self._workers.values():
                worker.kill()
            self._workers.clear()

    def load(self, data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
        """The document in a file's bytes. SourceError of the right kind when there is none to be had."""
        with self._lock:
            try:
                document = self._ask("files", data, name, entry, 1)
            except ScannedFileError as error:
                return self._scan(data, name, entry, getattr(error, "pages", 1))
            if document.meta.state == ScannedFileError.state:
                return self._scan(data, name, entry, document.meta.notice.count("、") + 1, document)
            return document

    def draw(self, data: bytes, name: str, page: int, boxes: Sequence[Box], *, whole: bool = True) -> bytes:
        """A page of a PDF, or what stands near the boxes, as PNG, with what stands in them marked. SourceError."""
        frames = [(box.left, box.top, box.right, box.bottom) for box in boxes if box.page == page]
        with self._lock:
            request = {"name": name, "page": page, "frames": frames, "whole": whole}
            reply = self._reply("files", data, request, 1)
        return base64.b64decode(str(reply["png"]))

    def _scan(
        self, data: bytes, name: str, entry: CatalogEntry | None, pages: int, without: Document | None = None
    ) -> Document:
        """The same file with its pictures of text read; `without` them when that fails."""
        try:
            return self._ask("scans", data, name, entry, pages)
        except SourceError:
            if without is None:
                raise
            return without

    def _ask(self, kind: Kind, data: bytes, name: str, entry: CatalogEntry | None, pages: int) -> Document:
        request = {"name": name, "entry": asdict(entry) if entry else None}
        reply = self._reply(kind, data, request, pages)
        return read_document(DocumentRow(**{k: str(v) for k, v in reply.items()}), name)

    def _reply(
        self, kind: Kind, data: bytes, request: Mapping[str, object], pages: int
    ) -> Mapping[str, object]:
        """What a process makes of a file, or SourceError of the right kind."""
        name = str(request["name"])
        worker = self._workers.get(kind)
        if worker is None or worker.files >= _FILES or not worker.alive():
            if worker is not None:
                worker.kill()
            worker = self._workers[kind] = _Worker(kind)
        limits = LIMITS[kind]
        wall = limits.wall * max(pages, 1) + len(data) / 2**20
        reply = worker.ask({**request, "seconds": limits.seconds * pages}, data, wall)
        if reply is None:
            del self._workers[kind]
            raise worker.failure(name)
        if "error" in reply:
            failure: SourceError = getattr(errors, str(reply["error"]))(reply["message"])
            if isinstance(failure, LimitError):
                # What a reader has lost of its memory to one file, the next one would be blamed for.
                self._workers.pop(kind).kill()
            if isinstance(failure, ScannedFileError):
                failure.pages = int(str(reply.get("pages", 1)))
            raise failure
        return reply


class _Worker:
    """One process and how many files it has read."""

    def __init__(self, kind: Kind) -> None:
        self.files = 0
        self._late = False  # or said more than anybody can take
        environment = {key: value for key in _KEPT if (value := os.environ.get(key)) is not None}
        environment |= dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "2" if kind == "scans" else "1"
        )
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "index.load.worker", str(LIMITS[kind].memory)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        )

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Mapping[str, object], data: bytes, wall: float) -> dict[str, object] | None:
        """The reply; None when the process died or was killed for taking longer than `wall` seconds."""
        self.files += 1
        replies: list[bytes] = []
        thread = threading.Thread(target=self._exchange, args=(request, data, replies), daemon=True)
        thread.start()
        thread.join(wall)
        if thread.is_alive():
            self._late = True
        if self._late or not replies:
            self.kill()
            thread.join()
            return None
        reply: dict[str, object] = json.loads(replies[0])
        return reply

    def _exchange(self, request: Mapping[str, object], data: bytes, replies: list[bytes]) -> None:
        stdin, stdout = self._pipes()
        try:
            stdin.write(json.dumps({**request, "size": len(data)}).encode() + b"\n")
            stdin.write(data)
            stdin.flush()
            line = stdout.readline(_REPLY)
        except (OSError, ValueError):
            return  # it died, or was killed, in the middle
        if line.endswith(b"\n"):
            replies.append(line)
        elif len(line) == _REPLY:
            self._late = True

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def failure(self, name: str) -> SourceError:
        """Why there was no reply."""
        code = self._process.wait()
        # On Windows there are no such signals; a process that was killed there was late.
        spent = {-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)} - {0}
        if self._late or code in spent:
            return LimitError(f"读取“{name}”用时过长或占用过大，已停止。请拆分后再试，或另存为纯文本。")
        return DamagedFileError(f"读取“{name}”时出错，文件可能已损坏。请用原来的软件打开检查，另存后再试。")

    def kill(self) -> None:
        """End the process and whatever it has started."""
        if self.alive():
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            # What was not written yet is of no use to a process that is gone.
            try:
                pipe.close()
            except OSError:
                continue
