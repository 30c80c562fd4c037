"""A Paper as a file: Word, Markdown or HTML, the same words in each; and lines for people as one."""

from collections.abc import Callable

from assistant.word.paper import Paper


def as_file(paper: Paper, suffix: str, text: Callable[[], str] | None = None) -> bytes:
    """The bytes of a .docx, .md or .html file, or of a .txt with the lines that `text` gives; KeyError for any other."""
    if suffix == ".docx":
        # A fifth of a second to load, which no other form should wait for.
        from assistant.word.write import as_docx

        return as_docx(paper)
    from assistant.word.html import as_html
    from assistant.word.markdown import as_markdown
    from assistant.word.seal import sealed, sealed_text

    made: dict[str, Callable[[], str]] = {
        ".md": lambda: sealed(as_markdown(paper), paper),
        ".html": lambda: as_html(paper),
    }
    if text is not None:
        made[".txt"] = lambda: sealed_text(text(), paper)
    return f"{made[suffix]()}\n".encode("utf-8", "backslashreplace")
