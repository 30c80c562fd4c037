"""Drafts over government work reports: form, support, the facts of a good lead, and a full 提案 that passes 立案预审.

The topics and their facts (data/reports.jsonl) were written from the reports before any draft of them was seen.
The folder holds the reports of 31 provinces, packed; each becomes one document with its place and day.
"""

import re
import sys
import tempfile
import time
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.check import check
from assistant.full import plain
from assistant.grow import grow
from assistant.outline import draft
from assistant.review import review
from assistant.types import Claim, Outline
from evals.cases import DATA, rows
from evals.packed import lines
from index import Library

REPORTS = "provincial_work_reports_2026.jsonl.gz"
_BEGINS = re.compile("各位代表[：:]")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of one topic: errors of form, sentences, those that do not hold, facts wanted and found."""

    id: str
    refused: bool
    form: tuple[str, ...] = ()
    sentences: int = 0
    unsupported: int = 0
    found: int = 0
    wanted: int = 0
    review: tuple[str, ...] = ()
    size: int = 0
    missed: tuple[str, ...] = ()


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench drafts", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / REPORTS).is_file():
        sys.stderr.write(f"请用 --data 指明存放文本的目录，其中应有 {REPORTS}。\n")
        return 2
    for line in measure(options.data / REPORTS):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


def measure(packed: Path, topics: Path = DATA / "reports.jsonl") -> Iterator[str]:
    """A line a topic as it is done, then all together."""
    with (
        tempfile.TemporaryDirectory() as place,
        Library.open(Path(place) / "library", create=True) as library,
    ):
        _fill(library, packed, Path(place) / "reports")
        started = time.perf_counter()
        done: list[Drafted] = []
        for topic in rows(topics):
            done.append(_drafted(topic, library))
            yield _line(done[-1])
    spent = (time.perf_counter() - started) / max(len(done), 1)
    made = [one for one in done if not one.refused]
    wanted = sum(one.wanted for one in done)
    yield (
        f"题目 {len(done)}，成稿 {len(made)}；形式错误 {sum(len(one.form) for one in made)}；"
        f"句子 {sum(one.sentences for one in made)}，不成立 {sum(one.unsupported for one in made)}；"
        f"要点 {wanted}，用上 {sum(one.found for one in done)}（{sum(one.found for one in done) / wanted:.2f}）；"
        f"提案预审重点提示 {sum(len(one.review) for one in made)}；每题 {spent:.1f} 秒"
    )


def _drafted(topic: dict[str, Any], library: Library) -> Drafted:
    outline = draft(topic["request"], library, region=topic["region"])
    if outline.refusal:
        return Drafted(topic["id"], refused=True, wanted=len(topic["facts"]))
    told = [*chain.from_iterable(outline.reasons)]
    again = check([Claim(c.text, c.citations) for c in told], library)
    text = _plain("\n".join(c.text for c in (*told, *outline.issues)))
    missed = tuple(fact[0] for fact in topic["facts"] if not any(_plain(w) in text for w in fact))
    full = grow(outline, library, region=topic["region"])
    hints = tuple(f.code for f in review(plain(full), "提案").findings if f.level == "error")
    return Drafted(
        topic["id"],
        refused=False,
        form=_errors(outline),
        sentences=len(told),
        unsupported=sum(c.verdict != "supported" or not c.citations for c in again),
        found=len(topic["facts"]) - len(missed),
        wanted=len(topic["facts"]),
        review=hints,
        size=full.size,
        missed=missed,
    )


def _errors(outline: Outline) -> tuple[str, ...]:
    return tuple(finding.code for finding in outline.form if finding.level == "error")


def _line(done: Drafted) -> str:
    if done.refused:
        return f"{done.id}\t未成稿"
    told = f"{done.id}\t形式 {','.join(done.form) or '合格'}\t{done.sentences} 句，不成立 {done.unsupported}"
    missed = f"（缺 {'、'.join(done.missed)}）" if done.missed else ""
    hints = ",".join(done.review) or "合格"
    return f"{told}\t要点 {done.found}/{done.wanted}{missed}\t提案 {done.size} 字，预审 {hints}"


def _fill(library: Library, packed: Path, folder: Path) -> None:
    """One file a report, described by a catalogue: title, issuer, place and day are those of the data."""
    folder.mkdir()
    catalogue = []
    for n, report in enumerate(chain.from_iterable(row["rows"] for row in lines(packed))):
        name, body = f"{n:02}.txt", report["full_text"]
        start = _BEGINS.search(body)
        title = f"{report['year']}年{report['province']}政府工作报告"
        (folder / name).write_text(f"{title}\n\n{body[start.start() if start else 0 :]}", encoding="utf-8")
        catalogue.append(
            f'[[document]]\nfile = "{name}"\ntitle = "{title}"\nissuers = ["{report["province"]}人民政府"]\n'
            f'date = "{report["publish_date"]}"\ndate_kind = "发布"\nregion = "{report["province"]}"\ngenre = "政府工作报告"\n'
        )
    (folder / "catalog.toml").write_text("\n".join(catalogue), encoding="utf-8")
    library.add_folder(folder)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
