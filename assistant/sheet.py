"""A table as CSV for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # a spreadsheet would calculate what begins so
_BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's encoding


def comma_separated(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table with a byte order mark for Excel; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
    return _BOM + out.getvalue()
