"""What was measured: Chinese Markdown tables, the worst cases with what was shown, and the same as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from evals.cases import states
from evals.gate import Fall, Floors
from evals.metrics import LOWER_IS_BETTER
from evals.run import Row, scores
from evals.scores import Part, Scores, Values, applying, interval, means

NAMES = {
    "evidence_recall_at_1": "依据命中@1",
    "evidence_recall_at_5": "依据命中@5",
    "evidence_recall_at_10": "依据命中@10",
    "reciprocal_rank": "依据排位（MRR）",
    "fact_recall": "要点召回",
    "number_accuracy": "数字有出处",
    "unsupported_rate": "无据句占比",
    "verbatim_rate": "引文逐字相符",
    "sentence_covered": "句句有据（核对）",
    "citation_needed": "引文不多余",
    "citation_precision": "出处准确率",
    "citation_recall": "出处召回率",
    "conciseness": "答案不冗长",
    "refusal_precision": "拒答准确率",
    "refusal_recall": "拒答召回率",
    "conflict_reported": "报告两说",
    "premise_corrected": "纠正前提",
    "readings_listed": "列出各解",
    "checker_catches": "核对拦下错句",
    "checker_passes": "核对放行对句",
    "figures_caught": "拦下改错的数字、日期、文号",
    "swaps_caught": "拦下调换的地方、职务、褒贬、主语",
    "shifts_caught": "拦下改动的程度、口径、期限",
    "absent_caught": "拦下材料没有的说法",
    "paraphrases_passed": "放行意思不变的改写",
    "verbatim_passed": "放行原文照录",
    "followup": "追问读得对",
    "followup_heldout": "追问读得对（留出）",
    "conflict_shown": "两份材料不一致时并列",
    "conflict_sure": "没有不一致时不报",
    "draft_fact_recall": "用上应有的要点",
    "draft_unsupported_rate": "无据句占比",
    "draft_form": "合乎体例",
    "draft_own_words": "不拿已有线索作依据",
    "draft_refusal": "该拒则拒",
    "draft_similar": "列出相似线索",
}
PARTS = {"dev": "开发题", "heldout": "留出题", "claims": "核对句", "drafts": "起草", "turns": "追问与出入"}
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
BEHAVIOURS = {
    "answer": "作答",
    "conflict": "报告两说",
    "premise": "纠正前提",
    "readings": "列出各解",
    "refuse": "拒答",
}
COLUMNS = ("evidence_recall_at_5", "fact_recall", "citation_precision", "citation_recall")
WATCHED = (*COLUMNS, "verbatim_rate", "unsupported_rate", "refusal_recall")


def overview(now: Scores, baseline: Scores, floors: Floors) -> str:
    """Each metric of each part: cases, mean with its 95% interval, baseline, floor."""
    measured, accepted = means(now), means(baseline)
    lines = ["| 部分 | 指标 | 题数 | 现值 | 95% 区间 | 基线 | 底线 |", "|---|---|---:|---:|---|---:|---:|"]
    for name, value in measured.items():
        part, _, metric = name.partition("/")
        low, high = interval(now[part], metric)
        cells = [
            PARTS.get(part, part),
            f"{NAMES.get(metric, metric)} {metric}",
            str(len(applying(now[part], metric))),
            f"{value:.3f}",
            f"{low:.3f}–{high:.3f}",
            _number(accepted.get(name)),
            _number(floors.get(part, {}).get(metric)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def by_kind(rows: Sequence[Row]) -> str:
    """The questions to be answered by kind and split, then the share of refusals that were due."""
    lines = ["| 部分 | 题型 | 可答题 | " + " | ".join(NAMES[c] for c in COLUMNS) + " | 不可答题 | 已拒答 |"]
    lines.append("|---|---|---:|" + "---:|" * (len(COLUMNS) + 2))
    for split in dict.fromkeys(row.case.split for row in rows):
        for kind, name in KINDS.items():
            ours = [row for row in rows if row.case.kind == kind and row.case.split == split]
            due = [row for row in ours if row.case.refuse]
            found = means(scores(row for row in ours if not row.case.refuse))
            cells = [_number(found.get(f"{split}/{column}")) for column in COLUMNS]
            refused = sum(not row.shown.answer["claims"] for row in due)
            if ours:
                head = f"| {PARTS.get(split, split)} | {name} | {len(ours) - len(due)} |"
                lines.append(f"{head} {' | '.join(cells)} | {len(due)} | {refused} |")
    return "\n".join(lines)


def outcomes(rows: Sequence[Row]) -> str:
    """How each behaviour came out by split: everything there, something missing, refused."""
    lines = ["| 部分 | 应当 | 题数 | 要点齐全 | 要点不全 | 拒答 |", "|---|---|---:|---:|---:|---:|"]
    for split in dict.fromkeys(row.case.split for row in rows):
        for behaviour, name in BEHAVIOURS.items():
            ours = [r for r in rows if (r.case.behaviour, r.case.split) == (behaviour, split)]
            refused = sum(not row.shown.answer["claims"] for row in ours)
            whole = sum(row.values.get("fact_recall") == 1 for row in ours)
            if ours:
                cells = (len(ours), whole, len(ours) - whole - refused, refused)
                lines.append(f"| {PARTS.get(split, split)} | {name} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def latency(rows: Sequence[Row]) -> str:
    """How long an answer took, in milliseconds. Reported apart and never gated."""
    taken = [row.seconds * 1000 for row in rows]
    return (
        f"用时（不设门槛）：中位 {median(taken):.0f} 毫秒，第95百分位 {quantiles(taken, n=20)[-1]:.0f} 毫秒。"
    )


def worst(rows: Iterable[Row], count: int) -> str:
    """The cases that lost most, each with its question, what was missed and what was shown."""
    ranked = sorted(rows, key=lambda row: (-_loss(row.values), row.case.id))
    return "\n\n".join(_case(row) for row in ranked[:count] if _loss(row.values) > 0)


def failing(rows: Iterable[Row]) -> str:
    """Every case that lost something, a line each. Of held-out ones the behaviour and kind only: nobody tunes to those."""
    lost = [row for row in rows if _loss(row.values) > 0]
    return "\n".join(
        f"- {PARTS.get(row.case.split, row.case.split)} {row.case.id}（应{BEHAVIOURS[row.case.behaviour]}，{KINDS[row.case.kind]}）："
        + "，".join(f"{NAMES[n]} {row.values[n]:.2f}" for n in WATCHED if _lost(n, row.values[n]) > 0)
        for row in lost
    )


def losing(part: Part) -> str:
    """Every case of a part without questions that lost something, a line each."""
    lines = (
        (case, [f"{NAMES[n]} {value:.2f}" for n, value in values.items() if _lost(n, value) > 0])
        for case, values in part.items()
    )
    return "\n".join(f"- {case}：{'，'.join(lost)}" for case, lost in lines if lost)


def mutants(names: Sequence[str], felled: Mapping[str, Sequence[Fall]], gated: Sequence[str]) -> str:
    """Bad systems down, metrics across; ● where the metric fell in some part."""
    metrics = list(dict.fromkeys(name.partition("/")[2] for name in gated))
    lines = [
        "| 坏系统 | " + " | ".join(NAMES.get(m, m) for m in metrics) + " |",
        "|---|" + ":-:|" * len(metrics),
    ]
    for name in names:
        fell = {fall.name.partition("/")[2] for fall in felled[name]}
        lines.append(f"| {name} | " + " | ".join("●" if m in fell else "" for m in metrics) + " |")
    return "\n".join(lines)


def as_json(now: Scores, rows: Sequence[Row], felled: Mapping[str, Sequence[Fall]]) -> str:
    """Everything measured, for programs; `latency` alone differs between two runs."""
    found: dict[str, Any] = {
        "metrics": means(now),
        "intervals": {n: interval(now[n.partition("/")[0]], n.partition("/")[2]) for n in means(now)},
        "cases": now,
        "shown": {row.case.id: row.shown.answer for row in rows},
        "mutants": {name: sorted({fall.name for fall in falls}) for name, falls in felled.items()},
        "latency": {row.case.id: round(row.seconds, 4) for row in rows},
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _case(row: Row) -> str:
    case, answer = row.case, row.shown.answer
    text = "\n".join(claim["text"] for claim in answer["claims"])
    lines = [f"[{case.id}] {case.question}（应{BEHAVIOURS[case.behaviour]}，失分 {_loss(row.values):.2f}）"]
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
    return sum(_lost(name, values[name]) for name in WATCHED)


def _lost(name: str, value: float | None) -> float:
    if value is None:
        return 0.0
    return value if name in LOWER_IS_BETTER else 1 - value


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
