"""Follow-up questions, and sources that contradict one another: whether each is taken for what it is.

Dialogues are asked of the seeds; a case of conflict brings two short texts of its own, whose figures are invented.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import followup
from assistant.answer import ask
from assistant.conflicts import CODE
from assistant.extractive import Extractive
from assistant.types import Answer, Claim, Finding
from evals.cases import DATA, rows, squeezed
from evals.scores import Part
from index.library import Library

DIALOGUES, CONFLICTS = DATA / "dialogues.jsonl", DATA / "conflicts.jsonl"
PART = "turns"

Standalone = Callable[[str, Sequence[Answer]], str]
Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`states` are facts in several wordings that the standalone question must hold, `never` words that it must not."""

    id: str
    split: str
    first: str
    question: str
    states: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]

    def right(self, text: str) -> bool:
        stated = all(any(wording in text for wording in fact) for fact in self.states)
        return stated and not any(word in text for word in self.never)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two texts and a question. `values` are what both say of it, empty where they do not contradict."""

    id: str
    texts: tuple[str, ...]
    question: str
    values: tuple[str, ...]

    def asked(self) -> Answer:
        """The answer from a library of the two texts."""
        with tempfile.TemporaryDirectory(prefix="yanju-evals-") as folder:
            paths = [Path(folder) / f"{number}.txt" for number in range(len(self.texts))]
            for path, text in zip(paths, self.texts, strict=True):
                path.write_text(text, encoding="utf-8")
            with Library.open(Path(folder) / "library", create=True) as library:
                library.add_many(paths)
                return ask(self.question, library, Extractive())


def read_dialogues() -> tuple[Dialogue, ...]:
    return tuple(
        Dialogue(**{**row, "states": tuple(map(tuple, row["states"])), "never": tuple(row["never"])})
        for row in rows(DIALOGUES)
    )


def read_disagreements() -> tuple[Disagreement, ...]:
    return tuple(
        Disagreement(**{**row, "texts": tuple(row["texts"]), "values": tuple(row["values"])})
        for row in rows(CONFLICTS)
    )


@dataclass(frozen=True, slots=True)
class Turns:
    """What was answered: the first turn of each dialogue, and each question that two texts answer."""

    dialogues: tuple[tuple[Dialogue, Answer], ...]
    disagreements: tuple[tuple[Disagreement, Answer], ...]


def taken(library: Library) -> Turns:
    """Ask everything once."""
    return Turns(
        tuple((d, ask(d.first, library, Extractive())) for d in read_dialogues()),
        tuple((d, d.asked()) for d in read_disagreements()),
    )


def values(turns: Turns, standalone: Standalone = followup.standalone) -> Part:
    """followup and followup_heldout: is the standalone question right? conflict_shown: are both values shown, with a
    warning? conflict_sure: is there none where nothing contradicts?
    """
    names = {"dev": "followup", "heldout": "followup_heldout"}
    part: dict[str, dict[str, float | None]] = {
        d.id: {names[d.split]: float(d.right(standalone(d.question, [first])))}
        for d, first in turns.dialogues
    }
    for case, answer in turns.disagreements:
        warned = any(f.code == CODE for claim in answer.claims for f in claim.findings)
        shown = squeezed("".join(claim.text for claim in answer.claims))
        if case.values:
            part[case.id] = {
                "conflict_shown": float(warned and all(squeezed(v) in shown for v in case.values))
            }
        else:
            part[case.id] = {"conflict_sure": float(not warned)}
    return part


def spoilt(turns: Turns) -> Iterator[tuple[str, Part]]:
    """Each bad system by its Chinese name, with the values it gets: three that read follow-ups, three that compare."""
    for name, reader in READERS.items():
        yield name, values(turns, reader)
    for name, change in COMPARERS.items():
        changed = tuple((case, replace(a, claims=change(a.claims))) for case, a in turns.disagreements)
        yield name, values(replace(turns, disagreements=changed))


def _saying(claims: Claims, *findings: Finding) -> Claims:
    return tuple(replace(claim, findings=findings) for claim in claims)


READERS: Mapping[str, Standalone] = {
    "不看上文": lambda question, before: question,
    "重问上一问": lambda question, before: before[-1].question,
    "上文照接": lambda question, before: before[-1].question + question,
}
COMPARERS: Mapping[str, Callable[[Claims], Claims]] = {
    "不提不一致": _saying,
    "只看一份材料": lambda claims: claims[:1],
    "处处说不一致": lambda claims: _saying(claims, Finding(CODE, "warning", "另有说法")),
}
