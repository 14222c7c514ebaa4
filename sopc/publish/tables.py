"""Tables as CSV, the one place that writes them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = (*"=+-@＝＋－＠", "\t", "\n")
"""What a cell begins with that a spreadsheet would reckon out instead of showing it.

Of signs also the wide ones, which spreadsheets of East Asia take for the same."""
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this Excel knows that a file is UTF-8."""


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table with a line of headings; None is an empty cell.

    A text that a spreadsheet would take for a formula is made text by an apostrophe before it.
    """
    table = io.StringIO()
    writer = csv.DictWriter(table, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _shown(value) for name, value in row.items()})
    return table.getvalue()


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")  # alone it would end the row
    return f"'{text}" if text.startswith(_FORMULA) else text
