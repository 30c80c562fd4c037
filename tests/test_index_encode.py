"""Any Sentence Transformers model as an encoder: tiny ones, made here, saved and loaded without a network."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from index.encode import SentenceTransformerEncoder
from index.errors import EncoderError

CHARS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"产业链数字经济农村养老服务医疗问答年增长省市的推动如何"]
TEXTS = ["推动产业链", "农村养老服务", "数字经济增长", "医疗"]
DIM = 16


def tokenizer():
    made = Tokenizer(models.WordLevel({char: i for i, char in enumerate(CHARS)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    return made


def static(folder, seed=0, **options):
    # Seconds to import, here and below, which every process that only collects these tests would spend.
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    weights = np.random.default_rng(seed).normal(size=(len(CHARS), DIM)).astype(np.float32)
    weights[1] = 0  # unknown characters say nothing
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer(), weights)], device="cpu", **options)
    model.save_pretrained(str(folder))
    return folder


def bert(folder):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    special = {f"{name.lower()}_token": f"[{name}]" for name in ("PAD", "UNK", "CLS", "SEP")}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer(), model_max_length=32, **special).save_pretrained(
        folder
    )
    config = BertConfig(
        vocab_size=len(CHARS),
        hidden_size=DIM,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(folder)
    transformer = Transformer(str(folder))
    model = SentenceTransformer(modules=[transformer, Pooling(DIM)], device="cpu")
    model.save_pretrained(str(folder / "whole"))
    return folder / "whole"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return static(tmp_path_factory.mktemp("model") / "tiny-static")


@pytest.fixture(scope="module")
def encoder(model):
    return SentenceTransformerEncoder(model, device="cpu")


def test_vectors_are_unit_length_float32_rows(encoder):
    for vectors in (encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS)):
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(TEXTS), encoder.dim) == (4, DIM)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_like_texts_are_near(encoder):
    question = encoder.encode_queries(["养老服务如何推动"])[0]
    assert int(np.argmax(encoder.encode_passages(TEXTS) @ question)) == 1


def test_a_text_of_unknown_characters_is_a_zero_vector_and_not_a_nan(encoder):
    assert encoder.encode_passages(["", "ⅫⅫ"]).tolist() == np.zeros((2, DIM)).tolist()


def test_nothing_in_nothing_out(encoder):
    assert encoder.encode_queries([]).shape == (0, DIM)
    assert encoder.encode_passages([]).shape == (0, DIM)


def test_batches_make_no_difference_and_progress_is_told(model):
    encoder = SentenceTransformerEncoder(model, device="cpu", batch_size=2)
    texts = [TEXTS[i % 4] * (i % 3 + 1) for i in range(70)]
    told = []
    whole = encoder.encode_passages(texts, lambda done, total: told.append((done, total)))
    assert told == [(32, 70), (64, 70), (70, 70)]
    single = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert whole == pytest.approx(single, abs=1e-6)


def test_queries_and_passages_get_the_model_s_own_prompts(tmp_path):
    prompted = SentenceTransformerEncoder(
        static(tmp_path / "m", prompts={"query": "问", "document": "答"}), "cpu"
    )
    bare = SentenceTransformerEncoder(static(tmp_path / "n"), "cpu")
    assert prompted.encode_queries(["养老"]) == pytest.approx(bare.encode_queries(["问养老"]), abs=1e-6)
    assert prompted.encode_passages(["养老"]) == pytest.approx(bare.encode_passages(["答养老"]), abs=1e-6)
    assert prompted.encode_queries(["养老"]) != pytest.approx(prompted.encode_passages(["养老"]), abs=1e-3)


def test_a_transformer_with_pooling_works_too(tmp_path):
    encoder = SentenceTransformerEncoder(bert(tmp_path), device="cpu", batch_size=2)
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (4, DIM)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode_queries(TEXTS[:1])[0] == pytest.approx(vectors[0], abs=1e-5)


def test_the_name_is_the_folder_s_and_not_its_path(encoder):
    assert encoder.name == "tiny-static"


def test_the_fingerprint_is_the_same_for_the_same_model(model, encoder, tmp_path):
    moved = shutil.copytree(model, tmp_path / "tiny-static")
    assert SentenceTransformerEncoder(moved, device="cpu", batch_size=1).fingerprint == encoder.fingerprint


def test_the_fingerprint_tells_models_of_the_same_size_apart(encoder, tmp_path):
    others = {
        "weights": static(tmp_path / "w" / "tiny-static", seed=1),
        "prompts": static(tmp_path / "p" / "tiny-static", prompts={"query": "问"}),
        "name": static(tmp_path / "n" / "another"),
    }
    prints = {
        name: SentenceTransformerEncoder(folder, device="cpu").fingerprint for name, folder in others.items()
    }
    assert len({encoder.fingerprint, *prints.values()}) == 4


# What cannot be loaded


def _break_weights(folder):
    (folder / "model.safetensors").write_bytes(b"x" * 100)


def _break_modules(folder):
    (folder / "modules.json").write_text("{")


def _foreign_code(folder):
    modules = [{"idx": 0, "name": "0", "path": "", "type": "evil.Module"}]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "evil.py").write_text("raise SystemExit('ran')")


def _no_tokenizer(folder):
    (folder / "tokenizer.json").unlink()


def _empty(folder):
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize("damage", [_break_weights, _break_modules, _foreign_code, _no_tokenizer, _empty])
def test_a_damaged_folder_is_an_error_that_says_what_to_do(model, tmp_path, damage):
    folder = Path(shutil.copytree(model, tmp_path / "model"))
    damage(folder)
    with pytest.raises(EncoderError, match=r"无法加载向量模型.*请检查该目录") as caught:
        SentenceTransformerEncoder(folder, device="cpu")
    assert "\n" not in str(caught.value)


def test_pickled_weights_are_refused(model, tmp_path):
    folder = Path(shutil.copytree(model, tmp_path / "model"))
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(EncoderError, match=r"pickle 格式。请先把权重转换为 safetensors"):
        SentenceTransformerEncoder(folder, device="cpu")


@pytest.mark.parametrize("name", ["./none", "/none/model", "~/none", "models/a/b", "模型/小", r"models\a"])
def test_a_path_that_leads_nowhere_is_never_asked_for_at_the_hub(name):
    """Were the hub asked, the guard against connections would raise another error."""
    with pytest.raises(EncoderError, match=r"没有这个目录.*请检查路径"):
        SentenceTransformerEncoder(name, device="cpu")


@pytest.mark.parametrize("name", ["nonsense", "nobody/no-such-model", "BAAI/bge-m3", "a--b", "a..b/c"])
def test_a_model_that_is_not_on_this_machine_is_told_at_once_and_no_host_is_asked(name, monkeypatch):
    """Its message comes before the library that could ask is even loaded."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with pytest.raises(EncoderError, match=f"{re.escape(name)}.*没有下载过.*请填已下载的模型所在的目录"):
        SentenceTransformerEncoder(name, device="cpu")


