"""Results as Word files in the layout of official documents, and such files read back.

`contents` says what stands in the file (a `Paper`), `write` sets it, `read_back` checks an edited one anew.
"""
