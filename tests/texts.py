"""A library of a few texts that are written for a test."""

from contextlib import contextmanager

from index.library import Library


@contextmanager
def library_of(folder, texts):
    """A library of files in a folder: `texts` gives what stands in each by its name."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_many([folder / name for name in texts])
        yield library
