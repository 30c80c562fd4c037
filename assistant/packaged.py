"""The data that comes with the program: seeds/ and prompts/ stand beside the packages, in the tree and in the wheel."""

from pathlib import Path
from typing import Literal


def packaged(name: Literal["seeds", "prompts"]) -> Path:
    """The folder of that name."""
    return Path(__file__).resolve().parent.parent / name