@pytest.mark.parametrize("name", ["nobody/tiny", "tiny"])
def test_a_model_that_the_hub_s_client_keeps_goes_by_its_name(name, model, encoder, tmp_path, monkeypatch):
    owner = name if "/" in name else f"sentence-transformers/{name}"
    kept = tmp_path / f"models--{owner.replace('/', '--')}"
    shutil.copytree(model, kept / "snapshots" / "0123abcd")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("0123abcd")
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    found = SentenceTransformerEncoder(name, device="cpu")
    assert found.name == name
    assert found.encode_queries(TEXTS) == pytest.approx(encoder.encode_queries(TEXTS), abs=1e-6)


def test_a_local_model_asks_no_host_even_where_the_hub_is_allowed(model):
    """In a process of its own, because the hub's client reads its settings at import."""
    program = (
        "import os, socket, sys\n"
        "def refuse(*_, **__):\n    raise SystemExit('asked a host')\n"
        "socket.getaddrinfo = socket.socket.connect = refuse\n"
        "from index.encode import SentenceTransformerEncoder\n"
        "print(SentenceTransformerEncoder(sys.argv[1], 'cpu').encode_queries(['养老']).shape)\n"
        "print(os.environ['HF_HUB_OFFLINE'])\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", program, str(model)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, f"(1, {DIM})\n1"), done.stderr
