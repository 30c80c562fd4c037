"""What the READMEs show is what the commands print."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from assistant import cli

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```console\n\$ ([^\n]*)\n(.*?)\n```", re.S)
BLOCKS = [
    pytest.param(command, output, id=f"{name}: {command[:30]}")
    for name in ("README.md", "README.zh.md")
    for command, output in BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory, seeds):
    """The library that `make demo` builds, with the vectors of the default encoder."""
    folder = tmp_path_factory.mktemp("readme")
    assert cli.main(["--library", str(folder / "library"), "index", "add", str(seeds)]) == 0
    return folder / "library"


@pytest.fixture(scope="module")
def printed(demo):
    """What a command prints; both READMEs show the same ones."""
    environment = {**os.environ, "YANJU_LIBRARY": str(demo), "PYTHONPATH": str(ROOT)}
    ours = f'yanju() {{ "{sys.executable}" -c "import sys; from assistant.cli import main; sys.exit(main())" "$@"; }}'

    @cache
    def run(command):
        command = f"{ours}\n{command}"
        return subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=environment, cwd=demo, check=False
        )

    return run


@pytest.mark.parametrize(("command", "output"), BLOCKS)
def test_a_block_of_the_readme_is_what_the_command_prints(command, output, printed):
    run = printed(command)
    assert run.stdout.rstrip() == output, run.stderr


def test_both_readmes_name_the_two_commands():
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "make demo" in text
        assert "make test" in text
    assert len(BLOCKS) >= 7
