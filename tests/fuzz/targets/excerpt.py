"""Lines and places → what is shown of them: carets below what they point at."""

import re
import unicodedata
from collections.abc import Iterator

from sopc.diagnostics import Place
from sopc.report.source_excerpt import SourceExcerpt
from sopc.safe import safe
from tests.fuzz.pieces import Pieces

WORDS = (
    "\t",
    "表",
    "\u0301",
    "\u20dd",
    "é",
    "😀",
    "\u202e",
    "\x1b[1m",
    "\u3000",
    "\u200d",
    "ﷺ",
    "\r",
    "\x85",
)


def seeds() -> Iterator[bytes]:
    line = "pelaksana: [staf, dire\u0301ktur, 表表]".encode()
    for column in (11, 19, 24, 33):
        head = bytes((0, 0, column, 6, 0, 0, 0, 0, column + 9, 2, 0, 0))
        yield head + line + "\u20dd".encode() + line
    for column in (0, 88, 89, 90, 91, 120):
        yield bytes((0, 0, column, 4, 0, 0, 0, 0, 0, 0, 0, 0)) + b"abcdefghij" * 26
    yield b"\x00\x01\x00\x96\x01\x00\x04\x00\x98\x01\x00\x01" + line * 6
    yield b"\x00\x02\x00\x01\x02\x00\x01\x00\x05\x01\x00\x09" + line + b"\n" + line


def run(data: bytes) -> None:
    pieces = Pieces(data)
    first, second = _place(pieces), _place(pieces)
    lines = pieces.rest().decode("utf-8", "replace").split("\n")
    excerpt = SourceExcerpt.of(first, lines)
    if excerpt is None:
        assert first.line > len(lines)
        return
    assert excerpt.text.isprintable()
    assert len(excerpt.text) <= 122
    signs = excerpt.underline(first, "^")
    assert set(signs) <= {" ", "\u3000", "^"}
    assert re.fullmatch("[ \u3000]*\\^+", signs)
    if excerpt.shows(first):
        _stands_below(first, excerpt, signs, lines[first.line - 1])
    both = excerpt.underline(first, "^", [second] if excerpt.shows(second) else [])
    assert set(both) <= {" ", "\u3000", "^", "-"}
    assert both.count("^") == signs.count("^")
    assert both.index("^") >= 0


def _place(pieces: Pieces) -> Place:
    line, column = 1 + pieces.number(3), 1 + pieces.number(1000)
    length, down = pieces.number(255), pieces.number(8) == 8
    pieces.number(1)
    end = (line + 1, 1 + length) if down else (line, column + length)
    return Place("x.yaml", line, column, *end)


def _stands_below(place: Place, excerpt: SourceExcerpt, signs: str, line: str) -> None:
    """The first caret is below the character itself, wherever the part of the line begins."""
    wanted = safe(line[place.column - 1 : place.column].replace("\t", " "))
    before = _columns(signs[: signs.index("^")])
    ends = [n for n in range(len(excerpt.text)) if _columns(excerpt.text[:n]) == before]
    assert not wanted or any(excerpt.text[n] == wanted for n in ends)
    under = line.rstrip()[place.column - 1 : place.end_column - 1] or wanted or " "
    if excerpt.text.rstrip().endswith(line.rstrip()[-1:]):  # all of the line is shown to its end
        assert signs.count("^") == max(1, _columns(safe(under.replace("\t", " "))))


def _columns(text: str) -> int:
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me")
        else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
