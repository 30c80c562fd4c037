"""python -m evals: ask every case without a model, print the numbers, fail if any of them fell.

`verify` proves the data against the seeds; `locate FILE TEXT` gives the raw offsets for new evidence.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.cases import find, problems, read_cases, read_texts, read_topics


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.command == "verify":
        return verify()
    if options.command == "locate":
        return locate(options.source, options.text)
    return evaluate(options.accept, options.worst)


def evaluate(accept: bool, count: int) -> int:
    """Run all cases. 1 when a number fell below the baseline and the fall was not accepted."""
    # What asks and searches loads here, so that `verify` needs the data and the seeds only.
    from evals import gate, report
    from evals.run import fill, run, summary
    from index.library import Library

    with (
        tempfile.TemporaryDirectory(prefix="yanju-evals-") as folder,
        Library.open(Path(folder), create=True) as library,
    ):
        fill(library)
        rows = run(read_cases(), library, read_texts())
    now = summary(rows)
    overview = report.overview(rows, gate.read_baseline())
    _write([report.worst(rows, count), "", report.by_kind(rows), "", overview, ""])
    code, lines = gate.judge(now, accept)
    _write(lines)
    return code


def verify() -> int:
    """Check every offset and fact against the seeds. 1 when anything is wrong."""
    cases, topics = read_cases(), read_topics()
    found = tuple(problems(cases, topics, read_texts()))
    _write(found or [f"{len(cases)} 题、{len(topics)} 个起草题目，位置和要点都与原文相符。"])
    return 1 if found else 0


def locate(source: str, text: str) -> int:
    """Print each place of a text as raw offsets. 1 when there is none."""
    places = [
        (name, place) for name, raw in read_texts().items() if source in name for place in find(raw, text)
    ]
    _write(
        [f"{name} [[{start}, {end}]]" for name, (start, end) in places] or ["没有找到；请核对文件名和原文。"]
    )
    return 0 if places else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="评测：答得对不对，出处准不准，该拒答时拒不拒答"
    )
    parser.add_argument("--accept", action="store_true", help="以这次的数字为新基线，并列出变化")
    parser.add_argument("--worst", type=int, default=5, metavar="N", help="列出失分最多的 N 题（默认 5）")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    commands.add_parser("verify", help="逐条核对题目里的原文位置")
    finder = commands.add_parser("locate", help="查一段原文的位置，供新增题目用")
    finder.add_argument("source", metavar="文件", help="文件名或其中一段，如 003")
    finder.add_argument("text", metavar="原文", help="要找的文字，空白不论")
    return parser


def _write(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
