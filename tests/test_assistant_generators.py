"""Which generator a run has, what says so, and that its key goes nowhere else."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from assistant import generators, render, shapes
from assistant.errors import SettingsError
from assistant.extractive import Extractive
from assistant.llm import Llm
from assistant.settings import read_settings
from assistant.types import Answer, Claim, Finding
from assistant.word import contents
from assistant.word.markdown import as_markdown

ROOT = Path(__file__).resolve().parent.parent
KEY = "sk-Zr8QxGeheim0123456789"
SET = {
    "YANJU_LLM_BASE_URL": "https://a.cn/v1/",
    "YANJU_LLM_MODEL": "m",
    "YANJU_LLM_API_KEY": KEY,
    "YANJU_LLM_DEADLINE": "7.5",
}


def chosen(environ, folder):
    return generators.chosen(read_settings({}, environ, folder), environ, print)


def test_without_a_model_the_sources_own_words_answer(tmp_path):
    assert isinstance(chosen({}, tmp_path), Extractive)
    assert isinstance(chosen({"YANJU_LLM_BASE_URL": " ", "YANJU_LLM_API_KEY": KEY}, tmp_path), Extractive)


def test_a_model_is_set_by_the_environment(tmp_path):
    generator = chosen(SET, tmp_path)
    assert isinstance(generator, Llm)
    assert (generator.name, generator.where) == ("llm/m", "https://a.cn/v1")
    assert read_settings({}, SET, tmp_path).llm_deadline == 7.5


def test_the_key_is_no_setting(tmp_path):
    settings = read_settings({}, SET, tmp_path)
    assert KEY not in repr(settings)
    assert KEY not in repr(generators.endpoint(settings, SET))


@pytest.mark.parametrize("name", ["llm_base_url", "llm_api_key"])
def test_a_file_in_the_folder_cannot_say_where_texts_and_key_go(tmp_path, name):
    (tmp_path / "yanju.toml").write_text(f"{name} = 'https://{KEY}'", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"YANJU_{name.upper()}") as refused:
        read_settings({}, {}, tmp_path)
    assert KEY not in str(refused.value)


def test_a_file_in_the_folder_may_name_the_model(tmp_path):
    (tmp_path / "yanju.toml").write_text("llm_model = 'n'\nllm_deadline = 5\n", encoding="utf-8")
    settings = read_settings({}, {"YANJU_LLM_BASE_URL": "https://a.cn/v1"}, tmp_path)
    assert (settings.llm_model, settings.llm_deadline) == ("n", 5.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEADLINE", "0"),
        ("DEADLINE", "nan"),
        ("DEADLINE", "bald"),
        ("DEADLINE", "601"),
        ("BASE_URL", ""),
        ("MODEL", ""),
    ],
)
def test_half_a_model_or_an_unusable_deadline_is_an_error(tmp_path, name, value):
    with pytest.raises(SettingsError, match=r"DEADLINE|BASE_URL|MODEL"):
        chosen({**SET, f"YANJU_LLM_{name}": value}, tmp_path)


def test_doctor_shows_what_answers_and_never_the_key(asked, yanju, monkeypatch):
    code, out, _ = yanju("doctor", "--json")
    assert json.loads(out)["generator"] == {"name": "extractive"}
    for name, value in SET.items():
        monkeypatch.setenv(name, value)
    code, out, err = yanju("doctor", "--json")
    schema = json.loads((ROOT / "assistant/schemas/doctor.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(out), schema)
    assert code == 0
    assert json.loads(out)["generator"] == {"name": "llm/m", "base_url": "https://a.cn/v1", "key": True}
    code, shown, _ = yanju("doctor")
    assert "将发送至 https://a.cn/v1，已设密钥" in shown
    assert KEY not in out + err + shown


def test_an_unusable_address_is_told_in_one_sentence(asked, yanju, monkeypatch):
    monkeypatch.setenv("YANJU_LLM_BASE_URL", f"https://u:{KEY}@a.cn")
    monkeypatch.setenv("YANJU_LLM_MODEL", "m")
    for command in (("ask", "什么是链长制？"), ("doctor",)):
        code, out, err = yanju(*command)
        assert (code, out) == (2, "")
        assert "YANJU_LLM_BASE_URL" in err
        assert KEY not in err


def test_asking_without_a_model_loads_no_library_of_models(library):
    code = (
        "import sys; from assistant.cli import main; main(['--library', sys.argv[1], 'ask', '什么是链长制？']);"
        "print(sorted({'llama_index', 'openai', 'httpx', 'httpcore', 'tiktoken'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(library.folder)], capture_output=True, cwd=ROOT, timeout=60
    )
    assert done.stderr.decode().strip() == "[]"


def test_notices_and_what_failed_stand_apart_from_the_answer(library):
    held = Claim("乙\n# 丙。", findings=(Finding("x", "error", "原文无\n此数。"),))
    answer = Answer("问", "问", (Claim("甲。"),), (held,), notices=("回答不完整：断了。",))
    assert render.text(answer, library) == (
        "（回答不完整：断了。）\n甲。\n\n未能核实（不计入答案）：\n- 乙 # 丙。（原文无 此数）"
    )
    written = as_markdown(contents.answer(answer, library))
    assert "**未能核实（不计入答案）**\n\n1\\. 乙 \\# 丙。（原文无 此数）" in written
    assert shapes.answer(answer, library)["notices"] == ["回答不完整：断了。"]
