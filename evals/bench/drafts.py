"""Drafts over the seeds and over government work reports: form, support, the facts of a good lead, and full 提案.

The topics and their facts were written from the texts before any draft of them was seen; those of data/drafts.jsonl
and data/reports.jsonl were looked at for much longer afterwards than those of data/later.jsonl. Those of data/blind.jsonl
were written by a reader who saw no draft of anything; what drafts of the `seen` ones lack was looked at since, the others
were only counted.
The folder holds the reports of 31 provinces, packed; each becomes one document with its place and
day. A lead grows into a 提案 of the usual length and into one twice as long.
"""

import re
import sys
import tempfile
import time
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assistant.check import check
from assistant.full import LENGTH, plain
from assistant.grow import grow
from assistant.outline import draft
from assistant.review import review
from assistant.types import Claim, Outline
from evals.cases import DATA, SEEDS, read_topics, rows
from evals.packed import lines
from index import Library
from index.encoders import EMBEDDED, open_encoder

REPORTS = "provincial_work_reports_2026.jsonl.gz"
LENGTHS = (LENGTH, 2 * LENGTH)
"""Characters of the 提案 that each lead grows into."""
_BEGINS = re.compile("各位代表[：:]")

OURS, LATER, SEEN, BLIND = "合计", "后写的", "未看草稿另写、后来看过的", "未看草稿另写、一直没有看过的"

Facts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic, with the facts of a good lead, any wording of which counts; without any where the library does not
    carry it. Each `group` is counted apart."""

    id: str
    request: str
    region: str
    facts: Facts
    profile: str = ""
    group: str = OURS


@dataclass(frozen=True, slots=True)
class Told:
    """One text: its sentences that do not hold, the facts that it tells, its characters, what 立案预审 finds wrong."""

    unsupported: int
    found: int
    size: int = 0
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of one topic: errors of form and sentences of the lead, the lead, and a 提案 of each length."""

    asked: Asked
    form: tuple[str, ...] = ()
    sentences: int = 0
    lead: Told | None = None
    full: tuple[Told, ...] = ()


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


def measure(packed: Path, data: Path = DATA) -> Iterator[str]:
    """A line a topic as it is done, then each library's together, then each group's, and what no library carries."""
    done: list[Drafted] = []
    for name, asked, reports in (
        ("五篇原文", _of_seeds(data), None),
        ("工作报告", _of_reports(data), packed),
    ):
        with tempfile.TemporaryDirectory() as place:
            folder = _written(reports, Path(place) / "reports") if reports else SEEDS
            with Library.open(
                Path(place) / "library", create=True, encoder=open_encoder(EMBEDDED)
            ) as library:
                library.add_folder(folder)
                started = time.perf_counter()
                part = []
                for one in asked:
                    part.append(_drafted(one, library))
                    yield _line(part[-1])
                spent = (time.perf_counter() - started) / max(len(part), 1)
        yield f"{name}：每题 {spent:.1f} 秒；{_together([one for one in part if one.asked.group == OURS])}"
        done += part
    for group in (OURS, LATER, SEEN, BLIND):
        yield f"{group}：{_together([one for one in done if one.asked.group == group and one.asked.facts])}"
    refused = [one.lead is None for one in done if not one.asked.facts]
    yield f"资料库没有讲到的：题目 {len(refused)}，不成稿 {sum(refused)}"


def _of_seeds(data: Path) -> list[Asked]:
    topics = [t for t in read_topics(data / "drafts.jsonl") if t.facts]
    ours = [Asked(t.id, t.request, t.region, [f.wordings for f in t.facts], t.profile) for t in topics]
    return [*ours, *_others(data, "seeds")]


def _of_reports(data: Path) -> list[Asked]:
    first = rows(data / "reports.jsonl")
    return [
        *(Asked(t["id"], t["request"], t["region"], t["facts"]) for t in first),
        *_others(data, "reports"),
    ]


def _others(data: Path, over: str) -> Iterator[Asked]:
    for name, group in (("later", LATER), ("blind", BLIND)):
        for t in rows(data / f"{name}.jsonl"):
            if t["over"] == over:
                facts = () if t.get("refuse") else t["facts"]
                yield Asked(t["id"], t["request"], t["region"], facts, group=SEEN if t.get("seen") else group)


def _drafted(asked: Asked, library: Library) -> Drafted:
    outline = draft(asked.request, library, region=asked.region, profile=asked.profile)
    if outline.refusal:
        return Drafted(asked)
    told = [*chain.from_iterable(outline.reasons)]
    text = "\n".join(c.text for c in (*told, *outline.issues))
    lead = Told(_unsupported(told, library), _found(asked.facts, text))
    full = tuple(_grown(asked, outline, library, length) for length in LENGTHS)
    return Drafted(asked, _errors(outline), len(told), lead, full)


def _grown(asked: Asked, outline: Outline, library: Library, length: int) -> Told:
    full = grow(outline, library, region=asked.region, length=length)
    errors = tuple(f.code for f in review(plain(full), "提案", length).findings if f.level == "error")
    return Told(_unsupported(full.claims(), library), _found(asked.facts, plain(full)), full.size, errors)


def _unsupported(claims: Iterable[Claim], library: Library) -> int:
    again = check([Claim(c.text, c.citations) for c in claims], library)
    return sum(c.verdict != "supported" or not c.citations for c in again)


def _found(facts: Facts, text: str) -> int:
    plain_text = _plain(text)
    return sum(any(_plain(wording) in plain_text for wording in fact) for fact in facts)


def _errors(outline: Outline) -> tuple[str, ...]:
    return tuple(finding.code for finding in outline.form if finding.level == "error")


def _line(done: Drafted) -> str:
    if done.lead is None:
        return f"{done.asked.id}\t未成稿"
    found = "、".join(str(told.found) for told in (done.lead, *done.full))
    sizes = "、".join(str(told.size) for told in done.full)
    hints = ",".join(code for told in done.full for code in told.review) or "合格"
    return (
        f"{done.asked.id}\t形式 {','.join(done.form) or '合格'}\t{done.sentences} 句，不成立 {done.lead.unsupported}"
        f"\t要点 {len(done.asked.facts)}，用上 {found}\t提案 {sizes} 字，不成立 {sum(t.unsupported for t in done.full)}，预审 {hints}"
    )


def _together(done: Sequence[Drafted]) -> str:
    made = [one for one in done if one.lead is not None]
    told = [
        [one.lead for one in made if one.lead],
        *([one.full[n] for one in made] for n in range(len(LENGTHS))),
    ]
    wanted = max(sum(len(one.asked.facts) for one in done), 1)
    names = ("线索", *(f"{length} 字提案" for length in LENGTHS))
    counts = (
        f"{name}用上 {sum(t.found for t in some)}（{sum(t.found for t in some) / wanted:.3f}），"
        f"不成立 {sum(t.unsupported for t in some)}，预审重点提示 {sum(len(t.review) for t in some)}"
        for name, some in zip(names, told, strict=True)
    )
    return (
        f"题目 {len(done)}，成稿 {len(made)}；形式错误 {sum(len(one.form) for one in made)}；"
        f"句子 {sum(one.sentences for one in made)}；要点 {wanted}：{'；'.join(counts)}"
    )


def _written(packed: Path, folder: Path) -> Path:
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
    return folder


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
