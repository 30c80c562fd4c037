"""Answers over government work reports: is the asked figure shown, from the right report, and is what is absent refused?

The questions of the set gov_targets (made by rule from 31 provincial and 52 national reports) ask for
one target of one region and year; 55 of them ask for targets that the report does not set.
"""

import re
import sys
import tempfile
import time
import unicodedata
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import ask
from assistant.extractive import Extractive
from evals.packed import lines
from index import Library

NAME = "gov_targets"


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench answers", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / NAME).is_dir():
        sys.stderr.write(f"请用 --data 指明检索测评数据所在的目录，其中应有子目录 {NAME}。\n")
        return 2
    for line in measure(options.data):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(folder: Path) -> Iterator[str]:
    """Lines of a report over the folder that holds gov_targets/."""
    queries = list(lines(folder / NAME / "queries.jsonl.gz"))
    with (
        tempfile.TemporaryDirectory() as place,
        Library.open(Path(place) / "library", create=True) as library,
    ):
        filled(library, folder / NAME / "corpus.jsonl.gz", Path(place) / "reports")
        counts: dict[str, int] = defaultdict(int)
        started = time.perf_counter()
        for query in queries:
            for outcome in _judge(query, library):
                counts[outcome] += 1
        spent = (time.perf_counter() - started) / len(queries)
    yield f"有答案 {counts['answerable']} 题：作答 {counts['answered']}，数值正确 {counts['right']}，出自所问报告 {counts['source']}"
    yield f"无答案 {counts['absent']} 题：拒答 {counts['refused']}"
    yield f"每题 {spent * 1000:.0f} 毫秒"


def _judge(query: dict[str, Any], library: Library) -> Iterator[str]:
    answer = ask(query["text"], library, Extractive())
    if not query["answerable"]:
        yield "absent"
        if answer.refusal:
            yield "refused"
        return
    yield "answerable"
    if answer.refusal:
        return
    yield "answered"
    said = _plain("".join(claim.text for claim in answer.claims))
    if any(_plain(a) in said for a in query["answers"]):
        yield "right"
    first = library.document(answer.claims[0].citations[0].span.doc_id).title
    if query["year"] in first and query["region"][:2] in first:
        yield "source"


def filled(library: Library, corpus: Path, folder: Path) -> None:
    """One file a report; its passages are its paragraphs."""
    folder.mkdir()
    texts: dict[str, list[str]] = defaultdict(list)
    for row in lines(corpus):
        texts[row["title"]].append(row["text"])
    for title, paragraphs in texts.items():
        (folder / f"{title}.md").write_text(f"# {title}\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    library.add_folder(folder)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
