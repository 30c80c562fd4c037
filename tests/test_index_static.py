"""The embedded encoder: the same vectors as through Sentence Transformers, and no torch to get them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from index.encode import SentenceTransformerEncoder
from index.encoders import EMBEDDED, NONE, open_encoder
from index.errors import EncoderError
from index.static import EMBEDDED as FOLDER
from index.static import StaticEncoder

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [
    "邻居家的空调热风排进我家，怎么办？",
    "不动产的相邻权利人应当按照有利生产、方便生活的原则，正确处理相邻关系。",
    "2026年，广东省地区生产总值增长5%左右（粤府函〔2020〕82号）。",
    "ＡＩ，DeepSeek-V3",
    "养老" * 2000,
]
HALF = 2e-3
"""Sentence Transformers adds and divides in the half precision in which the weights are kept."""


@pytest.fixture(scope="module")
def shipped():
    return StaticEncoder()


def copied(tmp_path, name="copy"):
    return Path(shutil.copytree(FOLDER, tmp_path / name))


def test_sentence_transformers_gives_the_same_vectors(shipped):
    # Seconds to import, which every process that only collects these tests would spend.
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(FOLDER), device="cpu").encode(TEXTS).astype(np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    assert shipped.encode_passages(TEXTS) == pytest.approx(theirs, abs=HALF)
    assert SentenceTransformerEncoder(FOLDER, device="cpu").encode_queries(TEXTS) == pytest.approx(
        theirs, abs=HALF
    )


def test_vectors_are_unit_length_float32_rows(shipped):
    vectors = shipped.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), shipped.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_text_without_known_words_is_a_zero_vector_and_not_a_nan(shipped):
    unknown = ["", "，。！", "☃☂"]
    assert not shipped.encode_passages(unknown).any()
    assert not SentenceTransformerEncoder(FOLDER, device="cpu").encode_passages(unknown).any()


def test_nothing_in_nothing_out(shipped):
    assert shipped.encode_queries([]).shape == (0, shipped.dim)


def test_lay_wording_is_nearer_to_its_rule_than_to_another(shipped):
    asked, right, wrong = shipped.encode_passages(
        [
            "邻居家的空调热风排进我家，怎么办？",
            "不动产的相邻权利人应当正确处理相邻关系。",
            "纳税人应当按照规定的期限申报缴纳税款。",
        ]
    )
    assert asked @ right > asked @ wrong + 0.1


def test_many_texts_give_the_vectors_of_each_and_tell_how_far_they_are(shipped):
    texts = [f"第{n}条 {TEXTS[n % 3]}" for n in range(2500)]
    told = []
    whole = shipped.encode_passages(texts, lambda done, total: told.append((done, total)))
    assert told[-1] == (2500, 2500)
    assert len(told) > 1
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    for at in (0, 1023, 1024, 2499):
        assert np.array_equal(whole[at], shipped.encode_queries([texts[at]])[0])


def test_the_fingerprint_goes_by_the_files_and_not_by_their_place(shipped, tmp_path):
    folder = copied(tmp_path)
    assert StaticEncoder(folder).fingerprint == shipped.fingerprint
    weights = load_file(folder / "model.safetensors")
    weights["embedding.weight"][7, 3] += 1
    save_file(weights, folder / "model.safetensors")
    assert StaticEncoder(folder).fingerprint != shipped.fingerprint


def test_what_is_shipped_is_small_half_precision_and_says_what_it_was_trained_on(shipped):
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 16 * 2**20
    assert load_file(FOLDER / "model.safetensors")["embedding.weight"].dtype == np.float16
    assert not [path for path in FOLDER.rglob("*") if path.suffix in {".bin", ".pt", ".pkl"}]
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    for said in ("CC BY-SA", "CMRC 2018", "ExpMRC", "LeCoQA", "CSL", "python -m evals.train encoder"):
        assert said in card


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_missing_or_torn_file_is_told_with_the_next_step(name, tmp_path):
    torn = copied(tmp_path, "torn")
    (torn / name).write_bytes((torn / name).read_bytes()[:1000])
    missing = copied(tmp_path, "missing")
    (missing / name).unlink()
    for folder in (torn, missing):
        with pytest.raises(EncoderError, match=rf'(?s){name}.*encoder = "none"'):
            StaticEncoder(folder)


def test_a_vocabulary_that_is_longer_than_the_matrix_is_refused(tmp_path):
    folder = copied(tmp_path)
    weights = load_file(folder / "model.safetensors")["embedding.weight"]
    save_file({"embedding.weight": weights[:-1].copy()}, folder / "model.safetensors")
    with pytest.raises(EncoderError, match="词表"):
        StaticEncoder(folder)


def test_a_name_means_no_encoder_the_embedded_one_or_a_folder(tmp_path):
    assert open_encoder(NONE) is None
    assert open_encoder(EMBEDDED).name == "embedded"
    opened = open_encoder(str(copied(tmp_path, "mine")))
    assert (type(opened), opened.name) == (StaticEncoder, "mine")


def test_a_folder_of_more_than_a_static_embedding_goes_through_sentence_transformers(tmp_path):
    tokens = Tokenizer(models.WordLevel({"[UNK]": 0, "链": 1}, unk_token="[UNK]"))
    tokens.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    folder = copied(tmp_path)
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    normalize = "sentence_transformers.base.modules.normalize.Normalize"
    modules.append({"idx": 1, "name": "1", "path": "1_Normalize", "type": normalize})
    (folder / "1_Normalize").mkdir()
    (folder / "1_Normalize" / "config.json").write_text("{}", encoding="utf-8")
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    assert type(open_encoder(str(folder))) is SentenceTransformerEncoder


def test_a_torn_list_of_modules_is_told(tmp_path):
    folder = copied(tmp_path)
    for torn in ("[{", "{}", '[{"idx": 0}]', "[3]"):
        (folder / "modules.json").write_text(torn, encoding="utf-8")
        if torn != "{}":
            with pytest.raises(EncoderError, match=r"modules\.json"):
                open_encoder(str(folder))


COLD = """
import sys
from index.encoders import open_encoder
assert open_encoder("embedded").encode_queries(["养老服务"]).any()
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_it_is_used_without_torch():
    run = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr
    assert "'tokenizers'" in run.stdout
    for heavy in ("torch", "transformers", "sentence_transformers", "huggingface_hub", "sklearn"):
        assert f"'{heavy}'" not in run.stdout
