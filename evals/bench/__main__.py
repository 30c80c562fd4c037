"""python -m evals.bench NAME …: run one bench by its name."""

import sys
from collections.abc import Callable, Sequence

from evals.bench import (
    answers,
    checker,
    documents,
    drafts,
    llama,
    page,
    reading,
    refusals,
    retrieval,
    scale,
    statutes,
    sync,
)

BENCHES: dict[str, Callable[[Sequence[str]], int]] = {
    "answers": answers.main,
    "checker": checker.main,
    "documents": documents.main,
    "drafts": drafts.main,
    "llama": llama.main,
    "page": page.main,
    "reading": reading.main,
    "refusals": refusals.main,
    "retrieval": retrieval.main,
    "scale": scale.main,
    "statutes": statutes.main,
    "sync": sync.main,
}


def main(arguments: Sequence[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in BENCHES:
        sys.stderr.write(f"请写明要运行的测评：python -m evals.bench <{'|'.join(BENCHES)}> …\n")
        return 2
    return BENCHES[name](rest)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
