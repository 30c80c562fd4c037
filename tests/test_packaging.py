"""The wheel, installed away from the source tree, is the whole program; the pins fit what it asks for."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("yanju-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Run a program of a fresh environment: the wheel, this environment's dependencies, no source tree."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = ["--python", programs / "python", "install", "--no-deps", "--no-index", wheel]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True, timeout=120)
    (site,) = (folder / "env").rglob("site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}

    def run(program, *arguments):
        command = [programs / program, *arguments]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=folder, env=environment, timeout=60
        )

    return run


def test_the_wheel_holds_data_and_license_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for package, suffix in (
        ("index", "json"),
        ("index/encoder", "*"),
        ("assistant", "toml"),
        ("assistant/schemas", "json"),
        ("assistant/web", "css"),
        ("assistant/web", "js"),
        ("assistant/web", "html"),
        ("assistant/word/skeleton/word", "xml"),
        ("seeds", "txt"),
    ):
        source = {f"{package}/{p.name}" for p in (ROOT / package).glob(f"*.{suffix}")}
        assert source
        assert source <= set(names)
    assert {f"prompts/{p.name}" for p in (ROOT / "prompts").glob("*.*")} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", ".ci", ".github"))]


def test_the_installed_program_answers_from_the_seeds_it_brings(installed):
    home = installed("python", "-c", "from assistant.packaged import packaged; print(packaged('seeds'))")
    seeds = Path(home.stdout.strip())
    assert ROOT not in seeds.parents
    assert installed("yanju", "--help").returncode == 0
    assert installed("yanju", "--version").stdout.startswith("言据 ")
    added = installed("yanju", "--library", "library", "index", "add", seeds)
    assert (added.returncode, added.stdout) == (0, "新增 5 份，更新 0 份，未变 0 份。\n")
    question = "广东省什么时候印发了培育发展战略性产业集群的意见？"
    answer = installed("yanju", "--library", "library", "ask", question)
    assert answer.returncode == 0, answer.stderr
    assert "2020年5月18日" in answer.stdout


def test_every_dependency_is_pinned_to_a_version_that_fits():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        asked = Requirement(text)
        assert asked.specifier.contains(pins[canonicalize_name(asked.name)]), text
    assert pins["torch"] == "2.13.0"
