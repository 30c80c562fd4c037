"""What a library reports of its changes."""

from dataclasses import dataclass

from index.change import Status


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file. `source` is the name it goes by; `replaced` when the library held something else before.

    `twin` is the title under which the library held the same text from other files, `changed` names what it
    now says of that text otherwise than before.
    """

    document_id: str
    source: str
    status: Status
    twin: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """`sources` are the names that went, `kept` those the document still has; with none left it is gone.

    `copies` are set-aside copies of a damaged library in the same folder, which may still hold it.
    """

    document_id: str
    sources: tuple[str, ...]
    kept: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How adding many files went; `failures` are (path, message for the user)."""

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    failures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds. Fewer vectors than passages means that vectors take no part in a search."""

    documents: int
    passages: int
    vectors: int
