"""Does the checker tell what a text bears out from what it does not, on claims that others labelled, and how fast?

UHGEval: keywords of a model's continuations, marked by people, against the article. RGB: true and false
answers against true and false passages. OCNLI: sentence pairs; its licence forbids shipping what is
trained on it, so nothing here is. For the first two AUROC is of `assistant.grade`, which ranks; for all
the verdicts of `assistant.check` are counted too. A draft against a library
of ten thousand passages is timed last (--no-speed leaves it out).
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.audit import audit
from assistant.check import check
from assistant.grade import grade, prepared
from assistant.types import VERDICTS, Citation, Claim, Verdict
from evals import mutate
from evals.packed import lines
from index.encoders import EMBEDDED, open_encoder
from index.library import Library
from index.load.text import load_text
from index.types import Span

KEYWORDS, ANSWERS, PAIRS = "uhgeval_keywords_public", "rgb_zh_fact", "ocnli_train_10k"
_PARAGRAPHS, _CHARACTERS, _PER_FILE, _PAIRS = 12_000, 10_000, 200, 3_000
_REPORTS, _ARTICLES = "gov_targets", "stard"  # paragraphs full of figures, and law articles to fill up with

Row = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench checker", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--no-speed", dest="speed", action="store_false")
    options, unknown = parser.parse_known_args(arguments)
    folder = options.data / "claims" if options.data else Path()
    missing = [name for name in (KEYWORDS, ANSWERS, PAIRS) if not (folder / f"{name}.jsonl.gz").is_file()]
    if unknown or missing:
        sys.stderr.write(f"请用 --data 指明测评数据所在的目录，其下 claims 里应有：{'、'.join(missing)}。\n")
        return 2
    for line in (*measure(folder), *(speed(options.data / "retrieval") if options.speed else ())):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(folder: Path) -> Iterator[str]:
    """Lines of a report over the folder that holds the three sets."""
    hold = cache(prepared)
    keywords, answers = _rows(folder, KEYWORDS), _rows(folder, ANSWERS)
    graded = [grade(r["claim"], hold(r["evidence"]), r["sent"]) for r in keywords]
    yield _ranked("UHGEval 关键词", graded, [r["label"] for r in keywords])
    graded = [grade(_answer(r), hold(r["evidence"]), r["claim"]) for r in answers]
    yield _ranked("RGB 事实", graded, [r["label"] for r in answers])
    yield from _judged("RGB 事实", answers, "evidence", "claim", "label", {1: "答对", 0: "答错"})
    pairs = _rows(folder, PAIRS)[:_PAIRS]
    graded = [grade(r["sentence2"], hold(r["sentence1"])) for r in pairs]
    decided = [(g, r["label"] == "entailment") for g, r in zip(graded, pairs, strict=True) if _decided(r)]
    yield _ranked("OCNLI 蕴含对矛盾", [g for g, _ in decided], [int(label) for _, label in decided])
    names = {"entailment": "蕴含", "neutral": "中立", "contradiction": "矛盾"}
    yield from _judged("OCNLI", pairs, "sentence1", "sentence2", "label", names)


def auroc(scores: Sequence[float], labels: Sequence[int]) -> float:
    """The chance that a right one scores above a wrong one, ties half (Mann and Whitney 1947)."""
    values, wanted = np.array(scores), np.array(labels, dtype=bool)
    right, wrong = values[wanted], np.sort(values[~wanted])
    below = np.searchsorted(wrong, right, "left") + np.searchsorted(wrong, right, "right")
    return float(below.sum() / 2 / (len(right) * len(wrong)))


def speed(folder: Path) -> Iterator[str]:
    """How long a draft of ten thousand characters takes against ten thousand passages."""
    reports = _rows(folder / _REPORTS, "corpus")
    paragraphs = [*reports, *_rows(folder / _ARTICLES, "corpus")][:_PARAGRAPHS]
    with (
        tempfile.TemporaryDirectory(prefix="yanju-checker-") as place,
        Library.open(Path(place), create=True, encoder=open_encoder(EMBEDDED)) as library,
    ):
        for start in range(0, len(paragraphs), _PER_FILE):
            texts = "\n\n".join(row["text"] for row in paragraphs[start : start + _PER_FILE])
            document = load_text(texts.encode(), f"{start}.txt")
            library.add_document(document, f"{start}.txt", f"{start}")
        draft = "".join(_altered(reports))[:_CHARACTERS]
        passages = sum(listing.passages for listing in library.documents())
        started = time.perf_counter()
        items = audit(draft, library)
        spent = time.perf_counter() - started
    counts = Counter(VERDICTS[item.claim.verdict] for item in items)
    yield f"核对 {len(draft)} 字（{len(items)} 句，{passages} 段的资料库）：{spent:.1f} 秒；{dict(counts)}"


def _altered(paragraphs: Sequence[Row]) -> Iterator[str]:
    """Every ninth paragraph, every other one of them with a digit changed."""
    for at, row in enumerate(paragraphs[::9]):
        text = row["text"].strip() + "\n"
        yield mutate.digit(text) if at % 2 else text


def _judged(
    title: str, rows: Sequence[Row], evidence: str, said: str, label: str, names: dict[Any, str]
) -> Iterator[str]:
    """The verdict of the checker on each claim, citing the whole of its text, counted by label."""
    counts: Counter[tuple[Any, Verdict]] = Counter()
    with (
        tempfile.TemporaryDirectory(prefix="yanju-checker-") as place,
        Library.open(Path(place), create=True) as library,
    ):
        spans: dict[str, Span] = {}
        for row in rows:
            text = row[evidence]
            if text not in spans:
                spans[text] = _added(text, library)
            claim = Claim(row[said].partition("：")[2] or row[said], (Citation(spans[text]),))
            counts[row[label], check([claim], library)[0].verdict] += 1
    for value, name in names.items():
        found = {word: counts[value, verdict] for verdict, word in VERDICTS.items()}
        yield f"{title}，{name} {sum(found.values())}：" + "，".join(f"{w} {n}" for w, n in found.items())


def _added(text: str, library: Library) -> Span:
    document = load_text(text.encode(), f"{len(text)}.txt")
    library.add_document(document, f"{document.id}.txt", document.id)
    return Span(document.id, 0, len(document.text))


def _ranked(title: str, scores: Sequence[float], labels: Sequence[int]) -> str:
    right = sum(labels)
    return f"{title}：AUROC {auroc(scores, labels):.3f}（{right} 对，{len(labels) - right} 错）"


def _decided(row: Row) -> bool:
    return row["label"] in ("entailment", "contradiction")


def _answer(row: Row) -> str:
    return str(row["claim"]).rpartition("：")[2]


def _rows(folder: Path, name: str) -> list[Row]:
    return list(lines(folder / f"{name}.jsonl.gz"))
