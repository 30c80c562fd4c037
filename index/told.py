"""What the adding of a file has changed, in words for people."""

from collections.abc import Mapping

from index.change import Status
from index.correction import LABELS
from index.results import Added
from index.types import Document, Value

_DONE: Mapping[Status, str] = {"added": "已添加", "unchanged": "没有变化", "replaced": "已更新"}


def line(added: Added) -> str:
    """One line, such as 已更新 通知.txt：发文机关、日期有变."""
    done = "已在库中" if added.twin and added.status == "unchanged" else _DONE[added.status]
    twin = added.twin.replace("《", "〈").replace("》", "〉")
    same = [f"内容与《{twin}》相同"] if twin else []
    more = [f"{'、'.join(added.changed)}有变"] if added.changed else []
    return f"{done} {added.source}" + (f"：{'，'.join((*same, *more))}" if same or more else "")


def differing(before: Document, after: Document) -> tuple[str, ...]:
    """The names of what is known otherwise of one text, as people call them."""
    return tuple(label for name, label in LABELS.items() if _known(before, name) != _known(after, name))


def _known(document: Document, name: str) -> object:
    if name == "title":
        return document.title
    if name == "date":
        return [(dated.start, dated.end, dated.kind) for dated in document.meta.dates]
    value: Value | tuple[Value, ...] | None = getattr(document.meta, name)
    return [v.text for v in value] if isinstance(value, tuple) else value and value.text
