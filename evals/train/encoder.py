"""Train the embedded encoder: a vector a token, so that a question and its passage lie near each other.

    python -m evals.train encoder --data DIR [--measured DIR] [--fold 0/2] [--out DIR]

Every batch is its own set of wrong answers (in-batch negatives, of one source), with passages that BM25
mistakes for the right ones (--hard 0 leaves those out); after training the vectors are
written in half precision, in Sentence Transformers' own format. The same seed, data and machine give
the same file. With --measured (the retrieval sets) the overlap is printed, and --fold I/N leaves out
whatever is linked to the I-th part of the STARD questions, so that those can be measured.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evals.train import pairs as data
from evals.train import tokenizer
from evals.train.fit import Recipe, fit
from evals.train.negatives import hard
from evals.train.pairs import Pair

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MEASURED = ("stard", "gov_targets", "cmrc_dev", "drcd_dev", "rageval_finance")
_FOLDED = "stard"
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    }
]
_SETTINGS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    absent = data.missing(options.data) if options.data else list(data.FILES)
    if absent:
        _say(
            f"请用 --data 指明训练数据所在的目录；缺少：{'、'.join(f'{name}.jsonl.gz' for name in absent)}。"
        )
        return 2
    pairs = data.read_pairs(options.data)
    fold, folds = map(int, options.fold.split("/"))
    if options.measured and folds > 1:
        pairs = data.hold_out(pairs, data.read_questions(options.measured / _FOLDED), fold, folds)
    chosen = data.sample(pairs, options.seed)
    if options.measured:
        _say_overlaps(chosen, options.measured, options.sets.split(","))
    tokens = tokenizer.train((t for p in chosen for t in (p.question, p.passage)), options.vocabulary)
    recipe = Recipe(
        options.dim,
        options.epochs,
        options.batch,
        options.rate,
        options.scale,
        options.drop,
        options.seed,
    )
    wrong = hard(chosen) if options.hard else [""] * len(chosen)
    matrix = fit(chosen, wrong, tokens, recipe)
    write(options.out, tokens, matrix, data.seen(chosen))
    _say(f"已写入 {options.out}：{len(matrix)} 个词元，{matrix.shape[1]} 维，{len(chosen)} 对。")
    return 0


def write(folder: Path, tokens: "Tokenizer", matrix: NDArray[np.float32], seen: Sequence[str]) -> None:
    """A folder that both `index.static` and SentenceTransformer read. A README.md that is there stays."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": matrix.astype(np.float16)}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)
    tokens.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in (("modules.json", _MODULES), ("config_sentence_transformers.json", _SETTINGS)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / data.SEEN).write_text("\n".join(seen) + "\n", encoding="utf-8")


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m evals.train encoder")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--measured", type=Path)
    parser.add_argument("--sets", default=",".join(_MEASURED))
    parser.add_argument("--out", type=Path, default=Path("index/encoder"))
    parser.add_argument("--fold", default="0/1")
    parser.add_argument("--vocabulary", type=int, default=16_000)
    parser.add_argument("--dim", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=0.03)
    parser.add_argument("--scale", type=float, default=20.0)
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--hard", type=int, choices=(0, 1), default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


def _say_overlaps(chosen: Sequence[Pair], measured: Path, names: Sequence[str]) -> None:
    for name in names:
        questions = data.read_questions(measured / name)
        found = data.overlaps(chosen, questions)
        shared = "；".join(f"{file}：{asked} 问、{right} 段" for file, asked, right in found) or "无"
        _say(f"与 {name}（{len(questions)} 问）重合：{shared}。")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
