"""What the READMEs show is what the commands print."""

import os
import re
import subprocess
import sys
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


@pytest.mark.parametrize(("command", "output"), BLOCKS)
def test_a_block_of_the_readme_is_what_the_command_prints(command, output, demo):
    environment = {**os.environ, "YANJU_LIBRARY": str(demo), "PYTHONPATH": str(ROOT)}
    ours = f'yanju() {{ "{sys.executable}" -c "import sys; from assistant.cli import main; sys.exit(main())" "$@"; }}'
    run = subprocess.run(
        ["bash", "-c", f"{ours}\n{command}"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=demo,
        check=False,
    )
    assert run.stdout.rstrip() == output, run.stderr


def test_both_readmes_name_the_two_commands():
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "make demo" in text
        assert "make test" in text
    assert len(BLOCKS) >= 7
