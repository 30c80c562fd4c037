"""python -m evals: ask every case without a model, print the numbers, fail if any of them fell.

The other commands prove the data, evaluate another library, and keep what is made from the data current.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import claims as claimed
from evals import hardness
from evals.cases import Case, find, problems, read_cases, read_texts, read_topics
from index.errors import ExpectedError
from index.library import Library

OUT = Path("out")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ExpectedError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def evaluate(options: argparse.Namespace) -> int:
    """Run all cases, claims and bad systems. 1 when a number fell and the fall was not accepted."""
    # What asks and searches loads here, so that `verify` needs the data and the seeds only.
    from evals import gate, gated, report

    floors, baseline = gate.read_floors(), gate.read_baseline()
    found = gated.evaluate(options.mutants)
    odd = (*gated.unmoved(found.felled, floors), *gated.unguarded(found.now, floors))
    code, lines = gate.judge(found.now, floors, baseline, gate.BASELINE if options.accept else None)
    text = gated.markdown(found, floors, baseline, options.worst, (*lines, *odd))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "evals.md").write_text(text, encoding="utf-8")
    (options.out / "evals.json").write_text(
        report.as_json(found.now, found.rows, found.felled), encoding="utf-8"
    )
    overview = report.overview(found.now, baseline, floors)
    _write([overview, "", report.outcomes(found.rows), "", report.latency(found.rows), *lines, *odd])
    _write([f"全文见 {options.out / 'evals.md'}。"])
    return 1 if odd else code


def mutants(options: argparse.Namespace) -> int:
    """The bad systems against the honest one. 1 when one of them passes, or a gated number never falls."""
    from evals import gate, gated, report

    floors = gate.read_floors()
    found = gated.evaluate()
    honest = tuple(fall.line for fall in gate.below(found.now, floors))
    odd = (*gated.unmoved(found.felled, floors), *(f"诚实的系统：{line}" for line in honest))
    _write([report.mutants(tuple(found.felled), found.felled, gated.gated(floors)), "", *odd])
    if not odd:
        _write(
            [
                f"{len(found.felled)} 个坏系统都被拦下，{len(gated.gated(floors))} 个指标都拦得住，诚实的系统通过。"
            ]
        )
    return 1 if odd else 0


def run(options: argparse.Namespace) -> int:
    """Any library on any questions in the same form. 1 when a number is under its floor or a recording is stale."""
    from evals import gate, recorded, report
    from evals.run import asked, scores

    speaker, replay = recorded.replaying(options.replies) if options.replies else (None, None)
    if options.record:
        speaker = recorded.recording(options.record, os.environ)
    with Library.open(options.library, read_only=True) as library:
        rows = asked(library, options.data, options.texts, speaker)
    floors = gate.read_floors(options.floors) if options.floors else {}
    falls = [fall.line for fall in gate.below(scores(rows), floors)]
    stale = list(recorded.outdated(replay, rows)) if replay else []
    tables = (report.overview(scores(rows), {}, floors), report.by_kind(rows), report.failing(rows))
    _write([*(f"{table}\n" for table in tables if table), *falls, *stale])
    return 1 if falls or stale else 0


def verify(options: argparse.Namespace) -> int:
    """Check every offset and fact, and of the seeds every claim. 1 when anything is wrong."""
    if bool(options.library) != bool(options.data):
        raise ExpectedError("核对自己的题目，要同时写明 --library 和 --data。")
    texts = _texts(options)
    if options.data:
        cases = read_cases(options.data)
        wrong, whole = tuple(problems(cases, (), texts)), f"{len(cases)} 题，位置和要点都与原文相符。"
    else:
        cases, topics, labelled = read_cases(), read_topics(), claimed.read_claims()
        wrong = (*problems(cases, topics, texts), *claimed.problems(labelled, texts))
        whole = (
            f"{len(cases)} 题、{len(topics)} 个起草题目、{len(labelled)} 句核对句，位置和要点都与原文相符。"
        )
    _write(wrong or [whole, hardness.line(cases), _agreement(cases)])
    return 1 if wrong else 0


def locate(options: argparse.Namespace) -> int:
    """Print each place of a text as raw offsets. 1 when there is none."""
    texts = _texts(options).items()
    places = [(name, at) for name, raw in texts if options.source in name for at in find(raw, options.text)]
    lines = [f"{name} [[{start}, {end}]]" for name, (start, end) in places]
    _write(lines or ["没有找到；请核对文件名和原文。"])
    return 0 if places else 1


def claims(options: argparse.Namespace) -> int:
    """Make the altered claims anew. 1 when the file is not what the rules make and was not written."""
    old = claimed.read_claims()
    new = claimed.regenerated(old)
    if options.write:
        claimed.write_claims(new)
    _write([f"{len(new)} 句，其中手写 {sum(c.mutation == '手写' for c in new)} 句。"])
    return 0 if options.write or new == old else 1


def blind(options: argparse.Namespace) -> int:
    """Print the questions for somebody who has not seen the gold, or compare what he answered. 1 when they differ."""
    from evals import blind as second

    cases = [case for case in read_cases() if case.agreed is None or not options.left]
    if options.answers is None:
        sys.stderr.write(f"{second.HOW}\n")
        _write(second.sheet(cases))
        return 0
    found = second.compare(cases, options.answers, read_texts())
    if options.record:
        second.record(found)
    differ = [f"{name}：{second.VERDICTS[verdict]}" for name, verdict in found.items() if verdict != "agreed"]
    _write([*differ, f"一致 {len(found) - len(differ)} 题，共 {len(found)} 题。"])
    return 1 if differ else 0


def readme(options: argparse.Namespace) -> int:
    """Bring the tables of README.md up to what was accepted last."""
    from evals import table

    changed = table.rewrite(tables())
    _write(["已更新 README.md 里的评测表。" if changed else "README.md 里的评测表是最新的。"])
    return 0


def tables() -> dict[str, str]:
    """Those of README.md by name."""
    from evals import gate, table
    from evals.bench import llama

    return {"evals": table.table(gate.read_baseline()), "llama": llama.table(llama.accepted())}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="评测：答得对不对，出处准不准，该拒答时拒不拒答"
    )
    parser.set_defaults(run=evaluate)
    parser.add_argument("--accept", action="store_true", help="以这次的数字为新基线，并列出变化")
    parser.add_argument(
        "--worst", type=int, default=5, metavar="N", help="报告里列出失分最多的 N 题（默认 5）"
    )
    parser.add_argument("--out", type=Path, default=OUT, metavar="目录", help="报告写到哪里（默认 out）")
    parser.add_argument("--no-mutants", dest="mutants", action="store_false", help="不跑坏系统，快一些")
    commands = parser.add_subparsers(metavar="命令")
    for name, function, help in (
        ("mutants", mutants, "坏系统与指标对照"),
        ("readme", readme, "按基线更新 README.md 里的评测表"),
    ):
        commands.add_parser(name, help=help).set_defaults(run=function)
    _add_own(commands)
    made = commands.add_parser("claims", help="按规则重新生成变异的核对句")
    made.set_defaults(run=claims)
    made.add_argument("--write", action="store_true", help="写回 claims.jsonl")
    second = commands.add_parser("blind", help="印出不带答案的题目，或核对另一人的答卷")
    second.set_defaults(run=blind)
    second.add_argument("answers", nargs="?", type=_file, metavar="答卷", help="填好的答卷（JSON Lines）")
    second.add_argument("--record", action="store_true", help="把是否一致记入 agreed")
    second.add_argument("--left", action="store_true", help="只取还没有人答过的题")
    return parser


def _add_own(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that any library can be given to."""
    proof = commands.add_parser("verify", help="逐条核对题目和核对句的原文位置，并数难题")
    proof.set_defaults(run=verify)
    finder = commands.add_parser("locate", help="查一段原文的位置，供新增题目用")
    finder.set_defaults(run=locate)
    finder.add_argument("source", metavar="文件", help="文件名或其中一段，如 003")
    finder.add_argument("text", metavar="原文", help="要找的文字，空白不论")
    other = commands.add_parser("run", help="在别的资料库上评测")
    other.set_defaults(run=run)
    other.add_argument("--floors", type=_file, metavar="文件", help="底线，格式同 floors.json；低于它即失败")
    model = other.add_mutually_exclusive_group()
    model.add_argument("--record", type=Path, metavar="目录", help="用所设的模型作答，并录下回复")
    model.add_argument("--replies", type=Path, metavar="目录", help="用录下的回复代替模型，不联网")
    for command in (proof, finder, other):
        own = command is other
        command.add_argument(
            "--library", type=Path, required=own, metavar="目录", help="资料库，默认为种子材料"
        )
        command.add_argument(
            "--texts", type=Path, metavar="目录", help="原文件所在的目录，默认为添加时的位置"
        )
        if command is not finder:
            command.add_argument(
                "--data", type=_file, required=own, metavar="文件", help="题目，格式同 questions.jsonl"
            )


def _file(name: str) -> Path:
    if not (path := Path(name)).is_file():
        raise argparse.ArgumentTypeError(f"没有文件 {name}")
    return path


def _texts(options: argparse.Namespace) -> dict[str, str]:
    if options.library is None:
        return read_texts()
    from evals import originals

    with Library.open(options.library, read_only=True) as library:
        return originals.read(library, options.texts)


def _agreement(cases: Sequence[Case]) -> str:
    agreed = [case.agreed for case in cases]
    settled = sum(case.agreed is False and bool(case.settled) for case in cases)
    left = agreed.count(False) - settled
    return f"盲答：一致 {agreed.count(True)}，分歧已议定 {settled}，未议定 {left}，尚未核对 {agreed.count(None)}。"


def _write(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
