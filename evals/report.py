"""What was measured, as a Chinese table, and the worst cases with what was shown for them."""

from collections.abc import Iterable, Mapping, Sequence

from evals.cases import states
from evals.metrics import LOWER_IS_BETTER, METRICS
from evals.run import Row, Values, summary

NAMES = {
    "evidence_recall_at_1": "依据命中@1",
    "evidence_recall_at_5": "依据命中@5",
    "evidence_recall_at_10": "依据命中@10",
    "fact_recall": "要点召回",
    "unsupported_rate": "无据句占比",
    "verbatim_rate": "引文逐字相符",
    "citation_precision": "出处准确率",
    "citation_recall": "出处召回率",
    "refusal_precision": "拒答准确率",
    "refusal_recall": "拒答召回率",
    "answer_length": "答案字数",
}
KINDS = {
    "number": "数字",
    "list": "列举",
    "cell": "表格",
    "definition": "定义",
    "comparison": "比较",
    "timeline": "时间",
    "lookup": "查找",
    "policy": "文号",
}
COLUMNS = ("evidence_recall_at_5", "fact_recall", "citation_precision", "citation_recall")
WATCHED = (*COLUMNS, "verbatim_rate", "unsupported_rate", "refusal_recall")


def overview(rows: Sequence[Row], baseline: Mapping[str, float]) -> str:
    """Each metric with its number of cases, its mean and the baseline."""
    now = summary(rows)
    lines = [f"共 {len(rows)} 题", "", "| 指标 | 题数 | 现值 | 基线 |", "|---|---:|---:|---:|"]
    for name in METRICS:
        count = sum(row.values[name] is not None for row in rows)
        lines.append(
            f"| {NAMES[name]} {name} | {count} | {_number(now.get(name))} | {_number(baseline.get(name))} |"
        )
    return "\n".join(lines)


def by_kind(rows: Sequence[Row]) -> str:
    """The answerable questions by kind, then the share of refusals that were due by kind."""
    lines = ["| 题型 | 可答题 | " + " | ".join(NAMES[c] for c in COLUMNS) + " | 不可答题 | 已拒答 |"]
    lines.append("|---|---:|" + "---:|" * (len(COLUMNS) + 2))
    for kind, name in KINDS.items():
        ours = [row for row in rows if row.case.kind == kind]
        due = [row for row in ours if row.case.refuse]
        means = summary(row for row in ours if not row.case.refuse)
        cells = [_number(means.get(column)) for column in COLUMNS]
        refused = sum(not row.shown.answer["claims"] for row in due)
        lines.append(f"| {name} | {len(ours) - len(due)} | {' | '.join(cells)} | {len(due)} | {refused} |")
    return "\n".join(lines)


def worst(rows: Iterable[Row], count: int) -> str:
    """The cases that lost most, each with its question, what was missed and what was shown."""
    ranked = sorted(rows, key=lambda row: (-_loss(row.values), row.case.id))
    return "\n\n".join(_case(row) for row in ranked[:count] if _loss(row.values) > 0)


def _case(row: Row) -> str:
    case, answer = row.case, row.shown.answer
    text = "\n".join(claim["text"] for claim in answer["claims"])
    lines = [
        f"[{case.id}] {case.question}（应{'拒答' if case.refuse else '答'}，失分 {_loss(row.values):.2f}）"
    ]
    if missing := [fact[0] for fact in case.facts if not states(text, fact)]:
        lines.append(f"  缺要点：{'；'.join(missing)}")
    if case.note:
        lines.append(f"  说明：{case.note}")
    if not answer["claims"]:
        lines.append(f"  拒答：{answer['refusal']}")
    for claim in answer["claims"]:
        lines.append(f"  答：{claim['text']}")
        lines += [f"    据：{c['source']} {c['raw']} “{c['quote']}”" for c in claim["citations"]]
    return "\n".join(lines)


def _loss(values: Values) -> float:
    """How far the case's shares are from perfect, summed."""
    return sum(_lost(name, value) for name in WATCHED if (value := values[name]) is not None)


def _lost(name: str, value: float) -> float:
    return value if name in LOWER_IS_BETTER else 1 - value


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
