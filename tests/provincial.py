"""Work reports that are invented for provinces, as a library."""

from contextlib import contextmanager

from index.library import Library


@contextmanager
def reports(folder, texts):
    """A library of the 2026 report of each province, whose text `texts` gives without its title."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for place, text in texts.items():
        title = f"2026年{place}省政府工作报告"
        (folder / f"{place}.txt").write_text(f"{title}\n\n{text}", encoding="utf-8")
        listed.append(
            f'[[document]]\nfile = "{place}.txt"\ntitle = "{title}"\n'
            f'issuers = ["{place}省人民政府"]\ndate = "2026-02-03"\ndate_kind = "发布"\n'
            f'region = "{place}省"\ngenre = "政府工作报告"\n'
        )
    (folder / "catalog.toml").write_text("\n".join(listed), encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library


@contextmanager
def yearly(folder, texts, whose="国务院", region=""):
    """A library of one government's reports of several years, whose text `texts` gives by year without its title."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for year, text in texts.items():
        title = f"{year}年{whose}政府工作报告"
        (folder / f"{year}.txt").write_text(f"{title}\n\n{text}", encoding="utf-8")
        listed.append(
            f'[[document]]\nfile = "{year}.txt"\ntitle = "{title}"\ndate = "{year}-03-05"\ndate_kind = "发布"\n'
            f'genre = "政府工作报告"\n' + (f'region = "{region}"\n' if region else "")
        )
    (folder / "catalog.toml").write_text("\n".join(listed), encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library
