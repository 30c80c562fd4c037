"""A Paper as a file: Word, Markdown or HTML, the same words in each."""

from assistant.word.paper import Paper


def as_file(paper: Paper, suffix: str) -> bytes:
    """The bytes of a .docx, .md or .html file; KeyError for any other suffix."""
    if suffix == ".docx":
        # A fifth of a second to load, which no other form should wait for.
        from assistant.word.write import as_docx

        return as_docx(paper)
    from assistant.word.html import as_html
    from assistant.word.markdown import as_markdown

    text = {".md": as_markdown, ".html": as_html}[suffix](paper)
    return f"{text}\n".encode("utf-8", "backslashreplace")
