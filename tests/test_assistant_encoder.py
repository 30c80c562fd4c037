"""The encoder a run works with: the embedded one unless told otherwise, never mixed with another's vectors."""

import json
import shutil

import pytest

from assistant.settings import read_settings
from index.static import EMBEDDED as FOLDER

NEIGHBOUR = "不动产的相邻权利人应当正确处理相邻关系，给邻居造成损失的应当赔偿。"
LAY = "隔壁空调热风吵得没法睡"


@pytest.fixture
def given(folder):
    (folder / "规则.txt").write_text(f"相邻关系规定\n\n第一条 {NEIGHBOUR}\n", encoding="utf-8")
    (folder / "税务.txt").write_text(
        "纳税规定\n\n第一条 纳税人应当按照规定的期限申报缴纳税款。\n", encoding="utf-8"
    )
    return folder


def doctor(yanju):
    _, out, _ = yanju("doctor", "--json")
    told = json.loads(out)
    (check,) = [check for check in told["checks"] if check["name"] == "向量检索"]
    return told["encoder"], check["message"], told["library"]["passages"]


def hits(yanju, question):
    code, out, _ = yanju("search", question, "--json")
    assert code == 0
    return json.loads(out)["hits"]


def test_without_any_setting_every_passage_has_a_vector_and_is_found_by_likeness(yanju, given):
    assert yanju("index", "add", given / "规则.txt", given / "税务.txt")[0] == 0
    encoder, message, passages = doctor(yanju)
    assert encoder == {"name": "embedded", "dim": 256, "vectors": passages}
    assert message == f"embedded，256 维，{passages}/{passages} 段有向量"
    found = hits(yanju, LAY)
    assert found[0]["source"] == "规则.txt"
    assert found[0]["parts"]["dense"] > 0


def test_none_switches_it_off(yanju, given, monkeypatch):
    monkeypatch.setenv("YANJU_ENCODER", "none")
    assert yanju("index", "add", given / "规则.txt")[0] == 0
    encoder, message, _ = doctor(yanju)
    assert encoder == {"name": "none", "dim": 0, "vectors": 0}
    assert "只用词项检索" in message
    assert all("dense" not in hit["parts"] for hit in hits(yanju, NEIGHBOUR))


def test_another_encoder_is_told_and_words_are_searched_until_the_vectors_are_made_anew(
    yanju, given, tmp_path, monkeypatch
):
    assert yanju("index", "add", given / "规则.txt")[0] == 0
    other = shutil.copytree(FOLDER, tmp_path / "other")
    words = json.loads((other / "tokenizer.json").read_text(encoding="utf-8"))
    words["model"]["max_input_chars_per_word"] -= 1
    (other / "tokenizer.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setenv("YANJU_ENCODER", str(other))
    assert "yanju index rebuild" in doctor(yanju)[1]
    assert all("dense" not in hit["parts"] for hit in hits(yanju, NEIGHBOUR))
    code, _, err = yanju("index", "add", given / "税务.txt")
    assert code == 2
    assert "yanju index rebuild" in err
    assert yanju("index", "rebuild")[0] == 0
    assert "yanju index rebuild" not in doctor(yanju)[1]
    assert hits(yanju, NEIGHBOUR)[0]["parts"]["dense"] > 0


def test_an_encoder_that_cannot_be_loaded_is_told_in_one_sentence_and_by_doctor(yanju, given, monkeypatch):
    monkeypatch.setenv("YANJU_ENCODER", str(given / "没有"))
    code, out, err = yanju("search", LAY)
    assert (code, out) == (2, "")
    assert "无法加载向量模型" in err
    code, out, _ = yanju("doctor")
    assert code == 2
    assert "异常  向量检索：无法加载向量模型" in out


def test_the_setting_may_stand_in_the_file(tmp_path):
    assert read_settings({}, {}, tmp_path).encoder == "embedded"
    (tmp_path / "yanju.toml").write_text('encoder = "none"', encoding="utf-8")
    assert read_settings({}, {}, tmp_path).encoder == "none"


@pytest.mark.parametrize(("flags", "name"), [((), "embedded"), (("--encoder", "none"), "")])
def test_a_flag_goes_before_the_settings_and_an_answer_says_whose_vectors_took_part(
    flags, name, yanju, given
):
    assert yanju("index", "add", given / "规则.txt")[0] == 0
    _, out, _ = yanju("ask", "相邻权利人应当怎样处理相邻关系？", "--json", *flags)
    assert json.loads(out)["trace"]["encoder"] == name


def test_what_neither_searches_nor_changes_needs_no_encoder(yanju, given, monkeypatch):
    assert yanju("index", "add", given / "规则.txt")[0] == 0
    place = yanju("search", NEIGHBOUR)[1].split("yanju show ")[1].split()[0]
    monkeypatch.setenv("YANJU_ENCODER", "nonsense")
    for command in (
        ("index", "list"),
        ("index", "verify"),
        ("index", "describe", "规则.txt"),
        ("show", place),
    ):
        assert yanju(*command)[0] == 0, command
    code, _, err = yanju("index", "describe", "规则.txt", "--title", "相邻关系")
    assert code == 2
    assert "没有下载过" in err
    monkeypatch.delenv("YANJU_ENCODER")
    assert "dense" in hits(yanju, LAY)[0]["parts"]
