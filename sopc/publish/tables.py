"""Tables as CSV, the one place that writes them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FIRST = re.compile(r"""\A(?:["\s]*[=+@＝＋－＠-]|[\t\n])""")
_WITHIN = re.compile(r"""([;\t\n])((?:"|[^\S\t\n])*)(?=[=+@＝＋－＠-])""")
"""Where a cell begins with what a spreadsheet would reckon out instead of showing it.

Of signs also the wide ones, which spreadsheets of East Asia take for the same. Where numbers have a
decimal comma, as in Indonesia, a spreadsheet parts cells at semicolons: it does not know our quotes
then, and after a semicolon or a line's end in a text a cell begins, too."""
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this Excel knows that a file is UTF-8."""


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table with a line of headings; None is an empty cell.

    What a spreadsheet would take for a formula is made text by an apostrophe before it, also
    within a text, after what may end a cell.
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
    text = _WITHIN.sub(r"\1'\2", text)
    return f"'{text}" if _FIRST.match(text) else text
