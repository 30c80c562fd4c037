"""-o and --json of every command: the suffix says what is written, and a suffix of nothing is refused before any work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli_target import PAPERS, Target
from assistant.errors import SettingsError

WRONG = "2021年我国有6394家企业赴166个国家和地区开展投资。"
LEAD = "饮水\n事由：2022年，全县农村饮水合格率为76%。\n问题点：\n1. 如何改善农村饮水水质"
BEGINNINGS = {
    ".docx": b"PK",
    ".md": b"# ",
    ".html": b"<!doctype html>",
    ".json": b"{",
    ".csv": b"\xef\xbb\xbf",
}
PAPER = (".txt", ".json", *PAPERS)
TABLE = (*PAPER, ".csv")
COMMANDS = {
    "ask": (["ask", "链长制指的是什么？"], PAPER, "链长制"),
    "draft": (["draft", "产业链内中小企业融资难问题", "--region", "广东"], PAPER, "融资难"),
    "full": (["draft", "产业链内中小企业融资难问题", "--region", "广东", "--full"], PAPER, "斟酌取舍"),
    "compare": (["compare", "浙江、江西链长制的出台时间"], TABLE, "江西"),
    "check": (["check", "稿.txt"], TABLE, "6394"),
    "basis": (["basis", "供应链金融"], TABLE, "银发〔2020〕226号"),
    "similar": (["similar", "河砂紧缺涨价，劣质海砂流入建筑工地"], TABLE, "砂石"),
    "review": (["review", "线索.txt"], PAPER, "立案"),
    "search": (["search", "链长制"], (".txt", ".json"), "链长制"),
    "list": (["index", "list"], (".txt", ".json"), "产业链"),
    "doctor": (["doctor"], (".txt", ".json"), "Python"),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "稿.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "线索.txt").write_text(LEAD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_writes_every_form_that_it_names(name, asked, yanju, here, made_once):
    command, suffixes, told = COMMANDS[name]
    for suffix in suffixes:
        target = here / f"结果{suffix}"
        code, out, err = yanju(*command, "-o", target)
        assert (code, out) == (0, "")
        assert f"已写入 {target}" in err
        data = target.read_bytes()
        assert data.startswith(BEGINNINGS.get(suffix, b""))
        if suffix != ".docx":
            text = data.decode("utf-8-sig")
            assert told in text.replace("\\", "")
            assert text.endswith("\n")
            assert suffix != ".json" or isinstance(json.loads(text), dict)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_the_forms_and_another_is_refused_before_any_work(name, yanju, here, monkeypatch):
    command, suffixes, _ = COMMANDS[name]
    monkeypatch.setenv("YANJU_LIBRARY", str(here / "none"))
    for wrong in (".pdf", ".csv" if suffixes is PAPER else ".xlsx"):
        code, out, err = yanju(*command, "-o", here / f"结果{wrong}")
        assert (code, out) == (2, "")
        assert f"不能写成 {wrong} 文件" in err
        assert err.strip().endswith(f"{'、'.join(suffixes)}。")
        assert not (here / f"结果{wrong}").exists()
    words = "".join(yanju(*command[: 2 if name == "list" else 1], "--help")[1].split())
    assert "、".join(suffixes) in words


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a", ""),
        ("a.TXT", ""),
        ("a.htm", ".html"),
        ("a.HTML", ".html"),
        ("a.markdown", ".md"),
        ("a.Docx", ".docx"),
    ],
)
def test_a_suffix_has_other_spellings(name, form):
    assert Target.of(as_json=False, file=Path(name), suffixes=PAPERS).form == form
    assert Target.of(as_json=True, file=Path("a.pdf"), suffixes=()).form == ".json"
    with pytest.raises(SettingsError):
        Target.of(as_json=False, file=Path("a.md"), suffixes=())


def test_only_the_form_that_is_wanted_is_made(tmp_path, capsys):
    forms = {"": lambda: "行", ".json": lambda: {"a": "行"}, ".md": lambda: pytest.fail("made for nothing")}
    Target("", None).write(forms)
    Target(".json", None).write(forms)
    assert capsys.readouterr().out == '行\n{\n  "a": "行"\n}\n'


@pytest.mark.parametrize(
    ("suffix", "loaded"), [("", False), (".md", False), (".html", False), (".docx", True)]
)
def test_what_writes_word_files_is_loaded_only_for_them(suffix, loaded, library, tmp_path):
    code = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]); "
        "print('docx' in sys.modules, file=sys.stderr)"
    )
    command = ["--library", library.folder, "ask", "链长制指的是什么？", "-o", tmp_path / f"a{suffix}"]
    done = subprocess.run([sys.executable, "-c", code, *map(str, command)], capture_output=True, timeout=60)
    assert done.stderr.decode().split()[-1] == str(loaded)
