"""Work reports that are invented, as a library: those of provinces, or of one government from year to year."""

from contextlib import contextmanager

from index.library import Library


@contextmanager
def reports(folder, texts):
    """A library of the 2026 report of each province, whose text `texts` gives without its title."""
    told = (
        (
            f"2026年{place}省政府工作报告",
            text,
            f'date = "2026-02-03"\nissuers = ["{place}省人民政府"]\nregion = "{place}省"',
        )
        for place, text in texts.items()
    )
    with _library(folder, told) as library:
        yield library


@contextmanager
def yearly(folder, texts, whose="国务院"):
    """A library of one government's reports of several years, whose text `texts` gives by year without its title."""
    told = ((f"{year}年{whose}政府工作报告", text, f'date = "{year}-03-05"') for year, text in texts.items())
    with _library(folder, told) as library:
        yield library


@contextmanager
def _library(folder, told):
    """A library of reports: of each the title, the text and what else its catalogue says."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for title, text, meta in told:
        (folder / f"{title}.txt").write_text(f"{title}\n\n{text}", encoding="utf-8")
        listed.append(
            f'[[document]]\nfile = "{title}.txt"\ntitle = "{title}"\n'
            f'date_kind = "发布"\ngenre = "政府工作报告"\n{meta}\n'
        )
    (folder / "catalog.toml").write_text("\n".join(listed), encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library
