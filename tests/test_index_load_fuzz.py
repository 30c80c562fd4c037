"""Files changed at random end as a document or in a named state: nothing crashes, hangs or stays behind."""

import io
import random
import sys
import zipfile
from collections import Counter

import pytest

from index.errors import SourceError
from index.load import load
from index.load.sandbox import Sandbox
from index.split import split
from tests import documents
from tests.test_index_load_sandbox import children

PACKAGES = ("docx", "pptx", "xlsx")


def mutated(data, rng):
    """Bytes flipped, cut out, repeated, put in, or the rest cut off."""
    for _ in range(rng.choice((1, 1, 2, 8))):
        at, length = rng.randrange(len(data)), rng.choice((1, 2, 16, 300))
        kind = rng.choice("fffcrix")
        if kind == "f":
            data = data[:at] + bytes((data[at] ^ (1 << rng.randrange(8)),)) + data[at + 1 :]
        elif kind == "c":
            data = data[:at] + data[at + length :]
        elif kind == "r":
            data = data[:at] + data[at : at + length] * rng.choice((2, 50)) + data[at + length :]
        elif kind == "i":
            data = data[:at] + rng.randbytes(length) + data[at:]
        else:
            data = data[:at]
        if not data:
            return b"\0"
    return data


def repacked(data, rng):
    """An Office file that is whole as a package, with one of its parts mutated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = rng.choice(
            [n for n in old.namelist() if n.endswith(".xml") and old.getinfo(n).file_size > 200]
        )
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, rng) if name == chosen else part)
    return out.getvalue()


def fuzzed(folder, count, seed):
    """What became of so many files."""
    rng = random.Random(seed)
    made = {kind: make().data for kind, make in documents.ALL.items()}
    outcomes: Counter[str] = Counter()
    mute = 0
    before = children()
    with Sandbox() as sandbox:
        for n in range(count):
            kind = rng.choice(sorted(made))
            change = repacked if kind in PACKAGES and rng.random() < 0.7 else mutated
            path = folder / f"{n}.{kind}"
            path.write_bytes(change(made[kind], rng))
            try:
                document = load(path, None, sandbox)
            except SourceError as error:
                outcomes[error.state] += 1
                mute += "请" not in str(error)
            else:
                outcomes["可用"] += 1
                for passage in split(document):
                    assert document.at(passage.span).strip(), (n, kind)
                    assert document.locate(passage.span) is not None
            path.unlink()
    assert mute == 0
    assert children() == before
    assert list(folder.iterdir()) == []
    assert outcomes["可用"] > count / 4
    assert outcomes["已损坏"] > count / 20
    return outcomes


def test_two_hundred_mutated_files_end_in_a_state(tmp_path):
    fuzzed(tmp_path, 200, 1)


@pytest.mark.long
def test_two_thousand_mutated_files_end_in_a_state(tmp_path):
    outcomes = fuzzed(tmp_path, 2_000, 2)
    told = "、".join(f"{state} {n}" for state, n in outcomes.most_common())
    sys.stdout.write(f"\n随机改坏的文件 {outcomes.total()} 个：{told}；主进程崩溃 0，遗留进程与文件 0\n")
