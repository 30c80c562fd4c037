"""The words that say that a figure is expected or aimed at, and not ones that only look so."""

EXPECTED = "预期(?!寿命)"
"""人均预期寿命 is a name: what is told of it was reached or is aimed at like any other figure."""
AIM = "目标(?!体系|任务(?!(?:是|为)|[:：]))"
"""聚焦目标任务体系 and 完成全年目标任务 are said of what was done; 目标任务是…… names the aims."""
