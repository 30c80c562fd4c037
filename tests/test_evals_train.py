"""Training the embedded encoder: nothing is trained on that is measured, and the same data give the same file."""

import gzip
import json

import pytest

from evals.bench import fused
from evals.bench import retrieval as bench
from evals.train import __main__ as door
from evals.train import pairs
from evals.train.pairs import FILES, QUESTION_SETS, Pair, Question, digest, hold_out, overlaps, sample, seen
from index.static import StaticEncoder

TOPICS = ["空调", "租房", "工资", "养老", "医疗", "学校", "道路", "水电", "宠物", "快递", "装修", "停车"]


def pack(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Training files of forty pairs each, and one measured set of questions in everyday words."""
    folder = tmp_path_factory.mktemp("given")
    for name in FILES:
        rows = [
            {"q": f"{name}里{t}的问题{n}怎么办", "p": f"{t}规定\n{name}关于{t}应当依法处理，第{n}条。"}
            for n in range(4)
            for t in TOPICS
        ]
        pack(folder / "train" / f"{name}.jsonl.gz", rows)
    corpus = [
        {"id": f"p{n}", "title": f"{t}规定", "text": f"lecoqa_train关于{t}应当依法处理，第{n % 4}条。"}
        for n, t in enumerate(TOPICS)
    ]
    queries = [{"id": f"q{n}", "text": f"我家{t}出了事谁管", "pos": [f"p{n}"]} for n, t in enumerate(TOPICS)]
    pack(folder / "measured" / "stard" / "corpus.jsonl.gz", corpus)
    pack(
        folder / "measured" / "stard" / "queries.jsonl.gz", [*queries, {"id": "-", "text": "无解", "pos": []}]
    )
    return folder


def train(given, out, *more):
    small = ("--vocabulary", "300", "--dim", "16", "--epochs", "4", "--batch", "32")
    return door.main(["encoder", "--data", str(given / "train"), "--out", str(out), *small, *more])


def test_missing_data_are_told_in_one_sentence(tmp_path, capsys):
    for arguments in (["encoder"], ["encoder", "--data", str(tmp_path)]):
        assert door.main(arguments) == 2
        told = capsys.readouterr().err
        assert told.count("。") == 1
        assert "--data" in told
        assert "lecoqa_train.jsonl.gz" in told


def test_an_unknown_model_is_told(capsys):
    assert door.main(["planner"]) == door.main([]) == 2
    assert "encoder" in capsys.readouterr().err


def test_training_twice_gives_the_same_files_and_another_seed_others(given, tmp_path):
    for name, seed in (("one", "1"), ("same", "1"), ("other", "2")):
        assert train(given, tmp_path / name, "--seed", seed) == 0
    prints = [StaticEncoder(tmp_path / name).fingerprint for name in ("one", "same", "other")]
    assert prints[0] == prints[1] != prints[2]


def test_what_was_learned_brings_a_question_near_its_passage(given, tmp_path):
    train(given, tmp_path / "model")
    encoder = StaticEncoder(tmp_path / "model")
    asked = encoder.encode_queries([f"{topic}的问题怎么办" for topic in TOPICS])
    found = encoder.encode_passages([f"关于{topic}应当依法处理" for topic in TOPICS])
    assert ((asked @ found.T).argmax(axis=1) == range(len(TOPICS))).mean() > 0.8


def test_held_out_is_whatever_is_linked_however_indirectly():
    chain = [
        Pair("甲问", "第一条", "lecoqa_train"),
        Pair("甲问", "甲的回答", "lecoqa_train"),
        Pair("乙问", "甲的回答", "lecoqa_train"),
        Pair("乙问", "第二条", "lecoqa_train"),
    ]
    apart = [Pair("丙问", "第三条", "lecoqa_train"), Pair("总则", "第一条", "law_national")]
    measured = [Question("m", "我问", ("某法第二条", "第二条"))]
    assert hold_out([*chain, *apart], measured, 0, 1) == apart


def test_folds_share_no_question_and_together_hold_out_all():
    supervised = [Pair(f"问{n}", f"第{n // 2}条", "lecoqa_train") for n in range(40)]
    measured = [Question(str(n), f"测{n}", (f"某法第{n // 2}条", f"第{n // 2}条")) for n in range(40)]
    kept = [{pair.question for pair in hold_out(supervised, measured, fold, 3)} for fold in range(3)]
    every = {pair.question for pair in supervised}
    held = [every - questions for questions in kept]
    assert set.union(*held) == every
    assert sum(map(len, held)) == len(every)
    assert all(held)


def test_overlap_counts_questions_and_right_passages_whatever_their_punctuation():
    chosen = [
        Pair("谁可以 继承？", "无关", "lecoqa_train"),
        Pair("无关", "民法典第一条 为了保护…", "law_national"),
        Pair("无关", "无关", "cmrc_train"),
    ]
    measured = [
        Question("1", "谁可以继承", ("民法典第一条为了保护", "为了保护", "民法典第二条物权", "物权")),
        Question("2", "别的", ("民法典第三条债权", "债权")),
    ]
    assert overlaps(chosen, measured) == [("law_national", 0, 1), ("lecoqa_train", 1, 0)]


def test_what_was_seen_lists_question_sets_alone():
    chosen = [Pair("一", "二", "lecoqa_train"), Pair("三", "四", "law_local")]
    assert seen(chosen) == sorted({digest("一"), digest("二")})
    assert {"lecoqa_train", "cmrc_train"} <= set(QUESTION_SETS)


def test_the_measured_reading_sets_are_never_trained_on():
    assert "drcd_dev" not in FILES


def test_a_sample_is_bounded_a_file_and_the_same_for_a_seed(monkeypatch):
    monkeypatch.setattr(pairs, "FILES", {"law_local": (3, 1), "lecoqa_train": (9, 2)})
    every = [Pair(f"{n}", "长" * 999, name) for name in ("law_local", "lecoqa_train") for n in range(5)]
    chosen = sample(every, 1)
    assert [pair.source for pair in chosen] == ["law_local"] * 3 + ["lecoqa_train"] * 10
    assert chosen == sample(every, 1) != sample(every, 2)
    assert max(len(pair.passage) for pair in chosen) == 300


def test_the_bench_leaves_out_what_a_model_has_seen_and_another_takes_its_place(given, tmp_path, capsys):
    measured = str(given / "measured")
    monkey = ("--measured", measured)
    assert train(given, tmp_path / "all") == 0
    for fold in (0, 1):
        assert train(given, tmp_path / f"half{fold}", "--fold", f"{fold}/2", *monkey, "--sets", "stard") == 0
    assert "与 stard（12 问）重合" in capsys.readouterr().err

    def counted(*names):
        chosen = ",".join(str(tmp_path / name) for name in names)
        arguments = ["--data", measured, "--sets", "stard", "--encoder", chosen]
        assert bench.main(arguments) == 0
        last = capsys.readouterr().out.splitlines()[-1]
        assert last.count("|") == len(fused.HEAD) + 1
        return last.split(" | ")[1]

    seen_by_all = counted("all")
    assert seen_by_all == "0（12）"
    first, second = (int(counted(f"half{fold}").split("（")[0]) for fold in (0, 1))
    assert 0 < first < 12
    assert first + second == 12
    assert counted("half0", "half1") == "12（12）"
