"""`yanju` as its users meet it: what is printed, exit codes, --json, -o, the process itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import cli, cli_library

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "广东省什么时候印发了培育发展战略性产业集群的意见？"
UNANSWERABLE = "浙江全省链长制试点一共确定了多少条产业链？"
TEXT = "为推动产业链高质量发展，省人民政府决定设立专项资金，每年安排财政资金三十亿元，用于支持重点企业的技术改造和设备更新。\n"
TRADITIONAL = "為推動產業鏈高質量發展，省人民政府決定設立專項資金，每年安排財政資金三十億元，用於支持重點企業的技術改造。\n"


def process(*arguments, **options):
    """The command as a process of its own."""
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, **options)


def test_the_module_run_as_a_program_is_the_command():
    run = subprocess.run([sys.executable, "-m", "assistant.cli"], capture_output=True, cwd=ROOT, timeout=60)
    assert run.returncode == 2
    assert "用法" in run.stderr.decode() + run.stdout.decode()


# Questions


def test_an_answer_has_marks_and_sources_and_ends_well(asked, yanju):
    code, out, _ = yanju("ask", QUESTION)
    assert code == 0
    assert "2020年5月18日" in out
    assert "[1]" in out
    assert "yanju show " in out


def test_a_refusal_has_an_exit_code_of_its_own(asked, yanju):
    code, out, _ = yanju("ask", UNANSWERABLE)
    assert code == 3
    assert "缺少的材料" in out
    assert "[1]" not in out


def test_every_citation_of_an_answer_can_be_shown(asked, yanju):
    _, out, _ = yanju("ask", QUESTION, "--json")
    for claim in json.loads(out)["claims"]:
        for citation in claim["citations"]:
            code, shown, _ = yanju("show", citation["id"])
            assert code == 0
            assert f"▶{citation['quote']}◀" in shown
            assert f"第{citation['line']}行" in shown


@pytest.mark.parametrize("command", [("ask", QUESTION), ("search", "产业链"), ("index", "list"), ("doctor",)])
def test_json_is_all_that_stands_on_standard_output(asked, yanju, command):
    code, out, _ = yanju(*command, "--json")
    assert code == 0
    assert isinstance(json.loads(out), dict)


def test_a_result_goes_to_a_file_when_asked(asked, yanju, tmp_path):
    _, shown, _ = yanju("ask", QUESTION)
    code, out, _ = yanju("ask", QUESTION, "-o", tmp_path / "a.txt")
    assert (code, out) == (0, "")
    written, seal = (tmp_path / "a.txt").read_text(encoding="utf-8").split("\n\n<!-- yanju ")
    assert (written + "\n", seal.count("\n")) == (shown, 1)
    yanju("ask", QUESTION, "-o", tmp_path / "a.md")
    assert "## 依据" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_search_shows_as_many_passages_as_asked(asked, yanju):
    _, out, _ = yanju("search", "产业链", "-k", "3", "--json")
    assert len(json.loads(out)["hits"]) == 3


def test_a_draft_is_checked_sentence_by_sentence(asked, yanju, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_bytes(
        "广东省于2020年5月18日印发关于培育发展产业集群的意见。火星上有三个工厂。".encode("gb18030")
    )
    code, out, _ = yanju("check", draft, "--json")
    items = json.loads(out)["items"]
    assert code == 0
    assert [item["verdict"] for item in items] == ["supported", "unsupported"]
    assert items[1]["text"] == "火星上有三个工厂。"
    assert "未见依据 1" in yanju("check", draft)[1]


def test_a_draft_may_come_from_standard_input(library):
    done = process("--library", library.folder, "check", "-", input="火星上有三个工厂。".encode())
    assert done.returncode == 0
    assert "未见依据" in done.stdout.decode()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_library_may_be_named_before_or_after_the_command(library, yanju, place):
    command = ["index", "list"]
    command[place:place] = ["--library", library.folder]
    code, out, _ = yanju(*command)
    assert code == 0
    assert "提案工作研究参考" in out


# The library


def test_files_are_added_once_updated_when_changed_and_removed(folder, yanju):
    paper = folder / "a.txt"
    paper.write_text(TEXT, encoding="utf-8")
    assert "新增 1 份" in yanju("index", "add", paper)[1]
    assert "未变 1 份" in yanju("index", "add", paper)[1]
    paper.write_text(TEXT.replace("三十", "四十"), encoding="utf-8")
    assert "更新 1 份" in yanju("index", "add", paper)[1]
    assert "四十亿元" in yanju("search", "专项资金")[1]
    code, out, _ = yanju("index", "remove", "a.txt")
    assert (code, out) == (0, "已删除 a.txt。\n")
    assert "没有找到" in yanju("search", "专项资金")[1]
    assert yanju("index", "verify")[0] == 0


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("gb18030", TEXT), ("utf-16", TEXT), ("utf-8-sig", TEXT), ("big5", TRADITIONAL)],
)
def test_texts_in_other_encodings_are_read_right(folder, yanju, encoding, text):
    (folder / "a.txt").write_bytes(text.encode(encoding))
    assert yanju("index", "add", folder / "a.txt")[0] == 0
    _, out, _ = yanju("search", "三十", "--json")
    assert json.loads(out)["hits"][0]["text"] == text.strip()


def test_progress_goes_to_standard_error_and_can_be_silenced(folder, yanju, monkeypatch):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    _, out, err = yanju("index", "add", folder / "a.txt")
    assert "a.txt" in err
    assert "a.txt" not in out
    monkeypatch.setenv("YANJU_PROGRESS", "off")
    assert yanju("index", "rebuild")[2] == ""


def test_an_interrupted_command_keeps_what_was_added(folder, yanju, monkeypatch):
    for name in "abc":
        (folder / f"{name}.txt").write_text(name * 20 + TEXT, encoding="utf-8")

    def interrupt(message):
        if "b.txt" in message:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(cli_library, "say", interrupt)
        code, _, err = yanju("index", "add", folder / "a.txt", folder / "b.txt", folder / "c.txt")
    assert code == 130
    assert "已中断" in err
    assert json.loads(yanju("index", "list", "--json")[1])["documents"]
    assert yanju("index", "verify")[0] == 0
    assert "新增 1 份" in yanju("index", "add", folder / "a.txt", folder / "b.txt", folder / "c.txt")[1]


def test_a_damaged_library_is_set_aside_by_rebuild_and_nothing_is_deleted(folder, yanju):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    yanju("index", "add", folder / "a.txt")
    store = folder / "library" / "library.sqlite"
    store.write_bytes(b"x" * 5000)
    assert yanju("ask", QUESTION)[0] == 2
    code, _, err = yanju("index", "rebuild")
    assert code == 2
    assert "yanju index add" in err
    assert [p.read_bytes() for p in store.parent.glob("library.sqlite.damaged-*")] == [b"x" * 5000]
    assert yanju("index", "add", folder / "a.txt")[0] == 0


# The process


HEAVY = ("torch", "gradio", "llama_index", "sentence_transformers", "transformers", "openai", "pandas")


@pytest.mark.parametrize(
    "command", [("--help",), ("ask", QUESTION), ("ask", UNANSWERABLE), ("doctor",)], ids=" ".join
)
def test_nothing_heavy_is_imported(library, command):
    code = (
        f"import sys; from assistant.cli import main; main(); sys.exit(bool(set(sys.modules) & set({HEAVY})))"
    )
    arguments = [sys.executable, "-c", code, *command, "--library", str(library.folder)]
    done = subprocess.run(arguments, capture_output=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf_8_whatever_the_locale(library):
    done = process(
        "index", "list", "--library", library.folder, env={"PYTHONIOENCODING": "gbk", "LC_ALL": "C"}
    )
    assert "提案工作研究参考" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", [(), ("index",), ("ask",), ("index", "add"), ("doctor",)], ids=" ".join)
def test_help_is_wholly_chinese(yanju, command):
    code, out, _ = yanju(*command, "--help")
    assert code == 0
    assert "用法：" in out
    words = set(re.findall(r"(?<![\w.-])[A-Za-z]{2,}", out))
    names = {"yanju", *cli.yanju.commands, *cli.index_group.commands}
    assert words <= names | {"DIR", "FILE", "JSON", "YANJU_LIBRARY", "YANJU", "embedded", "none", "zip"}


def test_no_command_at_all_shows_the_help(yanju):
    code, out, err = yanju()
    assert (code, out) == (2, "")
    assert "命令：" in err
