"""Cells of tables: what is read back is what was said, and nothing is reckoned out."""

import csv
import io
from collections.abc import Iterator

from sopc.publish.tables import csv_table

WORDS = (
    "=1+1",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    '"',
    ",",
    ";",
    "'",
    "＝",
    "\0",
    "\ufeff",
    "\x1a",
)
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def seeds() -> Iterator[bytes]:
    yield "\0".join(f"{sign}1" for sign in _FORMULA).encode()
    yield b'=cmd|"/c"!A1\x00+1\x00 a,b\x00"\r\n\x00'
    yield b"\r=1\x00\n\x00'x"


def run(data: bytes) -> None:
    cells = data.decode("utf-8", "replace").split("\0")
    text = csv_table(["a", "b"], ({"a": cell, "b": None} for cell in cells))
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a", "b"]
    assert len(rows) == len(cells)
    for (shown, none), cell in zip(rows, cells, strict=True):
        assert none == ""
        assert not shown.startswith(_FORMULA)
        said = cell.replace("\r\n", "\n").replace("\r", "\n")
        assert shown.replace("'", "") == said.replace("'", "")
        assert shown.count("'") >= said.count("'")
        assert not any(f"{end}{sign}" in shown for end in ";\t\n" for sign in "=+-@＝＋－＠")
