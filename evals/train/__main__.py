"""python -m evals.train NAME …: train one of the shipped models anew."""

import sys
from collections.abc import Callable, Sequence

from evals.train import encoder, reader

TRAINERS: dict[str, Callable[[Sequence[str]], int]] = {"encoder": encoder.main, "reader": reader.main}


def main(arguments: Sequence[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in TRAINERS:
        sys.stderr.write(f"请写明要训练的模型：python -m evals.train <{'|'.join(TRAINERS)}> …\n")
        return 2
    return TRAINERS[name](rest)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
