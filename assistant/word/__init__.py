"""Results as files: Word in the layout of official documents, the same as Markdown and HTML, and Word files read back.

`contents` and its neighbours say what stands in a file (a `Paper`), `files` makes it, `read_back` checks an
edited Word file anew.
"""
