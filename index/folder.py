"""The files of a folder that may be added, each with what the catalogue says of it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.catalog import NAME as CATALOG
from index.catalog import CatalogEntry, read_catalog

Listed = tuple[Path, CatalogEntry | None]


def listed(paths: Iterable[Path], leave_out: Path) -> list[Listed]:
    """The files among these paths, and those under the folders among them, as `files` gives them."""
    found: list[Listed] = []
    for path in paths:
        found.extend(files(path, leave_out) if path.is_dir() else [(path, catalogued(path))])
    return found


def catalogued(path: Path) -> CatalogEntry | None:
    """What the catalogue of its folder says of a file; CatalogError if that is malformed."""
    return read_catalog(path.parent).get(path.name)


def files(folder: Path, leave_out: Path) -> Iterator[Listed]:
    """Every file under a folder by path, hidden ones, catalogues and the library's own folder left out.

    Each folder's own catalog.toml speaks for its files, and the files that it names but that are not
    there are given too, so that somebody says so; CatalogError if one is malformed. A link that
    leads out of the folder is not followed.
    """
    root = folder.resolve()
    catalogues: dict[Path, Mapping[str, CatalogEntry]] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or path.name == CATALOG or not path.is_file():
            continue
        # Only now, for a link that leads to itself leads to no file.
        target = path.resolve()
        if not target.is_relative_to(root) or target.is_relative_to(leave_out.resolve()):
            continue
        if path.parent not in catalogues:
            catalogue = catalogues[path.parent] = read_catalog(path.parent)
            absent = (path.with_name(name) for name in catalogue if not path.with_name(name).exists())
            yield from ((missing, catalogue[missing.name]) for missing in absent)
        yield path, catalogues[path.parent].get(path.name)
