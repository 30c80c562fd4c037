"""The settings and the library that one run of the terminal door works with."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from assistant.cli_output import say
from assistant.settings import Settings, read_settings
from index.encoders import open_encoder
from index.library import Library


def settings(ctx: click.Context, **flags: object) -> Settings:
    """The settings of this run: `flags`, --library wherever it stood, the environment, yanju.toml."""
    return read_settings({**ctx.meta, **flags}, os.environ, Path.cwd())


def opened(ctx: click.Context, *, create: bool = False, searched: bool = True) -> Library:
    """This run's library, to be used in a with statement. StoreError or EncoderError when it cannot be used.

    What is neither searched nor changed needs no encoder.
    """
    chosen = settings(ctx)
    encoder = open_encoder(chosen.encoder) if searched else None
    return Library.open(chosen.library, create=create, encoder=encoder, progress=reporter(chosen))


def reporter(chosen: Settings) -> Callable[[str], None]:
    """Where long work says how far it is."""
    return say if chosen.progress else _silent


def _silent(_: str) -> None:
    """The user wants no progress."""
